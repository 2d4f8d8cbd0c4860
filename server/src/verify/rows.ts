/** Entries of matrices in row-major order, in any number system. */

const CHUNK = 2048;
let chunk = new ArrayBuffer(0);
let free = 0;

/** Memory that is used again and again, a block after the other: a few megabytes at most. */
const BLOCK = 32_768;
const MOST_BLOCKS = 16;
const blocks: ArrayBuffer[] = [];
let isLent = false;
let block = 0;
let left = BLOCK;

/** As many zeros. */
export const zeros = (size: number): Float64Array => (isLent ? blank(size).fill(0) : fresh(size));

/** As many numbers, all of which are written before any is read. */
export function blank(size: number): Float64Array {
  if (!isLent || size <= 8 || size > BLOCK / 2) return fresh(size);
  if (size > left) {
    if (block + 1 === MOST_BLOCKS) return fresh(size);
    block++;
    left = BLOCK;
  }
  left -= size;
  blocks[block] ??= new ArrayBuffer(8 * BLOCK);
  return new Float64Array(blocks[block]!, 8 * left, size);
}

/** An array with a buffer of its own takes as long as what is computed in it: several share one. */
function fresh(size: number): Float64Array {
  // The smallest have no buffer.
  if (size <= 8 || size > CHUNK / 2) return new Float64Array(size);
  if (size > free) {
    chunk = new ArrayBuffer(8 * CHUNK);
    free = CHUNK;
  }
  free -= size;
  return new Float64Array(chunk, 8 * free, size);
}

/** Runs what keeps and returns none of the arrays that it makes: their memory is used again. */
export function lending<T>(work: () => T): T {
  if (isLent) return work();
  isLent = true;
  try {
    return work();
  } finally {
    isLent = false;
    block = 0;
    left = BLOCK;
  }
}

export function copied(data: Float64Array): Float64Array {
  const copy = blank(data.length);
  copy.set(data);
  return copy;
}

export function identityEntries(n: number): Float64Array {
  const data = blank(n * n);
  identityInto(data, n);
  return data;
}

/** Writes the identity where it is to begin. */
export function identityInto(data: Float64Array, n: number, start = 0): void {
  data.fill(0, start, start + n * n);
  for (let i = 0; i < n; i++) data[start + i * (n + 1)] = 1;
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
