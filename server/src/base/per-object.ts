/** Work done once for each object, and remembered as long as the object lives. */
export function perObject<K extends object, T>(work: (of: K) => T): (of: K) => T {
  const memo = new WeakMap<K, { readonly result: T }>();
  return (of) => {
    let done = memo.get(of);
    if (done === undefined) memo.set(of, (done = { result: work(of) }));
    return done.result;
  };
}

/** Work done once for each key, and remembered as long as the answer is asked for. */
export function perKey<K extends string | number, T>(work: (key: K) => T): (key: K) => T {
  const memo = new Map<K, { readonly result: T }>();
  return (key) => {
    let done = memo.get(key);
    if (done === undefined) memo.set(key, (done = { result: work(key) }));
    return done.result;
  };
}
