/**
 * What a derivative is by: a name, an entry or a slice of one, a member of a family; or something written out, as in
 * `\\nabla_{Ax-b}` and `\\frac{\\partial L}{\\partial \\sigma^2}`, which is given a name of its own.
 */
import { perObject } from '../base/per-object.ts';
import type { Call, Derivative, Expr, Index, SymbolExpr } from '../expr/expr.ts';
import { plain } from '../expr/glyph.ts';
import { evaluate, valueOfKey } from './evaluate.ts';
import { entryPlaces, familyFor, lookalikeName, memberName } from './indexing.ts';
import { rewritten } from '../expr/rewrite.ts';
import { textOf } from '../expr/text.ts';
import { Stop } from './stop.ts';
import { dataOf, isScalar, sizeOf, type Value } from './value.ts';
import { choice, setting, type World } from './world.ts';

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

export function variable(expr: Expr, world: World): Variable {
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
    case 'index':
      return indexed(expr, world);
    default:
  }
  throw new Stop('not-understood', 'a derivative by this');
}

/** A member of a family, an entry, a slice. */
function indexed(expr: Index, world: World): Variable {
  const family = familyFor(expr, world);
  if (family !== undefined) {
    const name = memberName(expr, family, world);
    return whole(name, evaluate(expr, world), world);
  }
  const like = lookalikeName(expr, world);
  if (like !== undefined) return whole(like, evaluate(expr, world), world);
  const base = variable(expr.base, world);
  const { places, dims } = entryPlaces(base.value.dims, expr.items, world);
  return { ...base, entries: places, dims, symmetric: base.symmetric && dims.length === 0 };
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

const NAMED = '\u0000named';

interface Named {
  readonly expr: Derivative;
  readonly world: World;
}

/** The derivative by a name that stands for what is written; undefined where a name is written already. */
export function withNamedVariable(expr: Derivative, of: Expr, by: Expr, world: World): Named | undefined {
  if (by.kind === 'relation') return atValue(expr, by.sides, world);
  if (by.kind === 'symbol') return atArgument(expr, of, by, world);
  if (by.kind !== 'apply' || /^(parentheses|transpose|vectorise)$/.test(by.op)) return undefined;
  const symbol: SymbolExpr = {
    kind: 'symbol',
    key: NAMED,
    glyph: plain(NAMED),
    span: by.span,
  };
  const value = evaluate(by, world);
  const inside = setting(world, NAMED, value, world.depth);
  const solved = solvedFor(by, symbol, world);
  if (solved !== undefined) {
    const definitions = new Map(world.definitions).set(solved.key, { ...solved, parameters: [] });
    const set = new Map(inside.set);
    set.delete(solved.key);
    const named: Derivative = { ...expr, by: [symbol] };
    const dependsOn: World['dependsOn'] = (_, __, at) => world.dependsOn(of, solved.key, at);
    return { expr: named, world: { ...inside, set, definitions, dependsOn } };
  }
  const written = textOf(by);
  let isFound = false;
  const replaced = rewritten(of, (it) => {
    if (textOf(it) !== written) return undefined;
    isFound = true;
    return symbol;
  });
  if (!isFound) throw new Stop('no-dependence', 'no dependence is stated');
  return { expr: { ...expr, of: replaced, by: [symbol] }, world: inside };
}

/** Wherever a part may be replaced. */
const hasCall = perObject((expr: Expr): boolean => {
  let found = false;
  rewritten(expr, (it) => {
    found ||= it.kind === 'call';
    return found ? it : undefined;
  });
  return found;
});

/** `\nabla_w f(v)`: by what f calls w, at v; not where what is differentiated depends on w besides. */
function atArgument(expr: Derivative, of: Expr, by: SymbolExpr, world: World): Named | undefined {
  if (!hasCall(of)) return undefined;
  const points: Expr[] = [];
  const rest: Expr[] = [];
  const calls = (put: (call: Call, place: number) => Expr): Expr =>
    rewritten(of, (it) => {
      const place = it.kind === 'call' ? placeOf(it, by.key, world) : undefined;
      return it.kind === 'call' && place !== undefined ? put(it, place) : undefined;
    });
  const without = calls(({ args, span }, place) => {
    points.push(args[place]!);
    rest.push(...args.filter((_, i) => i !== place));
    return { kind: 'number', value: 0, text: '0', span };
  });
  const [point] = points;
  if (point === undefined || points.some((it) => textOf(it) !== textOf(point))) return undefined;
  if ([without, ...rest].some((it) => world.dependsOn(it, by.key, world))) return undefined;
  const replaced = calls((call, place) => ({ ...call, args: call.args.map((it, i) => (i === place ? by : it)) }));
  return {
    expr: { ...expr, of: replaced },
    world: setting(world, by.key, evaluate(point, world), world.depth),
  };
}

/** Which argument of a function is the one it calls by the name; undefined where that is made of the name itself. */
function placeOf({ fn, args }: Call, key: string, world: World): number | undefined {
  const definition = fn.kind === 'symbol' ? world.definitions.get(fn.key) : undefined;
  if (definition === undefined) return undefined;
  const { parameters, body } = definition;
  // `L(v)` of an L that is given without saying of what.
  const isOpen = parameters.length === 0 && args.length === 1 && world.dependsOn(body, key, world);
  const place = isOpen ? 0 : parameters.length === args.length ? parameters.indexOf(key) : -1;
  const point = args[place];
  if (point === undefined || world.dependsOn(point, key, world)) return undefined;
  const isInside = isOpen && point.kind === 'symbol' && world.dependsOn(body, point.key, world);
  return (isOpen && point.kind !== 'symbol') || isInside ? undefined : place;
}

/** `\nabla_{u = Ax} f(u)`: by u, at Ax. */
function atValue(expr: Derivative, sides: readonly (Expr | undefined)[], world: World): Named | undefined {
  const [name, value, more] = sides;
  if (name?.kind !== 'symbol' || value === undefined || more !== undefined) return undefined;
  return {
    expr: { ...expr, by: [name] },
    world: setting(world, name.key, evaluate(value, world), world.depth),
  };
}

/** σ as ±√v for v = σ², X as the inverse of V = X⁻¹: everything that depends on the name moves with it. */
function solvedFor(by: Expr, named: SymbolExpr, world: World): { key: string; body: Expr } | undefined {
  if (by.kind !== 'apply') return undefined;
  const [base, exponent] = by.args;
  if (base?.kind !== 'symbol') return undefined;
  const { span } = by;
  const number = (value: number): Expr => ({ kind: 'number', value, span });
  if (by.op === 'inverse') return { key: base.key, body: { ...by, args: [named] } };
  if (by.op !== 'power' || exponent?.kind !== 'number' || !isScalar(evaluate(base, world))) return undefined;
  const root: Expr = { kind: 'apply', op: 'power', args: [named, number(1 / exponent.value)], span };
  const isNegative = world.numbers.kind === 'float' && dataOf(evaluate(base, world))[0]! < 0;
  const signed: Expr = { kind: 'apply', op: 'sum', args: [root], signs: [-1], span };
  return { key: base.key, body: isNegative && exponent.value % 2 === 0 ? signed : root };
}

/** The variable of `\nabla f`: the only one there can be, or by habit. */
export function variableMeant(of: Expr, world: World): Expr {
  const inner = of.kind === 'apply' && of.op === 'parentheses' ? of.args[0]! : of;
  if (inner.kind === 'call' && inner.args[0]?.kind === 'symbol') return inner.args[0];
  const known = world.variablesIn(inner);
  if (known.length === 0 || known.length > 3)
    throw new Stop('not-understood', 'a derivative by something that is not named');
  const place = known.length === 1 ? 0 : { usual: 0, second: 1, third: 2 }[choice(world, 'variable')];
  const found = known[place];
  if (found === undefined) throw new Stop('no-dependence', 'no dependence is stated');
  return found;
}
