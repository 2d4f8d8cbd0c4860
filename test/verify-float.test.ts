/** Numbers with derivatives in several lanes: what the arithmetic gives against differences of the arithmetic without. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { float } from '../server/src/verify/float.ts';
import { type Data, onlyParts, type Parts } from '../server/src/verify/samples.ts';

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
function expectSlopes(of: (a: Parts) => Data, real: Float64Array, lanes: readonly Float64Array[]): void {
  const f = (a: Parts): Parts => onlyParts(of(a));
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
    ['an inverse', (a: Parts) => float.solve(a, [Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1)], N, N)],
    ['a solution whose right side moves too', (a: Parts) => float.solve(a, float.product(a, ones, N, N, 1), N, 1)],
    ['a determinant', (a: Parts) => float.determinant(a, N)],
    ['a product', (a: Parts) => float.product(a, float.product(a, a, N, N, N), N, N, N)],
    [
      'a quotient',
      (a: Parts) => float.over(ones, float.add(float.product(a, ones, N, N, 1), [Float64Array.of(20)], 1)),
    ],
    ['a power', (a: Parts) => float.power(a, 3)],
    ['a function', (a: Parts) => float.apply('tanh', float.times(a, [Float64Array.of(0.3)]))],
    ['a number against entries', (a: Parts) => float.times(float.determinant(a, N), ones)],
  ] as const)('%s', (_, f) => {
    fc.assert(
      fc.property(matrices, ({ real, lanes }) => expectSlopes(f, real, lanes)),
      { numRuns: 50 },
    );
  });

  it('a determinant whose first pivots are zero', () => {
    const real = Float64Array.of(0, 2, 1, 3, 0, 1, 0, 1, 0);
    const direction = Float64Array.of(1, -2, 0.5, 0.3, 1, -1, 2, 0.1, 0.7);
    expectSlopes((a) => float.determinant(a, N), real, [direction]);
  });

  it.each([1e-60, 1e-25, 1e-3, 1, 1e3])('the slope of the logarithm has all its digits at %s', (x) => {
    const [, slope] = onlyParts(float.apply('log', [Float64Array.of(x), Float64Array.of(1)]));
    expect(slope![0]! * x).toBeCloseTo(1, 12);
  });
});
