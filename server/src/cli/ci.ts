/** Findings for machines that show them beside a change: GitHub's annotations and SARIF 2.1.0. */
import { codeInfo, codes } from '../analysis/problems.ts';
import type { Severity } from '../analysis/facts.ts';
import { version } from '../base/version.ts';
import { fingerprints } from '../features/baseline.ts';
import { type Format, type LookedAt, type Region, regionOf } from './looked-at.ts';

const homepage = 'https://github.com/nabla-math/nabla';

interface Entry extends Region {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'info' | 'hint';
  readonly message: string;
  /** The same for the same finding, wherever it has moved. */
  readonly fingerprint?: string;
  readonly fixes: readonly Fix[];
}

interface Fix {
  readonly title: string;
  readonly edits: readonly (Region & { readonly newText: string })[];
}

function entries(file: LookedAt): readonly Entry[] {
  if (file.kind === 'note') {
    const marks = fingerprints(file.facts, file.reports);
    return file.reports.map((report, index) => ({
      code: report.code,
      severity: report.severity,
      message: report.message,
      ...regionOf(file, report.span),
      ...(marks[index] === undefined ? {} : { fingerprint: marks[index] }),
      fixes: report.fixes.map(({ title, edits }) => ({
        title,
        edits: edits.map(({ span, newText }) => ({ ...regionOf(file, span), newText })),
      })),
    }));
  }
  const start = { line: 1, column: 1, endLine: 1, endColumn: 1 };
  return [{ ...start, code: 'unreadable-note', severity: 'error', message: file.fault, fixes: [] }];
}

const commands = { error: 'error', warning: 'warning', info: 'notice', hint: 'notice' };
const inMessage = (it: string): string => it.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
const inProperty = (it: string): string => inMessage(it).replace(/:/g, '%3A').replace(/,/g, '%2C');

export const github = (): Format => ({
  begin: () => '',
  file: (file) =>
    entries(file)
      .filter((it) => it.severity !== 'hint')
      .map((it) => {
        const place = `file=${inProperty(file.path)},line=${it.line},endLine=${it.endLine}`;
        // The columns of a range over several lines are not understood there.
        const columns = it.line === it.endLine ? `,col=${it.column},endColumn=${it.endColumn}` : '';
        return `::${commands[it.severity]} ${place}${columns},title=${inProperty(it.code)}::${inMessage(it.message)}\n`;
      })
      .join(''),
  end: () => '',
});

const levels = { error: 'error', warning: 'warning', info: 'note', hint: 'note' };

export const sarif = (): Format => {
  let any = false;
  return {
    begin: () => {
      const rules = codes.map((id) => ({
        id,
        shortDescription: { text: codeInfo[id].sentence },
        help: { text: codeInfo[id].explanation },
        helpUri: `${homepage}#${id}`,
        defaultConfiguration: defaultOf(codeInfo[id].severity),
      }));
      const driver = { name: 'Nabla', version, informationUri: homepage, rules };
      const schema = 'https://json.schemastore.org/sarif-2.1.0.json';
      const head = JSON.stringify({ tool: { driver }, columnKind: 'utf16CodeUnits' }).slice(0, -1);
      return `{"$schema":"${schema}","version":"2.1.0","runs":[${head},"results":[`;
    },
    file: (file) =>
      entries(file)
        .map((it) => {
          const artifactLocation = { uri: encodeURI(file.path) };
          const physicalLocation = { artifactLocation, region: sarifRegion(it) };
          const comma = any ? ',' : '';
          any = true;
          const level = levels[it.severity];
          const fixes = it.fixes.map(({ title, edits }) => ({
            description: { text: title },
            artifactChanges: [
              {
                artifactLocation,
                replacements: edits.map((edit) => ({
                  deletedRegion: sarifRegion(edit),
                  insertedContent: { text: edit.newText },
                })),
              },
            ],
          }));
          const result = {
            ruleId: it.code,
            ruleIndex: codes.findIndex((code) => code === it.code),
            level,
            message: { text: it.message },
            locations: [{ physicalLocation }],
            ...(it.fingerprint === undefined ? {} : { partialFingerprints: { 'nabla/v1': it.fingerprint } }),
            ...(fixes.length === 0 ? {} : { fixes }),
          };
          return `${comma}\n${JSON.stringify(result)}`;
        })
        .join(''),
    end: () => '\n]}]}\n',
  };
};

const defaultOf = (severity: Severity | 'off'): object =>
  severity === 'off' ? { enabled: false } : { level: levels[severity] };

const sarifRegion = ({ line, column, endLine, endColumn }: Region): object => ({
  startLine: line,
  startColumn: column,
  endLine,
  endColumn,
});
