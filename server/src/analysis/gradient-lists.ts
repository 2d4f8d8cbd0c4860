/** `\nabla S(x, y) = (a, b)`: the gradient by all arguments as the list of those by each of them. */
import type { Derivative, Expr } from '../expr/expr.ts';
import { stripped } from './unfolding.ts';

/** Both sides of an equation, with such a gradient written as the other side is. */
export function asLists(left: Expr, right: Expr): readonly [Expr, Expr] {
  return [asList(left, right) ?? left, asList(right, left) ?? right];
}

function asList(side: Expr, other: Expr): Expr | undefined {
  const list = stripped(other);
  if (side.kind !== 'derivative' || list.kind !== 'tuple' || list.separator !== ',') return undefined;
  const { of, by, notation, order } = side;
  const args = of?.kind === 'call' && (of.given ?? of.args.length) === of.args.length ? of.args : [];
  const isByAll = notation === 'nabla' && by.length === 0 && order === 1 && args.every((it) => it.kind === 'symbol');
  // A list of as many numbers may be the entries of the gradient by one of them.
  if (!isByAll || args.length < 2 || args.length !== list.items.length) return undefined;
  return { ...list, items: args.map((it): Derivative => ({ ...side, by: [it] })), span: side.span };
}
