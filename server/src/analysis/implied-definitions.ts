/**
 * What an equation says of a new name by the place where the name stands: `\hat y = \sigma(w^\top x + b) = \sigma(u)`
 * calls u what the function is applied to.
 */
import { children, type Expr, type Relation, unbracketed } from '../expr/expr.ts';
import { EQUALITY } from '../expr/statement.ts';
import { textOf } from '../expr/text.ts';

/** A new name, and what stands in its place on the other side of an equation. */
export interface Implied {
  readonly left: Expr;
  readonly right: Expr;
}

/** @param isNew whether nothing before speaks of a name */
export function impliedBy({ sides, signs }: Relation, isNew: (name: Expr) => boolean): Implied | undefined {
  const named = namedBetween(sides, signs, isNew) ?? namedBehind(sides, signs, isNew);
  if (named !== undefined) return named;
  for (const [i, { text }] of signs.entries()) {
    const [left, right] = [sides[i], sides[i + 1]];
    if (left === undefined || right === undefined || !EQUALITY.has(text)) continue;
    // At the top it is an equation like any other.
    if (!isFunction(left) || !isFunction(right)) continue;
    const [only, more] = different(left, right);
    if (only === undefined || more !== undefined) continue;
    const name = only.find((it) => isName(it) && isNew(it));
    const other = only.find((it) => it !== name);
    if (name !== undefined && other !== undefined && !isName(other)) return { left: name, right: other };
  }
  return undefined;
}

/** `\hat\mu = \bar x = \frac1n \sum_i x_i` gives the name in between the same value. */
function namedBetween(
  sides: Relation['sides'],
  signs: Relation['signs'],
  isNew: (name: Expr) => boolean,
): Implied | undefined {
  const [first, name, value] = sides;
  if (sides.length !== 3 || first === undefined || name === undefined || value === undefined) return undefined;
  if (!signs.every(({ text }) => EQUALITY.has(text)) || !isName(first) || !isName(name) || isName(value))
    return undefined;
  return value.kind !== 'number' && isNew(name) ? { left: name, right: value } : undefined;
}

/** `f(R) = R^\top R := K` calls K what stands before it. */
function namedBehind(
  sides: Relation['sides'],
  signs: Relation['signs'],
  isNew: (name: Expr) => boolean,
): Implied | undefined {
  const at = signs.findIndex(({ text }, i) => i > 0 && NAMES.has(text));
  const [value, name] = at < 0 ? [] : [sides[at], sides[at + 1]];
  const isNamed =
    value !== undefined && name !== undefined && isName(name) && !isName(value) && value.kind !== 'number';
  return isNamed && isNew(name) ? { left: name, right: value } : undefined;
}

const NAMES = new Set([':=', '=:', '\\coloneqq', '\\eqqcolon', '≔', '≕', '\\triangleq', '=def', '\\eqdef']);

const isFunction = (expr: Expr): boolean =>
  expr.kind === 'call' || (expr.kind === 'apply' && expr.op === 'elementwise' && expr.args.length === 1);

const isName = (expr: Expr): boolean =>
  expr.kind === 'symbol' || (expr.kind === 'index' && expr.base.kind === 'symbol');

/** The places in which two expressions differ, without those that differ by the same. */
function different(a: Expr, b: Expr): readonly (readonly [Expr, Expr])[] {
  const [left, right] = [unbracketed(a), unbracketed(b)];
  if (textOf(left) === textOf(right)) return [];
  const [own, other] = [children(left), children(right)];
  const isAlike =
    left.kind === right.kind && own.length === other.length && own.length > 0 && frame(left) === frame(right);
  if (!isAlike || isName(left) || isName(right)) return [[left, right]];
  const all = own.flatMap((it, i) => different(it, other[i]!));
  return [...new Map(all.map((it) => [it.map(textOf).join(), it])).values()];
}

/** An expression without its operands. */
const frame = (expr: Expr): string =>
  expr.kind === 'call'
    ? textOf(expr.fn)
    : expr.kind === 'apply'
      ? `${expr.op} ${expr.name ?? ''} ${String(expr.signs)}`
      : expr.kind;
