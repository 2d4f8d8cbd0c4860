/** A normal density or likelihood that is written out tells that its matrix is a covariance; other forms do not. */
import { describe, expect, test } from 'vitest';
import { last } from './support/everyday.ts';

const tex = String.raw;
const TRUE = { verdict: 'verified', findings: [] };

describe('a density written out', () => {
  const density = tex`The density is $f(x) = (2\pi)^{-p/2}|S|^{-1/2}\exp\left(-\tfrac12(x - m)^\top S^{-1}(x - m)\right)$ with $x \in \mathbb{R}^p$.`;
  test.each([
    [tex`\nabla_m \log f(x) = S^{-1}(x - m)`, tex`\nabla_m \log f(x) = S^{-1}(m - x)`],
    [tex`\nabla_x \log f(x) = -S^{-1}(x - m)`, tex`\nabla_x \log f(x) = -S(x - m)`],
  ])('%s', (right, wrong) => {
    expect(last(`${density} Then $${right}$.`)).toEqual(TRUE);
    expect(last(`${density} Then $${wrong}$.`).verdict).toBe('refuted');
  });
});

describe('a likelihood written out', () => {
  const process = tex`Let $y \in \mathbb{R}^n$ and $\ell(\theta) = -\frac12 y^\top C^{-1}y - \frac12\log|C|$ where $C$ depends on $\theta$. With $a = C^{-1}y$`;
  const slope = tex`\frac{\partial C}{\partial \theta_j}`;
  test('by a parameter of its covariance', () => {
    expect(
      last(`${process} we get $${tex`y^\top C^{-1}${slope}C^{-1}y = \operatorname{tr}(aa^\top ${slope})`}$.`),
    ).toEqual(TRUE);
    expect(
      last(`${process} we get $${tex`y^\top C^{-1}${slope}C^{-1}y = \operatorname{tr}(ay^\top ${slope})`}$.`).verdict,
    ).toBe('refuted');
  });

  test('with residuals in a trace', () => {
    const model = tex`Let $Y \in \mathbb{R}^{n \times T}$, $X \in \mathbb{R}^{k \times T}$ and $\ell(A) = -\frac T2\log|C| - \frac12\operatorname{tr}[(Y - AX)^\top C^{-1}(Y - AX)]$.`;
    expect(last(`${model} Then $${tex`\frac{\partial \ell}{\partial A} = C^{-1}(Y - AX)X^\top`}$.`)).toEqual(TRUE);
    expect(last(`${model} Then $${tex`\frac{\partial \ell}{\partial A} = C^{-1}(AX - Y)X^\top`}$.`).verdict).toBe(
      'refuted',
    );
  });
});

test.each([
  tex`g(x) = x^\top A^{-1}x + \log|\det A|`,
  tex`g(x) = \frac12 x^\top A^{-1}x`,
  tex`g(x) = \frac12 x^\top A^{-1}z - \frac12\log|A|`,
])('%s says nothing of A', (form) => {
  const note = tex`Let $A \in \mathbb{R}^{n \times n}$ be invertible, $z \in \mathbb{R}^n$ and $${form}$ for $x \in \mathbb{R}^n$.`;
  expect(last(`${note} Then $\\nabla (x^\\top A^{-1}x) = 2A^{-1}x$.`).verdict).toBe('refuted');
});
