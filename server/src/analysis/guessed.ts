/** Names whose kind is guessed: nothing is refuted by them alone. */
import { children, type Expr, some } from '../expr/expr.ts';
import { baseOf, freeNames } from '../shape/free-names.ts';
import { isArgument } from '../verify/every-kind.ts';
import { isRate } from '../verify/in-time.ts';
import { exprsOf, type Job } from '../verify/job.ts';
import { type NotChecked, notChecked } from './doubts.ts';
import type { SectionFacts } from './sections.ts';
import { derivativesIn } from './unfolding.ts';

export interface Guesses {
  /** Why nothing is refuted, if so. */
  readonly doubt?: NotChecked;
  /** Names of which only their letter or a habit tells what they are. */
  readonly keys: readonly string[];
}

/** A name of no known kind may be anything: nothing is refuted by its value. Of others, only their letter or a habit tells. */
export function guessed(section: SectionFacts, job: Job, formula: number): Guesses {
  const all = exprsOf(job);
  const isDerivative = derives(job);
  const open = job.names.filter(({ key, declared, shape }) => {
    // What counts is a whole number, whatever its letter.
    if (declared || all.some((it) => freeNames(it).indices.has(key)) || isBound(key, job)) return false;
    if (isOnlyDifferentiated(key, job) || isArgument(baseOf(key), job) || isParameter(key, job)) return false;
    const { level } = section.answer.lookup(key, formula);
    return shape.kind === 'unknown' || level === 'convention' || level === 'habit';
  });
  // Where nothing is declared, letters may be operators, elements of a group or complex numbers.
  const doubtful = isDerivative
    ? open.find((it) => it.shape.kind === 'unknown')
    : isOfArrays(job)
      ? undefined
      : open[0];
  return {
    ...(doubtful && { doubt: notChecked('unknown-size', doubtful.key) }),
    // A word in upright letters names a number.
    keys: open.map((it) => it.key).filter((key) => !/^upright [a-z]{3}/i.test(key)),
  };
}

/** Sizes at which a counterexample must be one too: where sizes are not declared, an identity of 2 × 2 matrices may be meant. */
export const alsoAt = (job: Job, keys: readonly string[]): readonly number[] =>
  // With sizes of one, numbers, lists and matrices are the same: there, nothing rests on a kind.
  job.names.every((it) => it.declared) ? [] : keys.length > 0 && !derives(job) ? [1, 2, 3] : [2, 3];

const derives = ({ claim: { left, right } }: Job): boolean =>
  derivativesIn(left).length + derivativesIn(right).length > 0 || isRate(left);

/** Both sides have what only arrays have, and no letter that may be an operator or the imaginary unit. */
const isOfArrays = ({ claim, names }: Job): boolean => {
  const known = new Set(names.filter((it) => it.declared).map((it) => it.key));
  const isOperator = (it: Expr): boolean =>
    it.kind === 'symbol' && !known.has(it.key) && OPERATORS.test(it.glyph.letter);
  return [claim.left, claim.right].every(
    (side) => some(side, (it) => it.kind === 'apply' && OF_ARRAYS.test(it.op)) && !some(side, isOperator),
  );
};

const OF_ARRAYS = /^(transpose|inverse-transpose|trace|determinant|norm|inner)$/;
const OPERATORS = /^([dDij]|\\(delta|Delta|partial|nabla|imath|jmath))$/;

/** The T of `\sum_{t=1}^T`. */
export const isBound = (key: string, job: Job): boolean =>
  exprsOf(job).some((expr) =>
    some(
      expr,
      (it) =>
        it.kind === 'reduce' &&
        it.bound.some(({ from, to }) => [from, to].some((side) => side?.kind === 'symbol' && side.key === key)),
    ),
  );

/** The θ of `R(\theta) = …` where R is applied to other things: what they are counts. */
const isParameter = (key: string, { claim, definitions }: Job): boolean =>
  definitions.some((it) => it.parameters.includes(key)) &&
  [claim.left, claim.right].every((it) => !freeNames(it).names.has(key)) &&
  definitions.every((it) => it.parameters.includes(key) || !freeNames(it.body).names.has(key));

/** The L of `\partial L / \partial x`: whatever it is, it is a number that depends on what it is differentiated by. */
export const isOnlyDifferentiated = (key: string, job: Job): boolean => {
  const stands = (expr: Expr): boolean => {
    if (expr.kind === 'symbol') return expr.key === key;
    const { of } = expr.kind === 'derivative' ? expr : {};
    return children(expr).some((it) => !(it === of && it.kind === 'symbol') && stands(it));
  };
  const { kind } = job.names.find((it) => it.key === key)?.shape ?? {};
  return (kind === 'scalar' || (kind === 'unknown' && LOSSES.test(key))) && !exprsOf(job).some(stands);
};

/** Letters of what is made small, a number wherever it comes from. */
const LOSSES = /^(calligraphic )?(L|\\ell|J|C|E)(_|$)/;

/** `\operatorname{Cov}[X, Y]`: a variable of chance stands in averages alone, and is never a function there. */
export function isAveraged(key: string, job: Job): boolean {
  const outside = (expr: Expr): boolean => {
    if (expr.kind === 'symbol') return expr.key === key;
    return !(expr.kind === 'apply' && AVERAGES.has(expr.op)) && children(expr).some(outside);
  };
  const all = exprsOf(job);
  const isCalled = all.some((expr) =>
    some(expr, (it) => it.kind === 'call' && it.fn.kind === 'symbol' && it.fn.key === key),
  );
  return !isCalled && all.some((it) => freeNames(it).names.has(key)) && !all.some(outside);
}

const AVERAGES: ReadonlySet<string> = new Set(['expectation', 'covariance']);
