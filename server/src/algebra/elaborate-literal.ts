/** Matrices and columns that are written out, in blocks or in numbers. */
import type { Expr, Literal } from '../expr/expr.ts';
import { constantOf } from '../shape/constants.ts';
import { dimOf } from '../shape/declare.ts';
import { type Dim, number, ONE } from '../shape/dim.ts';
import { type Elaborating, fault, lower, said } from './elaborate.ts';
import { identity } from './ops.ts';
import { placed, wholeOf } from './parts.ts';
import { at as entriesAt, type Ix, index, isZeroPoly, type Mono, poly } from './tensor.ts';
import { tidy } from './tidy.ts';
import { type Value, valueOf } from './value.ts';

/** A block; `open`: of any size, as 0 and I are until their neighbours tell. */
interface Cell {
  readonly value: Value | undefined;
  readonly open?: 'zero' | 'identity';
  readonly rows?: Dim;
  readonly columns?: Dim;
}

export function literalOf(expr: Literal, at: Elaborating): Value | undefined {
  const { rows } = expr;
  const width = rows[0]?.length ?? 0;
  const no = (): Value | undefined => fault(at, `no rule for a matrix written out: ${said(expr, at)}`);
  if (width === 0 || rows.some((it) => it.length !== width) || rows.length * width < 2) return no();
  const cells: Cell[][] = [];
  for (const row of rows) {
    const list: Cell[] = [];
    for (const it of row) {
      const cell = cellOf(it, at);
      if (cell === undefined) return undefined;
      list.push(cell);
    }
    cells.push(list);
  }
  // Where there is nothing but numbers, 0 is one of them.
  const numbers = cells.every((row) =>
    row.every((it) => (it.open === 'zero' ? it.rows === undefined : it.value?.kind === 'scalar')),
  );
  if (numbers) cells.forEach((row, r) => (cells[r] = row.map((it) => ({ ...it, rows: ONE, columns: ONE }))));
  const heights = cells.map((row) => shared(row.map((it) => it.rows)));
  const widths = Array.from({ length: width }, (_, j) => shared(cells.map((row) => row[j]!.columns)));
  // An identity is as high as it is wide.
  cells.forEach((row, r) => {
    row.forEach(({ open }, c) => {
      if (open !== 'identity') return;
      heights[r] ??= widths[c];
      widths[c] ??= heights[r];
    });
  });
  if (heights.includes(undefined) || widths.includes(undefined)) return no();
  const [tall, wide] = [heights.filter((it) => it !== undefined), widths.filter((it) => it !== undefined)];
  const isColumn = wide.length === 1 && wide[0]!.key === ONE.key;
  const isRow = tall.length === 1 && tall[0]!.key === ONE.key;
  const [p, q] = [index(wholeOf(tall)), index(wholeOf(wide))];
  const monos: Mono[] = [];
  cells.forEach((row, r) => {
    row.forEach((cell, c) => {
      const value =
        cell.open === 'identity' && tall[r]!.key === wide[c]!.key ? valueOf('matrix', identity(tall[r]!)) : cell.value;
      if (value === undefined) return;
      const side = (dims: readonly Dim[], k: number): Ix | undefined =>
        dims[k]!.key === ONE.key ? undefined : index(dims[k]!);
      const [i, j] = [side(tall, r), side(wide, c)];
      const free = [i, j].filter((it) => it !== undefined);
      if (free.length !== value.p.free.length) return;
      for (const it of entriesAt(value.p, free)) {
        // One block alone on a side needs no place.
        const [over, beside] = [tall.length === 1, wide.length === 1];
        const own = over && i !== undefined ? renamed(it, i, p) : it;
        const whole = beside && j !== undefined ? renamed(own, j, q) : own;
        monos.push(placed(whole, over ? undefined : [p, i, tall, r], beside ? undefined : [q, j, wide, c]));
      }
    });
  });
  if (cells.some((row, r) => row.some((cell, c) => misfits(cell, tall[r]!, wide[c]!)))) return no();
  const free = isColumn ? [p] : isRow ? [q] : [p, q];
  return valueOf(
    isColumn ? 'vector' : isRow ? 'row' : 'matrix',
    poly(
      free,
      monos.flatMap((it) => tidy(it) ?? []),
    ),
  );
}

const renamed = ({ c, factors, sums }: Mono, from: Ix, to: Ix): Mono => ({
  c,
  factors: factors.map((it) => ({ ...it, ix: it.ix.map((x) => (x === from ? to : x)) })),
  sums,
});

/** An identity between blocks of different sizes, or a number where a block should be. */
function misfits({ value, open }: Cell, rows: Dim, columns: Dim): boolean {
  if (open === 'identity') return rows.key !== columns.key;
  const rank = Number(rows.key !== ONE.key) + Number(columns.key !== ONE.key);
  return open === undefined && value?.p.free.length !== rank;
}

/** The size that all agree on. */
function shared(sizes: readonly (Dim | undefined)[]): Dim | undefined {
  const known = sizes.filter((it) => it !== undefined);
  return known.length > 0 && known.every((it) => it.key === known[0]!.key) ? known[0] : undefined;
}

function cellOf(expr: Expr, at: Elaborating): Cell | undefined {
  const zero = zeroOf(expr, at);
  if (zero !== undefined) return zero;
  if (expr.kind === 'symbol' && !at.isDeclared(expr.key) && constantOf(expr) === 'identity' && expr.glyph.label === '')
    return { value: undefined, open: 'identity' };
  const value = lower(expr, at);
  if (value === undefined) return undefined;
  if (value.kind === 'scalar' && isZeroPoly(value.p)) return { value: undefined, open: 'zero' };
  const [a, b] = value.p.free.map((it) => it.dim);
  const one = number(1);
  switch (value.kind) {
    case 'scalar':
      return { value, rows: one, columns: one };
    case 'vector':
      return { value, rows: a!, columns: one };
    case 'row':
      return { value, rows: one, columns: a! };
    case 'matrix':
      return { value, rows: a!, columns: b! };
  }
}

/** `\mathbf{0}_{m \times n}`, `\mathbf{0}_m`, `0_{m \times n}`. */
function zeroOf(expr: Expr, at: Elaborating): Cell | undefined {
  const base = expr.kind === 'index' ? expr.base : expr;
  const isZero =
    base.kind === 'number'
      ? base.value === 0
      : base.kind === 'symbol' && constantOf(base) === 'zero' && !at.isDeclared(base.key);
  if (!isZero) return undefined;
  const [item] = expr.kind === 'index' ? expr.items : [];
  if (item?.kind !== 'at') return { value: undefined, open: 'zero' };
  const sizes = item.expr.kind === 'apply' && item.expr.op === 'cross' ? item.expr.args : [item.expr];
  const [rows, columns] = sizes.map((it) => dimOf(it));
  if (rows === undefined || (sizes.length > 1 && columns === undefined)) return undefined;
  return { value: undefined, open: 'zero', rows, columns: columns ?? ONE };
}
