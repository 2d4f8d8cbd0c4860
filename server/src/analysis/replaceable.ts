/** Whether a right side is known not to be the derivative on its left: then the derivative may be put in its place. */
import type { Expr } from '../expr/expr.ts';
import { deriveHere, valueHere } from './derive-here.ts';
import type { Facts } from './facts.ts';
import type { Slot } from './offers.ts';
import { areAlike } from './open-sizes.ts';

export function isReplaceable(facts: Facts, slot: Slot, right: Expr): boolean {
  const known = facts.parts[slot.part];
  const verdict = known?.formulas[slot.formula]?.statements[slot.statement]?.verdict;
  const faulty = known?.findings.some(
    ({ formula, severity }) => formula === slot.formula && (severity === 'error' || severity === 'warning'),
  );
  if (verdict !== 'refuted' && verdict !== 'ill-typed' && verdict !== 'wrong-layout' && faulty !== true) return false;
  const derived = deriveHere(facts, slot, slot.derivative);
  if ('missing' in derived) return false;
  const value = valueHere(facts, slot, right, derived);
  const { kind, expected } = derived.laid;
  return !(value?.kind === kind && areAlike(value.p, expected));
}
