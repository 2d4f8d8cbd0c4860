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
