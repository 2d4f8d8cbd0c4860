/**
 * Which declarations are in force where. An environment is what a section inherits: declarations of the sections above
 * it are in force, those of its elder sisters are remembered as habits only, so that a letter may change its meaning
 * from one section to the next without a word.
 */
import type { Glyph } from '../expr/expr.ts';
import type { Numbered } from './layers.ts';
import type { Shape } from './shape.ts';

/** Where something is said; kept up to date by the owner while the text around it moves. */
export interface Origin<Place> {
  place: Place;
}

export interface Entry<Place> {
  readonly key: string;
  readonly glyph: Glyph;
  readonly shape: Shape;
  /** Where its sizes are numbered as it is. */
  readonly numbered?: Numbered;
  readonly conditions: readonly string[];
  /** A sentence declares it; how far its qualities hold is another matter. */
  readonly inWords: boolean;
  readonly origin: Origin<Place>;
  /** Depth of the heading of the section that declares; 0 before any heading. */
  readonly depth: number;
  /** False when another section at the same depth has begun since. */
  readonly inForce: boolean;
  /** Written below the name: it says nothing of the formulas before, and nothing in another section. */
  readonly onward?: boolean;
}

/** What a section may ask of its environment. */
export interface Surroundings<Place> {
  readonly entries: Pick<ReadonlyMap<string, Entry<Place>>, 'get'>;
  /** Kinds worked out in earlier sections, by key: weak, but better than a letter's convention. */
  readonly kinds: Pick<ReadonlyMap<string, number>, 'get'>;
}

export interface Env<Place> extends Surroundings<Place> {
  readonly entries: ReadonlyMap<string, Entry<Place>>;
  readonly kinds: ReadonlyMap<string, number>;
  /** What followed from this one last: the same again gives the same object, so that nothing after it need be looked at. */
  readonly next: {
    inside?: { readonly depth: number; readonly env: Env<Place> };
    after?: { readonly handed: Handed<Place>; readonly env: Env<Place> };
  };
}

/** What a section hands on: the last declaration of each name, and the kinds it worked out. */
export interface Handed<Place> {
  readonly entries: readonly Entry<Place>[];
  readonly kinds: ReadonlyMap<string, number>;
  /** Equal for sections that hand on the same, wherever they say it. */
  readonly signature: string;
}

export const emptyEnv = <Place>(): Env<Place> => ({ entries: new Map(), kinds: new Map(), next: {} });

/** The environment inside a section of the given heading depth: declarations of closed sections lose their force. */
export function enter<Place>(env: Env<Place>, depth: number | undefined): Env<Place> {
  if (depth === undefined) return env;
  const known = env.next.inside;
  if (known?.depth === depth) return known.env;
  const entries = new Map<string, Entry<Place>>();
  for (const [key, entry] of env.entries) {
    const isOver = entry.inForce && entry.depth >= depth;
    if (isOver && entry.onward === true) continue;
    entries.set(key, isOver ? { ...entry, inForce: false } : entry);
  }
  const inside: Env<Place> = { entries, kinds: env.kinds, next: {} };
  env.next.inside = { depth, env: inside };
  return inside;
}

export function handedOn<Place>(declared: readonly Entry<Place>[], kinds: ReadonlyMap<string, number>): Handed<Place> {
  const entries = [...new Map(declared.map((it) => [it.key, it])).values()];
  const said = entries.map(
    (it) => `${it.key}:${JSON.stringify([it.shape, it.numbered])}:${it.conditions.join()}:${String(it.depth)}`,
  );
  const signature = `${said.join('|')}||${[...kinds].map(([key, mask]) => `${key}:${String(mask)}`).join('|')}`;
  return { entries, kinds, signature };
}

/** What follows a section. */
export function leave<Place>(env: Env<Place>, handed: Handed<Place>): Env<Place> {
  if (handed.entries.length === 0 && handed.kinds.size === 0) return env;
  const known = env.next.after;
  if (known?.handed.signature === handed.signature) {
    if (known.handed !== handed) {
      // The same declarations as before, perhaps elsewhere in the text.
      for (const { key, origin } of handed.entries) {
        const old = known.env.entries.get(key);
        if (old !== undefined) old.origin.place = origin.place;
      }
      env.next.after = { handed, env: known.env };
    }
    return known.env;
  }
  const entries = new Map(env.entries);
  // The section keeps its own place; this one moves.
  for (const it of handed.entries) entries.set(it.key, { ...it, origin: { place: it.origin.place } });
  const kinds = new Map(env.kinds);
  for (const [key, mask] of handed.kinds) kinds.set(key, mask);
  const after: Env<Place> = { entries, kinds, next: {} };
  env.next.after = { handed, env: after };
  return after;
}

/** Whether two entries say the same, wherever they say it. */
export function sameEntry(a: Entry<unknown> | undefined, b: Entry<unknown> | undefined): boolean {
  if (a === b) return true;
  if (a?.inForce !== b?.inForce || a?.depth !== b?.depth) return false;
  const said = (it: Entry<unknown> | undefined): string => JSON.stringify([it?.shape, it?.numbered]);
  const sameShape = (a?.shape === b?.shape && a?.numbered === b?.numbered) || said(a) === said(b);
  return sameShape && (a?.conditions === b?.conditions || a?.conditions.join() === b?.conditions.join());
}
