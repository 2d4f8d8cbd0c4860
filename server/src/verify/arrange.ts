/**
 * The shape a derivative is written in. The tensor has the indices of f first, then those of each variable; the axes of
 * the reading decide how they are laid out, and only the axes that mattered are noted as asked for.
 */
import type { Variable } from './variable.ts';
import { Stop } from './stop.ts';
import { isColumn, isMatrix, isRow, isScalar, picked, sizeOf, transposed, type Value } from './value.ts';
import { choice, type World } from './world.ts';

export type Kind = 'nabla' | 'fraction';

export function arrange(tensor: Value, of: Value, by: readonly Variable[], kind: Kind, world: World): Value {
  const [first, second, third] = by;
  if (first === undefined) return tensor;
  const moving = by.filter((it) => it.dims.length > 0);
  if (moving.length === 0) return byNumbers(tensor, of, world);
  if (second === undefined) return once(tensor, of, first, kind, world);
  if (third === undefined && isScalar(of)) return twice(tensor, first, second, world);
  throw new Stop('not-understood', 'a derivative with more than two indices');
}

/** By a number, f keeps its shape; some write it as a row. */
function byNumbers(tensor: Value, of: Value, world: World): Value {
  const value: Value = { dims: of.dims, parts: tensor.parts };
  if (isScalar(of)) return { dims: [], parts: tensor.parts };
  return choice(world, 'byScalar') === 'same' ? value : transposed(value);
}

function once(tensor: Value, of: Value, by: Variable, kind: Kind, world: World): Value {
  const variable: Value = { dims: by.dims, parts: tensor.parts };
  if (isScalar(of)) {
    if (by.vec) return vecOf(variable, by, world);
    if (isMatrix(variable) && !isRow(variable)) {
      const same = choice(world, 'scalarByMatrix') === 'X';
      return same !== by.transposed ? variable : transposed(variable);
    }
    if (by.transposed) return transposed(variable);
    if (isRow(variable)) return choice(world, 'scalarByMatrix') === 'X' ? variable : transposed(variable);
    const column = choice(world, kind === 'nabla' ? 'nablaScalar' : 'scalarByVector') === 'column';
    return column ? variable : transposed(variable);
  }
  // A flat list of f against a flat list of x.
  const [m, n] = [sizeOf(of.dims), sizeOf(by.dims)];
  const rowMajor = isFlat(of) && isFlat(variable) ? true : choice(world, 'vec') === 'rows';
  const [f, x] = [placesOf(of.dims, rowMajor), placesOf(by.dims, rowMajor)];
  const flat = picked(tensor, [m, n], (i) => f[Math.floor(i / n)]! * n + x[i % n]!);
  const stated = by.transposed
    ? 'f-by-x'
    : isRow(of) && isColumn(variable) && by.dims.length === 1
      ? 'x-by-f'
      : undefined;
  const axis = stated ?? choice(world, 'vectorByVector');
  return axis === 'f-by-x' ? flat : transposed(flat);
}

const isFlat = (value: Value): boolean => isColumn(value) || isRow(value);

/** Where the i-th entry of vec lies in row-major data. */
function placesOf(dims: readonly number[], rowMajor: boolean): readonly number[] {
  const size = sizeOf(dims);
  const [rows, columns] = [dims[0] ?? 1, dims[1] ?? 1];
  return Array.from({ length: size }, (_, i) => (rowMajor ? i : (i % rows) * columns + Math.floor(i / rows)));
}

function vecOf(variable: Value, by: Variable, world: World): Value {
  const places = placesOf(by.dims, choice(world, 'vec') === 'rows');
  const column = picked(variable, [places.length], (i) => places[i]!);
  const isRowStated = by.transposed || choice(world, 'scalarByVector') === 'row';
  return isRowStated ? transposed(column) : column;
}

/** Second derivatives of a number: rows by the first variable, columns by the second. */
function twice(tensor: Value, first: Variable, second: Variable, world: World): Value {
  const [m, n] = [sizeOf(first.dims), sizeOf(second.dims)];
  if (first.dims.length === 0 || second.dims.length === 0) {
    const rest = first.dims.length === 0 ? second : first;
    return once(
      { dims: rest.dims, parts: tensor.parts },
      { dims: [], parts: [new Float64Array(1)] },
      rest,
      'fraction',
      world,
    );
  }
  const flat = isFlat({ dims: first.dims, parts: [] }) && isFlat({ dims: second.dims, parts: [] });
  const rowMajor = flat || choice(world, 'vec') === 'rows';
  const [x, y] = [placesOf(first.dims, rowMajor), placesOf(second.dims, rowMajor)];
  // The tensor's indices are those of the second variable, then those of the first.
  const matrix = picked(tensor, [m, n], (i) => y[i % n]! * m + x[Math.floor(i / n)]!);
  if (first.key === second.key) return matrix;
  const stated = second.transposed ? 'f-by-x' : first.transposed ? 'x-by-f' : undefined;
  return (stated ?? choice(world, 'vectorByVector')) === 'f-by-x' ? matrix : transposed(matrix);
}
