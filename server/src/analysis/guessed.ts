/** Names whose kind is guessed: nothing is refuted by them alone. */
import { children, type Expr, some } from '../expr/expr.ts';
import { freeNames } from '../shape/free-names.ts';
import { exprsOf, type Job } from '../verify/job.ts';
import { type NotChecked, notChecked } from './doubts.ts';
import type { SectionFacts } from './sections.ts';
import { derivativesIn } from './unfolding.ts';

/** A name of no known kind may be anything: nothing is refuted by its value. Of others, only their letter or a habit tells. */
export function guessed(
  section: SectionFacts,
  job: Job,
  formula: number,
): { readonly doubt?: NotChecked; readonly keys: readonly string[] } {
  const all = exprsOf(job);
  const derives = derivativesIn(job.claim.left).length + derivativesIn(job.claim.right).length > 0;
  const keys: string[] = [];
  for (const { key, declared, shape } of job.names) {
    // What counts is a whole number, whatever its letter.
    if (declared || all.some((it) => freeNames(it).indices.has(key) || some(it, (one) => isBound(key, one)))) continue;
    if (isOnlyDifferentiated(key, job)) continue;
    const { level } = section.answer.lookup(key, formula);
    if (shape.kind === 'unknown') return { doubt: notChecked('unknown-size', key), keys };
    if (level !== 'convention' && level !== 'habit') continue;
    // Where nothing is declared, an identity may rest on conditions that go without saying; a derivative seldom does.
    if (!derives) return { doubt: notChecked('unknown-size', key), keys };
    // A word in upright letters names a number.
    if (!/^upright [a-z]{3}/i.test(key)) keys.push(key);
  }
  return { keys };
}

/** The T of `\sum_{t=1}^T`. */
const isBound = (key: string, expr: Expr): boolean =>
  expr.kind === 'reduce' &&
  expr.bound.some((it) => [it.from, it.to].some((side) => side?.kind === 'symbol' && side.key === key));

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
