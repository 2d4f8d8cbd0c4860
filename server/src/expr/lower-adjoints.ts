/**
 * What a star and a dagger above a name are: `A^*` is the adjoint where the note has `A^*A` or speaks of adjoints, else a
 * label; `A^\dagger` is the pseudo-inverse unless it stands above lists or the note speaks of adjoints and of no pseudo-inverse.
 */
import type { Node } from '../latex/node.ts';
import { headOf } from '../latex/roles.ts';
import { only } from './lower-marks.ts';
import { nameKey } from './lower-symbol.ts';

/** What the words of a note speak of. */
export interface AdjointsSaid {
  readonly adjoints: boolean;
  readonly pseudoInverses: boolean;
}

export interface Adjoints {
  /** Of a name, by its key, or of something in brackets. */
  readonly starIsTranspose: (key: string | undefined) => boolean;
  readonly daggerIsTranspose: boolean;
  readonly signature: string;
}

export const STARS: ReadonlySet<string> = new Set(['*', '\\ast', '\\star']);
const DAGGERS = new Set(['\\dagger', '\\dag', '†']);

const GRAM = 'x*x ';
const BRACKETS = '()*';
const APPLIED = 'f*(x)';
const LISTS = 'x†';

/** Notes how the name, or the bracket, is marked between its neighbours. */
export function countAdjoints(
  node: Node,
  before: Node | undefined,
  next: Node | undefined,
  third: Node | undefined,
  bump: (sign: string) => void,
): void {
  const sup = node.kind === 'scripted' && node.sup !== undefined ? only(node.sup) : undefined;
  if (node.kind !== 'scripted' || sup?.kind !== 'atom') return;
  const key = nameKey(node);
  if (DAGGERS.has(sup.text)) {
    if (key === undefined ? headOf(node).kind === 'fence' : isSmall(key)) bump(LISTS);
    return;
  }
  if (!STARS.has(sup.text)) return;
  if (key === undefined) {
    if (headOf(node).kind === 'fence') bump(BRACKETS);
    return;
  }
  const isSame = (it: Node | undefined): boolean => it !== undefined && nameKey(it) === key;
  const between = next === undefined ? undefined : nameKey(next);
  const isFrame = between !== undefined && !isSmall(between) && isSmall(key) && isSame(third);
  if (isSame(next) || isSame(before) || isFrame) bump(GRAM + key);
  if (next !== undefined && headOf(next).kind === 'fence' && !isSame(next)) bump(APPLIED);
}

const isSmall = (key: string): boolean => /^(\w+ )*(\\[a-z]|[a-z])\w*$/.test(key);

/** @param transposes how often the note writes them in another way */
export function adjointsFrom(
  signs: ReadonlyMap<string, number>,
  transposes: number,
  { adjoints, pseudoInverses }: AdjointsSaid = { adjoints: false, pseudoInverses: false },
): Adjoints {
  const squared = [...signs.keys()].flatMap((it) => (it.startsWith(GRAM) ? [it.slice(GRAM.length)] : []));
  const isMeant = adjoints || (transposes === 0 && !signs.has(APPLIED) && squared.some((it) => !isSmall(it)));
  const star = isMeant && (squared.length > 0 || signs.has(BRACKETS));
  const small = new Set(squared.filter(isSmall));
  const daggerIsTranspose = !pseudoInverses && (adjoints || signs.has(LISTS));
  return {
    starIsTranspose: (key) => star && (key === undefined || !isSmall(key) || small.has(key)),
    daggerIsTranspose,
    signature: `${String(star)} ${[...small].sort().join()} ${String(daggerIsTranspose)}`,
  };
}
