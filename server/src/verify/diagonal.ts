/** Diagonal matrices of numbers that an index counts: `\operatorname{diag}(p_i(1 - p_i))`. */
import type { Apply } from '../expr/expr.ts';
import { freeNames } from '../shape/free-names.ts';
import { evaluate } from './evaluate.ts';
import { rangeOf } from './indexing.ts';
import { diagonal } from './matrix.ts';
import { stacked } from './operators.ts';
import { Stop } from './stop.ts';
import { scalarOf, type Value } from './value.ts';
import { binding, type World } from './world.ts';

/**
 * The matrix of one number for each value of the index that stands free in it. One that is bound around it, or that a
 * definition takes, is no such index; a list at one value of it makes a diagonal matrix of its own.
 * @throws Stop where nothing tells the range of the index
 */
export function diagonalOfMembers({ args }: Apply, world: World): Value | undefined {
  const [of, more] = args;
  if (of === undefined || more !== undefined) return undefined;
  const [index, other] = [...freeNames(of).indices].filter((it) => !world.bound.has(it) && !world.set.has(it));
  if (index === undefined || world.sizeNamed(index) !== undefined) return undefined;
  const at = (i: number): Value => evaluate(of, binding(world, [[index, scalarOf(world.numbers.constant(i))]]));
  if (at(1).dims.length > 0) return undefined;
  const size = rangeOf(index, [of], world, true);
  if (size === undefined || other !== undefined) throw new Stop('not-understood', `the range of ${index}`);
  return diagonal(stacked(Array.from({ length: size }, (_, i) => at(i + 1))));
}

/** A diagonal matrix is made of a list: of a number that nothing counts it is not said how large it is. */
export function diagonalOfList(list: Value): Value {
  if (list.dims.length === 0) throw new Stop('not-understood', 'the diagonal of a number');
  return diagonal(list);
}
