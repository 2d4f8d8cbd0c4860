/** Right sides that are known not to be the derivative on their left: the derivative may be put in their place. */
import type { Derivative, Expr } from '../expr/expr.ts';
import type { Spot } from './chain-here.ts';
import { deriveHere, valueHere } from './derive-here.ts';
import type { Facts } from './facts.ts';
import { type Offer, offersAt, type Slot } from './offers.ts';
import { areAlike } from './open-sizes.ts';
import type { Settings } from './settings.ts';

export interface Replacement {
  readonly slot: Slot;
  readonly offer: Offer;
}

/** What may take the place of the right side of a statement of a formula. */
export function replacementFor(
  facts: Facts,
  settings: Settings,
  part: number,
  formula: number,
  statement: number,
): Replacement | undefined {
  const sides = sidesIn(facts, part, formula, statement);
  if (sides === undefined) return undefined;
  const { derivative, right } = sides;
  const slot: Slot = { part, formula, statement, derivative, ...right.span };
  if (!isReplaceable(facts, slot, right)) return undefined;
  const offered = offersAt(facts, settings, slot);
  const offer = 'missing' in offered ? undefined : offered.offers[0];
  return offer && { slot, offer };
}

/** `\partial f / \partial x = …`, and nothing more. */
export function sidesIn(
  facts: Facts,
  part: number,
  formula: number,
  statement: number,
): { readonly derivative: Derivative; readonly right: Expr } | undefined {
  const expr = facts.parts[part]?.formulas[formula]?.expressions[statement];
  if (expr?.kind !== 'relation' || expr.sides.length !== 2 || expr.signs[0]?.text !== '=') return undefined;
  const [derivative, right] = expr.sides;
  return derivative?.kind !== 'derivative' || right === undefined ? undefined : { derivative, right };
}

function isReplaceable(facts: Facts, slot: Slot, right: Expr): boolean {
  const known = facts.parts[slot.part];
  const verdict = known?.formulas[slot.formula]?.statements[slot.statement]?.verdict;
  const faulty = known?.findings.some(
    ({ formula, severity }) => formula === slot.formula && (severity === 'error' || severity === 'warning'),
  );
  if (verdict !== 'refuted' && verdict !== 'ill-typed' && verdict !== 'wrong-layout' && faulty !== true) return false;
  return saysDerivative(facts, slot, slot.derivative, right) === false;
}

/** Whether a side is the derivative that stands before it; undefined where that cannot be worked out. */
export function saysDerivative(facts: Facts, spot: Spot, derivative: Derivative, side: Expr): boolean | undefined {
  const derived = deriveHere(facts, spot, derivative);
  if ('missing' in derived) return undefined;
  const value = valueHere(facts, spot, side, derived);
  const { kind, expected } = derived.laid;
  return value?.kind === kind && areAlike(value.p, expected);
}
