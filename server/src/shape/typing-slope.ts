/** Slopes of functions that act entry by entry, where only the slope of each entry can be meant. */
import { type Expr, some } from '../expr/expr.ts';
import type { Operator } from '../expr/operators.ts';
import { actsEntrywise } from './constants.ts';
import { hasVariable } from './dim.ts';
import { matrix, type Shape, UNKNOWN } from './shape.ts';
import type { Typing } from './typing.ts';

/** A matrix with a list on its diagonal. */
export const diagonalOf = (shape: Shape): Shape =>
  shape.kind === 'vector'
    ? matrix(shape.rows, shape.rows)
    : shape.kind === 'row'
      ? matrix(shape.columns, shape.columns)
      : UNKNOWN;

/** The σ′(z) of an entrywise product or on a diagonal is taken entry by entry. */
export function slope(expr: Expr, shape: Shape, at: Typing): Shape {
  if (shape.kind !== 'unknown' || expr.kind !== 'call' || expr.fn.kind !== 'symbol') return shape;
  const [arg] = expr.args;
  const isSlope = expr.fn.glyph.primes > 0 && expr.args.length === 1 && arg !== undefined;
  return isSlope && actsEntrywise({ ...expr.fn.glyph, primes: 0 }) ? (at.shapes.get(arg) ?? UNKNOWN) : shape;
}

/** `\frac{\partial a}{\partial z} = a \odot (1 - a)`: some write the slope of each entry where the matrix has them on its diagonal. */
export function listsSlopes(left: Expr, right: Expr, a: Shape, b: Shape, { dims }: Typing): boolean {
  if (left.kind !== 'derivative' || a.kind !== 'matrix' || b.kind !== 'vector') return false;
  const known = [a.rows, a.columns, b.rows].map((it) => dims.resolve(it)).filter((it) => !hasVariable(it));
  return (
    known.every((it) => it.key === known[0]?.key) && some(right, (it) => it.kind === 'apply' && ENTRYWISE.has(it.op))
  );
}

const ENTRYWISE: ReadonlySet<Operator> = new Set<Operator>(['hadamard', 'elementwise', 'entrywise-power']);
