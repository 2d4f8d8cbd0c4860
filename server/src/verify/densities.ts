/** Densities with a name of their own. */
import type { Call } from '../expr/expr.ts';
import { constantOf, hadamard, plus, product, quotient, scaled } from './arithmetic.ts';
import { determinant, inverse } from './matrix.ts';
import type { Numbers } from './numbers.ts';
import { isColumn, isScalar, sizeOf, transposed, type Value } from './value.ts';

/** `\\mathcal N(x; \\mu, \\Sigma)`, `\\mathcal N(x \\mid \\mu, \\sigma^2)`. */
export const isNormal = ({ fn, given, args }: Call): boolean =>
  fn.kind === 'symbol' && fn.key === 'calligraphic N' && given === 1 && args.length === 3;

/** (2π)^(−k/2) |Σ|^(−1/2) exp(−½ (x − μ)ᵀ Σ⁻¹ (x − μ)); of a number, with its variance. */
export function normalDensity(args: readonly Value[], numbers: Numbers): Value {
  const [x, mean, spread] = args as readonly [Value, Value, Value];
  const gap = plus(x, mean, numbers, -1);
  const matrix = isColumn(gap) && isScalar(spread) ? undefined : spread;
  const size = sizeOf(gap.dims);
  const form = isScalar(gap)
    ? quotient(hadamard(gap, gap, numbers), spread, numbers)
    : matrix === undefined
      ? quotient(product(transposed(gap), gap, numbers), spread, numbers)
      : product(product(transposed(gap), inverse(matrix, numbers), numbers), gap, numbers);
  const volume: Value =
    matrix === undefined
      ? { dims: [], parts: numbers.power(spread.parts, size) }
      : isScalar(matrix)
        ? matrix
        : determinant(matrix, numbers);
  const base = hadamard(constantOf((2 * Math.PI) ** size, numbers), volume, numbers);
  const root: Value = { dims: [], parts: numbers.apply('sqrt', base.parts) };
  const bell: Value = { dims: [], parts: numbers.apply('exp', scaled(form, -0.5, numbers).parts) };
  return quotient(bell, root, numbers);
}
