/**
 * How far a sum reaches without brackets: `\sum_i x_i y_i + (1 - x_i)(1 - y_i)` takes in what has its index, where that index
 * stands nowhere else. `\partial L / \partial w_i = \sum_j a_j + b_i` and `z_i = \sum_i a_i + b_i` stay as they are.
 */
import { children, type Expr, type Reduce } from './expr.ts';
import { rewritten } from './rewrite.ts';

/** The expression with its sums. @param before the side that a row without a left side goes on from */
export function reaching(expr: Expr, before: Expr | undefined): Expr {
  const all = before === undefined ? [expr] : [before, expr];
  const inAll = (key: string): number => all.reduce((n, it) => n + timesOpen(it, key), 0);
  const reach = (it: Expr): Expr | undefined => {
    if (it.kind !== 'apply' || it.op !== 'sum') return undefined;
    for (const [i, term] of it.args.entries()) {
      const sum = sumAtEnd(term);
      if (sum === undefined) continue;
      const behind = it.args.slice(i + 1);
      const own = (part: Expr): boolean => sum.bound.some(({ key }) => timesOpen(part, key) > 0);
      const end = behind.findLastIndex(own) + 1;
      const taken = behind.slice(0, end);
      const isAll = sum.bound.every(({ key }) => inAll(key) === taken.reduce((n, part) => n + timesOpen(part, key), 0));
      const signs = it.signs?.slice(i + 1, i + 1 + end) ?? taken.map(() => 1);
      // `-\sum_i a_i - b_i`: the author may have turned the sign of each term, or of the whole.
      const isPlain = it.signs?.[i] !== -1 || signs.every((sign) => sign === 1);
      if (end === 0 || !taken.every(own) || !isAll || !isPlain) continue;
      const last = taken.at(-1)!.span.end;
      const body: Expr = {
        kind: 'apply',
        op: 'sum',
        args: [sum.body, ...taken],
        signs: [1, ...signs],
        span: { start: sum.body.span.start, end: last },
      };
      const whole = withSum(term, { ...sum, body, loose: true, span: { ...sum.span, end: last } }, last);
      const args = [...it.args.slice(0, i), whole, ...it.args.slice(i + 1 + end)];
      if (args.length === 1 && it.signs?.[0] !== -1) return whole;
      return { ...it, args, ...(it.signs && { signs: [...it.signs.slice(0, i + 1), ...it.signs.slice(i + 1 + end)] }) };
    }
    return undefined;
  };
  return rewritten(expr, reach);
}

/** The sum without brackets that a term is or ends with; none that is of another sum. */
function sumAtEnd(term: Expr): Reduce | undefined {
  if (term.kind === 'reduce') return term.op === 'sum' && sumAtEnd(term.body) === undefined ? term : undefined;
  const last = term.kind === 'apply' && (term.op === 'product' || term.op === 'dot') ? term.args.at(-1) : undefined;
  return last && sumAtEnd(last);
}

/** The term with another sum at its end. */
function withSum(term: Expr, sum: Reduce, end: number): Expr {
  if (term.kind !== 'apply') return sum;
  const args = [...term.args.slice(0, -1), withSum(term.args.at(-1)!, sum, end)];
  return { ...term, args, span: { ...term.span, end } };
}

/** How often a letter counts something where nothing binds it. */
function timesOpen(expr: Expr, key: string): number {
  if (expr.kind === 'reduce' && expr.bound.some((it) => it.key === key)) return 0;
  const own =
    expr.kind === 'symbol' && expr.key === key
      ? 1
      : expr.kind === 'index'
        ? expr.items.reduce((n, it) => n + (it.kind === 'at' ? timesOpen(it.expr, key) : 0), 0)
        : 0;
  return children(expr).reduce((n, it) => n + timesOpen(it, key), own);
}
