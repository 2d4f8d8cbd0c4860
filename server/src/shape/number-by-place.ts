/** Names that are no matrices by the place they stand in: `\frac{1}{N}`, `\frac{x}{\sqrt{d} + 1}`. */
import { type Expr, walk } from '../expr/expr.ts';
import { constantOf } from './constants.ts';
import { memberKey } from './declare.ts';

/** The names that something is divided by. */
export function divisorsIn(expr: Expr): ReadonlySet<string> {
  const found = new Set<string>();
  walk(expr, (it) => {
    const under = it.kind === 'apply' && it.op === 'divide' ? it.args[1] : undefined;
    if (under !== undefined) collect(under, found);
  });
  return found;
}

/** Through sums, products, powers and roots; a transpose or a norm may hold anything. */
function collect(expr: Expr, found: Set<string>): void {
  if (expr.kind === 'symbol') {
    if (constantOf(expr) === undefined) found.add(expr.key);
  } else if (expr.kind === 'index') {
    if (expr.base.kind === 'symbol' && expr.items.length === 1) found.add(memberKey(expr.base.key, expr.items));
  } else if (expr.kind === 'apply' && THROUGH.has(expr.op)) {
    for (const it of expr.args) collect(it, found);
  }
}

const THROUGH = new Set<string>(['sum', 'product', 'dot', 'cross', 'power', 'parentheses', 'elementwise']);
