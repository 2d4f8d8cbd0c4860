/**
 * Derivatives in numbers. No rule about derivatives is used: they are read off the nilpotent part of the arithmetic,
 * along all entries at once; or, where a function has no slope in that arithmetic or a derivative is being
 * taken already, from central differences with Richardson's extrapolation.
 */
import type { Apply, Derivative, Expr } from '../expr/expr.ts';
import { plain } from '../expr/glyph.ts';
import { familyKey } from '../shape/declare.ts';
import { plus, productOf, scaled } from './arithmetic.ts';
import { arrange, type Kind } from './arrange.ts';
import { evaluate, valueOfKey } from './evaluate.ts';
import { familyFor, indexValue } from './indexing.ts';
import { diagonal, diagonalOf } from './matrix.ts';
import { partsOfOpen } from './operators.ts';
import { zeros } from './rows.ts';
import { joined, mapped, type Parts, repeated } from './samples.ts';
import { Stop, unless } from './stop.ts';
import { isScalar, placed, sizeOf, transposed, type Value } from './value.ts';
import { type Variable, variable, variableMeant, withNamedVariable } from './variable.ts';
import { choice, setting, spend, type World } from './world.ts';

/** f as a function of a world in which the variable moves. */
export type Moving = (world: World) => Value;

export function derivative(expr: Derivative, world: World): Value {
  const of = expr.of;
  if (of === undefined) throw new Stop('not-understood', 'an operator without its operand');
  const parts = isAbove(expr, of) ? undefined : partsOfOpen(of);
  if (parts !== undefined && choice(world, 'reach') === 'first')
    return productOf(
      parts.map((it, i) => evaluate(i === 0 ? { ...expr, of: it } : it, world)),
      world.numbers,
    );
  if (of.kind === 'apply' && of.op === 'product' && mayEndEarly(expr, of) && choice(world, 'scope') === 'narrow') {
    const [first, ...rest] = of.args;
    return productOf(
      [evaluate({ ...expr, of: first! }, world), ...rest.map((it) => evaluate(it, world))],
      world.numbers,
    );
  }
  if (expr.by.length === 0) {
    const atValue = byArgument(of, expr.order, world);
    if (atValue !== undefined) return atValue;
  }
  const by = expr.by.length > 0 ? expr.by : [variableMeant(of, world)];
  const [only] = by;
  if (by.length === 1 && only !== undefined) {
    const named = withNamedVariable(expr, of, only, world);
    if (named !== undefined) return derivative(named.expr, named.world);
  }
  const inside = insideOf(of, world);
  const list = Array.from({ length: expr.order }, (_, i) => by[Math.min(i, by.length - 1)]!);
  if (list.length > 3 || by.length > expr.order)
    throw new Stop('not-understood', `a derivative of order ${String(expr.order)}`);
  const variables = list.map((it) => variable(it, world));
  // Nothing says how the one depends on the other: not zero, but unknown.
  const unrelated = variables.find((it) => it.key !== ARGUMENT && !world.dependsOn(of, it.key, world));
  if (unrelated !== undefined) throw new Stop('no-dependence', 'no dependence is stated');
  if (variables.some((it) => isBehind(of, it.key, world))) throw new Stop('domain', 'an index');
  // Who writes `\nabla f` and names no letter means a gradient.
  const isGradient = expr.notation === 'nabla' && expr.by.length === 0 && expr.order === 1;
  if (isGradient && variables.some(isTwoWay) && !isScalar(inside(world)))
    throw new Stop('shape', 'a gradient of what is no number');
  const fixed = heldFixed(of, variables, world);
  if (fixed.length > 0 && choice(world, 'partial') === 'direct') {
    const held = fixed.reduce((at, key) => setting(at, key, valueOfKey(key, undefined, world)!, world.depth), world);
    return derivative({ ...expr, by }, { ...held, intermediates: [] });
  }
  // Where the variable stands makes no difference to the shape of what is differentiated.
  let value: Value | undefined;
  let moving: Moving = (at) => (value = inside(at));
  // The innermost derivative is by the variable written last.
  for (const it of [...variables].reverse()) {
    const before = moving;
    moving = (at) => jacobian(before, it, at);
  }
  const tensor = moving(world);
  const kind: Kind = expr.notation === 'nabla' ? 'nabla' : 'fraction';
  return arrange(tensor, value!, variables, kind, world);
}

/** `\partial h_t / \partial h_k` is meant for a later member by an earlier one, on which it is built. */
function isBehind(of: Expr, key: string, world: World): boolean {
  if (of.kind !== 'index') return false;
  const [, family = '', place] = /^(.*\[\])#(-?\d+)$/.exec(key) ?? [];
  const recurrence = world.recurrence(family);
  const [item] = of.items;
  if (recurrence === undefined || item?.kind !== 'at' || familyFor(of, world) !== family) return false;
  const between = indexValue(item.expr, world) - Number(place);
  return recurrence.towards === 'lower' ? between <= 0 : between >= 0;
}

/**
 * `\partial z / \partial x` beside `\partial l / \partial s`, where z is made from s and s from x: each of the two may be one
 * way of several, so that s stands still in the other.
 */
function heldFixed(of: Expr, variables: readonly Variable[], world: World): readonly string[] {
  const bare = of.kind === 'apply' && of.op === 'power' ? of.args[0]! : of;
  const base = bare.kind === 'index' ? bare.base : bare;
  if (base.kind !== 'symbol') return [];
  const own = [base.key, familyKey(base.key)].find((key) => world.definitions.has(key));
  const body = own === undefined ? undefined : world.definitions.get(own)?.body;
  if (body === undefined) return [];
  const isOwn = (key: string): boolean => key === own || variables.some((it) => it.key === key);
  return world.intermediates.filter((key) => !isOwn(key) && world.dependsOn(body, key, world));
}

/**
 * `\nabla f(x) g(x)` may differentiate f alone. `\nabla x^\top A x` and `\nabla (Xw - y)^\top (Xw - y)` do not end at
 * their first factor, and a numerator ends where it ends.
 */
function mayEndEarly(expr: Derivative, of: Apply): boolean {
  const [first] = of.args;
  const variable = expr.by[0];
  if (isAbove(expr, of)) return false;
  if (first?.kind === 'call') return true;
  return first?.kind === 'symbol' && !(variable?.kind === 'symbol' && variable.key === first.key);
}

/** What stands above the line of a quotient ends there. */
const isAbove = ({ by: [variable], notation }: Derivative, of: Expr): boolean =>
  notation !== 'nabla' && variable !== undefined && of.span.start < variable.span.start;

const isTwoWay = ({ dims }: Variable): boolean => dims.length === 2 && dims.every((it) => it > 1);

const ARGUMENT = '\u0000argument';

/** `\nabla f(Ax)` is the gradient of f, taken at Ax. */
function byArgument(of: Expr, order: number, world: World): Value | undefined {
  if (of.kind !== 'call' || of.args.length !== 1 || of.args[0]!.kind === 'symbol') return undefined;
  const argument: Expr = {
    kind: 'symbol',
    key: ARGUMENT,
    glyph: plain(ARGUMENT),
    span: of.args[0]!.span,
  };
  const value = evaluate(of.args[0]!, world);
  const inside = setting(world, ARGUMENT, value, world.depth);
  const at: Derivative = {
    kind: 'derivative',
    notation: 'nabla',
    of: { ...of, args: [argument] },
    by: [argument],
    order,
    span: of.span,
  };
  return derivative(at, inside);
}

/** `\nabla f` of a function defined as f(x) is taken at x. */
function insideOf(of: Expr, world: World): Moving {
  if (of.kind === 'symbol') {
    const definition = world.definitions.get(of.key);
    if (definition !== undefined && definition.parameters.length > 0) return (at) => evaluate(definition.body, at);
  }
  return (at) => evaluate(of, at);
}

/** How many directions are followed at once: a bound on memory. */
const LANES = 32;

/** ∂f/∂v with the indices of f first, then those of v. */
export function jacobian(of: Moving, variable: Variable, world: World): Value {
  // An outer derivative may be moving it already.
  const by = { ...variable, value: world.set.get(variable.key) ?? variable.value };
  const together = world.depth === 0 ? unless(['not-analytic'], () => alongAll(of, by, world)) : undefined;
  const tensor = together ?? alongEach(of, by, world);
  const isNumber = tensor.dims.length === by.dims.length;
  return by.symmetric && by.dims.length === 2 && isNumber ? conventional(tensor, world) : tensor;
}

/** The derivatives along the entries, the indices of f before those of v. */
const dimsOfJacobian = (of: Value, { dims }: Variable): readonly number[] => [
  ...(isScalar(of) ? [] : of.dims),
  ...dims,
];

/** Along all entries at once, in lanes. */
function alongAll(of: Moving, by: Variable, world: World): Value {
  const runs: Value[] = [];
  for (let from = 0; from < by.entries.length; from += LANES)
    runs.push(inLanes(of, by, by.entries.slice(from, from + LANES), world));
  const [first] = runs as [Value];
  const dims = dimsOfJacobian(first, by);
  // Of a number, the lanes are the list of its derivatives.
  if (runs.length === 1 && isScalar(first)) return { dims, parts: first.parts };
  const size = sizeOf(first.dims);
  const all = runs.map((it) => it.parts);
  return { dims, parts: joined(all, (parts, samples) => [besideEachOther(parts, samples, size, by.entries.length)]) };
}

/** Lanes of several runs with the entries of the value first; what has one lane for all does not move, and its slope is zero. */
function besideEachOther(runs: readonly Parts[], samples: number, size: number, count: number): Float64Array {
  const data = zeros(samples * size * count);
  runs.forEach((parts, run) => {
    const lanes = parts[0]!;
    for (let s = 0, at = 0; s < samples; s++)
      for (let lane = run * LANES; at < ((s + 1) * lanes.length) / samples; at += size, lane++)
        for (let i = 0; i < size; i++) data[(s * size + i) * count + lane] = lanes[at + i]!;
  });
  return data;
}

function inLanes(of: Moving, by: Variable, entries: readonly number[], world: World): Value {
  const width = sizeOf(by.value.dims);
  const direction = zeros(entries.length * width);
  entries.forEach((entry, lane) => (direction[lane * width + entry] = 1));
  spend(world, 2 * entries.length);
  return nilpotent(of, [{ key: by.key, value: by.value, direction }], world);
}

/** Along one entry after the other. */
function alongEach(of: Moving, by: Variable, world: World): Value {
  const columns = by.entries.map((entry) => {
    const direction = zeros(sizeOf(by.value.dims));
    direction[entry] = 1;
    return directional(of, [{ key: by.key, value: by.value, direction }], world);
  });
  return placed(columns, dimsOfJacobian(columns[0]!, by), (j, i) => i * columns.length + j);
}

/** The three conventions for a symmetric variable. */
function conventional(gradient: Value, world: World): Value {
  const how = choice(world, 'symmetric');
  if (how === 'free') return gradient;
  const { numbers } = world;
  const both = plus(gradient, transposed(gradient), numbers);
  return how === 'symmetrised' ? scaled(both, 0.5, numbers) : plus(both, diagonal(diagonalOf(gradient)), numbers, -1);
}

export interface Motion {
  readonly key: string;
  readonly value: Value;
  /** Of the value's size; several directions, one after the other, where nothing else moves and no derivative is around. */
  readonly direction: Float64Array;
}

/** d/dt f at t = 0, with every named thing moving along its direction. */
export function directional(of: Moving, motions: readonly Motion[], world: World): Value {
  spend(world, 2);
  if (world.numbers.kind === 'modular') return nilpotent(of, motions, world);
  const found = world.depth === 0 ? unless(['not-analytic'], () => nilpotent(of, motions, world)) : undefined;
  return found ?? richardson(of, motions, world);
}

const moved = (world: World, depth: number, motions: readonly Motion[], change: (it: Motion) => Value): World =>
  motions.reduce((at, it) => setting(at, it.key, change(it), depth), world);

function nilpotent(of: Moving, motions: readonly Motion[], world: World): Value {
  const half = 2 ** world.depth;
  if (world.depth > 2) throw new Stop('too-large', 'a derivative of high order');
  const at = moved(world, world.depth + 1, motions, ({ value, direction }) => ({
    dims: value.dims,
    parts: mapped(value.parts, (parts, samples) =>
      Array.from({ length: 2 * half }, (_, s) =>
        s === half
          ? repeated(direction, samples)
          : ((s < half ? parts[s] : undefined) ?? zeros(samples * direction.length)),
      ),
    ),
  }));
  const { dims, parts: found } = of(at);
  const [{ value, direction }] = motions as readonly [Motion];
  const size = (sizeOf(dims) * direction.length) / sizeOf(value.dims);
  const slopes = (parts: Parts, samples: number): Parts =>
    Array.from({ length: half }, (_, s) => parts[s + half] ?? zeros(samples * size));
  return { dims, parts: mapped(found, slopes) };
}

/** Central differences at h, h/2 and h/4, extrapolated twice: the error is of order h⁶. */
function richardson(of: Moving, motions: readonly Motion[], world: World): Value {
  world.rough.used = Math.max(world.rough.used, world.depth + 1);
  const difference = (h: number): Value => {
    const shift = (by: number): Value =>
      of(
        moved(world, world.depth + 1, motions, ({ value, direction }) => ({
          dims: value.dims,
          parts: mapped(value.parts, ([first, ...rest], samples) => {
            const along = repeated(direction, samples);
            return [first!.map((it, i) => it + by * along[i]!), ...rest];
          }),
        })),
      );
    return combined(shift(h), shift(-h), 1 / (2 * h), -1 / (2 * h));
  };
  const h = world.depth > 1 ? 0.05 : 0.01;
  const [a, b, c] = [difference(h), difference(h / 2), difference(h / 4)];
  const [ab, bc] = [combined(b, a, 4 / 3, -1 / 3), combined(c, b, 4 / 3, -1 / 3)];
  return combined(bc, ab, 16 / 15, -1 / 15);
}

function combined(a: Value, b: Value, p: number, q: number): Value {
  const parts = joined([a.parts, b.parts], ([first, second]) =>
    Array.from({ length: Math.max(first!.length, second!.length) }, (_, s) => {
      const [x, y] = [first![s], second![s]];
      return (x ?? y)!.map((_, i) => p * (x?.[i] ?? 0) + q * (y?.[i] ?? 0));
    }),
  );
  return { dims: a.dims, parts };
}
