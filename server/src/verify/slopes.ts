/** Functions that stand with their slope, `\phi'(z)`: those that act entry by entry. */
import { type Call, type Expr, walk } from '../expr/expr.ts';
import { keyOf } from '../expr/glyph.ts';

export interface Sloped {
  /** Of an argument of their value's shape, they act on each entry. */
  readonly entrywise: ReadonlySet<string>;
  /** Whatever their argument is: what is taken of a list is a list, as `\operatorname{diag}(\phi'(z))` shows. */
  readonly spread: ReadonlySet<string>;
}

export function slopesIn(exprs: readonly Expr[]): Sloped {
  const entrywise = new Set<string>();
  const spread = new Set<string>();
  for (const expr of exprs)
    walk(expr, (it) => {
      const key = it.kind === 'call' ? slopeOf(it) : undefined;
      if (key !== undefined) entrywise.add(key);
      if (it.kind !== 'apply' || (it.op !== 'diagonal' && it.op !== 'hadamard')) return;
      for (const arg of it.args) {
        const list = arg.kind === 'call' ? slopeOf(arg) : undefined;
        if (list !== undefined) spread.add(list);
      }
    });
  return { entrywise, spread };
}

/** The φ of `\phi'(z)`, and of `\phi_l'(z)`. */
function slopeOf({ fn }: Call): string | undefined {
  const symbol = fn.kind === 'index' ? fn.base : fn;
  if (symbol.kind !== 'symbol' || symbol.glyph.primes === 0) return undefined;
  return keyOf({ ...symbol.glyph, primes: 0 });
}
