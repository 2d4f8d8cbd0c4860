/** Einstein's convention: an index that stands twice in a term is summed over, where the note says so and nowhere else. */
import { expect, test } from 'vitest';
import { last } from './support/everyday.ts';

const NAMES =
  'Let $A, B, S \\in \\mathbb{R}^{n \\times n}$ with $S$ symmetric, $x, y \\in \\mathbb{R}^n$ and $a, b, c \\in \\mathbb{R}^3$.';

const verdictOf = (formula: string, words: string): string | undefined =>
  last(`${NAMES} ${words}\n\nThen\n\n$$${formula}$$\n`).verdict;

const TRUE = [
  '(Ax)_i = A_{ij} x_j',
  '(AB)_{ik} = A_{ij} B_{jk}',
  '\\operatorname{tr}(A) = A_{ii}',
  '\\operatorname{tr}(AB) = A_{ij} B_{ji}',
  'x^\\top A y = x_i A_{ij} y_j',
  '\\delta_{ij} x_j = x_i',
  '\\frac{\\partial}{\\partial x_k} (x_i A_{ij} x_j) = A_{kj} x_j + A_{ik} x_i',
  '\\frac{\\partial (A_{ij} B_{ij})}{\\partial A_{kl}} = B_{kl}',
  '\\frac{1}{2}(A_{ij} + A_{ji}) S_{ij} = A_{ij} S_{ij}',
  '(x_i y_i)^2 = x_i y_i x_j y_j',
];

test.each(TRUE)('%s holds where repeated indices are summed over', (formula) => {
  expect(verdictOf(formula, 'We sum over repeated indices.')).toBe('verified');
});

test.each([
  '(AB)_{ik} = A_{ij} B_{kj}',
  '\\operatorname{tr}(AB) = A_{ij} B_{ij}',
  '\\frac{\\partial}{\\partial x_k} (x_i A_{ij} x_j) = 2 A_{kj} x_j',
  '\\frac{\\partial (A_{ij} B_{ij})}{\\partial A_{kl}} = B_{lk}',
  '(x_i y_i)^2 = x_i x_i y_j y_j',
  '\\delta_{ij} x_j = x_j x_j x_i',
])('%s does not', (formula) => {
  expect(verdictOf(formula, 'We sum over repeated indices.')).not.toBe('verified');
});

test.each([
  'The Einstein summation convention is used.',
  'Summation over repeated indices is implied.',
  'Repeated indices are summed.',
  'Here we are using Einstein notation.',
])('“%s” says so', (words) => {
  expect(verdictOf('x^\\top A y = x_i A_{ij} y_j', words)).toBe('verified');
});

test.each(['', 'We do not use the Einstein summation convention.', 'No implied summation is used.'])(
  '“%s” does not',
  (words) => {
    expect(verdictOf('x^\\top A y = x_i A_{ij} y_j', words)).not.toBe('verified');
  },
);

test.each([
  // What stands once on one side is no sum on the other.
  ['(x \\odot y)_i = x_i y_i', 'verified'],
  ['x_i y_i = y_i x_i', 'verified'],
  // Sums that are written stay what they are.
  ['\\sum_i x_i y_i = x^\\top y', 'verified'],
])('%s is read as it is written', (formula, verdict) => {
  expect(verdictOf(formula, 'We sum over repeated indices.')).toBe(verdict);
});
