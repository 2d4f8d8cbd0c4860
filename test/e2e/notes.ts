/** Notes that more than one editor opens. */

export const productThatDoesNotFit = String.raw`# Sizes

Let $A \in \mathbb{R}^{m \times n}$ and $x \in \mathbb{R}^{p}$.

$$
A x
$$
`;
