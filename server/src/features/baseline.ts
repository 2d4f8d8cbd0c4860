/**
 * A baseline: the findings that a collection of old notes starts out with. They are known by what they say of which
 * formula in which section, and not by lines, so that an edit elsewhere changes none of them.
 */
import type { Facts } from '../analysis/facts.ts';
import { formulaAt, partInNote } from './places.ts';
import type { Report } from './report.ts';

/** Fingerprints by the path of the note, relative to the folder that the baseline is for. */
export type Baseline = ReadonlyMap<string, ReadonlySet<string>>;

/** One for each report; undefined for what is no matter of the note's mathematics. */
export function fingerprints(facts: Facts, reports: readonly Report[]): readonly (string | undefined)[] {
  const times = new Map<string, number>();
  return reports.map((report) => {
    if (report.code === 'more-findings' || report.code === 'unreadable-note') return undefined;
    const { start, end } = report.span;
    const at = formulaAt(facts, start);
    const text = at ? at.facts.tree.text.replace(/(?<!\\)%[^\n]*/g, '') : facts.note.text.slice(start, end);
    const one = [report.code, sectionAt(facts, at?.part, start), short(text.replace(/\s+/g, ''))].join(' | ');
    const time = (times.get(one) ?? 0) + 1;
    times.set(one, time);
    return time === 1 ? one : `${one} | ${String(time)}`;
  });
}

function sectionAt({ note }: Facts, part: number | undefined, offset: number): string {
  const index = part ?? note.parts.findLastIndex((it) => partInNote(it).start <= offset);
  for (let at = index; at >= 0; at--) {
    const title = note.parts[at]?.part.heading?.title.trim();
    if (title !== undefined) return title;
  }
  return '';
}

/** A long formula is told apart by its hash. */
function short(text: string): string {
  if (text.length <= 80) return text;
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0;
  return `${text.slice(0, 60)}… ${(hash >>> 0).toString(16)}`;
}

/** Accepted findings are hints: to be seen where one looks for them, and in nobody's way. */
export function softened(
  facts: Facts,
  reports: readonly Report[],
  accepted: ReadonlySet<string> | undefined,
): readonly Report[] {
  if (accepted === undefined || accepted.size === 0) return reports;
  const marks = fingerprints(facts, reports);
  return reports.map((report, index) => {
    const mark = marks[index];
    return mark === undefined || !accepted.has(mark) ? report : lowered(report);
  });
}

/** As it is, its repairs still unasked for. */
const lowered = (report: Report): Report => ({
  ...report,
  severity: 'hint',
  get fixes() {
    return report.fixes;
  },
});

const schema = 1;

/** Reads the text of a baseline file; a sentence about what is wrong with it, where something is. */
export function parseBaseline(text: string): Baseline | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'The baseline is not JSON.';
  }
  if (!isTable(value) || value['schema'] !== schema || !isTable(value['findings'])) {
    return `The baseline has not the form that Nabla writes (schema ${String(schema)}).`;
  }
  const notes = Object.entries(value['findings']).map(([path, list]): [string, ReadonlySet<string>] => [
    path,
    new Set(Array.isArray(list) ? list.filter((it) => typeof it === 'string') : []),
  ]);
  return new Map(notes);
}

/** By path, one finding a line, so that two versions compare well. */
export function printBaseline(baseline: Baseline): string {
  const notes = [...baseline].filter(([, marks]) => marks.size > 0).sort(([a], [b]) => (a < b ? -1 : 1));
  const findings = Object.fromEntries(notes.map(([path, marks]) => [path, [...marks].sort()]));
  return `${JSON.stringify({ schema, findings }, undefined, 2)}\n`;
}

const isTable = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
