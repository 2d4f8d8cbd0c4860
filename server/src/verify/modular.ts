/**
 * The integers modulo a prime below 2²⁶, each by the member of its class nearest zero, so that several products add up
 * exactly in a double, with nilpotent parts: part `s` of a number is the coefficient of the product of those ε whose bit
 * is set in `s`, and ε² = 0. A derivative is read off after ordinary arithmetic, elimination included; no rule about
 * derivatives is used.
 *
 * In each part lie the samples one after the other, in each of these its lanes, in each lane its entries.
 */
import { blank, copied, identityInto, swapRows, zeros } from './rows.ts';
import { type Parts, systemOf } from './samples.ts';
import { Stop } from './stop.ts';

export const PRIME = 67_108_859;

/**
 * Of a whole number below 2⁵³, of either sign, the one nearest zero that leaves the same rest; where two are as near but
 * for one, either. What the prime divides is 0.
 */
const reduce = (x: number): number => x - Math.floor(x * (1 / PRIME) + 0.5) * PRIME;

function inverseOf(x: number): number {
  const nearest = reduce(x);
  if (nearest === 0) throw new Stop('domain', 'division by zero');
  let [a, b, u, v] = [nearest < 0 ? nearest + PRIME : nearest, PRIME, 1, 0];
  while (a !== 0) {
    const quotient = Math.floor(b / a);
    [b, a] = [a, b - quotient * a];
    [v, u] = [u, v - quotient * u];
  }
  return reduce(v);
}

/** Literal numbers are decimal fractions. */
function constant(value: number): number {
  for (const denominator of [1, 2, 3, 6, 10, 100, 1000, 1e4, 1e5, 1e6]) {
    const numerator = value * denominator;
    const whole = Math.round(numerator);
    if (Math.abs(numerator - whole) > 1e-9 * Math.max(1, Math.abs(numerator)) || Math.abs(whole) > 2 ** 52) continue;
    return reduce(reduce(whole) * inverseOf(denominator));
  }
  throw new Stop('irrational', String(value));
}

/** How often a part repeats its value in each of p samples: once, or in each lane of the outermost derivative. */
const lanesOf = (part: Float64Array, size: number, p: number): number => part.length / (size * p);

/** Where the entries of a part lie: how far apart samples, lanes and entries are, 0 where one stands for all. */
interface Steps {
  readonly sample: number;
  readonly lane: number;
  readonly entry: 0 | 1;
}

function stepsOf(part: Float64Array, size: number, p: number): Steps {
  const lanes = lanesOf(part, size, p);
  return { sample: p === 1 ? 0 : lanes * size, lane: lanes === 1 ? 0 : size, entry: size === 1 ? 0 : 1 };
}

function add(a: Parts, b: Parts, sign: 1 | -1, p: number, q: number): Parts {
  const m = a[0]!.length / p;
  const n = b[0]!.length / q;
  const size = Math.max(m, n);
  const samples = Math.max(p, q);
  const out: Float64Array[] = [];
  for (let s = 0; s < Math.max(a.length, b.length); s++) {
    const x = a[s];
    const y = b[s];
    if (x !== undefined && y !== undefined && m === n && p === q && x.length === y.length) {
      const data = blank(x.length);
      for (let i = 0; i < data.length; i++) data[i] = reduce(x[i]! + sign * y[i]!);
      out.push(data);
      continue;
    }
    const lanes = Math.max(x === undefined ? 1 : lanesOf(x, m, p), y === undefined ? 1 : lanesOf(y, n, q));
    const data = zeros(samples * lanes * size);
    if (x !== undefined) addPart(x, m, p, data, size, samples, 1);
    if (y !== undefined) addPart(y, n, q, data, size, samples, sign);
    out.push(data);
  }
  return out;
}

/** Adds a part to one with at least as many samples, lanes and entries. */
function addPart(
  x: Float64Array,
  length: number,
  p: number,
  to: Float64Array,
  size: number,
  samples: number,
  sign: 1 | -1,
): void {
  if (x.length === to.length) {
    for (let i = 0; i < x.length; i++) to[i] = reduce(to[i]! + sign * x[i]!);
    return;
  }
  const lanes = lanesOf(to, size, samples);
  const { sample, lane, entry } = stepsOf(x, length, p);
  for (let s = 0, at = 0; s < samples; s++)
    for (let l = 0; l < lanes; l++)
      for (let i = 0, from = s * sample + l * lane; i < size; i++, at++, from += entry)
        to[at] = reduce(to[at]! + sign * x[from]!);
}

const MOST_PARTS = 64;

/** Which parts of the operands make which part of a product. */
const pairs = new Map<number, readonly (readonly [number, number, number])[]>();
function pairsOf(a: number, b: number): readonly (readonly [number, number, number])[] {
  const key = a * MOST_PARTS + b;
  let found = pairs.get(key);
  if (found === undefined) {
    const list: [number, number, number][] = [];
    for (let s = 0; s < a; s++) for (let t = 0; t < b; t++) if ((s & t) === 0) list.push([s, t, s | t]);
    pairs.set(key, (found = list));
  }
  return found;
}

/**
 * Zeros for each part of a product, in as many lanes as the parts that make it have.
 * @param m of the left operand in one lane, n of the right
 */
function partsFor(a: Parts, m: number, p: number, b: Parts, n: number, q: number, size: number): Float64Array[] {
  const lanes = new Array<number>(Math.max(a.length, b.length)).fill(1);
  for (const it of pairsOf(a.length, b.length))
    lanes[it[2]] = Math.max(lanes[it[2]]!, lanesOf(a[it[0]]!, m, p), lanesOf(b[it[1]]!, n, q));
  const samples = Math.max(p, q);
  return lanes.map((it) => zeros(samples * it * size));
}

function times(a: Parts, b: Parts, p: number, q: number): Parts {
  const m = a[0]!.length / p;
  const n = b[0]!.length / q;
  const size = Math.max(m, n);
  const out = partsFor(a, m, p, b, n, q, size);
  for (const it of pairsOf(a.length, b.length)) addTimes(a[it[0]]!, m, p, b[it[1]]!, n, q, out[it[2]]!, size);
  return out;
}

/** z += x y entry by entry, in every lane; a number stands for all entries. */
function addTimes(
  x: Float64Array,
  m: number,
  p: number,
  y: Float64Array,
  n: number,
  q: number,
  z: Float64Array,
  size: number,
): void {
  if (x.length === z.length && y.length === z.length) {
    for (let i = 0; i < z.length; i++) z[i] = reduce(z[i]! + x[i]! * y[i]!);
    return;
  }
  const samples = Math.max(p, q);
  const lanes = lanesOf(z, size, samples);
  const stepX = stepsOf(x, m, p);
  const stepY = stepsOf(y, n, q);
  const entryX = stepX.entry;
  const entryY = stepY.entry;
  for (let s = 0, at = 0; s < samples; s++)
    for (let l = 0; l < lanes; l++) {
      let fromX = s * stepX.sample + l * stepX.lane;
      let fromY = s * stepY.sample + l * stepY.lane;
      for (let i = 0; i < size; i++, at++, fromX += entryX, fromY += entryY)
        z[at] = reduce(z[at]! + x[fromX]! * y[fromY]!);
    }
}

/** As many products, each below 2⁵⁰, add up exactly to one that is reduced. */
const MOST_PRODUCTS = 7;

function product(a: Parts, b: Parts, m: number, k: number, n: number, p: number, q: number): Parts {
  const out = partsFor(a, m * k, p, b, k * n, q, m * n);
  for (const it of pairsOf(a.length, b.length)) addProduct(a[it[0]]!, p, b[it[1]]!, q, out[it[2]]!, m, k, n);
  return out;
}

function reduceAll(part: Float64Array, start: number, size: number): void {
  for (let i = start; i < start + size; i++) part[i] = reduce(part[i]!);
}

/** z += x y in every lane, for x of m × k and y of k × n. */
function addProduct(
  x: Float64Array,
  p: number,
  y: Float64Array,
  q: number,
  z: Float64Array,
  m: number,
  k: number,
  n: number,
): void {
  const samples = Math.max(p, q);
  const lanes = lanesOf(z, m * n, samples);
  const stepX = stepsOf(x, m * k, p);
  const stepY = stepsOf(y, k * n, q);
  // Lanes of the left operand lie below each other like rows of one matrix.
  const isOne = stepY.lane === 0 && (stepX.lane > 0 || lanes === 1);
  const rows = isOne ? lanes * m : m;
  for (let s = 0, start = 0; s < samples; s++)
    for (let lane = 0; lane < (isOne ? 1 : lanes); lane++, start += rows * n) {
      const fromX = s * stepX.sample + lane * stepX.lane;
      const fromY = s * stepY.sample + lane * stepY.lane;
      if (stepY.lane > 0) addToLane(x, fromX, y, fromY, z, start, m, k, n);
      else addRows(x, fromX, y, fromY, z, start, rows, k, n);
    }
}

/** Row by row. What moves one entry leaves most rows of x empty. */
function addRows(
  x: Float64Array,
  fromX: number,
  y: Float64Array,
  fromY: number,
  z: Float64Array,
  start: number,
  rows: number,
  k: number,
  n: number,
): void {
  for (let i = 0, at = fromX, to = start; i < rows; i++, to += n) {
    let added = 0;
    for (let l = 0, from = fromY; l < k; l++, at++, from += n) {
      const left = x[at]!;
      if (left === 0) continue;
      if (++added % MOST_PRODUCTS === 0) reduceAll(z, to, n);
      for (let j = 0; j < n; j++) z[to + j]! += left * y[from + j]!;
    }
    if (added > 0) reduceAll(z, to, n);
  }
}

/** In one lane of y, of which most entries may be zero as well. */
function addToLane(
  x: Float64Array,
  fromX: number,
  y: Float64Array,
  fromY: number,
  z: Float64Array,
  start: number,
  m: number,
  k: number,
  n: number,
): void {
  const end = start + m * n;
  for (let j = 0; j < n; j++) {
    let added = 0;
    for (let l = 0, from = fromY + j; l < k; l++, from += n) {
      const right = y[from]!;
      if (right === 0) continue;
      if (++added % MOST_PRODUCTS === 0) for (let to = start + j; to < end; to += n) z[to] = reduce(z[to]!);
      for (let at = fromX + l, to = start + j; to < end; at += k, to += n) z[to]! += x[at]! * right;
    }
    if (added > 0) for (let to = start + j; to < end; to += n) z[to] = reduce(z[to]!);
  }
}

/**
 * The parts of X with AX = B: X_s is A₀⁻¹(B_s − Σ A_t X_u), over the t, not empty, and u that make s.
 * @param width of a part of A in one lane, size of one of X
 * @param inverse of A₀ in each of its p samples
 * @param addTo adds the product of x, of A's size in p samples, and y, of X's size in as many as all, to z
 */
function solvedBy(
  a: Parts,
  width: number,
  p: number,
  b: Parts,
  size: number,
  q: number,
  inverse: Float64Array,
  addTo: (x: Float64Array, y: Float64Array, z: Float64Array, samples: number) => void,
): Parts {
  const samples = Math.max(p, q);
  const out: Float64Array[] = [];
  for (let s = 0; s < Math.max(a.length, b.length); s++) {
    const right = b[s];
    const factors: (readonly [Float64Array, Float64Array])[] = [];
    let lanes = right === undefined ? 1 : lanesOf(right, size, q);
    for (let t = 1; t < a.length; t++) {
      if ((t & s) !== t) continue;
      const x = a[t]!;
      const y = out[s & ~t]!;
      factors.push([x, y]);
      lanes = Math.max(lanes, lanesOf(x, width, p), lanesOf(y, size, samples));
    }
    const rest = zeros(samples * lanes * size);
    for (const it of factors) addTo(it[0], it[1], rest, samples);
    for (let i = 0; i < rest.length; i++) rest[i] = -rest[i]!;
    if (right !== undefined) addPart(right, size, q, rest, size, samples, 1);
    const found = zeros(rest.length);
    addTo(inverse, rest, found, samples);
    out.push(found);
  }
  return out;
}

function reciprocal(b: Parts, p: number): Parts {
  const size = b[0]!.length / p;
  const one = [new Float64Array(size).fill(1)];
  return solvedBy(b, size, p, one, size, 1, b[0]!.map(inverseOf), (x, y, z, samples) =>
    addTimes(x, size, p, y, size, samples, z, size),
  );
}

const over = (a: Parts, b: Parts, p: number, q: number): Parts => times(a, reciprocal(b, q), p, q);

function solve(a: Parts, b: Parts, n: number, m: number, p: number, q: number): Parts {
  return solvedBy(a, n * n, p, b, n * m, q, inverses(a[0]!, n), (x, y, z, samples) =>
    addProduct(x, p, y, samples, z, n, n, m),
  );
}

/** By Gauss and Jordan, of matrices one after the other. */
function inverses(matrices: Float64Array, n: number): Float64Array {
  const a = copied(matrices);
  const b = blank(a.length);
  for (let start = 0; start < a.length; start += n * n) {
    identityInto(b, n, start);
    for (let c = 0; c < n; c++) {
      const pivot = pivotOf(a, n, c, start);
      if (pivot === n) throw new Stop('domain', 'singular');
      const row = start + c * n;
      const scale = inverseOf(a[start + pivot * n + c]!);
      swapRows(a, n, pivot, c, start);
      swapRows(b, n, pivot, c, start);
      for (let j = row; j < row + n; j++) {
        a[j] = reduce(a[j]! * scale);
        b[j] = reduce(b[j]! * scale);
      }
      for (let r = 0; r < n; r++) {
        const to = start + r * n;
        const factor = r === c ? 0 : a[to + c]!;
        if (factor === 0) continue;
        // What stands left of the pivot is done with.
        for (let j = c; j < n; j++) a[to + j] = reduce(a[to + j]! - factor * a[row + j]!);
        for (let j = 0; j < n; j++) b[to + j] = reduce(b[to + j]! - factor * b[row + j]!);
      }
    }
  }
  return b;
}

/** The first row from the diagonal down that has no zero in a column; n where there is none. */
function pivotOf(a: Float64Array, n: number, column: number, start: number): number {
  let row = column;
  while (row < n && a[start + row * n + column] === 0) row++;
  return row;
}

/**
 * The parts with the last ε are those of A′ in A + εA′: the determinant is det A · det(I + εA⁻¹A′), and of the last only
 * 1 + ε tr A⁻¹A′ is left, for all other terms have an ε².
 */
function determinant(a: Parts, n: number, p: number): Parts {
  if (a.length === 1) {
    const work = copied(a[0]!);
    const found = blank(p);
    for (let s = 0; s < p; s++) found[s] = determinantOf(work, n, s * n * n);
    return [found];
  }
  const still = a.slice(0, a.length / 2);
  const real = determinant(still, n, p);
  const turned = solve(still, a.slice(a.length / 2), n, n, p, p);
  const slopes = times(
    real,
    turned.map((part) => traces(part, n)),
    p,
    p,
  );
  return [...real, ...slopes];
}

/** The trace of each lane. */
function traces(part: Float64Array, n: number): Float64Array {
  const sums = zeros(part.length / (n * n));
  for (let lane = 0; lane < sums.length; lane++)
    for (let i = 0; i < n; i++) sums[lane] = reduce(sums[lane]! + part[lane * n * n + i * (n + 1)]!);
  return sums;
}

/** By Gaussian elimination, in place. */
function determinantOf(a: Float64Array, n: number, start: number): number {
  let result = 1;
  for (let c = 0; c < n; c++) {
    const pivot = pivotOf(a, n, c, start);
    if (pivot === n) return 0;
    swapRows(a, n, pivot, c, start);
    const row = start + c * n;
    const value = a[row + c]!;
    result = reduce((pivot === c ? value : -value) * result);
    const scale = inverseOf(value);
    for (let r = c + 1; r < n; r++) {
      const to = start + r * n;
      const factor = reduce(a[to + c]! * scale);
      if (factor !== 0) for (let j = c; j < n; j++) a[to + j] = reduce(a[to + j]! - factor * a[row + j]!);
    }
  }
  return result;
}

function power(a: Parts, exponent: number, p: number): Parts {
  if (!Number.isInteger(exponent) || Math.abs(exponent) > 64) throw new Stop('irrational', 'a root');
  if (exponent === 0) return [blank(a[0]!.length).fill(1)];
  let result = a;
  for (let i = 1; i < Math.abs(exponent); i++) result = times(result, a, p, p);
  return exponent < 0 ? reciprocal(result, p) : result;
}

const irrational = (name: string): never => {
  throw new Stop('irrational', name);
};

export const modular = systemOf({
  kind: 'modular',
  constant,
  add,
  times,
  over,
  product,
  solve,
  determinant,
  apply: irrational,
  power,
  below: () => irrational('<'),
});
