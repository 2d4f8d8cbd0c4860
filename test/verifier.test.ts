/** What the editor's verifier remembers: every verdict but one that a clock cut short. */
import { expect, test } from 'vitest';
import { analyse } from '../server/src/analysis/analyse.ts';
import type { Ask } from '../server/src/analysis/asking.ts';
import type { Facts } from '../server/src/analysis/facts.ts';
import { defaults } from '../server/src/analysis/settings.ts';
import { never } from '../server/src/base/cancel.ts';
import * as engine from '../server/src/lsp/engine.ts';
import { verifierWith } from '../server/src/lsp/verifier.ts';
import { readNote } from '../server/src/note/read.ts';
import type { Job } from '../server/src/verify/job.ts';
import { settling } from '../server/src/verify/settle.ts';
import type { Verdict } from '../server/src/verify/verdict.ts';

const text =
  'Let $A, B \\in \\mathbb{R}^{n\\times n}$.\n\n$$(AB)^\\top = A^\\top B^\\top$$\n\nThen $$A + B = B + A.$$\n';
const facts = analyse(readNote(text, 'markdown'), defaults, never);
const LATE: Verdict = { verdict: 'undecided', reason: 'timeout' };

/** Answers one job after the other with these, then all with the last. */
function answering(...verdicts: readonly Verdict[]): { ask: Ask; asked: () => number } {
  let count = 0;
  const ask: Ask = () => {
    const verdict = verdicts[Math.min(count++, verdicts.length - 1)];
    return { verdict: Promise.resolve(verdict), cancel: () => undefined };
  };
  return { ask, asked: () => count };
}

const told = (of: Facts): readonly (string | undefined)[] =>
  of.parts.flatMap(({ formulas }) =>
    formulas.flatMap(({ statements }) => statements.filter((it) => it.kind === 'claim').map((it) => it.verdict)),
  );

test('what a clock cut short is shown, asked again at the next look, and then known', async () => {
  const { ask, asked } = answering(LATE, { verdict: 'verified' });
  const { look, known } = verifierWith(engine, ask);
  let news = 0;
  const once = (): Promise<void> =>
    look(
      facts,
      0,
      () => true,
      () => news++,
    );
  await once();
  expect(told(engine.withVerdicts(facts, known))).toEqual(['undecided', 'verified']);
  expect(asked()).toBe(2);
  await once();
  expect(told(engine.withVerdicts(facts, known))).toEqual(['verified', 'verified']);
  expect(asked()).toBe(3);
  await once();
  expect(asked()).toBe(3);
  expect(news).toBe(2);
});

test('a question of which one part was cut short is neither refuted nor decided', () => {
  const job = engine.claimsOfPart(facts, 0)[0]!.job;
  const answers = (...verdicts: readonly Verdict[]): Verdict | undefined => {
    const steps = settling({ job, others: [job], direct: job, restricted: job });
    let next: IteratorResult<Job, Verdict> = steps.next();
    for (const it of verdicts) if (next.done !== true) next = steps.next(it);
    return next.done === true ? next.value : undefined;
  };
  expect(answers({ verdict: 'refuted' }, LATE)).toBe(LATE);
  expect(answers({ verdict: 'undecided', reason: 'unknown-size' }, LATE, LATE)).toBe(LATE);
  expect(answers({ verdict: 'undecided', reason: 'unknown-size' }, { verdict: 'verified' })?.verdict).toBe('verified');
});
