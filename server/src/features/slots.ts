/** Where a derivative is asked for: behind the last `=` of a row whose left side is a derivative. */
import type { Facts } from '../analysis/facts.ts';
import type { DifferentialSlot } from '../analysis/differentials.ts';
import type { Slot } from '../analysis/offers.ts';
import type { Derivative, Relation } from '../expr/expr.ts';
import { toSource } from '../note/source-map.ts';
import { type FormulaAt, formulaAt } from './places.ts';

/** The formula that is being written at an offset of the note: one that lacks its end reaches over the blanks behind it. */
export function writtenAt(facts: Facts, offset: number): FormulaAt | undefined {
  const at = formulaAt(facts, offset);
  if (at !== undefined) return isInside(at, offset) ? at : undefined;
  const blank = /[ \t]*\n?[ \t]*$/.exec(facts.note.text.slice(0, offset))?.[0].length ?? 0;
  const before = blank === 0 ? undefined : formulaAt(facts, offset - blank);
  return before?.source.closed === false ? before : undefined;
}

/** Between the delimiters, not on them. */
function isInside({ placed, source, offset }: FormulaAt, asked: number): boolean {
  return !source.closed || toSource(placed.place, toSource(source.map, offset)) === asked;
}

/** The place for a right side at an offset of a formula, if nothing stands there yet. */
export function slotAt(at: FormulaAt): Slot | undefined {
  const open = openSideAt(at);
  const derivative = open && derivativeOf(open.relation);
  if (open === undefined || derivative === undefined) return undefined;
  const { part, formula, offset } = at;
  return { part, formula, statement: open.statement, derivative, start: offset, end: offset };
}

/** The place for the value of a differential, whose first it is. */
export function differentialSlotAt(at: FormulaAt): DifferentialSlot | undefined {
  const open = openSideAt(at);
  if (open?.relation.signs.length !== 1 || derivativeOf(open.relation) !== undefined) return undefined;
  return { part: at.part, formula: at.formula, at: at.offset, ...open };
}

/** The statement whose last side is missing at an offset of a formula. */
function openSideAt(at: FormulaAt): { readonly statement: number; readonly relation: Relation } | undefined {
  const { text } = at.facts.tree;
  const before = text.slice(0, at.offset);
  if (!/^\s*([.,;]\s*)?(\\\\|\\end\s*\{|\\(?:tag|label|qquad|quad)\b|$)/.test(text.slice(at.offset))) return undefined;
  for (const [statement, expr] of at.facts.expressions.entries()) {
    if (expr.kind !== 'relation') continue;
    const sign = expr.signs[expr.signs.length - 1];
    if (sign?.text !== '=' || sign.span.end > at.offset || !/^[\s&]*$/.test(before.slice(sign.span.end))) continue;
    return { statement, relation: expr };
  }
  return undefined;
}

/** The derivative that a chain of equations is about. */
function derivativeOf({ sides }: Relation): Derivative | undefined {
  const [first] = sides;
  return first?.kind === 'derivative' && first.of !== undefined ? first : undefined;
}
