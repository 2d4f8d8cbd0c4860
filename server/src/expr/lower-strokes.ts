/** Strokes in a matrix that is written by its columns or its rows: they say how far these reach, and are no entries. */
import type { Node } from '../latex/node.ts';
import { headOf } from '../latex/roles.ts';

type Cells = readonly (readonly Node[])[];

/** Rows of `|` above and below the columns, and columns of dashes beside the rows, left out. */
export function withoutStrokes(rows: readonly Cells[]): readonly Cells[] {
  // Around one entry alone they say that it is a column.
  const isOne = rows.every((row) => row.length === 1);
  const upright = isOne ? rows : rows.filter((row) => !areStrokes(row, isBar));
  const kept = upright.length === 0 ? rows : upright;
  const width = Math.max(0, ...kept.map((row) => row.length));
  const dashed = Array.from({ length: width }, (_, j) =>
    areStrokes(
      kept.map((row) => row[j] ?? []),
      isDash,
    ),
  );
  if (dashed.every(Boolean)) return kept.map((row) => row.map(withoutDashes));
  return kept.map((row) => row.filter((_, j) => dashed[j] !== true).map(withoutDashes));
}

/** Strokes, and between them dots or nothing. */
const areStrokes = (cells: Cells, isStroke: (node: Node) => boolean): boolean =>
  cells.some((it) => it.length === 1 && isStroke(it[0]!)) &&
  cells.every((it) => it.length === 0 || (it.length === 1 && (isStroke(it[0]!) || isDots(it[0]!))));

/** `- a_1^\top -` in one cell. */
function withoutDashes(cell: readonly Node[]): readonly Node[] {
  const [first, last] = [cell[0], cell.at(-1)];
  return cell.length > 2 && isDash(first!) && isDash(last!) ? cell.slice(1, -1) : cell;
}

const isDots = (node: Node): boolean => node.kind === 'atom' && node.role === 'ellipsis';

const isBar = (node: Node): boolean => node.kind === 'atom' && /^(\||\\(vert|mid|vline|arrowvert))$/.test(node.text);

function isDash(node: Node): boolean {
  const head = headOf(node);
  if (head.kind === 'text') return /^[-–—]+$/.test(head.text.trim());
  return node.kind === 'atom' && /^(-|−|–|—|\\(minus|relbar|textendash|textemdash))$/.test(node.text);
}
