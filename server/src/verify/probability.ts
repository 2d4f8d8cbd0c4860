/** Expectations, covariances and probabilities need a model of what is random; a claim about them is left undecided. */
import type { Apply, Reduce } from '../expr/expr.ts';
import { Stop } from './stop.ts';
import type { Value } from './value.ts';
import type { World } from './world.ts';

export const expectation = (_expr: Apply | Reduce, _world: World): Value => {
  throw new Stop('not-understood', 'an expectation');
};
export const covariance = (_expr: Apply, _world: World): Value => {
  throw new Stop('not-understood', 'a covariance');
};
export const probability = (_expr: Apply, _world: World): Value => {
  throw new Stop('not-understood', 'a probability');
};
