/** Normal densities that are written out: with the right factors they are confirmed, and nothing is said of any other. */
import { describe, expect, test } from 'vitest';
import { last } from './support/everyday.ts';

const tex = String.raw;
const bell = tex`\exp\left(-\tfrac12 (z - m)^\top S^{-1} (z - m)\right)`;
const LAW = tex`Let $z \sim \mathcal{N}(m, S)$ with $z \in \mathbb{R}^k$. Its density is`;
const NAMED = tex`Let $z \in \mathbb{R}^k$. The normal density with mean $m$ and covariance $S$ is`;
const PROCESS = tex`With a Gaussian prior and the kernel matrix $C \in \mathbb{R}^{n \times n}$ the evidence of $t$ is`;

describe('with the right factors', () => {
  test.each([
    [LAW, tex`p(z) = \frac{1}{(2\pi)^{k/2}|S|^{1/2}} ${bell}`],
    [LAW, tex`p(z) = \frac{1}{\sqrt{(2\pi)^k \det S}} ${bell}`],
    [LAW, tex`\log p(z) = -\frac12 (z - m)^\top S^{-1} (z - m) - \frac12 \log |S| - \frac k2 \log 2\pi`],
    [NAMED, tex`\mathcal{N}(z \mid m, S) = (2\pi)^{-k/2}|S|^{-1/2} ${bell}`],
    [
      NAMED,
      tex`\mathcal{N}(z \mid m, P^{-1}) = (2\pi)^{-k/2}|P|^{1/2} \exp\left(-\tfrac12 (z - m)^\top P (z - m)\right)`,
    ],
    [NAMED, tex`f(z) = \frac{1}{(2\pi)^{k/2}|S|^{1/2}} ${bell}`],
    [PROCESS, tex`\log p(t \mid X) = -\frac12 t^\top C^{-1} t - \frac12 \log |C| - \frac n2 \log (2\pi)`],
    [
      tex`Let $t_i \sim \mathcal{N}(m, s^2)$ be numbers.`,
      tex`p(t_i) = \frac{1}{\sqrt{2\pi s^2}} e^{-\frac{(t_i - m)^2}{2 s^2}}`,
    ],
    [
      tex`Let $z \sim \mathcal{N}(0, I)$ in $\mathbb{R}^k$, $z \in \mathbb{R}^k$.`,
      tex`p(z) = (2\pi)^{-k/2} e^{-\|z\|^2/2}`,
    ],
  ])('%s %s', (before, formula) => {
    expect(last(`${before} $$${formula}.$$`)).toEqual({ verdict: 'verified', findings: [] });
  });
});

describe('with others', () => {
  test.each([
    [LAW, tex`p(z) = \frac{1}{(2\pi)^{k/2}|S|} ${bell}`],
    [LAW, tex`p(z) = \frac{1}{(2\pi)^{k}|S|^{1/2}} ${bell}`],
    [LAW, tex`p(z) = \frac{1}{(2\pi)^{k/2}|S|^{1/2}} \exp\left(-(z - m)^\top S^{-1} (z - m)\right)`],
    [LAW, tex`p(z) = \frac{1}{(2\pi)^{k/2}|S|^{1/2}} \exp\left(-\tfrac12 (z - m)^\top S (z - m)\right)`],
    [LAW, tex`\log p(z) = -\frac12 (z - m)^\top S^{-1} (z - m) + \frac12 \log |S| - \frac k2 \log 2\pi`],
    [NAMED, tex`\mathcal{N}(z \mid m, S) = (2\pi)^{-k/2}|S|^{1/2} ${bell}`],
    [
      NAMED,
      tex`\mathcal{N}(z \mid m, P^{-1}) = (2\pi)^{-k/2}|P|^{-1/2} \exp\left(-\tfrac12 (z - m)^\top P (z - m)\right)`,
    ],
    [PROCESS, tex`\log p(t \mid X) = -\frac12 t^\top C^{-1} t - \log |C| - \frac n2 \log (2\pi)`],
    [PROCESS, tex`\log p(t \mid X) = -\frac12 t^\top C^{-1} t - \frac12 \log |C| - n \log (2\pi)`],
    // Another law is said, of which this is not the density.
    [
      tex`Let $t \sim \mathcal{N}(0, C + \tau I)$ be normal, $t \in \mathbb{R}^n$.`,
      tex`\log p(t) = -\frac12 t^\top C^{-1} t - \frac12 \log |C| - \frac n2 \log (2\pi)`,
    ],
    // What is no density of its argument.
    [PROCESS, tex`\log p(X \mid t) = -\frac12 t^\top C^{-1} t - \frac12 \log |C| - \frac n2 \log (2\pi)`],
    [
      tex`Let $t_i \sim \mathcal{N}(m, s^2)$ be numbers.`,
      tex`p(t_i) = \frac{1}{\sqrt{2\pi} s^2} e^{-\frac{(t_i - m)^2}{2 s^2}}`,
    ],
    [tex`A function of $z \in \mathbb{R}^k$:`, tex`f(z) = \frac{1}{(2\pi)^{k/2}|S|^{1/2}} ${bell}`],
  ])('%s %s', (before, formula) => {
    expect(last(`${before} $$${formula}.$$`)).toEqual({ verdict: 'assumed', findings: [] });
  });
});
