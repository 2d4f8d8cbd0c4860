/** Matrices written out, block by block, and lists of numbers or columns. */
import type { Expr, Literal, SymbolExpr, Tuple } from '../expr/expr.ts';
import { evaluate } from './evaluate.ts';
import { stacked } from './operators.ts';
import { Stop } from './stop.ts';
import { asMatrix, isScalar, isColumn, placed, shaped, type Value } from './value.ts';
import { indexValue } from './indexing.ts';
import type { World } from './world.ts';

export function evaluateLiteral(expr: Literal, world: World): Value {
  const columns = Math.max(...expr.rows.map((it) => it.length));
  const written = expr.rows.map((row) => [...row]);
  if (written.some((row) => row.length !== columns)) throw new Stop('not-understood', 'rows of several lengths');
  const full = written.some((row) => row.some(isEllipsis))
    ? filled(written, world)
    : written.map((row) => row.map((it) => evaluate(it, world)));
  return blocks(full);
}

const isEllipsis = (expr: Expr): boolean => expr.kind === 'ellipsis';

/** `a_1 & \cdots & a_n`: what the dots leave out is made from the entry before them by counting on. */
function filled(rows: readonly (readonly Expr[])[], world: World): Value[][] {
  const across = rows.map((row) => (row.every(isEllipsis) ? undefined : expanded(row, world)));
  const down = across.findIndex((it) => it === undefined);
  if (down < 0) return across.map((it) => it!.map((entry) => entry.value(world)));
  const [before, after] = [across[down - 1], across[down + 1]];
  if (before === undefined || after === undefined || across.length !== down + 2) throw new Stop('not-understood', '⋮');
  const lines: Value[][] = across.slice(0, down).map((it) => it!.map((entry) => entry.value(world)));
  const [start, end] = [lastLine(before, world), lastLine(after, world)];
  for (let i = start + 1; i < end; i++) lines.push(before.map((entry) => entry.value(world, i)));
  lines.push(after.map((entry) => entry.value(world)));
  return lines;
}

interface Entry {
  readonly expr: Expr;
  /** With `line`, as it would stand in that line: its first index counted on. */
  readonly value: (world: World, line?: number) => Value;
}

const entry = (expr: Expr): Entry => ({
  expr,
  value: (world, line) => evaluate(line === undefined ? expr : counted(expr, 0, line), world),
});

const numberExpr = (value: number, like: Expr): Expr => ({ kind: 'number', value, span: like.span });

/** The expression with its n-th index, or its last one, replaced. */
function counted(expr: Expr, place: number | 'last', to: number): Expr {
  if (expr.kind === 'index') {
    const at = place === 'last' ? expr.items.length - 1 : place;
    return {
      ...expr,
      items: expr.items.map((it, i) =>
        i === at && it.kind === 'at' ? { kind: 'at', expr: numberExpr(to, expr) } : it,
      ),
    };
  }
  if ((expr.kind === 'apply' || expr.kind === 'call') && expr.args.length > 0)
    return { ...expr, args: expr.args.map((it, i) => (i === 0 ? counted(it, place, to) : it)) };
  return expr;
}

function indexAt(expr: Expr, place: number | 'last', world: World): number {
  if ((expr.kind === 'apply' || expr.kind === 'call') && expr.args[0] !== undefined)
    return indexAt(expr.args[0], place, world);
  const item = expr.kind === 'index' ? expr.items.at(place === 'last' ? -1 : place) : undefined;
  if (item?.kind !== 'at') throw new Stop('not-understood', '…');
  return indexValue(item.expr, world);
}

const lastLine = (row: readonly Entry[], world: World): number => indexAt(row[0]!.expr, 0, world);

function expanded(row: readonly Expr[], world: World): Entry[] {
  const at = row.findIndex(isEllipsis);
  if (at < 0) return row.map(entry);
  const [before, after] = [row[at - 1], row[at + 1]];
  if (before === undefined || after === undefined || row.some((it, i) => i !== at && isEllipsis(it)))
    throw new Stop('not-understood', '⋯');
  const [from, to] = [indexAt(before, 'last', world), indexAt(after, 'last', world)];
  if (to < from || to - from > 50) throw new Stop('not-understood', '⋯');
  const between = Array.from({ length: Math.max(0, to - from - 1) }, (_, i) =>
    entry(counted(before, 'last', from + 1 + i)),
  );
  return [...row.slice(0, at).map(entry), ...between, ...row.slice(at + 1).map(entry)];
}

/** `x_1, \ldots, x_n`: what is counted up to, and in what. */
export function countIn(row: readonly Expr[]): { readonly count: SymbolExpr; readonly body: Expr } | undefined {
  const last = row[row.findIndex(isEllipsis) + 1];
  if (last === undefined || !row.some(isEllipsis)) return undefined;
  const index = (expr: Expr): Expr | undefined => {
    if ((expr.kind === 'apply' || expr.kind === 'call') && expr.args[0] !== undefined) return index(expr.args[0]);
    const item = expr.kind === 'index' ? expr.items.at(-1) : undefined;
    return item?.kind === 'at' ? item.expr : undefined;
  };
  const count = index(last);
  return count?.kind === 'symbol' ? { count, body: last } : undefined;
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
  const items = expr.items.some(isEllipsis)
    ? expanded(expr.items, world).map((it) => it.value(world))
    : expr.items.map((it) => evaluate(it, world));
  if (items.every(isScalar) || expr.separator === ';') return stacked(items);
  const isMatrix = world.shapeOf(expr).kind === 'matrix';
  if (expr.open === '(' && !isMatrix && items.every((it) => isScalar(it) || isColumn(it))) return stacked(items);
  return blocks([items]);
}
