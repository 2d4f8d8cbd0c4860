/** The shared list of derivatives, in both layouts, against differences of the function itself. */
import { describe, expect, test } from 'vitest';
import { derive } from '../server/src/analysis/derive.ts';
import { type Compared, compared, COUNTED_ONCE, type Listed, listedIn } from './support/derivative-answers.ts';
import { errorOf, type Layout, type Problem } from './support/derivative-check.ts';
import { describeShared, itShared, sharedPath } from './support/shared.ts';

const layouts = ['numerator', 'denominator'] as const;

describeShared('the list of derivatives', () => {
  const results = new Map<string, { readonly error: number; readonly notation: string; readonly said: string }>();
  const listed = (): readonly Listed[] => listedIn(sharedPath('bench', 'derivatives-121.jsonl'));

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

/** What the layouts' names do not fix, as the product says it: of tensors, of symmetric variables, of a matrix by a number. */
const axesOf = (id: string): readonly string[] | undefined => {
  if (id.startsWith('K'))
    return ['rows by F, columns by X', 'rows by X, columns by F'].map(
      (it) => `the derivative of vec F by vec X, ${it}`,
    );
  if (id.startsWith('S')) return ['of the transpose of X', 'of X'].map((it) => `scalar by matrix: the shape ${it}`);
  return id === 'I03' ? ['F', 'F'].map((it) => `matrix by scalar: the shape of ${it}`) : undefined;
};

describeShared('the answers of the list', () => {
  const all = new Map<string, Compared>();
  const compare = (problem: Listed, layout: Layout): Compared => {
    const key = `${problem.id} ${layout}`;
    const known = all.get(key) ?? compared(problem, layout);
    all.set(key, known);
    return known;
  };

  itShared(
    'at least 118 agree in both layouts, none differs',
    () => {
      const list = listedIn(sharedPath('bench', 'derivatives-121.jsonl'));
      const results = list.map((it) => layouts.map((layout) => compare(it, layout)));
      const differ = results.flat().filter((it) => it.notation !== 'none' && !(it.error < 1e-8));
      expect(differ).toEqual([]);
      const both = results.filter((pair) => pair.every((it) => it.notation !== 'none'));
      expect(both.length).toBeGreaterThanOrEqual(118);
      expect(both.filter((pair) => pair.every((it) => it.notation === 'matrix')).length).toBeGreaterThanOrEqual(115);
    },
    120_000,
  );

  itShared('the axes are said where a layout does not fix them, and the convention of symmetric variables', () => {
    for (const it of listedIn(sharedPath('bench', 'derivatives-121.jsonl'))) {
      const [numerator, denominator] = layouts.map((layout) => compare(it, layout));
      const axes = axesOf(it.id);
      if (axes !== undefined) expect([numerator!.axes, denominator!.axes], it.id).toEqual(axes);
      expect(numerator!.symmetric?.startsWith(COUNTED_ONCE), it.id).toBe(it.id.startsWith('S') ? true : undefined);
    }
  });

  itShared('an answer with a factor or a transpose too many is not taken for it', () => {
    const spoilt = listedIn(sharedPath('bench', 'derivatives-121.jsonl'))
      .filter((it) => ['V02', 'T12', 'I01', 'K01', 'S01'].includes(it.id))
      .flatMap((it) => [
        { ...it, answer: `2 (${it.answer})` },
        // What is symmetric has a transpose that is right.
        {
          ...it,
          answer: it.id === 'V02' ? '(A - A^\\top) x' : it.id === 'S01' ? 'A + A^\\top' : `(${it.answer})^\\top`,
        },
      ]);
    for (const it of spoilt) expect(compared(it, 'denominator').error, it.answer).toBeGreaterThan(0.01);
  });
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
