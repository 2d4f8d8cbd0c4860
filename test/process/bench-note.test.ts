/** The benchmark's note, short: what it times must be a note in which nothing is wrong until something is. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { benchNote } from '../bench/note.ts';
import { repository } from '../support/repository.ts';

const folder = mkdtempSync(join(tmpdir(), 'nabla-bench-note-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

interface Checked {
  readonly summary: { readonly formulas: number; readonly parsed: number };
  readonly files: readonly { readonly diagnostics: readonly { readonly code: string; readonly line: number }[] }[];
}

async function check(name: string, text: string): Promise<Checked> {
  const file = join(folder, name);
  writeFileSync(file, text);
  const args = [join(repository, 'dist', 'cli.js'), 'check', '--format', 'json', file];
  const out = await new Promise<string>((resolve) => {
    execFile(process.execPath, args, (_, stdout) => {
      resolve(stdout);
    });
  });
  return JSON.parse(out) as Checked;
}

describe.each([1, 2, 3])('with seed %i', (seed) => {
  const text = benchNote(seed, 8);

  test('every formula is read and nothing is found', async () => {
    const { summary, files } = await check(`clean-${seed}.md`, text);
    expect(summary.formulas).toBeGreaterThan(150);
    expect(summary.parsed).toBe(summary.formulas);
    expect(files.flatMap((it) => it.diagnostics)).toEqual([]);
  });

  test('a transposed product in the wrong order is found', async () => {
    const product = /\(([A-Z]) ([A-Z])\)\^\\top = \2\^\\top \1\^\\top/;
    const at = text.search(product);
    const planted = text.replace(product, String.raw`($1 $2)^\top = $1^\top $2^\top`);
    const { files } = await check(`planted-${seed}.md`, planted);
    expect(files.flatMap((it) => it.diagnostics)).toMatchObject([
      { code: 'dimension-mismatch', line: text.slice(0, at).split('\n').length },
    ]);
  });
});

test('the same seed gives the same note, another seed another', () => {
  expect(benchNote(1, 2)).toBe(benchNote(1, 2));
  expect(benchNote(1, 2)).not.toBe(benchNote(2, 2));
});
