/** The words of some pieces of a note with their formulas by number: “let ⟦3⟧ be symmetric”. */
import type { Piece } from '../note/note.ts';

export const lineOf = (pieces: readonly Piece[], read: (text: string) => string): string =>
  pieces.map((it) => (it.kind === 'text' ? read(it.text) : `⟦${String(it.formula)}⟧`)).join('');

/** The same where only their places matter: “let ⟦ be symmetric”. */
export const wordsOf = ({ pieces }: { readonly pieces: readonly Piece[] }): string =>
  pieces.map((it) => (it.kind === 'text' ? it.text : ' ⟦ ')).join('');

/** In lower case, however it is broken into lines. */
export const lower = (text: string): string => text.toLowerCase().replaceAll(/\s+/g, ' ');
