/**
 * A random value that satisfies what is said of it. In the prime field only conditions with a rational parametrisation
 * can be kept; positivity is dropped there, for a rational identity that holds where entries are positive holds
 * everywhere (such points are Zariski dense).
 */
import { plus, product, quotient, scaled, total } from './arithmetic.ts';
import { determinant, diagonal, identity, inverse, squares, symmetrised } from './matrix.ts';
import type { Numbers } from './numbers.ts';
import { fillFrom, type Random } from './random.ts';
import { blank, zeros } from './rows.ts';
import { Stop } from './stop.ts';
import {
  dataOf,
  isMatrix,
  isRow,
  isScalar,
  partsOf,
  picked,
  scalarOf,
  sizeOf,
  transposed,
  type Value,
} from './value.ts';

/** How general entries are drawn: from the normal law, all positive, or as small whole numbers for the eye. */
export type Style = 'general' | 'positive' | 'small';

export interface Drawing {
  /** A matrix of the size that all commuting ones are polynomials of. */
  readonly common?: (size: number) => Value;
  readonly random: Random;
  readonly numbers: Numbers;
  readonly style: Style;
}

/** Conditions that say nothing about a generic value. */
const GENERIC = new Set([
  'invertible',
  'full rank',
  'square',
  'constant',
  'nonzero',
  'simple eigenvalues',
  'nonsingular',
  'random',
  'fixed',
]);
export const isGeneric = (condition: string): boolean => GENERIC.has(condition);

const KNOWN = new Set([
  'symmetric', 'skew-symmetric', 'diagonal', 'upper triangular', 'lower triangular', 'positive definite', 'positive semidefinite', 'covariance',
  'full column rank', 'full row rank', 'orthogonal', 'rotation', 'orthogonal factor', 'orthonormal', 'orthonormal rows', 'idempotent', 'one-hot', 'probability vector', 'positive entries', 'positive', 'unit', 'integer', 'in (0,1)',
  'zero or one', 'one or minus one',
]); // prettier-ignore

export const unknownConditions = (conditions: Iterable<string>): readonly string[] =>
  [...conditions].filter((it) => !GENERIC.has(it) && !KNOWN.has(it));

/** Entries are one of two numbers. */
export const TWO_VALUED: ReadonlySet<string> = new Set(['zero or one', 'one or minus one']);

/** Said of a matrix that is symmetric, with eigenvalues that are not negative. */
export const DEFINITE: ReadonlySet<string> = new Set(['positive definite', 'positive semidefinite', 'covariance']);

/** A value of which nothing is said, in the samples with these seeds: what `draw` gives in each. */
export function drawFreely(dims: readonly number[], seeds: readonly string[], key: string, { kind }: Numbers): Value {
  const size = sizeOf(dims);
  const data = blank(seeds.length * size);
  seeds.forEach((seed, n) => {
    fillFrom(`${seed}|${key}`, kind === 'float' ? 'normal' : 'element', data, n * size, (n + 1) * size);
  });
  return { dims, parts: { samples: seeds.length, parts: [data] } };
}

export function draw(dims: readonly number[], conditions: ReadonlySet<string>, by: Drawing): Value {
  const { random, numbers, style } = by;
  if (dims.length === 0 || dims.every((it) => it === 1)) return number(dims, conditions, by);
  const has = (it: string): boolean => conditions.has(it);
  const value = general(dims, by, has('positive entries') || has('positive'));
  if (conditions.size === 0 && style === 'general') return value;
  if (has('in (0,1)')) return inUnit(value, by);
  if (has('zero or one') || has('one or minus one'))
    return { dims, parts: [dataOf(value).map(() => oneOfTwo(conditions, by))] };
  if (has('one-hot')) return oneHot(dims, random);
  if (has('probability vector')) return simplex(dims, by);
  if (has('unit')) return unitVector(dims, by);
  if (has('integer')) return { dims, parts: [dataOf(value).map(() => random.whole(1, 5))] };
  if (!isMatrix(value) || isRow(value)) return value;
  if ((has('full column rank') && dims[0]! < dims[1]!) || (has('full row rank') && dims[1]! < dims[0]!))
    throw new Stop('domain', 'a rank larger than a size');
  if (has('orthonormal rows')) return transposed(orthonormal([dims[1]!, dims[0]!], by));
  if (has('orthogonal factor') && dims[0] !== dims[1])
    throw new Stop('domain', 'a factor that is square', { apart: [[dims[0]!, dims[1]!]] });
  if (has('rotation')) return rotation(dims, by);
  if (has('orthogonal factor') || has('orthogonal') || has('orthonormal')) return orthonormal(dims, by);
  const square = dims[0] === dims[1];
  if (!square) return has('diagonal') ? masked(value, (i, j) => i === j) : value;
  if (has('commuting') && by.common !== undefined) {
    const base = has('symmetric') ? symmetrised(by.common(dims[0]!), numbers) : by.common(dims[0]!);
    const constant = scaled(identity(dims[0]!), random.whole(-3, 3), numbers);
    const linear = scaled(base, random.whole(1, 3), numbers);
    return plus(
      plus(constant, linear, numbers),
      scaled(product(base, base, numbers), random.whole(-2, 2), numbers),
      numbers,
    );
  }
  if (has('diagonal')) {
    const list = general(
      [dims[0]!],
      by,
      has('positive entries') || has('positive definite') || has('positive semidefinite'),
    );
    return diagonal(list);
  }
  if (has('idempotent')) return projector(dims[0]!, has('symmetric'), by);
  if (has('skew-symmetric')) return skew(value, numbers, style);
  if (has('upper triangular')) return masked(value, (i, j) => i <= j);
  if (has('lower triangular')) return masked(value, (i, j) => i >= j);
  if ([...conditions].some((it) => DEFINITE.has(it))) return definite(value, by);
  if (has('symmetric')) {
    if (style === 'positive') return definite(value, by);
    return style === 'small' ? mirrored(value) : symmetrised(value, numbers);
  }
  // All positive entries make no determinant positive; a dominant diagonal does.
  if (style === 'positive') return plus(value, scaled(identity(dims[0]!), dims[0]!, numbers), numbers);
  return value;
}

const oneOfTwo = (conditions: ReadonlySet<string>, { random, numbers }: Drawing): number =>
  numbers.constant(random.whole(0, 1) === 1 ? 1 : conditions.has('zero or one') ? 0 : -1);

function number(dims: readonly number[], conditions: ReadonlySet<string>, { random, numbers, style }: Drawing): Value {
  const has = (it: string): boolean => conditions.has(it);
  const of = (value: number): Value => ({ dims, parts: [Float64Array.of(value)] });
  if (has('integer')) return of(style === 'small' ? random.whole(1, 3) : random.whole(2, 5));
  if (has('one-hot') || has('probability vector') || has('orthonormal') || has('rotation')) return of(1);
  if (has('orthogonal factor') || has('orthogonal') || has('unit'))
    return of(random.uniform() < 0.5 || numbers.kind === 'modular' ? 1 : -1);
  if (has('skew-symmetric')) return of(0);
  if (has('zero or one') || has('one or minus one')) return of(oneOfTwo(conditions, { random, numbers, style }));
  if (has('idempotent')) return of(random.whole(0, 1));
  if (numbers.kind === 'modular') return of(random.element());
  const positive =
    style === 'positive' || ['positive entries', 'positive', 'positive definite', 'covariance'].some(has);
  if (has('in (0,1)')) return of(style === 'small' ? 0.5 : 0.1 + 0.8 * random.uniform());
  if (style === 'small')
    return of(positive ? random.whole(1, 2) : nonzero(has('nonzero') || has('invertible'), random));
  if (positive) return of(0.3 + 1.5 * random.uniform());
  return of(random.normal());
}

function nonzero(needed: boolean, random: Random): number {
  const value = random.whole(-2, 2);
  return needed && value === 0 ? 1 : value;
}

function general(dims: readonly number[], { random, numbers, style }: Drawing, positive: boolean): Value {
  const data = zeros(sizeOf(dims));
  for (let i = 0; i < data.length; i++) {
    data[i] =
      numbers.kind === 'modular'
        ? random.element()
        : style === 'small'
          ? positive
            ? random.whole(1, 2)
            : smallEntry(random)
          : positive || style === 'positive'
            ? 0.2 + random.uniform()
            : random.normal();
  }
  return { dims, parts: [data] };
}

/** Zeros first: a counterexample is to be followed on a blackboard. */
const smallEntry = (random: Random): number => (random.uniform() < 0.45 ? 0 : random.whole(-2, 2));

const masked = (value: Value, keep: (i: number, j: number) => boolean): Value => ({
  dims: value.dims,
  parts: partsOf(value).map((part) =>
    part.map((it, at) => (keep(Math.floor(at / value.dims[1]!), at % value.dims[1]!) ? it : 0)),
  ),
});

const mirrored = (value: Value): Value => {
  const n = value.dims[0]!;
  return picked(value, value.dims, (at) => {
    const [i, j] = [Math.floor(at / n), at % n];
    return i <= j ? i * n + j : j * n + i;
  });
};

function skew(value: Value, numbers: Numbers, style: Style): Value {
  if (style !== 'small') return symmetrised(value, numbers, -1);
  const upper = masked(value, (i, j) => i < j);
  return plus(upper, transposed(upper), numbers, -1);
}

/** AAᵀ/n + ½I; in the field any symmetric matrix. */
function definite(value: Value, { numbers, style }: Drawing): Value {
  if (numbers.kind === 'modular') return symmetrised(value, numbers);
  const n = value.dims[0]!;
  const gram = product(value, transposed(value), numbers);
  if (style === 'small') return plus(gram, identity(n), numbers);
  return plus(scaled(gram, 1 / n, numbers), scaled(identity(n), 0.5, numbers), numbers);
}

/** Columns of an orthogonal matrix, by Cayley's map with random signs. */
function orthonormal(dims: readonly number[], by: Drawing): Value {
  const { numbers, random, style } = by;
  const [rows, columns] = [dims[0]!, dims[1]!];
  const n = Math.max(rows, columns);
  let q: Value;
  if (style === 'small') {
    const order = Array.from({ length: n }, (_, i) => i);
    for (let i = n - 1; i > 0; i--) {
      const j = random.whole(0, i);
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    const data = zeros(n * n);
    order.forEach((to, i) => (data[i * n + to] = random.uniform() < 0.5 ? -1 : 1));
    q = { dims: [n, n], parts: [data] };
  } else {
    const s = symmetrised(general([n, n], by, false), numbers, -1);
    const one = identity(n);
    q = product(plus(one, s, numbers, -1), inverse(plus(one, s, numbers), numbers), numbers);
    const signs = new Float64Array(n).map(() => (random.uniform() < 0.5 ? numbers.constant(-1) : 1));
    q = product(q, diagonal({ dims: [n], parts: [signs] }), numbers);
  }
  if (rows === columns) return q;
  if (rows < columns) throw new Stop('domain', 'more orthonormal columns than rows', { apart: [[rows, columns]] });
  return picked(q, [rows, columns], (at) => Math.floor(at / columns) * n + (at % columns));
}

/** An orthogonal matrix whose determinant is one. */
function rotation(dims: readonly number[], by: Drawing): Value {
  const { numbers } = by;
  const q = orthonormal(dims, by);
  if (dims[0] !== dims[1]) throw new Stop('domain', 'a rotation that is square', { apart: [[dims[0]!, dims[1]!]] });
  const turned = new Float64Array(dims[0]!).fill(1);
  turned[0] = dataOf(determinant(q, numbers))[0]!;
  return product(q, diagonal({ dims: [turned.length], parts: [turned] }), numbers);
}

/** B(CB)⁻¹C, or B(BᵀB)⁻¹Bᵀ, of half the rank. */
function projector(n: number, symmetric: boolean, by: Drawing): Value {
  const { numbers } = by;
  const rank = Math.max(1, Math.floor(n / 2));
  const b = general([n, rank], { ...by, style: 'general' }, false);
  const c = symmetric ? transposed(b) : general([rank, n], { ...by, style: 'general' }, false);
  const middle = product(c, b, numbers);
  return product(
    product(b, isScalar(middle) ? quotient(scalarOf(1), middle, numbers) : inverse(middle, numbers), numbers),
    c,
    numbers,
  );
}

function oneHot(dims: readonly number[], random: Random): Value {
  const data = zeros(sizeOf(dims));
  const columns = dims[1] ?? 1;
  const rows = dims[0]!;
  if (dims.length === 1 || rows === 1) data[random.whole(0, data.length - 1)] = 1;
  else for (let i = 0; i < rows; i++) data[i * columns + random.whole(0, columns - 1)] = 1;
  return { dims, parts: [data] };
}

function simplex(dims: readonly number[], by: Drawing): Value {
  const value = general(dims, { ...by, style: by.style === 'small' ? 'small' : 'positive' }, true);
  return quotient(value, total(value, by.numbers), by.numbers);
}

/** On the sphere: normalised, or in the field by the stereographic projection. */
function unitVector(dims: readonly number[], by: Drawing): Value {
  const { numbers, random, style } = by;
  const size = sizeOf(dims);
  if (style === 'small') {
    const data = zeros(size);
    data[random.whole(0, size - 1)] = random.uniform() < 0.5 ? -1 : 1;
    return { dims, parts: [data] };
  }
  if (numbers.kind === 'float') {
    const value = general(dims, by, false);
    return quotient(value, { dims: [], parts: numbers.apply('sqrt', squares(value, numbers).parts) }, numbers);
  }
  const u = general([size - 1], by, false);
  const length = squares(u, numbers);
  const below = plus(length, scalarOf(1), numbers);
  const data = zeros(size);
  data.set(dataOf(quotient(scaled(u, 2, numbers), below, numbers)));
  data[size - 1] = dataOf(quotient(plus(length, scalarOf(1), numbers, -1), below, numbers))[0]!;
  return { dims, parts: [data] };
}

function inUnit(value: Value, { random, numbers, style }: Drawing): Value {
  if (numbers.kind === 'modular') return value;
  return {
    dims: value.dims,
    parts: [dataOf(value).map(() => (style === 'small' ? 0.5 : 0.1 + 0.8 * random.uniform()))],
  };
}
