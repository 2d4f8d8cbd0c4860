/** Conventions: independent choices (`shape/axes.ts`), the three that have names, and how a person calls each choice. */
import type { Axes, Axis } from '../shape/axes.ts';

export type Preset = 'numerator' | 'denominator' | 'mixed';

/**
 * What the names fix. Of the numerator layout only the two that everybody means by it: those who write rows for ∂f/∂x
 * write ∇f and ∂f/∂X in either way.
 */
export const presets: { readonly [P in Preset]: Partial<Axes> } = {
  numerator: { scalarByVector: 'row', vectorByVector: 'f-by-x' },
  denominator: {
    scalarByVector: 'column',
    nablaScalar: 'column',
    vectorByVector: 'x-by-f',
    scalarByMatrix: 'X',
  },
  mixed: { scalarByVector: 'column', nablaScalar: 'column', vectorByVector: 'f-by-x', scalarByMatrix: 'X' },
};

export const axisNames = [
  'scalarByVector',
  'nablaScalar',
  'vectorByVector',
  'scalarByMatrix',
  'rowSlice',
] as const satisfies readonly Axis[];

/** Both values of each axis. */
export const axisValues: { readonly [A in Axis]: readonly [Axes[A], Axes[A]] } = {
  scalarByVector: ['row', 'column'],
  nablaScalar: ['row', 'column'],
  vectorByVector: ['f-by-x', 'x-by-f'],
  scalarByMatrix: ['X', 'X^T'],
  rowSlice: ['row', 'vector'],
};

/** “gradients as columns”: what the words numerator and denominator are never without. */
export const axisWords: { readonly [V in Axes[Axis]]: string } = {
  row: 'gradients as rows',
  column: 'gradients as columns',
  'f-by-x': 'Jacobians f-by-x',
  'x-by-f': 'Jacobians x-by-f',
  X: 'derivatives by X in the shape of X',
  'X^T': 'derivatives by X in the shape of Xᵀ',
  vector: 'rows of a matrix as columns',
};

export const presetWords: { readonly [P in Preset]: string } = {
  numerator: 'gradients as rows',
  denominator: 'gradients as columns',
  mixed: 'gradients as columns, Jacobians f-by-x',
};

/** Which preset the choices amount to; gradients by a matrix speak where none by a vector do. */
export function nameOf(axes: { readonly [A in Axis]?: Axes[A] | undefined }): Preset | 'other' | 'unknown' {
  const byMatrix = axes.scalarByMatrix === undefined ? undefined : axes.scalarByMatrix === 'X' ? 'column' : 'row';
  const gradient = axes.scalarByVector ?? axes.nablaScalar ?? byMatrix;
  if (gradient === undefined) return 'unknown';
  if (axes.vectorByVector === undefined) return gradient === 'row' ? 'numerator' : 'denominator';
  if (gradient === 'row') return axes.vectorByVector === 'f-by-x' ? 'numerator' : 'other';
  return axes.vectorByVector === 'f-by-x' ? 'mixed' : 'denominator';
}
