/** Functions that stand with their argument in one place and without it in another: `g = \nabla\ell(x)` and `\partial\ell / \partial b`. */
import type { Expr } from '../expr/expr.ts';
import { SCALAR } from '../shape/shape.ts';
import type { Job, Name } from '../verify/job.ts';
import { rewritten } from '../expr/rewrite.ts';
import { derivativesIn } from './unfolding.ts';

/** The job with `\partial\ell / \partial x` for `\nabla\ell(x)` and `\partial\ell(x) / \partial x`, where the claim differentiates a bare ℓ that nothing defines. */
export function withBareFunctions(job: Job): Job {
  const { claim, definitions, names } = job;
  const defined = new Set(definitions.map(({ key }) => key));
  const bare = new Map(
    [claim.left, claim.right].flatMap(derivativesIn).flatMap(({ of, by }) => {
      // `\partial f_i / \partial x_j` is of a bare f as well.
      const name = of?.kind === 'index' ? of.base : of;
      return name?.kind === 'symbol' && by.length > 0 && !defined.has(name.key) ? [[name.key, name] as const] : [];
    }),
  );
  if (bare.size === 0) return job;
  const change = (it: Expr): Expr | undefined => {
    if (it.kind !== 'derivative' || it.by.length > 1 || it.of?.kind !== 'call' || it.of.fn.kind !== 'symbol')
      return undefined;
    const [argument, more] = it.of.args;
    const [by = argument] = it.by;
    const isOwn = argument?.kind === 'symbol' && by?.kind === 'symbol' && by.key === argument.key;
    const isBare = bare.has(it.of.fn.key) && isOwn && more === undefined;
    return isBare ? { ...it, of: it.of.fn, by: [argument] } : undefined;
  };
  const put = (it: Expr): Expr => rewritten(it, change);
  const bodies = definitions.map((it) => ({ ...it, body: put(it.body) }));
  const [left, right] = [put(claim.left), put(claim.right)];
  const isSame =
    left === claim.left && right === claim.right && bodies.every(({ body }, i) => body === definitions[i]!.body);
  if (isSame) return job;
  const missing = [...bare.keys()].filter((key) => names.every((it) => it.key !== key));
  const more = missing.map((key): Name => ({ key, shape: SCALAR, conditions: [], declared: false }));
  return { ...job, claim: { ...claim, left, right }, definitions: bodies, names: [...names, ...more] };
}
