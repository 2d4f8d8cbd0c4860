/** Questions put to threads: the same as `settle`, answered later. */
import type { Pool } from '../verify/pool.ts';
import { type Question, settling } from '../verify/settle.ts';
import type { Verdict } from '../verify/verdict.ts';

/** Puts a job to a thread; lower ranks go first. */
export type Ask = Pool['ask'];

/** The verdict of a question; undefined when it was cancelled. */
export async function answered(question: Question, ask: Ask, rank: number): Promise<Verdict | undefined> {
  const steps = settling(question);
  let next = steps.next();
  while (next.done !== true) {
    const verdict = await ask(next.value, rank).verdict;
    if (verdict === undefined) return undefined;
    next = steps.next(verdict);
  }
  return next.value;
}
