/** How the declared names of a note look: what each part adds is remembered, the note's sum is made anew. */
import { perObject } from '../base/per-object.ts';
import { walk } from '../expr/expr.ts';
import type { Statement } from '../expr/statement.ts';
import { type Cues, cuesOf } from '../shape/cues.ts';
import { maskOf, type Styles, styleOf } from '../shape/habit.ts';
import { M, S } from '../shape/kinds.ts';
import { dimsOf } from '../shape/shape.ts';
import { declarationsIn } from './declared.ts';
import { folding, lasting, sameSets, union } from './folded.ts';
import type { PartStatements } from './reading.ts';

/** Of one part. */
export interface Looks {
  /** Bold lower-case letters. */
  readonly boldVectors: boolean;
  /** Bold lower-case letters, transposes, norms and inverses: the note has vectors. */
  readonly linear: boolean;
  /** What the forms of the formulas, and declarations anywhere, show of each name. */
  readonly cues: Cues;
  /** Names used as sizes. */
  readonly sizes: ReadonlySet<string>;
  /** The style and kind of each declared name, by both. */
  readonly kinds: ReadonlyMap<string, { readonly style: string; readonly mask: number }>;
}

export interface NoteStyles extends Styles {
  readonly kinds: ReadonlyMap<string, Counts>;
  readonly sizes: ReadonlySet<string>;
  readonly cues: Cues;
}

/** Kind → how many names are declared so. */
export type Counts = ReadonlyMap<number, number>;

export const sameCounts = (a: Counts | undefined, b: Counts | undefined): boolean =>
  a === b || (a !== undefined && a.size === b?.size && [...a].every(([mask, times]) => b.get(mask) === times));

/** More names of one style and kind make a habit no stronger. */
const ENOUGH = 3;

/** @param before the parts before an edit */
export const stylesOf = (parts: readonly PartStatements[], before: readonly PartStatements[]): NoteStyles =>
  stylesFrom(allLooks(lastingLooks(parts, before)));

const stylesFrom = perObject(
  ({ kinds: declared, sizes, cues, boldVectors, linear: linearParts }: Looks): NoteStyles => {
    const kinds = new Map<string, Map<number, number>>();
    for (const { style, mask } of declared.values()) {
      const counts = kinds.get(style) ?? new Map<number, number>();
      kinds.set(style, counts.set(mask, Math.min(ENOUGH, (counts.get(mask) ?? 0) + 1)));
    }
    const masks = new Set([...kinds.values()].flatMap((it) => [...it.keys()]));
    const linear = boldVectors || [...masks].some((it) => it !== S) || linearParts;
    return { kinds, sizes, cues, matrices: masks.has(M), boldVectors, linear, linearNote: linear };
  },
);

const sameCues = (a: Cues, b: Cues): boolean =>
  a === b || (a.size === b.size && [...a].every(([key, mask]) => b.get(key) === mask));

/** Whether two notes look alike. */
export const sameStyles = (a: NoteStyles, b: NoteStyles): boolean =>
  a === b ||
  (a.matrices === b.matrices &&
    a.boldVectors === b.boldVectors &&
    a.linear === b.linear &&
    a.kinds.size === b.kinds.size &&
    sameSets(a.sizes, b.sizes) &&
    sameCues(a.cues, b.cues) &&
    [...a.kinds].every(([style, counts]) => sameCounts(counts, b.kinds.get(style))));

const NOTHING: Looks = { boldVectors: false, linear: false, cues: new Map(), sizes: new Set(), kinds: new Map() };

const allLooks = folding<Looks>(NOTHING, (a, b) => ({
  boldVectors: a.boldVectors || b.boldVectors,
  linear: a.linear || b.linear,
  cues: together(a.cues, b.cues),
  sizes: union(a.sizes, b.sizes),
  kinds: new Map([...b.kinds, ...a.kinds]),
}));

function together(a: Cues, b: Cues): Cues {
  if (a.size === 0 || b.size === 0) return a.size === 0 ? b : a;
  const all = new Map(a);
  for (const [key, mask] of b) all.set(key, (all.get(key) ?? 0) | mask);
  return all;
}

const SIGNS_OF_VECTORS = new Set([
  'transpose',
  'norm',
  'inverse-transpose',
  'trace',
  'determinant',
  'hadamard',
  'kronecker',
  'diagonal',
  'vectorise',
]);

export const looksOf = perObject((part: PartStatements): Looks => {
  const { boldVectors, linear, cues } = seenIn(part);
  for (const { declaration } of declarationsIn(part)) {
    const mask = declaration.shape.kind === 'function' ? undefined : maskOf(declaration.shape);
    if (mask !== undefined) cues.set(declaration.key, (cues.get(declaration.key) ?? 0) | mask);
  }
  return { ...declaredIn(part), boldVectors, linear, cues };
});

const lastingLooks = lasting(
  looksOf,
  (a, b) =>
    a.boldVectors === b.boldVectors &&
    a.linear === b.linear &&
    sameCues(a.cues, b.cues) &&
    sameSets(a.sizes, b.sizes) &&
    a.kinds.size === b.kinds.size &&
    [...a.kinds].every(([key, it]) => b.kinds.get(key)?.style === it.style),
);

interface Seen {
  boldVectors: boolean;
  linear: boolean;
  readonly cues: Map<string, number>;
}

/** By formula: most of a part stands as it stood before the last key. */
const seenMemo = new WeakMap<readonly Statement[], Seen>();

function seenIn({ statements }: PartStatements): Seen {
  const found: Seen = { boldVectors: false, linear: false, cues: new Map() };
  for (const list of statements) {
    let seen = seenMemo.get(list);
    if (seen === undefined) seenMemo.set(list, (seen = seenInFormula(list)));
    found.boldVectors ||= seen.boldVectors;
    found.linear ||= seen.linear;
    for (const [key, mask] of seen.cues) found.cues.set(key, (found.cues.get(key) ?? 0) | mask);
  }
  return found;
}

function seenInFormula(statements: readonly Statement[]): Seen {
  const found: Seen = { boldVectors: false, linear: false, cues: new Map() };
  for (const { expr } of statements) {
    for (const [key, mask] of cuesOf(expr)) found.cues.set(key, (found.cues.get(key) ?? 0) | mask);
    walk(expr, (it) => {
      if (it.kind === 'apply' && SIGNS_OF_VECTORS.has(it.op)) found.linear = true;
      if (it.kind === 'literal') found.linear = true;
      if (it.kind === 'symbol' && it.glyph.face === 'bold' && /^([a-z]|\\[a-z]+)$/.test(it.glyph.letter))
        found.boldVectors = true;
    });
  }
  return found;
}

const styleOfGlyph = perObject(styleOf);

function declaredIn(part: PartStatements): Pick<Looks, 'sizes' | 'kinds'> {
  const sizes = new Set<string>();
  const kinds = new Map<string, { style: string; mask: number }>();
  for (const { declaration } of declarationsIn(part)) {
    for (const dim of dimsOf(declaration.shape))
      for (const term of dim.terms) for (const atom of term.atoms) if (!atom.startsWith('?')) sizes.add(atom);
    const mask = maskOf(declaration.shape);
    if (mask === undefined || declaration.shape.kind === 'function') continue;
    const identity = `${declaration.key}:${String(mask)}`;
    if (!kinds.has(identity)) kinds.set(identity, { style: styleOfGlyph(declaration.symbol.glyph), mask });
  }
  return { sizes, kinds };
}
