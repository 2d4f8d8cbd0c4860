/**
 * When findings are shown. A mended one vanishes with the next publish, and so does everything else at once; only a
 * *new* finding in the formula that is being typed waits until the writer rests, goes elsewhere or saves.
 */
import { type Span, contains } from '../base/span.ts';
import { formulaInNote, partInNote } from '../features/places.ts';
import type { Report } from '../features/report.ts';
import type { Analysed } from './analysed.ts';

/** Rest after the last key before a new finding in the formula being typed is shown. */
export const restMs = 700;

/** What is on the screen for a note, and which formula is being written there. */
export interface Shown {
  readonly text: string;
  readonly reports: readonly Report[];
  /** In `text`; absent when the writer rests or writes elsewhere. */
  readonly editing?: Span;
}

export interface Publication {
  readonly shown: Shown;
  /** New findings that wait. */
  readonly held: readonly Report[];
}

/** What to show now. `rested`: the writer paused or saved, so nothing waits. */
export function publication(note: Analysed, before: Shown | undefined, rested: boolean): Publication {
  const { text } = note.facts.note;
  if (before === undefined || rested) return { shown: { text, reports: note.reports }, held: [] };
  const change = difference(before.text, text);
  const editing = change ? formulaTouched(note, change.after) : before.editing;
  if (editing === undefined) return { shown: { text, reports: note.reports }, held: [] };

  // The same formula as it stood before the edit, and what was already said about it there.
  const former = change ? formerly(editing, change) : editing;
  const known = before.reports.filter((it) => within(it.span, former)).map(key);
  const held: Report[] = [];
  const reports = note.reports.filter((it) => {
    if (!within(it.span, editing)) return true;
    const at = known.indexOf(key(it));
    if (at >= 0) {
      known.splice(at, 1);
      return true;
    }
    held.push(it);
    return false;
  });
  return { shown: { text, reports, editing }, held };
}

function formerly(it: Span, change: Change): Span {
  const grown = change.after.end - change.before.end;
  const end = it.end < change.after.end ? change.before.end : it.end - grown;
  return { start: Math.min(it.start, change.before.start), end };
}

const key = (report: Report): string => `${report.code} ${report.message}`;
const within = (inner: Span, outer: Span): boolean => inner.start >= outer.start && inner.end <= outer.end;

/** The one formula that the edit touches; a paste over several is not typing. */
function formulaTouched(note: Analysed, change: Span): Span | undefined {
  let touched: Span | undefined;
  const { parts } = note.facts.note;
  for (let part = 0; part < parts.length; part++) {
    const placed = partInNote(parts[part]!);
    if (placed.end < change.start || placed.start > change.end) continue;
    for (let index = 0; index < parts[part]!.part.formulas.length; index++) {
      const formula = formulaInNote(note.facts.note, part, index);
      if (formula === undefined || formula.end < change.start || formula.start > change.end) continue;
      if (touched !== undefined && contains(formula, change.start) && contains(formula, change.end)) return formula;
      if (touched !== undefined) return undefined;
      touched = formula;
    }
  }
  return touched;
}

/** The stretch in which two texts differ, as it stands in each. */
export interface Change {
  readonly before: Span;
  readonly after: Span;
}

export function difference(before: string, after: string): Change | undefined {
  if (before === after) return undefined;
  const most = Math.min(before.length, after.length);
  let start = 0;
  // Whole blocks first: two slices are compared in one step, and notes are long.
  while (start + block <= most && before.slice(start, start + block) === after.slice(start, start + block)) {
    start += block;
  }
  while (start < most && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let same = 0;
  const upTo = (text: string): string => text.slice(text.length - same - block, text.length - same);
  while (same + block <= most - start && upTo(before) === upTo(after)) same += block;
  while (
    same < most - start &&
    before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same)
  ) {
    same++;
  }
  return { before: { start, end: before.length - same }, after: { start, end: after.length - same } };
}

const block = 1024;
