/** What came of a file: its facts and findings, or why it could not be read. Every format writes the same of it. */
import type { Facts, LayoutFact, Severity } from '../analysis/facts.ts';
import { type Mark, shownClaims } from '../features/claims.ts';
import { type Point, lineStarts, pointAt } from '../features/lines.ts';
import type { Report } from '../features/report.ts';
import type { Span } from '../base/span.ts';

export type LookedAt = Readable | Unreadable;

export interface Readable {
  readonly kind: 'note';
  readonly path: string;
  readonly facts: Facts;
  readonly layout: LayoutFact;
  readonly reports: readonly Report[];
  readonly at: (offset: number) => Point;
}

export interface Unreadable {
  readonly kind: 'unreadable';
  readonly path: string;
  /** A sentence. */
  readonly fault: string;
}

/** Writes a format. `file` is called as soon as a file is done; a file is never kept. */
export interface Format {
  readonly begin: () => string;
  readonly file: (file: LookedAt, tally: Tally) => string;
  readonly end: (tally: Tally) => string;
}

export interface Options {
  readonly shapes: boolean;
  readonly verbose: boolean;
  readonly colour: boolean;
}

/** What was looked at so far. */
export interface Tally {
  readonly files: number;
  readonly unreadable: number;
  readonly formulas: number;
  readonly parsed: number;
  readonly full: number;
  readonly partial: number;
  readonly claims: number;
  /** What became of each sign that claims something. */
  readonly marks: { readonly [M in Mark]?: number };
  readonly verdicts: Readonly<Record<string, number>>;
  readonly severities: { readonly [S in Severity]: number };
  /** Whether a directive is not understood. */
  readonly mistyped: boolean;
  readonly ms: number;
}

export const nothing: Tally = {
  files: 0,
  unreadable: 0,
  formulas: 0,
  parsed: 0,
  full: 0,
  partial: 0,
  claims: 0,
  marks: {},
  verdicts: {},
  severities: { error: 0, warning: 0, info: 0, hint: 0 },
  mistyped: false,
  ms: 0,
};

export function counted(tally: Tally, file: LookedAt, ms: number): Tally {
  if (file.kind === 'unreadable') return { ...tally, files: tally.files + 1, unreadable: tally.unreadable + 1, ms };
  const formulas = file.facts.parts.flatMap((part) => part.formulas);
  const statements = formulas.flatMap((formula) => formula.statements);
  const verdicts: Record<string, number> = { ...tally.verdicts };
  for (const { verdict } of statements) verdicts[verdict] = (verdicts[verdict] ?? 0) + 1;
  const marks = { ...tally.marks };
  for (const { mark } of shownClaims(file.facts)) marks[mark] = (marks[mark] ?? 0) + 1;
  const severities = { ...tally.severities };
  for (const it of file.reports) if (!isUnreadable(it)) severities[it.severity] += 1;
  const broken = file.reports.some(isUnreadable);
  return {
    files: tally.files + 1,
    unreadable: tally.unreadable + (broken ? 1 : 0),
    formulas: tally.formulas + formulas.length,
    parsed: tally.parsed + formulas.filter((it) => it.tree.clean).length,
    full: tally.full + formulas.filter((it) => it.typed === 'full').length,
    partial: tally.partial + formulas.filter((it) => it.typed === 'partial').length,
    claims: tally.claims + statements.filter((it) => it.kind === 'claim').length,
    marks,
    verdicts,
    severities,
    mistyped: tally.mistyped || file.reports.some((it) => it.code === 'unknown-directive'),
    ms,
  };
}

/** A note that was opened and still could not be read: broken JSON in a notebook, bytes that are no text. */
export const isUnreadable = (report: Report): boolean =>
  report.code === 'unreadable-note' && report.severity === 'error';

export interface Region extends Point {
  readonly endLine: number;
  readonly endColumn: number;
}

export function regionOf(file: Readable, span: Span): Region {
  const end = file.at(span.end);
  return { ...file.at(span.start), endLine: end.line, endColumn: end.column };
}

export function pointsIn(text: string): (offset: number) => Point {
  const starts = lineStarts(text);
  return (offset) => pointAt(starts, offset);
}
