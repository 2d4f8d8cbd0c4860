/** Eigenvalues of symmetric matrices and singular values, by Jacobi's rotations: short, and accurate for small sizes. */
import { identityEntries } from './rows.ts';

export interface Eigen {
  /** Largest first. */
  readonly values: Float64Array;
  /** One after the other: entry i of vector k at `k * n + i`. */
  readonly vectors: Float64Array;
}

export function symmetricEigen(matrix: Float64Array, n: number): Eigen {
  const a = matrix.slice();
  const v = identityEntries(n);
  for (let sweep = 0; sweep < 60; sweep++) {
    let off = 0;
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) off += a[p * n + q]! ** 2;
    if (off < 1e-300) break;
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) rotate(a, v, n, p, q);
  }
  const order = Array.from({ length: n }, (_, i) => i).sort((x, y) => a[y * (n + 1)]! - a[x * (n + 1)]!);
  const vectors = new Float64Array(n * n);
  order.forEach((column, k) => {
    for (let i = 0; i < n; i++) vectors[k * n + i] = v[i * n + column]!;
  });
  return { values: Float64Array.from(order, (i) => a[i * (n + 1)]!), vectors };
}

function rotate(a: Float64Array, v: Float64Array, n: number, p: number, q: number): void {
  const apq = a[p * n + q]!;
  if (apq === 0) return;
  const theta = (a[q * n + q]! - a[p * n + p]!) / (2 * apq);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (let k = 0; k < n; k++) {
    const [x, y] = [a[k * n + p]!, a[k * n + q]!];
    a[k * n + p] = c * x - s * y;
    a[k * n + q] = s * x + c * y;
  }
  for (let k = 0; k < n; k++) {
    const [x, y] = [a[p * n + k]!, a[q * n + k]!];
    a[p * n + k] = c * x - s * y;
    a[q * n + k] = s * x + c * y;
    const [u, w] = [v[k * n + p]!, v[k * n + q]!];
    v[k * n + p] = c * u - s * w;
    v[k * n + q] = s * u + c * w;
  }
}

/** Largest first. */
export function singularValues(a: Float64Array, rows: number, columns: number): readonly number[] {
  const small = Math.min(rows, columns);
  const gram = new Float64Array(small * small);
  for (let i = 0; i < small; i++) {
    for (let j = 0; j < small; j++) {
      let sum = 0;
      for (let k = 0; k < Math.max(rows, columns); k++)
        sum += rows <= columns ? a[i * columns + k]! * a[j * columns + k]! : a[k * columns + i]! * a[k * columns + j]!;
      gram[i * small + j] = sum;
    }
  }
  return [...symmetricEigen(gram, small).values].map((it) => Math.sqrt(Math.max(0, it)));
}
