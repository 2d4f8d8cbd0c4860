/**
 * A derivative told by its entries: `J_{ij} = \partial f_i/\partial x_j`, a gradient written out with ∂f/∂x₁ above
 * ∂f/∂x₂, a Jacobian with ∂f₁/∂x₂ beside ∂f₁/∂x₁, gradients drawn as columns between bars.
 */
import type { Derivative, Expr, Literal } from '../expr/expr.ts';
import { isUpper } from '../expr/glyph.ts';
import { plainText } from '../expr/plain.ts';
import type { Axes, Axis } from '../shape/axes.ts';
import type { Evidence } from './evidence.ts';

export function byEntries(expr: Expr): readonly Evidence[] {
  if (expr.kind !== 'relation') return [];
  const [left, right] = expr.sides;
  if (left === undefined || right === undefined) return [];
  const found = right.kind === 'literal' ? byPlaces(left, right) : byIndex(left, right);
  return found.map(([axis, value]) => ({ axis, value, level: 'declared', of: left, in: expr }));
}

type Told = readonly (readonly [Axis, Axes[Axis]])[];

function byIndex(left: Expr, right: Expr): Told {
  const names = indexOfJacobian(left);
  if (names === undefined || right.kind !== 'derivative' || right.order !== 1) return [];
  const [row, column] = names;
  const [of, by] = [indexIn(right.of), indexIn(right.by[0])];
  if (of === row && by === column) return [['vectorByVector', 'f-by-x']];
  return of === column && by === row ? [['vectorByVector', 'x-by-f']] : [];
}

/** The two indices of `J_{ij}`, `J(i, j)`, `(\partial y/\partial x)_{ij}`. */
function indexOfJacobian(expr: Expr): readonly [string, string] | undefined {
  const items =
    expr.kind === 'index' && !expr.upper && isJacobian(expr.base)
      ? expr.items.map((it) => (it.kind === 'at' ? plainText(it.expr) : ''))
      : expr.kind === 'call' && isJacobian(expr.fn)
        ? expr.args.map((it) => plainText(it))
        : [];
  const [row, column] = items;
  return items.length === 2 && row !== undefined && column !== undefined && row !== column ? [row, column] : undefined;
}

function isJacobian(expr: Expr): boolean {
  if (expr.kind === 'symbol') return expr.glyph.letter === 'J';
  if (expr.kind === 'apply' && expr.op === 'parentheses') return isJacobian(expr.args[0]!);
  return expr.kind === 'derivative';
}

function indexIn(expr: Expr | undefined): string | undefined {
  if (expr?.kind === 'call') return indexIn(expr.fn);
  const [only] = expr?.kind === 'index' && expr.items.length === 1 ? expr.items : [];
  return only?.kind === 'at' ? plainText(only.expr) : undefined;
}

function byPlaces(left: Expr, right: Literal): Told {
  if (!isJacobian(left) && !(left.kind === 'index' && isJacobian(left.base))) return [];
  const along = changeAlong(right.rows);
  const down = changeAlong((right.rows[0] ?? []).map((_, j) => right.rows.flatMap((cells) => cells[j] ?? [])));
  if (along === 'by' && down === 'of') return [['vectorByVector', 'f-by-x']];
  if (along === 'of' && down === 'by') return [['vectorByVector', 'x-by-f']];
  return left.kind === 'derivative' && left.order === 1 ? ofGradient(left, right, along, down) : [];
}

type Change = 'of' | 'by' | undefined;

/** Which of function and variable changes along a line of cells. */
function changeAlong(lines: readonly (readonly Expr[])[]): Change {
  for (const line of lines) {
    const [first, second] = line.filter(isFirst);
    if (first === undefined || second === undefined) continue;
    const of = said(first.of) !== said(second.of);
    const by = said(first.by[0]) !== said(second.by[0]);
    if (of !== by) return of ? 'of' : 'by';
  }
  return undefined;
}

const isFirst = (it: Expr): it is Derivative => it.kind === 'derivative' && it.order === 1;

const said = (expr: Expr | undefined): string => (expr === undefined ? '' : plainText(expr, 200));

/** `f(x)` and `f` are one function here. */
const functionIn = (expr: Expr | undefined): string => said(expr?.kind === 'call' ? expr.fn : expr);

/** One line of partial derivatives of the very function, or the gradient drawn between bars. */
function ofGradient(left: Derivative, { rows }: Literal, along: Change, down: Change): Told {
  const axis = left.notation === 'nabla' ? 'nablaScalar' : 'scalarByVector';
  const cells = rows.flat();
  const partials = cells.filter(isFirst);
  const [first] = partials;
  if (first === undefined) return [];
  const barred = isBars(rows[0]) && isBars(rows[rows.length - 1]) && rows.length === 3;
  if (barred && along === 'of') return [['vectorByVector', 'x-by-f']];
  const own = !isBold(left.of) && partials.every((it) => functionIn(it.of) === functionIn(left.of));
  if (!own || isMatrix(left.by[0]) || partials.some((it) => isEntryOfMatrix(it.by[0]))) return [];
  if (barred && cells.length === 3 && said(first.by[0]) === said(left.by[0] ?? first.by[0])) return [[axis, 'column']];
  if (rows.length === 1 && along === 'by') return [[axis, 'row']];
  return rows.every((it) => it.length === 1) && down === 'by' ? [[axis, 'column']] : [];
}

const isBars = (cells: readonly Expr[] | undefined): boolean =>
  cells !== undefined &&
  cells.some((it) => it.kind !== 'ellipsis') &&
  cells.every(
    (it) => it.kind === 'ellipsis' || /^[|∣‖()\s]+$/.test(said(it)) || (it.kind === 'tuple' && it.open.includes('|')),
  );

function isBold(expr: Expr | undefined): boolean {
  if (expr?.kind === 'call') return isBold(expr.fn);
  if (expr?.kind === 'index') return isBold(expr.base);
  return expr?.kind === 'symbol' && (expr.glyph.face === 'bold' || expr.glyph.accents.includes('vec'));
}

const isMatrix = (expr: Expr | undefined): boolean => expr?.kind === 'symbol' && isUpper(expr.glyph);

/** `z_{1,2}`: the partial derivatives lie as the entries of z do, whatever z is. */
const isEntryOfMatrix = (expr: Expr | undefined): boolean => expr?.kind === 'index' && expr.items.length > 1;
