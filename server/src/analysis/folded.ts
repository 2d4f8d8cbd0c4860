/**
 * A sum over the parts of a note, made of sums over halves that are remembered: after an edit of one part only those
 * that hold it are made anew.
 */
export function folding<T extends object>(nothing: T, join: (a: T, b: T) => T): (items: readonly T[]) => T {
  /** By the first half: the last second half, and both together. */
  const memo = new WeakMap<T, { readonly second: T; readonly joined: T }>();
  const fold = (items: readonly T[], start: number, end: number): T => {
    const only = items[start];
    if (only === undefined || end - start <= 1) return only ?? nothing;
    const middle = (start + end) >> 1;
    const first = fold(items, start, middle);
    const second = fold(items, middle, end);
    const known = memo.get(first);
    if (known?.second === second) return known.joined;
    const joined = join(first, second);
    memo.set(first, { second, joined });
    return joined;
  };
  return (items) => fold(items, 0, items.length);
}

/**
 * What each part says of itself: for a part that took the place of another and says the same, the very same object, so
 * that sums over the parts stay as they are.
 */
export function lasting<K extends object, T extends object>(
  work: (part: K) => T,
  same: (a: T, b: T) => boolean,
): (parts: readonly K[], before: readonly K[]) => readonly T[] {
  const memo = new WeakMap<K, T>();
  return (parts, before) =>
    parts.map((part, index) => {
      const known = memo.get(part);
      if (known !== undefined) return known;
      const found = work(part);
      const place = before[index];
      const former = place && memo.get(place);
      const said = former !== undefined && same(found, former) ? former : found;
      memo.set(part, said);
      return said;
    });
}

export const sameSets = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size === b.size && [...a].every((it) => b.has(it));

export const union = <T>(a: ReadonlySet<T>, b: ReadonlySet<T>): ReadonlySet<T> => {
  if (a.size === 0 || b.size === 0) return a.size === 0 ? b : a;
  const all = new Set(a);
  for (const it of b) all.add(it);
  return all;
};
