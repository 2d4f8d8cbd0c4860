/** How each operator is computed. The table has a row for every operator of `expr/operators.ts`. */
import { type Apply, type Expr, some } from '../expr/expr.ts';
import type { Operator } from '../expr/operators.ts';
import { actOnOneName } from '../shape/entrywise.ts';
import {
  constantOf,
  dot,
  hadamard,
  inner,
  kronecker,
  plus,
  product,
  productOf,
  quotient,
  scaled,
} from './arithmetic.ts';
import { directional } from './derivative.ts';
import { differentialOf } from './differential.ts';
import { rateOf } from './in-time.ts';
import { expanded, isEllipsis } from './ellipsis.ts';
import { evaluate } from './evaluate.ts';
import { functionNamed } from './functions.ts';
import {
  determinant,
  diagonal,
  extremum,
  inverse,
  isMatrixFunction,
  logSumExp,
  matrixFunction,
  norm,
  type NormKind,
  pseudoInverse,
  softmax,
  symmetrised,
  trace,
} from './matrix.ts';
import { bars, countOfSet } from './bars.ts';
import { diagonalOf } from './diagonal.ts';
import { chained } from './chain.ts';
import { crossMatrix, crossProduct } from './cross.ts';
import { power } from './power.ts';
import { covariance, expectation, probability } from './probability.ts';
import { indicated } from './indicator.ts';
import { divergenceOf } from './information.ts';
import { Stop, unless } from './stop.ts';
import {
  isColumn,
  isMatrix,
  isRow,
  isScalar,
  sameDims,
  sizeOf,
  transposed,
  type Value,
  vectorised,
  stacked,
} from './value.ts';
import { innerOfLists, turned } from './inner.ts';
import { mapValue, throughMaps } from './total-derivative.ts';
import { choice, spend, type World } from './world.ts';

type Row = (args: readonly Value[], expr: Apply, world: World) => Value;

const only = (args: readonly Value[], expr: Apply): Value => {
  const [first] = args;
  if (first === undefined || args.length > 1)
    throw new Stop('not-understood', `${expr.op} of ${String(args.length)} things`);
  return first;
};
const pair = (args: readonly Value[], expr: Apply): readonly [Value, Value] => {
  const [first, second] = args;
  if (first === undefined || second === undefined || args.length > 2)
    throw new Stop('not-understood', `${expr.op} of ${String(args.length)} things`);
  return [first, second];
};

/** One value in, by a function of it and the number system. */
const unary =
  (compute: (a: Value, world: World) => Value): Row =>
  (args, expr, world) =>
    compute(only(args, expr), world);

const folded =
  (compute: (a: Value, b: Value, world: World) => Value): Row =>
  (args, _expr, world) =>
    args.reduce((a, b) => compute(a, b, world));

const unknown: Row = (_args, expr) => {
  throw new Stop('not-understood', expr.name ?? expr.op);
};

/** `\sigma(z)(1 - \sigma(z))` with a column z. */
const isEntrywise: (...it: Parameters<Row>) => boolean = (args, { args: factors }, world) => {
  const columns = args.filter((it) => !isScalar(it));
  return (
    columns.length > 1 &&
    columns.every((it) => isColumn(it) && sameDims(it, columns[0]!)) &&
    actOnOneName(factors, (it) => isScalar(evaluate(it, world)))
  );
};

/** Terms with the signs of their sum. */
export function summed(terms: readonly Value[], { op, signs }: Apply, { numbers }: World): Value {
  const [first, ...rest] = terms;
  if (first === undefined) throw new Stop('not-understood', op);
  const start = signs?.[0] === -1 ? scaled(first, -1, numbers) : first;
  return rest.reduce((all, it, i) => plus(all, it, numbers, signs?.[i + 1] === -1 ? -1 : 1), start);
}

/** A square matrix may have any rank: one that is drawn has an inverse, which holds of no other. */
function ofRank(value: Value, { args: [of] }: Apply): Value {
  const [rows = 1, columns = 1] = value.dims;
  if (of?.kind === 'symbol' && rows === columns && rows > 1)
    throw new Stop('condition-unknown', 'the rank of a square matrix');
  return value;
}

// prettier-ignore
const rows: { readonly [O in Operator]: Row } = {
  sum: (args, expr, world) => summed(args, expr, world),
  product: (args, expr, world) =>
    isEntrywise(args, expr, world)
      ? args.reduce((a, b) => hadamard(a, b, world.numbers))
      : chained(args, expr, world),
  dot: folded((a, b, { numbers }) => dot(a, b, numbers)),
  cross: folded((a, b, { numbers }) => crossProduct(a, b, numbers)),
  hadamard: folded((a, b, { numbers }) => hadamard(a, b, numbers)),
  kronecker: folded((a, b, { numbers }) => kronecker(a, b, numbers)),
  divide: (args, expr, { numbers }) => quotient(...pair(args, expr), numbers),
  'entrywise-divide': (args, expr, { numbers }) => quotient(...pair(args, expr), numbers),
  power: (args, expr, world) => power(...pair(args, expr), false, world),
  'entrywise-power': (args, expr, world) => power(...pair(args, expr), true, world),
  transpose: (args, expr) => turned(only(args, expr), expr.args[0]),
  inverse: unary((a, { numbers }) => inverse(a, numbers)),
  'inverse-transpose': unary((a, { numbers }) => transposed(inverse(a, numbers))),
  'pseudo-inverse': (args, expr, { numbers }) => pseudoInverse(ofRank(only(args, expr), expr), numbers),
  trace: unary((a, { numbers }) => trace(a, numbers)),
  determinant: (args, expr, { numbers }) => {
    const value = determinant(only(args, expr), numbers);
    return expr.name === 'logdet' ? { dims: [], parts: numbers.apply('log', value.parts) } : value;
  },
  norm: (args, expr, world) => normOf(only(args, expr), expr, world),
  bars: (args, expr, { numbers }) => bars(only(args, expr), numbers),
  inner: (args, expr, { numbers }) => inner(...pair(args, expr), numbers),
  diagonal: (args) => diagonal(stacked(args)),
  vectorise: (args, expr, world) => {
    if (expr.name?.toLowerCase() === 'vech') throw new Stop('not-understood', 'vech');
    return vectorised(only(args, expr), choice(world, 'vec') === 'rows');
  },
  elementwise: (args, expr, world) => elementwise(only(args, expr), expr.name ?? '', world),
  softmax: (args, expr, { numbers }) => {
    const name = expr.name?.toLowerCase().replaceAll(/[^a-z]/g, '');
    if (name === 'sparsemax') throw new Stop('not-understood', 'sparsemax');
    return softmax(only(args, expr), name === 'logsoftmax', numbers);
  },
  'to-number': (args, expr, world) => toNumber(args, expr, world),
  expectation: unknown,
  covariance: unknown,
  probability: unknown,
  extremum: (args, expr, { numbers }) => extremum(args, expr.name, numbers),
  'matrix-function': (args, expr, world) => {
    const a = only(args, expr);
    if (expr.name?.toLowerCase() === 'sym') return symmetrised(a, world.numbers);
    const whole = /^(exp|log|sqrt)m$/.exec(expr.name?.toLowerCase() ?? '')?.[1];
    return whole === undefined ? unknown(args, expr, world) : ofMatrix(whole, a, world);
  },
  'cross-matrix': unary((a, { numbers }) => crossMatrix(a, numbers)),
  conditional: unknown,
  'total-derivative': unknown,
  parentheses: (args, expr) => only(args, expr),
  free: unknown,
};

export function operate(expr: Apply, world: World): Value {
  switch (expr.op) {
    case 'expectation':
      return expectation(expr, world);
    case 'covariance':
      return covariance(expr, world);
    case 'probability':
      return probability(expr, world);
    case 'total-derivative':
      return mapValue(expr, world);
    case 'elementwise': {
      const parts = partsOfOpen(expr);
      if (parts !== undefined && choice(world, 'reach') === 'first')
        return productOf(
          parts.map((it) => evaluate(it, world)),
          world.numbers,
        );
      break;
    }
    case 'dot':
    case 'inner': {
      const found = expr.op === 'dot' ? throughMaps(expr, world) : innerOfLists(expr, world);
      if (found !== undefined) return found;
      break;
    }
    case 'product': {
      const mapped = throughMaps(expr, world);
      if (mapped !== undefined) return mapped;
      // `(b')^{-1}(\\mu)`: the inverse of a function, no product.
      if (expr.args.some((it, i) => isInverseOfFunction(it, expr.args[i + 1])))
        throw new Stop('not-understood', 'an inverse function');
      const differential = rateOf(expr, world) ?? differentialOf(expr, expr.args, world);
      if (differential !== undefined) return differential;
      const applied = withCalls(expr, world);
      if (applied !== expr) return evaluate(applied, world);
      const reaching = withScope(expr, world);
      if (reaching !== undefined) return evaluate(reaching, world);
      const slash = afterSlash(expr, world);
      if (slash !== undefined) return slash;
      break;
    }
    case 'bars': {
      const count = countOfSet(expr, world);
      if (count !== undefined) return count;
      break;
    }
    case 'free':
      if (expr.args.length === 1 && expr.args[0]!.kind === 'index') return evaluate(expr.args[0], world);
      break;
    case 'transpose': {
      const guessed = expr.args[0] === undefined ? undefined : world.guessedNumber(expr.args[0]);
      // Whoever transposes it does not mean a number: a claim would hold for the wrong reason.
      if (guessed !== undefined) throw new Stop('unknown-size', guessed);
      break;
    }
    case 'diagonal':
      if (expr.args.length === 1) return diagonalOf(expr.args[0]!, expr.under, world);
      break;
    case 'power': {
      const special = evenPowerOfNorm(expr, world) ?? exponential(expr, world);
      if (special !== undefined) return special;
      break;
    }
    default:
  }
  const number =
    expr.op === 'to-number' ? (indicated(expr, world) ?? divergenceOf(expr.name, expr.args, world)) : undefined;
  if (number !== undefined) return number;
  if (expr.op !== 'norm' && expr.op !== 'elementwise' && /[_^']/.test(expr.name ?? ''))
    throw new Stop('not-understood', expr.name ?? '');
  if (expr.args.some(isEllipsis)) return operate(withoutDots(expr, world), world);
  const args = expr.args.map((it) => evaluate(it, world));
  // A product or an elimination costs about its entries times a side.
  spend(world, 1 + args.reduce((all, it) => all + 0.02 * sizeOf(it.dims) * Math.max(1, it.dims[0] ?? 1), 0));
  return rows[expr.op](args, expr, world);
}

/** `\log p(x) f(x)` as the product of log p(x) and f(x); undefined where brackets tell how far the function reaches. */
export function partsOfOpen(expr: Expr): readonly Expr[] | undefined {
  const [product] = expr.kind === 'apply' && expr.open === true ? expr.args : [];
  if (expr.kind !== 'apply' || product?.kind !== 'apply') return undefined;
  const { open: _, ...closed } = expr;
  const [first, ...rest] = product.args;
  return first && [{ ...closed, args: [first] }, ...rest];
}

/** `x_1 + \cdots + x_n`, `L_1 \cdots L_n`, `\operatorname{diag}(d_1, \ldots, d_n)`. */
export function withoutDots(expr: Apply, world: World): Apply {
  const { args, signs } = expr;
  const at = args.findIndex(isEllipsis);
  if (at < 0) return expr;
  const sign = signs?.[at - 1] ?? 1;
  // An alternating sum is another pattern.
  if (sign !== (signs?.[at] ?? 1) || sign !== (signs?.[at + 1] ?? 1)) throw new Stop('not-understood', '…');
  const all = expanded(args, world);
  const between = all.length - args.length;
  const own = signs && [
    ...signs.slice(0, at),
    ...Array.from({ length: between + 1 }, () => sign),
    ...signs.slice(at + 1),
  ];
  return { ...expr, args: all, ...(own && { signs: own }) };
}

function isInverseOfFunction(expr: Expr, next: Expr | undefined): boolean {
  if (expr.kind !== 'apply' || expr.op !== 'inverse' || next?.kind !== 'apply' || next.op !== 'parentheses')
    return false;
  const [base] = expr.args;
  const inside = base?.kind === 'apply' && base.op === 'parentheses' ? base.args[0] : undefined;
  return inside !== undefined && some(inside, (it) => it.kind === 'symbol' && it.glyph.primes > 0);
}

/** `\\sigma (…)` as the value of a function, where the reading says so. */
function withCalls(expr: Apply, world: World): Expr {
  if (
    !expr.args.some((it, i) => isBeforeBracket(it, expr.args[i + 1], world)) ||
    choice(world, 'application') === 'product'
  )
    return expr;
  const args: Expr[] = [];
  for (let i = 0; i < expr.args.length; i++) {
    const [here, next] = [expr.args[i]!, expr.args[i + 1]];
    if (next !== undefined && isBeforeBracket(here, next, world)) {
      args.push({ kind: 'call', fn: here, args: [next], span: { start: here.span.start, end: next.span.end } });
      i++;
    } else args.push(here);
  }
  return args.length === 1 ? args[0]! : { ...expr, args };
}

const isBeforeBracket = (expr: Expr, next: Expr | undefined, world: World): boolean =>
  expr.kind === 'symbol' && next?.kind === 'apply' && next.op === 'parentheses' && world.isApplicable(expr.key);

/** `\nabla_x (Ax - b)^\top (Ax - b)` as the derivative of the whole product, where the reading says so. */
function withScope(expr: Apply, world: World): Expr | undefined {
  const at = expr.args.findIndex(
    (it) =>
      it.kind === 'derivative' || (it.kind === 'apply' && it.op === 'transpose' && it.args[0]?.kind === 'derivative'),
  );
  const head = expr.args[at];
  if (at < 0 || at === expr.args.length - 1 || head?.kind !== 'derivative' || head.of === undefined) return undefined;
  // A quotient with f above the line reaches over nothing more.
  const above = head.notation === 'fraction' && head.of.span.end < (head.by[0]?.span.start ?? 0);
  if (above || choice(world, 'scope') !== 'wide') return undefined;
  const rest = expr.args.slice(at + 1);
  const of: Expr = {
    kind: 'apply',
    op: 'product',
    args: [head.of, ...rest],
    span: { start: head.of.span.start, end: expr.span.end },
  };
  const whole: Expr = { ...head, of, span: { start: head.span.start, end: expr.span.end } };
  return at === 0 ? whole : { ...expr, args: [...expr.args.slice(0, at), whole] };
}

/** `a/b c` is (a/b) c where that fits, and a/(b c) where only that does or the reading says so. */
function afterSlash(expr: Apply, world: World): Value | undefined {
  const [first, ...rest] = expr.args;
  if (first?.kind !== 'apply' || first.op !== 'divide') return undefined;
  const [over, under] = first.args;
  // A fraction begins before its numerator; with a slash they begin together.
  if (over === undefined || under === undefined || first.span.start !== over.span.start) return undefined;
  const below = (): Value =>
    quotient(
      evaluate(over, world),
      productOf(
        [under, ...rest].map((it) => evaluate(it, world)),
        world.numbers,
      ),
      world.numbers,
    );
  if (choice(world, 'slash') === 'all') return below();
  const straight = unless(['shape'], () =>
    productOf(
      expr.args.map((it) => evaluate(it, world)),
      world.numbers,
    ),
  );
  return straight ?? below();
}

/** ‖x‖² needs no root, so that it is computed in a field too. */
function evenPowerOfNorm(expr: Apply, world: World): Value | undefined {
  const [base, exponent] = expr.args;
  if (base?.kind !== 'apply' || base.op !== 'norm' || exponent?.kind !== 'number' || exponent.value % 2 !== 0)
    return undefined;
  const inside = base.args[0];
  if (inside === undefined) return undefined;
  const value = evaluate(inside, world);
  const kind = normKind(value, base, world);
  if (typeof kind !== 'string')
    return power(mahalanobis(value, kind, world), constantOf(exponent.value / 2, world.numbers), false, world);
  if (kind !== 'euclidean') return undefined;
  return power(inner(value, value, world.numbers), constantOf(exponent.value / 2, world.numbers), false, world);
}

/** `e^x`, where e is nothing else. */
function exponential(expr: Apply, world: World): Value | undefined {
  const [base, exponent] = expr.args;
  if (base?.kind !== 'symbol' || exponent === undefined || !isEuler(base, world)) return undefined;
  const value = evaluate(exponent, world);
  if (isSquare(value) && choice(world, 'exponentials') === 'matrix') return ofMatrix('exp', value, world);
  return { dims: value.dims, parts: world.numbers.apply('exp', value.parts) };
}

const isEuler = (expr: Expr, world: World): boolean =>
  expr.kind === 'symbol' &&
  expr.glyph.letter === 'e' &&
  (expr.glyph.face === 'plain' || expr.glyph.face === 'upright') &&
  expr.glyph.label === '' &&
  world.isConstant(expr);

/** `log_2`, `tanh^-1` and other names with a script; what has no row keeps its script and is not found. */
function nameOf(name: string): string {
  const lower = name.toLowerCase();
  const based = /^log_(2|10|e)$/.exec(lower)?.[1];
  if (based !== undefined) return based === 'e' ? 'log' : `log${based}`;
  const inverse = /^(sin|cos|tan|sinh|cosh|tanh)\^[-−]1$/.exec(lower)?.[1];
  if (inverse !== undefined) return `arc${inverse}`;
  return /[_^']/.test(lower) ? lower : lower.replaceAll(/[^a-z\d]/g, '');
}

/** Roots and series of a matrix take as long as so many nodes. */
const WHOLE = 200;

function ofMatrix(name: string, a: Value, world: World): Value {
  spend(world, WHOLE);
  return matrixFunction(name, a, world.numbers);
}

/** `\tanh'(x)`, entry by entry. */
function slopeOf(name: string, a: Value, world: World): Value {
  const known = functionNamed(name);
  if (known === undefined) throw new Stop('not-understood', name);
  const key = '\u0000slope';
  const motion = { key, value: a, direction: new Float64Array(sizeOf(a.dims)).fill(1) };
  const moving = (at: World): Value => ({ dims: a.dims, parts: at.numbers.apply(known, (at.set.get(key) ?? a).parts) });
  return directional(moving, [motion], world);
}

const isSquare = (a: Value): boolean => isMatrix(a) && !isRow(a) && !isScalar(a) && a.dims[0] === a.dims[1];

function elementwise(a: Value, name: string, world: World): Value {
  const { numbers } = world;
  const primed = /^([a-z]+)'$/.exec(name.toLowerCase());
  if (primed?.[1] !== undefined) return slopeOf(primed[1], a, world);
  const known = functionNamed(nameOf(name));
  if (known === undefined) throw new Stop('not-understood', name);
  if (isSquare(a) && isMatrixFunction(known) && choice(world, 'functions') === 'matrix')
    return ofMatrix(known, a, world);
  return { dims: a.dims, parts: numbers.apply(known, a.parts) };
}

/** The kind of a norm by its name, or the matrix that weighs it. */
function normKind(a: Value, expr: Apply, world: World): NormKind | Value {
  const matrix = isMatrix(a) && !isRow(a) && !isScalar(a);
  const name = expr.name ?? '';
  // The name comes without its backslash.
  switch (name.replace('\\', '')) {
    case '':
    case '2':
    case 'ell2':
      return matrix && choice(world, 'norms') === 'spectral' ? 'spectral' : 'euclidean';
    case 'F':
    case 'Fro':
    case 'HS':
      return 'euclidean';
    case '1':
      return 'sum';
    case 'infty':
    case '∞':
    case 'max':
      return 'largest';
    case '*':
    case 'ast':
    case 'star':
    case 'nuc':
    case 'tr':
      return 'nuclear';
    case 'op':
    case 'spec':
      return 'spectral';
    case '0':
      return 'count';
    default: {
      const weight = expr.weight === undefined ? world.byLetters(name) : evaluate(expr.weight, world);
      if (weight === undefined || !isMatrix(weight)) throw new Stop('not-understood', `the norm with the sign ${name}`);
      return weight;
    }
  }
}

/** ‖x‖²_M = xᵀMx. */
const mahalanobis = (a: Value, weight: Value, { numbers }: World): Value =>
  product(product(transposed(a), weight, numbers), a, numbers);

function normOf(a: Value, expr: Apply, world: World): Value {
  const kind = normKind(a, expr, world);
  if (typeof kind === 'string') return norm(a, kind, world.numbers);
  return { dims: [], parts: world.numbers.apply('sqrt', mahalanobis(a, kind, world).parts) };
}

function toNumber(args: readonly Value[], expr: Apply, { numbers }: World): Value {
  switch (expr.name?.toLowerCase()) {
    case 'logsumexp':
    case 'lse':
      return logSumExp(only(args, expr), numbers);
    case 'kl': {
      const [p, q] = pair(args, expr);
      const ratio: Value = { dims: p.dims, parts: numbers.apply('log', numbers.over(p.parts, q.parts)) };
      return inner(p, ratio, numbers);
    }
    case 'entropy': {
      const p = only(args, expr);
      return scaled(inner(p, { dims: p.dims, parts: numbers.apply('log', p.parts) }, numbers), -1, numbers);
    }
    case 'dim':
    case 'len':
      return constantOf(sizeOf(only(args, expr).dims), numbers);
    default:
      throw new Stop('not-understood', expr.name ?? expr.op);
  }
}
