/**
 * Matrices made of blocks. `[I; 0]`, with as many rows as all blocks together, puts a block into its place: a matrix of
 * blocks is the sum of its blocks so placed, and all that is done to it is done by the rules for any product.
 */
import { add, type Dim, ONE as ONE_DIM } from '../shape/dim.ts';
import { map } from './ops.ts';
import { isOne, ONE } from './rational.ts';
import {
  asMono,
  DELTA,
  type Factor,
  factor,
  type Ix,
  type Mono,
  mono,
  type Poly,
  poly,
  type SymbolAtom,
} from './tensor.ts';

const PART = 'part ';

/** The atom of the part with number k of so many rows each; a part of one row is a column. */
export const partAtom = (dims: readonly Dim[], k: number): SymbolAtom => ({
  kind: 'symbol',
  key: `${PART}${String(k)} of ${dims.map((it) => it.key).join(',')}`,
  tex: '',
  rank: dims[k]!.key === ONE_DIM.key ? 1 : 2,
  flags: new Set(),
  parts: { dims, k },
});

/** The size of all parts together. */
export const wholeOf = (dims: readonly Dim[]): Dim => dims.reduce((a, b) => add(a, b));

export const partsOf = ({ atom }: Factor): SymbolAtom['parts'] => (atom.kind === 'symbol' ? atom.parts : undefined);

interface State {
  readonly factors: readonly Factor[];
  readonly sums: readonly Ix[];
}

const without = <T>(list: readonly T[], ...gone: readonly T[]): T[] => list.filter((it) => !gone.includes(it));

const sameWhole = (a: NonNullable<SymbolAtom['parts']>, b: NonNullable<SymbolAtom['parts']>): boolean =>
  a.dims.length === b.dims.length && a.dims.every((it, n) => it.key === b.dims[n]!.key);

/** What becomes of a part beside others: where two meet they are one, or the product is zero. */
export function partsMet({ factors, sums }: State): State | 'zero' | undefined {
  for (const a of factors) {
    const own = partsOf(a);
    if (own === undefined || !isOne(a.e)) continue;
    const [p, i] = a.ix as readonly [Ix, Ix | undefined];
    const others = factors.filter((it) => it !== a && it.ix.includes(p));
    for (const b of others) {
      const other = partsOf(b);
      if (other === undefined || !sameWhole(own, other) || b.ix[0] !== p) continue;
      if (own.k !== other.k) return 'zero';
      if (!sums.includes(p) || others.length > 1) continue;
      const met = i === undefined || b.ix[1] === undefined ? [] : [factor(DELTA, [i, b.ix[1]])];
      return { factors: [...without(factors, a, b), ...met], sums: without(sums, p) };
    }
    if (!sums.includes(p) || others.length === 0) continue;
    const met = others.map((it) => atPart(it, p, i, own));
    if (met.includes(undefined)) continue;
    if (met.includes('zero')) return 'zero';
    const made = met.filter((it) => it !== undefined && it !== 'zero');
    return {
      factors: [...without(factors, a, ...others), ...made.flatMap((it) => it.factors)],
      sums: [...without(sums, p), ...made.flatMap((it) => it.sums)],
    };
  }
  return undefined;
}

/** What a factor is where only one part counts; undefined where nothing tells. */
function atPart(
  it: Factor,
  p: Ix,
  i: Ix | undefined,
  own: NonNullable<SymbolAtom['parts']>,
): State | 'zero' | undefined {
  const slot = it.ix.indexOf(p);
  if (it.symbolic !== undefined || it.ix.includes(p, slot + 1)) return undefined;
  const other = partsOf(it);
  if (other !== undefined) {
    if (!sameWhole(own, other) || slot !== 0 || !isOne(it.e)) return undefined;
    return { factors: i === undefined || it.ix[1] === undefined ? [] : [factor(DELTA, [i, it.ix[1]])], sums: [] };
  }
  const { atom } = it;
  const of =
    atom.kind === 'group'
      ? atom.of
      : atom.kind === 'op' && atom.op === 'map' && atom.args.length === 1
        ? atom.args[0]
        : undefined;
  const picked = of === undefined ? undefined : pickedFrom(of, slot, own);
  if (picked === undefined) return undefined;
  const ix = it.ix.flatMap((x, n) => (n !== slot ? [x] : i === undefined ? [] : [i]));
  const made = asMono(atom.kind === 'op' ? map(atom.name, picked) : picked, ix);
  if (made === undefined) return it.e.over > 0n ? 'zero' : undefined;
  if (isOne(it.e)) return isOne(made.c) ? { factors: made.factors, sums: made.sums } : undefined;
  const [only] = made.factors;
  if (made.factors.length !== 1 || only === undefined || !isOne(only.e) || made.sums.length > 0 || !isOne(made.c))
    return undefined;
  return { factors: [{ ...only, e: it.e }], sums: [] };
}

/** One block of a sum of placed blocks; undefined where not every summand is one. */
function pickedFrom(of: Poly, slot: number, part: NonNullable<SymbolAtom['parts']>): Poly | undefined {
  const p = of.free[slot]!;
  const size = part.dims[part.k]!;
  const inner: Ix | undefined = size.key === ONE_DIM.key ? undefined : { dim: size };
  const monos: Mono[] = [];
  for (const it of of.monos) {
    const here = it.factors.filter((x) => x.ix.includes(p));
    const [only] = here;
    const own = only === undefined ? undefined : partsOf(only);
    if (here.length !== 1 || own === undefined || !sameWhole(own, part)) return undefined;
    if (own.k !== part.k) continue;
    const rest = without(it.factors, only!);
    const j = only!.ix[1];
    if (j === undefined || inner === undefined) monos.push(mono(it.c, rest, it.sums));
    else if (it.sums.includes(j)) {
      const renamed = rest.map((x) => ({ ...x, ix: x.ix.map((y) => (y === j ? inner : y)) }));
      monos.push(mono(it.c, renamed, without(it.sums, j)));
    } else monos.push(mono(it.c, [...rest, factor(DELTA, [inner, j])], it.sums));
  }
  const free = of.free.flatMap((it, n) => (n !== slot ? [it] : inner === undefined ? [] : [inner]));
  return poly(free, monos);
}

/** A block in its place. @param cell without an index for a side of one */
export function placed(
  cell: Mono,
  rows: readonly [p: Ix, i: Ix | undefined, dims: readonly Dim[], k: number] | undefined,
  columns: readonly [p: Ix, i: Ix | undefined, dims: readonly Dim[], k: number] | undefined,
): Mono {
  const sides = [rows, columns].filter((it) => it !== undefined);
  return mono(
    cell.c,
    [
      ...cell.factors,
      ...sides.map(([p, i, dims, k]) => factor(partAtom(dims, k), i === undefined ? [p] : [p, i], ONE)),
    ],
    [...cell.sums, ...sides.flatMap(([, i]) => (i === undefined ? [] : [i]))],
  );
}
