/**
 * The normal form: brackets multiplied out, functions over normal forms. Two values are equal if their normal forms have
 * one key; the converse does not hold, so “not the same” means “not known to be the same”.
 */
import { atomKey, collect, keyOf, symmetry } from './canonical.ts';
import {
  chainOf,
  determinant,
  expectation,
  half,
  inverse,
  map,
  matrixFunction,
  matrixPower,
  negativeOf,
  pseudoInverse,
  softmax,
  symbolicPower,
} from './ops.ts';

import { isOne, ONE, rational, reciprocal, times, toPower } from './rational.ts';
import {
  at,
  type Factor,
  type Ix,
  type Mono,
  mono,
  type OpAtom,
  placed,
  type Poly,
  poly,
  scaled,
  single,
  swapped,
} from './tensor.ts';
import { inDigits } from './radix.ts';
import { countOf, power, product, tidy } from './tidy.ts';

/** More summands are not multiplied out. */
const LARGEST = 600;

const memo = new WeakMap<Poly, Poly>();

interface Budget {
  /** Set when a part was not multiplied out; what came of it means nothing then. */
  exceeded: boolean;
  /** By key: the same part may stand in many places, and in both of two values that are compared. */
  readonly known: Map<string, Poly>;
}

/** The normal form; undefined where it would have too many summands. */
export function normalForm(a: Poly, known = new Map<string, Poly>()): Poly | undefined {
  const budget: Budget = { exceeded: false, known };
  const found = normal(a, budget);
  return budget.exceeded ? undefined : found;
}

/** Whether two values are known to be the same. */
export function areEqual(a: Poly, b: Poly): boolean {
  if (a.free.length !== b.free.length) return false;
  if (keyOf(a) === keyOf(b)) return true;
  const known = new Map<string, Poly>();
  const [x, y] = [normalForm(a, known), normalForm(b, known)];
  if (x === undefined || y === undefined) return false;
  return keyOf(x) === keyOf(y) || (hasPairs(x) && hasPairs(y) && keyOf(inDigits(x)) === keyOf(inDigits(y)));
}

const hasPairs = ({ monos }: Poly): boolean =>
  monos.some(({ factors }) => factors.filter((it) => it.atom.kind === 'fuse').length > 1);

function normal(a: Poly, budget: Budget): Poly {
  const known = memo.get(a) ?? budget.known.get(keyOf(a));
  if (known !== undefined) return known;
  let result = collect(poly(a.free, a.monos));
  // Each round may bring what was hidden in brackets next to what it cancels.
  for (let round = 0; round < 4; round++) {
    const monos = result.monos.flatMap((it) => expanded(it, budget));
    if (monos.length > LARGEST) budget.exceeded = true;
    if (budget.exceeded) return a;
    const next = collect(poly(a.free, monos));
    const done = next.monos.every((it) => it.factors.every(isSettled)) || keyOf(next) === keyOf(result);
    result = next;
    if (done) break;
  }
  memo.set(a, result);
  memo.set(result, result);
  budget.known.set(keyOf(a), result);
  return result;
}

/** Functions over normal forms that are their own normal form. */
const settled = new WeakSet<OpAtom>();

/** Whether another round would leave the factor as it is. */
const isSettled = ({ atom, symbolic }: Factor): boolean =>
  symbolic === undefined && atom.kind !== 'group' && (atom.kind !== 'op' || settled.has(atom));

/** One summand as a sum without brackets. */
function expanded({ c, factors, sums }: Mono, budget: Budget): readonly Mono[] {
  let parts: Mono[] = [mono(c, [], sums)];
  for (const it of factors) {
    const values = valuesOf(it, budget);
    if (values.length * parts.length > LARGEST) budget.exceeded = true;
    if (budget.exceeded) return [];
    parts = parts.flatMap((left) =>
      values.map((right) =>
        mono(times(left.c, right.c), [...left.factors, ...right.factors], [...left.sums, ...right.sums]),
      ),
    );
  }
  return parts.flatMap((it) => tidy(it) ?? []).flatMap((it) => (isTurned(it) ? (tidy(straightened(it)) ?? []) : [it]));
}

/** S_ij beside S_ji. */
const isTwin = (a: Factor, b: Factor): boolean =>
  a.ix.length >= 2 &&
  a.ix.length === b.ix.length &&
  a.ix[0] !== a.ix[1] &&
  a.ix[0] === b.ix[1] &&
  a.ix[1] === b.ix[0] &&
  a.ix.slice(2).every((it, n) => it === b.ix[n + 2]) &&
  atomKey(a.atom) === atomKey(b.atom) &&
  symmetry(a.atom) === 1;

const isTurned = ({ factors }: Mono): boolean =>
  factors.some((it, n) => factors.slice(0, n).some((before) => isTwin(it, before)));

/** Of a symmetric S both are S_ij. Only values are compared so: a derivative takes their entries as independent. */
const straightened = ({ c, factors, sums }: Mono): Mono =>
  mono(
    c,
    factors.map((it, n) => {
      const twin = factors.slice(0, n).find((before) => isTwin(it, before));
      return twin === undefined ? it : placed(it, twin.ix);
    }),
    sums,
  );

function valuesOf(it: Factor, budget: Budget): readonly Mono[] {
  const base = baseOf(it, budget);
  if (it.symbolic !== undefined) {
    const raised = symbolicPower(base, normal(it.symbolic, budget));
    return at(raised, it.ix);
  }
  if (isOne(it.e)) return at(base, it.ix);
  const n = Number(it.e.over);
  if (it.e.under === 1n && n > 0 && n <= 8) {
    let result = at(base, it.ix);
    for (let k = 1; k < n; k++) {
      const more = (): readonly Mono[] => at(base, it.ix);
      if (result.length * base.monos.length > LARGEST) budget.exceeded = true;
      if (budget.exceeded) return [];
      result = result.flatMap((a) =>
        more().map((b) => mono(times(a.c, b.c), [...a.factors, ...b.factors], [...a.sums, ...b.sums])),
      );
    }
    return result;
  }
  return at(raisedTo(base, it), it.ix);
}

/** A value to a power that is no small whole number; a sum is scaled so that its first coefficient is one. */
function raisedTo(base: Poly, { e }: Factor): Poly {
  if (base.monos.length > 1 && e.under === 1n) {
    const lead = leading(base);
    const raised = power(scaled(base, reciprocal(lead)), e);
    if (raised !== undefined) return scaled(raised, toPower(lead, Number(e.over)));
  }
  return power(base, e) ?? base;
}

function leading(a: Poly): Mono['c'] {
  const keyed = a.monos.map((it) => ({ key: keyOf(poly(a.free, [{ ...it, c: ONE }])), c: it.c }));
  return keyed.reduce((x, y) => (y.key < x.key ? y : x)).c;
}

/** What a factor is without its exponent, in normal form, its indices those of the factor in order. */
function baseOf(it: Factor, budget: Budget): Poly {
  const { atom } = it;
  switch (atom.kind) {
    case 'group':
      return normal(atom.of, budget);
    case 'op':
      return rebuilt(atom, it.ix, budget);
    default: {
      const free = it.ix.map((x) => ({ ...x }));
      return single(atom, free);
    }
  }
}

const rebuiltMemo = new WeakMap<OpAtom, Poly>();

function rebuilt(atom: OpAtom, ix: readonly Ix[], budget: Budget): Poly {
  const known = rebuiltMemo.get(atom);
  if (known !== undefined) return known;
  const args = atom.args.map((it) => normal(it, budget));
  const made = rebuild(atom, args, ix, budget);
  if (!budget.exceeded) {
    rebuiltMemo.set(atom, made);
    // Made of the same arguments once more it would be the same.
    const [it] = made.monos.length === 1 ? made.monos[0]!.factors : [];
    if (it?.atom.kind === 'op' && it.atom.op === atom.op && it.atom.name === atom.name)
      if (it.atom.args.every((arg, n) => arg === args[n])) settled.add(it.atom);
  }
  return made;
}

/** The operator over its arguments' normal forms. */
function rebuild(atom: OpAtom, args: readonly Poly[], ix: readonly Ix[], budget: Budget): Poly {
  const first = args[0]!;
  const rank = atom.op === 'norm' ? first.free.length - ix.length : RANKS[atom.op];
  const outer = rank === undefined ? [] : first.free.slice(rank);
  const inner = rank === undefined ? first : poly(first.free.slice(0, rank), first.monos);
  const all = (made: Poly): Poly => poly([...made.free, ...outer], made.monos);
  switch (atom.op) {
    case 'map':
      return mapped(atom.name, first);
    case 'inverse':
      return all(inverse(inner));
    case 'pseudo-inverse':
      return all(poly(inner.free, pseudoInverse(swapped(inner)).monos));
    case 'determinant':
      return poly(outer, determinantOf(inner).monos);
    case 'norm':
      return atom.name === '2' || atom.name === 'F' ? all(normOf(inner, budget)) : opaque(atom, args, ix);
    case 'softmax':
      return all(softmax(inner));
    case 'matrix-power':
      return all(matrixPower(inner, withoutOuter(args[1]!)));
    case 'matrix-function':
      return all(matrixFunction(atom.name, inner));
    case 'expectation':
      return poly(
        first.free,
        first.monos.flatMap((it) => at(expectation(poly(first.free, [it]), atom.name), first.free)),
      );
    default:
      return opaque(atom, args, ix);
  }
}

const RANKS: Readonly<Partial<Record<OpAtom['op'], number>>> = {
  inverse: 2,
  'pseudo-inverse': 2,
  determinant: 2,
  softmax: 1,
  'matrix-power': 2,
  'matrix-function': 2,
};

const withoutOuter = (a: Poly): Poly => poly([], a.monos);

/** The same operator over its arguments' normal forms. */
const opaque = (atom: OpAtom, args: readonly Poly[], ix: readonly Ix[]): Poly =>
  single(
    { kind: 'op', op: atom.op, name: atom.name, args, own: atom.own },
    ix.map((it) => ({ ...it })),
  );

function mapped(name: string, u: Poly): Poly {
  // |u|, relu and the like of a multiple keep the multiple; sin, tanh … of −u are −sin u, −tanh u.
  if (u.monos.length > 0 && (ODD.has(name) || EVEN.has(name)) && leading(u).over < 0n) {
    const turned = map(name, negativeOf(u));
    return ODD.has(name) ? negativeOf(turned) : turned;
  }
  if (name === 'exp' && u.monos.length > 0) return map('exp', u);
  return map(name, u);
}

const ODD = new Set([
  'sin',
  'tan',
  'cot',
  'csc',
  'sinh',
  'tanh',
  'arcsin',
  'arctan',
  'artanh',
  'arsinh',
  'sign',
  'erf',
]);
const EVEN = new Set(['cos', 'sec', 'cosh', 'abs', 'is-zero']);

/** det(AB) = det A det B, det(cA) = cⁿ det A, det A⁻¹ = 1/det A, det Aᵀ = det A. */
function determinantOf(m: Poly): Poly {
  const links = chainOf(m);
  if (links === undefined) {
    const turned = swapped(m);
    return determinant(keyOf(turned) < keyOf(m) ? turned : m);
  }
  const [only] = m.monos;
  const dim = m.free[0]!.dim;
  const numbers = only!.factors.filter((it) => it.ix.length === 0);
  let result = poly([], [mono(ONE)]);
  const scale = poly([], [mono(only!.c, numbers)]);
  if (!(isOne(only!.c) && numbers.length === 0)) {
    result = symbolicPower(scale, countOf(dim));
  }
  for (const { atom } of links) {
    if (atom.kind === 'delta') continue;
    const free: readonly Ix[] = [{ dim }, { dim }];
    const inverted =
      atom.kind === 'op' && atom.op === 'inverse' && atom.args[0]!.free.length === 2 ? atom.args[0]! : undefined;
    const base = inverted ?? (atom.kind === 'group' ? atom.of : single(atom, free));
    const turned = swapped(base);
    const det = determinant(keyOf(turned) < keyOf(base) ? turned : base);
    const value = inverted === undefined ? det : power(det, rational(-1))!;
    result = product(
      [],
      [],
      [
        [result, []],
        [value, []],
      ],
    );
  }
  return result;
}

/** ‖u‖ = (Σ u²)^½ */
function normOf(u: Poly, budget: Budget): Poly {
  const squares = product([], u.free, [
    [u, u.free],
    [u, u.free],
  ]);
  return power(normal(squares, budget), half) ?? squares;
}
