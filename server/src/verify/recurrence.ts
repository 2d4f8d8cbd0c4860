/** Members given by other members of their family: `h_t = f(h_{t-1})`. */
import { type Index, some, walk } from '../expr/expr.ts';
import { familyKey } from '../shape/declare.ts';
import { freeNames } from '../shape/free-names.ts';
import type { Definition, Name } from './job.ts';

export interface Recurrence {
  /** Which members a member is given by. */
  readonly towards: 'lower' | 'higher';
  /** The one nearest to the beginning of those that have a number of their own. */
  readonly first?: number;
}

/** The families whose definition comes back to them, itself or through others. */
export function recurrencesIn(
  definitions: ReadonlyMap<string, Definition>,
  names: ReadonlyMap<string, Name>,
): ReadonlyMap<string, Recurrence> {
  const used = new Map([...definitions].map(([key, { body }]) => [key, [...freeNames(body).names.keys()]]));
  const reached = (from: string, seen: Set<string>): Set<string> => {
    for (const it of used.get(from) ?? []) {
      if (seen.has(it)) continue;
      seen.add(it);
      reached(it, seen);
    }
    return seen;
  };
  const found = new Map<string, Recurrence>();
  for (const key of used.keys()) {
    const way = key.endsWith('[]') ? reached(key, new Set()) : new Set<string>();
    if (!way.has(key)) continue;
    const back = [...way].filter((it) => used.has(it) && reached(it, new Set()).has(key));
    const isHigher = back.some((it) => shiftsIn(definitions.get(it)!).some((shift) => shift > 0));
    const numbered = [...names.keys(), ...definitions.keys()].flatMap((it) => numberOf(it, key));
    // Beside entries of a list, which are counted from one, it begins before the first of them.
    if (!isHigher && back.some((it) => takesEntries(definitions.get(it)!, names))) numbered.push(0);
    const first = isHigher ? Math.max(...numbered) : Math.min(...numbered);
    found.set(key, { towards: isHigher ? 'higher' : 'lower', ...(numbered.length > 0 && { first }) });
  }
  return found;
}

const takesEntries = ({ body, parameters: [parameter] }: Definition, names: ReadonlyMap<string, Name>): boolean =>
  some(body, (it) => {
    if (it.kind !== 'index' || it.base.kind !== 'symbol' || parameter === undefined) return false;
    const isMoving = shiftOf(it, parameter) !== undefined;
    return isMoving && names.has(it.base.key) && !names.has(familyKey(it.base.key));
  });

/** 0 for `h[0]` of `h[]`. */
function numberOf(key: string, family: string): readonly number[] {
  const place = key.startsWith(family.slice(0, -1)) ? key.slice(family.length - 1, -1) : '';
  return /^\d+$/.test(place) ? [Number(place)] : [];
}

function shiftsIn({ body, parameters: [parameter], ahead = 0 }: Definition): readonly number[] {
  const found: number[] = [];
  walk(body, (it) => {
    const shift = it.kind === 'index' && parameter !== undefined ? shiftOf(it, parameter) : undefined;
    if (shift !== undefined) found.push(shift - ahead);
  });
  return found;
}

/** −1 for `h_{t-1}` where the parameter is t. */
export function shiftOf({ items: [item, more] }: Index, parameter: string): number | undefined {
  if (item?.kind !== 'at' || more !== undefined) return undefined;
  const { expr } = item;
  if (expr.kind === 'symbol') return expr.key === parameter ? 0 : undefined;
  if (expr.kind !== 'apply' || expr.op !== 'sum') return undefined;
  const [first, second] = expr.args;
  const isNext = first?.kind === 'symbol' && first.key === parameter && (expr.signs?.[0] ?? 1) === 1;
  return isNext && second?.kind === 'number' && expr.args.length === 2
    ? (expr.signs?.[1] ?? 1) * second.value
    : undefined;
}
