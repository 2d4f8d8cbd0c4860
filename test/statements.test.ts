/** What statements do, in small notes: conditions are never accused, and what leaves nothing open is claimed. */
import { describe, expect, test } from 'vitest';
import { analyse } from '../server/src/analysis/analyse.ts';
import { defaults } from '../server/src/analysis/settings.ts';
import { never } from '../server/src/base/cancel.ts';
import { readNote } from '../server/src/note/read.ts';

/** Kind of each statement with a relation, `!` where a counterexample would count. */
function kindsOf(note: string): readonly string[] {
  const { parts } = analyse(readNote(note, 'markdown'), defaults, never);
  return parts.flatMap((part) =>
    part.formulas.flatMap((it) =>
      it.statements
        .filter(({ form, kind }) => kind !== 'expression' || form !== 'other')
        .map(({ kind, asserted }) => `${kind}${asserted ? '!' : ''}`),
    ),
  );
}

const last = (note: string): string => kindsOf(note).at(-1) ?? 'nothing';

describe('conditions and models are no claims', () => {
  const ties: readonly (readonly [string, string])[] = [
    ['stationarity', 'Let $f(x) = \\|Ax - b\\|^2$. Setting the gradient to zero gives $\\nabla f(x) = 0$.'],
    [
      'stationarity in a chain',
      'The loss is $L = \\|y - X\\beta\\|^2$. $$\\nabla_\\beta L = 0 = X^\\top X \\beta - X^\\top y$$',
    ],
    ['normal equations', 'Setting this to zero, we have $$X^\\top X \\beta = X^\\top y.$$'],
    ['a linear system', 'We solve $Ax = b$ for $x$.'],
    ['a linear system, bare', 'Consider $Ax = b$.'],
    ['an eigenvalue problem', 'Its eigenvectors: $$A v = \\lambda v$$'],
    ['a generalised one', '$$S x = \\lambda M x$$'],
    ['a hyperplane', 'The boundary is $w^\\top x + b = 0$.'],
    ['orthonormal columns', 'We optimise over $X^\\top X = I$.'],
    ['both sides', '$$Q^\\top Q = Q Q^\\top = I_n$$'],
    ['a model', 'The data follow $y = Xw + \\varepsilon$.'],
    ['an update', '$$W_{t+1} = W_t - \\eta \\nabla L(W_t)$$'],
    ['an update in place', '$w = w - \\eta g$'],
    ['a commutator', 'Assume that $AB = BA$.'],
    ['a commutator, bare', 'Here is one: $$AB = BA$$'],
    ['symmetry', '$A = A^\\top$'],
    ['symmetry by entries', '$a_{ij} = a_{ji}$'],
    ['a normal matrix', '$$A^\\top A = A A^\\top$$'],
    ['a projector', '$P^2 = P$'],
    ['an orthogonal matrix', '$Q^{-1} = Q^\\top$'],
    ['a decomposition', 'Every $A$ has one: $A = U \\Sigma V^\\top$.'],
    ['another', 'For $A \\in \\mathbb{R}^{n \\times n}$ we have $$A = X \\Lambda X^{-1}$$'],
    ['unit length', 'with $\\|v\\| = 1$'],
    ['weights that add up', '$$\\sum_i \\alpha_i = 1$$'],
    ['orthogonality', '$u^\\top v = 0$'],
    ['multipliers', 'Let $f(x) = x^\\top A x$ and $g(x) = x^\\top x$. $$\\nabla f(x) = \\mu \\nabla g(x)$$'],
    ['a Newton step', 'Let $f(x) = x^\\top A x$. The step $d$ satisfies $$\\nabla^2 f(x) d = -\\nabla f(x)$$'],
    ['a secant condition', '$$B_{k+1} s_k = y_k$$'],
    ['a required equality', '$$A x \\overset{!}{=} b$$'],
    ['a questioned one', '$$A B \\overset{?}{=} B A$$'],
    ['a gradient of a function nobody tells', 'Then $\\nabla_x h = 2 A x$.'],
    ['linearity of a map', '$f(x + y) = f(x) + f(y)$'],
    ['independence', '$p(x, y) = p(x) p(y)$'],
    ['a fixed point', 'At the fixed point $x = Wx + b$.'],
    [
      'a program',
      '$$\\begin{aligned} & \\min_x c^\\top x \\\\ & \\text{subject to } Ax = b \\\\ & x \\ge 0 \\end{aligned}$$',
    ],
    ['a bound', '$\\lambda > 0$'],
    ['convexity', '$$f(y) \\ge f(x) + \\nabla f(x)^\\top (y - x)$$'],
    ['a covariance', '$\\mathbb{E}[\\varepsilon \\varepsilon^\\top] = \\sigma^2 I$'],
    ['two of a kind', 'Both are equal: $\\Sigma_1 = \\Sigma_2$.'],
    ['a shared covariance', '$x^\\top \\Sigma_k x = x^\\top \\Sigma x$'],
    ['a differential equation', '$$\\dot{x} = A x$$'],
    ['stochastic', '$$dS = \\mu S\\, dt + \\sigma S\\, dz$$'],
    ['an optimal point', 'At the optimum, $A^\\top A x^* = A^\\top b$.'],
    ['a multiplier at the optimum', 'Let $f(x) = x^\\top A x$. At the optimum, $\\nabla f(x^*) = A^\\top \\lambda$.'],
  ];

  test.each(ties)('%s', (_, note) => {
    expect(last(note)).not.toMatch(/!$/);
    // The same inside a long note, among formulas that define and claim.
    const long = `# Before\n\nLet $A \\in \\mathbb{R}^{n \\times n}$, $x \\in \\mathbb{R}^n$. Define $q = x^\\top A x$.\n\n# Here\n\n${note}\n\n# After\n\n$$\\nabla_x\\, x^\\top A x = (A + A^\\top) x$$\n`;
    const kinds = kindsOf(long);
    expect(kinds.slice(0, -1).join(' ')).not.toContain('!');
    expect(kinds.at(-1)).toBe('claim!');
  });
});

describe('quoted as a mistake', () => {
  test.each([
    'A common mistake is to write $(AB)^\\top = A^\\top B^\\top$.',
    'It is not true that $\\det(A + B) = \\det A + \\det B$.',
    'In general, it is not the case, and $(AB)^{-1} = A^{-1} B^{-1}$ is wrong.',
    'In general $AB \\ne BA$.',
    'Beware: the equation $\\operatorname{tr}(AB) = \\operatorname{tr}(A)\\operatorname{tr}(B)$ is false.',
    'Find the error: $$\\nabla_x x^\\top A x = 2 A x$$',
    '- (×) $(A + B)^{-1} = A^{-1} + B^{-1}$',
    '× $(AB)^\\top = A^\\top B^\\top$',
    '$(AB)^\\top = A^\\top B^\\top$ ❌',
  ])('%s', (note) => {
    expect(kindsOf(note).filter((it) => it !== 'expression')).toEqual([]);
  });
});

describe('claims', () => {
  test.each([
    ['a wrong rule', '$$(AB)^\\top = A^\\top B^\\top$$'],
    ['a right one', '$$\\operatorname{tr}(AB) = \\operatorname{tr}(BA)$$'],
    ['another bracketing', '$(u v^\\top) w = u (v^\\top w)$'],
    ['entries', '$(AB)_{ij} = \\sum_k A_{ik} B_{kj}$'],
    ['a derivative', '$$\\nabla_x\\, x^\\top A x = 2 A x$$'],
    ['of a function defined above', 'Let $f(w) = \\|Xw - y\\|^2$. Then $\\nabla f(w) = 2 X^\\top (Xw - y)$.'],
    [
      'through a name',
      'With $E = X - U V^\\top$ and $L = \\|E\\|_F^2$, $$\\frac{\\partial L}{\\partial U} = -2 E V.$$',
    ],
    [
      'the chain rule',
      'With $Z = XY$, $$\\frac{\\partial L}{\\partial X} = \\frac{\\partial L}{\\partial Z} Y^\\top.$$',
    ],
    [
      'a row of a chain',
      '$$\\begin{aligned} a &= \\operatorname{tr}(AB) \\\\ &= \\operatorname{tr}(BA) \\end{aligned}$$',
    ],
    ['the end of a definition', 'Let $L = \\|E\\|_F^2 = \\operatorname{tr}(E^\\top E)$.'],
    ['with a condition in words that is used up', 'If $A$ is symmetric, then $$\\nabla_x\\, x^\\top A x = 2 A x.$$'],
    ['arithmetic', '$2 + 2 = 5$'],
    ['behind a size', 'For a matrix of size 3 × $(AB)^\\top = B^\\top A^\\top$'],
  ])('%s', (_, note) => {
    expect(last(note)).toMatch(/!$/);
  });

  test('a derivative of what is defined below', () => {
    const kinds = kindsOf(
      '$$\\frac{\\partial L}{\\partial w} = X^\\top (Xw - y)$$ where $L = \\frac12 \\|Xw - y\\|^2$.',
    );
    expect(kinds).toEqual(['claim!', 'definition']);
  });

  test.each([
    ['a condition at the end of a derivative', 'Let $f(x) = x^\\top x$. $$\\nabla f(x) = 2x = 0$$', 'claim!'],
    ['a second value', 'Let $f(x) = Wx + b$. We simplify: $f(x) = Wx$.', 'definition'],
    ['one of two choices', 'Common choices are $g(x) = x^2$ or $g(x) = x^4$.', 'definition'],
    [
      'solved from above',
      'Setting $\\nabla_w L = 0$ gives $X^\\top X w = X^\\top y$, hence $w = (X^\\top X)^{-1} X^\\top y$.',
      'claim',
    ],
    ['not of the model', 'With $y = Xw + \\varepsilon$ we get $w = (X^\\top X)^{-1} X^\\top y$.', 'claim'],
    ['its own sentence', 'The score is $s = W x$.', 'definition'],
    ['a sign that defines', '$z := A x$', 'definition'],
    ['up to a factor', '$p(x) \\propto e^{-x^2}$', 'definition'],
    ['a range', 'for $i = 1, \\ldots, n$', 'declaration'],
    ['membership', '$A \\in \\mathbb{R}^{n \\times n}$', 'declaration'],
    ['a vector of entries', '$x = [x_1, \\ldots, x_n]^\\top \\in \\mathbb{R}^n$', 'definition'],
    ['a law', '$x \\sim \\mathcal{N}(0, I)$', 'tie'],
    ['a recursion', '$$h_t = \\sigma(W h_{t-1} + U x_t)$$', 'definition'],
    ['an example after another', 'For $f(x) = x^3$ it is flat at zero. For $f(x) = \\cos x$ as well.', 'definition'],
    ['the same written out', 'The cost is $L = \\|y - Xw\\|^2$. $$L = (y - Xw)^\\top (y - Xw)$$', 'claim'],
    ['in terms of what a definition used', 'With $z = Wx + b$ the map is linear. $$W s = t$$', 'tie'],
    [
      'a block of what was written in blocks',
      '$M = \\begin{bmatrix} A & B \\\\ C & D \\end{bmatrix}$ is given, so $A = (D - CB)^{-1}$.',
      'claim',
    ],
    ['a hyperbolic identity', '$$\\tanh(x) = \\frac{e^x - e^{-x}}{e^x + e^{-x}}$$', 'claim!'],
    ['a range that ends early', 'for $i = 1, \\dotsc, n - 1$', 'declaration'],
    ['an order of growth', 'The cost is $O(n \\cdot d) = O(n^2)$.', 'nothing'],
  ])('%s', (_, note, expected) => {
    expect(last(note)).toBe(expected);
  });
});
