/** What the items of a list suppose holds behind it if the words before it suppose; else each item speaks for itself. */
import { describe, expect, test } from 'vitest';
import { last } from './support/everyday.ts';
import { measuredText } from './support/measure.ts';
import { verified } from '../server/src/analysis/judged.ts';

const tex = String.raw;
const TRUE = { verdict: 'verified', findings: [] };
const SIZES = tex`Let $A, B \in \mathbb{R}^{n \times n}$ and $x \in \mathbb{R}^n$.`;
const SLOPE = tex`$\nabla_x (x^\top A x) = 2Ax$.`;
const SQUARE = tex`$(AB)^2 = A^2B^2$.`;

describe('a list that supposes', () => {
  test.each([
    'We make these assumptions:',
    'We assume:',
    'Suppose that the following conditions hold:',
    'Let the matrices be such that',
    'Consider matrices satisfying',
    'Choose any matrices with these properties:',
  ])('%s', (lead) => {
    expect(last(`${SIZES}\n\n${lead}\n\n- $A$ is symmetric,\n- $AB = BA$.\n\nThen ${SLOPE}`)).toEqual(TRUE);
    expect(last(`${SIZES}\n\n${lead}\n\n1. $A^\\top = A$\n2. $AB = BA$\n\nThen ${SQUARE}`)).toEqual(TRUE);
    expect(last(`${SIZES}\n\n${lead}\n\n- $B$ is symmetric.\n\nThen ${SLOPE}`).verdict).not.toBe('verified');
  });
});

describe('any other list', () => {
  test.each([
    'There are two cases:',
    'Consider these examples:',
    'Show that some matrices are such that',
    'Which assumption is needed? One of these:',
    'Some properties:',
  ])('%s', (lead) => {
    const told = last(`${SIZES}\n\n${lead}\n\n- $A$ is symmetric,\n- $A$ is diagonal.\n\nNow ${SLOPE}`);
    expect(told.verdict).not.toBe('verified');
  });
});

/** The verdict of the first claim of a note. */
const firstClaim = (note: string): string | undefined =>
  verified(measuredText('note.md', note, 'markdown').facts)
    .parts.flatMap((part) => part.formulas)
    .flatMap((it) => it.statements)
    .find(({ kind }) => kind === 'claim')?.verdict;

const FAMILY = tex`The log-likelihood of one observation is $\ell = (y\vartheta - b(\vartheta))/\kappa + c(y, \kappa)$.`;

describe('what is defined below for a special case', () => {
  test.each([
    'For counts',
    'For example,',
    'In the special case of counts we have',
    'When the data are counts,',
    'A common choice is',
  ])('%s', (lead) => {
    const note = (slope: string): string =>
      [FAMILY, tex`so that $$\frac{\partial \ell}{\partial \vartheta} = ${slope}.$$`, tex`${lead} $b(\vartheta) = e^\vartheta$.`].join('\n'); // prettier-ignore
    expect(firstClaim(note(tex`\frac{y - b'(\vartheta)}{\kappa}`))).toBe('verified');
    expect(firstClaim(note(tex`\frac{y - b(\vartheta)}{\kappa}`))).not.toBe('verified');
  });

  test('is no abbreviation', () => {
    const note = tex`Let $Z \in \mathbb{R}^{n \times p}$, $t \in \mathbb{R}^n$, $w \in \mathbb{R}^p$. With $J(w) = \|Zw - t\|^2$ we have $$\nabla J(w) = 2 Z^\top e.$$ For brevity we write $e = Zw - t$.`;
    expect(firstClaim(note)).toBe('verified');
  });
});
