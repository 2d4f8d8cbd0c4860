/**
 * Float64 with an optional part that carries derivatives: a + εb with ε² = 0, in several lanes where several directions
 * are followed at once. The arithmetic of such numbers is that of polynomials in ε, elimination included; the slope of a
 * function is read off a tiny complex step. Functions with kinks decide by the part without ε.
 *
 * In each part lie the samples one after the other, in each of these its lanes, in each lane its entries.
 */
import { functions } from './functions.ts';
import { blank, copied, identityInto, swapRows, zeros } from './rows.ts';
import { type Parts, systemOf } from './samples.ts';
import { Stop } from './stop.ts';

/** How many directions the operands follow: as many as their second parts hold values. */
const lanesOf = (a: Parts): number => (a.length < 2 ? 0 : a[1]!.length / a[0]!.length);

function add(a: Parts, b: Parts, sign: 1 | -1, p: number, q: number): Parts {
  const x = a[0]!;
  const u = a[1];
  const y = b[0]!;
  const v = b[1];
  const m = x.length / p;
  const n = y.length / q;
  const samples = Math.max(p, q);
  const size = Math.max(m, n);
  const real = blank(samples * size);
  if (m === n && p === q) for (let i = 0; i < real.length; i++) real[i] = x[i]! + sign * y[i]!;
  else
    for (let s = 0, to = 0; s < samples; s++) {
      const fromX = p === 1 ? 0 : s * m;
      const fromY = q === 1 ? 0 : s * n;
      for (let i = 0; i < size; i++, to++)
        real[to] = x[m === 1 ? fromX : fromX + i]! + sign * y[n === 1 ? fromY : fromY + i]!;
    }
  if (u === undefined && v === undefined) return [real];
  const slope = zeros(real.length * Math.max(lanesOf(a), lanesOf(b)));
  if (u !== undefined) spread(u, m, p, slope, size, samples, 1);
  if (v !== undefined) spread(v, n, q, slope, size, samples, sign);
  return [real, slope];
}

/** Adds lanes to lanes; a number's goes to every entry. */
function spread(
  from: Float64Array,
  length: number,
  count: number,
  to: Float64Array,
  size: number,
  samples: number,
  factor: number,
): void {
  if (from.length === to.length) {
    for (let i = 0; i < from.length; i++) to[i]! += factor * from[i]!;
    return;
  }
  const lanes = from.length / length / count;
  for (let s = 0; s < samples; s++) {
    let at = count === 1 ? 0 : s * lanes * length;
    let start = (s * to.length) / samples;
    for (let lane = 0; lane < lanes; lane++, at += length, start += size)
      for (let i = 0; i < size; i++) to[start + i]! += factor * from[length === 1 ? at : at + i]!;
  }
}

function times(a: Parts, b: Parts, p: number, q: number): Parts {
  const x = a[0]!;
  const u = a[1];
  const y = b[0]!;
  const v = b[1];
  const m = x.length / p;
  const n = y.length / q;
  const samples = Math.max(p, q);
  const size = Math.max(m, n);
  const real = blank(samples * size);
  if (m === n && p === q) for (let i = 0; i < real.length; i++) real[i] = x[i]! * y[i]!;
  else
    for (let s = 0, to = 0; s < samples; s++) {
      const fromX = p === 1 ? 0 : s * m;
      const fromY = q === 1 ? 0 : s * n;
      for (let i = 0; i < size; i++, to++) real[to] = x[m === 1 ? fromX : fromX + i]! * y[n === 1 ? fromY : fromY + i]!;
    }
  if (u === undefined && v === undefined) return [real];
  const slope = zeros(real.length * Math.max(lanesOf(a), lanesOf(b)));
  if (u !== undefined) gather(u, m, p, y, n, q, slope, size, samples);
  if (v !== undefined) gather(v, n, q, x, m, p, slope, size, samples);
  return [real, slope];
}

/** Adds lanes times the other operand's values; a number stands for every entry, on either side. */
function gather(
  lanes: Float64Array,
  length: number,
  count: number,
  by: Float64Array,
  width: number,
  factors: number,
  to: Float64Array,
  size: number,
  samples: number,
): void {
  const perSample = lanes.length / count;
  for (let s = 0; s < samples; s++) {
    let at = count === 1 ? 0 : s * perSample;
    let start = (s * to.length) / samples;
    const end = at + perSample;
    const other = factors === 1 ? 0 : s * width;
    if (width === 1 && length === size) {
      const factor = by[other]!;
      for (; at < end; at++, start++) to[start]! += lanes[at]! * factor;
    } else if (length === size)
      for (; at < end; start += size)
        for (let i = 0; i < size; i++, at++) to[start + i]! += lanes[at]! * by[other + i]!;
    else
      for (; at < end; at++, start += size) {
        const lane = lanes[at]!;
        for (let i = 0; i < size; i++) to[start + i]! += lane * by[other + i]!;
      }
  }
}

function reciprocal(b: Parts, p: number): Parts {
  const y = b[0]!;
  const v = b[1];
  const real = blank(y.length);
  for (let i = 0; i < y.length; i++) {
    if (Math.abs(y[i]!) < 1e-12) throw new Stop('domain', 'division by zero');
    real[i] = 1 / y[i]!;
  }
  // (y + εv)(r + εs) = 1 where s = −vr².
  return v === undefined ? [real] : [real, scaledLanes(v, real, p, (it) => -it * it)];
}

/** Each lane times a factor for each entry. */
function scaledLanes(lanes: Float64Array, of: Float64Array, p: number, factor: (it: number) => number): Float64Array {
  const out = blank(lanes.length);
  const size = of.length / p;
  const perSample = lanes.length / p;
  for (let at = 0, start = 0; at < of.length; at += size, start += perSample)
    for (let i = 0; i < size; i++) {
      const by = factor(of[at + i]!);
      for (let k = start + i; k < start + perSample; k += size) out[k] = lanes[k]! * by;
    }
  return out;
}

/** z += x y, for x of m × k and y of k × n that begin at their places. */
function addProduct(
  x: Float64Array,
  atX: number,
  y: Float64Array,
  atY: number,
  z: Float64Array,
  atZ: number,
  m: number,
  k: number,
  n: number,
): void {
  if (n === 1) {
    for (let i = 0, at = atX; i < m; i++) {
      let sum = z[atZ + i]!;
      for (let l = 0; l < k; l++, at++) {
        const left = x[at]!;
        if (left !== 0) sum += left * y[atY + l]!;
      }
      z[atZ + i] = sum;
    }
    return;
  }
  for (let i = 0, at = atX, to = atZ; i < m; i++, to += n) {
    for (let l = 0, from = atY; l < k; l++, at++, from += n) {
      const left = x[at]!;
      if (left !== 0) for (let j = 0; j < n; j++) z[to + j]! += left * y[from + j]!;
    }
  }
}

/** z += x y in every lane of y and z. What moves one entry leaves most entries of y zero. */
function addToLanes(
  x: Float64Array,
  atX: number,
  y: Float64Array,
  atY: number,
  z: Float64Array,
  atZ: number,
  m: number,
  k: number,
  n: number,
  lanes: number,
): void {
  for (let from = atY, start = atZ, lane = 0; lane < lanes; lane++, start += m * n) {
    const end = start + m * n;
    for (let l = 0; l < k; l++)
      for (let j = 0; j < n; j++, from++) {
        const right = y[from]!;
        if (right !== 0) for (let at = atX + l, to = start + j; to < end; at += k, to += n) z[to]! += x[at]! * right;
      }
  }
}

function product(a: Parts, b: Parts, m: number, k: number, n: number, p: number, q: number): Parts {
  const x = a[0]!;
  const u = a[1];
  const y = b[0]!;
  const v = b[1];
  const samples = Math.max(p, q);
  const real = zeros(samples * m * n);
  const lanes = Math.max(lanesOf(a), lanesOf(b));
  const slope = lanes === 0 ? undefined : zeros(lanes * real.length);
  for (let s = 0; s < samples; s++) {
    const atX = p === 1 ? 0 : s * m * k;
    const atY = q === 1 ? 0 : s * k * n;
    const at = s * m * n;
    addProduct(x, atX, y, atY, real, at, m, k, n);
    if (slope === undefined) continue;
    // Lanes of the left operand lie below each other like rows of one matrix.
    if (u !== undefined) addProduct(u, lanes * atX, y, atY, slope, lanes * at, lanes * m, k, n);
    if (v !== undefined) addToLanes(x, atX, v, lanes * atY, slope, lanes * at, m, k, n, lanes);
  }
  return slope === undefined ? [real] : [real, slope];
}

/** A pivot this much smaller than the largest entry is none: the answer would be noise. */
const SINGULAR = 1e-10;

/**
 * Gauss–Jordan with partial pivoting on (A | B), in place, where they begin at their places. The determinant of A; 0 where
 * A is singular.
 */
function eliminate(a: Float64Array, atA: number, b: Float64Array, atB: number, n: number, m: number): number {
  const least = SINGULAR * greatest(a, atA, n * n);
  let determinant = 1;
  for (let c = 0; c < n; c++) {
    const best = pivotOf(a, atA, n, c);
    const pivot = a[atA + best * n + c]!;
    if (!(Math.abs(pivot) > least)) return 0;
    determinant *= best === c ? pivot : -pivot;
    swapRows(a, n, c, best, atA);
    swapRows(b, m, c, best, atB);
    const row = atA + c * n;
    const right = atB + c * m;
    for (let j = c; j < n; j++) a[row + j]! /= pivot;
    for (let j = 0; j < m; j++) b[right + j]! /= pivot;
    for (let r = 0; r < n; r++) {
      const factor = r === c ? 0 : a[atA + r * n + c]!;
      if (factor === 0) continue;
      for (let j = c, to = atA + r * n; j < n; j++) a[to + j]! -= factor * a[row + j]!;
      for (let j = 0, to = atB + r * m; j < m; j++) b[to + j]! -= factor * b[right + j]!;
    }
  }
  return determinant;
}

function greatest(a: Float64Array, from: number, size: number): number {
  let found = 0;
  for (let i = from; i < from + size; i++) found = Math.max(found, Math.abs(a[i]!));
  return found;
}

function pivotOf(a: Float64Array, from: number, n: number, column: number): number {
  let best = column;
  for (let r = column + 1; r < n; r++)
    if (Math.abs(a[from + r * n + column]!) > Math.abs(a[from + best * n + column]!)) best = r;
  return best;
}

/** (A + εA′)(X + εX′) = B + εB′: AX = B, and AX′ = B′ − A′X in every lane. */
function solve(a: Parts, b: Parts, n: number, m: number, p: number, q: number): Parts {
  const lanes = Math.max(lanesOf(a), lanesOf(b));
  const samples = Math.max(p, q);
  const square = n * n;
  const size = n * m;
  const matrix = a[0]!;
  const moving = a[1];
  const right = b[0]!;
  const movingRight = b[1];
  const x = lanes === 0 ? blank(samples * size) : zeros(samples * size);
  const slope = zeros(lanes * x.length);
  const work = blank(square);
  const inverse = blank(lanes === 0 ? 0 : square);
  const rest = blank(lanes * size);
  for (let s = 0; s < samples; s++) {
    const atA = p === 1 ? 0 : s * square;
    const atB = q === 1 ? 0 : s * size;
    const at = s * size;
    for (let i = 0; i < square; i++) work[i] = matrix[atA + i]!;
    if (lanes === 0) {
      for (let i = 0; i < size; i++) x[at + i] = right[atB + i]!;
      if (eliminate(work, 0, x, at, n, m) === 0) throw new Stop('domain', 'singular');
      continue;
    }
    identityInto(inverse, n);
    if (eliminate(work, 0, inverse, 0, n, n) === 0) throw new Stop('domain', 'singular');
    addProduct(inverse, 0, right, atB, x, at, n, n, m);
    rest.fill(0);
    if (moving !== undefined) {
      addProduct(moving, lanes * atA, x, at, rest, 0, lanes * n, n, m);
      for (let i = 0; i < rest.length; i++) rest[i] = -rest[i]!;
    }
    if (movingRight !== undefined)
      for (let i = 0, from = lanes * atB; i < rest.length; i++) rest[i]! += movingRight[from + i]!;
    addToLanes(inverse, 0, rest, 0, slope, lanes * at, n, n, m, lanes);
  }
  return lanes === 0 ? [x] : [x, slope];
}

/** det(A + εA′) is det A · det(I + εA⁻¹A′), and of the last only 1 + ε tr A⁻¹A′ is left: all other terms have an ε². */
function determinant(a: Parts, n: number, p: number): Parts {
  const matrix = copied(a[0]!);
  const moving = a[1];
  const square = n * n;
  const lanes = lanesOf(a);
  const real = blank(p);
  const sums = blank(lanes * p);
  const inverse = blank(moving === undefined ? 0 : square);
  for (let s = 0; s < p; s++) {
    if (moving === undefined) {
      real[s] = eliminate(matrix, s * square, inverse, 0, n, 0);
      continue;
    }
    identityInto(inverse, n);
    const found = eliminate(matrix, s * square, inverse, 0, n, n);
    if (found === 0) throw new Stop('domain', 'singular');
    real[s] = found;
    // tr XY for each lane of Y.
    for (let lane = s * lanes, at = lane * square; lane < (s + 1) * lanes; lane++) {
      let sum = 0;
      for (let i = 0; i < n; i++) for (let j = 0; j < n; j++, at++) sum += moving[at]! * inverse[j * n + i]!;
      sums[lane] = sum * found;
    }
  }
  return moving === undefined ? [real] : [real, sums];
}

/** A step so small beside the number that it leaves no digit of the function's value: the slope has all of them. */
const STEP = 1e-20;

function slopeAt(x: number, complex: (re: number, im: number) => readonly [number, number]): number {
  const step = x === 0 ? STEP : STEP * Math.max(Math.abs(x), 1e-200);
  return complex(x, step)[1] / step;
}

function apply(name: string, a: Parts, p: number): Parts {
  const row = functions[name];
  if (row === undefined) throw new Stop('not-understood', name);
  const x = a[0]!;
  const u = a[1];
  const real = blank(x.length);
  for (let i = 0; i < x.length; i++) {
    real[i] = row.real(x[i]!);
    if (!Number.isFinite(real[i]!)) throw new Stop('domain', name);
  }
  return u === undefined ? [real] : [real, scaledLanes(u, x, p, (it) => slopeAt(it, row.complex))];
}

function power(a: Parts, exponent: number, p: number): Parts {
  if (Number.isInteger(exponent) && Math.abs(exponent) <= 64) {
    if (exponent === 0) return [blank(a[0]!.length).fill(1)];
    let result = a;
    for (let i = 1; i < Math.abs(exponent); i++) result = times(result, a, p, p);
    return exponent < 0 ? reciprocal(result, p) : result;
  }
  const log = apply('log', a, p);
  return apply('exp', times(log, [Float64Array.of(exponent)], p, 1), p);
}

export const float = systemOf({
  kind: 'float',
  constant: (value) => value,
  add,
  times,
  over: (a, b, p, q) => times(a, reciprocal(b, q), p, q),
  product,
  solve,
  determinant,
  apply,
  power,
  below: (a, b) => a < b,
});
