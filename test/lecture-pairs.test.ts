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

const turn = String.raw`Let $G = \begin{pmatrix} c & s \\ -s & c \end{pmatrix}$ with numbers $c, s \in \mathbb{R}$, and $x = (a, b)^\top$ with $a, b \in \mathbb{R}$. `;
const adapted = String.raw`A matrix $W_0 \in \mathbb{R}^{d \times k}$ is replaced by $W = W_0 + BA$ with $B \in \mathbb{R}^{d \times r}$, $A \in \mathbb{R}^{r \times k}$. `;
const ones = String.raw`Let $X \in \mathbb{R}^{N \times d}$, $\mathbf 1 \in \mathbb{R}^N$ and $f = \mathbf 1^\top X a$ for $a \in \mathbb{R}^d$.

**Means.** For $u \in \mathbb{R}^p$ there is one.

**Spread.** It is $m = \frac1p \mathbf 1^\top u$. `;

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
  // Numbers between commas, turned, are a column.
  [String.raw`${turn}$$Gx = \begin{pmatrix} ca + sb \\ cb - sa \end{pmatrix}$$`, 'verified'],
  [String.raw`${turn}$$Gx = \begin{pmatrix} ca + sb \\ cb + sa \end{pmatrix}$$`, 'refuted'],
  [String.raw`${turn}$$x^\top x = a^2 + b^2$$`, 'verified'],
  // What something begins with is none of its members.
  [String.raw`${adapted}$$\frac{\partial L}{\partial A} = B^\top \frac{\partial L}{\partial W}$$`, 'verified'],
  [String.raw`${adapted}$$\frac{\partial L}{\partial A} = -B^\top \frac{\partial L}{\partial W}$$`, 'refuted'],
  // Ones are as many as there is need of in another paragraph.
  [String.raw`${ones}$$\frac{\partial m}{\partial u} = \frac1p \mathbf 1$$`, 'verified'],
  [String.raw`${ones}$$\frac{\partial m}{\partial u} = p \mathbf 1$$`, 'refuted'],
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
