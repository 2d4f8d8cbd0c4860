/** Numbers with derivatives in several lanes: what the arithmetic gives against differences of the arithmetic without. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { floats } from '../server/src/verify/float.ts';
import type { Parts } from '../server/src/verify/samples.ts';

const N = 3;
const entries = (count: number) =>
  fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: count, maxLength: count });

/** A + 4I and two directions: well away from singular matrices. */
const matrices = fc.tuple(entries(N * N), entries(N * N), entries(N * N)).map(([a, ...directions]) => ({
  real: Float64Array.from(a, (it, i) => it / 4 + (i % (N + 1) === 0 ? 4 : 0)),
  lanes: directions.map((it) => Float64Array.from(it)),
}));

const joined = (lanes: readonly Float64Array[]): Float64Array => Float64Array.from(lanes.flatMap((it) => [...it]));

/** The lanes of f against central differences along each of them. */
function expectSlopes(f: (a: Parts) => Parts, real: Float64Array, lanes: readonly Float64Array[]): void {
  const [value, slopes] = f([real, joined(lanes)]);
  const size = value!.length;
  lanes.forEach((direction, lane) => {
    const h = 1e-5;
    const shifted = (by: number): Float64Array => f([real.map((it, i) => it + by * direction[i]!)])[0]!;
    const [up, down] = [shifted(h), shifted(-h)];
    for (let i = 0; i < size; i++) {
      const difference = (up[i]! - down[i]!) / (2 * h);
      expect(Math.abs(slopes![lane * size + i]! - difference)).toBeLessThan(1e-5 * Math.max(1, Math.abs(difference)));
    }
  });
}

const ones: Parts = [new Float64Array(N).fill(1)];

describe('lanes', () => {
  it.each([
    ['an inverse', (a: Parts) => floats.solve(a, [Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1)], N, N)],
    ['a solution whose right side moves too', (a: Parts) => floats.solve(a, floats.product(a, ones, N, N, 1), N, 1)],
    ['a determinant', (a: Parts) => floats.determinant(a, N)],
    ['a product', (a: Parts) => floats.product(a, floats.product(a, a, N, N, N), N, N, N)],
    [
      'a quotient',
      (a: Parts) => floats.over(ones, floats.add(floats.product(a, ones, N, N, 1), [Float64Array.of(20)], 1)),
    ],
    ['a power', (a: Parts) => floats.power(a, 3)],
    ['a function', (a: Parts) => floats.apply('tanh', floats.times(a, [Float64Array.of(0.3)]))],
    ['a number against entries', (a: Parts) => floats.times(floats.determinant(a, N), ones)],
  ] as const)('%s', (_, f) => {
    fc.assert(
      fc.property(matrices, ({ real, lanes }) => expectSlopes(f, real, lanes)),
      { numRuns: 50 },
    );
  });

  it('a determinant whose first pivots are zero', () => {
    const real = Float64Array.of(0, 2, 1, 3, 0, 1, 0, 1, 0);
    const direction = Float64Array.of(1, -2, 0.5, 0.3, 1, -1, 2, 0.1, 0.7);
    expectSlopes((a) => floats.determinant(a, N), real, [direction]);
  });

  it.each([1e-60, 1e-25, 1e-3, 1, 1e3])('the slope of the logarithm has all its digits at %s', (x) => {
    const [, slope] = floats.apply('log', [Float64Array.of(x), Float64Array.of(1)]);
    expect(slope![0]! * x).toBeCloseTo(1, 12);
  });
});
