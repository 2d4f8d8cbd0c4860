/** Integrals that are of the same at every point, and letters that count. */
import { describe, expect, test } from 'vitest';
import { lastStatements } from './support/last-verdict.ts';

const tex = String.raw;

const told = (note: string): string => lastStatements(note).join(', ');

const f = tex`Let $f, g: \mathbb{R} \to \mathbb{R}$. Then`;

describe('integrals of the same', () => {
  test.each([
    [tex`${f} $$\int_0^\infty e^{-x} f(x) e^{3x} dx = \int_0^\infty e^{2x} f(x) dx$$`, 'claim verified'],
    [tex`${f} $$\int_0^\infty e^{-x} f(x) e^{3x} dx = \int_0^\infty e^{4x} f(x) dx$$`, 'claim undecided'],
    [tex`${f} $$\int_0^\infty f(x) dx + \int_0^\infty g(x) dx = \int_0^\infty (f(x) + g(x)) dx$$`, 'claim verified'],
    [tex`${f} $$\int_0^\infty f(x) dx - \int_0^\infty g(x) dx = \int_0^\infty (f(x) + g(x)) dx$$`, 'claim undecided'],
    // Another letter under the sign is the same integral; other limits, or a factor that moves, are not.
    [tex`${f} $$\int_0^\infty 2 f(x) e^x dx = 2 \int_0^\infty e^u f(u) du$$`, 'claim verified'],
    [tex`${f} $$\int_0^\infty 2 f(x) e^x dx = 2 \int_1^\infty e^u f(u) du$$`, 'claim undecided'],
    [tex`${f} $$\int_0^\infty f(x) dx \int_0^\infty g(x) dx = \int_0^\infty f(x) g(x) dx$$`, 'claim undecided'],
    [tex`${f} $$\left(\int_0^\infty f(x) dx\right)^2 = \int_0^\infty f(x)^2 dx$$`, 'claim undecided'],
    [tex`${f} $$\frac{1}{\int_0^\infty f(x) dx} = \int_0^\infty \frac{1}{f(x)} dx$$`, 'claim undecided'],
  ])('%s', (note, kinds) => expect(told(note)).toBe(kinds));
});

describe('a letter that is a size', () => {
  const sized = tex`Let $M \in \mathbb{R}^{n \times p}$ and $v \in \mathbb{R}^p$.`;
  test.each([
    [tex`${sized} $$\left\| \frac{1}{n} v \right\| = \frac{1}{n} \| v \|$$`, 'claim verified'],
    [tex`${sized} $$\left\| \frac{1}{n} v \right\| = \frac{1}{n^2} \| v \|$$`, 'claim refuted'],
    // Of any number that holds up to its sign.
    [tex`${sized} $$\left\| \frac{1}{c} v \right\| = \frac{1}{c} \| v \|$$`, 'claim refuted'],
  ])('%s', (note, kinds) => expect(told(note)).toBe(kinds));
});

describe('how many rows or columns something has, in words', () => {
  const sized = tex`Let $X \in \mathbb{R}^{n \times p}$ and $u = X^\top \mathbf{1}_n$. Then`;
  test.each([
    [tex`${sized} $$u^\top = \mathbf{1}_{1, \text{rows}(X)} X$$`, 'claim verified'],
    [tex`${sized} $$u^\top = 2\, \mathbf{1}_{1, \text{rows}(X)} X$$`, 'claim undecided'],
    [tex`${sized} $$\operatorname{tr}(X \mathbf{1}_{\text{cols}(X), 1} \mathbf{1}_{1, \text{rows}(X)}) = \mathbf{1}_{1, \text{rows}(X)} X \mathbf{1}_{\text{cols}(X), 1}$$`, 'claim verified'],
    [tex`${sized} $$\operatorname{tr}(X \mathbf{1}_{\text{cols}(X), 1} \mathbf{1}_{1, \text{rows}(X)}) = -\mathbf{1}_{1, \text{rows}(X)} X \mathbf{1}_{\text{cols}(X), 1}$$`, 'claim undecided'],
  ])('%s', (note, kinds) => expect(told(note)).toBe(kinds)); // prettier-ignore
});
