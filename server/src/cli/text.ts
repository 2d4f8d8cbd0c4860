/** Findings for people: where, what, the line itself with the place underlined, and at last what was looked at. */
import { styleText } from 'node:util';
import type { Severity } from '../analysis/facts.ts';
import { type Span, contains } from '../base/span.ts';
import { byLine } from '../features/lines.ts';
import { legend, overview } from '../features/overview.ts';
import { partInNote } from '../features/places.ts';
import type { Report } from '../features/report.ts';
import { toDerived } from '../note/source-map.ts';
import { type Format, type Options, type Readable, type Tally, isUnreadable, regionOf } from './looked-at.ts';

const colours = { error: 'red', warning: 'yellow', info: 'blue', hint: 'gray' } as const;
type Colour = (typeof colours)[Severity];
/** A paragraph may be one line: of a long one only the neighbourhood of the finding is shown. */
const widest = 100;

export const text = (options: Options): Format => ({
  begin: () => '',
  file: (file) => {
    if (file.kind === 'unreadable') {
      return `${paint(file.path, 'bold', options)}: ${paint('error', 'red', options)}: ${file.fault} [unreadable-note]\n`;
    }
    const head = options.verbose ? `${overview(file.facts, file.path, byLine(file.facts.note.text), [])}\n` : '';
    const reports = file.reports
      .filter((report) => options.verbose || report.severity !== 'hint')
      .map((report) => finding(file, report, options))
      .join('');
    return head + reports;
  },
  end: (tally) => `${options.verbose ? `${legend}\n` : ''}${lastLine(tally, options)}\n`,
});

function finding(file: Readable, report: Report, options: Options): string {
  const region = regionOf(file, report.span);
  const place = paint(`${file.path}:${region.line}:${region.column}`, 'bold', options);
  const severity = paint(report.severity, colours[report.severity], options);
  const lines = [`${place}: ${severity}: ${report.message} [${report.code}]`];
  if (!isUnreadable(report)) lines.push(...excerpt(sourceOf(file, report), options, colours[report.severity]));
  for (const { span, message } of report.related) lines.push(`    line ${file.at(span.start).line}: ${message}`);
  const fix = report.fixes[0];
  if (fix) lines.push(`    fix: ${fix.title}`);
  return `${lines.join('\n')}\n`;
}

interface Source extends Span {
  readonly text: string;
}

/** A line of a notebook is shown as its cell has it, not as JSON. */
function sourceOf({ facts: { note } }: Readable, { span }: Report): Source {
  const cell = note.format === 'notebook' && note.parts.find((it) => contains(partInNote(it), span.start));
  if (!cell) return { text: note.text, ...span };
  return { text: cell.part.text, start: toDerived(cell.place, span.start), end: toDerived(cell.place, span.end) };
}

/** The line of the finding, and under it the carets. */
function excerpt({ text: note, start, end }: Source, options: Options, colour: Colour): readonly string[] {
  const before = note.slice(0, start);
  const lineStart = Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1;
  const column = start - lineStart;
  const line = /^[^\r\n]*/.exec(note.slice(lineStart, lineStart + 20_000))?.[0] ?? '';
  if (line.trim() === '') return [];
  const last = Math.min(end - lineStart, line.length);
  const from = column > widest * 0.7 ? column - Math.floor(widest / 2) : leading(line, column);
  const to = line.length - from > widest ? Math.max(from + widest, Math.min(last, from + 2 * widest)) : line.length;
  const head = (from > leading(line, column) ? '…' : '') + line.slice(from, column);
  const marked = line.slice(column, Math.min(last, to));
  const after = line.slice(Math.min(last, to), to) + (to < line.length ? '…' : '');
  const carets = '^'.repeat(Math.max(1, width(marked)));
  const gap = ' '.repeat(width(head));
  return [`    ${printable(head + marked + after)}`, `    ${gap}${paint(carets, colour, options)}`];
}

const leading = (line: string, most: number): number => Math.min(most, line.length - line.trimStart().length);

/** A tab or another control character is one column wide here. */
const printable = (line: string): string => line.replace(/\p{Cc}/gu, ' ');

/** Columns in a terminal: East Asian wide characters take two, combining marks none. */
export function width(line: string): number {
  let columns = 0;
  for (const char of line) {
    if (/^[\p{M}\p{Cf}]$/u.test(char)) continue;
    columns += wide.test(char) ? 2 : 1;
  }
  return columns;
}

const wide =
  /^[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]$/u;

/** `312 claims in 40 notes: 250 checked or proved, 3 to look at, 59 not checked. 1 error, 1 warning.` */
function lastLine(tally: Tally, options: Options): string {
  const notes = tally.files - tally.unreadable;
  const shown: readonly Severity[] = options.verbose
    ? ['error', 'warning', 'info', 'hint']
    : ['error', 'warning', 'info'];
  const names = { error: 'error', warning: 'warning', info: 'remark', hint: 'hint' };
  const found = shown.filter((it) => tally.severities[it] > 0).map((it) => some(tally.severities[it], names[it]));
  const attention = notes === 0 ? '' : found.length > 0 ? ` ${found.join(', ')}.` : ' Nothing to mend.';
  const hints =
    !options.verbose && tally.severities.hint > 0 ? ` ${some(tally.severities.hint, 'hint')} with --verbose.` : '';
  const unread = tally.unreadable > 0 ? ` ${some(tally.unreadable, 'file')} could not be read.` : '';
  return lookedAt(tally, notes) + attention + hints + unread;
}

/** What was looked at and, as plainly, what was not. */
function lookedAt(tally: Tally, notes: number): string {
  const { formulas, full, partial, marks } = tally;
  const rest = formulas - full - partial;
  const read = [
    ...(full > 0 ? [`${full} read in full`] : []),
    ...(partial > 0 ? [`${partial} in part`] : []),
    ...(rest > 0 ? [`${rest} not read`] : []),
  ];
  const of = (...kinds: readonly (keyof Tally['marks'])[]): number =>
    kinds.reduce((sum, it) => sum + (marks[it] ?? 0), 0);
  const right = of('proved', 'checked');
  const wrong = of('not-true', 'does-not-fit', 'other-layout', 'true-if');
  const open = of('not-checked');
  const claims = right + wrong + open;
  const became = [
    ...(right > 0 ? [`${right} checked or proved`] : []),
    ...(wrong > 0 ? [`${wrong} to look at`] : []),
    ...(open > 0 ? [`${open} not checked`] : []),
  ];
  const judged = claims === 0 ? '' : ` ${some(claims, 'claim')}: ${became.join(', ')}.`;
  return `${some(formulas, 'formula')} in ${some(notes, 'note')}${read.length > 0 ? `: ${read.join(', ')}` : ''}.${judged}`;
}

const some = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

const paint = (it: string, style: Parameters<typeof styleText>[0], options: Options): string =>
  options.colour ? styleText(style, it) : it;
