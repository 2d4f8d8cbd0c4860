import type { Poly, SymbolAtom } from '../algebra/tensor.ts';

/** All names in values. */
export function symbolAtomsIn(values: readonly Poly[]): readonly SymbolAtom[] {
  const found: SymbolAtom[] = [];
  const visit = (all: Poly['monos']): void => {
    for (const { factors } of all)
      for (const { atom, symbolic } of factors) {
        if (atom.kind === 'symbol') found.push(atom);
        if (atom.kind === 'group') visit(atom.of.monos);
        if (atom.kind === 'op') for (const it of atom.args) visit(it.monos);
        if (symbolic !== undefined) visit(symbolic.monos);
      }
  };
  for (const it of values) visit(it.monos);
  return found;
}

/** The keys of all names in a value. */
export const symbolsIn = (value: Poly): ReadonlySet<string> => new Set(symbolAtomsIn([value]).map(({ key }) => key));
