/** One entry written for a list, and what acts on entries raised to a power: notations that sizes prove nothing against. */
import { describe, expect, test } from 'vitest';
import { last } from './support/everyday.ts';

const tex = String.raw;

describe('a free index on one side', () => {
  const weighted = tex`Let $p, x \in \mathbb{R}^n$ and $f(x) = \frac12 \sum_i p_i x_i^2$.`;
  test.each([tex`\nabla f = p_i x_i`, tex`\nabla_x f(x) = p_i x_i`, tex`\nabla f = 3 p_i x_i`])('%s', (claim) => {
    expect(last(`${weighted} Then $${claim}$.`)).toEqual({ verdict: 'undecided', findings: [] });
  });
  test('a bound one is no entry', () => {
    expect(last(tex`${weighted} Then $\nabla f = \sum_i p_i x_i$.`).verdict).toBe('ill-typed');
  });
  test('an index that counts data is none', () => {
    const data = tex`Let $x_i, w \in \mathbb{R}^n$, $y_i \in \mathbb{R}$ and $f(w) = \sum_i (w^\top x_i - y_i)^2$.`;
    expect(last(tex`${data} Then $\nabla f = 2 (w^\top x_i - y_i)$.`).findings).toEqual(['dimension-mismatch']);
    expect(last(tex`${data} Then $\nabla f = 2 (w^\top x_i - y_i) x_i$.`).verdict).toBe('refuted');
  });
});

describe('powers entry by entry', () => {
  const layer = tex`Let $X \in \mathbb{R}^{m \times d}$, $W \in \mathbb{R}^{d \times n}$, $Z = XW$, $H = \tanh(Z)$, and let $L$ be a loss.`;
  const slope = tex`\frac{\partial L}{\partial Z} = \frac{\partial L}{\partial H} \odot`;
  test.each([tex`1 - \tanh(Z)^2`, tex`1 - \tanh^2(Z)`, tex`1 - (\tanh(Z))^2`, tex`1 - H^2`])('%s', (value) => {
    expect(last(tex`${layer} Then $${slope} (${value})$.`)).toEqual({ verdict: 'verified', findings: [] });
  });
  test.each([tex`1 + \tanh(Z)^2`, tex`1 - \tanh(Z)`, tex`\tanh(Z)^2`])('%s', (value) => {
    expect(last(tex`${layer} Then $${slope} (${value})$.`).verdict).toBe('refuted');
  });
  test('other matrices must be square', () => {
    expect(last(tex`${layer} The power $W^2$ does not exist.`).findings).toEqual(['not-square']);
    expect(last(tex`${layer} The product $\tanh(W) \tanh(W)$ does not exist.`).findings).toEqual([
      'dimension-mismatch',
    ]);
  });
});
