/** Do the formulas of a rule fit, with every derivative as its layout has it? Nothing is guessed: a name is declared or unbound. */
import type { Expr, Relation } from '../expr/expr.ts';
import { walk } from '../expr/expr.ts';
import { unicode } from '../expr/glyph.ts';
import { MEMBERSHIP } from '../expr/statement.ts';
import { plainText } from '../expr/plain.ts';
import type { Axes, Axis } from '../shape/axes.ts';
import { joinShapes } from '../shape/combine.ts';
import { familyKey, familyOf, pairKey, spaceShape, subjectOf } from '../shape/declare.ts';
import { atomsOf } from '../shape/dim.ts';
import { dimsOf, sayShape, SCALAR, type Shape, UNKNOWN } from '../shape/shape.ts';
import { type Typing, typeOf } from '../shape/typing.ts';
import { dimTable } from '../shape/unify.ts';
import { withOperands } from '../expr/rewrite.ts';
import type { Layout, RuleSymbol } from './rule.ts';

export interface Typed {
  /** What does not fit, in words; empty when everything does. */
  readonly conflicts: readonly string[];
  /** Names that nothing declares. */
  readonly unbound: readonly string[];
  /** What of the layout the formula depends on. */
  readonly axes: ReadonlySet<'gradient' | 'jacobian'>;
  /** The shapes of both sides are known. */
  readonly known: boolean;
  /** What the equation gives a name that had none. */
  readonly defined: readonly RuleSymbol[];
}

/** @param symbols everything that is declared or defined before the relation */
export function typed(relation: Relation, symbols: readonly RuleSymbol[], layout: Layout): Typed {
  const names = new Map(symbols.map((it) => [it.key, it.shape]));
  const sizes = new Set(symbols.flatMap((it) => dimsOf(it.shape)).flatMap(atomsOf));
  const unbound = new Set<string>();
  const bound = boundIn(relation);
  const fresh = subjectOf(relation.sides[0] ?? relation);
  const defines = fresh !== undefined && relation.signs[0]?.text === '=' && !isKnown(fresh.key, names);
  const shapeOf = (key: string, expr: Expr): Shape => {
    const shape = names.get(key) ?? memberShape(key, names);
    if (shape !== undefined) return shape;
    if (sizes.has(key) || bound.has(key) || KRONECKER.has(key)) return SCALAR;
    const slope = names.get(key.replace(/'+$/, ''));
    if (slope?.kind === 'function' && takesNumber(slope)) return slope;
    // The base of a family `s_k` is asked for its own shape first.
    if (names.has(familyKey(key)) || names.has(pairKey(key)) || (defines && memberOf(fresh.key) === key))
      return UNKNOWN;
    if (!(defines && fresh.key === key)) unbound.add(nameOf(expr) ?? key);
    return UNKNOWN;
  };
  const asked = new Map<Axis, Expr>();
  const at: Typing = {
    dims: dimTable(new Map()),
    rowVectors: false,
    shapes: new Map(),
    laws: new Set(),
    conflicts: [],
    shapeOf,
    isDeclared: (key) => names.has(key),
    isSize: (key) => sizes.has(key),
    oriented: { axes: AXES[layout], asked },
  };
  const whole = entrywise(relation, names);
  typeOf(whole, at);
  const outside = spaceConflict(whole, at);
  const sides = whole.kind === 'relation' ? whole.sides.map((it) => (it && at.shapes.get(it)) ?? UNKNOWN) : [];
  const value = sides.find((it, i) => i > 0 && it.kind !== 'unknown');
  return {
    conflicts: [
      ...at.conflicts.map(
        (it) =>
          `${plainText(it.left)} ${sayShape(it.leftShape, at.dims.resolve)}` +
          (it.right === undefined || it.rightShape === undefined
            ? ''
            : `, ${plainText(it.right)} ${sayShape(it.rightShape, at.dims.resolve)}`),
      ),
      ...outside,
    ],
    unbound: [...unbound],
    axes: axesUsed(whole, asked, at),
    known: sides.every((it) => it.kind !== 'unknown'),
    defined:
      defines && value !== undefined ? [{ key: fresh.key, tex: '', shape: resolved(value, at), conditions: [] }] : [],
  };
}

/** `\frac{\partial f}{\partial x} \in \mathbb{R}^n`: what is on the left has the shape of the elements. */
function spaceConflict(expr: Expr, at: Typing): readonly string[] {
  if (expr.kind !== 'relation' || !MEMBERSHIP.has(expr.signs[0]?.text ?? '')) return [];
  const [left, space] = expr.sides;
  const shape = left && at.shapes.get(left);
  const element = space && spaceShape(space);
  if (left === undefined || shape === undefined || element === undefined || shape.kind === 'unknown') return [];
  if ('free' in shape && shape.free) return [];
  const joined = joinShapes(shape, element, at);
  if (joined !== 'kinds' && 'shape' in joined && !('sizes' in joined) && shape.kind === element.kind) return [];
  return [`${plainText(left)} ${sayShape(shape, at.dims.resolve)}`];
}

/** δ_ij, unless it is declared as something else. */
const KRONECKER = new Set(['\\delta', '\\delta[,]']);

const takesNumber = (shape: Extract<Shape, { kind: 'function' }>): boolean =>
  shape.from?.kind === 'scalar' && shape.to.kind === 'scalar';

/** A function of one number, or its derivative, acts on each entry. */
function entrywise(expr: Expr, names: ReadonlyMap<string, Shape>): Expr {
  const inner = withOperands(expr, (it) => entrywise(it, names));
  if (inner.kind !== 'call' || inner.fn.kind !== 'symbol' || inner.args.length !== 1) return inner;
  const fn = names.get(inner.fn.key.replace(/'+$/, ''));
  if (fn?.kind !== 'function' || !takesNumber(fn)) return inner;
  return { kind: 'apply', op: 'elementwise', name: inner.fn.glyph.letter, args: inner.args, span: inner.span };
}

/** A vector differentiated by a number is a Jacobian too. */
function axesUsed(expr: Expr, asked: ReadonlyMap<Axis, Expr>, { shapes }: Typing): Typed['axes'] {
  const found = new Set<'gradient' | 'jacobian'>();
  if (asked.has('scalarByVector') || asked.has('scalarByMatrix')) found.add('gradient');
  if (asked.has('vectorByVector')) found.add('jacobian');
  walk(expr, (it) => {
    const [x] = it.kind === 'derivative' ? it.by : [];
    if (it.kind !== 'derivative' || it.of === undefined || x === undefined) return;
    if (shapes.get(it.of)?.kind === 'vector' && shapes.get(x)?.kind === 'scalar') found.add('jacobian');
  });
  return found;
}

/** ∇ is a column in every layout. */
const AXES: Readonly<Record<Layout, Axes>> = {
  numerator: { scalarByVector: 'row', nablaScalar: 'column', vectorByVector: 'f-by-x', scalarByMatrix: 'X^T', rowSlice: 'row' },
  denominator: { scalarByVector: 'column', nablaScalar: 'column', vectorByVector: 'x-by-f', scalarByMatrix: 'X', rowSlice: 'row' },
  mixed: { scalarByVector: 'column', nablaScalar: 'column', vectorByVector: 'f-by-x', scalarByMatrix: 'X', rowSlice: 'row' },
}; // prettier-ignore

const memberOf = (key: string): string => key.replace(/\[.*\]$/, '');

const isKnown = (key: string, names: ReadonlyMap<string, Shape>): boolean =>
  names.has(key) || memberShape(key, names) !== undefined;

/** `x_i` of a declared vector is a number, `A_{ij}` of a declared matrix; `w_3` is a member of the `w_i`. */
function memberShape(key: string, names: ReadonlyMap<string, Shape>): Shape | undefined {
  const family = familyOf(key) ?? key;
  const base = names.get(family.replace(/\[,?\]$/, ''));
  if (names.has(family)) return names.get(family);
  if (family.endsWith('[,]') && base?.kind === 'matrix') return SCALAR;
  if (family.endsWith('[]') && (base?.kind === 'vector' || base?.kind === 'row')) return SCALAR;
  return undefined;
}

/** Indices that a sum or product runs over, and the free ones: `i` in `x_i`. */
function boundIn(expr: Expr): ReadonlySet<string> {
  const found = new Set<string>();
  walk(expr, (it) => {
    if (it.kind === 'reduce') for (const { key } of it.bound) found.add(key);
    if (it.kind !== 'index') return;
    for (const item of it.items) {
      if (item.kind === 'at') walk(item.expr, (part) => part.kind === 'symbol' && found.add(part.key));
    }
  });
  return found;
}

function nameOf(expr: Expr): string | undefined {
  if (expr.kind === 'symbol') return unicode(expr.glyph);
  return expr.kind === 'index' || expr.kind === 'call' ? plainText(expr) : undefined;
}

const resolved = (shape: Shape, { dims }: Typing): Shape => {
  switch (shape.kind) {
    case 'vector':
      return { kind: 'vector', rows: dims.resolve(shape.rows) };
    case 'row':
      return { kind: 'row', columns: dims.resolve(shape.columns) };
    case 'matrix':
      return { kind: 'matrix', rows: dims.resolve(shape.rows), columns: dims.resolve(shape.columns) };
    default:
      return shape;
  }
};
