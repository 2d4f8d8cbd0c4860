/** `(p_i)_{i=1}^n`, `[a_i + b_i]_{i=1,\ldots,n}`: a list by the index of its entries, as `(p_1, \ldots, p_n)`. */
import type { Scripted } from '../latex/node.ts';
import { type Expr, some } from './expr.ts';
import { lowerNodes, type Lowering } from './lower.ts';
import { bodyOf } from '../latex/roles.ts';
import { rewritten } from './rewrite.ts';

/** @param base the bracket, as it is read on its own or as what stands before it is applied to it */
export function listOver(base: Expr, { base: node, sub, sup, primes }: Scripted, at: Lowering): Expr | undefined {
  if (node?.kind !== 'fence' || sub === undefined || primes > 0 || base.kind !== 'apply') return undefined;
  const isApplied = base.op === 'diagonal' && base.name !== undefined;
  if (!isApplied && (!/^[([]$/.test(node.open) || !/^(parentheses|free)$/.test(base.op))) return undefined;
  const [entry, more] = base.args;
  const [index, first, last] = limitsOf(lowerNodes(bodyOf(sub), at, sub.span), sup, at) ?? [];
  if (entry === undefined || more !== undefined || index === undefined || first === undefined || last === undefined)
    return undefined;
  if (!some(entry, (it) => it.kind === 'index' && it.items.some((one) => one.kind === 'at' && isKey(one.expr, index))))
    return undefined;
  const item = (value: Expr): Expr => rewritten(entry, (it) => (isKey(it, index) ? value : undefined));
  const items = [item(first), { kind: 'ellipsis' as const, span: base.span }, item(last)];
  return isApplied ? { ...base, args: items } : { kind: 'tuple', open: '(', items, separator: ',', span: base.span };
}

const isKey = (expr: Expr, key: string): boolean => expr.kind === 'symbol' && expr.key === key;

/** `i = 1` with n above, `i = 1, \ldots, n`. */
function limitsOf(below: Expr, sup: Scripted['sup'], at: Lowering): readonly [string, Expr, Expr] | undefined {
  const [start, dots, end, more] = below.kind === 'tuple' && below.open === '' ? below.items : [below];
  if (start?.kind !== 'relation' || start.signs.length !== 1 || start.signs[0]?.text !== '=') return undefined;
  const [index, first] = start.sides;
  const last = sup === undefined ? (dots?.kind === 'ellipsis' && more === undefined ? end : undefined) : above(sup, at);
  if (index?.kind !== 'symbol' || first?.kind !== 'number' || last?.kind !== 'symbol') return undefined;
  return [index.key, first, last];
}

const above = (sup: NonNullable<Scripted['sup']>, at: Lowering): Expr => lowerNodes(bodyOf(sup), at, sup.span);
