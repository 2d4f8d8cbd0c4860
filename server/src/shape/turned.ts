/** Transposes, and calls of a transposed name: `J^\top(q)` is `J(q)^\top`, for nobody turns a function. */
import { perObject } from '../base/per-object.ts';
import type { Call, Expr } from '../expr/expr.ts';
import { narrow, type Node, type State } from './kind-slots.ts';
import { M, R, S, T, V } from './kinds.ts';

/** The `J(q)` of `J^\top(q)`. */
export const turnedValue = perObject((expr: Expr): (Call & { readonly fn: Expr & { kind: 'symbol' } }) | undefined => {
  const turn = expr.kind === 'call' && expr.fn.kind === 'apply' && expr.fn.op === 'transpose' ? expr.fn : undefined;
  const fn = turn?.args[0];
  return expr.kind === 'call' && fn?.kind === 'symbol' ? { ...expr, fn } : undefined;
});

/** The kinds of transposes. */
export const flip = (mask: number): number =>
  (mask & (S | M | T)) | ((mask & V) !== 0 ? R : 0) | ((mask & R) !== 0 ? V : 0);

export function relateTurned({ expr, slot, scope }: Node, state: State): void {
  const value = turnedValue(expr);
  if (value === undefined) return;
  const of = state.slotOf(value.fn.key, scope, value);
  narrow(slot, flip(of.mask), state);
  narrow(of, flip(slot.mask), state);
}
