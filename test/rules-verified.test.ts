/**
 * Every rule of the catalogue is true in the layouts for which it is stated, and false once it is spoiled: with another
 * sign, another factor, transposed, or read in the other layout. A spoiled rule may be true as well where both are the
 * same (a transposed symmetric matrix), but never with another sign or factor.
 */
import { afterAll, describe, expect, test } from 'vitest';
import type { Form, Layout, Rule } from '../server/src/rules/rule.ts';
import { catalogueNotes } from './support/catalogue.ts';
import { remember, type Told, verdictOn } from './support/rule-verdicts.ts';

const HOLDS: ReadonlySet<string> = new Set(['verified', 'proved']);
const FAILS: ReadonlySet<string> = new Set(['refuted', 'ill-typed', 'wrong-layout']);

/** Inequalities are never ticked, and memberships are held by the shapes alone. */
const holds = ({ verdict, reason, detail }: Told): boolean =>
  HOLDS.has(verdict) || reason === 'no-counterexample' || detail === '\\in' || reason === 'several-meanings';

/** True as it stands, or in another sense of its signs (vec that stacks rows). */
const mayBeTrue = ({ verdict, reason }: Told): boolean => HOLDS.has(verdict) || reason === 'several-meanings';

/** The layouts that can differ for this formula. */
const layoutsOf = ({ layouts, tex }: Form): readonly Layout[] =>
  /\\partial|\\nabla/.test(tex) && layouts.length < 3 ? layouts : layouts.slice(0, 1);

interface Twin {
  readonly name: string;
  readonly claim: string;
  readonly layout: Layout;
  /** Whether it may be true as well. */
  readonly mayHold: boolean;
}

/** The first formula with its right side spoiled; none for an inequality. */
function twinsOf({ tex, layouts }: Form): readonly Twin[] {
  const parts = tex.split(' = ');
  const [left, right] = parts;
  const [layout] = layouts;
  if (parts.length !== 2 || left === undefined || right === undefined || layout === undefined) return [];
  const twin = (name: string, spoiled: string, mayHold: boolean): Twin => ({
    name,
    claim: `${left} = ${spoiled}`,
    layout,
    mayHold,
  });
  const other: Layout | undefined =
    layouts.length === 3 ? undefined : layouts.includes('denominator') ? 'numerator' : 'denominator';
  return [
    ...(/^(0|\\mathbf\{0\})$/.test(right.trim())
      ? []
      : [
          twin('sign', `-\\left( ${right} \\right)`, false),
          twin('factor', `2 \\left( ${right} \\right)`, false),
          twin('transpose', `\\left( ${right} \\right)^\\top`, true),
        ]),
    ...(other === undefined ? [] : [{ name: 'layout', claim: tex, layout: other, mayHold: true }]),
  ];
}

const told = (rule: Rule, what: string, { verdict, reason, detail }: Told): string =>
  [rule.id, what, verdict, reason, detail].filter((it) => it !== undefined).join(' ');

afterAll(remember);

describe.each(catalogueNotes)('$name', ({ chapter }) => {
  const { rules } = chapter;

  test('each rule holds in each layout for which it is stated', { timeout: 600_000 }, () => {
    const wrong = rules.flatMap((rule) =>
      rule.forms.flatMap((form) =>
        layoutsOf(form).flatMap((layout) => {
          const verdict = verdictOn(rule, form, layout);
          return holds(verdict) ? [] : [`${told(rule, layout, verdict)}: ${form.tex}`];
        }),
      ),
    );
    expect(wrong).toEqual([]);
  });

  test('each rule fails once it is spoiled', { timeout: 600_000 }, () => {
    const wrong = rules.flatMap((rule) => {
      const [form] = rule.forms;
      if (form === undefined) return [];
      return twinsOf(form).flatMap((twin) => {
        const verdict = verdictOn(rule, form, twin.layout, twin.claim);
        return FAILS.has(verdict.verdict) || (twin.mayHold && mayBeTrue(verdict))
          ? []
          : [`${told(rule, twin.name, verdict)}: ${twin.claim}`];
      });
    });
    expect(wrong).toEqual([]);
  });
});
