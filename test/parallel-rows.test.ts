/** Equations that give a value though their letters were met before: rows of one kind, rows of a table, other functions. */
import { describe, expect, test } from 'vitest';
import { lastStatements } from './support/last-verdict.ts';

const tex = String.raw;

const told = (note: string): string => lastStatements(note).join(', ');

const rows = (...lines: readonly string[]): string => tex`$$\begin{align} ${lines.join(tex` \\ `)} \end{align}$$`;
const square = tex`Let $A, B \in \mathbb{R}^{n \times n}$, $x \in \mathbb{R}^n$ and $u = A x$. Then`;
const eigen = tex`Let $A \in \mathbb{R}^{n \times n}$ with $A u_1 = \lambda_1 u_1$. Then`;

describe('rows that say one thing of several names', () => {
  test.each([
    [rows(tex`TE_{(p, 2k)} &= \sin(p / 100^{2k/d})`, tex`TE_{(p, 2k+1)} &= \cos(p / 100^{2k/d})`), 'tie assumed, tie assumed'],
    [rows(tex`\mathbf{g}_m^{(l)} &= R_{\Phi,m}^{(l)} \mathbf{g}^{(l)}`, tex`\mathbf{h}_n^{(l)} &= R_{\Phi,n}^{(l)} \mathbf{h}^{(l)}`), 'tie assumed, tie assumed'],
    // What follows from what stands above is claimed, and told where it is false.
    [`${square} ${rows(tex`B u &= B A x`, tex`A u &= A^2 x`)}`, 'claim verified, claim verified'],
    [`${square} ${rows(tex`B u &= B A x`, tex`A u &= A^3 x`)}`, 'claim verified, claim refuted'],
    [`${square} ${rows(tex`v &= B u`, tex`v &= B A x`)}`, 'definition assumed, claim verified'],
    // The same function at another letter.
    [tex`Let $A \in \mathbb{R}^{n \times n}$ and $h(x) = x^\top A x$. Then $$h(y) = y^\top A y$$`, 'claim verified'],
    [`${eigen} ${rows(tex`A^2 u_1 &= \lambda_1^2 u_1`, tex`A^3 u_1 &= \lambda_1^3 u_1`)}`, 'claim verified, claim verified'],
  ])('%s', (note, kinds) => expect(told(note)).toBe(kinds)); // prettier-ignore
});

describe('a function of fewer arguments', () => {
  const linear = tex`Let $g(x, W, b) = W x + b$.`;
  test.each([[tex`${linear} Without the bias it simplifies to $$g(x, W) = W x$$`, 'definition assumed']])(
    '%s',
    (note, kinds) => expect(told(note)).toBe(kinds),
  );
});

describe('names of entries', () => {
  test.each([
    [tex`The matrix $Q = (q_{ij})$ has the rates. Again with $Q = (q_{ij})$ for short.`, 'definition assumed'],
  ])('%s', (note, kinds) => expect(told(note)).toBe(kinds));
});

describe('what goes on in time', () => {
  const steps = tex`We step by $\theta_{t+1} = \theta_t - \eta \nabla_\theta J(\theta_t)$. In the limit of small steps`;
  const course = tex`Let $A \in \mathbb{R}^{n \times n}$, $c \in \mathbb{R}^n$ and $x(t) = e^{A t} c$. Then`;
  test.each([
    [tex`${steps} $$\frac{d\theta}{dt} = -\nabla_\theta J(\theta)$$`, 'tie assumed'],
    [tex`${course} $$\frac{dx}{dt} = A x$$`, 'claim verified'],
    [tex`${course} $$\frac{dx}{dt} = -A x$$`, 'claim refuted'],
  ])('%s', (note, kinds) => expect(told(note)).toBe(kinds));
});

describe('rows of a table', () => {
  const table = (...cells: readonly string[]): string =>
    `| step | value |\n|---|---|\n${cells.map((it, i) => `| ${String(i)} | $${it}$ |`).join('\n')}`;
  const all = (note: string): readonly string[] => lastStatements(note);
  test('each gives its own value', () => {
    expect(all(table('Z = X + Y', tex`Z = X \circ Y`))).toEqual(['definition assumed']);
    expect(all(table('Z = X + Y', 'Z = X - Y'))).toEqual(['definition assumed']);
  });
});
