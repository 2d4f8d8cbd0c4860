/** `\text{rows}(X)`, `\operatorname{cols}(X)`: how many rows or columns a matrix has, in words. */
import type { Call, Expr } from './expr.ts';

export interface CountOf {
  readonly of: Expr;
  readonly what: 'rows' | 'columns';
}

export function countIn(expr: Expr): CountOf | undefined {
  if (expr.kind !== 'call') return undefined;
  const what = wordOf(expr);
  const [of, more] = expr.args;
  return what === undefined || of === undefined || more !== undefined ? undefined : { of, what };
}

function wordOf({ fn, given }: Call): CountOf['what'] | undefined {
  if (fn.kind !== 'symbol' || fn.glyph.face !== 'upright' || fn.glyph.label !== '' || given !== undefined)
    return undefined;
  if (/^n?rows?$/.test(fn.glyph.letter)) return 'rows';
  return /^(n?cols?|columns)$/.test(fn.glyph.letter) ? 'columns' : undefined;
}
