/**
 * Every claim of the measuring data that verification reports was looked at by hand (`fixtures/reviewed-refuted.jsonl`): a new one fails this
 * test until somebody has read it, and one that is gone must be taken out.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { claimsOf } from '../server/src/analysis/jobs.ts';
import { judged, keyOfQuestion } from '../server/src/analysis/judged.ts';
import { settle } from '../server/src/verify/settle.ts';
import type { Verdict } from '../server/src/verify/verdict.ts';
import { findingsOf, hashOf, type Measured, measuredText, notesIn } from './support/measure.ts';
import { repository } from './support/repository.ts';
import { describeShared, itShared } from './support/shared.ts';

const MINUTE = 60_000;

interface Reviewed {
  readonly path: string;
  readonly line: number;
  readonly hash: string;
  readonly verdict: 'right';
  readonly why: string;
}

/** Formulas of which verification reports something. Only what may be accused is tried. */
function accusedIn(note: Measured): readonly string[] {
  const verdicts = new Map<string, Verdict>();
  for (const claim of claimsOf(note.facts))
    if (claim.asserted && claim.doubt === undefined) verdicts.set(keyOfQuestion(claim), settle(claim));
  const before = new Set(findingsOf(note).map((it) => it.value));
  return findingsOf({ ...note, facts: judged(note.facts, (key) => verdicts.get(key)) })
    .filter(({ value }) => !before.has(value))
    .map(({ formula }) => `${note.path} ${hashOf(formula)}`);
}

describeShared('refuted claims', () => {
  itShared('were all looked at by hand', { timeout: 20 * MINUTE }, () => {
    const reviewed = readFileSync(join(repository, 'test/fixtures/reviewed-refuted.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((it) => JSON.parse(it) as Reviewed);
    const accused = [...notesIn('corpus'), ...notesIn('seeds')].flatMap(accusedIn);
    expect(accused.sort()).toEqual(reviewed.map((it) => `${it.path} ${it.hash}`).sort());
  });
});

describe('the list itself', () => {
  test('sees a planted slip', () => {
    const text = 'Let $A, B \\in \\mathbb{R}^{n\\times n}$.\n\n$$(AB)^\\top = A^\\top B^\\top$$\n';
    expect(accusedIn(measuredText('planted.md', text, 'markdown'))).toHaveLength(1);
    const right = text.replace('A^\\top B^\\top', 'B^\\top A^\\top');
    expect(accusedIn(measuredText('right.md', right, 'markdown'))).toHaveLength(0);
  });
});
