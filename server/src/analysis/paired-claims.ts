/**
 * Claims of two formulas: the cells of a row of a table, or the formulas of “the gradient of $x^\top A x$ is $2Ax$”.
 * The words between them stand for the equals sign.
 */
import { type Derivative, type Expr, type Relation, some } from '../expr/expr.ts';

export interface PairedClaim {
  /** `\nabla_x x^\top A x = 2Ax`; the right side is where the claim stands. */
  readonly relation: Relation;
  /** The formula of what is differentiated. */
  readonly beside: number;
  /** No other words restrict it. */
  readonly bare: boolean;
  readonly why: 'table' | 'sentence';
}

/** Derivatives of a value are asserted by a right side; undefined where either is not readable. */
export function derivativeIs(
  right: Expr,
  of: Expr,
  { by, order, notation }: Pick<Derivative, 'by' | 'order' | 'notation'>,
): Relation | undefined {
  return equated({ kind: 'derivative', notation, of, by, order, span: of.span }, right);
}

export function equated(left: Expr, right: Expr): Relation | undefined {
  if (right.kind === 'relation' || [left, right].some((one) => some(one, (it) => it.kind === 'hole'))) return undefined;
  const sign = { text: '=', span: { start: right.span.start, end: right.span.start } };
  return { kind: 'relation', sides: [left, right], signs: [sign], span: right.span };
}

/** `f(x) = x^\top x` gives the value behind its sign; undefined where anything else is said of it. */
export function valueOf(expr: Expr): { readonly value: Expr; readonly named?: Expr } | undefined {
  if (expr.kind !== 'relation') return { value: expr };
  const [named] = expr.sides;
  const value = expr.sides.at(-1);
  if (named === undefined || value === undefined || expr.signs.some(({ text }) => text !== '=' && text !== ':='))
    return undefined;
  return { value, named };
}

/** The x of `f(x)`. */
export function argumentOf(expr: Expr | undefined): string | undefined {
  const [only, more] = expr?.kind === 'call' ? expr.args : [];
  return only?.kind === 'symbol' && more === undefined ? only.key : undefined;
}
