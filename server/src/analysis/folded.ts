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

export const union = <T>(a: ReadonlySet<T>, b: ReadonlySet<T>): ReadonlySet<T> => {
  if (a.size === 0 || b.size === 0) return a.size === 0 ? b : a;
  const all = new Set(a);
  for (const it of b) all.add(it);
  return all;
};
