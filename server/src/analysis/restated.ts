/** Definitions that say again, in other words, what is defined above: they are tried, and never accused. */
import type { Expr } from '../expr/expr.ts';
import { textOf } from '../expr/text.ts';
import { baseOf } from '../shape/free-names.ts';
import type { Job } from '../verify/job.ts';
import { namesEntries } from './definitions.ts';
import type { Meaning } from './meaning.ts';
import type { Lookup } from './unfolding.ts';

/** `F(\theta) = -\mathbb E[\nabla^2 \log p]` after another value of F: a new one, or the same. */
export function mayRestate({ kind, why, defines, statement }: Meaning, lookup: Lookup): boolean {
  if (kind !== 'definition' || why === 'notation' || defines === undefined) return false;
  if (defines.recursive || defines.loose !== 'no' || namesEntries(defines)) return false;
  return wholesOf(defines.key).some((key) =>
    lookup(key).some(({ definition, above }) => above >= 0 && definition.statement !== statement),
  );
}

/** Whether what is defined has its value from elsewhere, in a job, and in other words. */
export function isKnownIn({ claim, definitions }: Job, { defines }: Meaning): boolean {
  if (defines === undefined || !isWorked(claim.right)) return false;
  const known = definitions.filter(({ key }) => wholesOf(defines.key).includes(key));
  return known.length > 0 && known.every(({ body }) => textOf(body) !== textOf(claim.right));
}

/** `X = x`, `f_{Y \mid X}(y \mid x) = f_Y(y)` say what is meant, and come out of nothing. */
const isWorked = (value: Expr): boolean =>
  value.kind !== 'symbol' && value.kind !== 'index' && value.kind !== 'call' && value.kind !== 'tuple';

/** `f_i` is of an f or a bold f. */
const wholesOf = (key: string): readonly string[] => [key, baseOf(key), `bold ${baseOf(key)}`];

/** `f(x)` and `f(x)_i` of an f that is a function with a value. */
export function isOfKnown(side: Expr, { definitions }: Job): boolean {
  const call = side.kind === 'index' ? side.base : side;
  const fn = call.kind === 'call' && call.fn.kind === 'symbol' ? call.fn.key : undefined;
  return definitions.some((it) => it.key === fn && it.parameters.length > 0);
}
