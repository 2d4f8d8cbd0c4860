/** Shapes in notes that declare little: what other formulas, lists and letters tell, and where they had better tell nothing. */
import { describe, expect, test } from 'vitest';
import { formulasOf, measuredText } from './support/measure.ts';

/** The shape of the last place in the note where the text stands by itself. */
function shapeIn(note: string, tex: string): string | undefined {
  const found = formulasOf(measuredText('note.md', note, 'markdown')).flatMap(({ formula, value }) =>
    value.shapes.filter(({ span }) => formula.text.slice(span.start, span.end) === tex),
  );
  return found[found.length - 1]?.shape;
}

const SLIP = String.raw`The fit is $\hat{\mathbf{y}} = \mathbf{G} \mathbf{c}$, the penalty $\mathbf{c}^\top \mathbf{G} \mathbf{c}$.

$$\mathbf{c} (\mathbf{G} + \mathbf{I}) = \mathbf{y}$$

$$\mathbf{c} = (\mathbf{G} + \mathbf{I})^{-1} \mathbf{y}$$`;

const FUNCTION = String.raw`We minimise $$\sum_{i=1}^n (y_i - f(t_i))^2 + \lambda \|f\|^2 + R(f).$$ Here $a^\top b$.`;

const LIST = String.raw`Let $X_i \sim \mathcal{N}(0, \sigma^2)$ with $\sigma > 0$, and $\mathbf{X} = (X_1, \dots, X_p)^\top$.`;

const START = String.raw`If $x \in \mathbb{R}$ then $x^\star = x_0 - g(x_0)/g'(x_0)$.

If $x \in \mathbb{R}^d$ and $H \in \mathbb{R}^{d \times d}$, then $x^\star = x_0 - H^{-1} \nabla g(x_0)$.`;

const CHAIN = String.raw`The law at rest is $\pi = \pi P$, and $v^\top w$ a number.

$$\pi(a) T(b \mid a) = \pi(b) T(a \mid b)$$`;

describe('a single slip', () => {
  test.each([
    ['\\mathbf{G}', 'matrix(?,?)'],
    ['\\mathbf{c}', 'vector(?)'],
  ])('makes no other kind of %s', (tex, shape) => expect(shapeIn(SLIP, tex)).toBe(shape));
});

describe('names that are applied', () => {
  test.each([
    ['f(t_i)', FUNCTION, 'scalar'],
    ['f', FUNCTION, 'function'],
    ['T(b \\mid a)', CHAIN, 'scalar'],
    ['\\pi(a)', CHAIN, 'scalar'],
    ['P', CHAIN, 'matrix(?,?)'],
  ])('%s', (tex, note, shape) => expect(shapeIn(note, tex)).toBe(shape));
});

describe('lists, members and intervals', () => {
  test.each([
    ['\\mathbf{X}', LIST, 'vector(p)'],
    ['x_0', START, 'vector(?)'],
    ['[0, \\infty)', 'for $t \\in [0, \\infty)$ and on $[0, \\infty)$', 'set'],
    ['(a, b]', 'on $(a, b]$', 'set'],
  ])('%s', (tex, note, shape) => expect(shapeIn(note, tex)).toBe(shape));
});

describe('what is told of one name only', () => {
  const DATA = String.raw`Let $t \in \mathbb{R}^d$ and the vectors $x_1, \dots, x_q$ of $d$ entries with $p(x)$ be given for $i = 1, \dots, n$.`;
  const SPARSE = String.raw`With $m$ points, $Q_{nn} = K_{nm} K_{mm}^{-1} K_{mn}$ replaces $K_{nn}$.`;
  const COLUMNS = String.raw`Let $A \in \mathbb{R}^{n \times r}$ and $a \in \mathbb{R}^n$. $$A = [a_1, \ldots, a_r]$$`;
  const HASTE = String.raw`Let $\mathbf{Y} \in \mathbb{R}^n$ and $\mathbf{X} \in \mathbb{R}^{n \times p}$. $$Y - X b$$`;

  test.each([
    // What the small letters of a note are, its sizes and counters are not, nor are its densities.
    ['d', DATA, 'scalar'],
    ['i', DATA, 'scalar'],
    ['p(x)', DATA, 'scalar'],
    ['\\arg\\max_k w_k', String.raw`Let $w, x, z \in \mathbb{R}^n$. $$k^* = \arg\max_k w_k$$`, 'scalar'],
    ['Q_{nn}', SPARSE, 'matrix(?,?)'],
    ['K_{nm}', SPARSE, 'matrix(?,?)'],
    ['K_{ii}', 'With $K_{ij} = k(x_i, x_j)$ the scale is $K_{ii}^{-1}$, and $K_{ii}$', 'scalar'],
    ['K_{\\mathbf{z}^\\star \\mathbf{z}}', 'Here $K_{\\mathbf{z}^\\star \\mathbf{z}}$', 'unknown'],
    ['a_1', COLUMNS, 'vector(n)'],
    ['Y - X b', HASTE, 'vector(?)'],
    ['f(U x + b)', 'Let $U \\in \\mathbb{R}^{3 \\times 3}$. Here $f(U x + b)$', 'unknown'],
  ])('%s', (tex, note, shape) => expect(shapeIn(note, tex)).toBe(shape));
});

describe('bars that Markdown escapes', () => {
  const note = String.raw`The size $\|\|u\|\|\_2$ of $u_i$ and the penalty $p\_\lambda(\|b_0\|)$, where $b_0^2 = 4$.

$$\|A - B\|_F$$`;

  test('are single where the formula is no protected one', () => {
    expect(shapeIn(note, '\\|b_0\\|')).toBe('scalar');
    expect(shapeIn(note, '\\|A - B\\|_F')).toBe('scalar');
  });
});

describe('sizes that a note sets equal', () => {
  const note = String.raw`Let $K \in \mathbb{R}^{n \times d_k}$ and $V \in \mathbb{R}^{n \times d_v}$ with $d_v = d_k$. Then $K + V$ and $V$.`;

  test('are told as each name was declared', () => {
    expect(shapeIn(note, 'V')).toBe('matrix(n,d_v)');
    expect(shapeIn(note, 'K + V')).toBe('matrix(n,d_k)');
  });
});

describe('names that a field uses for two things', () => {
  const control = String.raw`The plant is $\dot x = Ax + Bu$ with $u = -Kx$, and $e = x - \hat x$.

$$u(t) = -B^Te^{A^T(T-t)}W^{-1}\left(e^{AT}x_0 - x_f\right)$$`;

  test.each([
    ['e^{AT}', control, 'matrix(?,?)'],
    ['x - \\hat x', control, 'vector(?)'],
    ['x_{it}^\\top', 'In a panel $y_{it} = x_{it}^\\top\\beta + a_i$.', 'row(?)'],
    ['M', '$K\\phi_i = \\omega_i^2M\\phi_i$, and $a^Tb$', 'matrix(?,?)'],
    ['{\\rm tr}(AB)', 'with ${\\rm tr}(AB)$', 'scalar'],
    ['S', '$$x^\\top S x$$ for $S$ symmetric', 'matrix(?,?)'],
    ['J', 'where $J(q) = \\partial f/\\partial q$ is $6 \\times n$', 'function'],
    ['J(q)', 'where $J(q) = \\partial f/\\partial q$ is $6 \\times n$', 'matrix(6,n)'],
  ])('%s', (tex, note, shape) => expect(shapeIn(note, tex)).toBe(shape));
});

describe('what an equation gives a value', () => {
  const layer = String.raw`A layer is $h = \sigma(z)$ with $z = W_1 x + b$.`;
  const risk = String.raw`$$q(w) = \frac{r(w) - c}{\sigma(w)} = \frac{m^\top w - c}{\sqrt{w^\top C w}}$$ with $\sigma(w) = \sqrt{w^\top C w}$`;
  const slip = String.raw`$1 - v v^\top H^{-1}$ and $H^{-\top}$`;

  test.each([
    ['z', layer, 'vector(?)'],
    ['z', 'The product is $z = w x$', 'scalar'],
    // A deviation acts on no entries, and `1 - P` tells nothing of P.
    ['w', risk, 'vector(?)'],
    ['\\sigma(w)', risk, 'scalar'],
    ['H', slip, 'matrix(?,?)'],
    ['T', 'after $1 + T$ steps, $T = 2 k$', 'scalar'],
    // The entries of a bold name are squared, and a norm is taken of a vector, whatever the letter is elsewhere.
    [
      '\\mathbf{s}_k',
      'with $\\mathbf{J} = \\operatorname{diag}(1 - \\mathbf{s}_k^2)$ and $\\mathbf{s}_k$',
      'vector(?)',
    ],
    ['v', 'where $g(v, w) = v^2 w$. We minimise $\\|Bv - c\\|^2$', 'vector(?)'],
    ['E[\\mathbf{X}\\mathbf{X}^H]', 'with $\\mathbf{C} = E[\\mathbf{X}\\mathbf{X}^H]$', 'matrix(?,?)'],
    ['E[\\mathbf{X}]', 'Let $\\mathbf{X} \\in \\mathbb{R}^n$ with mean $E[\\mathbf{X}]$.', 'vector(n)'],
    ['\\Delta x^\\top', 'the step $\\Delta x = -H^{-1} g$ in $\\Delta x^\\top H \\Delta x$', 'row(?)'],
    ['\\Delta x^\\top H \\Delta x', 'the step $\\Delta x = -H^{-1} g$ in $\\Delta x^\\top H \\Delta x$', 'scalar'],
    ['E[u]', 'the energy $E[u] = u^2$', 'scalar'],
  ])('%s', (tex, note, shape) => expect(shapeIn(note, tex)).toBe(shape));
});

describe('a size that is a number', () => {
  const found = (formula: string): readonly string[] =>
    measuredText(
      'note.md',
      String.raw`Let $W \in \mathbb{R}^{3\times n}$, $x \in \mathbb{R}^n$ and $b \in \mathbb{R}^3$. Then $${formula}$.`,
      'markdown',
    ).facts.parts.flatMap((part) => part.findings.map((it) => it.message));

  test.each(['W x + b', 'W^\\top b', 'x^\\top W^\\top b', '\\operatorname{tr}(W W^\\top)'])('%s', (formula) =>
    expect(found(formula)).toEqual([]),
  );

  test('is no example of the other', () => {
    expect(found('W^\\top x')).toEqual(['Wᵀ is n × 3, but x has n entries; the product needs 3.']);
    expect(found('W W')).toEqual(['W is 3 × n, but W is 3 × n; the product needs n.']);
  });

  test('a matrix before a bracket that names it is a factor', () => {
    const note = String.raw`With $J(q) \in \mathbb{R}^{m\times n}$ for $q \in \mathbb{R}^n$ a projector is $P = J(J^\top J)^{-1}J^\top$.`;
    expect(
      measuredText('note.md', note, 'markdown').facts.parts.flatMap((it) => it.findings.map(({ code }) => code)),
    ).toEqual(['undeclared-symbol']);
    expect(shapeIn(note, '(J^\\top J)^{-1}')).toBe('matrix(n,n)');
  });
});
