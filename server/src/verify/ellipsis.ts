/**
 * What dots leave out, made by counting from the thing before them to the thing behind: `x_1, \ldots, x_n`,
 * `1 + x + \cdots + x^n`, the rows of a matrix. Where the two do not differ by a count alone, nothing is made of them.
 */
import type { Derivative, Expr, IndexItem, SymbolExpr } from '../expr/expr.ts';
import { indexValue } from './indexing.ts';
import { Stop } from './stop.ts';
import { textOf } from '../expr/text.ts';
import type { World } from './world.ts';

export const isEllipsis = (expr: Expr): boolean => expr.kind === 'ellipsis';

/** Two expressions that are the same but for counts. */
interface Parallel {
  readonly pairs: readonly (readonly [Expr, Expr])[];
  /** With another count in all these places. */
  readonly make: (count: Expr) => Expr;
}

/** At most so many things are made of dots. */
const MOST = 50;

/** A list without its dots. @param count of all, where the things beside the dots are the same: `0, \ldots, 0` */
export function expanded(row: readonly Expr[], world: World, count?: number): readonly Expr[] {
  const at = row.findIndex(isEllipsis);
  if (at < 0) return row;
  const [before, after] = [row[at - 1], row[at + 1]];
  if (before === undefined || after === undefined) throw new Stop('not-understood', '…');
  const all = parallel(before, after);
  if (all === undefined) throw new Stop('not-understood', '…');
  const rest = row.slice(at + 1);
  const isLast = !rest.some(isEllipsis);
  // With dots once more, the list goes on from where the first dots end.
  const onward = (from: number): readonly Expr[] => (isLast ? rest.slice(from) : expanded(rest, world).slice(from));
  if (all.pairs.length === 0) {
    if (!isLast) throw new Stop('not-understood', '…');
    return [...row.slice(0, at), ...Array.from({ length: sameOnes(row, count) }, () => before), ...rest];
  }
  const between = steps(all.pairs, row[at - 2], before, world);
  // `A_n A_1 \cdots A_{n-2}` with n = 3: the same one on both sides of the dots; `x_1, \ldots, x_{i-1}, y` with i = 1: none.
  if (typeof between === 'number') return [...row.slice(0, at + between - 1), ...onward(1)];
  return [...row.slice(0, at), ...between.map((it) => all.make(numberExpr(it, before))), ...onward(0)];
}

/** Rows without the dots that stand for whole rows. */
export function expandedRows(rows: readonly (readonly Expr[])[], world: World): readonly (readonly Expr[])[] {
  const diagonal = diagonalOf(rows, world);
  if (diagonal !== undefined) return diagonal;
  const isDown = (row: readonly Expr[]): boolean => row.every(isEllipsis);
  const written = rows.filter((it) => !isDown(it));
  const widths = written.flatMap((row) => (isSame(row) ? [] : [expanded(row, world).length]));
  const across = rows.map((row) => (isDown(row) ? undefined : expanded(row, world, widths[0])));
  const down = rows.findIndex(isDown);
  if (down < 0) return written.map((_, i) => across[i]!);
  const [before, after] = [across[down - 1], across[down + 1]];
  if (before === undefined || after?.length !== before.length || rows.findLastIndex(isDown) !== down)
    throw new Stop('not-understood', '⋮');
  const cells = before.map((it, i) => parallel(it, after[i]!));
  const pairs = merged(cells);
  if (pairs === undefined) throw new Stop('not-understood', '⋮');
  const place = before.findIndex((it, i) => textOf(it) !== textOf(after[i]!));
  const between = steps(pairs, across[down - 2]?.[place], before[place]!, world);
  if (typeof between === 'number')
    return [...across.slice(0, down + between - 1), ...across.slice(down + 2)].map((it) => it!);
  const lines = between.map((it) => before.map((cell, i) => cells[i]!.make(numberExpr(it, cell))));
  return [...across.slice(0, down), ...lines, ...across.slice(down + 1)].map((it) => it!);
}

/** Things that do not change across the dots: as many as the other rows have. */
function sameOnes(row: readonly Expr[], count: number | undefined): number {
  if (count === undefined || count < row.length - 1) throw new Stop('not-understood', '…');
  return count - row.length + 1;
}

function isSame(row: readonly Expr[]): boolean {
  const at = row.findIndex(isEllipsis);
  const [before, after] = [row[at - 1], row[at + 1]];
  return at >= 0 && before !== undefined && after !== undefined && textOf(before) === textOf(after);
}

/** Zeros and dots about a diagonal that is written with `\ddots`. */
function diagonalOf(rows: readonly (readonly Expr[])[], world: World): readonly (readonly Expr[])[] | undefined {
  const isNothing = (it: Expr): boolean => isEllipsis(it) || (it.kind === 'number' && it.value === 0);
  const diagonal = rows.flatMap((row, i) => row[i] ?? []);
  const isOne =
    rows.length > 2 &&
    rows.every((row) => row.length === rows.length) &&
    rows.every((row, i) => row.every((it, j) => i === j || isNothing(it))) &&
    diagonal.some(isEllipsis) &&
    !diagonal.every(isNothing);
  if (!isOne) return undefined;
  const entries = expanded(diagonal, world);
  const zero: Expr = { kind: 'number', value: 0, span: diagonal[0]!.span };
  return entries.map((it, i) => entries.map((_, j) => (i === j ? it : zero)));
}

/**
 * The counts between the two ends; or how many there are at all, if less than two: both ends are one, or neither is there.
 * @param previous what stands before the first of them: one step away, or on the far side, where another run begins
 */
function steps(
  pairs: Parallel['pairs'],
  previous: Expr | undefined,
  before: Expr,
  world: World,
): readonly number[] | 0 | 1 {
  const ends = pairs.map(([a, b]) => [indexValue(a, world), indexValue(b, world)] as const);
  const [first] = ends;
  if (first === undefined || ends.some(([a, b]) => a !== first[0] || b !== first[1]))
    throw new Stop('not-understood', '…');
  const [from, to] = first;
  const [start, end] = pairs[0]!;
  // `W_L \cdots W_1` counts down, for it ends in a number.
  const step = to < from && end.kind === 'number' && start.kind !== 'number' ? -1 : 1;
  const many = (to - from) * step - 1;
  const own = previous && parallel(previous, before);
  // `x_1, \ldots, x_{i-1}, y` with i = 1.
  const isNone = many === -2 && own === undefined && (start.kind !== 'number' || end.kind !== 'number');
  if ((many < -1 && !isNone) || many > MOST) throw new Stop('not-understood', '…');
  const isApart = (it: number): boolean => it !== from - step && (from - it) * step > 0;
  if (own?.pairs.some(([a]) => isApart(indexValue(a, world))) === true) throw new Stop('not-understood', '…');
  if (many < 0) return isNone ? 0 : 1;
  return Array.from({ length: many }, (_, i) => from + step * (i + 1));
}

const numberExpr = (value: number, like: Expr): Expr => ({ kind: 'number', value, span: like.span });

/** What two expressions have in common, if they differ in counts alone. */
function parallel(a: Expr, b: Expr): Parallel | undefined {
  if (textOf(a) === textOf(b)) return { pairs: [], make: () => a };
  if (a.kind === 'apply' && b.kind === 'apply' && sameOperator(a, b)) {
    const args = a.args.map((it, i) => parallel(it, b.args[i]!));
    const pairs = merged(args);
    if (pairs !== undefined) return { pairs, make: (count) => ({ ...a, args: args.map((it) => it!.make(count)) }) };
  }
  if (a.kind === 'call' && b.kind === 'call' && a.args.length === b.args.length && a.given === b.given) {
    const parts = [parallel(a.fn, b.fn), ...a.args.map((it, i) => parallel(it, b.args[i]!))];
    const pairs = merged(parts);
    const [fn, ...args] = parts;
    return pairs && { pairs, make: (n) => ({ ...a, fn: fn!.make(n), args: args.map((it) => it!.make(n)) }) };
  }
  if (a.kind === 'index' && b.kind === 'index') return members(a, b);
  if (a.kind === 'derivative' && b.kind === 'derivative' && a.order === b.order) {
    const [first, second] = a.by.length === b.by.length ? [a.by, b.by] : [eachBy(a), eachBy(b)];
    if (first.length !== second.length) return undefined;
    const of = a.of === undefined || b.of === undefined ? undefined : parallel(a.of, b.of);
    const by = first.map((it, i) => parallel(it, second[i]!));
    const pairs = of && merged([of, ...by]);
    return pairs && { pairs, make: (n) => ({ ...a, of: of.make(n), by: by.map((it) => it!.make(n)) }) };
  }
  if (a.kind === 'reduce' && b.kind === 'reduce' && textOf({ ...a, body: b.body }) === textOf(b)) {
    const body = parallel(a.body, b.body);
    return body && { pairs: body.pairs, make: (n) => ({ ...a, body: body.make(n) }) };
  }
  const isCounted = (a.kind === 'number' && isCount(b)) || (b.kind === 'number' && isCount(a));
  return isCounted ? { pairs: [[a, b]], make: (count) => count } : undefined;
}

/** `\partial x_n^2` beside `\partial x_n \partial x_1` is by `x_n` twice. */
const eachBy = ({ by, order }: Derivative): readonly Expr[] =>
  by.length === 1 && order <= 3 ? Array.from({ length: order }, () => by[0]!) : by;

function sameOperator(a: Extract<Expr, { kind: 'apply' }>, b: Extract<Expr, { kind: 'apply' }>): boolean {
  const signs = (it: typeof a): string => it.args.map((_, i) => it.signs?.[i] ?? 1).join();
  return (
    a.op === b.op &&
    a.name === b.name &&
    a.args.length === b.args.length &&
    signs(a) === signs(b) &&
    a.under === undefined &&
    b.under === undefined
  );
}

/** `x_1` and `x_n`: in an index anything may count. */
function members(a: Extract<Expr, { kind: 'index' }>, b: Extract<Expr, { kind: 'index' }>): Parallel | undefined {
  if (a.upper !== b.upper || a.items.length !== b.items.length) return undefined;
  const base = a.base.kind === 'symbol' ? sameText(a.base, b.base) : parallel(a.base, b.base);
  const items = a.items.map((it, i) => parallelItem(it, b.items[i]!));
  const pairs = merged([base, ...items.map((it) => it?.parallel)]);
  if (pairs === undefined) return undefined;
  return {
    pairs,
    make: (n) => ({ ...a, base: base!.make(n), items: items.map((it) => it!.make(n)) }),
  };
}

const sameText = (a: Expr, b: Expr): Parallel | undefined =>
  textOf(a) === textOf(b) ? { pairs: [], make: () => a } : undefined;

function parallelItem(
  a: IndexItem,
  b: IndexItem,
): { readonly parallel: Parallel; readonly make: (count: Expr) => IndexItem } | undefined {
  if (a.kind !== 'at' || b.kind !== 'at') return undefined;
  const counts: Parallel | undefined =
    sameText(a.expr, b.expr) ??
    (isCount(a.expr) && isCount(b.expr) ? { pairs: [[a.expr, b.expr]], make: (count) => count } : undefined);
  return counts && { parallel: counts, make: (count) => ({ kind: 'at', expr: counts.make(count) }) };
}

/** A number, a letter, the `n_1` of several, or what is added up of them. */
const isCount = (expr: Expr): boolean =>
  expr.kind === 'number' ||
  expr.kind === 'symbol' ||
  (expr.kind === 'index' && expr.base.kind === 'symbol' && expr.items.every((it) => it.kind === 'at')) ||
  (expr.kind === 'apply' && (expr.op === 'sum' || expr.op === 'parentheses') && expr.args.every(isCount));

/** The pairs of all parts, where all are the same but for counts. */
function merged(parts: readonly (Parallel | undefined)[]): Parallel['pairs'] | undefined {
  const known = parts.filter((it) => it !== undefined);
  return known.length < parts.length ? undefined : known.flatMap((it) => it.pairs);
}

/** `x_1, \ldots, x_n`: what is counted up to, and in what. */
export function countIn(row: readonly Expr[]): { readonly count: SymbolExpr; readonly body: Expr } | undefined {
  const at = row.findIndex(isEllipsis);
  const [before, after] = [row[at - 1], row[at + 1]];
  const all = at < 1 || before === undefined || after === undefined ? undefined : parallel(before, after);
  const ends = all?.pairs.flatMap(([, it]) => (it.kind === 'symbol' ? [it] : [])) ?? [];
  const [count] = ends;
  return count !== undefined && after !== undefined && ends.every((it) => it.key === count.key)
    ? { count, body: after }
    : undefined;
}
