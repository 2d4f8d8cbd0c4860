/** Zeros and dots about one thing, which stands at the place that the free index tells; slopes of entries as rows. */
import { describe, expect, test } from 'vitest';
import { last } from './support/everyday.ts';

const tex = String.raw;
const TRUE = { verdict: 'verified', findings: [] };

const column = (...cells: readonly string[]): string => tex`\begin{bmatrix} ${cells.join(tex` \\ `)} \end{bmatrix}`;

describe('one row among zeros', () => {
  const said = tex`Let $g = Wz + b$ with $W \in \mathbb{R}^{m \times k}$, $z \in \mathbb{R}^k$ and $b \in \mathbb{R}^m$. Then`;
  const slope = tex`\frac{\partial g_j}{\partial W}`;
  test.each([
    column(tex`0^\top`, tex`\vdots`, tex`0^\top`, tex`z^\top`, tex`0^\top`, tex`\vdots`, tex`0^\top`),
    column(tex`\mathbf{0}^\top`, tex`\vdots`, tex`z^\top`, tex`\vdots`, tex`\mathbf{0}^\top`),
    column(tex`\vdots`, '0', tex`z^\top`, '0', tex`\vdots`),
  ])('%s', (value) => {
    expect(last(`${said} $$${slope} = ${value}$$`)).toEqual(TRUE);
  });
  test.each([
    // Another sign, factor or thing.
    column('0', tex`\vdots`, '0', tex`-z^\top`, '0', tex`\vdots`, '0'),
    column('0', tex`\vdots`, '0', tex`2z^\top`, '0', tex`\vdots`, '0'),
    column('0', tex`\vdots`, '0', tex`b^\top`, '0', tex`\vdots`, '0'),
    // The first row, the last, two of them.
    column(tex`z^\top`, '0', tex`\vdots`, '0'),
    column('0', tex`\vdots`, '0', tex`z^\top`),
    column('0', tex`\vdots`, tex`z^\top`, tex`z^\top`, tex`\vdots`, '0'),
  ])('%s', (value) => {
    expect(last(`${said} $$${slope} = ${value}$$`).verdict).not.toBe('verified');
  });
  test('with two indices, its place is not told', () => {
    const value = column('0', tex`\vdots`, tex`z_l`, tex`\vdots`, '0');
    expect(last(tex`${said} $$\frac{\partial g_j}{\partial W_{:,l}} = ${value}$$`).verdict).not.toBe('refuted');
  });
});

describe('one entry among zeros', () => {
  const said = tex`Let $u \in \mathbb{R}^n$ and $s = \|u\|^2 u$. Then`;
  const unit = column('0', tex`\vdots`, '1', tex`\vdots`, '0');
  test.each([
    [tex`\frac{\partial u}{\partial u_p} = ${unit}`, true],
    [tex`\frac{\partial s}{\partial u_p} = 2 u_p u + \|u\|^2 ${unit}`, true],
    [tex`\frac{\partial s}{\partial u_p} = 2 u_p u + u_p^2 ${unit}`, false],
    [tex`\frac{\partial s}{\partial u_p} = 2 u_p u - \|u\|^2 ${unit}`, false],
  ])('%s', (claim, holds) => {
    if (holds) expect(last(`${said} $$${claim}$$`)).toEqual(TRUE);
    else expect(last(`${said} $$${claim}$$`).verdict).not.toBe('verified');
  });
});

describe('slopes of entries as rows', () => {
  const said = tex`For $y \in \mathbb{R}^m$ and $x \in \mathbb{R}^n$ we write $\frac{\partial y}{\partial x} \in \mathbb{R}^{m \times n}$.

Let $h = Cv$ with $C \in \mathbb{R}^{r \times d}$ and $v \in \mathbb{R}^d$. Then $\frac{\partial h}{\partial v} = C$ and $\frac{\partial (v^\top C^\top C v)}{\partial C} = 2Cvv^\top$.

`;
  const row = (i: string): string => tex`\frac{\partial h_{${i}}}{\partial C}`;
  test('are the derivative of the list', () => {
    expect(last(tex`${said} $$\frac{\partial h}{\partial C} = ${column(row('1'), tex`\vdots`, row('r'))}$$`)).toEqual(
      TRUE,
    );
  });
  test.each([
    column(row('r'), tex`\vdots`, row('1')),
    column(row('1'), tex`\vdots`, row('r-1')),
    column(`-${row('1')}`, tex`\vdots`, `-${row('r')}`),
  ])('%s', (wrong) => {
    expect(last(tex`${said} $$\frac{\partial h}{\partial C} = ${wrong}$$`).verdict).not.toBe('verified');
  });
});
