/** `[Ax > 0]`, `1\{X = k\}`: a relation as a number, entry by entry; inside of an average, as an event. */
import { type Apply, type Expr, type Relation, walk } from '../expr/expr.ts';
import { constantOf, plus } from './arithmetic.ts';
import { evaluate } from './evaluate.ts';
import { happens } from './events.ts';
import { Stop } from './stop.ts';
import { dataOf, type Value } from './value.ts';
import type { World } from './world.ts';

/** `\mathbf 1\{X = k\}` among factors: the relation. */
export function withIndicators(expr: Apply): Apply {
  const isOne = (it: Expr | undefined): boolean =>
    it?.kind === 'tuple' && it.open === '{' && it.items.length === 1 && it.items[0]?.kind === 'relation';
  if (!expr.args.some(isOne)) return expr;
  const isSign = (it: Expr, i: number): boolean =>
    isOne(expr.args[i + 1]) &&
    (it.kind === 'symbol' ? SIGN.test(it.glyph.letter) : it.kind === 'number' && it.value === 1);
  const args = expr.args.flatMap((it, i) => (isSign(it, i) ? [] : it.kind === 'tuple' && isOne(it) ? it.items : [it]));
  return { ...expr, args };
}

const SIGN = /^(1|I|\\chi|Ind)$/;

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
  if (world.numbers.kind === 'modular' && !/^(=|\\neq?|≠)$/.test(sign)) throw new Stop('irrational', sign);
  return { dims: difference.dims, parts: [dataOf(difference).map((it) => (holds(it) ? 1 : 0))] };
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
