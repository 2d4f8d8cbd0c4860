/** Entries, slices, members of families, and the matrices that are named by indices: `x_i`, `A_{:,j}`, `e_i`, `K_{m,n}`. */
import { type Expr, type Index, type IndexItem, some, unbracketed } from '../expr/expr.ts';
import { familyKey, memberKey, pairKey } from '../shape/declare.ts';
import { dimsOf } from '../shape/shape.ts';
import { evaluate } from './evaluate.ts';
import { Stop } from './stop.ts';
import { dataOf, isScalar, picked, scalarOf, type Value } from './value.ts';
import { binding, choice, type World } from './world.ts';

/** An index or a bound as an ordinary integer. */
export function indexValue(expr: Expr, world: World): number {
  const value = evaluate(expr, world);
  const number = isScalar(value) ? dataOf(value)[0]! : NaN;
  if (!Number.isInteger(number) || Math.abs(number) > 1e6)
    throw new Stop('not-understood', 'an index that is no integer');
  return number;
}

export function evaluateIndex(expr: Index, world: World): Value {
  const { base } = expr;
  if (base.kind === 'symbol') {
    const named = memberOf(expr, base.key, world) ?? unitOf(expr, world) ?? lookalike(expr, world);
    if (named !== undefined) return named;
  }
  return entriesOf(evaluate(base, world), expr.items, world);
}

/** `\Sigma_k` of a matrix Σ: another one like it, for an entry it is not. Nothing is refuted by it. */
function lookalike(expr: Index, world: World): Value | undefined {
  const name = lookalikeName(expr, world);
  if (name === undefined) return undefined;
  world.modelled.used = true;
  return world.set.get(name) ?? world.sample(name, expr);
}

/** The name of a whole with one index where its entries have two. */
export function lookalikeName({ base, items }: Index, world: World): string | undefined {
  const [item] = items;
  if (base.kind !== 'symbol' || items.length !== 1 || item?.kind !== 'at' || world.definitions.has(base.key))
    return undefined;
  const dims = world.isFamily(base.key) ? world.dimsOfName(base.key) : [];
  return dims.length === 2 && dims[0] !== 1 ? `${base.key}#${String(indexValue(item.expr, world))}` : undefined;
}

/** Whether a name with these indices is one of a family, not an entry of what the bare name is. */
export function familyFor(expr: Index, world: World): string | undefined {
  if (expr.base.kind !== 'symbol' || expr.items.some((it) => it.kind !== 'at')) return undefined;
  const { key } = expr.base;
  const own = memberKey(key, expr.items);
  // What gives all members gives one with a number of its own as well.
  const member = isGivenBy(familyKey(key), own, world) ? familyKey(key) : own;
  const candidates = expr.items.length === 2 ? [pairKey(key), member, familyKey(key)] : [member, familyKey(key)];
  return candidates.find((it) => world.isFamily(it));
}

/** Whether a family's definition gives the member with this name; not one that it is made from, as the `y_0` of `y_t = a_t y_0`. */
function isGivenBy(family: string, own: string, world: World): boolean {
  if (world.definitions.has(own)) return false;
  if (world.recurrence(family) !== undefined) return true;
  const body = world.definitions.get(family)?.body;
  const isOwn = (it: Expr): boolean =>
    it.kind === 'index' && it.base.kind === 'symbol' && memberKey(it.base.key, it.items) === own;
  return body !== undefined && !some(body, isOwn);
}

/** The name under which one member of a family has its value: `k_i` for i = 1 is what `k_1` is, where that is named. */
export function memberName(expr: Index, family: string, world: World): string {
  const values = expr.items.map((it) => (it.kind === 'at' ? indexValue(it.expr, world) : 0));
  if (NUMBERED.test(family)) return family;
  const own = family.endsWith('[]') ? `${family.slice(0, -1)}${values.join(',')}]` : '';
  const isNamed = world.isFamily(own) && world.recurrence(family) === undefined;
  return isNamed && !isGivenBy(family, own, world) ? own : `${family}#${values.join(',')}`;
}

const NUMBERED = /\[\d+\]$/;

function memberOf(expr: Index, key: string, world: World): Value | undefined {
  const asked = familyFor(expr, world);
  if (asked === undefined) return undefined;
  const name = memberName(expr, asked, world);
  const family = NUMBERED.test(name) ? name : asked;
  const known = world.set.get(name) ?? world.memo.get(name);
  if (known !== undefined) return known;
  const definition = world.definitions.get(family);
  const potential = definition === undefined ? world.potential(family) : undefined;
  if (potential !== undefined) {
    const args = argumentsOf(name, potential, world);
    const value = world.free(name, args, world.dimsOfName(family), world.numbers);
    world.memo.set(name, value);
    return value;
  }
  if (definition === undefined) {
    const point = world.points.get(family);
    return world.sample(point === undefined ? name : `${name}#@${String(point)}`, expr);
  }
  const values = expr.items.map((it) => (it.kind === 'at' ? indexValue(it.expr, world) : 0));
  const begun = values.length === 1 ? beginning(key, values[0]!, expr, world) : undefined;
  if (begun !== undefined) return begun;
  // `f_i` after `f_i(x) = …` is its value at x: the letters of the index stand last. `f_1` has a number, which is no letter.
  const own = definition.parameters.length - (NUMBERED.test(family) ? 0 : values.length);
  const isAtOwn = own > 0 && definition.parameters.slice(0, own).every(world.isNamed);
  if (NUMBERED.test(family) && own > 0 && !isAtOwn) throw new Stop('unknown-symbol', definition.parameters.join(', '));
  const letters = isAtOwn ? definition.parameters.slice(own) : definition.parameters;
  const bound = letters.map(
    (it, i) => [it, scalarOf(world.numbers.constant((values[i] ?? 0) - (definition.ahead ?? 0)))] as const,
  );
  const value = evaluate(definition.body, bound.length === 0 ? world : binding(world, bound));
  world.memo.set(name, value);
  return value;
}

/**
 * Where a member given by other members begins: the first that the claim names by its number (`h_0`), or one that lies
 * further out than any that is asked for.
 */
function beginning(key: string, place: number, expr: Index, world: World): Value | undefined {
  const family = familyKey(key);
  const recurrence = world.recurrence(family);
  if (recurrence === undefined) return undefined;
  const { towards, first } = recurrence;
  const beyond = first === undefined ? undefined : towards === 'lower' ? first - place : place - first;
  if (beyond !== undefined && beyond > 0) throw new Stop('domain', 'an index');
  if (beyond === 0) return begun(key, place, expr, world);
  const isOutside = towards === 'lower' ? place < -STEPS : place > world.countOf(family) + STEPS;
  return isOutside ? world.sample(`${family}#${String(place)}`, expr) : undefined;
}

function begun(key: string, place: number, expr: Index, world: World): Value | undefined {
  const own = `${key}[${String(place)}]`;
  const definition = world.definitions.get(own);
  return definition === undefined ? world.sample(own, expr) : evaluate(definition.body, world);
}

/** At most so many members lie between one that is asked for and those that are counted. */
const STEPS = 3;

/** The values that a free function is computed from. @throws Stop where they come down to the function itself. */
export function argumentsOf(name: string, args: readonly Expr[], world: World): readonly Value[] {
  if (world.entered.has(name)) throw new Stop('no-dependence', name);
  world.entered.add(name);
  try {
    return args.flatMap((it) => argumentsBy(it, world));
  } finally {
    world.entered.delete(name);
  }
}

/** What an argument of a free function contributes: a family stands for all its members. */
function argumentsBy(expr: Expr, world: World): readonly Value[] {
  const family = expr.kind === 'index' ? familyFor(expr, world) : undefined;
  return expr.kind === 'index' && family !== undefined ? membersOf(expr, family, world) : [evaluate(expr, world)];
}

/** All members of a family, in order; of a numbered one itself alone. */
function membersOf(expr: Index, family: string, world: World): readonly Value[] {
  if (NUMBERED.test(family)) return [evaluateIndex(expr, world)];
  const recurrence = world.recurrence(family);
  // What the last of them is made from acts through it.
  if (recurrence !== undefined) {
    const last = recurrence.towards === 'lower' ? world.countOf(family) + STEPS : 1 - STEPS;
    const number: Expr = { kind: 'number', value: last, span: expr.span };
    return [evaluateIndex({ ...expr, items: [{ kind: 'at', expr: number }] }, world)];
  }
  const count = Math.min(world.countOf(family), MOST_MEMBERS);
  const numbers = Array.from({ length: count }, (_, i) => i + 1);
  const places = expr.items.length === 2 ? numbers.flatMap((i) => numbers.map((j) => [i, j])) : numbers.map((i) => [i]);
  return places.map((place) => {
    const items = place.map((value): IndexItem => ({ kind: 'at', expr: { kind: 'number', value, span: expr.span } }));
    return evaluateIndex({ ...expr, items }, world);
  });
}

const MOST_MEMBERS = 12;

/** `e_i`, `E_{ij}` and the commutation matrix `K_{m,n}`, where these letters are nothing else. */
function unitOf(expr: Index, world: World): Value | undefined {
  if (expr.base.kind !== 'symbol' || !world.isConstant(expr.base)) return undefined;
  const { letter } = expr.base.glyph;
  const items = expr.items.flatMap((it) => (it.kind === 'at' ? [it.expr] : []));
  const [first, second] = items;
  if (letter === 'e' && items.length === 1 && first !== undefined) {
    const [size] = dimsOf(world.shapeOf(expr)).map(world.size);
    if (size === undefined) throw new Stop('unknown-size', 'e');
    return unit([size], indexValue(first, world) - 1);
  }
  if (first === undefined || second === undefined) return undefined;
  if (/^[KC]$/.test(letter)) {
    const [m, n] = [indexValue(first, world), indexValue(second, world)];
    return choice(world, 'commutation') === 'rows first' ? commutation(m, n) : commutation(n, m);
  }
  if (/^[EJ]$/.test(letter)) {
    const [rows, columns] = dimsOf(world.shapeOf(expr)).map(world.size);
    if (rows === undefined || columns === undefined) throw new Stop('unknown-size', letter);
    return unit([rows, columns], (indexValue(first, world) - 1) * columns + indexValue(second, world) - 1);
  }
  if (letter === '\\delta') return scalarOf(indexValue(first, world) === indexValue(second, world) ? 1 : 0);
  return undefined;
}

function unit(dims: readonly number[], at: number): Value {
  const data = new Float64Array(dims.reduce((a, b) => a * b, 1));
  if (at < 0 || at >= data.length) throw new Stop('domain', 'an index');
  data[at] = 1;
  return { dims, parts: [data] };
}

/** vec(Aᵀ) = K vec(A) for A of m × n. */
function commutation(m: number, n: number): Value {
  const size = m * n;
  if (size > 400 || size < 1) throw new Stop('too-large', 'a commutation matrix');
  const data = new Float64Array(size * size);
  for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) data[(i * n + j) * size + j * m + i] = 1;
  return { dims: [size, size], parts: [data] };
}

function entriesOf(base: Value, items: readonly IndexItem[], world: World): Value {
  const { places, dims } = entryPlaces(base.dims, items, world);
  return picked(base, dims, (i) => places[i]!);
}

/** Where the entries of an entry or a slice lie, and its shape. */
export function entryPlaces(
  of: readonly number[],
  items: readonly IndexItem[],
  world: World,
): { readonly places: readonly number[]; readonly dims: readonly number[] } {
  const isFlat = of.length === 1 || (of.length === 2 && of[0] === 1);
  const [first] = items;
  if (items.length === 1 && first !== undefined && isFlat) {
    const { at, single } = positions(first, Math.max(...of), world);
    return { places: at, dims: single ? [] : of.length === 2 ? [1, at.length] : [at.length] };
  }
  const [rows, columns] = of;
  const second = items[1];
  if (
    items.length === 2 &&
    rows !== undefined &&
    columns !== undefined &&
    first !== undefined &&
    second !== undefined
  ) {
    const [r, c] = [positions(first, rows, world), positions(second, columns, world)];
    const places = r.at.flatMap((i) => c.at.map((j) => i * columns + j));
    if (r.single && c.single) return { places, dims: [] };
    // A slice is a list, and so a column; of a row the reading tells.
    const isListed = second.kind === 'all' && second.listed === true;
    if (r.single && !c.single && !isListed && choice(world, 'rowSlice') === 'row')
      return { places, dims: [1, places.length] };
    return { places, dims: r.single || c.single ? [places.length] : [r.at.length, c.at.length] };
  }
  if (of.length > 2 && items.length === of.length) return tensorPlaces(of, items, world);
  throw new Stop('not-understood', 'an entry');
}

/** `T_{ijk}`, `T_{i,j,:}`: what is left of an array with more than two indices. */
function tensorPlaces(
  of: readonly number[],
  items: readonly IndexItem[],
  world: World,
): { readonly places: readonly number[]; readonly dims: readonly number[] } {
  let places: readonly number[] = [0];
  const dims: number[] = [];
  items.forEach((item, i) => {
    const { at, single } = positions(item, of[i]!, world);
    places = places.flatMap((place) => at.map((it) => place * of[i]! + it));
    if (!single) dims.push(at.length);
  });
  return { places, dims };
}

function positions(item: IndexItem, size: number, world: World): { at: readonly number[]; single: boolean } {
  if (item.kind === 'all') return { at: Array.from({ length: size }, (_, i) => i), single: false };
  if (item.kind === 'at') {
    const i = indexValue(item.expr, world) - 1;
    if (i < 0 || i >= size) throw new Stop('domain', 'an index');
    return { at: [i], single: true };
  }
  const from = item.from === undefined ? 1 : indexValue(item.from, world);
  const to = item.to === undefined ? size : indexValue(item.to, world);
  if (from < 1 || to > size || from > to) throw new Stop('domain', 'a range');
  return { at: Array.from({ length: to - from + 1 }, (_, i) => from - 1 + i), single: false };
}

/**
 * The dimension that a name counts when it stands as an index in an expression; undefined where nothing tells. The least
 * of several, unless the name runs over all of each: then they are equal.
 */
export function rangeOf(key: string, exprs: readonly Expr[], world: World, all = false): number | undefined {
  const [first] = exprs;
  const asked = first === undefined ? new Set<string>() : (ranging.get(first) ?? new Set<string>());
  if (asked.has(key)) return undefined;
  if (first !== undefined) ranging.set(first, asked);
  let found: number | undefined;
  const note = (size: number): void => {
    if (all && found !== undefined && size !== found)
      throw new Stop('shape', `${String(found)} and ${String(size)} under one index`, { apart: [[found, size]] });
    found = found === undefined ? size : Math.min(found, size);
  };
  const visit = (expr: Expr): void => {
    if (expr.kind === 'index') {
      const places = expr.items.flatMap((it, i) => (it.kind === 'at' && keyOfIndex(it.expr) === key ? [i] : []));
      const family = places.length === 0 ? undefined : familyFor(expr, world);
      const sizes = places.length > 0 && family === undefined ? sizesOf(expr, world) : [];
      for (const i of places) {
        const size = family === undefined ? sizes[i] : world.countOf(family);
        if (size !== undefined) note(size);
      }
    }
    for (const child of world.childrenOf(expr)) visit(child);
  };
  asked.add(key);
  try {
    for (const it of exprs) visit(it);
  } finally {
    asked.delete(key);
  }
  return found;
}

/** What an index counts may be asked for by what is looked at to find it out: the dimensions of `(A_l x)_i`. */
const ranging = new WeakMap<Expr, Set<string>>();

/** A letter, or what is counted with another one: the `y_i` of `w_{y_i}`. */
export const keyOfIndex = (expr: Expr): string | undefined =>
  expr.kind === 'symbol'
    ? expr.key
    : expr.kind === 'index' && expr.base.kind === 'symbol'
      ? memberKey(expr.base.key, expr.items)
      : undefined;

function sizesOf(expr: Index, world: World): readonly number[] {
  try {
    const base = unbracketed(expr.base);
    const value = base.kind === 'symbol' || base.kind === 'index' ? world.shapeOf(base) : undefined;
    const known = value === undefined ? [] : dimsOf(value).map(world.size);
    return known.length > 0 ? known : evaluate(base, world).dims;
  } catch (stop) {
    // A size that has a name is looked for.
    const isAsked = stop instanceof Stop && stop.kind === 'unknown-size' && stop.size !== undefined;
    if (stop instanceof Stop && stop.kind !== 'too-large' && !isAsked) return [];
    throw stop;
  }
}
