/** Conditions and notations: one that holds of everything is checked, any other is assumed, and none is accused. */
import { describe, expect, test } from 'vitest';
import { last } from './support/everyday.ts';
import { verified } from '../server/src/analysis/judged.ts';
import { measuredText } from './support/measure.ts';

const setting = String.raw`Let $A, B, Q \in \mathbb{R}^{n \times n}$ and $u, v \in \mathbb{R}^n$.`;

/** The kind and the verdict of the last statement, and every finding. */
function told(formula: string, words = 'We have'): { readonly last: string; readonly findings: readonly string[] } {
  const { facts } = measuredText('note.md', `${setting} ${words}\n\n$$${formula}$$\n`, 'markdown');
  const [part] = verified(facts).parts;
  const last = part?.formulas.at(-1)?.statements.at(-1);
  return { last: `${last?.kind ?? ''} ${last?.verdict ?? ''}`, findings: part?.findings.map((it) => it.code) ?? [] };
}

describe('an equation that leaves something free', () => {
  test.each([
    [String.raw`A A^{-1} = I`, 'tie verified'],
    [String.raw`A A^{-1} = 2 I`, 'tie assumed'],
    [String.raw`Q^\top Q = I`, 'tie assumed'],
    [String.raw`A u - A u = 0`, 'tie verified'],
    [String.raw`A u - B u = 0`, 'tie assumed'],
    [String.raw`u^\top v - v^\top u = 0`, 'tie verified'],
    [String.raw`u^\top v + v^\top u = 0`, 'tie assumed'],
    [String.raw`AB - BA = 0`, 'tie assumed'],
    [String.raw`\sum_a \nabla_\theta \pi_\theta(a \mid s) = 0`, 'tie verified'],
    [String.raw`\sum_a \nabla_\theta \log \pi_\theta(a \mid s) = 0`, 'tie assumed'],
  ])('%s: %s', (formula, verdict) => {
    expect(told(formula)).toEqual({ last: verdict, findings: [] });
  });

  test.each([
    [String.raw`\|u\|_2 = \sqrt{\sum_{i=1}^n u_i^2}`, 'definition verified'],
    [String.raw`\|u\|_2 = \sum_{i=1}^n u_i^2`, 'definition assumed'],
  ])('a notation, %s: %s', (formula, verdict) => {
    expect(told(formula, 'The norm is defined as')).toEqual({ last: verdict, findings: [] });
  });

  test('where a letter may be a number only by its looks, nothing is checked', () => {
    const { facts } = measuredText('note.md', 'The elements satisfy\n\n$$ab - ba = 0$$\n', 'markdown');
    const [statement] = verified(facts).parts[0]?.formulas[0]?.statements ?? [];
    expect(statement?.verdict).toBe('assumed');
  });
});

/** Kinds and verdicts of the statements of the last paragraph, and every error or warning. */
function toldOf(note: string): { readonly said: readonly string[]; readonly findings: readonly string[] } {
  const { facts } = measuredText('note.md', note, 'markdown');
  const [part] = verified(facts).parts.slice(-1);
  const last = part?.part.blocks.length ?? 0;
  const formulas = part?.formulas.filter((_, i) => part.part.formulas[i]?.block === last - 1) ?? [];
  return {
    said: formulas.flatMap(({ statements }) => statements.map((it) => `${it.kind} ${it.verdict}`)),
    findings: part?.findings.filter(({ severity }) => /error|warning/.test(severity)).map((it) => it.code) ?? [],
  };
}

describe('what is said of a value', () => {
  const hat = String.raw`Let $X \in \mathbb{R}^{n \times p}$ have full column rank and let $H = X(X^\top X)^{-1}X^\top$ and $M = I - H$.`;
  test.each([
    [String.raw`Clearly $H^2 = H$, $H^\top = H$ and $\operatorname{tr}(H) = p$.`, 'verified'],
    [String.raw`It satisfies $M^2 = M$, $M = M^\top$ and $HM = MH$.`, 'verified'],
    // Twins that do not hold: conditions may say them, so they are not accused either.
    [String.raw`Clearly $M^\top = -M$, $H^\top = -H$ and $\operatorname{tr}(H) = n$.`, 'assumed'],
    [String.raw`It satisfies $M^2 = -M$, $M = -M^\top$ and $HM = M$.`, 'assumed'],
  ])('%s', (words, verdict) => {
    const { said, findings } = toldOf(`${hat}\n\n${words}\n`);
    expect(said.map((it) => it.split(' ')[1])).toEqual(said.map(() => verdict));
    expect(said).toHaveLength(3);
    expect(findings).toEqual([]);
  });

  test.each([
    [`${hat} Then we get`, 'M = -M^\\top'],
    [`${hat} Hence`, 'M^2 = -M'],
    ['Let $q_1, \\ldots, q_n \\in \\mathbb{R}^n$ and $Q = [q_1, \\ldots, q_n]$. Then we get', 'Q^\\top = -Q'],
    ['Let $q_1, \\ldots, q_n \\in \\mathbb{R}^n$ and $Q = [q_1, \\ldots, q_n]$. It satisfies', 'Q^\\top = Q'],
  ])('%s what it says does not hold for saying it: %s', (words, said) => {
    expect(last(`${words} $${said}$.`).verdict).not.toBe('verified');
  });

  test.each([
    [String.raw`v = r + \gamma P v`, 'tie verified'],
    [String.raw`v = r - \gamma P v`, 'tie assumed'],
    // The value itself, said again, tells nothing.
    [String.raw`v = (I - \gamma P)^{-1} r`, 'tie assumed'],
  ])('a fixed point, %s: %s', (formula, verdict) => {
    const value = String.raw`Let $P \in \mathbb{R}^{n \times n}$, $r \in \mathbb{R}^n$ and $v = (I - \gamma P)^{-1} r$.`;
    expect(toldOf(`${value}\n\nThe vector satisfies the equation $${formula}$.\n`)).toEqual({
      said: [verdict],
      findings: [],
    });
  });

  test('a condition on the name itself says no more than it was told', () => {
    const { said } = toldOf(String.raw`Let $A \in \mathbb{R}^{n \times n}$ be symmetric and $B = A^2$.

Suppose that $A^\top = A$ and $AB = BA$.
`);
    expect(said).toEqual(['tie assumed', 'tie assumed']);
  });
});

describe('a decomposition', () => {
  /** What the last equation of a note asks of the name that it decomposes. */
  const asked = (words: string, formula: string): readonly string[] | undefined => {
    const { facts } = measuredText('note.md', `${words}\n\n$$${formula}$$\n`, 'markdown');
    const statement = verified(facts).parts[0]?.formulas.at(-1)?.statements.at(-1);
    expect(statement?.verdict).toBe('assumed');
    return statement?.holdsIf;
  };
  const factors = String.raw`with a matrix $Q \in \mathbb{R}^{n \times n}$ of eigenvectors and a diagonal $D \in \mathbb{R}^{n \times n}$ of eigenvalues`;

  test('into factors and their transposes is of a symmetric matrix', () => {
    const words = String.raw`Let $M \in \mathbb{R}^{n \times n}$. It has the eigendecomposition, ${factors},`;
    expect(asked(words, String.raw`M = Q D Q^\top`)).toEqual([String.raw`M = M^\top`]);
    expect(asked(words, String.raw`M = Q D Q^{-1}`)).toBeUndefined();
  });

  test('asks nothing that is said', () => {
    const words = String.raw`Let $M \in \mathbb{R}^{n \times n}$ be symmetric. It has the eigendecomposition, ${factors},`;
    expect(asked(words, String.raw`M = Q D Q^\top`)).toBeUndefined();
    const covariance = String.raw`Let $M \in \mathbb{R}^{n \times n}$ be the covariance matrix. It has the eigendecomposition, ${factors},`;
    expect(asked(covariance, String.raw`M = Q D Q^\top`)).toBeUndefined();
  });
});
