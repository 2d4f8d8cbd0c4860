/** Cases under several conditions, `i = k, j \neq l` or `i = k \text{ and } j = l`, and entries of a derivative that have a name. */
import { describe, expect, test } from 'vitest';
import { last } from './support/everyday.ts';

const tex = String.raw;
const TRUE = { verdict: 'verified', findings: [] };

const cases = (...rows: readonly (readonly [string, string])[]): string =>
  tex`\begin{cases} ${rows.map(([value, when]) => `${value} & ${when}`).join(tex` \\ `)} \end{cases}`;

describe('an entry of a Gram matrix', () => {
  const said = tex`Let $X \in \mathbb{R}^{n \times d}$ and $G = X^\top X$.`;
  const slope = tex`\frac{\partial G_{pq}}{\partial X_{kl}}`;
  const given = (first: string, second: string, both: string): string =>
    cases(
      [first, tex`\text{if } l = p, p \neq q`],
      [second, tex`\text{if } l = q, p \neq q`],
      [both, tex`\text{if } l = p, p = q`],
      ['0', tex`\text{otherwise}`],
    );
  test('is told case by case', () => {
    expect(last(`${said} Then $$${slope} = ${given('X_{kq}', 'X_{kp}', '2X_{kp}')}$$`)).toEqual(TRUE);
  });
  test.each([
    given('X_{kp}', 'X_{kq}', '2X_{kp}'),
    given('X_{kq}', 'X_{kp}', 'X_{kp}'),
    given('X_{kq}', '-X_{kp}', '2X_{kp}'),
    given('X_{qk}', 'X_{pk}', '2X_{pk}'),
  ])('%s', (wrong) => {
    expect(last(`${said} Then $$${slope} = ${wrong}$$`)).toEqual({ verdict: 'undecided', findings: [] });
  });
});

describe('a name for the entries of a derivative', () => {
  const said = tex`Let $A \in \mathbb{R}^{m \times n}$ and $B \in \mathbb{R}^{n \times r}$, and $C = AB$.`;
  const note = (value: string, where: string): string =>
    tex`${said} Then $$\frac{\partial C_{ij}}{\partial A_{kl}} = \partial_{ijkl}, \quad\text{where}$$

$$\partial_{ijkl} = ${cases([value, where], ['0', tex`\text{otherwise}`])}$$`;
  const claimed = (text: string): unknown =>
    last(`${text}

Hence $$${tex`\partial_{ijkl} = \frac{\partial C_{ij}}{\partial A_{kl}}`}$$`);
  test('is what is said of it', () => {
    expect(claimed(note('B_{lj}', tex`\text{if } i = k`))).toEqual(TRUE);
  });
  test.each([
    ['B_{jl}', tex`\text{if } i = k`],
    ['B_{lj}', tex`\text{if } i = j`],
    ['B_{lj}', tex`\text{if } i = k \text{ and } j = l`],
    ['-B_{lj}', tex`\text{if } i = k`],
  ])('%s %s', (value, where) => {
    expect(claimed(note(value, where))).not.toMatchObject({ verdict: 'verified' });
  });
});

describe('words between conditions', () => {
  const said = tex`Let $v \in \mathbb{R}^n$ and $M = vv^\top$. Then`;
  const slope = tex`\frac{\partial M_{ij}}{\partial v_k}`;
  const given = (and: string, both = '2v_k'): string =>
    cases(
      [both, tex`\text{if } i = k ${and} j = k`],
      ['v_j', tex`\text{if } i = k ${and} j \neq k`],
      ['v_i', tex`\text{if } i \neq k ${and} j = k`],
      ['0', tex`\text{otherwise}`],
    );
  test.each([tex`\text{ and }`, tex`\land`, tex`\wedge`, ',', tex`,\;`, tex`\text{, and }`])('%s', (and) => {
    expect(last(`${said} $$${slope} = ${given(and)}$$`)).toEqual(TRUE);
    expect(last(`${said} $$${slope} = ${given(and, 'v_k')}$$`)).toEqual({ verdict: 'undecided', findings: [] });
  });
  test('another word is none of ours', () => {
    expect(last(`${said} $$${slope} = ${given(tex`\text{ or }`)}$$`).verdict).toBe('undecided');
  });
});
