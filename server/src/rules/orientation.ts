/** The shape that a derivative has in a layout. */
import type { Derivative, Expr } from '../expr/expr.ts';
import type { Dim } from '../shape/dim.ts';
import { matrix, row, SCALAR, type Shape, UNKNOWN } from '../shape/shape.ts';
import type { Layout } from './rule.ts';

export interface Orientation {
  readonly shape: Shape;
  /** What of the layout decided it. */
  readonly axis?: 'gradient' | 'jacobian';
}

const open: Orientation = { shape: UNKNOWN };
const fixed = (shape: Shape): Orientation => ({ shape });

/**
 * A gradient is a column (of the shape of X) but in numerator layout; a Jacobian has the rows of f but in denominator
 * layout. ∇ is a column in every layout, and `\partial f/\partial x^\top` says itself what it is.
 * @param f, x shapes of what is differentiated, and of the variables as they are written
 */
export function orientationOf(expr: Derivative, f: Shape, x: readonly Shape[], layout: Layout): Orientation {
  const [first, second] = x;
  if (first === undefined) return open;
  if (expr.order === 2 || second !== undefined) return hessian(f, first, second ?? first);
  if (expr.order > 2) return f.kind === 'scalar' && first.kind === 'scalar' ? fixed(SCALAR) : open;
  if (first.kind === 'scalar') return byNumber(f, layout);
  if (f.kind === 'scalar') return ofNumber(expr, first, layout);
  return jacobian(f, first, layout);
}

function hessian(f: Shape, x: Shape, y: Shape): Orientation {
  if (x.kind === 'scalar' && y.kind === 'scalar') return fixed(f);
  const [m, n] = [sizeOf(x), sizeOf(y)];
  return f.kind === 'scalar' && m !== undefined && n !== undefined ? fixed(matrix(m, n)) : open;
}

function byNumber(f: Shape, layout: Layout): Orientation {
  if (f.kind !== 'vector') return fixed(f);
  return { shape: layout === 'denominator' ? row(f.rows) : f, axis: 'jacobian' };
}

function ofNumber(expr: Derivative, x: Shape, layout: Layout): Orientation {
  if (expr.notation === 'nabla' || isTransposed(expr.by[0])) return fixed(x);
  if (layout !== 'numerator') return { shape: x, axis: 'gradient' };
  if (x.kind === 'vector') return { shape: row(x.rows), axis: 'gradient' };
  return x.kind === 'matrix' ? { shape: matrix(x.columns, x.rows), axis: 'gradient' } : open;
}

function jacobian(f: Shape, x: Shape, layout: Layout): Orientation {
  const [m, n] = [sizeOf(f), sizeOf(x)];
  if (m === undefined || n === undefined) return open;
  if (f.kind === 'row') return fixed(matrix(n, m));
  if (x.kind === 'row') return fixed(matrix(m, n));
  return { shape: layout === 'denominator' ? matrix(n, m) : matrix(m, n), axis: 'jacobian' };
}

const isTransposed = (expr: Expr | undefined): boolean => expr?.kind === 'apply' && expr.op === 'transpose';

const sizeOf = (shape: Shape): Dim | undefined =>
  shape.kind === 'vector' ? shape.rows : shape.kind === 'row' ? shape.columns : undefined;
