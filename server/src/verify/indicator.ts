/** `[Ax > 0]`, `1\{X = k\}`: a relation as a number, entry by entry; inside of an average, as an event. */
import { type Apply, type Relation, walk } from '../expr/expr.ts';
import { INDICATOR } from '../expr/operators.ts';
import { constantOf, plus } from './arithmetic.ts';
import { evaluate } from './evaluate.ts';
import { happens } from './events.ts';
import { Stop } from './stop.ts';
import { dataOf, type Value } from './value.ts';
import type { World } from './world.ts';

/** `\mathbb{1}[x > 0]`: as the relation; of two lists that are asked to be equal, each entry must be. */
export function indicated({ name, args: [relation] }: Apply, world: World): Value | undefined {
  if (name !== INDICATOR || relation?.kind !== 'relation') return undefined;
  const value = indicator(relation, world);
  const sign = relation.signs[0]?.text ?? '';
  const isOne = (it: number): boolean => it === 1;
  if (EQUAL.test(sign)) return constantOf(dataOf(value).every(isOne) ? 1 : 0, world.numbers);
  return UNEQUAL.test(sign) ? constantOf(dataOf(value).some(isOne) ? 1 : 0, world.numbers) : value;
}

const EQUAL = /^==?$/;

const UNEQUAL = /^(\\neq?|≠|\\not=)$/;

/** The point at which a relation of random names is looked at, where the claim asks for its probability. */
function pointOf(expr: Relation, world: World): number | undefined {
  if (!world.laws.asksEvents) return undefined;
  let point: number | undefined;
  walk(expr, (it) => {
    if (it.kind === 'symbol' && world.laws.random.has(it.key)) point ??= world.points.get(it.key);
  });
  return point;
}

export function indicator(expr: Relation, world: World): Value {
  const point = pointOf(expr, world);
  if (point !== undefined) return constantOf(happens(expr, point, world) ? 1 : 0, world.numbers);
  const [left, right, more] = expr.sides;
  const sign = expr.signs[0]?.text ?? '';
  if (left === undefined || right === undefined || more !== undefined)
    throw new Stop('not-understood', 'a relation inside a formula');
  const difference = plus(evaluate(left, world), evaluate(right, world), world.numbers, -1);
  const holds = testOf(sign);
  if (holds === undefined) throw new Stop('not-understood', `a relation inside a formula (${sign})`);
  if (world.numbers.kind === 'modular' && !EQUAL.test(sign) && !UNEQUAL.test(sign)) throw new Stop('irrational', sign);
  const found = dataOf(difference).map((it) => (holds(it) ? 1 : 0));
  const taken = world.branches.get(expr) ?? new Set<number>();
  for (const it of found) taken.add(it);
  world.branches.set(expr, taken);
  return { dims: difference.dims, parts: [found] };
}

function testOf(sign: string): ((difference: number) => boolean) | undefined {
  if (/^(>|\\gt)$/.test(sign)) return (it) => it > 0;
  if (/^(<|\\lt)$/.test(sign)) return (it) => it < 0;
  if (/^(\\geq?|\\geqslant|≥|>=)$/.test(sign)) return (it) => it >= 0;
  if (/^(\\leq?|\\leqslant|≤|<=)$/.test(sign)) return (it) => it <= 0;
  if (EQUAL.test(sign)) return (it) => it === 0;
  if (UNEQUAL.test(sign)) return (it) => it !== 0;
  return undefined;
}
