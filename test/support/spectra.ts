/** Eigenvalues and singular values: the largest, the smallest, and each by its number. */
import type { Expr } from '../../server/src/expr/expr.ts';
import { add, eigen, type M, scalar, scale, singular, transpose } from './matrices.ts';

/** Eigenvalues of the symmetric part, the largest first: near a symmetric matrix they have its differential. */
const values = (a: M): readonly number[] => eigen(scale(add(a, transpose(a)), 0.5)).values;

/** `\lambda_{\max}(X)`, `\sigma_{\min}(X)` … by key. */
export function spectral(key: string, of: () => M): M | undefined {
  switch (key) {
    case '\\lambda_max':
      return scalar(values(of())[0]!);
    case '\\lambda_min':
      return scalar(values(of()).at(-1)!);
    case '\\sigma_max':
      return scalar(singular(of()).values[0]!);
    case '\\sigma_min':
      return scalar(singular(of()).values.at(-1)!);
    default:
      return undefined;
  }
}

/** Whether it is `\lambda_i` or `\sigma_i` by this letter. */
export function numberOf(fn: Expr, letter: string): boolean {
  const [item] = fn.kind === 'index' ? fn.items : [];
  if (fn.kind !== 'index' || fn.base.kind !== 'symbol' || !/^\\(lambda|sigma)$/.test(fn.base.key)) return false;
  return item?.kind === 'at' && item.expr.kind === 'symbol' && item.expr.key === letter;
}

/** `\lambda_i(X)` and `\sigma_i(X)` of a sum over i. */
export function byNumber(fn: Expr, of: () => M, letters: ReadonlyMap<string, number>): M | undefined {
  const letter = [...letters.keys()].find((it) => numberOf(fn, it));
  if (letter === undefined || fn.kind !== 'index' || fn.base.kind !== 'symbol') return undefined;
  const all = fn.base.key === '\\lambda' ? values(of()) : singular(of()).values;
  return scalar(all[letters.get(letter)! - 1]!);
}
