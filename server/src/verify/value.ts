/**
 * Numeric values of any shape, in any of the number systems of `numbers.ts`. A column has one dimension, a row two with
 * the first of size one. Data lies in row-major order.
 *
 * `parts` holds the components of each number: the value itself, then what carries a derivative (the coefficients of ε).
 * A missing part is zero. A part may hold several lanes, one after the other, each of the value's size: a derivative along
 * each of several directions.
 */
import { type Pair, Stop } from './stop.ts';

export interface Value {
  readonly dims: readonly number[];
  readonly parts: readonly Float64Array[];
  /** Written as 0: it fits every shape. */
  readonly fits?: boolean;
  /** The entries of a matrix in a list: it may be compared with that matrix. */
  readonly isList?: boolean;
}

export const sizeOf = (dims: readonly number[]): number => dims.reduce((all, it) => all * it, 1);

export const isScalar = (value: Value): boolean => value.dims.length === 0 || value.dims.every((it) => it === 1);
export const isColumn = (value: Value): boolean => value.dims.length === 1;
export const isRow = (value: Value): boolean => value.dims.length === 2 && value.dims[0] === 1;
export const isMatrix = (value: Value): boolean => value.dims.length === 2;

export const rowsOf = (value: Value): number => value.dims[0] ?? 1;
export const columnsOf = (value: Value): number => value.dims[1] ?? 1;

export const scalarOf = (number: number): Value => ({ dims: [], parts: [Float64Array.of(number)] });
export const ZERO: Value = { ...scalarOf(0), fits: true };

/** A matrix with one column is a column, and a number where both sizes are one. */
export const shaped = (parts: readonly Float64Array[], rows: number, columns: number): Value => ({
  dims: columns === 1 ? (rows === 1 ? [] : [rows]) : [rows, columns],
  parts,
});

export const tensorOf = (dims: readonly number[], data: Float64Array): Value => ({ dims, parts: [data] });

/** Rearranges entries: `from(i)` is where the i-th entry of the result stood. */
export function picked(value: Value, dims: readonly number[], from: (index: number) => number): Value {
  const [size, before] = [sizeOf(dims), value.parts[0]!.length];
  const parts = value.parts.map((part) => {
    const lanes = part.length / before;
    const data = new Float64Array(lanes * size);
    for (let i = 0; i < size; i++) {
      const place = from(i);
      for (let lane = 0; lane < lanes; lane++) data[lane * size + i] = part[lane * before + place]!;
    }
    return data;
  });
  return { dims, parts };
}

/** Puts values together: the i-th entry of the n-th comes to `to(n, i)`. Everywhere else there are zeros. */
export function placed(
  values: readonly Value[],
  dims: readonly number[],
  to: (value: number, index: number) => number,
): Value {
  const size = sizeOf(dims);
  const count = Math.max(1, ...values.map((it) => it.parts.length));
  const parts = Array.from({ length: count }, (_, s) => {
    const lanes = Math.max(1, ...values.map((it) => (it.parts[s]?.length ?? 0) / it.parts[0]!.length));
    const data = new Float64Array(lanes * size);
    values.forEach(({ parts: { [0]: first, [s]: part } }, n) => {
      if (part === undefined) return;
      const before = first!.length;
      for (let i = 0; i < before; i++) {
        const place = to(n, i);
        for (let lane = 0; lane < lanes; lane++) data[lane * size + place] = part[lane * before + i]!;
      }
    });
    return data;
  });
  return { dims, parts };
}

export function transposed(value: Value): Value {
  const { dims } = value;
  if (isScalar(value)) return value;
  if (dims.length === 1) return { dims: [1, dims[0]!], parts: value.parts };
  if (dims.length > 2) throw new Stop('shape', 'a transpose of more than two indices');
  const [rows, columns] = [dims[0]!, dims[1]!];
  if (rows === 1) return { dims: [columns], parts: value.parts };
  return picked(value, [columns, rows], (i) => (i % rows) * columns + Math.floor(i / rows));
}

/** A number as a 1 × 1 matrix, a column as n × 1. */
export const asMatrix = (value: Value): { rows: number; columns: number } => {
  if (value.dims.length > 2) throw new Stop('shape', 'a product of more than two indices');
  return { rows: rowsOf(value), columns: columnsOf(value) };
};

/** Equal shapes; numbers of every spelling are equal. */
export const sameDims = (a: Value, b: Value): boolean =>
  (isScalar(a) && isScalar(b)) || (a.dims.length === b.dims.length && a.dims.every((it, i) => it === b.dims[i]));

/** The sizes in which two shapes of equally many differ. */
export const apart = (a: Value, b: Value): { readonly apart: readonly Pair[] } => ({
  apart:
    a.dims.length === b.dims.length
      ? a.dims.flatMap((it, i): readonly Pair[] => (it === b.dims[i] ? [] : [[it, b.dims[i]!]]))
      : [],
});

export const sayDims = (value: Value): string => (isScalar(value) ? 'a number' : value.dims.join(' × '));

/** Entries stacked column by column. */
export function vectorised(value: Value, rowMajor = false): Value {
  const { rows, columns } = asMatrix(value);
  const dims = [rows * columns];
  if (rows === 1 || columns === 1 || rowMajor) return { dims, parts: value.parts };
  return picked(value, dims, (i) => (i % rows) * columns + Math.floor(i / rows));
}
