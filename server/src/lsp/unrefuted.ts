/** Offers are proved by rules; numbers, which know no rule, have the last word. */
import type { NoteClaim } from '../analysis/jobs.ts';
import type { Engine } from './analysed.ts';
import type { Session } from './handlers.ts';

/** A claim that takes longer than this to check is offered for what it is: proved. */
const patienceMs = 1000;

const FOR: ReadonlySet<string> = new Set(['proved', 'verified']);
const AGAINST: ReadonlySet<string> = new Set(['refuted', 'ill-typed', 'wrong-layout']);

interface Item {
  readonly claims: readonly NoteClaim[];
  readonly needsCheck?: boolean;
}

/** Without the items whose claims a thread refutes, or does not confirm where that is needed. */
export async function unrefuted<T extends Item>(
  items: readonly T[],
  engine: Engine,
  { ask }: Session,
): Promise<readonly T[]> {
  if (ask === undefined) return items.filter((it) => it.needsCheck !== true);
  if (items.every(({ claims }) => claims.length === 0)) return items;
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, patienceMs, undefined));
  const sound = await Promise.all(
    items.map(async ({ claims, needsCheck = false }) => {
      const verdicts = claims.map((it) => engine.answered(it, ask, 0));
      const all = await Promise.race([Promise.all(verdicts), late]);
      if (all === undefined) return !needsCheck;
      return all.every((it) => (needsCheck ? FOR.has(it?.verdict ?? '') : !AGAINST.has(it?.verdict ?? '')));
    }),
  );
  return items.filter((_, i) => sound[i]);
}
