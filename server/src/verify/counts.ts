/** What counts: the letters that name how many there are of something, and how many members a family has. */
import { type Expr, isInfinite, walk } from '../expr/expr.ts';
import { constantOf as constantNamed } from '../shape/constants.ts';
import { familyKey, memberKey, pairKey } from '../shape/declare.ts';
import { atomsOf } from '../shape/dim.ts';
import { dimsOf } from '../shape/shape.ts';
import { variableIn } from './dependence.ts';
import type { Definition, Job, Name } from './job.ts';
import { countIn } from './ellipsis.ts';
import { meansIn } from './means.ts';

/** Letters that count and have no kind: nothing else can be meant by them than a size. */
export function countersIn(
  exprs: readonly Expr[],
  names: ReadonlyMap<string, Name>,
  definitions: ReadonlyMap<string, Definition>,
): ReadonlySet<string> {
  const found = new Set<string>();
  const sized = new Set([...names.values()].flatMap((it) => dimsOf(it.shape).flatMap(atomsOf)));
  const note = (expr: Expr | undefined, isSize: boolean): void => {
    if (expr?.kind !== 'symbol' || definitions.has(expr.key) || sized.has(expr.key) || isInfinite(expr)) return;
    const name = names.get(expr.key);
    const kind = name?.shape.kind;
    const isOpen =
      kind === undefined || kind === 'unknown' || (isSize && kind === 'scalar' && name?.declared === false);
    if (isOpen) found.add(expr.key);
  };
  for (const { count } of exprs.flatMap(meansIn)) note(count, true);
  for (const expr of exprs)
    walk(expr, (it) => {
      for (const row of rowsOf(it)) note(countIn(row)?.count, true);
      if (it.kind === 'reduce') for (const { to } of it.bound) note(to, false);
      if (it.kind !== 'index' || it.upper) return;
      const isConstant =
        it.base.kind === 'number' ||
        (it.base.kind === 'symbol' && /^(identity|ones|zero)$/.test(constantNamed(it.base) ?? ''));
      if (isConstant) for (const item of it.items) if (item.kind === 'at') note(item.expr, true);
    });
  return found;
}

/** How many members families have, as the sums over them and lists with dots say. */
export function countsIn(
  exprs: readonly Expr[],
  names: ReadonlyMap<string, Name>,
  definitions: ReadonlyMap<string, Definition>,
): ReadonlyMap<string, Expr> {
  const found = new Map<string, Expr>();
  for (const expr of exprs)
    walk(expr, (it) => {
      for (const { key: index, to } of it.kind === 'reduce' ? it.bound : [])
        if (to !== undefined && it.kind === 'reduce')
          for (const key of familiesOver(index, it.body)) found.set(key, to);
    });
  const add = (index: string, body: Expr, count: Expr): void => {
    for (const key of familiesOver(index, body)) if (!found.has(key)) found.set(key, count);
  };
  for (const { index, body, count } of exprs.flatMap(meansIn))
    if (names.get(count.key)?.declared !== true && !definitions.has(count.key)) add(index, body, count);
  for (const expr of exprs)
    walk(expr, (it) => {
      for (const { count, body } of rowsOf(it).flatMap((row) => countIn(row) ?? [])) add(count.key, body, count);
    });
  return found;
}

/** Defined names by which something is differentiated. */
export function intermediatesIn({ claim, definitions }: Job): readonly string[] {
  const defined = new Set(definitions.flatMap((it) => (it.parameters.length === 0 ? [it.key] : [])));
  const found = new Set<string>();
  for (const side of [claim.left, claim.right])
    walk(side, (it) => {
      for (const by of it.kind === 'derivative' ? it.by.map(variableIn) : [])
        if (by.kind === 'symbol' && defined.has(by.key)) found.add(by.key);
    });
  return [...found];
}

/** The lists in which dots may stand. */
const rowsOf = (expr: Expr): readonly (readonly Expr[])[] =>
  expr.kind === 'tuple'
    ? [expr.items]
    : expr.kind === 'literal'
      ? [...expr.rows, ...(expr.rows[0] ?? []).map((_, j) => expr.rows.flatMap((row) => row[j] ?? []))]
      : expr.kind === 'apply' || expr.kind === 'call'
        ? [expr.args]
        : [];

/** The families whose members an index counts. */
function familiesOver(index: string, body: Expr): readonly string[] {
  const found: string[] = [];
  walk(body, (it) => {
    if (it.kind !== 'index' || it.base.kind !== 'symbol') return;
    const counted = it.items.some((one) => one.kind === 'at' && one.expr.kind === 'symbol' && one.expr.key === index);
    if (counted) found.push(it.items.length === 2 ? pairKey(it.base.key) : memberKey(it.base.key, it.items));
    if (counted) found.push(familyKey(it.base.key));
  });
  return found;
}
