/** Entries of matrices in row-major order, in any number system. */

const CHUNK = 2048;
let chunk = new ArrayBuffer(0);
let free = 0;

/** As many zeros. An array with a buffer of its own takes as long as what is computed in it: several share one. */
export function zeros(size: number): Float64Array {
  // The smallest have no buffer.
  if (size <= 8 || size > CHUNK / 2) return new Float64Array(size);
  if (size > free) {
    chunk = new ArrayBuffer(8 * CHUNK);
    free = CHUNK;
  }
  free -= size;
  return new Float64Array(chunk, 8 * free, size);
}

export function copied(data: Float64Array): Float64Array {
  const copy = zeros(data.length);
  copy.set(data);
  return copy;
}

export function identityEntries(n: number): Float64Array {
  const data = zeros(n * n);
  for (let i = 0; i < n; i++) data[i * (n + 1)] = 1;
  return data;
}

/** Exchanges two rows of the matrix that begins at `start`. */
export function swapRows(data: Float64Array, width: number, r: number, s: number, start = 0): void {
  if (r === s) return;
  for (let j = 0; j < width; j++) {
    const kept = data[start + r * width + j]!;
    data[start + r * width + j] = data[start + s * width + j]!;
    data[start + s * width + j] = kept;
  }
}

/** Whether `size` entries from a place on are all zero. */
export function isZero(data: Float64Array, from: number, size: number): boolean {
  for (let i = from; i < from + size; i++) if (data[i] !== 0) return false;
  return true;
}
