/**
 * The ways in which notes differ about the shape of a derivative: independent choices, so that a note may write
 * gradients as columns and Jacobians f-by-x. What follows from a choice is in `typing-derivative.ts`; which choice a
 * note makes is found out in `layout/`.
 */
import type { Expr } from '../expr/expr.ts';

export interface Axes {
  /** ∂f/∂x of a number by a column. */
  readonly scalarByVector: 'row' | 'column';
  /** ∇f of a number. */
  readonly nablaScalar: 'row' | 'column';
  /** ∂f/∂x and ∇f of a vector by a column: as many rows as f has entries, or as x has. */
  readonly vectorByVector: 'f-by-x' | 'x-by-f';
  /** ∂f/∂X of a number by a matrix. */
  readonly scalarByMatrix: 'X' | 'X^T';
  /** `W_{i,:}`: a row, or the row's entries as a column. */
  readonly rowSlice: 'row' | 'vector';
}

export type Axis = keyof Axes;

/** Derivatives are typed by these choices; each choice that mattered is noted with the expression that asked. */
export interface Oriented {
  readonly axes: Axes;
  readonly asked: Map<Axis, Expr>;
}
