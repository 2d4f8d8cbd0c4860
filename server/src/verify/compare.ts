/** Whether two sides agree: exactly in a field, by the scale of what was added up in floating point. */
import type { Expr } from '../expr/expr.ts';
import { plus } from './arithmetic.ts';
import { sameArgument } from './argument.ts';
import { likeLists } from './chain.ts';
import { isEllipsis } from './ellipsis.ts';
import { evaluate } from './evaluate.ts';
import type { Sign } from './job.ts';
import { summed, withoutDots } from './operators.ts';
import { symmetricEigen } from './spectral.ts';
import { Stop } from './stop.ts';
import {
  apart,
  dataOf,
  isColumn,
  isMatrix,
  isRow,
  isScalar,
  isSymmetric,
  largest,
  largestIn,
  sameDims,
  sayDims,
  scalarOf,
  transposed,
  type Value,
  valueIn,
} from './value.ts';
import type { World } from './world.ts';

export type Comparison =
  | { readonly kind: 'agree' | 'differ' | 'grey'; readonly error: number }
  /** Both sides are zero where neither is written so: nothing is learnt. */
  | { readonly kind: 'empty' };

export interface Sides {
  readonly left: Value;
  readonly right: Value;
  /** What the sides add up: what cancels leaves an error of the size of these terms. */
  readonly terms: readonly Value[];
}

export function sidesOf(left: Expr, right: Expr, world: World): Sides {
  const courses = sameArgument(left, right, world);
  if (courses !== undefined) return { left: courses[0], right: courses[1], terms: [scalarOf(1)] };
  const [a, b] = [sideOf(left, world), sideOf(right, world)];
  const nought = a.value.fits === true ? right : b.value.fits === true ? left : undefined;
  // What comes to nothing by the equations around it does so up to what its factors come to.
  const scale = nought === undefined || world.numbers.kind === 'modular' ? [] : [scalarOf(magnitude(nought, world))];
  const terms = [...a.terms, ...b.terms, ...scale];
  if (sameDims(a.value, b.value)) return { left: a.value, right: b.value, terms };
  return { left: laidAs(b.value, a.value, left), right: laidAs(a.value, b.value, right), terms };
}

/** How large the terms are that a product adds up. */
function magnitude(expr: Expr, world: World): number {
  if (expr.kind === 'apply' && /^(product|dot|parentheses|transpose)$/.test(expr.op) && !expr.args.some(isEllipsis))
    return expr.args.reduce((all, it) => all * magnitude(it, world), 1);
  return expr.kind === 'symbol' || expr.kind === 'number' ? largest(evaluate(expr, world)) : 0;
}

/** `[x_1, \ldots, x_n]^\top`, a list of numbers with commas, as the row or the column that it is compared with. */
function laidAs(other: Value, own: Value, expr: Expr): Value {
  if (!isCommaList(expr) || !(isRow(own) || isColumn(own))) return own;
  const turned = transposed(own);
  return sameDims(turned, other) ? turned : own;
}

function isCommaList(expr: Expr): boolean {
  if (expr.kind !== 'apply') return expr.kind === 'tuple' && expr.separator === ',' && expr.items.length > 1;
  return (expr.op === 'transpose' || expr.op === 'parentheses') && expr.args.every(isCommaList);
}

function sideOf(expr: Expr, world: World): { readonly value: Value; readonly terms: readonly Value[] } {
  if (expr.kind === 'apply' && expr.op === 'parentheses') return sideOf(expr.args[0]!, world);
  if (expr.kind !== 'apply' || expr.op !== 'sum') return { value: evaluate(expr, world), terms: [] };
  const sum = withoutDots(expr, world);
  const terms = sum.args.map((it) => evaluate(it, world));
  return { value: summed(terms, sum, world), terms };
}

/** In each sample. @throws Stop `shape` when the sides are of different shapes. */
export function compareSides(sides: Sides, sign: Sign, exprs: readonly Expr[], world: World): readonly Comparison[] {
  const { left, right } = sameDims(sides.left, sides.right) ? sides : likeLists(sides, exprs, world);
  if (!sameDims(left, right) && left.fits !== true && right.fits !== true)
    throw new Stop('shape', `${sayDims(left)} on the left and ${sayDims(right)} on the right`, apart(left, right));
  const samples = Array.from({ length: world.samples }, (_, n) => n);
  if (sign !== '=') return samples.map((n) => ordered(valueIn(left, n), valueIn(right, n), sign, world));
  const difference = plus(left, right, world.numbers, -1);
  return samples.map((n) => equal({ left, right, terms: sides.terms }, difference, n, world));
}

/** In the n-th sample. */
function equal({ left, right, terms }: Sides, difference: Value, n: number, world: World): Comparison {
  const literal = left.fits === true || right.fits === true;
  const error = largestIn(difference, n);
  if (world.numbers.kind === 'modular') {
    if (error !== 0) return { kind: 'differ', error: 1 };
    return largestIn(left, n) === 0 && !literal ? { kind: 'empty' } : { kind: 'agree', error: 0 };
  }
  if (!Number.isFinite(error)) throw new Stop('domain', 'not finite');
  const size = Math.max(largestIn(left, n), largestIn(right, n));
  const scale = terms.reduce((all, it) => Math.max(all, largestIn(it, n)), size);
  // What is written as zero is a claim of its own: terms that are no noise cancel.
  if (scale < 1e-12)
    return literal && (error === 0 || world.terms.largest > 1e-3) ? { kind: 'agree', error: 0 } : { kind: 'empty' };
  if (scale > 1e8) throw new Stop('domain', 'badly scaled');
  const relative = error / scale;
  const [same, different] = tolerance(world.rough.used);
  if (relative <= same) return size < 1e-9 * scale && !literal ? { kind: 'empty' } : { kind: 'agree', error: relative };
  return { kind: relative >= different ? 'differ' : 'grey', error: relative };
}

/** What differences leave of sixteen digits, by how deep they are nested. */
const tolerance = (nested: number): readonly [number, number] =>
  nested === 0 ? [1e-9, 1e-6] : nested === 1 ? [1e-7, 1e-4] : nested === 2 ? [1e-5, 1e-3] : [1e-4, 1e-2];

/** An inequality holds with a little room, or fails by a margin. */
function ordered(left: Value, right: Value, sign: Sign, world: World): Comparison {
  if (world.numbers.kind === 'modular') throw new Stop('irrational', sign);
  const upwards = sign === '<' || sign === '<=' || sign === 'prec' || sign === 'preceq';
  const gap = upwards ? plus(right, left, world.numbers, -1) : plus(left, right, world.numbers, -1);
  const scale = Math.max(1e-12, largest(left), largest(right));
  const least = /prec|succ/.test(sign)
    ? leastEigenvalue(gap)
    : dataOf(gap).reduce((all, it) => Math.min(all, it), Infinity);
  if (!Number.isFinite(least)) throw new Stop('domain', 'not finite');
  return {
    kind: least >= -1e-9 * scale ? 'agree' : least < -1e-5 * scale ? 'differ' : 'grey',
    error: Math.max(0, -least / scale),
  };
}

function leastEigenvalue(gap: Value): number {
  if (isScalar(gap)) return dataOf(gap)[0]!;
  const [rows, columns] = gap.dims;
  if (!isMatrix(gap) || rows !== columns) throw new Stop('shape', 'an order of matrices that are not square');
  const data = dataOf(gap);
  if (!isSymmetric(gap, 1e-8)) throw new Stop('shape', 'an order of matrices that are not symmetric');
  return symmetricEigen(data, rows!).values[rows! - 1]!;
}
