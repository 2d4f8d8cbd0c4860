/**
 * The note around a section, as the section sees it. What it asks is noted: as long as the answers are the same, the
 * section need not be looked at again, whatever else changes in the note.
 */
import type { Styles } from '../shape/habit.ts';
import { type Env, sameEntry, type Surroundings } from '../shape/scope.ts';
import { type NoteStyles, sameCounts } from './note-styles.ts';

export interface Around<Place> {
  readonly env: Env<Place>;
  readonly styles: NoteStyles;
}

export interface Watched<Place> {
  readonly env: Surroundings<Place>;
  readonly styles: Pick<Styles, 'kinds' | 'sizes' | 'cues'>;
  /**
   * Puts the section into other surroundings if it sees no difference; else nothing changes. Later questions go to the
   * new surroundings, so that places are those of the present text.
   */
  readonly movedTo: (around: Around<Place>) => boolean;
}

export function watched<Place>(around: Around<Place>): Watched<Place> {
  let now = around;
  const entries = asked((key) => now.env.entries.get(key), sameEntry);
  const kinds = asked((key) => now.env.kinds.get(key), Object.is);
  const counts = asked((style) => now.styles.kinds.get(style), sameCounts);
  const cues = asked((key) => now.styles.cues.get(key), Object.is);
  const sizes = asked((key) => now.styles.sizes.has(key), Object.is);
  return {
    env: { entries, kinds },
    styles: { kinds: counts, cues, sizes: { has: (key) => sizes.get(key) === true } },
    movedTo: (next) => {
      const before = now;
      now = next;
      const same =
        (next.env === before.env || (entries.hold() && kinds.hold())) &&
        (next.styles === before.styles || (counts.hold() && sizes.hold() && cues.hold()));
      if (!same) now = before;
      else if (next.env !== before.env) entries.renew();
      return same;
    },
  };
}

interface Asked<T> {
  readonly get: (key: string) => T | undefined;
  /** Whether all answers are still the same. */
  readonly hold: () => boolean;
  readonly renew: () => void;
}

/** Answers, each asked for once and kept; null where there is none. */
function asked<T>(ask: (key: string) => T | undefined, same: (a?: T, b?: T) => boolean): Asked<T> {
  const answers = new Map<string, T | null>();
  return {
    get: (key) => {
      let answer = answers.get(key);
      if (answer === undefined) answers.set(key, (answer = ask(key) ?? null));
      return answer ?? undefined;
    },
    hold: () => {
      for (const [key, answer] of answers) if (!same(answer ?? undefined, ask(key))) return false;
      return true;
    },
    renew: () => {
      for (const key of answers.keys()) answers.set(key, ask(key) ?? null);
    },
  };
}
