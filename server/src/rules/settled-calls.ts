/** `k(X)` with a declared number k is a product, whatever it looks like. */
import type { Expr } from '../expr/expr.ts';
import { withOperands } from '../expr/rewrite.ts';
import type { RuleSymbol } from './rule.ts';

/** The same expression with applications of declared numbers read as products. */
export function settleCalls(expr: Expr, symbols: readonly RuleSymbol[]): Expr {
  const numbers = new Set(symbols.filter((it) => it.shape.kind === 'scalar').map((it) => it.key));
  const settle = (it: Expr): Expr => {
    const inner = withOperands(it, settle);
    const [only] = inner.kind === 'call' && inner.args.length === 1 ? inner.args : [];
    if (inner.kind !== 'call' || only === undefined || inner.fn.kind !== 'symbol' || !numbers.has(inner.fn.key))
      return inner;
    return {
      kind: 'apply',
      op: 'product',
      args: [inner.fn, { kind: 'apply', op: 'parentheses', args: [only], span: only.span }],
      span: inner.span,
    };
  };
  return numbers.size === 0 ? expr : settle(expr);
}
