/** What an index says of the kinds of its base and of the member or entry that it names. */
import type { Index } from '../expr/expr.ts';
import { constantOf } from './constants.ts';
import { memberKey, pairKey } from './declare.ts';
import { narrow, type Node, same, type State } from './kind-slots.ts';
import { M, O, R, S, T, V } from './kinds.ts';
import { isCapital, isEntryOfMember } from './number-by-form.ts';

export function relateIndex(expr: Index, node: Node, state: State): void {
  const { slot, kids } = node;
  const slices = expr.items.filter((it) => it.kind !== 'at').length;
  if (expr.base.kind === 'tuple' && expr.base.open === '{') narrow(slot, O, state);
  const base = expr.base.kind === 'symbol' ? state.slotOf(expr.base.key, node.scope, expr.base) : kids[0]?.slot;
  if (base === undefined) return;
  if (isEntryOfMember(expr)) narrow(slot, S, state);
  // `1_n`
  if (expr.base.kind === 'number') {
    narrow(slot, V | S | M, state);
    if (expr.base.value === 1 && expr.items.length === 1) narrow(slot, V, state);
    return;
  }
  if (expr.base.kind === 'symbol' && constantOf(expr.base) !== undefined) {
    narrow(slot, constantOf(expr.base) === 'identity' ? M | S : V | S | M, state);
    return;
  }
  const member =
    expr.base.kind === 'symbol' ? state.slotOf(memberKey(expr.base.key, expr.items), node.scope, expr) : undefined;
  if (slices > 0) {
    narrow(slot, V | R | M, state);
    if (expr.items.length === 2 && slices === 1 && expr.items.every((it) => it.kind !== 'range'))
      narrow(slot, V | R, state);
    return;
  }
  if (!expr.upper && (base.mask & ~(V | R)) === 0 && expr.items.length === 1 && member?.level !== 'declared') {
    // A bold name with an index may as well be one of several vectors.
    // An entry, or one of several vectors (`x_k` of an iteration): the habit says entry, the formulas may say otherwise.
    if (member === undefined) narrow(slot, S, state);
    else {
      narrow(slot, S | V | R, state);
      same(member, slot, state);
    }
    return;
  }
  if (!expr.upper && expr.items.length === 2 && expr.base.kind === 'symbol') {
    // `A_{ij}`, `W_{k,l}`
    if (isCapital(expr.base) && slices === 0) narrow(base, M | T, state);
    narrow(slot, S | V | R | M, state);
    const pair = state.slotOf(pairKey(expr.base.key), node.scope, expr);
    same(pair, slot, state);
    // `x_{ij}` of a declared `x_i \in \mathbb{R}^d`
    const isEntry = slices === 0 && member?.level === 'declared' && (member.mask & ~(V | R)) === 0;
    if (isEntry && pair.level !== 'declared') narrow(slot, S, state);
    return;
  }
  // Several numbers of one name are numbers.
  if (base.mask === S && base.level === 'declared' && member !== undefined && member.level !== 'declared')
    narrow(member, S, state);
  if (member !== undefined && expr.items.length === 1) same(member, slot, state);
  else if (expr.items.length > 2) narrow(slot, S | V | M, state);
}
