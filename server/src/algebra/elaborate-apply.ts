/** Operators: sums, products, powers, functions. What no row knows is a fault that names it. */
import type { Apply, Expr } from '../expr/expr.ts';
import { multiply } from '../shape/dim.ts';
import { type Elaborating, fault, lower, rowless, said } from './elaborate.ts';
import { eigenvalueOf, functionNamed } from './elaborate-call.ts';
import { kronecker, ofKronecker } from './elaborate-kronecker.ts';
import { normed } from './elaborate-norm.ts';
import { logSoftmax, toNumber } from './elaborate-numbers.ts';
import {
  determinant,
  expectation,
  half,
  inverse,
  map,
  matrixFunction,
  matrixPower,
  norm,
  over,
  pseudoInverse,
  rowSoftmax,
  softmax,
  symbolicPower,
} from './ops.ts';
import { MINUS_ONE, ONE, rational } from './rational.ts';
import { constant, factor, FUSE, index, isZeroPoly, mono, type Poly, poly } from './tensor.ts';
import { power, product } from './tidy.ts';
import {
  added,
  diagonal,
  hadamard,
  isSquare,
  multiplied,
  scalarValue,
  trace,
  transposed,
  type Value,
  valueOf,
} from './value.ts';

/** Written as a script on their operand. */
const SCRIPTS = new Set(['power', 'entrywise-power', 'transpose', 'inverse', 'inverse-transpose', 'pseudo-inverse']);

/** What keeps a part of a trace one. */
const LINEAR = new Set(['product', 'dot', 'sum', 'parentheses']);

export function applied(expr: Apply, at: Elaborating): Value | undefined {
  const inner = insideOf(expr, at);
  switch (expr.op) {
    case 'power':
      return raised(expr, inner);
    case 'expectation':
      return average(expr, inner);
    case 'free':
      return turnedVec(expr, inner) ?? fault(at, `no rule for ${said(expr, at)}`);
    case 'covariance':
      return covariance(expr, inner) ?? fault(at, `no rule for ${said(expr, at)}`);
    case 'probability':
    case 'conditional':
      return fault(at, `no rule for ${said(expr, at)}`);
    default:
  }
  const split = expr.op === 'product' ? callsIn(expr, at) : undefined;
  const each = ofKronecker(expr, inner);
  if (each !== undefined) return each;
  if (split !== undefined) return applied(split, at);
  if (expr.args.length === 1 && expr.args[0]!.kind === 'relation') return indicator(expr.args[0], inner);
  const args: Value[] = [];
  for (const it of expr.args) {
    const value = lower(it, inner);
    if (value !== undefined) args.push(value);
  }
  if (args.length < expr.args.length) return undefined;
  return (
    combined(expr, args, at) ??
    (at.faults.length > 0 ? undefined : fault(at, `the shapes in ${said(expr, at)} do not fit`))
  );
}

/** `\operatorname{vec}(X)'`: of a column a prime is no derivative. */
function turnedVec(expr: Apply, at: Elaborating): Value | undefined {
  const [of] = expr.args;
  const isPrime = /\)\s*('|\^\{?\\prime\}?)$/.test(said(expr, at));
  const column = isPrime && of?.kind === 'apply' && of.op === 'vectorise' ? lower(of, at) : undefined;
  return column === undefined ? undefined : transposed(column);
}

/** What the arguments of an operator stand in. */
function insideOf(expr: Apply, at: Elaborating): Elaborating {
  const wordless = SCRIPTS.has(expr.op) && expr.args[0]!.span.end >= expr.span.end;
  const underTrace = expr.op === 'trace' || (at.underTrace === true && LINEAR.has(expr.op));
  const ofMatrix = expr.op === 'parentheses' ? at.ofMatrix === true : expr.op === 'trace' || expr.op === 'determinant';
  const same =
    (at.wordless === true) === wordless &&
    (at.underTrace === true) === underTrace &&
    (at.ofMatrix === true) === ofMatrix;
  return same ? at : { ...at, wordless, underTrace, ofMatrix };
}

/** `\mathbb{E}_{x \sim p}[f(x)]`. What is averaged may depend on the variable; the law does not. */
function average(expr: Apply, at: Elaborating): Value | undefined {
  const [body, ...more] = expr.args;
  const name = at.text
    .slice(expr.span.start, body?.span.start)
    .replace(/(\\left\s*)?(\(|\[|\\\{|\{)\s*$/, '')
    .trim();
  // The mean of a column is a number, that of a law has the shape of what is drawn.
  const isMean = expr.under === undefined && /mean|avg/.test(name);
  if (body === undefined || more.length > 0 || expr.given !== undefined || !/^\\|^E/.test(name) || isMean)
    return fault(at, `no rule for ${said(expr, at)}`);
  const value = lower(body, { ...at, ofMatrix: false });
  return value === undefined ? undefined : valueOf(value.kind, expectation(value.p, name));
}

/** Cov(u, v) = E[uvᵀ] − E[u]E[v]ᵀ, and Var u = Cov(u, u); the law does not vary. */
function covariance(expr: Apply, at: Elaborating): Value | undefined {
  const { args, given, under } = expr;
  if (!/^(var|cov)(_|$)/i.test(expr.name ?? '') || args.length > 2 || given !== undefined) return undefined;
  const values = args.map((it) => lower(it, { ...at, ofMatrix: false }));
  const [u, v = u] = values.map((it) => (it?.kind === 'row' ? transposed(it) : it));
  if (u === undefined || v === undefined || u.kind === 'matrix' || v.kind === 'matrix') return undefined;
  // `\operatorname{Var}_z(u)`: what is drawn is told as below any average.
  const below = /^[^(_[]*_(\{[^{}]*\}|\w)/.exec(said(expr, at))?.[1] ?? (under && `{${said(under, at)}}`);
  const name = below === undefined ? '\\mathbb{E}' : `\\mathbb{E}_${below}`;
  const mean = (it: Value): Value => valueOf(it.kind, expectation(it.p, name));
  const both = multiplied(u, transposed(v));
  const apart = multiplied(mean(u), transposed(mean(v)));
  return (
    both &&
    apart &&
    added([
      [mean(both), ONE],
      [apart, MINUS_ONE],
    ])
  );
}

/** Letters that stand for a function where a bracket follows at once. */
const FUNCTION_NAMES = /^(\\lambda_(max|min|1)|\\sigma_(max|min|1)|[fgh]|\\(phi|psi|varphi|ell|sigma))$/;

/** `\lambda_{\max}(A^\top A)`, `f(Ax)`: a name of a function and a bracket are no product. */
function callsIn(expr: Apply, at: Elaborating): Apply | undefined {
  const args: Expr[] = [];
  for (const it of expr.args) {
    const before = functionNamed(args[args.length - 1], at);
    const name =
      before?.kind === 'symbol' &&
      ((!at.isDeclared(before.key) && FUNCTION_NAMES.test(before.key)) ||
        at.shapeOfName(before.key.replace(/'+$|^J_/g, '')).kind === 'function');
    const last = args[args.length - 1];
    const eigen = last !== undefined && eigenvalueOf(last, at) !== undefined;
    const bracket = it.kind === 'apply' && it.op === 'parentheses' && at.text[it.span.start] === '(';
    const fn = name ? before : eigen ? last : undefined;
    if (fn !== undefined && bracket && it.span.start - fn.span.end <= 1) {
      args[args.length - 1] = {
        kind: 'call',
        fn,
        args: it.args,
        span: { start: fn.span.start, end: it.span.end },
      };
    } else args.push(it);
  }
  return args.length === expr.args.length ? undefined : { ...expr, args };
}

function combined(expr: Apply, args: readonly Value[], at: Elaborating): Value | undefined {
  const [a, b] = args as readonly [Value, Value | undefined];
  const whole = said(expr, at);
  const text = at.wordless === true ? undefined : whole;
  const own = text === undefined ? undefined : rowless(a, text);
  const noRule = (what = whole): Value | undefined => fault(at, `no rule for ${what}`);
  switch (expr.op) {
    case 'sum': {
      const total = added(args.map((it, i) => [it, expr.signs?.[i] === -1 ? MINUS_ONE : ONE] as const));
      return total === undefined || args.length === 1 ? total : worded(total, whole);
    }
    case 'product':
      return (
        productOf(args, false) ??
        productOf(
          args.map((it, i) => asRow(expr.args[i]!, it)),
          false,
        )
      );
    case 'dot':
      return productOf(args, true);
    case 'cross':
      return args.every((it) => it.kind === 'scalar') ? productOf(args, false) : noRule();
    case 'hadamard':
      return args
        .slice(1)
        .reduce<Value | undefined>((all, it) => (all === undefined ? undefined : hadamard(all, it)), a);
    case 'kronecker':
      return b === undefined ? undefined : kronecker(a, b);
    case 'divide':
    case 'entrywise-divide':
      return b === undefined ? undefined : divided(a, b);
    case 'entrywise-power':
      return b?.kind === 'scalar' ? valueOf(a.kind, symbolicPower(a.p, b.p, own)) : noRule();
    case 'transpose':
      return transposed(a);
    case 'inverse':
    case 'inverse-transpose':
      return inverted(expr.op, a, text, noRule);
    case 'pseudo-inverse':
      return a.kind === 'matrix' ? valueOf('matrix', pseudoInverse(a.p, text)) : noRule();
    case 'trace': {
      const found = trace(a);
      return found === undefined ? undefined : valueOf('scalar', found);
    }
    case 'determinant': {
      if (a.kind !== 'matrix') return a.kind === 'scalar' ? a : undefined;
      const det = determinant(a.p, expr.name === 'logdet' ? undefined : text);
      return valueOf('scalar', expr.name?.toLowerCase() === 'logdet' ? map('log', det, text) : det);
    }
    case 'norm':
      return normed(expr, a, at);
    case 'bars':
      return isSquare(a) ? valueOf('scalar', determinant(a.p, text)) : valueOf(a.kind, map('abs', a.p, own));
    case 'inner':
      return b === undefined ? undefined : innerOf(a, b);
    case 'diagonal':
      return args.length === 1 ? diagonal(a) : noRule();
    case 'vectorise':
      return expr.name === 'vec' && a.kind !== 'scalar' ? vectorised(a) : noRule();
    case 'elementwise':
      // `\log \mathbf 1^\top \exp(x)`: nobody takes the logarithm of a row to multiply it.
      return a.kind === 'row' && !/[({[]/.test(at.text.slice(expr.span.start, expr.args[0]!.span.start))
        ? fault(at, `how far ${expr.name ?? 'the function'} reaches in ${whole}`)
        : elementwise(expr, a, at);
    case 'softmax': {
      if (a.kind === 'matrix' && expr.name?.toLowerCase() === 'softmax') {
        at.readings.push(`${whole} is taken row by row`);
        return valueOf('matrix', rowSoftmax(a.p, text));
      }
      if (a.kind !== 'vector' && a.kind !== 'row') return noRule();
      if (expr.name?.toLowerCase() !== 'softmax')
        return expr.name?.toLowerCase() === 'logsoftmax' ? logSoftmax(a) : noRule();
      return valueOf(a.kind, softmax(a.p, own));
    }
    case 'to-number':
      return toNumber(expr.name?.toLowerCase() ?? '', a, b) ?? noRule();
    case 'extremum':
      return (args.length === 1 ? extremeEntry(a.p, expr.name ?? '', text) : extremum(expr, a, b)) ?? noRule();
    case 'matrix-function': {
      const ofMatrix = /^(exp|log|sqrt)m$/.exec(expr.name?.toLowerCase() ?? '')?.[1];
      if (ofMatrix !== undefined && isSquare(a))
        return valueOf(
          'matrix',
          ofMatrix === 'sqrt' ? matrixPower(a.p, constant(rational(1, 2)), text) : matrixFunction(ofMatrix, a.p, text),
        );
      const turned = added([
        [a, half],
        [transposed(a), half],
      ]);
      return expr.name?.toLowerCase() === 'sym' ? turned : noRule();
    }
    case 'parentheses':
      return a;
    default:
      return noRule();
  }
}

/** `X_{i,:} w`: some have the row of a matrix as a column, others as the row that it is. */
const asRow = (expr: Expr, value: Value): Value =>
  expr.kind === 'index' && expr.items.length === 2 && expr.items[1]!.kind === 'all' && value.kind === 'vector'
    ? transposed(value)
    : value;

/** The author's words for a sum, to be copied where it stands whole. */
const worded = (a: Value, text: string): Value => (a.kind === 'row' ? a : { ...a, p: { ...a.p, text } });

/** A product in the first bracketing from the left that has a meaning: `a b^\top x` is (ab^⊤)x, `x y^\top z` too. */
export function productOf(args: readonly Value[], dot: boolean): Value | undefined {
  const n = args.length;
  const memo = new Map<number, Value | undefined>();
  const range = (from: number, to: number): Value | undefined => {
    if (to - from === 1) return args[from];
    const key = from * 64 + to;
    if (memo.has(key)) return memo.get(key);
    let found: Value | undefined;
    for (let k = to - 1; k > from && found === undefined; k--) {
      const left = range(from, k);
      const right = left === undefined ? undefined : range(k, to);
      if (left !== undefined && right !== undefined) found = multiplied(left, right, dot);
    }
    memo.set(key, found);
    return found;
  };
  return n > 40 ? undefined : range(0, n);
}

function divided(a: Value, b: Value): Value | undefined {
  const under = over(b.p);
  if (under === undefined) return undefined;
  return hadamard(a, valueOf(b.kind, under));
}

function inverted(
  op: 'inverse' | 'inverse-transpose',
  a: Value,
  text: string | undefined,
  noRule: () => Value | undefined,
): Value | undefined {
  if (a.kind === 'scalar') {
    const under = over(a.p);
    return under === undefined ? noRule() : valueOf('scalar', under);
  }
  if (!isSquare(a)) return undefined;
  const made = inverse(a.p, op === 'inverse' ? text : undefined);
  return op === 'inverse' ? valueOf('matrix', made) : transposed(valueOf('matrix', made));
}

/** `x^2`, `X^k`, `e^{x}`, `\tan^2 x`. */
function raised(expr: Apply, at: Elaborating): Value | undefined {
  const [baseExpr, exponentExpr] = expr.args as readonly [Expr, Expr];
  const text = said(expr, at);
  const exponent = lower(exponentExpr, { ...at, ofMatrix: false, wordless: false });
  if (exponent === undefined) return undefined;
  if (baseExpr.kind === 'symbol' && baseExpr.key === 'e' && !at.isDeclared('e')) {
    if (exponent.kind === 'matrix' && isSquare(exponent))
      return valueOf('matrix', matrixFunction('exp', exponent.p, text));
    return valueOf(exponent.kind, map('exp', exponent.p, rowless(exponent, text)));
  }
  const base = lower(baseExpr, { ...at, ofMatrix: false });
  if (base === undefined) return undefined;
  if (exponent.kind !== 'scalar') return fault(at, `no rule for ${text}`);
  // The power of a function's name, `\tan^2 X`, is taken entry by entry.
  const ofName = baseExpr.kind === 'apply' && baseExpr.op === 'elementwise' && baseExpr.span.end === expr.span.end;
  if (base.kind !== 'matrix' || ofName)
    return valueOf(base.kind, symbolicPower(base.p, exponent.p, rowless(base, text)));
  if (!isSquare(base)) return undefined;
  return valueOf('matrix', matrixPower(base.p, exponent.p, text));
}

/** `[x > 0]` is one where it holds, entry by entry. */
function indicator(expr: Extract<Expr, { kind: 'relation' }>, at: Elaborating): Value | undefined {
  const [left, right] = expr.sides;
  const sign = expr.signs[0]?.text ?? '';
  if (expr.sides.length !== 2 || left === undefined || right === undefined)
    return fault(at, `no rule for ${said(expr, at)}`);
  const [a, b] = [lower(left, at), lower(right, at)];
  if (a === undefined || b === undefined) return undefined;
  const more = sign === '>' || sign === '\\gt';
  const less = sign === '<' || sign === '\\lt';
  if (!more && !less && sign !== '=') return fault(at, `no rule for ${said(expr, at)}`);
  const gap = added([
    [a, less ? MINUS_ONE : ONE],
    [b, less ? ONE : MINUS_ONE],
  ]);
  return gap === undefined ? undefined : valueOf(gap.kind, map(sign === '=' ? 'is-zero' : 'step', gap.p));
}

function vectorised(a: Value): Value {
  if (a.kind !== 'matrix') return valueOf('vector', a.p);
  const [i, j] = a.p.free as readonly [Poly['free'][number], Poly['free'][number]];
  const p = index(multiply(i.dim, j.dim));
  const pair = poly([p, i, j], [mono(ONE, [factor(FUSE, [p, i, j])])]);
  return valueOf(
    'vector',
    product(
      [p],
      [i, j],
      [
        [pair, [p, i, j]],
        [a.p, [i, j]],
      ],
    ),
  );
}

function innerOf(a: Value, b: Value): Value | undefined {
  if (a.kind === 'matrix' && b.kind === 'matrix') {
    const turned = multiplied(transposed(a), b);
    const found = turned === undefined ? undefined : trace(turned);
    return found === undefined ? undefined : valueOf('scalar', found);
  }
  const column = (it: Value): Value => (it.kind === 'row' ? transposed(it) : it);
  return multiplied(transposed(column(a)), column(b));
}

const SAME: Readonly<Record<string, string>> = {
  ln: 'log', sgn: 'sign', expit: 'sigmoid', atan: 'arctan', tg: 'tan', arctanh: 'artanh', heaviside: 'step', logistic: 'sigmoid',
}; // prettier-ignore

/** One over another function. */
const RECIPROCALS: Readonly<Record<string, string>> = { sech: 'cosh', csch: 'sinh', coth: 'tanh' };

const KNOWN = new Set([
  'exp', 'log', 'sin', 'cos', 'tan', 'cot', 'sec', 'csc', 'sinh', 'cosh', 'tanh', 'arcsin', 'arccos', 'arctan', 'artanh', 'arsinh',
  'sigmoid', 'softplus', 'relu', 'abs', 'sign', 'step', 'sqrt', 'erf', 'logit', 'floor',
]); // prettier-ignore

/** Functions of a matrix where one stands right under a trace or a determinant. */
const OF_MATRICES = new Set(['exp', 'log', 'sqrt', 'sin', 'cos', 'sinh', 'cosh']);

function elementwise(expr: Apply, a: Value, at: Elaborating): Value | undefined {
  const lowerCase = (expr.name ?? '').toLowerCase();
  const name = SAME[lowerCase] ?? lowerCase;
  const whole = said(expr, at);
  const text = at.wordless === true ? undefined : whole;
  // A base or a degree: `\log_2`, `\sqrt[3]{x}`.
  const base = /^\\(?:log|ln)\s*_\s*\{?\s*(\d+)/.exec(whole)?.[1];
  const degree = /^\\sqrt\s*\[\s*(\d+)\s*\]/.exec(whole)?.[1];
  if (base !== undefined)
    return divided(valueOf(a.kind, map('log', a.p)), scalarValue(map('log', constant(rational(Number(base))))));
  if (degree !== undefined) {
    const root = power(a.p, rational(1, Number(degree)));
    return root === undefined ? fault(at, `no rule for ${whole}`) : valueOf(a.kind, root);
  }
  if (/^\\(log|ln)\s*_|^\\sqrt\s*\[/.test(whole)) return fault(at, `no rule for ${whole}`);
  const own = text === undefined ? undefined : rowless(a, text);
  const square = isSquare(a);
  const definite = name === 'log' && at.underTrace === true && isDefinite(expr.args[0]!, at);
  if (square && (at.ofMatrix === true || definite || at.functionsOfMatrices === true) && OF_MATRICES.has(name)) {
    at.readings.push(`${whole} is read as the function of the matrix, not of its entries`);
    if (name === 'sqrt') return valueOf('matrix', matrixPower(a.p, constant(half), text));
    return valueOf('matrix', matrixFunction(name, a.p, text));
  }
  if (square && OF_MATRICES.has(name)) at.readings.push(`${whole} is taken entry by entry`);
  if (name === 'silu' || name === 'swish') return hadamard(a, valueOf(a.kind, map('sigmoid', a.p)));
  if (name === 'gelu') {
    const root = power(constant(rational(2)), half);
    const inner = root === undefined ? undefined : divided(a, valueOf('scalar', root));
    const cdf =
      inner === undefined
        ? undefined
        : added([
            [valueOf(a.kind, map('erf', inner.p)), half],
            [valueOf('scalar', constant(half)), ONE],
          ]);
    return cdf === undefined ? undefined : hadamard(a, cdf);
  }
  const under = RECIPROCALS[name] === undefined ? undefined : over(map(RECIPROCALS[name], a.p));
  if (under !== undefined) return valueOf(a.kind, under);
  if (!KNOWN.has(name)) return fault(at, `no rule for ${expr.name ?? whole}`);
  return valueOf(a.kind, map(name, a.p, own));
}

/** Declared as positive definite: what has a logarithm of its own. */
const isDefinite = (expr: Expr, at: Elaborating): boolean =>
  expr.kind === 'symbol'
    ? at.conditions.get(expr.key)?.has('positive definite') === true
    : expr.kind === 'apply' && expr.op === 'parentheses' && isDefinite(expr.args[0]!, at);

/** `\max(x)`, `\max_i x_i`: the largest entry, which a single one is almost everywhere. */
export function extremeEntry(a: Poly, name: string, text?: string): Value | undefined {
  if (name !== 'max' && name !== 'min') return undefined;
  return scalarValue(a.free.length === 0 ? a : norm(a, name === 'max' ? 'largest' : 'smallest', text));
}

/** max(a, b) = a + relu(b − a), min(a, b) = a − relu(a − b). */
function extremum(expr: Apply, a: Value, b: Value | undefined): Value | undefined {
  if (b === undefined || expr.args.length !== 2 || (expr.name !== 'max' && expr.name !== 'min')) return undefined;
  const max = expr.name === 'max';
  if (isZeroPoly(b.p) && !isZeroPoly(a.p)) return extremum({ ...expr, args: expr.args.toReversed() }, b, a);
  const gap = added([
    [a, max ? MINUS_ONE : ONE],
    [b, max ? ONE : MINUS_ONE],
  ]);
  const zero = isZeroPoly(a.p);
  const relu = gap === undefined ? undefined : valueOf(gap.kind, map('relu', gap.p));
  if (relu === undefined || (zero && max)) return relu;
  return added([
    [a, ONE],
    [relu, max ? ONE : MINUS_ONE],
  ]);
}
