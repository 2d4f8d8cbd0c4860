/**
 * Products with derivatives in them. A Jacobian of matrices is a matrix over lists of entries, so a matrix beside it
 * stands for its list; and a chain rule may be written in whichever order its author thinks of, as long as each
 * derivative meets the one it shares a quantity with.
 */
import { type Apply, type Expr, some } from '../expr/expr.ts';
import { hadamard, productOf } from './arithmetic.ts';
import { Stop, unless } from './stop.ts';
import type { Sides } from './compare.ts';
import type { Numbers } from './numbers.ts';
import {
  columnsOf, isColumn, isMatrix, isRow, isScalar, rowsOf, sayDims, sizeOf, transposed, type Value, vectorised,
} from './value.ts'; // prettier-ignore
import { choice, type World } from './world.ts';

export function chained(args: readonly Value[], { args: factors }: Apply, world: World): Value {
  const plain = unless(['shape'], () => productOf(args, world.numbers));
  if (plain !== undefined) return plain;
  const hasDerivative = factors.some((it) => isDerivative(it));
  const arrays = args.filter((it) => !isScalar(it));
  const [first, second] = arrays;
  if (first !== undefined && second !== undefined && arrays.length === 2 && !hasDerivative && first.dims.length > 2) {
    const contracted = overLast(first, second, world.numbers);
    return args.reduce((all, it) => (isScalar(it) ? hadamard(it, all, world.numbers) : all), contracted);
  }
  const isChain = hasDerivative && arrays.length > 1;
  const listed = isChain ? listsIn(args, world) : undefined;
  if (listed === undefined) return productOf(args, world.numbers);
  return { ...listed, isList: true };
}

/** `Tv`, `TW` of an array with more than two indices: the last of them meets the first of the other. */
function overLast(tensor: Value, other: Value, numbers: Numbers): Value {
  const last = tensor.dims.at(-1)!;
  const kept = tensor.dims.slice(0, -1);
  const columns = columnsOf(other);
  if (other.dims.length > 2 || rowsOf(other) !== last)
    throw new Stop('shape', `the product of ${sayDims(tensor)} and ${sayDims(other)}`, {
      apart: [[last, rowsOf(other)]],
    });
  const parts = numbers.product(tensor.parts, other.parts, sizeOf(kept), last, columns);
  return { dims: other.dims.length === 1 ? kept : [...kept, columns], parts };
}

const isDerivative = (expr: Expr): boolean => some(expr, (it) => it.kind === 'derivative');

/** The product with as few of its matrices as possible written as lists of their entries. */
function listsIn(args: readonly Value[], world: World): Value | undefined {
  const matrices = args.flatMap((it, i) => (isMatrix(it) && !isRow(it) && sizeOf(it.dims) <= MOST ? [i] : []));
  if (matrices.length > 4) return undefined;
  const rows = choice(world, 'vec') === 'rows';
  const picks = Array.from({ length: 2 ** matrices.length }, (_, i) => i).sort((a, b) => ones(a) - ones(b));
  for (const pick of picks.slice(1)) {
    const values = args.map((it, i) => {
      const at = matrices.indexOf(i);
      return at >= 0 && (pick >> at) % 2 === 1 ? vectorised(it, rows) : it;
    });
    // A list before a Jacobian is a row.
    const turned = values.map((it, i) => (it !== args[i] && i === 0 ? transposed(it) : it));
    for (const tried of [values, turned]) {
      const found = unless(['shape'], () => productOf(tried, world.numbers));
      if (found !== undefined && !isScalar(found)) return found;
    }
  }
  return undefined;
}

/** Longer lists are not meant. */
const MOST = 64;

const ones = (mask: number): number => mask.toString(2).replaceAll('0', '').length;

/** Two sides in one shape, where one is a list of the other's entries: a matrix and what Jacobians make of it. */
export function likeLists(sides: Sides, exprs: readonly Expr[], world: World): Sides {
  const { left, right, terms } = sides;
  const size = sizeOf(left.dims);
  const isList = (it: Value): boolean => it.isList === true || isColumn(it);
  if (isList(left) === isList(right) || size !== sizeOf(right.dims) || isScalar(left)) return sides;
  if (left.isList !== true && right.isList !== true && !exprs.some(isDerivative)) return sides;
  // The list of a Jacobian has no direction.
  if ((isRow(left) || isRow(right)) && left.isList !== true && right.isList !== true) return sides;
  const rows = choice(world, 'vec') === 'rows';
  const list = (it: Value): Value => (isList(it) ? { dims: [size], parts: it.parts } : vectorised(it, rows));
  return { left: list(left), right: list(right), terms };
}
