/** Primes that transpose beside primes that differentiate, and notes that say in words what a prime is. */
import { expect, test } from 'vitest';
import { last } from './support/everyday.ts';

const BOTH = `Let $M$ be a symmetric positive definite $n\\times n$ matrix, $c$ a vector, $q(v) = \\frac12 v'Mv - c'v$ and $g = Mv - c$.

Put $h(t) = q(v - t g)$. Then $h'(t) = -g'(M(v - tg) - c)$.

`;

test.each([
  ["$h'(t) = tg'Mg - g'g$", 'verified'],
  ["$h'(0) = -g'g$", 'verified'],
  ["$q(v) - q(v - tg) = tg'g - \\frac{t^2}{2}g'Mg$", 'verified'],
  ["With $\\tau = \\dfrac{g'g}{g'Mg}$ we have $q(v) - q(v-\\tau g) = \\dfrac{(g'g)^2}{2g'Mg}$", 'verified'],
])('%s: a function has a derivative where other primes transpose', (claim, verdict) => {
  expect(last(`${BOTH}${claim}.\n`).verdict).toBe(verdict);
});

test.each([
  "$h'(t) = tg'Mg + g'g$",
  "$h'(0) = g'g$",
  "$q(v) - q(v - tg) = tg'g + \\frac{t^2}{2}g'Mg$",
  "With $\\tau = \\dfrac{g'g}{g'Mg}$ we have $q(v) - q(v-\\tau g) = \\dfrac{(g'g)^2}{g'Mg}$",
])('%s is not confirmed', (claim) => {
  expect(last(`${BOTH}${claim}.\n`).verdict).not.toBe('verified');
});

const SAID = (words: string): string =>
  `${words} Let $H \\in \\mathbb{R}^{n\\times n}$ be symmetric, $u, w \\in \\mathbb{R}^n$ and $f : \\mathbb{R} \\to \\mathbb{R}$.\n\n`;

test.each([
  'Primes denote transposes.',
  'A prime always means the transpose.',
  "Here $A'$ is the transpose of $A$.",
  "We write $'$ for transposition.",
])('“%s” is taken at its word', (words) => {
  const of = (claim: string): string | undefined => last(`${SAID(words)}Then ${claim}.\n`).verdict;
  expect(of("$u'Hw = w'Hu$")).toBe('verified');
  expect(of("$u'Hw = -w'Hu$")).not.toBe('verified');
});

test.each(["$f'(s)f'(s) = f'(s)^2$", "$k(u, u') = (u'u)^2$"])(
  '%s: a prime that no square and no word shows to transpose stays what it was',
  (claim) => {
    expect(last(`${SAID('')}Then ${claim}.\n`).verdict).not.toBe('refuted');
  },
);
