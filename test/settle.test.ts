/** A claim among the equations of its note: what a definition that cannot be computed leaves of it. */
import { describe, expect, test } from 'vitest';
import { analyse } from '../server/src/analysis/analyse.ts';
import { verified } from '../server/src/analysis/judged.ts';
import { defaults } from '../server/src/analysis/settings.ts';
import { never } from '../server/src/base/cancel.ts';
import { readNote } from '../server/src/note/read.ts';

const tex = String.raw;

/** The verdict of the last claim. */
function last(note: string): string | undefined {
  const facts = verified(analyse(readNote(note, 'markdown', { dollarRule: 'pandoc' }), defaults, never));
  return facts.parts
    .flatMap(({ formulas }) => formulas.flatMap(({ statements }) => statements))
    .filter((it) => it.kind === 'claim')
    .at(-1)?.verdict;
}

const sizes = tex`Let $A \in \mathbb{R}^{m\times n}$, $x \in \mathbb{R}^n$ and $b \in \mathbb{R}^m$.`;

test.each([
  // The value of x is an optimum at which both sides vanish; the derivative is right at every x.
  [
    tex`The best one is $x = (A^\top A)^{-1} A^\top b$. $$\nabla_x \|Ax - b\|^2 = 2A^\top A x - 2 A^\top b$$`,
    'verified',
  ],
  [tex`The best one is $x = (A^\top A)^{-1} A^\top b$. $$\nabla_x \|Ax - b\|^2 = A^\top A x - A^\top b$$`, 'undecided'],
  // Nothing computes the least point, but nothing depends on what it is.
  [tex`Define $b = \arg\min_u g(u)$. $$\operatorname{tr}(b x^\top A^\top) = b^\top A x$$`, 'verified'],
  [tex`Define $b = \arg\min_u g(u)$. $$\operatorname{tr}(b x^\top A^\top) = -b^\top A x$$`, 'undecided'],
  [tex`Define $b = \arg\min_u g(u)$. $$\nabla_x (b^\top A x) = A^\top b$$`, 'verified'],
  // A derivative reaches through it.
  [tex`Define $b = \arg\min_u g(u, x)$. $$\nabla_x (b^\top A x) = A^\top b$$`, 'undecided'],
])('%s: %s', (text, verdict) => {
  expect(last(`${sizes}\n\n${text}\n`)).toBe(verdict);
});

describe('a differential in a note that has a size d', () => {
  const given = tex`Let $S \in \mathbb{R}^{d \times d}$ be invertible and $w \in \mathbb{R}^d$.`;
  test.each([
    [tex`$\mathrm{d}\log\det S = \operatorname{tr}(S^{-1} \mathrm{d}S)$`, 'verified'],
    [tex`$d\log\det S = \operatorname{tr}(S^{-1} dS)$`, 'verified'],
    [tex`$\mathrm{d}(S^{-1}) = -S^{-1} (\mathrm{d}S) S^{-1}$`, 'verified'],
    [tex`$\mathrm{d}(S^{-1}) = S^{-1} (\mathrm{d}S) S^{-1}$`, 'refuted'],
    [tex`$\mathrm{d}(w^\top w) = 2 w^\top \mathrm{d}w$`, 'verified'],
    [tex`$\mathrm{d}(w^\top w) = w^\top \mathrm{d}w$`, 'refuted'],
  ])('%s: %s', (text, verdict) => {
    expect(last(`${given}\n\n${text}\n`)).toBe(verdict);
  });
});
