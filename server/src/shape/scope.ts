/**
 * Which declarations are in force where. An environment is what a section inherits: declarations of the sections above
 * it are in force, those of its elder sisters are remembered as habits only, so that a letter may change its meaning
 * from one section to the next without a word.
 */
import type { Glyph } from '../expr/expr.ts';
import type { Shape } from './shape.ts';

/** Where something is said; kept up to date by the owner while the text around it moves. */
export interface Origin<Place> {
  place: Place;
}

export interface Entry<Place> {
  readonly key: string;
  readonly glyph: Glyph;
  readonly shape: Shape;
  readonly conditions: readonly string[];
  readonly origin: Origin<Place>;
  /** Depth of the heading of the section that declares; 0 before any heading. */
  readonly depth: number;
  /** False when another section at the same depth has begun since. */
  readonly inForce: boolean;
}

export interface Env<Place> {
  readonly entries: ReadonlyMap<string, Entry<Place>>;
  /** Kinds worked out in earlier sections, by key: weak, but better than a letter's convention. */
  readonly kinds: ReadonlyMap<string, number>;
  /** Environments that follow from this one, by what was added: the same additions give the same object. */
  readonly next: Map<string, Env<Place>>;
}

export const emptyEnv = <Place>(): Env<Place> => ({ entries: new Map(), kinds: new Map(), next: new Map() });

/** The environment inside a section of the given heading depth: declarations of closed sections lose their force. */
export function enter<Place>(env: Env<Place>, depth: number | undefined): Env<Place> {
  if (depth === undefined) return env;
  const signature = `enter ${String(depth)}`;
  const known = env.next.get(signature);
  if (known !== undefined) return known;
  const entries = new Map<string, Entry<Place>>();
  for (const [key, entry] of env.entries) {
    entries.set(key, entry.inForce && entry.depth >= depth ? { ...entry, inForce: false } : entry);
  }
  const next: Env<Place> = { entries, kinds: env.kinds, next: new Map() };
  env.next.set(signature, next);
  return next;
}

/** What follows a section that declared `added` and worked out `kinds`. */
export function leave<Place>(
  env: Env<Place>,
  added: readonly Entry<Place>[],
  kinds: ReadonlyMap<string, number>,
  signature: string,
): Env<Place> {
  if (added.length === 0 && kinds.size === 0) return env;
  const known = env.next.get(signature);
  if (known !== undefined) {
    // The same declarations as before, perhaps elsewhere in the text.
    for (const entry of added) {
      const old = known.entries.get(entry.key);
      if (old !== undefined) old.origin.place = entry.origin.place;
    }
    return known;
  }
  const entries = new Map(env.entries);
  for (const entry of added) entries.set(entry.key, entry);
  const merged = new Map(env.kinds);
  for (const [key, mask] of kinds) merged.set(key, mask);
  const next: Env<Place> = { entries, kinds: merged, next: new Map() };
  env.next.set(signature, next);
  return next;
}
