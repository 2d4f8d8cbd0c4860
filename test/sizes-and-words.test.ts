/** Lines that are left out, quantities that words name, gradients by lists, and sizes and conditions that words tell. */
import { describe, expect, test } from 'vitest';
import { lastStatements } from './support/last-verdict.ts';

const tex = String.raw;

const motion = tex`Let $S, T \in \mathbb{R}^{n \times n}$ with $S$ invertible.`;

describe('lines that dots leave out', () => {
  test.each([
    [tex`${motion} $$\begin{aligned} (STS^{-1})^2 &= S T^2 S^{-1} \\ &\vdots \\ (STS^{-1})^4 &= S T^4 S^{-1} \end{aligned}$$`, ['claim verified', 'expression assumed', 'claim verified']],
    [tex`${motion} $$\begin{aligned} (STS^{-1})^2 &= S T S^{-1} \\ &\vdots \\ (STS^{-1})^4 &= S T^3 S^{-1} \end{aligned}$$`, ['claim refuted', 'expression assumed', 'claim refuted']],
    // What comes behind them may be a recursion: it is compared, and never accused.
    [tex`${motion} $$\begin{aligned} (S + T)^2 &= SS + ST + TS + TT \\ &\;\;\vdots \\ &= S^2 + ST + TS + T^2 \end{aligned}$$`, ['claim verified', 'expression assumed', 'claim verified']],
    [tex`${motion} $$\begin{aligned} (S + T)^2 &= SS + ST + TS + TT \\ &\;\;\vdots \\ &= S^2 + 2ST + T^2 \end{aligned}$$`, ['claim verified', 'expression assumed', 'claim undecided']],
  ])('%s', (note, verdicts) => expect(lastStatements(note).map((it) => it.replace(/^expression .*/, 'expression assumed'))).toEqual(verdicts)); // prettier-ignore
});

describe('what only words name', () => {
  test.each([
    [tex`$$\begin{aligned} \text{total cost} &= 2 \times 3 + 4 \\ &= 6 + 4 = 10 \end{aligned}$$`, ['definition assumed', 'claim verified']],
    [tex`$$\begin{aligned} \text{total cost} &= 2 \times 3 + 4 \\ &= 6 + 4 = 11 \end{aligned}$$`, ['definition assumed', 'claim refuted']],
    // It goes on with nothing above.
    [tex`$e^0 = 1$ and $$3 + 4 = 7, \text{ sum } = 8$$`, ['claim verified', 'definition assumed']],
    // Words of a sentence name nothing.
    [tex`${motion} $$\operatorname{tr}(ST) = \operatorname{tr}(TS)$$ $$\text{which is } = \operatorname{tr}(S^\top T^\top)$$`, ['claim verified']],
  ])('%s', (note, verdicts) => expect(lastStatements(note).map((it) => it.replace(/^(definition) .*/, '$1 assumed'))).toEqual(verdicts)); // prettier-ignore
});

const gauss = tex`Let $\kappa = \log s$ with $\psi = (m, \kappa)$ and $h(z) = \kappa + e^{-2\kappa} (z - m)^2$ for numbers $m, z, s$.`;

describe('the gradient by a list of names', () => {
  test.each([
    [tex`${gauss} $$\nabla_\psi h(z) = \begin{bmatrix} -2 e^{-2\kappa} (z - m) \\ 1 - 2 e^{-2\kappa} (z - m)^2 \end{bmatrix}$$`, 'claim verified'],
    [tex`${gauss} $$\nabla_\psi h(z) = \begin{bmatrix} -2 e^{-2\kappa} (z - m) \\ 1 + 2 e^{-2\kappa} (z - m)^2 \end{bmatrix}$$`, 'claim refuted'],
    [tex`${gauss} $$\nabla_\psi h(z) = \begin{bmatrix} 1 - 2 e^{-2\kappa} (z - m)^2 \\ -2 e^{-2\kappa} (z - m) \end{bmatrix}$$`, 'claim refuted'],
  ])('%s', (note, verdict) => expect(lastStatements(note)).toEqual([verdict])); // prettier-ignore
});

const pair = tex`Let $A \in \mathbb{R}^{p \times k}$, $B \in \mathbb{R}^{q \times k}$, $F \in \mathbb{R}^{p \times n}$ and $G \in \mathbb{R}^{q \times n}$.`;

describe('sizes at which several things have an inverse', () => {
  test.each([
    [tex`${pair} $$\operatorname{tr}(A^\top (F F^\top)^{-1} F G^\top (G G^\top)^{-1} B) = \operatorname{tr}(B A^\top (F F^\top)^{-1} F G^\top (G G^\top)^{-1})$$`, 'claim verified'],
    [tex`${pair} $$\operatorname{tr}(A^\top (F F^\top)^{-1} F G^\top (G G^\top)^{-1} B) = 2\operatorname{tr}(B A^\top (F F^\top)^{-1} F G^\top (G G^\top)^{-1})$$`, 'claim refuted'],
  ])('%s', (note, verdict) => expect(lastStatements(note)).toEqual([verdict])); // prettier-ignore
});

describe('vectors of length one, and orthogonal matrices, in words', () => {
  test.each([
    [tex`For a unit vector $g \in \mathbb{R}^n$ we have $$(g g^\top)^2 = g g^\top$$`, 'claim verified'],
    [tex`The line has unit direction vector $g \in \mathbb{R}^n$. $$(g g^\top)^2 = g g^\top$$`, 'claim verified'],
    [tex`Let $g \in \mathbb{R}^n$, where $g$ is normalized to unit length. $$(g g^\top)^2 = g g^\top$$`, 'claim verified'],
    [tex`For a unit vector $g \in \mathbb{R}^n$ we have $$(g g^\top)^2 = 2 g g^\top$$`, 'claim refuted'],
    [tex`Let $c \in \mathbb{R}^n$ be the unit of measure. $$(c c^\top)^2 = 2 c c^\top$$`, 'claim refuted'],
    [tex`We write this in terms of orthogonal matrices $H \in \mathbb{R}^{p \times k}$, $K \in \mathbb{R}^{q \times k}$. $$K H^\top H H^\top = K H^\top$$`, 'claim verified'],
    [tex`We write this in terms of orthogonal matrices $H \in \mathbb{R}^{p \times k}$, $K \in \mathbb{R}^{q \times k}$. $$H H^\top H = 2 H$$`, 'claim refuted'],
  ])('%s', (note, verdict) => expect(lastStatements(note)).toEqual([verdict])); // prettier-ignore
});

const ridge = tex`Let $r = \|y - Zw\|^2$. Consider the SVD of $Z$, $$Z = U D V^\top.$$`;

describe('what stands between two factors', () => {
  test.each([
    [tex`${ridge} $$\begin{aligned} \hat w &= (V D^2 V^\top + \lambda I)^{-1} V D U^\top y \\ &= V (D^2 + \lambda I)^{-1} D U^\top y \end{aligned}$$`, 'claim verified'],
    [tex`${ridge} $$\begin{aligned} \hat w &= (V D^2 V^\top + \lambda I)^{-1} V D U^\top y \\ &= (D^2 + \lambda I)^{-1} D U^\top y \end{aligned}$$`, 'claim undecided'],
  ])('%s', (note, verdict) => expect(lastStatements(note).at(-1)).toBe(verdict)); // prettier-ignore
});

const turned = tex`Let $u, x \in \mathbb{R}^n$, $N = u u^\top$ and $$g(u) = \|x - N x\|^2$$`;

describe('a function of what something else is made of', () => {
  test.each([
    [tex`${turned} so that $$g(u) = \|(I - N) x\|^2$$`, 'claim verified'],
    [tex`${turned} so that $$g(u) = \|(I + N) x\|^2$$`, 'claim undecided'],
  ])('%s', (note, verdict) => expect(lastStatements(note)).toEqual([verdict])); // prettier-ignore
});

const rows = tex`Let $D \in \mathbb{R}^{m \times n}$ and $e \in \mathbb{R}^n$, and $\mathbf{d}_i$ : the data ($i$ th row of $D$).`;

describe('rows that are told behind a colon', () => {
  test.each([
    [tex`${rows} $$\sum_{i=1}^m (\mathbf{d}_i^\top e)^2 = e^\top D^\top D e$$`, 'claim verified'],
    [tex`${rows} $$\sum_{i=1}^m (\mathbf{d}_i^\top e)^2 = 2 e^\top D^\top D e$$`, 'claim undecided'],
  ])('%s', (note, verdict) => expect(lastStatements(note)).toEqual([verdict])); // prettier-ignore
});
