/** Verdicts while a note is edited: what an edit leaves as it was keeps its verdict, what it changes is asked anew. */
import { describe, expect, test } from 'vitest';
import { analyse } from '../server/src/analysis/analyse.ts';
import type { Facts } from '../server/src/analysis/facts.ts';
import { claimsOf } from '../server/src/analysis/jobs.ts';
import { isDecided, keyOfQuestion, rememberPart, withVerdicts } from '../server/src/analysis/judged.ts';
import { defaults } from '../server/src/analysis/settings.ts';
import { never } from '../server/src/base/cancel.ts';
import { readNote } from '../server/src/note/read.ts';
import { settle } from '../server/src/verify/settle.ts';
import type { Verdict } from '../server/src/verify/verdict.ts';

/** A note that is edited, and verified when it rests. */
function writing(first: string) {
  const verdicts = new Map<string, Verdict>();
  const known = (key: string): Verdict | undefined => verdicts.get(key);
  let asked = 0;
  let facts = analyse(readNote(first, 'markdown'), defaults, never);
  return {
    rest: (): void => {
      for (const it of claimsOf(facts)) {
        const key = keyOfQuestion(it);
        if (verdicts.has(key)) continue;
        asked++;
        verdicts.set(key, settle(it));
      }
      facts.parts.forEach((_, index) => {
        if (!isDecided(facts, index)) rememberPart(facts, index, known);
      });
      facts = withVerdicts(facts, known);
    },
    edit: (from: string, to: string): void => {
      const text = facts.note.text.replace(from, to);
      const note = readNote(text, 'markdown', { previous: facts.note });
      facts = withVerdicts(analyse(note, defaults, never, facts), known, facts);
    },
    found: (): readonly string[] => found(facts),
    asked: (): number => asked,
  };
}

const found = ({ parts }: Facts): readonly string[] =>
  parts.flatMap(({ findings, part }) =>
    findings
      .filter(({ code }) => code === 'false-identity' || code === 'wrong-derivative')
      .map(({ code, span }) => `${code} ${part.text.slice(span.start, span.end)}`),
  );

const top = String.raw`Let $A, B \in \mathbb{R}^{n \times n}$ and $x \in \mathbb{R}^n$.`;
const note = `# One\n\n${top}\n\nThen $(AB)^\\top = A^\\top B^\\top$, and $A + B = B + A$.\n`;
const accused = 'false-identity A^\\top B^\\top';

describe('a finding of a verdict', () => {
  test('stays while another formula of its section is written, and moves with the text', () => {
    const it = writing(note);
    expect(it.found()).toEqual([]);
    it.rest();
    expect(it.found()).toEqual([accused]);
    it.edit('Then', 'Then $x + x = 2x$ and');
    expect(it.found()).toEqual([accused]);
    it.edit('A + B = B', 'A + B + B = 2B');
    expect(it.found()).toEqual([accused]);
  });

  test('is asked for no second time', () => {
    const it = writing(note);
    it.rest();
    const before = it.asked();
    it.edit('# One', '# Two');
    it.rest();
    expect(it.asked()).toBe(before);
    expect(it.found()).toEqual([accused]);
  });

  test('vanishes with the key that mends its formula', () => {
    const it = writing(note);
    it.rest();
    it.edit('= A^\\top B^\\top', '= B^\\top A^\\top');
    expect(it.found()).toEqual([]);
    it.rest();
    expect(it.found()).toEqual([]);
  });

  test('vanishes when a declaration changes what is asked', () => {
    const it = writing(note);
    it.rest();
    it.edit('A, B \\in \\mathbb{R}^{n \\times n}', 'A, B \\in \\mathbb{R}');
    expect(it.found()).toEqual([]);
    it.rest();
    expect(it.found()).toEqual([]);
  });
});

test('a definition in another section makes another claim of the same formula', () => {
  const it = writing(`# One\n\n${top}\n\nLet $f(x) = x^\\top x$.\n\n## Two\n\nHence $\\nabla_x f(x) = 2x$.\n`);
  it.rest();
  expect(it.found()).toEqual([]);
  it.edit('f(x) = x^\\top x', 'f(x) = 3 x^\\top x');
  it.rest();
  expect(it.found()).toEqual(['wrong-derivative 2x']);
  it.edit('f(x) = 3 x^\\top x', 'f(x) = x^\\top x');
  it.rest();
  expect(it.found()).toEqual([]);
});
