/**
 * Expectations inside a note. A marker line stands under the line it speaks of, and is a comment, so that the note
 * renders as if it were not there:
 *
 *     A x
 *   % ^^^ error dimension-mismatch: A is m × n
 *
 * `%` inside displayed formulas and in LaTeX, `<!-- … -->` under prose, both behind the prefix of a quotation. After the
 * carets come the severity and the code of the finding; a sentence after a colon must be part of its message.
 */

export interface Marked {
  /** Offsets in the note; of what spans several lines, the part in its first line. */
  readonly start: number;
  readonly end: number;
  readonly severity: string;
  readonly code: string;
  readonly message: string;
}

interface Line {
  readonly text: string;
  readonly start: number;
}

const markerLine = /^[> ]*(?:%|<!--) *(?=\^)/;
const marker =
  /^(?<opener>[> ]*(?:%|<!--) *)(?<carets>\^+) +(?<severity>error|warning|info|hint) (?<code>[\w-]+)(?:: (?<message>.*?))?(?: *-->)?$/;

/** The markers of a note. One that is malformed, or points past the line above, is an error of the test. */
export function markersOf(note: string): readonly Marked[] {
  let above: Line | undefined;
  return linesOf(note).flatMap((line) => {
    if (!markerLine.test(line.text)) {
      above = line;
      return [];
    }
    const groups = marker.exec(line.text)?.groups;
    if (groups === undefined || above === undefined) throw new Error(`not a marker: ${line.text}`);
    const { opener = '', carets = '', severity = '', code = '', message = '' } = groups;
    const end = opener.length + carets.length;
    if (end > above.text.length) throw new Error(`points past the end of the line above: ${line.text}`);
    return [{ start: above.start + opener.length, end: above.start + end, severity, code, message }];
  });
}

/**
 * The note with markers for what was found instead of those it has. A sentence that a marker had stays if it is still
 * part of the message. Equal to the note itself exactly when its markers and the findings agree both ways.
 */
export function remark(note: string, findings: readonly Marked[], asComment: (offset: number) => '%' | '<!--'): string {
  const before = markersOf(note);
  return linesOf(note)
    .filter(({ text }) => !markerLine.test(text))
    .flatMap((line) => [
      line.text,
      ...findings
        .filter(({ start }) => start >= line.start && start <= line.start + line.text.length)
        .sort((a, b) => a.start - b.start || a.end - b.end || a.code.localeCompare(b.code))
        .map((it) => written(line, it, kept(before, it), asComment(it.start))),
    ])
    .join('\n');
}

function kept(before: readonly Marked[], { start, code, message }: Marked): string {
  const said =
    before.find((it) => it.start === start && it.code === code && message.includes(it.message))?.message ?? '';
  return said === '' ? '' : `: ${said}`;
}

function written(line: Line, { start, end, severity, code }: Marked, said: string, opener: '%' | '<!--'): string {
  const quote = /^(?: *> ?)*/.exec(line.text)?.[0] ?? '';
  const column = start - line.start;
  const carets = '^'.repeat(Math.max(1, Math.min(end, line.start + line.text.length) - start));
  const head = `${quote}${opener} `.padEnd(column);
  if (head.length > column) throw new Error(`no room for a marker: begin the formula further right: ${line.text}`);
  return `${head}${carets} ${severity} ${code}${said}${opener === '%' ? '' : ' -->'}`;
}

function linesOf(note: string): readonly Line[] {
  let start = 0;
  return note.split('\n').map((text) => {
    const line = { text, start };
    start += text.length + 1;
    return line;
  });
}
