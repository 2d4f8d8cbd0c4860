/** `T_j(x)`, `f_1(x)`, `\sigma_0'(z)`: a value of one of many functions, which its index tells. */
import type { Call, Index, SymbolExpr } from '../expr/expr.ts';
import { keyOf } from '../expr/glyph.ts';
import { familyKey, memberKey } from '../shape/declare.ts';
import { productOf } from './arithmetic.ts';
import { isEllipsis } from './ellipsis.ts';
import { evaluate, listed, valueOfFunction } from './evaluate.ts';
import { indexValue } from './indexing.ts';
import { primeOf } from './prime.ts';
import { Stop } from './stop.ts';
import { scalarOf, type Value } from './value.ts';
import { binding, spend, type World } from './world.ts';

/** The keys under which one of many functions may be known: its own first. */
export const keysOfMember = ({ base, items }: Index): readonly string[] =>
  base.kind === 'symbol' ? [...new Set([memberKey(base.key, items), familyKey(base.key)])] : [];

export function memberValue(expr: Call, fn: Index, world: World): Value {
  if (fn.base.kind !== 'symbol') throw new Stop('not-understood', 'a value of a function');
  const places = fn.items.map((it) => {
    if (it.kind !== 'at') throw new Stop('not-understood', 'a value of a function');
    return indexValue(it.expr, world);
  });
  const definition = keysOfMember(fn).flatMap((it) => world.definitions.get(it) ?? [])[0];
  const isList = expr.args.some(isEllipsis);
  const written = isList ? listed(expr, world) : expr.args.flatMap((it) => (it.kind === 'tuple' ? it.items : [it]));
  const args = written.map((it) => evaluate(it, world));
  if (definition === undefined) return freeMember(fn.base, places, args, expr, world);
  const { body, parameters } = definition;
  // `\delta_l (a_{l-1})^\top` after `\delta_l = …`: no function, but a factor.
  if (definition.key === familyKey(fn.base.key) && parameters.length < args.length + places.length)
    return productOf([evaluate(fn, world), ...args], world.numbers);
  // The arguments stand first among its parameters, then the letters of its index.
  const given = [...args, ...places.map((it) => scalarOf(world.numbers.constant(it)))];
  if (parameters.length < args.length || parameters.length > given.length)
    throw new Stop('not-understood', `the arguments of ${definition.key}`);
  spend(world, 5);
  return evaluate(
    body,
    binding(
      world,
      parameters.map((key, i) => [key, given[i]!] as const),
    ),
  );
}

/** Nothing defines it: a smooth function of its own for each index. */
function freeMember(
  base: SymbolExpr,
  places: readonly number[],
  args: readonly Value[],
  expr: Call,
  world: World,
): Value {
  const glyph = { ...base.glyph, letter: `${base.glyph.letter}[${places.join()}]` };
  const member: SymbolExpr = { ...base, glyph, key: keyOf(glyph) };
  return glyph.primes > 0 ? primeOf(member, args, world) : valueOfFunction(member, args, expr, world);
}

/** The key without the index that `freeMember` gives it. */
export const familyOfMember = (key: string): string => key.replace(/\[[-\d,]*\]/, '');
