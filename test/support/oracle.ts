/**
 * A second numeric judge of derivative claims, for tests alone: nested arrays, central differences, its own random
 * numbers. It shares no code with `server/src/verify`, so that what both say is not the echo of one mistake.
 */
import type { Expr } from '../../server/src/expr/expr.ts';
import type { PosedFormula } from '../../server/src/analysis/posed-formula.ts';

/** Rows of numbers; a column has rows of length one, a number is 1 × 1. */
type Table = readonly (readonly number[])[];
type Scope = ReadonlyMap<string, Table>;

const table = (rows: number, columns: number, at: (i: number, j: number) => number): Table =>
  Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (_, j) => at(i, j)));
const number = (value: number): Table => [[value]];
const rowsOf = (a: Table): number => a.length;
const columnsOf = (a: Table): number => a[0]!.length;
const isNumber = (a: Table): boolean => rowsOf(a) === 1 && columnsOf(a) === 1;
const each = (a: Table, f: (x: number) => number): Table => a.map((row) => row.map(f));
const flip = (a: Table): Table => table(columnsOf(a), rowsOf(a), (i, j) => a[j]![i]!);

/** Shapes that do not fit: the answer is false. */
class Unfit extends Error {}
/** Something this judge has no row for: it says nothing. */
class Unknown extends Error {}

function both(a: Table, b: Table, f: (x: number, y: number) => number): Table {
  if (isNumber(a)) return each(b, (y) => f(a[0]![0]!, y));
  if (isNumber(b)) return each(a, (x) => f(x, b[0]![0]!));
  if (rowsOf(a) !== rowsOf(b) || columnsOf(a) !== columnsOf(b)) throw new Unfit('entrywise');
  return table(rowsOf(a), columnsOf(a), (i, j) => f(a[i]![j]!, b[i]![j]!));
}

function multiply(a: Table, b: Table): Table {
  if (isNumber(a) || isNumber(b)) return both(a, b, (x, y) => x * y);
  if (columnsOf(a) !== rowsOf(b)) throw new Unfit('product');
  return table(rowsOf(a), columnsOf(b), (i, j) => a[i]!.reduce((sum, x, k) => sum + x * b[k]![j]!, 0));
}

const eye = (n: number): Table => table(n, n, (i, j) => (i === j ? 1 : 0));

function determinant(a: Table): number {
  if (rowsOf(a) !== columnsOf(a)) throw new Unfit('det');
  const work = a.map((row) => [...row]);
  let result = 1;
  for (let c = 0; c < work.length; c++) {
    let best = c;
    for (let r = c; r < work.length; r++) if (Math.abs(work[r]![c]!) > Math.abs(work[best]![c]!)) best = r;
    if (best !== c) {
      [work[c], work[best]] = [work[best]!, work[c]!];
      result = -result;
    }
    result *= work[c]![c]!;
    for (let r = c + 1; r < work.length; r++) {
      const f = work[r]![c]! / work[c]![c]!;
      for (let k = c; k < work.length; k++) work[r]![k]! -= f * work[c]![k]!;
    }
  }
  return result;
}

/** By cofactors: slow, and nothing like elimination. */
function inverse(a: Table): Table {
  const n = rowsOf(a);
  if (n !== columnsOf(a)) throw new Unfit('inverse');
  const d = determinant(a);
  if (n === 1) return number(1 / d);
  const minor = (i: number, j: number): Table =>
    a.filter((_, r) => r !== i).map((row) => row.filter((_, c) => c !== j));
  return table(n, n, (i, j) => ((i + j) % 2 === 0 ? 1 : -1) * (determinant(minor(j, i)) / d));
}

const FUNCTIONS: Readonly<Record<string, (x: number) => number>> = {
  exp: Math.exp, log: Math.log, ln: Math.log, sin: Math.sin, cos: Math.cos, tan: Math.tan, cot: (x) => 1 / Math.tan(x), sqrt: Math.sqrt,
  sign: Math.sign, relu: (x) => Math.max(0, x), sigma: (x) => 1 / (1 + Math.exp(-x)),
}; // prettier-ignore

interface Setting {
  readonly formula: PosedFormula;
  /** The size of a constant I or 1 that only its neighbours tell. */
  readonly open: (expr: Expr) => number;
  readonly sizes: ReadonlyMap<string, number>;
}

function product(factors: readonly Table[]): Table {
  const numbers = factors.filter(isNumber);
  const arrays = factors.filter((it) => !isNumber(it));
  let result = arrays.length === 0 ? number(1) : bracket(arrays);
  for (const it of numbers) result = multiply(it, result);
  return result;
}

function bracket(list: readonly Table[]): Table {
  if (list.length === 1) return list[0]!;
  for (let cut = list.length - 1; cut > 0; cut--) {
    try {
      return multiply(bracket(list.slice(0, cut)), bracket(list.slice(cut)));
    } catch (fault) {
      if (!(fault instanceof Unfit)) throw fault;
    }
  }
  throw new Unfit('product');
}

function value(expr: Expr, scope: Scope, at: Setting): Table {
  const go = (it: Expr): Table => value(it, scope, at);
  switch (expr.kind) {
    case 'number':
      return number(expr.value);
    case 'symbol': {
      const known = scope.get(expr.key);
      if (known !== undefined) return known;
      const size = at.sizes.get(expr.key);
      if (size !== undefined) return number(size);
      if (expr.glyph.letter === 'I') return eye(sizeOf(expr, at) ?? at.open(expr));
      if (expr.glyph.letter === '1') return table(sizeOf(expr, at) ?? at.open(expr), 1, () => 1);
      throw new Unknown(expr.key);
    }
    case 'index': {
      const [item, second] = expr.items;
      if (expr.base.kind === 'symbol' && expr.base.glyph.letter === 'I' && item?.kind === 'at')
        return eye(go(item.expr)[0]![0]!);
      const base = go(expr.base);
      if (item?.kind !== 'at') throw new Unknown('index');
      const [i, j] = [go(item.expr)[0]![0]! - 1, second?.kind === 'at' ? go(second.expr)[0]![0]! - 1 : 0];
      const entry = base[i]?.[j];
      if (entry === undefined) throw new Unknown('index');
      return number(entry);
    }
    case 'call':
      if (expr.fn.kind === 'symbol' && expr.fn.key === '\\sigma') return each(go(expr.args[0]!), FUNCTIONS['sigma']!);
      if (expr.fn.kind === 'symbol' && (scope.has(expr.fn.key) || at.sizes.has(expr.fn.key)))
        return product([go(expr.fn), ...expr.args.map(go)]);
      throw new Unknown('call');
    case 'relation':
      return both(go(expr.sides[0]!), go(expr.sides[1]!), (x, y) => (x > y ? 1 : 0));
    case 'reduce': {
      const [index] = expr.bound;
      if (expr.op !== 'sum' || index === undefined || expr.bound.length > 1) throw new Unknown('reduce');
      const from = index.from === undefined ? 1 : go(index.from)[0]![0]!;
      const to = index.to === undefined ? Math.max(...[...scope.values()].map(rowsOf)) : go(index.to)[0]![0]!;
      let sum: Table | undefined;
      for (let i = from; i <= to; i++) {
        const term = value(expr.body, new Map([...scope, [index.key, number(i)]]), at);
        sum = sum === undefined ? term : both(sum, term, (x, y) => x + y);
      }
      return sum ?? number(0);
    }
    case 'apply':
      return applied(expr, go, scope);
    default:
      throw new Unknown(expr.kind);
  }
}

const sizeOf = (expr: Expr, at: Setting): number | undefined => {
  const shape = at.formula.shape(expr);
  const dim =
    shape.kind === 'matrix' || shape.kind === 'vector' ? shape.rows : shape.kind === 'row' ? shape.columns : undefined;
  return dim === undefined ? undefined : at.sizes.get(dim.key);
};

function applied(expr: Extract<Expr, { kind: 'apply' }>, go: (it: Expr) => Table, scope: Scope): Table {
  const first = expr.args[0]!;
  const one = (): Table => go(first);
  const two = (): readonly [Table, Table] => [go(first), go(expr.args[1]!)];
  switch (expr.op) {
    case 'sum':
      return expr.args
        .map(go)
        .map((it, i) => (expr.signs?.[i] === -1 ? each(it, (x) => -x) : it))
        .reduce((a, b) => both(a, b, (x, y) => x + y));
    case 'product': {
      const [head, ...rest] = expr.args;
      const [over, under] = head?.kind === 'apply' && head.op === 'divide' ? head.args : [];
      if (head !== undefined && over !== undefined && under !== undefined && over.span.start === head.span.start) {
        try {
          return product(expr.args.map(go));
        } catch (fault) {
          if (!(fault instanceof Unfit)) throw fault;
          return both(go(over), product([under, ...rest].map(go)), (x, y) => x / y);
        }
      }
      return product(expr.args.map(go));
    }
    case 'parentheses':
      return one();
    case 'transpose':
      return flip(one());
    case 'inverse':
      return inverse(one());
    case 'inverse-transpose':
      return flip(inverse(one()));
    case 'pseudo-inverse': {
      const a = one();
      return multiply(inverse(multiply(flip(a), a)), flip(a));
    }
    case 'trace': {
      const a = one();
      if (rowsOf(a) !== columnsOf(a)) throw new Unfit('trace');
      return number(a.reduce((sum, row, i) => sum + row[i]!, 0));
    }
    case 'determinant':
      return number(determinant(one()));
    case 'bars': {
      const a = one();
      return number(isNumber(a) ? Math.abs(a[0]![0]!) : determinant(a));
    }
    case 'norm': {
      const all = one().flat();
      return number(expr.name === '1' ? all.reduce((sum, x) => sum + Math.abs(x), 0) : Math.hypot(...all));
    }
    case 'hadamard':
      return expr.args.map(go).reduce((a, b) => both(a, b, (x, y) => x * y));
    case 'divide':
    case 'entrywise-divide':
      return both(...two(), (x, y) => x / y);
    case 'kronecker': {
      const [a, b] = two();
      const [m, n] = [rowsOf(b), columnsOf(b)];
      return table(
        rowsOf(a) * m,
        columnsOf(a) * n,
        (i, j) => a[Math.floor(i / m)]![Math.floor(j / n)]! * b[i % m]![j % n]!,
      );
    }
    case 'power':
    case 'entrywise-power': {
      if (first.kind === 'symbol' && first.key === 'e' && !scope.has('e')) return each(go(expr.args[1]!), Math.exp);
      const [a, b] = two();
      const k = b[0]![0]!;
      if (rowsOf(a) !== columnsOf(a) || isNumber(a) || expr.op !== 'power') return each(a, (x) => x ** k);
      let result = eye(rowsOf(a));
      for (let i = 0; i < Math.abs(k); i++) result = multiply(result, k < 0 ? inverse(a) : a);
      return result;
    }
    case 'diagonal': {
      const a = one();
      if (rowsOf(a) > 1 && columnsOf(a) > 1) return table(rowsOf(a), 1, (i) => a[i]![i]!);
      const list = a.flat();
      return table(list.length, list.length, (i, j) => (i === j ? list[i]! : 0));
    }
    case 'vectorise':
      return flip(one())
        .flat()
        .map((x) => [x]);
    case 'elementwise':
      return each(one(), FUNCTIONS[expr.name ?? ''] ?? (() => NaN));
    case 'softmax': {
      const powers = each(one(), Math.exp);
      const sum = powers.flat().reduce((x, y) => x + y, 0);
      return each(powers, (x) => x / sum);
    }
    default:
      throw new Unknown(expr.op);
  }
}

export interface Judged {
  readonly f: Expr;
  readonly variable: string;
  readonly order: number;
  readonly answer: Expr;
  readonly formula: PosedFormula;
  readonly values: Scope;
  readonly sizes: ReadonlyMap<string, number>;
  readonly denominator: boolean;
  readonly symmetric: boolean;
}

/** Whether the answer is the derivative at this point; undefined where this judge cannot compute it. */
export function judgement(question: Judged): boolean | undefined {
  const sizes = [...new Set(question.sizes.values())];
  const choices = [...new Set([...sizes, ...sizes.flatMap((a) => sizes.map((b) => a * b))])];
  // Constants whose size has to be guessed, by place; each may have its own.
  const places = new Set<number>();
  const open =
    (first: number, second: number) =>
    (expr: Expr): number => {
      places.add(expr.span.start);
      return [...places].indexOf(expr.span.start) === 0 ? first : second;
    };
  let computed = false;
  const known = new Map<string, readonly Table[]>();
  for (const first of choices) {
    for (const second of choices) {
      const found = judged(question, open(first, second), places, known);
      if (found === true) return true;
      if (found === false) computed = true;
      if (places.size < 2) break;
    }
    if (places.size === 0) break;
  }
  return computed ? false : undefined;
}

const NONE = 'f';

function judged(
  question: Judged,
  open: Setting['open'],
  places: ReadonlySet<number>,
  known: Map<string, readonly Table[]>,
): boolean | undefined {
  const at: Setting = { formula: question.formula, open, sizes: question.sizes };
  try {
    const answer = value(question.answer, question.values, at);
    if (!known.has(NONE)) {
      const before = places.size;
      const found = derivatives(question, at);
      // With constants of open size in f, the derivative is another one each time.
      if (places.size > before) return found.some((it) => near(it, answer));
      known.set(NONE, found);
    }
    const accepted = known.get(NONE) ?? [];
    return accepted.some((it) => near(it, answer));
  } catch (fault) {
    if (fault instanceof Unfit) return false;
    if (fault instanceof Unknown) return undefined;
    throw fault;
  }
}

const near = (a: Table, b: Table): boolean => {
  if (rowsOf(a) !== rowsOf(b) || columnsOf(a) !== columnsOf(b)) return false;
  const scale = Math.max(1e-3, ...a.flat().map(Math.abs), ...b.flat().map(Math.abs));
  return a.every((row, i) => row.every((x, j) => Math.abs(x - b[i]![j]!) < 2e-5 * scale));
};

/** The derivative in the layout asked for; for a symmetric variable also the other conventions. */
function derivatives({ f, variable, order, values, denominator, symmetric }: Judged, at: Setting): readonly Table[] {
  const x = values.get(variable)!;
  const [m, n] = [rowsOf(x), columnsOf(x)];
  const shifted = (steps: readonly (readonly [number, number])[]): Table =>
    value(
      f,
      new Map([
        ...values,
        [
          variable,
          table(m, n, (i, j) => x[i]![j]! + steps.reduce((sum, [k, h]) => sum + (k === i + j * m ? h : 0), 0)),
        ],
      ]),
      at,
    );
  const slope = (k: number): Table => {
    const difference = (h: number): Table => both(shifted([[k, h]]), shifted([[k, -h]]), (p, q) => (p - q) / (2 * h));
    return both(difference(1e-3), difference(5e-4), (p, q) => (4 * q - p) / 3);
  };
  if (order === 2) {
    const h = 1e-3;
    const mixed = (k: number, l: number): number => {
      const term = (p: number, q: number): number =>
        shifted([
          [k, p * h],
          [l, q * h],
        ])[0]![0]!;
      return (term(1, 1) - term(1, -1) - term(-1, 1) + term(-1, -1)) / (4 * h * h);
    };
    return [table(m * n, m * n, mixed)];
  }
  const of = shifted([]);
  const slopes = Array.from({ length: m * n }, (_, k) => slope(k));
  if (isNumber(of)) {
    const gradient = table(m, n, (i, j) => slopes[i + j * m]![0]![0]!);
    const turned = flip(gradient);
    const all = !symmetric
      ? [gradient]
      : [
          gradient,
          both(gradient, turned, (p, q) => (p + q) / 2),
          table(m, n, (i, j) => (i === j ? gradient[i]![j]! : gradient[i]![j]! + turned[i]![j]!)),
        ];
    return denominator ? all : all.map(flip);
  }
  if (m * n === 1) return [denominator ? slopes[0]! : flip(slopes[0]!), slopes[0]!];
  const lists = slopes.map((it) => flip(it).flat());
  const jacobian = table(lists[0]!.length, m * n, (i, k) => lists[k]![i]!);
  return [denominator ? flip(jacobian) : jacobian];
}

/** Random numbers of this judge's own: a linear congruence. */
export function drawn(seed: number): () => number {
  let state = seed * 2654435761 + 12345;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

/** A point that satisfies the conditions. */
export function point(
  names: readonly { key: string; rows: number; columns: number; conditions: readonly string[] }[],
  seed: number,
): Scope {
  const random = drawn(seed);
  return new Map(
    names.map(({ key, rows, columns, conditions }) => {
      const positive = conditions.some((it) => it.startsWith('positive entries'));
      const raw = table(rows, columns, () => (positive ? 0.2 + random() : 2 * random() - 1 + (random() - 0.5)));
      if (conditions.includes('positive definite')) {
        const gram = multiply(raw, flip(raw));
        return [
          key,
          both(
            each(gram, (x) => x / rows),
            eye(rows),
            (x, y) => x + y / 2,
          ),
        ] as const;
      }
      if (conditions.includes('symmetric')) return [key, both(raw, flip(raw), (x, y) => (x + y) / 2)] as const;
      return [key, raw] as const;
    }),
  );
}
