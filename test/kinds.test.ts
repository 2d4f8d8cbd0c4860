/**
 * What statements do, against labels made by hand (`fixtures/`): the share that must agree, and the confusion table. The
 * notes are no part of the repository; without them these tests are skipped and counted.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { claimsOf } from '../server/src/analysis/jobs.ts';
import { verify } from '../server/src/verify/decide.ts';
import { type KindLabel, sidesOf, statementAt } from './support/kinds.ts';
import { formulasOf, measured, notesIn } from './support/measure.ts';
import { repository } from './support/repository.ts';
import { describeShared, itShared, sharedPath } from './support/shared.ts';

const MINUTE = 60_000;

interface Equation extends KindLabel {
  readonly path: string;
  readonly line: number;
  readonly formula: string;
  readonly tex: string;
}

interface SeedKind extends KindLabel {
  readonly seed: string;
  readonly id: string;
  readonly line: number;
  readonly left: string;
  readonly right?: string;
}

interface Truth {
  readonly seed: string;
  readonly id: string;
  readonly tex: string;
  readonly file: string;
}

const lines = (text: string): readonly unknown[] =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);

const fixture = (name: string): readonly unknown[] =>
  lines(readFileSync(join(repository, 'test/fixtures', name), 'utf8'));

/** `| \\(a^T x\\) | \\(a\\) |`: of a row of a table, what stands in its first cell. */
const firstCell = (tex: string): string => /^\| *\\\((.*?)\\\)/.exec(tex)?.[1] ?? tex;

interface Compared {
  readonly label: KindLabel;
  readonly given: string;
  readonly asserted: boolean;
  readonly place: string;
}

const agrees = ({ label, given }: Compared): boolean => [label.kind, ...(label.also ?? [])].includes(given);

/** Rows are labels, columns what was given. */
function confusion(all: readonly Compared[]): string {
  const kinds = ['declaration', 'definition', 'tie', 'claim', 'convention', 'expression', 'missing'];
  const count = (a: string, b: string): string =>
    String(all.filter((it) => it.label.kind === a && it.given === b).length).padStart(12);
  const head = `${''.padEnd(12)}${kinds.map((it) => it.padStart(12)).join('')}`;
  return [head, ...kinds.slice(0, -1).map((a) => `${a.padEnd(12)}${kinds.map((b) => count(a, b)).join('')}`)].join(
    '\n',
  );
}

function report(name: string, all: readonly Compared[]): number {
  const wrong = all.filter((it) => !agrees(it));
  const share = Math.round((1000 * (all.length - wrong.length)) / all.length) / 10;
  console.log(
    `${name}: ${String(all.length - wrong.length)} of ${String(all.length)} agree (${String(share)} %)\n${confusion(all)}\n${wrong.map((it) => `${it.label.kind} ${(it.label.also ?? []).join()} given ${it.given} ${it.place}`).join('\n')}`,
  );
  return share;
}

describeShared('kinds of statements', () => {
  itShared('equations of real notes', { timeout: 2 * MINUTE }, () => {
    const all = (fixture('equations.jsonl') as readonly Equation[]).map((label): Compared => {
      const found = statementAt(measured(label.path), label.line, label.formula, label.tex);
      const place = `${label.path}:${String(label.line)} ${label.tex.slice(0, 50).replaceAll('\n', ' ')} (${found?.statement.why ?? ''})`;
      return { label, given: found?.statement.kind ?? 'missing', asserted: found?.statement.asserted ?? false, place };
    });
    expect(report('equations', all)).toBeGreaterThanOrEqual(97);
    // No condition may be accused.
    const open = all.filter(({ label }) => ![label.kind, ...(label.also ?? [])].includes('claim'));
    expect(open.filter((it) => it.given === 'claim' && it.asserted).map((it) => it.place)).toEqual([]);
  });

  itShared('records of the seeds', { timeout: MINUTE }, () => {
    const truth = lines(readFileSync(sharedPath('seed-truth.jsonl'), 'utf8')) as readonly Truth[];
    const all = (fixture('seed-kinds.jsonl') as readonly SeedKind[]).map((label): Compared => {
      const record = truth.find((it) => it.seed === label.seed && it.id === label.id)!;
      const found = statementAt(measured(record.file), label.line, undefined, firstCell(record.tex));
      const place = `${label.seed} ${label.id}:${String(label.line)} ${record.tex.slice(0, 60).replaceAll('\n', ' ')} (${found?.statement.why ?? ''})`;
      return { label, given: found?.statement.kind ?? 'missing', asserted: found?.statement.asserted ?? false, place };
    });
    expect(report('seeds', all)).toBeGreaterThanOrEqual(95);
  });
});

/** `?` agrees with every size. */
function fits(wanted: string, given: string): boolean {
  const [a, b] = [wanted, given].map((it) => /^([a-z]+)(?:\((.*)\))?$/.exec(it));
  if (a?.[1] !== b?.[1] || a === undefined) return false;
  const [x, y] = [a, b].map((it) => (it?.[2] ?? '').split(','));
  return x!.length === y!.length && x!.every((size, i) => size === '?' || y![i] === '?' || size === y![i]);
}

describeShared('shapes of the two sides', () => {
  itShared('records of the seeds', { timeout: MINUTE }, () => {
    const truth = lines(readFileSync(sharedPath('seed-truth.jsonl'), 'utf8')) as readonly Truth[];
    const wrong: string[] = [];
    let all = 0;
    for (const label of fixture('seed-kinds.jsonl') as readonly SeedKind[]) {
      const record = truth.find((it) => it.seed === label.seed && it.id === label.id)!;
      const found = statementAt(measured(record.file), label.line, undefined, firstCell(record.tex));
      const given = found === undefined ? { left: 'missing', right: 'missing' } : sidesOf(measured(record.file), found);
      for (const side of ['left', 'right'] as const) {
        const wanted = label[side];
        if (wanted === undefined || wanted === '') continue;
        all++;
        if (!fits(wanted, given[side]))
          wrong.push(
            `${label.seed} ${label.id} ${side}: ${wanted} given ${given[side]} ${record.tex.slice(0, 90).replaceAll('\n', ' ')}`,
          );
      }
    }
    const share = Math.round((1000 * (all - wrong.length)) / all) / 10;
    console.log(
      `sides: ${String(all - wrong.length)} of ${String(all)} agree (${String(share)} %)\n${wrong.join('\n')}`,
    );
    expect(share).toBeGreaterThanOrEqual(95);
  });
});

describeShared('claims of the seeds', () => {
  itShared('no record that is true is refuted', { timeout: 2 * MINUTE }, () => {
    const truth = lines(readFileSync(sharedPath('seed-truth.jsonl'), 'utf8')) as readonly (Truth & {
      readonly line: number;
      readonly status: string;
    })[];
    const seen = { verified: 0, refuted: [] as string[] };
    for (const note of notesIn('seeds')) {
      const all = formulasOf(note);
      for (const { part, formula, asserted, doubt, job } of claimsOf(note.facts)) {
        // Of what is in doubt nothing is reported.
        if (!asserted || doubt !== undefined) continue;
        const { verdict } = verify(job);
        if (verdict === 'verified' || verdict === 'proved') seen.verified++;
        const value = note.facts.parts[part]?.formulas[formula];
        const line = all.find((it) => it.value === value)?.line ?? 0;
        if (verdict === 'refuted') seen.refuted.push(`${note.path}:${String(line)}`);
      }
    }
    console.log(`seeds: ${String(seen.verified)} claims hold, refuted: ${seen.refuted.join()}`);
    const right = new Set(truth.filter((it) => it.status === 'true').map((it) => `${it.file}:${String(it.line)}`));
    const wrong = new Set(truth.filter((it) => it.status !== 'true').map((it) => `${it.file}:${String(it.line)}`));
    expect(seen.refuted.filter((it) => right.has(it) && !wrong.has(it))).toEqual([]);
    expect(seen.verified).toBeGreaterThanOrEqual(45);
  });
});

test('a wrong kind is seen', () => {
  const compared: Compared = { label: { kind: 'claim' }, given: 'tie', asserted: false, place: '' };
  expect(agrees(compared)).toBe(false);
  expect(agrees({ ...compared, label: { kind: 'claim', also: ['tie'] } })).toBe(true);
  expect(confusion([compared])).toMatch(/claim +0 +0 +1/);
});
