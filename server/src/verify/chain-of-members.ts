/**
 * A chain rule about members of a list: `\frac{\partial v_3}{\partial t} = \frac{\partial v_3}{\partial v_1} \dot v_1`. Each is a
 * value of its own, as y and u are in `\frac{\partial y}{\partial t} = \frac{\partial y}{\partial u} \dot u`, and depends on what
 * it is differentiated by. So read, a claim may be confirmed; nothing is refuted.
 */
import { type Derivative, type Expr, type Index, some, type SymbolExpr } from '../expr/expr.ts';
import { keyOf } from '../expr/glyph.ts';
import { rewritten } from '../expr/rewrite.ts';
import { familyKey, memberKey } from '../shape/declare.ts';
import type { Job, Name } from './job.ts';

/** The claim with a name for each member; none where it is no product of slopes of what nothing defines. */
export function withNamedMembers(job: Job): readonly Job[] {
  const sides = [job.claim.left, job.claim.right].map((it) => withSlopes(it, job));
  const slopes = sides.map(slopesOf);
  const ends = slopes.flatMap((it) => it ?? []).flatMap(({ of, by }) => [of, ...by]);
  const members = ends.filter((it): it is Index => it?.kind === 'index');
  if (slopes.includes(undefined) || members.length === 0) return [];
  const names = new Map<string, Name>();
  const letters = new Set<string>();
  for (const it of ends) {
    const own = it === undefined ? undefined : isOwn(it, job) && nameOf(it, job);
    if (own === undefined || own === false) return [];
    names.set(own.key, own);
    const letter = it?.kind === 'index' ? letterIn(it) : '';
    if (letter === undefined) return [];
    if (letter !== '') letters.add(letter);
  }
  // An i and a j may be the same.
  if (letters.size > 1) return [];
  const put = (side: Expr): Expr => rewritten(side, (it) => (it.kind === 'index' ? symbolOf(it) : undefined));
  const claim = { ...job.claim, left: put(sides[0]!), right: put(sides[1]!) };
  return [{ ...job, claim, names: [...names.values()], definitions: [], ties: [], quiet: true }];
}

/** `\dot v_3` as the slope that every `\dot v_i` is. */
function withSlopes(side: Expr, { definitions }: Job): Expr {
  return rewritten(side, (it) => {
    if (it.kind !== 'index' || it.base.kind !== 'symbol') return undefined;
    const { key } = it.base;
    const general = definitions.find((one) => one.key === familyKey(key));
    const [item] = it.items;
    const [parameter, more] = general?.parameters ?? [];
    if (general?.body.kind !== 'derivative' || item?.kind !== 'at' || more !== undefined) return undefined;
    return rewritten(general.body, (one) => (one.kind === 'symbol' && one.key === parameter ? item.expr : undefined));
  });
}

/** The slopes that an expression is the product of. */
function slopesOf(expr: Expr): readonly Derivative[] | undefined {
  if (expr.kind === 'derivative') return expr.of !== undefined && expr.by.length === 1 ? [expr] : undefined;
  if (expr.kind !== 'apply' || !/^(product|dot|parentheses)$/.test(expr.op)) return undefined;
  const all = expr.args.map(slopesOf);
  return all.every((it) => it !== undefined) ? all.flat() : undefined;
}

/** A name or a member that nothing defines. */
function isOwn(expr: Expr, { definitions }: Job): boolean {
  const isDefined = (key: string): boolean => definitions.some((it) => it.key === key);
  if (expr.kind === 'symbol') return !isDefined(expr.key) && !isDefined(familyKey(expr.key));
  if (expr.kind !== 'index' || expr.base.kind !== 'symbol' || expr.items.length !== 1) return false;
  const { key } = expr.base;
  return ![key, familyKey(key), memberKey(key, expr.items)].some(isDefined);
}

const KINDS = /^(scalar|vector|row|matrix)$/;

function nameOf(expr: Expr, { names }: Job): Name | undefined {
  const base = expr.kind === 'index' ? expr.base : expr;
  if (base.kind !== 'symbol') return undefined;
  const from = expr.kind === 'index' ? familyKey(base.key) : base.key;
  const found = names.find(({ key, shape }) => key === from && KINDS.test(shape.kind));
  return found && { ...found, key: expr.kind === 'index' ? symbolOf(expr)!.key : from };
}

function symbolOf({ base, items, span }: Index): SymbolExpr | undefined {
  const [item] = items;
  if (base.kind !== 'symbol' || item?.kind !== 'at') return undefined;
  const glyph = { ...base.glyph, label: `at ${placeOf(item.expr) ?? ''}` };
  return { kind: 'symbol', key: keyOf(glyph), glyph, span };
}

/** The letter of an index: none of a number. */
function letterIn({ items: [item] }: Index): string | undefined {
  if (item?.kind !== 'at' || placeOf(item.expr) === undefined) return undefined;
  let letter = '';
  some(item.expr, (it) => {
    if (it.kind === 'symbol') letter = it.key;
    return false;
  });
  return letter;
}

/** `3`, `l`, `l + 1`. */
function placeOf(expr: Expr): string | undefined {
  if (expr.kind === 'number') return String(expr.value);
  if (expr.kind === 'symbol') return expr.key;
  if (expr.kind === 'apply' && expr.op === 'parentheses') return placeOf(expr.args[0]!);
  const [letter, step, more] = expr.kind === 'apply' && expr.op === 'sum' ? expr.args : [];
  if (letter?.kind !== 'symbol' || step?.kind !== 'number' || more !== undefined || expr.kind !== 'apply')
    return undefined;
  const sign = expr.signs?.[1] === -1 ? '-' : '+';
  return expr.signs?.[0] === -1 ? undefined : `${letter.key}${sign}${String(step.value)}`;
}
