/** Small dense matrices of numbers, for checks that share no code with what they check. A number is 1 × 1. */
export interface M {
  readonly rows: number;
  readonly columns: number;
  /** Row by row. */
  readonly entries: readonly number[];
}

export const matrix = (rows: number, columns: number, of: (i: number, j: number) => number): M => ({
  rows,
  columns,
  entries: Array.from({ length: rows * columns }, (_, n) => of(Math.floor(n / columns), n % columns)),
});

export const scalar = (value: number): M => ({ rows: 1, columns: 1, entries: [value] });
export const isScalar = (a: M): boolean => a.rows === 1 && a.columns === 1;
export const get = (a: M, i: number, j: number): number => a.entries[i * a.columns + j]!;
export const eye = (n: number): M => matrix(n, n, (i, j) => Number(i === j));
export const transpose = (a: M): M => matrix(a.columns, a.rows, (i, j) => get(a, j, i));
export const map = (a: M, f: (x: number) => number): M => ({ ...a, entries: a.entries.map(f) });
export const scale = (a: M, c: number): M => map(a, (x) => x * c);
export const sumOf = (a: M): number => a.entries.reduce((x, y) => x + y, 0);
export const trace = (a: M): number =>
  Array.from({ length: a.rows }, (_, i) => get(a, i, i)).reduce((x, y) => x + y, 0);

/** Entry by entry; a number goes with everything. */
export function zip(a: M, b: M, f: (x: number, y: number) => number): M {
  if (isScalar(b)) return map(a, (x) => f(x, b.entries[0]!));
  if (isScalar(a)) return map(b, (y) => f(a.entries[0]!, y));
  if (a.rows !== b.rows || a.columns !== b.columns)
    throw new Error(`${String(a.rows)}×${String(a.columns)} with ${String(b.rows)}×${String(b.columns)}`);
  return { ...a, entries: a.entries.map((x, n) => f(x, b.entries[n]!)) };
}

export const add = (a: M, b: M): M => zip(a, b, (x, y) => x + y);
export const subtract = (a: M, b: M): M => zip(a, b, (x, y) => x - y);

export function multiply(a: M, b: M): M {
  if (isScalar(a)) return scale(b, a.entries[0]!);
  if (isScalar(b)) return scale(a, b.entries[0]!);
  if (a.columns !== b.rows)
    throw new Error(`product of ${String(a.rows)}×${String(a.columns)} and ${String(b.rows)}×${String(b.columns)}`);
  return matrix(a.rows, b.columns, (i, j) => {
    let sum = 0;
    for (let k = 0; k < a.columns; k++) sum += get(a, i, k) * get(b, k, j);
    return sum;
  });
}

export const kronecker = (a: M, b: M): M =>
  matrix(
    a.rows * b.rows,
    a.columns * b.columns,
    (i, j) => get(a, Math.floor(i / b.rows), Math.floor(j / b.columns)) * get(b, i % b.rows, j % b.columns),
  );

/** Columns below each other. */
export const vec = (a: M): M => matrix(a.rows * a.columns, 1, (n) => get(a, n % a.rows, Math.floor(n / a.rows)));

/** By Gaussian elimination with pivots: the solution of a x = b, and the determinant. */
export function solve(a: M, b: M): { x: M; determinant: number } {
  const n = a.rows;
  if (n !== a.columns) throw new Error('not square');
  const left = Array.from({ length: n }, (_, i) => Array.from({ length: n }, (__, j) => get(a, i, j)));
  const right = Array.from({ length: n }, (_, i) => Array.from({ length: b.columns }, (__, j) => get(b, i, j)));
  let determinant = 1;
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(left[i]![k]!) > Math.abs(left[pivot]![k]!)) pivot = i;
    if (pivot !== k) {
      [left[k], left[pivot]] = [left[pivot]!, left[k]!];
      [right[k], right[pivot]] = [right[pivot]!, right[k]!];
      determinant = -determinant;
    }
    const d = left[k]![k]!;
    determinant *= d;
    for (let i = 0; i < n; i++) {
      if (i === k) continue;
      const f = left[i]![k]! / d;
      for (let j = k; j < n; j++) left[i]![j]! -= f * left[k]![j]!;
      for (let j = 0; j < b.columns; j++) right[i]![j]! -= f * right[k]![j]!;
    }
  }
  return { x: matrix(n, b.columns, (i, j) => right[i]![j]! / left[i]![i]!), determinant };
}

export const inverse = (a: M): M => solve(a, eye(a.rows)).x;
export const determinant = (a: M): number => solve(a, eye(a.rows)).determinant;

/** (AᵀA)⁻¹Aᵀ or Aᵀ(AAᵀ)⁻¹, for full rank. */
export const pseudoInverse = (a: M): M =>
  a.rows >= a.columns
    ? multiply(inverse(multiply(transpose(a), a)), transpose(a))
    : multiply(transpose(a), inverse(multiply(a, transpose(a))));

export const power = (a: M, n: number): M => {
  if (n < 0) return power(inverse(a), -n);
  let result = eye(a.rows);
  for (let i = 0; i < n; i++) result = multiply(result, a);
  return result;
};

/** Eigenvalues and eigenvectors (columns) of a symmetric matrix, by Jacobi's rotations; the largest first. */
export function eigen(a: M): { values: readonly number[]; vectors: M } {
  const n = a.rows;
  const d = Array.from({ length: n }, (_, i) => Array.from({ length: n }, (__, j) => get(a, i, j)));
  const v = Array.from({ length: n }, (_, i) => Array.from({ length: n }, (__, j) => Number(i === j)));
  for (let sweep = 0; sweep < 60; sweep++) {
    for (let p = 0; p < n; p++)
      for (let q = p + 1; q < n; q++) {
        if (Math.abs(d[p]![q]!) < 1e-300) continue;
        const theta = (d[q]![q]! - d[p]![p]!) / (2 * d[p]![q]!);
        const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        const c = 1 / Math.sqrt(t * t + 1);
        const s = t * c;
        for (let k = 0; k < n; k++)
          [d[k]![p], d[k]![q]] = [c * d[k]![p]! - s * d[k]![q]!, s * d[k]![p]! + c * d[k]![q]!];
        for (let k = 0; k < n; k++)
          [d[p]![k], d[q]![k]] = [c * d[p]![k]! - s * d[q]![k]!, s * d[p]![k]! + c * d[q]![k]!];
        for (let k = 0; k < n; k++)
          [v[k]![p], v[k]![q]] = [c * v[k]![p]! - s * v[k]![q]!, s * v[k]![p]! + c * v[k]![q]!];
      }
  }
  const order = Array.from({ length: n }, (_, i) => i).sort((i, j) => d[j]![j]! - d[i]![i]!);
  return { values: order.map((i) => d[i]![i]!), vectors: matrix(n, n, (i, j) => v[i]![order[j]!]!) };
}

/** f of a symmetric matrix. */
export function ofSymmetric(a: M, f: (x: number) => number): M {
  const { values, vectors } = eigen(a);
  return multiply(
    multiply(
      vectors,
      matrix(a.rows, a.rows, (i, j) => (i === j ? f(values[i]!) : 0)),
    ),
    transpose(vectors),
  );
}

/** The exponential by scaling, squaring and its series. */
export function exponential(a: M): M {
  const scaled = scale(a, 1 / 1024);
  let term = eye(a.rows);
  let sum = term;
  for (let k = 1; k < 20; k++) {
    term = scale(multiply(term, scaled), 1 / k);
    sum = add(sum, term);
  }
  for (let k = 0; k < 10; k++) sum = multiply(sum, sum);
  return sum;
}

/** The thin singular value decomposition, from the eigenvectors of AᵀA; for full rank with distinct values. */
export function singular(a: M): { u: M; values: readonly number[]; v: M } {
  if (a.rows < a.columns) {
    const turned = singular(transpose(a));
    return { u: turned.v, values: turned.values, v: turned.u };
  }
  const { values, vectors } = eigen(multiply(transpose(a), a));
  const sizes = values.map((it) => Math.sqrt(Math.max(0, it)));
  const av = multiply(a, vectors);
  return { u: matrix(a.rows, a.columns, (i, j) => get(av, i, j) / sizes[j]!), values: sizes, v: vectors };
}

/** The largest difference, by the size of what is compared. */
export function distance(a: M, b: M): number {
  // A plain zero is the zero of any shape.
  if (isScalar(b) && b.entries[0] === 0) return Math.max(...a.entries.map(Math.abs));
  if (a.rows !== b.rows || a.columns !== b.columns) return Infinity;
  const size = Math.max(1e-3, ...a.entries.map(Math.abs), ...b.entries.map(Math.abs));
  return Math.max(...a.entries.map((x, n) => (Number.isFinite(x) ? Math.abs(x - b.entries[n]!) / size : Infinity)));
}

/** Matrices put together; a number that is zero fits anywhere. */
export function blocks(rows: readonly (readonly M[])[]): M {
  const tall = (row: readonly M[]): number => Math.max(...row.map((it) => it.rows));
  const wide = (j: number): number => Math.max(...rows.map((row) => row[j]!.columns));
  const lines = rows.map((row) => {
    const height = tall(row);
    return Array.from({ length: height }, (_, i) =>
      row.flatMap((it, j) =>
        Array.from({ length: wide(j) }, (__, k) =>
          it.rows === height && it.columns === wide(j) ? it.entries[i * it.columns + k]! : 0,
        ),
      ),
    );
  });
  const all = lines.flat();
  return matrix(all.length, all[0]!.length, (i, j) => all[i]![j]!);
}

/** The root whose eigenvalues have positive real parts. Source: Denman and Beavers 1976. */
export function squareRoot(a: M): M {
  let [y, z] = [a, eye(a.rows)];
  for (let n = 0; n < 30; n++) [y, z] = [scale(add(y, inverse(z)), 0.5), scale(add(z, inverse(y)), 0.5)];
  return y;
}

/** The logarithm by roots and the series of log(I + E), which is short near I. */
export function logarithm(a: M): M {
  let root = a;
  for (let n = 0; n < 8; n++) root = squareRoot(root);
  const e = subtract(root, eye(a.rows));
  let [power, sum] = [e, e];
  for (let n = 2; n < 30; n++) {
    power = multiply(power, e);
    sum = add(sum, scale(power, (n % 2 === 0 ? -1 : 1) / n));
  }
  return scale(sum, 2 ** 8);
}
