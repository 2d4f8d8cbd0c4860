/**
 * `\sum_i 1 - x_i`, whose index stands behind it as well: a sum that reaches over all that has its index. What holds so
 * may be confirmed; of anything else, nobody knows how far the sum reaches.
 */
import type { Apply, Expr, Reduce } from '../expr/expr.ts';
import { freeNames } from '../shape/free-names.ts';
import type { Job } from './job.ts';
import { rewritten } from '../expr/rewrite.ts';

/** None where every index stands under its own sum. */
export function withWideSums(job: Job): readonly Job[] {
  const { left, right } = job.claim;
  const claim = { ...job.claim, left: widened(left), right: widened(right) };
  if (claim.left === left && claim.right === right) return [];
  return [{ ...job, claim, quiet: true, said: 'a sum reaches over all that has its index' }];
}

function widened(expr: Expr): Expr {
  let found = false;
  const wide = rewritten(expr, (it) => {
    const sum = it.kind === 'apply' && it.op === 'sum' ? wideSum(it) : undefined;
    if (sum !== undefined) found = true;
    return sum;
  });
  return found ? wide : expr;
}

function wideSum({ args, signs = [], ...rest }: Apply): Expr | undefined {
  const at = args.findIndex((it, i) => isSum(it) && i + 1 < args.length && hasIndexOf(it, args[i + 1]!));
  const sum = args[at];
  if (sum === undefined || !isSum(sum)) return undefined;
  const end = args.findIndex((it, i) => i > at && !hasIndexOf(sum, it));
  const reached = args.slice(at + 1, end < 0 ? args.length : end);
  const sign = (i: number): number => signs[i] ?? 1;
  const { body, span } = sum;
  const inside = [1, ...reached.map((_, i) => sign(at + 1 + i) * sign(at))];
  const whole: Reduce = { ...sum, body: { kind: 'apply', op: 'sum', args: [body, ...reached], signs: inside, span } };
  const kept = (i: number): boolean => i <= at || i > at + reached.length;
  const all = args.map((it, i) => (i === at ? whole : it));
  if (all.filter((_, i) => kept(i)).length === 1 && sign(at) === 1) return whole;
  return { ...rest, args: all.filter((_, i) => kept(i)), signs: args.map((_, i) => sign(i)).filter((_, i) => kept(i)) };
}

const isSum = (expr: Expr): expr is Reduce => expr.kind === 'reduce' && expr.op === 'sum' && expr.bound.length === 1;

function hasIndexOf({ bound }: Reduce, expr: Expr): boolean {
  const { names, indices } = freeNames(expr);
  return bound.some(({ key }) => names.has(key) || indices.has(key));
}
