/** How far a sum without brackets reaches: over what has its index, where that index stands nowhere else. */
import { describe, expect, test } from 'vitest';
import { lastStatements } from './support/last-verdict.ts';

const tex = String.raw;

const told = (note: string): string => lastStatements(note).join(', ');

const vectors = tex`Let $x, y, z \in \mathbb{R}^p$.`;
const logistic = tex`Let $t \in \mathbb{R}^p$ and $q = \sigma(a)$, where σ is the sigmoid.`;

describe('a sum takes in what has its index', () => {
  test.each([
    [tex`${vectors} For $f = \sum_i x_i y_i + (1 - x_i) z_i$ we have $$\frac{\partial f}{\partial x} = y - z$$`, 'claim verified'],
    [tex`${vectors} For $f = \frac12 \sum_{i=1}^p x_i y_i - x_i^2 + x^\top x$ we have $$\frac{\partial f}{\partial x} = \frac12 y + x$$`, 'claim verified'],
    // What has no index stays outside.
    [tex`${vectors} For $f = \sum_i x_i y_i + x^\top y$ we have $$\frac{\partial f}{\partial x} = 2y$$`, 'claim verified'],
    // The usual cross entropy without its brackets.
    [tex`${logistic} With $$L = -\sum_i t_i \log q_i + (1 - t_i) \log(1 - q_i)$$ the gradient is $$\frac{\partial L}{\partial a} = q - t$$`, 'claim verified'],
  ])('%s', (note, kinds) => expect(told(note)).toBe(kinds)); // prettier-ignore
});

describe('and nothing is said to be false by where it ends', () => {
  test.each([
    [tex`${vectors} For $f = \sum_i x_i y_i + (1 - x_i) z_i$ we have $$\frac{\partial f}{\partial x} = y + z$$`, 'claim undecided'],
    [tex`${vectors} For $f = -\sum_i x_i y_i + z_i x_i$ we have $$\frac{\partial f}{\partial x} = z - y$$`, 'claim undecided'],
    [tex`${vectors} For $f = -\sum_i x_i y_i + z_i x_i$ we have $$\frac{\partial f}{\partial x} = z + y$$`, 'claim undecided'],
    // A sign for each term, or one for all of them.
    [tex`${vectors} For $f = -\sum_i x_i y_i - z_i x_i$ we have $$\frac{\partial f}{\partial x} = -y - z$$`, 'claim undecided'],
    [tex`${vectors} For $f = -\sum_i x_i y_i - z_i x_i$ we have $$\frac{\partial f}{\partial x} = z - y$$`, 'claim undecided'],
    [tex`${logistic} With $$L = -\sum_i t_i \log q_i + (1 - t_i) \log(1 - q_i)$$ the gradient is $$\frac{\partial L}{\partial a} = t - q$$`, 'claim undecided'],
    // An index that stands on the left, or that two sums have, counts something else.
    [tex`${vectors} For $f = \frac12 \lambda x^\top x + \frac12 (y^\top x)^2$ we have $$\frac{\partial f}{\partial x_i} = \sum_i x_i y_i + \lambda x_i$$`, 'claim undecided'],
    [tex`${vectors} For $f = \sum_i \sum_j x_i y_j + z_i^2$ we have $$\frac{\partial f}{\partial z} = 2z$$`, 'claim undecided'],
  ])('%s', (note, kinds) => expect(told(note)).toBe(kinds)); // prettier-ignore
});

describe('with brackets a sum ends where they do', () => {
  test.each([
    [tex`${vectors} For $f = -\sum_i (x_i y_i + z_i x_i)$ we have $$\frac{\partial f}{\partial x} = -y - z$$`, 'claim verified'],
    [tex`${vectors} For $f = -\sum_i (x_i y_i + z_i x_i)$ we have $$\frac{\partial f}{\partial x} = z - y$$`, 'claim refuted'],
    [tex`${vectors} For $f = \sum_i x_i y_i + \sum_i (1 - x_i) z_i$ we have $$\frac{\partial f}{\partial x} = y + z$$`, 'claim refuted'],
  ])('%s', (note, kinds) => expect(told(note)).toBe(kinds)); // prettier-ignore
});

describe('a function with a number', () => {
  const own = tex`The functions are $N_1(s) = 1 - s/h$ and $N_2(s) = s/h$.`;
  test.each([
    [tex`${own} Then $$\frac{dN_1}{ds} = -\frac1h$$`, 'claim verified'],
    [tex`${own} Then $$\frac{dN_2}{ds} = -\frac1h$$`, 'claim undecided'],
    // Also where the letter is a matrix elsewhere: its columns are none of this.
    [
      tex`Let $u = N d$ with $N \in \mathbb{R}^{k \times 2}$. ${own} Then $$\frac{dN_1}{ds} = -\frac1h$$`,
      'claim verified',
    ],
    [
      tex`Let $u = N d$ with $N \in \mathbb{R}^{k \times 2}$. ${own} Then $$\frac{dN_1}{ds} = -\frac1s$$`,
      'claim refuted',
    ],
  ])('%s', (note, kinds) => expect(told(note)).toBe(kinds));
});
