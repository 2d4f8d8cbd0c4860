/** Differentials of names that have a value: after `F = X^{-1}`, the dF beside a dX is the change of `X^{-1}`. */
import { type Apply, type Expr, type SymbolExpr, walk } from '../expr/expr.ts';
import { signOfDifferential } from '../expr/lower-differential.ts';
import { letterOf } from '../shape/free-names.ts';
import { changing } from '../shape/habit.ts';
import { rewritten } from '../expr/rewrite.ts';
import { factorises, isConstant } from './equation-forms.ts';
import { type Lookup, valueOf } from './unfolding.ts';

export interface Changes {
  readonly left: Expr;
  readonly right: Expr;
  /** The names whose differentials are those of their values. */
  readonly of: readonly string[];
  /** Names that do not stand in the claim, whose values it rests on. */
  readonly needed: readonly Expr[];
  /** Without the values of what moves by itself: beside dF alone, F does. */
  readonly lookup: Lookup;
}

/** Both sides with d(F) for dF; undefined where no differential is of anything that has a value. */
export function changesOf(left: Expr, right: Expr, lookup: Lookup): Changes | undefined {
  const [mine, theirs] = [differentialsIn(left), differentialsIn(right)];
  const all = new Set([...mine, ...theirs]);
  // `dS = μS\,dt + σS\,dW`: the chain rule of stochastic calculus is another one.
  if ([mine, theirs].some((it) => it.has('t') && it.size > 1)) return undefined;
  const valued = new Set([...all].filter((key) => hasValue(key, lookup)));
  const free = valued.size < all.size;
  const of = [...valued].filter((key) => free || (mine.has(key) && !theirs.has(key)));
  if (of.length === 0 || of.length === all.size) return undefined;
  const moving = new Set([...all].filter((key) => !of.includes(key)).map(letterOf));
  const spelt = (side: Expr): Expr =>
    rewritten(side, (it) => {
      const name = changed(it);
      return name === undefined || !of.includes(name.key) ? undefined : changeOf(name);
    });
  return {
    left: spelt(left),
    right: spelt(right),
    of,
    needed: [],
    lookup: (key) => (moving.has(letterOf(key)) ? [] : lookup(key)),
  };
}

const changeOf = (name: SymbolExpr): Apply => ({
  kind: 'apply',
  op: 'product',
  args: [signOfDifferential(name.span), name],
  span: name.span,
});

/** F of dF. */
const changed = (it: Expr): SymbolExpr | undefined =>
  it.kind === 'symbol' && it.glyph.accents.at(-1) === 'd' ? changing(it) : undefined;

function differentialsIn(side: Expr): ReadonlySet<string> {
  const found = new Set<string>();
  walk(side, (it) => {
    const key = changed(it)?.key;
    if (key !== undefined) found.add(key);
  });
  return found;
}

/** Whether the note gives the name a value above, other than by a decomposition. */
export function hasValue(key: string, lookup: Lookup): boolean {
  const known = valueOf(key, lookup);
  if (known === undefined) return false;
  const { form, recursive, loose, right } = known;
  return form !== 'member' && !recursive && loose !== 'factor' && !isConstant(right) && !factorises(right);
}
