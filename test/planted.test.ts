/**
 * Errors planted in real notes, and edits that change nothing. In every formula whose symbols are all declared a
 * transpose is dropped or inserted, or two factors are swapped; a checker that knows the declarations alone
 * (`support/rectangles.ts`) says which of these no longer fit.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Expr } from '../server/src/expr/expr.ts';
import { type Measured, measuredText, notesIn } from './support/measure.ts';
import {
  accusations,
  breaking,
  brokenIn,
  edited,
  eligible,
  isAt,
  neutral,
  type Place,
  renamed,
} from './support/planted.ts';
import { opinionOf, type Rectangle } from './support/rectangles.ts';
import { repository } from './support/repository.ts';
import { describeShared, itShared } from './support/shared.ts';
import { trackedFiles } from './support/tracked.ts';

/** Edits of one formula, at most; the first ones are as good as any. */
const EDITS = 12;

/** `NABLA_LONG` takes every formula where minutes are needed, else every fourth: seconds. */
const STEP = process.env['NABLA_LONG'] === undefined ? 4 : 1;

const MINUTES = (STEP === 1 ? 30 : 5) * 60_000;

const shared = (): readonly Place[] =>
  [...notesIn('corpus'), ...notesIn('seeds')].flatMap(eligible).filter((_, i) => i % STEP === 0);

/** The repository's own notes that are correct. */
const own = (): readonly Measured[] =>
  trackedFiles
    .filter((file) => /^test\/notes\/clean\/.*\.md$/.test(file))
    .map((file) => measuredText(file, readFileSync(join(repository, file), 'utf8'), 'markdown'));

function plant(places: readonly Place[]): { share: number; broken: number } {
  const counts = { mutants: 0, broken: 0, found: 0 };
  const missed: string[] = [];
  for (const place of places) {
    for (const edit of breaking(place).slice(0, EDITS)) {
      const after = edited(place, edit);
      const broken = after === undefined ? undefined : brokenIn(after.facts);
      if (after === undefined || broken === undefined) continue;
      counts.mutants++;
      if (broken.length === 0) continue;
      counts.broken++;
      if (broken.some((it) => after.findings.some((finding) => isAt(place, finding, it)))) counts.found++;
      else missed.push(`${place.measured.path} ${edit.text.trim()} (${edit.what})`);
    }
  }
  console.log(
    `planted: ${String(counts.found)} of ${String(counts.broken)} found, of ${String(counts.mutants)} mutants of ${String(places.length)} formulas`,
  );
  if (process.env['NABLA_MISSED'] !== undefined) console.log(missed.join('\n'));
  return { share: counts.found / counts.broken, broken: counts.broken };
}

function turn(places: readonly Place[]): readonly string[] {
  let edits = 0;
  const accused: string[] = [];
  for (const place of places) {
    for (const edit of neutral(place).slice(0, EDITS)) {
      const after = edited(place, edit);
      if (after === undefined) continue;
      edits++;
      for (const it of after.findings)
        accused.push(`${place.measured.path} ${edit.text.trim()} (${edit.what}): ${it.message}`);
    }
  }
  console.log(
    `neutral: ${String(edits)} edits of ${String(places.length)} formulas, ${String(accused.length)} accused`,
  );
  return accused;
}

/** Names declared in formulas that may be edited. */
const declaredNames = (places: readonly Place[]): readonly { measured: Measured; key: string }[] => {
  const found = new Map<string, { measured: Measured; key: string }>();
  for (const { measured, part, formula } of places)
    for (const it of measured.facts.parts[part]!.names)
      if (it.formula === formula && it.meaning.inForce)
        found.set(`${measured.path} ${it.key}`, { measured, key: it.key });
  return [...found.values()];
};

function rename(places: readonly Place[]): readonly string[] {
  let notes = 0;
  const accused: string[] = [];
  for (const { measured, key } of declaredNames(places)) {
    const after = renamed(measured, key);
    if (after === undefined) continue;
    notes++;
    if (accusations(after).length > accusations(measured).length)
      accused.push(`${measured.path}: ${key}: ${accusations(after).join()}`);
  }
  console.log(`renamed: ${String(notes)} names, ${String(accused.length)} accused`);
  expect(notes).toBeGreaterThan(5);
  return accused;
}

describeShared('in every formula of real notes whose symbols are declared', () => {
  itShared('planted errors are found where they are', { timeout: MINUTES }, () => {
    const { share, broken } = plant(shared());
    expect(broken).toBeGreaterThan(60 / STEP);
    expect(share).toBeGreaterThanOrEqual(0.95);
  });

  itShared('neutral edits bring nothing new', { timeout: MINUTES }, () => {
    expect(turn(shared())).toEqual([]);
    expect(rename(shared())).toEqual([]);
  });
});

describe('in every formula of our own notes whose symbols are declared', () => {
  test('planted errors are found where they are', { timeout: MINUTES }, () => {
    const { share, broken } = plant(own().flatMap(eligible));
    expect(broken).toBeGreaterThan(300);
    expect(share).toBeGreaterThanOrEqual(0.95);
  });

  test('neutral edits bring nothing new', { timeout: MINUTES }, () => {
    const places = own()
      .flatMap(eligible)
      .filter((_, i) => i % STEP === 0);
    expect(turn(places)).toEqual([]);
    expect(rename(places)).toEqual([]);
  });
});

describe('the checker', () => {
  const span = { start: 0, end: 1 };
  const symbol = (letter: string): Expr => ({
    kind: 'symbol',
    key: letter,
    glyph: { letter, face: 'plain', accents: [], label: '', primes: 0 },
    span,
  });
  const declared = (it: Expr): Rectangle | undefined =>
    it.kind === 'symbol'
      ? ({ A: ['m', 'n'], B: ['n', 'k'], x: ['n', '1'] } as const)[it.key as 'A' | 'B' | 'x']
      : undefined;
  const product = (...args: readonly Expr[]): Expr => ({ kind: 'apply', op: 'product', args, span });
  const transpose = (it: Expr): Expr => ({ kind: 'apply', op: 'transpose', args: [it], span });
  const [A, B, x] = ['A', 'B', 'x'].map(symbol) as [Expr, Expr, Expr];

  test.each([
    ['A x', product(A, x), 'm,1'],
    ['x A', product(x, A), 'broken'],
    ['A B', product(A, B), 'm,k'],
    ['B A', product(B, A), 'broken'],
    ['x x', product(x, x), 'broken'],
    ['A xᵀ x B', product(A, transpose(x), x, B), 'm,k'],
    ['xᵀ Aᵀ A x', product(transpose(x), transpose(A), A, x), '1,1'],
    ['xᵀ A Aᵀ x', product(transpose(x), A, transpose(A), x), 'broken'],
  ])('%s', (_, expr, expected) => {
    const { sizes, broken } = opinionOf(expr, declared);
    expect(broken.length > 0 ? 'broken' : sizes?.join()).toBe(expected);
  });
});
