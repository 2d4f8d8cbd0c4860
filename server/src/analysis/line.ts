/** The words of some pieces of a note with their formulas by number: “let ⟦3⟧ be symmetric”. */
import type { Piece } from '../note/note.ts';

export const lineOf = (pieces: readonly Piece[], read: (text: string) => string): string =>
  pieces.map((it) => (it.kind === 'text' ? read(it.text) : `⟦${String(it.formula)}⟧`)).join('');

/** In lower case, however it is broken into lines. */
export const lower = (text: string): string => text.toLowerCase().replaceAll(/\s+/g, ' ');
