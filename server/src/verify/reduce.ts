/** Sums and products over indices. An index without bounds runs over the dimension of what it subscripts. */
import { type BoundIndex, type Expr, isInfinite, type Reduce, type Relation, walk } from '../expr/expr.ts';
import { freeNames } from '../shape/free-names.ts';
import { dimsOf, SCALAR, type Shape, UNKNOWN } from '../shape/shape.ts';
import { constantOf, hadamard, plus } from './arithmetic.ts';
import { extremumOver } from './argument.ts';
import { overDirections } from './over-directions.ts';
import { elementsOf } from './bars.ts';
import { evaluate } from './evaluate.ts';
import { indexValue, rangeOf } from './indexing.ts';
import { productOf } from './arithmetic.ts';
import { extremeOf } from './matrix.ts';
import { Stop } from './stop.ts';
import { dataOf, isScalar, scalarOf, type Value, ZERO, stacked } from './value.ts';
import { integral } from './integral.ts';
import { limit } from './limit.ts';
import { pointsFor } from './probability.ts';
import { series } from './series.ts';
import { binding, choice, setting, type World } from './world.ts';

export function evaluateReduce(expr: Reduce, world: World): Value {
  const known = expr.op === 'extremum' ? overDirections(expr, world) : undefined;
  if (known !== undefined) return known;
  if (expr.op !== 'sum' && expr.op !== 'product' && expr.bound.some((it) => it.where !== undefined))
    throw new Stop('not-understood', 'a condition');
  switch (expr.op) {
    case 'sum':
      return overIndices(expr.bound, expr.body, world, ZERO, (a, b) => plus(a, b, world.numbers));
    case 'product':
      return overIndices(expr.bound, expr.body, world, scalarOf(1), (a, b) =>
        isScalar(a) || isScalar(b)
          ? hadamard(a, b, world.numbers)
          : productOf(choice(world, 'products') === 'rising' ? [a, b] : [b, a], world.numbers),
      );
    case 'integral':
      return integral(expr, world);
    case 'evaluation':
      return evaluate(
        expr.body,
        expr.bound.reduce((at, { key, from }) => setting(at, key, pointOf(from, key, world), at.depth), world),
      );
    case 'extremum':
      return expr.bound.length > 0 && expr.bound.every((it) => isSubscript(it.key, expr.body))
        ? extremumOfMembers(expr, world)
        : extremumOver(expr, world);
    case 'limit':
      return limit(expr, world);
    default:
      throw new Stop('not-understood', expr.op === 'argument' ? 'argmin' : expr.op);
  }
}

/** `\max_i |x_i|`: of finitely many numbers. */
function extremumOfMembers({ bound, body, name = '' }: Reduce, world: World): Value {
  const { numbers } = world;
  if (numbers.kind === 'modular') throw new Stop('irrational', 'extremum');
  const isLeast = !/^(max|sup)/.test(name);
  return overIndices(bound, body, world, scalarOf(isLeast ? Infinity : -Infinity), (a, b) => {
    if (!isScalar(b)) throw new Stop('shape', 'an extremum of an array');
    return extremeOf(stacked([a, b]), isLeast, numbers);
  });
}

/** The value of `t` in `|_{t = 0}`; a bare 0 is of the size of the name. */
function pointOf(from: Expr | undefined, key: string, world: World): Value {
  if (from === undefined) throw new Stop('not-understood', key);
  const value = evaluate(from, world);
  const dims = world.dimsOfName(key);
  if (value.fits !== true || dims.length === 0) return value;
  return { dims, parts: [new Float64Array(dims.reduce((all, it) => all * it, 1))] };
}

function overIndices(
  bound: readonly BoundIndex[],
  body: Expr,
  world: World,
  start: Value,
  join: (a: Value, b: Value) => Value,
): Value {
  const [first, ...rest] = withPairs(bound, world);
  if (first === undefined) throw new Stop('not-understood', 'a sum over nothing');
  if (first.key.endsWith('[]')) throw new Stop('not-understood', 'a sum over indexed indices');
  if (isOfLaw(first, world)) {
    const inside = (at: World): Value =>
      rest.length === 0 ? evaluate(body, at) : overIndices(rest, body, at, start, join);
    world.modelled.used = true;
    return pointsFor(first.key, world).map(inside).reduce(join, start);
  }
  const members = membersOf(first, body, world);
  if (members !== undefined)
    return members
      .map((it) => binding(world, [[first.key, it]]))
      .map((at) => (rest.length === 0 ? evaluate(body, at) : overIndices(rest, body, at, start, join)))
      .reduce(join, start);
  if (isInfinite(first.to)) return endless(first, rest, body, world, start, join);
  const [from, to] = rangeFor(first, body, world);
  if (to - from > 200) throw new Stop('too-large', 'a long sum');
  let result = start;
  for (let i = from; i <= to; i++) {
    const inside = binding(world, [[first.key, scalarOf(world.numbers.constant(i))]]);
    if (first.where !== undefined && !holds(first.where, inside)) continue;
    const value = rest.length === 0 ? evaluate(body, inside) : overIndices(rest, body, inside, start, join);
    noteTerm(value, world);
    result = join(result, value);
  }
  return result;
}

/** `\sum_{k=0}^\infty A^k`. */
function endless(
  first: BoundIndex,
  rest: readonly BoundIndex[],
  body: Expr,
  world: World,
  start: Value,
  join: (a: Value, b: Value) => Value,
): Value {
  // Only of a sum do small terms change little.
  if (first.from === undefined || first.where !== undefined || start !== ZERO)
    throw new Stop('limit-or-integral', 'without end');
  const term = (i: number): Value => {
    const at = binding(world, [[first.key, scalarOf(world.numbers.constant(i))]]);
    return rest.length === 0 ? evaluate(body, at) : overIndices(rest, body, at, start, join);
  };
  return series(indexValue(first.from, world), term, world);
}

/** The numbers of `\\{0, 1\\}`; of a set that nothing tells, and that nothing is subscripted by, some elements. */
function membersOf({ key, within }: BoundIndex, body: Expr, world: World): readonly Value[] | undefined {
  const { numbers } = world;
  if (within?.kind === 'space' && within.dims.length === 0)
    return VALUES.find(([condition]) => within.conditions.includes(condition))?.[1].map((it) =>
      constantOf(it, numbers),
    );
  if (within?.kind !== 'symbol' || rangeOf(key, [body], world, true) !== undefined || isSubscript(key, body))
    return undefined;
  world.modelled.used = true;
  const dims = dimsOf(elementIn(key, body, world)).map(world.size);
  return Array.from({ length: elementsOf(within.key, world) }, (_, i) =>
    world.free(`element of ${within.key}`, [constantOf(i + 1, numbers)], dims, numbers),
  );
}

const VALUES: readonly (readonly [condition: string, values: readonly number[]])[] = [
  ['zero or one', [0, 1]],
  ['one or minus one', [-1, 1]],
];

/** `x_c`, `\sum_{s \in S} p_s`: what counts others is no element with a value. */
const isSubscript = (key: string, body: Expr): boolean => freeNames(body).indices.has(key);

/** What a name is where it stands in the body; by convention, a number. */
function elementIn(key: string, body: Expr, world: World): Shape {
  let found: Shape = SCALAR;
  walk(body, (it) => {
    const shape = it.kind === 'symbol' && it.key === key ? world.shapeOf(it) : UNKNOWN;
    if (/^(vector|row|matrix)$/.test(shape.kind)) found = shape;
  });
  return found;
}

/** `\sum_{i \neq j} a_{ij}` where j stands for nothing else: over both of them. */
function withPairs(bound: readonly BoundIndex[], world: World): readonly BoundIndex[] {
  const others = bound.flatMap(({ key, where }) =>
    (where?.sides ?? []).flatMap((it) =>
      it?.kind === 'symbol' && it.key !== key && world.isOnlyBound(it.key) && !bound.some((one) => one.key === it.key)
        ? [{ key: it.key, span: it.span }]
        : [],
    ),
  );
  return [...others.filter(({ key }) => !world.bound.has(key)), ...bound];
}

function holds(condition: Relation, world: World): boolean {
  const value = evaluate(condition, world);
  if (!isScalar(value)) throw new Stop('not-understood', 'a condition below a sum');
  return dataOf(value)[0] === 1;
}

function noteTerm(value: Value, { terms }: World): void {
  for (const it of dataOf(value)) terms.largest = Math.max(terms.largest, Math.abs(it));
}

/** `\sum_a \pi(a | s)`: over all that a may be. */
const isOfLaw = ({ key, from }: BoundIndex, { laws }: World): boolean =>
  from === undefined && [...laws.laws.values()].some((names) => names.includes(key));

function rangeFor(index: BoundIndex, body: Expr, world: World): readonly [number, number] {
  if (index.from !== undefined && index.to !== undefined)
    return [indexValue(index.from, world), indexValue(index.to, world)];
  const size = rangeOf(index.key, [body], world, true);
  if (size === undefined) throw new Stop('unknown-size', `the range of ${index.key}`);
  return [index.from === undefined ? 1 : indexValue(index.from, world), size];
}
