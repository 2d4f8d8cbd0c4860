/**
 * A claim among the other equations of its note. What holds for all values holds; what does not may still follow from
 * the equations that tie its names, so it is tried again on values that satisfy them.
 */
import { perObject } from '../base/per-object.ts';
import { verify } from './decide.ts';
import { type Job, keyOfJob } from './job.ts';
import type { Verdict } from './verdict.ts';

export interface Question {
  readonly job: Job;
  /** With the equations that restrict its names. */
  readonly restricted?: Job;
  /** With names held fixed that an equation gives a value. */
  readonly direct?: Job;
}

/** Seed and cache key of a question. */
export const keyOfQuestion = perObject(({ job, restricted, direct }: Question): string =>
  [job, restricted, direct].map((it) => (it === undefined ? '' : keyOfJob(it))).join('-'),
);

/** Never throws on what it is given. */
export function settle({ job, restricted, direct }: Question): Verdict {
  const alone = attempted(job);
  if (alone.verdict !== 'refuted') return alone;
  if (direct !== undefined && attempted(direct).verdict === 'verified') return heldFixed(job, direct);
  return restricted === undefined ? alone : attempted(restricted);
}

/** Not true as it stands, but with some names held fixed: which is meant, the note does not say. */
export function heldFixed(job: Job, direct: Job): Verdict {
  const held = job.definitions.filter((it) => direct.definitions.every(({ key }) => key !== it.key));
  const names = held.map((it) => it.key).join(', ');
  return { verdict: 'undecided', reason: 'several-meanings', detail: `it holds with ${names} held fixed` };
}

/** Nesting without end is too large, not a fault of the reader. */
function attempted(job: Job): Verdict {
  try {
    return verify(job);
  } catch (fault) {
    if (fault instanceof RangeError) return { verdict: 'undecided', reason: 'too-large', detail: '' };
    throw fault;
  }
}
