/** Derivatives of many kinds, in both layouts, against differences of the function itself; and what has no answer. */
import { describe, expect, test } from 'vitest';
import { derive } from '../server/src/analysis/derive.ts';
import { errorOf, indexError, type Problem } from './support/derivative-check.ts';
import { declared, said } from './support/declared.ts';
import { derivativeProblems } from './support/derivative-problems.ts';

const layouts = ['numerator', 'denominator'] as const;

describe('agrees with differences', () => {
  test.each([
    '\\sum_{i \\neq j} x_i x_j',
    '\\sum_{i < j} (x_i - x_j)^2',
    '\\sum_{i \\in S} x_i',
    '\\sum_{i : x_i > 0} x_i^2',
    '\\operatorname{mean}(x)',
    '\\max_{i \\in S} x_i',
  ])('%s is not read as if it went over all entries', (f) => {
    expect(derive({ f, wrt: 'x', declare: ['x \\in \\mathbb{R}^n'] })).toMatchObject({ unavailable: 'not understood' });
  });

  test.each(
    derivativeProblems.map(([f, wrt, sizes, conditions = '', order = 1]) => ({ f, wrt, sizes, conditions, order })),
  )(
    '$f by $wrt',
    ({ f, wrt, sizes, conditions, order }) => {
      const problem: Problem = { f, wrt, declare: declared(sizes), conditions: said(conditions), order };
      for (const layout of layouts) {
        const answer = derive({ ...problem, layout });
        if ('unavailable' in answer) throw new Error(answer.detail);
        const ofMatrix = answer.readings.some((it) => it.includes('function of the matrix'));
        const error = errorOf(answer.latex, problem, layout, answer.where, ofMatrix);
        expect(error, `${layout}: ${answer.latex}`).toBeLessThan(order > 1 ? 1e-4 : 1e-4);
      }
    },
    20_000,
  );
});

const square = [
  'A \\in \\mathbb{R}^{n \\times n}',
  'X \\in \\mathbb{R}^{n \\times n}',
  'x \\in \\mathbb{R}^{n}',
  't \\in \\mathbb{R}',
];

describe('what is written out is differentiated entry by entry', () => {
  const arm = '\\begin{pmatrix} l \\cos q_1 + k \\cos(q_1 + q_2) \\\\ l \\sin q_1 + k \\sin(q_1 + q_2) \\end{pmatrix}';
  test.each([
    ['\\begin{pmatrix} \\cos t & -\\sin t \\\\ \\sin t & \\cos t \\end{pmatrix}', 't', '\\begin{pmatrix} -\\sin(t) & -\\cos(t) \\\\ \\cos(t) & -\\sin(t) \\end{pmatrix}', ''],
    ['\\begin{bmatrix} t^2 \\\\ 3 \\end{bmatrix}', 't', '\\begin{bmatrix} 2 t \\\\ 0 \\end{bmatrix}', '\\begin{bmatrix} 2 t & 0 \\end{bmatrix}'],
    ['\\begin{pmatrix} A & t X \\\\ t^2 X^\\top & A \\end{pmatrix}', 't', '\\begin{pmatrix} 0 & X \\\\ 2 t X^\\top & 0 \\end{pmatrix}', ''],
    ['\\begin{pmatrix} a^\\top x \\\\ x^\\top x \\\\ 1 \\end{pmatrix}', 'x', '\\begin{pmatrix} a^\\top \\\\ 2 x^\\top \\\\ \\mathbf{0}^\\top \\end{pmatrix}', '\\begin{pmatrix} a & 2 x & \\mathbf{0} \\end{pmatrix}'],
    [arm, 'k', '\\begin{pmatrix} \\cos(q_1 + q_2) \\\\ \\sin(q_1 + q_2) \\end{pmatrix}', '\\begin{pmatrix} \\cos(q_1 + q_2) & \\sin(q_1 + q_2) \\end{pmatrix}'],
  ])('%s by %s', (f, wrt, numerator, denominator) => {
    const declare = [...square, 'a \\in \\mathbb{R}^n', 'q \\in \\mathbb{R}^2', 'l \\in \\mathbb{R}', 'k \\in \\mathbb{R}'];
    const latex = layouts.map((layout) => {
      const answer = derive({ f, wrt, declare, layout });
      return 'latex' in answer ? answer.latex : answer.detail;
    });
    expect(latex).toEqual([numerator, denominator === '' ? numerator : denominator]);
  }); // prettier-ignore

  test('blocks by a block', () => {
    const f = '\\begin{pmatrix} A & X \\\\ X^\\top & A \\end{pmatrix}';
    expect(derive({ f, wrt: 'X', declare: square, layout: 'numerator' })).toHaveProperty(
      'latex',
      '\\begin{bmatrix} \\mathbf{0}_{n \\times n} \\\\ I_n \\end{bmatrix} \\otimes \\begin{bmatrix} I_n \\\\ \\mathbf{0}_{n \\times n} \\end{bmatrix} + (\\begin{bmatrix} I_n \\\\ \\mathbf{0}_{n \\times n} \\end{bmatrix} \\otimes \\begin{bmatrix} \\mathbf{0}_{n \\times n} \\\\ I_n \\end{bmatrix}) K_{n,n}',
    );
  });

  test('blocks whose size nothing tells are not', () => {
    const f = '\\begin{bmatrix} A \\\\ 0 \\end{bmatrix} x';
    expect(derive({ f, wrt: 'x', declare: square })).toMatchObject({ unavailable: 'not understood' });
  });
});

test.each([
  ['\\log \\mathbf{1}^\\top \\exp(x)', 'how far log reaches in \\log \\mathbf{1}^\\top'],
  ['\\exp x^\\top \\sin(x)', 'how far exp reaches in \\exp x^\\top'],
])('%s is not read as a product with the function of a row', (f, detail) => {
  expect(derive({ f, wrt: 'x', declare: square })).toMatchObject({ unavailable: 'not understood', detail });
});

describe('what the variable may be, and what stands for it', () => {
  const declare = [
    ...['X', 'A', 'S', '\\Sigma'].map((it) => `${it} \\in \\mathbb{R}^{n \\times n}`),
    ...['x', 'p', 'Q', '\\theta'].map((it) => `${it} \\in \\mathbb{R}^n`),
    ...['s', 't'].map((it) => `${it} \\in \\mathbb{R}`),
    'f : \\mathbb{R}^n \\times \\mathbb{R}^n \\to \\mathbb{R}',
    'h : \\mathbb{R} \\times \\mathbb{R} \\to \\mathbb{R}',
  ];
  test.each([
    // An inverse
    ['\\operatorname{tr}(\\Sigma^{-1} S) + \\log\\det \\Sigma', '\\Sigma^{-1}', 'S - \\Sigma'],
    ['\\operatorname{tr}(A X)', 'X^{-1}', '-X^\\top A^\\top X^\\top'],
    // Letters of sums that are labels elsewhere
    ['\\sum_a p_a Q_a', 'p', 'Q'],
    ['\\sum_a p_a Q_a', 'Q', 'p'],
    ['\\log \\sum_b e^{\\theta_b}', '\\theta', '\\frac{\\exp(\\theta)}{\\exp(\\theta)^\\top \\mathbf{1}_n}'],
    // A free function of several arguments
    ['f(A x, x)', 'x', 'A^\\top \\nabla_1 f(A x, x) + \\nabla_2 f(A x, x)'],
    ['h(s, s t)', 's', '\\partial_1 h(s, s t) + t \\partial_2 h(s, s t)'],
    // Y = X^{1/2}: dY Y + Y dY = dX
    ['S^{1/2}', 'S', '\\left(I_n \\otimes S^{\\frac{1}{2}} + S^{\\frac{1}{2}} \\otimes I_n\\right)^{-1}'],
  ])('%s by %s', (f, wrt, latex) => {
    const conditions = ['$\\Sigma$ is symmetric positive definite', '$S$ is symmetric positive definite'];
    expect(derive({ f, wrt, declare, conditions })).toMatchObject({ latex });
  }); // prettier-ignore

  test('a unit vector is told where it stands, and only there', () => {
    const where = (wrt: string): readonly string[] => {
      const found = derive({ f: 'x^\\top A x', wrt, declare });
      return 'unavailable' in found ? [] : found.where.map((it) => it.latex);
    };
    expect(where('x_i')).toEqual(['e_i']);
    expect(derive({ f: '\\operatorname{tr}(A X)', wrt: 'X_{ij}', declare })).toMatchObject({
      latex: 'A_{ji}',
      where: [],
    });
  });

  test('one entry of a symmetric matrix does not vary alone', () => {
    const found = derive({ f: '\\operatorname{tr}(A X)', wrt: 'X_{ij}', declare, conditions: ['$X$ is symmetric'] });
    expect(found).toMatchObject({ unavailable: 'dependence' });
  });
});

// Rows by the first variable, columns by the second.
test.each([
  ['x^\\top A y', 'x, y', 'A', 'A'],
  ['(x^\\top A y)^2', 'x, y^\\top', '2 (A y x^\\top A + (x^\\top A y) A)', '2 (A y x^\\top A + (x^\\top A y) A)'],
  ['\\|B x - y\\|^2', 'x, y', '-2 B^\\top', '-2 B^\\top'],
  ['\\log(1 + \\exp(x^\\top z))', 'x, z', '\\sigma(x^\\top z) (I_n + (1 - \\sigma(x^\\top z)) z x^\\top)', '\\sigma(x^\\top z) (I_n + (1 - \\sigma(x^\\top z)) z x^\\top)'],
  ['x^\\top A y', 'A, x', 'y \\otimes I_n', 'y \\otimes I_n'],
  ['t x^\\top A y', 't, x', 'A y', 'y^\\top A^\\top'],
  ['s^2 t^3', 's, t', '6 s t^2', '6 s t^2'],
])('%s by %s', (f, wrt, denominator, numerator) => {
  const declare = [
    'A \\in \\mathbb{R}^{n \\times m}', 'B \\in \\mathbb{R}^{m \\times n}', 'x \\in \\mathbb{R}^n', 'z \\in \\mathbb{R}^n',
    'y \\in \\mathbb{R}^m', 's \\in \\mathbb{R}', 't \\in \\mathbb{R}',
  ];
  expect(derive({ f, wrt, declare })).toMatchObject({ latex: denominator });
  expect(derive({ f, wrt, declare, layout: 'numerator' })).toMatchObject({ latex: numerator });
  expect(derive({ f, wrt: `${wrt}, x`, declare })).toMatchObject({ unavailable: 'order' });
}); // prettier-ignore

describe('one of many', () => {
  const members = ['w_j \\in \\mathbb{R}^n', 'x_i \\in \\mathbb{R}^n', 'x \\in \\mathbb{R}^n', 'p \\in \\mathbb{R}^n'];
  test.each([
    ['-\\log p_y', 'p', '-\\frac{e_y}{p_y}'],
    ['-w_y^\\top x + \\log \\sum_{j=1}^K e^{w_j^\\top x}', 'w_y', '\\frac{\\exp(w_y^\\top x) x}{\\sum_{j=1}^{K} \\exp(w_j^\\top x)} - x'],
    ['-w_y^\\top x + \\log \\sum_{j=1}^K e^{w_j^\\top x}', 'w_k', '\\frac{\\exp(w_k^\\top x) x}{\\sum_{j=1}^{K} \\exp(w_j^\\top x)} - \\delta_{yk} x'],
  ])('%s by %s', (f, wrt, latex) => {
    expect(derive({ f, wrt, declare: members })).toHaveProperty('latex', latex);
  }); // prettier-ignore

  // Whether they are the same member is not known: no zero is told.
  test.each([
    ['-\\sum_{i=1}^N w_{y_i}^\\top x_i + \\log \\sum_j e^{w_j^\\top x}', 'w_k'],
    ['\\log \\sum_{j=1}^K e^{w_j^\\top x}', 'w_1'],
    ['\\sum_i w_i^\\top x \\lambda_i(X)', 'X'],
  ])('%s by %s has no rule', (f, wrt) => {
    expect(derive({ f, wrt, declare: [...members, 'X \\in \\mathbb{R}^{n \\times n}'] })).toHaveProperty('unavailable');
  });
});

describe('the largest entry', () => {
  test.each([
    ['\\max(x)', '[x - \\max(x) \\mathbf{1}_n = 0]'],
    ['\\max_i x_i', '[x - \\max(x) \\mathbf{1}_n = 0]'],
    ['\\min(A x)', 'A^\\top[A x - \\min(A x) \\mathbf{1}_n = 0]'],
    // What is taken away before the exponential is added again: the softmax, however it is shifted.
    ['\\log \\sum_i e^{x_i - \\max_j x_j} + \\max_j x_j', '\\frac{\\exp(x - \\max(x) \\mathbf{1}_n)}{\\exp(x - \\max(x) \\mathbf{1}_n)^\\top \\mathbf{1}_n}'],
  ])('%s', (f, latex) => {
    expect(derive({ f, wrt: 'x', declare: square })).toMatchObject({ latex });
  }); // prettier-ignore

  test('is no norm: its root is not real everywhere', () => {
    expect(derive({ f: '\\sqrt{\\max(x)^2}', wrt: 'x', declare: square })).not.toMatchObject({
      latex: '[x - \\max(x) \\mathbf{1}_n = 0]',
    });
  });
});

describe('is written as people write it', () => {
  test.each([
    ['\\|A x - b\\|_2^2', 'x', '2 A^\\top (A x - b)'],
    ['x^\\top A x', 'x', '(A + A^\\top) x'],
    ['x^T A x', 'x', '(A + A^T) x'],
    ['\\operatorname{tr}(A X A)', 'X', 'A^\\top A^\\top'],
    ['\\log\\det(X)', 'X', 'X^{-\\top}'],
    ['\\operatorname{tr}(X)', 'X', 'I_n'],
    ['A', 'x', '0'],
    ['\\operatorname{tr}(X^{-1})', 'X', '-X^{-\\top} X^{-\\top}'],
    ['\\operatorname{tr}(X^4)', 'X', '4 (X^\\top)^3'],
    ['\\|x - b\\|', 'x', '\\frac{x - b}{\\|x - b\\|}'],
    ['(x - b)^\\top (x - b) - (x + b)^\\top (x + b)', 'x', '-4 b'],
    ['\\sum_{i=1}^N (y_i - x^\\top A z_i)^2', 'x', '-2 A \\sum_{i=1}^{N} (y_i - x^\\top A z_i) z_i'],
    ['\\log(1 + e^{b^\\top x})', 'x', '\\sigma(b^\\top x) b'],
    ['X_{12}', 'X', 'e_1 e_2^\\top'],
    ['\\sum_{i=1}^n \\exp(X_{i,:} x)', 'x', 'X^\\top \\exp(X x)'],
    ['\\operatorname{tr}((A + A^\\top)^\\top X)', 'X', 'A^\\top + A'],
    // A diagonal matrix is a factor like any other.
    ['\\|\\Lambda x\\|_2^2', 'x', '2 \\Lambda^2 x'],
    ['a^\\top \\Lambda X b', 'X', '\\Lambda a b^\\top'],
    // What stands in an exponent counts among the uses of a letter.
    [
      '2^{\\sum_i \\sigma_i(t X)^2}',
      't',
      '2 t \\cdot 2^{t^2 \\operatorname{tr}(X X^\\top)} \\operatorname{tr}(X X^\\top) \\log(2)',
    ],
    [
      'A \\otimes X',
      'X',
      '(\\operatorname{vec}(A)^\\top \\otimes I_n \\otimes I_n) (I_n \\otimes K_{n,n} \\otimes I_n)',
    ],
  ])('%s by %s is %s', (f, wrt, latex) => {
    const answer = derive({
      f,
      wrt,
      declare: [
        ...square,
        ...['a', 'b', 'z_i'].map((it) => `${it} \\in \\mathbb{R}^{n}`),
        ...['t', 'y_i'].map((it) => `${it} \\in \\mathbb{R}`),
        '\\Lambda \\in \\mathbb{R}^{n \\times n}',
      ],
      conditions: ['$\\Lambda$ is diagonal'],
      layout: 'denominator',
    });
    expect('latex' in answer ? answer.latex : answer.detail).toBe(latex);
  });
});

describe('what the declarations tell', () => {
  test.each(['h', 'H', 'B', 'd_{\\text{model}}', '2n', '|V|', 'N_x'])('%s is a size below a constant', (size) => {
    const declare = [
      `W \\in \\mathbb{R}^{${size} \\times n}`,
      `Z \\in \\mathbb{R}^{${size} \\times ${size}}`,
      'x \\in \\mathbb{R}^n',
    ];
    const latex = (f: string, wrt: string): string => {
      const found = derive({ f, wrt, declare });
      return 'latex' in found ? found.latex : found.detail;
    };
    const below = size.length === 1 ? size : `{${size}}`;
    expect(latex('\\operatorname{tr}(Z)', 'Z')).toBe(`I_${below}`);
    expect(latex('\\mathbf{1}^\\top W x', 'W')).toBe(`\\mathbf{1}_${below} x^\\top`);
  });

  test.each([
    ['A(t)^{-1}', "-A(t)^{-1} A'(t) A(t)^{-1}"],
    ['\\log\\det A(t)', "\\operatorname{tr}(A'(t) A(t)^{-1})"],
    ['A(t) x', "A'(t) x"],
  ])('%s is a function of t where its value is declared', (f, latex) => {
    const declare = ['A(t) \\in \\mathbb{R}^{n \\times n}', 'x \\in \\mathbb{R}^n', 't \\in \\mathbb{R}'];
    expect(derive({ f, wrt: 't', declare, layout: 'numerator' })).toMatchObject({ latex });
  });

  test('the bound of a sum is no transpose', () => {
    const declare = ['x_t \\in \\mathbb{R}^n', 'F \\in \\mathbb{R}^{n \\times n}'];
    expect(derive({ f: '\\sum_{t=1}^T \\|x_t - F x_{t-1}\\|^2', wrt: 'F', declare })).toMatchObject({
      latex: '-2 \\sum_{t=1}^{T} (x_t - F x_{t-1}) x_{t-1}^\\top',
    });
  });
});

describe('what has no answer says why', () => {
  test.each([
    ['\\exp(X) X', 'X', [], /entry by entry|./],
    ['e^{X}', 'X', [], /no rule for the matrix exponential/],
    ['\\operatorname{rank}(X)', 'X', [], /no rule/],
    ['\\operatorname{foo}(X)', 'X', [], /./],
    ['\\frac{', 'X', [], /./],
    ['', 'X', [], /./],
    ['X x', 'A x', [], /no name/],
    ['x x', 'x', [], /do not fit/],
    ['\\mathbb{E}[x]', 'x', [], /no rule/],
  ])('%s by %s', (f, wrt, conditions, reason) => {
    const answer = derive({ f, wrt, declare: square, conditions, layout: 'numerator' });
    if ('unavailable' in answer) expect(answer.detail).toMatch(reason);
    else expect(answer.notation).toBeDefined();
  });

  test.each([
    ['\\mathbb{E}_{x \\sim p_\\theta}[f(x)]', '\\theta'],
    ['\\mathbb{E}[\\|x\\|^2]', '\\theta'],
  ])('an average %s whose law may depend on %s gets no zero', (f, wrt) => {
    const declared = ['\\theta \\in \\mathbb{R}^n', 'x \\in \\mathbb{R}^n', 'f: \\mathbb{R}^n \\to \\mathbb{R}'];
    expect(derive({ f, wrt, declare: declared })).toHaveProperty('unavailable', 'dependence');
  });

  test('a missing rule is never a zero', () => {
    const answer = derive({ f: '\\operatorname{rank}(X)', wrt: 'X', declare: square });
    expect(answer).toHaveProperty('unavailable');
  });
});

const MEMBERS = [
  'A_k \\in \\mathbb{R}^{n \\times n}',
  'w_k \\in \\mathbb{R}^n',
  '\\mu_k \\in \\mathbb{R}^n',
  ...square,
];

test.each([
  // The member of a family is one of those that a sum runs over.
  ['\\sum_{k=1}^K \\exp(w_k^\\top x)', 'w_j', '\\exp(w_j^\\top x) x'],
  ['\\log\\sum_{k=1}^K \\exp(w_k^\\top x)', 'w_j', '\\frac{\\exp(w_j^\\top x) x}{\\sum_{k=1}^{K} \\exp(w_k^\\top x)}'],
  ['\\sum_{k=1}^K \\sum_{i=1}^N r_{ik} \\|w_i - \\mu_k\\|^2', '\\mu_k', '-2 \\sum_{i=1}^{N} r_{ik} (w_i - \\mu_k)'],
  ['\\sum_{k=1}^K \\pi_k (x - \\mu_k)^\\top (x - \\mu_k)', '\\mu_k', '-2 \\pi_k (x - \\mu_k)'],
  // An equation that names what it is about.
  ['f = x^\\top A x', 'x', '(A + A^\\top) x'],
  ['f(x) = a^\\top x', 'x', 'a'],
  // Averages under a law that stays the same.
  ['\\mathbb{E}[(a^\\top x - t)^2]', 'a', '2 \\mathbb{E}[(a^\\top x - t) x]'],
  [
    '\\log\\mathbb{E}_{x \\sim p}[e^{a^\\top x}]',
    'a',
    '\\frac{\\mathbb{E}_{x \\sim p}[\\exp(a^\\top x) x]}{\\mathbb{E}_{x \\sim p}[e^{a^\\top x}]}',
  ],
  // Products over an index.
  ['\\log\\prod_{k=1}^K \\sigma(x^\\top w_k)', 'x', '\\sum_{k=1}^{K} (1 - \\sigma(w_k^\\top x)) w_k'],
  [
    '\\operatorname{tr}(\\prod_{k=1}^N A_k)',
    'A_j',
    '\\left(\\prod_{k=1}^{j-1} A_k\\right)^\\top \\left(\\prod_{k=j+1}^{N} A_k\\right)^\\top',
  ],
  ['\\operatorname{tr}(\\prod_{k=1}^3 A_k)', 'A_2', 'A_1^\\top A_3^\\top'],
  ['a^\\top \\prod_{k=1}^N A_k x', 'x', '\\left(\\prod_{k=1}^{N} A_k\\right)^\\top a'],
  ['\\sum_i \\log \\lambda_i(X)', 'X', 'X^{-\\top}'],
  ['\\sum_i \\lambda_i(X)^2', 'X', '2 X^\\top'],
  ['\\sum_{ij} A_{ij} x_i a_j', 'x', 'A a'],
  ['\\log\\cosh(a^\\top x)', 'x', '\\tanh(a^\\top x) a'],
  ['a^\\top x - w_y^\\top x', 'x', 'a - w_y'],
])('%s by %s is %s', (f, wrt, latex) => {
  const declared = [...MEMBERS, 'a \\in \\mathbb{R}^n'];
  expect(derive({ f, wrt, declare: [...new Set(declared)] })).toHaveProperty('latex', latex);
});

test('a chain of functions is written nested', () => {
  const f = '\\sin(a^\\top x + \\sin(a^\\top x + \\sin(x^\\top A x)))';
  const answer = derive({ f, wrt: 'x', declare: [...square, 'a \\in \\mathbb{R}^n'] });
  expect(answer).toHaveProperty(
    'latex',
    '\\cos(a^\\top x + \\sin(a^\\top x + \\sin(x^\\top A x))) (a + \\cos(a^\\top x + \\sin(x^\\top A x)) (a + \\cos(x^\\top A x) (A + A^\\top) x))',
  );
});

test('a function given by cases is differentiated case by case', () => {
  const f = '\\begin{cases} \\frac{1}{2} t^2 & |t| \\le 1 \\\\ |t| - \\frac{1}{2} & \\text{otherwise} \\end{cases}';
  const answer = derive({ f, wrt: 't', declare: square });
  expect(answer).toHaveProperty(
    'latex',
    '\\begin{cases} t & |t| \\le 1 \\\\ \\operatorname{sign}(t) & \\text{otherwise} \\end{cases}',
  );
});

test('what matrix notation has no word for is written by its entries, and those are right', () => {
  const f = '\\sum_{i=1}^n \\sum_{j=1}^n A_{ij} \\|x_i - x_j\\|^2';
  const declared = ['A \\in \\mathbb{R}^{n \\times n}', 'x_i \\in \\mathbb{R}^d'];
  const problem: Problem = { f, wrt: 'A', declare: declared, conditions: [] };
  const answer = derive(problem);
  if ('unavailable' in answer) throw new Error(answer.detail);
  expect(answer.notation).toBe('index');
  expect(indexError(answer.latex, answer.places ?? [], problem)).toBeLessThan(1e-6);
  expect(indexError(`2 ${answer.latex}`, answer.places ?? [], problem)).toBeGreaterThan(0.1);
});

test('a letter that numbers samples is told how far it runs', () => {
  const declared = [
    'x \\in \\mathbb{R}^n',
    'c_i \\in \\mathbb{R}^n',
    'w_i \\in \\mathbb{R}',
    'g: \\mathbb{R}^n \\to \\mathbb{R}^n',
  ];
  const f = '(5 I_n + \\sin(g(x) (\\sum_{i=1}^N w_i c_i)^\\top))^{-1}';
  const problem: Problem = { f, wrt: 'x', declare: declared, conditions: [], sizes: { n: 3, N: 3 } };
  const answer = derive(problem);
  if ('unavailable' in answer) throw new Error(answer.detail);
  expect(answer.latex).toContain('\\sum_{r=1}^{N} \\sum_{p,q} w_r [c_r]_{q}');
  expect(indexError(answer.latex, answer.places ?? [], problem)).toBeLessThan(1e-6);
});

test('third derivatives are written by their entries', () => {
  const answer = derive({ f: '(x^\\top x)^2', wrt: 'x', declare: square, order: 3 });
  expect(answer).toHaveProperty('latex', '8 x_{j} \\delta_{ik} + 8 x_{i} \\delta_{jk} + 8 \\delta_{ij} x_{k}');
});

test('matrices with a structure have the gradient within it, by name', () => {
  const answer = derive({ f: 'x^\\top A x', wrt: 'A', declare: square, conditions: ['$A$ is diagonal'] });
  if ('unavailable' in answer) throw new Error(answer.detail);
  expect(answer.latex).toBe('x x^\\top');
  expect(answer.symmetric.map((it) => it.latex)).toEqual(['\\operatorname{diag}(x \\odot x)']);
});

test('a symmetric variable has its three gradients, each by name', () => {
  const answer = derive({ f: '\\operatorname{tr}(A X)', wrt: 'X', declare: square, conditions: ['$X$ is symmetric'] });
  if ('unavailable' in answer) throw new Error(answer.detail);
  expect(answer.latex).toBe('A^\\top');
  expect(answer.symmetric.map((it) => it.latex)).toEqual(['\\frac{1}{2} (A^\\top + A)', 'A^\\top + A - A \\odot I_n']);
});
