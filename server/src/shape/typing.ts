/**
 * The shape of every subexpression, from the leaves up, given what the names are. Conflicts are collected, not thrown;
 * a part that could not be read makes everything around it unknown.
 */
import type { Apply, Expr, Relation } from '../expr/expr.ts';
import { some } from '../expr/expr.ts';
import { COMPOSITION, signatures } from '../expr/operators.ts';
import { EQUALITY, ORDER } from '../expr/statement.ts';
import { joinShapes, type Rules, meetSizes } from './combine.ts';
import type { Oriented } from './axes.ts';
import type { Conflict } from './conflict.ts';
import {
  actsEntrywise,
  constantOf,
  extremalOf,
  isDistribution,
  isExponential,
  isNamedLaw,
  isNamedSpace,
  isSetOperation,
  keepsShape,
} from './constants.ts';
import { familyKey, memberKey, sizedShape, spaceShape, subjectOf } from './declare.ts';
import { type Dim, hasVariable, multiply, named } from './dim.ts';
import { changingKey } from './habit.ts';
import { numberShape } from './indicators.ts';
import { isBiased, valueGiven } from './number-by-form.ts';
import { besideMatrix, holdsMap, isMap } from './linear-maps.ts';
import { settleSides } from './settle-sides.ts';
import { crossMatrix, crossProduct } from './typing-cross.ts';
import { derivative } from './typing-derivative.ts';
import { indexed } from './typing-index.ts';
import { alongDirections, hessianOf } from './typing-maps.ts';
import { isOfEntries } from './entrywise.ts';
import { followLaws } from './typing-law.ts';
import { noteRowLayer, product } from './typing-product.ts';
import { literal, tuple, isExample } from './typing-literals.ts';
import { diagonalOf, listsSlopes, slope } from './typing-slope.ts';
import { turnedValue } from './turned.ts';
import { isKnown, matrix, row, SCALAR, SET, type Shape, TUPLE, UNKNOWN, vector } from './shape.ts';

export interface Typing extends Rules {
  /** The shape of a name or a family; the same dimensions for every use. */
  readonly shapeOf: (key: string, expr: Expr) => Shape;
  /** Is the shape of the name itself declared? */
  readonly isDeclared: (key: string) => boolean;
  /** The name of a size: it stands for a number, or for every entry, as a literal does. */
  readonly isSize: (key: string) => boolean;
  readonly shapes: Map<Expr, Shape>;
  /** Calls that name a law: the right side of `x \sim \operatorname{Gamma}(a, b)`. */
  readonly laws: Set<Expr>;
  readonly conflicts: Conflict[];
  /** Products in which a vector stands as a column, where somebody counts them. */
  readonly columns?: Set<Expr>;
  /** The name of a function that stands as an argument of another: `R(f)` beside `f(x)`. */
  readonly isFunction?: (key: string) => boolean;
  /** Set where a layout is tried; without it derivatives may stand either way. */
  readonly oriented?: Oriented;
}

export function typeOf(expr: Expr, at: Typing): Shape {
  const shape = find(expr, at);
  at.shapes.set(expr, shape);
  return shape;
}

function find(expr: Expr, at: Typing): Shape {
  switch (expr.kind) {
    case 'number':
      return expr.value === 0 ? { kind: 'zero' } : SCALAR;
    case 'symbol':
      return symbol(expr, at);
    case 'apply':
      return applied(expr, at);
    case 'call': {
      if (isOrder(expr) || at.laws.has(expr)) {
        for (const it of expr.args) typeOf(it, at);
        return isOrder(expr) ? SCALAR : SET;
      }
      const args = expr.args.map((it) => argument(it, at));
      if (expr.fn.kind === 'index' && expr.fn.base.kind === 'symbol') {
        // `\sigma_1(W x)`; of a matrix it is a singular value as often.
        const arg = args.length === 1 && actsEntrywise(expr.fn.base.glyph) ? args[0] : undefined;
        if (arg?.kind === 'vector' || arg?.kind === 'row') return arg;
        const [own, family] = [memberKey(expr.fn.base.key, expr.fn.items), familyKey(expr.fn.base.key)];
        const value = at.shapeOf(at.isDeclared(own) ? own : family, expr);
        // `W_t(i)` of a vector W_t: its entry.
        const entry = value.kind === 'vector' || value.kind === 'row';
        return entry && at.isDeclared(family) && isCounter(expr.args) ? SCALAR : valueOf(value);
      }
      if (expr.fn.kind !== 'symbol') {
        typeOf(expr.fn, at);
        const turned = turnedValue(expr);
        return turned === undefined ? UNKNOWN : transposed(valueOf(at.shapeOf(turned.fn.key, turned)));
      }
      // `f'(x)`: the derivative of f, whatever its layout.
      if (expr.fn.glyph.primes > 0 && !args.every((it) => it.kind === 'scalar')) return UNKNOWN;
      if (isDistribution(expr.fn.glyph)) return expr.args.length > 2 ? SCALAR : SET;
      if (isNamedLaw(expr.fn.glyph) && expr.given === undefined && !at.isDeclared(expr.fn.key)) return UNKNOWN;
      if (keepsShape(expr) && !at.isDeclared(expr.fn.key)) return args[0]!;
      if (extremalOf(expr.fn.glyph) !== undefined && args[0]?.kind === 'matrix') return SCALAR;
      const fn = at.shapeOf(expr.fn.key, expr);
      // A function of vectors applied to a matrix acts row by row, or column by column.
      if (fn.kind === 'function' && args.length === 1 && !takes(fn.from, args[0]!)) return UNKNOWN;
      if (fn.kind === 'function' && fn.from !== undefined && args.length === 1) meetSizes(fn.from, args[0]!, at.dims);
      return valueGiven(expr, valueOf(fn));
    }
    case 'index':
      return indexed(expr, at);
    case 'reduce': {
      const body = typeOf(expr.body, at);
      if (expr.op === 'evaluation') for (const { from } of expr.bound) if (from !== undefined) typeOf(from, at);
      if (expr.op === 'argument') return expr.bound[0] === undefined ? UNKNOWN : at.shapeOf(expr.bound[0].key, expr);
      if (expr.op === 'union') return body.kind === 'set' ? SET : UNKNOWN;
      return body.kind === 'zero' ? SCALAR : body;
    }
    case 'derivative':
      return derivative(expr, at);
    case 'literal':
      return literal(expr, at);
    case 'tuple':
      return tuple(expr, at);
    case 'cases': {
      const shapes = expr.values.map((it) => typeOf(it, at));
      return (
        shapes.find((it) => it.kind !== 'zero' && it.kind !== 'unknown') ??
        (shapes.every((it) => it.kind === 'zero') ? SCALAR : UNKNOWN)
      );
    }
    case 'space':
      return SET;
    case 'relation':
      return relation(expr, at);
    case 'ellipsis':
    case 'hole':
      return UNKNOWN;
  }
}

const FUNCTION: Shape = { kind: 'function', to: UNKNOWN };

function argument(expr: Expr, at: Typing): Shape {
  if (expr.kind !== 'symbol' || at.isFunction?.(expr.key) !== true) return typeOf(expr, at);
  at.shapes.set(expr, FUNCTION);
  return FUNCTION;
}

const isCounter = ([only, ...more]: readonly Expr[]): boolean =>
  more.length === 0 && only?.kind === 'symbol' && /^[ijl]$/.test(only.key);

/** `O(n^2)`, `o(h)`. */
const isOrder = (expr: Extract<Expr, { kind: 'call' }>): boolean =>
  expr.fn.kind === 'symbol' && /^(calligraphic )?[Oo]$/.test(expr.fn.key);

const takes = (from: Shape | undefined, arg: Shape): boolean =>
  from === undefined ||
  from.kind === arg.kind ||
  arg.kind === 'zero' ||
  arg.kind === 'unknown' ||
  (from.kind === 'vector' && arg.kind === 'row');

/** A function's name stands for its value. */
export const valueOf = (shape: Shape): Shape => (shape.kind === 'function' ? valueOf(shape.to) : shape);

export function symbol(expr: Extract<Expr, { kind: 'symbol' }>, at: Typing): Shape {
  const own = expr.sizes === undefined ? undefined : sizedShape(expr.sizes);
  if (own !== undefined) return own;
  if (!at.isDeclared(expr.key)) {
    switch (constantOf(expr)) {
      case 'identity': {
        const size = expr.glyph.label === '' ? at.dims.fresh() : named(expr.glyph.label.split(/\\times|×/)[0]!);
        return matrix(size, size);
      }
      case 'ones':
        // `\mathbb{1}_{x > 0}` is an indicator.
        if (expr.glyph.label.startsWith('?')) return SCALAR;
        return expr.glyph.label === '' ? vector(at.dims.fresh()) : UNKNOWN;
      case 'zero':
        return { kind: 'zero' };
      case 'number':
        return SCALAR;
      case 'set':
        return SET;
      default:
    }
  }
  const known = valueOf(at.shapeOf(expr.key, expr));
  const whole = at.isDeclared(expr.key) ? undefined : changingKey(expr.key, known);
  const shape = whole !== undefined && at.isDeclared(whole) ? at.shapeOf(whole, expr) : known;
  return shape.kind === 'vector' || shape.kind === 'matrix' ? shape : known;
}

function applied(expr: Apply, at: Typing): Shape {
  const shapes = expr.args.map((it) => (expr.op === 'norm' ? argument(it, at) : typeOf(it, at)));
  const [first, second] = shapes;
  if (first === undefined) return UNKNOWN;
  switch (signatures[expr.op]) {
    case 'sum':
      return sum(expr, shapes, 'sum', at);
    case 'product':
      return alongDirections(expr, at) ?? product(expr, shapes, false, at);
    case 'dot':
      return alongDirections(expr, at) ?? product(expr, shapes, true, at);
    case 'cross':
      // Two columns have their vector product; everything else is a product set with ×.
      if (shapes.every((it) => it.kind === 'set')) return SET;
      return shapes.every((it) => it.kind === 'vector') ? crossProduct(shapes, at) : product(expr, shapes, true, at);
    case 'entrywise': {
      const slopes = shapes.map((it, i) => slope(expr.args[i]!, it, at));
      return sum(expr, slopes, 'entrywise', at);
    }
    case 'kronecker':
      if (first.kind === 'matrix' && second?.kind === 'matrix')
        return matrix(multiply(first.rows, second.rows), multiply(first.columns, second.columns));
      return first.kind === 'scalar' && second !== undefined ? second : second?.kind === 'scalar' ? first : UNKNOWN;
    case 'divide':
      if (second === undefined || second.kind === 'unknown') return UNKNOWN;
      if (second.kind === 'scalar') return first.kind === 'zero' ? SCALAR : first;
      if (first.kind === 'scalar' || first.kind === 'zero') return second.kind === 'matrix' ? UNKNOWN : second;
      // Each row by the entry of a vector, or each column.
      if (first.kind === 'matrix' && (second.kind === 'vector' || second.kind === 'row')) return first;
      return first.kind === second.kind ? first : UNKNOWN;
    case 'power':
      if (isNamedSpace(expr) || first.kind === 'set' || second?.kind === 'set') return SET;
      if (isExponential(expr) && second !== undefined) {
        at.shapes.set(expr.args[0]!, SCALAR);
        if (second.kind === 'matrix') return square(expr, expr.args[1]!, second, 'power', at);
        return second.kind === 'scalar' || second.kind === 'zero' ? SCALAR : UNKNOWN;
      }
      if (first.kind === 'scalar' || first.kind === 'zero') return SCALAR;
      if (first.kind !== 'matrix') return UNKNOWN;
      if (isOfEntries(expr.args[0]!)) return first;
      return expr.args[1]?.kind === 'symbol' ? lettered(first, at) : square(expr, expr.args[0]!, first, 'power', at);
    case 'transpose':
      return transposed(first);
    case 'same':
    case 'first':
      return first.kind === 'zero' && expr.op !== 'parentheses' ? SCALAR : first;
    case 'square':
      return first.kind === 'matrix'
        ? square(expr, expr.args[0]!, first, 'inverse', at)
        : first.kind === 'scalar'
          ? first
          : UNKNOWN;
    case 'square to number':
      if (first.kind === 'matrix')
        square(expr, expr.args[0]!, first, expr.op === 'trace' ? 'trace' : 'determinant', at);
      // `\operatorname{tr}(\partial F/\partial X)`: the trace of each slice.
      return first.kind === 'tensor' ? UNKNOWN : SCALAR;
    case 'pseudo-inverse':
      if (first.kind === 'matrix') return matrix(first.columns, first.rows);
      // Of a vector it stands as the transpose does, whichever of the two is meant.
      return first.kind === 'vector' || first.kind === 'row' || first.kind === 'scalar' ? transposed(first) : UNKNOWN;
    case 'to number':
      return numberShape(expr, at);
    case 'bars':
      return first.kind === 'vector' || first.kind === 'row' || first.kind === 'unknown' ? UNKNOWN : SCALAR;
    case 'equal to number':
      if (second !== undefined && first.kind !== 'unknown' && second.kind !== 'unknown') {
        const joined = joinShapes(first, second, at);
        if (joined !== 'kinds' && 'sizes' in joined)
          clash(expr, 'inner', expr.args[0]!, expr.args[1]!, first, second, joined.sizes, at);
      }
      return SCALAR;
    case 'diagonal':
      if (shapes.length > 1) return square1(at);
      return diagonalOf(slope(expr.args[0]!, first, at));
    case 'vectorise':
      return first.kind === 'matrix'
        ? vector(multiply(first.rows, first.columns))
        : first.kind === 'vector'
          ? first
          : UNKNOWN;
    case 'covariance':
      if (first.kind === 'scalar') return SCALAR;
      // `\operatorname{Var}(X^\top v)` may be a number, with X random.
      if (expr.name?.toLowerCase() === 'var' && expr.args[0]!.kind !== 'symbol') return UNKNOWN;
      return first.kind === 'vector'
        ? matrix(first.rows, second?.kind === 'vector' ? second.rows : first.rows)
        : UNKNOWN;
    case 'cross matrix':
      return crossMatrix(first, at);
    case 'free':
      if (isSetOperation(expr)) return SET;
      if (expr.op === 'total-derivative') return hessianOf(expr, first, at);
      if (expr.name === COMPOSITION && expr.args.every((it) => it.kind !== 'call')) return FUNCTION;
      // `\max(0, W x)`, entry by entry.
      if (expr.op === 'extremum' && shapes.length === 2 && expr.args.some((it) => it.kind === 'number'))
        return shapes.find((it, i) => expr.args[i]!.kind !== 'number') ?? SCALAR;
      if (expr.op === 'extremum')
        return shapes.every((it) => it.kind === 'scalar' || it.kind === 'zero') ? SCALAR : UNKNOWN;
      return UNKNOWN;
  }
}

const square1 = (at: Typing): Shape => {
  const size = at.dims.fresh();
  return matrix(size, size);
};

export function transposed(shape: Shape): Shape {
  switch (shape.kind) {
    case 'vector':
      return shape.free === true ? shape : row(shape.rows);
    case 'row':
      return vector(shape.columns);
    case 'matrix':
      return { ...shape, rows: shape.columns, columns: shape.rows };
    case 'tensor': {
      // The indices of what is differentiated change places; those of the variable ride along.
      const [first, second, ...rest] = shape.dims;
      return first === undefined || second === undefined ? shape : { kind: 'tensor', dims: [second, first, ...rest] };
    }
    default:
      return shape;
  }
}

/** `X^k` may be one X of several: of an oblong X it is no power, and of any other it tells nothing of the size. */
function lettered(shape: Extract<Shape, { kind: 'matrix' }>, at: Typing): Shape {
  const [rows, columns] = [at.dims.resolve(shape.rows), at.dims.resolve(shape.columns)];
  return rows.key !== columns.key && !hasVariable(rows) && !hasVariable(columns) ? UNKNOWN : shape;
}

function square(
  expr: Expr,
  operand: Expr,
  shape: Extract<Shape, { kind: 'matrix' }>,
  what: Conflict['what'],
  at: Typing,
): Shape {
  if (!at.dims.unify(shape.rows, shape.columns)) {
    at.conflicts.push({
      code: 'not-square',
      what,
      expr,
      left: operand,
      leftShape: shape,
      sizes: [at.dims.resolve(shape.rows), at.dims.resolve(shape.columns)],
    });
  }
  return shape;
}

export function clash(
  expr: Expr,
  what: Conflict['what'],
  left: Expr,
  right: Expr,
  leftShape: Shape,
  rightShape: Shape,
  sizes: readonly [Dim, Dim] | undefined,
  at: Typing,
): void {
  // `ST` of two maps: how their matrices fit, the value of each does not tell.
  if ([left, right].some((it) => holdsMap(it, at) && !(what === 'relation' && isMap(it, at)))) return;
  if (what === 'relation' && (isExample(leftShape, right) || isExample(rightShape, left))) return;
  // `I = x^\top x`: the letter is given a value, whatever it means elsewhere.
  if (what === 'relation' && left.kind === 'symbol' && !at.isDeclared(left.key) && constantOf(left) === 'identity')
    return;
  const code = sizes === undefined && what === 'relation' ? 'kind-mismatch' : 'dimension-mismatch';
  at.conflicts.push({ code, what, expr, left, right, leftShape, rightShape, ...(sizes && { sizes }) });
}

/** Sums and entrywise products: equal operands; a number, or a vector beside a matrix, is broadcast. */
function sum(expr: Apply, shapes: readonly Shape[], what: 'sum' | 'entrywise', at: Typing): Shape {
  if (shapes.some((it) => it.kind === 'tuple')) return TUPLE;
  let total: Shape = { kind: 'zero' };
  let from = 0;
  // Of what nobody can read, the sign tells nothing.
  let unknown = expr.args.every((it) => it.kind === 'ellipsis');
  if (at.conflicts.length > 0) for (const it of expr.args) noteRowLayer(it, expr.args, at);
  for (let i = 0; i < shapes.length; i++) {
    const next = shapes[i]!;
    if (expr.args[i]!.kind === 'ellipsis') continue;
    if (!isKnown(next)) {
      unknown = true;
      continue;
    }
    const joined = joinShapes(total, next, at);
    if (joined === 'kinds') {
      clash(expr, what, expr.args[from]!, expr.args[i]!, total, next, undefined, at);
      return UNKNOWN;
    }
    if ('sizes' in joined) {
      clash(expr, what, expr.args[from]!, expr.args[i]!, total, next, joined.sizes, at);
      return UNKNOWN;
    }
    if ('broadcast' in joined) {
      if (what === 'sum')
        at.conflicts.push({
          code: 'broadcast',
          what,
          expr,
          left: expr.args[from]!,
          right: expr.args[i]!,
          leftShape: total,
          rightShape: next,
        });
      total = joined.broadcast;
      continue;
    }
    if (total.kind === 'zero' || total.kind === 'scalar') from = i;
    total = joined.shape;
  }
  if (unknown && !(total.kind === 'matrix' && isBiased(expr.args, shapes))) return UNKNOWN;
  return total.kind === 'zero' ? SCALAR : total;
}

const ARROW = /^\\(long)?(right)?arrow$|^\\to$|^→$/;

function relation(expr: Relation, at: Typing): Shape {
  // What stands right of ∼ is a law, whatever its name.
  expr.signs.forEach((sign, i) => {
    const law = expr.sides[i + 1];
    if (sign.text === '\\sim' && law?.kind === 'call') at.laws.add(law);
  });
  const shapes = expr.sides.map((it) => (it === undefined ? UNKNOWN : typeOf(it, at)));
  // `p \in (0, 1)`, `f : A \to [0, 1]`
  expr.signs.forEach((sign, i) => {
    const space = expr.sides[i + 1];
    const interval =
      space?.kind === 'tuple' && (sign.text === '\\in' || (ARROW.test(sign.text) && space.items.length === 2));
    if (interval) at.shapes.set(space, SET);
    // `k(X, x) \in \mathbb R^n` tells what this value is.
    const value = expr.sides[i];
    const member =
      sign.text === '\\in' && value?.kind === 'call' && space !== undefined ? spaceShape(space) : undefined;
    if (member !== undefined && value !== undefined) {
      at.shapes.set(value, member);
      shapes[i] = member;
    }
  });
  followLaws(expr, at);
  settleSides(
    expr.sides,
    expr.signs.map((it) => it.text),
    at,
  );
  expr.signs.forEach((sign, i) => {
    compare(expr, sign.text, expr.sides[i], expr.sides[i + 1], shapes[i] ?? UNKNOWN, shapes[i + 1] ?? UNKNOWN, at);
  });
  // `(w^\top x > 0)` in a product is one or zero.
  return shapes[0]?.kind === 'scalar' && expr.signs.every(({ text }) => ORDER.has(text)) ? SCALAR : UNKNOWN;
}

const OPAQUE = new Set(['unknown', 'tensor', 'set', 'function', 'tuple', 'point']);

/** Two sides of a relation. Also used for a row that continues the one above. */
export function compare(
  expr: Expr,
  sign: string,
  left: Expr | undefined,
  right: Expr | undefined,
  a: Shape,
  b: Shape,
  at: Typing,
): void {
  if (left === undefined || right === undefined) return;
  if (at.conflicts.length > 0) {
    noteRowLayer(left, [right], at);
    noteRowLayer(right, [left], at);
  }
  if (at.oriented !== undefined && sign === '\\in') {
    const space = spaceShape(right);
    // `\partial f/\partial x \in \mathbb R^{1 \times n}` says how it stands.
    if (space !== undefined && space.kind !== 'set')
      compare(expr, '=', left, right, a, space.kind === 'row' ? row(space.columns) : space, at);
    return;
  }
  const equality = EQUALITY.has(sign);
  if (!equality && !ORDER.has(sign)) return;
  if ([a, b].some((it) => OPAQUE.has(it.kind))) return;
  // `X > 0`, `w = 1`, `X = [1, 2]`: a literal or a list stands for every entry.
  if ([left, right].some((it) => isLiteral(it) || (it.kind === 'symbol' && at.isSize(it.key)))) return;
  // A list may be a vector, a block matrix or a pair.
  if ((left.kind === 'tuple' || right.kind === 'tuple') && a.kind !== b.kind) return;
  // `z = [z; 1]` gives the name a new value.
  if (right.kind === 'literal' && left.kind !== 'literal' && mentions(right, left)) return;
  [a, b] = [besideMatrix(left, a, b, at), besideMatrix(right, b, a, at)];
  const joined = joinShapes(a, b, at);
  if (joined === 'kinds' || 'broadcast' in joined) {
    if (equality && !listsSlopes(left, right, a, b, at)) clash(expr, 'relation', left, right, a, b, undefined, at);
  } else if ('sizes' in joined && (a.kind === 'matrix') !== (b.kind === 'matrix')) {
    if (equality) clash(expr, 'relation', left, right, a, b, undefined, at);
  } else if ('sizes' in joined) clash(expr, 'relation', left, right, a, b, joined.sizes, at);
}

function mentions(expr: Expr, name: Expr): boolean {
  const key = subjectOf(name)?.key;
  return key !== undefined && some(expr, (it) => subjectOf(it)?.key === key);
}

const isLiteral = (expr: Expr): boolean =>
  expr.kind === 'number' ||
  (expr.kind === 'apply' &&
    (expr.op === 'parentheses' || expr.op === 'sum') &&
    expr.args.length === 1 &&
    isLiteral(expr.args[0]!)) ||
  (expr.kind === 'symbol' && constantOf(expr) === 'number');
