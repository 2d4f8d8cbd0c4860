/**
 * Where functions are least: `\arg\min_x f(x) = \arg\min_x g(x)`. The two are the same where f and g, or their
 * logarithms, differ by a factor and a term without x: a factor that is positive, or negative where one is a maximum.
 * They may be the same for other reasons; nothing is refuted so.
 */
import type { Expr, Reduce, SymbolExpr } from '../expr/expr.ts';
import { plain } from '../expr/glyph.ts';
import { letterOf } from '../shape/free-names.ts';
import { evaluate } from './evaluate.ts';
import { extremeOf } from './matrix.ts';
import { Stop, unless } from './stop.ts';
import { dataOf, isScalar, type Value, stacked } from './value.ts';
import type { World } from './world.ts';

/** At how many places the functions are looked at. */
const POINTS = 12;

/** Both functions by their values, as far as these tell where they are least; undefined where a side is anything else. */
export function sameArgument(left: Expr, right: Expr, world: World): readonly [Value, Value] | undefined {
  const [a, b] = [argumentIn(left, world), argumentIn(right, world)];
  if (a === undefined || b === undefined) return undefined;
  if (world.numbers.kind === 'modular') throw new Stop('irrational', 'argmin');
  if (a.under !== b.under || a.bound.length === 0) throw new Stop('not-understood', 'argmin');
  const [f, g] = [valuesOf(a, world), valuesOf(b, world)];
  const ways = [f, logarithms(f)].flatMap((x) => [g, logarithms(g)].map((y) => [x, y] as const));
  for (const [x, y] of ways) {
    if (x === undefined || y === undefined) continue;
    const [p, q] = [course(x, isLargest(a)), course(y, isLargest(b))];
    if (p.every((it, i) => Math.abs(it - q[i]!) < TOLERANCE))
      return [
        { dims: [POINTS], parts: [p] },
        { dims: [POINTS], parts: [p] },
      ];
  }
  throw new Stop('not-understood', 'argmin');
}

/** How many places a largest value is taken over. */
const PLACES = 4;

/**
 * `\max_x f(x)` over a few places, which are the same wherever the same is written under the sign. What holds so for all
 * functions and places holds for extrema at all; nothing is refuted so.
 */
export function extremumOver(expr: Reduce, world: World): Value {
  if (world.numbers.kind === 'modular') throw new Stop('irrational', 'extremum');
  if (expr.bound.length === 0) throw new Stop('not-understood', 'extremum');
  world.modelled.used = true;
  const keys = boundKeys(expr);
  const values = Array.from({ length: PLACES }, (_, i) =>
    evaluate(expr.body, elsewhere(keys, `${expr.under ?? ''}@${String(i)}`, world)),
  );
  if (!values.every(isScalar)) throw new Stop('shape', 'an extremum of an array');
  return extremeOf(stacked(values), !isLargest(expr), world.numbers);
}

/** Of the largest difference of two values of a function. */
const TOLERANCE = 1e-8;

const isLargest = ({ name = '' }: Reduce): boolean => /^(max|sup)/.test(name);

/** The argument of an extremum, through brackets and names that are defined so. */
function argumentIn(expr: Expr, world: World): Reduce | undefined {
  if (expr.kind === 'reduce') return expr.op === 'argument' ? expr : undefined;
  if (expr.kind === 'apply' && expr.op === 'parentheses') return argumentIn(expr.args[0]!, world);
  const definition = expr.kind === 'symbol' ? world.definitions.get(expr.key) : undefined;
  return definition?.parameters.length === 0 && definition.body.kind === 'reduce'
    ? argumentIn(definition.body, world)
    : undefined;
}

const boundKeys = ({ bound }: Reduce): readonly string[] => bound.map(({ key }) => key.replace(/\[,?\]$/, ''));

function valuesOf(expr: Reduce, world: World): Float64Array {
  const keys = boundKeys(expr);
  return Float64Array.from({ length: POINTS }, (_, i) => {
    const value = evaluate(expr.body, elsewhere(keys, `@${String(i)}`, world));
    if (!isScalar(value)) throw new Stop('shape', 'an extremum of an array');
    return dataOf(value)[0]!;
  });
}

/** The same sample with other values of some names, and another function where they name one. */
function elsewhere(keys: readonly string[], mark: string, world: World): World {
  const letters = new Set(keys.map(letterOf));
  const isOne = (key: string): boolean => letters.has(letterOf(key.replace(/#.*$/, '')));
  const definitions = new Map([...world.definitions].filter(([key]) => !isOne(key)));
  const sample: World['sample'] = (key, expr) => {
    if (!isOne(key)) return world.sample(key, expr);
    const drawn = unless(['unknown-size', 'unknown-symbol'], () =>
      world.sample(`${key}${key.includes('#') ? '' : '#'}${mark}`, expr),
    );
    return drawn ?? world.free(`${key}${mark}`, [], [], world.numbers);
  };
  const symbols = keys.map((key): SymbolExpr => ({ kind: 'symbol', key, glyph: plain(key), span: NOWHERE }));
  return {
    ...world,
    sample,
    free: (key, args, to, numbers) => world.free(isOne(key) ? `${key}${mark}` : key, args, to, numbers),
    definitions,
    laws: { ...world.laws, parameters: [...world.laws.parameters, ...symbols] },
    memo: new Map(),
  };
}

const NOWHERE = { start: 0, end: 0 };

const logarithms = (values: Float64Array): Float64Array | undefined =>
  values.every((it) => it > 0) ? values.map(Math.log) : undefined;

/** How a function goes from its first value, in units of its largest change: the same for a·f + b with a > 0. */
function course(values: Float64Array, largest: boolean): Float64Array {
  const changes = values.map((it) => (largest ? -1 : 1) * (it - values[0]!));
  const [most, size] = [changes, values].map((list) => list.reduce((all, it) => Math.max(all, Math.abs(it)), 0));
  if (!Number.isFinite(most)) throw new Stop('domain', 'not finite');
  if (most! <= 1e-6 * size!) throw new Stop('domain', 'a function that does not change');
  return changes.map((it) => it / most!);
}
