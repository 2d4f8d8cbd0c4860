/** The shape of each symbol, to stand behind it: `A·m×n`. */
import type { Facts } from '../analysis/facts.ts';
import { type Span, contains } from '../base/span.ts';
import { formulaInNote, formulaSpanInNote } from './places.ts';

export interface ShapeHint {
  /** Behind the symbol, in the note. */
  readonly offset: number;
  readonly text: string;
}

/** Of the symbols within a span of the note whose shape is known; numbers have none. */
export function shapeHints(facts: Facts, within: Span): readonly ShapeHint[] {
  return facts.note.parts.flatMap((placed, part) =>
    placed.part.formulas.flatMap((source, formula): readonly ShapeHint[] => {
      const all = formulaInNote(facts.note, part, formula);
      if (all === undefined || all.end < within.start || all.start > within.end) return [];
      const shapes = facts.parts[part]?.formulas[formula]?.shapes ?? [];
      const symbols = shapes.filter((it) => it.symbol !== undefined && /^(vector|row|matrix|tensor)\(/.test(it.shape));
      return symbols.flatMap(({ span, shape, said }) => {
        const offset = formulaSpanInNote(placed, source, span).end;
        const sizes = /\((.*)\)/.exec(shape)?.[1] ?? '';
        if (!contains(within, offset) || sizes.includes('?') || said === '') return [];
        return [{ offset, text: `·${sizes.replaceAll(',', '×')}` }];
      });
    }),
  );
}
