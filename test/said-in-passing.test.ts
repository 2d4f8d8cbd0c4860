/** What formulas say in passing: chains that end in a definite sign, laws without their script letter, entries that stand for all, examples. */
import { expect, test } from 'vitest';
import { last } from './support/everyday.ts';

const tex = String.raw;
const TRUE = { verdict: 'verified', findings: [] };

test.each([
  tex`M = M^\top\succ0`,
  tex`M^\top = M \succeq 0`,
  tex`M = M^\top > 0`,
  tex`0 \prec M = M^\top`,
  tex`0 \preceq M = M^\top`,
  tex`M = M^\top`,
])('%s makes it symmetric', (said) => {
  const note = (claim: string): string =>
    tex`Let $M \in \mathbb{R}^{n\times n}$ with $${said}$ and $u, v \in \mathbb{R}^n$. Then $${claim}$.`;
  expect(last(note(tex`u^\top Mv = v^\top Mu`))).toEqual(TRUE);
  expect(last(note(tex`u^\top Mv = -v^\top Mu`)).verdict).not.toBe('verified');
});

test.each([
  [tex`M = M^\top\succ0`, tex`\log\det M = -\log\det M^{-1}`, 'verified'],
  [tex`0 \prec M = M^\top`, tex`M^{1/2}M^{1/2} = M`, 'verified'],
  [tex`M = -M^\top \prec 0`, tex`u^\top Mv = v^\top Mu`, 'no'],
  [tex`M = N^\top \succ 0`, tex`u^\top Mv = v^\top Mu`, 'no'],
  [tex`M = M^\top\succ0`, tex`\|Mu\| = \|u\|`, 'no'],
])('%s: %s', (said, claim, verdict) => {
  const note = tex`Let $M, N \in \mathbb{R}^{n\times n}$, $u, v \in \mathbb{R}^n$ and ${'$'}${said}$. Then ${'$'}${claim}$.`;
  const told = last(note).verdict;
  if (verdict === 'verified') expect(told).toBe(verdict);
  else expect(told).not.toBe('verified');
});

test('the second place of a law is a covariance', () => {
  const note = (law: string, claim: string): string =>
    tex`Let $e\sim ${law}$ in $\mathbb{R}^n$, $L \in \mathbb{R}^{n\times n}$ and $h(L) = \operatorname{tr}(LQL^\top)$. Then $\frac{\partial h}{\partial L} = ${claim}$.`;
  expect(last(note('N(0, Q)', '2LQ'))).toEqual(TRUE);
  expect(last(note(tex`\mathrm{N}(0, Q)`, '2LQ'))).toEqual(TRUE);
  expect(last(note('N(0, Q)', '2QL')).verdict).not.toBe('verified');
  expect(last(note('P(0, Q)', '2LQ')).verdict).not.toBe('verified');
});

test.each([
  [tex`\operatorname{tr}(F^\top G) = F_{ij}G_{ij}`, 'verified'],
  [tex`(FG)_{ij} = F_{ik}G_{kj}`, 'verified'],
  [tex`\operatorname{tr} F = F_{ii}`, 'verified'],
  [tex`(FG)_{ij} = F_{ki}G_{kj}`, 'refuted'],
])('%s where entries stand for their matrix', (claim, verdict) => {
  const said = 'Repeated indices are summed over. Let $F_{ij}$ and $G_{ij}$ be $n\\times n$ matrices.';
  expect(last(`${said} Then $${claim}$.`).verdict).toBe(verdict);
});

test('… and blocks elsewhere', () => {
  expect(
    last('Let $F_{ij}$ be $n\\times n$ matrices. Then $F_{12} + I_n$ has $\\operatorname{tr} F_{12} + n$.'),
  ).toEqual(expect.objectContaining({ findings: [] }));
});

test('an example of a matrix may have one column', () => {
  const note = (value: string): string => tex`Let $H\in\mathbb{R}^{m\times n}$. E.g. $H = ${value}$.`;
  expect(last(note(tex`\begin{bmatrix}1\\-2\end{bmatrix}`)).findings).toEqual([]);
  expect(last(note(tex`\begin{bmatrix}1&2\end{bmatrix}`)).findings).toEqual([]);
  const sized = tex`Let $H\in\mathbb{R}^{2\times 3}$. E.g. $H = \begin{bmatrix}1\\2\end{bmatrix}$.`;
  expect(last(sized).findings).not.toEqual([]);
});
