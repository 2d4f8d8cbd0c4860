/** Notes of several topics, in which letters and words mean what they mean in their own paragraph. */
import { expect, test } from 'vitest';
import { last } from './support/everyday.ts';

test('a name between two equality signs gets the value as well', () => {
  const note = (sign: string): string =>
    [
      'Let $x_1, \\dots, x_n \\in \\mathbb{R}^d$. The estimate is $\\hat m = \\bar x = \\frac1n \\sum_{i=1}^n x_i$, so',
      `$$\\frac1n \\sum_{i=1}^n (x_i - \\bar x)(x_i - \\bar x)^\\top = \\frac1n \\sum_{i=1}^n x_i x_i^\\top ${sign} \\bar x \\bar x^\\top.$$`,
    ].join('\n\n');
  expect(last(note('-'))).toEqual({ verdict: 'verified', findings: [] });
  expect(last(note('+')).verdict).toBe('refuted');
});

test.each([
  ['mean $m$ and variance $v$', 'v'],
  ['mean $m$ and standard deviation $s$', 's^2'],
  ['mean $m$, variance $v = \\frac1N\\sum_i (x_i - m)^2$', 'v'],
])('what words call the %s of data moves with them', (words, square) => {
  const note = (right: string): string =>
    `For a batch $x \\in \\mathbb{R}^N$ with ${words} put $z = (x - m\\mathbf 1)/\\sqrt{${square} + \\epsilon}$ and $g = \\partial\\ell/\\partial z$. Then\n\n$$\\frac{\\partial\\ell}{\\partial x} = ${right}$$\n`;
  const full = `\\frac{1}{\\sqrt{${square} + \\epsilon}}\\left(g - \\frac1N\\mathbf 1\\mathbf 1^\\top g - \\frac1N z z^\\top g\\right)`;
  expect(last(note(full)).findings).toEqual([]);
});

test('the mean of a law is a number like others', () => {
  const note = (sign: string): string =>
    `Let $x \\in \\mathbb{R}$ with mean $\\mu$ and variance $\\sigma^2$, and $f(x) = (x - \\mu)^2$. Then $f'(x) = ${sign}2(x - \\mu)$.`;
  expect(last(note('')).verdict).toBe('verified');
  expect(last(note('-')).verdict).toBe('refuted');
});

const KNOWN =
  'Let $A \\in \\mathbb{R}^{m \\times n}$, $B \\in \\mathbb{R}^{p \\times q}$ and $C \\in \\mathbb{R}^{m \\times n}$.';

test.each([
  '$(AC)^\\top = C^\\top A^\\top$ whenever the product exists.',
  '$(A \\otimes B)(C \\otimes D) = AC \\otimes BD$ provided the products are defined.',
  '$A(B + C) = AB + AC$ for matrices of compatible sizes.',
  'For conformable matrices, $\\operatorname{tr}(AC) = \\operatorname{tr}(CA)$.',
])('%s is a law of other matrices', (law) => {
  expect(last(`${KNOWN}\n\n${law}\n`).findings).toEqual([]);
});

test.each(['$AC$ is known.', '$(AC)^\\top = C^\\top A^\\top$ for these matrices.', '$\\det A = 2$ if it exists.'])(
  '%s is said of these',
  (claim) => {
    expect(last(`${KNOWN}\n\n${claim}\n`).findings).not.toEqual([]);
  },
);

test('“for square X” speaks of another X', () => {
  const note = 'Let $X \\in \\mathbb{R}^{n \\times p}$.\n\nWe have $d(X^{-1}) = -X^{-1}\\,dX\\,X^{-1}$';
  expect(last(`${note} for square $X$.`).findings).toEqual([]);
  expect(last(`${note}.`).findings).toEqual(['not-square']);
});

test('numbered lines of a paragraph declare for themselves', () => {
  const lines = [
    'Let $A \\in \\mathbb{R}^{m \\times n}$ and $X \\in \\mathbb{R}^{n \\times p}$.',
    '',
    '(i) $\\operatorname{tr}(A^\\top C) = \\operatorname{tr}(C^\\top A)$ for $C \\in \\mathbb{R}^{m \\times n}$.',
    '(ii) $AX = C$ has a solution for some $C$.',
  ];
  expect(last(lines.join('\n')).findings).toEqual([]);
  expect(
    last(
      lines
        .filter((it) => it !== '')
        .join('\n')
        .replaceAll(/\(i+\) /g, ''),
    ).findings,
  ).not.toEqual([]);
});

test('what a labelled paragraph works out is an argument in the next', () => {
  const note = (right: string): string =>
    [
      '**Minimum.** Let $P \\in \\mathbb{R}^{n \\times n}$ be positive definite and $q \\in \\mathbb{R}^n$. Then $x = -P^{-1}q$.',
      `**Sums of exponentials.** For $f(x) = \\log\\sum_i e^{x_i}$ and $z_i = e^{x_i}$ we get $\\nabla f(x) = ${right}$.`,
    ].join('\n\n');
  expect(last(note('\\frac{1}{\\mathbf 1^\\top z} z')).verdict).toBe('verified');
  expect(last(note('-\\frac{1}{\\mathbf 1^\\top z} z')).verdict).not.toBe('verified');
});

test('a multiplier and a step size may share a letter', () => {
  const note = (sign: string): string =>
    [
      '**Program.** Let $P \\in \\mathbb{S}^n_{++}$, $A \\in \\mathbb{R}^{m \\times n}$ and $L(x, \\lambda) = \\frac12 x^\\top P x + q^\\top x + \\lambda^\\top(Ax - b)$.',
      `Its gradient is $\\nabla_x L = Px + q ${sign} A^\\top\\lambda$.`,
      '**Proximal step.** $\\|x - v\\|^2/(2\\lambda)$ is added, so $x = (I + \\lambda A^\\top A)^{-1}(v + \\lambda A^\\top b)$.',
    ].join('\n\n');
  expect(last(note('+')).findings).toEqual([]);
  expect(last(note('-')).findings).toEqual(['wrong-derivative']);
});

test('a gradient without a letter is by the argument', () => {
  const note = (right: string): string =>
    `Let $K \\in \\mathbb{R}^{n \\times n}$, $y, \\alpha \\in \\mathbb{R}^n$ and $J(\\alpha) = \\|y - K\\alpha\\|^2$. Then $\\nabla J = ${right}$.`;
  expect(last(note('-2K^\\top(y - K\\alpha)'))).toEqual({ verdict: 'verified', findings: [] });
  expect(last(note('2(y - K\\alpha)')).verdict).not.toBe('verified');
  expect(last(note('2K^\\top(y - K\\alpha)')).findings).toEqual(['wrong-derivative']);
});

test.each([
  [
    '$\\Sigma \\in \\mathbb{R}^{n \\times n}$ covariance (positive definite), $w \\in \\mathbb{R}^n$ weights.',
    '\\Sigma',
  ],
  ['$\\Sigma \\in \\mathbb{R}^{n \\times n}$ covariance, $w \\in \\mathbb{R}^n$ weights.', '\\Sigma'],
  [
    'Take an undirected graph with adjacency matrix $A \\in \\mathbb{R}^{n \\times n}$, and $w \\in \\mathbb{R}^n$.',
    'A',
  ],
])('%s', (words, name) => {
  const note = (right: string): string => `${words}\n\nThen $\\nabla_w (w^\\top ${name} w) = ${right}$.`;
  expect(last(note(`2${name} w`))).toEqual({ verdict: 'verified', findings: [] });
  expect(last(note(`${name} w`)).verdict).toBe('refuted');
});

test('a directed graph is not symmetric', () => {
  const words =
    'Take a directed graph with adjacency matrix $A \\in \\mathbb{R}^{n \\times n}$, and $w \\in \\mathbb{R}^n$.';
  expect(last(`${words}\n\nThen $\\nabla_w (w^\\top A w) = 2Aw$.`).verdict).not.toBe('verified');
});

test('iterates are vectors beside entries of one letter', () => {
  const note = (right: string): string =>
    [
      'Let $f : \\mathbb{R}^n \\to \\mathbb{R}$ and $\\psi(x) = \\sum_i x_i \\log x_i$, so that $\\partial\\psi/\\partial x_i = 1 + \\log x_i$.',
      'For $f(x) = \\frac12 x^\\top A x - b^\\top x$ with symmetric $A \\in \\mathbb{R}^{n \\times n}$ we step by $x_{k+1} = x_k - \\eta \\nabla f(x_k)$.',
      `With $x^* = A^{-1} b$ we get $x_{k+1} - x^* = ${right}$.`,
    ].join('\n\n');
  expect(last(note('(I - \\eta A)(x_k - x^*)')).findings).toEqual([]);
});

test('a quality between a comma and a name is said of that name', () => {
  const note =
    'Let $b, x, z \\in \\mathbb{R}^n$, symmetric $A \\in \\mathbb{R}^{n \\times n}$ and $f(x) = \\frac12 x^\\top A x - b^\\top x$.';
  expect(last(`${note}\n\nThen $\\nabla f(x) = Ax - b$.`)).toEqual({ verdict: 'verified', findings: [] });
  expect(last(`${note}\n\nThen $\\nabla f(x) = Ax + b$.`).findings).toEqual(['wrong-derivative']);
});

test('what a loss owes to a step is not accused, whether later steps count or not', () => {
  const note =
    '$h_t = \\tanh(W h_{t-1} + U x_t + b)$ and $a_t = W h_{t-1} + U x_t + b$. With $\\delta_t = \\frac{\\partial L}{\\partial a_t}$ we have ';
  for (const claim of [
    'L}{\\partial W} = \\sum_t \\delta_t h_{t-1}^\\top',
    'L}{\\partial U} = \\sum_t \\delta_t x_t^\\top',
  ])
    expect(last(`${note}$\\frac{\\partial ${claim}$.`).findings).toEqual([]);
});

test('squares on a diagonal are those of the entries', () => {
  const note = '$h_t = \\tanh(W h_{t-1} + U x_t + b)$ and $c = h_t^\\top h_{t-1}$. Then ';
  const claim = '\\frac{\\partial h_t}{\\partial h_{t-1}} = \\operatorname{diag}(1 - h_t^2)';
  expect(last(`${note}$${claim} W$.`).verdict).toBe('verified');
  expect(last(`${note}$${claim} U$.`).verdict).not.toBe('verified');
});

test('a matrix and a probability may share a letter', () => {
  const note = (entry: string): string =>
    `The chain has the transition matrix $P = (p_{ij})$ with $p_{ij} = P(X_j | X_i)$. Then $${entry}$.`;
  expect(last(note('(P^2)_{ik} = \\sum_j p_{ij} p_{jk}')).findings).toEqual([]);
  expect(last(note('(P^2)_{ik} = \\sum_j p_{ij} p_{kj}')).verdict).not.toBe('verified');
});
