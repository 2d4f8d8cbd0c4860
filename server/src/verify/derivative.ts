/**
 * Derivatives in numbers. No rule about derivatives is used: in a field they are read off the nilpotent part; in floating
 * point off the imaginary part of a tiny complex step, or, where the function is not analytic or a step is under way
 * already, from central differences with Richardson's extrapolation.
 */
import type { Derivative, Expr } from '../expr/expr.ts';
import { productOf } from './arithmetic.ts';
import { arrange, type Kind } from './arrange.ts';
import { evaluate, valueOfKey } from './evaluate.ts';
import { familyFor, indexValue, memberName } from './indexing.ts';
import { Stop, unless } from './stop.ts';
import { isScalar, sizeOf, type Value } from './value.ts';
import { choice, setting, spend, type World } from './world.ts';

export interface Variable {
  readonly key: string;
  readonly value: Value;
  /** The entries that move: all, or one. */
  readonly entries: readonly number[];
  /** What the derivative's shape is made of: the variable's, or none for a single entry. */
  readonly dims: readonly number[];
  readonly transposed: boolean;
  readonly symmetric: boolean;
  readonly vec: boolean;
}

/** f as a function of a world in which the variable moves. */
export type Moving = (world: World) => Value;

export function derivative(expr: Derivative, world: World): Value {
  const of = expr.of;
  if (of === undefined) throw new Stop('not-understood', 'an operator without its operand');
  if (of.kind === 'apply' && of.op === 'product' && choice(world, 'scope') === 'narrow') {
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
  const by = expr.by.length > 0 ? expr.by : [variableOf(of, world)];
  const inside = insideOf(of, world);
  const list = Array.from({ length: expr.order }, (_, i) => by[Math.min(i, by.length - 1)]!);
  if (list.length > 3 || by.length > expr.order)
    throw new Stop('not-understood', `a derivative of order ${String(expr.order)}`);
  const variables = list.map((it) => variable(it, world));
  // Nothing says how the one depends on the other: not zero, but unknown.
  const unrelated = variables.find((it) => it.key !== ARGUMENT && !world.dependsOn(of, it.key, world));
  if (unrelated !== undefined) throw new Stop('no-dependence', 'no dependence is stated');
  let moving: Moving = inside;
  // The innermost derivative is by the variable written last.
  for (const it of [...variables].reverse()) {
    const before = moving;
    moving = (at) => jacobian(before, it, at);
  }
  const value = inside(world);
  const tensor = moving(world);
  const kind: Kind = expr.notation === 'nabla' ? 'nabla' : 'fraction';
  return arrange(tensor, value, variables, kind, world);
}

/** The variable of `\nabla f`, where only one thing can be meant. */
function variableOf(of: Expr, world: World): Expr {
  const inner = of.kind === 'apply' && of.op === 'parentheses' ? of.args[0]! : of;
  if (inner.kind === 'call' && inner.args[0]?.kind === 'symbol') return inner.args[0];
  const known = world.onlyVariable(inner);
  if (known === undefined) throw new Stop('not-understood', 'a derivative by something that is not named');
  return known;
}

const ARGUMENT = '\u0000argument';

/** `\nabla f(Ax)` is the gradient of f, taken at Ax. */
function byArgument(of: Expr, order: number, world: World): Value | undefined {
  if (of.kind !== 'call' || of.args.length !== 1 || of.args[0]!.kind === 'symbol') return undefined;
  const argument: Expr = {
    kind: 'symbol',
    key: ARGUMENT,
    glyph: { letter: ARGUMENT, face: 'plain', accents: [], label: '', primes: 0 },
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

function variable(expr: Expr, world: World): Variable {
  switch (expr.kind) {
    case 'symbol': {
      const value = world.set.get(expr.key) ?? valueOfKey(expr.key, expr, world) ?? world.sample(expr.key, expr);
      if (value === undefined) throw new Stop('unknown-symbol', expr.key);
      return whole(expr.key, value, world);
    }
    case 'apply': {
      const [inner] = expr.args;
      if (inner === undefined) break;
      if (expr.op === 'parentheses') return variable(inner, world);
      if (expr.op === 'transpose') return { ...variable(inner, world), transposed: true };
      if (expr.op === 'vectorise') return { ...variable(inner, world), vec: true };
      break;
    }
    case 'index': {
      const family = familyFor(expr, world);
      if (family !== undefined) {
        const name = memberName(expr, family, world);
        return whole(name, evaluate(expr, world), world);
      }
      const base = variable(expr.base, world);
      const items = expr.items.map((it) => (it.kind === 'at' ? indexValue(it.expr, world) - 1 : undefined));
      if (items.some((it) => it === undefined)) break;
      const at =
        base.dims.length === 2 && base.dims[0] !== 1 ? items[0]! * base.dims[1]! + (items[1] ?? 0) : (items[0] ?? 0);
      if (at < 0 || at >= base.entries.length || items.length !== Math.min(base.dims.length, 2)) break;
      return { ...base, entries: [at], dims: [] };
    }
    default:
  }
  throw new Stop('not-understood', 'a derivative by this');
}

const whole = (key: string, value: Value, world: World): Variable => ({
  key,
  value,
  entries: Array.from({ length: sizeOf(value.dims) }, (_, i) => i),
  dims: isScalar(value) && value.dims.length < 2 ? [] : value.dims,
  transposed: false,
  symmetric: world.conditions(key).has('symmetric') && value.dims.length === 2,
  vec: false,
});

/** ∂f/∂v with the indices of f first, then those of v. */
export function jacobian(of: Moving, variable: Variable, world: World): Value {
  // An outer derivative may be moving it already.
  const by = { ...variable, value: world.set.get(variable.key) ?? variable.value };
  const columns = by.entries.map((entry) => along(of, by, entry, world));
  const sample = columns[0]!;
  const rows = sizeOf(sample.dims);
  const parts = Array.from({ length: Math.max(...columns.map((it) => it.parts.length)) }, (_, s) => {
    const data = new Float64Array(rows * columns.length);
    columns.forEach((column, j) => {
      const part = column.parts[s];
      if (part !== undefined) for (let i = 0; i < rows; i++) data[i * columns.length + j] = part[i]!;
    });
    return data;
  });
  const tensor: Value = { dims: [...(isScalar(sample) ? [] : sample.dims), ...by.dims], parts };
  return by.symmetric && by.dims.length === 2 && isScalar(sample) ? conventional(tensor, world) : tensor;
}

/** The three conventions for a symmetric variable. */
function conventional(gradient: Value, world: World): Value {
  const how = choice(world, 'symmetric');
  if (how === 'free') return gradient;
  const n = gradient.dims[0]!;
  const { numbers } = world;
  const parts = gradient.parts.map((part) => {
    const data = new Float64Array(n * n);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        const both = numbers.add([Float64Array.of(part[i * n + j]!)], [Float64Array.of(part[j * n + i]!)], 1)[0]![0]!;
        data[i * n + j] =
          how === 'structured'
            ? i === j
              ? part[i * n + j]!
              : both
            : numbers.times([Float64Array.of(both)], [Float64Array.of(numbers.constant(0.5))])[0]![0]!;
      }
    }
    return data;
  });
  return { dims: gradient.dims, parts };
}

const STEP = 1e-20;

function along(of: Moving, by: Variable, entry: number, world: World): Value {
  const direction = new Float64Array(by.value.parts[0]!.length);
  direction[entry] = 1;
  return directional(of, [{ key: by.key, value: by.value, direction }], world);
}

export interface Motion {
  readonly key: string;
  readonly value: Value;
  readonly direction: Float64Array;
}

/** d/dt f at t = 0, with every named thing moving along its direction. */
export function directional(of: Moving, motions: readonly Motion[], world: World): Value {
  spend(world, 2);
  if (world.numbers.kind === 'modular') return nilpotent(of, motions, world);
  if (world.depth === 0) {
    const found = unless(['not-analytic'], () => complexStep(of, motions, world));
    if (found !== undefined) return found;
  }
  return richardson(of, motions, world);
}

const moved = (world: World, depth: number, motions: readonly Motion[], change: (it: Motion) => Value): World =>
  motions.reduce((at, it) => setting(at, it.key, change(it), depth), world);

function nilpotent(of: Moving, motions: readonly Motion[], world: World): Value {
  const half = 2 ** world.depth;
  if (world.depth > 2) throw new Stop('too-large', 'a derivative of high order');
  const at = moved(world, world.depth + 1, motions, ({ value, direction }) => ({
    dims: value.dims,
    parts: Array.from({ length: 2 * half }, (_, s) =>
      s === half ? direction : ((s < half ? value.parts[s] : undefined) ?? new Float64Array(direction.length)),
    ),
  }));
  const result = of(at);
  const size = result.parts[0]!.length;
  return {
    dims: result.dims,
    parts: Array.from({ length: half }, (_, s) => result.parts[s + half] ?? new Float64Array(size)),
  };
}

function complexStep(of: Moving, motions: readonly Motion[], world: World): Value {
  const at = moved(world, 1, motions, ({ value, direction }) => ({
    dims: value.dims,
    parts: [value.parts[0]!, direction.map((it) => it * STEP)],
  }));
  const result = of(at);
  const imaginary = result.parts[1] ?? new Float64Array(result.parts[0]!.length);
  return { dims: result.dims, parts: [imaginary.map((it) => it / STEP)] };
}

/** Central differences at h, h/2 and h/4, extrapolated twice: the error is of order h⁶. */
function richardson(of: Moving, motions: readonly Motion[], world: World): Value {
  world.rough.used = Math.max(world.rough.used, world.depth + 1);
  const difference = (h: number): Value => {
    const shift = (by: number): Value =>
      of(
        moved(world, world.depth + 1, motions, ({ value, direction }) => ({
          dims: value.dims,
          parts: [value.parts[0]!.map((it, i) => it + by * direction[i]!), ...value.parts.slice(1)],
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
  const parts = Array.from({ length: Math.max(a.parts.length, b.parts.length) }, (_, s) =>
    Float64Array.from(a.parts[0]!, (_, i) => p * (a.parts[s]?.[i] ?? 0) + q * (b.parts[s]?.[i] ?? 0)),
  );
  return { dims: a.dims, parts };
}
