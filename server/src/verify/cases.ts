/** A value given by cases: that of the first whose condition holds, entry by entry where a condition is of entries. */
import type { Cases, Expr } from '../expr/expr.ts';
import { hadamard } from './arithmetic.ts';
import { evaluate } from './evaluate.ts';
import { Stop } from './stop.ts';
import { dataOf, isScalar, partsOf, picked, sameDims, type Value } from './value.ts';
import type { World } from './world.ts';

export function valueOfCases(expr: Cases, world: World): Value {
  const tests = expr.conditions.map((it) => (it === undefined ? undefined : truthOf(it, world)));
  const places = tests.find((it) => it !== undefined && !isScalar(it));
  const chosen = (entry: number): number => {
    const found = tests.findIndex((it) => it === undefined || dataOf(it)[isScalar(it) ? 0 : entry] === 1);
    if (found < 0) throw new Stop('domain', 'no case holds');
    const taken = world.branches.get(expr) ?? new Set<number>();
    world.branches.set(expr, taken.add(found));
    return found;
  };
  if (places === undefined) return evaluate(expr.values[chosen(0)]!, world);
  const values = expr.values.map((it) => evaluate(it, world));
  if (values.some((it) => !isScalar(it) && !sameDims(it, places))) throw new Stop('shape', 'cases');
  const wide = values.map((it) => (isScalar(it) ? picked(it, places.dims, () => 0) : it));
  const size = dataOf(places).length;
  const own = wide.map(partsOf);
  const cases = Array.from({ length: size }, (_, i) => own[chosen(i)]!);
  const parts = Array.from({ length: Math.max(...own.map((it) => it.length)) }, (_, part) => {
    const lanes = Math.max(1, ...own.map((it) => (it[part]?.length ?? 0) / size));
    return Float64Array.from({ length: lanes * size }, (_, at) => cases[at % size]![part]?.[at] ?? 0);
  });
  return { dims: places.dims, parts };
}

/** One where it holds, zero elsewhere; of several, where all of them do. */
function truthOf(condition: Expr, world: World): Value {
  if (condition.kind === 'tuple' && condition.open === '' && condition.items.every((it) => it.kind === 'relation'))
    return condition.items.map((it) => truthOf(it, world)).reduce((all, it) => hadamard(all, it, world.numbers));
  if (condition.kind !== 'relation') throw new Stop('not-understood', 'a case distinction');
  return evaluate(condition, world);
}

/**
 * Whether each case was taken in some sample, and each relation held in one and failed in another; what no sample is in
 * was not tried.
 */
export const areCovered = (branches: ReadonlyMap<Expr, ReadonlySet<number>>): boolean =>
  [...branches].every(([expr, taken]) => taken.size === (expr.kind === 'cases' ? expr.values.length : 2));
