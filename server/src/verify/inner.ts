/** Inner products of lists: `\langle (a, b), (c, d) \rangle` is a with c, and b with d. */
import type { Apply, Expr, Tuple } from '../expr/expr.ts';
import { inner, plus } from './arithmetic.ts';
import { isEllipsis } from './ellipsis.ts';
import { evaluate } from './evaluate.ts';
import { isColumn, transposed, type Value } from './value.ts';
import type { World } from './world.ts';

export function innerOfLists({ args: [first, second] }: Apply, world: World): Value | undefined {
  if (!isList(first) || !isList(second) || first.items.length !== second.items.length) return undefined;
  return first.items
    .map((it, i) => inner(evaluate(it, world), evaluate(second.items[i]!, world), world.numbers))
    .reduce((all, it) => plus(all, it, world.numbers));
}

const isList = (expr: Expr | undefined): expr is Tuple =>
  expr?.kind === 'tuple' && expr.open === '(' && expr.separator === ',' && !expr.items.some(isEllipsis);

/** `(a, b)^\top`: what stands in a line is the column that it is meant to be. */
export const turned = (value: Value, of: Expr | undefined): Value =>
  of?.kind === 'tuple' && of.separator === ',' && of.items.length > 1 && isColumn(value) ? value : transposed(value);
