/**
 * Vectors and matrices by what is written of them: rows and columns of ones, entries with both their indices, sizes with
 * a number of their own, the parts of an element of a product of spaces. Each has a false twin.
 */
import { describe, expect, test } from 'vitest';
import { last } from './support/everyday.ts';

const tex = String.raw;
const TRUE = { verdict: 'verified', findings: [] };

describe('rows and columns of ones', () => {
  const given = tex`Let $\mathbf{x} \in \mathbb{R}^3$ and $\mathbf{Z} = \mathbf{x} \mathbf{1}_{1,\text{B}}$ with a batch of B.`;
  test('a word among the sizes is no label', () => {
    expect(last(tex`${given} Then $\mathbf{Z} \mathbf{1}_{\text{B},1} = \text{B} \mathbf{x}$.`)).toEqual(TRUE);
    expect(last(tex`${given} Then $\mathbf{Z} \mathbf{1}_{\text{B},1} = 2\text{B} \mathbf{x}$.`).verdict).not.toBe(
      'verified',
    );
    // A column where a row is meant.
    expect(last(tex`${given} Then $\mathbf{Z} = \mathbf{1}_{\text{B},1} \mathbf{x}$.`).verdict).not.toBe('verified');
  });

  test('a number in words is one', () => {
    const sums = tex`Let $A \in \mathbb{R}^{3 \times 2}$. The sums of the rows are`;
    expect(
      last(
        tex`${sums} $A \mathbf{1}_{\text{2},1} = \begin{bmatrix} a_{11} + a_{12} \\ a_{21} + a_{22} \\ a_{31} + a_{32} \end{bmatrix}$.`,
      ),
    ).toEqual(TRUE);
    expect(
      last(
        tex`${sums} $A \mathbf{1}_{\text{2},1} = \begin{bmatrix} a_{11} - a_{12} \\ a_{21} + a_{22} \\ a_{31} + a_{32} \end{bmatrix}$.`,
      ).verdict,
    ).not.toBe('verified');
  });
});

describe('entries of a vector with both indices', () => {
  const given = tex`Given a vector $\mathbf{x}$ of shape $1 \times 3$,

$$\mathbf{x} = \begin{bmatrix} x_{1,1} & x_{1,2} & x_{1,3} \end{bmatrix},$$

let $\mathbf{Z} = \mathbf{1}_{2,1} \mathbf{x}$.`;

  test('of a row', () => {
    const rows = tex`\begin{bmatrix} x_{1,1} & x_{1,2} & x_{1,3} \\ x_{1,1} & x_{1,2} & x_{1,3} \end{bmatrix}`;
    expect(last(tex`${given} Then $\mathbf{Z} = ${rows}$ holds: $\mathbf{1}_{2,1} \mathbf{x} = ${rows}$.`)).toEqual(
      TRUE,
    );
    expect(
      last(tex`${given} Then $\mathbf{1}_{2,1} \mathbf{x} = ${rows.replace('x_{1,2}', 'x_{1,3}')}$.`).verdict,
    ).not.toBe('verified');
  });

  test('a row that is called a vector stays one', () => {
    const later = tex`${given}

### Its slope

The vector $\mathbf{x}$ has the slope`;
    const slope = tex`\frac{\partial L}{\partial \mathbf{x}} = \mathbf{1}_{1,2} \frac{\partial L}{\partial \mathbf{Z}}`;
    expect(last(tex`${later} $${slope}$.`)).toEqual(TRUE);
    expect(last(tex`${later} $${slope.replace('= ', '= 2 ')}$.`).verdict).not.toBe('verified');
  });
});

describe('sizes with a number of their own', () => {
  const given = tex`Let $x \in \mathbb{R}^{n_1}$ with entries $x = (x_1, \ldots, x_{n_1})$.`;
  test.each([
    [tex`x^\top x = x_1^2 + \cdots + x_{n_1}^2`, true],
    [tex`x^\top x = x_1^2 - \cdots + x_{n_1}^2`, false],
    [tex`\frac{1}{n_1} \sum_{i=1}^{n_1} (x_i + 1) = 1 + \frac{1}{n_1} \sum_{i=1}^{n_1} x_i`, true],
    [tex`\frac{1}{n_1} \sum_{i=1}^{n_1} (x_i + 1) = n_1 + \frac{1}{n_1} \sum_{i=1}^{n_1} x_i`, false],
  ])('%s: %s', (claim, holds) => {
    const told = last(tex`${given} Then $${claim}$.`);
    if (holds) expect(told).toEqual(TRUE);
    else expect(told.verdict).not.toBe('verified');
  });
});

describe('the parts of an element', () => {
  const space = tex`\Theta = \mathbb{R}^{m \times n} \times \mathbb{R}^m`;
  const adjoint = tex`$$\hat{y}(\theta, x) = Wx + b.$$ For the direction $H$, $\langle v, d_W \hat{y}(\theta, x) \cdot H \rangle = `;
  const notes = (element: string): readonly string[] => [
    tex`We define the space $${space}$ with generic element $${element}$ and for $x \in \mathbb{R}^n$ ${adjoint}`,
    tex`A generic element $${element}$ of $${space}$ gives, for $x \in \mathbb{R}^n$, ${adjoint}`,
    tex`We define the space to be
$$
  ${space}
$$
with generic element
$$
  ${element}.
$$
For $x \in \mathbb{R}^n$ let ${adjoint}`,
  ];
  test.each(notes(tex`\theta = (W, b)`))('%s', (note) => {
    expect(last(tex`${note} v^\top H x$.`)).toEqual(TRUE);
    expect(last(tex`${note} 2v^\top H x$.`).verdict).not.toBe('verified');
    expect(last(tex`${note} v^\top H x$. So $W^\top x$ is a vector.`).findings).toContain('dimension-mismatch');
  });

  test('another number of parts declares nothing', () => {
    expect(
      last(tex`We define $${space}$ with generic element $\theta = (W, b, c)$. So $W^\top b$ is a vector.`).findings,
    ).toEqual([]);
  });
});

describe('strokes beside columns and rows', () => {
  const columns = tex`Let $A \in \mathbb{R}^{m \times n}$ have the columns $a_1, \ldots, a_n \in \mathbb{R}^m$, and $x \in \mathbb{R}^n$.`;
  const rows = tex`Let $B \in \mathbb{R}^{m \times n}$ have the rows $b_1^\top, \ldots, b_m^\top$ with $b_i \in \mathbb{R}^n$, and $x \in \mathbb{R}^n$.`;
  test.each([
    tex`\begin{bmatrix} | & & | \\ a_1 & \cdots & a_n \\ | & & | \end{bmatrix}`,
    tex`\begin{bmatrix} \vert & \cdots & \vert \\ a_1 & \cdots & a_n \\ \vert & \cdots & \vert \end{bmatrix}`,
    tex`\begin{pmatrix} \mid & \mid & & \mid \\ a_1 & a_2 & \cdots & a_n \\ \mid & \mid & & \mid \end{pmatrix}`,
  ])('%s', (matrix) => {
    expect(last(tex`${columns} Then $${matrix} x = \sum_{i=1}^n x_i a_i$.`)).toEqual(TRUE);
    expect(last(tex`${columns} Then $${matrix} x = \sum_{i=1}^n x_i^2 a_i$.`).verdict).not.toBe('verified');
  });

  test.each([
    tex`\begin{bmatrix} - & b_1^\top & - \\ & \vdots & \\ - & b_m^\top & - \end{bmatrix}`,
    tex`\begin{bmatrix} \text{—} b_1^\top \text{—} \\ \vdots \\ \text{—} b_m^\top \text{—} \end{bmatrix}`,
    tex`\begin{bmatrix} b_1^\top \\ \vdots \\ b_m^\top \end{bmatrix}`,
  ])('%s', (matrix) => {
    const values = tex`\begin{bmatrix} b_1^\top x \\ \vdots \\ b_m^\top x \end{bmatrix}`;
    expect(last(tex`${rows} Then $Bx = ${matrix} x = ${values}$.`)).toEqual(TRUE);
    expect(last(tex`${rows} Then $Bx = ${matrix} x = 2${values}$.`).verdict).not.toBe('verified');
  });

  test('a difference is none', () => {
    const given = tex`Let $a, b \in \mathbb{R}$.`;
    expect(
      last(tex`${given} Then $\begin{bmatrix} -a \\ -b \end{bmatrix} = -\begin{bmatrix} a \\ b \end{bmatrix}$.`),
    ).toEqual(TRUE);
    expect(
      last(tex`${given} Then $\begin{bmatrix} -a \\ -b \end{bmatrix} = \begin{bmatrix} a \\ b \end{bmatrix}$.`).verdict,
    ).toBe('refuted');
  });
});

describe('second derivatives', () => {
  const second = (i: string, j: string): string =>
    i === j ? tex`\frac{\partial^2 f}{\partial x_${i}^2}` : tex`\frac{\partial^2 f}{\partial x_${i} \partial x_${j}}`;
  const hessian = tex`\begin{bmatrix} ${second('1', '1')} & ${second('1', '2')} & \cdots & ${second('1', 'n')} \\ ${second('2', '1')} & ${second('2', '2')} & \cdots & ${second('2', 'n')} \\ \vdots & \vdots & \ddots & \vdots \\ ${second('n', '1')} & ${second('n', '2')} & \cdots & ${second('n', 'n')} \end{bmatrix}`;

  test('written out, with a square on the diagonal', () => {
    const given = tex`Let $A \in \mathbb{R}^{n \times n}$ and $f(x) = x^\top A x$ for $x \in \mathbb{R}^n$.`;
    expect(last(tex`${given} Then $${hessian} = A + A^\top$.`)).toEqual(TRUE);
    expect(last(tex`${given} Then $${hessian} = A - A^\top$.`).verdict).not.toBe('verified');
    expect(last(tex`${given} Then $${hessian} = 2A$.`).verdict).not.toBe('verified');
  });

  test.each([tex`H_f(a - u)`, tex`H(f)(a - u)`])('%s of a note that speaks of Hessians', (matrix) => {
    const given = tex`Let $f : \mathbb{R}^n \to \mathbb{R}$ be smooth with a Hessian, and $a, u, v \in \mathbb{R}^n$.`;
    expect(last(tex`${given} Then $d^2 f(a - u) \cdot (u, v) = u^\top ${matrix} v$.`)).toEqual(TRUE);
    expect(last(tex`${given} Then $d^2 f(a - u) \cdot (u, v) = u^\top ${matrix} u$.`).verdict).not.toBe('verified');
    expect(last(tex`${given} Then $d^2 f(a) \cdot (u, v) = u^\top ${matrix} v$.`).verdict).not.toBe('verified');
  });
});

describe('entries that are numbered above', () => {
  const given = tex`The map $\sigma : \mathbb{R}^n \to \mathbb{R}^n$ is $\sigma(x) = (s(x^1), \dots, s(x^n))^\top$ with a smooth $s : \mathbb{R} \to \mathbb{R}$, where $x^i$ is the $i$th component of $x$, and there are data $x_1, x_2 \in \mathbb{R}^n$.`;
  test.each([
    [tex`\sigma'(x) = (s'(x^1), \dots, s'(x^n))^\top`, true],
    [tex`\nabla_x (\mathbf{1}^\top \sigma(x)) = (s'(x^1), \dots, s'(x^n))^\top`, true],
    [tex`\sigma'(x) = (s(x^1), \dots, s(x^n))^\top`, false],
    [tex`\nabla_x (\mathbf{1}^\top \sigma(x)) = (s(x^1), \dots, s(x^n))^\top`, false],
    [tex`\sigma(x) = (s(x^n), \dots, s(x^1))^\top`, false],
  ])('%s: %s', (claim, holds) => {
    const told = last(tex`${given} For $x, h \in \mathbb{R}^n$ we have $${claim}$.`);
    if (holds) expect(told).toEqual(TRUE);
    else expect(told.verdict).not.toBe('verified');
  });

  test('the slope of a map that mixes its entries is no list', () => {
    const mixed = tex`Let $\sigma : \mathbb{R}^n \to \mathbb{R}^n$ be $\sigma(x) = x \, (x^\top x)$ for $x \in \mathbb{R}^n$ and $h \in \mathbb{R}^n$.`;
    expect(last(tex`${mixed} Then $\sigma'(x) = (x^\top x) \mathbf{1} + 2 (x^\top \mathbf{1}) x$.`).verdict).not.toBe(
      'verified',
    );
    expect(last(tex`${mixed} Then $d\sigma(x) \cdot h = h (x^\top x) + 2 x (x^\top h)$.`)).toEqual(TRUE);
  });

  test('moments and powers are none', () => {
    expect(last(tex`Let $x \in \mathbb{R}$ and $p(x) = x^1 + x^2$. Then $p'(x) = 1 + 2x$.`)).toEqual(TRUE);
    expect(
      last(
        tex`Let $t \in \mathbb{R}$ and $u = (\sin(t^1), \sin(t^2), \sin(t^3))$. Then $\frac{du}{dt} = (\cos t, 2t \cos(t^2), 3t^2 \cos(t^3))$.`,
      ).verdict,
    ).not.toBe('refuted');
  });
});

describe('the derivative of one map after the other', () => {
  const given = tex`Let $s : \mathbb{R}^m \to \mathbb{R}^m$ be smooth, $z(W, x) = Wx$ and $y(W, x) = s(Wx)$ for $W \in \mathbb{R}^{m \times n}$ and $x \in \mathbb{R}^n$.`;
  test('along an undeclared direction', () => {
    const slope = tex`d_W y(W, x) \cdot H = ds(z(W, x)) \circ d_W z(W, x) \cdot H`;
    expect(last(tex`${given} Then $${slope}$.`)).toEqual(TRUE);
    expect(last(tex`${given} Then $${slope.replace('= ', '= 2 ')}$.`).verdict).not.toBe('verified');
  });
});
