/** How far the letters of a sum run: by its bounds, by what they subscript, or over all members that there are. */
import { children, type Expr, type Reduce, walk } from '../expr/expr.ts';
import { dimOf } from '../shape/declare.ts';
import { add, type Dim, named, number } from '../shape/dim.ts';
import type { Elaborating } from './elaborate.ts';
import { asIndex } from './elaborate-members.ts';
import { OPEN } from './tensor.ts';

/** How many values an index has: what its bounds say, else the size of what it subscripts. */
export function rangeOf(it: Reduce['bound'][number], body: Expr, at: Elaborating): Dim | undefined {
  const found = subscripted(body, it.key, at);
  if (it.from !== undefined && it.to !== undefined) {
    const [from, to] = [dimOf(it.from), dimOf(it.to)];
    if (from === undefined || to === undefined) return undefined;
    const counted = add(add(to, from, -1), number(1));
    return found !== undefined && found.key !== counted.key ? undefined : counted;
  }
  return found;
}

/** What the letters of a sum must fulfil: the `\neq j` of `\sum_{i \neq j}`, the `\in B` of `\sum_{i \in B}`. */
export function conditionOf({ span, body, bound }: Reduce, at: Elaborating): string {
  const head = at.text.slice(span.start, body.span.start);
  const below = /_\s*(\{(?:[^{}]|\{[^{}]*\})*\}|\\?\w+)/.exec(head)?.[1] ?? '';
  const sign = /\\(?:neq?|not|leq?|geq?|lt|gt|in|sim|mid|setminus|subset)(?![a-z])|[<>:|≠≤≥∈]/.exec(below);
  if (sign === null) return '';
  // `i \in B` alone, and nothing beside it.
  const isOne = bound.length === 1 && below.slice(1, sign.index).trim() === bound[0]!.key && !below.includes(',');
  return isOne ? below.slice(sign.index, -1).trim() : below.replace(/^\{|\}$/g, '').trim();
}

/** `\sum_i \log(a_i^\top x)`: however many members there are, they are the same ones wherever the letter runs. */
export function openRange({ key, from, to }: Reduce['bound'][number], body: Expr, condition: string): Dim | undefined {
  let numbers = false;
  walk(body, (it) => {
    if (it.kind === 'symbol') numbers ||= it.glyph.label === key;
    if (it.kind !== 'index') return;
    numbers ||= it.items.some((item) => item.kind === 'at' && item.expr.kind === 'symbol' && item.expr.key === key);
  });
  return numbers && from === undefined && to === undefined ? named(`${OPEN}${condition}`) : undefined;
}

function subscripted(expr: Expr, key: string, at: Elaborating): Dim | undefined {
  let found: Dim | undefined;
  const visit = (given: Expr): void => {
    if (found !== undefined) return;
    const isLabelled = given.kind === 'symbol' && given.glyph.label === key && !at.isDeclared(given.key);
    const it = (isLabelled ? asIndex(given, at.text) : undefined) ?? given;
    if (it.kind === 'index' && !it.upper) {
      const own = it.base.kind === 'symbol' ? at.shapeOfName(it.base.key) : at.shape(it.base);
      // A column or a matrix is a member of a family, whatever its letter is without a number.
      const member = at.shape(it).kind;
      if (it.base.kind === 'symbol' && member !== 'scalar' && member !== 'unknown' && own.kind === 'vector') return;
      it.items.forEach((item, i) => {
        if (item.kind !== 'at' || item.expr.kind !== 'symbol' || item.expr.key !== key) return;
        if (own.kind === 'vector' && it.items.length === 1 && i === 0) found = own.rows;
        else if (own.kind === 'row' && i === 0) found = own.columns;
        else if (own.kind === 'matrix' && it.items.length === 2) found = i === 0 ? own.rows : own.columns;
      });
    }
    for (const child of children(it)) visit(child);
  };
  visit(expr);
  return found;
}
