/**
 * A derivative to be found, with an answer worked out by hand in denominator layout: gradients as columns, of a matrix in
 * its shape, Jacobians x-by-f, matrices by vec. The sizes of letters are written as for `declared`.
 */
export type ProblemRow = readonly [
  f: string,
  wrt: string,
  sizes: string,
  answer: string,
  conditions?: string,
  order?: number,
];
