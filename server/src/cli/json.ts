/** `check --format json`, schema 1: additions are allowed, renames are not. */
import type { Facts, LayoutFact } from '../analysis/facts.ts';
import { version } from '../base/version.ts';
import { formulaInNote, formulaSpanInNote, placeInNote } from '../features/places.ts';
import type { Report } from '../features/report.ts';
import { type Format, type Options, type Readable, type Tally, type Unreadable, regionOf } from './looked-at.ts';

export const json = (options: Options): Format => ({
  begin: () => `{"schema":1,"version":${JSON.stringify(version)},"files":[`,
  file: (file, tally) => {
    const comma = tally.files > 1 ? ',' : '';
    return `${comma}\n${JSON.stringify(file.kind === 'note' ? ofNote(file, options) : ofUnreadable(file))}`;
  },
  end: (tally) => `\n],"summary":${JSON.stringify(summary(tally))}}\n`,
});

const ofNote = (file: Readable, options: Options): object => ({
  path: file.path,
  layout: layout(file),
  symbols: symbols(file),
  formulas: formulas(file, options),
  diagnostics: file.reports.map((report) => diagnostic(file, report)),
});

const unknownAxes: LayoutFact['axes'] = {
  scalarByVector: 'unknown',
  nablaScalar: 'unknown',
  vectorByVector: 'unknown',
  scalarByMatrix: 'unknown',
  rowSlice: 'unknown',
};

const ofUnreadable = (file: Unreadable): object => ({
  path: file.path,
  layout: { convention: 'unknown', source: 'default', axes: unknownAxes, evidence: {} },
  symbols: [],
  formulas: [],
  diagnostics: [
    {
      code: 'unreadable-note',
      severity: 'error',
      evidence: 'declared',
      ...{ line: 1, column: 1, endLine: 1, endColumn: 1 },
      message: file.fault,
      related: [],
      fixes: [],
    },
  ],
});

function layout(file: Readable): object {
  const { convention, source, span, axes, evidence } = file.layout;
  const lineOf = (it: Within): number => file.at(it.start).line;
  const told = Object.entries(evidence).map(([axis, it]) => [
    axis,
    { source: it.source, ...(it.stated ? { stated: lineOf(it.stated) } : {}), lines: it.shown.map(lineOf) },
  ]);
  return {
    convention,
    source,
    ...(span ? { line: lineOf(span) } : {}),
    axes,
    evidence: Object.fromEntries(told) as object,
  };
}

/** Each symbol once a declaration: the parts that use it again say the same. */
function symbols(file: Readable): readonly object[] {
  const seen = new Set<string>();
  return file.facts.parts.flatMap((part, index) =>
    part.symbols.flatMap((symbol) => {
      const { name, tex, shape, evidence, source } = symbol;
      const span = source && placeInNote(file.facts.note, source, index);
      const line = span ? { line: file.at(span.start).line } : {};
      const entry = { name, tex, shape, evidence, ...line };
      const key = JSON.stringify(entry);
      if (seen.has(key)) return [];
      seen.add(key);
      return [entry];
    }),
  );
}

function formulas(file: Readable, options: Options): readonly object[] {
  return file.facts.parts.flatMap((part, index) =>
    part.formulas.map((known, number) => ({
      ...region(file, formulaInNote(file.facts.note, index, number)),
      display: part.part.formulas[number]?.display ?? false,
      tex: known.tree.text,
      parsed: known.tree.clean,
      typed: known.typed,
      compound: known.compound,
      ...(options.shapes ? { shapes: shapes(file, index, number) } : {}),
      statements: known.statements.map(
        ({ kind, form, span, asserted: _asserted, why: _why, steps: _steps, ...judged }) => {
          const { line, column } = within(file, index, number, span);
          const tex = known.tree.text.slice(span.start, span.end);
          return { kind, form, tex, line, column, ...judged };
        },
      ),
    })),
  );
}

function shapes(file: Readable, part: number, formula: number): readonly object[] {
  const known = file.facts.parts[part]?.formulas[formula];
  return (known?.shapes ?? []).map(({ span, shape, evidence }) => {
    const { line, column } = within(file, part, formula, span);
    return { tex: known?.tree.text.slice(span.start, span.end), shape, evidence, line, column };
  });
}

type Within = Facts['parts'][number]['formulas'][number]['shapes'][number]['span'];

function within(file: Readable, part: number, formula: number, span: Within): { line: number; column: number } {
  const placed = file.facts.note.parts[part];
  const source = placed?.part.formulas[formula];
  return file.at(placed && source ? formulaSpanInNote(placed, source, span).start : 0);
}

const region = (file: Readable, span: Within | undefined): object => (span ? regionOf(file, span) : {});

const diagnostic = (file: Readable, report: Report): object => ({
  code: report.code,
  severity: report.severity,
  evidence: report.evidence,
  ...regionOf(file, report.span),
  message: report.message,
  related: report.related.map(({ span, message }) => ({ ...file.at(span.start), message })),
  fixes: report.fixes.map(({ title, edits, verified, preferred }) => ({
    title,
    newText: edits[0]?.newText ?? '',
    verified,
    preferred,
    edits: edits.map(({ span, newText }) => ({ ...regionOf(file, span), newText })),
  })),
});

const summary = (tally: Tally): object => ({
  files: tally.files,
  formulas: tally.formulas,
  parsed: tally.parsed,
  typed: tally.full,
  claims: tally.claims,
  proved: tally.verdicts['proved'] ?? 0,
  verified: tally.verdicts['verified'] ?? 0,
  refuted: tally.verdicts['refuted'] ?? 0,
  illTyped: tally.verdicts['ill-typed'] ?? 0,
  wrongLayout: tally.verdicts['wrong-layout'] ?? 0,
  assumed: tally.verdicts['assumed'] ?? 0,
  undecided: tally.verdicts['undecided'] ?? 0,
  unreadable: tally.unreadable,
  ms: Math.round(tally.ms),
});
