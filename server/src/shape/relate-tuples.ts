/** Tuples of unlike things, maps between sets, and derivatives of maps along something. */
import type { Expr } from '../expr/expr.ts';
import { isUpper } from '../expr/glyph.ts';
import { memberKey } from './declare.ts';
import { narrow, type Node, type Slot, type State } from './kind-slots.ts';
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

/** The values that `i = 1, \ldots, n` takes one after the other are no list. */
export const isRange = (expr: Expr): boolean =>
  expr.kind === 'tuple' && expr.open === '' && expr.items.some((it) => it.kind === 'ellipsis');

/** `f : \Theta \to \mathbb R`: what stands beside the arrow is a set. */
export function relateMap([, arrow]: readonly Node[], state: State): void {
  if (arrow?.expr.kind !== 'relation' || !arrow.expr.signs.every((it) => /to$|rightarrow|→/.test(it.text))) return;
  for (const it of arrow.kids) if (it.expr.kind === 'symbol') narrow(it.slot, O, state);
}

/**
 * `d f(x) \cdot h`, `d^2 f(x) \cdot (h, k)`, `d_x f(x, y) \cdot h`: h is of the kind of what it changes. Not the other way
 * round: a gradient looks like a vector, and f may be of a tuple.
 */
export function relateAlong({ kids: [map, along], slot, scope }: Node, state: State): void {
  if (map?.expr.kind !== 'apply' || map.expr.op !== 'total-derivative') return;
  const { under, name } = map.expr;
  const [value] = map.kids;
  if (value === undefined || along === undefined) return;
  const list = along.expr.kind === 'tuple' ? along.kids : [along];
  const isPartial = under?.kind === 'symbol' || (under?.kind === 'index' && under.base.kind === 'symbol');
  const changed: readonly Slot[] = isPartial
    ? [state.slotOf(keyOf(under), scope, under)]
    : value.expr.kind === 'call'
      ? value.kids.map((it) => it.slot)
      : [];
  const [only] = changed;
  const order = Number(name);
  const pairs =
    order === 1 && list.length === changed.length
      ? changed
      : only !== undefined && changed.length === 1 && list.length === order
        ? list.map(() => only)
        : undefined;
  pairs?.forEach((it, i) => {
    if (state.level === 'habit' || isSingle(it.mask)) narrow(list[i]!.slot, it.mask, state);
  });
  if (state.level === 'habit' && pairs !== undefined) narrow(slot, value.slot.mask, state);
}

const keyOf = (expr: Expr): string =>
  expr.kind === 'index' && expr.base.kind === 'symbol'
    ? memberKey(expr.base.key, expr.items)
    : expr.kind === 'symbol'
      ? expr.key
      : '';
