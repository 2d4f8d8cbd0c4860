/** What sentences and formulas say of names besides their shape, and what they do not. */
import { describe, expect, test } from 'vitest';
import { readStatements } from '../server/src/analysis/reading.ts';
import { conditionsSaid } from '../server/src/analysis/said.ts';
import { defaults } from '../server/src/analysis/settings.ts';
import { readTrees } from '../server/src/analysis/trees.ts';
import { readNote } from '../server/src/note/read.ts';

/** `A: symmetric, invertible; x: not unit; B: diagonal (here)` */
function said(note: string): string {
  const parts = readStatements(readTrees(readNote(note, 'markdown'), defaults));
  return parts
    .flatMap(conditionsSaid)
    .map(
      ({ key, conditions, denied, until }) =>
        `${key}: ${denied ? 'not ' : ''}${conditions.join(', ')}${until === undefined ? '' : ' (here)'}`,
    )
    .join('; ');
}

describe('is said', () => {
  test.each([
    ['$A$ is symmetric.', 'A: symmetric'],
    ['$A$ and $B$ are symmetric.', 'A: symmetric; B: symmetric'],
    ['Here $A$ is symmetric and positive definite.', 'A: symmetric, positive definite'],
    ['where $\\Sigma$ is positive semi-definite', '\\Sigma: positive semidefinite'],
    ['Let $A \\in \\mathbb{R}^{n \\times n}$ be invertible.', 'A: invertible'],
    ['Let $A$ be a symmetric matrix.', 'A: symmetric'],
    ['Take a symmetric matrix $A \\in \\mathbb{R}^{n \\times n}$ and $x \\in \\mathbb{R}^n$.', 'A: symmetric'],
    ['a symmetric positive definite matrix $K$', 'K: symmetric, positive definite'],
    ['a nonsingular matrix $M$ and a diagonal matrix $D$', 'M: invertible; D: diagonal'],
    ['an orthogonal matrix $Q$', 'Q: orthogonal'],
    ['with orthonormal $U$', 'U: orthonormal'],
    ['a matrix $U$ with orthonormal columns', 'U: orthonormal'],
    ['The columns of $V$ are orthonormal.', 'V: orthonormal'],
    ['The rows of $V$ are orthonormal.', 'V: orthonormal rows'],
    ['$X$ has full column rank.', 'X: full column rank'],
    ['We assume $X$ to be of full rank; $X$ is of full rank.', 'X: full rank'],
    ['$L$ is lower triangular.', 'L: lower triangular'],
    ['an upper triangular matrix $R$', 'R: upper triangular'],
    ['where $y$ is a one-hot vector', 'y: one-hot'],
    ['$y$ is one-hot encoded', 'y: one-hot'],
    ['$p$ is a probability vector', 'p: probability vector'],
    ['$\\lambda$ is positive', '\\lambda: positive entries'],
    ['a vector $x$ with positive entries', 'x: positive entries'],
    ['where $P$ is a projection matrix', 'P: idempotent'],
    ['$W$ is constant.', 'W: constant'],
    ['Assume $A$ symmetric.', 'A: symmetric'],
    ['$U$ : orthogonal matrix   $D$ : diagonal matrix', 'U: orthogonal; D: diagonal'],
    ['the eigenvectors of the matrix $S$, $D$ is diagonal.', 'D: diagonal'],
    ['For the purposes of this note, assume $A$ is invertible.', 'A: invertible'],
    ['Note that $A$ is symmetric.', 'A: symmetric'],
    ['We know $A$ (symmetric) and $b$.', 'A: symmetric'],
    ['where $\\Sigma$ is a covariance matrix', '\\Sigma: covariance'],
    ['$A$ is assumed to be skew-symmetric.', 'A: skew-symmetric'],
    ['$A = A^\\top$', 'A: symmetric'],
    ['$Q^\\top Q = I$', 'Q: orthonormal'],
    ['$\\Sigma \\succ 0$', '\\Sigma: positive definite'],
    ['$\\lambda > 0$', '\\lambda: positive entries'],
    ['$P^2 = P$', 'P: idempotent'],
    ['$$y = A x,$$ where $A$ is diagonal.', 'A: diagonal'],
    ['Die Matrix $A$ ist symmetrisch.', 'A: symmetric'],
    ['La matrice $A$ est symétrique.', 'A: symmetric'],
  ])('%s', (note, expected) => {
    expect(said(note)).toBe(expected);
  });
});

describe('holds only in its sentence', () => {
  test.each([
    ['If $A$ is symmetric, then $\\nabla f = 2Ax$.', 'A: symmetric (here)'],
    ['If $Q^\\top Q = I$, then $\\|Qx\\| = \\|x\\|$.', 'Q: orthonormal (here)'],
    ['For symmetric $A$ this becomes $2Ax$.', 'A: symmetric (here)'],
    ['When $V$ is orthonormal, $U = XV$.', 'V: orthonormal (here)'],
  ])('%s', (note, expected) => {
    expect(said(note)).toBe(expected);
  });
});

describe('is denied', () => {
  test.each([
    ['$A$ is not symmetric.', 'A: not symmetric'],
    ['$A$ is not necessarily symmetric.', 'A: not symmetric'],
    ['$A$ need not be invertible.', 'A: not invertible'],
    ["$A$ isn't symmetric.", 'A: not symmetric'],
    ['$X$ has no full rank.', 'X: not full rank'],
  ])('%s', (note, expected) => {
    expect(said(note)).toBe(expected);
  });
});

describe('is not said', () => {
  test.each([
    'The product $AB$ is symmetric.',
    'We use the symmetric difference of $A$.',
    'the gradient of $f$ is positive',
    '$x$ is orthogonal to $y$.',
    'The function $f(x)$ is positive.',
    'A symmetric matrix has real eigenvalues. Let $A$ be given.',
    'The matrix $A$ has a symmetric part.',
    'Positive definite kernels are used; $k$ is one of them.',
    'Die Matrix $A$ ist nicht symmetrisch.',
    'La matrice $A$ est antisymétrique.',
    '$A$ is constant in time, so nothing.',
    'the inverse of $A$',
    'This does not imply that $A$ is symmetric.',
    '$f$ is an invertible function',
  ])('%s', (note) => {
    expect(said(note)).toBe('');
  });
});
