/** Products, sums and equations of shapes: what results, and what does not fit. */
import { type Dim, soleVariable } from './dim.ts';
import { dimsOf, matrix, SCALAR, type Shape, UNKNOWN, vector } from './shape.ts';
import type { DimTable } from './unify.ts';

/** Two shapes multiplied: the result, a clash of sizes, or two kinds that have no product. */
export type Combined =
  { readonly shape: Shape } | { readonly sizes: readonly [Dim, Dim]; readonly shape: Shape } | 'no product';

export interface Rules {
  readonly dims: DimTable;
  /** Vectors of this note are rows where a product needs them so. */
  readonly rowVectors: boolean;
}

export function multiplyShapes(a: Shape, b: Shape, dot: boolean, rules: Rules): Combined {
  const { dims } = rules;
  if (isGuess(a) || isGuess(b)) return guessed(a, b);
  const meet = (left: Dim, right: Dim, shape: Shape): Combined =>
    dims.unify(left, right) ? { shape } : { sizes: [dims.resolve(left), dims.resolve(right)], shape };
  if (a.kind === 'zero' || b.kind === 'zero') return { shape: { kind: 'zero' } };
  if (a.kind === 'scalar') return { shape: b };
  if (b.kind === 'scalar') return { shape: a };
  if (a.kind === 'matrix' && b.kind === 'matrix') {
    const left = oriented(
      a,
      (it) => dims.compatible(it.columns, b.rows) || (b.free === true && dims.compatible(it.columns, b.columns)),
    );
    const right = oriented(b, (it) => dims.compatible(left.columns, it.rows));
    return meet(left.columns, right.rows, freely(matrix(left.rows, right.columns), a.free === true || b.free === true));
  }
  if (a.kind === 'matrix' && b.kind === 'vector') {
    const left = oriented(a, (it) => dims.compatible(it.columns, b.rows));
    return meet(left.columns, b.rows, vector(left.rows));
  }
  if (a.kind === 'matrix' && b.kind === 'row')
    return rules.rowVectors || dot ? meet(a.columns, b.columns, vector(a.rows)) : 'no product';
  if (
    b.kind === 'matrix' &&
    (a.kind === 'row' || (a.kind === 'vector' && (a.free === true || rules.rowVectors || dot)))
  ) {
    const size = a.kind === 'row' ? a.columns : a.rows;
    const right = oriented(b, (it) => dims.compatible(size, it.rows));
    return meet(
      size,
      right.rows,
      a.kind === 'row' ? { ...a, columns: right.columns } : { kind: 'vector', rows: right.columns, free: true },
    );
  }
  if (a.kind === 'row' && b.kind === 'vector') return meet(a.columns, b.rows, SCALAR);
  if (a.kind === 'vector' && b.kind === 'row') {
    if (a.free === true && dims.compatible(a.rows, b.columns) && dot) return meet(a.rows, b.columns, SCALAR);
    return { shape: matrix(a.rows, b.columns) };
  }
  if (a.kind === 'vector' && b.kind === 'vector') {
    if (dot) return meet(a.rows, b.rows, SCALAR);
    // A gradient or a list stands as a row, if that is what the product needs.
    if (a.free === true || b.free === true) {
      if (a.free === true && b.free !== true) return meet(a.rows, b.rows, SCALAR);
      return { shape: UNKNOWN };
    }
    return 'no product';
  }
  if (a.kind === 'row' && b.kind === 'row') return dot ? meet(a.columns, b.columns, SCALAR) : 'no product';
  if (a.kind === 'vector' && b.kind === 'matrix') return 'no product';
  return { shape: UNKNOWN };
}

const isGuess = (shape: Shape): boolean => shape.kind === 'vector' && shape.guess === true;

/** A guess takes part as long as it fits. */
function guessed(a: Shape, b: Shape): Combined {
  if (a.kind === 'scalar') return { shape: b };
  if (b.kind === 'scalar') return { shape: a };
  if (a.kind === 'matrix') return { shape: { kind: 'vector', rows: a.rows, free: true, guess: true } };
  if (a.kind === 'row' || b.kind === 'vector' || (b.kind === 'row' && a.kind !== 'vector')) return { shape: SCALAR };
  return { shape: UNKNOWN };
}

type MatrixShape = Extract<Shape, { kind: 'matrix' }>;

const oriented = (it: MatrixShape, fits: (it: MatrixShape) => boolean): MatrixShape => {
  if (it.free !== true || fits(it)) return it;
  const turned: MatrixShape = { ...it, rows: it.columns, columns: it.rows };
  return fits(turned) ? turned : it;
};

const freely = (shape: Shape, free: boolean): Shape => (free && shape.kind === 'matrix' ? { ...shape, free } : shape);

/** Operands of a sum or sides of an equation. `broadcast`: legal shorthand of programs; `kinds`: of different kinds. */
export type Joined =
  | { readonly shape: Shape }
  | { readonly sizes: readonly [Dim, Dim]; readonly shape: Shape }
  | { readonly broadcast: Shape }
  | 'kinds';

export function joinShapes(a: Shape, b: Shape, { dims }: Rules): Joined {
  if (a.kind === 'zero' || isGuess(a)) return { shape: b };
  if (b.kind === 'zero' || isGuess(b)) return { shape: a };
  const meet = (pairs: readonly (readonly [Dim, Dim])[], shape: Shape): Joined => {
    for (const [x, y] of pairs) if (!dims.unify(x, y)) return { sizes: [dims.resolve(x), dims.resolve(y)], shape };
    return { shape };
  };
  if (a.kind === 'scalar' && b.kind === 'scalar') return { shape: SCALAR };
  if (a.kind === 'scalar' || b.kind === 'scalar') return { broadcast: a.kind === 'scalar' ? b : a };
  if (a.kind === 'matrix' && b.kind === 'matrix') {
    const left = oriented(a, (it) => dims.compatible(it.rows, b.rows) && dims.compatible(it.columns, b.columns));
    const right = oriented(b, (it) => dims.compatible(left.rows, it.rows) && dims.compatible(left.columns, it.columns));
    return meet([[left.rows, right.rows], [left.columns, right.columns]], a.free === true && b.free !== true ? right : left); // prettier-ignore
  }
  if (a.kind === 'vector' && b.kind === 'vector') return meet([[a.rows, b.rows]], a.free === true ? b : a);
  if (a.kind === 'row' && b.kind === 'row') return meet([[a.columns, b.columns]], a);
  // In notes of row vectors a bias in ℝ^h is added to a row.
  if (a.kind === 'vector' && b.kind === 'row')
    return a.free === true || b.natural === true ? meet([[a.rows, b.columns]], b) : 'kinds';
  if (a.kind === 'row' && b.kind === 'vector')
    return b.free === true || a.natural === true ? meet([[a.columns, b.rows]], a) : 'kinds';
  if (a.kind === 'matrix' && (b.kind === 'vector' || b.kind === 'row')) return spread(a, b, dims);
  if (b.kind === 'matrix' && (a.kind === 'vector' || a.kind === 'row')) return spread(b, a, dims);
  return { shape: UNKNOWN };
}

/** A vector beside a matrix stands for each of its rows, or for each of its columns. */
function spread(it: MatrixShape, beside: Extract<Shape, { kind: 'vector' | 'row' }>, dims: DimTable): Joined {
  const size = beside.kind === 'vector' ? beside.rows : beside.columns;
  if (dims.compatible(size, it.rows) || dims.compatible(size, it.columns)) return { broadcast: it };
  return { sizes: [dims.resolve(it.rows), dims.resolve(size)], shape: it };
}

/** An argument of unknown size has that of the declared domain. */
export function meetSizes(from: Shape, arg: Shape, dims: DimTable): void {
  const [wanted, given] = [dimsOf(from), dimsOf(arg)];
  if (wanted.length !== given.length) return;
  given.forEach((dim, i) => {
    if (soleVariable(dims.resolve(dim)) !== undefined) dims.unify(dim, wanted[i]!);
  });
}
