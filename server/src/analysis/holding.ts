/**
 * Conditions and notations that may hold of everything (`AA^{-1} = I`), or of whatever a name was given as its value
 * (`H^2 = H`): they are tried, and never accused.
 */
import { once } from '../base/once.ts';
import { type Derivative, type Expr, some, speaksOf } from '../expr/expr.ts';
import type { Statement } from '../expr/statement.ts';
import { freeNames } from '../shape/free-names.ts';
import { isGeneric } from '../verify/draw.ts';
import { isArgument } from '../verify/every-kind.ts';
import type { Job } from '../verify/job.ts';
import { cueBefore } from './cues.ts';
import type { Meaning, Why } from './meaning.ts';
import type { PartStatements } from './reading.ts';
import { conditionsSaid } from './said.ts';
import { surroundingsOf } from './surroundings.ts';
import { differentiatesByPrime, nameIn } from './unfolding.ts';

export const mayHold = ({ kind, form, why, asserted }: Meaning): boolean =>
  !asserted.includes(true) &&
  (kind === 'tie'
    ? OF_ALL.has(why) || (OF_VALUES.has(why) && form !== 'derivative')
    : kind === 'definition' && why === 'notation');

const OF_ALL: ReadonlySet<Why> = new Set(['zero', 'free-names']);

/** `AB = BA` may hold only of what the names were given as values: where letters are numbers it would hold anyway. */
const OF_VALUES: ReadonlySet<Why> = new Set(['exchange', 'recursion', 'condition-words']);

/** Whether it would hold of its names whatever else is said of them, and whatever they are; or is concluded from what is said. */
export function unconditional(
  { claim, definitions, names }: Job,
  { why, statement, formula }: Meaning,
  guesses: readonly string[],
  statements: PartStatements,
): boolean {
  const sides = [claim.left, claim.right];
  if (sides.some(isStationary)) return false;
  const ofValue = OF_VALUES.has(why);
  const concluded = once(() => isConcluded(statement, formula, statements));
  const isOfQualities = (): boolean =>
    why !== 'condition-words' && names.some((it) => it.conditions.length > 0) && concluded();
  if (ofValue && definitions.length === 0 && !isOfQualities()) return false;
  // What a name was given as its value, said again, tells nothing.
  if (why === 'condition-words' && (isValue(claim.left, claim.right) || isValue(claim.right, claim.left))) return false;
  // A condition on what a value is made of does not say what is said of the value.
  const own = new Set(sides.flatMap((it) => [...freeNames(it).names.keys()]));
  const isBare = (key: string): boolean =>
    ofValue ? isGreek(key) : isArgument(key.replace(/\[.*$/, ''), { claim, definitions: [] }, inside);
  return (
    guesses.every(isBare) &&
    (names.every(({ key, conditions }) => !own.has(key) || conditions.every((it) => isGeneric(it) || isDomain(it))) ||
      concluded())
  );
}

/** “… Then $\|Qx\| = \|x\|$”: what the equation itself says of its names is no reason for it. */
function isConcluded({ words }: Statement, formula: number, statements: PartStatements): boolean {
  const around = surroundingsOf(statements.part)[formula];
  if (around === undefined || cueBefore(around, words) !== 'consequence') return false;
  return conditionsSaid(statements).every((it) => it.formula !== formula);
}

/** Of no equation that could be the one in question. */
const isDomain = (condition: string): boolean =>
  /^(full (row|column) rank|positive( entries)?|integer|in \(0,1\))$/.test(condition);

/** By what something is differentiated makes no difference. */
const inside = ({ of }: Derivative, elsewhere: (it: Expr) => boolean): boolean => of !== undefined && elsewhere(of);

/** `f'(x^*) = 0` says where. */
const isStationary = (side: Expr): boolean => some(side, differentiatesByPrime);

/** `S = P^\top P`: of a name that the other side does without. */
function isValue(side: Expr, other: Expr): boolean {
  const name = nameIn(side)?.key;
  return name !== undefined && !speaksOf(other, name);
}

/** A number to everybody: `\gamma`. */
const isGreek = (key: string): boolean => /^\\[a-z]/.test(key);
