/**
 * The integers modulo a prime below 2²⁶, so that products stay exact in a double, with nilpotent parts: part `s` of a
 * number is the coefficient of the product of those ε whose bit is set in `s`, and ε² = 0. A derivative is read off
 * after ordinary arithmetic, elimination included; no rule about derivatives is used.
 */
import type { Numbers, Parts } from './numbers.ts';
import { Stop } from './stop.ts';

export const PRIME = 67_108_859;

const reduce = (x: number): number => {
  const rest = x - Math.floor(x / PRIME) * PRIME;
  return rest < 0 ? rest + PRIME : rest >= PRIME ? rest - PRIME : rest;
};

function inverseOf(x: number): number {
  let [a, b, u, v] = [reduce(x), PRIME, 1, 0];
  if (a === 0) throw new Stop('domain', 'division by zero');
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

const NONE = new Float64Array(0);
const partOf = (parts: Parts, s: number): Float64Array => parts[s] ?? NONE;

function add(a: Parts, b: Parts, sign: 1 | -1): Parts {
  const size = Math.max(a[0]!.length, b[0]!.length);
  const out = blank(Math.max(a.length, b.length), size);
  for (let s = 0; s < out.length; s++) {
    const [data, x, y] = [out[s]!, partOf(a, s), partOf(b, s)];
    for (let i = 0; i < size; i++) data[i] = reduce(at(x, i) + sign * at(y, i));
  }
  return out;
}

const at = (data: Float64Array, i: number): number => (data.length === 1 ? data[0]! : (data[i] ?? 0));

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

function blank(parts: number, size: number): Float64Array[] {
  const out: Float64Array[] = [];
  for (let s = 0; s < parts; s++) out.push(new Float64Array(size));
  return out;
}

function times(a: Parts, b: Parts): Parts {
  const size = Math.max(a[0]!.length, b[0]!.length);
  const out = blank(Math.max(a.length, b.length), size);
  for (const [s, t, to] of pairsOf(a.length, b.length)) {
    const [x, y, z] = [a[s]!, b[t]!, out[to]!];
    for (let i = 0; i < size; i++) z[i] = reduce(z[i]! + reduce(at(x, i) * at(y, i)));
  }
  return out;
}

function product(a: Parts, b: Parts, m: number, k: number, n: number): Parts {
  const out = blank(Math.max(a.length, b.length), m * n);
  for (const [s, t, to] of pairsOf(a.length, b.length)) {
    const [x, y, z] = [a[s]!, b[t]!, out[to]!];
    for (let i = 0; i < m; i++) {
      for (let l = 0; l < k; l++) {
        const left = x[i * k + l]!;
        if (left === 0) continue;
        for (let j = 0; j < n; j++) z[i * n + j] = reduce(z[i * n + j]! + left * y[l * n + j]!);
      }
    }
  }
  return out;
}

/** 1/x, one part after the other: the parts of x · (1/x) but the first are zero. */
function reciprocal(b: Parts): Parts {
  const size = b[0]!.length;
  const out = blank(b.length, size);
  for (let i = 0; i < size; i++) {
    const first = inverseOf(b[0]![i]!);
    out[0]![i] = first;
    for (let s = 1; s < b.length; s++) {
      let sum = 0;
      for (let t = 1; t <= s; t++) if ((t & s) === t) sum = reduce(sum + b[t]![i]! * out[s & ~t]![i]!);
      out[s]![i] = reduce(-reduce(sum * first));
    }
  }
  return out;
}

const over = (a: Parts, b: Parts): Parts => times(a, reciprocal(b));

/** One number out of an array of them. */
const entry = (parts: Parts, i: number): Parts => parts.map((part) => Float64Array.of(part[i]!));
const put = (parts: Parts, i: number, value: Parts): void => {
  parts.forEach((part, s) => (part[i] = value[s]?.[0] ?? 0));
};
const isZero = (value: Parts): boolean => value.every((part) => part[0] === 0);

/** Gaussian elimination on (A | B); what it multiplies the determinant by. */
function eliminate(a: Parts, b: Parts, n: number, m: number): Parts {
  let determinant: Parts = [Float64Array.of(1)];
  for (let column = 0; column < n; column++) {
    let pivot = column;
    while (pivot < n && a[0]![pivot * n + column] === 0) pivot++;
    if (pivot === n) throw new Stop('domain', 'singular');
    if (pivot !== column) {
      swap(a, pivot, column, n);
      swap(b, pivot, column, m);
      determinant = add([Float64Array.of(0)], determinant, -1);
    }
    const value = entry(a, column * n + column);
    determinant = times(determinant, value);
    const scale = reciprocal(value);
    for (let row = 0; row < n; row++) {
      if (row === column) continue;
      const factor = times(entry(a, row * n + column), scale);
      if (isZero(factor)) continue;
      for (let j = column; j < n; j++) subtract(a, row * n + j, factor, column * n + j);
      for (let j = 0; j < m; j++) subtract(b, row * m + j, factor, column * m + j);
    }
  }
  return determinant;
}

/** In place: elimination does little else. The two entries are of different rows. */
function subtract(parts: Parts, to: number, factor: Parts, from: number): void {
  for (const [s, t, u] of pairsOf(factor.length, parts.length)) {
    const into = parts[u]!;
    into[to] = reduce(into[to]! - reduce(factor[s]![0]! * parts[t]![from]!));
  }
}

function swap(parts: Parts, r: number, s: number, width: number): void {
  for (const part of parts) {
    for (let j = 0; j < width; j++)
      [part[r * width + j], part[s * width + j]] = [part[s * width + j]!, part[r * width + j]!];
  }
}

const widened = (parts: Parts, count: number): Parts =>
  Array.from({ length: count }, (_, s) => parts[s]?.slice() ?? new Float64Array(parts[0]!.length));

function solve(a: Parts, b: Parts, n: number, m: number): Parts {
  const count = Math.max(a.length, b.length);
  const [left, right] = [widened(a, count), widened(b, count)];
  eliminate(left, right, n, m);
  for (let i = 0; i < n; i++) {
    const scale = reciprocal(entry(left, i * n + i));
    for (let j = 0; j < m; j++) put(right, i * m + j, times(entry(right, i * m + j), scale));
  }
  return right;
}

function determinant(a: Parts, n: number): Parts {
  try {
    return eliminate(widened(a, a.length), [new Float64Array(0)], n, 0);
  } catch (stop) {
    if (stop instanceof Stop && a.length === 1) return [Float64Array.of(0)];
    throw stop;
  }
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

export const modular: Numbers = {
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
};
