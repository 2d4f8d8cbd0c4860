/**
 * Float64 with an optional part that carries derivatives: a + εb with ε² = 0, in several lanes where several directions
 * are followed at once. The arithmetic of such numbers is that of polynomials in ε, elimination included; the slope of a
 * function is read off a tiny complex step. Functions with kinks decide by the part without ε.
 */
import { functions } from './functions.ts';
import type { OfOneSample } from './numbers.ts';
import { copied, identityEntries, isZero, swapRows, zeros } from './rows.ts';
import { forSamples, type Parts } from './samples.ts';
import { Stop } from './stop.ts';

const at = (data: Float64Array, i: number): number => (data.length === 1 ? data[0]! : data[i]!);

/** How many directions the operands follow: as many as their second parts hold values. */
const lanesOf = ([x, u]: Parts): number => (u === undefined ? 0 : u.length / x!.length);

function add(a: Parts, b: Parts, sign: 1 | -1): Parts {
  const [x, u, y, v] = [a[0]!, a[1], b[0]!, b[1]];
  const size = Math.max(x.length, y.length);
  const real = zeros(size);
  for (let i = 0; i < size; i++) real[i] = at(x, i) + sign * at(y, i);
  if (u === undefined && v === undefined) return [real];
  const slope = zeros(size * Math.max(lanesOf(a), lanesOf(b)));
  if (u !== undefined) spread(u, x.length, slope, size, 1);
  if (v !== undefined) spread(v, y.length, slope, size, sign);
  return [real, slope];
}

/** Adds lanes to lanes; a number's goes to every entry. */
function spread(from: Float64Array, length: number, to: Float64Array, size: number, factor: number): void {
  if (length === size) for (let i = 0; i < from.length; i++) to[i]! += factor * from[i]!;
  else
    for (let lane = 0; lane < from.length; lane++)
      for (let i = 0, start = lane * size; i < size; i++) to[start + i]! += factor * from[lane]!;
}

function times(a: Parts, b: Parts): Parts {
  const [x, u, y, v] = [a[0]!, a[1], b[0]!, b[1]];
  const size = Math.max(x.length, y.length);
  const real = zeros(size);
  for (let i = 0; i < size; i++) real[i] = at(x, i) * at(y, i);
  if (u === undefined && v === undefined) return [real];
  const slope = zeros(size * Math.max(lanesOf(a), lanesOf(b)));
  if (u !== undefined) gather(u, x.length, y, slope, size);
  if (v !== undefined) gather(v, y.length, x, slope, size);
  return [real, slope];
}

/** Adds lanes times the other operand's values; a number stands for every entry, on either side. */
function gather(lanes: Float64Array, length: number, by: Float64Array, to: Float64Array, size: number): void {
  const isNumber = length === 1 && size > 1;
  const count = lanes.length / length;
  for (let lane = 0; lane < count; lane++) {
    const [start, from] = [lane * size, lane * length];
    for (let i = 0; i < size; i++) to[start + i]! += (isNumber ? lanes[from]! : lanes[from + i]!) * at(by, i);
  }
}

function reciprocal(b: Parts): Parts {
  const [y, v] = b as readonly [Float64Array, Float64Array?];
  const real = zeros(y.length);
  for (let i = 0; i < y.length; i++) {
    if (Math.abs(y[i]!) < 1e-12) throw new Stop('domain', 'division by zero');
    real[i] = 1 / y[i]!;
  }
  // (y + εv)(r + εs) = 1 where s = −vr².
  return v === undefined ? [real] : [real, scaledLanes(v, real, (it) => -it * it)];
}

/** Each lane times a factor for each entry. */
function scaledLanes(lanes: Float64Array, of: Float64Array, factor: (it: number) => number): Float64Array {
  const out = zeros(lanes.length);
  for (let i = 0; i < of.length; i++) {
    const by = factor(of[i]!);
    for (let k = i; k < out.length; k += of.length) out[k] = lanes[k]! * by;
  }
  return out;
}

/** z += x y, for x of m × k and y of k × n. */
function addProduct(x: Float64Array, y: Float64Array, z: Float64Array, m: number, k: number, n: number): void {
  for (let i = 0, at = 0, to = 0; i < m; i++, to += n) {
    for (let l = 0, from = 0; l < k; l++, at++, from += n) {
      const left = x[at]!;
      if (left !== 0) for (let j = 0; j < n; j++) z[to + j]! += left * y[from + j]!;
    }
  }
}

/** z += x y in every lane of y and z. What moves one entry leaves most rows of y empty. */
function addToLanes(x: Float64Array, y: Float64Array, z: Float64Array, m: number, k: number, n: number): void {
  for (let from = 0, start = 0; from < y.length; start += m * n) {
    for (let l = 0; l < k; l++, from += n) {
      if (isZero(y, from, n)) continue;
      for (let i = 0, at = l, to = start; i < m; i++, at += k, to += n) {
        const left = x[at]!;
        for (let j = 0; j < n; j++) z[to + j]! += left * y[from + j]!;
      }
    }
  }
}

function product(a: Parts, b: Parts, m: number, k: number, n: number): Parts {
  const [x, u, y, v] = [a[0]!, a[1], b[0]!, b[1]];
  const real = zeros(m * n);
  addProduct(x, y, real, m, k, n);
  if (u === undefined && v === undefined) return [real];
  const lanes = Math.max(lanesOf(a), lanesOf(b));
  const slope = zeros(lanes * m * n);
  // Lanes of the left operand lie below each other like rows of one matrix.
  if (u !== undefined) addProduct(u, y, slope, lanes * m, k, n);
  if (v !== undefined) addToLanes(x, v, slope, m, k, n);
  return [real, slope];
}

/** A pivot this much smaller than the largest entry is none: the answer would be noise. */
const SINGULAR = 1e-10;

/** Gauss–Jordan with partial pivoting on (A | B), in place. The determinant of A; 0 where A is singular. */
function eliminate(a: Float64Array, b: Float64Array, n: number, m: number): number {
  const least = SINGULAR * greatest(a);
  let determinant = 1;
  for (let c = 0; c < n; c++) {
    const best = pivotOf(a, n, c);
    const pivot = a[best * n + c]!;
    if (!(Math.abs(pivot) > least)) return 0;
    determinant *= best === c ? pivot : -pivot;
    swapRows(a, n, c, best);
    swapRows(b, m, c, best);
    const [row, right] = [c * n, c * m];
    for (let j = c; j < n; j++) a[row + j]! /= pivot;
    for (let j = 0; j < m; j++) b[right + j]! /= pivot;
    for (let r = 0; r < n; r++) {
      const factor = r === c ? 0 : a[r * n + c]!;
      if (factor === 0) continue;
      for (let j = c, to = r * n; j < n; j++) a[to + j]! -= factor * a[row + j]!;
      for (let j = 0, to = r * m; j < m; j++) b[to + j]! -= factor * b[right + j]!;
    }
  }
  return determinant;
}

function greatest(a: Float64Array): number {
  let found = 0;
  for (const it of a) found = Math.max(found, Math.abs(it));
  return found;
}

function pivotOf(a: Float64Array, n: number, column: number): number {
  let best = column;
  for (let r = column + 1; r < n; r++) if (Math.abs(a[r * n + column]!) > Math.abs(a[best * n + column]!)) best = r;
  return best;
}

function solved(a: Float64Array, b: Float64Array, n: number, m: number): Float64Array {
  const right = copied(b);
  if (eliminate(copied(a), right, n, m) === 0) throw new Stop('domain', 'singular');
  return right;
}

/** (A + εA′)(X + εX′) = B + εB′: AX = B, and AX′ = B′ − A′X in every lane. */
function solve(a: Parts, b: Parts, n: number, m: number): Parts {
  const lanes = Math.max(lanesOf(a), lanesOf(b));
  const [matrix, moving] = [a[0]!, a[1]];
  if (lanes === 0) return [solved(matrix, b[0]!, n, m)];
  const inverse = solved(matrix, identityEntries(n), n, n);
  const x = zeros(n * m);
  addProduct(inverse, b[0]!, x, n, n, m);
  const rest = zeros(lanes * n * m);
  if (moving !== undefined) {
    addProduct(moving, x, rest, lanes * n, n, m);
    for (let i = 0; i < rest.length; i++) rest[i] = -rest[i]!;
  }
  if (b[1] !== undefined) spread(b[1], n * m, rest, n * m, 1);
  const slope = zeros(lanes * n * m);
  addToLanes(inverse, rest, slope, n, n, m);
  return [x, slope];
}

/** tr XY for each lane of Y. */
function traces(x: Float64Array, lanes: Float64Array, n: number): Float64Array {
  const sums = zeros(lanes.length / x.length);
  for (let lane = 0, at = 0; lane < sums.length; lane++) {
    let sum = 0;
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++, at++) sum += lanes[at]! * x[j * n + i]!;
    sums[lane] = sum;
  }
  return sums;
}

/** det(A + εA′) is det A · det(I + εA⁻¹A′), and of the last only 1 + ε tr A⁻¹A′ is left: all other terms have an ε². */
function determinant(a: Parts, n: number): Parts {
  const moving = a[1];
  if (moving === undefined) return [Float64Array.of(eliminate(copied(a[0]!), zeros(0), n, 0))];
  const inverse = identityEntries(n);
  const real = eliminate(copied(a[0]!), inverse, n, n);
  if (real === 0) throw new Stop('domain', 'singular');
  return [Float64Array.of(real), traces(inverse, moving, n).map((it) => it * real)];
}

/** A step so small beside the number that it leaves no digit of the function's value: the slope has all of them. */
const STEP = 1e-20;

function slopeAt(x: number, complex: (re: number, im: number) => readonly [number, number]): number {
  const step = x === 0 ? STEP : STEP * Math.max(Math.abs(x), 1e-200);
  return complex(x, step)[1] / step;
}

function apply(name: string, a: Parts): Parts {
  const row = functions[name];
  if (row === undefined) throw new Stop('not-understood', name);
  const [x, u] = a as readonly [Float64Array, Float64Array?];
  const real = zeros(x.length);
  for (let i = 0; i < x.length; i++) {
    real[i] = row.real(x[i]!);
    if (!Number.isFinite(real[i]!)) throw new Stop('domain', name);
  }
  return u === undefined ? [real] : [real, scaledLanes(u, x, (it) => slopeAt(it, row.complex))];
}

function power(a: Parts, exponent: number): Parts {
  if (Number.isInteger(exponent) && Math.abs(exponent) <= 64) {
    if (exponent === 0) return [new Float64Array(a[0]!.length).fill(1)];
    let result = a;
    for (let i = 1; i < Math.abs(exponent); i++) result = times(result, a);
    return exponent < 0 ? reciprocal(result) : result;
  }
  const log = apply('log', a);
  return apply('exp', times(log, [Float64Array.of(exponent)]));
}

export const floats: OfOneSample = {
  kind: 'float',
  constant: (value) => value,
  add,
  times,
  over: (a, b) => times(a, reciprocal(b)),
  product,
  solve,
  determinant,
  apply,
  power,
  below: (a, b) => a < b,
};

export const float = forSamples(floats);
