/** Integrals: between limits by Gauss's rule; over all of a name, as a sum over its points. */
import { isInfinite, type BoundIndex, type Reduce } from '../expr/expr.ts';
import { hadamard, plus, scaled } from './arithmetic.ts';
import { evaluate } from './evaluate.ts';
import { pointsFor } from './probability.ts';
import { Stop } from './stop.ts';
import { isScalar, type Value, ZERO } from './value.ts';
import { binding, type World } from './world.ts';

export function integral(expr: Reduce, world: World): Value {
  const [first, ...rest] = expr.bound;
  if (first === undefined) throw new Stop('limit-or-integral', 'integral');
  const body = (at: World): Value =>
    rest.length === 0 ? evaluate(expr.body, at) : integral({ ...expr, bound: rest }, at);
  const isWhole = world.laws.whole.has(first.key) || (isInfinite(first.from) && isInfinite(first.to));
  world.modelled.used = true;
  if (first.from !== undefined && first.to !== undefined && !isWhole) return between(first, body, world);
  // The integral over all of a name is linear and commutes with derivatives; no more is known of it.
  const sum = pointsFor(first.key, world).map(body);
  return sum.reduce((a, b) => plus(a, b, world.numbers), ZERO);
}

/** Pieces of an interval, so that a smooth integrand is exact to the digits that are compared. */
const PIECES = 4;

function between({ key, from, to }: BoundIndex, body: (at: World) => Value, world: World): Value {
  const { numbers } = world;
  if (from === undefined || to === undefined || from.kind === 'hole' || to.kind === 'hole')
    throw new Stop('limit-or-integral', 'integral');
  if (numbers.kind === 'modular') throw new Stop('irrational', 'an integral');
  const [low, high] = [evaluate(from, world), evaluate(to, world)];
  if (!isScalar(low) || !isScalar(high)) throw new Stop('limit-or-integral', 'integral');
  const width = scaled(plus(high, low, numbers, -1), 1 / (2 * PIECES), numbers);
  let sum: Value = ZERO;
  for (let piece = 0; piece < PIECES; piece++) {
    const middle = plus(low, scaled(width, 2 * piece + 1, numbers), numbers);
    NODES.forEach((node, i) => {
      for (const sign of [-1, 1]) {
        const at = binding(world, [[key, plus(middle, scaled(width, sign * node, numbers), numbers)]]);
        sum = plus(sum, scaled(body(at), WEIGHTS[i]!, numbers), numbers);
      }
    });
  }
  return hadamard(width, sum, numbers);
}

/** Gauss and Legendre, ten points. */
const NODES = [0.14887433898163122, 0.4333953941292472, 0.6794095682990244, 0.8650633666889845, 0.9739065285171717];
const WEIGHTS = [
  0.29552422471475287, 0.26926671930999635, 0.21908636251598204, 0.1494513491505806, 0.06667134430868814,
];
