/** The shape of a derivative; its orientation stays open until the layout is known. */
import type { Derivative } from '../expr/expr.ts';
import type { Dim } from './dim.ts';
import { SCALAR, type Shape, UNKNOWN } from './shape.ts';
import { type Typing, typeOf } from './typing.ts';

export function derivative(expr: Derivative, at: Typing): Shape {
  const of = expr.of === undefined ? UNKNOWN : typeOf(expr.of, at);
  const by = expr.by.map((it) => typeOf(it, at));
  const x = by[0];
  if (expr.of === undefined || of.kind === 'unknown' || x?.kind === 'unknown') return UNKNOWN;
  const f: Shape = of.kind === 'zero' ? SCALAR : of;
  if (x === undefined) {
    // `\nabla f` says neither by what nor, so, of which size.
    if (f.kind === 'scalar' && expr.order === 1)
      return { kind: 'vector', rows: at.dims.fresh(), free: true, guess: true };
    if (f.kind === 'vector' && expr.order === 1)
      return { kind: 'matrix', rows: f.rows, columns: at.dims.fresh(), free: true };
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
  if (f.kind === 'scalar') {
    if (n !== undefined) return { kind: 'vector', rows: n, free: true };
    return x.kind === 'matrix' ? { ...x, free: true } : UNKNOWN;
  }
  if (m !== undefined && n !== undefined) return { kind: 'matrix', rows: m, columns: n, free: true };
  if (f.kind === 'matrix' && x.kind === 'matrix')
    return { kind: 'tensor', dims: [f.rows, f.columns, x.rows, x.columns] };
  if (f.kind === 'matrix' && n !== undefined) return { kind: 'tensor', dims: [f.rows, f.columns, n] };
  if (m !== undefined && x.kind === 'matrix') return { kind: 'tensor', dims: [m, x.rows, x.columns] };
  return UNKNOWN;
}

const sizeOf = (shape: Shape): Dim | undefined =>
  shape.kind === 'vector' ? shape.rows : shape.kind === 'row' ? shape.columns : undefined;
