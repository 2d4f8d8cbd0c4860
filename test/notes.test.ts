/**
 * Notes with expectations inside (`support/markers.ts`). Each finding must be marked and each marker found; a note
 * without markers is one from which nothing may be reported. `npm run test:update` writes the markers anew.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { check, formatOf, readNote } from '../server/src/index.ts';
import { sourceSpan } from '../server/src/note/source-map.ts';
import { type Marked, markersOf, remark } from './support/markers.ts';
import { repository } from './support/repository.ts';
import { trackedFiles } from './support/tracked.ts';

/**
 * `extraction/` has expectations of its own, about which formulas a note has, and `verdicts/` about what is true;
 * `examples/` are for readers.
 */
const notes = trackedFiles.filter(
  (file) =>
    /^test\/notes\/.*\.(md|tex|qmd)$/.test(file) && !/^test\/notes\/(extraction|examples|verdicts)\//.test(file),
);

describe('the findings are those that the note marks', () => {
  test.each(notes)('%s', (file) => {
    const path = join(repository, file);
    const note = readFileSync(path, 'utf8');
    const seen = remark(note, findingsOf(note, file), commentAt(note, file));
    if (process.env['NABLA_UPDATE_NOTES'] !== undefined) writeFileSync(path, seen);
    else expect(seen).toBe(note);
    if (file.includes('/clean/')) expect(markersOf(seen)).toEqual([]);
    else expect(markersOf(seen), 'a note without findings belongs into clean/').not.toEqual([]);
  });
});

const findingsOf = (note: string, file: string): readonly Marked[] =>
  check(note, file).map(({ span, severity, code, message }) => ({ ...span, severity, code, message }));

/** Inside displayed formulas and in LaTeX a comment begins with a percent sign. */
function commentAt(text: string, file: string): (offset: number) => '%' | '<!--' {
  const displayed = readNote(text, formatOf(file) ?? 'text').parts.flatMap(({ part, place }) =>
    part.formulas.filter(({ display }) => display).map(({ span }) => sourceSpan(place, span.start, span.end)),
  );
  return (offset) =>
    file.endsWith('.tex') || displayed.some(({ start, end }) => start <= offset && offset < end) ? '%' : '<!--';
}

describe('the markers', () => {
  const findings: readonly Marked[] = [
    { start: 4, end: 7, severity: 'error', code: 'not-square', message: 'A is m × n.' },
  ];

  test('are read', () => {
    expect(markersOf('x\n> a b A x\n> <!--^^^ error not-square: A is -->\n')).toEqual([
      { start: 8, end: 11, severity: 'error', code: 'not-square', message: 'A is' },
    ]);
  });

  test.each([
    ['A x\n%   ^^^ error not-square', 'past the end'],
    ['a b A x\n%   ^^^ fault not-square', 'not a marker'],
    ['a b A x\n%   ^^^', 'not a marker'],
  ])('%j is a mistake in the test', (note, why) => {
    expect(() => markersOf(note)).toThrow(why);
  });

  test.each([
    ['a b A x c', 'a b A x c\n%   ^^^ error not-square'],
    ['a b A x c\n%   ^^^ error not-square: A is m', 'a b A x c\n%   ^^^ error not-square: A is m'],
    ['a b A x c\n%   ^^^ error not-square: A is n', 'a b A x c\n%   ^^^ error not-square'],
    ['a b A x c\n%     ^ hint syntax', 'a b A x c\n%   ^^^ error not-square'],
  ])('of %j are written anew', (note, expected) => {
    expect(remark(note, findings, () => '%')).toBe(expected);
  });
});
