/** Numbers that weigh the members of a list: the λ of `\lambda_i q_i q_i^\top`; the matrices of `U \Sigma V^\top`. */
import type { Expr } from '../expr/expr.ts';
import { isUpper } from '../expr/glyph.ts';
import { textOf } from '../expr/text.ts';
import { narrow, type Node, type State } from './kind-slots.ts';
import { M, S } from './kinds.ts';

/** Greek letters for eigenvalues, coefficients and multipliers; not those for means, parameters and errors. */
const WEIGHTS = /^\\(alpha|gamma|eta|kappa|lambda|nu|omega|pi|rho|sigma|tau)$/;

/**
 * By habit a Greek member is a number where a Latin member with the same index follows it, and so is any that stands
 * before the two of an outer product: `s_i u_i v_i^\top`.
 */
export function relateWeights(kids: readonly Node[], state: State): void {
  if (state.level !== 'habit') return;
  relateFactors(kids, state);
  for (const [i, kid] of kids.entries()) {
    const base = kid.expr.kind === 'apply' && kid.expr.op === 'power' ? kid.kids[0]! : kid;
    const [weight, member, turned] = [memberOf(base.expr), memberOf(kids[i + 1]?.expr), turnedOf(kids[i + 2]?.expr)];
    if (weight === undefined || weight.at !== member?.at || !/^[A-Za-z]$/.test(member.letter)) continue;
    const isOuter = turned?.at === weight.at && /^[a-z]$/.test(weight.letter) && weight.letter !== member.letter;
    if ((base.slot.mask & S) !== 0 && (WEIGHTS.test(weight.letter) || isOuter)) narrow(base.slot, S, state);
  }
}

/** By habit `U \Sigma V^\top` and `P D P^{-1}` are of three matrices. */
function relateFactors(kids: readonly Node[], state: State): void {
  const [first, middle, last] = kids;
  const turned = last?.expr.kind === 'apply' && /^(transpose|inverse)$/.test(last.expr.op) ? last.kids[0] : undefined;
  if (kids.length !== 3 || ![first, middle, turned].every(isFactor)) return;
  for (const it of [first!, middle!, turned!]) if ((it.slot.mask & M) !== 0) narrow(it.slot, M, state);
}

/** A capital that does not count. */
const isFactor = (node: Node | undefined): boolean =>
  node?.expr.kind === 'symbol' && isUpper(node.expr.glyph) && !/^[CKLMNT]$/.test(node.expr.glyph.letter);

/** `q_i`, `\sigma_i`: a plain or bold letter with one index below it. */
function memberOf(expr: Expr | undefined): { readonly letter: string; readonly at: string } | undefined {
  if (expr?.kind !== 'index' || expr.base.kind !== 'symbol' || expr.upper) return undefined;
  const [item, more] = expr.items;
  return item?.kind === 'at' && more === undefined
    ? { letter: expr.base.glyph.letter, at: textOf(item.expr) }
    : undefined;
}

const turnedOf = (expr: Expr | undefined): ReturnType<typeof memberOf> =>
  expr?.kind === 'apply' && expr.op === 'transpose' ? memberOf(expr.args[0]) : undefined;
