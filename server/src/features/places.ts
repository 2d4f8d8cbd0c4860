/** Where things of a part lie in the note. Features answer in offsets of the note; the way there is here only. */
import type { Facts, FormulaFacts, Place } from '../analysis/facts.ts';
import { type Span, contains, span } from '../base/span.ts';
import type { Formula, Note, PlacedPart } from '../note/note.ts';
import { toDerived, toSource } from '../note/source-map.ts';

export const inNote = (placed: PlacedPart, it: Span): Span => {
  const start = toSource(placed.place, it.start);
  return span(start, Math.max(start, toSource(placed.place, it.end)));
};

/** The place in the note; `near` is the part that refers to it, tried first since equal parts may be one object. */
export function placeInNote(note: Note, place: Place, near: number): Span | undefined {
  const here = note.parts[near];
  const placed = here?.part === place.part ? here : note.parts.find((it) => it.part === place.part);
  return placed && inNote(placed, place.span);
}

/** A formula with its delimiters. */
export function formulaInNote(note: Note, part: number, formula: number): Span | undefined {
  const placed = note.parts[part];
  const found = placed?.part.formulas[formula];
  return placed && found && inNote(placed, found.span);
}

/** A span of the formula's own text. */
export const formulaSpanInNote = (placed: PlacedPart, formula: Formula, it: Span): Span => {
  const start = toSource(formula.map, it.start);
  return inNote(placed, span(start, Math.max(start, toSource(formula.map, it.end))));
};

/** What a note's text holds of a part. */
export function partInNote(placed: PlacedPart): Span {
  const { pieces } = placed.place;
  const last = pieces[pieces.length - 1];
  return span(pieces[0]?.to ?? 0, last ? last.to + last.length : 0);
}

export interface FormulaAt {
  readonly part: number;
  readonly formula: number;
  readonly placed: PlacedPart;
  readonly source: Formula;
  readonly facts: FormulaFacts;
  /** The offset asked for, in the formula's text. */
  readonly offset: number;
}

/** The formula at an offset of the note, its delimiters included; between two that touch, the later. */
export function formulaAt(facts: Facts, offset: number): FormulaAt | undefined {
  for (let part = facts.note.parts.length - 1; part >= 0; part--) {
    const placed = facts.note.parts[part]!;
    if (!contains(partInNote(placed), offset)) continue;
    const within = toDerived(placed.place, offset);
    const formula = placed.part.formulas.findLastIndex((it) => contains(it.span, within));
    const source = placed.part.formulas[formula];
    const known = facts.parts[part]?.formulas[formula];
    if (source && known) {
      return { part, formula, placed, source, facts: known, offset: toDerived(source.map, within) };
    }
  }
  return undefined;
}
