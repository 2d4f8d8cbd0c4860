/** Products: which bracketing fits, what does not, and what tells of row vectors. */
import { type Apply, type Expr, some } from '../expr/expr.ts';
import { multiplyShapes } from './combine.ts';
import { constantOf } from './constants.ts';
import { actOnOneName } from './entrywise.ts';
import { type Shape, shapeOfSpace, UNKNOWN } from './shape.ts';
import { clash, type Typing } from './typing.ts';

/** Factors left to right; where the kinds do not allow that, in any bracketing that they allow. */
export function product(expr: Apply, shapes: readonly Shape[], dot: boolean, at: Typing): Shape {
  const opaque = shapes.some(
    (it) => it.kind === 'unknown' || it.kind === 'tensor' || it.kind === 'set' || it.kind === 'function',
  );
  if (opaque) {
    neighbours(expr, shapes, dot, at);
    return contracted(shapes, at) ?? UNKNOWN;
  }
  return multiplyRange(expr, shapes, 0, shapes.length, dot, at)?.shape ?? UNKNOWN;
}

/** `T v`, `T W` of a declared tensor: its last index meets the first of what follows. */
function contracted(shapes: readonly Shape[], { dims }: Typing): Shape | undefined {
  const [tensor, other] = shapes;
  if (shapes.length !== 2 || tensor?.kind !== 'tensor' || (other?.kind !== 'vector' && other?.kind !== 'matrix'))
    return undefined;
  const last = tensor.dims[tensor.dims.length - 1];
  if (last === undefined || dims.resolve(last).key !== dims.resolve(other.rows).key) return undefined;
  const rest = tensor.dims.slice(0, -1);
  return shapeOfSpace(other.kind === 'matrix' ? [...rest, other.columns] : rest);
}

interface Part {
  readonly shape: Shape;
  readonly from: number;
  readonly to: number;
}

function multiplyRange(
  expr: Apply,
  shapes: readonly Shape[],
  from: number,
  to: number,
  dot: boolean,
  at: Typing,
): Part | undefined {
  let current: Part = { shape: shapes[from]!, from, to: from + 1 };
  for (let i = from + 1; i < to; i++) {
    const next = shapes[i]!;
    const combined = multiplyShapes(current.shape, next, dot, at);
    if (combined === 'no product') {
      if (isEntrywise(expr, shapes, current, i, at)) {
        current = { ...current, to: i + 1 };
        // Nor is a number spread over a vector in `1 - h`: the rule is one of numbers.
        const spread = at.conflicts.filter(
          (it) => it.code === 'broadcast' && expr.args.some((arg) => has(arg, it.expr)),
        );
        for (const it of spread) at.conflicts.splice(at.conflicts.indexOf(it), 1);
        continue;
      }
      const rest = bracketed(expr, shapes, current, to, dot, at);
      if (rest !== undefined) return rest;
      // The 𝟏ₙ of kernel methods may be a matrix.
      if (isOnes(expr.args[i - 1]!) && next.kind === 'matrix' && next.rows.key === next.columns.key) return undefined;
      clash(expr, 'product', partExpr(expr, current, shapes), expr.args[i]!, current.shape, next, undefined, at);
      const last = at.conflicts.length - 1;
      if (isRowProduct(current.shape, next, shapes.slice(i + 1), at))
        at.conflicts[last] = { ...at.conflicts[last]!, rowUse: 1 };
      return undefined;
    }
    if ('sizes' in combined) {
      clash(expr, 'product', partExpr(expr, current, shapes), expr.args[i]!, current.shape, next, combined.sizes, at);
      return undefined;
    }
    if (isColumnUse(current.shape, next)) at.columns?.add(expr);
    current = { shape: combined.shape, from, to: i + 1 };
    if (current.shape.kind === 'unknown') return current;
  }
  return current;
}

const has = (whole: Expr, part: Expr): boolean => some(whole, (it) => it === part);

/** `\sigma(z)(1 - \sigma(z))` with a column z. */
function isEntrywise(expr: Apply, shapes: readonly Shape[], current: Part, next: number, at: Typing): boolean {
  const [left, right] = [current.shape, shapes[next]!];
  const alike = left.kind === 'vector' && right.kind === 'vector' && at.dims.compatible(left.rows, right.rows);
  const isNumber = (it: Expr): boolean => at.shapes.get(it)?.kind === 'scalar';
  return alike && actOnOneName([partExpr(expr, current, shapes), expr.args[next]!], isNumber);
}

/** `A x`: a vector that stands as a column. */
const isColumnUse = (left: Shape, right: Shape): boolean =>
  left.kind === 'matrix' && left.free !== true && right.kind === 'vector' && right.free !== true;

const isOnes = (expr: Expr): boolean =>
  expr.kind === 'index' && expr.base.kind === 'symbol' && constantOf(expr.base) === 'ones';

/** `x W` with as many entries as W has rows; not `x A y`, which lacks a transpose. */
const isRowProduct = (left: Shape, right: Shape, rest: readonly Shape[], { dims }: Typing): boolean =>
  left.kind === 'vector' &&
  right.kind === 'matrix' &&
  dims.compatible(left.rows, right.rows) &&
  rest.every((it) => it.kind !== 'vector');

/** `x W + b`, `h = x W`: a product that fits with x as a row, and is used as the vector it then is, tells of row vectors. */
export function noteRowLayer(expr: Expr, others: readonly Expr[], at: Typing): void {
  const found = at.conflicts.findIndex((it) => it.expr === expr);
  const conflict = at.conflicts[found];
  if (conflict?.rowUse === undefined || expr.kind !== 'apply' || expr.args.length !== 2) return;
  const { rightShape: factor } = conflict;
  if (factor?.kind !== 'matrix') return;
  const fits = others.some((it) => {
    const shape = at.shapes.get(it);
    return shape?.kind === 'vector' && shape.free !== true && at.dims.compatible(shape.rows, factor.columns);
  });
  if (fits) at.conflicts[found] = { ...conflict, rowUse: 2 };
}

/** `A x^\top y`: the rest is multiplied first when what stands before cannot take its first factor alone. */
function bracketed(
  expr: Apply,
  shapes: readonly Shape[],
  current: Part,
  to: number,
  dot: boolean,
  at: Typing,
): Part | undefined {
  for (let end = current.to + 2; end <= to; end++) {
    const trial = { ...at, conflicts: [] };
    const inner = multiplyRange(expr, shapes, current.to, end, dot, trial);
    if (inner === undefined || trial.conflicts.length > 0) continue;
    const combined = multiplyShapes(current.shape, inner.shape, dot, at);
    if (combined === 'no product' || 'sizes' in combined) continue;
    let whole: Part = { shape: combined.shape, from: current.from, to: end };
    for (let i = end; i < to; i++) {
      const next = multiplyShapes(whole.shape, shapes[i]!, dot, at);
      if (next === 'no product' || 'sizes' in next) return undefined;
      whole = { shape: next.shape, from: whole.from, to: i + 1 };
    }
    return whole;
  }
  return undefined;
}

/** The factors taken together so far, as an expression of its own. */
function partExpr(expr: Apply, part: Part, shapes: readonly Shape[]): Expr {
  // A number in front takes no part in what does not fit.
  let from = part.from;
  while (from + 1 < part.to && shapes[from]!.kind === 'scalar') from++;
  const args = expr.args.slice(from, part.to);
  return args.length === 1
    ? args[0]!
    : { ...expr, args, span: { start: args[0]!.span.start, end: args[args.length - 1]!.span.end } };
}

/** With an unknown factor somewhere, rows or matrices must still meet the matrix or column behind them, whatever the bracketing. */
function neighbours(expr: Apply, shapes: readonly Shape[], dot: boolean, at: Typing): void {
  for (let i = 0; i + 1 < shapes.length; i++) {
    const [a, b] = [shapes[i]!, shapes[i + 1]!];
    const meet = (a.kind === 'matrix' || a.kind === 'row') && (b.kind === 'matrix' || b.kind === 'vector');
    if (!meet || (dot && (a.kind === 'row' || b.kind === 'vector'))) continue;
    const combined = multiplyShapes(a, b, dot, at);
    if (combined !== 'no product' && 'sizes' in combined)
      clash(expr, 'product', expr.args[i]!, expr.args[i + 1]!, a, b, combined.sizes, at);
  }
}
