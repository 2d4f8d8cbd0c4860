/**
 * Values that differ only in how a size is called that nothing tells: the section gives one to each place of a name.
 * How many values such an index has is kept apart wherever it counts, as in the trace of an identity.
 */
import { areEqual } from '../algebra/normal-form.ts';
import type { Atom, Ix, Mono, Poly } from '../algebra/tensor.ts';
import { type Dim, hasVariable, named } from '../shape/dim.ts';

const ANY: Dim = named('?');

/** Whether two values are known to be the same, whatever the sizes are that nothing tells. */
export const areAlike = (a: Poly, b: Poly): boolean => areEqual(a, b) || areEqual(opened(a), opened(b));

function opened(p: Poly): Poly {
  const known = new Map<Ix, Ix>();
  const of = (it: Ix): Ix => {
    if (!hasVariable(it.dim)) return it;
    let found = known.get(it);
    if (found === undefined) known.set(it, (found = { ...it, dim: ANY }));
    return found;
  };
  const ofAtom = (atom: Atom): Atom => {
    if (atom.kind === 'group') return { ...atom, of: ofPoly(atom.of) };
    return atom.kind === 'op' ? { ...atom, args: atom.args.map(ofPoly) } : atom;
  };
  const ofMono = ({ c, factors, sums }: Mono): Mono => {
    const used = new Set(factors.flatMap(({ ix }) => ix));
    return {
      c,
      factors: factors.map(({ symbolic, ...it }) => ({
        ...it,
        atom: ofAtom(it.atom),
        ix: it.ix.map(of),
        ...(symbolic && { symbolic: ofPoly(symbolic) }),
      })),
      sums: sums.map((it) => (used.has(it) ? of(it) : it)),
    };
  };
  const ofPoly = (it: Poly): Poly => ({ ...it, free: it.free.map(of), monos: it.monos.map(ofMono) });
  return ofPoly(p);
}
