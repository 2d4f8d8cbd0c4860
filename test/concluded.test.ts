/** What is concluded from the qualities of names: “Let Q be orthogonal. Then ‖Qx‖ = ‖x‖.” */
import { expect, test } from 'vitest';
import { last } from './support/everyday.ts';

const square = (letters: string, quality: string): string =>
  `Let $${letters} \\in \\mathbb{R}^{n \\times n}$ be ${quality} and $x, y \\in \\mathbb{R}^n$.`;

test.each([
  [square('Q', 'orthogonal'), '\\|Qx\\| = \\|x\\|', '\\|Qx\\| = 2\\|x\\|'],
  [square('Q', 'orthogonal'), '(Qx)^\\top Qy = x^\\top y', '(Qx)^\\top y = x^\\top y'],
  [square('Q', 'orthogonal'), '\\det(Q)^2 = 1', '\\det(Q) = 1'],
  [square('Q', 'orthogonal'), 'Q^{-1} = Q^\\top', 'Q^{-1} = Q'],
  [square('P', 'a projection'), 'P(I - P) = 0', 'P(I + P) = 0'],
  [square('P', 'a projection'), 'P^3 = P', 'P^2 = I'],
  [square('A', 'symmetric'), 'x^\\top A y = y^\\top A x', 'x^\\top A y = x^\\top A x'],
  [square('A', 'symmetric'), '(A^2)^\\top = A^2', 'A^2 = A'],
  [square('S', 'skew-symmetric'), 'x^\\top S x = 0', 'x^\\top S y = 0'],
  [square('S', 'skew-symmetric'), '\\operatorname{tr}(S) = 0', '\\det(S) = 0'],
  [square('A', 'invertible'), '(A^\\top)^{-1} = (A^{-1})^\\top', 'A^{-1} = A'],
  [square('D', 'diagonal'), 'x^\\top D y = y^\\top D x', 'D^2 = D'],
  ['Let $u \\in \\mathbb{R}^n$ be a unit vector.', '\\|uu^\\top\\|_F = 1', '\\|uu^\\top\\|_F = 2'],
])('%s Then %s, not %s', (note, right, wrong) => {
  expect(last(`${note}\n\nThen $${right}$.`)).toEqual({ verdict: 'verified', findings: [] });
  expect(last(`${note}\n\nThen $${wrong}$.`).verdict).not.toBe('verified');
});

test.each([
  // Chosen, and not concluded; said of A alone, nothing would follow.
  [`${square('A', 'symmetric')} We choose $B \\in \\mathbb{R}^{n \\times n}$ with`, 'AB = BA'],
  ['Let $x \\in \\mathbb{R}^n$ and $A \\in \\mathbb{R}^{m \\times n}$. Then solve', 'Ax = 0'],
  [`${square('A', 'symmetric')} Then`, 'Ax = 0'],
  [`${square('A', 'positive definite')} Then`, 'Ax = x'],
])('%s %s: nothing is confirmed or accused', (words, formula) => {
  const told = last(`${words} $${formula}$.`);
  expect(told.verdict).not.toBe('verified');
  expect(told.findings).toEqual([]);
});
