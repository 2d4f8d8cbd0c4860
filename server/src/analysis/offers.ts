/**
 * What may be written right of `\frac{\partial f}{\partial x} =`. Each spelling is tried in the note: it is read where it
 * would stand, compared with the derivative, and offered only if it says the same and brings no finding.
 */
import { type Form, transposeForm, wrap } from '../algebra/form.ts';
import { dimText, printForm, type Style } from '../algebra/print.ts';
import type { Laid } from '../diff/differentiate.ts';
import type { Derivative, Expr } from '../expr/expr.ts';
import type { Spot } from './chain-here.ts';
import { type DerivedHere, deriveHere, missing, type NotDerived, valueHere } from './derive-here.ts';
import type { Facts, FormulaFacts } from './facts.ts';
import { expandedForm } from './forms.ts';
import { claimsOfPart, type NoteClaim } from './jobs.ts';
import { areAlike } from './open-sizes.ts';
import { plainOfTex } from './plain-of-tex.ts';
import type { Settings } from './settings.ts';
import { saysMore, withFormula } from './with-formula.ts';

/** A place where a derivative is asked for. */
export interface Slot extends Spot {
  readonly derivative: Derivative;
  /** The stretch of the formula's text that the answer takes the place of: empty where nothing stands yet. */
  readonly start: number;
  readonly end: number;
}

export interface Offer {
  readonly tex: string;
  /** In a line of plain text. */
  readonly plain: string;
  readonly how: 'derivative' | 'expanded' | 'transposed' | 'rule' | 'chain';
  /** The claim that it makes in the note, for the verifier. */
  readonly claims: readonly NoteClaim[];
}

/** What rests on how the note goes on, the chain rule through a loss that it never defines, is to be checked as well. */
export const needsCheck = ({ how }: Offer): boolean => how === 'chain';

export interface Offered {
  readonly offers: readonly Offer[];
  /** By dimension: none for a number. */
  readonly shape: readonly string[];
  readonly derived: DerivedHere;
  /** In the other layout. */
  readonly other?: string;
}

export function offersAt(facts: Facts, settings: Settings, slot: Slot): Offered | NotDerived {
  const derived = deriveHere(facts, slot, slot.derivative);
  if ('missing' in derived) return derived;
  const { laid, style, other } = derived;
  const [form] = laid.forms;
  if (form === undefined || laid.where.length > 0) return missing('it has no matrix notation');
  const seen = new Set<string>();
  const offers = spellings(form, style).flatMap(({ tex, how }): readonly Offer[] => {
    if (seen.has(tex)) return [];
    seen.add(tex);
    const offer = offerOf(facts, settings, slot, tex, derived.chain === undefined ? how : 'chain');
    return offer === undefined ? [] : [offer];
  });
  const [first] = offers;
  if (first?.how !== 'derivative' && first?.how !== 'chain')
    return missing('it cannot be written so that it reads back');
  const turned = other && texOf(other, style);
  return {
    offers,
    shape: laid.shape.map(dimText),
    derived,
    ...(turned !== undefined && turned !== first.tex && { other: turned }),
  };
}

/** A spelling as an offer, if it says the derivative and leaves the note as sound as it is. */
export function offerOf(
  facts: Facts,
  settings: Settings,
  slot: Slot,
  tex: string,
  how: Offer['how'],
): Offer | undefined {
  if (saysNothing(facts, slot, tex)) return undefined;
  const claims = tried(facts, settings, slot, tex);
  return claims && { tex, plain: plainOfTex(tex), how, claims };
}

const texOf = ({ forms: [form] }: Laid, style: Style): string | undefined => form && printForm(form, style);

/** The derivative as the engine has it, and other ways to write the same. */
function spellings(form: Form, style: Style): readonly Pick<Offer, 'tex' | 'how'>[] {
  const expanded = expandedForm(form);
  const isTurned = form.op === 'product' && form.args.filter((it) => it.op === 'transpose').length > 1;
  return [
    { tex: printForm(form, style), how: 'derivative' },
    ...(expanded ? [{ tex: printForm(expanded, style), how: 'expanded' as const }] : []),
    ...(isTurned
      ? [{ tex: printForm(wrap('transpose', form.kind, [transposeForm(form)]), style), how: 'transposed' as const }]
      : []),
  ];
}

/** `\nabla f(x) = \nabla f(x)`: what stands left of the sign already. */
function saysNothing(facts: Facts, { part, formula, derivative }: Slot, tex: string): boolean {
  const text = facts.parts[part]?.formulas[formula]?.tree.text ?? '';
  const bare = (it: string): string => it.replaceAll(/\s|\\[,;:!]/g, '');
  return bare(text.slice(derivative.span.start, derivative.span.end)) === bare(tex);
}

/** The claims of the formula with an answer in it; nothing where it does not say the derivative or draws a finding. */
function tried(facts: Facts, settings: Settings, slot: Slot, tex: string): readonly NoteClaim[] | undefined {
  const after = withAnswer(facts, settings, slot, tex);
  const known = after.parts[slot.part]?.formulas[slot.formula];
  const right = known && rightOf(known, slot);
  if (known?.tree.clean !== true || right === undefined) return undefined;
  const derived = deriveHere(after, slot, right.derivative);
  if ('missing' in derived) return undefined;
  const { expected, kind } = derived.laid;
  const value = valueHere(after, slot, right.side, derived);
  const isZero = value?.p.monos.length === 0;
  if (value === undefined || isZero || value.kind !== kind || !areAlike(value.p, expected)) return undefined;
  if (saysMore(after, facts)) return undefined;
  const claims = claimsOfPart(after, slot.part).filter(
    (it) => it.formula === slot.formula && it.statement === slot.statement && it.right === right.side,
  );
  // “At a point with ∇f =” asks for no derivative: what stands there is a condition.
  return claims.length === 0 ? undefined : claims;
}

/** The note as it would be with an answer. */
function withAnswer(facts: Facts, settings: Settings, slot: Slot, tex: string): Facts {
  const text = facts.parts[slot.part]?.formulas[slot.formula]?.tree.text ?? '';
  return withFormula(facts, settings, slot, closed(`${text.slice(0, slot.start)} ${tex} ${text.slice(slot.end)}`));
}

/** The environments of a half-typed formula are ended. */
export function closed(text: string): string {
  const open: string[] = [];
  for (const [, what, name] of text.matchAll(/\\(begin|end)\s*\{([^}]*)\}/g)) {
    if (what === 'begin') open.push(name!);
    else if (open[open.length - 1] === name) open.pop();
  }
  return open.reduceRight((all, name) => `${all}\n\\end{${name}}`, text);
}

/** The derivative and what stands right of it, behind the sign where the answer was put. */
function rightOf(
  { expressions }: FormulaFacts,
  { statement, start }: Slot,
): { readonly derivative: Derivative; readonly side: Expr } | undefined {
  const expr = expressions[statement];
  if (expr?.kind !== 'relation') return undefined;
  const at = expr.sides.findIndex((it) => it !== undefined && it.span.start >= start);
  const side = expr.sides[at];
  const derivative = expr.sides.slice(0, at).find((it) => it?.kind === 'derivative');
  return side === undefined || derivative?.kind !== 'derivative' ? undefined : { derivative, side };
}
