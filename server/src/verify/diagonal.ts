/** Diagonal matrices of numbers that an index counts: `\operatorname{diag}(p_i(1 - p_i))`. */
import { type Expr, some } from '../expr/expr.ts';
import { familyKey } from '../shape/declare.ts';
import { freeNames } from '../shape/free-names.ts';
import { evaluate } from './evaluate.ts';
import { rangeOf } from './indexing.ts';
import { diagonal } from './matrix.ts';
import { Stop } from './stop.ts';
import { scalarOf, type Value, stacked } from './value.ts';
import { binding, type World } from './world.ts';

/**
 * The matrix of one list, or of one number for each value of the index that it runs over.
 * @throws Stop where nothing tells the range of the index
 */
export function diagonalOf(of: Expr, under: Expr | undefined, world: World): Value {
  const one = evaluate(of, world);
  if (one.dims.length > 0) return diagonal(one);
  if (under?.kind === 'symbol') {
    const size = rangeOf(under.key, [of], world, true);
    if (size === undefined) throw new Stop('not-understood', `the range of ${under.key}`);
    const at = (i: number): Value => evaluate(of, binding(world, [[under.key, scalarOf(world.numbers.constant(i))]]));
    return diagonal(stacked(Array.from({ length: size }, (_, i) => at(i + 1))));
  }
  const isState = (it: Expr): boolean =>
    it.kind === 'index' && it.base.kind === 'symbol' && world.recurrence(familyKey(it.base.key)) !== undefined;
  if (some(of, isState)) return one;
  // The entries of a list at one value of the index, or the list of all of them: nobody knows.
  const isOpen = [...freeNames(of).indices].some((it) => !world.bound.has(it));
  // What is only guessed to be a number is meant to be a list; the σ of `\sigma(1 - \sigma)` has a reading of its own.
  const isGuessed = (it: Expr): boolean => {
    const key = world.guessedNumber(it);
    return key !== undefined && world.applied(key) === undefined;
  };
  if (isOpen || some(of, isGuessed)) throw new Stop('not-understood', 'the diagonal of a number');
  return one;
}
