/** What a law says of the kinds of what follows it and of its parameters. */
import type { Expr } from '../expr/expr.ts';
import { constantOf, isDistribution, isWild, lawOf } from './constants.ts';
import { narrow, type Node, same, type State } from './kind-slots.ts';
import { M, S, V } from './kinds.ts';

/** What follows a law, of the side before it: the x of `x \mid z`. */
export const followerOf = (side: Expr | undefined): Expr | undefined =>
  side?.kind === 'tuple' && side.separator === '|' && side.open === '|' ? side.items[0] : side;

/** `x \sim \mathcal{N}(\mu, \Sigma)`: x is like its mean; a number has a variance, a vector a covariance matrix. */
export function relateLaw(before: Node | undefined, right: Node | undefined, state: State): void {
  const left = before && (followerOf(before.expr) === before.expr ? before : before.kids[0]);
  if (left === undefined || right?.expr.kind !== 'call' || right.expr.fn.kind !== 'symbol') return;
  const kind = lawOf(right.expr.fn.glyph);
  if (kind === S ? state.level === 'habit' && right.kids.every((it) => it.slot.mask === S) : kind !== undefined)
    narrow(left.slot, kind!, state);
  if (!isDistribution(right.expr.fn.glyph)) return;
  const [mean, spread] = right.kids;
  if (mean === undefined || spread === undefined || right.kids.length !== 2) return;
  if (isWritten(spread.expr) || (state.level === 'habit' && isSigma(spread.expr))) narrow(spread.slot, M, state);
  if (!isWild(mean.expr)) same(left.slot, mean.slot, state);
  if (spread.slot.mask === S) narrow(left.slot, S, state);
  if (spread.slot.mask === M) narrow(left.slot, V, state);
  if (left.slot.mask === V) narrow(spread.slot, M, state);
  if (left.slot.mask === S) narrow(spread.slot, S, state);
}

/** `\sigma^2 I_d`, `D + \lambda I`: no number. */
function isWritten(spread: Expr): boolean {
  if (spread.kind === 'apply') return LINEAR.has(spread.op) && spread.args.some(isWritten);
  const name = spread.kind === 'index' && !spread.upper ? spread.base : spread;
  return name.kind === 'symbol' && constantOf(name) === 'identity';
}

const LINEAR: ReadonlySet<string> = new Set(['product', 'sum', 'divide', 'parentheses']);

/** `\Sigma`, `\boldsymbol\Sigma_k`: a variance would be a σ². */
const isSigma = (spread: Expr): boolean => {
  const name = spread.kind === 'index' ? spread.base : spread;
  return name.kind === 'symbol' && name.glyph.letter === '\\Sigma';
};
