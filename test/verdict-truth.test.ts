/**
 * What is said of the records of the seeds whose truth is known: the true ones, the wrong ones that a formula bears, the
 * conditions that a counterexample can show. The table is printed, and the test fails when a figure falls.
 */
import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { verified } from '../server/src/analysis/judged.ts';
import { defaults } from '../server/src/analysis/settings.ts';
import { diagnostics } from '../server/src/features/diagnostics.ts';
import type { StatementFact } from '../server/src/analysis/facts.ts';
import type { Report } from '../server/src/features/report.ts';
import type { Code } from '../server/src/analysis/problems.ts';
import { statementAt } from './support/kinds.ts';
import { formulasOf, type Measured, measured } from './support/measure.ts';
import { describeShared, itShared, sharedPath } from './support/shared.ts';

const MINUTE = 60_000;

interface Truth {
  readonly seed: string;
  readonly id: string;
  readonly line: number;
  readonly tex: string;
  readonly status: string;
  readonly checkable: string;
  readonly file: string;
}

/** Wrong records that a formula bears, with the codes that fit. The habits of `layout.test.ts` are none: they draw nothing. */
const WRONG: Readonly<Record<string, readonly Code[]>> = {
  '18.9-eq2': ['false-identity'],
  '18.13': ['dimension-mismatch', 'wrong-derivative'],
  '18.13-eq2': ['layout-mismatch'],
  '18.15': ['wrong-derivative', 'dimension-mismatch'],
  '18.21': ['wrong-derivative'],
  '001-15': ['layout-misnamed'],
  '001-16': ['layout-misnamed'],
  '002-4': ['inconsistent-layout', 'layout-mismatch'],
  '002-27': ['wrong-derivative', 'false-identity'],
  '002-34': ['wrong-derivative', 'false-identity'],
  '002-36': ['wrong-derivative', 'false-identity'],
  '002-38': ['dimension-mismatch'],
  '002-43': ['wrong-derivative', 'false-identity', 'layout-mismatch'],
  '004-23': ['kind-mismatch'],
  '004-54': ['index-capture'],
  '004-56': ['wrong-derivative', 'false-identity'],
  '004-71': ['layout-mismatch'],
  '004-72': ['false-identity'],
  '004-73': ['layout-mismatch'],
};

/** What must stand in the text of a repair. */
const REPAIRS: Readonly<Record<string, RegExp>> = {
  '18.15': /\\frac\{1\}\{\\sigma\}/,
  '18.21': /^2/,
  '002-34': /-\s*\\frac\{\\beta\}\{2\}/,
  '002-38': /\\Phi W/,
  '002-43': /\\mathbf\{h\}_k/,
  '004-72': /\\exp/,
};

/** Records that are true under a condition which a counterexample shows. */
const CONDITIONS = ['18.2-orth', '18.4', '18.19', '004-21', '004-22'];

const DONE = /^(verified|proved)$/;

interface Judged {
  readonly note: Measured;
  readonly reports: readonly Report[];
}

const notes = new Map<string, Judged>();

function judgedNote(file: string): Judged {
  let found = notes.get(file);
  if (found === undefined) {
    const note = measured(file);
    const facts = verified(note.facts);
    found = { note: { ...note, facts }, reports: diagnostics(facts, defaults) };
    notes.set(file, found);
  }
  return found;
}

/** Of `| \\(a^T x\\) | \\(a\\) |`, a row of a table, and of a sentence, the claim that its formulas make together. */
function statementOf({ file, line, tex }: Truth): StatementFact | undefined {
  const { note } = judgedNote(file);
  const whole = statementAt(note, line, undefined, tex)?.statement;
  const inside = [...tex.matchAll(/\\\((.*?)\\\)/g)].map((it) => it[1]!.trim());
  if (whole !== undefined || inside.length < 2) return whole;
  const own = formulasOf(note).filter((it) => it.line === line && inside.includes(it.formula.text.trim()));
  const statements = own.flatMap((it) => it.value.statements);
  const claim = statements.find(({ kind }) => kind === 'claim');
  return claim ?? (tex.startsWith('|') ? statements[0] : undefined);
}

/** What is reported of a record's own text, or beside it of its line. */
function reportsOn({ file, line, tex }: Truth): readonly Report[] {
  const { note, reports } = judgedNote(file);
  const from = note.text
    .split('\n')
    .slice(0, line - 1)
    .join('\n').length;
  const at = note.text.indexOf(tex, from);
  const end = note.text.indexOf('\n', from + 1);
  const [start, stop] = at < 0 || at > end ? [from, end] : [at, at + tex.length];
  const meets = (it: { readonly start: number; readonly end: number }): boolean => it.start < stop && it.end > start;
  return reports.filter((it) => meets(it.span) || it.related.some((one) => meets(one.span)));
}

describeShared('the truth of the seeds', () => {
  itShared('is told', { timeout: 10 * MINUTE }, () => {
    const truth = readFileSync(sharedPath('seed-truth.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((it) => JSON.parse(it) as Truth);
    const record = (id: string): Truth => truth.find((it) => it.id === id)!;

    const right = truth.filter((it) => it.status === 'true' && it.checkable === 'numeric');
    const statements = right.flatMap((it) => {
      const statement = statementOf(it);
      return statement === undefined ? [] : [{ it, statement }];
    });
    const claims = statements.filter(({ statement }) => statement.kind === 'claim');
    const holding = claims.filter(({ statement }) => DONE.test(statement.verdict ?? ''));
    // A condition or a definition may hold of everything, too.
    const others = statements.filter((it) => !claims.includes(it) && DONE.test(it.statement.verdict ?? ''));
    const refuted = statements.filter(({ statement }) => statement.verdict === 'refuted');

    const found = Object.entries(WRONG).map(([id, codes]) => {
      const reports = reportsOn(record(id)).filter((it) => codes.includes(it.code as Code));
      const wanted = REPAIRS[id];
      const fixes = reports.flatMap((it) => it.fixes.flatMap((fix) => fix.edits.map((edit) => edit.newText)));
      return { id, codes: reports.map((it) => it.code), repaired: wanted && fixes.some((it) => wanted.test(it)) };
    });
    const told = found.filter((it) => it.codes.length > 0);
    const repaired = found.filter((it) => it.repaired === true);

    const conditions = CONDITIONS.map((id) => {
      const it = record(id);
      const statement = statementAt(judgedNote(it.file).note, it.line, undefined, it.tex)?.statement;
      const codes = reportsOn(it).map((one) => one.code);
      const named = codes.includes('needs-condition') || (statement?.holdsIf?.length ?? 0) > 0;
      const plainlyFalse = codes.some((one) => one === 'false-identity' || one === 'wrong-derivative');
      return { id, named, plainlyFalse };
    });

    console.log(
      [
        `true, numeric: ${String(right.length)}; found as a statement ${String(statements.length)}, as a claim ${String(claims.length)}; verified or proved ${String(holding.length)}, and ${String(others.length)} that are no claims; refuted ${String(refuted.length)}`,
        `wrong, in a formula: ${String(found.length)}; found ${String(told.length)}`,
        ...found.map(
          (it) =>
            `  ${it.id.padEnd(10)} ${it.codes.join(', ') || '–'}${it.repaired === undefined ? '' : it.repaired ? ', repaired' : ', not repaired'}`,
        ),
        `repairs asked for: ${String(Object.keys(REPAIRS).length)}; right ${String(repaired.length)}`,
        `conditions a counterexample can show: ${String(conditions.length)}; named ${String(conditions.filter((it) => it.named).length)}; reported as plainly false ${String(conditions.filter((it) => it.plainlyFalse).length)}`,
      ].join('\n'),
    );
    expect(refuted.map(({ it }) => it.id)).toEqual([]);
    expect(conditions.filter((it) => it.plainlyFalse)).toEqual([]);
    expect(conditions.filter((it) => it.named).map((it) => it.id)).toEqual(['18.2-orth', '004-21', '004-22']);
    expect(others.length).toBeGreaterThanOrEqual(19);
    expect(holding.length).toBeGreaterThanOrEqual(115);
    expect(told.length).toBeGreaterThanOrEqual(16);
    expect(repaired.map((it) => it.id)).toEqual(
      expect.arrayContaining(['18.15', '18.21', '002-34', '002-38', '002-43', '004-72']),
    );
  });
});
