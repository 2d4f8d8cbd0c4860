/** Notes that more than one editor opens. */

/** One letter in every spelling, and others that only look alike. */
export const spellings = String.raw`# Layers

Let $\mathbf{W} \in \mathbb{R}^{m \times n}$, $W \in \mathbb{R}$ and $x \in \mathbb{R}^n$.

The layer is $\mathbf W x$, or ${'$'}{\bf W} x$, with $W_Q$, $\mathbf{W}_Q$ and $W$.

$$
\nabla_{\mathbf{W}} \|\mathbf{W} x\|^2 = 2 \mathbf{W} x x^\top
$$
`;

export const productThatDoesNotFit = String.raw`# Sizes

Let $A \in \mathbb{R}^{m \times n}$ and $x \in \mathbb{R}^{p}$.

$$
A x
$$
`;

/** A derivative that lacks a factor, one that needs a condition, and one that is right. */
export const claims = String.raw`# Ridge regression

Let $X \in \mathbb{R}^{N\times d}$, $w\in\mathbb{R}^d$, $y\in\mathbb{R}^N$ and $\lambda\in\mathbb{R}$.

We minimise $f(w)=\|Xw-y\|^2+\lambda\|w\|^2$. Its gradient is

$$
\nabla f(w) = 2X^\top(Xw-y) + \lambda w
$$

and that of the first term alone

$$
\nabla_w \|Xw-y\|^2 = 2X^\top(Xw-y)
$$

## Quadratic forms

Let $A\in\mathbb{R}^{n\times n}$ and $x \in\mathbb{R}^n$. Then

$$
\nabla_x\, x^\top A x = 2Ax
$$
`;
