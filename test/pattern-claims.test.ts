/** Claims with dots, extrema, members of families of functions and parts that nobody computes: true ones, and twins with a slip. */
import { describe, expect, test } from 'vitest';
import { lastOf } from './support/last-claim.ts';

const lists = String.raw`Let $A \in \mathbb{R}^{n \times n}$ and $x \in \mathbb{R}^n$ with entries $x_1, \ldots, x_n$, and $v_1, \dots, v_k \in \mathbb{R}^n$. `;
const fit = String.raw`Let $A \in \mathbb{R}^{m \times n}$, $x \in \mathbb{R}^n$ and $b \in \mathbb{R}^m$. `;

// prettier-ignore
const rows: readonly (readonly [note: string, verdict: string | readonly string[]])[] = [
  // Dots: a sum, a product, columns, rows, a diagonal.
  [String.raw`${lists}$$\mathbf 1^\top x = x_1 + x_2 + \cdots + x_n$$`, 'verified'],
  [String.raw`${lists}$$\mathbf 1^\top x = x_2 + \cdots + x_n$$`, ['undecided', 'refuted']],
  [String.raw`${lists}$$\mathbf 1^\top x = x_1 + x_2 + \cdots - x_n$$`, 'undecided'],
  [String.raw`${lists}$$\det \operatorname{diag}(x) = x_1 x_2 \cdots x_n$$`, 'verified'],
  [String.raw`${lists}$$\det \operatorname{diag}(x) = x_1 x_3 \cdots x_n$$`, 'undecided'],
  [String.raw`${lists}$$A \begin{bmatrix} v_1 & \cdots & v_k \end{bmatrix} = \begin{bmatrix} A v_1 & \cdots & A v_k \end{bmatrix}$$`, 'verified'],
  [String.raw`${lists}$$A \begin{bmatrix} v_1 & \cdots & v_k \end{bmatrix} = \begin{bmatrix} A^\top v_1 & \cdots & A^\top v_k \end{bmatrix}$$`, 'refuted'],
  [String.raw`${lists}$$x x^\top = \begin{bmatrix} x_1 x_1 & x_1 x_2 & \cdots & x_1 x_n \\ \vdots & \vdots & \ddots & \vdots \\ x_n x_1 & x_n x_2 & \cdots & x_n x_n \end{bmatrix}$$`, 'verified'],
  [String.raw`${lists}$$x x^\top = \begin{bmatrix} x_1 x_1 & x_1 x_2 & \cdots & x_1 x_n \\ \vdots & \vdots & \ddots & \vdots \\ x_n x_1 & x_n x_2 & \cdots & 2 x_n x_n \end{bmatrix}$$`, 'undecided'],
  [String.raw`${lists}$$\operatorname{diag}(x) = \begin{bmatrix} x_1 & 0 & \cdots & 0 \\ 0 & x_2 & \cdots & 0 \\ \vdots & \vdots & \ddots & \vdots \\ 0 & 0 & \cdots & x_n \end{bmatrix}$$`, 'verified'],
  [String.raw`${lists}$$\operatorname{diag}(x) = \begin{bmatrix} x_1^2 & 0 & \cdots & 0 \\ 0 & x_2^2 & \cdots & 0 \\ \vdots & \vdots & \ddots & \vdots \\ 0 & 0 & \cdots & x_n^2 \end{bmatrix}$$`, ['undecided', 'refuted']],
  [String.raw`${lists}$$\frac{\partial}{\partial x} \log(x_1^2 \cdots x_n^2) = \left(\frac{2}{x_1}, \ldots, \frac{2}{x_n}\right)$$`, 'verified'],
  [String.raw`${lists}$$\frac{\partial}{\partial x} \log(x_1^2 \cdots x_n^2) = \left(\frac{1}{x_1}, \ldots, \frac{1}{x_n}\right)$$`, 'refuted'],
  // Differentials of something whose other names stand still.
  [String.raw`Let $A, B, X \in \mathbb{R}^{n \times n}$. $$\mathrm{d}(AXB) = A (\mathrm{d}X) B$$`, 'verified'],
  [String.raw`Let $A, B, X \in \mathbb{R}^{n \times n}$. $$\mathrm{d}(AXB) = B (\mathrm{d}X) A$$`, 'refuted'],
  [String.raw`Let $A, B, X \in \mathbb{R}^{n \times n}$. $$d(AX) = dX\, A$$`, 'refuted'],
  [String.raw`Let $A, B, X \in \mathbb{R}^{n \times n}$. $$d(AX) = C\, dX$$`, 'tie'],
  // An array of one cell in braces, as text that was read off a page has it.
  [String.raw`Let $A \in \mathbb{R}^{n \times n}$ and $x \in \mathbb{R}^n$. $\begin{array} { r } { \frac { \partial x ^ { \top } A x } { \partial x } = 2 A x } \end{array}$`, ['refuted']],
  [String.raw`Let $A \in \mathbb{R}^{n \times n}$ and $x \in \mathbb{R}^n$. $\begin{array} { r } { \frac { \partial x ^ { \top } A x } { \partial x } = A x + A^\top x } \end{array}$`, 'verified'],
  // Where a function is least.
  [String.raw`${fit}$$\arg\min_x \|Ax-b\|^2 = \arg\min_x \left(x^\top A^\top A x - 2 b^\top A x\right)$$`, 'verified'],
  [String.raw`${fit}$$\arg\min_x \|Ax-b\|^2 = \arg\min_x \left(x^\top A^\top A x - b^\top A x\right)$$`, 'undecided'],
  [String.raw`${fit}$$\arg\max_x \exp(-\|Ax-b\|^2) = \arg\min_x \|Ax-b\|^2$$`, 'verified'],
  [String.raw`${fit}$$\arg\max_x \exp(-\|Ax-b\|^2) = \arg\max_x \|Ax-b\|^2$$`, 'undecided'],
  [String.raw`${fit}$$\arg\min_{x: \|x\| = 1} \|Ax-b\|^2 = \arg\min_x \|Ax-b\|^2$$`, 'undecided'],
  [String.raw`$$\arg\max_\theta \prod_{i=1}^n p_\theta(x_i) = \arg\max_\theta \sum_{i=1}^n \log p_\theta(x_i)$$`, 'verified'],
  [String.raw`$$\arg\max_\theta \prod_{i=1}^n p_\theta(x_i) = \arg\min_\theta \sum_{i=1}^n \log p_\theta(x_i)$$`, 'undecided'],
  [String.raw`$$\arg\max_\theta \prod_{i=1}^n p_\theta(x_i) = \arg\max_\theta \sum_{i=1}^n p_\theta(x_i)$$`, 'undecided'],
  // Extrema.
  [String.raw`$$\max_y f(y) = -\min_y -f(y)$$`, 'verified'],
  [String.raw`$$\max_y f(y) = -\max_y -f(y)$$`, 'undecided'],
  [String.raw`$$\max_y f(y) = \max_{y > 0} f(y)$$`, 'undecided'],
  [String.raw`$$\min_y (f(y) + g(y)) = \min_y f(y) + \min_y g(y)$$`, 'undecided'],
  // One of many functions, told by its index.
  [String.raw`Let $\theta \in \mathbb{R}^K$, $x \in \mathbb{R}^d$ and $T_k : \mathbb{R}^d \to \mathbb{R}$. $$\frac{\partial}{\partial \theta_j} \sum_{k} \theta_k T_k(x) = T_j(x)$$`, 'verified'],
  [String.raw`Let $\theta \in \mathbb{R}^K$, $x \in \mathbb{R}^d$ and $T_k : \mathbb{R}^d \to \mathbb{R}$. $$\frac{\partial}{\partial \theta_j} \sum_{k} \theta_k T_k(x) = 2 T_j(x)$$`, ['undecided', 'refuted']],
  [String.raw`$$h_i(y)(1 - h_i(y)) = h_i(y) - h_i(y)^2$$`, 'verified'],
  [String.raw`$$h_i(y)(1 - h_i(y)) = h_i(y) + h_i(y)^2$$`, ['undecided', 'refuted']],
  // Functions under a logarithm are positive.
  [String.raw`$$\log \prod_i f(x_i) = \sum_i \log f(x_i)$$`, 'verified'],
  [String.raw`$$\log \prod_i f(x_i) = 2 \sum_i \log f(x_i)$$`, 'undecided'],
  // What cannot be computed is the same for the same words.
  [String.raw`$$\frac{\partial L}{\partial q}(a + b) = a\frac{\partial L}{\partial q} + b\frac{\partial L}{\partial q}$$`, 'verified'],
  [String.raw`$$\frac{\partial L}{\partial q}(a + b) = a\frac{\partial L}{\partial q} - b\frac{\partial L}{\partial q}$$`, 'refuted'],
  [String.raw`$$M_3 (d_u y) + D_3 [M_2 (d_u z) + D_2 (d_u w)] = M_3 (d_u y) + D_3 M_2 (d_u z) + D_3 D_2 (d_u w)$$`, 'verified'],
  [String.raw`$$M_3 (d_u y) + D_3 [M_2 (d_u z) + D_2 (d_u w)] = M_3 (d_u y) + D_3 M_2 (d_u z) + D_2 D_3 (d_u w)$$`, 'undecided'],
  // An inner product with the sign of the norm that it belongs to.
  [String.raw`Let $A, B \in \mathbb{R}^{m \times n}$. $$\langle A, B \rangle_F + 1 = \operatorname{tr}(A^\top B) + 1$$`, 'verified'],
  [String.raw`Let $A, B \in \mathbb{R}^{n \times n}$. $$\langle A, B \rangle_F + 1 = \operatorname{tr}(A B) + 1$$`, 'refuted'],
  // A capital of another face and the rest of its word.
  [String.raw`$$\mathbb{V}\text{ar}(u) = \mathbb{E}[u^2] - \mathbb{E}[u]^2$$`, 'verified'],
  [String.raw`$$\mathbb{C}\text{ov}(u, v) = \mathbb{E}[uv] + \mathbb{E}[u]\mathbb{E}[v]$$`, 'undecided'],
  // A function without brackets may end at its first factor.
  [String.raw`$$\nabla_\theta \mathbb{E}_{x \sim p(x|\theta)}[f(x)] = \mathbb{E}_{x \sim p(x|\theta)}[\nabla_\theta \log p(x|\theta) f(x)]$$`, 'verified'],
  [String.raw`$$\nabla_\theta \mathbb{E}_{x \sim p(x|\theta)}[f(x)] = -\mathbb{E}_{x \sim p(x|\theta)}[\nabla_\theta \log p(x|\theta) f(x)]$$`, 'undecided'],
  [String.raw`$$\nabla_\theta \mathbb{E}_{x \sim p(x|\theta)}[f(x)] = \mathbb{E}_{x \sim p(x|\theta)}[\nabla_\theta p(x|\theta) f(x)]$$`, 'undecided'],
  [String.raw`$$\log p(x) q(x) = \log p(x) + \log q(x)$$`, 'verified'],
  // The limits of a law are all of it, where nothing else is integrated over.
  [String.raw`$$p(r | X) = \frac{p(X | r) p(r)}{\int_0^1 p(X | r) p(r) \, dr}$$`, 'verified'],
  [String.raw`$$p(r | X) = \frac{p(X | r) p(X)}{\int_0^1 p(X | r) p(r) \, dr}$$`, 'undecided'],
  [String.raw`$$\int_0^1 p(X | r) p(r) \, dr + \int_1^2 p(X | r) p(r) \, dr = 2 p(X)$$`, 'undecided'],
  // What follows from the line above, where a name counts or a matrix is solved for.
  [String.raw`$$\begin{aligned} \frac{1}{r} \sum_{i=1}^n y_i &= \frac{1}{1 - r}\left[n - \sum_{i=1}^n y_i\right] \\ \implies& (1 - r) \sum_{i=1}^n y_i = r \left[n - \sum_{i=1}^n y_i\right] \end{aligned}$$`, 'verified'],
  [String.raw`$$\begin{aligned} \frac{1}{r} \sum_{i=1}^n y_i &= \frac{1}{1 - r}\left[n - \sum_{i=1}^n y_i\right] \\ \implies& (1 + r) \sum_{i=1}^n y_i = r \left[n - \sum_{i=1}^n y_i\right] \end{aligned}$$`, 'undecided'],
  [String.raw`Let $W \in \mathbb{R}^{m \times d}$, $u_i \in \mathbb{R}^m$ and $x_i \in \mathbb{R}^d$. $$\begin{aligned} W \sum_{i=1}^n \mathbb{E}[x_i x_i^\top] &= \sum_{i=1}^n u_i \mathbb{E}[x_i]^\top \\ \implies& W = \left[\sum_{i=1}^n u_i \mathbb{E}[x_i]^\top\right]\left[\sum_{i=1}^n \mathbb{E}[x_i x_i^\top]\right]^{-1} \end{aligned}$$`, 'verified'],
  [String.raw`Let $W \in \mathbb{R}^{m \times d}$, $u_i \in \mathbb{R}^m$ and $x_i \in \mathbb{R}^d$. $$\begin{aligned} W \sum_{i=1}^n \mathbb{E}[x_i x_i^\top] &= \sum_{i=1}^n u_i \mathbb{E}[x_i]^\top \\ \implies& W = \left[\sum_{i=1}^n u_i \mathbb{E}[x_i]^\top\right]\left[\sum_{i=1}^n \mathbb{E}[x_i] \mathbb{E}[x_i]^\top\right]^{-1} \end{aligned}$$`, 'undecided'],
  // A tie of an average that nothing else speaks of restricts nothing.
  [String.raw`Let $y, m, c \in \mathbb{R}^n$. We write $\mathbb{E}[R] = \mathbb{E}[\|y - m\|^2]$. $$\|(y - m) - (y - c)\|^2 = \|y - m\|^2 - \|y - c\|^2 - 2 (y - m)^\top (y - c)$$`, 'refuted'],
  [String.raw`Let $y, m, c \in \mathbb{R}^n$. We write $\mathbb{E}[R] = \mathbb{E}[\|y - m\|^2]$. $$\|(y - m) - (y - c)\|^2 = \|y - m\|^2 + \|y - c\|^2 - 2 (y - m)^\top (y - c)$$`, 'verified'],
  // A row that goes on with another sign states no equation.
  [String.raw`$$\begin{aligned} a^2 - b^2 &= (a - b)(a + b) \\ &\approx 2a(a - b) \end{aligned}$$`, 'expression'],
  [String.raw`$$\begin{aligned} f &= g h \\ &\propto h \end{aligned}$$`, 'expression'],
];

describe('a claim of this pattern', () => {
  test.each(rows)('%s: %s', (note, verdict) => expect([verdict].flat()).toContain(lastOf(note)));
});

describe('brackets within brackets', () => {
  const nested = (inner: string, around: (it: string) => string): string =>
    Array.from({ length: 22 }).reduce<string>((it) => around(it), inner);
  const squares = (it: string): string => nested(it, (one) => `(${one})^2`);

  // Each would take longer than a test may if a bracket were read twice.
  test.each([
    ['behind a factor', `$${nested('x', (it) => `2(y + ${it})`)}$`, 'expression'],
    ['of entrywise products', String.raw`$${nested('x', (it) => String.raw`(y \circ ${it})`)}$`, 'expression'],
    [
      'beside dots',
      String.raw`Let $x \in [0, 1]^n$. $$${squares('x_1')} + \cdots + ${squares('x_n')} = 2 (${squares('x_1')} + \cdots + ${squares('x_n')})$$`,
      'undecided',
    ],
  ])('%s', (_, note, seen) => {
    expect(lastOf(note)).toBe(seen);
  });
});
