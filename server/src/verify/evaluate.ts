/** An expression in numbers. One case an expression's kind; `operators.ts` has one row an operator. */
import { countIn } from '../expr/counts-of.ts';
import { type Call, type Expr, type Index, some, type SymbolExpr } from '../expr/expr.ts';
import { constantOf as constantNamed, extremalOf, sizeIndex, actsEntrywise } from '../shape/constants.ts';
import { familyKey, nameOf } from '../shape/declare.ts';
import { named } from '../shape/dim.ts';
import { freeNames } from '../shape/free-names.ts';
import { dimsOf } from '../shape/shape.ts';
import { constantOf, hadamard, plus, product, productOf } from './arithmetic.ts';
import { indicesOfCall } from './at-members.ts';
import { valueOfCases } from './cases.ts';
import { derivative } from './derivative.ts';
import { differentialOf } from './differential.ts';
import { DEFINITE } from './draw.ts';
import { expanded, isEllipsis } from './ellipsis.ts';
import { functionNamed } from './functions.ts';
import { argumentsOf, evaluateIndex, indexValue } from './indexing.ts';
import { evaluateLiteral, evaluateTuple } from './literal.ts';
import { extremalValue, identity } from './matrix.ts';
import { operate } from './operators.ts';
import { isNamedBy, mentions } from './dependence.ts';
import { isNormal, normalDensity } from './densities.ts';
import { wholeOf } from './entries.ts';
import { memberValue } from './member-function.ts';
import { asProbability } from './events.ts';
import { lawValue, probability } from './probability.ts';
import { primeOf } from './prime.ts';
import type { Definition } from './job.ts';
import { isShorthand } from './sample.ts';
import { evaluateReduce } from './reduce.ts';
import { entropyOf } from './information.ts';
import { indicator } from './indicator.ts';
import { Stop, unless } from './stop.ts';
import { power } from './power.ts';
import { scalarOf, shaped, transposed, type Value, ZERO } from './value.ts';
import { binding, spend, type World } from './world.ts';

/** @throws Stop when there is no value: shapes that do not fit, outside a domain, a notation without a row. */
export function evaluate(expr: Expr, world: World): Value {
  spend(world, 1);
  switch (expr.kind) {
    case 'number':
      return expr.value === 0 ? ZERO : constantOf(expr.value, world.numbers);
    case 'symbol':
      return evaluateSymbol(expr, world);
    case 'apply':
      return operate(expr, world);
    case 'call':
      return evaluateCall(expr, world);
    case 'index':
      return evaluateIndexed(expr, world);
    case 'reduce':
      return evaluateReduce(expr, world);
    case 'derivative':
      return derivative(expr, world);
    case 'literal':
      return evaluateLiteral(expr, world);
    case 'tuple':
      return evaluateTuple(expr, world);
    case 'relation':
      return indicator(expr, world);
    case 'cases':
      return valueOfCases(expr, world);
    case 'ellipsis':
      throw new Stop('not-understood', '…');
    case 'space':
      throw new Stop('not-understood', 'a set');
    case 'hole':
      throw new Stop('not-understood', expr.detail);
  }
}

/** A name's value, if it has one. */
export function valueOfKey(key: string, expr: Expr | undefined, world: World): Value | undefined {
  const known = world.set.get(key) ?? world.bound.get(key) ?? world.memo.get(key);
  if (known !== undefined) return known;
  const definition = world.definitions.get(key);
  if (definition?.parameters.length === 0) {
    const value = evaluate(definition.body, world);
    world.memo.set(key, value);
    return value;
  }
  // `\mathbf e` after `\mathbf e(\theta) = …` is its value at θ.
  if (definition !== undefined && world.applied(key) === undefined && definition.parameters.every(world.isNamed)) {
    const value = evaluate(definition.body, world);
    world.memo.set(key, value);
    return value;
  }
  const whole = wholeOf(key, world);
  if (whole !== undefined) {
    world.memo.set(key, whole);
    return whole;
  }
  const potential = world.potential(key);
  if (potential !== undefined) {
    const args = argumentsOf(key, potential, world);
    const value = keepingForm(world.free(key, args, world.dimsOfName(key), world.numbers), key, world);
    world.memo.set(key, value);
    return value;
  }
  const point = world.points.get(key);
  return point === undefined ? undefined : world.sample(pointOf(key, point), expr);
}

/** A matrix that is said to be symmetric is so wherever what it depends on moves. */
function keepingForm(value: Value, key: string, world: World): Value {
  const said = [...world.conditions(key)];
  const [rows, columns] = value.dims;
  const isDefinite = said.some((it) => DEFINITE.has(it));
  if (value.dims.length !== 2 || rows !== columns || !(isDefinite || said.includes('symmetric'))) return value;
  const turned = transposed(value);
  return isDefinite
    ? plus(product(value, turned, world.numbers), identity(rows!), world.numbers)
    : plus(value, turned, world.numbers);
}

/** A name at one of its points. */
export const pointOf = (key: string, point: number): string => `${key}#@${String(point)}`;

function evaluateSymbol(expr: SymbolExpr, world: World): Value {
  const known = valueOfKey(expr.key, expr, world);
  if (known !== undefined) return known;
  if (world.reading.application === 'call' && world.isApplicable(expr.key)) return shorthand(expr, world);
  const size = world.sizeNamed(expr.key);
  if (size !== undefined) return constantOf(size, world.numbers);
  const drawn = world.sample(expr.key, expr);
  if (drawn !== undefined) return drawn;
  return constantSymbol(expr, world) ?? shorthand(expr, world);
}

function constantSymbol(expr: SymbolExpr, world: World): Value | undefined {
  switch (constantNamed(expr)) {
    case 'identity': {
      const [rows = openSize(expr, world), columns = rows] = dimsOf(world.shapeOf(expr)).map(world.size);
      if (rows !== columns) throw new Stop('shape', 'an identity that is not square', { apart: [[rows, columns]] });
      return identity(rows);
    }
    case 'ones':
      return onesOf(expr, world);
    case 'zero':
      return ZERO;
    default:
  }
  const { letter, face, label } = expr.glyph;
  if (label !== '') return undefined;
  if (letter === '\\pi') return irrational(Math.PI, world);
  if (letter === '\\degree') return irrational(Math.PI / 180, world);
  if (letter === 'e' && (face === 'plain' || face === 'upright')) return irrational(Math.E, world);
  // No differential, so a size.
  if (letter === 'd' && face === 'plain') return constantOf(world.size(named('d')), world.numbers);
  return undefined;
}

/** A size that the context does not tell has a name of its own, so that sizes that fit can be looked for. */
const openSize = (expr: Expr, world: World): number => world.size(named(`?at ${String(expr.span.start)}`));

function irrational(value: number, { numbers }: World): Value {
  if (numbers.kind === 'modular') throw new Stop('irrational', String(value));
  return scalarOf(value);
}

function onesOf(expr: Expr, world: World): Value {
  const shape = world.shapeOf(expr);
  const sizes = dimsOf(shape).map(world.size);
  if (shape.kind === 'scalar') return scalarOf(1);
  const first = sizes[0] ?? openSize(expr, world);
  const [rows, columns] = shape.kind === 'row' ? [1, first] : [first, sizes[1] ?? 1];
  return shaped([new Float64Array(rows * columns).fill(1)], rows, columns);
}

/** `\sigma(1-\sigma)`: a function named without its argument stands for its value, where it is applied to one thing only. */
function shorthand(expr: SymbolExpr, world: World): Value {
  const applied = world.applied(expr.key);
  if (applied !== undefined) return evaluate(applied, world);
  throw new Stop('unknown-symbol', expr.key);
}

/** `I_n`, `\mathbf 1_n`, `e_i`, or an entry, a slice, a member of a family. */
function evaluateIndexed(expr: Index, world: World): Value {
  const known = sizeWith(expr, world);
  if (known !== undefined) return constantOf(known, world.numbers);
  const size = sizeIndex(expr);
  if (size !== undefined && expr.base.kind === 'symbol' && world.isConstant(expr.base)) {
    const constant = constantNamed(expr.base);
    if (constant === 'identity' || constant === 'ones' || constant === 'zero') {
      const n = indexValue(size, world);
      if (constant === 'zero') return ZERO;
      return constant === 'identity' ? identity(n) : shaped([new Float64Array(n).fill(1)], n, 1);
    }
  }
  return allAlike(expr, world) ?? componentOf(expr, world) ?? evaluateIndex(expr, world);
}

/** `n_1` where it is a size. */
function sizeWith(expr: Index, world: World): number | undefined {
  const family = expr.base.kind === 'symbol' && !expr.upper ? familyKey(expr.base.key) : undefined;
  const name = family === undefined || world.definitions.has(family) ? undefined : nameOf(expr);
  return name === undefined ? undefined : world.sizeNamed(name);
}

/** `\sigma(z)_i` after `\sigma(z)_i = …`: the letters of the index stand behind the arguments. */
function componentOf({ base, items, upper, span }: Index, world: World): Value | undefined {
  if (base.kind !== 'call' || base.fn.kind !== 'symbol' || upper) return undefined;
  const definition = world.definitions.get(base.fn.key);
  const places = items.flatMap((it) => (it.kind === 'at' ? it.expr : []));
  const args = [...base.args, ...places];
  return definition?.parameters.length === args.length && places.length === items.length
    ? evaluateCall({ ...base, args, span }, world)
    : undefined;
}

/** `1_n`, `0_n`, `\\mathbf 1_{m,n}`: as many ones or zeros as the index says. */
function allAlike({ base, items, upper }: Index, world: World): Value | undefined {
  const isOnes =
    base.kind === 'symbol' && items.length === 2 && world.isConstant(base) && constantNamed(base) === 'ones';
  const digit = base.kind === 'number' ? base.value : isOnes ? 1 : undefined;
  if (upper || (digit !== 0 && digit !== 1) || items.length > 2) return undefined;
  const [rows = 1, columns = 1] = items.map((it) => (it.kind === 'at' ? indexValue(it.expr, world) : 0));
  if (rows < 1 || columns < 1 || rows * columns > 400) throw new Stop('domain', 'a size');
  return shaped([new Float64Array(rows * columns).fill(digit)], rows, columns);
}

function evaluateCall(expr: Call, world: World): Value {
  const { fn } = expr;
  if (fn.kind === 'index') return memberValue(expr, fn, world);
  if (fn.kind !== 'symbol') return powerOfValue(expr, fn, world);
  const count = world.definitions.has(fn.key) ? undefined : countIn(expr);
  if (count !== undefined) {
    const [rows = 1, columns = 1] = evaluate(count.of, world).dims;
    return scalarOf(count.what === 'rows' ? rows : columns);
  }
  if (expr.args.some(isEllipsis)) return evaluateCall({ ...expr, args: listed(expr, world) }, world);
  const differential = differentialOf(expr, [fn, ...expr.args], world);
  if (differential !== undefined) return differential;
  const definition = world.definitions.get(fn.key);
  // `\sigma(1 - \sigma)` is a product: the value of σ, and one without it.
  if (definition === undefined && !world.isFactor(fn.key) && isShorthand(expr))
    return expr.args.reduce((all, it) => hadamard(all, evaluate(it, world), world.numbers), shorthand(fn, world));
  if (definition === undefined && world.laws.ofEvents.has(fn.key)) return probability(asProbability(expr), world);
  if (definition === undefined && world.laws.laws.has(fn.key)) return lawValue(expr, world);
  const entropy = entropyOf(expr, world);
  if (entropy !== undefined) return entropy;
  const args = expr.args.map((it, i) => {
    // `f(\\theta) = g(A, B)` where θ stands for A and B.
    const parameter = definition?.parameters[i];
    const isUnused =
      parameter !== undefined &&
      !freeNames(definition!.body).indices.has(parameter) &&
      !some(definition!.body, (one) => one.kind === 'symbol' && one.key === parameter) &&
      (parameter.endsWith(']') || !mentions(definition!.body, parameter, world.definitions, new Map()));
    return isUnused ? ZERO : argument(it, world);
  });
  if (definition === undefined && isNormal(expr)) return normalDensity(args, world.numbers);
  if (definition?.parameters.length === args.length) {
    spend(world, 5);
    return evaluate(
      definition.body,
      binding(world, [
        ...definition.parameters.flatMap((key, i) => {
          const own = expr.args[i]!;
          // The θ of `p(y, \theta)` is what it is outside, and may move what only depends on it.
          if (own.kind === 'symbol' && own.key === key && world.set.has(key)) return [];
          return [[key, ofPower(own, args[i]!, definition.powers?.[i] ?? 1, world)] as const];
        }),
        ...indicesOfCall(expr, definition, world),
      ]),
    );
  }
  if (definition === undefined && world.isFactor(fn.key))
    return productOf([evaluate(fn, world), ...args], world.numbers);
  if (definition !== undefined) return byOtherArguments(expr, definition, args, world);
  if (fn.glyph.primes > 0) return primeOf(fn, args, world);
  return valueOfFunction(fn, args, expr, world);
}

/** What a parameter is whose power is given: σ itself at `\sigma^2`, and else the root. */
function ofPower(written: Expr, value: Value, exponent: number, world: World): Value {
  if (exponent === 1) return value;
  const [base, own] = written.kind === 'apply' && written.op === 'power' ? written.args : [];
  if (base?.kind === 'symbol' && own?.kind === 'number' && own.value === exponent) return evaluate(base, world);
  return power(value, scalarOf(1 / exponent), true, world);
}

/** `f(x_1, \ldots, x_n)`: of a function that nothing defines, the list as one argument. */
export function listed({ fn, args, span }: Call, world: World): readonly Expr[] {
  const items = expanded(args, world);
  const isOpen = fn.kind === 'index' || (fn.kind === 'symbol' && !world.definitions.has(fn.key));
  const isLaw = fn.kind === 'symbol' && (world.laws.laws.has(fn.key) || world.laws.ofEvents.has(fn.key));
  return isOpen && !isLaw && items.length > 1 ? [{ kind: 'tuple', open: '(', items, separator: ',', span }] : items;
}

/** `f^2(x)`: the square of a value. */
function powerOfValue(expr: Call, fn: Expr, world: World): Value {
  const [base, exponent] = fn.kind === 'apply' && fn.op === 'power' ? fn.args : [];
  if (base?.kind !== 'symbol' || exponent?.kind !== 'number' || exponent.value < 2)
    throw new Stop('not-understood', 'a value of a function');
  const value: Call = { ...expr, fn: base };
  return evaluate({ kind: 'apply', op: 'power', args: [value, exponent], span: expr.span }, world);
}

/**
 * `f(\theta)` where f is defined of A and B and θ is (A, B); `f(A, B)` where it is defined of θ; `L(w)` where L is
 * defined without saying of what.
 */
function byOtherArguments(
  expr: Call,
  { key, parameters, body }: Definition,
  args: readonly Value[],
  world: World,
): Value {
  const [first, more] = expr.args;
  const listed = (name: string | undefined): readonly Expr[] => {
    const list = name === undefined ? undefined : world.definitions.get(name)?.body;
    return list?.kind === 'tuple' && !list.items.some(isEllipsis) ? list.items : [];
  };
  const isAlone = first?.kind === 'symbol' && more === undefined;
  if (parameters.length === 0 && isAlone && !world.definitions.has(first.key)) return evaluate(expr.fn, world);
  const items = isAlone ? listed(first.key) : [];
  if (items.length > 1 && items.length === parameters.length) return evaluate({ ...expr, args: items }, world);
  const names = parameters.length === 1 ? listed(parameters[0]) : [];
  if (names.length > 1 && names.length === args.length && names.every((it) => it.kind === 'symbol')) {
    spend(world, 5);
    return evaluate(
      body,
      binding(
        world,
        names.map((it, i) => [it.key, args[i]!] as const),
      ),
    );
  }
  throw new Stop('not-understood', `the arguments of ${key}`);
}

/** A known function by its letter (σ), or a random smooth one. */
export function valueOfFunction(
  fn: SymbolExpr,
  args: readonly Value[],
  expr: Call | undefined,
  world: World,
  dims: readonly number[] = [],
): Value {
  const known = actsEntrywise(fn.glyph)
    ? 'sigmoid'
    : fn.glyph.face === 'upright'
      ? functionNamed(fn.glyph.letter)
      : undefined;
  const [first] = args;
  const extremal = extremalOf(fn.glyph);
  if (extremal !== undefined && args.length === 1 && first?.dims.length === 2)
    return extremalValue(first, extremal, world.numbers);
  if (known !== undefined && args.length === 1 && first !== undefined)
    return { dims: first.dims, parts: world.numbers.apply(known, first.parts) };
  const to = expr === undefined ? dims : dimsOfValue(expr, args, world);
  const labelled = world.laws.parameters.filter((it) => isNamedBy(fn.glyph.label, it.key));
  return world.free(fn.key, [...args, ...labelled.map((it) => evaluate(it, world))], to, world.numbers);
}

/** Outside of derivatives, a value of a function of which nothing is known is a number; nothing is refuted by it. */
function dimsOfValue(expr: Call, args: readonly Value[], world: World): readonly number[] {
  if (world.set.size > 0) return world.dimsOfCall(expr, args);
  try {
    return world.dimsOfCall(expr, args);
  } catch (stop) {
    // A size that has a name is looked for.
    if (!(stop instanceof Stop) || stop.kind !== 'unknown-size' || stop.size !== undefined) throw stop;
    world.modelled.used = true;
    return [];
  }
}

/** A name at a point needs no shape where it is only an argument. */
function argument(expr: Expr, world: World): Value {
  const point = expr.kind === 'symbol' ? world.points.get(expr.key) : undefined;
  if (point === undefined) return evaluate(expr, world);
  const known = unless(['unknown-size', 'unknown-symbol'], () => evaluate(expr, world));
  return known ?? scalarOf(world.numbers.constant(point + 1));
}
