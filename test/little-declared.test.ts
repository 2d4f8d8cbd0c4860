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
