/**
 * Numbers of pairs, p = f + |f| s, in matrix notation: A ⊗ B where two of them are rows and columns, vec M where a matrix
 * stands at the members of one, and the way back. Source: Magnus and Neudecker, ch. 2; for an n × m matrix X,
 * X = (vec(Iₘ)ᵀ ⊗ Iₙ)(Iₘ ⊗ vec X).
 */
import { type Form, identityForm, productForm, transposeForm, wrap } from './form.ts';
import { matrixOf, type Piece } from './reduce.ts';
import type { Factor, Ix } from './tensor.ts';

/** Pairs that are used up, and the pieces after it. */
interface Unpaired {
  readonly pairs: readonly Factor[];
  readonly pieces: readonly Piece[];
}

/** What stands between the pieces: all of them, the pairs, and the indices that are summed over. */
interface Between {
  readonly pieces: readonly Piece[];
  readonly pairs: readonly Factor[];
  readonly open: ReadonlySet<Ix>;
}

/** One pair, or two, in matrix notation; undefined where none is. */
export function unpairing(
  pairs: readonly Factor[],
  pieces: readonly Piece[],
  open: ReadonlySet<Ix>,
): Unpaired | undefined {
  const at: Between = { pieces, pairs, open };
  return (
    firstOf(pairs, (it) => besideColumn(it, at)) ??
    firstOf(pairs, (it) => firstOf(pairs, (other) => (it === other ? undefined : asKronecker(it, other, at)))) ??
    firstOf(pairs, (it) => asVec(it, at)) ??
    firstOf(pairs, (it) => asMatrix(it, at))
  );
}

const firstOf = <T, R>(list: readonly T[], f: (it: T) => R | undefined): R | undefined => {
  for (const it of list) {
    const found = f(it);
    if (found !== undefined) return found;
  }
  return undefined;
};

/** A column v at one member of a pair, I ⊗ v or v ⊗ I between the pair and its other member. */
function besideColumn(pair: Factor, { pieces, open }: Between): Unpaired | undefined {
  const [p, f, s] = pair.ix as readonly [Ix, Ix, Ix];
  for (const [met, other] of [
    [f, s],
    [s, f],
  ] as const) {
    if (!open.has(met) || met === other) continue;
    const here = pieces.filter((it) => it.ix.includes(met));
    const [v] = here;
    if (here.length !== 1 || v?.ix.length !== 1) continue;
    const unit = identityForm(other.dim);
    const form = wrap('kronecker', 'matrix', met === f ? [unit, v.form] : [v.form, unit]);
    return { pairs: [pair], pieces: [...pieces.filter((it) => it !== v), { form, ix: [p, other] }] };
  }
  return undefined;
}

/** Whether indices are summed over, and met by nothing but pieces at them and the given pairs. */
function areInner(ix: readonly Ix[], own: readonly Factor[], { pieces, pairs, open }: Between): boolean {
  return (
    ix.every((x) => open.has(x)) &&
    pieces.every((it) => it.ix.every((x) => ix.includes(x)) || !it.ix.some((x) => ix.includes(x))) &&
    pairs.every((it) => own.includes(it) || !it.ix.some((x) => ix.includes(x)))
  );
}

/** The matrix at two indices; at one twice, the diagonal one. */
function between(a: Ix, b: Ix, { pieces }: Between): Form | undefined {
  const here = pieces.filter((it) => it.ix.some((x) => x === a || x === b));
  if (a === b) return here.length === 0 ? identityForm(a.dim) : undefined;
  return here.length === 0 ? undefined : matrixOf(here, a, b);
}

/** A ⊗ B between two pairs: B between the members that run faster, A between the slower ones. */
function asKronecker(row: Factor, column: Factor, at: Between): Unpaired | undefined {
  const [p, f, s] = row.ix as readonly [Ix, Ix, Ix];
  const [q, g, t] = column.ix as readonly [Ix, Ix, Ix];
  if (p === q || !areInner([f, g], [row, column], at) || !areInner([s, t], [row, column], at)) return undefined;
  const [slow, fast] = [between(s, t, at), between(f, g, at)];
  if (slow === undefined || fast === undefined) return undefined;
  const rest = at.pieces.filter((it) => !it.ix.some((x) => [f, g, s, t].includes(x)));
  return { pairs: [row, column], pieces: [...rest, { form: wrap('kronecker', 'matrix', [slow, fast]), ix: [p, q] }] };
}

/** vec M for a matrix at the members of a pair. */
function asVec(pair: Factor, at: Between): Unpaired | undefined {
  const [p, f, s] = pair.ix as readonly [Ix, Ix, Ix];
  if (f === s || !areInner([f, s], [pair], at)) return undefined;
  const form = between(f, s, at);
  if (form === undefined) return undefined;
  const rest = at.pieces.filter((it) => !it.ix.some((x) => x === f || x === s));
  return { pairs: [pair], pieces: [...rest, { form: wrap('vec', 'vector', [form]), ix: [p] }] };
}

/** The matrix whose vec is a column: (vec(Iₘ)ᵀ ⊗ Iₙ)(Iₘ ⊗ v). */
function asMatrix(pair: Factor, at: Between): Unpaired | undefined {
  const [p, f, s] = pair.ix as readonly [Ix, Ix, Ix];
  const here = at.pieces.filter((it) => it.ix.includes(p));
  const [v] = here;
  if (f === s || here.length !== 1 || v?.ix.length !== 1 || !areInner([p], [pair], at)) return undefined;
  const [n, m] = [identityForm(f.dim), identityForm(s.dim)];
  const row = wrap('kronecker', 'matrix', [transposeForm(wrap('vec', 'vector', [m])), n]);
  const form = productForm(row, wrap('kronecker', 'matrix', [m, v.form]));
  return { pairs: [pair], pieces: [...at.pieces.filter((it) => it !== v), { form, ix: [f, s] }] };
}
