/** `nabla verify`: one claim, or one claim a line on stdin. */
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { type ClaimVerdict, type Layout, layouts, verifyClaim } from '../analysis/claim.ts';

interface Asked {
  readonly claim: string;
  readonly declare: readonly string[];
  readonly conditions: readonly string[];
  readonly layout: Layout;
}

/** @returns the exit code: 1 for a claim that is not true, 2 for a wrong command line. */
export async function verify(args: readonly string[]): Promise<number> {
  let parsed;
  try {
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        declare: { type: 'string', multiple: true },
        condition: { type: 'string', multiple: true },
        layout: { type: 'string', default: 'unknown' },
        format: { type: 'string', default: 'text' },
        batch: { type: 'boolean', default: false },
      },
    });
  } catch (fault) {
    return complain(fault instanceof Error ? fault.message : String(fault));
  }
  const { values, positionals } = parsed;
  const layout = layoutNamed(values.layout);
  if (layout === undefined) return complain(`--layout is one of ${layouts.join(', ')}, not ${values.layout}`);
  if (values.format !== 'text' && values.format !== 'json')
    return complain(`--format is text or json, not ${values.format}`);
  if (values.batch) return batch();
  const [claim, ...more] = positionals;
  if (claim === undefined || more.length > 0) return complain('one claim is needed, in quotes');
  const verdict = verifyClaim({ claim, declare: values.declare ?? [], conditions: values.condition ?? [], layout });
  process.stdout.write(values.format === 'json' ? `${JSON.stringify(verdict)}\n` : `${told(verdict)}\n`);
  return isRejected(verdict) ? 1 : 0;
}

const isRejected = ({ verdict }: ClaimVerdict): boolean =>
  verdict === 'refuted' || verdict === 'ill-typed' || verdict === 'wrong-layout';

const layoutNamed = (name: string): Layout | undefined => layouts.find((it) => it === name);

/** A bad line gives an error record, and the rest goes on. */
async function batch(): Promise<number> {
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    if (line.trim() === '') continue;
    if (!process.stdout.write(`${JSON.stringify(answer(line))}\n`))
      await new Promise((done) => process.stdout.once('drain', done));
  }
  return 0;
}

function answer(line: string): object {
  let record: unknown;
  try {
    record = JSON.parse(line);
  } catch {
    return { error: 'not a JSON object' };
  }
  if (typeof record !== 'object' || record === null || Array.isArray(record)) return { error: 'not a JSON object' };
  const id =
    'id' in record && (typeof record.id === 'string' || typeof record.id === 'number') ? { id: record.id } : {};
  const asked = askedIn(record);
  if (typeof asked === 'string') return { ...id, error: asked };
  try {
    return { ...id, ...verifyClaim(asked) };
  } catch (fault) {
    return {
      ...id,
      error: `a fault of Nabla: ${fault instanceof Error ? (fault.message.split('\n')[0] ?? '') : String(fault)}`,
    };
  }
}

function askedIn(record: object): Asked | string {
  const claim = 'claim' in record ? record.claim : undefined;
  if (typeof claim !== 'string') return 'claim is not a string';
  const declare = 'declare' in record ? textsIn(record.declare) : [];
  const conditions = 'conditions' in record ? textsIn(record.conditions) : [];
  if (declare === undefined) return 'declare is not a list of strings';
  if (conditions === undefined) return 'conditions is not a list of strings';
  const name = 'layout' in record && record.layout !== null && record.layout !== undefined ? record.layout : 'unknown';
  const layout = typeof name === 'string' ? layoutNamed(name) : undefined;
  if (layout === undefined) return `layout is not one of ${layouts.join(', ')}`;
  return { claim, declare, conditions, layout };
}

const textsIn = (value: unknown): readonly string[] | undefined =>
  Array.isArray(value) && value.every((it): it is string => typeof it === 'string') ? value : undefined;

/** The words that every part of Nabla uses for a verdict. */
const WORDS: Readonly<Record<ClaimVerdict['verdict'], string>> = {
  proved: 'proved',
  verified: 'checked',
  refuted: 'not true',
  'ill-typed': 'does not fit',
  'wrong-layout': 'other layout',
  assumed: 'assumed',
  undecided: 'not checked',
};

function told(verdict: ClaimVerdict): string {
  const tried =
    verdict.verdict === 'verified' && verdict.method !== undefined
      ? ` (${verdict.method}, ${String(verdict.samples ?? 0)} samples)`
      : '';
  const conditions = verdict.holdsIf?.join(', ');
  const given = conditions === undefined || verdict.verdict !== 'verified' ? '' : `, given ${conditions}`;
  const lines = [
    conditions === undefined || given !== '' ? `${WORDS[verdict.verdict]}${tried}${given}` : `true if ${conditions}`,
  ];
  if (verdict.step !== undefined) lines.push(`  step     ${String(verdict.step)} of the chain`);
  if (verdict.reading !== undefined) lines.push(`  reading  ${verdict.reading}`);
  if (verdict.reason !== undefined)
    lines.push(
      `  reason   ${verdict.reason}${verdict.detail === undefined || verdict.detail === '' ? '' : `: ${verdict.detail}`}`,
    );
  const found = verdict.counterexample;
  if (found !== undefined) {
    for (const [name, value] of Object.entries({ ...found.sizes, ...found.values }))
      lines.push(`  ${name} = ${entries(value)}`);
    lines.push(`  left   ${entries(found.left)}`, `  right  ${entries(found.right)}`);
  }
  if (verdict.repair !== undefined) lines.push(`  repair   ${verdict.repair}`);
  return lines.join('\n');
}

const entries = (value: unknown): string => JSON.stringify(value).replaceAll(',', ', ');

function complain(text: string): number {
  process.stderr.write(`nabla verify: ${text} (nabla help tells the rest)\n`);
  return 2;
}
