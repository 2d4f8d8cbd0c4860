/** Claims of notes that leave to the reader what any reader knows: true ones, and twins with a slip. */
import { describe, expect, test } from 'vitest';
import { lastOf } from './support/last-claim.ts';

const open = ['undecided', 'refuted', 'tie'];

const slope = String.raw`Let $g : \mathbb{R}^n \to \mathbb{R}$ be $g(x) = x^\top A x$ with $A \in \mathbb{R}^{n \times n}$ and $x \in \mathbb{R}^n$. `;
const loss = String.raw`Let $\theta$ be the weights and $\mathcal{L}$ the loss. `;
const real = String.raw`Let $f : \mathbb{R}^n \to \mathbb{R}$ and $x \in \mathbb{R}^n$. `;
const columns = String.raw`Let $f : \mathbb{R}^n \to \mathbb{R}$. $$\nabla f(x) = \begin{bmatrix} \frac{\partial f}{\partial x_1} & \cdots & \frac{\partial f}{\partial x_n} \end{bmatrix}^\top$$ `;
const unit = String.raw`The unit answers $\hat{y}_i = \sigma(\mathbf{w}^\top \mathbf{x}_i + b) = \sigma(u_i)$ with the logistic function $\sigma$. `;
const chain = String.raw`Suppose $y = f(g(x))$. Then `;
const three = String.raw`Suppose $y = f(g(h(t)))$. Then `;
const small = String.raw`Let $A \in \mathbb{R}^{2 \times 2}$ be invertible with entries $a_{ij}$. $$\det A = a_{11} a_{22} - a_{12} a_{21}$$ `;
const sums = String.raw`Let $\mathbf{X} \in \mathbb{R}^{3 \times 2}$ and $\mathbf{s} \in \mathbb{R}^3$ be the vector of its row sums, $$\begin{aligned} \mathbf{s} &= \begin{bmatrix} s_1 \\ s_2 \\ s_3 \end{bmatrix} \\ &= \begin{bmatrix} x_{11} + x_{12} \\ x_{21} + x_{22} \\ x_{31} + x_{32} \end{bmatrix} \end{aligned}$$ For a cost $C$ of these sums, `;
const row = String.raw`Let $\mathbf{X} \in \mathbb{R}^{3 \times 2}$ and $\mathbf{s} \in \mathbb{R}^{1 \times 2}$ be the row of its column sums, $$\begin{aligned} \mathbf{s} &= \begin{bmatrix} s_{1,1} & s_{1,2} \end{bmatrix} \\ &= \begin{bmatrix} x_{1,1} + x_{2,1} + x_{3,1} & x_{1,2} + x_{2,2} + x_{3,2} \end{bmatrix} \end{aligned}$$ For a cost $C$ of these sums, `;
const bowl = String.raw`A point of the bowl is $$\begin{aligned} p &= (p_1, p_2, p_3) \\ &= (r \cos t, r \sin t, r^2) \end{aligned}$$ Hence `;

const cosine = String.raw`Let $S(x, y) = \frac{\langle x, y \rangle}{\|x\| \|y\|}$ for $x, y \in \mathbb{R}^n$. `;
const maps = String.raw`Jacobians of compositions: let $f : \mathbb{R}^n \to \mathbb{R}^m$, $g : \mathbb{R}^m \to \mathbb{R}^k$ and $h = g \circ f$, that is $h(x) = g(f(x))$. Then `;

// prettier-ignore
const rows: readonly (readonly [note: string, verdict: string | readonly string[]])[] = [
  // A derivative and behind it where it is taken.
  [String.raw`Let $f(x) = x^3$ for a number $x$. $$\frac{df}{dx}(x) = 3x^2$$`, 'verified'],
  [String.raw`Let $f(x) = x^3$ for a number $x$. $$\frac{df}{dx}(x) = 2x^2$$`, 'refuted'],
  [String.raw`${slope}$$\frac{\partial g}{\partial x}(x) = (A + A^\top) x$$`, 'verified'],
  [String.raw`${slope}$$\frac{\partial g}{\partial x}(x) = 2Ax$$`, 'refuted'],
  [String.raw`${slope}With $a \in \mathbb{R}^n$ $$\frac{\partial g}{\partial x}(a) = (A + A^\top) a$$`, 'verified'],
  [String.raw`${slope}With $a \in \mathbb{R}^n$ $$\frac{\partial g}{\partial x}(a) = (A - A^\top) a$$`, 'refuted'],
  [String.raw`${slope}$$\frac{\partial g}{\partial x}(x)^\top = x^\top (A + A^\top)$$`, 'verified'],
  [String.raw`${slope}$$\nabla g(x) = \begin{bmatrix} \frac{\partial g}{\partial x_1}(x) \\ \vdots \\ \frac{\partial g}{\partial x_n}(x) \end{bmatrix}$$`, 'verified'],
  // The entries of what is differentiated by, in another face or with the index above.
  [String.raw`${loss}$$\nabla_{\boldsymbol{\theta}} \mathcal{L} = \begin{bmatrix} \frac{\partial \mathcal{L}}{\partial \theta_1} \\ \vdots \\ \frac{\partial \mathcal{L}}{\partial \theta_n} \end{bmatrix}$$`, 'verified'],
  [String.raw`${loss}$$\nabla_{\boldsymbol{\theta}} \mathcal{L} = \begin{bmatrix} \frac{\partial \mathcal{L}}{\partial \theta_2} \\ \frac{\partial \mathcal{L}}{\partial \theta_1} \\ \vdots \\ \frac{\partial \mathcal{L}}{\partial \theta_n} \end{bmatrix}$$`, open],
  [String.raw`${real}$$\nabla f(x) = \begin{bmatrix} \frac{\partial f(x)}{\partial x^{(1)}} & \cdots & \frac{\partial f(x)}{\partial x^{(n)}} \end{bmatrix}^\top$$`, 'verified'],
  [String.raw`${real}$$\nabla f(x) = \begin{bmatrix} \frac{\partial f(x)}{\partial x^{(1)}} & \cdots & 2\frac{\partial f(x)}{\partial x^{(n)}} \end{bmatrix}^\top$$`, open],
  // What is a layer and not an entry.
  [String.raw`With $x^{(1)} = \tanh(W x)$ and $L = \|x^{(1)}\|^2$ $$\frac{\partial L}{\partial x} = \left(\frac{\partial x^{(1)}}{\partial x}\right)^\top \frac{\partial L}{\partial x^{(1)}}$$`, ['verified', 'undecided']],
  // A list with commas is a column and a row.
  [String.raw`${columns}$$\nabla f(x) = \left[ \frac{\partial f}{\partial x_1}, \ldots, \frac{\partial f}{\partial x_n} \right]^\top$$`, 'verified'],
  [String.raw`${columns}$$\nabla f(x) = \left[ \frac{\partial f}{\partial x_n}, \ldots, \frac{\partial f}{\partial x_1} \right]^\top$$`, open],
  // A new name for what a function is applied to.
  [String.raw`${unit}$$\frac{\partial \hat{y}_i}{\partial \mathbf{w}} = \sigma'(u_i) \mathbf{x}_i$$`, 'verified'],
  [String.raw`${unit}$$\frac{\partial \hat{y}_i}{\partial \mathbf{w}} = \sigma'(u_i) \mathbf{w}$$`, open],
  [String.raw`${unit}$$\frac{\partial \hat{y}_i}{\partial b} = \sigma(u_i) (1 - \sigma(u_i))$$`, 'verified'],
  [String.raw`${unit}$$\frac{\partial \hat{y}_i}{\partial b} = \sigma(u_i) (1 + \sigma(u_i))$$`, open],
  [String.raw`Let $c = \exp(-\|x - z\|^2 / 2) = \exp(-q)$. $$\frac{\partial c}{\partial x} = -\exp(-q) (x - z)$$`, 'verified'],
  [String.raw`Let $c = \exp(-\|x - z\|^2 / 2) = \exp(-q)$. $$\frac{\partial c}{\partial x} = \exp(-q) (x - z)$$`, open],
  // Functions for their values.
  [String.raw`${chain}$$\frac{dy}{dx} = \frac{df}{dg} \frac{dg}{dx}$$`, 'verified'],
  [String.raw`${chain}$$\frac{dy}{dx} = \frac{df}{dg} + \frac{dg}{dx}$$`, open],
  [String.raw`${three}$$\frac{dy}{dt} = \frac{df}{dg} \cdot \frac{dg}{dh} \cdot \frac{dh}{dt}$$`, 'verified'],
  [String.raw`${three}$$\frac{dy}{dt} = \frac{df}{dg} \cdot \frac{dh}{dt}$$`, open],
  // Two digits are two indices.
  [String.raw`${small}$$A^{-1} = \frac{1}{a_{11} a_{22} - a_{12} a_{21}} \begin{bmatrix} a_{22} & -a_{12} \\ -a_{21} & a_{11} \end{bmatrix}$$`, 'verified'],
  [String.raw`${small}$$A^{-1} = \frac{1}{a_{11} a_{22} - a_{12} a_{21}} \begin{bmatrix} a_{22} & -a_{21} \\ -a_{12} & a_{11} \end{bmatrix}$$`, open],
  [String.raw`Let $X \in \mathbb{R}^{3 \times 4}$ and $x \in \mathbb{R}^{20}$. $$\mathbf{1}^\top x - x_{11} = x_{11}$$`, open],
  // A row below the entries says what they are.
  [String.raw`${sums}$$\frac{\partial C}{\partial \mathbf{X}} = \begin{bmatrix} \frac{\partial C}{\partial s_1} & \frac{\partial C}{\partial s_1} \\ \frac{\partial C}{\partial s_2} & \frac{\partial C}{\partial s_2} \\ \frac{\partial C}{\partial s_3} & \frac{\partial C}{\partial s_3} \end{bmatrix}$$`, 'verified'],
  [String.raw`${sums}$$\frac{\partial C}{\partial \mathbf{X}} = \begin{bmatrix} \frac{\partial C}{\partial s_1} & \frac{\partial C}{\partial s_2} \\ \frac{\partial C}{\partial s_2} & \frac{\partial C}{\partial s_1} \\ \frac{\partial C}{\partial s_3} & \frac{\partial C}{\partial s_3} \end{bmatrix}$$`, 'refuted'],
  [String.raw`${row}$$\frac{\partial C}{\partial \mathbf{X}} = \begin{bmatrix} 1 \\ 1 \\ 1 \end{bmatrix} \frac{\partial C}{\partial \mathbf{s}}$$`, 'verified'],
  [String.raw`${row}$$\frac{\partial C}{\partial \mathbf{X}} = \begin{bmatrix} 1 \\ 1 \\ 0 \end{bmatrix} \frac{\partial C}{\partial \mathbf{s}}$$`, 'refuted'],
  [String.raw`${row}$$\frac{\partial C}{\partial \mathbf{s}} = \begin{bmatrix} \frac{\partial C}{\partial s_{1,1}} & \frac{\partial C}{\partial s_{1,2}} \end{bmatrix}$$`, 'verified'],
  [String.raw`${bowl}$$\frac{\partial p}{\partial t} = (-r \sin t, r \cos t, 0)$$`, 'verified'],
  [String.raw`${bowl}$$\frac{\partial p}{\partial t} = (r \sin t, r \cos t, 0)$$`, open],
  [String.raw`Let $Z = XY$ with $X, Y \in \mathbb{R}^{2 \times 2}$. $$\begin{aligned} Z &= \begin{bmatrix} z_{11} & z_{12} \\ z_{21} & z_{22} \end{bmatrix} \\ &= \begin{bmatrix} x_{11} y_{11} & x_{12} y_{12} \\ x_{21} y_{21} & x_{22} y_{22} \end{bmatrix} \end{aligned}$$`, open],
  // A gradient by all arguments is a list.
  [String.raw`${cosine}$$\nabla S(x, y) = \left( \frac{y}{\|x\| \|y\|} - S(x, y) \frac{x}{\|x\|^2}, \frac{x}{\|x\| \|y\|} - S(x, y) \frac{y}{\|y\|^2} \right)$$`, 'verified'],
  [String.raw`${cosine}$$\nabla S(x, y) = \left( \frac{y}{\|x\| \|y\|} - S(x, y) \frac{x}{\|x\|^2}, \frac{x}{\|x\| \|y\|} + S(x, y) \frac{y}{\|y\|^2} \right)$$`, 'refuted'],
  [String.raw`Let $q(a, b) = a^2 b$ for numbers $a$ and $b$. $$\nabla q(a, b) = (2ab, a^2)$$`, 'verified'],
  [String.raw`Let $q(a, b) = a^2 b$ for numbers $a$ and $b$. $$\nabla q(a, b) = (2ab, b^2)$$`, 'refuted'],
  // Functions one after the other, their Jacobians and Hessians.
  [String.raw`${maps}$$J_h(x) = J_g(f(x)) J_f(x)$$`, 'verified'],
  [String.raw`${maps}$$J_{g \circ f}(x) = J_g(f(x)) J_f(x)$$`, 'verified'],
  [String.raw`${maps}$$J_{g \circ f}(x) = J_g(x) J_f(x)$$`, open],
  [String.raw`${maps}$$J_h(x) = J_f(x) J_g(f(x))$$`, open],
  [String.raw`${maps}$$D h(x) = D g(f(x)) D f(x)$$`, 'verified'],
  [String.raw`${maps}$$d h(x) \cdot v = d g(f(x)) \cdot d f(x) \cdot v$$`, 'verified'],
  [String.raw`${maps}$$d h(x) \cdot v = d g(f(x)) \cdot v$$`, open],
  [String.raw`Let $f(x) = A x + b$ with $A \in \mathbb{R}^{m \times n}$, $x \in \mathbb{R}^n$. Its Jacobian is $$J_f(x) = A$$`, 'verified'],
  [String.raw`Let $f(x) = A x + b$ with $A \in \mathbb{R}^{m \times n}$, $x \in \mathbb{R}^n$. Its Jacobian is $$J_f(x) = A^\top$$`, open],
  [String.raw`Let $g(x) = x^\top A x$ with $A \in \mathbb{R}^{n \times n}$, $x \in \mathbb{R}^n$. Its Hessian is $$H_g(x) = A + A^\top$$`, 'verified'],
  [String.raw`Let $g(x) = x^\top A x$ with $A \in \mathbb{R}^{n \times n}$, $x \in \mathbb{R}^n$. Its Hessian is $$H_g(x) = 2A$$`, open],
  [String.raw`Let $g(x) = x^\top A x$ with $A \in \mathbb{R}^{n \times n}$, $x \in \mathbb{R}^n$. Its Hessian is $$D^2 g(x) = A + A^\top$$`, 'verified'],
  [String.raw`Let $g(x) = x^\top A x$ with $A \in \mathbb{R}^{n \times n}$, $x \in \mathbb{R}^n$. Its Hessian is $$D^2 g(x) = A - A^\top$$`, open],
  // The cost of f is no Jacobian.
  [String.raw`Let $f(x) = A x$ with $A \in \mathbb{R}^{m \times n}$, $x \in \mathbb{R}^n$. Its cost is $$J_f(x) = \|f(x)\|^2$$`, 'definition'],
];

describe('what a note leaves to its reader', () => {
  test.each(rows)('%s', (note, verdict) => expect([verdict].flat()).toContain(lastOf(note)));
});
