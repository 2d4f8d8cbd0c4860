/**
 * Names that a note numbers, by what stands in its lists and sums: above in `x^1, x^2, \ldots, x^n` or in `a^{l-1}`, which are no powers,
 * and up to a capital in `h_1, \ldots, h_T` or beside `h_t` with `t = 1, \ldots, T`, which is no label.
 */
import type { Node } from '../latex/node.ts';
import { keyOf } from './glyph.ts';
import { glyphOf } from './lower-symbol.ts';

const ABOVE = 'above ';
const BELOW = 'below ';
const RANGE = 'range ';
const SPACE = 'space ';
const PLUS = 'plus ';
const BOUND = 'bound ';
const BEGINS = 'begins ';
const NUMBERED = 'numbered ';
const PAIR = 'pair ';
const WORD = 'word ';

type Bump = (sign: string) => void;

/** What a row of nodes shows of families. */
export function countFamilies(nodes: readonly Node[], bump: Bump): void {
  nodes.forEach((node, i) => {
    const name = familyOf(node);
    if (isNextLayer(node)) bump(LAYERS);
    countBound(node, bump);
    countBeginning(name, nodes, bump);
    countLabel(node, nodes.slice(i + 1), bump);
    countPair(node, bump);
    if (name?.sub !== undefined && /^[a-zA-Z]$/.test(name.sub)) bump(`${BELOW}${name.key} ${name.sub}`);
    if (name !== undefined && (name.sup === '1' || name.sub === '1')) {
      const last = lastOf(nodes.slice(i + 1));
      if (last?.key !== name.key) return;
      if (name.sup === '1' && last.sup !== undefined && name.sub === last.sub) bump(ABOVE + name.key);
      if (name.sub === '1' && last.sub !== undefined && /^[A-Z]$/.test(last.sub))
        bump(`${LAST}${name.key} ${last.sub}`);
    }
    // `t = 1, \ldots, T`
    if (node.kind !== 'atom' || node.role !== 'letter' || textOf(nodes[i + 1]) !== '=') return;
    const end = nodes[i + 2];
    if (end?.kind === 'atom' && end.role === 'number') rangeTo(node.text, lastNode(nodes.slice(i + 3)), bump);
  });
}

/** `a_{12}`, `a_{ij}` tell entries; the word of `a_{nn}` or `a_{in}` is one of them where they do. */
function countPair(node: Node, bump: Bump): void {
  const glyph = node.kind === 'scripted' && node.base?.kind === 'atom' ? glyphOf(node.base) : undefined;
  const pair = node.kind === 'scripted' ? pairOf(node.sub) : undefined;
  if (glyph === undefined || pair === undefined) return;
  if (/^(in|nn|ll)$/.test(pair)) bump(`${WORD}${keyOf(glyph)} ${pair}`);
  // `x_{in}` is what goes in, unless `x_{i1}` begins its row.
  else if (/^([1-9]|[i-n])([1-9]|[i-n])$/.test(pair))
    for (const word of pair === 'i1' ? ['in', 'nn', 'll'] : ['nn', 'll']) bump(`${PAIR}${keyOf(glyph)} ${word}`);
}

/** Two letters or digits that stand for themselves; digits without a space between them may be one number. */
export function pairOf(node: Node | undefined): string | undefined {
  const texts = node?.kind === 'group' ? node.body.map(textOf) : [];
  return texts.length <= 2 && texts.join('').length === 2 ? texts.join('') : undefined;
}

const LAST = 'last ';
const LAYERS = 'layers';

/** `a^{l-1}` */
function isNextLayer(node: Node): boolean {
  const [letter, sign, one, more] = node.kind === 'scripted' && node.sup?.kind === 'group' ? node.sup.body : [];
  const isOne = one?.kind === 'atom' && one.role === 'number' && one.text === '1' && more === undefined;
  return isOne && /^(l|\\ell)$/.test(textOf(letter)) && /^[-−+]$/.test(textOf(sign)) && familyOf(node) !== undefined;
}

/** `l`, `L`, `l + 1` above a name, where layers are numbered there. */
export function isLayer(sup: Node): boolean {
  const body = sup.kind === 'group' ? sup.body : [sup];
  return body.length > 0 && body.every((it) => /^([-−+1lL]|\\ell)$/.test(textOf(it))) && /[lL]/.test(textOf(body[0]));
}

/** `\sum_{t=1}^T` */
export function countRange(node: Node, bump: Bump): void {
  if (node.kind !== 'scripted' || node.sub?.kind !== 'group' || node.base?.kind !== 'atom') return;
  const [letter, sign] = node.sub.body;
  if (letter?.kind === 'atom' && textOf(sign) === '=') rangeTo(letter.text, node.sup, bump);
}

function rangeTo(letter: string, end: Node | undefined, bump: Bump): void {
  const last = scriptOf(end);
  if (/^[a-z]$/.test(letter) && last !== undefined && /^[A-Z]$/.test(last)) bump(`${RANGE}${letter} ${last}`);
}

/** What a sign beside a name does: it counts, or is part of the name. */
export type ScriptRole = 'number' | 'label';

export interface Families {
  /** Equal for families that read alike. */
  readonly signature: string;
  /** Names with a number above. */
  readonly above: ReadonlySet<string>;
  /** `a^l` beside `a^{l-1}`: layers are numbered above. */
  readonly layers: boolean;
  /** `h T`, `U s`: of a name and a sign beside it; `a nn` where two letters count that could be a word. */
  readonly roles: ReadonlyMap<string, ScriptRole>;
}

export function familiesFrom(signs: Iterable<string>): Families {
  const all = [...signs];
  const after = (mark: string): readonly string[] =>
    all.filter((it) => it.startsWith(mark)).map((it) => it.slice(mark.length));
  const below = new Set(after(BELOW));
  const last = new Set(after(LAST));
  for (const range of after(RANGE)) {
    const [letter, end] = range.split(' ');
    for (const it of below)
      if (it.endsWith(` ${String(letter)}`)) {
        const member = `${it.slice(0, it.lastIndexOf(' '))} ${String(end)}`;
        if (below.has(member)) last.add(member);
      }
  }
  const roles = new Map<string, ScriptRole>([...labelsFrom(after)].map((it) => [it, 'label']));
  for (const it of last) roles.set(it, 'number');
  const paired = new Set(after(PAIR));
  for (const it of after(WORD)) if (paired.has(it)) roles.set(it, 'number');
  const above = new Set(after(ABOVE));
  const layers = all.includes(LAYERS);
  return { signature: [...above, String(layers), ...[...roles].map(String)].sort().join(), above, layers, roles };
}

/** `U_s \\in \\mathbb R^{N \\times d}`; `P^+(K) = …`, `P^-`. */
function countLabel(node: Node, [next, sign]: readonly Node[], bump: Bump): void {
  const name = familyOf(node);
  if (name === undefined) return;
  const above = node.kind === 'scripted' ? signIn(node.sup) : undefined;
  if (above === '-' || (above === '+' && isSingleton(next) && textOf(sign) === '=')) bump(PLUS + name.key);
  if (name.sub === undefined || !LABELS.test(name.sub) || textOf(next) !== '\\in' || sign?.kind !== 'scripted') return;
  bump(`${SPACE}${name.key} ${name.sub} ${spelt(sign)}`);
}

const spelt = (node: Node): string =>
  JSON.stringify(node, (name, value: unknown) => (name === 'span' ? undefined : value));

/** `W = W_0 + BA`, where nothing else of that letter has a number: no member of W. */
function countBeginning(name: Named | undefined, [whole, sign]: readonly Node[], bump: Bump): void {
  if (name?.sub !== undefined && /^([1-9]|[a-z])$/.test(name.sub)) bump(NUMBERED + name.key);
  const glyph = whole === undefined || whole.kind === 'scripted' ? undefined : glyphOf(whole);
  if (name?.sub === '0' && textOf(sign) === '=' && glyph !== undefined && keyOf(glyph) === name.key)
    bump(BEGINS + name.key);
}

/** `\sum_n` */
function countBound(node: Node, bump: Bump): void {
  if (node.kind !== 'scripted' || !/^(\\sum|\\prod|∑|∏)$/.test(textOf(node.base)) || node.sub === undefined) return;
  for (const it of node.sub.kind === 'group' ? node.sub.body : [node.sub]) if (isLetter(it)) bump(BOUND + textOf(it));
}

/** Letters below a name that count in some notes and stand for a word in others. */
const LABELS = /^[dnpqrstN]$/;

/** `(K)` */
const isSingleton = (node: Node | undefined): boolean =>
  node?.kind === 'fence' && node.open === '(' && node.body.length === 1 && isLetter(node.body[0]!);

const isLetter = (node: Node): boolean => node.kind === 'atom' && node.role === 'letter';

/** `U_s` and `U_n` are declared with shapes of their own: no members of one family. */
function labelsFrom(after: (mark: string) => readonly string[]): ReadonlySet<string> {
  const counters = new Set([...after(BOUND), ...after(RANGE).map((it) => it.slice(0, 1))]);
  const spaces = new Map<string, Map<string, string>>();
  for (const it of after(SPACE)) {
    const [, key, sub, space] = /^([^{]*) (\S) (.*)$/.exec(it)!;
    if (!counters.has(sub!)) spaces.set(key!, (spaces.get(key!) ?? new Map<string, string>()).set(sub!, space!));
  }
  const apart = [...spaces].flatMap(([key, of]) =>
    new Set(of.values()).size === of.size && of.size > 1 ? [...of.keys()].map((sub) => `${key} ${sub}`) : [],
  );
  const numbered = new Set(after(NUMBERED));
  const begins = after(BEGINS).filter((key) => !numbered.has(key));
  return new Set([...apart, ...after(PLUS).map((key) => `${key} +`), ...begins.map((key) => `${key} 0`)]);
}

interface Named {
  readonly key: string;
  readonly sub?: string;
  readonly sup?: string;
}

/** A name with one sign above or below. */
function familyOf(node: Node): Named | undefined {
  if (node.kind !== 'scripted' || node.base === undefined || node.primes > 0) return undefined;
  const glyph = glyphOf(node.base);
  if (glyph === undefined || node.base.kind === 'scripted') return undefined;
  const [sub, sup] = [scriptOf(node.sub), scriptOf(node.sup)];
  return { key: keyOf(glyph), ...(sub !== undefined && { sub }), ...(sup !== undefined && { sup }) };
}

export function scriptOf(node: Node | undefined): string | undefined {
  const only = node?.kind === 'group' && node.body.length === 1 ? node.body[0] : node;
  return only?.kind === 'atom' && (only.role === 'letter' || only.role === 'number') ? only.text : undefined;
}

/** The one sign of a script, whatever it is. */
export function signIn(node: Node | undefined): string | undefined {
  const only = node?.kind === 'group' && node.body.length === 1 ? node.body[0] : node;
  return only?.kind === 'atom' ? only.text : undefined;
}

const textOf = (node: Node | undefined): string => (node?.kind === 'atom' ? node.text : '');

/** What ends a list that goes on with an ellipsis. */
function lastNode(rest: readonly Node[]): Node | undefined {
  const dots = rest.findIndex((it) => it.kind === 'atom' && it.role === 'ellipsis');
  const separated = rest.slice(0, Math.max(dots, 0)).every((it, i) => i % 2 === 1 || textOf(it) === ',');
  if (dots < 1 || !separated) return undefined;
  return textOf(rest[dots + 1]) === ',' ? rest[dots + 2] : undefined;
}

function lastOf(rest: readonly Node[]): Named | undefined {
  const last = lastNode(rest);
  return last === undefined ? undefined : familyOf(last);
}

/** The name that a list of nodes numbers above: `x` of `x^1, \ldots, x^n`. */
export function numberedAbove(nodes: readonly Node[]): string | undefined {
  const found: string[] = [];
  countFamilies(nodes, (sign) => {
    if (sign.startsWith(ABOVE)) found.push(sign.slice(ABOVE.length));
  });
  return found[0];
}
