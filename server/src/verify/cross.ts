/** The vector product of ℝ³ and the skew-symmetric matrix that multiplies by a vector: `[a]_\times b = a \times b`. */
import { hadamard, plus, product } from './arithmetic.ts';
import { symmetrised } from './matrix.ts';
import type { Numbers } from './numbers.ts';
import { Stop } from './stop.ts';
import { isColumn, isMatrix, isScalar, picked, rowsOf, shaped, type Value } from './value.ts';

export function crossProduct(a: Value, b: Value, numbers: Numbers): Value {
  if (isScalar(a) || isScalar(b)) return hadamard(a, b, numbers);
  if (!isColumn(a) || !isColumn(b) || rowsOf(a) !== 3 || rowsOf(b) !== 3)
    throw new Stop('not-understood', 'a cross product');
  const turned = (value: Value, by: number): Value => picked(value, value.dims, (i) => (i + by) % 3);
  return plus(
    hadamard(turned(a, 1), turned(b, 2), numbers),
    hadamard(turned(a, 2), turned(b, 1), numbers),
    numbers,
    -1,
  );
}

/** Of a vector of three `[a]_\times`; of a square matrix `\operatorname{skew}(A)`, its skew-symmetric part. */
export function crossMatrix(a: Value, numbers: Numbers): Value {
  if (isMatrix(a)) return symmetrised(a, numbers, -1);
  if (!isColumn(a) || rowsOf(a) !== 3) throw new Stop('not-understood', 'the matrix of a vector product');
  const places = new Float64Array(27);
  SIGNED.forEach((it, at) => {
    if (it !== 0) places[at * 3 + Math.abs(it) - 1] = numbers.constant(Math.sign(it));
  });
  return shaped(product(shaped([places], 9, 3), a, numbers).parts, 3, 3);
}

/** What stands at each place of `[a]_\times`: k for the k-th entry of a, −k for its negative. */
const SIGNED = [0, -3, 2, 3, 0, -1, -2, 1, 0];
