/**
 * Derivatives of matrices as matrices: what is at (i, j) by what is at (k, l), the rows numbered as in vec F, the columns
 * as in vec X. Source: Magnus and Neudecker, ch. 2 and 3: vec(AXB) = (Bᵀ ⊗ A) vec X, K vec X = vec Xᵀ.
 */
import {
  commutationForm,
  diagonalForm,
  type Form,
  hadamardForm,
  identityForm,
  onesForm,
  productForm,
  transposeForm,
  wrap,
} from './form.ts';
import type { Ix } from './tensor.ts';
import { matrixOf, type Piece } from './reduce.ts';

const kronecker = (a: Form, b: Form): Form =>
  wrap('kronecker', a.kind === b.kind ? a.kind : 'matrix', [a, b].flatMap(factorsOf), {
    symmetric: a.symmetric === true && b.symmetric === true,
  });

const factorsOf = (it: Form): readonly Form[] => (it.op === 'kronecker' && it.tex === undefined ? it.args : [it]);

const vec = (m: Form): Form => (m.kind === 'matrix' ? wrap('vec', 'vector', [m]) : m);

/** The pieces as one matrix; sides are lists of one or two indices, the first running fastest. */
export function flattened(pieces: readonly Piece[], sides: readonly (readonly Ix[])[]): Form | undefined {
  const [rows, columns] = sides;
  if (rows === undefined || columns === undefined) return rows?.length === 2 ? vecOf(pieces, rows) : undefined;
  if (rows.length === 4 && columns.length <= 2) return shuffled(pieces, rows, columns);
  if (columns.length === 4 && rows.length <= 2) {
    const turned = shuffled(pieces, columns, rows);
    return turned && transposeForm(turned);
  }
  if (rows.length > 2 || columns.length > 2) return undefined;
  const [i, j] = rows as readonly [Ix, Ix | undefined];
  const [k, l] = columns as readonly [Ix, Ix | undefined];
  const between = (a: Ix | undefined, b: Ix | undefined): Piece[] =>
    a === undefined || b === undefined
      ? []
      : pieces.filter((it) => it.ix.length === 2 && it.ix.includes(a) && it.ix.includes(b));
  const has = (a: Ix | undefined, b: Ix | undefined): boolean => between(a, b).length > 0;
  const along = [has(i, k), has(j, l)];
  const across = [has(i, l), has(j, k)];
  const within = [has(i, j), has(k, l)];
  const any = (list: readonly boolean[]): boolean => list.some(Boolean);
  if (!any(across) && !any(within)) return placed(pieces, [i, k], [j, l]);
  if (!any(along) && !any(within)) {
    const turned = placed(pieces, [i, l], [j, k]);
    if (turned === undefined) return undefined;
    // With a single index on one side there is nothing to exchange.
    if (j === undefined || l === undefined) return swappedOne(pieces, i, j, k, l);
    return productForm(turned, commutationForm(k.dim, l.dim));
  }
  if (!any(along) && !any(across)) {
    const left = j === undefined ? columnOf(pieces, i) : matrixOf(at(pieces, i, j), i, j);
    const right = l === undefined ? columnOf(pieces, k) : matrixOf(at(pieces, k, l), k, l);
    return left === undefined || right === undefined ? undefined : productForm(vec(left), transposeForm(vec(right)));
  }
  if (!any(across)) {
    const inner = placed(
      pieces.filter((it) => !between(i, j).includes(it) && !between(k, l).includes(it)),
      [i, k],
      [j, l],
    );
    if (inner === undefined) return undefined;
    const left = between(i, j).length === 0 ? undefined : matrixOf(between(i, j), i, j!);
    const right = between(k, l).length === 0 ? undefined : matrixOf(between(k, l), k, l!);
    return productForm(
      ...(left === undefined ? [] : [diagonalForm(vec(left))]),
      inner,
      ...(right === undefined ? [] : [diagonalForm(vec(right))]),
    );
  }
  return entrywise(pieces, i, j, k, l);
}

/**
 * The rows of vec(Q ⊗ P), P at the fast indices of both pairs: by the rows of vec P and of vec Q they are
 * (I ⊗ K ⊗ I)(vec Q ⊗ vec P). Source: Magnus and Neudecker, ch. 3, theorem 3.10.
 */
function shuffled(pieces: readonly Piece[], rows: readonly Ix[], columns: readonly Ix[]): Form | undefined {
  const [i, a, j, b] = rows as readonly [Ix, Ix, Ix, Ix];
  const [fast, slow] = [
    [i, j],
    [a, b],
  ];
  // Each piece is of the one or of the other; the columns are those of one of them.
  const reached = (side: readonly Ix[]): readonly Piece[] => pieces.filter((it) => it.ix.some((x) => side.includes(x)));
  const [inner, outer] = [reached(fast), reached(slow)];
  if (inner.some((it) => outer.includes(it)) || inner.length + outer.length !== pieces.length) return undefined;
  const moves = (list: readonly Piece[]): boolean => list.some((it) => it.ix.some((x) => columns.includes(x)));
  const part = (list: readonly Piece[], side: readonly Ix[]): Form | undefined =>
    moves(list) ? flattened(list, [side, columns]) : flattened(list, [side]);
  const [p, q] = [part(inner, fast), part(outer, slow)];
  if (p === undefined || q === undefined || moves(inner) === moves(outer)) return undefined;
  const order = kronecker(kronecker(identityForm(b.dim), commutationForm(j.dim, a.dim)), identityForm(i.dim));
  return productForm(order, kronecker(q, p));
}

const at = (pieces: readonly Piece[], a: Ix, b: Ix): readonly Piece[] =>
  pieces.filter((it) => it.ix.every((x) => x === a || x === b));

function vecOf(pieces: readonly Piece[], [i, j]: readonly Ix[]): Form | undefined {
  const m = matrixOf(pieces, i!, j!);
  return m === undefined ? undefined : vec(m);
}

function columnOf(pieces: readonly Piece[], i: Ix): Form | undefined {
  const own = pieces.filter((it) => it.ix.length === 1 && it.ix[0] === i);
  return own.length > 1 ? undefined : (own[0]?.form ?? onesForm(i.dim));
}

/** Q ⊗ P with P at the fast indices and Q at the slow ones; a side without its slow index has a column or a row there. */
function placed(
  pieces: readonly Piece[],
  [i, k]: readonly [Ix, Ix | undefined],
  [j, l]: readonly [Ix | undefined, Ix | undefined],
): Form | undefined {
  const used = (a: Ix | undefined, b: Ix | undefined): Piece[] =>
    pieces.filter((it) => it.ix.every((x) => x === a || x === b));
  const p = k === undefined ? columnOf(pieces, i) : matrixOf(used(i, k), i, k);
  let q: Form | undefined;
  if (j !== undefined && l !== undefined) q = matrixOf(used(j, l), j, l);
  else if (j !== undefined) q = columnOf(pieces, j);
  else if (l !== undefined) {
    const column = columnOf(pieces, l);
    q = column === undefined ? undefined : transposeForm(column);
  } else return p;
  return p === undefined || q === undefined ? undefined : kronecker(q, p);
}

/** One side has a single index, and the other meets it in its slow one: P ⊗ wᵀ, P ⊗ u. */
function swappedOne(pieces: readonly Piece[], i: Ix, j: Ix | undefined, k: Ix, l: Ix | undefined): Form | undefined {
  if (j === undefined && l !== undefined) {
    const [p, w] = [
      matrixOf(
        pieces.filter((it) => it.ix.includes(i) || (it.ix.length === 1 && it.ix[0] === l)),
        i,
        l,
      ),
      columnOf(pieces, k),
    ];
    return p === undefined || w === undefined ? undefined : kronecker(p, transposeForm(w));
  }
  if (j !== undefined && l === undefined) {
    const [p, u] = [
      matrixOf(
        pieces.filter((it) => it.ix.includes(j) || (it.ix.length === 1 && it.ix[0] === k && !it.ix.includes(i))),
        j,
        k,
      ),
      columnOf(pieces, i),
    ];
    return p === undefined || u === undefined ? undefined : kronecker(p, u);
  }
  return undefined;
}

/** Any pairs: each piece is spread over the whole matrix by ones, and all are multiplied entry by entry. */
function entrywise(pieces: readonly Piece[], i: Ix, j: Ix | undefined, k: Ix, l: Ix | undefined): Form | undefined {
  const ones = (x: Ix | undefined): readonly Form[] => (x === undefined ? [] : [onesForm(x.dim)]);
  const row = (list: readonly Form[]): readonly Form[] => list.map((it) => transposeForm(it));
  const product = (list: readonly Form[]): Form => list.reduce(kronecker);
  const rowsOnes = product([...ones(j), ...ones(i)]);
  const columnsOnes = product(row([...ones(l), ...ones(k)]));
  const spread: Form[] = [];
  for (const it of pieces) {
    const [a, b] = it.ix as readonly [Ix, Ix | undefined];
    const is = (x: Ix | undefined, y: Ix | undefined): boolean =>
      x !== undefined && y !== undefined && ((a === x && b === y) || (a === y && b === x));
    const turned = (x: Ix): Form => (a === x ? it.form : transposeForm(it.form));
    if (b === undefined) {
      if (a === i) spread.push(productForm(product([...ones(j), it.form]), columnsOnes));
      else if (a === j) spread.push(productForm(product([it.form, ...ones(i)]), columnsOnes));
      else if (a === k) spread.push(productForm(rowsOnes, product([...row(ones(l)), transposeForm(it.form)])));
      else spread.push(productForm(rowsOnes, product([transposeForm(it.form), ...row(ones(k))])));
    } else if (is(i, k)) spread.push(product([...ones(j), ...row(ones(l)), turned(i)]));
    else if (is(j, l)) spread.push(product([turned(j!), ...ones(i), ...row(ones(k))]));
    else if (is(i, l)) spread.push(product([...ones(j), turned(i), ...row(ones(k))]));
    else if (is(j, k)) spread.push(product([...row(ones(l)), turned(j!), ...ones(i)]));
    else if (is(i, j)) spread.push(productForm(vec(turned(i)), columnsOnes));
    else if (is(k, l)) spread.push(productForm(rowsOnes, transposeForm(vec(turned(k)))));
    else return undefined;
  }
  return hadamardForm(spread);
}
