/**
 * `\frac{df}{dg}` of a note that has `f(g(x))`: the derivative of f by its argument, where that is g(x).
 */
import { type Call, type Expr, type SymbolExpr, walk } from '../expr/expr.ts';
import { keyOf } from '../expr/glyph.ts';
import { rewritten } from '../expr/rewrite.ts';
import type { PartStatements } from './reading.ts';

interface Applied extends Call {
  readonly fn: SymbolExpr;
}

const isApplied = (expr: Expr | undefined): expr is Applied => expr?.kind === 'call' && expr.fn.kind === 'symbol';

const memo = new WeakMap<PartStatements, ReadonlyMap<string, Applied>>();

/** The values of functions that other functions are applied to, `f(g(x))` by `f g`, and `g(x)` by `g x`. */
function compositionsIn(part: PartStatements): ReadonlyMap<string, Applied> {
  let found = memo.get(part);
  if (found === undefined) {
    const all = new Map<string, Applied>();
    for (const { expr } of part.statements.flat())
      walk(expr, (it) => {
        const [inner, more] = isApplied(it) ? it.args : [];
        if (!isApplied(it) || more !== undefined || !isApplied(inner)) return;
        const [last] = inner.args;
        const found = [
          [`${it.fn.key} ${inner.fn.key}`, it],
          ...(last?.kind === 'symbol' ? [[`${inner.fn.key} ${last.key}`, inner] as const] : []),
        ] as const;
        for (const [key, value] of found) if (!all.has(key)) all.set(key, value);
      });
    memo.set(part, (found = all));
  }
  return found;
}

/** An expression with such derivatives as values of `f'`, and those of g as derivatives of g(x). */
export function withSlopes(expr: Expr, part: PartStatements): Expr {
  const compositions = compositionsIn(part);
  if (compositions.size === 0) return expr;
  return rewritten(expr, (it) => {
    const [by, more] = it.kind === 'derivative' && it.order === 1 ? it.by : [];
    const of = it.kind === 'derivative' ? it.of : undefined;
    if (by?.kind !== 'symbol' || more !== undefined || of?.kind !== 'symbol') return undefined;
    const value = compositions.get(`${of.key} ${by.key}`);
    if (value === undefined || it.kind !== 'derivative') return undefined;
    if (!isApplied(value.args[0])) return { ...it, of: value };
    const glyph = { ...value.fn.glyph, primes: value.fn.glyph.primes + 1 };
    return { ...value, fn: { ...value.fn, glyph, key: keyOf(glyph) }, span: it.span };
  });
}
