/**
 * Two integrals over one interval are equal where what they are of is, at every point: no sum of many values has to be
 * computed. Nothing is refuted so.
 *
 * ```
 * \int_0^1 x^{a - 1} x^s \, dx = \int_0^1 x^{a + s - 1} \, dx
 * ```
 */
import { type BoundIndex, type Expr, isInfinite, type Reduce, some, speaksOf, symbolIn } from '../expr/expr.ts';
import { textOf } from '../expr/text.ts';
import { SCALAR } from '../shape/shape.ts';
import type { Job, Name } from './job.ts';
import { rewritten } from '../expr/rewrite.ts';

/** The claim about what is integrated; none where its sides are no integrals of one kind. */
export function integrands(job: Job): readonly Job[] {
  const { left, right, sign } = job.claim;
  if (sign !== '=') return [];
  const [a, b] = [pulledOut(left), pulledOut(right)];
  if (a === undefined || b === undefined || limits(a.bound) !== limits(b.bound)) return [];
  const { key } = a.bound;
  const isOther = key !== b.bound.key;
  if ((isOther && speaksOf(b.expr, key)) || job.names.some((it) => it.key === key) || isVector(a.expr, key)) return [];
  const symbol = isOther ? symbolIn(a.expr, key) : undefined;
  const renamed = isOther
    ? rewritten(b.expr, (it) => (it.kind === 'symbol' && it.key === b.bound.key ? symbol : undefined))
    : b.expr;
  const point: Name = { key, shape: SCALAR, conditions: conditionsOf(a.bound), declared: false };
  const claim = { ...job.claim, left: a.expr, right: renamed };
  return [{ ...job, claim, names: [...job.names, point], quiet: true, said: 'what is integrated is the same' }];
}

interface Pulled {
  readonly bound: BoundIndex;
  readonly expr: Expr;
}

/** An expression that is linear in its integrals, without their signs. */
function pulledOut(expr: Expr): Pulled | undefined {
  if (expr.kind === 'reduce') {
    const [bound, more] = expr.bound;
    if (expr.op !== 'integral' || bound === undefined || more !== undefined || some(expr.body, isIntegral))
      return undefined;
    return { bound, expr: { kind: 'apply', op: 'parentheses', args: [expr.body], span: expr.span } };
  }
  if (expr.kind !== 'apply') return undefined;
  const all = expr.args.map((it) => (some(it, isIntegral) ? pulledOut(it) : 'constant'));
  if (all.includes(undefined)) return undefined;
  const pulled = all.filter((it): it is Pulled => it !== undefined && it !== 'constant');
  const [first, more] = pulled;
  if (first === undefined) return undefined;
  const isLinear =
    expr.op === 'sum'
      ? pulled.length === all.length &&
        pulled.every(({ bound }) => bound.key === first.bound.key && limits(bound) === limits(first.bound))
      : more === undefined &&
        (expr.op === 'product' || expr.op === 'parentheses' || (expr.op === 'divide' && all[0] !== 'constant')) &&
        expr.args.every((it, i) => all[i] !== 'constant' || !speaksOf(it, first.bound.key));
  if (!isLinear) return undefined;
  const args = expr.args.map((it, i) => {
    const one = all[i];
    return one === undefined || one === 'constant' ? it : one.expr;
  });
  return { bound: first.bound, expr: { ...expr, args } };
}

const isIntegral = (it: Expr): it is Reduce => it.kind === 'reduce' && it.op === 'integral';

const limits = ({ from, to }: BoundIndex): string =>
  [from, to].map((it) => (it === undefined ? '' : textOf(it))).join();

/** The x of `x^\top \Sigma x`. */
const isVector = (expr: Expr, key: string): boolean =>
  some(
    expr,
    (it) =>
      (it.kind === 'apply' && /^(transpose|norm|determinant|trace)$/.test(it.op) && it.args.some((one) => speaksOf(one, key))) ||
      (it.kind === 'index' && speaksOf(it.base, key)),
  ); // prettier-ignore

/** Where the point may be. */
function conditionsOf({ from, to }: BoundIndex): readonly string[] {
  const isNought = from?.kind === 'number' && from.value === 0;
  if (!isNought) return [];
  if (to?.kind === 'number' && to.value === 1) return ['in (0,1)'];
  return isInfinite(to) ? ['positive entries'] : [];
}
