/** One mark for each line on which a claim begins: its gravest verdict, in a word and in a sentence. */
import type { Facts, StatementFact } from '../analysis/facts.ts';
import { formulaSpanInNote } from './places.ts';

export type Mark = 'proved' | 'checked' | 'true-if' | 'other-layout' | 'does-not-fit' | 'not-true' | 'not-checked';

export interface MarkedPlace {
  /** In the note. */
  readonly offset: number;
  readonly mark: Mark;
  readonly text: string;
}

/** The marks of a note, in the order of the text. `silent`: without those of claims that were not checked. */
export function marks(facts: Facts, silent: boolean): readonly MarkedPlace[] {
  return facts.note.parts.flatMap((placed, index) =>
    (facts.parts[index]?.formulas ?? []).flatMap(({ statements }, formula) => {
      const source = placed.part.formulas[formula];
      if (source === undefined) return [];
      return statements.flatMap((it): readonly MarkedPlace[] => {
        const mark = markOf(it);
        if (mark === undefined || (silent && mark === 'not-checked')) return [];
        return [{ offset: formulaSpanInNote(placed, source, it.span).start, mark, text: wordsFor(mark, it) }];
      });
    }),
  );
}

function markOf({ kind, verdict, holdsIf }: StatementFact): Mark | undefined {
  if (kind !== 'claim') return undefined;
  switch (verdict) {
    case 'proved':
      return 'proved';
    case 'verified':
      return 'checked';
    case 'refuted':
      return holdsIf !== undefined && holdsIf.length > 0 ? 'true-if' : 'not-true';
    case 'wrong-layout':
      return 'other-layout';
    case 'ill-typed':
      return 'does-not-fit';
    default:
      return 'not-checked';
  }
}

function wordsFor(mark: Mark, { samples, reading, reason }: StatementFact): string {
  const also = reading === undefined ? '' : ` (${reading})`;
  switch (mark) {
    case 'proved':
      return 'Proved: the same formula after simplification.';
    case 'checked':
      return `Checked: equal in ${String(samples ?? 0)} random cases${also}.`;
    case 'true-if':
      return 'True only under a condition that the note does not state.';
    case 'other-layout':
      return 'True in the other layout.';
    case 'does-not-fit':
      return 'The sizes do not fit.';
    case 'not-true':
      return 'Not true in general.';
    case 'not-checked':
      return `Not checked: ${(reason ?? 'no reason').replaceAll('-', ' ')}.`;
  }
}

/** `9 checked · 2 proved · 5 not checked`. */
export function summaryOf(facts: Facts): string {
  const all = marks(facts, false).map((it) => it.mark);
  const times = (mark: Mark, word: string): readonly string[] => {
    const n = all.filter((it) => it === mark).length;
    return n === 0 ? [] : [`${String(n)} ${word}`];
  };
  return [
    ...times('not-true', 'not true'),
    ...times('true-if', 'true if'),
    ...times('does-not-fit', 'not fitting'),
    ...times('other-layout', 'in the other layout'),
    ...times('checked', 'checked'),
    ...times('proved', 'proved'),
    ...times('not-checked', 'not checked'),
  ].join(' · ');
}
