/** The smallest case that shows that a claim is not true, at length: to be read, and to be tried. */
import { exampleCode, type Written } from '../analysis/example-code.ts';
import type { Facts } from '../analysis/facts.ts';
import { difference } from '../analysis/verdict-wording.ts';
import { contains } from '../base/span.ts';
import { exampleOf, type ShownClaim, shownClaims, verdictSentence } from './claims.ts';

export interface ShownExample {
  /** A line each: the claim, the values, both sides, their difference. */
  readonly text: string;
  readonly numpy: string;
}

/** The claim at an offset of the note: the one whose sign is nearest. */
export function claimNear(facts: Facts, offset: number): ShownClaim | undefined {
  const here = shownClaims(facts).filter(({ span, sign }) => contains(span, offset) || contains(sign, offset));
  const away = ({ sign }: ShownClaim): number => Math.abs(sign.start - offset);
  return [...here].sort((a, b) => away(a) - away(b))[0];
}

/** For the claim at an offset; undefined where it has no counterexample. */
export function counterexample(facts: Facts, offset: number): ShownExample | undefined {
  const claim = claimNear(facts, offset);
  const example = claim && exampleOf(facts, claim);
  const found = claim?.step?.counterexample;
  if (claim?.step === undefined || example === undefined || found === undefined) return undefined;
  const { step } = claim;
  const apart = difference(found.left, found.right);
  const lines = [`${step.left} = ${step.right}`, verdictSentence(facts, claim), example];
  if (apart !== undefined) lines.push(`  difference  ${apart}`);
  const numpy = exampleCode(found, { tex: step.tex, sides: step }, (key) => written(facts, claim, key));
  return { text: lines.join('\n'), numpy };
}

/** How the formula writes a name. */
function written(facts: Facts, { part, formula }: ShownClaim, key: string): Written | undefined {
  const known = facts.parts[part];
  const all = known?.names.filter((it) => it.key === key && it.macro === undefined && it.apart === undefined) ?? [];
  const name = all.find((it) => it.formula === formula) ?? all[0];
  const text = name && known?.formulas[name.formula]?.tree.text;
  return name && text !== undefined
    ? { tex: text.slice(name.span.start, name.span.end), shape: name.meaning.shape }
    : undefined;
}
