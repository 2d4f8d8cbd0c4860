/** Reasons and numbers at the end of a line are no factors of it, and a display that begins with `=` goes on from the one before. */
import { describe, expect, test } from 'vitest';
import { verified } from '../server/src/analysis/judged.ts';
import { measuredText } from './support/measure.ts';

const setting = String.raw`Let $A, B \in \mathbb{R}^{n \times n}$ and $x \in \mathbb{R}^n$.`;

/** The verdicts of the claims. */
function told(text: string): readonly string[] {
  const { facts } = measuredText('note.md', `${setting}\n\n${text}\n`, 'markdown');
  return verified(facts).parts.flatMap(({ formulas }) =>
    formulas.flatMap(({ statements }) => statements.filter((it) => it.kind === 'claim').map((it) => it.verdict)),
  );
}

const sum = String.raw`\operatorname{tr}(A + B) = \operatorname{tr}(A) + \operatorname{tr}(B)`;

describe('what stands apart at the end of an equation', () => {
  test.each([
    String.raw`\qquad \text{linearity}`,
    String.raw`\quad \text{(the trace is linear)}`,
    String.raw`\qquad \text{the trace is linear} \qquad (45)`,
    String.raw`\qquad (7)`,
    String.raw`\quad (\text{by linearity})`,
    String.raw`\quad [\text{since the trace is linear}]`,
  ])('%s', (remark) => {
    expect(told(`$$${sum} ${remark}$$`)).toEqual(['verified']);
    expect(told(`$$${sum.replace('+ \\operatorname', '- \\operatorname')} ${remark}$$`)).toEqual(['refuted']);
  });

  test('a word and a number in a column of remarks', () => {
    const rows = String.raw`\operatorname{tr}((A + B)^\top) &= \operatorname{tr}(A^\top + B^\top) && \text{transposed} \tag{3} \\
      &= \operatorname{tr}(A) + \operatorname{tr}(B) && \text{linearity} \tag{4}`;
    expect(told(`$$\\begin{aligned}${rows}\\end{aligned}$$`)).toEqual(['verified', 'verified']);
  });

  test('a factor in brackets stays one', () => {
    expect(told(String.raw`$$\operatorname{tr}(3A) = \operatorname{tr}(A)(3)$$`)).toEqual(['verified']);
    expect(told(String.raw`$$\operatorname{tr}(A) = \operatorname{tr}(A)(3)$$`)).toEqual(['refuted']);
  });
});

describe('a display that begins with a sign', () => {
  const head = String.raw`$$\nabla_x (x^\top A x) = (A + A^\top) x$$`;

  test.each([
    ['', 'verified'],
    ['where we collect the terms of $x$ and $A$,', 'verified'],
  ])('after “%s”', (words, verdict) => {
    expect(told(`${head}\n\n${words}\n\n$$= A x + A^\\top x$$`)).toEqual(['verified', verdict]);
    expect(told(`${head}\n\n${words}\n\n$$= A x - A^\\top x$$`)).toEqual(['verified', 'undecided']);
  });

  test('after an equation in the words between, it goes on from that or from nothing', () => {
    expect(told(`${head}\n\nwith $B = A$\n\n$$= A x + A^\\top x$$`)).not.toContain('refuted');
  });
});
