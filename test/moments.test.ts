/** Means and covariances that a sentence or a law names. */
import { describe, expect, test } from 'vitest';
import { lastStatements } from './support/last-verdict.ts';

const tex = String.raw;

const told = (note: string): string => lastStatements(note).join(', ');

const vector = tex`Let $z$ be a random vector in $\mathbb{R}^n$ with mean $m$ and covariance matrix $C$, and $B \in \mathbb{R}^{n \times n}$.`;
const number = tex`Let $X$ have mean $\mu$ and variance $\sigma^2$.`;
const normal = tex`Let $z \in \mathbb{R}^n$ and $z \sim \mathcal{N}(m, C)$.`;

describe('moments of what is random', () => {
  test.each([
    [tex`${vector} $$\mathbb{E}[z^\top B z] = \operatorname{tr}(B C) + m^\top B m$$`, 'claim verified'],
    [tex`${vector} $$\mathbb{E}[z^\top B z] = \operatorname{tr}(B C) - m^\top B m$$`, 'claim undecided'],
    [tex`${vector} $$\operatorname{Cov}(B z) = B C B^\top$$`, 'claim verified'],
    // The matrix that is declared behind the covariance is no covariance itself.
    [tex`${vector} $$\operatorname{Cov}(B z) = B^\top C B$$`, 'claim undecided'],
    [tex`${number} $$\mathbb{E}[X^2] = \sigma^2 + \mu^2$$`, 'claim verified'],
    [tex`${number} $$\mathbb{E}[X^2] = \sigma^2 - \mu^2$$`, 'claim undecided'],
    [tex`${normal} $$\mathbb{E}[z z^\top] = C + m m^\top$$`, 'claim verified'],
    [tex`${normal} $$\mathbb{E}[z z^\top] = C - m m^\top$$`, 'claim undecided'],
    // Of a law that is said, other moments are confirmed as well, and nothing is denied.
    [tex`Let $z \sim \mathcal{N}(\mu, \sigma^2)$ be a number. $$\mathbb{E}[(z - \mu)^4] = 3 \sigma^4$$`, 'claim verified'],
    [tex`Let $z \sim \mathcal{N}(\mu, \sigma^2)$ be a number. $$\mathbb{E}[(z - \mu)^4] = 2 \sigma^4$$`, 'claim undecided'],
  ])('%s', (note, verdict) => expect(told(note)).toBe(verdict)); // prettier-ignore
});

const noise = tex`Let $M \in \mathbb{R}^{n \times p}$, $v \sim \mathcal{N}(0, \tau^2 I)$ and $r = M w + v$. Put $\hat w = (M^\top M)^{-1} M^\top r$.`;

const model = tex`Let $M \in \mathbb{R}^{n \times p}$ and $r = M w + v$ with $\mathbb{E}[v] = 0$ and $\operatorname{Var}(v) = \tau^2 I$. Put $\hat w = (M^\top M)^{-1} M^\top r$.`;

describe('moments that a law gives by an expression', () => {
  test.each([
    [tex`${noise} $$\mathbb{E}[r] = M w$$`, 'claim verified'],
    [tex`${noise} $$\mathbb{E}[r] = 2 M w$$`, 'claim undecided'],
    [tex`${noise} $$\operatorname{Var}(\hat w) = \tau^2 (M^\top M)^{-1}$$`, 'claim verified'],
    [tex`${noise} $$\operatorname{Var}(\hat w) = \tau^2 M^\top M$$`, 'claim undecided'],
    [tex`Let $u \in \mathbb{R}^n$, $u \sim \mathcal{N}(0, I)$ and $z = m + L u$. $$\mathbb{E}[z z^\top] = L L^\top + m m^\top$$`, 'claim verified'],
    [tex`Let $u \in \mathbb{R}^n$, $u \sim \mathcal{N}(0, I)$ and $z = m + L u$. $$\mathbb{E}[z z^\top] = L^\top L + m m^\top$$`, 'claim undecided'],
    [tex`${model} $$\mathbb{E}[\hat w] = w$$`, 'claim verified'],
    [tex`${model} $$\mathbb{E}[\hat w] = 2 w$$`, 'claim undecided'],
    [tex`${model} $$\operatorname{Var}(\hat w) = \tau^2 (M^\top M)^{-1}$$`, 'claim verified'],
    [tex`${model} $$\operatorname{Var}(\hat w) = \tau^2 (M^\top M)^{-2}$$`, 'claim undecided'],
    // Two moments do not tell a fourth.
    [tex`Let $u \sim \mathcal{N}(0, 1)$ be a number and $z = s u$. $$\mathbb{E}[z^4] = s^4$$`, 'claim undecided'],
  ])('%s', (note, verdict) => expect(told(note)).toBe(verdict)); // prettier-ignore
});
