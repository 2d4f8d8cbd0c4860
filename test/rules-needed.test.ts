/** The rules that real notes need say what these notes say: the normal form of both sides is the same. */
import { expect, test } from 'vitest';
import { formulaOf, meaningsOf } from '../server/src/analysis/derive.ts';
import { pose } from '../server/src/analysis/problem.ts';
import { elaborate } from '../server/src/algebra/elaborate.ts';
import { areEqual } from '../server/src/algebra/normal-form.ts';
import type { Poly } from '../server/src/algebra/tensor.ts';
import { isRelation } from '../server/src/expr/statement.ts';
import { catalogueOf } from '../server/src/rules/catalogue.ts';
import { type Match, matchesOf } from '../server/src/rules/match.ts';
import { catalogueNotes } from './support/catalogue.ts';
import { lookOf } from './support/rule-look.ts';
import { declared, said } from './support/declared.ts';
import { needed, stated } from './support/needed-rules.ts';

const catalogue = catalogueOf(catalogueNotes.map((it) => it.chapter));

/** The right side of a rule with what its symbols stand for, as TeX. */
function rightOf({ rule, form, bindings }: Match, left: string): string {
  const right = form.tex.slice(form.tex.indexOf(' = ') + 3);
  const stands = new Map(
    rule.symbols.flatMap(({ key, tex }) => {
      const span = bindings.get(key)?.span;
      return span === undefined || tex === '' ? [] : [[tex, left.slice(span.start, span.end)] as const];
    }),
  );
  const names = [...stands.keys()].map((it) => it.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return right.replaceAll(new RegExp(`(?<![A-Za-z\\\\])(${names.join('|')})(?![A-Za-z])`, 'g'), (it) =>
    stands.get(it)!.length === 1 ? stands.get(it)! : `{${stands.get(it)!}}`,
  );
}

function valueOf(tex: string, f: string, declare: readonly string[], conditions: readonly string[]): Poly | undefined {
  const posed = pose({ formulas: [tex, f], declare, conditions });
  const formula = posed.formulas[0]!;
  const expr = formulaOf(formula);
  return expr === undefined ? undefined : elaborate(expr, meaningsOf(formula, posed)).value?.p;
}

test.each(needed.map((it) => [it[0], it[1], it[2], it] as const))('%s: %s by %s', (_, __, ___, row) => {
  const [id, f, wrt, sizes, gradient, words = ''] = row;
  const declare = declared(sizes);
  const conditions = said(words);
  const left = `\\frac{\\partial}{\\partial ${wrt}} ${/^\\(log|det|operatorname|\|)|^[a-z]\^?[^-+]*$/.test(f) ? f : `\\left( ${f} \\right)`}`;
  const posed = pose({ formulas: [left], declare, conditions });
  const wanted = valueOf(gradient, f, declare, conditions);
  expect(wanted).toBeDefined();
  const own = matchesOf(catalogue, formulaOf(posed.formulas[0]!)!, { layout: 'denominator' }).filter(
    ({ rule }) => rule.id === id || rule.names.includes(id),
  );
  const rights = own.map((it) => rightOf(it, left));
  const same = rights.some((it) => {
    const value = valueOf(it, f, declare, conditions);
    return value !== undefined && wanted !== undefined && areEqual(value, wanted);
  });
  expect(same, `${left}: ${rights.join(' | ')}`).toBe(true);
});

const rules = catalogueNotes.flatMap((it) => it.chapter.rules);

function lookOfText(tex: string): string {
  const claim = pose({ formulas: [tex] }).formulas[0]?.statements[0]?.expr;
  return claim !== undefined && isRelation(claim) ? lookOf({ claim }) : '';
}

test.each(stated)('%s: %s', (id, statement) => {
  const own = rules.filter((it) => it.id === id || it.names.includes(id));
  expect(own).not.toEqual([]);
  const looks = own.flatMap((it) => it.forms.map(lookOf));
  expect(looks).toContain(lookOfText(statement));
});

test('what says something else looks otherwise', () => {
  const [, statement] = stated.find(([id]) => id === 'C7q')!;
  expect(lookOfText(statement)).not.toBe(lookOfText(statement.replace(' - ', ' + ')));
  expect(lookOfText('(A B)^\\top = B^\\top A^\\top')).not.toBe(lookOfText('(A B)^\\top = A^\\top B^\\top'));
});
