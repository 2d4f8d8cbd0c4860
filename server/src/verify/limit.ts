/** Limits of what a number goes to: steps that are halved, extrapolated as those of a smooth function. */
import { isInfinite, type Expr, type Reduce } from '../expr/expr.ts';
import { plus, scaled } from './arithmetic.ts';
import { evaluate } from './evaluate.ts';
import { isScalar, largest, sameDims, scalarOf, type Value } from './value.ts';
import { Stop } from './stop.ts';
import { binding, type World } from './world.ts';

const STEPS = 7;
const FIRST = 0.05;
/** What the last two extrapolations may differ by. */
const CLOSE = 1e-7;

export function limit({ bound, body, op }: Reduce, world: World): Value {
  const [name, more] = bound;
  if (name?.from === undefined || more !== undefined || isInfinite(name.from)) throw new Stop('limit-or-integral', op);
  const { numbers } = world;
  if (numbers.kind === 'modular') throw new Stop('irrational', op);
  const goal = evaluate(withoutSide(name.from), world);
  if (!isScalar(goal)) throw new Stop('limit-or-integral', op);
  world.rough.used = Math.max(world.rough.used, world.depth + 1);
  const at = (step: number): Value => evaluate(body, binding(world, [[name.key, plus(goal, scalarOf(step), numbers)]]));
  const [above, below] = [extrapolated(at, FIRST, world), extrapolated(at, -FIRST, world)];
  if (!isClose(above, below, world)) throw new Stop('limit-or-integral', op);
  return above;
}

/** `0^+`: what it goes to from one side is the same where both agree. */
const withoutSide = (expr: Expr): Expr =>
  expr.kind === 'apply' && expr.op === 'pseudo-inverse' && expr.args[0]?.kind === 'number' ? expr.args[0] : expr;

/** Neville's scheme at nought. */
function extrapolated(at: (step: number) => Value, first: number, world: World): Value {
  const { numbers } = world;
  const row: Value[] = [];
  for (let i = 0; i < STEPS; i++) {
    let value = at(first / 2 ** i);
    for (let k = 0; k < i; k++) {
      const before = row[k]!;
      if (!sameDims(before, value)) throw new Stop('shape', 'limit');
      row[k] = value;
      value = plus(value, scaled(plus(value, before, numbers, -1), 1 / (2 ** (k + 1) - 1), numbers), numbers);
    }
    row.push(value);
  }
  const [before, last] = row.slice(-2);
  if (!isClose(before!, last!, world)) throw new Stop('limit-or-integral', 'limit');
  return last!;
}

const isClose = (a: Value, b: Value, { numbers }: World): boolean =>
  largest(plus(a, b, numbers, -1)) <= CLOSE * Math.max(1, largest(a));
