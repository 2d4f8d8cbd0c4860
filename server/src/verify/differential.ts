/** Differentials: `d(X^{-1}) = -X^{-1}(dX)X^{-1}`. dX is any direction; d(…) moves everything whose d stands in the claim. */
import type { Expr } from '../expr/expr.ts';
import { productOf } from './arithmetic.ts';
import { directional, type Motion } from './derivative.ts';
import { evaluate, valueOfKey } from './evaluate.ts';
import { Stop } from './stop.ts';
import { dataOf, type Value } from './value.ts';
import { choice, type World } from './world.ts';

/** `d` before its operand among the factors of a product; undefined for an ordinary product. */
export function differentialOf(expr: Expr, args: readonly Expr[], world: World): Value | undefined {
  const at = args.findIndex((it) => isSign(it, world));
  if (at < 0 || at === args.length - 1) return undefined;
  const following = args.slice(at + 1);
  // `dX^\top A X` is the change of X, turned, before A X; or that of the whole product.
  const isTurned = following.length > 1 && following[0]!.kind === 'apply' && following[0].op === 'transpose';
  const reach = isTurned && choice(world, 'scope') === 'narrow' ? 1 : following.length;
  const [operands, rest] = [following.slice(0, reach), following.slice(reach)];
  const of: Expr =
    operands.length === 1 ? operands[0]! : { kind: 'apply', op: 'product', args: operands, span: expr.span };
  const value = directional((inside) => evaluate(of, inside), motionsOf(world), world);
  const own = (it: Expr): Value => evaluate(it, world);
  return productOf([...args.slice(0, at).map(own), value, ...rest.map(own)], world.numbers);
}

const isSign = (expr: Expr, world: World): boolean =>
  expr.kind === 'symbol' &&
  expr.glyph.letter === 'd' &&
  expr.glyph.accents.length === 0 &&
  expr.glyph.label === '' &&
  (expr.glyph.face === 'plain' || expr.glyph.face === 'upright') &&
  world.isConstant(expr) &&
  // A size of that letter is no upright d that stands before something while other things have theirs.
  (world.sizeNamed(expr.key) === undefined || (expr.glyph.face === 'upright' && world.differentials.length > 0));

/** Everything whose differential stands in the claim, along it. */
export function motionsOf(world: World): readonly Motion[] {
  const motions = world.differentials.map((key): Motion => motion(key, world));
  if (motions.length === 0) throw new Stop('no-dependence', 'a differential of nothing that moves');
  return motions;
}

function motion(key: string, world: World): Motion {
  const value = valueOfKey(key, undefined, world) ?? world.sample(key, undefined);
  const change = world.sample(`d ${key}`, undefined);
  if (value === undefined || change === undefined) throw new Stop('unknown-symbol', key);
  if (world.numbers.kind === 'modular' && world.depth > 0)
    throw new Stop('irrational', 'a differential inside a derivative');
  return { key, value, direction: dataOf(change) };
}
