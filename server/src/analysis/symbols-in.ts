import type { Poly } from '../algebra/tensor.ts';

/** The keys of all names in a value. */
export function symbolsIn({ monos }: Poly): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (all: Poly['monos']): void => {
    for (const { factors } of all)
      for (const { atom, symbolic } of factors) {
        if (atom.kind === 'symbol') found.add(atom.key);
        if (atom.kind === 'group') visit(atom.of.monos);
        if (atom.kind === 'op') for (const it of atom.args) visit(it.monos);
        if (symbolic !== undefined) visit(symbolic.monos);
      }
  };
  visit(monos);
  return found;
}
