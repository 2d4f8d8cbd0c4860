/** What is written out entry by entry: at the sizes of an example, of functions that act on entries, as a gradient. */
import { describe, expect, test } from 'vitest';
import { last, type Told } from './support/everyday.ts';

const told = (...text: readonly string[]): Told => last(text.join('\n\n'));
const verdictOf = (...text: readonly string[]): string | undefined => told(...text).verdict;

describe('sizes that an example gives', () => {
  const POINT = 'Let $x \\in \\mathbb{R}^n$ be a point.';
  const SQUARES = '$$\\|x\\|^2 = x_1^2 + x_2^2 + x_3^2$$';
  test.each(['For $n = 3$ it is', 'Take $n = 3$. Then', 'With n = 3,'])('%s', (words) => {
    expect(verdictOf(POINT, words, SQUARES)).toBe('verified');
    expect(verdictOf(POINT, words, '$$\\|x\\|^2 = x_1^2 + x_2^2$$')).not.toBe('verified');
    expect(verdictOf(POINT, words, '$$\\|x\\|^2 = x_1^2 + x_2^2 - x_3^2$$')).not.toBe('verified');
  });

  test.each([
    ['For $n = 2$ it is', SQUARES],
    ['For $n = 3$ we are done. In general', SQUARES],
    ['For $n = 3$ there is a picture; otherwise', SQUARES],
    ['For $n = 4$ we have more room, in three dimensions', SQUARES],
    ['- Case $n = 3$.\n- The other case:', SQUARES],
    ['For $k = 3$ it is', SQUARES],
    ['For $n = 3$ this is easy.\n\nWe leave that to the reader.\n\nNow', SQUARES],
  ])('%s: not of what is said so', (words, claim) => {
    expect(verdictOf(POINT, words, claim)).not.toBe('verified');
  });

  const layer = (first = '## Forward', second = '## Backward'): readonly string[] => [
    '# Spreading a row',
    first,
    'Let $U = \\mathbf{1}_{\\text{K},1} r$, where $r$ of shape $1 \\times 3$ is repeated. Let us say that K = 2.',
    second,
    'The loss $J$ depends on $U$, which is of shape $\\text{K} \\times 3$. We get',
  ];
  const slopes = (first: string, second: string): string =>
    `$$\\frac{\\partial J}{\\partial r} = \\begin{bmatrix} ${[1, 2, 3].map((i) => `\\frac{\\partial J}{\\partial ${first.replace('i', String(i))}} + \\frac{\\partial J}{\\partial ${second.replace('i', String(i))}}`).join(' & ')} \\end{bmatrix}$$`;
  test('of a section beside, for what is written out', () => {
    expect(verdictOf(...layer(), slopes('u_{1,i}', 'u_{2,i}'))).toBe('verified');
    expect(verdictOf(...layer(), slopes('u_{1,i}', 'u_{1,i}'))).not.toBe('verified');
    expect(verdictOf(...layer(), slopes('u_{1,i}', 'u_{2,i}').replace('} + ', '} - '))).not.toBe('verified');
    expect(verdictOf(...layer().map((it) => it.replace('K = 2', 'K = 3')), slopes('u_{1,i}', 'u_{2,i}'))).not.toBe(
      'verified',
    );
  });

  test.each([
    ['## An example', '## Backward'],
    ['## Forward', '## The general case'],
    ['# Forward', '# Backward'],
  ])('%s, %s: not where a section stands for itself', (first, second) => {
    expect(verdictOf(...layer(first, second), slopes('u_{1,i}', 'u_{2,i}'))).not.toBe('verified');
  });

  test('a square matrix of slopes', () => {
    const given =
      'Let $A \\in \\mathbb{R}^{m \\times n}$, $v \\in \\mathbb{R}^n$ and $w = Av$. Take $m = 2$ and $n = 2$.';
    const slope = (i: number, j: number): string => `\\frac{\\partial w_${String(i)}}{\\partial v_${String(j)}}`;
    const matrix = (a: string, b: string): string =>
      `$$\\frac{\\partial w}{\\partial v} = \\begin{bmatrix} ${slope(1, 1)} & ${a} \\\\ ${b} & ${slope(2, 2)} \\end{bmatrix}$$`;
    expect(verdictOf(given, 'Then', matrix(slope(1, 2), slope(2, 1)))).toBe('verified');
    expect(verdictOf(given, 'Then', matrix(slope(1, 2), `-${slope(2, 1)}`))).not.toBe('verified');
    expect(verdictOf(given, 'Then', matrix(slope(1, 2), slope(1, 2)))).not.toBe('verified');
  });
});

describe('functions that act on entries', () => {
  const entries = (a: string, b: string): string =>
    `$$\\begin{aligned} H &= \\begin{bmatrix} h_{11} & h_{12} \\\\ h_{21} & h_{22} \\end{bmatrix} \\\\ &= \\begin{bmatrix} s(t_{11}) & s(${a}) \\\\ s(${b}) & s(t_{22}) \\end{bmatrix} \\end{aligned}$$`;
  const SAID = 'Let $s(t)$ be a function, $T \\in \\mathbb{R}^{2 \\times 2}$ and $H = s(T)$.';
  test.each([
    'Here $s(t)$ is applied element-wise.',
    'We apply $s$ to a matrix entrywise.',
    'All functions act componentwise.',
  ])('%s', (words) => {
    expect(verdictOf(SAID, words, entries('t_{12}', 't_{21}'))).toBe('verified');
    expect(verdictOf(SAID, words, entries('t_{21}', 't_{12}'))).not.toBe('verified');
    expect(verdictOf(SAID, words, entries('-t_{12}', 't_{21}'))).not.toBe('verified');
  });
  test.each(['Here $s(t)$ is not applied element-wise.', 'It is smooth.', 'Here $q(t)$ is applied element-wise.'])(
    '%s: nothing of it',
    (words) => {
      expect(verdictOf(SAID, words, entries('t_{12}', 't_{21}'))).not.toBe('verified');
      expect(told(SAID, words, entries('t_{12}', 't_{21}')).findings).toEqual([]);
    },
  );
});

describe('a gradient as the list of its entries', () => {
  const list = (...items: readonly string[]): string => `$$\\nabla q = \\left[ ${items.join(', ')} \\right]^\\top$$`;
  const slope = (i: string, of = 'q', by = 'z'): string => `\\frac{\\partial ${of}}{\\partial ${by}_${i}}`;
  test('to an end that is a letter', () => {
    expect(verdictOf('The gradient is', list(slope('1'), slope('2'), '\\ldots', slope('m')))).toBe('verified');
    expect(verdictOf('The gradient is', list(slope('1'), '\\ldots', slope('m')))).toBe('verified');
  });
  test('of a letter that was a number before', () => {
    const number = 'In one variable the slope is $\\frac{dp}{dz} = 2z$ for $p(z) = z^2$.';
    expect(verdictOf(number, 'The gradient is', list(slope('1'), slope('2'), '\\ldots', slope('m')))).toBe('verified');
    expect(verdictOf(number, 'The gradient is', list(slope('1'), slope('3'), '\\ldots', slope('m')))).not.toBe(
      'verified',
    );
  });
  test.each([
    list(slope('1'), slope('3'), '\\ldots', slope('m')),
    list(slope('1'), slope('2', 'p'), '\\ldots', slope('m')),
    list(slope('1'), slope('2', 'q', 'y'), '\\ldots', slope('m')),
    list(`-${slope('1')}`, '\\ldots', `-${slope('m')}`),
    list(slope('2'), slope('1'), '\\ldots', slope('m')),
  ])('%s: no such list', (wrong) => {
    expect(verdictOf('The gradient is', wrong)).not.toBe('verified');
    expect(told('The gradient is', wrong).findings).toEqual([]);
  });
});

test('a legend with an arrow says what a matrix is', () => {
  const legend = (words: string): string =>
    `We write $M = G D H^\\top$ with diagonal $D \\in \\mathbb{R}^{r \\times r}$, where\n\n$G_{m \\times r}$ → ${words}\n\n$H_{n \\times r}$ → orthonormal columns`;
  expect(verdictOf(legend('orthonormal basis of the range'), 'Then $M^\\top M = H D^2 H^\\top$.')).toBe('verified');
  expect(verdictOf(legend('orthonormal basis of the range'), 'Then $M^\\top M = G D^2 G^\\top$.')).not.toBe('verified');
  expect(verdictOf(legend('basis of the range'), 'Then $M^\\top M = H D^2 H^\\top$.')).not.toBe('verified');
  expect(verdictOf(legend('orthonormal basis → $Q$'), 'Then $M^\\top M = H D^2 H^\\top$.')).not.toBe('verified');
});
