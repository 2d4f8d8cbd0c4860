/** Random smooth functions of a given signature: polynomials in a field, sums of waves in floating point. */
import { plus, product, scaled } from './arithmetic.ts';
import type { Numbers } from './numbers.ts';
import { type Random, randomFrom } from './random.ts';
import { placed, sizeOf, type Value, vectorised } from './value.ts';

/** How many ridges w·x + b a function is made of. */
const RIDGES = 4;

/** f(x₁, …) with values of the given shape; the same for the same seed and signature. */
export function freeFunction(seed: string, args: readonly Value[], to: readonly number[], numbers: Numbers): Value {
  const count = sizeOf(to);
  const outputs = Array.from({ length: count }, (_, i) => ridgeSum(randomFrom(`${seed}|${String(i)}`), args, numbers));
  return placed(outputs, to, (n) => n);
}

function ridgeSum(random: Random, args: readonly Value[], numbers: Numbers): Value {
  let sum: Value = { dims: [], parts: [Float64Array.of(coefficient(random, numbers))] };
  for (let r = 0; r < RIDGES; r++) {
    let ridge: Value = { dims: [], parts: [Float64Array.of(coefficient(random, numbers))] };
    for (const it of args) {
      const flat = vectorisedOf(it);
      const weights = Float64Array.from({ length: sizeOf(flat.dims) }, () => coefficient(random, numbers));
      ridge = plus(ridge, product({ dims: [1, weights.length], parts: [weights] }, flat, numbers), numbers);
    }
    const value =
      numbers.kind === 'modular'
        ? numbers.power(ridge.parts, r + 1)
        : numbers.apply('sin', scaled(ridge, 0.6, numbers).parts);
    sum = plus(
      sum,
      { dims: [], parts: numbers.times(value, [Float64Array.of(coefficient(random, numbers))]) },
      numbers,
    );
  }
  return { dims: [], parts: sum.parts };
}

/** The same function of each entry. */
export function freeEntrywise(seed: string, argument: Value, numbers: Numbers): Value {
  const random = randomFrom(`${seed}|entrywise`);
  let sum: Value = {
    dims: argument.dims,
    parts: [new Float64Array(sizeOf(argument.dims)).fill(coefficient(random, numbers))],
  };
  for (let r = 0; r < RIDGES; r++) {
    const [slope, shift, size] = [
      coefficient(random, numbers),
      coefficient(random, numbers),
      coefficient(random, numbers),
    ];
    const ridge = numbers.add(numbers.times(argument.parts, [Float64Array.of(slope)]), [Float64Array.of(shift)], 1);
    const value = numbers.kind === 'modular' ? numbers.power(ridge, r + 1) : numbers.apply('sin', ridge);
    sum = plus(sum, { dims: argument.dims, parts: numbers.times(value, [Float64Array.of(size)]) }, numbers);
  }
  return sum;
}

const coefficient = (random: Random, numbers: Numbers): number =>
  numbers.kind === 'modular' ? random.element() : 0.3 + random.uniform() * (random.uniform() < 0.5 ? -1 : 1);

const vectorisedOf = (value: Value): Value =>
  value.dims.length > 2 ? { dims: [sizeOf(value.dims)], parts: value.parts } : vectorised(value, true);
