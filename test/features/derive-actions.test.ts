/** Derivatives as actions: filled in, put in the place of a wrong one, taken of what is under the cursor. */
import { expect, it, test } from 'vitest';
import { analyse } from '../../server/src/analysis/analyse.ts';
import { defaults, type Settings } from '../../server/src/analysis/settings.ts';
import { never } from '../../server/src/base/cancel.ts';
import { deriveActions } from '../../server/src/features/derive-actions.ts';
import { readNote } from '../../server/src/note/read.ts';

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
])('%s', (_, before, title, after) => {
  expect(actions(`${sizes}${before}\n`)).toContainEqual([title, `${sizes}${after}\n`]);
});

it('leaves a right one alone, and exercises', () => {
  const titles = actions(String.raw`${sizes}$\nabla_x \|Ax-b\|^2 = ¦2A^\top(Ax-b)$`).map(([title]) => title);
  expect(titles.filter((it) => !it.startsWith('Differentiate'))).toEqual([]);
  const exercise = { ...defaults, profile: 'exercise' as const };
  expect(actions(String.raw`${sizes}$\nabla_x \|Ax-b\|^2 =¦$`, exercise)).toEqual([]);
});
