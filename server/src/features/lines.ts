/** Lines and columns as people count them, from 1; columns in UTF-16 units. */

export interface Point {
  readonly line: number;
  readonly column: number;
}

/** How a place is called: `line 3`, or `cell 2, line 1` in a notebook. */
export type Whereabouts = (offset: number) => string;

/** Where each line begins. `\n`, `\r\n` and `\r` end one. */
export function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 13 && text.charCodeAt(at + 1) === 10) at++;
    if (code === 13 || code === 10) starts.push(at + 1);
  }
  return starts;
}

export function pointAt(starts: readonly number[], offset: number): Point {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - starts[low]! + 1 };
}

/** Lines are counted when the first place is asked for: most versions of a note are never asked. */
export function byLine(text: string): Whereabouts {
  let starts: readonly number[] | undefined;
  return (offset) => `line ${pointAt((starts ??= lineStarts(text)), offset).line}`;
}
