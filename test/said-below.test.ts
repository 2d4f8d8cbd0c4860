/** What only a later paragraph says of a letter, and samples and columns by one letter: nothing is sure by these alone. */
import { describe, expect, test } from 'vitest';
import { verified } from '../server/src/analysis/judged.ts';
import { last } from './support/everyday.ts';
import { measuredText } from './support/measure.ts';

const tex = String.raw;

/** The verdicts of the claims of a note, in order. */
const verdicts = (note: string): readonly string[] =>
  verified(measuredText('note.md', note, 'markdown').facts).parts.flatMap((part) =>
    part.formulas.flatMap((it) => it.statements.flatMap(({ kind, verdict }) => (kind === 'claim' ? [verdict] : []))),
  );

describe('a letter that a later paragraph gives a value', () => {
  const general = tex`Let $W \in \mathbb{R}^{n \times n}$ and $x \in \mathbb{R}^n$. Then`;
  const weights = tex`With weights $u \in \mathbb{R}^n$ let $W = \operatorname{diag}(u)$.`;
  test.each([
    [tex`$$\nabla_x (x^\top W x) = 2 W x$$`, 'undecided'],
    [tex`$$\nabla_x (x^\top W x) = (W + W^\top) x$$`, 'verified'],
    [tex`$$\nabla_x (x^\top W x) = (W - W^\top) x$$`, 'refuted'],
  ])('%s', (claim, verdict) => {
    expect(verdicts(`${general} ${claim}\n\n${weights}`)).toEqual([verdict]);
    // Without it the letter is any matrix.
    const [alone] = verdicts(`${general} ${claim}`);
    expect(alone).toBe(verdict === 'undecided' ? 'refuted' : verdict);
  });

  test('above the claim, or in its own sentence', () => {
    const sizes = tex`Let $x, u \in \mathbb{R}^n$`;
    const claim = tex`$$\nabla_x (x^\top W x) = 2 W x$$`;
    const value = tex`$W = \operatorname{diag}(u)$`;
    expect(verdicts(`${sizes} and ${value}.\n\nThen ${claim}`)).toEqual(['verified']);
    expect(verdicts(`${sizes}. Then ${claim} where ${value}.`)).toEqual(['verified']);
  });

  test('what is differentiated stands below as often as above', () => {
    const sizes = tex`Let $x, u \in \mathbb{R}^n$.`;
    const below = tex`The loss is $J = (x - u)^\top (x - u)$.`;
    const slope = (value: string): string => tex`$$\frac{\partial J}{\partial x} = ${value}$$`;
    expect(verdicts(`${sizes} ${slope('2 (x - u)')}\n\n${below}`)).toEqual(['verified']);
    expect(verdicts(`${sizes} ${slope('x - u')}\n\n${below}`)).toEqual(['refuted']);
  });

  test('of other sizes', () => {
    const above = tex`Let $S \in \mathbb{R}^{n \times n}$ be symmetric and invertible. Then $$\frac{\partial}{\partial S} \operatorname{tr}(S^{-1} W) = -S^{-1} W^\top S^{-1}$$`;
    expect(last(`${above}\n\n${tex`With $u \in \mathbb{R}^m$ let $W = \operatorname{diag}(u)$.`}`).findings).toEqual(
      [],
    );
  });
});

describe('samples with their index above and columns with theirs below', () => {
  const both = tex`The samples are $x^{(i)} \in \mathbb{R}^d$, the columns $x_j \in \mathbb{R}^m$; let $w \in \mathbb{R}^d$ and $v \in \mathbb{R}^m$.`;
  test.each([tex`$$s = w^\top x^{(i)}$$`, tex`$$s = v^\top x_j$$`])('%s', (formula) =>
    expect(last(tex`${both} ${formula}`).findings).toEqual([]),
  );

  test('of one shape', () => {
    const one = tex`The samples are $x^{(i)} \in \mathbb{R}^d$; let $w \in \mathbb{R}^d$ and $v \in \mathbb{R}^m$.`;
    expect(last(tex`${one} $$s = v^\top x^{(i)}$$`).findings).toEqual(['dimension-mismatch']);
  });
});
