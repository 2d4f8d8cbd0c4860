/**
 * A matrix of which something is said and whose entries vary one by one all the same: while its derivative is taken,
 * S_ij and S_ji are two, and QᵀQ is not I.
 */
import { collect } from './canonical.ts';
import { tidy } from './tidy.ts';
import type { Atom, Factor, Poly } from './tensor.ts';

/** The value with a matrix that stands still again, of which what is said holds. */
export function still(a: Poly): Poly {
  const monos = a.monos.flatMap((it) => tidy({ ...it, factors: it.factors.map(stillFactor) }) ?? []);
  return collect({ ...a, monos });
}

const stillFactor = (it: Factor): Factor => ({
  ...it,
  atom: stillAtom(it.atom),
  ...(it.symbolic !== undefined && { symbolic: still(it.symbolic) }),
});

function stillAtom(atom: Atom): Atom {
  switch (atom.kind) {
    case 'symbol':
      return atom.flags.has('varied')
        ? { ...atom, flags: new Set([...atom.flags].filter((it) => it !== 'varied')) }
        : atom;
    case 'group':
      return { ...atom, of: still(atom.of) };
    case 'op':
      return { ...atom, args: atom.args.map(still) };
    default:
      return atom;
  }
}
