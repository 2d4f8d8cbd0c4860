/** Members that a letter or a number picks: the `p_y` of p, the `W_i` of a product that is written out. */
import type { Expr, Index } from '../expr/expr.ts';
import { memberKey } from '../shape/declare.ts';
import { type Elaborating, flagsOf, indexed, named, said } from './elaborate.ts';
import type { Value } from './value.ts';

/** The entry `p_y` of p, or the member `w_y` of those that are numbered. */
export function pickOf(expr: Extract<Expr, { kind: 'symbol' }>, at: Elaborating): Value | undefined {
  const { label } = expr.glyph;
  if (at.picked === undefined || !/^[a-z]$/.test(label) || expr.key !== `${at.picked}_${label}`) return undefined;
  if (at.isDeclared(expr.key)) return undefined;
  const { start } = expr.span;
  const cut = start + said(expr, at).indexOf('_');
  if (cut < start) return undefined;
  const glyph = { ...expr.glyph, label: '' };
  const letter = { ...glyph, letter: label, accents: [], face: 'plain' as const, primes: 0 };
  const place: Expr = { kind: 'symbol', key: label, glyph: letter, span: { start: cut + 1, end: expr.span.end } };
  const base: Expr = { kind: 'symbol', key: at.picked, glyph, span: { start, end: cut } };
  const items: Index['items'] = [{ kind: 'at', expr: place }];
  const found = indexed({ kind: 'index', base, items, upper: false, span: expr.span }, at);
  if (found !== undefined)
    at.readings.push(`${said(expr, at)} is read as one of the entries or members of ${at.picked}`);
  return found;
}

/** `W_i` where i stands for a number. */
export function countedOf(expr: Index, at: Elaborating): Value | undefined {
  const [item] = expr.items;
  const n = item?.kind === 'at' && item.expr.kind === 'symbol' ? at.counted?.get(item.expr.key) : undefined;
  if (n === undefined || item?.kind !== 'at' || expr.items.length > 1 || expr.base.kind !== 'symbol') return undefined;
  const tex = `${said(expr.base, at)}_${String(n)}`;
  const items: Index['items'] = [{ kind: 'at', expr: { kind: 'number', value: n, span: item.expr.span } }];
  const key = memberKey(expr.base.key, items);
  return named(key, tex, at.shape(expr), at, flagsOf(key, at));
}
