/** The names an expression depends on, without those it binds itself: `i` of a sum, `x` of a minimum over x. */
import type { Expr, Index, IndexItem, SymbolExpr } from '../expr/expr.ts';
import { children } from '../expr/expr.ts';
import { INDICATOR } from '../expr/operators.ts';
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
    case 'apply': {
      const labels = labelsOf(expr);
      for (const it of labels) collectIndices(it, bound, into);
      if (labels.length > 0) return;
      break;
    }
    case 'reduce': {
      const inside = new Set(bound);
      for (const { key } of expr.bound) {
        inside.add(key).add(baseOf(key));
        into.bound.add(letterOf(key));
      }
      collect(expr.body, inside, into);
      for (const { where } of expr.bound)
        for (const side of where?.sides ?? []) if (side !== undefined) collectIndices(side, inside, into);
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
    if (item.kind === 'at') collectIndices(item.expr, bound, into);
  }
}

/** What counts, and what counts that: `y_i` and i in `w_{y_i}`. */
function collectIndices(expr: Expr, bound: ReadonlySet<string>, into: Collected): void {
  const { names, indices } = freeNames(expr);
  for (const key of [...names.keys(), ...indices]) if (!bound.has(key)) into.indices.add(key);
  // A label of what counts: it has a value of its own.
  if (expr.kind === 'index') collect(expr, bound, into);
}

/** `\mathbb{1}[y_i = k]`: what is compared with a letter that counts does so too. */
export function labelsOf(expr: Expr): readonly Expr[] {
  const [condition] = expr.kind === 'apply' && expr.name === INDICATOR ? expr.args : [];
  const sides = condition?.kind === 'relation' ? condition.sides.filter((it) => it !== undefined) : [];
  const isLabel = (it: Expr): boolean =>
    it.kind === 'index' ? it.base.kind === 'symbol' : it.kind === 'symbol' && /^[h-nyc]$/.test(it.key);
  const counts = sides.some((it) => it.kind === 'symbol' && /^[h-n]$/.test(it.key));
  return counts && sides.every(isLabel) ? sides : [];
}

const isSlice = (item: IndexItem): boolean => item.kind !== 'at';

/** The same in every note: `I`, `\mathbf 1`, `\pi` that nothing applies, and the base of the exponential. */
const isFixed = (symbol: SymbolExpr): boolean =>
  constantOf(symbol) !== undefined ||
  (symbol.glyph.letter === 'e' && symbol.glyph.face === 'upright') ||
  (symbol.glyph.letter === 'const' && symbol.glyph.face === 'upright');
