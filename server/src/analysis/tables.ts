/** The tables of a part: their cells by row and column, as the text has them. */
import { perObject } from '../base/per-object.ts';
import type { Block, Part } from '../note/note.ts';
import { lineOf } from './line.ts';

export interface Cell {
  /** Counted by the signs between cells: an empty cell counts. */
  readonly column: number;
  readonly formulas: readonly number[];
  /** Its words; formulas are `⟦n⟧`. */
  readonly words: string;
}

export type Row = readonly Cell[];

/** The first row is the head. */
export type Table = readonly Row[];

export const tablesIn = perObject((part: Part): readonly Table[] => {
  const tables: Cell[][][] = [];
  let before: Block | undefined;
  let column = 0;
  for (const block of part.blocks) {
    if (block.kind === 'table-cell') {
      const above = before?.kind === 'table-cell' ? before : undefined;
      const inside = above && TABLE_END.test(part.text.slice(above.span.end, block.span.start)) ? undefined : above;
      const gap = part.text.slice(inside?.span.end ?? lineStart(part.text, block.span.start), block.span.start);
      const last = gap.split(ROW_END);
      const isNewRow = inside === undefined || last.length > 1;
      const signs = (last[last.length - 1]!.match(SEPARATOR) ?? []).length;
      column = isNewRow ? signs : column + signs;
      if (inside === undefined) tables.push([]);
      const rows = tables[tables.length - 1]!;
      if (isNewRow) rows.push([]);
      rows[rows.length - 1]!.push(cellOf(block, column));
    }
    before = block;
  }
  return tables;
});

/** Another table begins. */
const TABLE_END = /\n[ \t]*\n|\\(?:begin|end)\b/;
const ROW_END = /\n|\\\\/;
const SEPARATOR = /(?<!\\)[|&]/g;

const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;

const cellOf = ({ pieces }: Block, column: number): Cell => ({
  column,
  formulas: pieces.flatMap((it) => (it.kind === 'formula' ? it.formula : [])),
  words: lineOf(pieces, (it) => it).trim(),
});

/** The first and the last formula of the row that a formula stands in. */
export const rowAround = perObject(
  (part: Part): ReadonlyMap<number, { readonly from: number; readonly until: number }> => {
    const found = new Map<number, { from: number; until: number }>();
    for (const row of tablesIn(part).flat()) {
      const all = row.flatMap((it) => it.formulas);
      const own = { from: Math.min(...all), until: Math.max(...all) };
      for (const it of all) found.set(it, own);
    }
    return found;
  },
);
