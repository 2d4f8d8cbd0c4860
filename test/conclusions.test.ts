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

test('a letter above a bold name is of an element', () => {
  const note = tex`Let $\mathbf{B} \in \mathbb{R}^{3 \times 6}$, $\mathbf{D} \in \mathbb{R}^{3 \times 3}$. With $\mathbf{K}^e = \mathbf{B}^\top \mathbf{D} \mathbf{B}$`;
  expect(lastStatements(tex`${note} $$(\mathbf{K}^e)^\top = \mathbf{B}^\top \mathbf{D}^\top \mathbf{B}$$`)).toEqual([
    'claim verified',
  ]);
  expect(lastStatements(tex`${note} $$(\mathbf{K}^e)^\top = \mathbf{B}^\top \mathbf{D} \mathbf{B}$$`)).toEqual([
    'claim undecided',
  ]);
});
