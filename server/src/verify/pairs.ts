/** Indices that a sum runs over though only the condition below it names them: the j of `\\sum_{i \\neq j} a_{ij}`. */
import { children, type Expr } from '../expr/expr.ts';

export function pairedIn(exprs: readonly Expr[], parameters: readonly string[]): ReadonlySet<string> {
  const paired = new Set<string>();
  const free = new Set<string>(parameters);
  const visit = (expr: Expr, bound: ReadonlySet<string>): void => {
    if (expr.kind === 'symbol' && !bound.has(expr.key)) free.add(expr.key);
    if (expr.kind === 'index') for (const it of expr.items) if (it.kind === 'at') visit(it.expr, bound);
    if (expr.kind !== 'reduce') {
      for (const it of children(expr)) visit(it, bound);
      return;
    }
    const own = expr.bound.map(({ key }) => key);
    const named = expr.bound.flatMap(({ where }) =>
      (where?.sides ?? []).flatMap((it) => (it?.kind === 'symbol' && !bound.has(it.key) ? [it.key] : [])),
    );
    for (const key of named) if (!own.includes(key) && COUNTS.test(key)) paired.add(key);
    visit(expr.body, new Set([...bound, ...own, ...named]));
  };
  for (const it of exprs) visit(it, new Set());
  return new Set([...paired].filter((it) => !free.has(it)));
}

const COUNTS = /^[h-nrsuv]$/;
