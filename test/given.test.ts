/** A claim that is checked says on which of the conditions that its note states it rests. */
import { expect, test } from 'vitest';
import { verified } from '../server/src/analysis/judged.ts';
import { claimsAt, verdictSentence } from '../server/src/features/claims.ts';
import { measuredText } from './support/measure.ts';

const setting = String.raw`
Let $A, B \in \mathbb{R}^{n \times n}$ be symmetric, $C \in \mathbb{R}^{n \times n}$ positive definite,
$V \in \mathbb{R}^{n \times k}$ and $x \in \mathbb{R}^n$. The columns of $V$ are orthonormal.`;

/** The verdict of the last formula with its conditions, and its sentence. */
function told(formula: string): readonly [verdict: string, sentence: string] {
  const { facts } = measuredText('note.md', `${setting}\n\n$$${formula}$$\n`, 'markdown');
  const judged = verified(facts);
  const at = judged.parts.findIndex(({ formulas }) => formulas.length > 0);
  const last = (judged.parts[at]?.formulas.length ?? 0) - 1;
  const statement = judged.parts[at]?.formulas[last]?.statements.at(-1);
  const sentence = claimsAt(judged, at, last)
    .map((it) => verdictSentence(judged, it))
    .join(' ');
  return [[statement?.verdict, ...(statement?.holdsIf ?? [])].join('; '), sentence];
}

test.each([
  [String.raw`\nabla_x x^\top A x = 2Ax`, 'verified; A = A^\\top', 'given that A is symmetric'],
  [String.raw`\nabla_x (x^\top A x + x^\top B x) = 2Ax + (B + B^\top)x`, 'verified; A = A^\\top', 'given that A is symmetric'],
  [String.raw`\nabla_x x^\top C x = 2Cx`, 'verified; C \\text{ positive definite}', 'given that C is positive definite'],
  [String.raw`(V V^\top)^2 = V V^\top`, 'verified; V^\\top V = I', 'given that V has orthonormal columns'],
  [String.raw`\operatorname{tr}(AB) = \operatorname{tr}(BA)`, 'verified', ''],
  [String.raw`\nabla_x x^\top A x = (A + A^\top) x`, 'verified', ''],
])('%s: %s', (formula, verdict, words) => {
  const [own, sentence] = told(formula);
  expect(own).toBe(verdict);
  expect(sentence).toContain(words);
  if (words === '') expect(sentence).not.toContain('given');
}); // prettier-ignore
