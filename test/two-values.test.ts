/** What is false of numbers in general is no error where the note says that they have one of two values. */
import { describe, expect, test } from 'vitest';
import { lastStatements } from './support/last-verdict.ts';

const tex = String.raw;

const told = (note: string): string => lastStatements(note).join(', ');

const mask = tex`Let $M \in \{0, 1\}^{p \times q}$ be a mask and $X \in \mathbb{R}^{p \times q}$.`;
const signs = tex`Let $s \in \{-1, 1\}^p$ be the signs, and $u \in \mathbb{R}^p$.`;

describe('true of two values', () => {
  test.each([
    [tex`${mask} Then $$M \odot M = M$$`, 'claim verified'],
    [tex`${mask} Then $$\| M \odot X \|_F^2 = \operatorname{tr}(X^\top (M \odot X))$$`, 'claim verified'],
    [tex`${signs} Then $$s \odot s \odot s = s$$`, 'claim verified'],
    // Of one of them, a few samples tell too little.
    [tex`Let $t_i \in \{0, 1\}$. Then $$t_i^2 = t_i$$`, 'claim undecided'],
    [tex`${mask} Then $$M_{ij}^2 = M_{ij}$$`, 'claim undecided'],
  ])('%s', (note, kinds) => expect(told(note)).toBe(kinds));
});

describe('false of them too', () => {
  test.each([
    [tex`${mask} Then $$M \odot M = 2M$$`, 'claim refuted'],
    [tex`${mask} Then $$\| M \odot X \|_F^2 = 2 \operatorname{tr}(X^\top (M \odot X))$$`, 'claim refuted'],
    [tex`${signs} Then $$s \odot s \odot s = 2 s$$`, 'claim refuted'],
    [tex`Let $t_i \in \{0, 1\}$. Then $$t_i^2 = 2 t_i$$`, 'claim refuted'],
    // Of zero and one, not of one and minus one.
    [tex`${signs} Then $$s \odot s = s$$`, 'claim refuted'],
    // Numbers are numbers.
    [tex`Let $M \in \mathbb{R}^{p \times q}$. Then $$M \odot M = M$$`, 'claim refuted'],
  ])('%s', (note, kinds) => expect(told(note)).toBe(kinds));
});

describe('a derivative', () => {
  const loss = tex`For $y \in \{0, 1\}$ let $\ell = -y \log \sigma(z) - (1 - y) \log(1 - \sigma(z))$, where σ is the sigmoid.`;
  test.each([
    [tex`${loss} Then $$\frac{\partial \ell}{\partial z} = \sigma(z) - y$$`, 'claim verified'],
    [tex`${loss} Then $$\frac{\partial \ell}{\partial z} = \sigma(z) + y$$`, 'claim refuted'],
    [tex`${loss} Then $$\frac{\partial \ell}{\partial z} = y - \sigma(z)$$`, 'claim refuted'],
  ])('%s', (note, kinds) => expect(told(note)).toBe(kinds));
});
