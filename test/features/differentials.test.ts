/** What is offered right of `d(…) =`: differentials, each of which the verifier confirms. */
import { describe, expect, test } from 'vitest';
import { analyse } from '../../server/src/analysis/analyse.ts';
import { defaults } from '../../server/src/analysis/settings.ts';
import { never } from '../../server/src/base/cancel.ts';
import { completions } from '../../server/src/features/complete.ts';
import { readNote } from '../../server/src/note/read.ts';
import { settle } from '../../server/src/verify/settle.ts';

const sizes = String.raw`Let $A \in \mathbb{R}^{p\times m}$, $X \in \mathbb{R}^{m\times n}$, $B \in \mathbb{R}^{n\times p}$,
$x \in \mathbb{R}^n$ and $S \in \mathbb{R}^{n\times n}$.

`;

function offered(marked: string): readonly { readonly text: string; readonly detail: string }[] {
  const offset = marked.indexOf('¦');
  const facts = analyse(readNote(marked.replace('¦', ''), 'markdown'), defaults, never);
  const { items } = completions({ facts, settings: defaults, where: String, rules: undefined }, offset, true);
  for (const { claims, needsCheck } of items) {
    expect(needsCheck).toBe(true);
    expect(claims.map((claim) => settle(claim).verdict)).toEqual(['verified']);
  }
  return items.map(({ newText, detail }) => ({ text: newText.trim(), detail }));
}

describe('right of a differential', () => {
  test.each([
    [String.raw`\mathrm{d}(A X B) =`, String.raw`A (\mathrm{d}X) B`, 'X changes · checked'],
    [String.raw`d(X^\top X) =`, String.raw`(dX)^\top X + X^\top dX`, 'X changes · checked'],
    [
      String.raw`\mathrm d \operatorname{tr}(AXB) =`,
      String.raw`\operatorname{tr}(A (\mathrm d X) B)`,
      'X changes · checked',
    ],
    [String.raw`d(x^\top S x) =`, String.raw`(dx)^\top S x + x^\top S dx`, 'x changes · checked'],
    [String.raw`\mathrm{d}(S^{-1}) =`, String.raw`-S^{-1} (\mathrm{d}S) S^{-1}`, 'S changes · checked'],
    [String.raw`\mathrm{d}\log\det S =`, String.raw`\operatorname{tr}(S^{-1} \mathrm{d}S)`, 'S changes · checked'],
  ])('%s', (left, text, detail) => {
    expect(offered(`${sizes}$$${left}¦$$`)[0]).toEqual({ text, detail });
  });

  test('what changes elsewhere in the note changes here, together first', () => {
    const note = `${sizes}As $d(AX) = (dA) X + A\\,dX$ has it, $$d(A X B) =¦$$`;
    expect(offered(note)).toEqual([
      { text: '(dA) X B + A (dX) B', detail: 'A and X change · checked' },
      { text: '(dA) X B', detail: 'A changes · checked' },
      { text: 'A (dX) B', detail: 'X changes · checked' },
      { text: 'A X dB', detail: 'B changes · checked' },
    ]);
  });

  test.each([
    ['d ='],
    ['d_k ='],
    ['dL ='],
    [String.raw`d(x, y) =`],
    [String.raw`(A X B) =`],
    [String.raw`\mathrm{d}(A X B) = A (\mathrm{d}X) B =`],
  ])('nothing for %s', (left) => {
    expect(offered(`${sizes}$$${left}¦$$`)).toEqual([]);
  });
});
