/** Claims and what comes of them: the table is the behaviour of `nabla verify`. */
import { describe, expect, it } from 'vitest';
import { verifyClaim } from '../server/src/analysis/claim.ts';
import { conditionsInWords } from '../server/src/analysis/verdict-wording.ts';
import { rows as firstRows } from './support/claim-rows.ts';
import { moreRows } from './support/more-claim-rows.ts';
import { variableRows } from './support/variable-claim-rows.ts';

const tex = String.raw;

const rows = [...firstRows, ...moreRows, ...variableRows];

describe('claims', () => {
  it.each(rows)('$claim: $verdict', ({ claim, declare, conditions = [], layout = 'unknown', verdict }) => {
    expect(verifyClaim({ claim, declare, conditions, layout })).toMatchObject({ verdict });
  });

  it('gives the same answer twice', () => {
    for (const { claim, declare, conditions = [], layout = 'unknown' } of rows.slice(0, 12)) {
      const question = { claim, declare, conditions, layout };
      expect(verifyClaim(question)).toEqual(verifyClaim(question));
    }
  });
});

describe('what a claim lacks', () => {
  const sizes = [tex`X \in \mathbb{R}^{n\times d}`, tex`V \in \mathbb{R}^{d\times k}`, tex`x, y \in \mathbb{R}^n`];

  it.each([
    [tex`\|X - XVV^\top\|_F^2 = \|X\|_F^2 - \|XV\|_F^2`, [tex`V^\top V = I`], 'V has orthonormal columns'],
    [
      tex`\nabla_x \left(\sum_j y_j \log \sum_k e^{x_k} - y^\top x\right) = \operatorname{softmax}(x) - y`,
      [tex`\mathbf{1}^\top y = 1`],
      'y sums to 1',
    ],
  ])('%s', (claim, holdsIf, words) => {
    const found = verifyClaim({ claim, declare: sizes, conditions: [], layout: 'denominator' });
    expect(found.holdsIf).toEqual(holdsIf);
    expect(conditionsInWords(found.holdsIf ?? [])).toBe(words);
  });
});

describe('what is said of a claim that is not true', () => {
  const square = [tex`A \in \mathbb{R}^{n\times n}`, tex`x \in \mathbb{R}^n`, tex`b \in \mathbb{R}^n`];

  it.each([
    [tex`\nabla_x \|Ax-b\|^2 = 2A(Ax-b)`, tex`2A^\top(Ax-b)`, [tex`A = A^\top`]],
    [tex`\nabla_x (x^\top A x) = 2Ax`, tex`(A + A^\top)x`, [tex`A = A^\top`]],
    [tex`\nabla_x \|Ax-b\|^2 = A^\top(Ax-b)`, tex`2A^\top(Ax-b)`, undefined],
    [tex`\nabla_x \|b-Ax\|^2 = 2A^\top(b-Ax)`, tex`-2A^\top(b-Ax)`, undefined],
    [tex`(Ax)^\top = A^\top x^\top`, tex`x^\top A^\top`, undefined],
  ])('%s', (claim, repair, holdsIf) => {
    const found = verifyClaim({ claim, declare: square, conditions: [], layout: 'unknown' });
    expect(found.repair).toBe(repair);
    expect(found.holdsIf).toEqual(holdsIf);
    const again = verifyClaim({
      claim: `${claim.split('=')[0]!} = ${repair}`,
      declare: square,
      conditions: [],
      layout: 'unknown',
    });
    expect(again.verdict).toBe('verified');
  });

  it('nine of ten counterexamples have sizes one or two and entries between −2 and 2', () => {
    const large: string[] = [];
    let all = 0;
    for (const { claim, declare, conditions = [], layout = 'unknown', verdict } of rows) {
      if (verdict !== 'refuted' || conditions.length > 0 || claim.includes('L}')) continue;
      const { counterexample } = verifyClaim({ claim, declare, conditions, layout });
      expect(counterexample, claim).toBeDefined();
      all++;
      const entries = Object.values(counterexample!.values).flat(2);
      const size = Math.max(0, ...Object.values(counterexample!.sizes));
      if (size > 2 || entries.some((it) => Math.abs(it) > 2)) large.push(claim);
    }
    expect(all).toBeGreaterThan(20);
    expect(large.length, large.join()).toBeLessThanOrEqual(all / 10);
  });
});
