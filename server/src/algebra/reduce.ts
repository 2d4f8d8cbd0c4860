/**
 * Entries → matrix notation. A product of factors is a graph whose edges are indices; edges are contracted one by one:
 * two factors that meet in one index become a matrix product, a factor that meets itself a trace, equal pairs a Hadamard
 * product, a column at a matrix a diagonal. Where nothing applies there is no form, and nothing is made up.
 */
import { assembled } from './assembling.ts';
import { factored } from './factoring.ts';
import {
  diagonalForm,
  diagonalOf,
  type Form,
  hadamardForm,
  innerForm,
  onesForm,
  productForm,
  type Term,
  traceForm,
  transposeForm,
  wrap,
} from './form.ts';
import { atomForm, frozenSlots, type Letters, powered } from './reduce-atom.ts';
import { flattened } from './reduce-flat.ts';
import { unpairing } from './reduce-pairs.ts';
import { ONE, type Rational, times } from './rational.ts';
import { DELTA, type Factor, factor, fresh, type Ix, type Mono, type Poly } from './tensor.ts';
import type { Kind } from './value.ts';

export interface Piece {
  readonly form: Form;
  /** None: a number. One: a column. Two: a matrix. */
  readonly ix: readonly Ix[];
}

/** A value with up to two indices as a number, a column or a matrix; undefined where there is no such notation. */
export function reduce(a: Poly, letters: Letters): Form | undefined {
  if (a.free.length > 2) return undefined;
  const terms: Term[] = [];
  for (const it of a.monos) {
    const found = reduceMono(it, [a.free.map((x) => [x])], letters);
    if (found === undefined) return undefined;
    terms.push(...found);
  }
  const kind: Kind = a.free.length === 0 ? 'scalar' : a.free.length === 1 ? 'vector' : 'matrix';
  return assembled(terms, kind) ?? factored(terms, kind);
}

/**
 * A value with more indices, laid out as a matrix: rows and columns are lists of indices, the first running fastest, as
 * in vec.
 */
export function reduceFlat(a: Poly, rows: readonly Ix[], columns: readonly Ix[], letters: Letters): Form | undefined {
  const terms: Term[] = [];
  for (const it of a.monos) {
    const found = reduceMono(it, [[[...rows], [...columns]]], letters);
    if (found === undefined) return undefined;
    terms.push(...found);
  }
  return factored(terms, 'matrix');
}

type Target = readonly (readonly (readonly Ix[])[])[];

/** One summand as terms. @param target the free indices, each side a list */
function reduceMono(given: Mono, target: Target, letters: Letters): readonly Term[] | undefined {
  const sides = target[0]!;
  const whole = { mono: given, sides };
  const isWhole = isKronecker(given, sides) ? reduceSides(whole, sides, letters) : undefined;
  return isWhole ?? reduceSides(unpaired(given, sides), sides, letters);
}

/** Whether a free index and one that is summed over both number pairs: A ⊗ B before something. */
const isKronecker = ({ factors, sums }: Mono, sides: readonly (readonly Ix[])[]): boolean => {
  const pairs = factors.filter((it) => it.atom.kind === 'fuse').map((it) => it.ix[0]!);
  return pairs.some((p) => sums.includes(p)) && pairs.some((p) => sides.some((it) => it.length === 1 && it[0] === p));
};

interface Sided {
  readonly mono: Mono;
  readonly sides: readonly (readonly Ix[])[];
}

/** @param sides as they were given: those of `own` may be finer */
function reduceSides(
  { mono, sides: own }: Sided,
  sides: readonly (readonly Ix[])[],
  letters: Letters,
): readonly Term[] | undefined {
  const free = own.flat();
  const frozen = frozenIn(mono, free);
  if (frozen === undefined) return undefined;
  const outer = outerOf(mono, free);
  const held = new Set([...frozen, ...outer]);
  const named = letters.with(frozen);
  const pieces: Piece[] = [];
  const pairs: Factor[] = [];
  for (const it of mono.factors) {
    if (it.atom.kind === 'fuse') {
      if (it.ix.some((x) => held.has(x))) return undefined;
      pairs.push(it);
      continue;
    }
    const made = pieceOf(it, held, named);
    if (made === undefined) return undefined;
    pieces.push(...made);
  }
  const rest = contracted(
    pieces,
    new Set(free),
    mono.sums.filter((it) => !frozen.includes(it)),
    pairs,
  );
  if (rest === undefined) return undefined;
  const scalars = rest.filter((it) => it.ix.length === 0).map((it) => it.form);
  const linear = rest.filter((it) => it.ix.length > 0);
  const body =
    own.some((side) => side.length > 1) || sides.some((side) => side.length > 1)
      ? flattened(linear, own)
      : shaped(linear, free);
  if (body === undefined) return undefined;
  const factors = [...scalars, ...(body === 'number' ? [] : [body])];
  let c: Rational = mono.c;
  let form = factors.length === 0 ? wrap('number', 'scalar', [], { c: [ONE] }) : productForm(...factors);
  for (const it of frozen.toReversed()) form = summed(form, named.of(it), it);
  if (form.op === 'number') {
    c = times(c, form.c![0]!);
    form = wrap('number', 'scalar', [], { c: [ONE] });
  }
  return [{ c, form }];
}

/** The sum over a letter, with what does not depend on the letter before it and behind it. */
function summed(form: Form, letter: string, { dim }: Ix): Form {
  const over = (it: Form): Form => wrap('sum-over', it.kind, [it], { name: letter, dims: [dim] });
  const list = form.op === 'product' && form.tex === undefined ? form.args : [form];
  const depends = list.map((it) => mentions(it, letter));
  if (depends.every(Boolean)) return over(form);
  const isNumber = (it: Form): boolean => it.kind === 'scalar';
  const numbers = list.filter((it, i) => isNumber(it) && !depends[i]);
  const rest = list.filter((it, i) => !isNumber(it) || depends[i]);
  const own = (it: Form): boolean => !isNumber(it) && !mentions(it, letter);
  const linear = rest.filter((it) => !isNumber(it));
  const left = linear.findIndex((it) => !own(it));
  const right = linear.findLastIndex((it) => !own(it));
  // Nothing but numbers depends on the letter: the sum is a number.
  if (left < 0) {
    const inner = rest.filter(isNumber);
    return inner.length === 0 ? over(form) : productForm(...numbers, over(productForm(...inner)), ...linear);
  }
  const inner = [...rest.filter(isNumber), ...linear.slice(left, right + 1)];
  return productForm(...numbers, ...linear.slice(0, left), over(productForm(...inner)), ...linear.slice(right + 1));
}

/** Whether a letter stands in what is printed. */
function mentions(it: Form, letter: string): boolean {
  const text = it.tex ?? it.name;
  // Alone, or among others below a name: `r_{ij}`.
  const alone = `(?<![A-Za-z\\\\])${letter}(?![A-Za-z])`;
  if (text !== undefined && new RegExp(`${alone}|_\\{[a-z]*${letter}[a-z]*\\}`).test(text)) return true;
  return it.args.some((x) => mentions(x, letter));
}

/** A free index that numbers pairs is replaced by the pair, fastest first. */
function unpaired(mono: Mono, sides: readonly (readonly Ix[])[]): Sided {
  let factors = mono.factors;
  let sums = mono.sums;
  const taken = new Set<Ix>();
  const own = sides.map((side) =>
    side.flatMap((p) => {
      const pair = factors.find((it) => it.atom.kind === 'fuse' && it.ix[0] === p);
      if (pair === undefined || factors.some((it) => it !== pair && it.ix.includes(p))) return [p];
      const [, f, s] = pair.ix as readonly [Ix, Ix, Ix];
      factors = factors.filter((it) => it !== pair);
      // A member that is free itself, or summed with others, is met by a delta.
      return [f, s].map((it) => {
        if (sums.includes(it) && !taken.has(it)) {
          sums = sums.filter((x) => x !== it);
          taken.add(it);
          return it;
        }
        const twin = fresh(it);
        factors = [...factors, factor(DELTA, [twin, it])];
        return twin;
      });
    }),
  );
  return { mono: { c: mono.c, factors, sums }, sides: own };
}

/** Summed indices that number the members of a family: the sum stays a sum. Undefined where a free one does. */
function frozenIn({ factors, sums }: Mono, free: readonly Ix[]): readonly Ix[] | undefined {
  const found = new Set<Ix>();
  for (const it of factors) for (const slot of frozenSlots(it.atom)) if (slot < it.ix.length) found.add(it.ix[slot]!);
  if (found.size === 0) return [];
  if (free.some((it) => found.has(it))) return undefined;
  return [...found].filter((it) => sums.includes(it));
}

/** Indices of what stands around: letters of sums outside. */
const outerOf = ({ factors, sums }: Mono, free: readonly Ix[]): readonly Ix[] => [
  ...new Set(factors.flatMap((it) => it.ix.filter((x) => !sums.includes(x) && !free.includes(x)))),
];

function pieceOf(it: Factor, held: ReadonlySet<Ix>, letters: Letters): readonly Piece[] | undefined {
  const slots = new Set<number>();
  for (const slot of frozenSlots(it.atom)) if (slot < it.ix.length) slots.add(slot);
  if (held.size > 0)
    it.ix.forEach((x, i) => {
      if (held.has(x)) slots.add(i);
    });
  const ix = slots.size === 0 ? it.ix : it.ix.filter((_, i) => !slots.has(i));
  if (ix.length > 2) return undefined;
  const form = atomForm(it.atom, it.ix, letters, slots);
  if (form === undefined) return undefined;
  // A square is two factors, so that it may become an inner product.
  if (it.symbolic === undefined && it.e.over === 2n && it.e.under === 1n && ix.length > 0)
    return [
      { form, ix },
      { form, ix },
    ];
  const raised = powered(form, it, letters);
  return raised === undefined ? undefined : [{ form: raised, ix }];
}

/** Contracts until every summed index is used up. */
function contracted(
  given: readonly Piece[],
  free: ReadonlySet<Ix>,
  sums: readonly Ix[],
  fuses: readonly Factor[],
): readonly Piece[] | undefined {
  let pieces = [...given];
  let pairs = fuses;
  const open = new Set(sums);
  for (let step = 0; step < 400; step++) {
    const next = oneStep(pieces, free, open, pairs);
    if (next !== undefined) {
      pieces = next;
      continue;
    }
    const paired = unpairing(pairs, pieces, open);
    if (paired === undefined) break;
    pieces = [...paired.pieces];
    pairs = pairs.filter((it) => !paired.pairs.includes(it));
  }
  if (pairs.length > 0) return undefined;
  return pieces.some((it) => it.ix.some((x) => open.has(x))) ? undefined : pieces;
}

function oneStep(
  pieces: readonly Piece[],
  free: ReadonlySet<Ix>,
  open: ReadonlySet<Ix>,
  pairs: readonly Factor[],
): Piece[] | undefined {
  const uses = new Map<Ix, number>();
  for (const it of pairs) for (const x of it.ix) uses.set(x, (uses.get(x) ?? 0) + 1);
  for (const it of pieces) for (const x of it.ix) uses.set(x, (uses.get(x) ?? 0) + 1);
  for (const x of free) uses.set(x, (uses.get(x) ?? 0) + 10);
  const meets = (x: Ix): boolean => open.has(x) && uses.get(x) === 2;
  const others = (...gone: readonly Piece[]): Piece[] => pieces.filter((it) => !gone.includes(it));
  for (const it of pieces) {
    const [i, j] = it.ix;
    // M_{ii}
    if (i !== undefined && i === j) {
      if (meets(i)) return [...others(it), { form: traceForm(it.form), ix: [] }];
      return [...others(it), { form: diagonalOf(it.form), ix: [i] }];
    }
  }
  const merged = mergePairs(pieces, uses, open);
  if (merged !== undefined) return merged;
  for (const a of pieces) {
    for (const x of a.ix) {
      if (!meets(x)) continue;
      const b = pieces.find((it) => it !== a && it.ix.includes(x));
      if (b !== undefined) return [...others(a, b), joined(a, b, x)];
    }
  }
  // Σ_i v_i, Σ_i M_{ij}
  for (const it of pieces) {
    const x = it.ix.find((y) => open.has(y) && uses.get(y) === 1);
    if (x === undefined) continue;
    const ones: Piece = { form: onesForm(x.dim), ix: [x] };
    return [...others(it), joined(it, ones, x)];
  }
  // v_i with matrices at i: diag(v) goes to one of them.
  for (const v of pieces) {
    const [x] = v.ix;
    if (v.ix.length !== 1 || x === undefined || !open.has(x)) continue;
    const m = pieces.find((it) => it.ix.length === 2 && it.ix.includes(x));
    if (m === undefined) continue;
    const form = m.ix[0] === x ? productForm(diagonalForm(v.form), m.form) : productForm(m.form, diagonalForm(v.form));
    return [...others(v, m), { form, ix: m.ix }];
  }
  return undefined;
}

/** Columns at the same index, and matrices at the same pair, multiply entry by entry unless they have an inner product. */
function mergePairs(
  pieces: readonly Piece[],
  uses: ReadonlyMap<Ix, number>,
  open: ReadonlySet<Ix>,
): Piece[] | undefined {
  for (let i = 0; i < pieces.length; i++) {
    for (let j = i + 1; j < pieces.length; j++) {
      const [a, b] = [pieces[i]!, pieces[j]!];
      if (a.ix.length === 0 || a.ix.length !== b.ix.length) continue;
      const same = a.ix.every((x, n) => x === b.ix[n]);
      const flipped = !same && a.ix.length === 2 && a.ix[0] === b.ix[1] && a.ix[1] === b.ix[0];
      if (!same && !flipped) continue;
      if (a.ix.some((x) => open.has(x) && uses.get(x) === 2)) continue;
      const form = hadamardForm([a.form, flipped ? transposeForm(b.form) : b.form]);
      return [...pieces.filter((it) => it !== a && it !== b), { form, ix: a.ix }];
    }
  }
  return undefined;
}

/** Two pieces that meet in `x` and nowhere else hang on it. */
function joined(a: Piece, b: Piece, x: Ix): Piece {
  if (a.ix.length === 1 && b.ix.length === 1)
    return { form: innerForm(productForm(transposeForm(a.form), b.form)), ix: [] };
  if (a.ix.length === 1) return joined(b, a, x);
  const left = a.ix[1] === x ? a.form : transposeForm(a.form);
  const row = a.ix[1] === x ? a.ix[0]! : a.ix[1]!;
  if (b.ix.length === 1) return { form: productForm(left, b.form), ix: [row] };
  const right = b.ix[0] === x ? b.form : transposeForm(b.form);
  const column = b.ix[0] === x ? b.ix[1]! : b.ix[0]!;
  return { form: productForm(left, right), ix: [row, column] };
}

/** What is left, with the free indices in order. */
function shaped(pieces: readonly Piece[], free: readonly Ix[]): Form | 'number' | undefined {
  if (free.length === 0) return pieces.length === 0 ? 'number' : undefined;
  if (free.length === 1) {
    if (pieces.length === 0) return onesForm(free[0]!.dim);
    return pieces.length === 1 ? pieces[0]!.form : undefined;
  }
  const [i, j] = free as readonly [Ix, Ix];
  return matrixOf(pieces, i, j);
}

/** The matrix of pieces at i, at j, and at both. */
export function matrixOf(pieces: readonly Piece[], i: Ix, j: Ix): Form | undefined {
  const at = (x: Ix): Form[] => pieces.filter((it) => it.ix.length === 1 && it.ix[0] === x).map((it) => it.form);
  const both = pieces
    .filter((it) => it.ix.length === 2)
    .map((it) => (it.ix[0] === i ? it : { form: transposeForm(it.form), ix: [i, j] }));
  const [u, v] = [at(i), at(j)];
  if (u.length > 1 || v.length > 1 || pieces.length !== u.length + v.length + both.length) return undefined;
  const delta = both.find((it) => it.form.op === 'identity');
  if (delta !== undefined) {
    const rest = both.filter((it) => it !== delta).map((it) => it.form);
    const onDiagonal = [...u, ...v];
    // The diagonal of M alone is M ⊙ I.
    const [whole] = onDiagonal.length === 1 && onDiagonal[0]!.op === 'diagonal-of' ? onDiagonal[0]!.args : [];
    if (rest.length === 0 && whole !== undefined && diagonalForm(onDiagonal[0]!) !== whole)
      return hadamardForm([whole, delta.form]);
    if (rest.length === 0) return onDiagonal.length === 0 ? delta.form : diagonalForm(hadamardForm(onDiagonal));
    const masked = hadamardForm([...rest, delta.form]);
    return onDiagonal.length === 0 ? masked : productForm(diagonalForm(hadamardForm(onDiagonal)), masked);
  }
  if (both.length === 0) {
    const [left, right] = [u[0] ?? onesForm(i.dim), v[0] ?? onesForm(j.dim)];
    return productForm(left, transposeForm(right));
  }
  const m = hadamardForm(both.map((it) => it.form));
  if (u[0] !== undefined && v[0] !== undefined) return hadamardForm([productForm(u[0], transposeForm(v[0])), m]);
  if (u[0] !== undefined) return productForm(diagonalForm(u[0]), m);
  return v[0] === undefined ? m : productForm(m, diagonalForm(v[0]));
}
