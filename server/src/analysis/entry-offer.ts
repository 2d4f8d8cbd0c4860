/** A derivative by entries: `\frac{\partial f}{\partial X} =` goes on as `\frac{\partial f}{\partial X_{ij}} = \sum_k …`. */
import type { Facts } from './facts.ts';
import type { NoteClaim } from './jobs.ts';
import { closed, type Offered, type Slot } from './offers.ts';
import { plainOfTex } from './plain-of-tex.ts';
import type { Settings } from './settings.ts';
import { claimsWith } from './with-formula.ts';

export interface EntryOffer {
  readonly tex: string;
  readonly plain: string;
  /** What is put behind the variable, at an offset of the formula's text: `_{ij}`. */
  readonly index: string;
  readonly at: number;
  readonly claims: readonly NoteClaim[];
}

/** Of a number by a whole vector or matrix; to be confirmed on numbers before it is shown. */
export function entryOffer(facts: Facts, settings: Settings, slot: Slot, offered: Offered): EntryOffer | undefined {
  const { derivative, part, formula, start, end } = slot;
  const { laid, chain, subject } = offered.derived;
  const [by] = derivative.by;
  const known = facts.parts[part]?.formulas[formula];
  if (known === undefined || by?.kind !== 'symbol' || by.glyph.label !== '' || derivative.by.length !== 1)
    return undefined;
  if (derivative.notation !== 'fraction' || derivative.order !== 1 || chain !== undefined) return undefined;
  if (derivative.of === undefined || subject.shapeOf(derivative.of).kind !== 'scalar') return undefined;
  if (laid.entries.free.length === 0) return undefined;
  const tex = laid.index();
  if (tex === undefined) return undefined;
  const { text } = known.tree;
  const index = `_{${laid.places().join('')}}`;
  const at = by.span.end;
  const left = `${text.slice(0, at)}${index}${text.slice(at, start)}`;
  const claims = claimsWith(facts, settings, slot, closed(`${left} ${tex} ${text.slice(end)}`));
  const own = claims?.filter((it) => it.statement === slot.statement) ?? [];
  if (own.length === 0) return undefined;
  const name = plainOfTex(`${text.slice(by.span.start, at)}${index}`);
  return { tex, plain: `∂/∂${name}  ${plainOfTex(tex)}`, index, at, claims: own };
}
