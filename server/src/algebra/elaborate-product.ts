/**
 * Products of matrices over an index: `\prod_{i=1}^3 W_i` is written out; of as many as a letter says, the factors
 * before and behind the variable are matrices of their own: `\prod_{i=1}^{j-1} A_i`.
 */
import { type BoundIndex, type Expr, type Reduce, some } from '../expr/expr.ts';
import { type Elaborating, fault, lower, said } from './elaborate.ts';
import { productOf } from './elaborate-apply.ts';
import { index, single } from './tensor.ts';
import { type Value, valueOf } from './value.ts';

/** So many factors are written out. */
const MOST = 8;

const picks = (expr: Expr, key: string): boolean =>
  some(
    expr,
    (it) =>
      it.kind === 'index' && it.items.some((x) => x.kind === 'at' && x.expr.kind === 'symbol' && x.expr.key === key),
  );

export function productOfMatrices(expr: Reduce, at: Elaborating): Value | undefined {
  const [by, ...more] = expr.bound;
  const no = (): Value | undefined => fault(at, 'no rule for a product of matrices over an index');
  if (by === undefined || more.length > 0 || by.from === undefined || by.to === undefined) return no();
  // `\prod_i W_i x`: the product reaches as far as its letter does.
  const list = expr.body.kind === 'apply' && expr.body.op === 'product' ? expr.body.args : [expr.body];
  const last = list.findLastIndex((it) => picks(it, by.key));
  const [inner, rest] = [list.slice(0, last + 1), list.slice(last + 1)];
  const made = writtenOut(by, inner, at) ?? opaque(by, inner, at);
  const behind = rest.map((it) => lower(it, at));
  if (made === undefined || behind.includes(undefined)) return at.faults.length > 0 ? undefined : no();
  return productOf([made, ...behind.filter((it) => it !== undefined)], false) ?? no();
}

/** With numbers for bounds, factor by factor. */
function writtenOut({ key, from, to }: BoundIndex, body: readonly Expr[], at: Elaborating): Value | undefined {
  if (from?.kind !== 'number' || to?.kind !== 'number' || to.value - from.value >= MOST) return undefined;
  const factors: Value[] = [];
  for (let n = from.value; n <= to.value; n++)
    for (const it of body) {
      const value = lower(it, { ...at, counted: new Map([...(at.counted ?? []), [key, n]]) });
      if (value === undefined) return undefined;
      factors.push(value);
    }
  return productOf(factors, false);
}

/** The product of as many members as a letter says, as a matrix with a name of its own. */
function opaque({ key, from, to }: BoundIndex, body: readonly Expr[], at: Elaborating): Value | undefined {
  const [member] = body;
  if (body.length !== 1 || member?.kind !== 'index' || member.base.kind !== 'symbol' || member.items.length !== 1)
    return undefined;
  const shape = at.shape(member);
  if (shape.kind !== 'matrix' || shape.rows.key !== shape.columns.key || from === undefined || to === undefined)
    return undefined;
  const [low, high, name] = [said(from, at), said(to, at), said(member, at)];
  const piece = (a: string, b: string): Value => {
    const tex = `\\prod_{${key}=${a}}^{${b}} ${name}`;
    const atom = { kind: 'symbol', key: tex.replaceAll(/\s+/g, ''), tex, rank: 2, flags: new Set<never>() } as const;
    return valueOf('matrix', single(atom, [index(shape.rows), index(shape.rows)]));
  };
  // The factors do not depend on another name.
  if (at.varied === undefined || at.varied !== member.base.key) return piece(low, high);
  if (at.member === undefined) return undefined;
  const own = lower(at.member.expr, { ...at, text: at.member.text });
  if (own?.kind !== 'matrix') return undefined;
  return productOf([piece(low, `${at.member.place}-1`), own, piece(`${at.member.place}+1`, high)], false);
}
