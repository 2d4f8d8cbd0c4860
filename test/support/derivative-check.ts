/** A derivative that was printed, against differences of the function itself, at random points that fulfil what is said. */
import { type Posed, pose } from '../../server/src/analysis/problem.ts';
import type { Expr } from '../../server/src/expr/expr.ts';
import { walk } from '../../server/src/expr/expr.ts';
import { isRelation } from '../../server/src/expr/statement.ts';
import { familyKey, memberKey } from '../../server/src/shape/declare.ts';
import { type Dim, named } from '../../server/src/shape/dim.ts';
import { constantOf } from '../../server/src/shape/constants.ts';
import { type Shape, UNKNOWN } from '../../server/src/shape/shape.ts';
import { evaluate, PLACES, type Scene } from './evaluate.ts';
import {
  add,
  distance,
  eigen,
  eye,
  isScalar,
  type M,
  matrix,
  multiply,
  scalar,
  scale,
  singular,
  subtract,
  transpose,
  vec,
} from './matrices.ts';

export interface Problem {
  readonly f: string;
  readonly wrt: string;
  readonly declare: readonly string[];
  readonly conditions: readonly string[];
  readonly order?: number;
  /** Of the differences: small where the function oscillates. */
  readonly width?: number;
  /** Of dimensions; others have sizes of their own. */
  readonly sizes?: Readonly<Record<string, number>>;
}

export type Layout = 'numerator' | 'denominator';

/** Numbers between −1 and 1, the same for the same seed. Source: mulberry32, public domain. */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (((t ^ (t >>> 14)) >>> 0) / 4294967296) * 2 - 1;
  };
}

const SIZES: Readonly<Record<string, number>> = { n: 4, m: 3, p: 2, q: 5, k: 3, d: 3, N: 4, K: 3, r: 2, s: 2, l: 2 };

interface Sampled {
  readonly values: Map<string, M>;
  readonly size: (dim: Dim) => number;
  readonly posed: Posed;
}

/** Random values for every name of the problem. */
export function sample(
  { f, wrt, declare, conditions, sizes }: Problem,
  seed: number,
  more: readonly string[] = [],
): Sampled {
  const posed = pose({ formulas: [f, wrt, ...more], declare, conditions });
  const next = random(seed);
  const extra = new Map<string, number>();
  const sizeOf = (name: string): number => {
    const known = sizes?.[name] ?? SIZES[name] ?? extra.get(name);
    if (known !== undefined) return known;
    extra.set(name, 2 + (extra.size % 4));
    return extra.get(name)!;
  };
  const size = (dim: Dim): number =>
    dim.terms.reduce((all, { coefficient, atoms }) => all + atoms.reduce((x, it) => x * sizeOf(it), coefficient), 0);
  const values = new Map<string, M>();
  const given = posed.formulas[0]!.statements.slice(1);
  for (const { expr } of given) {
    if (isRelation(expr) && expr.sides[0]?.kind === 'symbol' && expr.sides[1]?.kind === 'number')
      values.set(expr.sides[0].key, scalar(expr.sides[1].value));
  }
  const fill = (key: string, shape: Shape, known = key): void => {
    if (values.has(key)) return;
    const made = filled(shape, posed.conditions.get(known) ?? new Set(), size, next, SIZES[key]);
    if (made !== undefined) values.set(key, made);
  };
  for (const formula of posed.formulas) {
    for (const { expr } of formula.statements) {
      const bound = new Set<string>();
      const functions = new Set<Expr>();
      walk(expr, (it) => {
        if (it.kind === 'reduce') for (const x of it.bound) bound.add(x.key);
        if (it.kind === 'call' && it.fn.kind === 'symbol' && !formula.declared(it.fn.key)) functions.add(it.fn);
        if (it.kind !== 'index' || it.base.kind !== 'symbol' || !SPECTRA.test(it.base.key)) return;
        if (!formula.declared(it.base.key) && !formula.declared(familyKey(it.base.key))) functions.add(it).add(it.base);
      });
      walk(expr, (it) => {
        if (functions.has(it) || (it.kind === 'symbol' && SPECTRAL.test(it.key))) return;
        if (it.kind === 'index' && it.base.kind === 'symbol' && it.base.key === 'K') return;
        if (it.kind === 'symbol' && it.key === 'K' && !formula.declared('K')) return;
        if (it.kind === 'index' && it.base.kind === 'symbol' && !constantOf(it.base)) {
          // What is declared as `W_i` is no matrix of its own.
          const family = familyKey(it.base.key);
          const isFamily = formula.declared(family);
          const base = isFamily ? UNKNOWN : formula.shapeOfName(it.base.key);
          if (base.kind === 'vector' || base.kind === 'row' || base.kind === 'matrix') {
            fill(it.base.key, base);
            return;
          }
          const shape = isFamily ? formula.shapeOfName(family) : formula.shape(it);
          const summed = it.items.some((x) => x.kind === 'at' && x.expr.kind === 'symbol' && bound.has(x.expr.key));
          if (!summed)
            fill(
              formula.text.slice(it.span.start, it.span.end).replaceAll(/\s+/g, ''),
              shape,
              memberKey(it.base.key, it.items),
            );
          else for (let n = 0; n < 7; n++) fill(`${it.base.key}[${String(n)}]`, shape);
        } else if (
          it.kind === 'symbol' &&
          !bound.has(it.key) &&
          (formula.declared(it.key) || (constantOf(it) === undefined && it.key !== 'e' && it.key !== '\\pi'))
        ) {
          fill(
            it.key,
            formula.shapeOfName(it.key).kind === 'unknown' ? formula.shape(it) : formula.shapeOfName(it.key),
          );
        }
      });
    }
  }
  return { values, size, posed };
}

const SPECTRA = /^\\(lambda|sigma)$/;
const SPECTRAL = /^\\(lambda|sigma)_(max|min)$/;

function filled(
  shape: Shape,
  said: ReadonlySet<string>,
  size: (dim: Dim) => number,
  next: () => number,
  named: number | undefined,
): M | undefined {
  const positive = said.has('positive entries');
  const draw = (): number => (positive ? 0.6 + 0.5 * next() : next());
  switch (shape.kind) {
    case 'scalar':
      return scalar(named ?? (said.has('integer') ? 3 : positive ? draw() : draw() + 0.3));
    case 'vector': {
      const v = matrix(size(shape.rows), 1, draw);
      return said.has('unit') ? scale(v, 1 / Math.hypot(...v.entries)) : v;
    }
    case 'row':
      return matrix(1, size(shape.columns), draw);
    case 'matrix': {
      const [m, n] = [size(shape.rows), size(shape.columns)];
      const a = matrix(m, n, draw);
      if (said.has('diagonal')) return matrix(m, n, (i, j) => (i === j ? 0.8 + 0.5 * next() : 0));
      if (said.has('positive definite') || said.has('positive semidefinite'))
        return add(multiply(a, transpose(a)), scale(eye(m), 0.5));
      if (said.has('skew-symmetric')) return subtract(a, transpose(a));
      if (said.has('symmetric')) return scale(add(a, transpose(a)), 0.5);
      if (said.has('orthogonal')) return eigen(add(a, transpose(a))).vectors;
      if (said.has('orthonormal')) return singular(a).u;
      if (said.has('upper triangular'))
        return matrix(m, n, (i, j) => (i < j ? draw() : i === j ? 1 + 0.3 * next() : 0));
      if (said.has('lower triangular'))
        return matrix(m, n, (i, j) => (i > j ? draw() : i === j ? 1 + 0.3 * next() : 0));
      return positive || m !== n ? a : add(a, scale(eye(m), 1.5));
    }
    default:
      return undefined;
  }
}

interface Slopes {
  readonly f: M;
  readonly x: M;
  /** The derivative of f by each entry of the variable, row by row. */
  readonly columns: readonly M[];
  readonly at: (values: ReadonlyMap<string, M>) => M;
  readonly key: string;
}

function slopesOf(problem: Problem, sampled: Sampled, ofMatrix = false): Slopes {
  const [formula, variable] = sampled.posed.formulas;
  const first = formula!.statements[0]!.expr;
  const expr = isRelation(first) ? first.sides[0]! : first;
  const x = variable!.statements[0]!.expr;
  // By σ²: the slope by σ over that of σ².
  const [base, exponent] = x.kind === 'apply' && x.op === 'power' ? x.args : [x, undefined];
  const key = base?.kind === 'symbol' ? base.key : variable!.text.replaceAll(/\s+/g, '');
  const power = exponent?.kind === 'number' ? exponent.value : 1;
  const at = (values: ReadonlyMap<string, M>): M =>
    evaluate(expr, {
      text: formula!.text,
      shape: formula!.shape,
      shapeOfName: formula!.shapeOfName,
      size: sampled.size,
      values: new Map([...sizesAsNumbers(formula!.text, sampled), ...values]),
      letters: new Map(),
      functionsOfMatrices: ofMatrix,
    });
  const x0 = sampled.values.get(key);
  if (x0 === undefined) {
    const { whole, n } = pickedOf(x, sampled);
    const start = sampled.values.get(whole)!;
    const slope = stencil((h) => at(new Map([...sampled.values, [whole, moved(start, n, h)]])), problem.width ?? 1e-2);
    return { f: at(sampled.values), x: scalar(start.entries[n]!), columns: [slope], at, key };
  }
  const columns = x0.entries.map((_, n) =>
    scale(
      stencil((h) => at(new Map([...sampled.values, [key, moved(x0, n, h)]])), problem.width ?? 1e-2),
      power === 1 ? 1 : 1 / (power * x0.entries[0]! ** (power - 1)),
    ),
  );
  return { f: at(sampled.values), x: x0, columns, at, key };
}

/** The entry that `x_1`, `X_{ij}` or `X_{12}` is: of which name, and where in it. */
function pickedOf(x: Expr, { values }: Sampled): { readonly whole: string; readonly n: number } {
  if (x.kind !== 'index' || x.base.kind !== 'symbol') throw new Error('no variable to vary');
  const places = x.items.flatMap((it) => {
    if (it.kind !== 'at') return [];
    if (it.expr.kind === 'symbol') return [PLACES[it.expr.key]!];
    return it.expr.kind === 'number' ? [...String(it.expr.value)].map(Number) : [];
  });
  const { columns } = values.get(x.base.key)!;
  return { whole: x.base.key, n: places.reduce((all, it) => all * columns + it - 1, 0) };
}

/** The derivative by differences, laid out as a layout says. */
export function differences(problem: Problem, sampled: Sampled, layout: Layout, ofMatrix = false): M {
  const { f, x: start, columns, at, key } = slopesOf(problem, sampled, ofMatrix);
  const order = problem.order ?? 1;
  if (order === 1) return laidOut(f, start, columns, layout);
  // Second derivatives of a number: differences of differences.
  const gradient = (values: ReadonlyMap<string, M>, n: number): M =>
    stencil((h) => at(new Map([...values, [key, moved(values.get(key)!, n, h)]])), 2e-2);
  const count = start.entries.length;
  const order2 = vecOrder(start);
  const second = order2.map((n) =>
    order2.map(
      (k) => stencil((h) => gradient(new Map([...sampled.values, [key, moved(start, k, h)]]), n), 2e-2).entries[0]!,
    ),
  );
  return matrix(count, count, (i, j) => second[i]![j]!);
}

/** Central differences of three widths, extrapolated. */
function stencil(f: (h: number) => M, h: number): M {
  const central = (w: number): M => scale(subtract(f(w), f(-w)), 1 / (2 * w));
  const [a, b, c] = [central(h), central(h / 2), central(h / 4)];
  const [ab, bc] = [scale(subtract(scale(b, 4), a), 1 / 3), scale(subtract(scale(c, 4), b), 1 / 3)];
  return scale(subtract(scale(bc, 16), ab), 1 / 15);
}

const moved = (a: M, n: number, h: number): M => ({ ...a, entries: a.entries.map((x, i) => (i === n ? x + h : x)) });

/** Positions of a matrix's entries in the order of vec. */
const vecOrder = (a: M): number[] =>
  Array.from({ length: a.entries.length }, (_, n) => (n % a.rows) * a.columns + Math.floor(n / a.rows));

function laidOut(f: M, x: M, columns: readonly M[], layout: Layout): M {
  const vector = (a: M): boolean => a.columns === 1 || a.rows === 1;
  if (isScalar(x)) {
    if (vector(f) && !isScalar(f)) return layout === 'denominator' ? transpose(columns[0]!) : columns[0]!;
    return columns[0]!;
  }
  if (isScalar(f)) {
    const gradient: M = { ...x, entries: columns.map((it) => it.entries[0]!) };
    return layout === 'numerator' ? transpose(gradient) : gradient;
  }
  const order = vecOrder(x);
  const images = order.map((n) => vec(columns[n]!));
  const jacobian = matrix(f.entries.length, order.length, (i, j) => images[j]!.entries[i]!);
  return layout === 'numerator' ? jacobian : transpose(jacobian);
}

/** The value of TeX at the sampled point. */
export function valueOf(
  latex: string,
  problem: Problem,
  sampled: Sampled,
  more: ReadonlyMap<string, M> = new Map(),
  ofMatrix = false,
  letters: ReadonlyMap<string, number> = new Map(),
): M {
  const posed = pose({ formulas: [latex, problem.f], declare: problem.declare, conditions: problem.conditions });
  const [formula] = posed.formulas;
  const expr: Expr = formula!.statements[0]!.expr;
  const scene: Scene = {
    text: latex,
    shape: formula!.shape,
    shapeOfName: formula!.shapeOfName,
    size: sampled.size,
    values: new Map([...sizesAsNumbers(latex, sampled), ...sampled.values, ...more]),
    letters,
    functionsOfMatrices: ofMatrix,
  };
  return evaluate(expr, scene);
}

/** `n` as a number where a formula uses it so. */
const sizesAsNumbers = (latex: string, { values, size }: Sampled): [string, M][] =>
  [...new Set(latex.match(/[a-zA-Z]/g) ?? [])]
    .filter((it) => it !== 'K' && SIZES[it] !== undefined && !values.has(it))
    .map((it) => [it, scalar(size(named(it)))]);

interface Letter {
  readonly of?: { readonly free: readonly { readonly dim: Dim }[] };
  readonly latex: string;
  readonly text: string;
  readonly name: string;
}

/** What the letters of a decomposition stand for, from what is said of them: `$U$: the left factor … of $AX$ …`. */
function decomposed(where: readonly Letter[], problem: Problem, sampled: Sampled): ReadonlyMap<string, M> {
  const found = new Map<string, M>();
  const column = (a: M, j: number): M => matrix(a.rows, 1, (i) => a.entries[i * a.columns + j]!);
  for (const { latex, text, name, of: whole } of where) {
    const unit = /^unit (.+)$/.exec(name)?.[1];
    if (unit !== undefined) {
      const place = /^\d+$/.test(unit) ? Number(unit) : (PLACES[unit] ?? 1);
      found.set(
        latex,
        matrix(sampled.size(whole!.free[0]!.dim), 1, (i) => Number(i === place - 1)),
      );
      continue;
    }
    const of = valueOf(text.split('$')[3] ?? '', problem, sampled);
    const all = name.includes('all');
    const { u, v, values } = singular(of);
    const place = name.endsWith('last') ? values.length - 1 : 0;
    if (name.startsWith('left-singular')) found.set(latex, all ? u : column(u, place));
    else if (name.startsWith('right-singular')) found.set(latex, all ? v : column(v, place));
    else found.set(latex, column(eigen(of).vectors, name.endsWith('min') ? of.columns - 1 : 0));
  }
  return found;
}

/**
 * The entries of a derivative in index notation, at a random point: the largest relative error. Its letters stand for the
 * indices of f, then those of the variable.
 */
export function indexError(
  latex: string,
  places: readonly string[],
  problem: Problem,
  where: readonly Letter[] = [],
): number {
  const sampled = sample(problem, 1, [latex]);
  const more = decomposed(where, problem, sampled);
  const { f, x, columns } = slopesOf(problem, sampled);
  const sizes = [...sidesOf(f), ...sidesOf(x)];
  if (sizes.length !== places.length) return Infinity;
  const count = sizes.reduce((a, b) => a * b, 1);
  let [error, size] = [0, 1e-3];
  for (let n = 0; n < count; n++) {
    const digits: number[] = [];
    let rest = n;
    for (const it of sizes.toReversed()) {
      digits.unshift(rest % it);
      rest = Math.floor(rest / it);
    }
    const letters = new Map(places.map((it, k) => [it, digits[k]! + 1] as const));
    const value = valueOf(latex, problem, sampled, more, false, letters).entries[0]!;
    const own = sidesOf(f).length;
    const at = (list: readonly number[], sides: readonly number[]): number =>
      list.reduce((all, d, k) => all * sides[k]! + d, 0);
    const slope = columns[at(digits.slice(own), sidesOf(x))]!.entries[at(digits.slice(0, own), sidesOf(f))]!;
    error = Math.max(error, Math.abs(value - slope));
    size = Math.max(size, Math.abs(slope));
  }
  return error / size;
}

const sidesOf = (a: M): readonly number[] =>
  isScalar(a) ? [] : a.columns === 1 ? [a.rows] : a.rows === 1 ? [a.columns] : [a.rows, a.columns];

/** Whether printed TeX is the derivative, at two random points: the largest relative error of either. */
export function errorOf(
  latex: string,
  problem: Problem,
  layout: Layout,
  where: readonly Letter[] = [],
  ofMatrix = false,
): number {
  return Math.max(
    ...[1, 2].map((seed) => {
      const sampled = sample(problem, seed, [latex]);
      const value = valueOf(latex, problem, sampled, decomposed(where, problem, sampled), ofMatrix);
      return distance(differences(problem, sampled, layout, ofMatrix), value);
    }),
  );
}

/** A gradient by a matrix with a structure under one of the published conventions, at a random point. */
export function conventionsError(
  { name, latex }: { readonly name: string; readonly latex: string },
  problem: Problem,
  where: readonly Letter[] = [],
  ofMatrix = false,
): number {
  const sampled = sample(problem, 1, [latex]);
  const value = valueOf(latex, problem, sampled, decomposed(where, problem, sampled), ofMatrix);
  const free = differences(problem, sampled, 'denominator', ofMatrix);
  const both = add(free, transpose(free));
  const onDiagonal = matrix(free.rows, free.columns, (i, j) => (i === j ? free.entries[i * free.columns + j]! : 0));
  const expected = name.startsWith('symmetric part')
    ? scale(both, 0.5)
    : name.includes('diagonal matrices')
      ? onDiagonal
      : name.includes('skew')
        ? scale(subtract(free, transpose(free)), 0.5)
        : subtract(both, onDiagonal);
  return distance(expected, value);
}
