/**
 * Equal values of the same form have equal keys: the names of summed indices and the order of factors and summands do
 * not count. Colour refinement tells indices apart; where that leaves ties, each tied index is tried.
 */
import type { Atom, Factor, Ix, Mono, Poly } from './tensor.ts';
import { swapped } from './tensor.ts';
import { isOne, isZero, negative, plus, type Rational, show } from './rational.ts';

const polyKeys = new WeakMap<Poly, string>();
const atomKeys = new WeakMap<Atom, string>();

/** The key of a value; its free indices count by their position. */
export function keyOf(a: Poly): string {
  let key = polyKeys.get(a);
  if (key === undefined) {
    const collected = collect(a);
    key = codesOf(collected)
      .map(({ code, sign, mono }) => `${show(sign < 0 ? negative(mono.c) : mono.c)}*${code}`)
      .sort()
      .join(' + ');
    key = `<${a.free.map((it) => it.dim.key).join()}|${key}>`;
    polyKeys.set(a, key);
  }
  return key;
}

const collectedPolys = new WeakMap<Poly, Poly>();

/** Summands that are equal become one. */
export function collect(a: Poly): Poly {
  const known = collectedPolys.get(a);
  if (known !== undefined) return known;
  const found = new Map<string, { mono: Mono; sign: number; c: Rational }>();
  for (const { mono, code, sign } of codesOf(a)) {
    if (sign === 0) continue;
    const before = found.get(code);
    if (before === undefined) found.set(code, { mono, sign, c: mono.c });
    else before.c = plus(before.c, sign === before.sign ? mono.c : negative(mono.c));
  }
  const monos: Mono[] = [];
  for (const [, { mono, c }] of found) if (!isZero(c)) monos.push(c === mono.c ? mono : { ...mono, c });
  const same = monos.length === a.monos.length && monos.every((it, i) => it === a.monos[i]);
  const result = same ? a : { free: a.free, monos, ...(a.text !== undefined && { text: a.text }) };
  collectedPolys.set(a, result);
  collectedPolys.set(result, result);
  return result;
}

interface Coded {
  readonly mono: Mono;
  readonly code: string;
  /** 0: the summand is its own negative. */
  readonly sign: number;
}

const codesOf = (a: Poly): readonly Coded[] => {
  const names = new Map(a.free.map((it, i) => [it, i] as const));
  return a.monos.map((mono) => ({ mono, ...monoCode(mono, names) }));
};

export function atomKey(atom: Atom): string {
  let key = atomKeys.get(atom);
  if (key === undefined) {
    key = keyOfAtom(atom);
    atomKeys.set(atom, key);
  }
  return key;
}

function keyOfAtom(atom: Atom): string {
  switch (atom.kind) {
    case 'symbol':
      return atom.key;
    case 'delta':
      return 'δ';
    case 'fuse':
      return 'φ';
    case 'size':
      return `#${atom.dim.key}`;
    case 'group':
      return `(${keyOf(atom.of)})`;
    case 'op':
      return `${atom.op}:${atom.name}{${atom.args.map(keyOf).join(';')}}`;
  }
}

const symmetries = new WeakMap<Atom, -1 | 0 | 1>();

/** 1: exchanging the first two indices changes nothing; −1: it changes the sign; 0: neither is known. */
export function symmetry(atom: Atom): -1 | 0 | 1 {
  let known = symmetries.get(atom);
  if (known === undefined) symmetries.set(atom, (known = symmetryOf(atom)));
  return known;
}

function symmetryOf(atom: Atom): -1 | 0 | 1 {
  switch (atom.kind) {
    case 'symbol':
      return atom.rank < 2 ? 0 : atom.flags.has('symmetric') ? 1 : atom.flags.has('skew-symmetric') ? -1 : 0;
    case 'delta':
      return 1;
    case 'fuse':
    case 'size':
      return 0;
    case 'group':
      return isSymmetric(atom.of) ? 1 : 0;
    case 'op':
      switch (atom.op) {
        case 'inverse':
        case 'matrix-power':
        case 'matrix-function':
        case 'map':
          return atom.args[0] !== undefined && isSymmetric(atom.args[0]) ? 1 : 0;
        // A second derivative of a number by a column.
        case 'function':
          return atom.own === 2 && /;(\d+);\1$/.test(atom.name) && atom.args[0]?.free.length === 1 ? 1 : 0;
        default:
          return 0;
      }
  }
}

/** A matrix equal to its transpose. */
export const isSymmetric = (a: Poly): boolean =>
  a.free.length >= 2 && a.free[0]!.dim.key === a.free[1]!.dim.key && keyOf(a) === keyOf(swapped(a));

const factorKey = (it: Factor): string =>
  it.symbolic !== undefined
    ? `${atomKey(it.atom)}^${keyOf(it.symbolic)}`
    : isOne(it.e)
      ? atomKey(it.atom)
      : `${atomKey(it.atom)}^${show(it.e)}`;

/** A tie among so many indices at a time is broken in every way; beyond, in the first ways only. */
const TRIES = 64;

interface Graph {
  readonly keys: readonly string[];
  readonly factors: readonly Factor[];
  readonly symmetric: readonly number[];
}

const outsideNumbers = new WeakMap<Ix, number>();
let outsideCount = 0;

/** An index that is neither free nor summed is itself and no other: it has a number of its own, below those of the others. */
function outside(ix: Ix): number {
  let number = outsideNumbers.get(ix);
  if (number === undefined) outsideNumbers.set(ix, (number = -++outsideCount));
  return number;
}

function monoCode(mono: Mono, free: ReadonlyMap<Ix, number>): { code: string; sign: number } {
  const { sums } = mono;
  const factors = meeting(mono.factors, free);
  const graph: Graph = { keys: factors.map(factorKey), factors, symmetric: factors.map((it) => symmetry(it.atom)) };
  const colours = new Map<Ix, number>();
  for (const it of factors) for (const x of it.ix) if (!colours.has(x)) colours.set(x, free.get(x) ?? outside(x));
  if (sums.length === 0) return written(graph, colours);
  const base = free.size;
  const dims = [...new Set(sums.map((it) => it.dim.key))].sort();
  for (const it of sums) colours.set(it, base + dims.indexOf(it.dim.key));
  const budget = { left: TRIES };
  return settle(graph, colours, sums, base, budget);
}

/** Free indices that a delta makes equal are both written as the first. */
function meeting(given: readonly Factor[], free: ReadonlyMap<Ix, number>): readonly Factor[] {
  let factors = given;
  for (const delta of given) {
    if (delta.atom.kind !== 'delta') continue;
    const [a, b] = delta.ix as readonly [Ix, Ix];
    const [i, j] = [free.get(a), free.get(b)];
    if (i === undefined || j === undefined || i === j) continue;
    const [kept, gone] = i < j ? [a, b] : [b, a];
    if (!factors.some((it) => it !== delta && it.ix.includes(gone))) continue;
    factors = factors.map((it) =>
      it === delta || !it.ix.includes(gone) ? it : { ...it, ix: it.ix.map((x) => (x === gone ? kept : x)) },
    );
  }
  return factors;
}

function settle(
  graph: Graph,
  start: Map<Ix, number>,
  sums: readonly Ix[],
  base: number,
  budget: { left: number },
): { code: string; sign: number } {
  const colours = refine(graph, start, sums, base);
  const classes = new Map<number, Ix[]>();
  for (const it of sums) {
    const colour = colours.get(it)!;
    const known = classes.get(colour);
    if (known === undefined) classes.set(colour, [it]);
    else known.push(it);
  }
  if (classes.size === sums.length) return written(graph, colours);
  const tied = [...classes.entries()].filter(([, list]) => list.length > 1).sort(([a], [b]) => a - b)[0]![1];
  let best: { code: string; sign: number } | undefined;
  for (const it of tied) {
    if (best !== undefined && budget.left-- <= 0) break;
    // Every colour moves up to make room below the chosen one.
    const next = new Map(
      [...colours].map(([x, colour]) => [x, colour < base ? colour : base + 2 * (colour - base) + 1] as const),
    );
    next.set(it, next.get(it)! - 1);
    const found = settle(graph, next, sums, base, budget);
    if (best === undefined || found.code < best.code) best = found;
    else if (found.code === best.code && found.sign !== best.sign) best = { code: found.code, sign: 0 };
  }
  return best!;
}

function refine(graph: Graph, start: Map<Ix, number>, sums: readonly Ix[], base: number): Map<Ix, number> {
  let colours = start;
  let count = new Set(sums.map((it) => colours.get(it))).size;
  for (;;) {
    const seen = new Map<Ix, string[]>();
    for (const it of sums) seen.set(it, []);
    graph.factors.forEach((it, k) => {
      const own = it.ix.map((x) => colours.get(x)!);
      const loose = graph.symmetric[k] !== 0;
      it.ix.forEach((x, slot) => {
        const list = seen.get(x);
        if (list === undefined) return;
        const place = loose && slot < 2 ? 0 : slot;
        const others = loose && slot < 2 ? [own[1 - slot], ...own.slice(2)] : own;
        list.push(`${graph.keys[k]!}@${String(place)}:${others.join()}`);
      });
    });
    const signatures = sums.map(
      (it) => `${String(colours.get(it)).padStart(5, '0')}|${seen.get(it)!.sort().join('&')}`,
    );
    const ranks = [...new Set(signatures)].sort();
    const next = new Map(colours);
    sums.forEach((it, i) => next.set(it, base + ranks.indexOf(signatures[i]!)));
    colours = next;
    if (ranks.length === count || ranks.length === sums.length) return colours;
    count = ranks.length;
  }
}

function written(graph: Graph, colours: ReadonlyMap<Ix, number>): { code: string; sign: number } {
  let sign = 1;
  const parts = graph.factors.map((it, k) => {
    const numbers = it.ix.map((x) => colours.get(x)!);
    if (graph.symmetric[k] !== 0 && numbers.length >= 2 && numbers[0]! > numbers[1]!) {
      [numbers[0], numbers[1]] = [numbers[1]!, numbers[0]!];
      if (graph.symmetric[k] === -1 && it.e.over % 2n !== 0n) sign = -sign;
    } else if (graph.symmetric[k] === -1 && numbers[0] === numbers[1]) sign = 0;
    return `${graph.keys[k]!}[${numbers.join()}]`;
  });
  return { code: parts.sort().join('·'), sign };
}
