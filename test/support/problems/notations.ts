/**
 * Notations that collections of matrix derivatives have: primes, inner products, entries as variables, weighted and
 * induced norms, sums over singular values, adjugates; answers as in `row.ts`.
 */
import type { ProblemRow } from './row.ts';

// prettier-ignore
export const notations: readonly ProblemRow[] = [
  // Primes
  ["x'Ax", 'x', 'A n n; x n', "(A + A')x"],
  ["\\operatorname{tr} X'XA", 'X', 'X n m; A m m', "X(A + A')"],
  ["a'XX'a", 'X', 'X n m; a n', "2aa'X"],
  ["a'X'Xb", 'X', 'X n m; a m; b m', "X(ab' + ba')"],
  ["|X'X|", 'X', 'X n m', "2|X'X| X(X'X)^{-1}"],
  ["|XX'|", 'X', 'X m n', "2|XX'| (XX')^{-1}X"],
  ["\\log|X'AX|", 'X', 'X n m; A n n', "2AX(X'AX)^{-1}", 'A is symmetric positive definite'],
  ["a'X^{-1}b", 'X', 'X n n; a n; b n', "-(X^{-1})'ab'(X^{-1})'"],
  // Inner products and weighted norms
  ['\\langle A, X \\rangle', 'X', 'A n m; X n m', 'A'],
  ['\\langle Ax, x \\rangle', 'x', 'A n n; x n', '(A + A^\\top) x'],
  ['\\langle x, y \\rangle^2 / \\langle y, y \\rangle', 'y', 'x n; y n', '\\frac{2 x^\\top y}{y^\\top y} x - \\frac{2 (x^\\top y)^2}{(y^\\top y)^2} y'],
  ['\\|x\\|_{\\Sigma}', 'x', 'x n; \\Sigma n n', '\\frac{1}{\\sqrt{x^\\top \\Sigma x}} \\Sigma x', '\\Sigma is symmetric positive definite'],
  ['\\|Ax - b\\|_{\\Sigma}^2', 'x', 'A m n; b m; x n; \\Sigma m m', '2 A^\\top \\Sigma (Ax - b)', '\\Sigma is symmetric positive definite'],
  ['\\|x\\|_3', 'x', 'x n', '\\|x\\|_3^{-2} (x \\odot |x|)'],
  ['\\|x\\|_4^4', 'x', 'x n', '4 x^{\\odot 3}'],
  ['\\|AX - B\\|_\\infty', 'X', 'A m n; X n p; B m p', 'A^\\top \\operatorname{diag}([|A X - B| \\mathbf{1}_p - \\max(|A X - B| \\mathbf{1}_p) \\mathbf{1}_m = 0]) \\operatorname{sign}(A X - B)'],
  // Entries as variables
  ['x_1^2 x_2 + x_3', 'x_2', 'x n', 'x_1^2'],
  ['x_1 + x_2^2', 'x_3', 'x n', '0'],
  ['x^\\top A x', 'x_2', 'x n; A n n', 'e_2^\\top (A + A^\\top) x'],
  ['\\operatorname{tr}(AX)', 'X_{ij}', 'A n n; X n n', 'A_{ji}'],
  ['\\operatorname{tr}(AX)', 'X_{12}', 'A n n; X n n', 'A_{21}'],
  ['X^{-1}', 'X_{ij}', 'X n n', '-X^{-1} e_i e_j^\\top X^{-1}'],
  ['A X B', 'X_{ij}', 'A m n; X n p; B p q', 'A e_i e_j^\\top B'],
  ['X^\\top X', 'X_{ij}', 'X n m', 'X^\\top e_i e_j^\\top + e_j e_i^\\top X'],
  ['\\det(X)', 'X_{ij}', 'X n n', '\\det(X) [X^{-1}]_{ji}'],
  ['\\|Ax-b\\|^2', 'x_j', 'A m n; x n; b m', '2 e_j^\\top A^\\top (A x - b)'],
  ['\\operatorname{softmax}(x)_1', 'x_2', 'x n', '-\\operatorname{softmax}(x)_1 \\operatorname{softmax}(x)_2'],
  ['(A x)_i', 'x_j', 'A m n; x n', 'A_{ij}'],
  ['X b', 'X_{kl}', 'X m n; b n', '(e_k b_l)^\\top'],
  // Adjugates, singular values, roots
  ['\\operatorname{tr}(\\operatorname{adj}(X))', 'X', 'X n n', '\\det(X) (\\operatorname{tr}(X^{-1}) X^{-\\top} - X^{-\\top} X^{-\\top})'],
  ['a^\\top \\operatorname{adj}(X) b', 'X', 'X n n; a n; b n', '\\det(X) ((a^\\top X^{-1} b) X^{-\\top} - X^{-\\top} a b^\\top X^{-\\top})'],
  ['\\frac{1}{\\det(A + t B)}', 't', 'A n n; B n n; t 1', '-\\frac{\\operatorname{tr}((A + t B)^{-1} B)}{\\det(A + t B)}'],
];
