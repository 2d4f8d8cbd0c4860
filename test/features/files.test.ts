/** Patterns of file names, UTF-8 and words nearly typed: what the command line decides before it reads a note. */
import { describe, expect, test } from 'vitest';
import { globRegExp } from '../../server/src/cli/glob.ts';
import { nearest } from '../../server/src/base/nearest.ts';
import { decode } from '../../server/src/cli/read-text.ts';
import { width } from '../../server/src/cli/text.ts';

test.each([
  ['*.md', 'a.md', true],
  ['*.md', 'a/b.md', false],
  ['**/*.md', 'b.md', true],
  ['**/*.md', 'a/b/c.md', true],
  ['a/**', 'a/b/c.md', true],
  ['a?.md', 'ab.md', true],
  ['[ab].md', 'b.md', true],
  ['[!ab].md', 'b.md', false],
  ['*.{md,tex}', 'a.tex', true],
  ['*.{md,tex}', 'a.txt', false],
  ['a.b', 'axb', false],
  ['a(1)+$.md', 'a(1)+$.md', true],
  ['[z-a].md', '[z-a].md', true],
  ['{md', 'md', false],
  ['{md', '{md', true],
])('%s and %s', (glob, path, expected) => {
  expect(globRegExp(glob).test(path)).toBe(expected);
});

describe('UTF-8', () => {
  const bytes = (...them: readonly number[]): Uint8Array => Uint8Array.from(them);
  test.each([
    [bytes(0x61, 0xc3, 0xa9), 'aé'],
    [bytes(0xef, 0xbb, 0xbf, 0x61), 'a'],
    [bytes(), ''],
    [bytes(0xf0, 0x9d, 0x90, 0x80), '𝐀'],
  ])('%s', (data, text) => {
    expect(decode(data)).toEqual({ text });
  });
  test.each([
    [bytes(0x61, 0xe9, 0x0a), 'byte 2, on line 1,'],
    [bytes(0x61, 0x0a, 0x80), 'byte 3, on line 2,'],
    [bytes(0x61, 0xf0, 0x9d), 'byte 2, on line 1,'],
    [bytes(0xff), 'byte 1, on line 1,'],
    [bytes(0xff, 0xfe, 0x61, 0x00), 'UTF-16'],
  ])('%s is none', (data, said) => {
    const read = decode(data);
    expect('fault' in read && read.fault).toContain(said);
  });
});

test.each([
  ['chek', 'check'],
  ['serv', 'serve'],
  ['x', undefined],
  ['derivatives', undefined],
])('%s is nearest to %s', (word, expected) => {
  expect(nearest(word, ['check', 'serve', 'explain', 'help'])).toBe(expected);
});

test.each([
  ['abc', 3],
  ['矩阵', 4],
  ['x\u0302', 1],
  ['𝐀', 1],
])('%s is %i columns wide', (text, columns) => {
  expect(width(text)).toBe(columns);
});
