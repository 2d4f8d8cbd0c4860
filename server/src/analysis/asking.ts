/** Questions put to threads: the same as `settle`, answered later. */
import type { Pool } from '../verify/pool.ts';
import { heldFixed, type Question } from '../verify/settle.ts';
import type { Verdict } from '../verify/verdict.ts';

/** Puts a job to a thread; lower ranks go first. */
export type Ask = Pool['ask'];

/** The verdict of a question; undefined when it was cancelled. */
export async function answered(question: Question, ask: Ask, rank: number): Promise<Verdict | undefined> {
  const { job, restricted, direct } = question;
  const alone = await ask(job, rank).verdict;
  if (alone?.verdict !== 'refuted') return alone;
  if (direct !== undefined) {
    const held = await ask(direct, rank).verdict;
    if (held === undefined || held.verdict === 'verified') return held && heldFixed(job, direct);
  }
  return restricted === undefined ? alone : ask(restricted, rank).verdict;
}
