/** Samples with a number above and features with a number below: two families by one letter. */
import { describe, expect, test } from 'vitest';
import { last, shapeOf } from './support/everyday.ts';

const tex = String.raw;
const data = tex`The samples $x^{(i)} \in \mathbb{R}^d$ are the rows of $X \in \mathbb{R}^{m \times d}$, and column $x_j \in \mathbb R^{m}$ of it holds feature $j$. Let $w \in \mathbb{R}^d$ and $y \in \mathbb{R}^m$.`;

describe('two spaces, two letters for the index', () => {
  test.each([
    tex`$\nabla_w (w^\top x^{(i)}) = x^{(i)}$`,
    tex`With $f = \frac12 \|y - Xw\|^2$ we have $\frac{\partial f}{\partial w_j} = -x_j^\top (y - Xw)$`,
    tex`With $f = \sum_{i=1}^m (w^\top x^{(i)} - y_i)^2$ we have $\nabla_w f = 2 \sum_{i=1}^m (w^\top x^{(i)} - y_i) x^{(i)}$`,
  ])('%s', (claim) => {
    expect(last(`${data} ${claim}.`)).toEqual({ verdict: 'verified', findings: [] });
  });
  test.each([
    [tex`$\nabla_w (w^\top x_j) = x_j$`, 'dimension-mismatch'],
    [tex`The product $X x_j$ exists`, 'dimension-mismatch'],
    [tex`$\nabla_w (w^\top x^{(i)}) = -x^{(i)}$`, 'wrong-derivative'],
  ])('%s', (claim, code) => {
    expect(last(`${data} ${claim}.`).findings).toContain(code);
  });
  test('they look as they are written', () => {
    expect(shapeOf(tex`${data} Then $x^{(i)} - w$.`, tex`x^{(i)}`)).toContain('d');
    expect(shapeOf(tex`${data} Then $x_j - y$.`, 'x_j')).toContain('m');
  });
});

test('a number with the same index is an entry', () => {
  const note = tex`Let $z^{(i)} \in \mathbb{R}^d$, with entries $z_i \in \mathbb{R}$, and $w \in \mathbb{R}^d$.`;
  expect(last(tex`${note} Then $\nabla_w (w^\top z^{(i)}) = z^{(i)}$.`)).toEqual({ verdict: 'verified', findings: [] });
});

describe('one space is one family', () => {
  const note = tex`Let $u^{(i)} \in \mathbb{R}^d$, also written $u_j \in \mathbb R^{d}$, $w \in \mathbb{R}^d$ and $f = \sum_i (w^\top u^{(i)})^2$.`;
  test('however it is written', () => {
    expect(last(tex`${note} Then $\nabla_w f = 2 \sum_i (w^\top u_i) u_i$.`)).toEqual({
      verdict: 'verified',
      findings: [],
    });
    expect(last(tex`${note} Then $\nabla_w f = \sum_i (w^\top u_i) u_i$.`).verdict).toBe('refuted');
  });
});

test('of two sizes for one index the author is told', () => {
  const note = tex`Let $v^{(i)} \in \mathbb{R}^d$, $v_i \in \mathbb{R}^m$ and $w \in \mathbb{R}^d$.`;
  expect(last(tex`${note} Then $w^\top v_i$.`).findings).toContain('conflicting-declaration');
});
