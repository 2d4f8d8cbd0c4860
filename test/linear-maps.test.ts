/** A linear map and its matrix bear one name: `T` may be set equal to a matrix that fits, and to none that does not. */
import { describe, expect, test } from 'vitest';
import { measuredText } from './support/measure.ts';

const tex = String.raw;
const setting = tex`Let $P : \mathbb{R}^3 \to \mathbb{R}^2$ and $Q : \mathbb{R}^2 \to \mathbb{R}^2$ be linear, $G \in \mathbb{R}^{2 \times 3}$ and $u \in \mathbb{R}^3$.`;

const findings = (formula: string, before = setting): readonly string[] =>
  measuredText('note.md', `${before}\n\n$$\n${formula}\n$$\n`, 'markdown').facts.parts.flatMap((part) =>
    part.findings.map((it) => it.code),
  );

describe('a map and its matrix', () => {
  test.each([
    tex`P = \begin{pmatrix} 1 & 4 & 0 \\ 0 & 2 & 1 \end{pmatrix}`,
    tex`[Q] = \begin{pmatrix} 0 & -1 \\ 1 & 0 \end{pmatrix}`,
    'P = G',
    'Q = I',
    tex`Q^\top Q = I`,
    tex`QP = G`,
    tex`Q \circ P = QP`,
    tex`P = Gu`,
    tex`P(u) = Gu`,
  ])('%s', (formula) => {
    expect(findings(formula)).toEqual([]);
  });

  test.each([
    tex`P = \begin{pmatrix} 1 & 0 \\ 4 & 2 \\ 0 & 1 \end{pmatrix}`,
    'Q = G',
    tex`P = G^\top`,
    'P = u',
    'P(u) = u',
  ])('not %s', (formula) => {
    expect(findings(formula)).not.toEqual([]);
  });

  test('what a vector is written as has the size, the vector keeps its own', () => {
    const before = tex`Let $g \in \mathbb{R}^{ab}$. We write $g$ as an $a \times b$ matrix $H$.`;
    expect(findings(tex`g = \operatorname{vec}(H)`, before)).toEqual([]);
    expect(findings('g = H', before)).not.toEqual([]);
  });
});
