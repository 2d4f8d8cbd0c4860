/** Conditions and notations that may hold of everything (`AA^{-1} = I`): they are tried, and never accused. */
import { type Derivative, type Expr, some } from '../expr/expr.ts';
import { isGeneric } from '../verify/draw.ts';
import { isArgument } from '../verify/every-kind.ts';
import type { Job } from '../verify/job.ts';
import type { Meaning } from './meaning.ts';
import { differentiatesByPrime } from './unfolding.ts';

/** `AB = BA` is none of them: where letters are numbers it would hold. */
export const mayHold = ({ kind, why, asserted }: Meaning): boolean =>
  !asserted.includes(true) &&
  (kind === 'tie' ? why === 'zero' || why === 'free-names' : kind === 'definition' && why === 'notation');

/** Whether it would hold of its names whatever else is said of them, and whatever they are. */
export const unconditional = ({ claim, names }: Job, guesses: readonly string[]): boolean =>
  names.every(({ conditions }) => conditions.every(isGeneric)) &&
  guesses.every((key) => isArgument(key.replace(/\[.*$/, ''), { claim, definitions: [] }, inside)) &&
  ![claim.left, claim.right].some(isStationary);

/** By what something is differentiated makes no difference. */
const inside = ({ of }: Derivative, elsewhere: (it: Expr) => boolean): boolean => of !== undefined && elsewhere(of);

/** `f'(x^*) = 0` says where. */
const isStationary = (side: Expr): boolean => some(side, differentiatesByPrime);
