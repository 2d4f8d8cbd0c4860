/** Placed blocks back into one matrix: `[I; 0] A x + [0; I] C x` is `[A x; C x]`. */
import { factored } from './factoring.ts';
import { blocksForm, type Form, identityForm, productForm, type Term } from './form.ts';
import { ONE } from './rational.ts';
import type { Dim } from '../shape/dim.ts';
import { number } from '../shape/dim.ts';
import type { Kind } from './value.ts';

interface Placed {
  readonly row: Form | undefined;
  readonly column: Form | undefined;
  readonly term: Term;
  readonly inner: number;
}

const partIn = (it: Form | undefined): Form | undefined => (it?.op === 'part' ? it : undefined);
const turnedIn = (it: Form | undefined): Form | undefined =>
  it?.op === 'transpose' && it.args[0]!.op === 'part' ? it.args[0] : undefined;

/** The term without what places it. */
function taken({ c, form }: Term): Placed {
  const list = form.op === 'product' && form.tex === undefined ? form.args : [form];
  const scalars = list.filter((it) => it.kind === 'scalar');
  const linear = list.filter((it) => it.kind !== 'scalar');
  const row = partIn(linear[0]);
  const column = turnedIn(linear[linear.length - 1]);
  const rest = linear.slice(row === undefined ? 0 : 1, column === undefined ? undefined : -1);
  const side = row ?? column;
  const unit = side?.kind === 'matrix' ? [identityForm(side.dims![Number(side.name)]!)] : [];
  const inner = [...scalars, ...(rest.length > 0 ? rest : unit)];
  const one: Form = { op: 'number', kind: 'scalar', args: [], c: [ONE] };
  return { row, column, inner: rest.length, term: { c, form: inner.length === 0 ? one : productForm(...inner) } };
}

/** The matrix of the blocks; undefined where not every term is a block of the same division. */
export function assembled(terms: readonly Term[], kind: Kind): Form | undefined {
  if (kind === 'scalar' || !terms.some(({ form }) => hasPlace(form))) return undefined;
  const placed = terms.map(taken);
  const [first] = placed;
  const same = (a: Form | undefined, b: Form | undefined): boolean =>
    a === undefined || b === undefined
      ? a === b
      : String(a.dims!.map((it) => it.key)) === String(b.dims!.map((it) => it.key));
  if (first === undefined || !placed.every((it) => same(it.row, first.row) && same(it.column, first.column)))
    return undefined;
  // `[I; 0]` alone would be written as itself.
  if (
    placed.every((it) => it.inner === 0) &&
    placed.length === 1 &&
    (first.row === undefined || first.column === undefined)
  )
    return undefined;
  const rows = first.row?.dims;
  const columns = first.column?.dims;
  const [tall, wide] = [rows?.length ?? 1, columns?.length ?? 1];
  const cells = Array.from({ length: tall * wide }, (_, n): Form => {
    const [r, c] = [Math.floor(n / wide), n % wide];
    const own = placed.filter(
      (it) =>
        (it.row === undefined || Number(it.row.name) === r) &&
        (it.column === undefined || Number(it.column.name) === c),
    );
    return factored(
      own.map((it) => it.term),
      kindAt(rows?.[r], columns?.[c], kind),
    );
  });
  const size = (dims: readonly Dim[] | undefined): readonly Dim[] => dims ?? [number(0)];
  return blocksForm(kind, cells, [...size(rows), ...size(columns)], wide);
}

/** What a block of this size is; a side that is not divided is as long as the whole. */
function kindAt(rows: Dim | undefined, columns: Dim | undefined, whole: Kind): Kind {
  const tall = rows === undefined ? whole !== 'row' : rows.key !== '1';
  const wide = columns === undefined ? whole !== 'vector' : columns.key !== '1';
  return tall ? (wide ? 'matrix' : 'vector') : wide ? 'row' : 'scalar';
}

function hasPlace(form: Form): boolean {
  const list = form.op === 'product' && form.tex === undefined ? form.args : [form];
  const linear = list.filter((it) => it.kind !== 'scalar');
  return partIn(linear[0]) !== undefined || turnedIn(linear[linear.length - 1]) !== undefined;
}
