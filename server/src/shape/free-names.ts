/** The names an expression depends on, without those it binds itself: `i` of a sum, `x` of a minimum over x. */
import type { Expr, Index, IndexItem, SymbolExpr } from '../expr/expr.ts';
import { children } from '../expr/expr.ts';
import { constantOf, extremalOf } from './constants.ts';
import { memberKey } from './declare.ts';

export interface FreeNames {
  /** By key: `A`, `x[]` for a member of a family, `W[1]`. */
  readonly names: ReadonlyMap<string, SymbolExpr>;
  /** Names that stand for a function here. */
  readonly functions: ReadonlySet<string>;
  /** Letters used as indices. */
  readonly indices: ReadonlySet<string>;
  /** Letters bound inside. */
  readonly bound: ReadonlySet<string>;
}

const memo = new WeakMap<Expr, FreeNames>();

export function freeNames(expr: Expr): FreeNames {
  let found = memo.get(expr);
  if (found === undefined) {
    const into = {
      names: new Map<string, SymbolExpr>(),
      functions: new Set<string>(),
      indices: new Set<string>(),
      bound: new Set<string>(),
    };
    collect(expr, new Set(), into);
    memo.set(expr, (found = into));
  }
  return found;
}

/** The name without its index: `x` for `x[]` and `x[1]`. */
export const baseOf = (key: string): string => key.replace(/\[[^\]]*\]$/, '');

/** The letter with its label, whatever its face: entries of a bold `x` are written `x_i`. `?` is a label nobody can read. */
export const letterOf = (key: string): string =>
  baseOf(key)
    .replace(/(^| )bold /, '$1')
    .replace(/_\?.*$/, '');

/** The letters that an expression names. */
export const lettersIn = (expr: Expr): ReadonlySet<string> => new Set([...freeNames(expr).names.keys()].map(letterOf));

interface Collected {
  readonly names: Map<string, SymbolExpr>;
  readonly functions: Set<string>;
  readonly indices: Set<string>;
  readonly bound: Set<string>;
}

function collect(expr: Expr, bound: ReadonlySet<string>, into: Collected): void {
  switch (expr.kind) {
    case 'symbol':
      if (!bound.has(expr.key) && !isFixed(expr)) into.names.set(expr.key, expr);
      return;
    case 'index':
      collectIndex(expr, bound, into);
      return;
    case 'call':
      if (expr.fn.kind === 'symbol') {
        // The same in every note, like `\det`.
        if (extremalOf(expr.fn.glyph) !== undefined) {
          for (const it of expr.args) collect(it, bound, into);
          return;
        }
        into.functions.add(expr.fn.key);
      } else if (expr.fn.kind === 'index' && expr.fn.base.kind === 'symbol')
        into.functions.add(memberKey(expr.fn.base.key, expr.fn.items));
      break;
    case 'reduce': {
      const inside = new Set(bound);
      for (const { key } of expr.bound) {
        inside.add(key).add(baseOf(key));
        into.bound.add(letterOf(key));
      }
      collect(expr.body, inside, into);
      if (expr.op === 'evaluation')
        for (const { from } of expr.bound) if (from !== undefined) collect(from, bound, into);
      return;
    }
    default:
  }
  for (const child of children(expr)) collect(child, bound, into);
}

function collectIndex(expr: Index, bound: ReadonlySet<string>, into: Collected): void {
  const { base, items } = expr;
  if (base.kind !== 'symbol') collect(base, bound, into);
  else if (!bound.has(base.key) && constantOf(base) === undefined)
    into.names.set(items.some(isSlice) ? base.key : memberKey(base.key, items), base);
  for (const item of items) {
    if (item.kind !== 'at') continue;
    for (const key of freeNames(item.expr).names.keys()) if (!bound.has(key)) into.indices.add(key);
  }
}

const isSlice = (item: IndexItem): boolean => item.kind !== 'at';

/** The same in every note: `I`, `\mathbf 1`, `\pi` that nothing applies, and the base of the exponential. */
const isFixed = (symbol: SymbolExpr): boolean =>
  constantOf(symbol) !== undefined ||
  (symbol.glyph.letter === 'e' && symbol.glyph.face === 'upright') ||
  (symbol.glyph.letter === 'const' && symbol.glyph.face === 'upright');
