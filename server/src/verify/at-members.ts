/** `f(x_i) = a_i + 1`, `K(x_i, x_j) = \phi_i^\top \phi_j`: what an index stands for where such a function is used. */
import type { Call, Expr } from '../expr/expr.ts';
import { textOf } from '../expr/text.ts';
import { indexValue } from './indexing.ts';
import type { Definition } from './job.ts';
import { Stop } from './stop.ts';
import { scalarOf, type Value } from './value.ts';
import type { World } from './world.ts';

/** The letters of the indices between the brackets of a definition, by what stands in their places in a call. */
export function indicesOfCall(
  { args }: Call,
  { key, places = [] }: Definition,
  world: World,
): readonly (readonly [string, Value])[] {
  const found = new Map<string, number>();
  places.forEach((place, i) => {
    if (place.kind !== 'index') return;
    const other = args[i];
    const isAlike =
      other?.kind === 'index' && other.items.length === place.items.length && textOf(other.base) === textOf(place.base);
    place.items.forEach((item, k) => {
      const given = isAlike ? other.items[k] : undefined;
      if (item.kind !== 'at' || given?.kind !== 'at') throw unlike(key);
      const value = indexValue(given.expr, world);
      const known = isLetter(item.expr) ? (found.get(item.expr.key) ?? value) : indexValue(item.expr, world);
      if (known !== value) throw unlike(key);
      if (isLetter(item.expr)) found.set(item.expr.key, value);
    });
  });
  return [...found].map(([letter, value]) => [letter, scalarOf(world.numbers.constant(value))] as const);
}

const isLetter = (expr: Expr): expr is Extract<Expr, { kind: 'symbol' }> => expr.kind === 'symbol';

const unlike = (key: string): Stop => new Stop('not-understood', `the arguments of ${key}`);
