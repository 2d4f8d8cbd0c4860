/**
 * What a claim differentiates by beside a whole are the entries of that whole, in whichever face and wherever the index
 * stands:
 *
 * ```
 * \nabla_{\boldsymbol\theta} L = \left[ \frac{\partial L}{\partial \theta_1}, \ldots, \frac{\partial L}{\partial \theta_n} \right]
 * ```
 */
import { children, type Derivative, type Expr, type SymbolExpr } from '../expr/expr.ts';
import { rewritten } from '../expr/rewrite.ts';
import { derivativesIn, stripped } from './unfolding.ts';

/** Rewrites those entries as entries of the whole. */
export function entriesOfVariables(sides: readonly Expr[]): (expr: Expr) => Expr {
  const wholes = new Map(
    sides
      .flatMap(derivativesIn)
      .flatMap(variablesOf)
      .map((it) => [it.key, it]),
  );
  const twins = new Map<string, SymbolExpr>();
  for (const base of sides.flatMap(listed).flatMap((it) => it.by.flatMap(memberOf))) {
    const fitting = [...wholes.values()].filter((it) => isSameLetter(it, base));
    const [whole, more] = fitting;
    // A plain letter that stands there on its own is something else.
    const isOther = whole?.key !== base.key && !sides.every((side) => isOnlyIndexed(side, base.key));
    if (whole !== undefined && more === undefined && !isOther) twins.set(base.key, whole);
  }
  if (twins.size === 0) return (expr) => expr;
  return (expr) =>
    rewritten(expr, (it) => {
      const whole = it.kind === 'index' && it.base.kind === 'symbol' ? twins.get(it.base.key) : undefined;
      return whole !== undefined && it.kind === 'index' && it.items.length === 1
        ? { ...it, base: whole, upper: false }
        : undefined;
    });
}

/** The wholes that a derivative is by: x in `\nabla_x f`, and in `\nabla f(x)`. */
const variablesOf = ({ by, of }: Derivative): readonly SymbolExpr[] =>
  (by.length === 0 && of?.kind === 'call' ? of.args : by).flatMap((it) => (it.kind === 'symbol' ? [it] : []));

/** `\theta` of `\partial L / \partial \theta_1`. */
const memberOf = (by: Expr): readonly SymbolExpr[] =>
  by.kind === 'index' && by.items.length === 1 && by.base.kind === 'symbol' ? [by.base] : [];

/** The derivatives of a list of nothing else, and one that an entry of a gradient is compared with. */
function listed(side: Expr): readonly Derivative[] {
  const bare = stripped(side);
  const items = bare.kind === 'literal' ? bare.rows.flat() : bare.kind === 'tuple' ? bare.items : [bare];
  const written = items.filter((it) => it.kind !== 'ellipsis').map(stripped);
  return written.every((it) => it.kind === 'derivative') ? written : [];
}

const isSameLetter = (a: SymbolExpr, b: SymbolExpr): boolean =>
  a.glyph.letter === b.glyph.letter && a.glyph.label === b.glyph.label && a.glyph.primes === b.glyph.primes;

/** Whether a name stands nowhere but before an index. */
function isOnlyIndexed(expr: Expr, key: string): boolean {
  if (expr.kind === 'symbol') return expr.key !== key;
  if (expr.kind === 'index' && expr.base.kind === 'symbol') return true;
  return children(expr).every((it) => isOnlyIndexed(it, key));
}
