/** A list or a matrix of which only the entries are defined: `p` after `p_i = \frac{e^{z_i}}{\sum_j e^{z_j}}`. */
import { familyKey, pairKey } from '../shape/declare.ts';
import { evaluate } from './evaluate.ts';
import { isScalar, placed, scalarOf, type Value } from './value.ts';
import { binding, type World } from './world.ts';

/** Nothing where its members are no numbers: they are others of its kind then, and not its entries. */
export function wholeOf(key: string, world: World): Value | undefined {
  if (key.includes('[') || world.definitions.has(key) || world.entered.has(key)) return undefined;
  // `Q_{ij} = …` is kept with the members of a family.
  const definition = world.definitions.get(familyKey(key)) ?? world.definitions.get(pairKey(key));
  if (definition === undefined) return undefined;
  const dims = world.dimsOfName(key);
  const isRow = definition.parameters.length === 1 && dims.length === 2 && dims[0] === 1;
  const lengths = isRow ? dims.slice(1) : dims;
  if (lengths.length === 0 || definition.parameters.length !== lengths.length) return undefined;
  const places = lengths.reduce<readonly (readonly number[])[]>(
    (all, length) => all.flatMap((it) => Array.from({ length }, (_, i) => [...it, i + 1])),
    [[]],
  );
  world.entered.add(key);
  try {
    const values = places.map((place) => {
      const bound = definition.parameters.map((it, i) => [it, scalarOf(place[i]!)] as const);
      return evaluate(definition.body, binding(world, bound));
    });
    return values.every(isScalar) ? placed(values, dims, (at) => at) : undefined;
  } finally {
    world.entered.delete(key);
  }
}
