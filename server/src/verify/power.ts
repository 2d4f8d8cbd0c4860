/** Powers: of numbers, of square matrices, entry by entry. */
import { hadamard } from './arithmetic.ts';
import { matrixPower } from './matrix.ts';
import { Stop } from './stop.ts';
import { isMatrix, isRow, isScalar, partsOf, type Value } from './value.ts';
import { choice, type World } from './world.ts';

export function power(base: Value, exponent: Value, entrywise: boolean, world: World): Value {
  const { numbers } = world;
  const matrix = isMatrix(base) && !isRow(base) && !isScalar(base);
  const square = matrix && base.dims[0] === base.dims[1];
  if (!isScalar(exponent)) {
    if (entrywise || isScalar(base)) return exponentiated(base, exponent, world);
    throw new Stop('shape', 'an exponent that is no number');
  }
  const fixed = fixedNumber(exponent, world);
  if (square && !entrywise && choice(world, 'powers') === 'matrix') {
    if (fixed === undefined) throw new Stop('not-understood', 'a power of a matrix');
    return matrixPower(base, fixed, numbers);
  }
  if (fixed === undefined) return exponentiated(base, exponent, world);
  return { dims: base.dims, parts: numbers.power(base.parts, fixed) };
}

/** exp(y log x), when the exponent itself moves. */
function exponentiated(base: Value, exponent: Value, { numbers }: World): Value {
  const log: Value = { dims: base.dims, parts: numbers.apply('log', base.parts) };
  const product = hadamard(exponent, log, numbers);
  return { dims: product.dims, parts: numbers.apply('exp', product.parts) };
}

/** An exponent without a derivative, as an ordinary number; small fractions of the field are found again. */
function fixedNumber(exponent: Value, { numbers }: World): number | undefined {
  const [first, ...rest] = partsOf(exponent);
  if (rest.some((part) => part.some((it) => it !== 0))) return undefined;
  const value = first![0]!;
  if (numbers.kind === 'float') return value;
  if (Math.abs(value) <= 64) return value;
  throw new Stop('irrational', 'an exponent');
}
