/** Expectations, variances, covariances and probabilities as weighted sums over a few points; see `model.ts`. */
import type { Apply, Call, Expr, SymbolExpr } from '../expr/expr.ts';
import { constantOf, hadamard, plus, product, quotient, total } from './arithmetic.ts';
import { isNamedBy } from './dependence.ts';
import { evaluate } from './evaluate.ts';
import { happens } from './events.ts';
import { lawful, lawNamed, nameOfVariable, runsOver } from './model.ts';
import { Stop } from './stop.ts';
import { textOf } from '../expr/text.ts';
import { isColumn, isRow, isScalar, picked, transposed, type Value, ZERO } from './value.ts';
import { atPoint, spend, type World } from './world.ts';

/** How many values a name has under a law, and how many points there are where none is named. */
const VALUES = 3;
const POINTS = 6;
/** Of events, so that several of them have points in common. */
const OF_EVENTS = 12;

interface Point {
  readonly weight: Value;
  readonly at: World;
}

/** E[f], E[f | c], under the law that is written or one that is not. */
export function expectation(expr: Apply, world: World): Value {
  const [body] = expr.args;
  if (body === undefined || (expr.given ?? expr.args.length) !== 1) throw new Stop('not-understood', 'an expectation');
  return average(body, pointsOf(expr, world), world);
}

function average(body: Expr, points: readonly Point[], { numbers }: World): Value {
  return points.reduce(
    (sum, { weight, at }) => plus(sum, hadamard(weight, evaluate(body, at), numbers), numbers),
    ZERO,
  );
}

export function covariance(expr: Apply, world: World): Value {
  const [first, second = first] = expr.args;
  const isKnown = expr.given === undefined && expr.args.length < 3 && !/corr/i.test(expr.name ?? '');
  if (first === undefined || second === undefined || !isKnown) throw new Stop('not-understood', 'a covariance');
  const points = pointsOf(expr, world);
  const { numbers } = world;
  const [a, b] = [average(first, points, world), average(second, points, world)];
  return points.reduce((sum, { weight, at }) => {
    const [x, y] = [plus(evaluate(first, at), a, numbers, -1), plus(evaluate(second, at), b, numbers, -1)];
    if (![x, y].every((it) => isScalar(it) || isColumn(it) || isRow(it))) throw new Stop('shape', 'a covariance');
    return plus(sum, hadamard(weight, product(upright(x), transposed(upright(y)), numbers), numbers), numbers);
  }, ZERO);
}

const upright = (value: Value): Value => (isRow(value) ? transposed(value) : value);

/** P(A, B | C): events are random sets of points, the same for the same words. */
export function probability(expr: Apply, world: World): Value {
  const before = expr.args.slice(0, expr.given ?? expr.args.length);
  const after = expr.args.slice(before.length);
  const points = pointsOf({ ...expr, args: [] }, world);
  const mass = (events: readonly Expr[]): Value =>
    points.reduce(
      (sum, { weight }, i) => {
        const isIn = events.every((it) => happens(it, i, world));
        return isIn ? plus(sum, weight, world.numbers) : sum;
      },
      constantOf(0, world.numbers),
    );
  return after.length === 0 ? mass(before) : quotient(mass([...before, ...after]), mass(after), world.numbers);
}

/** What an average runs over. */
function pointsOf(expr: Apply, world: World): readonly Point[] {
  const { under } = expr;
  const law = under === undefined ? onlyLaw(expr, world) : lawUnder(under, world);
  const condition = expr.args
    .slice(expr.given ?? expr.args.length)
    .map(textOf)
    .join();
  if (law === undefined) return unnamedPoints(`${under === undefined ? '' : textOf(under)}|${condition}`, world);
  const names = under?.kind === 'relation' ? runsOver(under) : symbolsIn(lawful(law));
  if (names.length === 0) throw new Stop('not-understood', 'an expectation');
  return assignments(names, world).map((at) => ({ weight: lawValue(law, at), at }));
}

const symbolsIn = (exprs: readonly Expr[]): readonly SymbolExpr[] =>
  exprs.flatMap((it) => (it.kind === 'symbol' ? [it] : []));

/** `E_{x \sim p(x)}`, `E_{q(z)}`, `E_{a \sim \pi}`, `E_q`: with only the letter, the one value of it that is written. */
export function lawUnder(under: Expr, world: World): Call | undefined {
  const law = lawNamed(under);
  if (law?.kind === 'call') return law;
  if (law?.kind !== 'symbol') return undefined;
  const [told, another] = world.laws.told.filter((it) => lawful(it).some((one) => nameOfVariable(one) === law.key));
  if (told !== undefined && another === undefined) return told;
  const names = under.kind === 'relation' ? runsOver(under).map((it) => it.key) : undefined;
  const fits = (it: Call): boolean =>
    names === undefined || names.every((name) => lawful(it).some((one) => nameOfVariable(one) === name));
  const named = (same: (fn: SymbolExpr) => boolean): readonly Call[] => {
    const all = world.laws.calls.filter((it) => it.fn.kind === 'symbol' && same(it.fn) && fits(it));
    return [...new Map(all.map((it) => [textOf(it), it])).values()];
  };
  const exact = named((fn) => fn.key === law.key);
  const found = exact.length > 0 ? exact : named((fn) => fn.glyph.letter === law.glyph.letter);
  return found.length === 1 ? found[0] : undefined;
}

/** `E[\nabla \log p(x | \theta)]`: the law that stands inside, if it is the only one. */
function onlyLaw(expr: Apply, world: World): Call | undefined {
  if (expr.op === 'probability') return undefined;
  const all = new Map(world.laws.calls.map((it) => [textOf(it), it]));
  const [only] = all.values();
  return all.size === 1 && only !== undefined && symbolsIn(lawful(only)).length === lawful(only).length
    ? only
    : undefined;
}

/** Every combination of values of some names. */
export function assignments(names: readonly SymbolExpr[], world: World): readonly World[] {
  let all: readonly World[] = [world];
  for (const name of names) all = all.flatMap((at) => pointsFor(name.key, at));
  if (all.length > 81) throw new Stop('too-large', 'an expectation over many names');
  return all;
}

/** Points that all random names share, so that any of them may depend on any other. */
function unnamedPoints(law: string, world: World): readonly Point[] {
  const { numbers } = world;
  const parameters = world.laws.parameters.map((it) => evaluate(it, world));
  const points = world.laws.asksEvents ? OF_EVENTS : POINTS;
  const raw = positive(world.free(`weights ${law}`, parameters, [points], numbers), world);
  const weights = quotient(raw, total(raw, numbers), numbers);
  world.modelled.used = true;
  return Array.from({ length: points }, (_, i) => ({
    weight: picked(weights, [], () => i),
    at: atPoint(world, world.laws.random, i),
  }));
}

/** exp in floating point; in the field every value will do. */
const positive = (value: Value, { numbers }: World): Value =>
  numbers.kind === 'modular' ? value : { dims: value.dims, parts: numbers.apply('exp', value.parts) };

/** p(x | y) out of the table of p: what is not named is summed out. */
export function lawValue(call: Call, world: World): Value {
  if (call.fn.kind !== 'symbol') throw new Stop('not-understood', 'a law');
  world.modelled.used = true;
  const { key, glyph } = call.fn;
  const own = world.laws.laws.get(key) ?? [];
  const before = lawful(call).map(nameOfVariable);
  const after = call.args.slice(before.length).filter((it) => own.includes(nameOfVariable(it)));
  const parameters = call.args.slice(before.length).filter((it) => !after.includes(it));
  const labelled = world.laws.parameters.filter((it) => isNamedBy(glyph.label, it.key));
  const values = [...parameters, ...labelled].map((it) => evaluate(it, world));
  const known = new Set([...before, ...after.map(nameOfVariable)]);
  const conditions = new Set(after.map(nameOfVariable));
  const table = (summed: ReadonlySet<string>): Value => {
    let places: readonly number[][] = [[]];
    for (const name of own) {
      const choices = summed.has(name) ? Array.from({ length: VALUES }, (_, i) => i) : [world.points.get(name) ?? 0];
      places = places.flatMap((it) => choices.map((i) => [...it, i]));
    }
    spend(world, places.length);
    return places.reduce(
      (sum, place) =>
        plus(sum, positive(world.free(`law ${key} ${place.join()}`, values, [], world.numbers), world), world.numbers),
      ZERO,
    );
  };
  const hidden = new Set(own.filter((it) => !known.has(it)));
  const free = new Set(own.filter((it) => !conditions.has(it)));
  if (hidden.size + free.size > 8) throw new Stop('too-large', 'a law of many names');
  const mass = table(hidden);
  return world.laws.normalised || conditions.size > 0 ? quotient(mass, table(free), world.numbers) : mass;
}

/** Every value of one name. */
export const pointsFor = (key: string, world: World): readonly World[] =>
  Array.from({ length: VALUES }, (_, i) => atPoint(world, [key], i));
