/**
 * Sizes for the dimensions of a job: pairwise distinct, at least three, so that no transpose can hide. Dimensions that
 * are computed from others (`hk`, `n + 1`) follow from them. What the front end left open is found by trying which
 * sizes fit.
 */
import { perObject } from '../base/per-object.ts';
import type { Expr } from '../expr/expr.ts';
import { compareSides, sidesOf } from './compare.ts';
import { float } from './float.ts';
import { type Reading } from './reading.ts';
import { type Prepared, worldOf } from './sample.ts';
import { Stop } from './stop.ts';
import { fitTies } from './ties.ts';
import { numberedSize } from '../shape/layers.ts';
import { dimsOf, type Shape } from '../shape/shape.ts';

export interface Sizing {
  /** By atom of a dimension. */
  readonly sizes: ReadonlyMap<string, number>;
  /** Tells samples of different sizes apart. */
  readonly name: string;
}

/** The atoms of all sizes of the names, in the order of their first use; those the front end left open last. */
function atomsOf(prepared: Prepared): readonly string[] {
  const found = new Set<string>();
  const add = (shape: Shape): void => {
    for (const dim of dimsOf(shape)) for (const term of dim.terms) for (const atom of term.atoms) found.add(atom);
  };
  for (const name of prepared.names.values()) {
    add(name.shape);
    if (name.shape.kind === 'function' && name.shape.from !== undefined) add(name.shape.from);
  }
  const list = [...found];
  return [...list.filter((it) => !it.startsWith('?')), ...list.filter((it) => it.startsWith('?'))];
}

/** Orders of sizes to try: some claims need a tall matrix, some a wide one. */
const ORDERS: readonly (readonly number[])[] = [
  [4, 3, 5, 6, 7],
  [3, 4, 5, 6, 7],
  [5, 3, 4, 7, 6],
  [3, 5, 4, 6, 7],
  [6, 5, 4, 3, 7],
  [4, 5, 3, 7, 6],
  [5, 4, 3, 6, 7],
];

/** Where none of those will do: one size above all others and one below them, as `(X_a X_a^\top)^{-1}` asks beside `M^\top M = I`. */
const extremes = (count: number): readonly (readonly number[])[] =>
  count < 3 || count > 5
    ? []
    : Array.from({ length: count }, (_, most) => most).flatMap((most) =>
        Array.from({ length: count }, (_, least) => least)
          .filter((least) => least !== most)
          .map((least) =>
            Array.from({ length: count }, (_, i) =>
              i === most ? 8 : i === least ? 3 : 3 + ((i - most + count) % count),
            ),
          ),
      );

const alike = (size: number): readonly number[] => Array.from({ length: 40 }, () => size);

export interface Sized {
  readonly sizings: readonly Sizing[];
  /** Why no sizes fit, where none do. */
  readonly stop?: Stop;
  /** The choices of the reading that were asked for on the way. */
  readonly asked: ReadonlySet<keyof Reading>;
}

/** Up to two assignments under which both sides can be computed. */
export function sizingsFor(prepared: Prepared, reading: Reading, budget: { left: number }): Sized {
  const atoms = atomsOf(prepared);
  const { equal } = prepared.job;
  const orders = equal !== undefined ? [alike(equal)] : atoms.length === 0 ? ORDERS.slice(0, 1) : ORDERS;
  const found: Sizing[] = [];
  const asked = new Set<keyof Reading>();
  let stop: Stop | undefined;
  const named = atoms.filter((it) => !it.startsWith('?')).length;
  for (const order of [...orders, ...(equal === undefined ? extremes(named) : [])]) {
    if (found.length === 2) break;
    if (found.length > 0 && !orders.includes(order)) break;
    const sizes = sizesBy(order, atoms, prepared);
    const search = fitted(prepared, reading, sizes, order, budget, asked);
    if (search instanceof Stop) {
      stop = stop === undefined || stop.kind === 'domain' ? search : stop;
      if (search.kind === 'shape') break;
      continue;
    }
    const name = [...search].map(([key, it]) => `${key}=${String(it)}`).join(',');
    if (found.every((it) => it.name !== name)) found.push({ sizes: search, name });
  }
  return { sizings: found, asked, ...(stop && found.length === 0 && { stop }) };
}

/** The sizes that are tried first, without those that the front end left open. */
export const namedSizes = (prepared: Prepared): ReadonlyMap<string, number> =>
  sizesBy(ORDERS[0]!, atomsOf(prepared), prepared);

/** All members of a family are of one size: the `n_l` and `n_{l-1}` of layers tell mistakes by their values, not by it. */
function sizesBy(order: readonly number[], atoms: readonly string[], prepared: Prepared): ReadonlyMap<string, number> {
  const { indices } = prepared;
  const { wholes, lessened } = cutsOf(prepared);
  const groups = new Map<string, number>();
  const sizes = new Map<string, number>();
  for (const atom of atoms) {
    if (atom.startsWith('?')) continue;
    const base = numberedSize(atom, indices);
    const group = base === undefined ? atom : `${base}_`;
    const size =
      groups.get(group) ??
      (wholes.has(atom) ? WHOLE + groups.size : sizeAt(order, groups.size) + (lessened.has(atom) ? LESSENED : 0));
    groups.set(group, size);
    sizes.set(atom, size);
  }
  return sizes;
}

/** A size that is cut into open parts, and the first of its parts: the last part has what is left. */
const WHOLE = 12;
const PART = 4;
/** The N of `N - d` is so much larger that what is left is more than one. */
const LESSENED = 5;

interface Cuts {
  readonly wholes: ReadonlySet<string>;
  /** Sizes of which others are subtracted. */
  readonly lessened: ReadonlySet<string>;
  readonly parts: ReadonlySet<string>;
}

/** The `d` and the open part of `d - ?`: of a vector in two blocks the second takes what the first leaves. */
const cutsOf = perObject(({ names }: Prepared): Cuts => {
  const wholes = new Set<string>();
  const parts = new Set<string>();
  const lessened = new Set<string>();
  for (const { shape } of names.values())
    for (const { terms } of dimsOf(shape)) {
      const isLess = terms.some((it) => it.coefficient < 0 && it.atoms.some((atom) => !atom.startsWith('?')));
      for (const { atoms, coefficient } of terms)
        if (isLess && coefficient > 0) for (const atom of atoms) lessened.add(atom);
      const open = terms.filter((it) => it.coefficient < 0 && it.atoms.every((atom) => atom.startsWith('?')));
      if (open.length === 0) continue;
      for (const { atoms } of open) for (const atom of atoms) parts.add(atom);
      for (const { atoms, coefficient } of terms) if (coefficient > 0) for (const atom of atoms) wholes.add(atom);
    }
  return { wholes, parts, lessened };
});

/** `4 × 3` of a sample that did not fit → `m × n`; undefined where a size has no name. */
export function inNames(detail: string, prepared: Prepared): string | undefined {
  const letters = new Map([...namedSizes(prepared)].map(([name, size]) => [String(size), name]));
  const named = detail.replaceAll(/\d+/g, (it) => (it === '1' ? it : (letters.get(it) ?? '?')));
  return named.includes('?') ? undefined : named;
}

const sizeAt = (order: readonly number[], i: number): number => order[i] ?? i + 3;

const TRIES = 60;

/** Completes the sizes so that both sides can be computed and have one shape. */
function fitted(
  prepared: Prepared,
  reading: Reading,
  named: ReadonlyMap<string, number>,
  order: readonly number[],
  budget: { left: number },
  asked: Set<keyof Reading>,
): ReadonlyMap<string, number> | Stop {
  const ask: Ask = (sizes) => probe(prepared, reading, sizes, budget, asked);
  const equated = byEquating(named, order, cutsOf(prepared).parts, ask);
  if (!(equated instanceof Stop) || equated.kind !== 'shape') return equated;
  const searched = byTrying(named, order, ask);
  return searched instanceof Stop && searched.kind === 'shape' ? equated : searched;
}

/** Why both sides cannot be computed with these sizes. */
type Ask = (sizes: ReadonlyMap<string, number>) => Stop | undefined;

/**
 * Every open size begins as one of its own. Where two must be one, they are set equal, and all is tried again: what is
 * different from everything else tells by its value which sizes those are.
 */
function byEquating(
  named: ReadonlyMap<string, number>,
  order: readonly number[],
  parts: ReadonlySet<string>,
  ask: Ask,
): ReadonlyMap<string, number> | Stop {
  const sizes = new Map(named);
  let next = named.size;
  for (let tries = 0; tries < TRIES; tries++) {
    const stop = ask(sizes);
    if (stop === undefined) return sizes;
    if (stop.size !== undefined && !sizes.has(stop.size)) {
      sizes.set(stop.size, parts.has(stop.size) ? PART : sizeAt(order, next++));
      continue;
    }
    const open = (size: number): readonly string[] =>
      [...sizes].flatMap(([key, it]) => (it === size && !named.has(key) ? [key] : []));
    // With a size of one, a column would be its own transpose.
    const pair = stop.apart.find(([a, b]) => Math.min(a, b) > 1 && open(a).length + open(b).length > 0);
    if (pair === undefined) return stop;
    const [from, to] = open(pair[0]).length > 0 ? pair : [pair[1], pair[0]];
    for (const key of open(from)) sizes.set(key, to);
  }
  return new Stop('shape', '');
}

/** A size may also be the product of two, or one that nothing else tells. */
function byTrying(
  named: ReadonlyMap<string, number>,
  order: readonly number[],
  ask: Ask,
): ReadonlyMap<string, number> | Stop {
  let tries = 0;
  let first: Stop | undefined;
  const attempt = (sizes: ReadonlyMap<string, number>): ReadonlyMap<string, number> | Stop => {
    if (++tries > TRIES) return first ?? new Stop('unknown-size', '');
    const stop = ask(sizes);
    if (stop === undefined) return sizes;
    if (stop.size === undefined || sizes.has(stop.size)) return stop;
    const candidates = [...new Set([sizeAt(order, sizes.size), ...sizes.values()])];
    const products = [...sizes.values()].flatMap((a) => [...sizes.values()].map((b) => a * b)).filter((it) => it <= 49);
    for (const size of [...candidates, ...new Set(products)]) {
      const inside = attempt(new Map([...sizes, [stop.size, size]]));
      if (!(inside instanceof Stop)) return inside;
      first ??= inside;
      if (inside.kind !== 'shape') return inside;
    }
    return first ?? stop;
  };
  return attempt(named);
}

/** Why both sides cannot be computed with these sizes; undefined when they can. */
function probe(
  prepared: Prepared,
  reading: Reading,
  sizes: ReadonlyMap<string, number>,
  budget: { left: number },
  asked: Set<keyof Reading>,
): Stop | undefined {
  let last: Stop | undefined;
  for (let i = 0; i < 6; i++) {
    const style = i < 3 ? 'general' : 'positive';
    const world = worldOf(prepared, {
      numbers: float,
      sizes,
      style,
      attempt: `probe${String(i)}`,
      reading,
      work: budget,
    });
    try {
      const { left, right, sign } = prepared.job.claim;
      const exprs: readonly Expr[] = [left, right];
      compareSides(sidesOf(left, right, world), sign, exprs, world);
      fitTies(prepared, world);
      return undefined;
    } catch (stop) {
      if (!(stop instanceof Stop)) throw stop;
      last = stop;
      if (stop.kind !== 'domain') return stop;
    } finally {
      for (const it of world.asked) asked.add(it);
    }
  }
  return last;
}
