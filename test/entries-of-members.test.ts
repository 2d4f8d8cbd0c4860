/** `t_{nk}` of a declared `t_n`: an entry of it; of a declared `x_{ij}` the members themselves. */
import { describe, expect, test } from 'vitest';
import { last, shapeOf } from './support/everyday.ts';

const tex = String.raw;

const classes = tex`Let $t_n \in \mathbb{R}^K$, $x_n \in \mathbb{R}^D$ for $n = 1, \ldots, N$ and $w_k \in \mathbb{R}^D$. Put $a_{nk} = w_k^\top x_n$ and $E = \sum_{n=1}^N\sum_{k=1}^K t_{nk} a_{nk}$.`;

describe('entries of members', () => {
  test('are numbers, and scale what stands beside them', () => {
    const note = `${classes}\n\n${tex`$$\nabla_{w_j} E = \sum_{n=1}^N t_{nj} x_n$$`}`;
    expect(last(note)).toEqual({ verdict: 'verified', findings: [] });
    expect(shapeOf(note, 't_{nj}')).toBe('scalar');
    expect(shapeOf(note, tex`\sum_{n=1}^N t_{nj} x_n`)).toBe('vector(D)');
  });

  test.each([
    tex`\nabla_{w_j} E = -\sum_{n=1}^N t_{nj} x_n`,
    tex`\nabla_{w_j} E = \sum_{n=1}^N t_{jn} x_n`,
    tex`\nabla_{w_j} E = \sum_{n=1}^N t_{nj} w_j`,
  ])('a slip is not confirmed: %s', (claim) => {
    expect(last(`${classes}\n\n$$${claim}$$`).verdict).not.toBe('verified');
  });

  test.each([
    [tex`\|y_i\|^2 = \sum_j y_{ij}^2`, 'verified'],
    [tex`y_i^\top y_l = \sum_j y_{ij} y_{lj}`, 'verified'],
    [tex`y_i^\top y_l = \sum_j y_{ij} y_{jl}`, 'undecided'],
    [tex`y_i^\top y_l = 2\sum_j y_{ij} y_{lj}`, 'undecided'],
  ])('%s', (claim, verdict) => {
    expect(last(tex`Let $y_i \in \mathbb{R}^d$ for all $i$. ` + `$$${claim}$$`)).toEqual({ verdict, findings: [] });
  });
});

describe('names that are declared with two indices', () => {
  test('are what is declared', () => {
    const note = tex`Let $x_{ij} \in \mathbb{R}^d$ be the $j$th draw of group $i$ and $m_i \in \mathbb{R}^d$. Then $r_{ij} = x_{ij} - m_i$ and $s_i = \sum_j r_{ij}^\top r_{ij}$.`;
    expect(last(note).findings).toEqual([]);
    expect(shapeOf(note, 'x_{ij}')).toBe('vector(d)');
    expect(shapeOf(note, 'r_{ij}')).toBe('vector(d)');
  });

  test('are blocks where they are matrices', () => {
    const note = tex`Let $W_{kl} \in \mathbb{R}^{m \times n}$ be blocks and $u_l \in \mathbb{R}^n$. Then $v_k = \sum_l W_{kl} u_l$.`;
    expect(last(note).findings).toEqual([]);
    expect(shapeOf(note, tex`\sum_l W_{kl} u_l`)).toBe('vector(m)');
  });

  test('a product that does not fit is found', () => {
    const note = tex`Let $x_{ij} \in \mathbb{R}^d$ and $A \in \mathbb{R}^{m \times n}$. Then $y = A x_{ij}$ and $z = x_{ij} A$.`;
    expect(last(note).findings).toContain('dimension-mismatch');
  });
});

const samples = tex`Let $x^{(i)} \in \mathbb{R}^d$, $y^{(i)} \in \mathbb{R}$ for $i = 1, \ldots, m$, $u \in \mathbb{R}^d$ and $J(u) = \frac{1}{2}\sum_{i=1}^m (u^\top x^{(i)} - y^{(i)})^2$.`;

describe('an entry of a vector that is numbered above', () => {
  test.each([tex`x_j^{(i)}`, tex`x^{(i)}_j`])('%s', (entry) => {
    const told = (factor: string): string | undefined =>
      last(
        `${samples} ${tex`$$\frac{\partial J}{\partial u_j} = ${factor}\sum_{i=1}^m (u^\top x^{(i)} - y^{(i)}) ${entry}$$`}`,
      ).verdict;
    expect(told('')).toBe('verified');
    expect(told('2')).toBe('refuted');
  });

  test('nobody knows which it is beside vectors that are numbered below', () => {
    const note = `${samples} Let $x_j \\in \\mathbb{R}^d$ be the centre $j$.`;
    const claim = tex`$$\frac{\partial J}{\partial u_j} = 2\sum_{i=1}^m (u^\top x^{(i)} - y^{(i)}) x_j^{(i)}$$`;
    expect(last(`${note} ${claim}`).verdict).toBe('undecided');
  });
});
