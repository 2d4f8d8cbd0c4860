/** A derivative in lines of text: its layout, the steps that lead to it, the rule that gives it, its verdict. */
import type { Facts } from '../analysis/facts.ts';
import type { Offer, Offered } from '../analysis/offers.ts';
import { plainOfTex } from '../analysis/plain-of-tex.ts';
import { type RuleFact, type Rulebook, rulesFor } from '../analysis/rulebook.ts';
import type { Documentation } from './complete.ts';
import { axisInWords } from './layout.ts';
import type { Whereabouts } from './lines.ts';
import { shownFormula, type ShownFormula } from './shown.ts';

const LONGEST = 72;

export function documentationOf(
  facts: Facts,
  offered: Offered,
  offer: Offer & { readonly formula: ShownFormula },
  where: Whereabouts,
  rules: Rulebook,
): Documentation {
  const { derived, other, shape } = offered;
  const { laid, axis } = derived;
  const size = shape.some((it) => it.includes('?')) ? '' : shape.join(' × ');
  const layout = axis === undefined ? laid.axes : axisInWords(facts, axis, laid.axes, where);
  const [closest] = derived.chain === undefined ? rulesFor(rules, derived) : [];
  const entries = laid.entries.free.length > 2 ? laid.index() : undefined;
  const steps = laid.steps().map((it) => `${plainOfTex(it.latex, LONGEST)}  (${it.text})`);
  return {
    formula: offer.formula,
    lines: [
      [layout, size].filter((it) => it !== '').join(', '),
      ...(entries === undefined ? [] : [`By entries: ${plainOfTex(entries, LONGEST)}`]),
      ...(steps.length > 0 ? ['', ...steps] : []),
      ...(closest ? ['', `Rule ${closest.rule.id}: ${closest.rule.title}`, closest.rule.source] : []),
      ...(closest?.open ?? []).map((it) => `where ${it}`),
      '',
      derived.chain
        ? 'Checked on numbers, for a loss that may be anything.'
        : other === undefined
          ? 'Proved.'
          : `Proved. In the other layout: ${plainOfTex(other)}`,
    ],
  };
}

/** A rule with its formula, where it comes from, and what it asks. */
export const ruleDocumentation = ({ id, title, given, source, remark }: RuleFact, tex: string): Documentation => ({
  formula: shownFormula(tex),
  lines: [`${id}  ${title}`, given, `Source: ${source}`, remark].filter((it) => it !== ''),
});
