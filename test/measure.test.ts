/**
 * What the product makes of real notes, as figures that must not fall: how much it reads, how right the shapes are, and
 * which errors it reports. The notes are no part of the repository; without them these tests are skipped and counted.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { findingsOf, formulasOf, hashOf, measured, type Measured, notesIn } from './support/measure.ts';
import { repository } from './support/repository.ts';
import { describeShared, itShared, sharedPath } from './support/shared.ts';

const MINUTE = 60_000;

/** One JSON object a line; what the objects hold is the fixture's promise (`fixtures.test.ts`). */
const lines = (text: string): readonly unknown[] =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);

const fixture = (name: string): readonly unknown[] =>
  lines(readFileSync(join(repository, 'test/fixtures', name), 'utf8'));

const percent = (part: number, whole: number): number => Math.round((1000 * part) / whole) / 10;

/**
 * Formulas with an operator: those read in full, and all. In full means that every subexpression has a kind that a reader
 * would agree with: a number, vector, row, matrix, tensor, function or set, or a point, an element of a set that the note
 * does not describe. A name is a point only where it is the argument of a function or a density, follows a law or is in
 * a set, and is nowhere added, multiplied or compared. Points alone make nothing full: something else in the formula,
 * such as the value of the density, must be known. What is not known of a function's value is not known of the formula.
 */
function coverage(notes: readonly Measured[]): { full: number; all: number; parsed: number; formulas: number } {
  const count = { full: 0, all: 0, parsed: 0, formulas: 0 };
  for (const note of notes) {
    for (const { value } of formulasOf(note)) {
      count.formulas++;
      if (value.tree.clean) count.parsed++;
      if (!value.compound) continue;
      count.all++;
      if (value.typed === 'full') count.full++;
    }
  }
  return count;
}

const declaresShapes = ({ facts }: Measured): boolean =>
  facts.parts.some((part) => part.symbols.some((it) => it.how === 'declared' && /^(vector|matrix|row)/.test(it.shape)));

describeShared('how much of real notes is read', () => {
  itShared('seeds', { timeout: MINUTE }, () => {
    const { full, all, parsed, formulas } = coverage(notesIn('seeds'));
    console.log(
      `seeds: parsed ${String(percent(parsed, formulas))} % of ${String(formulas)}, typed in full ${String(percent(full, all))} % of ${String(all)}`,
    );
    expect(percent(parsed, formulas)).toBeGreaterThanOrEqual(99);
    expect(percent(full, all)).toBeGreaterThanOrEqual(75);
  });

  itShared('notes that declare shapes', { timeout: 2 * MINUTE }, () => {
    const notes = notesIn('corpus');
    const declaring = notes.filter(declaresShapes);
    const some = coverage(declaring);
    const every = coverage(notes);
    console.log(
      `corpus: parsed ${String(percent(every.parsed, every.formulas))} % of ${String(every.formulas)}; typed in full ${String(percent(some.full, some.all))} % of ${String(some.all)} in the ${String(declaring.length)} notes that declare shapes, ${String(percent(every.full, every.all))} % of ${String(every.all)} in all`,
    );
    expect(percent(some.full, some.all)).toBeGreaterThanOrEqual(80);
    expect(percent(every.full, every.all)).toBeGreaterThanOrEqual(77);
  });
});

interface Label {
  readonly path: string;
  readonly line: number;
  readonly formula: string;
  readonly tex: string;
  readonly occurrence?: number;
  readonly shape: string;
  readonly alternatives?: readonly string[];
}

/** `?` agrees with every size. */
function agrees(wanted: string, given: string): boolean {
  const [a, b] = [wanted, given].map((it) => /^([a-z]+)(?:\((.*)\))?$/.exec(it));
  if (a === undefined || b === undefined || a === null || b === null || a[1] !== b[1]) return false;
  if (a[2] === undefined || b[2] === undefined) return true;
  // `n+1` and `1+n` are one size.
  const sizesIn = (it: string): readonly string[] =>
    it.split(',').map((size) =>
      size
        .replaceAll(/[\\{}* ]/g, '')
        .split('+')
        .sort()
        .join('+'),
    );
  const [x, y] = [a[2], b[2]].map(sizesIn);
  return x!.length === y!.length && x!.every((size, i) => size === '?' || y![i] === '?' || size === y![i]);
}

/** The shape the product gives to a labelled subexpression; undefined where it has no such subexpression. */
function shapeGiven(label: Label): string | undefined {
  for (const { line, formula, value } of formulasOf(measured(label.path))) {
    if (line !== label.line || !formula.text.trim().startsWith(label.formula.trim().slice(0, 30))) continue;
    let at = -1;
    for (let i = 0; i < (label.occurrence ?? 1); i++) at = formula.text.indexOf(label.tex, at + 1);
    const end = at + label.tex.length;
    const exact = value.shapes.find((it) => it.span.start === at && it.span.end === end);
    const near = value.shapes.find((it) => Math.abs(it.span.start - at) <= 1 && Math.abs(it.span.end - end) <= 1);
    if (at >= 0) return (exact ?? near)?.shape;
  }
  return undefined;
}

describeShared('labelled shapes', () => {
  // The least share of the shapes given that must agree with the labels, and the least number given.
  const SAMPLES = [
    { name: 'shape-sample.jsonl', agreement: 98, given: 60 },
    { name: 'shape-holdout.jsonl', agreement: 95, given: 45 },
    // First score 75 of 85 given, before anything was mended for it.
    { name: 'shape-blind.jsonl', agreement: 94, given: 78 },
    // First score 92 of 94 given.
    { name: 'shape-blind-2.jsonl', agreement: 97, given: 90 },
    // First score 74 of 87 given: notes that declare little, of which hardly any stood in another fixture.
    { name: 'shape-blind-3.jsonl', agreement: 95, given: 80 },
    // First score 85 of 97 given, in ten notes of no other fixture.
    { name: 'shape-blind-4.jsonl', agreement: 99, given: 90 },
    // First score 48 of 53 given; two more had a size that the note sets equal to the one it declares.
    { name: 'shape-blind-5.jsonl', agreement: 96, given: 52 },
    // First score 92 of 93 given: ten subexpressions at random of each of ten notes drawn from those of no other fixture.
    { name: 'shape-blind-6.jsonl', agreement: 98, given: 90 },
    // Of what is told as a vector, row or matrix alone, three to a note at random; first score 58 of 69.
    { name: 'shape-blind-7.jsonl', agreement: 86, given: 66 },
    // First score 77 of 79 given: composite subexpressions alone, ten at random of each of ten notes.
    { name: 'shape-blind-8.jsonl', agreement: 99, given: 76 },
    // First score 87 of 94 given: eight composite subexpressions and two names of each of ten notes.
    { name: 'shape-blind-9.jsonl', agreement: 99, given: 88 },
    // First score 79 of 86 given, in ten other notes, after what the one before taught was mended.
    { name: 'shape-blind-10.jsonl', agreement: 99, given: 81 },
    // First score 74 of 79 given, in ten notes of neither.
    { name: 'shape-blind-11.jsonl', agreement: 97, given: 76 },
    // First score 85 of 91 given: ten subexpressions at random of each of ten notes drawn from all, labelled by another reader.
    { name: 'shape-blind-12.jsonl', agreement: 95, given: 88 },
    // First score 69 of 77 given, drawn like the twelfth, nothing mended for it.
    { name: 'shape-blind-13.jsonl', agreement: 93, given: 75 },
    // First scores 81 of 95 and 83 of 87 given: ten subexpressions at random of each of twenty notes drawn from all.
    { name: 'shape-blind-14.jsonl', agreement: 88, given: 90 },
    { name: 'shape-blind-15.jsonl', agreement: 95, given: 84 },
    // First score 82 of 87 given, drawn the same way after those were mended.
    { name: 'shape-blind-16.jsonl', agreement: 95, given: 82 },
    // Chosen for their traps.
    { name: 'shape-labels.jsonl', agreement: 94, given: 120 },
  ];
  for (const { name, agreement, given } of SAMPLES) {
    itShared(name, { timeout: MINUTE }, () => {
      const found = (fixture(name) as readonly Label[]).map((label) => ({ label, shape: shapeGiven(label) }));
      // That something is an element of some set tells no shape.
      const told = found.filter(({ shape }) => shape !== undefined && shape !== 'unknown' && shape !== 'point');
      const right = told.filter(({ label, shape }) =>
        [label.shape, ...(label.alternatives ?? [])].some((it) => agrees(it, shape!)),
      );
      console.log(
        `${name}: ${String(right.length)} of ${String(told.length)} shapes given agree (${String(percent(right.length, told.length))} %); ${String(found.length - told.length)} not given`,
      );
      expect(told.length).toBeGreaterThanOrEqual(given);
      expect(percent(right.length, told.length)).toBeGreaterThanOrEqual(agreement);
    });
  }
});

interface Reviewed {
  readonly path: string;
  readonly line: number;
  readonly hash: string;
  readonly code: string;
  readonly severity: string;
  readonly verdict: 'right' | 'false';
}

describeShared('errors and warnings', () => {
  itShared('every one was looked at by hand, and none is false', { timeout: 2 * MINUTE }, () => {
    const reviewed = fixture('reviewed-findings.jsonl') as readonly Reviewed[];
    const keys = new Set(
      reviewed.filter((it) => it.verdict === 'right').map((it) => `${it.path} ${it.hash} ${it.code}`),
    );
    const found = [...notesIn('corpus'), ...notesIn('seeds')].flatMap((note) =>
      findingsOf(note)
        .filter(({ value }) => value.severity === 'error' || value.severity === 'warning')
        .map(({ line, formula, value }) => ({
          key: `${note.path} ${hashOf(formula)} ${value.code}`,
          line,
          message: value.message,
        })),
    );
    expect(found.filter(({ key }) => !keys.has(key))).toEqual([]);
    const seen = new Set(found.map(({ key }) => key));
    expect([...keys].filter((key) => !seen.has(key))).toEqual([]);
  });

  interface Truth {
    readonly seed: string;
    readonly id: string;
    readonly line: number;
    readonly status: string;
    readonly file: string;
  }

  itShared('the errors of the seeds are found, and nothing is said of what is true', { timeout: MINUTE }, () => {
    const truth = lines(readFileSync(sharedPath('seed-truth.jsonl'), 'utf8')) as readonly Truth[];
    const said = notesIn('seeds').flatMap((note) =>
      findingsOf(note)
        .filter(({ value }) => value.severity === 'error' || value.severity === 'warning')
        .map(({ line }) => `${note.path}:${String(line)}`),
    );
    const wanted = ['18.13', '002-38', '004-23', '004-54'].map((id) => truth.find((it) => it.id === id)!);
    for (const it of wanted) expect(said, it.id).toContain(`${it.file}:${String(it.line)}`);
    // A line that bears a wrong record too (a long aligned display) may be named for its sake.
    const wrong = new Set(truth.filter((it) => it.status !== 'true').map((it) => `${it.file}:${String(it.line)}`));
    const accused = truth.filter(
      (it) =>
        it.status === 'true' &&
        said.includes(`${it.file}:${String(it.line)}`) &&
        !wrong.has(`${it.file}:${String(it.line)}`),
    );
    console.log(
      `seeds: ${String(wanted.length)} of 4 shape errors found; ${String(accused.length)} of ${String(truth.filter((it) => it.status === 'true').length)} true records accused`,
    );
    expect(accused).toEqual([]);
  });
});

describe('the measure itself', () => {
  itShared('sees a planted error', () => {
    expect(agrees('matrix(m,?)', 'matrix(m,n)')).toBe(true);
    expect(agrees('matrix(m,n)', 'matrix(n,m)')).toBe(false);
    expect(agrees('vector(n)', 'scalar')).toBe(false);
  });
});
