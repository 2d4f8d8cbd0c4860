/** Sums and products of values, in any number system. Shapes are looked at here; the numbers are only numbers. */
import type { Numbers } from './numbers.ts';
import type { Data } from './samples.ts';
import { Stop } from './stop.ts';
import {
  apart,
  asMatrix,
  columnsOf,
  isColumn,
  isRow,
  isScalar,
  picked,
  rowsOf,
  sameDims,
  sayDims,
  scalarOf,
  shaped,
  sizeOf,
  transposed,
  type Value,
} from './value.ts';

/** a + b or a − b; a number against an array is added to each entry. */
export function plus(a: Value, b: Value, numbers: Numbers, sign: 1 | -1 = 1): Value {
  if (a.fits === true && !(b.fits === true)) return sign === 1 ? b : scaled(b, -1, numbers);
  if (b.fits === true) return a;
  if (!sameDims(a, b) && !isScalar(a) && !isScalar(b)) {
    const [spreadA, spreadB] = [spread(a, b), spread(b, a)];
    if (spreadA !== undefined) return plus(spreadA, b, numbers, sign);
    if (spreadB !== undefined) return plus(a, spreadB, numbers, sign);
    throw new Stop('shape', `${sayDims(a)} and ${sayDims(b)} in a sum`, apart(a, b));
  }
  return { dims: wider(a, b), parts: numbers.add(a.parts, b.parts, sign) };
}

/** `XW + b`: a list with an entry for each column of an oblong matrix is added to each of its rows. */
function spread(list: Value, matrix: Value): Value | undefined {
  const [rows = 0, columns = 0] = matrix.dims;
  if (!isColumn(list) || matrix.dims.length !== 2 || rowsOf(list) !== columns || rows === columns || rows === 1)
    return undefined;
  return picked(list, matrix.dims, (i) => i % columns);
}

const wider = (a: Value, b: Value): readonly number[] =>
  isScalar(a) ? (isScalar(b) && a.dims.length > b.dims.length ? a.dims : b.dims) : a.dims;

export const constantOf = (value: number, numbers: Numbers): Value => scalarOf(numbers.constant(value));

export const scaled = (a: Value, factor: number, numbers: Numbers): Value => ({
  dims: a.dims,
  parts: numbers.times(a.parts, [Float64Array.of(numbers.constant(factor))]),
  ...(a.fits === true && { fits: true }),
});

/** Entry by entry; a number stands for all entries. */
export function hadamard(a: Value, b: Value, numbers: Numbers): Value {
  if (a.fits === true || b.fits === true) return a.fits === true ? a : b;
  if (!sameDims(a, b) && !isScalar(a) && !isScalar(b))
    throw new Stop('shape', `${sayDims(a)} and ${sayDims(b)} entry by entry`, apart(a, b));
  return { dims: wider(a, b), parts: numbers.times(a.parts, b.parts) };
}

export function quotient(a: Value, b: Value, numbers: Numbers): Value {
  if (a.fits === true) return a;
  if (!sameDims(a, b) && !isScalar(a) && !isScalar(b))
    throw new Stop('shape', `${sayDims(a)} over ${sayDims(b)}`, apart(a, b));
  return { dims: wider(a, b), parts: numbers.over(a.parts, b.parts) };
}

const fitsTogether = (a: readonly [number, number], b: readonly [number, number]): boolean => a[1] === b[0];

/** The product of two values; numbers float. */
export function product(a: Value, b: Value, numbers: Numbers): Value {
  if (isScalar(a) || isScalar(b)) return hadamard(a, b, numbers);
  const [left, right] = [asMatrix(a), asMatrix(b)];
  if (left.columns !== right.rows)
    throw new Stop('shape', `the product of ${sayDims(a)} and ${sayDims(b)}`, { apart: [[left.columns, right.rows]] });
  return shaped(numbers.product(a.parts, b.parts, left.rows, left.columns, right.columns), left.rows, right.columns);
}

/** A product of several: from left to right, or in whatever bracketing fits (`A (xᵀy)` written without brackets). */
export function productOf(values: readonly Value[], numbers: Numbers): Value {
  const arrays = values.filter((it) => !isScalar(it));
  const scalars = values.filter(isScalar);
  let result = arrays.length === 0 ? undefined : bracketed(arrays, numbers);
  for (const it of scalars) result = result === undefined ? it : hadamard(it, result, numbers);
  return result ?? scalarOf(1);
}

function bracketed(values: readonly Value[], numbers: Numbers): Value {
  const left = leftToRight(values.map(sizes));
  if (left) return values.reduce((all, it) => product(all, it, numbers));
  if (values.length > 12) throw new Stop('shape', 'a long product');
  const plan = planOf(values.map(sizes));
  if (plan === undefined) {
    const bad = values.findIndex((it, i) => i > 0 && columnsOf(values[i - 1]!) !== rowsOf(it));
    const [a, b] = [values[Math.max(0, bad - 1)]!, values[Math.max(1, bad)]!];
    throw new Stop('shape', `the product of ${sayDims(a)} and ${sayDims(b)}`, { apart: [[columnsOf(a), rowsOf(b)]] });
  }
  const run = (it: Plan): Value => (typeof it === 'number' ? values[it]! : product(run(it[0]), run(it[1]), numbers));
  return run(plan);
}

type Size = readonly [number, number];
const sizes = (value: Value): Size => {
  const { rows, columns } = asMatrix(value);
  return [rows, columns];
};

function leftToRight(list: readonly Size[]): boolean {
  let now = list[0]!;
  for (const next of list.slice(1)) {
    const number = now[0] === 1 && now[1] === 1;
    if (!number && !fitsTogether(now, next)) return false;
    now = number ? next : [now[0], next[1]];
  }
  return true;
}

type Plan = number | readonly [Plan, Plan];

/** Some bracketing in which every product fits. */
function planOf(list: readonly Size[]): Plan | undefined {
  const known = new Map<string, { readonly size: Size; readonly plan: Plan } | undefined>();
  const solve = (from: number, to: number): { readonly size: Size; readonly plan: Plan } | undefined => {
    if (from === to) return { size: list[from]!, plan: from };
    const key = `${String(from)} ${String(to)}`;
    if (known.has(key)) return known.get(key);
    let found: { readonly size: Size; readonly plan: Plan } | undefined;
    for (let cut = from; cut < to && found === undefined; cut++) {
      const [a, b] = [solve(from, cut), solve(cut + 1, to)];
      if (a === undefined || b === undefined) continue;
      const [x, y] = [isOne(a.size), isOne(b.size)];
      if (x || y || fitsTogether(a.size, b.size))
        found = { size: x ? b.size : y ? a.size : [a.size[0], b.size[1]], plan: [a.plan, b.plan] };
    }
    known.set(key, found);
    return found;
  };
  return solve(0, list.length - 1)?.plan;
}

const isOne = ([rows, columns]: Size): boolean => rows === 1 && columns === 1;

/** Two columns (or two rows) give their inner product; everything else is a product. */
export function dot(a: Value, b: Value, numbers: Numbers): Value {
  if (isScalar(a) || isScalar(b)) return hadamard(a, b, numbers);
  if ((isColumn(a) && isColumn(b)) || (isRow(a) && isRow(b))) return inner(a, b, numbers);
  return product(a, b, numbers);
}

export function inner(a: Value, b: Value, numbers: Numbers): Value {
  const other = isColumn(a) && isRow(b) ? transposed(b) : isRow(a) && isColumn(b) ? transposed(b) : b;
  if (!sameDims(a, other))
    throw new Stop('shape', `the inner product of ${sayDims(a)} and ${sayDims(b)}`, apart(a, other));
  return total(hadamard(a, other, numbers), numbers);
}

/** The sum of all entries. */
export function total(a: Value, numbers: Numbers): Value {
  const size = sizeOf(a.dims);
  const ones = [new Float64Array(size).fill(1)];
  return { dims: [], parts: numbers.product(a.parts, ones, 1, size, 1) };
}

export function kronecker(a: Value, b: Value, numbers: Numbers): Value {
  if (isScalar(a) || isScalar(b)) return hadamard(a, b, numbers);
  const [left, right] = [asMatrix(a), asMatrix(b)];
  const rows = left.rows * right.rows;
  const columns = left.columns * right.columns;
  const spread = (value: Value, at: (i: number, j: number) => number): Data =>
    picked(value, [rows, columns], (k) => at(Math.floor(k / columns), k % columns)).parts;
  const first = spread(a, (i, j) => Math.floor(i / right.rows) * left.columns + Math.floor(j / right.columns));
  const second = spread(b, (i, j) => (i % right.rows) * right.columns + (j % right.columns));
  return shaped(numbers.times(first, second), rows, columns);
}
