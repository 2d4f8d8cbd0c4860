/** Findings for machines that show them beside a change: GitHub's annotations and SARIF 2.1.0. */
import { codeInfo, codes } from '../analysis/problems.ts';
import { version } from '../base/version.ts';
import { type Format, type LookedAt, type Region, regionOf } from './looked-at.ts';

interface Entry extends Region {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'info' | 'hint';
  readonly message: string;
}

function entries(file: LookedAt): readonly Entry[] {
  if (file.kind === 'note') return file.reports.map((report) => ({ ...report, ...regionOf(file, report.span) }));
  const start = { line: 1, column: 1, endLine: 1, endColumn: 1 };
  return [{ ...start, code: 'unreadable-note', severity: 'error', message: file.fault }];
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
      }));
      const driver = { name: 'Nabla', version, rules };
      const schema = 'https://json.schemastore.org/sarif-2.1.0.json';
      const head = JSON.stringify({ tool: { driver }, columnKind: 'utf16CodeUnits' }).slice(0, -1);
      return `{"$schema":"${schema}","version":"2.1.0","runs":[${head},"results":[`;
    },
    file: (file) =>
      entries(file)
        .map((it) => {
          const { line: startLine, column: startColumn, endLine, endColumn } = it;
          const physicalLocation = {
            artifactLocation: { uri: encodeURI(file.path) },
            region: { startLine, startColumn, endLine, endColumn },
          };
          const comma = any ? ',' : '';
          any = true;
          const level = levels[it.severity];
          const result = { ruleId: it.code, level, message: { text: it.message }, locations: [{ physicalLocation }] };
          return `${comma}\n${JSON.stringify(result)}`;
        })
        .join(''),
    end: () => '\n]}]}\n',
  };
};
