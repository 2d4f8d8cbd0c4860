/** Places in the long note: where keys are typed and what is hovered. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export function positionOf(text: string, offset: number): Position {
  let line = 0;
  let start = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) {
    line++;
    start = at + 1;
  }
  return { line, character: offset - start };
}

/** The end of the first inline equation after the middle, inside its dollars. */
export const equationInMiddle = (text: string): number => endOf(text, /\$[^$\n∈]* = [^$\n]*(?=\$)/g);

/** After the size of the first declared vector space after the middle. */
export const declarationInMiddle = (text: string): number => endOf(text, /\\in \\mathbb\{R\}\^\{\w(?=\}\$)/g);

function endOf(text: string, pattern: RegExp): number {
  pattern.lastIndex = text.length >> 1;
  if (!pattern.test(text)) throw new Error('The note has no such place.');
  return pattern.lastIndex;
}

/** Letters inside formulas, `count` of them, over the whole note. */
export function symbolsIn(text: string, count: number): readonly number[] {
  const all = [...text.matchAll(/(?<=\$)[A-Z](?= |\$|\^)/g)].map((it) => it.index);
  const step = Math.max(1, Math.floor(all.length / count));
  return all.filter((_, at) => at % step === 0).slice(0, count);
}
