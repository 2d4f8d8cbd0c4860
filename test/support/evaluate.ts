/**
 * A formula's value at given matrices, for checks: it walks the expression that the front end reads, and shares nothing
 * with the engine: no normal form, no rules, no printer.
 */
import type { Expr } from '../../server/src/expr/expr.ts';
import { constantOf, sizeIndex } from '../../server/src/shape/constants.ts';
import { dimOf } from '../../server/src/shape/declare.ts';
import { average, covariance } from './averages.ts';
import { functions, sigmoid } from './number-functions.ts';
import { byNumber, numberOf, spectral } from './spectra.ts';
import { type Dim, named as dimNamed } from '../../server/src/shape/dim.ts';
import type { Shape } from '../../server/src/shape/shape.ts';
import { add, blocks, determinant, exponential, eye, get, inverse, isScalar, kronecker, logarithm, type M, map, matrix, multiply, ofSymmetric, power, pseudoInverse, scalar, scale, singular, squareRoot, sumOf, trace, transpose, vec, zip } from './matrices.ts'; // prettier-ignore

export interface Scene {
  readonly text: string;
  readonly shape: (expr: Expr) => Shape;
  readonly shapeOfName?: (key: string) => Shape;
  readonly size: (dim: Dim) => number;
  /** By key; members of a family by `key[i]`, counted from zero. */
  readonly values: ReadonlyMap<string, M>;
  /** What letters of sums stand for, counted as written. */
  readonly letters: ReadonlyMap<string, number>;
  readonly ofMatrix?: boolean;
  /** Functions of square matrices are those of the matrix everywhere. */
  readonly functionsOfMatrices?: boolean;
}

export function evaluate(expr: Expr, at: Scene): M {
  switch (expr.kind) {
    case 'number':
      return scalar(expr.value);
    case 'symbol':
      return symbol(expr, at);
    case 'apply':
      return applied(expr, at);
    case 'call':
      return called(expr, at);
    case 'index':
      return indexed(expr, at);
    case 'reduce':
      return reduced(expr, at);
    case 'derivative':
      return nabla(expr, at);
    case 'relation':
      return holds(expr, at);
    case 'cases': {
      const n = expr.conditions.findIndex((it) => it === undefined || evaluate(it, at).entries.every((x) => x === 1));
      return evaluate(expr.values[n]!, at);
    }
    case 'literal':
      return blocks(expr.rows.map((row) => row.map((it) => evaluate(it, at))));
    default:
      throw new Error(`no value for ${expr.kind}`);
  }
}

/** One where each sign of a relation holds, entry by entry. */
function holds(expr: Extract<Expr, { kind: 'relation' }>, at: Scene): M {
  const sides = expr.sides.map((it) => evaluate(it!, at));
  const tests = expr.signs.map(({ text }, n) => zip(sides[n]!, sides[n + 1]!, (x, y) => Number(compare(text, x, y))));
  return tests.reduce((a, b) => zip(a, b, (x, y) => x * y));
}

function compare(sign: string, x: number, y: number): boolean {
  if (sign === '>' || sign === '\\gt') return x > y;
  if (sign === '<' || sign === '\\lt') return x < y;
  if (sign.startsWith('\\ge')) return x >= y;
  return sign.startsWith('\\le') ? x <= y : Math.abs(x - y) < 1e-9;
}

function symbol(expr: Extract<Expr, { kind: 'symbol' }>, at: Scene): M {
  const letter = at.letters.get(expr.key);
  if (letter !== undefined) return scalar(letter);
  const value = at.values.get(expr.key);
  if (value !== undefined) return value;
  const shape = at.shape(expr);
  const known = constantOf(expr);
  // `\mathbf 1_N`, `I_K`: the size is a label.
  const label = /^[DKLMNPT]$/.exec(expr.glyph.label)?.[0];
  const counted = label === undefined ? undefined : at.size(dimNamed(label));
  if (known === 'ones' && counted !== undefined) return matrix(counted, 1, () => 1);
  if (expr.glyph.letter === 'I' && counted !== undefined) return eye(counted);
  if (known === 'identity' && shape.kind === 'matrix') return eye(at.size(shape.rows));
  if (known === 'ones' && shape.kind === 'vector') return matrix(at.size(shape.rows), 1, () => 1);
  if (known === 'zero') return scalar(0);
  if (expr.key === '\\pi') return scalar(Math.PI);
  if (expr.key === 'e') return scalar(Math.E);
  throw new Error(`no value for ${expr.key}`);
}

function product(args: readonly M[]): M {
  try {
    return args.reduce(multiply);
  } catch (fault) {
    for (let k = 1; k < args.length; k++) {
      try {
        return multiply(product(args.slice(0, k)), product(args.slice(k)));
      } catch {
        // The next bracketing.
      }
    }
    throw fault;
  }
}

/** The factors; `\lambda_{\max} (A + A^\top)`, which reads as a product, is one. */
function factorsOf(args: readonly Expr[], at: Scene, inner: Scene): readonly M[] {
  const found: M[] = [];
  for (let n = 0; n < args.length; n++) {
    const [it, of] = [args[n]!, args[n + 1]];
    const own =
      it.kind === 'symbol' && of !== undefined && !at.values.has(it.key)
        ? spectral(it.key, () => evaluate(of, { ...at, ofMatrix: false }))
        : it.kind === 'index' && of?.kind === 'apply' && of.op === 'parentheses'
          ? byNumber(it, () => evaluate(of, { ...at, ofMatrix: false }), at.letters)
          : undefined;
    found.push(own ?? evaluate(it, inner));
    if (own !== undefined) n++;
  }
  return found;
}

function applied(expr: Extract<Expr, { kind: 'apply' }>, at: Scene): M {
  const square =
    expr.op === 'trace' || expr.op === 'determinant' || (expr.op === 'parentheses' && at.ofMatrix === true);
  const inner: Scene = { ...at, ofMatrix: square };
  if (expr.op === 'power') return raised(expr, inner);
  if (expr.op === 'expectation') return average(expr, inner);
  if (expr.op === 'covariance') return covariance(expr, inner);
  if (expr.op === 'product') return product(factorsOf(expr.args, at, inner));
  // `u (x + y)^\top` with a column u: its script belongs to the brackets.
  const [whole] = expr.args;
  const fn = whole?.kind === 'call' && whole.fn.kind === 'symbol' ? whole.fn.key : undefined;
  const column = fn === undefined || at.shapeOfName?.(fn).kind === 'function' ? undefined : at.values.get(fn);
  if (expr.op === 'transpose' && whole?.kind === 'call' && column !== undefined)
    return multiply(column, transpose(evaluate(whole.args[0]!, inner)));
  const args = expr.args.map((it) => evaluate(it, inner));
  const [a, b] = args as [M, M];
  const name = (expr.name ?? '').toLowerCase();
  switch (expr.op) {
    case 'sum':
      return args.map((it, i) => scale(it, expr.signs?.[i] ?? 1)).reduce(add);
    case 'dot':
    case 'cross':
      return product(args);
    case 'hadamard':
      return args.reduce((x, y) => zip(x, y, (p, q) => p * q));
    case 'kronecker':
      return kronecker(a, b);
    case 'divide':
    case 'entrywise-divide':
      return zip(a, b, (x, y) => x / y);
    case 'entrywise-power':
      return zip(a, b, (x, y) => x ** y);
    case 'transpose':
      return transpose(a);
    case 'inverse':
      return inverse(a);
    case 'inverse-transpose':
      return transpose(inverse(a));
    case 'pseudo-inverse':
      return pseudoInverse(a);
    case 'trace':
      return scalar(trace(a));
    case 'determinant':
      return scalar(name === 'logdet' ? Math.log(determinant(a)) : determinant(a));
    case 'norm':
      return scalar(norm(expr, a, at));
    case 'bars':
      return a.rows === a.columns && a.rows > 1 ? scalar(determinant(a)) : map(a, Math.abs);
    case 'inner':
      return scalar(sumOf(zip(a, b, (x, y) => x * y)));
    case 'diagonal':
      return a.columns === 1 || a.rows === 1
        ? matrix(a.entries.length, a.entries.length, (i, j) => (i === j ? a.entries[i]! : 0))
        : matrix(a.rows, 1, (i) => get(a, i, i));
    case 'vectorise':
      return vec(a);
    case 'elementwise': {
      const degree = /^\\sqrt\s*\[(\d+)\]/.exec(at.text.slice(expr.span.start, expr.span.end))?.[1];
      if (degree !== undefined) return map(a, (x) => x ** (1 / Number(degree)));
      return elementwise(name, a, at);
    }
    case 'softmax': {
      // Of a matrix, row by row.
      if (a.rows > 1 && a.columns > 1) {
        const powers = map(a, Math.exp);
        const sums = multiply(
          powers,
          matrix(a.columns, 1, () => 1),
        );
        return matrix(a.rows, a.columns, (i, j) => get(powers, i, j) / get(sums, i, 0));
      }
      const e = map(a, Math.exp);
      const s = scale(e, 1 / sumOf(e));
      return name === 'logsoftmax' ? map(s, Math.log) : s;
    }
    case 'to-number':
      if (/^(logsumexp|lse)$/.test(name)) return scalar(Math.log(sumOf(map(a, Math.exp))));
      break;
    case 'extremum':
      if (args.length === 1) return scalar(name === 'max' ? Math.max(...a.entries) : Math.min(...a.entries));
      return args.reduce((x, y) => zip(x, y, name === 'max' ? Math.max : Math.min));
    case 'matrix-function':
      return name.endsWith('m') ? ofMatrix(name.slice(0, -1), a) : scale(add(a, transpose(a)), 0.5);
    case 'parentheses':
      return a;
    default:
  }
  throw new Error(`no value for ${expr.op} ${name}`);
}

/** Any smooth function with values of a given size. */
function smooth(key: string, u: M, rows: number, columns: number): M {
  const shift = (key.codePointAt(0) ?? 0) % 3;
  return matrix(rows, columns, (i, j) =>
    u.entries.reduce((sum, x, k) => sum + Math.sin(0.7 * x + 0.3 * k * (i + 1) + 0.2 * j + shift), i === j ? 3 : 0),
  );
}

/** Central differences of a free function, extrapolated: its own entries by those of the argument. */
function slopes(f: (u: M) => M, u: M): readonly M[] {
  return u.entries.map((_, n) => {
    const at = (h: number): M => f({ ...u, entries: u.entries.map((x, i) => (i === n ? x + h : x)) });
    const central = (h: number): M => scale(add(at(h), scale(at(-h), -1)), 1 / (2 * h));
    return scale(add(scale(central(1e-3), 4), scale(central(2e-3), -1)), 1 / 3);
  });
}

function nabla(expr: Extract<Expr, { kind: 'derivative' }>, at: Scene): M {
  const { of, order } = expr;
  if (of?.kind !== 'call' || of.fn.kind !== 'symbol') throw new Error('no value for a derivative');
  const key = of.fn.key;
  const u = evaluate(of.args[0]!, at);
  const gradient = (v: M): M => ({ ...v, entries: slopes((w) => smooth(key, w, 1, 1), v).map((it) => it.entries[0]!) });
  if (order === 1) return gradient(u);
  const second = slopes(gradient, u);
  return matrix(u.entries.length, u.entries.length, (i, j) => second[j]!.entries[i]!);
}

/** A free function that is not one of numbers, its Jacobian, or its derivative by a number. */
function freeCall(key: string, u: M, at: Scene): M | undefined {
  const bare = key.replace(/^J_|'+$/g, '');
  const type = at.shapeOfName?.(bare);
  if (type?.kind !== 'function' || (type.from?.kind === 'scalar' && type.to.kind === 'scalar')) return undefined;
  const { to } = type;
  const rows = to.kind === 'vector' || to.kind === 'matrix' ? at.size(to.rows) : 1;
  const columns = to.kind === 'matrix' ? at.size(to.columns) : 1;
  const f = (v: M): M => smooth(bare, v, rows, columns);
  if (bare === key) return f(u);
  const found = slopes(f, u);
  return key.startsWith('J_') ? matrix(rows, u.entries.length, (i, j) => found[j]!.entries[i]!) : found[0];
}

function norm(expr: Extract<Expr, { kind: 'apply' }>, a: M, at: Scene): number {
  const name = (expr.name ?? '').replace('\\', '');
  const vector = a.rows === 1 || a.columns === 1;
  if (/^(F|Fro|HS)$/.test(name) || name === '' || (vector && name === '2'))
    return Math.sqrt(sumOf(map(a, (x) => x * x)));
  if (name === 'infty' && !vector)
    return Math.max(
      ...Array.from({ length: a.rows }, (_, i) =>
        Array.from({ length: a.columns }, (__, j) => Math.abs(get(a, i, j))).reduce((x, y) => x + y, 0),
      ),
    );
  if (name === '1' && vector) return sumOf(map(a, Math.abs));
  if ((name === 'infty' || name === 'max') && vector) return Math.max(...a.entries.map(Math.abs));
  if (name === '*' || name === 'ast' || name === 'nuc') return singular(a).values.reduce((x, y) => x + y, 0);
  if (name === '1' || name === '1,1') return sumOf(map(a, Math.abs));
  if (name === '2,1')
    return Array.from({ length: a.columns }, (_, j) =>
      Math.hypot(...Array.from({ length: a.rows }, (__, i) => get(a, i, j))),
    ).reduce((x, y) => x + y, 0);
  if (name === '2' || name === 'op') return singular(a).values[0]!;
  const [over, under = '1'] = /^\d+(\/\d+)?$/.test(name) ? name.split('/') : [];
  const degree = Number(over) / Number(under);
  if (over !== undefined && vector) return sumOf(map(a, (x) => Math.abs(x) ** degree)) ** (1 / degree);
  if (expr.weight !== undefined)
    return Math.sqrt(multiply(multiply(transpose(a), evaluate(expr.weight, at)), a).entries[0]!);
  const p = at.values.get(`\\${name}`) ?? at.values.get(name);
  if (p !== undefined && isScalar(p)) return sumOf(map(a, (x) => Math.abs(x) ** p.entries[0]!)) ** (1 / p.entries[0]!);
  if (p !== undefined) return Math.sqrt(multiply(multiply(transpose(a), p), a).entries[0]!);
  throw new Error(`no value for the norm ${name}`);
}

function elementwise(name: string, a: M, at: Scene): M {
  if (
    (at.ofMatrix === true || at.functionsOfMatrices === true) &&
    a.rows === a.columns &&
    a.rows > 1 &&
    ['exp', 'log', 'sqrt', 'sin', 'cos'].includes(name)
  )
    return ofMatrix(name, a);
  const base = /^log_(\d+)$/.exec(name)?.[1];
  if (base !== undefined) return map(a, (x) => Math.log(x) / Math.log(Number(base)));
  const f = functions[name];
  if (f === undefined) throw new Error(`no value for ${name}`);
  return map(a, f);
}

/** Of symmetric matrices by their eigenvalues; the exponential, sine and cosine of any. */
function ofMatrix(name: string, a: M): M {
  if (name === 'exp') return exponential(a);
  const symmetric = a.entries.every(
    (_, n) => Math.abs(get(a, Math.floor(n / a.rows), n % a.rows) - get(a, n % a.rows, Math.floor(n / a.rows))) < 1e-12,
  );
  if (!symmetric && (name === 'sin' || name === 'cos')) return series(a, name === 'sin');
  if (!symmetric && (name === 'sqrt' || name === 'log')) return name === 'sqrt' ? squareRoot(a) : logarithm(a);
  // Near a symmetric matrix: traces of both have the same differential.
  return ofSymmetric(scale(add(a, transpose(a)), 0.5), functions[name]!);
}

function series(a: M, odd: boolean): M {
  let term = odd ? a : eye(a.rows);
  let sum = term;
  for (let k = odd ? 1 : 0; k < 40; k += 2) {
    term = scale(multiply(multiply(term, a), a), -1 / ((k + 1) * (k + 2)));
    sum = add(sum, term);
  }
  return sum;
}

function raised(expr: Extract<Expr, { kind: 'apply' }>, at: Scene): M {
  const [base, exponent] = expr.args as [Expr, Expr];
  const e = evaluate(exponent, { ...at, ofMatrix: false });
  if (base.kind === 'symbol' && base.key === 'e' && !at.values.has('e'))
    return e.rows > 1 && e.rows === e.columns ? exponential(e) : map(e, Math.exp);
  const a = evaluate(base, { ...at, ofMatrix: false });
  const ofName = base.kind === 'apply' && base.op === 'elementwise' && base.span.end === expr.span.end;
  if (a.rows === a.columns && a.rows > 1 && !ofName) {
    const n = e.entries[0]!;
    if (Number.isInteger(n)) return power(a, n);
    return Number.isInteger(2 * n) ? power(squareRoot(a), 2 * n) : ofSymmetric(a, (x) => x ** n);
  }
  return zip(a, e, (x, y) => x ** y);
}

function called(expr: Extract<Expr, { kind: 'call' }>, at: Scene): M {
  const { fn } = expr;
  const arg = evaluate(expr.args[0]!, { ...at, ofMatrix: false });
  if (fn.kind === 'index' && fn.base.kind === 'symbol' && fn.base.key === 'J') {
    const [item] = fn.items;
    const of = item?.kind === 'at' && item.expr.kind === 'symbol' ? item.expr.key : '';
    const found = freeCall(`J_${of}`, arg, at);
    if (found !== undefined) return found;
  }
  const numbered = byNumber(fn, () => arg, at.letters);
  if (numbered !== undefined) return numbered;
  if (fn.kind !== 'symbol') return multiply(evaluate(fn, at), arg);
  const key = fn.key;
  const free = freeCall(key, arg, at);
  if (free !== undefined) return free;
  const value = at.values.get(key);
  if (value !== undefined) return multiply(value, arg);
  if (key === '\\sigma') return map(arg, sigmoid);
  if (key === 'upright adj') return scale(inverse(arg), determinant(arg));
  const extreme = spectral(key, () => arg);
  if (extreme !== undefined) return extreme;
  // Free functions of numbers: any smooth one will do, with its true derivatives.
  const primes = /'+$/.exec(key)?.[0].length ?? 0;
  const shift = (key.codePointAt(0) ?? 0) % 3;
  return map(arg, (x) => Math.sin(0.7 * x + shift + (primes * Math.PI) / 2) * 0.7 ** primes);
}

function indexed(expr: Extract<Expr, { kind: 'index' }>, at: Scene): M {
  const { base } = expr;
  const digits = expr.items.length === 1 && expr.items[0]?.kind === 'at' ? expr.items[0].expr : undefined;
  const numbers = expr.items.map((it) => (it.kind === 'at' ? placeOf(it.expr, at) : undefined));
  if (base.kind === 'symbol') {
    const own = at.values.get(at.text.slice(expr.span.start, expr.span.end).replaceAll(/\s+/g, ''));
    const isBound = expr.items.some(
      (it) => it.kind === 'at' && it.expr.kind === 'symbol' && at.letters.has(it.expr.key),
    );
    if (own !== undefined && !isBound) return own;
    const family =
      numbers.length === 1 && numbers[0] !== undefined
        ? (at.values.get(`${base.key}_${String(numbers[0])}`) ??
          at.values.get(`${base.key}[${String(numbers[0] - 1)}]`))
        : undefined;
    if (family !== undefined) return family;
    const value = at.values.get(base.key);
    if (value !== undefined && digits?.kind === 'number' && value.columns > 1 && digits.value > 10)
      return scalar(get(value, Math.floor(digits.value / 10) - 1, (digits.value % 10) - 1));
    if (value !== undefined) return entry(value, expr, numbers);
    if (base.key === '\\delta' && numbers.length === 2) return scalar(Number(numbers[0] === numbers[1]));
    const dims = expr.items.flatMap((it) => (it.kind === 'at' ? [dimOf(it.expr)] : []));
    const size = sizeIndex(expr);
    const known = constantOf(base);
    if (known === 'identity' && size !== undefined) return eye(at.size(dimOf(size)!));
    if (known === 'zero' && digits !== undefined) {
      const sizes = digits.kind === 'apply' && digits.op === 'cross' ? digits.args : [digits];
      const [m, n = 1] = sizes.map((it) => at.size(dimOf(it)!));
      return matrix(m!, n, () => 0);
    }
    if (known === 'ones' && dims.length === 1) return matrix(at.size(dims[0]!), 1, () => 1);
    if (base.key === 'K' && dims.length === 2) {
      const [m, n] = [at.size(dims[0]!), at.size(dims[1]!)];
      // K vec X = vec Xᵀ for an m × n matrix: row (j, i), column (i, j).
      return matrix(m * n, m * n, (p, q) => Number(Math.floor(p / n) === q % m && p % n === Math.floor(q / m)));
    }
  }
  return entry(evaluate(base, at), expr, numbers);
}

/** Single letters that nothing binds stand for fixed places. */
export const PLACES: Readonly<Record<string, number>> = { i: 1, j: 2, k: 2, l: 1, r: 1, s: 2, c: 2, y: 2 };

const placeOf = (expr: Expr, at: Scene): number | undefined =>
  expr.kind === 'number'
    ? expr.value
    : expr.kind === 'symbol'
      ? (at.letters.get(expr.key) ?? PLACES[expr.key])
      : undefined;

function entry(value: M, expr: Extract<Expr, { kind: 'index' }>, numbers: readonly (number | undefined)[]): M {
  const [first, second] = expr.items;
  const [i, j] = numbers;
  if (expr.items.length === 1 && i !== undefined) return scalar(value.entries[i - 1]!);
  if (i !== undefined && j !== undefined) return scalar(get(value, i - 1, j - 1));
  if (i !== undefined && second?.kind === 'all') return matrix(value.columns, 1, (k) => get(value, i - 1, k));
  if (first?.kind === 'all' && j !== undefined) return matrix(value.rows, 1, (k) => get(value, k, j - 1));
  throw new Error('no value for an entry');
}

function reduced(expr: Extract<Expr, { kind: 'reduce' }>, at: Scene): M {
  if (expr.op !== 'sum' && expr.op !== 'product') throw new Error(`no value for ${expr.op}`);
  const [it, ...more] = expr.bound;
  const inner: Expr = more.length === 0 ? expr.body : { ...expr, bound: more };
  const from = it!.from === undefined ? 1 : evaluate(it!.from, at).entries[0]!;
  const size = it!.to?.kind === 'symbol' && !at.values.has(it!.to.key) ? it!.to.key : undefined;
  const to =
    size !== undefined && /^[A-Za-z]$/.test(size)
      ? at.size(dimNamed(size))
      : it!.to === undefined
        ? rangeOf(expr.body, it!.key, at)
        : evaluate(it!.to, at).entries[0]!;
  let result: M | undefined;
  for (let n = from; n <= to; n++) {
    const value = evaluate(inner, { ...at, letters: new Map([...at.letters, [it!.key, n]]) });
    result = result === undefined ? value : expr.op === 'sum' ? add(result, value) : multiply(result, value);
  }
  return result ?? scalar(0);
}

/** The number of entries of what the letter subscripts. */
function rangeOf(body: Expr, key: string, at: Scene): number {
  let found = 0;
  const visit = (it: Expr): void => {
    if (it.kind === 'index' && it.base.kind === 'symbol') {
      const { base } = it;
      it.items.forEach((item, n) => {
        if (item.kind !== 'at' || item.expr.kind !== 'symbol' || item.expr.key !== key) return;
        const value = at.values.get(base.key);
        if (value !== undefined)
          found = it.items.length === 1 ? value.entries.length : n === 0 ? value.rows : value.columns;
        else if (found === 0) while (at.values.has(`${base.key}[${String(found)}]`)) found++;
      });
    }
    // `[A^{-1}]_{ip}`: what stands in the brackets tells.
    if (it.kind === 'index' && it.base.kind !== 'symbol') {
      const { base } = it;
      const here = it.items.findIndex((x) => x.kind === 'at' && x.expr.kind === 'symbol' && x.expr.key === key);
      const value = here < 0 ? undefined : evaluate(base, at);
      if (value !== undefined)
        found = it.items.length === 1 ? value.entries.length : here === 0 ? value.rows : value.columns;
    }
    if (it.kind === 'call' && numberOf(it.fn, key)) {
      const of = evaluate(it.args[0]!, at);
      found = Math.min(of.rows, of.columns);
    }
    if (it.kind === 'apply' && it.op === 'product' && it.args[1] !== undefined && numberOf(it.args[0]!, key)) {
      const of = evaluate(it.args[1], at);
      found = Math.min(of.rows, of.columns);
    }
    if (it.kind === 'apply' || it.kind === 'call') it.args.forEach(visit);
    if (it.kind === 'reduce') visit(it.body);
  };
  visit(body);
  return found;
}
