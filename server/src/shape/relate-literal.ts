/** What a matrix that is written out says of its entries. */
import { type Expr, type Literal, some } from '../expr/expr.ts';
import { isWild } from './constants.ts';
import { narrow, type Node, type State } from './kind-slots.ts';
import { M, R, S, V } from './kinds.ts';
import { isSmallPlain } from './number-by-form.ts';

export function relateLiteral({ rows }: Literal, { kids, slot }: Node, state: State): void {
  const isWide = rows.some((it) => it.length > 1);
  // A column of numbers is no block matrix.
  if (rows.length > 1 && !isWide && kids.every(isNumber)) narrow(slot, V, state);
  narrow(slot, rows.length > 1 ? (isWide ? M : V | M) : R | V | M | S, state);
  // `\begin{bmatrix} \cos\theta & -\sin\theta \\ … \end{bmatrix}`
  if (state.level === 'habit' && rows.length > 1)
    for (const it of kids) if (some(it.expr, isOfAngle)) narrow(it.slot, S, state);
  if (rows.length > 1 && isWide) relateBlocks(rows, kids, state);
}

/** A block beside one matrix and above or below another is a matrix. */
function relateBlocks(rows: Literal['rows'], kids: readonly Node[], state: State): void {
  const width = rows[0]!.length;
  if (rows.some((it) => it.length !== width) || kids.some((it) => it.expr.kind === 'ellipsis')) return;
  const isMatrix = (i: number, j: number): boolean => kids[i * width + j]!.slot.mask === M;
  const all = <T>(count: number, test: (n: number) => T): readonly T[] =>
    Array.from({ length: count }, (_, n) => test(n));
  const inRow = all(rows.length, (i) => all(width, (j) => isMatrix(i, j)).some(Boolean));
  const inColumn = all(width, (j) => all(rows.length, (i) => isMatrix(i, j)).some(Boolean));
  kids.forEach((kid, n) => {
    if (inRow[Math.floor(n / width)] && inColumn[n % width] && !isWild(kid.expr) && kid.expr.kind !== 'number')
      narrow(kid.slot, M, state);
  });
}

export const isNumber = ({ expr, slot }: Node): boolean => slot.mask === S || isWild(expr);

/** `\cos\theta` */
const isOfAngle = (expr: Expr): boolean =>
  expr.kind === 'apply' &&
  expr.op === 'elementwise' &&
  /^(cos|sin|tan|cosh|sinh)$/.test(expr.name ?? '') &&
  expr.args.every(isSmallPlain);
