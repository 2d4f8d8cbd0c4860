/** `[Ax > 0]`: a relation as a number, entry by entry. */
import type { Relation } from '../expr/expr.ts';
import { plus } from './arithmetic.ts';
import { evaluate } from './evaluate.ts';
import { Stop } from './stop.ts';
import type { Value } from './value.ts';
import type { World } from './world.ts';

export function indicator(expr: Relation, world: World): Value {
  const [left, right, more] = expr.sides;
  const sign = expr.signs[0]?.text ?? '';
  if (left === undefined || right === undefined || more !== undefined)
    throw new Stop('not-understood', 'a relation inside a formula');
  const difference = plus(evaluate(left, world), evaluate(right, world), world.numbers, -1);
  const holds = testOf(sign);
  if (holds === undefined) throw new Stop('not-understood', `a relation inside a formula (${sign})`);
  if (world.numbers.kind === 'modular' && !/^(=|\\neq?|≠)$/.test(sign)) throw new Stop('irrational', sign);
  return { dims: difference.dims, parts: [difference.parts[0]!.map((it) => (holds(it) ? 1 : 0))] };
}

function testOf(sign: string): ((difference: number) => boolean) | undefined {
  if (/^(>|\\gt)$/.test(sign)) return (it) => it > 0;
  if (/^(<|\\lt)$/.test(sign)) return (it) => it < 0;
  if (/^(\\geq?|\\geqslant|≥)$/.test(sign)) return (it) => it >= 0;
  if (/^(\\leq?|\\leqslant|≤)$/.test(sign)) return (it) => it <= 0;
  if (sign === '=') return (it) => it === 0;
  if (/^(\\neq?|≠)$/.test(sign)) return (it) => it !== 0;
  return undefined;
}
