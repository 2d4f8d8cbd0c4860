/** Rates of change: `\dot V` is the change of V as each x moves along its `\dot x`, and `\dot x` along its `\ddot x`. */
import type { Span } from '../base/span.ts';
import type { Apply, Expr, SymbolExpr } from '../expr/expr.ts';
import { constantOf } from './arithmetic.ts';
import { directional, type Motion } from './derivative.ts';
import { evaluate, valueOfKey } from './evaluate.ts';
import { Stop } from './stop.ts';
import { dataOf, partsOf, type Value } from './value.ts';
import type { World } from './world.ts';

const SIGN = 'd/dt';

/** Before what changes in time, as a factor; a constant like the d of a differential. */
export const rateSign = (span: Span): SymbolExpr => ({
  kind: 'symbol',
  key: SIGN,
  glyph: { letter: 'd', face: 'upright', accents: [], label: '', primes: 0 },
  span,
});

/** `\dot V` as the change of V. */
export const isRate = (expr: Expr): boolean =>
  expr.kind === 'apply' && expr.args[0]?.kind === 'symbol' && expr.args[0].key === SIGN;

/** The name of a rate: `dot x` for x, `ddot x` for `dot x`. */
export const rateKey = (key: string): string => (/^d*dot /.test(key) ? `d${key}` : `dot ${key}`);

/** What a rate is the rate of; undefined for any other name. */
const movedKey = (rate: string): string | undefined =>
  /^d+dot /.test(rate) ? rate.slice(1) : rate.startsWith('dot ') ? rate.slice('dot '.length) : undefined;

const TIME = 't';

function valueOf(key: string, world: World): Value {
  const value = valueOfKey(key, undefined, world) ?? world.sample(key, undefined);
  if (value === undefined) throw new Stop('unknown-symbol', key);
  return value;
}

/** The names that move: those whose rates are known, and time itself. */
export function movingNames(keys: Iterable<string>, isKnown: (key: string) => boolean): readonly string[] {
  const found = new Set<string>(isKnown(TIME) ? [TIME] : []);
  for (const key of keys) {
    const moved = movedKey(key);
    if (moved !== undefined) found.add(moved);
  }
  return [...found];
}

/** The change in time of what the sign stands before; undefined for any other product. */
export function rateOf(expr: Apply, world: World): Value | undefined {
  const [, of] = expr.args;
  if (!isRate(expr) || of === undefined) return undefined;
  const motions = world.moving.flatMap((key): readonly Motion[] => {
    if (!world.dependsOn(of, key, world)) return [];
    const value = valueOf(key, world);
    if (key === TIME) {
      const [one] = dataOf(constantOf(1, world.numbers));
      return [{ key, value, direction: dataOf(value).map(() => one!) }];
    }
    const change = valueOf(rateKey(key), world);
    // What the direction depends on moves with it: a step in it would be lost.
    if (partsOf(change).length > 1)
      throw new Stop(world.numbers.kind === 'modular' ? 'irrational' : 'not-analytic', 'a rate');
    return [{ key, value, direction: dataOf(change) }];
  });
  if (motions.length === 0) throw new Stop('no-dependence', 'no dependence is stated');
  return directional((inside) => evaluate(of, inside), motions, world);
}
