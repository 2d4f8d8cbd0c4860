/** Members that a letter or a number picks: the `p_y` of p, the `W_i` of a product that is written out. */
import type { Expr, Index, SymbolExpr } from '../expr/expr.ts';
import { memberKey } from '../shape/declare.ts';
import { type Elaborating, flagsOf, indexed, named, said } from './elaborate.ts';
import { ONE } from './rational.ts';
import { DELTA, factor, mono, poly } from './tensor.ts';
import { type Value, valueOf } from './value.ts';

/** The entry `p_y` of p, or the member `w_y` of those that are numbered; the `\pi_a` of a sum over a. */
export function pickOf(expr: SymbolExpr, at: Elaborating): Value | undefined {
  if (expr.glyph.label === '' || at.isDeclared(expr.key)) return undefined;
  const same = deltaOf(expr, at);
  if (same !== undefined) return same;
  const isBound = at.bound.has(expr.glyph.label);
  const picked = at.picked !== undefined && expr.key === `${at.picked}_${expr.glyph.label}`;
  if (!picked && !isBound) return undefined;
  const index = asIndex(expr, at.text);
  const found = index === undefined ? undefined : indexed(index, at);
  if (found !== undefined && !isBound)
    at.readings.push(`${said(expr, at)} is read as one of the entries or members of ${at.picked ?? ''}`);
  return found;
}

/** `\delta_{ky}` of two letters that pick members, whichever letters they are. */
function deltaOf({ key }: SymbolExpr, at: Elaborating): Value | undefined {
  const [, first = '', second = ''] = /^\\delta_([a-z])([a-z])$/.exec(key) ?? [];
  const [a, b] = [at.bound.get(first), at.bound.get(second)];
  return a === undefined || b === undefined
    ? undefined
    : valueOf('scalar', poly([], [mono(ONE, [factor(DELTA, [a, b])])]));
}

/** A name with a letter as its label, read as the name with that letter as its index. */
export function asIndex(expr: SymbolExpr, text: string): Index | undefined {
  const { label } = expr.glyph;
  const key = expr.key.slice(0, -label.length - 1);
  if (!/^[a-z]$/.test(label) || expr.key !== `${key}_${label}`) return undefined;
  const { start, end } = expr.span;
  const cut = start + text.slice(start, end).indexOf('_');
  if (cut < start) return undefined;
  const glyph = { ...expr.glyph, label: '' };
  const letter = { ...glyph, letter: label, accents: [], face: 'plain' as const, primes: 0 };
  const place: Expr = { kind: 'symbol', key: label, glyph: letter, span: { start: cut + 1, end } };
  const base: Expr = { kind: 'symbol', key, glyph, span: { start, end: cut } };
  return { kind: 'index', base, items: [{ kind: 'at', expr: place }], upper: false, span: expr.span };
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
