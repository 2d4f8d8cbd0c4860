/** Formulas as lectures of several fields have them, each beside a twin with a slip. */
import { expect, test } from 'vitest';
import { lastVerdict } from './support/last-verdict.ts';

const number = String.raw`For $a \in \mathbb{R}$ with $0 < a < 1$ `;
const square = String.raw`Let $A \in \mathbb{R}^{n \times n}$. `;
const scaled = String.raw`Let $A \in \mathbb{R}^{n \times n}$ and $0 < c < 1$. `;
const gain = String.raw`Let $P \in \mathbb{R}^{n \times n}$ and $R \in \mathbb{R}^{m \times m}$ be symmetric, $H \in \mathbb{R}^{m \times n}$. For any $K \in \mathbb{R}^{n \times m}$ let $P^+(K) = (I - KH)P(I - KH)^\top + KRK^\top$. `;
const subspaces = String.raw`Take $U_s \in \mathbb{R}^{N \times d}$, $U_n \in \mathbb{R}^{N \times (N - d)}$, $b \in \mathbb{R}^N$ and $f(a, c) = \|U_s a + U_n c - b\|^2$. `;
const laws = String.raw`Between $\mathcal N(m_0, S_0)$ and $\mathcal N(m_1, S_1)$ on $\mathbb{R}^k$ let $D = (m_1 - m_0)^\top S_1^{-1} (m_1 - m_0) + \log \det S_1$. `;
const scatter = String.raw`For $w \in \mathbb{R}^d$ and symmetric scatter matrices $B, C \in \mathbb{R}^{d \times d}$ let $f(w) = w^\top B w - w^\top C w$. `;
const both = String.raw`Let $B \in \mathbb{R}^{p \times p}$, $C \in \mathbb{R}^{q \times q}$ (both symmetric positive definite), $a \in \mathbb{R}^p$, $b \in \mathbb{R}^q$ and $f = a^\top B a + b^\top C b$. `;
const part = String.raw`Let $S$ be a symmetric function of the matrix $A$, where $A \in \mathbb{R}^{n \times n}$, and let $f(x) = x^\top A x$. `;

// prettier-ignore
test.each([
  // A series has its value where it converges.
  [String.raw`${number}$$\frac{1}{1 - a} = \sum_{k=0}^\infty a^k$$`, 'verified'],
  [String.raw`${number}$$\frac{1}{1 - a} = \sum_{k=1}^\infty a^k$$`, 'refuted'],
  [String.raw`${number}$$\frac{1}{(1 - a)^2} = \sum_{k=1}^\infty k a^{k-1}$$`, 'verified'],
  [String.raw`${square}$$e^A = \sum_{k=0}^\infty \frac{A^k}{k!}$$`, 'verified'],
  [String.raw`${square}$$e^A = \sum_{k=0}^\infty \frac{A^k}{k}$$`, 'undecided'],
  [String.raw`${square}$$e^A = \sum_{k=1}^\infty \frac{A^k}{k!}$$`, 'refuted'],
  [String.raw`${scaled}$$(I - cA)^{-1} = \sum_{k=0}^\infty c^k A^k$$`, 'verified'],
  [String.raw`${number}$$\sum_{k=1}^\infty \frac{a^2}{k^2} = 2a^2$$`, 'undecided'],
  // A plus that belongs to the name.
  [String.raw`${gain}$$\frac{\partial \operatorname{tr} P^+}{\partial K} = -2(I - KH)PH^\top + 2KR$$`, 'verified'],
  [String.raw`${gain}$$\frac{\partial \operatorname{tr} P^+}{\partial K} = -2(I - KH)PH^\top + KR$$`, 'refuted'],
  // Letters below that count nothing.
  [String.raw`${subspaces}$$\nabla_c f = 2U_n^\top(U_s a + U_n c - b)$$`, 'verified'],
  [String.raw`${subspaces}$$\nabla_c f = U_n^\top(U_s a + U_n c - b)$$`, 'refuted'],
  // What a law and words say of matrices.
  [String.raw`${laws}$$\frac{\partial D}{\partial m_0} = 2S_1^{-1}(m_0 - m_1)$$`, 'verified'],
  [String.raw`${laws}$$\frac{\partial D}{\partial m_0} = 2S_1^{-1}(m_1 - m_0)$$`, 'refuted'],
  [String.raw`${scatter}$$\nabla f(w) = 2Bw - 2Cw$$`, 'verified'],
  [String.raw`${scatter}$$\nabla f(w) = 2Bw + 2Cw$$`, 'refuted'],
  [String.raw`${both}$$\frac{\partial f}{\partial a} = 2Ba$$`, 'verified'],
  [String.raw`${both}$$\frac{\partial f}{\partial a} = Ba$$`, 'refuted'],
  [String.raw`${part}$$\nabla f(x) = 2Ax$$`, 'undecided'],
])('%s %s', (note, verdict) => {
  expect(lastVerdict(`${note}\n`)).toBe(verdict);
});
