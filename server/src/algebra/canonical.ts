/**
 * Equal values of the same form have equal keys: the names of summed indices and the order of factors and summands do
 * not count. Colour refinement tells indices apart; where that leaves ties, each tied index is tried.
 */
import type { Atom, Factor, Ix, Mono, Poly, SymbolAtom } from './tensor.ts';
import { mono, placed, swapped } from './tensor.ts';
import { isOne, isZero, negative, plus, type Rational, show } from './rational.ts';

const atomKeys = new WeakMap<Atom, string>();

/** The key of a value; its free indices count by their position. */
export function keyOf(a: Poly): string {
  const it = collected(a);
  it.key ??= `<${a.free.map((x) => x.dim.key).join()}|${(it.codes ??= codesOf(it.poly))
    .map(({ code, sign, mono }) => `${show(sign < 0 ? negative(mono.c) : mono.c)}*${code}`)
    .sort()
    .join(' + ')}>`;
  return it.key;
}

interface Collected {
  readonly poly: Poly;
  /** Of the summands of `poly`, once they are asked for. */
  codes: readonly Coded[] | undefined;
  key: string | undefined;
}

const collectedPolys = new WeakMap<Poly, Collected>();

/** Summands that are equal become one. */
export const collect = (a: Poly): Poly => collected(a).poly;

function collected(a: Poly): Collected {
  const known = collectedPolys.get(a);
  if (known !== undefined) return known;
  const result: Collected = differ(a.monos) ? { poly: a, codes: undefined, key: undefined } : joinedUp(a);
  collectedPolys.set(a, result);
  if (result.poly !== a) collectedPolys.set(result.poly, result);
  return result;
}

function joinedUp(a: Poly): Collected {
  const found = new Map<string, { of: Coded; c: Rational }>();
  for (const it of codesOf(a)) {
    if (it.sign === 0) continue;
    const before = found.get(it.code);
    if (before === undefined) found.set(it.code, { of: it, c: it.mono.c });
    else before.c = plus(before.c, it.sign === before.of.sign ? it.mono.c : negative(it.mono.c));
  }
  const codes: Coded[] = [];
  for (const [, { of, c }] of found)
    if (!isZero(c))
      codes.push(c === of.mono.c ? of : { mono: mono(c, of.mono.factors, of.mono.sums), code: of.code, sign: of.sign });
  const same = codes.length === a.monos.length && codes.every((it, i) => it.mono === a.monos[i]);
  const poly = same
    ? a
    : { free: a.free, monos: codes.map((it) => it.mono), ...(a.text !== undefined && { text: a.text }) };
  return { poly, codes, key: undefined };
}

/** Whether a look tells that no two summands are the same but for their coefficients, and none its own negative. */
function differ(monos: readonly Mono[]): boolean {
  const [first] = monos;
  if (first === undefined) return true;
  if (monos.length === 1) return isZero(first.c) ? false : !first.factors.some(isSkew);
  const looks = new Set<number>();
  for (const it of monos) {
    if (isZero(it.c) || it.factors.some(isSkew)) return false;
    looks.add(lookOf(it));
  }
  return looks.size === monos.length;
}

const isSkew = ({ atom }: Factor): boolean => atom.kind === 'symbol' && symmetry(atom) === -1;

/** A number that is the same for summands with one code. */
function lookOf({ factors, sums }: Mono): number {
  let look = sums.length;
  // Whatever the order of the factors.
  for (const it of factors) look = (look + mixed(hashOf(lookOfAtom(it.atom)), Number(it.e.over) + it.ix.length)) | 0;
  return look;
}

const lookOfAtom = (atom: Atom): string =>
  atom.kind === 'symbol' ? atom.key : atom.kind === 'op' ? `${atom.op}:${atom.name}` : atom.kind;

interface Coded {
  readonly mono: Mono;
  readonly code: string;
  /** 0: the summand is its own negative. */
  readonly sign: number;
}

const codesOf = (a: Poly): readonly Coded[] => {
  const names = new Map(a.free.map((it, i) => [it, i] as const));
  return a.monos.map((mono) => {
    const { code, sign } = monoCode(mono, names);
    return { mono, code, sign };
  });
};

export function atomKey(atom: Atom): string {
  if (atom.kind === 'symbol') return atom.key;
  let key = atomKeys.get(atom);
  if (key === undefined) {
    key = keyOfAtom(atom);
    atomKeys.set(atom, key);
  }
  return key;
}

function keyOfAtom(atom: Exclude<Atom, SymbolAtom>): string {
  switch (atom.kind) {
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

const symmetries = new WeakMap<Atom, 0 | 1>();

/** 1: exchanging the first two indices changes nothing; −1: it changes the sign; 0: neither is known. */
export function symmetry(atom: Atom): -1 | 0 | 1 {
  if (atom.kind === 'symbol') {
    if (atom.rank < 2 || atom.flags.has('varied')) return 0;
    return atom.flags.has('symmetric') ? 1 : atom.flags.has('skew-symmetric') ? -1 : 0;
  }
  let known = symmetries.get(atom);
  if (known === undefined) symmetries.set(atom, (known = symmetryOf(atom)));
  return known;
}

function symmetryOf(atom: Exclude<Atom, SymbolAtom>): 0 | 1 {
  switch (atom.kind) {
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
        case 'expectation':
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
  /** Of the keys. */
  readonly hashes: readonly number[];
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
  const keys = factors.map(factorKey);
  const graph: Graph = { keys, hashes: [], factors, symmetric: factors.map((it) => symmetry(it.atom)) };
  const colours = new Map<Ix, number>();
  for (const it of factors) for (const x of it.ix) if (!colours.has(x)) colours.set(x, free.get(x) ?? outside(x));
  if (sums.length === 0) return written(graph, colours);
  const base = free.size;
  if (sums.length === 1) {
    colours.set(sums[0]!, base);
    return written(graph, colours);
  }
  const dims = [...new Set(sums.map((it) => it.dim.key))].sort();
  for (const it of sums) colours.set(it, base + dims.indexOf(it.dim.key));
  // Sizes tell them apart.
  if (dims.length === sums.length) return written(graph, colours);
  const budget = { left: TRIES };
  return settle({ ...graph, hashes: keys.map(hashOf) }, colours, sums, base, budget);
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
      it === delta || !it.ix.includes(gone)
        ? it
        : placed(
            it,
            it.ix.map((x) => (x === gone ? kept : x)),
          ),
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

/** Tells summed indices apart by what they meet, until nothing more is told. Two that only look alike are tried both. */
function refine(graph: Graph, start: Map<Ix, number>, sums: readonly Ix[], base: number): Map<Ix, number> {
  const places = new Map(sums.map((it, n) => [it, n] as const));
  let colours = start;
  let count = new Set(sums.map((it) => colours.get(it))).size;
  for (;;) {
    const met = new Int32Array(sums.length);
    graph.factors.forEach(({ ix }, k) => {
      const loose = graph.symmetric[k] !== 0;
      for (let slot = 0; slot < ix.length; slot++) {
        const n = places.get(ix[slot]!);
        if (n === undefined) continue;
        const free = loose && slot < 2;
        let seen = mixed(graph.hashes[k]!, free ? 0 : slot + 1);
        for (let other = 0; other < ix.length; other++)
          if (!free || other !== slot) seen = mixed(seen, colours.get(ix[other]!)!);
        met[n] = (met[n]! + seen) | 0;
      }
    });
    const order = sums.map((it, n) => ({ it, colour: colours.get(it)!, met: met[n]! }));
    order.sort((a, b) => a.colour - b.colour || a.met - b.met);
    const next = new Map(colours);
    let rank = -1;
    order.forEach(({ it, colour, met: seen }, n) => {
      const before = order[n - 1];
      if (before?.colour !== colour || before.met !== seen) rank++;
      next.set(it, base + rank);
    });
    colours = next;
    if (rank + 1 === count || rank + 1 === sums.length) return colours;
    count = rank + 1;
  }
}

/** Numbers that are far apart for numbers that are near. */
function mixed(a: number, b: number): number {
  let h = Math.imul(a ^ (b + 0x9e3779b9 + (a << 6)), 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
}

function hashOf(text: string): number {
  let h = 0;
  for (let i = 0; i < text.length; i++) h = (Math.imul(h, 31) + text.charCodeAt(i)) | 0;
  return h;
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
