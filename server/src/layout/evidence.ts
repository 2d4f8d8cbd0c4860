/**
 * What a formula shows of a layout: an equation of which one side is a derivative and the other fits only one way to
 * write it. Each way is tried; the one that fits where the other does not, or fits without setting sizes equal that
 * nothing else sets equal, is what the formula shows.
 */
import { type Expr, type Relation, walk } from '../expr/expr.ts';
import { isUpper } from '../expr/glyph.ts';
import { EQUALITY, MEMBERSHIP, type Statement } from '../expr/statement.ts';
import type { Axes, Axis, Oriented } from '../shape/axes.ts';
import type { Fit } from '../shape/section.ts';
import type { Shape } from '../shape/shape.ts';
import { axisNames, axisValues } from './convention.ts';
import { byEntries } from './entries.ts';
import { chainOf, isSchematic } from './schematic.ts';

export interface Evidence {
  readonly axis: Axis;
  readonly value: Axes[Axis];
  /**
   * What it rests on: `declared` sizes and kinds that leave no other way; `forced`, where the other way would be a
   * coincidence of sizes; `convention`, where a letter alone says that it is a vector.
   */
  readonly level: 'declared' | 'forced' | 'convention';
  /** The derivative. */
  readonly of: Expr;
  /** The equation, or the expression, that shows it. */
  readonly in: Expr;
}

/** A product of derivatives in one order throughout. */
export interface Chain {
  readonly order: 'f-by-x' | 'x-by-f';
  /** What the factors share. */
  readonly shared: readonly Expr[];
  readonly in: Expr;
}

/** Two sides that are each other's transpose, however rows of a matrix are written. */
export interface Turned {
  readonly in: Expr;
  readonly left: Shape;
  readonly right: Shape;
}

export interface Shown {
  readonly evidence: readonly Evidence[];
  readonly chains: readonly Chain[];
  readonly turned: readonly Turned[];
}

export type FitOf = (statement: Statement, oriented: Oriented, loosely: boolean) => Fit;

/** Of a formula's statements, each axis at most once a chain of equations. */
export function shownIn(statements: readonly Statement[], fitOf: FitOf): Shown {
  const found: Evidence[] = [];
  const chains: Chain[] = [];
  const turned: Turned[] = [];
  let head: Expr | undefined;
  let chain: Evidence[] = [];
  for (const statement of statements) {
    if (statement.continues === undefined) {
      found.push(...chain);
      chain = [];
      head = statement.expr.kind === 'relation' ? statement.expr.sides[0] : undefined;
    }
    for (const pair of pairsOf(statement, head)) {
      if (!isTelling(pair)) continue;
      if (pair.kind === 'relation') chains.push(...chainsIn(pair));
      const seen = [...byEntries(pair), ...tried(pair, statement, fitOf, turned)];
      for (const it of seen) if (chain.every(({ axis }) => axis !== it.axis)) chain.push(it);
    }
  }
  return { evidence: [...found, ...chain], chains, turned };
}

/** A whole side that is a product of derivatives, each by what the next is of, or each of what the next is by. */
function chainsIn(pair: Relation): readonly Chain[] {
  const side = pair.sides[1];
  const links = side === undefined ? [] : chainOf(side);
  const [first] = links;
  if (side === undefined || first === undefined || links.some(({ order }) => order !== first.order)) return [];
  return [{ order: first.order, shared: links.map(({ by }) => by), in: side }];
}

/** Each two sides beside each other, and the head of the chain with the last. */
function pairsOf({ expr, continues }: Statement, head: Expr | undefined): readonly Expr[] {
  if (expr.kind !== 'relation') return [expr];
  const sides = [expr.sides[0] ?? continues, ...expr.sides.slice(1)];
  const pairs: Expr[] = [];
  expr.signs.forEach((sign, i) => {
    const [left, right] = [sides[i], sides[i + 1]];
    if (left === undefined || right === undefined) return;
    // A side with its own derivative starts the pair; a continued one only says what its last side says.
    pairs.push(pair(left, right, sign));
    if (head !== undefined && left !== head && head.kind === 'derivative' && !MEMBERSHIP.has(sign.text))
      pairs.push(pair(head, right, sign));
  });
  return pairs;
}

const pair = (left: Expr, given: Expr, sign: Relation['signs'][number]): Relation => {
  const right = withoutRemark(given);
  return {
    kind: 'relation',
    sides: [left, right],
    signs: [sign],
    span: { start: Math.min(left.span.start, right.span.start), end: Math.max(left.span.end, right.span.end) },
  };
};

/** `[…] \text{ : the gradient}`: what follows the colon says what it is. */
function withoutRemark(expr: Expr): Expr {
  if (expr.kind !== 'apply' || expr.op !== 'product') return expr;
  const colon = expr.args.findIndex((it) => it.kind === 'symbol' && it.glyph.letter === ':');
  const [first] = expr.args;
  if (colon < 1 || first === undefined) return expr;
  return colon === 1 ? first : { ...expr, args: expr.args.slice(0, colon) };
}

/** Mentions a derivative or a row of a matrix, and nothing that could not be read. */
function isTelling(expr: Expr): boolean {
  let telling = false;
  let readable = true;
  walk(expr, (it) => {
    if (it.kind === 'derivative' && it.of !== undefined) telling = true;
    if (it.kind === 'index' && it.items.some(({ kind }) => kind === 'all')) telling = true;
    // A derivative as a linear map has no shape of its own.
    if (it.kind === 'hole' || (it.kind === 'apply' && it.op === 'total-derivative' && it.name !== '2'))
      readable = false;
  });
  return telling && readable && !(expr.kind === 'relation' && !speaks(expr));
}

const speaks = ({ signs }: Relation): boolean => signs.every(({ text }) => EQUALITY.has(text) || text === '\\in');

/** More axes than this in one equation are not tried: 2 ** axes typings. */
const MOST_AXES = 4;

function tried(expr: Expr, { words }: Statement, fitOf: FitOf, turned: Turned[]): readonly Evidence[] {
  const statement: Statement = { expr, span: expr.span, words };
  const asked = new Map<Axis, Expr>();
  fitOf(statement, { axes: firstAxes, asked }, false);
  const axes = axisNames.filter((it) => asked.has(it));
  if (axes.length === 0 || axes.length > MOST_AXES || isSchematic(expr)) return [];
  const strict = decided(statement, axes, asked, false, fitOf);
  if (strict.length === 0 && axes.includes('rowSlice')) turned.push(...turnedIn(statement, axes, fitOf));
  return strict.length > 0 ? strict : decided(statement, axes, asked, true, fitOf);
}

/** Some choice for each axis. */
export const firstAxes: Axes = {
  scalarByVector: 'row',
  nablaScalar: 'row',
  vectorByVector: 'f-by-x',
  scalarByMatrix: 'X',
  rowSlice: 'row',
};

function decided(
  statement: Statement,
  axes: readonly Axis[],
  asked: ReadonlyMap<Axis, Expr>,
  loosely: boolean,
  fitOf: FitOf,
): readonly Evidence[] {
  let conventional = false;
  const costs = assignments(axes).map((it) => {
    const fit = fitOf(statement, { axes: it, asked: new Map() }, loosely);
    conventional ||= fit.conventional;
    return { axes: it, cost: fit.conflicts.length > 0 ? Infinity : fit.equated };
  });
  return axes.flatMap((axis): Evidence[] => {
    const [first, second] = axisValues[axis];
    const best = (value: Axes[Axis]): number =>
      Math.min(...costs.filter((it) => it.axes[axis] === value).map(({ cost }) => cost));
    const [a, b] = [best(first), best(second)];
    const of = asked.get(axis)!;
    // A column and a row differ in kind: sizes alone never tell.
    if (a === b || (Math.max(a, b) !== Infinity && axisValues[axis].some(isKind)) || !names(of, statement.expr))
      return [];
    if (conventional && !hasStructure(statement.expr)) return [];
    const value = a < b ? first : second;
    const sure = !loosely && Math.max(a, b) === Infinity;
    return [{ axis, value, level: conventional ? 'convention' : sure ? 'declared' : 'forced', of, in: statement.expr }];
  });
}

const isKind = (value: Axes[Axis]): boolean => value === 'row' || value === 'column' || value === 'vector';

/** Letters are believed to be vectors where they are bold, transposed or multiplied by a matrix. */
function hasStructure(expr: Expr): boolean {
  let found = false;
  walk(expr, (it) => {
    if (it.kind === 'symbol' && it.glyph.face === 'bold') found = true;
    if (it.kind === 'space') found = true;
    if (it.kind !== 'apply') return;
    if (it.op === 'transpose') found = true;
    if (it.op === 'product' && it.args.some(isMatrixLike)) found = true;
  });
  return found;
}

/** A capital, or the value of one: `H(x)`. */
const isMatrixLike = (expr: Expr): boolean =>
  expr.kind === 'call' ? isMatrixLike(expr.fn) : expr.kind === 'symbol' && isUpper(expr.glyph);

/** `\nabla f` names no variable, which may be a matrix: it tells only where it is a side by itself. */
function names(of: Expr, whole: Expr): boolean {
  if (of.kind !== 'derivative' || of.by.length > 0 || (of.of?.kind === 'call' && of.of.args.length === 1)) return true;
  return whole.kind === 'relation' && whole.sides.includes(of);
}

function assignments(axes: readonly Axis[]): readonly Axes[] {
  return axes.reduce<readonly Axes[]>(
    (all, axis) => all.flatMap((it) => axisValues[axis].map((value) => ({ ...it, [axis]: value }))),
    [firstAxes],
  );
}

/** No way of writing rows of a matrix fits, and in one of them nothing is amiss but a column equal to a row. */
function turnedIn(statement: Statement, axes: readonly Axis[], fitOf: FitOf): readonly Turned[] {
  const fits = assignments(axes).map((it) => fitOf(statement, { axes: it, asked: new Map() }, false));
  if (fits.some(({ conflicts }) => conflicts.length === 0)) return [];
  for (const { conflicts, conventional } of fits) {
    const [only, more] = conflicts;
    if (only?.what !== 'relation' || more !== undefined || conventional || only.rightShape === undefined) continue;
    const { leftShape: left, rightShape: right } = only;
    if (lengthOf(left, 'vector') !== undefined && lengthOf(left, 'vector') === lengthOf(right, 'row'))
      return [{ in: statement.expr, left, right }];
    if (lengthOf(left, 'row') !== undefined && lengthOf(left, 'row') === lengthOf(right, 'vector'))
      return [{ in: statement.expr, left, right }];
  }
  return [];
}

const lengthOf = (shape: Shape, kind: 'vector' | 'row'): string | undefined =>
  shape.kind === 'vector' && kind === 'vector'
    ? shape.rows.key
    : shape.kind === 'row' && kind === 'row'
      ? shape.columns.key
      : undefined;
