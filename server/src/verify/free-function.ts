/** Random smooth functions of a given signature: polynomials in a field, sums of waves in floating point. */
import { plus, product, scaled } from './arithmetic.ts';
import type { Numbers } from './numbers.ts';
import { type Random, randomFrom } from './random.ts';
import { placed, sizeOf, type Value, vectorised } from './value.ts';

/** How many ridges w·x + b a function is made of. */
const RIDGES = 4;

/** f(x₁, …) with values of the given shape; the same for the same seed and signature. */
export function freeFunction(seed: string, args: readonly Value[], to: readonly number[], numbers: Numbers): Value {
  const flat = args.map(vectorisedOf);
  const outputs = ridgesOf(seed, flat.map(entriesOf), sizeOf(to), numbers).map((it) => ridgeSum(it, flat, numbers));
  return placed(outputs, to, (n) => n);
}

/** What one output is made of: a number, and to each ridge its shift b, its w for each argument, and its height. */
interface Ridges {
  readonly shift: Value;
  readonly ridges: readonly {
    readonly shift: Value;
    readonly weights: readonly Value[];
    readonly height: readonly [Float64Array];
  }[];
}

/** How many numbers are remembered: those of the functions of a few claims. */
const REMEMBERED = 200_000;

/** A derivative by differences asks for one function hundreds of times. What is drawn depends on the key alone. */
const drawn = new Map<string, readonly Ridges[]>();
let numbersDrawn = 0;

function ridgesOf(seed: string, sizes: readonly number[], count: number, numbers: Numbers): readonly Ridges[] {
  const key = `${numbers.kind}|${String(count)}|${sizes.join(',')}|${seed}`;
  let found = drawn.get(key);
  if (found === undefined) {
    found = Array.from({ length: count }, (_, i) => draw(randomFrom(`${seed}|${String(i)}`), sizes, numbers));
    if (numbersDrawn > REMEMBERED) {
      drawn.clear();
      numbersDrawn = 0;
    }
    numbersDrawn += count * (1 + RIDGES * sizes.reduce((sum, it) => sum + it, 2));
    drawn.set(key, found);
  }
  return found;
}

function draw(random: Random, sizes: readonly number[], numbers: Numbers): Ridges {
  const next = (): number => coefficient(random, numbers);
  const one = (): Value => ({ dims: [], parts: [Float64Array.of(next())] });
  const shift = one();
  const ridges = Array.from({ length: RIDGES }, () => ({
    shift: one(),
    weights: sizes.map((length) => ({ dims: [1, length], parts: [Float64Array.from({ length }, next)] as const })),
    height: [Float64Array.of(next())] as const,
  }));
  return { shift, ridges };
}

function ridgeSum({ shift, ridges }: Ridges, flat: readonly Value[], numbers: Numbers): Value {
  let sum = shift;
  ridges.forEach((it, r) => {
    let ridge = it.shift;
    flat.forEach((argument, i) => (ridge = plus(ridge, product(it.weights[i]!, argument, numbers), numbers)));
    const value =
      numbers.kind === 'modular'
        ? numbers.power(ridge.parts, r + 1)
        : numbers.apply('sin', scaled(ridge, 0.6, numbers).parts);
    sum = plus(sum, { dims: [], parts: numbers.times(value, it.height) }, numbers);
  });
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

const entriesOf = (value: Value): number => sizeOf(value.dims);
