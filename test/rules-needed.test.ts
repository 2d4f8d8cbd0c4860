/** The rules that real notes need say what these notes say: the normal form of both sides is the same. */
import { expect, test } from 'vitest';
import { formulaOf, meaningsOf } from '../server/src/analysis/derive.ts';
import { pose } from '../server/src/analysis/problem.ts';
import { elaborate } from '../server/src/algebra/elaborate.ts';
import { areEqual } from '../server/src/algebra/normal-form.ts';
import type { Poly } from '../server/src/algebra/tensor.ts';
import { catalogueOf } from '../server/src/rules/catalogue.ts';
import { type Match, matchesOf } from '../server/src/rules/match.ts';
import { catalogueNotes } from './support/catalogue.ts';
import { declared } from './support/declared.ts';
import { needed } from './support/needed-rules.ts';

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

function valueOf(tex: string, f: string, declare: readonly string[]): Poly | undefined {
  const posed = pose({ formulas: [tex, f], declare });
  const formula = posed.formulas[0]!;
  const expr = formulaOf(formula);
  return expr === undefined ? undefined : elaborate(expr, meaningsOf(formula, posed)).value?.p;
}

test.each(needed)('%s: %s by %s', (id, f, wrt, sizes, gradient) => {
  const declare = declared(sizes);
  const left = `\\frac{\\partial}{\\partial ${wrt}} ${/^\\(log|det|operatorname|\|)|^[a-z]\^?[^-+]*$/.test(f) ? f : `\\left( ${f} \\right)`}`;
  const posed = pose({ formulas: [left], declare });
  const wanted = valueOf(gradient, f, declare);
  expect(wanted).toBeDefined();
  const own = matchesOf(catalogue, formulaOf(posed.formulas[0]!)!, { layout: 'denominator' }).filter(
    ({ rule }) => rule.id === id || rule.names.includes(id),
  );
  const said = own.map((it) => rightOf(it, left));
  const same = said.some((it) => {
    const value = valueOf(it, f, declare);
    return value !== undefined && wanted !== undefined && areEqual(value, wanted);
  });
  expect(same, `${left}: ${said.join(' | ')}`).toBe(true);
});
