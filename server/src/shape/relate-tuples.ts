/** Tuples of unlike things, and maps between sets. */
import type { Expr } from '../expr/expr.ts';
import { isUpper } from '../expr/glyph.ts';
import { narrow, type Node, type State } from './kind-slots.ts';
import { isSingle, M, O, P, V } from './kinds.ts';

/** `\theta = (W, b)`: a tuple of unlike things is no vector. */
export function relateTuple(kids: readonly Node[], left: Expr, right: Expr, state: State): void {
  const tuple = kids.find((it) => it.expr === (left.kind === 'tuple' ? left : right));
  const name = kids.find((it) => it.expr === (left.kind === 'tuple' ? right : left));
  if (tuple?.expr.kind !== 'tuple' || tuple.expr.open !== '(' || name === undefined || name.expr.kind === 'tuple')
    return;
  const masks = tuple.kids.map((it) => it.slot.mask);
  if (masks.some((it) => it === M) || (masks.every(isSingle) && new Set(masks).size > 1 && masks.includes(V)))
    narrow(name.slot, P, state);
  // `\theta = (Q, K, V)`: capitals that differ are no entries.
  const letters = tuple.expr.items.map((it) => (it.kind === 'symbol' && isUpper(it.glyph) ? it.key : ''));
  if (
    state.level === 'habit' &&
    !letters.includes('') &&
    letters.length > 1 &&
    new Set(letters).size === letters.length
  )
    narrow(name.slot, P, state);
}

/** `f : \Theta \to \mathbb R`: what stands beside the arrow is a set. */
export function relateMap([, arrow]: readonly Node[], state: State): void {
  if (arrow?.expr.kind !== 'relation' || !arrow.expr.signs.every((it) => /to$|rightarrow|→/.test(it.text))) return;
  for (const it of arrow.kids) if (it.expr.kind === 'symbol') narrow(it.slot, O, state);
}
