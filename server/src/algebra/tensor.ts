/**
 * Expressions by their entries: sums of products of indexed factors.
 *
 * ```
 * x^\top A x      Σ_{i,j} x_i A_{ij} x_j
 * 2(Ax - b)       Σ_j 2 A_{ij} x_j - 2 b_i,   free index i
 * ```
 *
 * A row of ones is the absence of a factor; an identity is `delta`. Functions (sin, inverse, determinant …) are factors
 * whose arguments are expressions of the same kind. Factors are closed: an argument sees nothing but its own indices.
 */
import type { Dim } from '../shape/dim.ts';
import { isOne, isZero, ONE, type Rational, times } from './rational.ts';

/** An index is itself and nothing else: two indices are the same when they are the same object. */
export interface Ix {
  readonly dim: Dim;
  /** The letter of an explicit sum: the `i` of `\sum_i`. */
  readonly label?: string;
}

/** A value with as many indices as `free` has, in this order. */
export interface Poly {
  readonly free: readonly Ix[];
  readonly monos: readonly Mono[];
  /** TeX that says the same in the author's words. */
  readonly text?: string;
}

/** A rational number times factors, summed over `sums`. */
export interface Mono {
  readonly c: Rational;
  readonly factors: readonly Factor[];
  readonly sums: readonly Ix[];
}

/** An entry of an atom, to a power. */
export interface Factor {
  readonly atom: Atom;
  readonly ix: readonly Ix[];
  readonly e: Rational;
  /** The whole exponent where it is no number: a value without indices. `e` is one then. */
  readonly symbolic?: Poly;
}

export type Atom = SymbolAtom | Delta | Fuse | Group | OpAtom | Size;

export type Flag =
  | 'symmetric' | 'skew-symmetric' | 'diagonal' | 'orthogonal' | 'orthonormal' | 'idempotent' | 'positive'
  | 'upper triangular' | 'lower triangular' | 'varied'; // prettier-ignore

export interface SymbolAtom {
  readonly kind: 'symbol';
  readonly key: string;
  readonly tex: string;
  readonly rank: number;
  readonly flags: ReadonlySet<Flag>;
  /** Members of a family have their number as the last index: `x_i` is a vector. Its place in the TeX is a `#`. */
  readonly family?: boolean;
  /** Of what places a block: which of the parts it is, and how many rows each has. */
  readonly parts?: { readonly dims: readonly Dim[]; readonly k: number };
  /** Members with two numbers, `r_{ij}`, have both as last indices. */
  readonly paired?: boolean;
}

export interface Delta {
  readonly kind: 'delta';
}

/** `fuse[p, f, s]` is one where p = f + s · dim f: p runs through the pairs, f fastest. `vec`, `⊗` are made of it. */
export interface Fuse {
  readonly kind: 'fuse';
}

/** A sum in brackets, kept whole. */
export interface Group {
  readonly kind: 'group';
  readonly of: Poly;
}

/** The number of values an index has. */
export interface Size {
  readonly kind: 'size';
  readonly dim: Dim;
}

export type OpName =
  | 'map' // entry by entry; every index of the argument is one of the result
  | 'inverse' | 'pseudo-inverse' | 'determinant' | 'norm' | 'softmax' | 'matrix-power' | 'matrix-function'
  | 'eigenvalue' | 'eigenvector' | 'left-singular' | 'right-singular' | 'function' | 'expectation'; // prettier-ignore

export interface OpAtom {
  readonly kind: 'op';
  readonly op: OpName;
  /** `sin`, `F`, the key of a free function. */
  readonly name: string;
  readonly args: readonly Poly[];
  /** How many indices the value has; further indices of the factor are those its arguments take from outside. */
  readonly own: number;
  /** The author's TeX for the value. */
  readonly text?: string;
}

/** How many last indices number the members of a family. */
export const numbersOf = (atom: SymbolAtom): number => (atom.family !== true ? 0 : atom.paired === true ? 2 : 1);

/** The TeX of a member at these letters, in order. */
export const memberTex = (atom: SymbolAtom, letters: readonly string[]): string =>
  letters.reduce((tex, it) => tex.replace('#', it), atom.tex);

/** What the size of a range without bounds begins with; what its letter must fulfil follows: `\in B`. */
export const OPEN = '?over ';

/** What the keys of unit vectors begin with; the place of the one follows. */
export const UNIT = 'unit ';

export const DELTA: Delta = { kind: 'delta' };
export const FUSE: Fuse = { kind: 'fuse' };

export const fresh = (like: Ix): Ix => ({ dim: like.dim });
export const index = (dim: Dim): Ix => ({ dim });

export const factor = (atom: Atom, ix: readonly Ix[], e: Rational = ONE): Factor => ({ atom, ix, e });
export const mono = (c: Rational, factors: readonly Factor[] = [], sums: readonly Ix[] = []): Mono => ({
  c,
  factors,
  sums,
});
export const poly = (free: readonly Ix[], monos: readonly Mono[]): Poly => ({ free, monos });
export const constant = (c: Rational): Poly => poly([], isZero(c) ? [] : [mono(c)]);
export const single = (atom: Atom, ix: readonly Ix[]): Poly => poly(ix, [mono(ONE, [factor(atom, ix)])]);

export const isZeroPoly = (a: Poly): boolean => a.monos.length === 0;

/** The number a value without indices is, if it is one. */
export function constantOf(a: Poly): Rational | undefined {
  if (a.monos.length === 0) return { over: 0n, under: 1n };
  const [only] = a.monos;
  return a.monos.length === 1 && only!.factors.length === 0 && only!.sums.length === 0 ? only!.c : undefined;
}

function renameMono({ c, factors, sums }: Mono, from: readonly Ix[], to: readonly Ix[]): Mono {
  const own = sums.map((it): Ix => (it.label === undefined ? { dim: it.dim } : { dim: it.dim, label: it.label }));
  const rename = (it: Ix): Ix => {
    const bound = sums.indexOf(it);
    if (bound >= 0) return own[bound]!;
    const free = from.lastIndexOf(it);
    return free < 0 ? it : to[free]!;
  };
  return { c, factors: factors.map((it) => placed(it, it.ix.map(rename))), sums: own };
}

/** The same factor at other indices. */
export const placed = ({ atom, e, symbolic }: Factor, ix: readonly Ix[]): Factor =>
  symbolic === undefined ? { atom, ix, e } : { atom, ix, e, symbolic };

/** The same value at the given indices; its sums run over new ones. */
export const at = (a: Poly, ix: readonly Ix[]): readonly Mono[] => a.monos.map((it) => renameMono(it, a.free, ix));

export const again = (a: Poly): Poly => {
  const free = a.free.map((it) => ({ ...it }));
  return { ...a, free, monos: at(a, free) };
};

const capturedIn = new WeakMap<Poly, readonly Ix[]>();

const NO_INDICES: readonly Ix[] = [];

/** Indices that the value takes from outside: neither its own nor summed. */
export function captured(a: Poly): readonly Ix[] {
  if (isSelfContained(a)) return NO_INDICES;
  let known = capturedIn.get(a);
  if (known === undefined) {
    const found = new Set<Ix>();
    for (const { factors, sums } of a.monos)
      for (const { ix } of factors) for (const it of ix) if (!sums.includes(it)) found.add(it);
    for (const it of a.free) found.delete(it);
    capturedIn.set(a, (known = [...found]));
  }
  return known;
}

function isSelfContained({ free, monos }: Poly): boolean {
  for (const { factors, sums } of monos)
    for (const { ix } of factors) for (const it of ix) if (!free.includes(it) && !sums.includes(it)) return false;
  return true;
}

/** The value with what it takes from outside as further indices of its own. */
export const closed = (a: Poly): Poly => {
  const outer = captured(a);
  return outer.length === 0 ? a : { ...a, free: [...a.free, ...outer] };
};

/** The value at the given indices as a single product: a sum goes into brackets. Undefined for zero. */
export function asMono(a: Poly, ix: readonly Ix[]): Mono | undefined {
  if (a.monos.length === 0) return undefined;
  if (a.monos.length === 1) return at(a, ix)[0]!;
  return mono(ONE, [factor({ kind: 'group', of: closed(a) }, [...ix, ...captured(a)])]);
}

export const scaled = (a: Poly, c: Rational): Poly =>
  isOne(c)
    ? a
    : { free: a.free, monos: isZero(c) ? [] : a.monos.map((it) => mono(times(it.c, c), it.factors, it.sums)) };

/** The same value with its two indices exchanged. */
export const swapped = (a: Poly): Poly => poly([a.free[1]!, a.free[0]!, ...a.free.slice(2)], a.monos);
