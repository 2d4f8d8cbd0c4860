/** Names with a number: `w_3`, the third of some values, or the name of one. */
import { type Expr, some, walk } from '../expr/expr.ts';
import { constantOf } from '../shape/constants.ts';
import { familyOf, memberKey } from '../shape/declare.ts';

export const isNumbered = (key: string): boolean => familyOf(key) !== undefined;

/** The key of a member with a number of its own; undefined for anything else. */
export function numberedKey(expr: Expr): string | undefined {
  if (expr.kind !== 'index' || expr.base.kind !== 'symbol') return undefined;
  const key = memberKey(expr.base.key, expr.items);
  return isNumbered(key) ? key : undefined;
}

/** The keys of all of them in an expression. */
export function numberedIn(expr: Expr): ReadonlySet<string> {
  const found = new Set<string>();
  walk(expr, (it) => {
    if (it.kind !== 'index' || it.base.kind !== 'symbol' || constantOf(it.base) !== undefined) return;
    const key = numberedKey(it);
    if (key !== undefined) found.add(key);
  });
  return found;
}

/** `w_6 + w_7 w_5`: made of names by arithmetic alone. */
export const isOfValues = (expr: Expr): boolean =>
  !some(expr, (it) => /^(ellipsis|derivative|relation|call|reduce|literal|hole)$/.test(it.kind));
