/**
 * Numeric values of any shape, in any of the number systems of `numbers.ts`. A column has one dimension, a row two with
 * the first of size one. Data lies in row-major order.
 *
 * `parts` holds the components of each number: the value itself, then what carries a derivative (the coefficients of ε).
 * A missing part is zero. A part may hold several lanes, one after the other, each of the value's size: a derivative along
 * each of several directions. Where several samples are taken at once, each has its own parts.
 */
import { blank, zeros } from './rows.ts';
import {
  allParts,
  type Data,
  joined,
  mapped,
  onlyParts,
  type Parts,
  partsIn,
  samplesIn,
  sideBySide,
} from './samples.ts';
import { type Pair, Stop } from './stop.ts';

export interface Value {
  readonly dims: readonly number[];
  readonly parts: Data;
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
export const shaped = (parts: Data, rows: number, columns: number): Value => ({
  dims: columns === 1 ? (rows === 1 ? [] : [rows]) : [rows, columns],
  parts,
});

export const tensorOf = (dims: readonly number[], data: Float64Array): Value => ({ dims, parts: [data] });

/** The parts of a value in its only sample. @throws OneByOne where there are several. */
export const partsOf = ({ parts }: Value): Parts => onlyParts(parts);

/** The entries of a value in its only sample, without what carries a derivative. @throws OneByOne where there are several. */
export const dataOf = (value: Value): Float64Array => partsOf(value)[0]!;

/** The size of the largest entry. */
export const largest = (value: Value): number => largestOf(dataOf(value), 0, dataOf(value).length);

/** The same in the n-th sample. */
export function largestIn({ parts }: Value, n: number): number {
  const data = allParts(parts)[0]!;
  const samples = samplesIn(parts);
  const size = data.length / samples;
  return samples === 1 ? largestOf(data, 0, size) : largestOf(data, n * size, (n + 1) * size);
}

function largestOf(data: Float64Array, from: number, to: number): number {
  let found = 0;
  for (let i = from; i < to; i++) {
    const size = Math.abs(data[i]!);
    // Not a number stays one.
    if (!(size <= found)) found = size;
  }
  return found;
}

/** @param tolerance of a difference beside the largest entry, or beside one */
export function isSymmetric(value: Value, tolerance: number): boolean {
  const [rows, columns] = value.dims;
  const data = dataOf(value);
  const bound = tolerance * Math.max(1, largest(value));
  return (
    value.dims.length === 2 &&
    rows === columns &&
    !data.some((it, at) => Math.abs(it - data[(at % rows!) * rows! + Math.floor(at / rows!)]!) > bound)
  );
}

/** A value in the n-th sample. */
export const valueIn = (value: Value, n: number): Value => ({ ...value, parts: partsIn(value.parts, n) });

/** A value as it is in each of several samples. */
export const together = (samples: readonly Value[]): Value =>
  samples.length === 1 ? samples[0]! : { ...samples[0]!, parts: sideBySide(samples.map(partsOf)) };

/** Rearranges entries: `from(i)` is where the i-th entry of the result stood. */
export function picked(value: Value, dims: readonly number[], from: (index: number) => number): Value {
  const places = new Uint32Array(sizeOf(dims));
  for (let i = 0; i < places.length; i++) places[i] = from(i);
  const before = sizeOf(value.dims);
  return { dims, parts: mapped(value.parts, (parts) => parts.map((part) => pickedFrom(part, before, places))) };
}

function pickedFrom(part: Float64Array, before: number, places: Uint32Array): Float64Array {
  const size = places.length;
  const data = blank((part.length / before) * size);
  for (let start = 0, from = 0; start < data.length; start += size, from += before)
    for (let i = 0; i < size; i++) data[start + i] = part[from + places[i]!]!;
  return data;
}

/** Puts values together: the i-th entry of the n-th comes to `to(n, i)`. Everywhere else there are zeros. */
export function placed(
  values: readonly Value[],
  dims: readonly number[],
  to: (value: number, index: number) => number,
): Value {
  const size = sizeOf(dims);
  const parts = joined(
    values.map((it) => it.parts),
    (all, samples) => {
      const count = Math.max(1, ...all.map((it) => it.length));
      return Array.from({ length: count }, (_, s) => placedPart(all, samples, s, size, to));
    },
  );
  return { dims, parts };
}

function placedPart(
  all: readonly Parts[],
  samples: number,
  s: number,
  size: number,
  to: (value: number, index: number) => number,
): Float64Array {
  const lanes = samples * Math.max(1, ...all.map((it) => (it[s]?.length ?? 0) / it[0]!.length));
  const data = zeros(lanes * size);
  all.forEach(({ 0: first, [s]: part }, n) => {
    if (part === undefined) return;
    const before = first!.length / samples;
    for (let i = 0; i < before; i++) {
      const place = to(n, i);
      for (let lane = 0; lane < lanes; lane++) data[lane * size + place] = part[lane * before + i]!;
    }
  });
  return data;
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

/** Numbers one below the other. */
export function stacked(values: readonly Value[]): Value {
  const all = values.flatMap((it) => (isScalar(it) || isColumn(it) ? [it] : []));
  if (all.length < values.length) throw new Stop('not-understood', 'a list of matrices');
  let size = 0;
  const starts = all.map((it) => (size += rowsOf(it)) - rowsOf(it));
  return shaped(placed(all, [size], (n, i) => starts[n]! + i).parts, size, 1);
}
