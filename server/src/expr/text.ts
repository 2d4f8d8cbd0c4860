/** Expressions as text. */
import type { Expr } from './expr.ts';

/** The same for equal expressions, wherever they stand. */
export const textOf = (expr: Expr): string =>
  JSON.stringify(expr, (name: string, value: unknown) => (name === 'span' ? undefined : value));
