/** An expression with parts replaced. */
import type { Expr, IndexItem } from './expr.ts';

/** `change` gives the replacement of a part, or undefined to look inside it. */
export const rewritten = (expr: Expr, change: (it: Expr) => Expr | undefined): Expr =>
  change(expr) ?? withOperands(expr, (it) => rewritten(it, change));

/** The same expression with what `change` makes of each operand, indices included; itself where that is the same. */
export function withOperands(expr: Expr, change: (it: Expr) => Expr): Expr {
  const list = (items: readonly Expr[]): readonly Expr[] => sameOr(items, items.map(change));
  switch (expr.kind) {
    case 'symbol':
    case 'number':
    case 'ellipsis':
    case 'hole':
    case 'space':
      return expr;
    case 'apply': {
      const args = list(expr.args);
      const under = expr.under && change(expr.under);
      const weight = expr.weight && change(expr.weight);
      return args === expr.args && under === expr.under && weight === expr.weight
        ? expr
        : { ...expr, args, ...(under && { under }), ...(weight && { weight }) };
    }
    case 'call': {
      const [fn, args] = [change(expr.fn), list(expr.args)];
      return fn === expr.fn && args === expr.args ? expr : { ...expr, fn, args };
    }
    case 'index': {
      const base = change(expr.base);
      const items = sameOr(
        expr.items,
        expr.items.map((it) => withIndex(it, change)),
      );
      return base === expr.base && items === expr.items ? expr : { ...expr, base, items };
    }
    case 'reduce': {
      const body = change(expr.body);
      return body === expr.body ? expr : { ...expr, body };
    }
    case 'derivative': {
      const of = expr.of && change(expr.of);
      const by = list(expr.by);
      return of === expr.of && by === expr.by ? expr : { ...expr, ...(of && { of }), by };
    }
    case 'literal': {
      const rows = sameOr(expr.rows, expr.rows.map(list));
      return rows === expr.rows ? expr : { ...expr, rows };
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
      const sides = sameOr(
        expr.sides,
        expr.sides.map((it) => it && change(it)),
      );
      return sides === expr.sides ? expr : { ...expr, sides };
    }
  }
}

function withIndex(item: IndexItem, change: (it: Expr) => Expr): IndexItem {
  switch (item.kind) {
    case 'at': {
      const expr = change(item.expr);
      return expr === item.expr ? item : { kind: 'at', expr };
    }
    case 'range': {
      const [from, to] = [item.from && change(item.from), item.to && change(item.to)];
      return from === item.from && to === item.to ? item : { kind: 'range', ...(from && { from }), ...(to && { to }) };
    }
    case 'all':
      return item;
  }
}

const sameOr = <T>(before: readonly T[], after: readonly T[]): readonly T[] =>
  after.every((it, i) => it === before[i]) ? before : after;
