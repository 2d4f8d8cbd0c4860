/** Problems as fields have them: what is printed against differences, and against answers worked out by hand. */
import { describe, expect, test } from 'vitest';
import { derive } from '../server/src/analysis/derive.ts';
import { declared, said } from './support/declared.ts';
import { errorOf, type Problem, sample, valueOf } from './support/derivative-check.ts';
import { distance } from './support/matrices.ts';
import { blocks } from './support/problems/blocks.ts';
import { books } from './support/problems/books.ts';
import { fields } from './support/problems/fields.ts';
import { furtherFields } from './support/problems/further-fields.ts';
import { notations } from './support/problems/notations.ts';

const rows = [...fields, ...furtherFields, ...books, ...blocks, ...notations].map(
  ([f, wrt, sizes, answer, conditions = '', order = 1]) => ({
    answer,
    problem: { f, wrt, declare: declared(sizes), conditions: said(conditions), order } satisfies Problem,
  }),
);

test('there are enough of them', () => {
  expect(rows.length).toBeGreaterThanOrEqual(450);
});

describe.each(['denominator', 'numerator'] as const)('%s layout', (layout) => {
  test.each(rows.map((it) => [it.problem.f, it.problem.wrt, it] as const))(
    '%s by %s',
    (_, __, { problem, answer }) => {
      const found = derive({ ...problem, layout });
      if ('unavailable' in found) throw new Error(found.detail);
      const ofMatrix = found.readings.some((it) => it.includes('function of the matrix'));
      const printed = errorOf(found.latex, problem, layout, found.where, ofMatrix);
      expect(printed, found.latex).toBeLessThan(1e-4);
      if (layout === 'numerator') return;
      // The engine has no part in what was worked out by hand, nor in how either is computed.
      const sampled = sample(problem, 3, [found.latex, answer]);
      const [ours, theirs] = [found.latex, answer].map((it) => valueOf(it, problem, sampled, new Map(), ofMatrix));
      expect(distance(theirs!, ours!), `${found.latex} beside ${answer}`).toBeLessThan(1e-9);
    },
    20_000,
  );
});
