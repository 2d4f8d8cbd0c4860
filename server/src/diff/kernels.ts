/**
 * Functions of a matrix that does not commute with its change: the matrix K with vec d f(M) = K vec dM. Sources: Magnus and
 * Neudecker, ch. 2, for the Sylvester equation; Higham, Functions of Matrices, theorem 10.13 and section 11.8, for the
 * exponential, whose K is the corner block of the exponential of a matrix of blocks, and the logarithm, whose K is the inverse
 * of that.
 */
import { inverse, matrixFunction, matrixPower } from '../algebra/ops.ts';
import { partAtom, wholeOf } from '../algebra/parts.ts';
import { ONE } from '../algebra/rational.ts';
import {
  at,
  DELTA,
  factor,
  fresh,
  FUSE,
  index,
  type Ix,
  mono,
  type Mono,
  type OpAtom,
  type Poly,
  poly,
  single,
} from '../algebra/tensor.ts';
import { product, sum } from '../algebra/tidy.ts';
import { multiply } from '../shape/dim.ts';
import type { Along } from './along.ts';
import { linear, type Part } from './differentials.ts';
import { byKernel } from './steps.ts';

/** p = f + |f| s, the numbers of the entries in vec. */
const pair = (p: Ix, f: Ix, s: Ix): Part => [poly([p, f, s], [mono(ONE, [factor(FUSE, [p, f, s])])]), [p, f, s]];

/** d f(M) at (i, j) by K, a matrix of vec's rows and columns. */
export function slopedBy(k: Poly, atom: OpAtom, [i, j]: readonly [Ix, Ix], along: Along): readonly Mono[] {
  along.used.set(`${atom.op} ${atom.name}`, byKernel(atom));
  const both = multiply(i.dim, j.dim);
  const [r, s, a, b] = [index(both), index(both), fresh(i), fresh(j)];
  return linear(along, atom.args[0]!, [a, b], [r, s, a, b], [pair(r, i, j), [k, [r, s]], pair(s, a, b)]);
}

/** I ⊗ M, or Mᵀ ⊗ I: what acts on vec X for MX and for XM. */
function acting(m: Poly, fromLeft: boolean): Poly {
  const [x, y] = m.free as readonly [Ix, Ix];
  const both = multiply(x.dim, y.dim);
  const [p, q, a, b, c, d] = [index(both), index(both), fresh(x), fresh(y), fresh(x), fresh(y)];
  const [same, at] = fromLeft
    ? ([
        [b, d],
        [a, c],
      ] as const)
    : ([
        [a, c],
        [d, b],
      ] as const);
  const equal: Part = [poly([...same], [mono(ONE, [factor(DELTA, same)])]), same];
  return product([p, q], [a, b, c, d], [pair(p, a, b), pair(q, c, d), equal, [m, at]]);
}

/** Y = M^{1/2}: dY Y + Y dY = dM, so that K = (I ⊗ Y + Yᵀ ⊗ I)⁻¹. */
export function squareRootKernel(m: Poly, half: Poly): Poly {
  const root = matrixPower(m, half);
  const left = acting(root, true);
  return inverse(
    sum(left.free, [
      [left, ONE],
      [poly(left.free, at(acting(root, false), left.free)), ONE],
    ]),
  );
}

/** Of eᴹ: the corner of exp [I ⊗ M, I; 0, Mᵀ ⊗ I]. Of log M: the inverse of that at log M. */
export function functionKernel(name: string, m: Poly): Poly | undefined {
  if (name === 'log') return inverse(functionKernel('exp', matrixFunction('log', m))!);
  if (name !== 'exp') return undefined;
  const [left, right] = [acting(m, true), acting(m, false)];
  const [p, q] = left.free as readonly [Ix, Ix];
  const dims = [p.dim, p.dim];
  const [u, v] = [index(wholeOf(dims)), index(wholeOf(dims))];
  const part = (k: 0 | 1, whole: Ix, own: Ix): Part => [single(partAtom(dims, k), [whole, own]), [whole, own]];
  const unit: Poly = poly([p, q], [mono(ONE, [factor(DELTA, [p, q])])]);
  const block = (row: 0 | 1, column: 0 | 1, of: Poly): Poly =>
    product([u, v], [p, q], [part(row, u, p), [of, [p, q]], part(column, v, q)]);
  const blocks = sum(
    [u, v],
    [
      [block(0, 0, left), ONE],
      [block(0, 1, unit), ONE],
      [block(1, 1, right), ONE],
    ],
  );
  return product([p, q], [u, v], [part(0, u, p), [matrixFunction('exp', blocks), [u, v]], part(1, v, q)]);
}
