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
