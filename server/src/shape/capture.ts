/** `\nabla_{u_i} \sum_i u_i v_i`: the index of the variable is also the running index of the sum. */
import { type Expr, some, walk } from '../expr/expr.ts';
import type { Conflict } from './conflict.ts';
import { UNKNOWN } from './shape.ts';

export function captures(expr: Expr): readonly Conflict[] {
  const found: Conflict[] = [];
  walk(expr, (it) => {
    if (it.kind !== 'derivative' || it.of === undefined) return;
    for (const variable of it.by) {
      if (variable.kind !== 'index' || variable.base.kind !== 'symbol') continue;
      const base = variable.base.key;
      const letters = variable.items.flatMap((item) =>
        item.kind === 'at' && item.expr.kind === 'symbol' ? [item.expr.key] : [],
      );
      walk(it.of, (inner) => {
        if (inner.kind !== 'reduce' || (inner.op !== 'sum' && inner.op !== 'product')) return;
        const bound = inner.bound.find((index) => letters.includes(index.key));
        if (bound === undefined || !mentionsMember(inner.body, base, bound.key)) return;
        found.push({
          code: 'index-capture',
          what: 'index',
          expr: inner,
          left: variable,
          right: inner,
          leftShape: UNKNOWN,
          rightShape: UNKNOWN,
        });
      });
    }
  });
  return found;
}

const mentionsMember = (body: Expr, base: string, letter: string): boolean =>
  some(
    body,
    (it) =>
      it.kind === 'index' &&
      it.base.kind === 'symbol' &&
      it.base.key === base &&
      it.items.some((item) => item.kind === 'at' && item.expr.kind === 'symbol' && item.expr.key === letter),
  );
