/** The vector product of ℝ³ and the matrix that stands for it. */
import { number, soleVariable } from './dim.ts';
import { matrix, type Shape, UNKNOWN } from './shape.ts';
import type { Typing } from './typing.ts';

const THREE = number(3);

/** Of columns that nobody gave a size: there is no vector product but that of ℝ³. */
export function crossProduct(columns: readonly Shape[], at: Typing): Shape {
  for (const it of columns) inThree(it, at);
  return columns[0] ?? UNKNOWN;
}

/** `[a]_\times`; of a square matrix `\operatorname{skew}(A)`. */
export function crossMatrix(of: Shape, at: Typing): Shape {
  if (of.kind === 'matrix') return of;
  if (of.kind !== 'vector') return UNKNOWN;
  inThree(of, at);
  return at.dims.resolve(of.rows).key === THREE.key ? matrix(THREE, THREE) : UNKNOWN;
}

function inThree(shape: Shape, { dims }: Typing): void {
  if (shape.kind === 'vector' && soleVariable(dims.resolve(shape.rows)) !== undefined) dims.unify(shape.rows, THREE);
}
