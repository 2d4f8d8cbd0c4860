/** Matrices written out, block matrices, lists. */
import type { Expr, IndexItem, Literal, Tuple } from '../expr/expr.ts';
import { dimOf } from './declare.ts';
import { add, type Dim, number } from './dim.ts';
import { matrix, row, SET, SCALAR, type Shape, shapeOfSpace, UNKNOWN, vector } from './shape.ts';
import { type Typing, typeOf } from './typing.ts';

export function literal(expr: Literal, at: Typing): Shape {
  const shapes = expr.rows.map((cells) => cells.map((it) => typeOf(it, at)));
  const open = expr.rows.some((cells) => cells.some((it) => it.kind === 'ellipsis'));
  const numbers = shapes.every((cells, i) =>
    cells.every((it, j) => it.kind === 'scalar' || it.kind === 'zero' || expr.rows[i]![j]!.kind === 'ellipsis'),
  );
  const rows = expr.rows.length;
  const columns = Math.max(...expr.rows.map((it) => it.length));
  // `\begin{bmatrix} v_1, \dots, v_k \end{bmatrix}`
  const only = rows === 1 && columns === 1 ? expr.rows[0]![0]! : undefined;
  if (only?.kind === 'tuple' && only.open === '') return tuple({ ...only, open: '[' }, at);
  const width = expr.rows[0]?.length === 1 && expr.rows[0][0]?.kind === 'tuple' ? undefined : columns;
  if (rows === 0 || width === undefined) return UNKNOWN;
  if (!numbers) return blocks(shapes, open, at);
  const tall =
    open && expr.rows.some((cells) => cells.every((it) => it.kind === 'ellipsis'))
      ? countOf(expr.rows[0]?.[0], expr.rows[rows - 1]?.[0], 0, at)
      : number(rows);
  const wide =
    open &&
    expr.rows.some((cells) =>
      cells.some((it, j) => it.kind === 'ellipsis' && !(expr.rows.length > 1 && j === 0 && cells.length === 1)),
    ) &&
    columns > 1
      ? countOf(expr.rows[0]?.[0], expr.rows[0]?.[columns - 1], -1, at)
      : number(columns);
  if (columns === 1) return rows === 1 ? SCALAR : vector(tall);
  return rows === 1 ? row(wide) : matrix(tall, wide);
}

/** `[A B; C D]`: heights add up down a column, widths along a row; blocks beside each other share theirs. */
function blocks(shapes: readonly (readonly Shape[])[], open: boolean, at: Typing): Shape {
  if (open || shapes.some((cells) => cells.length !== shapes[0]!.length)) return UNKNOWN;
  const extents = shapes.map((cells) => cells.map((it) => extentOf(it)));
  if (extents.some((cells) => cells.some((it) => it === undefined))) return UNKNOWN;
  const heights = extents.map((cells) => cells.flatMap((it) => (it === 'any' || it === undefined ? [] : [it[0]])));
  const widths = extents[0]!.map((_, j) =>
    extents.flatMap((cells) => (cells[j] === 'any' || cells[j] === undefined ? [] : [cells[j][1]])),
  );
  if ([...heights, ...widths].some((it) => it.length === 0)) return UNKNOWN;
  for (const list of [...heights, ...widths]) for (const it of list) if (!at.dims.unify(list[0]!, it)) return UNKNOWN;
  const total = (list: readonly (readonly Dim[])[]): Dim => list.map((it) => it[0]!).reduce((a, b) => add(a, b));
  return shapeOfSpace([total(heights), total(widths)]);
}

function extentOf(shape: Shape): readonly [Dim, Dim] | 'any' | undefined {
  switch (shape.kind) {
    case 'scalar':
      return [number(1), number(1)];
    case 'vector':
      return shape.free === true ? undefined : [shape.rows, number(1)];
    case 'row':
      return [number(1), shape.columns];
    case 'matrix':
      return shape.free === true ? undefined : [shape.rows, shape.columns];
    case 'zero':
      return 'any';
    default:
      return undefined;
  }
}

/** The `n` of `x_n` at the end of `x_1, …, x_n`, one more from `x_0` on; unknown otherwise. */
function countOf(first: Expr | undefined, last: Expr | undefined, which: number, at: Typing): Dim {
  const item = indexAt(last, which);
  const dim = item?.kind === 'at' ? dimOf(item.expr) : undefined;
  if (dim === undefined) return at.dims.fresh();
  const start = indexAt(first, which);
  const isZero = start?.kind === 'at' && start.expr.kind === 'number' && start.expr.value === 0;
  return isZero ? add(dim, number(1)) : dim;
}

function indexAt(expr: Expr | undefined, which: number): IndexItem | undefined {
  if (expr?.kind === 'call' && expr.args.length === 1) return indexAt(expr.args[0], which);
  const items = expr?.kind === 'index' ? expr.items : [];
  return items[which < 0 ? items.length - 1 : which];
}

const isLetter = (expr: Expr): boolean => expr.kind === 'symbol' && /^[a-z]$/.test(expr.key);

export function tuple(expr: Tuple, at: Typing): Shape {
  const shapes = expr.items.map((it) => typeOf(it, at));
  if (expr.open === '{' || expr.interval === true) return SET;
  // `\pi^i : \mathbb R^n \to \mathbb R`: no power.
  const [map] = expr.items;
  if (expr.open === ':' && map?.kind === 'apply') at.shapes.set(map, { kind: 'function', to: UNKNOWN });
  if (expr.separator === '|' || expr.separator === '' || expr.open === '') return UNKNOWN;
  const known = shapes.filter((_, i) => expr.items[i]!.kind !== 'ellipsis');
  const dots = known.length < shapes.length;
  // `[x_1, …, x_n]` of columns is a matrix.
  const columns = shapes.filter(
    (it): it is Extract<Shape, { kind: 'vector' }> => it.kind === 'vector' && it.free !== true,
  );
  if (columns.length === known.length && columns.length > 0 && (dots || expr.open === '[')) {
    for (const it of columns) at.dims.unify(columns[0]!.rows, it.rows);
    return matrix(
      columns[0]!.rows,
      dots ? countOf(expr.items[0], expr.items[expr.items.length - 1], -1, at) : number(columns.length),
    );
  }
  // `[w^\top, b]`: a row, and what stands behind it.
  const isOne = (it: Shape, i: number): boolean =>
    it.kind === 'scalar' || (it.kind === 'unknown' && isLetter(expr.items[i]!));
  if (
    expr.open === '[' &&
    !dots &&
    shapes.some((it) => it.kind === 'row') &&
    shapes.every((it, i) => it.kind === 'row' || isOne(it, i))
  )
    return row(shapes.map((it) => (it.kind === 'row' ? it.columns : number(1))).reduce((a, b) => add(a, b)));
  // `(x, y)` is as often a pair of anything; `(x_1, …, x_n)` and `(1, 0)` are vectors.
  const pair = expr.open === '(' && !dots && !expr.items.every((it) => it.kind === 'number');
  if (!pair && known.length > 0 && known.every((it) => it.kind === 'scalar' || it.kind === 'zero')) {
    const count = dots ? countOf(expr.items[0], expr.items[expr.items.length - 1], -1, at) : number(known.length);
    return { kind: 'vector', rows: count, free: true };
  }
  return UNKNOWN;
}

/** `A = [1; 2]` of a matrix whose sizes are letters: an example, with one of them 1. */
export const isExample = (shape: Shape, value: Expr): boolean =>
  shape.kind === 'matrix' &&
  value.kind === 'literal' &&
  (value.rows.length === 1 || value.rows.every((row) => row.length === 1)) &&
  value.rows.flat().every((it) => it.kind === 'number' || (it.kind === 'apply' && it.args.every(isNumber))) &&
  [shape.rows, shape.columns].every((dim) => dim.terms.some((it) => it.atoms.length > 0));

const isNumber = (expr: Expr): boolean => expr.kind === 'number';
