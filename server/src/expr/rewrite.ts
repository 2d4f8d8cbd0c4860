/** An expression with parts replaced. */
import type { Expr, IndexItem } from './expr.ts';

/** `change` gives the replacement of a part, or undefined to look inside it. */
export function rewritten(expr: Expr, change: (it: Expr) => Expr | undefined): Expr {
  const changed = change(expr);
  if (changed !== undefined) return changed;
  const go = (it: Expr): Expr => rewritten(it, change);
  const list = (items: readonly Expr[]): readonly Expr[] => {
    const all = items.map(go);
    return all.every((it, i) => it === items[i]) ? items : all;
  };
  switch (expr.kind) {
    case 'symbol':
    case 'number':
    case 'ellipsis':
    case 'hole':
    case 'space':
      return expr;
    case 'apply': {
      const args = list(expr.args);
      const under = expr.under === undefined ? undefined : go(expr.under);
      const weight = expr.weight === undefined ? undefined : go(expr.weight);
      return args === expr.args && under === expr.under && weight === expr.weight
        ? expr
        : { ...expr, args, ...(under && { under }), ...(weight && { weight }) };
    }
    case 'call': {
      const [fn, args] = [go(expr.fn), list(expr.args)];
      return fn === expr.fn && args === expr.args ? expr : { ...expr, fn, args };
    }
    case 'index': {
      const base = go(expr.base);
      const items = expr.items.map((it): IndexItem => (it.kind === 'at' ? { kind: 'at', expr: go(it.expr) } : it));
      const same = items.every(
        (it, i) => it === expr.items[i] || (it.kind === 'at' && it.expr === (expr.items[i] as { expr?: Expr }).expr),
      );
      return base === expr.base && same ? expr : { ...expr, base, items };
    }
    case 'reduce': {
      const body = go(expr.body);
      return body === expr.body ? expr : { ...expr, body };
    }
    case 'derivative': {
      const of = expr.of === undefined ? undefined : go(expr.of);
      const by = list(expr.by);
      return of === expr.of && by === expr.by ? expr : { ...expr, ...(of && { of }), by };
    }
    case 'literal': {
      const rows = expr.rows.map(list);
      return rows.every((it, i) => it === expr.rows[i]) ? expr : { ...expr, rows };
    }
    case 'tuple': {
      const items = list(expr.items);
      return items === expr.items ? expr : { ...expr, items };
    }
    case 'cases': {
      const values = list(expr.values);
      return values === expr.values ? expr : { ...expr, values };
    }
    case 'relation': {
      const sides = expr.sides.map((it) => (it === undefined ? undefined : go(it)));
      return sides.every((it, i) => it === expr.sides[i]) ? expr : { ...expr, sides };
    }
  }
}
