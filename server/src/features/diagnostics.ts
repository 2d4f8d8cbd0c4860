/** What to report about a note: the findings of all parts, as severe as the settings say, in offsets of the note. */
import type { Facts, Finding, Severity } from '../analysis/facts.ts';
import { type Code, codeInfo, noteProblems } from '../analysis/problems.ts';
import { repairsOf } from '../analysis/repairs.ts';
import { silenceOf, type Told } from '../analysis/silence.ts';
import type { Settings } from '../analysis/settings.ts';
import { once } from '../base/once.ts';
import { type Span, span } from '../base/span.ts';
import type { NoteProblem, PlacedPart } from '../note/note.ts';
import { inNote, placeInNote } from './places.ts';
import type { Report, ReportedFix } from './report.ts';

/** More than this a person does not read; the last entry counts the rest. */
export const mostFindings = 100;

/** Everything to report, by place. At most one error a formula, at most `limit` findings and a line about the rest. */
export function diagnostics(facts: Facts, settings: Settings, limit = mostFindings): readonly Report[] {
  const found = facts.note.problems.flatMap((problem) => ofNote(problem, problem.span, settings));
  facts.note.parts.forEach((placed, index) => {
    found.push(...placed.part.problems.flatMap((it) => ofNote(it, inNote(placed, it.span), settings)));
    found.push(...ofPart(facts, placed, index, settings));
  });
  found.push(...silenceOf(facts).told.flatMap((it) => ofDirective(it, settings)));
  return limited(onceEach(found.sort(byPlace)), limit);
}

/** A name without a declaration is told of where it stands first in the note. */
function onceEach(reports: readonly Report[]): readonly Report[] {
  const told = new Set<string>();
  return reports.filter(({ code, message }) => {
    if (code !== 'undeclared-symbol' && code !== 'similar-symbol') return true;
    const first = !told.has(message);
    told.add(message);
    return first;
  });
}

function ofPart(facts: Facts, placed: PlacedPart, index: number, settings: Settings): readonly Report[] {
  const known = facts.parts[index];
  if (known === undefined) return [];
  const { hidden } = silenceOf(facts);
  const withError = new Set<number>();
  const reports: Report[] = [];
  for (const finding of known.findings) {
    const severity = severityOf(finding.code, finding.severity, settings);
    if (severity === 'off' || hidden.has(finding) || waits(finding, placed, known.formulas)) continue;
    if (severity === 'error' && finding.formula !== undefined) {
      if (withError.has(finding.formula)) continue;
      withError.add(finding.formula);
    }
    reports.push(report(facts, placed, index, finding, severity, settings));
  }
  return reports;
}

/** A formula that is not closed or cannot be read to its end is being written: only its syntax is spoken of. */
function waits(finding: Finding, placed: PlacedPart, formulas: Facts['parts'][number]['formulas']): boolean {
  if (finding.formula === undefined || finding.code === 'syntax') return false;
  return placed.part.formulas[finding.formula]?.closed === false || formulas[finding.formula]?.tree.clean === false;
}

function report(
  facts: Facts,
  placed: PlacedPart,
  index: number,
  finding: Finding,
  severity: Severity,
  settings: Settings,
): Report {
  const fixes = once(() => {
    // An exercise says what does not fit and leaves the repair to the reader.
    if (settings.profile === 'exercise') return [];
    const offered = finding.fixes.length > 0 ? finding.fixes : repairsOf(facts, settings, index, finding);
    return offered.map((fix) => fixInNote(placed, fix));
  });
  return {
    code: finding.code,
    severity,
    evidence: finding.evidence,
    span: inNote(placed, finding.span),
    message: finding.message,
    related: finding.related.flatMap(({ place, message }) => {
      const at = placeInNote(facts.note, place, index);
      return at ? [{ span: at, message }] : [];
    }),
    get fixes() {
      return fixes();
    },
    detail: finding.detail,
  };
}

const fixInNote = (placed: PlacedPart, fix: Finding['fixes'][number]): ReportedFix => ({
  ...fix,
  edits: fix.edits.map((edit) => ({ span: inNote(placed, edit.span), newText: edit.newText })),
});

function ofDirective(told: Told, settings: Settings): readonly Report[] {
  const severity = severityOf(told.code, told.severity, settings);
  if (severity === 'off') return [];
  const fixes = told.fixes.map((fix) => ({ ...fix, verified: false, preferred: told.fixes.length === 1 }));
  return [{ ...told, severity, evidence: 'declared', related: [], fixes, detail: '' }];
}

function ofNote(problem: NoteProblem, at: Span, settings: Settings): readonly Report[] {
  const wording = noteProblems[problem.code];
  const severity = severityOf(wording.code, wording.severity, settings);
  if (severity === 'off') return [];
  const message = wording.message(problem.data.detail ?? '');
  return [
    { code: wording.code, severity, evidence: 'declared', span: at, message, related: [], fixes: [], detail: '' },
  ];
}

const ladder: readonly Severity[] = ['error', 'warning', 'info', 'hint'];
const weaker = (a: Severity, b: Severity): Severity => (ladder.indexOf(a) > ladder.indexOf(b) ? a : b);

/**
 * What the settings make of a severity. A person's choice for a code replaces its default; a finding that is weaker
 * than the default because it rests on less than declarations stays that weak.
 */
function severityOf(code: Code, own: Severity, settings: Settings): Severity | 'off' {
  const standard = codeInfo[code].severity;
  const chosen = settings.severity[code];
  if (chosen === 'off') return 'off';
  if (chosen === undefined && standard === 'off' && settings.profile !== 'thorough') return 'off';
  if (chosen === undefined && settings.profile === 'quiet' && own !== 'error') return 'off';
  const full = standard === 'off' || weaker(own, standard) === standard;
  const severity = chosen === undefined ? own : full ? chosen : weaker(own, chosen);
  return settings.problems === 'soft' ? (ladder[ladder.indexOf(severity) + 1] ?? 'hint') : severity;
}

const byPlace = (a: Report, b: Report): number => a.span.start - b.span.start || a.span.end - b.span.end;

/** The gravest stay, then the first; what is cut off is counted where it begins. */
function limited(reports: readonly Report[], limit: number): readonly Report[] {
  if (reports.length <= limit) return reports;
  const ranked = reports
    .map((it, order) => ({ it, order, rank: ladder.indexOf(it.severity) }))
    .sort((a, b) => a.rank - b.rank || a.order - b.order);
  const kept = ranked.slice(0, limit).sort((a, b) => a.order - b.order);
  const first = Math.min(...ranked.slice(limit).map(({ order }) => order));
  const at = reports[first]!.span.start;
  const more: Report = {
    code: 'more-findings',
    severity: 'info',
    evidence: 'declared',
    span: span(at, at),
    message: `And ${reports.length - limit} more findings in this note.`,
    related: [],
    fixes: [],
    detail: '',
  };
  return [...kept.map(({ it }) => it), more];
}
