/** What a law says of the sizes of what follows it. */
import type { Call, Expr, Relation } from '../expr/expr.ts';
import { joinShapes } from './combine.ts';
import { isDistribution } from './constants.ts';
import { followerOf } from './relate-law.ts';
import { type Shape, UNKNOWN, vector } from './shape.ts';
import type { Typing } from './typing.ts';

/** Once the sides have their shapes. */
export function followLaws({ sides, signs }: Relation, at: Typing): void {
  signs.forEach((sign, i) => {
    const law = sides[i + 1];
    if (sign.text === '\\sim' && law?.kind === 'call') asItsLaw(followerOf(sides[i]), law, at);
  });
}

/** `x \sim \mathcal N(\mu, \Sigma)`: as long as its mean and as its covariance matrix is wide, where one of them is open. */
function asItsLaw(follower: Expr | undefined, { fn, args }: Call, at: Typing): void {
  const shapeOf = (it: Expr | undefined): Shape => (it && at.shapes.get(it)) ?? UNKNOWN;
  const value = shapeOf(follower);
  if (value.kind !== 'vector' || fn.kind !== 'symbol' || !isDistribution(fn.glyph) || args.length !== 2) return;
  const [mean, spread] = args.map(shapeOf);
  if (mean?.kind === 'vector') joinShapes(value, mean, at);
  if (spread?.kind === 'matrix') joinShapes(value, vector(spread.rows), at);
}
