/** What functions to numbers give; of an indicator, one number for each entry that it compares. */
import type { Apply } from '../expr/expr.ts';
import { INDICATOR } from '../expr/operators.ts';
import { EQUALITY } from '../expr/statement.ts';
import { isWild } from './constants.ts';
import { narrow, type Node, same, type State } from './kind-slots.ts';
import { LINEAR, S } from './kinds.ts';
import { SCALAR, type Shape, UNKNOWN } from './shape.ts';
import type { Typing } from './typing.ts';

export function numberShape(expr: Apply, at: Typing): Shape {
  // `\text{Beta}(2, 3)` is a law as often as a number.
  if (expr.args.length === 2 && /^(Beta|Gamma)$/.test(expr.name ?? '')) return UNKNOWN;
  const compared = comparedIn(expr);
  if (compared === undefined || compared.isWhole) return SCALAR;
  const shapes = compared.sides.map((it) => at.shapes.get(it) ?? UNKNOWN);
  const list = shapes.find((it) => it.kind !== 'scalar' && it.kind !== 'zero');
  return list ?? SCALAR;
}

/** `\mathbb{1}[Wx > 0]` is like Wx; whether two lists are equal is one number. */
export function relateIndicator({ expr, kids, slot }: Node, state: State): void {
  const sides = (kids[0]?.kids ?? []).filter((it) => !isWild(it.expr) && it.expr.kind !== 'number');
  const compared = expr.kind === 'apply' ? comparedIn(expr) : undefined;
  if (compared === undefined || compared.isWhole || sides.length === 0) narrow(slot, S, state);
  else if (sides.length === 1) {
    narrow(sides[0]!.slot, LINEAR, state);
    same(sides[0]!.slot, slot, state);
  } else if (sides.every((it) => it.slot.mask === S)) narrow(slot, S, state);
}

function comparedIn({ name, args: [only] }: Apply) {
  if (name !== INDICATOR || only?.kind !== 'relation') return undefined;
  const sides = only.sides.filter((it) => it !== undefined);
  return {
    sides,
    isWhole: only.signs.some(({ text }) => EQUALITY.has(text) || /^(\\neq?|≠|\\not=|\\in|∈|\\notin)$/.test(text)),
  };
}
