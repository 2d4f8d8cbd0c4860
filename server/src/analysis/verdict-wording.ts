/** Verdicts in words (experience.md 1.5, 1.6, part 2): what is the case, the smallest case that shows it, what mends it. */
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
    return `Not true in general: the right side lacks ${added.replace(/^\+ /, '')}.`;
  return `Not true in general: ${was} would have to be ${now}.`;
}

export const conditionMessage = (conditions: readonly string[], general: string | undefined): string => {
  const said = conditions.map(conditionInWords).join(' and ');
  return general === undefined
    ? `True only if ${said}; the note does not say so.`
    : `True only if ${said}. In general: ${general}.`;
};

/** `A = A^\top` → “A is symmetric”. What has no word of its own is told as it stands. */
function conditionInWords(condition: string): string {
  const [left = '', right = ''] = condition.split(' = ');
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

export const isCommuting = (condition: string): boolean => {
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

/** `Smallest case found: n = 2.` */
export function smallestCase({ sizes }: Counterexample): string {
  const named = Object.entries(sizes).filter(([name]) => !name.startsWith('?'));
  if (named.length === 0) return '';
  return `Smallest case found: ${named.map(([name, value]) => `${name} = ${String(value)}`).join(', ')}.`;
}

/** The counterexample as one would write it on a blackboard, a name a line. */
export function blackboard({ sizes, values, left, right, seed }: Counterexample): string {
  const head = smallestCase({ sizes, values, left, right, seed }) || 'Smallest case found:';
  const named = Object.entries(values).map(([name, value]) => `${name} = ${entries(value)}`);
  return [
    head,
    ...(named.length > 0 ? [`  ${named.join('   ')}`] : []),
    `  left   ${entries(left)}`,
    `  right  ${entries(right)}`,
  ].join('\n');
}

/** `3`, `(1, 0)`, `[0 1; 0 0]`. */
function entries(value: Entries): string {
  if (typeof value === 'number') return rounded(value);
  const rows = value.map((it) => (typeof it === 'number' ? rounded(it) : it.map(rounded).join(' ')));
  return value.some((it) => typeof it !== 'number') ? `[${rows.join('; ')}]` : `(${rows.join(', ')})`;
}

const rounded = (value: number): string => String(Number(value.toPrecision(4))).replace('-', '−');
