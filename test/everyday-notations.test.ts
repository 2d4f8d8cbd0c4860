/**
 * Notations of everyday notes that are easily taken for something else: degrees, entries in brackets and the last of
 * them, variances before brackets, words among letters, letters that mean something new. Each has a false twin.
 */
import { describe, expect, test } from 'vitest';
import { last, shapeOf } from './support/everyday.ts';

const tex = String.raw;

describe('angles in degrees', () => {
  test.each([
    [tex`\sin 30^\circ = \frac12`, 'verified'],
    [tex`\cos(60^{\circ}) = \frac{1}{2}`, 'verified'],
    [tex`\tan 45° = 1`, 'verified'],
    [tex`180^\circ = \pi`, 'verified'],
    [
      tex`\begin{bmatrix} \cos 90^\circ & -\sin 90^\circ \\ \sin 90^\circ & \cos 90^\circ \end{bmatrix} = \begin{bmatrix} 0 & -1 \\ 1 & 0 \end{bmatrix}`,
      'verified',
    ],
    [tex`\sin 30^\circ = \frac13`, 'refuted'],
    [
      tex`\begin{bmatrix} \cos 90^\circ & -\sin 90^\circ \\ \sin 90^\circ & \cos 90^\circ \end{bmatrix} = \begin{bmatrix} 0 & 1 \\ -1 & 0 \end{bmatrix}`,
      'refuted',
    ],
  ])('%s: %s', (formula, verdict) => {
    expect(last(`We have $${formula}$.`).verdict).toBe(verdict);
  });
});

describe('the matrix of entries', () => {
  const entries = tex`Let $A \in \mathbb{R}^{m \times n}$ and $B \in \mathbb{R}^{m \times n}$ have the entries`;
  test.each(['[a_{ij}]', '(a_{ij})', tex`\begin{bmatrix} a_{ij} \end{bmatrix}`, tex`\left[ a_{ij} \right]`])(
    '%s',
    (bracket) => {
      const note = `${entries} $A = ${bracket}$, $B = ${bracket.replace('a_', 'b_')}$.`;
      expect(last(`${note} Then $${tex`\|A\|_F^2 = \sum_{i,j} a_{ij}^2`}$.`)).toEqual(TRUE);
      expect(last(`${note} Then $${tex`\|A\|_F^2 = 2\sum_{i,j} a_{ij}^2`}$.`).verdict).toBe('refuted');
      expect(
        last(`${note} The sum is $A + B = [a_{ij} + b_{ij}]$, with $A^${tex`\top`} = [a_{ji}]$.`).findings,
      ).toEqual([]);
    },
  );

  test('the last entry is no word where others are entries', () => {
    const trace = tex`\operatorname{tr}(A) = a_{11} + a_{22} + \dots + a_{nn} = \sum_{i=1}^n a_{ii}`;
    const note = tex`For an $n \times n$ matrix $A = [a_{ij}]$ the trace is`;
    expect(last(`${note} $${trace}$.`)).toEqual(TRUE);
    expect(last(`${note} $${trace.replace('+ a_{22}', '- a_{22}')}$.`).verdict).not.toBe('verified');
    expect(shapeOf(tex`The network $f_{nn}$ has $f_{nn} = 2$.`, 'f_{nn}')).toBe('scalar');
    expect(shapeOf(tex`The rows sum to $r_i = a_{i1} + \cdots + a_{in}$.`, 'a_{in}')).toBe('scalar');
  });
});

const TRUE = { verdict: 'verified', findings: [] };

test('a variance before a bracket is a factor, and at a point a value', () => {
  const hat = tex`Let $H \in \mathbb{R}^{n \times n}$. The residuals have $\operatorname{Var}(e) = \sigma^2(I - H)$.`;
  expect(shapeOf(hat, tex`\sigma^2`)).toBe('scalar');
  expect(shapeOf(hat, tex`\sigma^2(I - H)`)).toBe('matrix(n,n)');
  expect(shapeOf(tex`We have $\operatorname{Var}(b) = \sigma^2 (X^\top X)^{-1}$.`, tex`\sigma^2`)).toBe('scalar');
  expect(shapeOf(tex`The variance is $\sigma^2(x) = k(x, x)$.`, tex`\sigma^2`)).toBe('function');
});

test('words of ideographs among letters are words', () => {
  const note = tex`令 $A \in \mathbb{R}^{m \times n}$, $x \in \mathbb{R}^n$, $Ax 是向量$, $v_{最大} = 1$.`;
  expect(shapeOf(note, '是')).toBeUndefined();
  expect(shapeOf(note, 'v_{最大}')).toBe('scalar');
});

test('the letter of a function above a name is no power', () => {
  const note = tex`The residual is $h(x)$ with $h : \mathbb{R}^n \to \mathbb{R}^m$. Let $J^h \in \mathbb{R}^{m \times n}$. Near $x$ it is $h_0 + J^h \delta$.`;
  expect(shapeOf(note, tex`J^h \delta`)).toBe('vector(m)');
  expect(shapeOf(tex`With $a > 0$ and $h = 2$, $a^h = 4$.`, 'a^h')).toBe('scalar');
});

describe('a letter that words give to something new', () => {
  const before = tex`Let $A \in \mathbb{R}^{m \times p}$ and $B \in \mathbb{R}^{p \times n}$. The product is $AB$.

A square $A \in \mathbb{R}^{n \times n}$`;
  test.each([
    tex`is invertible if there exists $B$ such that $AB = BA = I$.`,
    tex`has at most one inverse.

Suppose $B$ and $C$ both satisfy the equations. Then $B = B(AC) = (BA)C = C$.`,
  ])('%s', (words) => {
    expect(last(`${before} ${words}`).findings).toEqual([]);
  });

  test('is the old one without such words', () => {
    expect(last(`${before} meets $B$ in $AB = I$.`).findings).toEqual(['dimension-mismatch']);
  });
});

describe('a name that another section gives a value beyond checking', () => {
  const scatter = (section: string): string => tex`## Scatter

It is $S = \sum_{k=1}^{K} \sum_{x_i \in C_k} (x_i - m_k)(x_i - m_k)^\top$.

${section}

The slope of $J(w) = w^\top S w$ with $w \in \mathbb{R}^n$ is $\frac{\partial J}{\partial w} = 2 S w$.`;
  test('is not called anything but that', () => {
    expect(last(scatter('## Direction'))).toEqual({ verdict: 'undecided', findings: [] });
  });

  test('any other name is', () => {
    const other = scatter(tex`## Direction

Let $B \in \mathbb{R}^{n \times n}$.`);
    expect(last(other.replaceAll('w^\\top S w', 'w^\\top B w').replace('2 S w', '2 B w'))).toEqual({
      verdict: 'refuted',
      findings: ['needs-condition'],
    });
  });
});

describe('sentences about any matrices', () => {
  const before = tex`Let $A \in \mathbb{R}^{m \times n}$ and $B \in \mathbb{R}^{n \times p}$. Their product is $AB$.`;
  test.each([
    tex`A matrix is symmetric if $A^\top = A$, and orthogonal if $A^\top A = A A^\top = I$.`,
    tex`For any two square matrices we have $AB + BA = BA + AB$.`,
    tex`A matrix is invertible if there exists $C$ such that $AC = CA = I$.`,
    tex`The trace satisfies $\operatorname{tr}(A + B) = \operatorname{tr}(A) + \operatorname{tr}(B)$.`,
    tex`- Commutativity of addition: $A + B = B + A$
- Associativity: $(A + B) + C = A + (B + C)$
- $\det(AB) = \det(A)\det(B)$`,
    tex`- **结合律**：$(A + B) + C = A + (B + C)$
- 对称矩阵：$A^\top = A$`,
  ])('%s', (words) => {
    expect(last(`${before}\n\n${words}`).findings).toEqual([]);
  });

  test.each([
    tex`By the cyclic property we get $\operatorname{tr}(AA) = 1$.`,
    tex`The trace is linear. Then $A + A^\top = I$.`,
    tex`The transpose of the sum is $A^\top + A$.`,
    tex`It is symmetric, since $A^\top = A$.`,
    tex`- First, $A + B = B + A$
- $AB = BA$`,
  ])('%s is about these', (words) => {
    expect(last(`${before}\n\n${words}`).findings).toContain('dimension-mismatch');
  });

  test('what they say holds in their sentence alone', () => {
    const note = `${before}\n\n${tex`A matrix is symmetric if $A^\top = A$.`}\n\n${tex`So $A + A^\top = I$.`}`;
    expect(last(note).findings).toEqual(['dimension-mismatch']);
  });
});

describe('a worked example behind a matrix of letters', () => {
  const letters = tex`For $A = \begin{bmatrix} a & b \\ c & d \end{bmatrix}$ with $a, b, c, d \in \mathbb{R}$ the inverse is known.`;
  test.each([
    [tex`A^{-1} = \frac{1}{ad - bc} \begin{bmatrix} 11 & -8 \\ -4 & 3 \end{bmatrix}`, 'undecided'],
    [tex`A^{-1} = \frac{1}{\det(A)} \begin{bmatrix} 11 & -8 \\ -4 & 3 \end{bmatrix}`, 'undecided'],
    [tex`A^{-1} = \frac{1}{ad - bc} \begin{bmatrix} d & -b \\ -c & a \end{bmatrix}`, 'verified'],
    [tex`A^{-1} = \frac{1}{ad - bc} \begin{bmatrix} d & b \\ c & a \end{bmatrix}`, 'refuted'],
  ])('%s: %s', (claim, verdict) => {
    expect(last(`${letters}\n\nThen\n\n$$${claim}$$`).verdict).toBe(verdict);
  });
});
