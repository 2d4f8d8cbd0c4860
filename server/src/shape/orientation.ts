/**
 * Which way a section writes its derivatives, as far as its own equations show: a gradient set equal to a row, a
 * Jacobian set equal to a matrix of known sizes. Without evidence a Jacobian's sizes are not told.
 */
import type { Expr } from '../expr/expr.ts';
import { some } from '../expr/expr.ts';
import { isUpper } from '../expr/glyph.ts';
import type { Statement } from '../expr/statement.ts';
import { type Dim, hasVariable, named } from './dim.ts';
import { matrix, type Shape } from './shape.ts';

export interface Orientation {
  readonly gradient: 'row' | 'column' | 'unknown';
  readonly jacobian: 'f-by-x' | 'x-by-f' | 'unknown';
  /** `W_{i,:}`: a row, unless the section transposes rows before it multiplies them: then they are columns. */
  readonly slice: 'row' | 'vector';
}

export function orientationOf(
  statements: readonly (readonly Statement[])[],
  shapes: readonly ReadonlyMap<Expr, Shape>[],
  resolve: (dim: Dim) => Dim,
): Orientation {
  const counts = { row: 0, column: 0, direct: 0, turned: 0 };
  let turnsSlices = false;
  statements.forEach((list, formula) => {
    const shapeOf = (expr: Expr | undefined): Shape | undefined =>
      expr === undefined ? undefined : shapes[formula]?.get(expr);
    for (const { expr, continues } of list) {
      turnsSlices ||= some(expr, (it) => it.kind === 'apply' && turns(it.op) && isRowSlice(it.args[0]));
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
    slice: turnsSlices ? 'vector' : 'row',
  };
}

const majority = <A, B>(a: number, b: number, first: A, second: B): A | B | 'unknown' =>
  a > b ? first : b > a ? second : 'unknown';

const turns = (op: string): boolean => op === 'transpose' || op === 'pseudo-inverse';

/** `W_{i,:}` */
const isRowSlice = (expr: Expr | undefined): boolean =>
  expr?.kind === 'index' && expr.items.length === 2 && expr.items[0]!.kind === 'at' && expr.items[1]!.kind === 'all';

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

/** `\partial f/\partial x`, perhaps a sum or a chain of such; ∇ is a column to nearly everybody. */
function isFraction(expr: Expr): boolean {
  if (expr.kind === 'derivative') return expr.notation !== 'nabla';
  if (expr.kind !== 'apply') return false;
  const through = expr.op === 'sum' || expr.op === 'parentheses' || expr.op === 'product' || expr.op === 'dot';
  return through && expr.args.every(isFraction);
}

/** Sizes in an order that nobody knows. */
const UNTOLD = matrix(named('?rows'), named('?columns'));

/**
 * A shape as it is shown: open orientations settled by evidence, or left unsaid.
 * @param shapeOf of the parts of the expression
 */
export function oriented(
  expr: Expr,
  shape: Shape,
  orientation: Orientation,
  resolve: (dim: Dim) => Dim,
  shapeOf: (expr: Expr) => Shape | undefined,
): Shape {
  if (shape.kind === 'vector' && shape.free === true) {
    const row: Shape = { kind: 'row', columns: shape.rows };
    if (isRowSlice(expr) || isBySlice(expr)) return orientation.slice === 'row' ? row : shape;
    if (isByRow(expr)) return row;
    return isFraction(expr) && orientation.gradient === 'row' && !isByNumber(expr, shapeOf) ? row : shape;
  }
  if (shape.kind !== 'matrix' || shape.free !== true || isByMatrix(expr)) return shape;
  if (resolve(shape.rows).key === resolve(shape.columns).key) return shape;
  if (orientation.jacobian === 'unknown') return UNTOLD;
  return orientation.jacobian === 'f-by-x' ? shape : { ...shape, rows: shape.columns, columns: shape.rows };
}

const isBySlice = (expr: Expr): boolean => expr.kind === 'derivative' && isRowSlice(expr.by[0]);

/** `\partial f/\partial x^\top` says that it is a row. */
const isByRow = (expr: Expr): boolean =>
  expr.kind === 'derivative'
    ? expr.order === 1 && expr.by[0]?.kind === 'apply' && expr.by[0].op === 'transpose'
    : expr.kind === 'apply' && expr.op === 'product' && expr.args.every(isByRow);

/** The derivative of a column by a number is a column, in any layout but the rarest. */
const isByNumber = (expr: Expr, shapeOf: (expr: Expr) => Shape | undefined): boolean =>
  expr.kind === 'derivative' && expr.by[0] !== undefined && shapeOf(expr.by[0])?.kind === 'scalar';

/** A number by a matrix has the matrix's shape, to nearly everybody; only a vector by a vector has two. */
const isByMatrix = (expr: Expr): boolean =>
  !some(expr, (it) => {
    if (it.kind !== 'derivative' || it.of === undefined) return false;
    const by = it.by[0]?.kind === 'index' ? it.by[0].base : it.by[0];
    return by?.kind === 'symbol' && !isUpper(by.glyph);
  });
