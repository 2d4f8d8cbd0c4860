/** What a derivative, what is differentiated and its variable tell of each other's kinds. */
import type { Derivative, Expr } from '../expr/expr.ts';
import { narrow, type Node, type State } from './kind-slots.ts';
import { M, O, R, S, T, V } from './kinds.ts';
import { isSmallPlain } from './number-by-form.ts';

/** `\theta`, `\theta_j`, `t`: letters that as often stand for a number as for anything else. */
const isParameter = (expr: Expr): boolean =>
  expr.kind === 'index'
    ? isParameter(expr.base)
    : isSmallPlain(expr) && expr.kind === 'symbol' && /^(\\\w+|[st])$/.test(expr.glyph.letter);

/** What a derivative may be: rows are (value, variable, derivative). */
const DERIVATIVES: readonly (readonly [number, number, number])[] = [
  [S, S, S], [S, V, V | R], [S, R, V | R], [S, M, M], [V, S, V | R], [R, S, V | R], [M, S, M],
  [V, V, M], [V, R, M], [R, V, M], [R, R, M], [V, M, T], [R, M, T], [M, V, T], [M, R, T], [M, M, T],
]; // prettier-ignore

const SECOND: readonly (readonly [number, number, number])[] = [[S, S, S], [S, V, M], [S, R, M], [S, M, T], [V, V, T], [V, S, V | R], [M, S, M]]; // prettier-ignore

export function relateDerivative(expr: Derivative, node: Node, state: State): void {
  const { slot, kids } = node;
  const of = expr.of === undefined ? undefined : kids[0];
  const by = kids[expr.of === undefined ? 0 : 1];
  if (of === undefined) return;
  if (by === undefined) {
    if (of.slot.mask === S) narrow(slot, expr.order === 2 ? M | S : V | R | M, state);
    if (of.slot.mask === V && expr.order === 1) narrow(slot, M, state);
    return;
  }
  // ∇ is taken by vectors and matrices.
  if (expr.notation === 'nabla' && state.strict) narrow(by.slot, V | R | M | T, state);
  if (expr.notation === 'nabla' && state.level === 'habit' && isSmallPlain(by.expr)) narrow(by.slot, V, state);
  // A matrix that is differentiated depends on a number, as nothing else gives a matrix again.
  if (expr.order === 1 && state.level === 'habit' && of.slot.mask === M && isParameter(by.expr))
    narrow(by.slot, S, state);
  const rows = expr.order === 1 ? DERIVATIVES : expr.order === 2 ? SECOND : [];
  if (rows.length === 0 || of.slot.mask === O || by.slot.mask === O) return;
  let [f, x, out] = [0, 0, 0];
  for (const [a, b, c] of rows) {
    if ((of.slot.mask & a) === 0 || (by.slot.mask & b) === 0 || (slot.mask & c) === 0) continue;
    f |= a;
    x |= b;
    out |= c;
  }
  if (out === 0) return;
  narrow(of.slot, f, state);
  narrow(by.slot, x, state);
  narrow(slot, out, state);
}
