/** Averages of a number whose law the note says: what an integral or a sum over it comes to is confirmed. */
import { describe, expect, test } from 'vitest';
import { lastStatements } from './support/last-verdict.ts';

const tex = String.raw;

const told = (note: string): string => [...new Set(lastStatements(note))].join(', ');

const uniform = tex`Let $U \sim \text{Uniform}(a, b)$.`;
const normal = tex`Let $Z \sim \mathcal{N}(m, \tau^2)$.`;
const count = tex`Let $K \sim \mathrm{Poisson}(\lambda)$.`;
const coin = tex`Let $B \sim \mathrm{Bernoulli}(q)$.`;
const wait = tex`Let $T \sim \mathrm{Exponential}(\lambda)$.`;
const ramp = tex`Let $W = w$ be drawn with the density $f_W(w) = 2 w, \forall w \in [0, 1], 0$ elsewhere.`;

describe('averages under a law that is said', () => {
  test.each([
    [tex`${uniform} $$\mathbb{E}[U^3] = \frac{a^3 + a^2 b + a b^2 + b^3}{4}$$`, 'claim verified'],
    [tex`${uniform} $$\mathbb{E}[U^3] = \frac{a^3 - a^2 b + a b^2 + b^3}{4}$$`, 'claim undecided'],
    [tex`${uniform} $$\operatorname{Var}(U) = \frac{(b - a)^2}{12}$$`, 'claim verified'],
    [tex`${uniform} $$\operatorname{Var}(U) = \frac{(b - a)^2}{6}$$`, 'claim undecided'],
    [tex`${normal} $$\mathbb{E}[e^{s Z}] = e^{m s + \tau^2 s^2 / 2}$$`, 'claim verified'],
    [tex`${normal} $$\mathbb{E}[e^{s Z}] = e^{m s + \tau^2 s^2}$$`, 'claim undecided'],
    [tex`${normal} $$\mathbb{E}[(Z - m)^4] = 3 \tau^4$$`, 'claim verified'],
    [tex`${normal} $$\mathbb{E}[(Z - m)^4] = \tau^4$$`, 'claim undecided'],
    // The second of two parameters may be a variance or its root.
    [tex`Let $Z \sim \mathcal{N}(m, \sigma)$. $$\mathbb{E}[(Z - m)^4] = 3 \sigma^2$$`, 'claim undecided'],
    [tex`${count} $$\mathbb{E}[K(K - 1)(K - 2)] = \lambda^3$$`, 'claim verified'],
    [tex`${count} $$\mathbb{E}[K^2] = \lambda^2$$`, 'claim undecided'],
    [tex`${coin} $$\operatorname{Var}(B) = q (1 - q)$$`, 'claim verified'],
    [tex`${coin} $$\operatorname{Var}(B) = q (1 + q)$$`, 'claim undecided'],
    [tex`${coin} $$\mathbb{E}[B^5] = q$$`, 'claim verified'],
    [tex`${coin} $$\mathbb{E}[B^5] = q^5$$`, 'claim undecided'],
    [tex`${wait} $$\mathbb{E}[T^2] = \frac{2}{\lambda^2}$$`, 'claim verified'],
    [tex`${wait} $$\mathbb{E}[T^2] = \frac{1}{\lambda^2}$$`, 'claim undecided'],
    [tex`Let $K \sim \text{Binomial}(n, q)$. $$\operatorname{Var}(K) = n q (1 - q)$$`, 'claim verified'],
    [tex`Let $K \sim \text{Binomial}(n, q)$. $$\operatorname{Var}(K) = n q$$`, 'claim undecided'],
  ])('%s', (note, verdict) => expect(told(note)).toBe(verdict));
});

describe('what is made of a number whose law is said', () => {
  const square = tex`Let $Z \sim \mathcal{N}(0, 1)$ and $V = Z^2$. So`;
  const even = tex`Let $U \sim \text{Uniform}(-1, 1)$.`;
  test.each([
    [tex`${square} $$\operatorname{Var}(V) = \mathbb{E}[V^2] - \mathbb{E}[V]^2 = 3 - 1$$`, 'claim verified'],
    [tex`${square} $$\operatorname{Var}(V) = \mathbb{E}[V^2] - \mathbb{E}[V]^2 = 4 - 1$$`, 'claim undecided'],
    [tex`${even} $$\mathbb{E}[U^3] - \mathbb{E}[U]\mathbb{E}[U^2] = \mathbb{E}[U^3] - 0 \cdot \mathbb{E}[U^2]$$`, 'claim verified'],
    [tex`${even} $$\mathbb{E}[U^3] - \mathbb{E}[U^2] = \mathbb{E}[U^3] - 0 \cdot \mathbb{E}[U^2]$$`, 'claim undecided'],
    // A law of another number says nothing of this one.
    [tex`${even} $$\mathbb{E}[(X - 1)^2] = \mathbb{E}[X^2] - 2 \cdot 0 + 1$$`, 'claim undecided'],
  ])('%s', (note, verdict) => expect(told(note)).toBe(verdict)); // prettier-ignore
});

describe('something random beside it', () => {
  test.each([
    // True of what is independent alone.
    [tex`${normal} $$\mathbb{E}[Z Y] = m \mathbb{E}[Y]$$`, 'claim undecided'],
    [tex`${uniform} $$\mathbb{E}[U Y] = \frac{a + b}{2}\mathbb{E}[Y]$$`, 'claim undecided'],
    [tex`${uniform} $$\operatorname{Var}(U + Y) = \frac{(b - a)^2}{12} + \operatorname{Var}(Y)$$`, 'claim undecided'],
    [tex`${uniform} $$\mathbb{E}[c U + d] = c \frac{a + b}{2} + d$$`, 'claim verified'],
  ])('%s', (note, verdict) => expect(told(note)).toBe(verdict));
});

describe('a density and the interval where it is not nought', () => {
  test.each([
    [
      tex`${ramp} $$\mathbb{E}[W] = \int_{-\infty}^{\infty} w f_W(w) \, dw = \int_0^1 2 w^2 \, dw = \frac{2}{3}$$`,
      'claim verified',
    ],
    [
      tex`${ramp} $$\mathbb{E}[W] = \int_{-\infty}^{\infty} w f_W(w) \, dw = \int_0^1 2 w \, dw = 1$$`,
      'claim undecided',
    ],
    [
      tex`${ramp} $$\mathbb{E}[W] = \int_{-\infty}^{\infty} w^2 f_W(w) \, dw = \int_0^1 2 w^3 \, dw = \frac{1}{2}$$`,
      'claim undecided',
    ],
    [
      tex`${ramp} $$\operatorname{Var}[W] = \mathbb{E}[W^2] - \mathbb{E}[W]^2 = \frac{1}{2} - \frac{4}{9} = \frac{1}{18}$$`,
      'claim verified',
    ],
    [
      tex`${ramp} $$\operatorname{Var}[W] = \mathbb{E}[W^2] - \mathbb{E}[W]^2 = \frac{1}{2} - \frac{1}{4} = \frac{1}{4}$$`,
      'claim undecided',
    ],
  ])('%s', (note, verdict) => expect(told(note)).toBe(verdict));
});
