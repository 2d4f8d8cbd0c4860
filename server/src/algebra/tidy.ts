/** Products and powers, in the simplest form: deltas used up, inverses cancelled, equal factors joined. */
import type { Dim } from '../shape/dim.ts';
import { atomKey, collect, keyOf } from './canonical.ts';
import { fromNumber, isOne, isZero, ONE, type Rational, rational, times, toPower } from './rational.ts';
import { joined } from './joining.ts';
import { matrixPower } from './ops.ts';
import { partsMet } from './parts.ts';
import { pickedOut, type State, without } from './units.ts';
import {
  asMono,
  at,
  type Atom,
  captured,
  closed,
  constant,
  constantOf,
  DELTA,
  type Factor,
  factor,
  type Ix,
  type Mono,
  mono,
  type OpAtom,
  placed,
  type Poly,
  poly,
  UNIT,
} from './tensor.ts';

/** The product of values at given indices, summed over `sums`, with the given free indices. */
export function product(
  free: readonly Ix[],
  sums: readonly Ix[],
  parts: readonly (readonly [Poly, readonly Ix[]])[],
): Poly {
  let c = ONE;
  const factors: Factor[] = [];
  const all: Ix[] = [...sums];
  for (const [part, ix] of parts) {
    const it = asMono(part, ix);
    if (it === undefined) return poly(free, []);
    c = times(c, it.c);
    factors.push(...it.factors);
    all.push(...it.sums);
  }
  const made = tidy(mono(c, factors, all));
  return poly(free, made === undefined ? [] : [made]);
}

/** The sum of values with the same indices, each with its coefficient. */
export function sum(free: readonly Ix[], parts: readonly (readonly [Poly, Rational])[]): Poly {
  const monos = parts.flatMap(([part, c]) =>
    isZero(c) ? [] : at(part, free).map((it) => mono(times(it.c, c), it.factors, it.sums)),
  );
  return collect(poly(free, monos));
}

/** A value to a power, entry by entry. Undefined for zero to a power that is not positive. */
export function power(a: Poly, e: Rational): Poly | undefined {
  if (isZero(e)) return poly(a.free, [mono(ONE)]);
  if (isOne(e)) return a;
  if (a.monos.length === 0) return e.over > 0n ? a : undefined;
  const [only] = a.monos;
  const whole = e.under === 1n;
  if (whole && a.monos.length === 1 && only!.sums.length > 0) {
    const parts = independent(only!);
    if (parts.length > 1 || !isOne(only!.c))
      return poly(a.free, [
        mono(
          toPower(only!.c, Number(e.over)),
          parts.map((it) => factor(it.atom, it.ix, times(it.e, e))),
        ),
      ]);
  }
  if (a.monos.length === 1 && only!.sums.length === 0) {
    const root = whole ? toPower(only!.c, Number(e.over)) : rootOf(only!.c, e);
    if (root !== undefined && only!.factors.every((it) => canRaise(it, e)))
      return poly(a.free, [
        mono(
          root,
          only!.factors.map((it) => factor(it.atom, it.ix, times(it.e, e))),
        ),
      ]);
  }
  return poly(a.free, [mono(ONE, [factor({ kind: 'group', of: closed(a) }, closed(a).free, e)])]);
}

interface Component {
  readonly factors: readonly Factor[];
  readonly sums: readonly Ix[];
}

/** The factors of a product, those together that share a summed index. */
function components(factors: readonly Factor[], sums: readonly Ix[]): readonly Component[] {
  let parts: Component[] = [];
  for (const it of factors) {
    const own = it.ix.filter((x) => sums.includes(x));
    const touched = parts.filter((x) => own.some((y) => x.sums.includes(y)));
    const joint: Component = {
      factors: [...touched.flatMap((x) => x.factors), it],
      sums: [...new Set([...touched.flatMap((x) => x.sums), ...own])],
    };
    parts = [...parts.filter((x) => !touched.includes(x)), joint];
  }
  return parts;
}

/** The factors of a product, those that share a summed index as one bracket. */
const independent = ({ factors, sums }: Mono): readonly Factor[] =>
  components(factors, sums).map((it) => {
    const [only] = it.factors;
    if (it.factors.length === 1 && it.sums.length === 0 && only!.symbolic === undefined) return only!;
    const free = [...new Set(it.factors.flatMap((x) => x.ix))].filter((x) => !it.sums.includes(x));
    return factor({ kind: 'group', of: poly(free, [mono(ONE, it.factors, it.sums)]) }, free);
  });

/** (xᵀx)⁻¹ beside xᵀx: both go. */
function withoutWhole(factors: readonly Factor[], sums: readonly Ix[]): State | undefined {
  for (const it of factors) {
    if (it.atom.kind !== 'group' || it.symbolic !== undefined || it.e.over >= 0n || it.e.under !== 1n) continue;
    const { of } = it.atom;
    if (of.monos.length !== 1 || of.monos[0]!.sums.length === 0) continue;
    const twin = components(without(factors, it), sums).find(
      (x) => x.sums.length > 0 && keyOf(poly(it.ix, [mono(ONE, x.factors, x.sums)])) === keyOf(of),
    );
    if (twin === undefined) continue;
    const e = { over: it.e.over + 1n, under: 1n };
    const rest = without(factors, it, ...twin.factors);
    return { factors: isZero(e) ? rest : [...rest, { ...it, e }], sums: without(sums, ...twin.sums) };
  }
  return undefined;
}

/** c^{p/q} where that is a rational number. */
function rootOf(c: Rational, e: Rational): Rational | undefined {
  if (isOne(c)) return c;
  if (c.over <= 0n || e.under > 8n) return undefined;
  const q = Number(e.under);
  const [over, under] = [Math.round(Number(c.over) ** (1 / q)), Math.round(Number(c.under) ** (1 / q))];
  if (BigInt(over) ** e.under !== c.over || BigInt(under) ** e.under !== c.under) return undefined;
  return toPower({ over: BigInt(over), under: BigInt(under) }, Number(e.over));
}

/** (u²)^½ is |u|, not u. */
const canRaise = (it: Factor, e: Rational): boolean =>
  it.symbolic === undefined &&
  it.atom.kind !== 'delta' &&
  it.atom.kind !== 'fuse' &&
  (e.under === 1n || it.e.over % 2n !== 0n || isPositive(it.atom));

const POSITIVE_MAPS = new Set(['exp', 'abs', 'sigmoid', 'softplus', 'cosh']);

/** The largest and the smallest entry are kept like norms, but are none. */
const isNorm = ({ op, name }: OpAtom): boolean => op === 'norm' && name !== 'largest' && name !== 'smallest';

/** Never negative, whatever the arguments. */
export const isPositive = (atom: Atom): boolean =>
  (atom.kind === 'symbol' && atom.flags.has('positive')) ||
  atom.kind === 'size' ||
  (atom.kind === 'op' && (isNorm(atom) || (atom.op === 'map' && POSITIVE_MAPS.has(atom.name))));

/** Uses up deltas and pairs, cancels, joins equal factors, counts sums that nothing depends on. Undefined for zero. */
export function tidy(given: Mono): Mono | undefined {
  if (isZero(given.c)) return undefined;
  let state: State = { factors: given.factors, sums: given.sums };
  for (let next: State | 'zero' | undefined = state; next !== undefined;) {
    if (next === 'zero') return undefined;
    state = next;
    next = partsMet(state) ?? usedUp(state) ?? cancelled(state) ?? withoutWhole(state.factors, state.sums);
  }
  let { c } = given;
  const { sums } = state;
  const factors = joined(state.factors);
  const kept: Ix[] = [];
  for (const s of sums) {
    if (factors.some((f) => f.ix.includes(s))) {
      kept.push(s);
      continue;
    }
    const [term, more] = s.dim.terms;
    const count = term === undefined || more !== undefined ? undefined : fromNumber(term.coefficient);
    if (count === undefined || term!.atoms.some((it) => it.startsWith('?')))
      factors.push(factor({ kind: 'size', dim: s.dim }, []));
    else {
      c = times(c, count);
      factors.push(...term!.atoms.map((it) => factor(sizeNamed(it), [])));
    }
  }
  return mono(c, kept.length === sums.length ? factors : joined(factors), kept);
}

/** So many as an index has values. */
export const countOf = (dim: Dim): Poly => poly([], [tidy(mono(ONE, [], [{ dim }]))!]);

/** A dimension with a name, as a number. */
const sizeNamed = (name: string): Atom => ({ kind: 'symbol', key: name, tex: name, rank: 0, flags: POSITIVE });

const POSITIVE: ReadonlySet<'positive'> = new Set(['positive'] as const);

function usedUp({ factors, sums }: State): State | 'zero' | undefined {
  for (const it of factors) {
    if (it.atom.kind === 'delta') {
      const [a, b] = it.ix as readonly [Ix, Ix];
      if (a === b) return { factors: without(factors, it), sums };
      const gone =
        sums.includes(b) && b.label === undefined ? b : sums.includes(a) ? a : sums.includes(b) ? b : undefined;
      if (gone === undefined) continue;
      const kept = gone === b ? a : b;
      return {
        factors: without(factors, it).map((f) =>
          f.ix.includes(gone)
            ? placed(
                f,
                f.ix.map((x) => (x === gone ? kept : x)),
              )
            : f,
        ),
        sums: without(sums, gone),
      };
    }
    if (it.atom.kind === 'symbol' && it.atom.key.startsWith(UNIT)) {
      const done = pickedOut(it, factors, sums);
      if (done !== undefined) return done;
    }
    if (it.atom.kind === 'fuse') {
      const done = unfused(it, factors, sums);
      if (done !== undefined) return done;
    }
  }
  return undefined;
}

/** Two pairs that meet in their number meet in both members, and the other way round. */
function unfused(it: Factor, factors: readonly Factor[], sums: readonly Ix[]): State | undefined {
  const [p, f, s] = it.ix as readonly [Ix, Ix, Ix];
  const rest = without(factors, it);
  // A pair with a member of one value is the other member.
  for (const [x, y] of [
    [s, f],
    [f, s],
  ] as const)
    if (x.dim.key === '1' && sums.includes(x) && !rest.some((other) => other.ix.includes(x)))
      return { factors: [...rest, factor(DELTA, [p, y])], sums: without(sums, x) };
  // The same number has the same pair.
  const partner = rest.find((x) => isFuse(x) && x.ix[0] === p && x.ix[1]!.dim.key === f.dim.key);
  if (partner !== undefined) {
    const meet = [factor(DELTA, [f, partner.ix[1]!]), factor(DELTA, [s, partner.ix[2]!])];
    return { factors: [...without(rest, partner), it, ...meet], sums };
  }
  if (sums.includes(p) && !rest.some((x) => x.ix.includes(p))) return { factors: rest, sums: without(sums, p) };
  // The same pair has the same number.
  const twin = rest.find((x) => isFuse(x) && x.ix[1] === f && x.ix[2] === s && x.ix[0] !== p);
  if (twin !== undefined) return { factors: [...without(rest, twin), it, factor(DELTA, [p, twin.ix[0]!])], sums };
  if (sums.includes(f) && sums.includes(s) && f !== s) {
    const others = rest.filter((x) => x.ix.includes(f) || x.ix.includes(s));
    const [other] = others;
    if (other === undefined) return { factors: rest, sums: without(sums, f, s) };
  }
  return undefined;
}

const isFuse = (it: Factor): boolean => it.atom.kind === 'fuse';

/** `A^{-1} A`, `Q^\top Q`, `P P`: two factors that meet in one index and leave an identity, or one of them. */
function cancelled({ factors, sums }: State): State | undefined {
  if (!factors.some(mayCancel)) return undefined;
  for (const k of sums) {
    const here = factors.filter((it) => it.ix.includes(k));
    const [a, b] = here;
    if (here.length !== 2 || a === undefined || b === undefined) continue;
    if (!isOne(a.e) || !isOne(b.e) || a.symbolic !== undefined || b.symbolic !== undefined) continue;
    const [i, j] = [a.ix.indexOf(k), b.ix.indexOf(k)];
    if (i > 1 || j > 1 || a.ix.length < 2 || b.ix.length < 2) continue;
    const [x, y] = [a.ix[1 - i]!, b.ix[1 - j]!];
    if (x === k || y === k) continue;
    const left = without(factors, a, b);
    if (isInverseOf(a, b, i, j) || isInverseOf(b, a, j, i) || isOrthogonalPair(a, b, i, j))
      return { factors: [...left, factor(DELTA, [x, y])], sums: without(sums, k) };
    const powers = i !== j ? powerOf(i === 1 ? a : b, i === 1 ? b : a) : undefined;
    if (powers !== undefined) {
      const made = at(powers, i === 1 ? [x, y] : [y, x])[0];
      if (powers.monos.length === 1 && made !== undefined && isOne(made.c))
        return { factors: [...left, ...made.factors], sums: [...without(sums, k), ...made.sums] };
    }
    if (flagged(a, 'idempotent') && atomKey(a.atom) === atomKey(b.atom) && (i !== j || flagged(a, 'symmetric'))) {
      const ends = i === 1 || flagged(a, 'symmetric') ? [x, y] : [y, x];
      return { factors: [...left, factor(a.atom, ends)], sums: without(sums, k) };
    }
  }
  return undefined;
}

/** Of two that cancel, one at least is such a factor. */
const mayCancel = ({ atom }: Factor): boolean =>
  atom.kind === 'op'
    ? atom.op === 'inverse' || atom.op === 'matrix-power'
    : atom.kind === 'symbol' && atom.flags.size > 0 && CANCELLING.some((it) => atom.flags.has(it));

const CANCELLING = ['idempotent', 'orthogonal', 'orthonormal'] as const;

/** The base and the exponent of a matrix that is a power of another. */
function asPower({ atom, ix }: Factor): { base: Poly; exponent: Poly } {
  const free = ix.slice(0, 2).map((it) => ({ dim: it.dim }));
  if (atom.kind === 'op' && (atom.op === 'matrix-power' || atom.op === 'inverse')) {
    const [m, e] = atom.args as readonly [Poly, Poly | undefined];
    const outer = ix.slice(2);
    const own = poly(m.free.slice(0, 2), m.monos);
    const exponent = e === undefined ? constant(rational(-1)) : poly([], at(e, outer));
    return { base: captured(own).length === 0 ? own : m, exponent };
  }
  if (atom.kind === 'group') return { base: atom.of, exponent: constant(ONE) };
  return { base: poly(free, [mono(ONE, [factor(atom, free)])]), exponent: constant(ONE) };
}

/** `X^r X^{k-r}` is `X^k`; undefined where neither is a power with an exponent that is no number. */
function powerOf(a: Factor, b: Factor): Poly | undefined {
  const isPower = (it: Factor): boolean => it.atom.kind === 'op' && it.atom.op === 'matrix-power';
  if (!isPower(a) && !isPower(b)) return undefined;
  if (a.ix.length > 3 || b.ix.length > 3) return undefined;
  const [left, right] = [asPower(a), asPower(b)];
  if (keyOf(left.base) !== keyOf(right.base)) return undefined;
  return matrixPower(
    left.base,
    sum(
      [],
      [
        [left.exponent, ONE],
        [right.exponent, ONE],
      ],
    ),
  );
}

const flagged = (it: Factor, flag: 'idempotent' | 'symmetric' | 'orthogonal' | 'orthonormal'): boolean =>
  it.atom.kind === 'symbol' && it.atom.rank === 2 && it.atom.flags.has(flag) && !it.atom.flags.has('varied');

/** `Q^\top Q` of orthonormal columns: both meet in their rows; of an orthogonal matrix, in rows or columns. */
const isOrthogonalPair = (a: Factor, b: Factor, i: number, j: number): boolean =>
  atomKey(a.atom) === atomKey(b.atom) &&
  i === j &&
  (flagged(a, 'orthogonal') || (flagged(a, 'orthonormal') && i === 0));

function isInverseOf(a: Factor, b: Factor, i: number, j: number): boolean {
  if (a.atom.kind !== 'op' || a.atom.op !== 'inverse') return false;
  const [arg] = a.atom.args;
  if (arg === undefined || a.ix.length !== b.ix.length || a.ix.slice(2).some((it, n) => it !== b.ix[n + 2]))
    return false;
  const meets = i === 1 ? j === 0 : j === 1;
  const key = keyOf(arg);
  if (meets && key === atomPolyKey(b.atom, b.ix)) return true;
  return (
    !meets &&
    key === keyOf({ ...arg, free: [arg.free[1]!, arg.free[0]!, ...arg.free.slice(2)] }) &&
    key === atomPolyKey(b.atom, b.ix)
  );
}

/** The key of the matrix that an atom is. */
const atomPolyKey = (atom: Atom, like: readonly Ix[]): string => {
  if (atom.kind === 'group') return keyOf(atom.of);
  const free = like.map((it) => ({ dim: it.dim }));
  return keyOf(poly(free, [mono(ONE, [factor(atom, free)])]));
};

/** Whether a value is the number one everywhere. */
export const isUnit = (a: Poly): boolean => {
  const c = constantOf(a);
  return c !== undefined && isOne(c);
};
