/** In which layouts a formula holds, and whether its shapes fit in each. */
import type { Relation } from '../expr/expr.ts';
import type { Fault } from './fault.ts';
import { type Layout, layouts as all, type RuleSymbol } from './rule.ts';
import { typed } from './typed.ts';

/**
 * A formula that names its layout holds there; with gradients alone it then holds in mixed layout if in denominator
 * layout, with Jacobians alone if in numerator layout. One that names none must fit in all three.
 * @param stated the layouts that the note names, if any
 */
export function claimLayouts(
  claim: Relation,
  symbols: readonly RuleSymbol[],
  stated: readonly Layout[],
): { readonly layouts: readonly Layout[]; readonly faults: readonly Omit<Fault, 'span'>[] } {
  const each = all.map((layout) => ({ layout, ...typed(claim, symbols, layout) }));
  const axes = each[0]!.axes;
  const alike = axes.size === 1 ? (axes.has('gradient') ? 'denominator' : 'numerator') : undefined;
  const named: readonly Layout[] =
    stated.length === 0
      ? all
      : all.filter((it) => stated.includes(it) || (it === 'mixed' && alike !== undefined && stated.includes(alike)));
  const faults = new Map<string, Omit<Fault, 'span'>>();
  const add = (it: Omit<Fault, 'span'>): void => void faults.set(`${it.kind} ${it.detail}`, it);
  const fits = each.filter((it) => it.conflicts.length === 0).map((it) => it.layout);
  for (const { layout, conflicts, unbound } of each) {
    for (const detail of unbound) add({ kind: 'unbound', detail });
    if (!named.includes(layout)) continue;
    if (stated.length === 0 && fits.length > 0 && !fits.includes(layout)) add({ kind: 'layout-unstated', detail: '' });
    else for (const it of conflicts) add({ kind: 'shapes-differ', detail: `${it} (${layout} layout)` });
  }
  return { layouts: named, faults: [...faults.values()] };
}
