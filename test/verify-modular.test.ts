/** The prime field with nilpotent parts: laws of determinants, products and inverses that hold in any commutative ring. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { modular, PRIME } from '../server/src/verify/modular.ts';
import { onlyParts, type Parts } from '../server/src/verify/samples.ts';

const N = 3;
/** Large elements too: there, products that are added up come near the end of what a double holds. */
const LARGEST = (PRIME - 1) / 2;
const element = fc.oneof(
  fc.integer({ min: -LARGEST, max: LARGEST }),
  fc.integer({ min: LARGEST - 3, max: LARGEST }),
  fc.constant(0),
);
const part = (lanes: number) =>
  fc
    .array(element, { minLength: lanes * N * N, maxLength: lanes * N * N })
    .map((entries) => Float64Array.from(entries));

/** A matrix with as many parts, those that move in the first derivative in as many lanes. */
const matrix = (parts: number, lanes: number): fc.Arbitrary<Parts> =>
  fc.tuple(...Array.from({ length: parts }, (_, s) => part(s % 2 === 1 ? lanes : 1)));

const sizes = [
  [1, 1],
  [2, 1],
  [2, 3],
  [4, 1],
  [4, 2],
  [8, 1],
] as const;

const isSame = (x: number, y: number): boolean => Math.abs((x - y) % PRIME) === 0;

/** Lane by lane; a part that is missing is zero, one with a single lane is the same in all. */
function expectSame(a: Parts, b: Parts, size: number): void {
  for (let s = 0; s < Math.max(a.length, b.length); s++) {
    const [x, y] = [a[s] ?? new Float64Array(size), b[s] ?? new Float64Array(size)];
    for (let i = 0; i < Math.max(x.length, y.length); i++)
      expect(isSame(x[i % x.length]!, y[i % y.length]!)).toBe(true);
  }
}

const det = (a: Parts): Parts => onlyParts(modular.determinant(a, N));
const product = (a: Parts, b: Parts): Parts => onlyParts(modular.product(a, b, N, N, N));

describe.each(sizes)('%i parts, %i lanes', (parts, lanes) => {
  const pairs = fc.tuple(matrix(parts, lanes), matrix(parts, lanes));
  const isRegular = (a: Parts): boolean => det([a[0]!])[0]![0] !== 0;

  it('the determinant of a product is the product of determinants', () => {
    fc.assert(
      fc.property(pairs, ([a, b]) => {
        fc.pre(isRegular(a) && isRegular(b));
        expectSame(det(product(a, b)), onlyParts(modular.times(det(a), det(b))), 1);
      }),
      { numRuns: 60 },
    );
  });

  it('what is solved fits', () => {
    fc.assert(
      fc.property(pairs, ([a, b]) => {
        fc.pre(isRegular(a));
        expectSame(product(a, onlyParts(modular.solve(a, b, N, N))), b, N * N);
      }),
      { numRuns: 60 },
    );
  });
});

it('long sums of the largest products stay exact', () => {
  const list = [new Float64Array(400).fill(LARGEST)];
  // Of p − 1 over 2 the square is a quarter.
  expect(isSame(4 * onlyParts(modular.product(list, list, 1, 400, 1))[0]![0]!, 400)).toBe(true);
});

it('a determinant is that of whole numbers', () => {
  const entries = fc.array(fc.integer({ min: -(2 ** 26), max: 2 ** 26 }), { minLength: 9, maxLength: 9 });
  fc.assert(
    fc.property(entries, (list) => {
      const [a, b, c, d, e, f, g, h, i] = list.map(BigInt) as [bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint]; // prettier-ignore
      const whole = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
      const prime = BigInt(PRIME);
      const found = det([Float64Array.from(list, (it) => modular.constant(it))]);
      expect(isSame(found[0]![0]!, Number(whole % prime))).toBe(true);
    }),
  );
});
