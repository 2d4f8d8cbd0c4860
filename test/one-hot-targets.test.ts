/** Labels that a sentence calls one-hot, and entries `y_{nk}` of vectors `y_n` that a formula defines. */
import { describe, expect, test } from 'vitest';
import { last } from './support/everyday.ts';

const tex = String.raw;
const loss = tex`Let $p = \operatorname{softmax}(z)$ and $L = -\sum_k t_k \log p_k$.`;

describe.each([
  tex`One-hot targets $t$ are given.`,
  tex`The one-hot encoded class labels $t$ are given.`,
  tex`Each sample has a 1-hot label $t$.`,
  tex`Write $t$ for the class, where $t$ is one hot.`,
])('%s', (said) => {
  test('the sum of the targets is one', () => {
    expect(last(tex`${said} ${loss} Then $\nabla_z L = p - t$.`)).toEqual({ verdict: 'verified', findings: [] });
  });
  test.each([tex`t - p`, tex`2p - t`, tex`p + t`])('not %s', (value) => {
    expect(last(tex`${said} ${loss} Then $\nabla_z L = ${value}$.`).verdict).not.toBe('verified');
  });
});

test.each([
  tex`The targets $t$ are not one-hot.`,
  tex`Let $c$ be the one-hot encoding of the label $t$.`,
  tex`For non-one-hot targets $t$ more is needed.`,
])('%s', (said) => {
  expect(last(tex`${said} ${loss} Then $\nabla_z L = p - t$.`).verdict).not.toBe('verified');
});

describe('vectors that a formula defines', () => {
  const classes = tex`One-hot targets $t_n$ and outputs $y_n = \operatorname{softmax}(a_n)$ with $a_n = W x_n$ give $E = -\sum_n \sum_k t_{nk} \log y_{nk}$.`;
  test.each([tex`$\nabla_{a_n} E = y_n - t_n$`, tex`$\nabla_W E = \sum_n (y_n - t_n) x_n^\top$`])('%s', (claim) => {
    expect(last(`${classes} Then ${claim}.`)).toEqual({ verdict: 'verified', findings: [] });
  });
  test.each([tex`$\nabla_{a_n} E = t_n - y_n$`, tex`$\nabla_W E = \sum_n (t_n - y_n) x_n^\top$`])('%s', (claim) => {
    expect(last(`${classes} Then ${claim}.`).verdict).not.toBe('verified');
  });

  const columns = (i: string, j: string): string =>
    tex`Let $A \in \mathbb{R}^{n \times n}$ and $q_j = A b_j$ with $b_j \in \mathbb{R}^n$. Set $f = \sum_{${i}} \sum_{${j}} q_{${i}${j}}^2$.`;
  test('the letter that counts the vectors may stand last', () => {
    const note = (value: string): string => tex`${columns('i', 'j')} Then $\nabla_{b_j} f = ${value}$.`;
    expect(last(note(tex`2 A^\top q_j`))).toEqual({ verdict: 'verified', findings: [] });
    expect(last(note(tex`2 A q_j`)).verdict).toBe('refuted');
  });
  test('what a law makes a vector is none of their entries', () => {
    const note = tex`Let $z_i = W x_i$ be the mean of $z_{ik} \sim \mathcal{N}(0, I_d)$ over all $k$, and $B \in \mathbb{R}^{m \times d}$. Set $f = \sum_i \sum_k z_{ik}^\top B^\top B z_{ik}$.`;
    expect(last(tex`${note} Then $f = \sum_i \sum_k \operatorname{tr}(B z_{ik} z_{ik}^\top B^\top)$.`)).toEqual({
      verdict: 'verified',
      findings: [],
    });
  });
  test('with other letters nobody knows', () => {
    const note = (value: string): string => tex`${columns('k', 'l')} Then $\nabla_{b_l} f = ${value}$.`;
    for (const value of [tex`2 A^\top q_l`, tex`2 A q_l`])
      expect(last(note(value))).toEqual({ verdict: 'undecided', findings: [] });
  });
  test('row sums are made of the entries', () => {
    expect(
      last(tex`Let $a_i = \sum_j a_{ij}$ and $f = \sum_i a_i^2$. Then $\partial f / \partial a_{ij} = 2 a_i$.`)
        .findings,
    ).toEqual([]);
  });
});
