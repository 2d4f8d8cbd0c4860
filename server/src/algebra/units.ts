/** Unit vectors in products: what they meet, they pick entries out of. */
import { type Factor, factor, type Ix, placed, UNIT } from './tensor.ts';

/** Factors with the indices that are summed over. */
export interface State {
  readonly factors: readonly Factor[];
  readonly sums: readonly Ix[];
}

export const without = <T>(list: readonly T[], ...gone: readonly T[]): T[] => list.filter((it) => !gone.includes(it));

export const isUnit = ({ atom }: Factor): boolean => atom.kind === 'symbol' && atom.key.startsWith(UNIT);

/** The number or the letter of the entry that is one. */
const placeOf = ({ atom }: Factor): string => (atom.kind === 'symbol' ? atom.key.slice(UNIT.length) : '');

const isNumber = (place: string): boolean => /^\d+$/.test(place);

/** Where a unit vector meets others at one index, it picks an entry out of each: e_x v_x is (eᵀv) e_x. */
export function pickedOut(it: Factor, factors: readonly Factor[], sums: readonly Ix[]): State | 'zero' | undefined {
  const [x] = it.ix as readonly [Ix];
  const others = factors.filter((f) => f !== it && f.ix.includes(x));
  const isSum = sums.includes(x);
  // Its entries sum to one.
  if (others.length === 0 && isSum) return { factors: without(factors, it), sums: without(sums, x) };
  const twin = others.find(isUnit);
  // Two entries of one column are the same or different ones; of letters nobody knows.
  if (twin !== undefined)
    return placeOf(twin) === placeOf(it)
      ? { factors: without(factors, twin), sums }
      : isNumber(placeOf(twin)) && isNumber(placeOf(it))
        ? 'zero'
        : undefined;
  if (others.length === 0 || (isSum && others.length === 1)) return undefined;
  const own: Ix[] = [];
  const picked = others.flatMap((f) => {
    const p: Ix = { dim: x.dim };
    own.push(p);
    const moved = placed(
      f,
      f.ix.map((y) => (y === x ? p : y)),
    );
    return [moved, factor(it.atom, [p])];
  });
  const rest = without(factors, ...others);
  return isSum
    ? { factors: [...without(rest, it), ...picked], sums: [...without(sums, x), ...own] }
    : { factors: [...rest, ...picked], sums: [...sums, ...own] };
}
