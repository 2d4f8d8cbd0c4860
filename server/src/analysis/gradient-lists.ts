/**
 * `\nabla S(x, y) = (a, b)`, `\nabla f = [y, x]` after `f(x, y) = xy`: the gradient by all arguments as the list of those by
 * each of them, and the matrix of second derivatives written out likewise.
 */
import type { Derivative, Expr, SymbolExpr } from '../expr/expr.ts';
import { familyKey } from '../shape/declare.ts';
import { named } from '../shape/dim.ts';
import { vector } from '../shape/shape.ts';
import type { Job, Tie } from '../verify/job.ts';
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
  const whole =
    side.order === 1 && argumentsOf(side.of, lookup) === undefined ? wholeIn(rows.flat(), side.of) : undefined;
  if (whole !== undefined) return { ...side, by: [whole] };
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

/** Of what nothing says what it is, a gradient by it beside its entries `x_1, \ldots, x_n` does. */
export function withListed(job: Job): Job {
  const { left, right } = job.claim;
  const isOpen = (key: string): boolean =>
    job.names.some((it) => it.key === key && !it.declared && /^(unknown|scalar)$/.test(it.shape.kind));
  const by = [left, right].flatMap((it) =>
    it.kind === 'derivative' && it.notation === 'nabla' && it.by.length === 1 ? it.by : [],
  );
  const [name] = by;
  if (name?.kind !== 'symbol' || !isOpen(name.key)) return job;
  const last = [left, right].flatMap((it) => itemsOf(stripped(it)) ?? []).at(-1);
  const place = last?.kind === 'derivative' ? last.by[0] : undefined;
  const at = place?.kind === 'index' ? place.items[0] : undefined;
  if (at?.kind !== 'at' || at.expr.kind !== 'symbol') return job;
  const size = at.expr.key;
  const entries = new Set([size, familyKey(name.key)]);
  const names = job.names
    .filter((it) => !entries.has(it.key))
    .map((it) => (it.key === name.key ? { ...it, shape: vector(named(size)) } : it));
  return { ...job, names };
}

/** As the other side stands: `[a, b]^\top`. */
function turnedLike(other: Expr, list: Expr): Expr {
  const [inner] = other.kind === 'apply' && /^(parentheses|transpose)$/.test(other.op) ? other.args : [];
  return other.kind === 'apply' && inner !== undefined ? { ...other, args: [turnedLike(inner, list)] } : list;
}

const itemsOf = (list: Expr): readonly Expr[] | undefined =>
  list.kind === 'tuple' ? list.items : list.kind === 'literal' ? list.rows.flat() : turnedIn(list);

const turnedIn = (it: Expr): readonly Expr[] | undefined =>
  it.kind === 'apply' && it.op === 'transpose' ? itemsOf(stripped(it.args[0]!)) : undefined;

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

/** `[\partial f/\partial x_1, \ldots, \partial f/\partial x_n]`: by all entries of x, which no other name need tell. */
function wholeIn(items: readonly Expr[], of: Expr): SymbolExpr | undefined {
  const slopes = items.filter((it) => it.kind !== 'ellipsis');
  const variables = items.length === slopes.length + 1 ? variablesIn(slopes, of) : undefined;
  const places = variables?.map((it) => (it.kind === 'index' && it.items.length === 1 ? it : undefined));
  const base = places?.[0]?.base;
  if (places === undefined || places.length < 2 || base?.kind !== 'symbol') return undefined;
  const isCounted = places.every((it, i) => {
    const at = it?.items[0];
    if (it?.base.kind !== 'symbol' || it.base.key !== base.key || at?.kind !== 'at') return false;
    return i === places.length - 1 ? at.expr.kind === 'symbol' : at.expr.kind === 'number' && at.expr.value === i + 1;
  });
  const gap = items.findIndex((it) => it.kind === 'ellipsis');
  return isCounted && gap === items.length - 2 ? base : undefined;
}

const isVariable = (expr: Expr): boolean =>
  expr.kind === 'symbol' || (expr.kind === 'index' && expr.items.every((it) => it.kind === 'at'));
