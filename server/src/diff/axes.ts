/** Where a derivative's indices go: the conventions differ in nothing else. Source: Wikipedia, “Matrix calculus”. */
import type { Ix } from '../algebra/tensor.ts';
import type { Kind } from '../algebra/value.ts';

export type Layout = 'numerator' | 'denominator' | 'mixed';

export interface Axes {
  /** Each side with its indices, the fastest first; none for a number, one side for a column. */
  readonly sides: readonly (readonly Ix[])[];
  /** A row is a column transposed. */
  readonly row: boolean;
  /** In words, for what a layout's name does not fix. */
  readonly said: string;
}

/** @param f indices of the value, @param x of the variable: empty, one or two */
export function axesOf(f: readonly Ix[], fKind: Kind, x: readonly Ix[], layout: Layout): Axes | undefined {
  const byX = layout === 'denominator';
  if (x.length === 0) {
    if (f.length === 0) return { sides: [], row: false, said: 'a number' };
    if (f.length === 1)
      return {
        sides: [f],
        row: fKind === 'row' ? layout !== 'denominator' : byX,
        said: byX ? 'a row: the transpose of the shape of f' : 'the shape of f',
      };
    return { sides: [[f[0]!], [f[1]!]], row: false, said: 'matrix by scalar: the shape of F' };
  }
  if (f.length === 0) {
    if (x.length === 1)
      return {
        sides: [x],
        row: layout === 'numerator',
        said: layout === 'numerator' ? 'gradient as a row' : 'gradient as a column',
      };
    const [a, b] = x as readonly [Ix, Ix];
    return layout === 'numerator'
      ? { sides: [[b], [a]], row: false, said: 'scalar by matrix: the shape of the transpose of X' }
      : { sides: [[a], [b]], row: false, said: 'scalar by matrix: the shape of X' };
  }
  if (f.length > 2 || x.length > 2) return undefined;
  const said =
    f.length === 1 && x.length === 1
      ? byX
        ? 'rows by x, columns by f'
        : 'rows by f, columns by x'
      : byX
        ? 'the derivative of vec F by vec X, rows by X, columns by F'
        : 'the derivative of vec F by vec X, rows by F, columns by X';
  return { sides: byX ? [x, f] : [f, x], row: false, said };
}
