/** Definitions that say again, in other words, what is defined above: they are tried, and never accused. */
import type { Expr } from '../expr/expr.ts';
import { baseOf } from '../shape/free-names.ts';
import type { Job } from '../verify/job.ts';
import type { Meaning } from './meaning.ts';
import type { Lookup } from './unfolding.ts';

/** `F(\theta) = -\mathbb E[\nabla^2 \log p]` after another value of F: a new one, or the same. */
export function mayRestate({ kind, why, defines, statement }: Meaning, lookup: Lookup): boolean {
  if (kind !== 'definition' || why === 'notation' || defines === undefined) return false;
  if (defines.recursive || defines.loose !== 'no') return false;
  return wholesOf(defines.key).some((key) =>
    lookup(key).some(({ definition, above }) => above >= 0 && definition.statement !== statement),
  );
}

/** Whether what is defined has its value from elsewhere, in a job. */
export const isKnownIn = ({ definitions }: Job, { defines }: Meaning): boolean =>
  defines !== undefined && definitions.some(({ key }) => wholesOf(defines.key).includes(key));

/** `f_i` is of an f or a bold f. */
const wholesOf = (key: string): readonly string[] => [key, baseOf(key), `bold ${baseOf(key)}`];

/** `f(x)` and `f(x)_i` of an f that is a function with a value. */
export function isOfKnown(side: Expr, { definitions }: Job): boolean {
  const call = side.kind === 'index' ? side.base : side;
  const fn = call.kind === 'call' && call.fn.kind === 'symbol' ? call.fn.key : undefined;
  return definitions.some((it) => it.key === fn && it.parameters.length > 0);
}
