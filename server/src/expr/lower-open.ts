/** A function without brackets before several factors, of which it may take the first alone. */
import type { Expr } from './expr.ts';
import { isUpper } from './glyph.ts';

/** `p(x) f(x)`, `p(x) Q`; `\theta K`, `\theta [k]_\times`: an angle and a matrix. */
export function isOpenProduct([only]: readonly Expr[]): boolean {
  const [first, second] = only?.kind === 'apply' && only.op === 'product' ? only.args : [];
  if (first === undefined || second === undefined) return false;
  return first.kind === 'call' || (first.kind === 'symbol' && !isUpper(first.glyph) && isMatrix(second));
}

/** A capital, or the matrix of a vector product, perhaps with scripts. */
function isMatrix(expr: Expr): boolean {
  if (expr.kind === 'symbol') return isUpper(expr.glyph);
  if (expr.kind === 'index') return isMatrix(expr.base);
  if (expr.kind !== 'apply') return false;
  return expr.op === 'cross-matrix' || (/^(power|transpose|inverse)$/.test(expr.op) && isMatrix(expr.args[0]!));
}
