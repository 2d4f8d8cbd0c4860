/** Verdicts in words (experience.md 1.5, 1.6, part 2): what is the case, the smallest case that shows it, what mends it. */
import { perObject } from '../base/per-object.ts';
import type { Expr } from '../expr/expr.ts';
import { plainText } from '../expr/plain.ts';
import { named, sayDim } from '../shape/dim.ts';
import { plainOfTex } from './plain-of-tex.ts';
import type { Counterexample, Entries } from '../verify/verdict.ts';

/** At most 140 characters, one sentence or two. */
export function falseMessage(
  mended: { readonly was: string; readonly now: string } | undefined,
  smallest: string,
): string {
  if (mended === undefined) return `Not true in general.${smallest === '' ? '' : ` ${smallest}`}`;
  const { was, now } = mended;
  // A longer right side that begins or ends as before lacks what was added.
  const added = now.startsWith(`${was} `) ? now.slice(was.length).trim() : undefined;
  if (added !== undefined && /^[+−]/.test(added))
    return `Not true in general: the right side lacks ${cut(added.replace(/^\+ /, '').replace(/^− /, '−'))}.`;
  return `Not true in general: ${cut(was)} would have to be ${cut(now)}.`;
}

/** A long term with its middle left out. */
export function cut(text: string, most = LONGEST_TERM): string {
  const characters = [...text];
  if (characters.length <= most) return text;
  const half = Math.floor((most - 1) / 2);
  return `${characters.slice(0, half).join('').trimEnd()}…${characters.slice(-half).join('').trimStart()}`;
}

const LONGEST_TERM = 44;

/** @param misfit the shapes that do not fit, in words */
export const misfitMessage = (misfit: string): string => `This fits in no layout: ${misfit}.`;

export const conditionMessage = (conditions: readonly string[], general: string | undefined): string => {
  const said = conditionsInWords(conditions);
  return general === undefined
    ? `True only if ${said}; the note does not say so.`
    : `True only if ${said}. In general: ${cut(general)}.`;
};

export const conditionsInWords = perObject((conditions: readonly string[]): string =>
  conditions.map(conditionInWords).join(' and '),
);

const ONES = '\\mathbf{1}^\\top ';

/** `A = A^\top` → “A is symmetric”. What has no word of its own is told as it stands. */
function conditionInWords(condition: string): string {
  const [left = '', right = ''] = condition.split(' = ');
  if (right === '1' && left.startsWith(ONES)) return `${plainOfTex(left.slice(ONES.length))} sums to 1`;
  if (right === `${left}^\\top`) return `${plainOfTex(left)} is symmetric`;
  if (right === 'I' && left.includes('^\\top ')) {
    const [first = ''] = left.split('^\\top ');
    return `${plainOfTex(first)} has orthonormal columns`;
  }
  const pair = pairOf(left, right);
  if (pair !== undefined) return `${plainOfTex(pair[0])} and ${plainOfTex(pair[1])} commute`;
  const named = /^(.*) \\text\{ (.*)\}$/.exec(condition);
  return named === null ? plainOfTex(condition) : `${plainOfTex(named[1]!)} is ${named[2]!}`;
}

/**
 * Whether a claim is told to need a condition: nobody means that two matrices commute, or that each of several is
 * symmetric, where one small edit mends it.
 */
export const needsCondition = (holdsIf: readonly string[], mended: boolean): boolean =>
  holdsIf.length > 0 && !(mended && (holdsIf.length > 1 || holdsIf.every(isCommuting)));

const isCommuting = (condition: string): boolean => {
  const [left = '', right = ''] = condition.split(' = ');
  return pairOf(left, right) !== undefined;
};

/** `AB = BA` → A, B. */
function pairOf(left: string, right: string): readonly [string, string] | undefined {
  for (let at = 1; at < left.length; at++) {
    const [first, second] = [left.slice(0, at), left.slice(at)];
    if (first !== second && right === second + first) return [first, second];
  }
  return undefined;
}

/** A key of a name → the name as the note writes it. */
export type NameOf = (key: string) => string;

/** `Smallest case found: N = d = 1.` */
export function smallestCase({ sizes }: Pick<Counterexample, 'sizes'>, nameOf: NameOf): string {
  const bySize = new Map<number, string[]>();
  for (const [name, size] of Object.entries(sizes)) {
    if (!name.startsWith('?'))
      bySize.set(size, [...(bySize.get(size) ?? []), /_-?\d+\+/.test(name) ? sayDim(named(name)) : nameOf(name)]);
  }
  if (bySize.size === 0) return '';
  return `Smallest case found: ${[...bySize].map(([size, names]) => [...names.sort(), String(size)].join(' = ')).join(', ')}.`;
}

/** The counterexample as one would write it on a blackboard, the values in as few lines as fit. */
export function blackboard(
  { sizes, values, left, right }: Counterexample,
  sides: { readonly left: string; readonly right: string },
  nameOf: NameOf,
): string {
  const head = smallestCase({ sizes }, nameOf) || 'Smallest case found:';
  const named = Object.entries(values).map(([name, value]) => `${nameOf(name)} = ${entries(value)}`);
  const width = Math.max([...sides.left].length, [...sides.right].length);
  const side = (word: string, text: string, value: Entries): string =>
    `  ${word}  ${text}${' '.repeat(width - [...text].length)} = ${entries(value)}`;
  return [head, ...filled(named), side('left ', sides.left, left), side('right', sides.right, right)].join('\n');
}

/** `left − right`, where both have the same form. */
export function difference(left: Entries, right: Entries): string | undefined {
  const minus = (a: number, b: number): number => Number((a - b).toPrecision(12));
  if (typeof left === 'number' || typeof right === 'number')
    return typeof left === 'number' && typeof right === 'number' ? entries(minus(left, right)) : undefined;
  if (left.length !== right.length) return undefined;
  const rows = left.map((a, i) => {
    const b = right[i];
    if (typeof a === 'number') return typeof b === 'number' ? minus(a, b) : undefined;
    return typeof b !== 'object' || a.length !== b.length ? undefined : a.map((it, j) => minus(it, b[j]!));
  });
  const numbers = rows.filter((it) => typeof it === 'number');
  if (numbers.length === rows.length) return entries(numbers);
  const lists = rows.filter((it) => typeof it === 'object');
  return lists.length === rows.length ? entries(lists) : undefined;
}

/** Both sides of a step in plain text. */
export const sidesInWords = ({ left, right }: { readonly left: Expr; readonly right: Expr }) => ({
  left: plainText(left, LONGEST_SIDE),
  right: plainText(right, LONGEST_SIDE),
});

const LONGEST_SIDE = 40;
const WIDEST = 72;

function filled(items: readonly string[]): readonly string[] {
  const lines: string[] = [];
  for (const it of items) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + it.length + 3 <= WIDEST) lines[lines.length - 1] = `${last}   ${it}`;
    else lines.push(`  ${it}`);
  }
  return lines;
}

/** `3`, `(1, 0)`, `[0 1; 0 0]`. */
function entries(value: Entries): string {
  if (typeof value === 'number') return rounded(value);
  const rows = value.map((it) => (typeof it === 'number' ? rounded(it) : it.map(rounded).join(' ')));
  return value.some((it) => typeof it !== 'number') ? `[${rows.join('; ')}]` : `(${rows.join(', ')})`;
}

const rounded = (value: number): string => String(Number(value.toPrecision(4))).replace('-', '−');
