/** `f'(x)`: the derivative of a function of one number; of each entry, where it is given an array. */
import type { SymbolExpr } from '../expr/expr.ts';
import { keyOf } from '../expr/glyph.ts';
import { directional } from './derivative.ts';
import { evaluate, valueOfFunction } from './evaluate.ts';
import { Stop } from './stop.ts';
import { isScalar, sizeOf, type Value } from './value.ts';
import { binding, type World } from './world.ts';

export function primeOf(fn: SymbolExpr, args: readonly Value[], world: World): Value {
  const [argument] = args;
  if (argument === undefined || args.length > 1) throw new Stop('not-understood', `${fn.key} of several arguments`);
  const glyph = { ...fn.glyph, primes: fn.glyph.primes - 1 };
  const base: SymbolExpr = { ...fn, glyph, key: keyOf(glyph) };
  const name = '\u0000argument';
  const size = sizeOf(argument.dims);
  const motion = { key: name, value: argument, direction: new Float64Array(size).fill(1) };
  const call = isScalar(argument) ? undefined : world.applied(base.key);
  // Where a list was taken to give a number, it would have a gradient.
  if (call?.kind === 'call' && world.dimsOfCall(call, args).length === 0) throw new Stop('unknown-size', base.key);
  return directional((inside) => valueAt(base, inside.set.get(name) ?? argument, inside), [motion], world);
}

function valueAt(fn: SymbolExpr, argument: Value, world: World): Value {
  if (fn.glyph.primes > 0) return primeOf(fn, [argument], world);
  const definition = world.definitions.get(fn.key);
  const [parameter] = definition?.parameters ?? [];
  if (definition !== undefined && parameter !== undefined) {
    if (!isScalar(argument)) throw new Stop('not-understood', `${fn.key}′ of an array`);
    return evaluate(definition.body, binding(world, [[parameter, argument]]));
  }
  return valueOfFunction(fn, [argument], undefined, world, argument.dims);
}
