/** Functions that must be positive: those a logarithm is taken of, as a density's or a likelihood's. */
import { type Expr, walk } from '../expr/expr.ts';
import { keyOf } from '../expr/glyph.ts';

/** The keys of functions that stand under a logarithm, as a factor. */
export function positivesIn(exprs: readonly Expr[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const expr of exprs)
    walk(expr, (it) => {
      if (it.kind === 'apply' && it.op === 'elementwise' && /^(log|ln|lg)$/.test(it.name ?? ''))
        it.args.forEach((one) => factorsOf(one, found));
    });
  return found;
}

function factorsOf(expr: Expr, found: Set<string>): void {
  if (expr.kind === 'apply' && /^(parentheses|product|dot|divide|power)$/.test(expr.op))
    (expr.op === 'power' ? expr.args.slice(0, 1) : expr.args).forEach((it) => factorsOf(it, found));
  else if (expr.kind === 'reduce' && expr.op === 'product') factorsOf(expr.body, found);
  else if (expr.kind === 'call') {
    const fn = expr.fn.kind === 'index' ? expr.fn.base : expr.fn;
    if (fn.kind === 'symbol') found.add(keyOf({ ...fn.glyph, primes: 0 }));
  }
}
