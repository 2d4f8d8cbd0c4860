/**
 * A claim among the other equations of its note. What holds for all values holds; what does not may still follow from
 * the equations that tie its names, so it is tried again on values that satisfy them.
 */
import { verify } from './decide.ts';
import { type Job, keyOfJob } from './job.ts';
import type { Verdict } from './verdict.ts';

export interface Question {
  readonly general: Job;
  readonly tied?: Job;
  /** The same with names held fixed that an equation also gives a value. */
  readonly fixed?: Job;
  readonly direct?: Job;
}

/** Seed and cache key of a question. */
export const keyOfQuestion = ({ general, tied, fixed, direct }: Question): string =>
  [general, tied, fixed, direct].map((it) => (it === undefined ? '' : keyOfJob(it))).join('-');

/** Never throws on what it is given. */
export function settle({ general, tied, fixed, direct }: Question): Verdict {
  const alone = attempted(general);
  if (alone.verdict !== 'refuted') return alone;
  const held = fixed === undefined ? undefined : attempted(fixed);
  if (held !== undefined && holds(held)) return { ...held, reading: `${dropped(general, fixed!)} held fixed` };
  if (direct !== undefined && holds(attempted(direct)))
    return {
      verdict: 'undecided',
      reason: 'several-meanings',
      detail: `it holds with ${dropped(general, direct)} held fixed`,
    };
  return tied === undefined ? alone : attempted(tied);
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

const holds = ({ verdict }: Verdict): boolean => verdict === 'verified' || verdict === 'proved';

const dropped = (all: Job, some: Job): string =>
  all.definitions
    .filter((it) => some.definitions.every(({ key }) => key !== it.key))
    .map((it) => it.key)
    .join(', ');
