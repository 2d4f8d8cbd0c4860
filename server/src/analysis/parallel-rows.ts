/**
 * Rows that say one thing of several names: `PE_{p, 2i} = \sin(\ldots)` and `PE_{p, 2i+1} = \cos(\ldots)`,
 * `q_m = R_m q` and `k_n = R_n k`. Where the first gives a value, so does the next, though it has the letters of the first.
 */
import type { Expr, Relation } from '../expr/expr.ts';
import { baseOf, freeNames, lettersIn } from '../shape/free-names.ts';
import { relationOf } from './definitions.ts';
import type { Judgement } from './kinds.ts';
import type { Meaning } from './meaning.ts';

/** A claim that rests on nothing but the letters of such a row above it is none. */
export function likeTheRowAbove(judged: Judgement, expr: Expr, above: Meaning | undefined): Judgement {
  if (judged.kind !== 'claim' || judged.form !== 'equation' || judged.why !== 'known-names') return judged;
  const isGiving = above?.kind === 'tie' ? above.why === 'free-names' : above?.kind === 'definition';
  const [own, before] = [relationOf(expr), above && relationOf(above.statement.expr)];
  if (!isGiving || own === undefined || before === undefined) return judged;
  if (![own, before].every(({ sides, signs }) => sides.length === 2 && signs[0]?.text === '=')) return judged;
  return isOfAnother(own, before) || isRenamed(own, before)
    ? { kind: 'tie', form: 'equation', why: 'free-names' }
    : judged;
}

/** The same name on the left, at another place. */
function isOfAnother({ sides: [own] }: Relation, { sides: [before] }: Relation): boolean {
  if (own === undefined || before === undefined || shown(own) === shown(before)) return false;
  const [a, b] = [bare(before), bare(own)];
  return a === b && a.includes(PLACE) && [...lettersIn(own)].every((it) => lettersIn(before).has(it));
}

/** The same equation of names that the row above does not have. */
function isRenamed(own: Relation, before: Relation): boolean {
  const known = new Set([...freeNames(before).names.keys(), ...freeNames(before).indices]);
  const [a, b] = [before, own].map((it) => shown(it).split(KEY)) as [string[], string[]];
  if (a.length !== b.length) return false;
  const names = new Map<string, string>();
  // Every other piece is a key.
  const fits = a.every((it, i) => {
    const other = b[i]!;
    if (i % 2 === 0 || it === other) return it === other;
    if (known.has(other) || (names.get(it) ?? other) !== other) return false;
    names.set(it, other);
    return true;
  });
  const [left] = before.sides;
  return fits && left !== undefined && [...freeNames(left).names.keys()].some((it) => names.has(baseOf(it)));
}

const KEY = '\u0001';
const PLACE = '\u0002';

/** An expression as text, with its keys apart from the rest. */
const shown = (expr: Expr): string =>
  JSON.stringify(expr, (name: string, value: unknown) =>
    name === 'span' || name === 'glyph' ? undefined : name === 'key' ? `${KEY}${String(value)}${KEY}` : value,
  ).replaceAll('\\u0001', KEY);

/** Without what stands in indices and behind brackets. */
const bare = (expr: Expr): string =>
  JSON.stringify(expr, (name: string, value: unknown) =>
    name === 'span' ? undefined : name === 'items' ? PLACE : value,
  ).replaceAll('\\u0002', PLACE);
