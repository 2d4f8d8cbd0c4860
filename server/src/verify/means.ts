/**
 * How many terms a sum has: `\sum_{i=1}^N x_i` says it, and of `\frac{1}{N} \sum_i x_i` without bounds what the sum is
 * divided by.
 */
import { type Expr, type SymbolExpr, walk } from '../expr/expr.ts';

export interface Counted {
  readonly index: string;
  readonly body: Expr;
  readonly count: SymbolExpr;
}

/** Sums that run over all there is, with the letter that counts it. */
export function sumsIn(expr: Expr): readonly Counted[] {
  const found: Counted[] = [...meansIn(expr)];
  walk(expr, (it) => {
    if (it.kind !== 'reduce' || it.op !== 'sum') return;
    for (const { key, from, to } of it.bound)
      if (from?.kind === 'number' && from.value === 1 && to?.kind === 'symbol')
        found.push({ index: key, body: it.body, count: to });
  });
  return found;
}

export function meansIn(expr: Expr): readonly Counted[] {
  const found: Counted[] = [];
  const note = (sum: Expr | undefined, count: Expr | undefined): void => {
    if (sum?.kind !== 'reduce' || sum.op !== 'sum' || count?.kind !== 'symbol') return;
    const [index] = sum.bound;
    if (sum.bound.length !== 1 || index === undefined || index.from !== undefined || index.to !== undefined) return;
    found.push({ index: index.key, body: sum.body, count });
  };
  walk(expr, (it) => {
    if (it.kind !== 'apply') return;
    if (it.op === 'divide') note(it.args[0], it.args[1]);
    if (it.op !== 'product') return;
    it.args.slice(1).forEach((sum, i) => {
      const before = it.args[i];
      if (before?.kind === 'apply' && before.op === 'divide' && before.args[0]?.kind === 'number')
        note(sum, before.args[1]);
    });
  });
  return found;
}
