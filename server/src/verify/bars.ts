/** Between bars: an absolute value, a determinant, the length of a vector, how many elements a set has. */
import { type Apply, unbracketed } from '../expr/expr.ts';
import { constantOf } from './arithmetic.ts';
import { determinant, norm } from './matrix.ts';
import type { Numbers } from './numbers.ts';
import { dataOf, isColumn, isRow, isScalar, type Value } from './value.ts';
import type { World } from './world.ts';

export function bars(a: Value, numbers: Numbers): Value {
  if (isScalar(a)) return { dims: a.dims, parts: numbers.apply('abs', a.parts) };
  if (isColumn(a) || isRow(a)) return norm(a, 'euclidean', numbers);
  return determinant(a, numbers);
}

/** `|\mathcal X|` of a set that nothing tells more of. */
export function countOfSet({ args }: Apply, world: World): Value | undefined {
  const set = args[0] && unbracketed(args[0]);
  const isSet = set?.kind === 'symbol' && world.isSet(set.key);
  return isSet ? constantOf(elementsOf(set.key, world), world.numbers) : undefined;
}

/** So many elements a set has at least, and so many more it may have: how many they are, no sum tells. */
const [FEWEST, MORE] = [3, 5];

/** The same wherever the set is named. */
export function elementsOf(set: string, world: World): number {
  const [count = 0] = dataOf(world.free(`elements of ${set}`, [], [], world.numbers));
  return FEWEST + (Math.floor(Math.abs(count) * 7919) % MORE);
}
