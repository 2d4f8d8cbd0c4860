/** The derivative of a value along a variable: the product rule over factors, the table of differentials for each. */
import { collect, keyOf, symmetry } from '../algebra/canonical.ts';
import { map } from '../algebra/ops.ts';
import { isOne, MINUS_ONE, ONE, plus, type Rational, times } from '../algebra/rational.ts';
import {
  asMono,
  at,
  constantOf,
  DELTA,
  type Factor,
  factor,
  type Ix,
  type Mono,
  mono,
  type OpAtom,
  type Poly,
  poly,
  single,
} from '../algebra/tensor.ts';
import { sum, tidy } from '../algebra/tidy.ts';
import { commuted, rows } from './differentials.ts';

/** A derivative being taken. */
export interface Along {
  /** The indices of the variable. */
  readonly x: readonly Ix[];
  /** The derivative of a value: its own indices, then those of the variable. */
  readonly d: (a: Poly) => Poly;
  /** A product with one factor whose summands are multiplied out. */
  readonly spread: (
    a: Poly,
    ix: readonly Ix[],
    sums: readonly Ix[],
    parts: readonly (readonly [Poly, readonly Ix[]])[],
    c?: Rational,
  ) => readonly Mono[];
  /** Operators whose rule was used, in order. */
  readonly used: Map<string, OpAtom>;
  /** Operators without a rule, in words; with any, the result means nothing. */
  readonly missing: Set<string>;
  /** Rules that only a flattened derivative has a notation for may be used as well. */
  readonly flat: boolean;
}

/** A derivative of more summands is not worked out. */
const LARGEST = 2000;

export const TOO_LARGE = 'too many summands';

/** The derivative of a value by a name; `x` are indices of the name's rank. */
export function along(key: string, x: readonly Ix[], flat = false): Along {
  const missing = new Set<string>();
  const memo = new Map<Poly, Poly>();
  const used = new Map<string, OpAtom>();
  const here: Along = { x, d, spread, used, missing, flat };
  return here;

  function d(a: Poly): Poly {
    const known = memo.get(a);
    if (known !== undefined) return known;
    const free = [...a.free, ...x];
    const monos: Mono[] = [];
    for (const it of a.monos) {
      monos.push(...dMono(it));
      if (monos.length > LARGEST) {
        missing.add(TOO_LARGE);
        break;
      }
    }
    const made = collect(poly(free, monos));
    memo.set(a, made);
    return made;
  }

  function dMono({ c, factors, sums }: Mono): Mono[] {
    return factors.flatMap((it, k) => {
      const rest = factors.filter((_, i) => i !== k);
      const isTrace = isTraceOf(it, rest, sums);
      const alike = !isTrace && isFunctionInTrace(it, factors, sums) ? commuted(it, here) : undefined;
      if (alike !== undefined) return tidied(alike, c, rest, sums);
      const bound = isTrace && usesTrace(it) ? sums.filter((x) => x !== it.ix[0]) : sums;
      return tidied(dFactor(it, isTrace), c, rest, bound);
    });
  }

  function tidied(parts: readonly Mono[], c: Rational, rest: readonly Factor[], bound: readonly Ix[]): Mono[] {
    return parts.flatMap((part) => {
      const made = tidy(mono(times(c, part.c), [...rest, ...part.factors], [...bound, ...part.sums]));
      return made === undefined ? [] : [made];
    });
  }

  /** d u^e = e u^{e−1} du; with an exponent that is no number, also u^e log u de. */
  function dFactor(it: Factor, isTrace: boolean): readonly Mono[] {
    const inner = dAtom(it, isTrace);
    if (it.symbolic !== undefined) {
      const exponent = it.symbolic;
      const less = sum(
        [],
        [
          [exponent, ONE],
          [poly([], [mono(ONE)]), MINUS_ONE],
        ],
      );
      const lowered = poly([], [mono(ONE, [{ ...it, symbolic: less }])]);
      const first = inner.flatMap((part) =>
        spread(
          poly([], [part]),
          [],
          [],
          [
            [exponent, []],
            [lowered, []],
          ],
        ),
      );
      const self = poly([], [mono(ONE, [it])]);
      const base = poly(it.ix, [mono(ONE, [{ ...factor(it.atom, it.ix) }])]);
      const second = spread(
        d(exponent),
        x,
        [],
        [
          [self, []],
          [map('log', base), it.ix],
        ],
      );
      return [...first, ...second];
    }
    if (it.e === ONE || (it.e.over === 1n && it.e.under === 1n)) return inner;
    const lowered = factor(it.atom, it.ix, plus(it.e, MINUS_ONE));
    return inner.map((part) => mono(times(part.c, it.e), [lowered, ...part.factors], part.sums));
  }

  function dAtom({ atom, ix }: Factor, isTrace: boolean): readonly Mono[] {
    switch (atom.kind) {
      case 'delta':
      case 'fuse':
      case 'size':
        return [];
      case 'symbol':
        return atom.key === key
          ? [
              mono(
                ONE,
                ix.map((it, i) => factor(DELTA, [it, x[i]!])),
              ),
            ]
          : [];
      case 'group':
        return at(d(atom.of), [...ix, ...x]);
      case 'op':
        if (atom.args.every((it) => d(it).monos.length === 0)) return [];
        if (!used.has(`${atom.op} ${atom.name}`)) used.set(`${atom.op} ${atom.name}`, atom);
        return rows[atom.op](atom, ix, here, isTrace);
    }
  }

  function spread(
    a: Poly,
    ix: readonly Ix[],
    sums: readonly Ix[],
    parts: readonly (readonly [Poly, readonly Ix[]])[],
    c: Rational = ONE,
  ): readonly Mono[] {
    const rest = parts.map(([part, at]) => asMono(part, at));
    if (rest.some((it) => it === undefined)) return [];
    return at(a, ix).flatMap((it) => {
      let factors = it.factors;
      let coefficient = times(c, it.c);
      let bound = [...sums, ...it.sums];
      parts.forEach(([part, where]) => {
        const made = asMono(part, where)!;
        factors = [...factors, ...made.factors];
        coefficient = times(coefficient, made.c);
        bound = [...bound, ...made.sums];
      });
      const made = tidy(mono(coefficient, factors, bound));
      return made === undefined ? [] : [made];
    });
  }
}

/** Both indices are one, summed, and nothing else depends on it. */
const isTraceOf = ({ ix, e }: Factor, rest: readonly Factor[], sums: readonly Ix[]): boolean =>
  ix.length >= 2 &&
  ix[0] === ix[1] &&
  sums.includes(ix[0]!) &&
  e.over === 1n &&
  e.under === 1n &&
  !rest.some((it) => it.ix.includes(ix[0]!));

/** A function of a matrix in the trace of a product of functions of that matrix: `\operatorname{tr}(X \log X)`. */
function isFunctionInTrace(it: Factor, factors: readonly Factor[], sums: readonly Ix[]): boolean {
  const key = it.atom.kind === 'op' && it.atom.op === 'matrix-function' ? baseKey(it) : undefined;
  if (key === undefined || it.ix.length !== 2) return false;
  const [from, second] = it.ix as readonly [Ix, Ix];
  let here = second;
  for (let last = it, steps = 0; steps < factors.length; steps++) {
    if (!sums.includes(here)) return false;
    const next = factors.filter((x) => x !== last && x.ix.includes(here));
    const [only] = next;
    if (next.length !== 1 || only?.ix.length !== 2 || !isOne(only.e)) return false;
    if (only === it) return here === from && steps > 0;
    if (baseKey(only) !== key || (only.ix[0] !== here && symmetry(only.atom) !== 1)) return false;
    here = only.ix[0] === here ? only.ix[1]! : only.ix[0]!;
    last = only;
  }
  return false;
}

/** The key of the matrix that a factor is a function of, itself at least. */
function baseKey({ atom, ix }: Factor): string {
  if (atom.kind === 'group') return keyOf(atom.of);
  const functions = ['matrix-function', 'matrix-power', 'inverse'];
  if (atom.kind === 'op' && functions.includes(atom.op)) return keyOf(atom.args[0]!);
  const free = ix.map((it) => ({ dim: it.dim }));
  return keyOf(single(atom, free));
}

/** Functions whose differential is known for the trace as a whole. */
const usesTrace = ({ atom }: Factor): boolean =>
  atom.kind === 'op' &&
  (atom.op === 'matrix-function' || (atom.op === 'matrix-power' && constantOf(atom.args[1]!) !== undefined));
