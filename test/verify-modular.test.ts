/** The prime field with nilpotent parts: laws of determinants, products and inverses that hold in any commutative ring. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { modular, PRIME } from '../server/src/verify/modular.ts';
import { onlyParts, type Parts } from '../server/src/verify/samples.ts';

const N = 3;
/** Large elements too: there, products that are added up come near the end of what a double holds. */
const element = fc.oneof(
  fc.integer({ min: 0, max: PRIME - 1 }),
  fc.integer({ min: PRIME - 3, max: PRIME - 1 }),
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

/** Lane by lane; a part that is missing is zero, one with a single lane is the same in all. */
function expectSame(a: Parts, b: Parts, size: number): void {
  for (let s = 0; s < Math.max(a.length, b.length); s++) {
    const [x, y] = [a[s] ?? new Float64Array(size), b[s] ?? new Float64Array(size)];
    for (let i = 0; i < Math.max(x.length, y.length); i++) expect(x[i % x.length]).toBe(y[i % y.length]);
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
  const list = [new Float64Array(400).fill(PRIME - 1)];
  expect(onlyParts(modular.product(list, list, 1, 400, 1))[0]![0]).toBe(400);
});

it('a determinant is that of whole numbers', () => {
  const entries = fc.array(fc.integer({ min: -(2 ** 26), max: 2 ** 26 }), { minLength: 9, maxLength: 9 });
  fc.assert(
    fc.property(entries, (list) => {
      const [a, b, c, d, e, f, g, h, i] = list.map(BigInt) as [bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint]; // prettier-ignore
      const whole = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
      const prime = BigInt(PRIME);
      const found = det([Float64Array.from(list, (it) => modular.constant(it))]);
      expect(found[0]![0]).toBe(Number(((whole % prime) + prime) % prime));
    }),
  );
});
