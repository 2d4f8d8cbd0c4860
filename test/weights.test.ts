/** What the members of a sum are: numbers that weigh, and the vectors that are weighed. */
import { describe, expect, test } from 'vitest';
import { last, shapeOf } from './support/everyday.ts';

const tex = String.raw;
const DECLARED = tex`Let $B \in \mathbb{R}^{p \times q}$.`;

describe('what weighs is a number, and what it weighs a vector', () => {
  test.each([
    [tex`B = \sum_{i=1}^r \sigma_i u_i v_i^\top`, { '\\sigma_i': 'scalar', u_i: 'vector(p)', v_i: 'vector(q)' }],
    [tex`B = \sum_{i=1}^r s_i u_i v_i^\top`, { s_i: 'scalar', u_i: 'vector(p)', v_i: 'vector(q)' }],
    [tex`B B^\top = \sum_{i=1}^r \sigma_i^2 u_i u_i^\top`, { '\\sigma_i': 'scalar', u_i: 'vector(p)' }],
    [tex`B v_k = \sigma_k u_k`, { '\\sigma_k': 'scalar', u_k: 'vector(p)', v_k: 'vector(q)' }],
    [tex`B v_k = d_k u_k`, { v_k: 'vector(q)' }],
    [tex`B = U \Sigma V^\top`, { U: 'matrix(p,?)', V: 'matrix(q,?)' }],
  ])('%s', (formula, shapes) => {
    const note = `${DECLARED} Then $${formula}$.`;
    for (const [name, shape] of Object.entries(shapes)) expect([name, shapeOf(note, name)]).toEqual([name, shape]);
    expect(last(note).findings).toEqual([]);
  });
});

describe('what is no weight', () => {
  test.each([
    // Means, and numbers of another index.
    [tex`Let $x \in \mathbb{R}^q$. Then $B x = \sum_i r_i \mu_i$.`, 'r_i', undefined],
    [tex`Let $z \in \mathbb{R}^p$. Then $z = \alpha_j w_i$.`, '\\alpha_j', undefined],
    [
      tex`Let $\alpha_i \in \mathbb{R}^{p \times p}$ and $w_i \in \mathbb{R}^p$. Then $z = \alpha_i w_i$.`,
      'z',
      'vector(p)',
    ],
  ])('%s', (text, name, shape) => {
    const found = shapeOf(`${DECLARED} ${text}`, name);
    expect(found === 'unknown' ? undefined : found).toBe(shape);
  });
});

describe('d with an index is a number beside what has the same index', () => {
  test.each([tex`y_i = d_i x_i`, tex`\sum_i d_i x_i = 0`, tex`2 d_k^2 u_k`])('%s', (formula) => {
    expect(shapeOf(`$x_i, u_k \\in \\mathbb{R}^n$ and $${formula}$`, /d_.\^?2?/.exec(formula)?.[0] ?? '')).toBe(
      'scalar',
    );
  });
  test('a differential by a variable stays one', () => {
    expect(shapeOf(tex`$x \in \mathbb{R}^n$ and $g = d_x f_x$`, 'd_x')).not.toBe('scalar');
  });
});
