/** `[A, B]` and `\{A, B\}` in notes that say what they are: AB − BA, and AB + BA. */
import type { Fence } from '../latex/node.ts';
import { type Expr, some } from './expr.ts';
import { apply, type Lowering } from './lower.ts';

/** @param inner what stands in the bracket */
export function commutatorOf(inner: Expr, { open, span }: Fence, { habits }: Lowering): Expr | undefined {
  const isMeant = open === '[' ? habits.commutes : /^(\\\{|\\lbrace)$/.test(open) && habits.anticommutes;
  if (!isMeant || inner.kind !== 'tuple' || inner.open !== '' || inner.separator !== ',') return undefined;
  const [a, b, more] = inner.items;
  if (a === undefined || b === undefined || more !== undefined || ![a, b].every(isOfMatrices)) return undefined;
  const product = (one: Expr, other: Expr): Expr => apply('product', [one, other].map(asFactor), inner.span);
  const terms = [product(a, b), product(b, a)];
  return apply(
    'parentheses',
    [{ kind: 'apply', op: 'sum', args: terms, signs: [1, open === '[' ? -1 : 1], span: inner.span }],
    span,
  );
}

/** Capitals, as of matrices and operators; `[a, b]` may be an interval all the same. */
const isOfMatrices = (expr: Expr): boolean =>
  some(
    expr,
    (it) =>
      it.kind === 'symbol' && /^(\\(Gamma|Delta|Theta|Lambda|Xi|Pi|Sigma|Phi|Psi|Omega)|[A-Z])$/.test(it.glyph.letter),
  );

const asFactor = (expr: Expr): Expr =>
  expr.kind === 'apply' && expr.op === 'sum' ? apply('parentheses', [expr], expr.span) : expr;
