/**
 * The shape of a derivative. Its orientation stays open (`free`) unless a layout is tried; what states its own
 * orientation (`\partial f/\partial x^\top`) has it in any case.
 */
import { type Derivative, type Expr, some } from '../expr/expr.ts';
import type { Axis } from './axes.ts';
import type { Dim } from './dim.ts';
import { dimsOf, matrix, row, SCALAR, type Shape, TUPLE, UNKNOWN, vector } from './shape.ts';
import { type Typing, typeOf, valueOf } from './typing.ts';

export function derivative(expr: Derivative, at: Typing): Shape {
  const of = expr.of === undefined ? UNKNOWN : valueOf(typeOf(expr.of, at));
  const by = expr.by.map((it) => typeOf(argumentAt(it, expr.of) ?? it, at));
  const x = by[0];
  if (expr.of === undefined || of.kind === 'unknown' || x?.kind === 'unknown') return UNKNOWN;
  if (of.kind === 'tuple' || of.kind === 'set') return UNKNOWN;
  if (x !== undefined && mayBeAlong(expr, x, at)) return UNKNOWN;
  // The gradient by a tuple is a tuple of gradients.
  if (of.kind === 'scalar' && expr.order === 1 && (x === undefined ? dependsOnTuple(expr.of, at) : x.kind === 'tuple'))
    return TUPLE;
  const f: Shape = of.kind === 'zero' ? SCALAR : of;
  if (x === undefined) {
    // `\nabla f` says neither by what nor, so, of which size; `\nabla f(w)` is taken by w.
    const arg = expr.of.kind === 'call' && expr.of.args.length === 1 ? expr.of.args[0]! : undefined;
    const only = arg !== undefined && (at.oriented || arg.kind === 'symbol') ? at.shapes.get(arg) : undefined;
    if (f.kind === 'scalar' && expr.order === 1 && only?.kind === 'vector') return gradient(expr, only.rows, false, at);
    if (f.kind === 'scalar' && expr.order === 1 && only?.kind === 'matrix') return byMatrix(expr, only, at);
    if (f.kind === 'scalar' && expr.order === 2 && only?.kind === 'vector') return matrix(only.rows, only.rows);
    if (f.kind === 'scalar' && expr.order === 1) return gradient(expr, at.dims.fresh(), true, at);
    if (f.kind === 'vector' && expr.order === 1) return jacobian(expr, f.rows, at.dims.fresh(), at);
    return UNKNOWN;
  }
  if (expr.order === 2 || by.length === 2) {
    const y = by[1] ?? x;
    if (f.kind === 'scalar' && x.kind === 'scalar' && y.kind === 'scalar') return SCALAR;
    const [m, n] = [sizeOf(x), sizeOf(y)];
    if (f.kind === 'scalar' && m !== undefined && n !== undefined)
      return { kind: 'matrix', rows: m, columns: n, free: true };
    return f.kind !== 'scalar' && x.kind === 'scalar' && y.kind === 'scalar' ? f : UNKNOWN;
  }
  if (expr.order > 2) return f.kind === 'scalar' && x.kind === 'scalar' ? SCALAR : UNKNOWN;
  if (x.kind === 'scalar')
    return f.kind === 'vector' ? { ...f, free: true } : f.kind === 'matrix' ? { ...f, free: true } : f;
  const [m, n] = [sizeOf(f), sizeOf(x)];
  const turned = isTransposed(expr.by[0]!);
  if (f.kind === 'scalar') {
    if (n !== undefined && at.oriented !== undefined && turned) return row(n);
    // Of a row of the note's own the derivative is written as it comes.
    if (n !== undefined && x.kind === 'row') return { kind: 'vector', rows: n, free: true };
    if (n !== undefined) return gradient(expr, n, false, at);
    return x.kind === 'matrix' ? byMatrix(expr, x, at) : UNKNOWN;
  }
  if (m !== undefined && n !== undefined) {
    if (at.oriented !== undefined && turned && f.kind === 'vector') return matrix(m, n);
    if (at.oriented !== undefined && isTransposed(expr.of) && x.kind === 'vector') return matrix(n, m);
    return f.kind === 'row' || x.kind === 'row'
      ? { kind: 'matrix', rows: m, columns: n, free: true }
      : jacobian(expr, m, n, at);
  }
  if (f.kind === 'matrix' && x.kind === 'matrix')
    return { kind: 'tensor', dims: [f.rows, f.columns, x.rows, x.columns] };
  if (f.kind === 'matrix' && n !== undefined) return { kind: 'tensor', dims: [f.rows, f.columns, n] };
  if (m !== undefined && x.kind === 'matrix') return { kind: 'tensor', dims: [m, x.rows, x.columns] };
  return UNKNOWN;
}

/** `\nabla_v f(x)`, `\partial_v f(x)` where v is no argument of f and as large as x: perhaps the change of f along v. */
function mayBeAlong({ of, by, notation }: Derivative, x: Shape, at: Typing): boolean {
  const [name, another] = by;
  const [point, more] = of?.kind === 'call' ? of.args : [];
  if (notation === 'fraction' || name?.kind !== 'symbol' || another !== undefined) return false;
  if (of === undefined || point === undefined || more !== undefined) return false;
  if (some(of, (it) => it.kind === 'symbol' && (it.key === name.key || it.glyph.label === name.glyph.letter)))
    return false;
  const place = at.shapes.get(point);
  const [a, b] = [dimsOf(x), place === undefined ? [] : dimsOf(place)];
  return x.kind === place?.kind && a.every((dim, i) => at.dims.compatible(dim, b[i]!));
}

/** The choice for an axis, where a layout is tried. */
function chosen<A extends Axis>(axis: A, expr: Expr, { oriented }: Typing) {
  oriented?.asked.set(axis, expr);
  return oriented?.axes[axis];
}

function gradient(expr: Derivative, size: Dim, guess: boolean, at: Typing): Shape {
  const way = chosen(expr.notation === 'nabla' ? 'nablaScalar' : 'scalarByVector', expr, at);
  if (way === undefined) return { kind: 'vector', rows: size, free: true, ...(guess && { guess }) };
  return way === 'row' ? row(size) : vector(size);
}

function jacobian(expr: Derivative, m: Dim, n: Dim, at: Typing): Shape {
  const way = chosen('vectorByVector', expr, at);
  if (way === undefined) return { kind: 'matrix', rows: m, columns: n, free: true };
  return way === 'f-by-x' ? matrix(m, n) : matrix(n, m);
}

function byMatrix(expr: Derivative, x: Extract<Shape, { kind: 'matrix' }>, at: Typing): Shape {
  const way = chosen('scalarByMatrix', expr, at);
  if (way === undefined) return { ...x, free: true };
  return way === 'X' ? matrix(x.rows, x.columns) : matrix(x.columns, x.rows);
}

/** `x^\top`, perhaps in parentheses. */
function isTransposed(expr: Expr): boolean {
  if (expr.kind !== 'apply') return false;
  return expr.op === 'transpose' || (expr.op === 'parentheses' && isTransposed(expr.args[0]!));
}

const dependsOnTuple = (expr: Expr, at: Typing): boolean =>
  expr.kind === 'call' && expr.args.length === 1 && at.shapes.get(expr.args[0]!)?.kind === 'tuple';

const sizeOf = (shape: Shape): Dim | undefined =>
  shape.kind === 'vector' ? shape.rows : shape.kind === 'row' ? shape.columns : undefined;

/** The argument that `\nabla_1 f(u, v)` is taken by. */
const argumentAt = (by: Expr, of: Expr | undefined): Expr | undefined =>
  by.kind === 'number' && of?.kind === 'call' && of.args.length > 1 ? of.args[by.value - 1] : undefined;
