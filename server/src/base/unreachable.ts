/** Closes a `switch` over a union: the compiler refuses a forgotten member. */
export function unreachable(it: never): never {
  throw new Error(`unreachable: ${JSON.stringify(it)}`);
}
