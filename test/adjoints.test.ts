/** Stars and daggers above names: adjoints, labels and pseudo-inverses. */
import { expect, test } from 'vitest';
import { last } from './support/everyday.ts';

const verdictOf = (...text: readonly string[]): string | undefined => last(text.join('\n\n')).verdict;

const STARS = 'Let $A \\in \\mathbb{C}^{m \\times n}$ and $A^*$ its adjoint, $B \\in \\mathbb{C}^{n \\times p}$.';

test.each([
  ['(AB)^* = B^* A^*', '(AB)^* = A^* B^*'],
  ['(A^*A)^* = A^*A', '(A^*A)^* = AA^*'],
  ['\\operatorname{tr}(A^*A) = \\operatorname{tr}(AA^*)', '\\operatorname{tr}(A^*A) = 2\\operatorname{tr}(AA^*)'],
  [
    '(A^*A + \\lambda I)^{-1}A^* = A^*(AA^* + \\lambda I)^{-1}',
    '(A^*A + \\lambda I)^{-1}A^* = A^*(A^*A + \\lambda I)^{-1}',
  ],
])('%s holds of adjoints', (right, wrong) => {
  expect(verdictOf(STARS, `Then $${right}$.`)).toBe('verified');
  expect(verdictOf(STARS, `Then $${wrong}$.`)).not.toBe('verified');
});

test('a note that writes A^*A needs no words for it', () => {
  const note = 'Let $v \\in \\mathbb{R}^n$ with $v^*v = 1$ and $H = I - 2vv^*$.';
  expect(verdictOf(note, 'Then $Hv = -v$.')).toBe('verified');
  expect(verdictOf(note, 'Then $Hv = 2v$.')).not.toBe('verified');
});

test.each([
  'Let $x^* \\in \\mathbb{R}^n$ be the minimum of $f(x) = \\frac12 x^\\top A x - b^\\top x$ with symmetric $A \\in \\mathbb{R}^{n \\times n}$, so $A x^* = b$.',
  'Let $X^* \\in \\mathbb{R}^{m \\times n}$ be optimal and $X \\in \\mathbb{R}^{m \\times n}$ another point.',
])('%s: a label', (note) => {
  expect(last(`${note}\n\nPut $d = x - x^*$ and $D = X - X^*$.`).findings).toEqual([]);
});

test('what is optimal is told apart from the variable', () => {
  const note =
    'Let $f(x) = \\frac12 x^\\top A x - b^\\top x$ with $b, x, x^* \\in \\mathbb{R}^n$, symmetric $A \\in \\mathbb{R}^{n \\times n}$ and $A x^* = b$.';
  expect(verdictOf(note, 'Then $f(x) - f(x^*) = \\frac12 (x - x^*)^\\top A (x - x^*)$.')).toBe('verified');
  expect(verdictOf(note, 'Then $f(x) - f(x^*) = (x - x^*)^\\top A (x - x^*)$.')).not.toBe('verified');
});

test.each([
  [
    'Let $U, \\rho \\in \\mathbb{C}^{n \\times n}$ with $U$ unitary.',
    '(U\\rho)^\\dagger = \\rho^\\dagger U^\\dagger',
    'verified',
  ],
  [
    'Let $U, \\rho \\in \\mathbb{C}^{n \\times n}$ with $U$ unitary.',
    '\\operatorname{tr}(\\rho U \\rho^\\dagger) = \\operatorname{tr}(\\rho^\\dagger\\rho U)',
    'verified',
  ],
  ['Let $U, \\rho \\in \\mathbb{C}^{n \\times n}$ with $U$ unitary.', '\\rho^\\dagger \\rho = I', 'refuted'],
  ['Let $A \\in \\mathbb{R}^{m \\times n}$ have the pseudo-inverse $A^\\dagger$.', 'A A^\\dagger A = A', 'verified'],
  [
    'Let $A \\in \\mathbb{R}^{m \\times n}$ have the pseudo-inverse $A^\\dagger$.',
    'A^\\dagger A A^\\dagger = A^\\dagger',
    'verified',
  ],
  ['Let $a, b \\in \\mathbb{R}^n$.', '\\operatorname{tr}(a b^\\dagger) = b^\\dagger a', 'verified'],
])('%s: $%s$', (note, formula, verdict) => {
  const told = verdictOf(note, `Then $${formula}$.`);
  if (verdict === 'refuted') expect(told).not.toBe('verified');
  else expect(told).toBe(verdict);
});

test('a function stands with its argument here and without it there', () => {
  const note =
    'Let $x = A^{-1}b$ with $A \\in \\mathbb{R}^{n \\times n}$, a loss $\\ell(x)$ and $g = \\nabla\\ell(x)$.';
  expect(verdictOf(note, 'Then $\\frac{\\partial\\ell}{\\partial b} = A^{-\\top}g$.')).toBe('verified');
  expect(verdictOf(note, 'Then $\\frac{\\partial\\ell}{\\partial b} = A^{-1}g$.')).not.toBe('verified');
  expect(verdictOf(note, 'Then $\\frac{\\partial\\ell}{\\partial A} = -A^{-\\top}gx^\\top$.')).toBe('verified');
  expect(verdictOf(note, 'Then $\\frac{\\partial\\ell}{\\partial A} = A^{-\\top}gx^\\top$.')).not.toBe('verified');
});

test('a minimizer may be anything for what holds of everything', () => {
  const note =
    'Let $A \\in \\mathbb{R}^{m \\times n}$, $b \\in \\mathbb{R}^m$ and $x^* = \\arg\\min_{x \\in \\mathbb{R}^n} \\|Ax - b\\|^2$.';
  expect(verdictOf(note, 'Then $(Ax^* - b)^\\top(Ax^* - b) = \\|Ax^* - b\\|^2$.')).toBe('verified');
  expect(verdictOf(note, 'Then $\\|Ax^*\\|^2 = 2\\|b\\|^2$.')).not.toBe('verified');
  expect(last(`${note}\n\nThen $A^\\top A x^* = A^\\top b$.`).findings).toEqual([]);
});
