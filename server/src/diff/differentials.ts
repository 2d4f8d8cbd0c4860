/**
 * What each operator becomes under d, as the entries of a linear map of its argument's differential: one row an
 * operator. `d(M)` is the derivative of an argument, its indices followed by those of the variable.
 * Sources: Magnus and Neudecker, Matrix Differential Calculus, ch. 8–9; Golub and Pereyra 1973 for the pseudo-inverse.
 */
import {
  expectation,
  INDEX_VALUE,
  inverse,
  map,
  matrixFunction,
  matrixPower,
  PRODUCT,
  pseudoInverse,
  vectorOf,
} from '../algebra/ops.ts';
import { isOne, MINUS_ONE, ONE, type Rational, rational, times } from '../algebra/rational.ts';
import { isSymmetric } from '../algebra/canonical.ts';
import {
  at,
  constantOf,
  DELTA,
  type Factor,
  factor,
  fresh,
  type Ix,
  index,
  mono,
  type Mono,
  type OpAtom,
  type OpName,
  type Poly,
  poly,
  scaled,
  swapped,
} from '../algebra/tensor.ts';
import { sum } from '../algebra/tidy.ts';
import { still } from '../algebra/varied.ts';
import { add, type Dim, multiply, named, number } from '../shape/dim.ts';
import type { Along } from './along.ts';
import { functionKernel, slopedBy, squareRootKernel } from './kernels.ts';
import { matrixSlope, slope } from './scalar-functions.ts';

/** The derivative of an operator's value at indices `ix` (its own, then those its arguments take from outside); of a
 * trace, the derivative of the sum over the diagonal. */
export type Row = (atom: OpAtom, ix: readonly Ix[], along: Along, isTrace: boolean) => readonly Mono[];

export type Part = readonly [Poly, readonly Ix[]];

/** The sum of products with one factor that is a differential: each summand of it by itself. */
export const linear = (
  along: Along,
  arg: Poly,
  ix: readonly Ix[],
  sums: readonly Ix[],
  parts: readonly Part[],
  c: Rational = ONE,
): readonly Mono[] => along.spread(along.d(arg), [...ix, ...along.x], sums, parts, c);

const missing = (along: Along, what: string): readonly Mono[] => {
  along.missing.add(what);
  return [];
};

const isConstant = (along: Along, a: Poly): boolean => along.d(a).monos.length === 0;

/** d tr f(M) = tr(f′(M) dM), whatever dM. */
function traced(
  atom: OpAtom,
  slopeOf: Poly | undefined,
  outer: readonly Ix[],
  along: Along,
  what: string,
): readonly Mono[] {
  if (slopeOf === undefined) return missing(along, what);
  const [m] = atom.args;
  const [p, q] = [fresh(m!.free[0]!), fresh(m!.free[1]!)];
  return linear(along, m!, [p, q, ...outer], [p, q], [[slopeOf, [q, p, ...outer]]]);
}

// prettier-ignore
const MATRIX_WORDS: Readonly<Record<string, string>> = { exp: 'exponential', log: 'logarithm', sin: 'sine', cos: 'cosine' };

export const rows: { readonly [O in OpName]: Row } = {
  // d E[f] = E[df], where the law stays the same
  expectation: (atom, ix, along) => {
    const [arg] = atom.args;
    const d = along.d(arg!);
    // With more indices than two, summand by summand: what is not drawn comes before the average.
    const parts = d.free.length > 2 ? d.monos.map((it) => poly(d.free, [it])) : d.monos.length === 0 ? [] : [d];
    return parts.flatMap((it) => at(expectation(it, atom.name), [...ix, ...along.x]));
  },

  // d f(u) = f′(u) ⊙ du
  map: (atom, ix, along) => {
    const u = atom.args[0]!;
    if (atom.args.length > 1) return missing(along, atom.name);
    // A product over an index keeps its words.
    const self = poly(u.free, [mono(ONE, [factor(atom, u.free)])]);
    const prime = atom.name === PRODUCT ? self : slope(atom.name, u);
    return prime === undefined ? missing(along, atom.name) : linear(along, u, ix, [], [[prime, ix]]);
  },

  // d M⁻¹ = −M⁻¹ (dM) M⁻¹
  inverse: (atom, [i, j, ...outer], along) => {
    const m = atom.args[0]!;
    const [p, q] = [fresh(i!), fresh(j!)];
    const inv = inverse(m);
    return linear(
      along,
      m,
      [p, q, ...outer],
      [p, q],
      [
        [inv, [i!, p, ...outer]],
        [inv, [q, j!, ...outer]],
      ],
      MINUS_ONE,
    );
  },

  // d det M = det M tr(M⁻¹ dM)
  determinant: (atom, outer, along) => {
    const m = atom.args[0]!;
    const [p, q] = [fresh(m.free[0]!), fresh(m.free[1]!)];
    const self = poly(outer, [mono(ONE, [factor(atom, outer)])]);
    return linear(
      along,
      m,
      [p, q, ...outer],
      [p, q],
      [
        [self, outer],
        [inverse(m), [q, p, ...outer]],
      ],
    );
  },

  norm: (atom, outer, along) => {
    const u = atom.args[0]!;
    const own = u.free.slice(0, u.free.length - outer.length).map(fresh);
    const at = [...own, ...outer];
    const self = poly(outer, [mono(ONE, [factor(atom, outer, MINUS_ONE)])]);
    /** How far entries are from the one that counts. */
    const gap = (entries: Poly): Poly =>
      sum(u.free, [
        [entries, ONE],
        [poly(u.free, [mono(MINUS_ONE, [factor(atom, u.free.slice(own.length))])]), ONE],
      ]);
    switch (atom.name) {
      // d‖u‖ = uᵀdu / ‖u‖
      case '2':
      case 'F':
        return linear(along, u, at, own, [
          [self, outer],
          [u, at],
        ]);
      // d‖u‖₁ = sign(u)ᵀdu
      case '1':
        return linear(along, u, at, own, [[map('sign', u), at]]);
      // The entries of largest size; a single one almost everywhere.
      case 'inf':
        return linear(along, u, at, own, [
          [map('sign', u), at],
          [map('is-zero', gap(map('abs', u))), at],
        ]);
      case 'largest':
      case 'smallest':
        return linear(along, u, at, own, [[map('is-zero', gap(u)), at]]);
      // d‖M‖_* = tr(V Uᵀ dM), dσ = uᵀ dM v
      case 'nuclear': {
        const k = index(named(`min(${u.free[0]!.dim.key},${u.free[1]!.dim.key})`));
        const [p, q] = own as [Ix, Ix];
        return linear(
          along,
          u,
          at,
          [...own, k],
          [
            [vectorOf('left-singular', [u.free[0]!, k], u, 'all'), [p, k, ...outer]],
            [vectorOf('right-singular', [u.free[1]!, k], u, 'all'), [q, k, ...outer]],
          ],
        );
      }
      case 'spectral':
      case 'least': {
        const [p, q] = own as [Ix, Ix];
        const which = atom.name === 'least' ? 'last' : 'first';
        return linear(along, u, at, own, [
          [vectorOf('left-singular', [u.free[0]!], u, which), [p, ...outer]],
          [vectorOf('right-singular', [u.free[1]!], u, which), [q, ...outer]],
        ]);
      }
      default:
        return missing(along, `the ${atom.name}-norm`);
    }
  },

  // ds = s ⊙ du − s sᵀdu
  softmax: (atom, [i, ...outer], along) => {
    const u = atom.args[0]!;
    const j = fresh(i!);
    const self = poly(u.free, [mono(ONE, [factor(atom, u.free)])]);
    return [
      ...linear(along, u, [i!, ...outer], [], [[self, [i!, ...outer]]]),
      ...linear(
        along,
        u,
        [j, ...outer],
        [j],
        [
          [self, [i!, ...outer]],
          [self, [j, ...outer]],
        ],
        MINUS_ONE,
      ),
    ];
  },

  // d Mᵏ = Σ_{r<k} Mʳ (dM) Mᵏ⁻¹⁻ʳ
  'matrix-power': (atom, [i, j, ...outer], along, isTrace) => {
    const [m, k] = [atom.args[0]!, atom.args[1]!];
    if (!isConstant(along, k)) return missing(along, 'a power of a matrix with a variable exponent');
    const c = constantOf(k);
    if (c !== undefined) {
      if (isTrace)
        return traced(
          atom,
          scaled(matrixPower(m, poly([], [mono(rational(c.over - c.under, c.under))])), c),
          outer,
          along,
          'a power',
        );
      const [scalar, rest] = commuting(m, along);
      if (scalar !== undefined)
        return along.spread(scalar, [...along.x], [], [[matrixPower(m, k), [i!, j!, ...outer]]], times(c, rest));
      if (along.flat && outer.length === 0 && c.over === 1n && c.under === 2n)
        return slopedBy(squareRootKernel(m, k), atom, [i!, j!], along);
      return missing(along, 'a fractional power of a matrix outside a trace');
    }
    if (outer.length > 0) return missing(along, 'a power of a matrix in a sum');
    // d M⁻ᵏ = −Σ_{r<k} Mʳ⁻ᵏ (dM) M⁻¹⁻ʳ
    const below = k.monos.some((it) => it.c.over < 0n && it.factors.length > 0);
    const count = countOf(below ? scaled(k, MINUS_ONE) : k);
    if (count === undefined) return missing(along, 'a power of a matrix whose exponent may have either sign');
    const r: Ix = { dim: count, label: 'r' };
    const value = poly([], [mono(ONE, [factor(INDEX_VALUE, [r])])]);
    const one = poly([], [mono(ONE)]);
    const [first, second] = below
      ? [sum([], [[value, ONE], [k, ONE]]), sum([], [[value, MINUS_ONE], [one, MINUS_ONE]])]
      : [value, sum([], [[k, ONE], [value, MINUS_ONE], [one, MINUS_ONE]])]; // prettier-ignore
    const [p, q] = [fresh(i!), fresh(j!)];
    return linear(
      along,
      m,
      [p, q],
      [p, q, r],
      [
        [matrixPower(m, first), [i!, p]],
        [matrixPower(m, second), [q, j!]],
      ],
      below ? MINUS_ONE : ONE,
    );
  },

  'matrix-function': (atom, [i, j, ...outer], along, isTrace) => {
    const m = atom.args[0]!;
    const what = `the matrix ${MATRIX_WORDS[atom.name] ?? atom.name} outside a trace`;
    const prime = matrixSlope(atom.name, m, matrixFunction);
    if (isTrace) return traced(atom, prime, outer, along, what);
    // d f(sA) = f′(sA) A ds where only the number s varies.
    const [p] = [fresh(i!)];
    const direction = directionOf(m, along);
    const kernel = along.flat && outer.length === 0 ? functionKernel(atom.name, m) : undefined;
    if (kernel !== undefined) return slopedBy(kernel, atom, [i!, j!], along);
    if (direction === undefined || prime === undefined || outer.length > 0) return missing(along, what);
    return along.spread(
      direction.ds,
      along.x,
      [p],
      [
        [direction.a, [i!, p]],
        [prime, [p, j!]],
      ],
    );
  },

  // dM⁺ = −M⁺ dM M⁺ + M⁺M⁺ᵀ dMᵀ (I − MM⁺) + (I − M⁺M) dMᵀ M⁺ᵀM⁺, at constant rank
  'pseudo-inverse': (atom, [i, j, ...outer], along) => {
    const m = swapped(atom.args[0]!);
    const [rowsOf, columns] = [m.free[0]!, m.free[1]!];
    const plus = pseudoInverse(m);
    const projector = (side: Ix, parts: (a: Ix, b: Ix, k: Ix) => readonly Part[], k: Ix): Poly => {
      const [a, b] = [fresh(side), fresh(side)];
      const other = along.spread(parts(a, b, k)[0]![0], parts(a, b, k)[0]![1], [k], parts(a, b, k).slice(1), MINUS_ONE);
      return poly([a, b], [mono(ONE, [factor(DELTA, [a, b])]), ...other]);
    };
    const left = projector(
      columns,
      (a, b, k) => [
        [plus, [a, k, ...outer]],
        [m, [k, b, ...outer]],
      ],
      fresh(rowsOf),
    );
    const right = projector(
      rowsOf,
      (a, b, k) => [
        [m, [a, k, ...outer]],
        [plus, [k, b, ...outer]],
      ],
      fresh(columns),
    );
    const [p, q, r, s] = [fresh(rowsOf), fresh(columns), fresh(rowsOf), fresh(columns)];
    return [
      ...linear(
        along,
        m,
        [p, q, ...outer],
        [p, q],
        [
          [plus, [i!, p, ...outer]],
          [plus, [q, j!, ...outer]],
        ],
        MINUS_ONE,
      ),
      ...linear(
        along,
        m,
        [p, q, ...outer],
        [p, q, r],
        [
          [plus, [i!, r, ...outer]],
          [plus, [q, r, ...outer]],
          [right, [p, j!]],
        ],
      ),
      ...linear(
        along,
        m,
        [p, q, ...outer],
        [p, q, s],
        [
          [left, [i!, q]],
          [plus, [s, p, ...outer]],
          [plus, [s, j!, ...outer]],
        ],
      ),
    ];
  },

  // dλ = vᵀ dM v for a simple eigenvalue of a symmetric M; uᵀ dM v / uᵀv otherwise
  eigenvalue: (atom, outer, along) => {
    const m = atom.args[0]!;
    const [p, q] = [fresh(m.free[0]!), fresh(m.free[1]!)];
    const right = vectorOf('eigenvector', [m.free[0]!], m, atom.name);
    if (isSymmetric(still(m)))
      return linear(
        along,
        m,
        [p, q, ...outer],
        [p, q],
        [
          [right, [p, ...outer]],
          [right, [q, ...outer]],
        ],
      );
    const turned = swapped(m);
    const left = vectorOf('eigenvector', [turned.free[0]!], turned, atom.name);
    const k = fresh(p);
    const inner = along.spread(left, [k, ...outer], [k], [[right, [k, ...outer]]]);
    const scale = poly(
      outer,
      inner.map((it) => mono(ONE, [factor({ kind: 'group', of: poly(outer, [it]) }, outer, MINUS_ONE)])),
    );
    return linear(
      along,
      m,
      [p, q, ...outer],
      [p, q],
      [
        [scale, outer],
        [left, [p, ...outer]],
        [right, [q, ...outer]],
      ],
    );
  },
  eigenvector: (_, __, along) => missing(along, 'an eigenvector'),
  'left-singular': (_, __, along) => missing(along, 'a singular vector'),
  'right-singular': (_, __, along) => missing(along, 'a singular vector'),

  // A free function: its derivative by each argument, times the derivative of the argument.
  function: (atom, ix, along) => {
    const own = ix.slice(0, atom.own);
    const outer = ix.slice(atom.own);
    return atom.args.flatMap((arg, k) => {
      if (isConstant(along, arg)) return [];
      const inner = arg.free.slice(0, arg.free.length - outer.length).map(fresh);
      const prime: OpAtom = {
        kind: 'op',
        op: 'function',
        name: `${atom.name};${String(k)}`,
        args: atom.args,
        own: own.length + inner.length,
      };
      const value = poly([...own, ...inner, ...outer], [mono(ONE, [factor(prime, [...own, ...inner, ...outer])])]);
      return linear(along, arg, [...inner, ...outer], inner, [[value, [...own, ...inner, ...outer]]]);
    });
  },
};

/** d f(M) = f′(M) dM beside functions of M alone, with which both commute. */
export function commuted(it: Factor, along: Along): readonly Mono[] | undefined {
  if (it.atom.kind !== 'op') return undefined;
  const [m] = it.atom.args;
  const prime = matrixSlope(it.atom.name, m!, matrixFunction);
  const [i, j] = it.ix as readonly [Ix, Ix];
  const p = fresh(i);
  along.used.set(`${it.atom.op} ${it.atom.name}`, it.atom);
  return prime === undefined ? undefined : linear(along, m!, [p, j], [p], [[prime, [i, p]]]);
}

/** m = s A with a number s that varies and a matrix A that does not. */
function directionOf(m: Poly, along: Along): { ds: Poly; a: Poly } | undefined {
  const [only] = m.monos;
  if (m.monos.length !== 1 || only === undefined || along.x.length > 0) return undefined;
  const scalars = only.factors.filter((it) => it.ix.length === 0);
  const a = poly(m.free, [{ ...only, factors: only.factors.filter((it) => it.ix.length > 0) }]);
  if (!isConstant(along, a)) return undefined;
  return { ds: along.d(poly([], [mono(ONE, scalars)])), a };
}

/** The number of factors of a power, where the exponent is a sum of names with whole numbers before them, none below zero. */
function countOf(exponent: Poly): Dim | undefined {
  let count = number(0);
  for (const { c, factors, sums } of exponent.monos) {
    if (c.under !== 1n || sums.length > 0 || (c.over < 0n && factors.length > 0)) return undefined;
    let term = number(Number(c.over));
    for (const { atom, e, symbolic } of factors) {
      if (atom.kind !== 'symbol' || atom.rank > 0 || !isOne(e) || symbolic !== undefined) return undefined;
      term = multiply(term, named(atom.key));
    }
    count = add(count, term);
  }
  return count;
}

/** For M = sA, with only the number s varying: ds/s, so that d Mᵏ = k Mᵏ ds/s. */
function commuting(m: Poly, along: Along): readonly [Poly | undefined, Rational] {
  const direction = directionOf(m, along);
  if (direction === undefined) return [undefined, ONE];
  const scalars = m.monos[0]!.factors.filter((it) => it.ix.length === 0);
  const inverseOf = poly(
    [],
    [
      mono(
        ONE,
        scalars.map((it) => ({ ...it, e: times(it.e, MINUS_ONE) })),
      ),
    ],
  );
  return [poly([], along.spread(direction.ds, [], [], [[inverseOf, []]])), ONE];
}
