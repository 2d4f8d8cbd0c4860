/** Lines of a text by offset. A line ends before its newline. */

export function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

export function isLineStart(text: string, at: number): boolean {
  let before = at - 1;
  while (before >= 0 && (text[before] === ' ' || text[before] === '\t')) before--;
  return before < 0 || text[before] === '\n';
}

export function skipIndent(text: string, at: number): number {
  let start = at;
  while (text[start] === ' ' || text[start] === '\t') start++;
  return start;
}

export function isBlankLine(text: string, at: number): boolean {
  const start = skipIndent(text, at);
  return start >= text.length || text[start] === '\n' || (text[start] === '\r' && text[start + 1] === '\n');
}

export function hasBlankLine(text: string, from: number, to: number): boolean {
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) {
    if (isBlankLine(text, at + 1)) return true;
  }
  return false;
}

/** The newline before the next blank line, or the end of the text. */
export function paragraphEnd(text: string, from: number): number {
  for (let at = text.indexOf('\n', from); at >= 0; at = text.indexOf('\n', at + 1)) {
    if (isBlankLine(text, at + 1)) return at;
  }
  return text.length;
}

const headingLine = /#{1,6}(?=[ \t\r\n]|$)/y;

/** Whether an unindented ATX heading begins here. */
export function isHeading(text: string, at: number): boolean {
  headingLine.lastIndex = at;
  return headingLine.test(text);
}

/** A list item with something in it; `* * *` is a rule. */
const bullet = /(?:[-*+]|1[.)])[ \t]+(?![-*+][ \t]*(?:[-*+][ \t]*)*\r?$)\S/my;
const numbered = /\d{1,9}([.)]) +(?=[^ \t\r\n])/y;

function isBullet(text: string, at: number): boolean {
  bullet.lastIndex = at;
  return bullet.test(text);
}

/** The sign after the number of an item, and how far the item's lines are indented. */
function numberOf(text: string, at: number): { readonly sign: string; readonly indent: number } | undefined {
  numbered.lastIndex = at;
  const sign = numbered.exec(text)?.[1];
  return sign === undefined ? undefined : { sign, indent: numbered.lastIndex - at };
}

/** Such a line may belong to a list that stands before it, or to code. */
const continues = /[-*+\d \t]/;

/**
 * The next line after the one at `at` where Markdown starts afresh, provided nothing is open there: an unindented
 * heading or list item, or an unindented line after a blank one. A number other than one begins an item only after a
 * blank line or another item.
 */
export function freshStart(text: string, at: number, afresh?: (line: number) => boolean): number {
  let item = numberOf(text, at);
  let blank = false;
  for (let line = lineEnd(text, at) + 1; line < text.length; line = lineEnd(text, line) + 1) {
    if (isBlankLine(text, line)) {
      blank = true;
      continue;
    }
    if (isHeading(text, line) || isBullet(text, line) || afresh?.(line) === true) return line;
    if (blank && !continues.test(text[line] ?? '')) return line;
    if (blank || item !== undefined) {
      const own = numberOf(text, line);
      if (own !== undefined && (blank || own.sign === item?.sign)) return line;
    }
    // After a line that is indented less the item may be over.
    if (item !== undefined && skipIndent(text, line) - line < item.indent) item = undefined;
    blank = false;
  }
  return text.length;
}
