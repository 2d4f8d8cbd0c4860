/** One mark for each line that makes a claim: its gravest verdict, in a word and in a sentence. */
import type { Facts } from '../analysis/facts.ts';
import { type Mark, shownClaims, verdictSentence, words } from './claims.ts';

export interface MarkedPlace {
  /** Of the sign, in the note. */
  readonly offset: number;
  readonly mark: Mark;
  readonly text: string;
}

/** The marks of a note, in the order of the text. `silent`: without those of claims that were not checked. */
export function marks(facts: Facts, silent: boolean): readonly MarkedPlace[] {
  return shownClaims(facts)
    .filter(({ mark }) => !silent || mark !== 'not-checked')
    .map((it) => ({ offset: it.sign.start, mark: it.mark, text: verdictSentence(facts, it) }));
}

const inOrder: readonly Mark[] = [
  'not-true', 'does-not-fit', 'other-layout', 'true-if', 'checked', 'proved', 'not-checked',
]; // prettier-ignore

/** `1 not true · 9 checked · 2 proved · 5 not checked`; empty for a note without claims. */
export function summaryOf(facts: Facts): string {
  const all = shownClaims(facts).map((it) => it.mark);
  return inOrder
    .flatMap((mark) => {
      const times = all.filter((it) => it === mark).length;
      return times === 0 ? [] : [`${String(times)} ${words[mark]}`];
    })
    .join(' · ');
}
