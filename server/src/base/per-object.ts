/** Work done once for each object, and remembered as long as the object lives. */
export function perObject<K extends object, T>(work: (of: K) => T): (of: K) => T {
  const memo = new WeakMap<K, { readonly result: T }>();
  return (of) => {
    let done = memo.get(of);
    if (done === undefined) memo.set(of, (done = { result: work(of) }));
    return done.result;
  };
}
