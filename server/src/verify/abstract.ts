/**
 * A claim with what cannot be computed set free: derivatives, expectations, values of functions, each a name of its own,
 * the same for the same words. What holds for all values of these names holds for the ones they have; nothing is refuted
 * so.
 *
 * ```
 * \frac{\partial L}{\partial z}(a + b) = a\frac{\partial L}{\partial z} + b\frac{\partial L}{\partial z}
 * ```
 */
import type { Call, Expr, Index, SymbolExpr } from '../expr/expr.ts';
import { plain } from '../expr/glyph.ts';
import { actsEntrywise } from '../shape/constants.ts';
import { familyKey, pairKey } from '../shape/declare.ts';
import { named } from '../shape/dim.ts';
import { freeNames } from '../shape/free-names.ts';
import { matrix, type Shape, UNKNOWN } from '../shape/shape.ts';
import { isNormal } from './densities.ts';
import { functionNamed } from './functions.ts';
import type { Job, Name, Tie } from './job.ts';
import { rewritten } from '../expr/rewrite.ts';
import { textOf } from '../expr/text.ts';

/**
 * The claim without its definitions, for they may speak of what is set free, among the equations that the job has; none
 * where that can help nothing.
 */
export function abstracted(job: Job): readonly Job[] {
  const found: Found = { names: new Map(), places: new Map() };
  const set = (expr: Expr, place: string): Expr => abstract(expr, [], { job, found, place });
  const [left, right] = [set(job.claim.left, 'left'), set(job.claim.right, 'right')];
  const own = [...found.names.keys()];
  const ties = job.ties.map((it, i): Tie => {
    const place = String(i);
    return { ...it, left: set(it.left, place), right: set(it.right, place) };
  });
  // What is spoken of in one place only is never the same for all values.
  if (own.length === 0 || own.some((key) => (found.places.get(key)?.size ?? 0) < 2)) return [];
  const { indices } = freeNames({ kind: 'tuple', open: '', items: [left, right], separator: ',', span: left.span });
  const values = job.definitions.map(({ key, shape = UNKNOWN }): Name => ({
    key,
    shape,
    conditions: [],
    declared: false,
  }));
  const names = [...job.names, ...values].map((it) =>
    it.shape.kind === 'unknown' && !indices.has(it.key) ? { ...it, shape: someMatrix(it.key) } : it,
  );
  const claim = { ...job.claim, left, right };
  return [{ ...job, claim, names: [...names, ...found.names.values()], definitions: [], ties, quiet: true }];
}

/** What is set free so far, and where each of it stands. */
interface Found {
  readonly names: Map<string, Name>;
  readonly places: Map<string, Set<string>>;
}

interface At {
  readonly job: Job;
  readonly found: Found;
  readonly place: string;
}

/** What holds for all matrices holds for lists and numbers. */
const someMatrix = (key: string): Shape => matrix(named(`?${key}:rows`), named(`?${key}:columns`));

/** @param bound letters of the sums around */
function abstract(expr: Expr, bound: readonly SymbolExpr[], at: At): Expr {
  return rewritten(expr, (it) => {
    if (it.kind === 'reduce' && (it.op === 'sum' || it.op === 'product')) {
      const letters = it.bound.map(({ key, span }): SymbolExpr => ({ kind: 'symbol', key, glyph: plain(key), span }));
      return { ...it, body: abstract(it.body, [...bound, ...letters], at) };
    }
    return isOpaque(it, at.job) ? free(it, bound, at) : undefined;
  });
}

/** A name for a part; one of a family where the letters of sums stand in it. */
function free(expr: Expr, bound: readonly SymbolExpr[], { job, found, place }: At): Expr | undefined {
  const { names, indices } = freeNames(expr);
  const letters = bound.filter(({ key }) => names.has(key) || indices.has(key));
  if (letters.length > 2) return undefined;
  const own = `\u0000${textOf(expr)}`;
  const key = letters.length === 0 ? own : letters.length === 1 ? familyKey(own) : pairKey(own);
  found.places.set(key, (found.places.get(key) ?? new Set()).add(place));
  if (!found.names.has(key))
    found.names.set(key, { key, shape: shapeOf(expr, own, job), conditions: [], declared: false });
  const symbol: SymbolExpr = { kind: 'symbol', key: own, glyph: plain(own), span: expr.span };
  if (letters.length === 0) return symbol;
  const items: Index['items'] = letters.map((it) => ({ kind: 'at', expr: it }));
  return { kind: 'index', base: symbol, items, upper: false, span: expr.span };
}

function shapeOf(expr: Expr, key: string, job: Job): Shape {
  const known = job.shapes.get(expr);
  return known !== undefined && /^(scalar|vector|row|matrix)$/.test(known.kind) ? known : someMatrix(key);
}

/** What is not computed from the values of its parts, or cannot be. */
function isOpaque(expr: Expr, job: Job): boolean {
  switch (expr.kind) {
    case 'derivative':
      return expr.of !== undefined;
    case 'call':
      return isOpenFunction(expr, job);
    case 'cases':
      return true;
    case 'reduce':
      return /^(integral|limit|argument|extremum|expectation)$/.test(expr.op);
    case 'apply':
      // A derivative of a higher order is linear in each of its arguments.
      if (expr.op === 'total-derivative') return expr.name === '1';
      return /^(expectation|covariance|probability)$/.test(expr.op);
    default:
      return false;
  }
}

/** A function that nobody computes: no letter before a bracket that is a factor. */
function isOpenFunction(expr: Call, { names }: Job): boolean {
  const { fn } = expr;
  if (isNormal(expr)) return false;
  if (fn.kind !== 'symbol') return fn.kind === 'index' || fn.kind === 'apply';
  const shape = names.find((it) => it.key === fn.key)?.shape.kind;
  if (shape !== undefined && shape !== 'function') return false;
  return !actsEntrywise(fn.glyph) && !(fn.glyph.face === 'upright' && functionNamed(fn.glyph.letter) !== undefined);
}
