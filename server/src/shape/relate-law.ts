/** What a law says of the kinds of what follows it and of its parameters. */
import { isDistribution, isWild, lawOf } from './constants.ts';
import { narrow, type Node, same, type State } from './kind-slots.ts';
import { M, S, V } from './kinds.ts';

/** `x \sim \mathcal{N}(\mu, \Sigma)`: x is like its mean; a number has a variance, a vector a covariance matrix. */
export function relateLaw(left: Node | undefined, right: Node | undefined, state: State): void {
  if (left === undefined || right?.expr.kind !== 'call' || right.expr.fn.kind !== 'symbol') return;
  const kind = lawOf(right.expr.fn.glyph);
  if (kind === S ? state.level === 'habit' && right.kids.every((it) => it.slot.mask === S) : kind !== undefined)
    narrow(left.slot, kind!, state);
  if (!isDistribution(right.expr.fn.glyph)) return;
  const [mean, spread] = right.kids;
  if (mean === undefined || spread === undefined || right.kids.length !== 2) return;
  if (!isWild(mean.expr)) same(left.slot, mean.slot, state);
  if (spread.slot.mask === S) narrow(left.slot, S, state);
  if (spread.slot.mask === M) narrow(left.slot, V, state);
  if (left.slot.mask === V) narrow(spread.slot, M, state);
  if (left.slot.mask === S) narrow(spread.slot, S, state);
}
