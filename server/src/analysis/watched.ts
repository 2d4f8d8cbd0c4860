/**
 * The note around a section, as the section sees it. What it asks is noted: as long as the answers are the same, the
 * section need not be looked at again, whatever else changes in the note.
 */
import { type Entry, type Env, sameEntry, type Surroundings } from '../shape/scope.ts';

export interface Around<Place> {
  readonly env: Env<Place>;
  /** Names that the note uses as sizes. */
  readonly sizes: ReadonlySet<string>;
}

export interface Watched<Place> {
  readonly env: Surroundings<Place>;
  readonly sizes: Pick<ReadonlySet<string>, 'has'>;
  /**
   * Puts the section into other surroundings if it sees no difference; else nothing changes. Later questions go to the
   * new surroundings, so that places are those of the present text.
   */
  readonly movedTo: (around: Around<Place>) => boolean;
}

export function watched<Place>(around: Around<Place>): Watched<Place> {
  let now = around;
  const entries = new Map<string, Entry<Place> | null>();
  const kinds = new Map<string, number | null>();
  const sizes = new Map<string, boolean>();
  const sameEnv = (env: Env<Place>): boolean => {
    for (const [key, entry] of entries) if (!sameEntry(entry ?? undefined, env.entries.get(key))) return false;
    for (const [key, mask] of kinds) if ((mask ?? undefined) !== env.kinds.get(key)) return false;
    return true;
  };
  const sameSizes = (next: ReadonlySet<string>): boolean => {
    for (const [key, answer] of sizes) if (next.has(key) !== answer) return false;
    return true;
  };
  return {
    env: {
      entries: { get: remembered(entries, (key) => now.env.entries.get(key)) },
      kinds: { get: remembered(kinds, (key) => now.env.kinds.get(key)) },
    },
    sizes: {
      has: (key) => {
        let answer = sizes.get(key);
        if (answer === undefined) sizes.set(key, (answer = now.sizes.has(key)));
        return answer;
      },
    },
    movedTo: (next) => {
      if (next.env !== now.env && !sameEnv(next.env)) return false;
      if (next.sizes !== now.sizes && !sameSizes(next.sizes)) return false;
      if (next.env !== now.env) for (const key of entries.keys()) entries.set(key, next.env.entries.get(key) ?? null);
      now = next;
      return true;
    },
  };
}

/** A question whose answers are kept; null where there is none. */
const remembered =
  <T>(answers: Map<string, T | null>, ask: (key: string) => T | undefined) =>
  (key: string): T | undefined => {
    let answer = answers.get(key);
    if (answer === undefined) answers.set(key, (answer = ask(key) ?? null));
    return answer ?? undefined;
  };
