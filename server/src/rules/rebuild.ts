/** The same expression with other operands. */
import type { Expr, IndexItem } from '../expr/expr.ts';

/** Applies `change` to each operand, indices included, and puts the results back. */
export function rebuild(expr: Expr, change: (it: Expr) => Expr): Expr {
  switch (expr.kind) {
    case 'symbol':
    case 'number':
    case 'ellipsis':
    case 'hole':
    case 'space':
      return expr;
    case 'apply':
      return { ...expr, args: expr.args.map(change) };
    case 'call':
      return { ...expr, fn: change(expr.fn), args: expr.args.map(change) };
    case 'index':
      return { ...expr, base: change(expr.base), items: expr.items.map((it) => rebuildItem(it, change)) };
    case 'reduce':
      return { ...expr, body: change(expr.body) };
    case 'derivative':
      return { ...expr, ...(expr.of && { of: change(expr.of) }), by: expr.by.map(change) };
    case 'literal':
      return { ...expr, rows: expr.rows.map((row) => row.map(change)) };
    case 'tuple':
      return { ...expr, items: expr.items.map(change) };
    case 'cases':
      return { ...expr, values: expr.values.map(change) };
    case 'relation':
      return { ...expr, sides: expr.sides.map((it) => it && change(it)) };
  }
}

function rebuildItem(item: IndexItem, change: (it: Expr) => Expr): IndexItem {
  switch (item.kind) {
    case 'at':
      return { kind: 'at', expr: change(item.expr) };
    case 'range':
      return { kind: 'range', ...(item.from && { from: change(item.from) }), ...(item.to && { to: change(item.to) }) };
    case 'all':
      return item;
  }
}
