/**
 * `(X^\top X)^{-1}Xy`: who inverts a Gram matrix has an X of more rows than columns (of a square one the inverse itself
 * would be written), and a formula that fits only if X is square lacks a transpose. A row or column vector `w` may stand
 * in `(w^\top w)^{-1}w`, so X has to be a matrix.
 */
import { type Apply, type Expr, type SymbolExpr, unbracketed, walk } from '../expr/expr.ts';
import type { KindOf } from './infer-kinds.ts';
import { M } from './kinds.ts';
import type { Names } from './names.ts';
import type { Found } from './section.ts';
import { clashOf, type Tried } from './squared.ts';

export function unsquareGrams<Place>(
  tried: readonly Tried[],
  kinds: ReadonlyMap<string, KindOf>,
  names: Names<Place>,
): readonly Found[] {
  return tried.flatMap((it): readonly Found[] => {
    if (!it.fits) return [];
    for (const matrix of invertedGrams(it.statement.expr)) {
      const slot = it.trial.slotOf(matrix.key);
      const kind = kinds.get(slot);
      if (names.declared(slot) !== undefined || kind?.mask !== M || tried.some((one) => isKernel(one, slot))) continue;
      const conflict = clashOf(it, slot);
      if (conflict?.what !== 'product') continue;
      const evidence = kind.forced === M ? 'forced' : 'habit';
      const { formula, statement } = it;
      return [{ formula, statement, conflict: { ...conflict, what: 'gram', matrix }, evidence }];
    }
    return [];
  });
}

/** `K_{ij} = k(x_i, x_j)`: as many rows as columns, for members of one family are counted by both. */
function isKernel({ statement: { expr }, trial }: Tried, slot: string): boolean {
  if (expr.kind !== 'relation') return false;
  const [entry, ...values] = expr.sides;
  if (entry?.kind !== 'index' || entry.base.kind !== 'symbol' || entry.items.length !== 2) return false;
  if (trial.slotOf(entry.base.key) !== slot) return false;
  const families = new Map<string, Set<string>>();
  const note = (it: Expr): void => {
    if (it.kind !== 'index' || it.base.kind !== 'symbol' || it.items.length !== 1) return;
    const [item] = it.items;
    const at = item?.kind === 'at' && item.expr.kind === 'symbol' ? item.expr.key : undefined;
    if (at !== undefined) families.set(it.base.key, (families.get(it.base.key) ?? new Set()).add(at));
  };
  for (const value of values) if (value !== undefined) walk(value, note);
  return [...families.values()].some((counters) => counters.size === 2);
}

/** The X of each `(X^\top X)^{-1}` and `(X^\top X + λI)^{-1}`. */
function invertedGrams(expr: Expr): readonly SymbolExpr[] {
  const found: SymbolExpr[] = [];
  walk(expr, (it) => {
    if (it.kind !== 'apply' || it.op !== 'inverse') return;
    const inner = unbracketed(it.args[0]!);
    const terms = inner.kind === 'apply' && inner.op === 'sum' ? inner.args : [inner];
    for (const term of terms) {
      const name = gramOf(unbracketed(term));
      if (name !== undefined) found.push(name);
    }
  });
  return found;
}

/** `X^\top X` and `X X^\top`. */
function gramOf(expr: Expr): SymbolExpr | undefined {
  if (expr.kind !== 'apply' || expr.op !== 'product' || expr.args.length !== 2) return undefined;
  const isTurned = (it: Expr): it is Apply => it.kind === 'apply' && it.op === 'transpose';
  const [first, second] = expr.args.map((it) => (isTurned(it) ? it.args[0] : it));
  return expr.args.filter(isTurned).length === 1 &&
    first?.kind === 'symbol' &&
    second?.kind === 'symbol' &&
    first.key === second.key
    ? first
    : undefined;
}
