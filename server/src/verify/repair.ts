/**
 * The smallest edit of the right side that makes a claim true, or else of the left where that is no derivative. Each is
 * tried on samples; only one that holds on all of them is told.
 */
import { some } from '../expr/expr.ts';
import { editsOf } from './edits.ts';
import type { Job } from './job.ts';
import type { Reading } from './reading.ts';
import { type Prepared, prepare } from './sample.ts';
import { sizingsFor } from './sizes.ts';
import { textOf } from '../expr/text.ts';
import { type Budget, tryClaim } from './trial.ts';
import type { Repair } from './verdict.ts';

/** At most so many edits are tried. */
const EDITS = 240;
const WORK = 900_000;

export function repairOf(prepared: Prepared, reading: Reading): Repair | undefined {
  const { claim } = prepared.job;
  const budget: Budget = { left: WORK };
  const found = mendedBy(prepared, reading, budget);
  if (found !== undefined || some(claim.left, (it) => it.kind === 'derivative')) return found;
  const turned: Job = { ...prepared.job, claim: { ...claim, left: claim.right, right: claim.left } };
  return mendedBy(prepare(turned, prepared.seed), reading, budget);
}

function mendedBy({ job, seed }: Prepared, reading: Reading, budget: Budget): Repair | undefined {
  const { text } = job;
  const { left, right } = job.claim;
  if (text === undefined || text.slice(right.span.start, right.span.end) === '') return undefined;
  const known = new Set([textOf(left), textOf(right)]);
  for (const edit of editsOf(job, text).slice(0, EDITS)) {
    if (budget.left <= 0) return undefined;
    const key = textOf(edit.right);
    if (known.has(key)) continue;
    known.add(key);
    const changed = prepare({ ...job, claim: { ...job.claim, right: edit.right } }, seed);
    const { sizings } = sizingsFor(changed, reading, budget);
    if (sizings.length === 0) continue;
    if (tryClaim(changed, reading, sizings.slice(0, 1), budget, { samples: 1, quick: true }).kind !== 'holds') continue;
    if (tryClaim(changed, reading, sizings, budget, { quick: true }).kind !== 'holds') continue;
    const { start, end } = right.span;
    const mended = text.slice(start, edit.span.start) + edit.newText + text.slice(edit.span.end, end);
    return { kind: edit.kind, span: edit.span, newText: edit.newText, right: mended };
  }
  return undefined;
}
