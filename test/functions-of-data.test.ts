/**
 * Functions in notes on learning: a letter of which words say that it makes diagonal matrices, slopes of the entries of
 * an activation, and a function of $x$ beside the data $x_i$. Beside each true formula stands one that is false.
 */
import { describe, expect, test } from 'vitest';
import { lastVerdict } from './support/last-verdict.ts';

const tex = String.raw;

describe('a letter that words say makes a diagonal matrix', () => {
  const given = tex`Let $A \in \mathbb{R}^{n \times n}$ and $u, h \in \mathbb{R}^n$.`;
  const map = tex`${given} Here $\Delta : \mathbb{R}^n \to \mathbb{R}^{n \times n}$ sends $u$ to the diagonal matrix whose $(i,i)$th entry is $u_i$. Then`;
  test.each([
    [map, tex`\Delta u A h = u \odot (A h)`, 'verified'],
    [map, tex`\Delta u A h = 2 u \odot (A h)`, 'refuted'],
    [map, tex`\Delta[u - h] A = \Delta u A - \Delta h A`, 'verified'],
    [map, tex`\Delta(u + h) A = \Delta(u) A - \Delta(h) A`, 'refuted'],
    [
      tex`${given} Here $D(u)$ denotes the diagonal matrix with $u$ on its diagonal.`,
      tex`D(u + h) A = D(u) A + D(h) A`,
      'verified',
    ],
    [
      tex`${given} Here $D(u)$ is the diagonal matrix with the entries of $u$ on the diagonal.`,
      tex`D(u + h) h = D(u) h - D(h) h`,
      'refuted',
    ],
    // Of something else than what stands behind it.
    [tex`${given} Here $D(u)$ is the diagonal matrix with $A u$ on its diagonal.`, tex`D(u) h = u \odot h`, 'assumed'],
    // A change is no matrix where nothing says so.
    [given, tex`\Delta u A h = u \odot (A h)`, 'assumed'],
  ])('%s %s: %s', (text, claim, verdict) => {
    expect(lastVerdict(`${text}\n\n$$ ${claim} $$\n`)).toBe(verdict);
  });
});

describe('slopes of the entries of an activation', () => {
  const given = tex`Let $\sigma : \mathbb{R}^k \to \mathbb{R}^k$ and $W, H \in \mathbb{R}^{k \times d}$, $b \in \mathbb{R}^k$, $x \in \mathbb{R}^d$ and $f(W) = \sigma(Wx + b)$. Its differential is`;
  test.each([
    [tex`df(W)[H] = \operatorname{diag}(\sigma'(Wx + b)) H x`, 'verified'],
    [tex`df(W)[H] = \sigma'(Wx + b) \odot (H x)`, 'verified'],
    [tex`df(W)[H] = \operatorname{diag}(\sigma(Wx + b)) H x`, 'undecided'],
    [tex`df(W)[H] = 2 \sigma'(Wx + b) \odot (H x)`, 'undecided'],
  ])('%s: %s', (claim, verdict) => {
    expect(lastVerdict(`${given}\n\n$$ ${claim} $$\n`)).toBe(verdict);
  });
});

describe('a function of x beside data', () => {
  const given = tex`Let $W \in \mathbb{R}^{k \times d}$ and $b \in \mathbb{R}^k$. The model is
$$ f(x) = W x + b. $$
For data $x_i \in \mathbb{R}^d$ and $y_i \in \mathbb{R}^k$ with $i = 1, \ldots, M$ we minimise
$$ L = \frac{1}{2} \sum_{i=1}^M \| f(x_i) - y_i \|^2. $$
Then`;
  test.each([
    [tex`\nabla_W L = \sum_{i=1}^M (f(x_i) - y_i) x_i^\top`, 'verified'],
    [tex`\nabla_b L = \sum_{i=1}^M (f(x_i) - y_i)`, 'verified'],
    [tex`\sum_{i=1}^M f(x_i) x_i^\top = W \sum_{i=1}^M x_i x_i^\top + b \sum_{i=1}^M x_i^\top`, 'verified'],
    [tex`\nabla_W L = 2 \sum_{i=1}^M (f(x_i) - y_i) x_i^\top`, 'refuted'],
    [tex`\nabla_W L = \sum_{i=1}^M (f(x_i) + y_i) x_i^\top`, 'refuted'],
  ])('%s: %s', (claim, verdict) => {
    expect(lastVerdict(`${given}\n\n$$ ${claim} $$\n`)).toBe(verdict);
  });
});

describe('a function that is given at members', () => {
  const given = tex`Let $a_i \in \mathbb{R}$ for $i = 1, \ldots, n$, and let $f(x_i) = a_i^2 + 1$. Then`;
  const kernel = tex`Let $\phi_i \in \mathbb{R}^d$ and $c_i \in \mathbb{R}$ for $i = 1, \ldots, n$, and let $K(x_i, x_j) = c_i \phi_i^\top \phi_j$. Then`;
  test.each([
    [given, tex`\left( \sum_{i=1}^n f(x_i) \right)^2 = \sum_{i=1}^n \sum_{j=1}^n f(x_i) f(x_j)`, 'verified'],
    [given, tex`\left( \sum_{i=1}^n f(x_i) \right)^2 = \sum_{i=1}^n f(x_i)^2`, 'refuted'],
    [given, tex`\sum_{j=1}^n f(x_j) = n + \sum_{i=1}^n a_i^2`, 'verified'],
    // Elsewhere than at a member, f is not given.
    [given, tex`f(x) = x^2 + 1`, 'assumed'],
    [kernel, tex`\sum_{i=1}^n \sum_{j=1}^n K(x_j, x_i) = \sum_{i=1}^n \sum_{j=1}^n K(x_i, x_j)`, 'verified'],
    [kernel, tex`\sum_{i=1}^n \sum_{j=1}^n c_i K(x_j, x_i) = \sum_{i=1}^n \sum_{j=1}^n c_i K(x_i, x_j)`, 'refuted'],
  ])('%s %s: %s', (text, claim, verdict) => {
    expect(lastVerdict(`${text}\n\n$$ ${claim} $$\n`)).toBe(verdict);
  });
});

describe('lines in a coloured box', () => {
  const given = tex`Let $A \in \mathbb{R}^{n \times n}$ and $x \in \mathbb{R}^n$. We set
$$
\colorbox{yellow}
{
$
\begin{align*}
    e &= A x - x \\
    g &= A e + e.
\end{align*}
$
}
$$
Then`;
  test.each([
    [tex`g = A^2 x - x`, 'verified'],
    [tex`g - e = A^2 x + A x`, 'refuted'],
  ])('%s: %s', (claim, verdict) => {
    expect(lastVerdict(`${given}\n\n$$ ${claim} $$\n`)).toBe(verdict);
  });
});

describe('how many entries a parameter has, no sum over data says', () => {
  const given = tex`The model is
$$ f(x) = W x + b. $$
For data $x_i \in \mathbb{R}^d$ and $y_i \in \mathbb{R}^k$ we minimise
$$ L = \frac{1}{2M} \sum_{i=1}^M \langle f(x_i) - y_i, f(x_i) - y_i \rangle. $$
Then`;
  test.each([
    [tex`\nabla_W L = \frac{1}{M} \sum_{i=1}^M (f(x_i) - y_i) x_i^\top`, 'verified'],
    [tex`\nabla_W L = \frac{2}{M} \sum_{i=1}^M (f(x_i) - y_i) x_i^\top`, 'refuted'],
  ])('%s: %s', (claim, verdict) => {
    expect(lastVerdict(`${given}\n\n$$ ${claim} $$\n`)).toBe(verdict);
  });
});

describe('a function that is supposed to be a product', () => {
  const given = tex`Let $X \in \mathbb{R}^{n \times d}$ and $W, H \in \mathbb{R}^{k \times d}$, and suppose that $f(W) = X W^\top$. Then`;
  test.each([
    [tex`df(W)[H] = X H^\top`, 'verified'],
    [tex`df(W)[H] = 2 X H^\top`, 'refuted'],
  ])('%s: %s', (claim, verdict) => {
    expect(lastVerdict(`${given}\n\n$$ ${claim} $$\n`)).toBe(verdict);
  });
});
