/** Shapes: what a mathematician would say a thing is. */
import { type Dim, hasVariable, ONE, printDim, sayDim } from './dim.ts';

export type Shape =
  | { readonly kind: 'scalar' }
  /** `free`: may stand as a row as well (a list of numbers, a gradient while the layout is open).
   * `guess`: may be no vector at all (`\nabla f` with no variable named): it never conflicts. */
  | { readonly kind: 'vector'; readonly rows: Dim; readonly free?: boolean; readonly guess?: boolean }
  /** `natural`: a vector that the note writes as a row (ℝ^{1×d}), not one that it turned. */
  | { readonly kind: 'row'; readonly columns: Dim; readonly natural?: boolean }
  /** `free`: may stand transposed (a Jacobian while the layout is open). */
  | { readonly kind: 'matrix'; readonly rows: Dim; readonly columns: Dim; readonly free?: boolean }
  | { readonly kind: 'tensor'; readonly dims: readonly Dim[] }
  | { readonly kind: 'function'; readonly from?: Shape; readonly to: Shape }
  | { readonly kind: 'set' }
  /** Of unlike things (`\theta = (W, b)`): it has no rows and columns. */
  | { readonly kind: 'tuple' }
  /** An element of a set that the note does not describe: the x of a density `p(x)`. */
  | { readonly kind: 'point' }
  /** Fits everything: the number 0, `\mathbf 0`. */
  | { readonly kind: 'zero' }
  | { readonly kind: 'unknown' };

export const SCALAR: Shape = { kind: 'scalar' };
export const UNKNOWN: Shape = { kind: 'unknown' };
export const SET: Shape = { kind: 'set' };
export const TUPLE: Shape = { kind: 'tuple' };
export const POINT: Shape = { kind: 'point' };
export const vector = (rows: Dim): Shape => ({ kind: 'vector', rows });
export const row = (columns: Dim): Shape => ({ kind: 'row', columns });
export const matrix = (rows: Dim, columns: Dim): Shape => ({ kind: 'matrix', rows, columns });

/** The shape of ℝ^{…}; `n × 1` is the vector type, `1 × n` a row, 1 × 1 a number. */
export function shapeOfSpace(dims: readonly Dim[]): Shape {
  const [first, second] = dims;
  if (first === undefined) return SCALAR;
  if (second === undefined) return first.key === ONE.key ? SCALAR : vector(first);
  if (dims.length > 2) return { kind: 'tensor', dims };
  if (second.key === ONE.key) return first.key === ONE.key ? SCALAR : vector(first);
  return first.key === ONE.key ? { kind: 'row', columns: second, natural: true } : matrix(first, second);
}

/** The sizes a shape is made of. */
export function dimsOf(shape: Shape): readonly Dim[] {
  switch (shape.kind) {
    case 'vector':
      return [shape.rows];
    case 'row':
      return [shape.columns];
    case 'matrix':
      return [shape.rows, shape.columns];
    case 'tensor':
      return shape.dims;
    case 'function':
      return dimsOf(shape.to);
    default:
      return [];
  }
}

type Resolve = (dim: Dim) => Dim;

/** The same shape with other sizes; a function as it is. */
export function withSizes(shape: Shape, by: Resolve): Shape {
  switch (shape.kind) {
    case 'vector':
      return { ...shape, rows: by(shape.rows) };
    case 'row':
      return { ...shape, columns: by(shape.columns) };
    case 'matrix':
      return { ...shape, rows: by(shape.rows), columns: by(shape.columns) };
    case 'tensor':
      return { ...shape, dims: shape.dims.map(by) };
    default:
      return shape;
  }
}

/** A size that only an example's numbers suggest is not told. */
function worked(dim: Dim, resolve: Resolve): Dim {
  const resolved = resolve(dim);
  return hasVariable(dim) && resolved.terms.every((it) => it.atoms.length === 0) ? dim : resolved;
}

/** As the JSON writes it: `vector(m)`, `matrix(m,n)`. */
export function printShape(shape: Shape, resolve: Resolve): string {
  const print = (dim: Dim): string => printDim(worked(dim, resolve));
  switch (shape.kind) {
    case 'scalar':
    case 'set':
    case 'point':
    case 'unknown':
      return shape.kind;
    case 'zero':
    case 'tuple':
      return 'unknown';
    case 'vector':
      return `vector(${print(shape.rows)})`;
    case 'row':
      return `row(${print(shape.columns)})`;
    case 'matrix':
      return `matrix(${print(shape.rows)},${print(shape.columns)})`;
    case 'tensor':
      return `tensor(${shape.dims.map(print).join(',')})`;
    case 'function':
      return 'function';
  }
}

/** As a message says it: “is m × n”, “has m entries”, “is a number”. */
export function sayShape(shape: Shape, resolve: Resolve): string {
  const say = (dim: Dim): string => sayDim(worked(dim, resolve));
  switch (shape.kind) {
    case 'scalar':
      return 'is a number';
    case 'vector':
      return say(shape.rows) === '?' ? 'is a vector' : `has ${say(shape.rows)} entries`;
    case 'row':
      return say(shape.columns) === '?' ? 'is a row' : `is a row of ${say(shape.columns)} entries`;
    case 'matrix': {
      const [rows, columns] = [say(shape.rows), say(shape.columns)];
      return rows === '?' && columns === '?' ? 'is a matrix' : `is ${rows} × ${columns}`;
    }
    case 'tensor':
      return `has ${String(shape.dims.length)} indices`;
    case 'function':
      return 'is a function';
    case 'set':
      return 'is a set';
    case 'tuple':
      return 'is a tuple';
    case 'point':
      return 'is an element of a set that the note does not describe';
    default:
      return '';
  }
}

/** A vector, matrix or number: something that can be added. */
export const isKnown = ({ kind }: Shape): boolean =>
  kind !== 'unknown' && kind !== 'tensor' && kind !== 'set' && kind !== 'function';
