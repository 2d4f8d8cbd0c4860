/** Matrices written out, block by block, and lists of numbers or columns. */
import type { Literal, Tuple } from '../expr/expr.ts';
import { expanded, expandedRows, isEllipsis } from './ellipsis.ts';
import { evaluate } from './evaluate.ts';
import { Stop } from './stop.ts';
import { asMatrix, isScalar, isColumn, placed, shaped, type Value, stacked } from './value.ts';
import type { World } from './world.ts';

export function evaluateLiteral(expr: Literal, world: World): Value {
  const columns = Math.max(...expr.rows.map((it) => it.length));
  if (expr.rows.some((row) => row.length !== columns)) throw new Stop('not-understood', 'rows of several lengths');
  const rows = expr.rows.some((row) => row.some(isEllipsis)) ? expandedRows(expr.rows, world) : expr.rows;
  return blocks(rows.map((row) => row.map((it) => evaluate(it, world))));
}

/** Blocks joined; a zero takes the size its neighbours leave it. */
function blocks(rows: readonly (readonly Value[])[]): Value {
  const heights = rows.map((row) => agreed(row.filter((it) => it.fits !== true).map((it) => asMatrix(it).rows)));
  const widths = rows[0]!.map((_, j) =>
    agreed(
      rows
        .map((row) => row[j]!)
        .filter((it) => it.fits !== true)
        .map((it) => asMatrix(it).columns),
    ),
  );
  const [m, n] = [heights.reduce((a, b) => a + b, 0), widths.reduce((a, b) => a + b, 0)];
  const [tops, lefts] = [startsOf(heights), startsOf(widths)];
  const written = rows.flatMap((row, i) =>
    row.flatMap((block, j) =>
      block.fits === true ? [] : [{ block, corner: tops[i]! * n + lefts[j]!, width: widths[j]! }],
    ),
  );
  const joined = placed(
    written.map((it) => it.block),
    [m * n],
    (at, k) => {
      const { corner, width } = written[at]!;
      return corner + Math.floor(k / width) * n + (k % width);
    },
  );
  return shaped(joined.parts, m, n);
}

const startsOf = (sizes: readonly number[]): readonly number[] =>
  sizes.map((_, i) => sizes.slice(0, i).reduce((a, b) => a + b, 0));

function agreed(sizes: readonly number[]): number {
  const [first] = sizes;
  if (first === undefined) return 1;
  if (sizes.some((it) => it !== first)) throw new Stop('shape', 'blocks that do not fit');
  return first;
}

/** `(a, b, c)`, `[x_1, \ldots, x_n]`: a column of numbers, or columns beside each other. */
export function evaluateTuple(expr: Tuple, world: World): Value {
  if (expr.separator === '|' || expr.open === '{') throw new Stop('not-understood', 'a list');
  if (expr.items.length === 1) return evaluate(expr.items[0]!, world);
  const items = expanded(expr.items, world).map((it) => evaluate(it, world));
  if (items.every(isScalar) || expr.separator === ';') return stacked(items);
  const isMatrix = world.shapeOf(expr).kind === 'matrix';
  if (expr.open === '(' && !isMatrix && items.every((it) => isScalar(it) || isColumn(it))) return stacked(items);
  return blocks([items]);
}
