/** Derivatives that are set to zero in the formula that states them, remarks beside an equation, and norms by their sign. */
import { describe, expect, test } from 'vitest';
import { lastStatements } from './support/last-verdict.ts';

const tex = String.raw;

const energy = tex`Let $S \in \mathbb{R}^{n \times n}$ be symmetric and invertible, $u, c \in \mathbb{R}^n$ and $E(u) = u^\top S u - 2 c^\top u$.`;

describe('a derivative that is set to zero, and what follows', () => {
  test.each([
    [tex`${energy} $$\frac{\partial E}{\partial u} = 2 S u - 2 c = 0 \implies S u = c$$`, ['claim verified', 'claim verified']],
    [tex`${energy} $$\frac{\partial E}{\partial u} = 2 S u - 2 c = 0 \Rightarrow u = S^{-1} c$$`, ['claim verified', 'claim verified']],
    [tex`${energy} $$\nabla E(u) = 2 S u - 2 c = 0 \iff S u = 2 c$$`, ['claim verified', 'claim undecided']],
    [tex`${energy} $$\frac{\partial E}{\partial u} = S u - 2 c = 0 \implies S u = 2 c$$`, ['claim refuted', 'claim verified']],
    [tex`${energy} Setting the gradient to zero: $$\frac{\partial E}{\partial u} = 2 S u - 2 c = 0 \implies S u = c$$`, ['claim verified', 'claim verified']],
    [tex`${energy} Setting the gradient to zero: $$\frac{\partial E}{\partial u} = 2 S u + 2 c = 0$$`, ['claim refuted']],
    // Of a function that nothing tells, it is a condition.
    [tex`Setting the gradient to zero: $$\frac{\partial E}{\partial u} = 2 S u - 2 c = 0$$`, ['tie assumed']],
  ])('%s', (note, verdicts) => expect(lastStatements(note)).toEqual(verdicts)); // prettier-ignore
});

const fit = tex`Let $B \in \mathbb{R}^{m \times n}$, $c \in \mathbb{R}^m$ and $v \in \mathbb{R}^n$. $$\nabla_v \|Bv - c\|^2 = 2B^\top(Bv - c) = 0$$ This gives`;

describe('the display behind a gradient that is set to zero', () => {
  test.each([
    [tex`${fit} $$B^\top B v = B^\top c$$`, 'claim verified'],
    [tex`${fit} $$B^\top B v = -B^\top c$$`, 'claim undecided'],
    // A point, and nothing that is claimed.
    [tex`${fit} a slope of $\|Bv - c\|$, which has none at $Bv = c$.`, 'tie assumed'],
  ])('%s', (note, verdict) => expect(lastStatements(note)).toEqual([verdict])); // prettier-ignore
});

const square = tex`Let $Q \in \mathbb{R}^{n \times n}$ and $v \in \mathbb{R}^n$.`;

describe('words in brackets beside an equation', () => {
  test.each([
    [tex`${square} $$\operatorname{tr}(Q^\top) = \operatorname{tr}(Q) \quad (\text{the diagonal stays}).$$`, 'claim verified'],
    [tex`${square} $$\operatorname{tr}(Q^\top) = -\operatorname{tr}(Q) \quad (\text{the diagonal stays}).$$`, 'claim refuted'],
  ])('%s', (note, verdict) => expect(lastStatements(note)).toEqual([verdict])); // prettier-ignore
});

describe('norms by their sign', () => {
  test.each([
    [tex`${square} $$\|v\|_\infty = \max_i |v_i|$$`, 'claim verified'],
    [tex`${square} $$\|v\|_\infty = \min_i |v_i|$$`, 'claim undecided'],
    [tex`${square} $$\|v\|_1 = \max_i |v_i|$$`, 'claim undecided'],
    [tex`${square} $$\|Q\|_\infty = \max_{i,j} |Q_{ij}|$$`, 'claim undecided'],
    [tex`${square} $$\|Q\|_\ast = \|Q^\top\|_\ast$$`, 'claim verified'],
  ])('%s', (note, verdict) => expect(lastStatements(note)).toEqual([verdict])); // prettier-ignore
});

describe('a change of a vector', () => {
  const model = tex`Let $H \in \mathbb{R}^{n \times n}$ be symmetric, $x, g \in \mathbb{R}^n$ and $\Delta x \in \mathbb{R}^n$.`;
  test.each([
    [tex`${model} $$(H \Delta x + g)^\top \Delta x = \Delta x^\top H \Delta x + \Delta x^\top g$$`, 'claim verified'],
    [tex`${model} $$(H \Delta x + g)^\top \Delta x = \Delta x^\top H \Delta x - \Delta x^\top g$$`, 'claim refuted'],
  ])('%s', (note, verdict) => expect(lastStatements(note)).toEqual([verdict])); // prettier-ignore
});

const gates = tex`Let $f(x, y) = x y$. For instance, if $x = 4$ and $y = -3$ then $f(x, y) = -12$. We derive the slopes of other functions:`;
const kinds = tex`${gates} $$f(x) = \frac{1}{x} \quad \rightarrow \quad \frac{df}{dx} = -1/x^2$$`;

describe('a function that is given before an arrow', () => {
  test.each([
    [tex`${gates} $$f(x, y) = x + 3 y \quad \rightarrow \quad \frac{\partial f}{\partial y} = 3$$`, 'claim verified'],
    [tex`${gates} $$f(x, y) = x + 3 y \quad \rightarrow \quad \frac{\partial f}{\partial y} = 1$$`, 'claim refuted'],
    [tex`${kinds} $$f(x) = e^x \quad \rightarrow \quad \frac{df}{dx} = e^x$$`, 'claim verified'],
    [tex`${kinds} $$f(x) = e^x \quad \rightarrow \quad \frac{df}{dx} = x e^x$$`, 'claim refuted'],
    // Behind the arrow it goes without its label.
    [tex`${kinds} $$f_s(x) = s x^2 \quad \rightarrow \quad \frac{df}{dx} = 2 s x$$`, 'claim verified'],
    [tex`${kinds} $$f_s(x) = s x^2 \quad \rightarrow \quad \frac{df}{dx} = s x$$`, 'claim refuted'],
  ])('%s', (note, verdict) => expect(lastStatements(note)).toEqual([verdict])); // prettier-ignore
});

const hinge = tex`For an example of class $c_i$ the loss is $$E_i = \sum_{j \neq c_i} \max(0, v_j^\top z_i - v_{c_i}^\top z_i + 1)$$ With two classes of numbers this becomes`;

describe('an example of something general', () => {
  test.each([
    // Which class it is of, its value alone tells.
    [tex`${hinge} $$E_0 = \max(0, v_1^\top z_0 - v_0^\top z_0 + 1)$$`, 'definition assumed'],
    [tex`Let $t \in \mathbb{R}^n$ and $s_i = 2 t_i$. Then $$s_1 = 2 t_1$$`, 'claim verified'],
    [tex`Let $t \in \mathbb{R}^n$ and $s_i = 2 t_i$. Then $$s_1 = 3 t_1$$`, 'claim undecided'],
    [tex`Let $N = PR$ with an orthogonal $P$. Substituting $N = R P$`, 'tie assumed'],
  ])('%s', (note, verdict) => expect(lastStatements(note)).toEqual([verdict])); // prettier-ignore
});

test('a letter above a bold name is of an element', () => {
  const note = tex`Let $\mathbf{B} \in \mathbb{R}^{3 \times 6}$, $\mathbf{D} \in \mathbb{R}^{3 \times 3}$. With $\mathbf{K}^e = \mathbf{B}^\top \mathbf{D} \mathbf{B}$`;
  expect(lastStatements(tex`${note} $$(\mathbf{K}^e)^\top = \mathbf{B}^\top \mathbf{D}^\top \mathbf{B}$$`)).toEqual([
    'claim verified',
  ]);
  expect(lastStatements(tex`${note} $$(\mathbf{K}^e)^\top = \mathbf{B}^\top \mathbf{D} \mathbf{B}$$`)).toEqual([
    'claim undecided',
  ]);
});
