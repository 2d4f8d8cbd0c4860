/** Entries, slices and members: `x_i`, `A_{ij}`, `W_{i,:}`, `x^{(n)}`, `I_n`. */
import { countIn } from '../expr/counts-of.ts';
import type { Expr, Index } from '../expr/expr.ts';
import { isUpper } from '../expr/glyph.ts';
import { constantOf, sizeIndex } from './constants.ts';
import { dimOf, isPair, memberKey, pairKey } from './declare.ts';
import { type Dim, ONE } from './dim.ts';
import { isEntryOfMember } from './number-by-form.ts';
import { matrix, row, SCALAR, type Shape, shapeOfSpace, UNKNOWN, vector } from './shape.ts';
import { symbol, type Typing, typeOf, valueOf } from './typing.ts';

export function indexed(expr: Index, at: Typing): Shape {
  const shape = member(expr, at);
  // That `w` alone would be a number says nothing where `w_1` is a vector.
  const { base } = expr;
  if (base.kind !== 'symbol' || at.isDeclared(base.key)) return shape;
  const kind = at.shapes.get(base)?.kind;
  // … and that `V` would be a matrix, nothing where nobody knows what `V_t` is.
  const isOpen = kind === 'matrix' && shape.kind === 'unknown' && expr.items.length === 1 && isUpper(base.glyph);
  if ((kind === 'scalar' && LINEAR.has(shape.kind)) || isOpen) at.shapes.set(base, UNKNOWN);
  return shape;
}

const LINEAR = new Set<Shape['kind']>(['vector', 'row', 'matrix']);

/** `\\text{rows}(X)` */
function counted(expr: Expr, at: Typing): Dim | undefined {
  const count = countIn(expr);
  const shape = count && typeOf(count.of, at);
  if (count === undefined || shape === undefined) return undefined;
  if (shape.kind === 'matrix') return count.what === 'rows' ? shape.rows : shape.columns;
  if (shape.kind === 'vector') return count.what === 'rows' ? shape.rows : ONE;
  return shape.kind === 'row' ? (count.what === 'rows' ? ONE : shape.columns) : undefined;
}

function member(expr: Index, at: Typing): Shape {
  const size = expr.base.kind === 'symbol' && !at.isDeclared(expr.base.key) ? constantOf(expr.base) : undefined;
  if (size !== undefined || expr.base.kind === 'number') {
    const dim = sizeIndex(expr) === undefined ? undefined : dimOf(sizeIndex(expr)!);
    const items = expr.items.flatMap((it) => (it.kind === 'at' ? [dimOf(it.expr) ?? counted(it.expr, at)] : []));
    if (size === 'ones' && items.length === 2 && items[0] !== undefined && items[1] !== undefined)
      return shapeOfSpace([items[0], items[1]]);
    if (size === 'ones' && expr.base.kind === 'symbol' && expr.base.glyph.label !== '') return UNKNOWN;
    if (size === 'zero' || (expr.base.kind === 'number' && expr.base.value === 0)) return { kind: 'zero' };
    if (expr.base.kind === 'symbol') at.shapes.set(expr.base, symbol(expr.base, at));
    if (size === 'identity') return matrix(dim ?? at.dims.fresh(), dim ?? at.dims.fresh());
    return dim === undefined ? UNKNOWN : vector(dim);
  }
  const family = expr.base.kind === 'symbol' ? memberKey(expr.base.key, expr.items) : undefined;
  const slices = expr.items.filter((it) => it.kind !== 'at').length;
  const pair = expr.base.kind === 'symbol' && isPair(expr) ? pairKey(expr.base.key) : undefined;
  if (pair !== undefined && at.isDeclared(pair)) return at.shapeOf(pair, expr);
  if (slices === 0 && family !== undefined && at.isDeclared(family)) {
    const shape = at.shapeOf(family, expr);
    return pair === undefined ? shape : entryOf(shape);
  }
  const base = expr.base.kind === 'symbol' ? valueOf(at.shapeOf(expr.base.key, expr.base)) : typeOf(expr.base, at);
  if (expr.base.kind === 'symbol') at.shapes.set(expr.base, base);
  // `\{x_i\}_{i=1}^n`
  if (base.kind === 'set' && expr.base.kind === 'tuple') return base;
  const bold = expr.base.kind === 'symbol' && expr.base.glyph.face === 'bold';
  if (expr.upper) return family === undefined ? UNKNOWN : at.shapeOf(family, expr);
  if (base.kind === 'matrix') {
    const [first, second] = expr.items;
    if (expr.items.length === 2 && slices === 0)
      return expr.base.kind === 'symbol' ? at.shapeOf(pairKey(expr.base.key), expr) : SCALAR;
    if (expr.items.length === 2 && slices === 1 && second?.kind === 'all') return rowSlice(expr, base.columns, at);
    if (expr.items.length === 2 && slices === 1 && first?.kind === 'all') return vector(base.rows);
    if (expr.items.length === 2 && slices > 0)
      return matrix(
        first?.kind === 'all' ? base.rows : at.dims.fresh(),
        second?.kind === 'all' ? base.columns : at.dims.fresh(),
      );
    return expr.items.length === 1 && slices === 0 && family !== undefined ? at.shapeOf(family, expr) : UNKNOWN;
  }
  if (base.kind === 'tensor' && !expr.upper) return partOf(base.dims, expr);
  if ((base.kind === 'vector' || base.kind === 'row') && expr.items.length === 1 && !bold) {
    if (slices > 0) return vector(at.dims.fresh());
    return family === undefined ? SCALAR : at.shapeOf(family, expr);
  }
  if (slices > 0) return UNKNOWN;
  if (isEntryOfMember(expr)) return SCALAR;
  // `\partial L/\partial x[1, d]`: of a row, with both its indices.
  if ((base.kind === 'vector' || base.kind === 'row') && expr.base.kind === 'derivative') return SCALAR;
  if (expr.items.length === 2 && expr.base.kind === 'symbol') return at.shapeOf(pairKey(expr.base.key), expr);
  if (family === undefined) return UNKNOWN;
  return expr.items.length === 1 ? at.shapeOf(family, expr) : UNKNOWN;
}

/** `x_{ij}` of a declared `x_i \in \mathbb{R}^d`; of members that are no lists, nobody knows. */
const entryOf = ({ kind }: Shape): Shape => (kind === 'vector' || kind === 'row' ? SCALAR : UNKNOWN);

/** `T_{ijk}`, `T_{ij,:}`: what the indices leave of a tensor. */
function partOf(dims: readonly Dim[], { items }: Index): Shape {
  if (items.length !== dims.length || items.some((it) => it.kind === 'range')) return UNKNOWN;
  return shapeOfSpace(dims.filter((_, i) => items[i]!.kind === 'all'));
}

function rowSlice(expr: Index, size: Dim, { oriented }: Typing): Shape {
  if (oriented === undefined) return { kind: 'vector', rows: size, free: true };
  oriented.asked.set('rowSlice', expr);
  return oriented.axes.rowSlice === 'row' ? row(size) : vector(size);
}
