/** The note as it would be with another text in the place of a formula, and what that text would claim. */
import { never } from '../base/cancel.ts';
import { analyse } from './analyse.ts';
import type { Spot } from './chain-here.ts';
import type { Facts, PartFacts } from './facts.ts';
import { claimsOfPart, type NoteClaim } from './jobs.ts';
import { codeInfo } from './problems.ts';
import type { Settings } from './settings.ts';

/** A half-typed formula counts as one that has its end. */
export function withFormula(
  facts: Facts,
  settings: Settings,
  { part, formula }: Pick<Spot, 'part' | 'formula'>,
  text: string,
): Facts {
  const placed = facts.note.parts[part]!;
  const formulas = placed.part.formulas.map((it, index) => (index === formula ? { ...it, text, closed: true } : it));
  const parts = facts.note.parts.map((it, index) => (index === part ? { ...it, part: { ...it.part, formulas } } : it));
  return analyse({ ...facts.note, parts }, settings, never, facts);
}

/** How much is found in a part that is shown unless it is asked to be silent. */
const saidOf = ({ findings }: PartFacts): number =>
  findings.filter(({ code }) => codeInfo[code].severity !== 'off').length;

/** Whether more is found in a note than before. */
export const saysMore = (after: Facts, before: Facts): boolean =>
  after.parts.some((it, index) => saidOf(it) > saidOf(before.parts[index]!));

/** What a formula claims with another text; nothing where that cannot be read or draws a finding. */
export function claimsWith(
  facts: Facts,
  settings: Settings,
  spot: Pick<Spot, 'part' | 'formula'>,
  text: string,
): readonly NoteClaim[] | undefined {
  const after = withFormula(facts, settings, spot, text);
  if (after.parts[spot.part]?.formulas[spot.formula]?.tree.clean !== true || saysMore(after, facts)) return undefined;
  const claims = claimsOfPart(after, spot.part).filter((it) => it.formula === spot.formula);
  return claims.length === 0 ? undefined : claims;
}
