/**
 * `\nabla S(x, y) = (a, b)`, `\nabla f = [y, x]` after `f(x, y) = xy`: the gradient by all arguments as the list of those by
 * each of them, and the matrix of second derivatives written out likewise.
 */
import type { Derivative, Expr } from '../expr/expr.ts';
import type { Tie } from '../verify/job.ts';
import { candidates, type Lookup, nameIn, stripped } from './unfolding.ts';

/** Both sides of an equation, with such a gradient written as the other side is. */
export function asLists(left: Expr, right: Expr, lookup: Lookup): readonly [Expr, Expr] {
  return [asList(left, right, lookup) ?? left, asList(right, left, lookup) ?? right];
}

export const tiesAsLists = (ties: readonly Tie[], renamed: (it: Expr) => Expr, lookup: Lookup): readonly Tie[] =>
  ties.map((it) => {
    const [left, right] = asLists(renamed(it.left), renamed(it.right), lookup);
    return { left, right };
  });

function asList(side: Expr, other: Expr, lookup: Lookup): Expr | undefined {
  if (side.kind !== 'derivative' || side.notation !== 'nabla' || side.by.length > 0 || side.of === undefined)
    return undefined;
  const list = stripped(other);
  const items = list.kind === 'tuple' && list.separator === ',' ? list.items : undefined;
  const rows = list.kind === 'literal' ? list.rows : items && [items];
  if (rows === undefined) return undefined;
  const args = argumentsOf(side.of, lookup) ?? (side.order === 1 ? variablesIn(rows.flat(), side.of) : undefined);
  if (args === undefined || args.length < 2) return undefined;
  const by = (...variables: readonly Expr[]): Derivative => ({ ...side, by: variables });
  if (side.order === 2) {
    if (list.kind !== 'literal' || rows.length !== args.length || rows.some((it) => it.length !== args.length))
      return undefined;
    return { ...list, rows: args.map((first) => args.map((second) => by(first, second))), span: side.span };
  }
  // A list of as many numbers may be the entries of the gradient by one of them.
  if (side.order !== 1 || rows.flat().length !== args.length) return undefined;
  const slopes = args.map((it) => by(it));
  if (list.kind === 'tuple') return turnedLike(other, { ...list, items: slopes, span: side.span });
  if (list.kind !== 'literal' || (rows.length > 1 && rows.some((it) => it.length > 1))) return undefined;
  const lines = rows.length > 1 ? slopes.map((it) => [it]) : [slopes];
  return turnedLike(other, { ...list, rows: lines, span: side.span });
}

/** As the other side stands: `[a, b]^\top`. */
function turnedLike(other: Expr, list: Expr): Expr {
  const [inner] = other.kind === 'apply' && /^(parentheses|transpose)$/.test(other.op) ? other.args : [];
  return other.kind === 'apply' && inner !== undefined ? { ...other, args: [turnedLike(inner, list)] } : list;
}

/** What a function is applied to: where it stands, or where its value is given. */
function argumentsOf(of: Expr, lookup: Lookup): readonly Expr[] | undefined {
  const bare = stripped(of);
  if (bare.kind === 'call')
    return (bare.given ?? bare.args.length) === bare.args.length && bare.args.every(isVariable) ? bare.args : undefined;
  const known = bare.kind === 'symbol' ? candidates(bare.key, lookup)[0] : undefined;
  if (known?.inForce !== true || known.definition.form !== 'function') return undefined;
  const { left } = known.definition;
  return left.kind === 'call' && left.given === undefined && left.args.every(isVariable) ? left.args : undefined;
}

/** `[\partial f/\partial x, \partial f/\partial y]`: the list itself says by what. */
function variablesIn(items: readonly Expr[], of: Expr): readonly Expr[] | undefined {
  const key = nameIn(stripped(of))?.key;
  const found = items.flatMap((it) => {
    const [by, more] = it.kind === 'derivative' && it.order === 1 ? it.by : [];
    const isOfIt = it.kind === 'derivative' && it.of !== undefined && nameIn(stripped(it.of))?.key === key;
    return by !== undefined && more === undefined && isOfIt && isVariable(by) ? [by] : [];
  });
  return key !== undefined && found.length === items.length ? found : undefined;
}

const isVariable = (expr: Expr): boolean =>
  expr.kind === 'symbol' || (expr.kind === 'index' && expr.items.every((it) => it.kind === 'at'));
