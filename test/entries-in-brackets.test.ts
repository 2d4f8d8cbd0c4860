/** Entries as programs write them: `A(i, j)`, `A(i, :)`, `A[i, j]^2`; rows of a matrix are rows or lists. */
import { describe, expect, test } from 'vitest';
import { diagnostics } from '../server/src/features/diagnostics.ts';
import { defaults } from '../server/src/analysis/settings.ts';
import { verified } from '../server/src/analysis/judged.ts';
import { measuredText } from './support/measure.ts';

const setting = String.raw`Let $A \in \mathbb{R}^{m \times n}$, $B \in \mathbb{R}^{n \times p}$, $P \in \mathbb{R}^{n \times n}$, $x \in \mathbb{R}^n$ and $C = AB$.`;

/** Of the last formula: its verdict, or else its kind; with the codes of what is reported. */
function told(formula: string): string {
  const { facts } = measuredText('note.md', `${setting}\n\nHence $${formula}$.\n`, 'markdown');
  const judged = verified(facts);
  const last = judged.parts.at(-1)?.formulas.at(-1)?.statements.at(-1);
  const codes = diagnostics(judged, defaults).map(({ code }) => code);
  return [last?.kind === 'claim' ? last.verdict : last?.kind, ...codes].join(' ');
}

describe('entries in brackets', () => {
  test.each([
    [String.raw`C(i, j) = \sum_{k=1}^n A(i, k) B(k, j)`],
    [String.raw`\operatorname{tr}(A^\top A) = \sum_{i,j} A(i, j)^2`],
    [String.raw`\operatorname{tr}(A^\top A) = \sum_{i,j} A[i, j]^2`],
    [String.raw`P^2(i, j) = \sum_k P(i, k) P(k, j)`],
    [String.raw`A^\top(i, j) = A(j, i)`],
    [String.raw`(A^\top A)(i, j) = \sum_k A(k, i) A(k, j)`],
    [String.raw`\frac{\partial \|A\|_F^2}{\partial A(i, j)} = 2 A(i, j)`],
    [String.raw`A(i, :)\, x = (Ax)_i`],
    [String.raw`A_{i,:}\, x = (Ax)_i`],
    [String.raw`C_{i,:} = A_{i,:} B`],
    [String.raw`C_{ij} = A_{i,:} B_{:,j}`],
    [String.raw`AB = \sum_k A_{:,k} B_{k,:}`],
    [String.raw`\sum_i A_{i,:}^\top A_{i,:} = A^\top A`],
    [String.raw`\sum_i A_{i,:} A_{i,:}^\top = A^\top A`],
  ])('%s', (formula) => {
    expect(told(formula)).toBe('verified');
  });

  test.each([
    [String.raw`A^\top(i, j) = A(i, j)`],
    [String.raw`(AB)(i, j) = 2 \sum_{k=1}^n A(i, k) B(k, j)`],
    [String.raw`\operatorname{tr}(A^\top A) = \sum_{i,j} A(i, j)`],
    [String.raw`\frac{\partial \|A\|_F^2}{\partial A(i, j)} = A(i, j)`],
    [String.raw`C_{i,:} = 2 A_{i,:} B`],
  ])('%s is refuted', (formula) => {
    expect(told(formula)).toMatch(/^refuted (false-identity|wrong-derivative)$/);
  });

  test.each([
    [String.raw`\sum_i A_{i,:}^\top A_{i,:} = A A^\top`],
    [String.raw`A_{i,:}\, x = (Ax)_j`],
    [String.raw`P^2(i, j) = \sum_k P(k, i) P(k, j)`],
  ])('%s is not confirmed', (formula) => {
    expect(told(formula)).not.toContain('verified');
  });
});

test('a function of two indices stays one', () => {
  const text = String.raw`For $K : \mathbb{R} \times \mathbb{R} \to \mathbb{R}$ with $K(x, y) = e^{-(x - y)^2}$ we have $K(i, j) = K(j, i)$.`;
  const { facts } = measuredText('note.md', text, 'markdown');
  const judged = verified(facts);
  expect(diagnostics(judged, defaults)).toEqual([]);
  expect(judged.parts.at(-1)?.formulas.at(-1)?.statements.at(-1)?.verdict).toBe('verified');
});
