/** A claim that needs a condition: the condition as mathematics and the general form, each tried in the note. */
import { expect, test } from 'vitest';
import { analyse } from '../../server/src/analysis/analyse.ts';
import type { Finding } from '../../server/src/analysis/facts.ts';
import { verified } from '../../server/src/analysis/judged.ts';
import { defaults } from '../../server/src/analysis/settings.ts';
import { never } from '../../server/src/base/cancel.ts';
import { readNote } from '../../server/src/note/read.ts';

function judge(note: string): { readonly text: string; readonly findings: readonly Finding[] } {
  const facts = verified(analyse(readNote(note, 'markdown'), defaults, never));
  const part = facts.parts.find(({ findings }) => findings.length > 0) ?? facts.parts[0]!;
  return { text: part.part.text, findings: part.findings.filter(({ code }) => code !== 'undeclared-symbol') };
}

const tex = String.raw;
const square = tex`Let $A \in \mathbb{R}^{n \times n}$ and $x \in \mathbb{R}^n$.`;

test.each([
  [
    'at the declaration, before the general form',
    tex`${square} Then $\nabla_x\, x^\top A x = 2Ax$.`,
    ['State it: A = Aᵀ at its declaration — checked', 'Replace 2Ax by (A + Aᵀ)x — checked'],
    tex`Let $A \in \mathbb{R}^{n \times n},\; A = A^\top$ and`,
  ],
  [
    'in the spelling of the note',
    tex`Let $\mathbf{A} \in \mathbb{R}^{n \times n}$ and $\mathbf{x} \in \mathbb{R}^n$. Then $\nabla_{\mathbf{x}} \mathbf{x}^T \mathbf{A} \mathbf{x} = 2\mathbf{A}\mathbf{x}$.`,
    ['State it: 𝐀 = 𝐀ᵀ at its declaration — checked', 'Replace 2𝐀𝐱 by (𝐀 + 𝐀ᵀ)𝐱 — checked'],
    tex`\mathbf{A} = \mathbf{A}^T$ and`,
  ],
  [
    'of two names',
    tex`Let $A, B \in \mathbb{R}^{n \times n}$. Then $(A+B)^2 = A^2 + 2AB + B^2$.`,
    ['State it: AB = BA at its declaration — checked'],
    tex`$A, B \in \mathbb{R}^{n \times n},\; AB = BA$`,
  ],
  [
    'before the formula where its section declares nothing',
    `${square}\n\n# Next\n\n$$\\nabla_x\\, x^\\top A x = 2Ax$$`,
    ['State it: A = Aᵀ before this — checked', 'Replace 2Ax by (A + Aᵀ)x — checked'],
    '$A = A^\\top$\n\n$$',
  ],
])('is stated %s', (_, note, titles, stated) => {
  const { text, findings } = judge(note);
  const [finding] = findings;
  expect(finding?.code).toBe('needs-condition');
  expect(finding?.fixes.map(({ title }) => title)).toEqual(titles);
  expect(finding?.fixes.map(({ preferred }) => preferred)).toEqual(titles.map((_, i) => i === 0));
  for (const [i, { edits }] of (finding?.fixes ?? []).entries()) {
    const [{ span, newText } = { span: { start: 0, end: 0 }, newText: '' }] = edits;
    const mended = text.slice(0, span.start) + newText + text.slice(span.end);
    if (i === 0) expect(mended).toContain(stated);
    expect(judge(note.replace(text, mended)).findings).toEqual([]);
  }
});

test('one transpose that was forgotten comes first', () => {
  const note = tex`Let $A \in \mathbb{R}^{n \times n}$ and $x, b \in \mathbb{R}^n$. Then $\nabla_x \|Ax - b\|^2 = 2A(Ax-b)$.`;
  const titles = judge(note).findings[0]?.fixes.map(({ title }) => title) ?? [];
  expect(titles[0]).toBe('Replace A by Aᵀ — checked');
  expect(titles[1]).toBe('State it: A = Aᵀ at its declaration — checked');
});
