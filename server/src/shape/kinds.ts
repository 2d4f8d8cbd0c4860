/**
 * Kinds as bit masks: number, column, row, matrix, tensor, function, anything else. A mask holds what a thing may still
 * be; the tables below say which combinations a product has, and inside–outside over the bracketings of a product
 * prunes what no bracketing allows.
 */
import { once } from '../base/once.ts';

export const S = 1;
export const V = 2;
export const R = 4;
export const M = 8;
export const T = 16;
export const O = 32;
/** A tuple of unlike things: `\theta = (W, b)`. */
export const P = 64;
export const LINEAR = S | V | R | M;
export const ALL = LINEAR | T | O | P;

export const isSingle = (mask: number): boolean => mask !== 0 && (mask & (mask - 1)) === 0;

/** What a product of two may be. `S` floats; a column times a row is the outer product, a row times a column a number. */
const PRODUCTS: readonly (readonly [number, number, number])[] = [
  [S, S, S], [S, V, V], [S, R, R], [S, M, M],
  [V, S, V], [V, R, M],
  [R, S, R], [R, V, S], [R, M, R],
  [M, S, M], [M, V, V], [M, M, M],
]; // prettier-ignore

/** With a dot between them two columns have an inner product, and chains of derivatives are written in any order. */
const DOTS: readonly (readonly [number, number, number])[] = [...PRODUCTS, [V, V, S], [R, R, S], [V, M, V], [M, R, R]];

/** In notes whose vectors are rows: `x W`. */
const ROWS: readonly (readonly [number, number, number])[] = [...PRODUCTS, [V, M, V], [M, R, V]];

export type Table = { readonly forward: Uint8Array; readonly left: Uint8Array; readonly right: Uint8Array };

function table(rows: readonly (readonly [number, number, number])[]): Table {
  const forward = new Uint8Array(256);
  const left = new Uint8Array(256);
  const right = new Uint8Array(256);
  for (let a = 0; a < 16; a++) {
    for (let b = 0; b < 16; b++) {
      for (const [x, y, z] of rows) {
        if ((a & x) !== 0 && (b & y) !== 0) forward[a * 16 + b]! |= z;
        // `left[other, result]`: what the left factor may be, given the right one and the result.
        if ((a & y) !== 0 && (b & z) !== 0) left[a * 16 + b]! |= x;
        if ((a & x) !== 0 && (b & z) !== 0) right[a * 16 + b]! |= y;
      }
    }
  }
  return { forward, left, right };
}

/** Filled when first asked for: a thread that only computes never does. */
export const productTable = once(() => table(PRODUCTS));
export const dotTable = once(() => table(DOTS));
export const rowProductTable = once(() => table(ROWS));

/**
 * Narrows the factors (in place) and returns what the result may be, over all bracketings.
 * @param factors masks within LINEAR
 */
export function narrowProduct(factors: number[], result: number, { forward, left, right }: Table): number {
  const n = factors.length;
  if (n === 1) return (factors[0]! &= result);
  if (n === 2) {
    const [a, b] = [factors[0]!, factors[1]!];
    const out = forward[a * 16 + b]! & result;
    factors[0] = a & left[b * 16 + out]!;
    factors[1] = b & right[a * 16 + out]!;
    return out;
  }
  if (n > 9) return result;
  const inside = new Uint8Array(n * (n + 1));
  const at = (i: number, j: number): number => i * (n + 1) + j;
  for (let i = 0; i < n; i++) inside[at(i, i + 1)] = factors[i]!;
  for (let length = 2; length <= n; length++) {
    for (let i = 0; i + length <= n; i++) {
      let mask = 0;
      for (let k = i + 1; k < i + length; k++) mask |= forward[inside[at(i, k)]! * 16 + inside[at(k, i + length)]!]!;
      inside[at(i, i + length)] = mask;
    }
  }
  const outside = new Uint8Array(n * (n + 1));
  const out = inside[at(0, n)]! & result;
  outside[at(0, n)] = out;
  for (let length = n; length >= 2; length--) {
    for (let i = 0; i + length <= n; i++) {
      const j = i + length;
      const allowed = outside[at(i, j)]! & inside[at(i, j)]!;
      if (allowed === 0) continue;
      for (let k = i + 1; k < j; k++) {
        const [a, b] = [inside[at(i, k)]!, inside[at(k, j)]!];
        outside[at(i, k)]! |= left[b * 16 + allowed]! & a;
        outside[at(k, j)]! |= right[a * 16 + allowed]! & b;
      }
    }
  }
  for (let i = 0; i < n; i++) factors[i] = outside[at(i, i + 1)]! & factors[i]!;
  return out;
}
