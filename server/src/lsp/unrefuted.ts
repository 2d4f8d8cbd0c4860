/** Offers are proved by rules; numbers, which know no rule, have the last word. */
import type { NoteClaim } from '../analysis/jobs.ts';
import type { Engine } from './analysed.ts';
import type { Session } from './handlers.ts';

/** A claim that takes longer than this to check is offered for what it is: proved. */
const patienceMs = 1000;

const AGAINST: ReadonlySet<string> = new Set(['refuted', 'ill-typed', 'wrong-layout']);

/** Without the items whose claims a thread refutes. */
export async function unrefuted<T extends { readonly claims: readonly NoteClaim[] }>(
  items: readonly T[],
  engine: Engine,
  { ask }: Session,
): Promise<readonly T[]> {
  if (ask === undefined || items.every(({ claims }) => claims.length === 0)) return items;
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, patienceMs, undefined));
  const sound = await Promise.all(
    items.map(async ({ claims }) => {
      const verdicts = claims.map((it) => engine.answered(it, ask, 0));
      const all = await Promise.race([Promise.all(verdicts), late]);
      return (all ?? []).every((it) => it === undefined || !AGAINST.has(it.verdict));
    }),
  );
  return items.filter((_, i) => sound[i]);
}
