/** Sums and products over all eigenvalues: Σ λ_i(X) is the trace, Σ log λ_i(X) and ∏ λ_i(X) are the determinant. */
import type { Expr, Reduce } from '../expr/expr.ts';
import { unbracketed } from '../expr/expr.ts';
import type { Elaborating } from './elaborate.ts';
import { lower } from './elaborate.ts';
import { dimOf } from '../shape/declare.ts';
import { determinant, map, matrixPower, norm } from './ops.ts';
import { product } from './tidy.ts';
import { trace, type Value, valueOf } from './value.ts';

/** The matrix of `\lambda_i(X)`, or `\sigma_i(X)`, where the letter runs over all of them. */
function spectrumOf(expr: Expr, letter: string, at: Elaborating, name = '\\lambda'): Expr | undefined {
  const it = unbracketed(expr);
  // A bracket that holds more than a name looks like a factor.
  const [fn, of] =
    it.kind === 'call' && it.args.length === 1
      ? [it.fn, it.args[0]]
      : it.kind === 'apply' && it.op === 'product' && it.args.length === 2
        ? it.args
        : [];
  if (fn?.kind !== 'index' || fn.base.kind !== 'symbol') return undefined;
  const { base, items } = fn;
  const [place] = items;
  const picks = items.length === 1 && place?.kind === 'at' && place.expr.kind === 'symbol' && place.expr.key === letter;
  return picks && base.key === name && !at.isDeclared(name) ? of : undefined;
}

/** The value of a sum or a product over the spectrum; undefined for any other. */
export function overSpectrum({ op, bound, body }: Reduce, at: Elaborating): Value | undefined {
  const [index, ...more] = bound;
  if (index === undefined || more.length > 0) return undefined;
  const it = unbracketed(body);
  const singular = op === 'sum' && index.to === undefined ? overSingular(it, index.key, at) : undefined;
  if (singular !== undefined) return singular;
  const plain = spectrumOf(it, index.key, at);
  const [inner, exponent] = it.kind === 'apply' && it.args[0] !== undefined ? it.args : [];
  const of = plain ?? (inner === undefined ? undefined : spectrumOf(inner, index.key, at));
  if (of === undefined) return undefined;
  const m = lower(of, { ...at, ofMatrix: false });
  if (m?.kind !== 'matrix' || m.p.free[0]!.dim.key !== m.p.free[1]!.dim.key) return undefined;
  if (index.to !== undefined && dimOf(index.to)?.key !== m.p.free[0]!.dim.key) return undefined;
  const isLog = it.kind === 'apply' && it.op === 'elementwise' && /^(log|ln)$/.test(it.name ?? '');
  if (op === 'product') return plain === undefined ? undefined : valueOf('scalar', determinant(m.p));
  if (op !== 'sum') return undefined;
  if (isLog) return valueOf('scalar', map('log', determinant(m.p)));
  const isPower = it.kind === 'apply' && it.op === 'power' && exponent !== undefined;
  const power = isPower ? lower(exponent, { ...at, ofMatrix: false }) : undefined;
  const summed = plain !== undefined ? m.p : power?.kind === 'scalar' ? matrixPower(m.p, power.p) : undefined;
  const found = summed === undefined ? undefined : trace(valueOf('matrix', summed));
  return found === undefined ? undefined : valueOf('scalar', found);
}

/** Σ σ_i(X) is the nuclear norm, Σ σ_i(X)² the square of the Frobenius norm. */
function overSingular(it: Expr, letter: string, at: Elaborating): Value | undefined {
  const isSquare = it.kind === 'apply' && it.op === 'power' && it.args[1]?.kind === 'number' && it.args[1].value === 2;
  const of = spectrumOf(isSquare ? it.args[0]! : it, letter, at, '\\sigma');
  const m = of === undefined ? undefined : lower(of, { ...at, ofMatrix: false });
  if (m?.kind !== 'matrix') return undefined;
  if (!isSquare) return valueOf('scalar', norm(m.p, 'nuclear'));
  return valueOf(
    'scalar',
    product([], m.p.free, [
      [m.p, m.p.free],
      [m.p, m.p.free],
    ]),
  );
}
