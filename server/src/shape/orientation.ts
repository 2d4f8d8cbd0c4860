/**
 * Which way a section writes its derivatives, as far as its own equations show: a gradient set equal to a row, a
 * Jacobian set equal to a matrix of known sizes. Without evidence a Jacobian's sizes are not told.
 */
import type { Expr } from '../expr/expr.ts';
import { some } from '../expr/expr.ts';
import { isUpper } from '../expr/glyph.ts';
import type { Statement } from '../expr/statement.ts';
import { type Dim, hasVariable } from './dim.ts';
import type { Shape } from './shape.ts';

export interface Orientation {
  readonly gradient: 'row' | 'column' | 'unknown';
  readonly jacobian: 'f-by-x' | 'x-by-f' | 'unknown';
}

export function orientationOf(
  statements: readonly (readonly Statement[])[],
  shapes: readonly ReadonlyMap<Expr, Shape>[],
  resolve: (dim: Dim) => Dim,
): Orientation {
  const counts = { row: 0, column: 0, direct: 0, turned: 0 };
  statements.forEach((list, formula) => {
    const shapeOf = (expr: Expr | undefined): Shape | undefined =>
      expr === undefined ? undefined : shapes[formula]?.get(expr);
    for (const { expr, continues } of list) {
      if (expr.kind !== 'relation') continue;
      const sides = [expr.sides[0] ?? continues, ...expr.sides.slice(1)];
      expr.signs.forEach((sign, i) => {
        if (sign.text !== '=') return;
        weigh(sides[i], shapeOf(sides[i]), shapeOf(sides[i + 1]), counts, resolve);
        weigh(sides[i + 1], shapeOf(sides[i + 1]), shapeOf(sides[i]), counts, resolve);
      });
    }
  });
  return {
    gradient: majority(counts.row, counts.column, 'row', 'column'),
    jacobian: majority(counts.direct, counts.turned, 'f-by-x', 'x-by-f'),
  };
}

const majority = <A, B>(a: number, b: number, first: A, second: B): A | B | 'unknown' =>
  a > b ? first : b > a ? second : 'unknown';

function weigh(
  expr: Expr | undefined,
  own: Shape | undefined,
  other: Shape | undefined,
  counts: { row: number; column: number; direct: number; turned: number },
  resolve: (dim: Dim) => Dim,
): void {
  if (expr === undefined || own === undefined || other === undefined || !isFraction(expr)) return;
  if (own.kind === 'vector' && own.free === true) {
    if (other.kind === 'row') counts.row++;
    if (other.kind === 'vector' && other.free !== true) counts.column++;
  }
  if (own.kind !== 'matrix' || own.free !== true || other.kind !== 'matrix' || other.free === true) return;
  const [m, n] = [resolve(own.rows), resolve(own.columns)];
  const [rows, columns] = [resolve(other.rows), resolve(other.columns)];
  if ([m, n, rows, columns].some(hasVariable) || m.key === n.key) return;
  if (m.key === rows.key && n.key === columns.key) counts.direct++;
  if (m.key === columns.key && n.key === rows.key) counts.turned++;
}

/** `\partial f/\partial x`, perhaps a sum of such; ∇ is a column to nearly everybody. */
function isFraction(expr: Expr): boolean {
  if (expr.kind === 'derivative') return expr.notation !== 'nabla';
  if (expr.kind === 'apply' && (expr.op === 'sum' || expr.op === 'parentheses')) return expr.args.every(isFraction);
  return false;
}

/** A shape as it is shown: open orientations settled by evidence, or left unsaid. */
export function oriented(expr: Expr, shape: Shape, orientation: Orientation, resolve: (dim: Dim) => Dim): Shape {
  if (shape.kind === 'vector' && shape.free === true && isFraction(expr) && orientation.gradient === 'row')
    return { kind: 'row', columns: shape.rows };
  if (shape.kind !== 'matrix' || shape.free !== true || isByMatrix(expr)) return shape;
  if (resolve(shape.rows).key === resolve(shape.columns).key) return shape;
  if (orientation.jacobian === 'unknown') return { kind: 'unknown' };
  return orientation.jacobian === 'f-by-x' ? shape : { ...shape, rows: shape.columns, columns: shape.rows };
}

/** A number by a matrix has the matrix's shape, to nearly everybody; only a vector by a vector has two. */
const isByMatrix = (expr: Expr): boolean =>
  !some(expr, (it) => {
    if (it.kind !== 'derivative' || it.of === undefined) return false;
    const by = it.by[0]?.kind === 'index' ? it.by[0].base : it.by[0];
    return by?.kind === 'symbol' && !isUpper(by.glyph);
  });
