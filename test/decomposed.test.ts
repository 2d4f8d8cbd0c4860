/** What follows from a decomposition: of the matrix, its factors, and their columns and entries. */
import { describe, expect, test } from 'vitest';
import { last } from './support/everyday.ts';

const tex = String.raw;

const EIGEN = tex`Let $M \in \mathbb{R}^{n \times n}$ be symmetric, with the eigendecomposition $$M = Q D Q^\top = \sum_{k=1}^n d_k q_k q_k^\top.$$`;
const SINGULAR = tex`Let $B \in \mathbb{R}^{p \times q}$ have the singular value decomposition $B = U \Sigma V^\top$, where $u_k$ and $v_k$ are the columns of $U$ and of $V$.`;
const SPECTRAL = tex`Let $K$ be symmetric positive definite with the spectral decomposition $K = U \Lambda U^\top$.`;
const DIAGONALIZED = tex`Suppose that $F = P \Lambda P^{-1}$ is diagonalizable.`;

const isConfirmed = (note: string, claim: string): void => {
  expect(last(`${note}\n\nThen $$${claim}.$$`)).toEqual({ verdict: 'verified', findings: [] });
};
const isNotConfirmed = (note: string, claim: string): void => {
  expect(last(`${note}\n\nThen $$${claim}.$$`).verdict).not.toBe('verified');
};

describe('of a symmetric matrix', () => {
  test.each([
    tex`M q_k = d_k q_k`,
    tex`M^{-1} = \sum_{k=1}^n \frac{1}{d_k} q_k q_k^\top`,
    tex`\operatorname{tr} M = \sum_k d_k`,
    tex`\det M = \prod_{k=1}^n d_k`,
    tex`\|M\|_F^2 = \sum_k d_k^2`,
    tex`q_k^\top M q_k = d_k`,
    tex`M^j q_k = d_k^j q_k`,
    tex`(M + \tau I)^{-1} q_k = \frac{1}{d_k + \tau} q_k`,
  ])('%s', (claim) => {
    isConfirmed(EIGEN, claim);
  });
  test.each([
    tex`M q_k = d_k^2 q_k`,
    tex`M q_k = d_j q_k`,
    tex`M^{-1} = \sum_{k=1}^n d_k q_k q_k^\top`,
    tex`\operatorname{tr} M = \sum_k d_k^2`,
    tex`\det M = \sum_{k=1}^n d_k`,
    tex`\|M\|_F = \sum_k d_k`,
    tex`q_k^\top M q_j = d_k`,
    tex`M^j q_k = d_k^k q_k`,
    tex`(M + \tau I)^{-1} q_k = \left(\frac{1}{d_k} + \tau\right) q_k`,
  ])('%s', (claim) => {
    isNotConfirmed(EIGEN, claim);
  });
  test('of another matrix nothing follows', () => {
    isNotConfirmed(tex`${EIGEN} Let $N \in \mathbb{R}^{n \times n}$.`, tex`N q_k = d_k q_k`);
    isNotConfirmed(EIGEN.replace('eigendecomposition', 'form'), tex`M q_k = d_k q_k`);
  });
});

describe('of an oblong matrix', () => {
  test.each([
    tex`B = \sum_k \sigma_k u_k v_k^\top`,
    tex`B v_k = \sigma_k u_k`,
    tex`B^\top u_k = \sigma_k v_k`,
    tex`B^\top B v_k = \sigma_k^2 v_k`,
    tex`\operatorname{tr}(B^\top B) = \sum_k \sigma_k^2`,
    tex`u_k^\top B v_k = \sigma_k`,
    tex`\|B z\|^2 = \sum_k \sigma_k^2 (v_k^\top z)^2`,
  ])('%s', (claim) => {
    isConfirmed(SINGULAR, claim);
  });
  test.each([
    tex`B = \sum_k \sigma_k v_k u_k^\top`,
    tex`B = \sum_k \sigma_k^2 u_k v_k^\top`,
    tex`B v_k = \sigma_k v_k`,
    tex`B u_k = \sigma_k v_k`,
    tex`B^\top B v_k = \sigma_k v_k`,
    tex`B^\top B u_k = \sigma_k^2 u_k`,
    tex`\operatorname{tr}(B^\top B) = \sum_k \sigma_k`,
    tex`u_j^\top B v_k = \sigma_k`,
    tex`\|B z\|^2 = \sum_k \sigma_k (v_k^\top z)^2`,
  ])('%s', (claim) => {
    isNotConfirmed(SINGULAR, claim);
  });
});

describe('of any rank', () => {
  test.each([
    [SINGULAR, tex`B^+ = V \Sigma^{-1} U^\top`],
    [SINGULAR, tex`(B^\top B)^{-1} = V \Sigma^{-2} V^\top`],
  ])('%s %s', isConfirmed);
  test.each([
    [SINGULAR, tex`B^+ B = I`],
    [SINGULAR, tex`B B^+ = I`],
    [SINGULAR, tex`V V^\top = I`],
    [
      tex`Let $B \in \mathbb{R}^{p \times q}$ have the singular value decomposition $B = U \Sigma V^\top$.`,
      tex`\det(B^\top B) = \prod_k \sigma_k^2`,
    ],
    [SINGULAR, tex`\det(B^\top B) = \prod_k \sigma_k^2`],
    [EIGEN, tex`M^+ M = I`],
    [tex`Let $M \in \mathbb{R}^{n \times n}$.`, tex`M^+ M = I`],
    [EIGEN, tex`M = D`],
    [EIGEN, tex`Q^\top M = D Q`],
    [
      tex`Let $M \in \mathbb{R}^{n \times n}$ have the eigendecomposition $M = Q^\top D Q$ with orthogonal $Q$.`,
      tex`M q_k = d_k q_k`,
    ],
  ])('%s %s', isNotConfirmed);
});

describe('by the letters of the factors', () => {
  test.each([
    [SPECTRAL, tex`\log \det K = \sum_k \log \lambda_k`],
    [SPECTRAL, tex`z^\top K^{-1} z = \sum_k \frac{(u_k^\top z)^2}{\lambda_k}`],
    [DIAGONALIZED, tex`F p_k = \lambda_k p_k`],
    [DIAGONALIZED, tex`\operatorname{tr} F = \sum_k \lambda_k`],
    [DIAGONALIZED, tex`F^j = P \Lambda^j P^{-1}`],
  ])('%s %s', isConfirmed);
  test.each([
    [SPECTRAL, tex`\log \det K = \sum_k \lambda_k`],
    [SPECTRAL, tex`z^\top K^{-1} z = \sum_k \lambda_k (u_k^\top z)^2`],
    [DIAGONALIZED, tex`F^\top p_k = \lambda_k p_k`],
    [DIAGONALIZED, tex`p_k^\top F p_k = \lambda_k`],
    [DIAGONALIZED, tex`F = \sum_k \lambda_k p_k p_k^\top`],
    [DIAGONALIZED, tex`F^j = P^j \Lambda^j P^{-j}`],
  ])('%s %s', isNotConfirmed);
});

describe('columns by the letter of the factor', () => {
  const note = tex`Let $B \in \mathbb{R}^{p \times q}$, $U \in \mathbb{R}^{p \times p}$, $V \in \mathbb{R}^{q \times q}$ and the diagonal $\Sigma \in \mathbb{R}^{p \times q}$ be its singular value decomposition $B = U \Sigma V^\top$.`;
  test('are summed', () => {
    isConfirmed(note, tex`B = \sum_{i=1}^{\min(p, q)} \sigma_i U_i V_i^\top`);
    isNotConfirmed(note, tex`B = \sum_{i=1}^{\min(p, q)} \sigma_i V_i U_i^\top`);
    isNotConfirmed(note, tex`B = \sum_{i=1}^{\min(p, q)} \sigma_i^2 U_i V_i^\top`);
  });
  test('whatever numbers a section around it imagines', () => {
    const around = (words: string): string =>
      `## Spectra\n\n${words} $\\sigma_1 = 1$ and in general $\\sigma_i = \\frac{1}{2^i}$.\n\n### Factors\n\n${note}`;
    isConfirmed(around('They decay: maybe the first is'), tex`B = \sum_{i=1}^{\min(p, q)} \sigma_i U_i V_i^\top`);
    isNotConfirmed(around('They are'), tex`B = \sum_{i=1}^{\min(p, q)} \sigma_i U_i V_i^\top`);
  });
});

test('to solve an equation says nothing of it', () => {
  const note = tex`Let $X \in \mathbb{R}^{n \times n}$ have the SVD $X = U \Sigma V^\top$. We want to solve the system $y = X b$. It has $b = X^{-1} y$.`;
  expect(last(note)).toMatchObject({ findings: [] });
  expect(last(tex`${note} So we solve the system $y = X b$.`).verdict).not.toBe('verified');
});
