/**
 * What a claim says of several free indices may be meant for those that differ, that are equal or that come in one order:
 * `\partial p_i / \partial z_j = -p_i p_j` for i ≠ j. Which, its note often says in words.
 */
import { type Expr, some, walk } from '../expr/expr.ts';
import { memberKey } from '../shape/declare.ts';
import { freeNames, labelsOf } from '../shape/free-names.ts';
import { exprsOf, type IndexOrder, type Job } from './job.ts';
import type { Random } from './random.ts';
import { Stop } from './stop.ts';

const ORDERS: readonly (readonly [IndexOrder, string])[] = [
  ['equal', '='],
  ['apart', '≠'],
  ['rising', '<'],
  ['falling', '>'],
];

/** The claim for indices in each order, with what that is; none where it has no two. */
export function byIndexOrder(job: Job): readonly { readonly job: Job; readonly said: string }[] {
  const names = freeIndices(job);
  if (names.length < 2 || job.indices !== undefined || tellsApart(job.claim, names)) return [];
  // Who writes `W_{ji}` does not mean its diagonal.
  const orders = hasPair(job.claim, names) ? ORDERS.filter(([order]) => order !== 'equal') : ORDERS;
  return orders.map(([indices, sign]) => ({ job: { ...job, indices, quiet: true }, said: names.join(` ${sign} `) }));
}

/** `\delta_{ij}` says what is so where i and j differ, and what where they do not: neither is left out. */
const tellsApart = (claim: Job['claim'], names: readonly string[]): boolean =>
  hasPair(claim, names, (letter) => letter === '\\delta');

/** Whether two of the indices stand at one name. */
const hasPair = (
  { left, right }: Job['claim'],
  names: readonly string[],
  isOf: (letter: string) => boolean = () => true,
): boolean =>
  [left, right].some((side) =>
    some(side, (it) => {
      if (it.kind !== 'index' || it.base.kind !== 'symbol' || !isOf(it.base.glyph.letter)) return false;
      const indices = new Set(
        it.items.flatMap((item) => (item.kind === 'at' && item.expr.kind === 'symbol' ? item.expr.key : [])),
      );
      return indices.size === 2 && [...indices].every((key) => names.includes(key));
    }),
  );

const freeIndices = ({ claim, definitions }: Job): readonly string[] => {
  const free = new Set([claim.left, claim.right].flatMap((it) => [...freeNames(it).indices]));
  for (const it of definitions) free.delete(it.key);
  const all = exprsOf({ claim, definitions });
  const { tex } = labelsIn(all);
  return comparedIndices(free, all).map((it) => tex.get(it) ?? it);
};

/** Those that may be told apart: of `w_j` and `w_{y_i}` j and y_i, and not the i that counts something else. */
export function comparedIndices(indices: Iterable<string>, exprs: readonly Expr[]): readonly string[] {
  const { inside } = labelsIn(exprs);
  return [...indices].filter((it) => !inside.has(it)).sort();
}

/** Indices that have an index themselves, as they are written, and what stands there. */
function labelsIn(exprs: readonly Expr[]): { tex: ReadonlyMap<string, string>; inside: ReadonlySet<string> } {
  const tex = new Map<string, string>();
  const inside = new Set<string>();
  for (const expr of exprs)
    walk(expr, (it) => {
      const counted =
        it.kind === 'index' ? it.items.flatMap((item) => (item.kind === 'at' ? [item.expr] : [])) : labelsOf(it);
      for (const label of counted) {
        if (label.kind !== 'index' || label.base.kind !== 'symbol') continue;
        const { base, items } = label;
        const letters = [...freeNames(label).indices];
        for (const letter of letters) inside.add(letter);
        tex.set(
          memberKey(base.key, items),
          `${base.key}_${letters.length === 1 ? letters[0]! : `{${letters.join('')}}`}`,
        );
      }
    });
  return { tex, inside };
}

const TEX: Readonly<Record<IndexOrder, string>> = { equal: '=', apart: '\\ne', rising: '<', falling: '>' };

/** The order that a claim is for, in TeX. */
export const orderOf = (job: Job): readonly string[] =>
  job.indices === undefined ? [] : [freeIndices(job).join(` ${TEX[job.indices]} `)];

/**
 * What is claimed of several indices may hold where they differ alone, or where they are equal: the first sample of each
 * assignment of sizes has them differ, the second has them equal.
 * @param sample by its number and the name of the assignment: `general1|n=5`
 */
export function orderInTurn(sample: string): IndexOrder | undefined {
  const turn = /(\d+)\|[^|]*$/.exec(sample)?.[1];
  return turn === '0' ? 'apart' : turn === '1' ? 'equal' : undefined;
}

/** The value of one of several indices that run from 1 to `range`. */
export function indexBy(order: IndexOrder, place: number, count: number, range: number, random: Random): number {
  if (order === 'equal') return random.whole(1, range);
  if (range < count) throw new Stop('domain', 'an index');
  const values = Array.from({ length: range }, (_, i) => i + 1);
  while (values.length > count) values.splice(random.whole(0, values.length - 1), 1);
  if (order === 'falling' || (order === 'apart' && random.whole(0, 1) === 1)) values.reverse();
  return values[place]!;
}
