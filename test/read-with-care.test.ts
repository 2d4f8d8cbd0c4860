/** What an author may be trusted to have meant, and statements that claim nothing. */
import { expect, test } from 'vitest';
import { lastStatements, lastVerdict } from './support/last-verdict.ts';

const DECLARED =
  'Let $A, B, C, L \\in \\mathbb{R}^{n \\times n}$, $x, y \\in \\mathbb{R}^n$ and $a, b, c \\in \\mathbb{R}$.';

const verdictOf = (formula: string, words = 'We have'): string =>
  lastVerdict(`${DECLARED}\n\n${words}\n\n$$${formula}$$\n`);

test.each([
  // A bracket at the end that nothing opens.
  ['a(b + c) = (ab + ac))', 'verified'],
  ['x^\\top A(x - y) = x^\\top A x - x^\\top A y)', 'verified'],
  ['\\frac{a(b + c)}{b} = \\frac{ab + ac}{b)}', 'verified'],
  // A prime and a power in one script.
  ["(b' - c)^2 = b^{\\prime 2} - 2b^\\prime c + c^2", 'verified'],
  // A sign under a brace.
  ['a - b = \\underbrace{a}_{\\text{gain}} \\underbrace{- b}_{\\text{loss}}', 'verified'],
  ['(a - b)c = \\underbrace{ac}_{1} \\underbrace{- bc}_{2}', 'verified'],
  // Entries of what is turned as a whole.
  ['(AB)^\\top_{ij} = \\sum_k A_{jk} B_{ki}', 'verified'],
  ['(AB)_{ij}^\\top = \\sum_k A_{jk} B_{ki}', 'verified'],
  ['\\sum_j (A)^{-1}_{ij} (Ax)_j = x_i', 'verified'],
  ['(AB)^{-1}_{ij} = \\sum_k B^{-1}_{ik} A^{-1}_{kj}', 'verified'],
  // Reasons beside a step.
  ['ab + c = \\frac{a b c}{c} + c \\left(\\text{Multiply by } 1 = \\frac{c}{c}\\right)', 'verified'],
])('%s is true', (formula, verdict) => {
  expect(verdictOf(formula)).toBe(verdict);
});

test.each([
  // Where the bracket is missing, nobody knows.
  ['a(b + c) = (ab + c))', 'undecided'],
  ["(b' - c)^2 = b^{\\prime 2} - b^\\prime c + c^2", 'refuted'],
  ['(a - b)c = \\underbrace{ac}_{1} \\underbrace{- b}_{2}', 'refuted'],
  ['(AB)^\\top_{ij} = \\sum_k A_{kj} B_{ki}', 'refuted'],
  ['(AB)^{-1}_{ij} = \\sum_k A^{-1}_{ik} B^{-1}_{kj}', 'refuted'],
  ['ab + c = \\frac{ab}{c} + c \\left(\\text{Multiply by } 1 = \\frac{c}{c}\\right)', 'refuted'],
])('%s is not', (formula, verdict) => {
  expect(verdictOf(formula)).toBe(verdict);
});

test('what stands before an arrow is given, and only what follows is claimed', () => {
  const note = `${DECLARED} Let $B$ solve $LB = C$. In other words, `;
  expect(lastVerdict(`${note}$LB = C \\implies B = L^{-1}C$.`)).toBe('verified');
  expect(lastVerdict(`${note}$LB = C \\implies B = CL^{-1}$.`)).not.toBe('verified');
});

test.each([
  'p(x, y) = p(x) p(y)',
  'p(x, y, z) = p(x, y) p(y, z) p(z)',
  'p(x, y \\mid z) = p(x \\mid z) p(y \\mid z)',
  'p(x, y, z) = p(x \\mid y) p(y \\mid z) p(z)',
  'p(x \\mid y, z) = p(x \\mid y)',
  'P(X_3 = c \\mid X_2 = b, X_1 = a) = P(X_3 = c \\mid X_2 = b)',
  'P(X \\in A, Y \\in B) = P(X \\in A) P(Y \\in B)',
  '\\mathbb{E}[f(X) g(Y)] = \\mathbb{E}[f(X)] \\mathbb{E}[g(Y)]',
])('%s says what a law is like', (formula) => {
  expect(lastStatements(`We see that\n\n$$${formula}$$`)).toEqual(['tie assumed']);
});

test.each([
  ['p(x, y) = p(x \\mid y) p(y)', 'claim verified'],
  ['p(x, y, z) = p(x \\mid y, z) p(y \\mid z) p(z)', 'claim verified'],
  ['p(x, y \\mid z) = p(x \\mid y, z) p(y \\mid z)', 'claim verified'],
  ['\\mathbb{E}[3X] = 3\\mathbb{E}[X]', 'claim verified'],
])('%s is true of all laws', (formula, statement) => {
  expect(lastStatements(`We see that\n\n$$${formula}$$`)).toEqual([statement]);
});

test.each(['p(x, y) = p(x \\mid y) p(x)', 'p(x, y) = p(y \\mid x) p(y)', 'p(x \\mid y) = p(y \\mid x)'])(
  '%s is still a claim, and not a true one',
  (formula) => {
    expect(lastStatements(`We see that\n\n$$${formula}$$`)).toEqual(['claim undecided']);
  },
);

test('a condition that has a name is one', () => {
  const note = 'A sufficient condition for a stationary law is called *detailed balance*:\n\n';
  expect(lastStatements(`${note}$$\\pi(y) T(x \\mid y) = \\pi(x) T(y \\mid x)$$`)).toEqual(['tie assumed']);
});

test('names for values in between claim nothing, whatever is claimed beside them', () => {
  const note = 'The value is\n\n\\begin{align}\n  y &= e^{3x} + x z^2 \\\\\n';
  expect(lastStatements(`${note}  &= v_1 + x v_2 \\\\\n  &= v_1 + v_3\n\\end{align}`)).toEqual([
    'definition assumed',
    'tie assumed',
    'tie assumed',
  ]);
  expect(lastStatements(`${note}  &= e^{3x} + x^2 z\n\\end{align}`)[1]).toBe('claim refuted');
});

test('a second layer is given a value as the first was', () => {
  const note = 'Let $X \\in \\mathbb{R}^{n \\times d}$. We compute\n\n$$H_1 = XW_1$$\n\nand obtain\n\n';
  expect(lastStatements(`${note}$$H_2 = \\sigma(H_1)$$`)).toEqual(['definition assumed']);
});

test.each([
  '\\frac{d\\theta}{dt} = -\\nabla_\\theta L(\\theta)',
  '\\frac{\\partial u}{\\partial t} = k \\frac{\\partial^2 u}{\\partial x^2}',
])('%s says how something moves', (formula) => {
  expect(lastStatements(`This becomes\n\n$$${formula}$$`)).toEqual(['tie assumed']);
});

test('numbers that another section makes lists of are squared', () => {
  const note = '# Note\n\n## Model\n\nLet $x_i \\in \\mathbb{R}^p$.\n\n## Example\n\nOf numbers, we have\n\n';
  const verdict = (right: string): string => lastVerdict(`${note}$$\\log \\prod_{i=1}^n e^{x_i^2} = ${right}$$\n`);
  expect(verdict('\\sum_{i=1}^n x_i^2')).toBe('verified');
  expect(verdict('2\\sum_{i=1}^n x_i^2')).not.toBe('verified');
});

const LIST =
  'With an orthogonal matrix $Q = [q_1, \\ldots, q_n]$, $D = \\text{diag}(d_1, \\ldots, d_n)$ and $S = QDQ^\\top$,\n\n';

test.each([
  ['S^2 = Q D^2 Q^\\top', 'verified'],
  ['S^2 = Q D Q^\\top Q D Q^\\top = Q D^2 Q^\\top', 'verified'],
])('%s of what is said of a list', (formula, verdict) => {
  expect(lastVerdict(`${LIST}$$${formula}$$\n`)).toBe(verdict);
});

test.each(['S^3 = Q D^2 Q^\\top', 'S^2 = Q^\\top D^2 Q'])('%s is not', (formula) => {
  expect(lastVerdict(`${LIST}$$${formula}$$\n`)).not.toBe('verified');
});

test('a sum may reach over all that has its index', () => {
  const note = 'Let $x_i \\in \\mathbb{R}$ for $i = 1, \\ldots, n$. We have\n\n';
  const verdict = (right: string): string =>
    lastVerdict(`${note}\\begin{align} q &= n - \\sum_{i=1}^n x_i \\\\ &= ${right} \\end{align}\n`);
  expect(verdict('\\sum_{i=1}^n 1 - x_i')).toBe('verified');
  expect(verdict('\\sum_{i=1}^n 1 + x_i')).toBe('undecided');
  expect(verdict('\\sum_{i=1}^n 2 - x_i')).toBe('undecided');
});

test('small letters are the columns and the entries of their capitals', () => {
  const note = 'Let $A = U D V^\\top$ be the singular value decomposition of $A$. With $c > 0$,\n\n';
  const verdict = (right: string): string =>
    lastVerdict(`${note}\\begin{align} z &= U D (D^2 + c I)^{-1} U^\\top y \\\\ &= ${right} \\end{align}\n`);
  expect(verdict('\\sum_j \\frac{d_j}{d_j^2 + c} u_j u_j^\\top y')).toBe('verified');
  expect(verdict('\\sum_j \\frac{d_j^2}{d_j^2 + c} u_j u_j^\\top y')).not.toBe('verified');
});
