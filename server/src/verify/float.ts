/**
 * Float64 with an optional imaginary part. The imaginary part is there for complex steps alone: it is tiny, functions
 * with kinks decide by the real part, and a transpose never conjugates.
 */
import { functions } from './functions.ts';
import type { Numbers, Parts } from './numbers.ts';
import { Stop } from './stop.ts';

const at = (data: Float64Array, i: number): number => (data.length === 1 ? data[0]! : data[i]!);

function add(a: Parts, b: Parts, sign: 1 | -1): Parts {
  const size = Math.max(a[0]!.length, b[0]!.length);
  const out: Float64Array[] = [];
  for (let s = 0; s < Math.max(a.length, b.length); s++) {
    const data = new Float64Array(size);
    const [x, y] = [a[s], b[s]];
    for (let i = 0; i < size; i++) data[i] = (x === undefined ? 0 : at(x, i)) + sign * (y === undefined ? 0 : at(y, i));
    out.push(data);
  }
  return out;
}

function times(a: Parts, b: Parts): Parts {
  const size = Math.max(a[0]!.length, b[0]!.length);
  const [x, u] = a;
  const [y, v] = b;
  const real = new Float64Array(size);
  for (let i = 0; i < size; i++) real[i] = at(x!, i) * at(y!, i);
  if (u === undefined && v === undefined) return [real];
  const imaginary = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    const [p, q] = [u === undefined ? 0 : at(u, i), v === undefined ? 0 : at(v, i)];
    real[i]! -= p * q;
    imaginary[i] = at(x!, i) * q + p * at(y!, i);
  }
  return [real, imaginary];
}

function reciprocal(b: Parts): Parts {
  const [y, v] = b;
  const size = y!.length;
  const real = new Float64Array(size);
  const imaginary = v === undefined ? undefined : new Float64Array(size);
  for (let i = 0; i < size; i++) {
    const [re, im] = [y![i]!, v?.[i] ?? 0];
    const norm = re * re + im * im;
    if (norm < 1e-24) throw new Stop('domain', 'division by zero');
    real[i] = re / norm;
    if (imaginary !== undefined) imaginary[i] = -im / norm;
  }
  return imaginary === undefined ? [real] : [real, imaginary];
}

function realProduct(
  x: Float64Array,
  y: Float64Array,
  z: Float64Array,
  m: number,
  k: number,
  n: number,
  sign: number,
): void {
  for (let i = 0; i < m; i++) {
    for (let l = 0; l < k; l++) {
      const left = sign * x[i * k + l]!;
      if (left === 0) continue;
      for (let j = 0, to = i * n, from = l * n; j < n; j++) z[to + j]! += left * y[from + j]!;
    }
  }
}

function product(a: Parts, b: Parts, m: number, k: number, n: number): Parts {
  const [x, u] = a;
  const [y, v] = b;
  const real = new Float64Array(m * n);
  realProduct(x!, y!, real, m, k, n, 1);
  if (u === undefined && v === undefined) return [real];
  const imaginary = new Float64Array(m * n);
  if (v !== undefined) realProduct(x!, v, imaginary, m, k, n, 1);
  if (u !== undefined) realProduct(u, y!, imaginary, m, k, n, 1);
  if (u !== undefined && v !== undefined) realProduct(u, v, real, m, k, n, -1);
  return [real, imaginary];
}

/** A pivot this much smaller than the largest entry is none: the answer would be noise. */
const SINGULAR = 1e-10;

interface Eliminated {
  readonly real: number;
  readonly imaginary: number;
}

/** Gauss–Jordan with partial pivoting on (A | B), in place; the determinant of A. Undefined where A is singular. */
function eliminate(a: Parts, b: Parts, n: number, m: number): Eliminated | undefined {
  const [ar, ai] = a as readonly [Float64Array, Float64Array];
  const [br, bi] = b as readonly [Float64Array, Float64Array];
  let scale = 0;
  for (let i = 0; i < n * n; i++) scale = Math.max(scale, Math.abs(ar[i]!));
  let [dr, di] = [1, 0];
  for (let c = 0; c < n; c++) {
    let pivot = c;
    for (let r = c + 1; r < n; r++) if (Math.abs(ar[r * n + c]!) > Math.abs(ar[pivot * n + c]!)) pivot = r;
    if (!(Math.abs(ar[pivot * n + c]!) > SINGULAR * scale)) return undefined;
    if (pivot !== c) {
      for (const [data, width] of [
        [ar, n],
        [ai, n],
        [br, m],
        [bi, m],
      ] as const) {
        for (let j = 0; j < width; j++)
          [data[c * width + j], data[pivot * width + j]] = [data[pivot * width + j]!, data[c * width + j]!];
      }
      [dr, di] = [-dr, -di];
    }
    const [pr, pi] = [ar[c * n + c]!, ai[c * n + c]!];
    [dr, di] = [dr * pr - di * pi, dr * pi + di * pr];
    const norm = pr * pr + pi * pi;
    const [sr, si] = [pr / norm, -pi / norm];
    scaleRow(ar, ai, c, n, sr, si);
    scaleRow(br, bi, c, m, sr, si);
    for (let r = 0; r < n; r++) {
      if (r === c) continue;
      const [fr, fi] = [ar[r * n + c]!, ai[r * n + c]!];
      if (fr === 0 && fi === 0) continue;
      takeRow(ar, ai, r, c, n, fr, fi);
      takeRow(br, bi, r, c, m, fr, fi);
    }
  }
  return { real: dr, imaginary: di };
}

function scaleRow(re: Float64Array, im: Float64Array, row: number, width: number, sr: number, si: number): void {
  for (let j = row * width; j < (row + 1) * width; j++) {
    const [x, y] = [re[j]!, im[j]!];
    re[j] = x * sr - y * si;
    im[j] = x * si + y * sr;
  }
}

function takeRow(
  re: Float64Array,
  im: Float64Array,
  to: number,
  from: number,
  width: number,
  fr: number,
  fi: number,
): void {
  for (let j = 0; j < width; j++) {
    const [x, y] = [re[from * width + j]!, im[from * width + j]!];
    re[to * width + j]! -= x * fr - y * fi;
    im[to * width + j]! -= x * fi + y * fr;
  }
}

const widened = (parts: Parts): Parts => [parts[0]!.slice(), parts[1]?.slice() ?? new Float64Array(parts[0]!.length)];

const narrowed = (parts: Parts, isComplex: boolean): Parts => (isComplex ? parts : [parts[0]!]);

function solve(a: Parts, b: Parts, n: number, m: number): Parts {
  const right = widened(b);
  if (eliminate(widened(a), right, n, m) === undefined) throw new Stop('domain', 'singular');
  return narrowed(right, a.length > 1 || b.length > 1);
}

function determinant(a: Parts, n: number): Parts {
  const found = eliminate(widened(a), [new Float64Array(0), new Float64Array(0)], n, 0);
  if (found === undefined) {
    if (a.length > 1) throw new Stop('domain', 'singular');
    return [Float64Array.of(0)];
  }
  const real = Float64Array.of(found.real);
  return a.length > 1 ? [real, Float64Array.of(found.imaginary)] : [real];
}

function apply(name: string, a: Parts): Parts {
  const row = functions[name];
  if (row === undefined) throw new Stop('not-understood', name);
  const [x, u] = a;
  const size = x!.length;
  const real = new Float64Array(size);
  if (u === undefined) {
    for (let i = 0; i < size; i++) {
      real[i] = row.real(x![i]!);
      if (!Number.isFinite(real[i]!)) throw new Stop('domain', name);
    }
    return [real];
  }
  const imaginary = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    if (!Number.isFinite(row.real(x![i]!))) throw new Stop('domain', name);
    const [re, im] = row.complex(x![i]!, u[i]!);
    real[i] = re;
    imaginary[i] = im;
  }
  return [real, imaginary];
}

function power(a: Parts, exponent: number): Parts {
  if (Number.isInteger(exponent) && Math.abs(exponent) <= 64) {
    let result: Parts = [new Float64Array(a[0]!.length).fill(1)];
    for (let i = 0; i < Math.abs(exponent); i++) result = times(result, a);
    return exponent < 0 ? reciprocal(result) : result;
  }
  const log = apply('log', a);
  return apply('exp', times(log, [Float64Array.of(exponent)]));
}

export const float: Numbers = {
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
