/** Entries of matrices in row-major order, in any number system. */

export function identityEntries(n: number): Float64Array {
  const data = new Float64Array(n * n);
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
