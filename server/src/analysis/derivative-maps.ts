/**
 * Derivatives that act on a direction though nothing in their notation says so: `f'(x)h` of a function of arrays,
 * `f'(X; V)`, and `D_v f(x)`, `\partial_v f(x)`, `\nabla_v f(x)` where nothing in f depends on v.
 */
import type { Apply, Call, Derivative, Expr, SymbolExpr, Tuple } from '../expr/expr.ts';
import { some, walk } from '../expr/expr.ts';
import { keyOf } from '../expr/glyph.ts';
import { letterOf } from '../shape/free-names.ts';
import type { Shape } from '../shape/shape.ts';
import { rewritten } from '../expr/rewrite.ts';
import type { PosedFormula } from './posed-formula.ts';
import { candidates, listOf, type Lookup, sinksOf, valueOf } from './unfolding.ts';

/** What is known of shapes where a formula stands. */
type Shapes = Pick<PosedFormula, 'shape' | 'shapeOfName'>;

/** An expression with such derivatives as linear maps, applied to their directions. */
export function withMaps(expr: Expr, lookup: Lookup, shapes: Shapes): Expr {
  const inside = (it: Expr): Expr => withMaps(it, lookup, shapes);
  return rewritten(expr, (it) => {
    const found = alongName(it, lookup) ?? behindPoint(it, lookup);
    if (found !== undefined) return { ...found, args: found.args.map(inside) };
    if (it.kind === 'derivative') return byMembers(it, lookup);
    if (it.kind === 'call') return asMap(it, false, lookup, shapes);
    if (it.kind === 'apply' && (it.op === 'diagonal' || it.op === 'hadamard'))
      return it.args.some(isSlope) ? { ...it, args: it.args.map((arg) => entryByEntry(arg, inside)) } : undefined;
    if (it.kind !== 'apply' || (it.op !== 'product' && it.op !== 'dot')) return undefined;
    const last = it.args.length - 1;
    const maps = it.args.map((arg, i) =>
      arg.kind === 'call' && i < last ? asMap(arg, true, lookup, shapes) : undefined,
    );
    return maps.some((map) => map !== undefined)
      ? { ...it, args: it.args.map((arg, i) => maps[i] ?? inside(arg)) }
      : undefined;
  });
}

/** The same as far as the notation and the note tell, without looking at shapes. */
export const withDirections = (expr: Expr, lookup: Lookup): Expr =>
  rewritten(expr, (it) => alongName(it, lookup) ?? behindPoint(it, lookup));

/** Whether an expression has a derivative as a linear map. */
export const differentiatesAlong = (expr: Expr, lookup: Lookup): boolean =>
  some(expr, (it) => (it.kind === 'apply' && it.op === 'total-derivative') || isAppliedPrime(it, lookup));

/** The values of the functions that are differentiated as maps; undefined where nothing here tells one of them. */
export function valuesOfMaps(expr: Expr, lookup: Lookup): readonly Expr[] | undefined {
  const found: (Expr | undefined)[] = [];
  walk(expr, (it) => {
    const of = it.kind === 'apply' && it.op === 'total-derivative' ? it.args[0] : undefined;
    if (of?.kind === 'call') found.push(of.fn.kind === 'symbol' ? valueOf(of.fn.key, lookup)?.right : undefined);
    else if (of !== undefined) found.push(of);
    if (isAppliedPrime(it, lookup)) found.push(...primesIn(it).map(({ key }) => valueOf(key, lookup)?.right));
  });
  return found.every((it) => it !== undefined) ? found : undefined;
}

/** `\operatorname{diag}(\sigma'(z))`, `\sigma'(z) \odot h`: the slopes of the entries, whatever σ is declared to take. */
const isSlope = (expr: Expr): expr is Call =>
  expr.kind === 'call' && expr.args.length === 1 && withoutPrimes(expr) !== undefined;

const entryByEntry = (expr: Expr, inside: (it: Expr) => Expr): Expr =>
  isSlope(expr) ? { ...expr, args: expr.args.map(inside) } : inside(expr);

const mapOf = (of: Call, order: number): Apply => ({
  kind: 'apply',
  op: 'total-derivative',
  args: [of],
  name: String(order),
  span: of.span,
});

const applied = (map: Apply, direction: Expr, { span }: Expr): Apply => ({
  kind: 'apply',
  op: 'dot',
  args: [map, direction],
  span,
});

/** The names that a function is defined of, where this is known. */
function parametersOf(key: string, lookup: Lookup): readonly string[] | undefined {
  const [known] = candidates(key, lookup);
  return known !== undefined && known.above >= 0 ? known.definition.parameters : undefined;
}

/** `D_v f(x)`, and `d_x f(v)` for the derivative at x along v. */
function alongName(expr: Expr, lookup: Lookup): Apply | undefined {
  const [of, by] = partsOf(expr);
  if (of?.kind !== 'call' || of.fn.kind !== 'symbol' || of.fn.glyph.primes > 0 || by?.kind !== 'symbol')
    return undefined;
  const [point, more] = of.args;
  const own = parametersOf(of.fn.key, lookup);
  const [parameter, second] = own ?? [];
  if (point === undefined || more !== undefined || parameter === undefined || second !== undefined) return undefined;
  // `\nabla_w f(w)` is the gradient, and no derivative along w.
  if (by.key === parameter && point.kind === 'symbol' && point.key === parameter) return undefined;
  const reached = sinksOf(of, lookup);
  // Nor is that by a list of what f depends on.
  if (membersOf(by, of, lookup) !== undefined) return undefined;
  const body = candidates(of.fn.key, lookup)[0]!.definition.right;
  if (reached.has(letterOf(by.key)) && by.key !== parameter) return undefined;
  if (by.key !== parameter && sinksOf(body, lookup).has(letterOf(by.key))) return undefined;
  if (point.kind === 'symbol' && point.key === parameter) return applied(mapOf(of, 1), by, expr);
  return by.key === parameter && expr.kind === 'apply'
    ? applied(mapOf({ ...of, args: [by] }, 1), point, expr)
    : undefined;
}

/** What is differentiated, and the name below the sign. */
function partsOf(expr: Expr): readonly (Expr | undefined)[] {
  if (expr.kind === 'apply' && expr.op === 'total-derivative' && expr.name === '1') return [expr.args[0], expr.under];
  const isPlain = (it: Expr): it is Derivative =>
    it.kind === 'derivative' && it.notation !== 'fraction' && it.order === 1 && it.by.length === 1;
  return isPlain(expr) ? [expr.of, expr.by[0]] : [];
}

/** `\nabla f(\theta)`, `\nabla_\theta \log p(x)` where θ is (Q, K): the list of the gradients by each of them. */
function byMembers(expr: Derivative, lookup: Lookup): Tuple | undefined {
  const { of, by, notation, order, span } = expr;
  const [own, more] = by;
  if (notation !== 'nabla' || order !== 1 || of === undefined || more !== undefined) return undefined;
  const [point, second] = of.kind === 'call' ? of.args : [];
  const isPoint = point?.kind === 'symbol' && second === undefined;
  const whole = isPoint && (own === undefined || (own.kind === 'symbol' && own.key === point.key)) ? point : own;
  if (whole?.kind !== 'symbol') return undefined;
  const list = whole === point ? listOf(whole, lookup) : membersOf(whole, of, lookup);
  return list && { ...list, items: list.items.map((it): Derivative => ({ ...expr, by: [it] })), span };
}

/** The same where something depends on a member, and on the whole through nothing else. */
function membersOf(whole: SymbolExpr, of: Expr, lookup: Lookup): Tuple | undefined {
  const list = listOf(whole, lookup);
  if (list === undefined) return undefined;
  const way = new Set<string>();
  const reached = new Set([...sinksOf(inside(of, lookup), lookup, way), ...way]);
  const letters = list.items.map((it) => (it.kind === 'symbol' ? letterOf(it.key) : ''));
  return letters.some((it) => reached.has(it)) && !reached.has(letterOf(whole.key)) ? list : undefined;
}

/** With the bodies of functions for their values: what p(x | θ) is made of. */
const inside = (expr: Expr, lookup: Lookup): Expr =>
  rewritten(expr, (it) =>
    it.kind === 'call' && it.fn.kind === 'symbol' ? valueOf(it.fn.key, lookup)?.right : undefined,
  );

/** `f'(X; V)` of a function of X alone. */
function behindPoint(expr: Expr, lookup: Lookup): Apply | undefined {
  if (expr.kind !== 'call' || expr.given !== 1) return undefined;
  const base = withoutPrimes(expr);
  const [point, direction, more] = expr.args;
  if (base === undefined || point === undefined || direction === undefined || more !== undefined) return undefined;
  if (parametersOf(base.key, lookup)?.length !== 1) return undefined;
  return applied(mapOf({ kind: 'call', fn: base, args: [point], span: expr.span }, primesOf(expr)), direction, expr);
}

/** `f'(x)` where f takes the array x as a whole: by its declaration, or as it is defined where something follows. */
function asMap(expr: Call, isApplied: boolean, lookup: Lookup, shapes: Shapes): Apply | undefined {
  const base = withoutPrimes(expr);
  if (base === undefined || expr.args.length !== 1 || expr.fn.kind !== 'symbol' || lookup(expr.fn.key).length > 0)
    return undefined;
  if (!isArray(shapeOf(expr.args[0]!, shapes))) return undefined;
  const [parameter, more] = parametersOf(base.key, lookup) ?? [];
  const shape = shapes.shapeOfName(base.key);
  const from = shape.kind === 'function' && shape.from !== undefined ? shape.from : undefined;
  const isDefined = isApplied && parameter !== undefined && more === undefined;
  const taken = from ?? (isDefined ? shapes.shapeOfName(parameter) : undefined);
  if (taken === undefined || !isArray(taken)) return undefined;
  return mapOf({ kind: 'call', fn: base, args: expr.args, span: expr.span }, primesOf(expr));
}

const shapeOf = (expr: Expr, { shape, shapeOfName }: Shapes): Shape =>
  expr.kind === 'symbol' ? shapeOfName(expr.key) : shape(expr);

const isArray = ({ kind }: Shape): boolean => kind === 'vector' || kind === 'matrix';

const primesOf = ({ fn }: Call): number => (fn.kind === 'symbol' ? fn.glyph.primes : 0);

/** The f of `f'(x)`. */
export function withoutPrimes({ fn }: Call): SymbolExpr | undefined {
  if (fn.kind !== 'symbol' || fn.glyph.primes === 0) return undefined;
  const glyph = { ...fn.glyph, primes: 0 };
  return { ...fn, glyph, key: keyOf(glyph) };
}

/** `f'(x) h`, `f''(x)(h, k)` of a function that the note defines. */
const isAppliedPrime = (expr: Expr, lookup: Lookup): boolean =>
  primesIn(expr).some(({ key }) => parametersOf(key, lookup)?.length === 1);

/** The functions whose derivatives stand before what may be a direction. */
function primesIn(expr: Expr): readonly SymbolExpr[] {
  if (expr.kind !== 'apply' || (expr.op !== 'product' && expr.op !== 'dot')) return [];
  const last = expr.args.at(-1);
  const isDirection =
    last?.kind === 'symbol' || last?.kind === 'tuple' || (last?.kind === 'apply' && last.op === 'parentheses');
  return isDirection
    ? expr.args.slice(0, -1).flatMap((it) => (it.kind === 'call' ? (withoutPrimes(it) ?? []) : []))
    : [];
}
