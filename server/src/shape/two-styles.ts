/**
 * `x^{(i)} \in \mathbb{R}^d` beside `x_j \in \mathbb{R}^m`: samples and columns by one letter, which only the place of the
 * index tells apart. Of formulas that speak of either nothing is said to be wrong.
 */
import { type Expr, some } from '../expr/expr.ts';
import { type Declaration, subjectOf } from './declare.ts';
import type { Shape } from './shape.ts';

interface Declared {
  readonly key: string;
  readonly shape: Shape;
  readonly declaration?: Declaration;
}

/** The families that are declared with an index above and with one below, of different shapes. */
export function inTwoStyles(declared: readonly Declared[]): ReadonlySet<string> {
  const found = new Set<string>();
  const first = new Map<string, Declared>();
  for (const it of declared) {
    if (it.declaration?.name?.kind !== 'index') continue;
    const other = first.get(it.key);
    if (other === undefined) first.set(it.key, it);
    else if (areInTwoStyles(other, it) && JSON.stringify(other.shape) !== JSON.stringify(it.shape)) found.add(it.key);
  }
  return found;
}

/** Whether the index stands above in one declaration and below in the other. */
export function areInTwoStyles(
  ...both: readonly [Pick<Declared, 'declaration'>, Pick<Declared, 'declaration'>]
): boolean {
  const [one, other] = both.map((it) => it.declaration?.name);
  return one?.kind === 'index' && other?.kind === 'index' && one.upper !== other.upper;
}

export const speaksOfAny = (expr: Expr, families: ReadonlySet<string>): boolean =>
  families.size > 0 && some(expr, (it) => it.kind === 'index' && families.has(subjectOf(it)?.key ?? ''));
