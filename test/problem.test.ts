/** A formula that stands alone, read through the front end. */
import { expect, test } from 'vitest';
import { pose } from '../server/src/analysis/problem.ts';
import { defaults } from '../server/src/analysis/settings.ts';
import { plainText } from '../server/src/expr/plain.ts';
import { printDim } from '../server/src/shape/dim.ts';
import { printShape } from '../server/src/shape/shape.ts';

const as = (it: string) => it.split(';').map((text) => text.trim());

test.each([
  ['x^\\top A x', 'A \\in \\mathbb{R}^{n \\times n}; x \\in \\mathbb{R}^n', 'scalar'],
  ['A x', 'A \\in \\mathbb{R}^{m \\times n}; x \\in \\mathbb{R}^n', 'vector(m)'],
  ['a b^\\top', 'a \\in \\mathbb{R}^m; b \\in \\mathbb{R}^n', 'matrix(m,n)'],
  ['I - X', 'X \\in \\mathbb{R}^{k \\times k}', 'matrix(k,k)'],
  ['\\operatorname{tr}(A^\\top B)', '', 'scalar'],
])('%s with %s is a %s', (formula, declare, expected) => {
  const { formulas, resolve } = pose({ formulas: [formula], declare: as(declare).filter((it) => it !== '') });
  const [only] = formulas;
  const expr = only?.statements[0]?.expr;
  expect(expr && only && printShape(only.shape(expr), resolve)).toBe(expected);
  expect(only?.unread).toEqual([]);
  expect(only?.conflicts).toEqual([]);
});

test('names that nothing declares share what the formulas leave of them', () => {
  const { formulas, resolve } = pose({
    formulas: ['\\mathbf{X} A + \\mathbf x\\mathbf 1^\\top', '\\mathbf X'],
    declare: ['A \\in \\mathbb{R}^{m \\times n}'],
  });
  const shape = formulas[1]?.shapeOfName('bold X');
  expect(shape?.kind === 'matrix' && printDim(resolve(shape.columns))).toBe('m');
});

test('a claim comes as a relation, a system of formulas as statements', () => {
  const { formulas } = pose({ formulas: ['\\det(X^k) = \\det(X)^k, k = 3'] });
  expect(formulas[0]?.statements.map((it) => plainText(it.expr, 60))).toEqual(['det(X^k) = det(X)^k', 'k = 3']);
});

test.each([
  ['$A$ is symmetric', 'A', ['symmetric']],
  ['$\\Sigma$ is symmetric positive definite', '\\Sigma', ['symmetric', 'positive definite', 'invertible']],
  ['$A$ and $B$ are diagonal', 'B', ['diagonal']],
  ['$x$ has positive entries', 'x', ['positive entries']],
  ['$X$ is symmetric with simple eigenvalues', 'X', ['symmetric', 'simple eigenvalues']],
  ['$Q^\\top Q = I$', 'Q', ['orthonormal']],
  ['$A = A^\\top$', 'A', ['symmetric']],
  ['$A = -A^\\top$', 'A', ['skew-symmetric']],
  ['$P^2 = P$', 'P', ['idempotent']],
  ['$S \\succ 0$', 'S', ['positive definite', 'symmetric', 'invertible']],
])('%s', (sentence, key, expected) => {
  const { conditions, unread } = pose({ formulas: ['0'], conditions: [sentence] });
  expect([...(conditions.get(key) ?? [])].sort()).toEqual([...expected].sort());
  expect(unread).toEqual([]);
});

test.each(['$A$ is not symmetric', '$A$ is frabjous', 'the weather is fine'])('%s is left unread', (sentence) => {
  const { conditions, unread } = pose({ formulas: ['A'], conditions: [sentence] });
  expect([...conditions.values()].flatMap((it) => [...it])).toEqual([]);
  expect(unread).toEqual([sentence]);
});

test.each(['', '\\frac{', 'x +', '}{', '\\left( a', '$x$', '%', '\\begin{align} a'])(
  '%o is not too much',
  (formula) => {
    expect(pose({ formulas: [formula], declare: [formula], conditions: [formula] }).formulas).toHaveLength(1);
  },
);

test('what is remembered of declarations is neither the macros nor the habits of another question', () => {
  const declare = ['\\X \\in \\mathbb{R}^{m \\times n}', '\\X \\in \\mathbb{R}^{m \\times n}'];
  const ask = (macro: string, formula: string) => {
    const { formulas } = pose({ formulas: [formula], declare }, { ...defaults, macros: { '\\X': macro } });
    return formulas[0]?.shapeOfName(macro).kind;
  };
  expect([ask('Y', 'Y'), ask('Z', 'Z'), ask('Y', 'Z'), ask('Y', "Y' Y")]).toEqual([
    'matrix',
    'matrix',
    'matrix',
    'matrix',
  ]);
  const kind = (declared: string) =>
    pose({ formulas: ['f(x)'], declare: [declared, 'x \\in \\mathbb{R}^n'] }).formulas[0]?.shapeOfName('f').kind;
  const asked = ['f \\in \\mathbb{R}', 'f : \\mathbb{R}^n \\to \\mathbb{R}', 'f \\in \\mathbb{R}'];
  expect(asked.map(kind)).toEqual(['scalar', 'function', 'scalar']);
});
