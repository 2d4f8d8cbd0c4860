/** Means and covariances that a sentence or a law names. */
import { describe, expect, test } from 'vitest';
import { analyse } from '../server/src/analysis/analyse.ts';
import { verified } from '../server/src/analysis/judged.ts';
import { defaults } from '../server/src/analysis/settings.ts';
import { never } from '../server/src/base/cancel.ts';
import { readNote } from '../server/src/note/read.ts';

const tex = String.raw;

function told(note: string): string {
  const facts = verified(analyse(readNote(`${note}\n`, 'markdown'), defaults, never));
  const formulas = facts.parts.flatMap((part) => part.formulas);
  return formulas
    .at(-1)!
    .statements.map(({ kind, verdict }) => `${kind} ${verdict}`)
    .join(', ');
}

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
