/**
 * Derivatives as linear maps: `d f(x) · h` is the change of f along h. One that stands alone is the Jacobian matrix, as
 * those who write it so identify the two; beside differentials (`df(x) = f'(x) dx`) it is a differential itself.
 */
import { type Apply, type Expr, some, type SymbolExpr } from '../expr/expr.ts';
import { plain } from '../expr/glyph.ts';
import { dot, inner, productOf } from './arithmetic.ts';
import { directional, type Motion } from './derivative.ts';
import { motionsOf } from './differential.ts';
import { evaluate } from './evaluate.ts';
import { Stop, unless } from './stop.ts';
import {
  apart,
  dataOf,
  isColumn,
  isScalar,
  partsOf,
  placed,
  sameDims,
  sayDims,
  shaped,
  sizeOf,
  type Value,
} from './value.ts';
import { variable } from './variable.ts';
import { setting, type World } from './world.ts';

interface LinearMap {
  readonly expr: Apply;
  readonly isAdjoint: boolean;
}

function mapIn(expr: Expr): LinearMap | undefined {
  if (expr.kind !== 'apply') return undefined;
  if (expr.op === 'total-derivative') return { expr, isAdjoint: false };
  const [inside] = expr.args;
  if (inside === undefined || expr.args.length > 1) return undefined;
  if (expr.op === 'parentheses') return mapIn(inside);
  const of = expr.op === 'transpose' ? mapIn(inside) : undefined;
  return of && { expr: of.expr, isAdjoint: !of.isAdjoint };
}

/** A product in which a map meets what it is applied to; undefined for any other. */
export function throughMaps(expr: Apply, world: World): Value | undefined {
  const factors = factorsOf(expr);
  const last = factors.at(-1);
  const before = factors.slice(0, -1);
  if (last === undefined || !before.some((it) => mapIn(it) !== undefined)) return undefined;
  const list = last.kind === 'tuple' && last.items.length > 1 ? last.items : [last];
  const values = list.map((it) => evaluate(it, world));
  // The maps act one after the other, from the right.
  const [result] = before.reduceRight((args: readonly Value[], it): readonly Value[] => {
    const map = mapIn(it);
    const [value, more] = args;
    const along =
      map && (more === undefined ? unless(['shape'], () => applied(map, args, world)) : applied(map, args, world));
    if (along !== undefined) return [along];
    // A Jacobian among matrices.
    if (value === undefined || more !== undefined) throw new Stop('not-understood', 'a list');
    const own = evaluate(it, world);
    return [expr.op === 'dot' ? dot(own, value, world.numbers) : productOf([own, value], world.numbers)];
  }, values);
  return result;
}

/** `a dℓ(y) · df(x) · h`, `dg(y) ∘ df(x) · h` factor by factor. */
function factorsOf(expr: Expr): readonly Expr[] {
  if (expr.kind !== 'apply' || !/^(dot|product|free|hadamard)$/.test(expr.op)) return [expr];
  const parts = expr.args.flatMap(factorsOf);
  const isComposed = expr.op === 'free' || expr.op === 'hadamard';
  const maps = parts.filter((it) => mapIn(it) !== undefined).length;
  return (isComposed ? maps === parts.length : maps > 0) ? parts : [expr];
}

/** A map that stands alone. */
export function mapValue(expr: Apply, world: World): Value {
  const isDifferential = world.differentials.some((key) => some(expr, (it) => it.kind === 'symbol' && it.key === key));
  if (isDifferential) return directional((at) => evaluate(expr.args[0]!, at), motionsOf(world), world);
  const { of, places, order } = placesOf(expr, world);
  const [place] = places;
  if (place === undefined || places.length > 1 || order > 2)
    throw new Stop('not-understood', 'a derivative that is applied to nothing');
  const value = evaluate(of, entered(places, world));
  const isFlat = [value, place.value].every((it) => isScalar(it) || isColumn(it));
  if (!isFlat || (order > 1 && !isScalar(value)))
    throw new Stop('not-understood', 'a derivative that is applied to nothing');
  const [m, n] = [sizeOf(value.dims), sizeOf(place.value.dims)];
  if (order === 2) {
    const along = (i: number): readonly Motion[] => [{ ...place, direction: unit(n, i) }];
    const entries = Array.from({ length: n * n }, (_, k) => moved(of, [along(Math.floor(k / n)), along(k % n)], world));
    return shaped(placed(entries, [n, n], (k) => k).parts, n, n);
  }
  const columns = Array.from({ length: n }, (_, j) => moved(of, [[{ ...place, direction: unit(n, j) }]], world));
  return shaped(placed(columns, [m, n], (j, i) => i * n + j).parts, m, n);
}

function unit(size: number, at: number): Float64Array {
  const direction = new Float64Array(size);
  direction[at] = 1;
  return direction;
}

function applied({ expr, isAdjoint }: LinearMap, args: readonly Value[], world: World): Value {
  const { of, places, order } = placesOf(expr, world);
  if (isAdjoint) return adjoint(of, places, args, world);
  const motions = (place: Place, arg: Value): Motion => {
    if (!sameDims(place.value, arg))
      throw new Stop('shape', `a derivative at ${sayDims(place.value)} along ${sayDims(arg)}`, apart(place.value, arg));
    // What the direction depends on moves with it: a step in it would be lost.
    if (partsOf(arg).length > 1)
      throw new Stop(world.numbers.kind === 'modular' ? 'irrational' : 'not-analytic', 'a direction');
    return { ...place, direction: dataOf(arg) };
  };
  const [only] = places;
  if (order === 1 && places.length === args.length)
    return moved(of, [places.map((it, i) => motions(it, args[i]!))], world);
  if (args.length === order && places.length === order)
    return moved(
      of,
      places.map((it, i) => [motions(it, args[i]!)]),
      world,
    );
  if (args.length === order && places.length === 1 && only !== undefined)
    return moved(
      of,
      args.map((it) => [motions(only, it)]),
      world,
    );
  throw new Stop('not-understood', 'a derivative in several directions');
}

/** ⟨h, Aᵀp⟩ = ⟨Ah, p⟩ for every h. */
function adjoint(of: Expr, places: readonly Place[], args: readonly Value[], world: World): Value {
  const [place] = places;
  const [arg] = args;
  if (place === undefined || arg === undefined || places.length > 1 || args.length > 1)
    throw new Stop('not-understood', 'an adjoint');
  const size = sizeOf(place.value.dims);
  const entries = Array.from({ length: size }, (_, i) =>
    inner(moved(of, [[{ ...place, direction: unit(size, i) }]], world), arg, world.numbers),
  );
  return placed(entries, place.value.dims, (i) => i);
}

type Place = Omit<Motion, 'direction'>;

/** What is differentiated, with names of their own for what moves, and where it is taken. */
interface Placed {
  readonly of: Expr;
  readonly places: readonly Place[];
  readonly order: number;
}

/** What moves: the arguments, or the names that are written below the sign. */
function placesOf({ args, name, under }: Apply, world: World): Placed {
  const order = Number(name);
  const [of] = args;
  if (of === undefined || (of.kind !== 'call' && of.kind !== 'apply'))
    throw new Stop('not-understood', 'a derivative of no function');
  if (under !== undefined) {
    const places = (under.kind === 'tuple' ? under.items : [under]).map((it) => variable(it, world));
    const unrelated = places.some(({ key }) => !world.dependsOn(of, key, world));
    if (unrelated) throw new Stop('no-dependence', 'no dependence is stated');
    return { of, places: places.map(({ key, value }) => ({ key, value })), order };
  }
  const places = of.args.map((it, i) => ({ key: `\u0000place${String(i)}`, value: evaluate(it, world) }));
  const inside = places.map(({ key }, i): SymbolExpr => ({
    kind: 'symbol',
    key,
    glyph: plain(key),
    span: of.args[i]!.span,
  }));
  return { of: { ...of, args: inside }, places, order };
}

const entered = (places: readonly Place[], world: World): World =>
  places.reduce((at, { key, value }) => setting(at, key, value, at.depth), world);

/** The derivative along one group of motions after the other; those of a group move together. */
function moved(of: Expr, groups: readonly (readonly Motion[])[], world: World): Value {
  const nested = (left: readonly (readonly Motion[])[], at: World): Value => {
    const [first, ...rest] = left;
    if (first === undefined) return evaluate(of, at);
    const here = first.map((it) => ({ ...it, value: at.set.get(it.key) ?? it.value }));
    return directional((inside) => nested(rest, inside), here, at);
  };
  return nested(groups, entered(groups.flat(), world));
}
