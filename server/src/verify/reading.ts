/**
 * How notations with several meanings are read. One reading holds for a whole claim; `world.asked` tells which of its
 * choices mattered.
 */
export interface Reading extends AxisChoice {
  /** exp(A) of a square matrix: entry by entry, or the function of the matrix. */
  readonly functions: 'entrywise' | 'matrix';
  /** e^A of a square matrix. */
  readonly exponentials: 'matrix' | 'entrywise';
  /** A² of a square matrix. */
  readonly powers: 'matrix' | 'entrywise';
  /** ‖A‖₂ and ‖A‖ of a matrix. */
  readonly norms: 'frobenius' | 'spectral';
  /** `\\sigma(x + y)` with an undeclared σ: a product, or a value of a function. */
  readonly application: 'product' | 'call';
  /** How far a derivative reaches: as the front end reads it, over one factor, or over all that follows. */
  readonly scope: 'usual' | 'narrow' | 'wide';
  /** `\log p(x) f(x)`: a function without brackets takes all that follows, or its first factor. */
  readonly reach: 'all' | 'first';
  /** What `a/b c` divides by: b, or all that follows. */
  readonly slash: 'first' | 'all';
  /** K_{m,n} turns vec A into vec Aᵀ for A of m × n, or of n × m. */
  readonly commutation: 'rows first' | 'columns first';
  /** In which order the factors of a product over an index stand. */
  readonly products: 'rising' | 'falling';
  /** `A_{i,:}`: a list, and so a column, or a row of the matrix. */
  readonly rowSlice: 'vector' | 'row';
  /** vec stacks columns or rows. */
  readonly vec: 'columns' | 'rows';
  /** The derivative by a symmetric variable: all entries free, half of both triangles, or each pair once. */
  readonly symmetric: 'free' | 'symmetrised' | 'structured';
  /** A defined intermediate: everything that depends on it moves, or it alone. */
  readonly partial: 'total' | 'direct';
  /** What `\nabla f` is by, where f is made of several arrays. */
  readonly variable: 'usual' | 'second' | 'third';
}

/** The shapes of derivatives; the axes of `layout/`, each decided. */
export interface AxisChoice {
  readonly scalarByVector: 'column' | 'row';
  readonly nablaScalar: 'column' | 'row';
  readonly vectorByVector: 'f-by-x' | 'x-by-f';
  readonly scalarByMatrix: 'X' | 'X^T';
  readonly byScalar: 'same' | 'transposed';
}

export const usual: Reading = {
  functions: 'entrywise',
  exponentials: 'matrix',
  powers: 'matrix',
  norms: 'frobenius',
  application: 'product',
  scope: 'usual',
  reach: 'all',
  slash: 'first',
  commutation: 'rows first',
  products: 'rising',
  rowSlice: 'vector',
  vec: 'columns',
  symmetric: 'free',
  partial: 'total',
  variable: 'usual',
  scalarByVector: 'column',
  nablaScalar: 'column',
  vectorByVector: 'f-by-x',
  scalarByMatrix: 'X',
  byScalar: 'same',
};
