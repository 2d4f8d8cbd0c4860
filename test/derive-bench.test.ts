/** The shared list of derivatives, in both layouts, against differences of the function itself. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { derive } from '../server/src/analysis/derive.ts';
import { errorOf, type Problem } from './support/derivative-check.ts';
import { describeShared, itShared, sharedPath } from './support/shared.ts';

interface Listed extends Problem {
  readonly id: string;
}

const layouts = ['numerator', 'denominator'] as const;

describeShared('the list of derivatives', () => {
  const results = new Map<string, { readonly error: number; readonly notation: string; readonly said: string }>();
  const listed = (): readonly Listed[] =>
    readFileSync(sharedPath('bench', 'derivatives-121.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Listed);

  itShared(
    'at least 118 are right in both layouts, none is wrong, at least 115 are in matrix notation',
    () => {
      for (const problem of listed()) {
        for (const layout of layouts) {
          const answer = derive({ ...problem, layout });
          const key = `${problem.id} ${layout}`;
          if ('unavailable' in answer) results.set(key, { error: Number.NaN, notation: 'none', said: answer.detail });
          else {
            const error = errorOf(answer.latex, problem, layout, answer.where);
            results.set(key, { error, notation: answer.notation, said: answer.latex });
          }
        }
      }
      const tolerance = (key: string): number => (key.startsWith('H') ? 1e-4 : 1e-6);
      const wrong = [...results].filter(([key, it]) => it.notation !== 'none' && !(it.error < tolerance(key)));
      expect(wrong.map(([key, it]) => `${key}: ${it.said} (${String(it.error)})`)).toEqual([]);
      const both = listed().filter(({ id }) =>
        layouts.every((layout) => results.get(`${id} ${layout}`)?.notation !== 'none'),
      );
      expect(both.length).toBeGreaterThanOrEqual(118);
      const matrix = both.filter(({ id }) =>
        layouts.every((layout) => results.get(`${id} ${layout}`)?.notation === 'matrix'),
      );
      expect(matrix.length).toBeGreaterThanOrEqual(115);
    },
    120_000,
  );
});

describe('the check itself', () => {
  const problem: Problem = {
    f: '\\operatorname{tr}(A X^{-1} B)',
    wrt: 'X',
    declare: [
      'A \\in \\mathbb{R}^{n \\times n}',
      'B \\in \\mathbb{R}^{n \\times n}',
      'X \\in \\mathbb{R}^{n \\times n}',
    ],
    conditions: [],
  };

  test.each([
    ['-X^{-\\top} A^\\top B^\\top X^{-\\top}', true],
    ['X^{-\\top} A^\\top B^\\top X^{-\\top}', false],
    ['-X^{-1} B A X^{-1}', false],
    ['-2 X^{-\\top} A^\\top B^\\top X^{-\\top}', false],
    ['-X^{-\\top} B^\\top A^\\top X^{-\\top}', false],
  ])('%s is right: %s', (latex, right) => {
    expect(errorOf(latex, problem, 'denominator', []) < 1e-6).toBe(right);
  });
});
