/** `f'(x)`: the derivative of a function of one number; of each entry, where it is given an array. */
import type { SymbolExpr } from '../expr/expr.ts';
import { keyOf } from '../expr/glyph.ts';
import { directional } from './derivative.ts';
import { evaluate, valueOfFunction } from './evaluate.ts';
import { Stop } from './stop.ts';
import { dataOf, isScalar, largest, sameDims, sizeOf, type Value } from './value.ts';
import { binding, type World } from './world.ts';

export function primeOf(fn: SymbolExpr, args: readonly Value[], world: World): Value {
  const [argument] = args;
  if (argument === undefined || args.length > 1) throw new Stop('not-understood', `${fn.key} of several arguments`);
  const glyph = { ...fn.glyph, primes: fn.glyph.primes - 1 };
  const base: SymbolExpr = { ...fn, glyph, key: keyOf(glyph) };
  const name = '\u0000argument';
  const size = sizeOf(argument.dims);
  const along = (direction: Float64Array): Value => {
    const motion = { key: name, value: argument, direction };
    return directional((inside) => valueAt(base, inside.set.get(name) ?? argument, inside), [motion], world);
  };
  const call = isScalar(argument) ? undefined : world.applied(base.key);
  // Where a list was taken to give a number, it would have a gradient.
  if (call?.kind === 'call' && world.dimsOfCall(call, args).length === 0) throw new Stop('unknown-size', base.key);
  const slopes = along(new Float64Array(size).fill(1));
  const isGiven = !isScalar(argument) && world.definitions.has(base.key);
  if (isGiven && !actsEntrywise(slopes, argument, along)) throw new Stop('not-understood', `${base.key}′ of an array`);
  return slopes;
}

/** What is given as a list may mix the entries: its slope is none of theirs then. */
function actsEntrywise(slopes: Value, argument: Value, along: (direction: Float64Array) => Value): boolean {
  if (!sameDims(slopes, argument)) return false;
  const weights = Float64Array.from({ length: sizeOf(argument.dims) }, (_, i) => 2 * i + 3);
  const [each, weighed] = [dataOf(slopes), dataOf(along(weights))];
  const scale = Math.max(largest(slopes), 1e-12) * weights.at(-1)!;
  return weighed.every((it, i) => Math.abs(it - each[i]! * weights[i]!) <= 1e-6 * scale);
}

function valueAt(fn: SymbolExpr, argument: Value, world: World): Value {
  if (fn.glyph.primes > 0) return primeOf(fn, [argument], world);
  const definition = world.definitions.get(fn.key);
  const [parameter] = definition?.parameters ?? [];
  if (definition !== undefined && parameter !== undefined) {
    return evaluate(definition.body, binding(world, [[parameter, argument]]));
  }
  return valueOfFunction(fn, [argument], undefined, world, argument.dims);
}
