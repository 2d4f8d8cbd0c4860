/** Matrix notation: what is printed. Built by reduction from entries; every constructor keeps to the simplest spelling. */
import type { Dim } from '../shape/dim.ts';
import { isOne, isZero, negative, ONE, type Rational, show, times } from './rational.ts';
import type { Kind } from './value.ts';

export type FormOp =
  | 'name' | 'number' | 'identity' | 'ones' | 'sum' | 'product' | 'hadamard' | 'kronecker' | 'transpose' | 'inverse'
  | 'pseudo-inverse' | 'power' | 'entry-power' | 'trace' | 'determinant' | 'diagonal' | 'vec' | 'apply' | 'norm'
  | 'indicator' | 'sum-over' | 'commutation' | 'size' | 'abs' | 'diagonal-of' | 'unit' | 'entry' | 'part' | 'blocks'; // prettier-ignore

export interface Form {
  readonly op: FormOp;
  readonly kind: Kind;
  readonly args: readonly Form[];
  /** Parallel to `args` of a sum. Of a number its value. */
  readonly c?: readonly Rational[] | undefined;
  /** The name's TeX, the function's name, the norm's, the letter of an explicit sum. */
  readonly name?: string | undefined;
  /** TeX that says the same in the author's words. */
  readonly tex?: string | undefined;
  /** Equal to its transpose. */
  readonly symmetric?: boolean | undefined;
  readonly dims?: readonly Dim[] | undefined;
}

const NOTHING_MORE: Partial<Form> = {};

// All of one make, whatever is said of them: what looks at many is the faster for it.
const make = (
  op: FormOp,
  kind: Kind,
  args: readonly Form[],
  { c, name, tex, symmetric, dims }: Partial<Form> = NOTHING_MORE,
): Form => ({ op, kind, args, c, name, tex, symmetric, dims });

export const numberForm = (c: Rational): Form => make('number', 'scalar', [], { c: [c] });
export const nameForm = (tex: string, kind: Kind, symmetric: boolean): Form =>
  make('name', kind, [], { name: tex, tex, symmetric });
export const identityForm = (dim: Dim): Form => make('identity', 'matrix', [], { dims: [dim], symmetric: true });
export const onesForm = (dim: Dim): Form => make('ones', 'vector', [], { dims: [dim] });
export const sizeForm = (dim: Dim): Form => make('size', 'scalar', [], { dims: [dim] });
/** The column with a single one, at the given place. */
export const unitForm = (place: string, dim: Dim): Form => make('unit', 'vector', [], { name: place, dims: [dim] });
/** `[I; 0]`: what puts the block with this number into its place. */
export const partForm = (k: number, dims: readonly Dim[]): Form =>
  make('part', dims[k]!.key === '1' ? 'vector' : 'matrix', [], { name: String(k), dims });
/** Blocks row by row; none for zero. The sizes: of the rows, then of the columns. */
export const blocksForm = (kind: Kind, cells: readonly Form[], dims: readonly Dim[], columns: number): Form =>
  make('blocks', kind, cells, { name: String(columns), dims });
/** K_{m,n}, with K vec(X) = vec(Xᵀ) for an m × n matrix X. */
export const commutationForm = (m: Dim, n: Dim): Form => make('commutation', 'matrix', [], { dims: [m, n] });
export const wrap = (op: FormOp, kind: Kind, args: readonly Form[], rest: Partial<Form> = {}): Form =>
  make(op, kind, args, rest);

/** Without the author's words. */
export const inOwnWords = (it: Form): Form => {
  if (it.op === 'name' && it.tex !== undefined) return it;
  return make(it.op, it.kind, it.args.map(inOwnWords), { ...it, tex: undefined });
};

const keys = new WeakMap<Form, string>();

/** Equal for forms of the same spelling. */
export function formKey(it: Form): string {
  let key = keys.get(it);
  if (key === undefined) {
    const [c, dims] = [it.c?.map(show).join() ?? '', it.dims?.map((x) => x.key).join() ?? ''];
    const args = it.args.length === 0 ? '' : it.args.map(formKey).join(';');
    key = `${it.op}{${it.name ?? ''}|${c}|${dims}}(${args})`;
    keys.set(it, key);
  }
  return key;
}

export const sameForm = (a: Form, b: Form): boolean => a === b || formKey(a) === formKey(b);

/** @param whole a product entry by entry is not taken apart */
export function transposeForm(it: Form, whole = false): Form {
  if (it.kind === 'scalar' || it.symmetric === true) return it;
  const kind: Kind = it.kind === 'vector' ? 'row' : it.kind === 'row' ? 'vector' : 'matrix';
  const turned = (): readonly Form[] => it.args.map((x) => transposeForm(x));
  switch (it.op) {
    case 'transpose':
      return it.args[0]!;
    case 'product': {
      // Numbers stay in front.
      const numbers = it.args.filter((x) => x.kind === 'scalar');
      const others = it.args.filter((x) => x.kind !== 'scalar');
      return make('product', kind, [...numbers, ...others.toReversed().map((x) => transposeForm(x))]);
    }
    case 'diagonal':
      return it;
    case 'blocks': {
      const width = Number(it.name);
      const height = it.args.length / width;
      const cells = it.args.map((_, n) => transposeForm(it.args[(n % height) * width + Math.floor(n / height)]!));
      return blocksForm(kind, cells, [...it.dims!.slice(height), ...it.dims!.slice(0, height)], height);
    }
    case 'hadamard':
      return whole || kind === 'row' ? make('transpose', kind, [it]) : make('hadamard', kind, turned());
    case 'kronecker':
      return make('kronecker', kind, turned());
    case 'commutation':
      return make('commutation', 'matrix', [], { dims: it.dims!.toReversed() });
    case 'sum-over':
      return make('sum-over', kind, turned(), { name: it.name!, dims: it.dims! });
    case 'sum':
      if (isTurnedInto(it, turned())) return it;
      if (it.tex === undefined && it.args.length === 1) return make('sum', kind, turned(), { c: it.c! });
      if (
        it.tex === undefined &&
        it.args.every((x) => x.op === 'product' || x.op === 'transpose' || x.symmetric === true)
      )
        return make('sum', kind, turned(), { c: it.c! });
      return make('transpose', kind, [it]);
    default:
      return make('transpose', kind, [it]);
  }
}

/** `B + B^\top` is its own transpose. */
function isTurnedInto(it: Form, turned: readonly Form[]): boolean {
  const terms = (args: readonly Form[]): string =>
    args
      .map((x, i) => `${show(it.c![i]!)} ${formKey(x)}`)
      .sort()
      .join(' + ');
  return it.kind === 'matrix' && terms(it.args) === terms(turned);
}

/** I, or I ⊗ I. */
const isIdentity = (it: Form): boolean => it.op === 'identity' || (it.op === 'kronecker' && it.args.every(isIdentity));

/** The product in one line; identities and ones of numbers vanish. Kinds are as they come out. */
export function productForm(...parts: readonly Form[]): Form {
  const flat = parts
    .flatMap((it) => (it.op === 'product' && it.tex === undefined && it.kind !== 'scalar' ? it.args : [it]))
    .filter((it) => !isIdentity(it));
  if (flat.length === 0) return parts[0]!;
  const identity = parts.find(isIdentity);
  if (identity !== undefined && flat.every((it) => it.kind === 'scalar')) flat.push(identity);
  if (flat.length === 1) return flat[0]!;
  const linear = flat.filter((it) => it.kind !== 'scalar');
  const first = linear[0];
  const last = linear[linear.length - 1];
  const tall = first !== undefined && first.kind !== 'row';
  const wide = last !== undefined && last.kind !== 'vector';
  const kind: Kind = first === undefined ? 'scalar' : tall ? (wide ? 'matrix' : 'vector') : wide ? 'row' : 'scalar';
  return make('product', kind, flat);
}

export function hadamardForm(parts: readonly Form[]): Form {
  const flat = parts
    .flatMap((it) => (it.op === 'hadamard' && it.tex === undefined ? it.args : [it]))
    .filter((it) => it.op !== 'ones');
  if (flat.length === 0) return parts[0]!;
  if (flat.length === 1) return flat[0]!;
  const unit = flat.find((it) => it.op === 'unit');
  if (unit !== undefined)
    return productForm(...flat.filter((it) => it !== unit).map((it) => entryForm(it, unit.name!)), unit);
  if (flat.every((it) => it.op === 'transpose'))
    return transposeForm(hadamardForm(flat.map((it) => transposeForm(it))), true);
  return make('hadamard', flat[0]!.kind, flat, { symmetric: flat.every((it) => it.symmetric === true) });
}

/** The diagonal of a matrix that has no other entries, so that the matrix comes back from it. */
export const diagonalOf = (m: Form, isDiagonal = false): Form =>
  make('diagonal-of', 'vector', [m], isDiagonal ? { name: DIAGONAL } : {});

/** Marks the diagonal of a matrix that has no other entries. */
export const DIAGONAL = 'all there is';

/** A column's entries on a diagonal. */
export function diagonalForm(v: Form): Form {
  if (v.op === 'diagonal-of' && v.name === DIAGONAL) return v.args[0]!;
  return make('diagonal', 'matrix', [v], { symmetric: true });
}

/** The trace, its factors rotated to the spelling with the fewest transposes. */
export function traceForm(m: Form): Form {
  const options: Form[][] = [];
  for (const it of [m, transposeForm(m)]) {
    const list = it.op === 'product' && it.tex === undefined ? it.args : [it];
    if (list.some((x) => x.kind !== 'matrix')) return make('trace', 'scalar', [m]);
    for (let i = 0; i < list.length; i++) options.push([...list.slice(i), ...list.slice(0, i)]);
  }
  const best = bestOf(options);
  return make('trace', 'scalar', [productForm(...best)]);
}

/** A number written as row, matrices, column: read from the end that needs fewer transposes. */
export function innerForm(row: Form): Form {
  const list = row.op === 'product' && row.tex === undefined ? row.args : [row];
  const turned = list.toReversed().map((it) => transposeForm(it));
  const best = bestOf([[...list], turned]);
  return entryIn(best) ?? productForm(...best);
}

/** eᵢᵀMeⱼ is M_ij, eᵢᵀx is x_i. */
function entryIn(list: readonly Form[]): Form | undefined {
  const placeOf = (it: Form | undefined): string | undefined =>
    it?.op === 'unit' ? it.name : it?.op === 'transpose' && it.args[0]!.op === 'unit' ? it.args[0]!.name : undefined;
  const [i, j] = [placeOf(list[0]), placeOf(list[list.length - 1])];
  if (list.length < 2 || (i === undefined && j === undefined)) return undefined;
  if (i !== undefined && j !== undefined && list.length > 2)
    return make('entry', 'scalar', [productForm(...list.slice(1, -1))], { name: `${i},${j}` });
  const [x] = i === undefined ? list : list.slice(1);
  const column = x!.kind === 'row' ? transposeForm(x!) : x!;
  return list.length === 2 && column.kind === 'vector' ? entryForm(column, (i ?? j)!) : undefined;
}

/** An entry of a column. */
const entryForm = (column: Form, place: string): Form => make('entry', 'scalar', [column], { name: place });

const transposes = (list: readonly Form[]): number =>
  list.filter((it) => it.op === 'transpose' && it.kind === 'matrix').length;

/** `\nabla f(x)^\top d` is written with d first. */
const turnedCall = (list: readonly Form[]): string =>
  list.some((it) => it.op === 'transpose' && it.args[0]!.op === 'apply' && it.args[0]!.name!.startsWith('@'))
    ? '1'
    : '0';

function bestOf(options: readonly Form[][]): Form[] {
  const counts = options.map(transposes);
  const fewest = Math.min(...counts);
  const left = options.filter((_, n) => counts[n] === fewest);
  if (left.length === 1) return left[0]!;
  const ranks = left.map((it) => `${turnedCall(it)}${it.map(formKey).join(' ')}`);
  return left.reduce((best, it, n) => (ranks[n]! < ranks[left.indexOf(best)]! ? it : best));
}

export interface Term {
  readonly c: Rational;
  readonly form: Form;
}

/** A sum of terms; one alone is its coefficient times the form. */
export function sumForm(terms: readonly Term[], kind: Kind): Form {
  const kept = terms.filter((it) => !isZero(it.c));
  if (kept.length === 0) return numberForm({ over: 0n, under: 1n });
  // What is added comes before what is taken away.
  const first = kept.findIndex((it) => it.c.over > 0n);
  const ordered = first > 0 ? [kept[first]!, ...kept.slice(0, first), ...kept.slice(first + 1)] : kept;
  const [only] = ordered;
  if (ordered.length === 1 && only!.form.op === 'number') return numberForm(times(only!.c, only!.form.c![0]!));
  if (ordered.length === 1 && isOne(only!.c)) return only!.form;
  return make(
    'sum',
    kind,
    ordered.map((it) => it.form),
    { c: ordered.map((it) => it.c), symmetric: ordered.every((it) => it.form.symmetric === true) },
  );
}

/** The terms of a form: those of a sum, or itself. */
export const termsOf = (it: Form): readonly Term[] =>
  it.op === 'sum' ? it.args.map((form, i) => ({ c: it.c![i]!, form })) : [{ c: ONE, form: it }];

export const scaledTerm = (it: Term, c: Rational): Term => ({ c: times(it.c, c), form: it.form });
export const negated = (it: Term): Term => ({ c: negative(it.c), form: it.form });
