/** What needs elimination or iteration: inverses, determinants, norms, functions of matrices. */
import { perObject } from '../base/per-object.ts';
import { constantOf, hadamard, inner, plus, product, quotient, scaled, total } from './arithmetic.ts';
import type { Extremal } from '../shape/constants.ts';
import type { Numbers } from './numbers.ts';
import { identityEntries } from './rows.ts';
import { singularValues, symmetricEigen } from './spectral.ts';
import { Stop } from './stop.ts';
import {
  asMatrix,
  dataOf,
  isColumn,
  isMatrix,
  isRow,
  isScalar,
  isSymmetric,
  largest,
  partsOf,
  picked,
  placed,
  rowsOf,
  sayDims,
  scalarOf,
  shaped,
  transposed,
  type Value,
} from './value.ts';

export const identity = (size: number): Value => shaped([identityEntries(size)], size, size);

export function squareSize(value: Value, what: string): number {
  const { rows, columns } = asMatrix(value);
  if (rows !== columns) throw new Stop('shape', `${what} of ${sayDims(value)}`, { apart: [[rows, columns]] });
  return rows;
}

export function inverse(a: Value, numbers: Numbers): Value {
  if (isScalar(a)) return quotient(scalarOf(1), a, numbers);
  const known = inversesOf(a);
  const n = squareSize(a, 'the inverse');
  const found = known.get(numbers.kind) ?? shaped(numbers.solve(a.parts, identity(n).parts, n, n), n, n);
  known.set(numbers.kind, found);
  return found;
}

/** A formula that inverts a matrix once mostly does so again. */
const inversesOf = perObject((_: Value) => new Map<Numbers['kind'], Value>());

export function determinant(a: Value, numbers: Numbers): Value {
  if (isScalar(a)) return a;
  return { dims: [], parts: numbers.determinant(a.parts, squareSize(a, 'the determinant')) };
}

export function trace(a: Value, numbers: Numbers): Value {
  if (isScalar(a)) return a;
  squareSize(a, 'the trace');
  return total(diagonalOf(a), numbers);
}

export function diagonalOf(a: Value): Value {
  const { rows, columns } = asMatrix(a);
  return picked(a, [Math.min(rows, columns)], (i) => i * (columns + 1));
}

/** A list as a diagonal matrix, a matrix as the column of its diagonal. */
export function diagonal(a: Value): Value {
  if (isScalar(a)) return a;
  if (!isColumn(a) && !isRow(a)) return diagonalOf(a);
  const n = a.dims.length === 1 ? a.dims[0]! : a.dims[1]!;
  return placed([a], [n, n], (_, i) => i * (n + 1));
}

/** Of full rank: by the normal equations, which are rational. */
export function pseudoInverse(a: Value, numbers: Numbers): Value {
  if (isScalar(a)) return inverse(a, numbers);
  const { rows, columns } = asMatrix(a);
  const t = transposed(a);
  return rows >= columns
    ? product(inverse(product(t, a, numbers), numbers), t, numbers)
    : product(t, inverse(product(a, t, numbers), numbers), numbers);
}

export const squares = (a: Value, numbers: Numbers): Value => inner(a, a, numbers);

const root = (a: Value, numbers: Numbers): Value => ({ dims: [], parts: numbers.apply('sqrt', a.parts) });
const absolute = (a: Value, numbers: Numbers): Value => ({ dims: a.dims, parts: numbers.apply('abs', a.parts) });

export type NormKind = 'euclidean' | 'sum' | 'largest' | 'nuclear' | 'spectral' | 'count';

export function norm(a: Value, kind: NormKind, numbers: Numbers): Value {
  switch (kind) {
    case 'euclidean':
      return root(squares(a, numbers), numbers);
    case 'sum':
      if (isMatrix(a) && !isRow(a)) throw new Stop('not-understood', 'the 1-norm of a matrix');
      return total(absolute(a, numbers), numbers);
    case 'largest':
      if (isMatrix(a) && !isRow(a)) throw new Stop('not-understood', 'the ∞-norm of a matrix');
      return extremeOf(absolute(a, numbers), false, numbers);
    case 'nuclear':
    case 'spectral': {
      if (isScalar(a) || isColumn(a) || isRow(a)) return norm(a, 'euclidean', numbers);
      const { rows, columns } = asMatrix(a);
      if (numbers.kind === 'modular') throw new Stop('irrational', 'singular values');
      if (partsOf(a).length > 1) throw new Stop('not-analytic', 'singular values');
      const values = singularValues(dataOf(a), rows, columns);
      return scalarOf(kind === 'nuclear' ? values.reduce((x, y) => x + y, 0) : Math.max(...values));
    }
    case 'count':
      throw new Stop('not-understood', 'a count of entries');
  }
}

/** The largest or smallest singular value, or eigenvalue of a symmetric matrix. */
export function extremalValue(a: Value, { of, which }: Extremal, numbers: Numbers): Value {
  if (numbers.kind === 'modular') throw new Stop('irrational', 'eigenvalues');
  if (partsOf(a).length > 1) throw new Stop('not-analytic', 'eigenvalues');
  const { rows, columns } = asMatrix(a);
  const values =
    of === 'singular' ? singularValues(dataOf(a), rows, columns) : symmetricEigen(symmetricEntries(a), rows).values;
  return scalarOf(which === 'max' ? Math.max(...values) : Math.min(...values));
}

/** Eigenvalues of any other matrix may be complex. */
function symmetricEntries(a: Value): Float64Array {
  squareSize(a, 'eigenvalues');
  if (!isSymmetric(a, 1e-9 * Math.min(1, largest(a))))
    throw new Stop('condition-unknown', 'eigenvalues of a matrix that is not symmetric');
  return dataOf(a);
}

/** The largest or smallest entry, by the part that is no derivative. */
export function extremeOf(a: Value, smallest: boolean, numbers: Numbers): Value {
  const first = dataOf(a);
  let best = 0;
  for (let i = 1; i < first.length; i++) {
    if (smallest ? numbers.below(first[i]!, first[best]!) : numbers.below(first[best]!, first[i]!)) best = i;
  }
  return picked(a, [], () => best);
}

/** `\max(0, x)` entry by entry, and the largest entry of one list. */
export function extremum(args: readonly Value[], name: string | undefined, numbers: Numbers): Value {
  const smallest = /min|inf/.test(name ?? '');
  const [only, more] = args;
  if (only !== undefined && more === undefined) return extremeOf(only, smallest, numbers);
  // The larger of two is half of their sum and the distance between them.
  return args.reduce((a, b) => {
    const { dims, parts } = plus(a, b, numbers, -1);
    const size: Value = { dims, parts: numbers.apply('abs', parts) };
    return scaled(plus(plus(a, b, numbers), size, numbers, smallest ? -1 : 1), 0.5, numbers);
  });
}

export function matrixPower(a: Value, exponent: number, numbers: Numbers): Value {
  const n = squareSize(a, 'a power');
  if (!Number.isInteger(exponent)) {
    if (Number.isInteger(2 * exponent)) return matrixPower(matrixRoot(a, numbers), 2 * exponent, numbers);
    throw new Stop('not-understood', 'a fractional power of a matrix');
  }
  if (Math.abs(exponent) > 400) throw new Stop('too-large', 'a high power');
  let result = identity(n);
  for (let i = 0; i < Math.abs(exponent); i++) result = product(result, a, numbers);
  return exponent < 0 ? inverse(result, numbers) : result;
}

/** A power series in a matrix; `coefficient(k)` of Aᵏ. */
function series(a: Value, coefficient: (k: number) => number, numbers: Numbers): Value {
  const n = squareSize(a, 'a function');
  let power = identity(n);
  let sum = scaled(power, coefficient(0), numbers);
  for (let k = 1; k < 40; k++) {
    power = scaled(product(power, a, numbers), 1 / k, numbers);
    const c = coefficient(k);
    if (c !== 0) sum = plus(sum, scaled(power, c, numbers), numbers);
  }
  return sum;
}

/** So many steps later the derivatives have come as near as the value. */
const BEHIND = 4;

/** Denman–Beavers: products and inverses alone, so a complex step passes through it. */
function matrixRoot(a: Value, numbers: Numbers): Value {
  if (numbers.kind === 'modular') throw new Stop('irrational', 'a root of a matrix');
  let y = a;
  let z = identity(squareSize(a, 'a root'));
  for (let i = 0, more = BEHIND; i < 30 && more > 0; i++) {
    const [u, v] = [inverse(z, numbers), inverse(y, numbers)];
    const next = scaled(plus(y, u, numbers), 0.5, numbers);
    if (largest(plus(next, y, numbers, -1)) < 1e-13 * Math.max(1, largest(y))) more--;
    y = next;
    z = scaled(plus(z, v, numbers), 0.5, numbers);
  }
  const error = largest(plus(product(y, y, numbers), a, numbers, -1));
  if (!(error <= 1e-9 * Math.max(1, largest(a)))) throw new Stop('domain', 'a root of a matrix');
  return y;
}

/** The logarithm by roots until the series of 2·artanh converges. */
function matrixLog(a: Value, numbers: Numbers): Value {
  const one = identity(squareSize(a, 'a logarithm'));
  let base = a;
  let roots = 0;
  while (largest(plus(base, one, numbers, -1)) > 0.2 && roots < 12) {
    base = matrixRoot(base, numbers);
    roots++;
  }
  const w = product(plus(base, one, numbers, -1), inverse(plus(base, one, numbers), numbers), numbers);
  const square = product(w, w, numbers);
  let power = w;
  let sum = w;
  for (let k = 3; k < 60; k += 2) {
    power = product(power, square, numbers);
    sum = plus(sum, scaled(power, 1 / k, numbers), numbers);
  }
  return scaled(sum, 2 ** (roots + 1), numbers);
}

const even = (k: number): number => (k % 2 === 0 ? 1 : 0);
const SERIES: Readonly<Record<string, (k: number) => number>> = {
  sin: (k) => (1 - even(k)) * (k % 4 === 1 ? 1 : -1),
  cos: (k) => even(k) * (k % 4 === 0 ? 1 : -1),
  sinh: (k) => 1 - even(k),
  cosh: even,
};

/** Names that have a meaning for a square matrix as a whole. */
export const isMatrixFunction = (name: string): boolean =>
  name === 'exp' || name === 'log' || name === 'sqrt' || Object.hasOwn(SERIES, name);

export function matrixFunction(name: string, a: Value, numbers: Numbers): Value {
  if (numbers.kind === 'modular') throw new Stop('irrational', name);
  if (name === 'sqrt') return matrixRoot(a, numbers);
  if (name === 'log') return matrixLog(a, numbers);
  if (name === 'exp') {
    const halvings = Math.max(0, Math.ceil(Math.log2(Math.max(1e-9, largest(a) * rowsOf(a)))) + 1);
    let result = series(scaled(a, 2 ** -halvings, numbers), () => 1, numbers);
    for (let i = 0; i < halvings; i++) result = product(result, result, numbers);
    return result;
  }
  const coefficient = SERIES[name];
  if (coefficient === undefined) throw new Stop('not-understood', `${name} of a matrix`);
  if (largest(a) * rowsOf(a) > 12) throw new Stop('domain', name);
  return series(a, coefficient, numbers);
}

export function softmax(a: Value, logarithm: boolean, numbers: Numbers): Value {
  if (isMatrix(a) && !isRow(a)) {
    const { rows, columns } = asMatrix(a);
    const lines = Array.from({ length: rows }, (_, r) =>
      softmax(
        picked(a, [1, columns], (i) => r * columns + i),
        logarithm,
        numbers,
      ),
    );
    return placed(lines, a.dims, (r, i) => r * columns + i);
  }
  const powers: Value = { dims: a.dims, parts: numbers.apply('exp', a.parts) };
  const sum = total(powers, numbers);
  if (!logarithm) return quotient(powers, sum, numbers);
  return plus(a, { dims: [], parts: numbers.apply('log', sum.parts) }, numbers, -1);
}

export function logSumExp(a: Value, numbers: Numbers): Value {
  const sum = total({ dims: a.dims, parts: numbers.apply('exp', a.parts) }, numbers);
  return { dims: [], parts: numbers.apply('log', sum.parts) };
}

export const symmetrised = (a: Value, numbers: Numbers, sign: 1 | -1 = 1): Value =>
  hadamard(constantOf(0.5, numbers), plus(a, transposed(a), numbers, sign), numbers);
