/** Do the formulas of a rule fit, with every derivative as its layout has it? Nothing is guessed: a name is declared or unbound. */
import type { Expr, Relation } from '../expr/expr.ts';
import { walk } from '../expr/expr.ts';
import { unicode } from '../expr/glyph.ts';
import { MEMBERSHIP } from '../expr/statement.ts';
import { plainText } from '../expr/plain.ts';
import { joinShapes } from '../shape/combine.ts';
import { familyOf, spaceShape, subjectOf } from '../shape/declare.ts';
import { dimsOf, sayShape, SCALAR, type Shape, UNKNOWN } from '../shape/shape.ts';
import { type Typing, typeOf } from '../shape/typing.ts';
import { dimTable } from '../shape/unify.ts';
import { orientationOf } from './orientation.ts';
import { rebuild } from './rebuild.ts';
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
  const sizes = new Set(symbols.flatMap((it) => dimsOf(it.shape)).flatMap((it) => it.terms.flatMap((t) => t.atoms)));
  const axes = new Set<'gradient' | 'jacobian'>();
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
    if (!(defines && fresh.key === key)) unbound.add(nameOf(expr) ?? key);
    return UNKNOWN;
  };
  const isDeclared = (key: string): boolean => names.has(key);
  const at: Typing = {
    dims: dimTable(new Map()),
    rowVectors: false,
    shapes: new Map(),
    laws: new Set(),
    conflicts: [],
    shapeOf,
    isDeclared,
  };
  const oriented = (expr: Expr): Expr => {
    const inner = entrywise(rebuild(expr, oriented), names);
    if (inner.kind !== 'derivative' || inner.of === undefined) return inner;
    const f = typeOf(inner.of, at);
    const found = orientationOf(
      inner,
      f.kind === 'zero' ? SCALAR : f,
      inner.by.map((it) => typeOf(it, at)),
      layout,
    );
    if (found.axis !== undefined) axes.add(found.axis);
    const key = `∂${String(names.size)}`;
    names.set(key, found.shape);
    return { kind: 'symbol', key, glyph: { letter: plainText(expr), face: 'plain', accents: [], label: '', primes: 0 }, span: expr.span }; // prettier-ignore
  };
  const whole = rebuild(relation, oriented);
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
    axes,
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
  if (expr.kind !== 'call' || expr.fn.kind !== 'symbol' || expr.args.length !== 1) return expr;
  const fn = names.get(expr.fn.key.replace(/'+$/, ''));
  if (fn?.kind !== 'function' || !takesNumber(fn)) return expr;
  return { kind: 'apply', op: 'elementwise', name: expr.fn.glyph.letter, args: expr.args, span: expr.span };
}

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
