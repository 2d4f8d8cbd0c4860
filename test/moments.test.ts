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
    // Of a law no more than two moments are known: its fourth is neither confirmed nor denied.
    [tex`Let $z \sim \mathcal{N}(\mu, \sigma^2)$ be a number. $$\mathbb{E}[(z - \mu)^4] = 3 \sigma^4$$`, 'claim undecided'],
    [tex`Let $z \sim \mathcal{N}(\mu, \sigma^2)$ be a number. $$\mathbb{E}[(z - \mu)^4] = 2 \sigma^4$$`, 'claim undecided'],
  ])('%s', (note, verdict) => expect(told(note)).toBe(verdict)); // prettier-ignore
});
