/**
 * Products that are meant entry by entry: `\sigma(z)(1 - \sigma(z))`, `z\,\sigma(z)`, `h(1 - h)` with a column z. A rule
 * for numbers is written of a vector, and no other product of the two exists.
 */
import type { Expr } from '../expr/expr.ts';
import { signatures } from '../expr/operators.ts';
import { actsEntrywise } from './constants.ts';

/** Numbers alone: they go with every name. */
const ANY = '';

/** Are these factors functions of one vector's entries, and not the bare name twice? */
export function actOnOneName(factors: readonly Expr[], isNumber: (it: Expr) => boolean): boolean {
  const names = new Set(factors.map((it) => entriesOf(it, isNumber)));
  return names.size === 1 && !names.has(undefined) && !names.has(ANY) && !factors.every((it) => it.kind === 'symbol');
}

/** `\tanh(Z)`, `\sigma(Z)`: what acts on entries is raised entry by entry, so that it need not be square. */
export function isOfEntries(expr: Expr): boolean {
  if (expr.kind === 'call') return expr.fn.kind === 'symbol' && actsEntrywise({ ...expr.fn.glyph, primes: 0 });
  if (expr.kind !== 'apply') return false;
  return expr.op === 'elementwise' || (expr.op === 'parentheses' && isOfEntries(expr.args[0]!));
}

/** The vector of whose entries an expression is a function, entry by entry. */
function entriesOf(expr: Expr, isNumber: (it: Expr) => boolean): string | undefined {
  if (expr.kind === 'number') return ANY;
  if (expr.kind === 'symbol') return isNumber(expr) ? ANY : expr.key;
  if (expr.kind === 'call') {
    const { fn, args } = expr;
    const known = fn.kind === 'symbol' && actsEntrywise({ ...fn.glyph, primes: 0 }) && args.length === 1;
    return known ? entriesOf(args[0]!, isNumber) : undefined;
  }
  if (expr.kind !== 'apply') return undefined;
  const whole = expr.op === 'parentheses' || expr.op === 'elementwise' || expr.op === 'entrywise-power';
  const signature = signatures[expr.op];
  const combines = signature === 'sum' || signature === 'product' || signature === 'entrywise' || expr.op === 'divide';
  if (!whole && !combines) return undefined;
  const names = new Set(expr.args.map((it) => entriesOf(it, isNumber)));
  if (names.size > 1) names.delete(ANY);
  return names.size === 1 ? [...names][0] : undefined;
}
