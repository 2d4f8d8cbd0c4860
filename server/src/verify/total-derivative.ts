/**
 * Derivatives as linear maps: `d f(x) · h` is the change of f along h. One that stands alone is the Jacobian matrix, as
 * those who write it so identify the two; beside differentials (`df(x) = f'(x) dx`) it is a differential itself.
 */
import { perObject } from '../base/per-object.ts';
import { type Apply, type Expr, speaksOf } from '../expr/expr.ts';
import { dot, inner, productOf } from './arithmetic.ts';
import { directional, type Motion } from './derivative.ts';
import { motionsOf } from './differential.ts';
import { evaluate } from './evaluate.ts';
import { entered, listOf, type Place, placesOf } from './places.ts';
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
import type { World } from './world.ts';

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
  const factors = withMap(expr);
  if (factors === undefined) return undefined;
  const before = factors.slice(0, -1);
  const groups = directionsIn(factors.at(-1)!, world);
  // The maps act one after the other, from the right.
  let plain = 0;
  const [[result] = []] = before.reduceRight((args: Directions, it): Directions => {
    const isSingle = args.length === 1 && args[0]?.length === 1;
    const found = mapIn(it);
    // A second derivative of one direction is a matrix.
    const map = isSingle && found?.expr.name === '2' ? undefined : found;
    let misfit: Stop | undefined;
    const along =
      map &&
      unlessFit(
        () => applied(map, args, world),
        isSingle,
        (stop) => (misfit = stop),
      );
    const [value] = args[0] ?? [];
    if (along !== undefined) {
      // `Df(X) A B`: of (A B), or what it gives of A, times B.
      if (plain > 0 && expr.op === 'product' && !isFlat(value))
        throw new Stop('not-understood', 'how far a map reaches');
      return [[along]];
    }
    // A Jacobian among matrices.
    if (value === undefined || !isSingle) throw new Stop('not-understood', 'a list');
    plain++;
    const own = unless(['not-understood'], () => evaluate(it, world));
    if (own === undefined) throw misfit ?? new Stop('not-understood', 'a derivative that is applied to nothing');
    return [[expr.op === 'dot' ? dot(own, value, world.numbers) : productOf([own, value], world.numbers)]];
  }, groups);
  return result;
}

/** What a map gives, unless what it is applied to does not fit: sizes that do are looked for by what it says. */
function unlessFit(what: () => Value, mayMisfit: boolean, note: (stop: Stop) => void): Value | undefined {
  try {
    return what();
  } catch (stop) {
    if (!mayMisfit || !(stop instanceof Stop) || stop.kind !== 'shape') throw stop;
    note(stop);
    return undefined;
  }
}

/** What a map is applied to: one direction or several, each of one part or several. */
type Directions = readonly (readonly Value[])[];

/** `h`, `(h, k)`, `((h, k), (u, v))`, and `\tilde\theta` where that is a list. */
function directionsIn(expr: Expr, world: World): Directions {
  const whole = listOf(expr, world);
  if (whole === undefined) return [[evaluate(expr, world)]];
  return whole.map((it) => (listOf(it, world) ?? [it]).map((part) => evaluate(part, world)));
}

const isFlat = (value: Value | undefined): boolean => value === undefined || isScalar(value) || isColumn(value);

/** The factors of a product, where a map stands before the last. */
const withMap = perObject((expr: Apply): readonly Expr[] | undefined => {
  const factors = factorsOf(expr);
  return factors.slice(0, -1).some((it) => mapIn(it) !== undefined) ? factors : undefined;
});

/** `a dℓ(y) · df(x) · h`, `dg(y) ∘ df(x) · h` factor by factor; what a bracket is applied to ends there. */
function factorsOf(expr: Expr): readonly Expr[] {
  if (expr.kind !== 'apply' || !/^(dot|product|free|hadamard)$/.test(expr.op)) return [expr];
  const isProduct = expr.op === 'product';
  const parts = expr.args.flatMap((it) => (isProduct && it.kind === 'apply' && it.op === 'dot' ? [it] : factorsOf(it)));
  const isComposed = expr.op === 'free' || expr.op === 'hadamard';
  const maps = parts.filter((it) => mapIn(it) !== undefined).length;
  return (isComposed ? maps === parts.length : maps > 0) ? parts : [expr];
}

/** A map that stands alone. */
export function mapValue(expr: Apply, world: World): Value {
  const isDifferential = world.differentials.some((key) => speaksOf(expr, key));
  if (isDifferential) return directional((at) => evaluate(expr.args[0]!, at), motionsOf(world), world);
  const { of, places, order } = placesOf(expr, world);
  const [place] = places;
  if (place === undefined || places.length > 1 || order > 2)
    throw new Stop('not-understood', 'a derivative that is applied to nothing');
  const value = evaluate(of, entered(places, world));
  if (!isFlat(value) || !isFlat(place.value) || (order > 1 && !isScalar(value)))
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

function applied({ expr, isAdjoint }: LinearMap, groups: Directions, world: World): Value {
  const { of, places, order } = placesOf(expr, world);
  if (isAdjoint) return adjoint(of, places, groups.flat(), world);
  const motions = (place: Place, arg: Value): Motion => {
    if (!sameDims(place.value, arg))
      throw new Stop('shape', `a derivative at ${sayDims(place.value)} along ${sayDims(arg)}`, apart(place.value, arg));
    // What the direction depends on moves with it: a step in it would be lost.
    if (partsOf(arg).length > 1)
      throw new Stop(world.numbers.kind === 'modular' ? 'irrational' : 'not-analytic', 'a direction');
    return { ...place, direction: dataOf(arg) };
  };
  const together = (args: readonly Value[]): readonly Motion[] => places.map((it, i) => motions(it, args[i]!));
  const all = groups.flat();
  if (order === 1 && places.length === all.length) return moved(of, [together(all)], world);
  if (groups.length === order && groups.every((it) => it.length === places.length))
    return moved(of, groups.map(together), world);
  // One place after the other, each along its own.
  if (groups.length === order && places.length === order && all.length === order)
    return moved(
      of,
      places.map((it, i) => [motions(it, all[i]!)]),
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
