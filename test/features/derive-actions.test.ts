/** Derivatives as actions: filled in, put in the place of a wrong one, taken of what is under the cursor. */
import { expect, it, test } from 'vitest';
import { analyse } from '../../server/src/analysis/analyse.ts';
import { defaults, type Settings } from '../../server/src/analysis/settings.ts';
import { never } from '../../server/src/base/cancel.ts';
import { deriveActions } from '../../server/src/features/derive-actions.ts';
import { readNote } from '../../server/src/note/read.ts';
import { settle } from '../../server/src/verify/settle.ts';

const sizes = String.raw`Let $A \in \mathbb{R}^{m\times n}$, $x \in \mathbb{R}^n$, $b \in \mathbb{R}^m$.

`;

/** The actions at the `¦` of a note, each with the note as it would be. */
function actions(marked: string, settings: Settings = defaults): readonly (readonly [string, string])[] {
  const offset = marked.indexOf('¦');
  const text = marked.replace('¦', '');
  const facts = analyse(readNote(text, 'markdown'), settings, never);
  return deriveActions(facts, settings, { start: offset, end: offset }).map(({ title, edits }) => {
    const [edit] = edits;
    return [title, text.slice(0, edit?.span.start) + (edit?.newText ?? '') + text.slice(edit?.span.end)];
  });
}

test.each([
  [
    'a derivative is filled in',
    String.raw`$\nabla_x \|Ax-b\|^2 =¦$`,
    'Fill in the derivative: 2Aᵀ(Ax − b) — proved',
    String.raw`$\nabla_x \|Ax-b\|^2 = 2 A^\top (Ax-b)$`,
  ],
  [
    'a wrong one is replaced',
    String.raw`$\nabla_x \|Ax-b\|^2 = 2¦A(Ax-b)$`,
    'Write the derivative: 2Aᵀ(Ax − b) — proved',
    String.raw`$\nabla_x \|Ax-b\|^2 = 2 A^\top (Ax-b)$`,
  ],
  [
    'an expression is differentiated',
    String.raw`$\|Ax¦\|^2$`,
    'Differentiate by x: 2AᵀAx — proved',
    `$\\|Ax\\|^2$\n\n$$\n\\frac{\\partial}{\\partial x} \\|Ax\\|^2 = 2 A^\\top A x\n$$`,
  ],
  [
    'the steps of a display are written out in its place',
    String.raw`$$\nabla¦_x \|Ax-b\|^2 = 2 A^\top (Ax-b)$$`,
    'Write out the steps — checked',
    `$$\n\\begin{aligned}\n  \\mathrm{d}\\|Ax-b\\|^2 &= 2 (Ax-b)^\\top A \\mathrm{d}x && \\text{(12.1)} \\\\\n  \\nabla_x \\|Ax-b\\|^2 &= 2 A^\\top (Ax-b)\n\\end{aligned}\n$$`,
  ],
  [
    'those of a formula in a sentence behind it',
    String.raw`So $\nabla¦_x\, x^\top x = 2x$ holds.`,
    'Write out the steps — checked',
    `So $\\nabla_x\\, x^\\top x = 2x$ holds.\n\n$$\n\\begin{aligned}\n  \\mathrm{d}\\left(x^\\top x\\right) &= 2 (\\mathrm{d}x)^\\top x \\\\\n  \\nabla_x\\, x^\\top x &= 2 x\n\\end{aligned}\n$$`,
  ],
])('%s', (_, before, title, after) => {
  expect(actions(`${sizes}${before}\n`)).toContainEqual([title, `${sizes}${after}\n`]);
});

it('leaves a right one alone, and exercises', () => {
  const titles = actions(String.raw`${sizes}$\nabla_x \|Ax-b\|^2 = ¦2A^\top(Ax-b)$`).map(([title]) => title);
  expect(titles.filter((it) => !it.startsWith('Differentiate'))).toEqual([]);
  const exercise = { ...defaults, profile: 'exercise' as const };
  expect(actions(String.raw`${sizes}$\nabla_x \|Ax-b\|^2 =¦$`, exercise)).toEqual([]);
});

it('writes steps that hold for the verifier, which knows no rule', () => {
  const note = String.raw`${sizes}Let $S \in \mathbb{R}^{d \times d}$ be invertible. $$\frac{\partial}{\partial S} \log\det S = S^{-\top}$$`;
  const facts = analyse(readNote(note, 'markdown'), defaults, never);
  const at = note.indexOf(String.raw`\frac`) + 1;
  const found = deriveActions(facts, defaults, { start: at, end: at }).find(({ title }) => title.startsWith('Write'));
  expect(found?.needsCheck).toBe(true);
  expect(found?.edits[0]?.newText).toContain('(7.1, 5.3, 3.1)');
  expect(found?.claims.map((it) => settle(it).verdict)).toEqual(['verified', 'verified']);
});
