/**
 * The integers modulo a prime below 2²⁶, each by the member of its class nearest zero, so that several products add up
 * exactly in a double, with nilpotent parts: part `s` of a number is the coefficient of the product of those ε whose bit is set in `s`, and ε² = 0. A derivative is read off
 * after ordinary arithmetic, elimination included; no rule about derivatives is used.
 */
import { copied, identityEntries, isZero, swapRows, zeros } from './rows.ts';
import { forSamples, type Parts } from './samples.ts';
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

/** How often a part repeats its value: once, or in each lane of the outermost derivative. */
const lanesOf = (part: Float64Array, size: number): number => part.length / size;

function add(a: Parts, b: Parts, sign: 1 | -1): Parts {
  const [m, n] = [a[0]!.length, b[0]!.length];
  const size = Math.max(m, n);
  const out: Float64Array[] = [];
  for (let s = 0; s < Math.max(a.length, b.length); s++) {
    const [x, y] = [a[s], b[s]];
    const lanes = Math.max(x === undefined ? 1 : lanesOf(x, m), y === undefined ? 1 : lanesOf(y, n));
    const data = zeros(lanes * size);
    if (x !== undefined) addLanes(x, m, data, size, lanes, 1);
    if (y !== undefined) addLanes(y, n, data, size, lanes, sign);
    out.push(data);
  }
  return out;
}

/** Adds a part to one with at least as many lanes and entries. */
function addLanes(x: Float64Array, m: number, to: Float64Array, size: number, lanes: number, sign: 1 | -1): void {
  const isRepeated = lanesOf(x, m) === 1;
  for (let lane = 0; lane < lanes; lane++) {
    const [start, from] = [lane * size, isRepeated ? 0 : lane * m];
    for (let i = 0; i < size; i++) to[start + i] = reduce(to[start + i]! + sign * x[m === 1 ? from : from + i]!);
  }
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

/** Zeros for each part of a product, in as many lanes as the parts that make it have. */
function blank(a: Parts, b: Parts, size: number): Float64Array[] {
  const lanes = new Array<number>(Math.max(a.length, b.length)).fill(1);
  for (const [s, t, to] of pairsOf(a.length, b.length))
    lanes[to] = Math.max(lanes[to]!, lanesOf(a[s]!, a[0]!.length), lanesOf(b[t]!, b[0]!.length));
  return lanes.map((it) => zeros(it * size));
}

function times(a: Parts, b: Parts): Parts {
  const [m, n] = [a[0]!.length, b[0]!.length];
  const size = Math.max(m, n);
  const out = blank(a, b, size);
  for (const [s, t, to] of pairsOf(a.length, b.length)) addTimes(a[s]!, m, b[t]!, n, out[to]!, size);
  return out;
}

/** z += x y entry by entry, in every lane; a number stands for all entries. */
function addTimes(x: Float64Array, m: number, y: Float64Array, n: number, z: Float64Array, size: number): void {
  const [stepX, stepY] = [lanesOf(x, m) === 1 ? 0 : m, lanesOf(y, n) === 1 ? 0 : n];
  for (let lane = 0; lane < lanesOf(z, size); lane++) {
    const [fromX, fromY, start] = [lane * stepX, lane * stepY, lane * size];
    for (let i = 0; i < size; i++) {
      const product = x[m === 1 ? fromX : fromX + i]! * y[n === 1 ? fromY : fromY + i]!;
      z[start + i] = reduce(z[start + i]! + product);
    }
  }
}

/** As many products, each below 2⁵⁰, add up exactly to one that is reduced. */
const MOST_PRODUCTS = 7;

function product(a: Parts, b: Parts, m: number, k: number, n: number): Parts {
  const out = blank(a, b, m * n);
  for (const [s, t, to] of pairsOf(a.length, b.length)) addProduct(a[s]!, b[t]!, out[to]!, m, k, n);
  return out;
}

function reduceAll(part: Float64Array, start: number, size: number): void {
  for (let i = start; i < start + size; i++) part[i] = reduce(part[i]!);
}

/** z += x y in every lane, for x of m × k and y of k × n. */
function addProduct(x: Float64Array, y: Float64Array, z: Float64Array, m: number, k: number, n: number): void {
  const [stepX, stepY] = [lanesOf(x, m * k) === 1 ? 0 : m * k, lanesOf(y, k * n) === 1 ? 0 : k * n];
  for (let start = 0, fromX = 0, fromY = 0; start < z.length; start += m * n, fromX += stepX, fromY += stepY) {
    let added = 0;
    for (let l = 0, from = fromY; l < k; l++, from += n) {
      // What moves one entry leaves most rows of a lane empty.
      if (stepY > 0 && isZero(y, from, n)) continue;
      if (++added % MOST_PRODUCTS === 0) reduceAll(z, start, m * n);
      for (let i = 0, at = fromX + l, to = start; i < m; i++, at += k, to += n) {
        const left = x[at]!;
        if (left !== 0) for (let j = 0; j < n; j++) z[to + j]! += left * y[from + j]!;
      }
    }
    if (added > 0) reduceAll(z, start, m * n);
  }
}

/**
 * The parts of X with AX = B: X_s is A₀⁻¹(B_s − Σ A_t X_u), over the t, not empty, and u that make s.
 * @param size of a part of X in one lane
 */
function solvedBy(
  a: Parts,
  b: Parts,
  size: number,
  inverse: Float64Array,
  addTo: (x: Float64Array, y: Float64Array, z: Float64Array) => void,
): Parts {
  const out: Float64Array[] = [];
  const lanesIn = (part: Float64Array | undefined): number => (part === undefined ? 1 : lanesOf(part, size));
  for (let s = 0; s < Math.max(a.length, b.length); s++) {
    const factors = a.flatMap((x, t): readonly (readonly [Float64Array, Float64Array])[] =>
      t > 0 && (t & s) === t ? [[x, out[s & ~t]!]] : [],
    );
    const lanes = Math.max(
      lanesIn(b[s]),
      ...factors.flatMap(([x, y]) => [lanesOf(x, inverse.length), lanesOf(y, size)]),
    );
    const rest = zeros(lanes * size);
    for (const [x, y] of factors) addTo(x, y, rest);
    for (let i = 0; i < rest.length; i++) rest[i] = reduce(-rest[i]!);
    if (b[s] !== undefined) addLanes(b[s]!, size, rest, size, lanes, 1);
    const found = zeros(lanes * size);
    addTo(inverse, rest, found);
    out.push(found);
  }
  return out;
}

function reciprocal(b: Parts): Parts {
  const size = b[0]!.length;
  const one = [new Float64Array(size).fill(1)];
  return solvedBy(b, one, size, b[0]!.map(inverseOf), (x, y, z) => addTimes(x, size, y, size, z, size));
}

const over = (a: Parts, b: Parts): Parts => times(a, reciprocal(b));

function solve(a: Parts, b: Parts, n: number, m: number): Parts {
  return solvedBy(a, b, n * m, inverseMatrix(a[0]!, n), (x, y, z) => addProduct(x, y, z, n, n, m));
}

/** By Gauss and Jordan. */
function inverseMatrix(matrix: Float64Array, n: number): Float64Array {
  const a = copied(matrix);
  const b = identityEntries(n);
  for (let c = 0; c < n; c++) {
    const pivot = pivotOf(a, n, c);
    if (pivot === n) throw new Stop('domain', 'singular');
    const scale = inverseOf(a[pivot * n + c]!);
    for (const data of [a, b]) {
      swapRows(data, n, pivot, c);
      for (let j = c * n; j < (c + 1) * n; j++) data[j] = reduce(data[j]! * scale);
    }
    for (let r = 0; r < n; r++) {
      const factor = r === c ? 0 : a[r * n + c]!;
      if (factor === 0) continue;
      for (const data of [a, b])
        for (let j = 0; j < n; j++) data[r * n + j] = reduce(data[r * n + j]! - factor * data[c * n + j]!);
    }
  }
  return b;
}

/** The first row from the diagonal down that has no zero in a column; n where there is none. */
function pivotOf(a: Float64Array, n: number, column: number): number {
  let row = column;
  while (row < n && a[row * n + column] === 0) row++;
  return row;
}

/**
 * The parts with the last ε are those of A′ in A + εA′: the determinant is det A · det(I + εA⁻¹A′), and of the last only
 * 1 + ε tr A⁻¹A′ is left, for all other terms have an ε².
 */
function determinant(a: Parts, n: number): Parts {
  if (a.length === 1) return [Float64Array.of(determinantOf(copied(a[0]!), n))];
  const still = a.slice(0, a.length / 2);
  const real = determinant(still, n);
  const turned = solve(still, a.slice(a.length / 2), n, n);
  return [
    ...real,
    ...times(
      real,
      turned.map((part) => traces(part, n)),
    ),
  ];
}

/** The trace of each lane. */
function traces(part: Float64Array, n: number): Float64Array {
  const sums = zeros(lanesOf(part, n * n));
  for (let lane = 0; lane < sums.length; lane++)
    for (let i = 0; i < n; i++) sums[lane] = reduce(sums[lane]! + part[lane * n * n + i * (n + 1)]!);
  return sums;
}

/** By Gaussian elimination, in place. */
function determinantOf(a: Float64Array, n: number): number {
  let result = 1;
  for (let c = 0; c < n; c++) {
    const pivot = pivotOf(a, n, c);
    if (pivot === n) return 0;
    swapRows(a, n, pivot, c);
    const value = a[c * n + c]!;
    result = reduce((pivot === c ? value : -value) * result);
    const scale = inverseOf(value);
    for (let r = c + 1; r < n; r++) {
      const factor = reduce(a[r * n + c]! * scale);
      if (factor !== 0) for (let j = c; j < n; j++) a[r * n + j] = reduce(a[r * n + j]! - factor * a[c * n + j]!);
    }
  }
  return result;
}

function power(a: Parts, exponent: number): Parts {
  if (!Number.isInteger(exponent) || Math.abs(exponent) > 64) throw new Stop('irrational', 'a root');
  let result: Parts = [new Float64Array(a[0]!.length).fill(1)];
  for (let i = 0; i < Math.abs(exponent); i++) result = times(result, a);
  return exponent < 0 ? reciprocal(result) : result;
}

const irrational = (name: string): never => {
  throw new Stop('irrational', name);
};

export const modular = forSamples({
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
