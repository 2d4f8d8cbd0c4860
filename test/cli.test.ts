/** The command `nabla` as a shell starts it: exit codes and what is said about every kind of bad input. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { repository } from './support/repository.ts';

const declared = 'Let $A\\in\\mathbb{R}^{m\\times n}$ and $y\\in\\mathbb{R}^{m}$.\n\n';
const files: Readonly<Record<string, string | Uint8Array>> = {
  'right.md': `${declared}Then $A^\\top y$ follows.\n`,
  'wrong.md': `${declared}Then $Ay$ follows.\n`,
  'empty.md': '',
  'latin.md': Uint8Array.from([0x63, 0x61, 0x66, 0xe9, 0x0a]),
  'wide.md': Uint8Array.from([0xff, 0xfe, 0x24, 0x00]),
  'binary.md': 'a\0b',
  'huge.md': `${declared}Then $Ay$ follows.\n`.repeat(60_000),
  'vast.md': 'x'.repeat(25 * 1024 * 1024),
  'image.tex': Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]),
  'broken.ipynb': '{ "cells": [',
  'comma.ipynb': '{\n  "cells": [,]\n}',
  'other.ipynb': '{ "cells": 3 }',
  'vault/.gitignore': 'private/\n*.tmp.md\n!kept.tmp.md\n',
  'vault/a.md': 'No formulas.\n',
  'vault/private/b.md': `${declared}Then $Ay$ follows.\n`,
  'vault/draft.tmp.md': `${declared}Then $Ay$ follows.\n`,
  'vault/kept.tmp.md': 'None here.\n',
  'vault/.obsidian/c.md': `${declared}Then $Ay$ follows.\n`,
  'vault/deep/er/d.tex': 'None.\n',
  'code/main.c': 'int main;\n',
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'nabla-cli-'));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

const nabla = (...args: readonly string[]): Ran => nablaIn(folder, ...args);

function nablaIn(cwd: string, ...args: readonly string[]): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(repository, 'dist/cli.js'), ...args], {
    cwd,
    encoding: 'utf8',
  });
  return { code: status, out: stdout, err: stderr };
}

test('a note in which everything fits', () => {
  const { code, out } = nabla('check', 'right.md');
  expect(code).toBe(0);
  expect(out).toMatch(/^3 formulas in 1 note: .*\. Nothing to mend\.\n$/);
});

test('a note in which something does not', () => {
  const { code, out } = nabla('check', 'wrong.md');
  expect(code).toBe(1);
  const lines = out.split('\n');
  expect(lines[0]).toMatch(/^wrong\.md:3:7: error: .* \[dimension-mismatch\]$/);
  expect(lines.slice(1, 3)).toEqual(['    Then $Ay$ follows.', '          ^^']);
  expect(lines.at(-2)).toMatch(/1 error\.$/);
});

const noNotebook = 'The file is called a notebook, but it could not be read as one';

describe('input that cannot be read: exit code 2, a sentence, and the other files are checked', () => {
  test.each([
    ['missing.md', 'missing.md: error: There is no such file or folder.'],
    ['latin.md', 'latin.md: error: The file is not UTF-8 text: byte 4, on line 1, does not belong there.'],
    ['wide.md', 'wide.md: error: The file is UTF-16; notes are read as UTF-8.'],
    ['binary.md', 'binary.md:1:1: error: The file is not text.'],
    ['huge.md', 'huge.md:1:1: error: The note is too large to be read; the limit is 2 MB.'],
    ['vast.md', 'vast.md: error: The file is 25 MB; notes of up to 2 MB are read.'],
    ['image.tex', 'image.tex: error: The file is not UTF-8 text: byte 1, on line 1, does not belong there.'],
    ['broken.ipynb', `broken.ipynb:1:13: error: ${noNotebook}: the JSON ends too early.`],
    ['comma.ipynb', `comma.ipynb:2:13: error: ${noNotebook}: it is not JSON from here on.`],
    ['other.ipynb', `other.ipynb:1:1: error: ${noNotebook}: it has no list of cells.`],
    ['code', 'code: error: The folder holds no notes'],
    ['*.org', '*.org: error: The pattern matches no note.'],
  ])('%s', (path, said) => {
    const before = performance.now();
    const { code, out, err } = nabla('check', path, 'wrong.md');
    expect(performance.now() - before).toBeLessThan(10_000);
    expect({ code, err }).toEqual({ code: 2, err: '' });
    expect(out.split('\n')[0]).toContain(said);
    expect(out).toContain('wrong.md:3:7: error');
    expect(out).toContain('1 file could not be read.');
    expect(out).not.toMatch(/\n\s+at /);
  });
});

describe('a formula that cannot be read: one remark about it, and the rest of the note is checked', () => {
  const braces = '{'.repeat(10_000);
  const closing = '}'.repeat(10_000);
  test.each([
    [
      'a display that is not closed',
      '$$\nx + 1\n\nThen we go on.',
      '1:1: hint: The formula that begins here is not closed.',
    ],
    ['a macro that calls itself', '\\newcommand{\\a}{x\\a}\n\n$\\a$', '3:2: hint: A macro expands without end.'],
    [
      'two macros that call each other',
      '$\\def\\a{\\b}\\def\\b{\\a\\a}\\a$',
      '1:24: hint: A macro expands without end.',
    ],
    ['ten thousand braces', `$${braces}x${closing}$`, '1:202: hint: The formula is nested too deeply to be read.'],
    ['ten thousand open braces', `$$\n${braces}\n$$`, '2:10001: hint: A delimiter is not closed.'],
    [
      'ten thousand fractions',
      `$${'\\frac{1}{'.repeat(10_000)}x${closing}$`,
      'hint: The formula is nested too deeply to be read.',
    ],
  ])('%s', (_, formula, said) => {
    const note = join(folder, 'one.md');
    writeFileSync(note, `${formula}\n\n${declared}Then $Ay$ follows.\n`);
    const { code, out, err } = nabla('check', '--verbose', 'one.md');
    expect({ code, err }).toEqual({ code: 1, err: '' });
    const findings = out.split('\n').filter((line) => line.startsWith('one.md:'));
    expect(findings).toEqual([expect.stringContaining(said), expect.stringContaining('[dimension-mismatch]')]);
  });
});

describe('what is looked at', () => {
  const looked = (...args: readonly string[]): readonly string[] => {
    const { out } = nabla('check', ...args, '--format', 'json');
    const { files: seen } = JSON.parse(out) as { files: { path: string }[] };
    return seen.map(({ path }) => path);
  };
  test.each([
    ['a folder, without what .gitignore names', ['vault'], ['vault/a.md', 'vault/deep/er/d.tex', 'vault/kept.tmp.md']],
    ['a file that is named, whatever .gitignore says', ['vault/draft.tmp.md'], ['vault/draft.tmp.md']],
    ['a glob', ['vault/**/*.tex'], ['vault/deep/er/d.tex']],
    ['a glob within one folder', ['vault/*.{md,tex}'], ['vault/a.md', 'vault/kept.tmp.md']],
    ['a file named twice, once', ['empty.md', './empty.md'], ['empty.md']],
  ])('%s', (_, args, expected) => {
    expect(looked(...args)).toEqual(expected);
  });
});

describe('usage', () => {
  test.each([
    [['check'], 'name a file, a folder or a glob'],
    [['check', '--formt', 'json', 'right.md'], '--formt is not an option; is --format meant?'],
    [['check', '--format', 'xml', 'right.md'], '--format is text, json, sarif or github, not xml'],
    [['check', '--layout', 'upright', 'right.md'], '--layout is numerator, denominator, mixed, not upright'],
    [['chek', 'right.md'], 'chek is not a command; is check meant?'],
    [['explain', 'nonsense'], 'nonsense is not a code'],
    [['serve', '--loud'], 'serve knows --stdio, not --loud'],
  ])('%j', (args, said) => {
    const { code, out, err } = nabla(...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(said);
    expect(err.split('\n')).toHaveLength(2);
  });

  test.each([
    [['--version'], /^\d+\.\d+\.\d+\n$/],
    [['help'], /nabla check/],
    [['check', '--help'], /nabla check/],
    [['explain'], /^syntax /],
    [['explain', 'not-square'], /^not-square: an error/],
  ])('%j', (args, said) => {
    const { code, out } = nabla(...args);
    expect(code).toBe(0);
    expect(out).toMatch(said);
  });
});

describe('a baseline', () => {
  const notes = 'old/notes';
  const baseline = 'old/.nabla/baseline.json';
  const put = (name: string, text: string): void => {
    mkdirSync(join(folder, notes), { recursive: true });
    writeFileSync(join(folder, notes, name), text);
  };
  const wrong = `${declared}## Sizes\n\nThen $Ay$ follows.\n`;

  test('of a missing file is a usage error, unless it is to be made', () => {
    put('a.md', wrong);
    expect(nabla('check', notes, '--baseline', baseline)).toMatchObject({
      code: 2,
      err: expect.stringContaining('no such baseline') as string,
    });
    expect(nabla('check', notes, '--baseline', baseline, '--update-baseline', '--accept-new').code).toBe(0);
    expect(nabla('check', notes).code).toBe(1);
    expect(nabla('check', notes, '--baseline', baseline)).toMatchObject({
      code: 0,
      out: expect.stringContaining('Nothing to mend. 1 hint') as string,
    });
  });

  test('knows its findings wherever they move, and no others', () => {
    put('a.md', `A line before.\n\n${wrong.replace('$Ay$', '$A y$')}`);
    expect(nabla('check', notes, '--baseline', baseline).code).toBe(0);
    put('a.md', `${wrong}\nAnd once more $Ay$.\n`);
    expect(nabla('check', notes, '--baseline', baseline).code).toBe(1);
    put('a.md', wrong.replace('## Sizes', '## Other'));
    expect(nabla('check', notes, '--baseline', baseline).code).toBe(1);
  });

  test('forgets what is mended, and takes nothing new unasked', () => {
    put('a.md', `${wrong.replace('$Ay$', '$y$')}\nNew is $A A$.\n`);
    expect(nabla('check', notes, '--baseline', baseline, '--update-baseline').code).toBe(1);
    expect(JSON.parse(readFileSync(join(folder, baseline), 'utf8'))).toEqual({ schema: 1, findings: {} });
    writeFileSync(join(folder, baseline), '{}');
    expect(nabla('check', notes, '--baseline', baseline)).toMatchObject({
      code: 2,
      err: expect.stringContaining('has not the form') as string,
    });
  });
});

test('only what git says is changed', () => {
  const git = (...args: readonly string[]): void => {
    spawnSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], { cwd: join(folder, 'repo') });
  };
  mkdirSync(join(folder, 'repo', 'sub'), { recursive: true });
  writeFileSync(join(folder, 'repo', 'old.md'), `${declared}Then $Ay$ follows.\n`);
  expect(nabla('check', 'repo', '--changed').code).toBe(2);
  git('init', '-q');
  git('add', '.');
  git('commit', '-qm', 'notes');
  writeFileSync(join(folder, 'repo', 'sub', 'new.md'), `${declared}Then $Ay$ follows.\n`);
  const { out } = nablaIn(join(folder, 'repo'), 'check', '.', '--changed');
  expect(out).toContain('sub/new.md');
  expect(out).not.toContain('old.md');
});

test('at most so many findings are written, and all are counted', () => {
  const { code, out } = nabla('check', 'wrong.md', 'right.md', '--max-findings', '0');
  expect(code).toBe(1);
  expect(out).toMatch(/^\d+ formulas in 2 notes.* 1 error\.$/m);
  expect(out).not.toContain('wrong.md');
  expect(nabla('check', 'wrong.md', '--max-findings', 'some').code).toBe(2);
});

test('a mistyped directive is an error for the exit code', () => {
  writeFileSync(join(folder, 'mistyped.md'), 'So $x$<!-- nabla: ignroe syntax -->.\n');
  expect(nabla('check', 'mistyped.md').code).toBe(1);
});

describe('formats', () => {
  test('json has the fields of schema 1, for unreadable files too', () => {
    const { code, out } = nabla('check', 'wrong.md', 'missing.md', '--format', 'json', '--shapes');
    expect(code).toBe(2);
    expect(JSON.parse(out)).toMatchObject({
      schema: 1,
      files: [
        {
          path: 'wrong.md',
          layout: { convention: 'unknown', source: 'default' },
          symbols: [
            { name: 'A', shape: 'matrix(m,n)', evidence: 'declared', line: 1 },
            { name: 'y', shape: 'vector(m)', evidence: 'declared', line: 1 },
          ],
          formulas: [
            { line: 1, column: 5, endLine: 1, display: false, parsed: true },
            {},
            { line: 3, column: 6, tex: 'Ay' },
          ],
          diagnostics: [{ code: 'dimension-mismatch', severity: 'error', evidence: 'declared', line: 3, column: 7 }],
        },
        { path: 'missing.md', formulas: [], diagnostics: [{ code: 'unreadable-note', line: 1 }] },
      ],
      summary: { files: 2, formulas: 3, parsed: 3 },
    });
  });

  test('sarif is one valid document', () => {
    const { out } = nabla('check', 'wrong.md', 'missing.md', '--format', 'sarif');
    const place = {
      physicalLocation: { artifactLocation: { uri: 'wrong.md' }, region: { startLine: 3, startColumn: 7 } },
    };
    expect(JSON.parse(out)).toMatchObject({
      version: '2.1.0',
      runs: [
        {
          results: [
            { ruleId: 'dimension-mismatch', level: 'error', locations: [place], partialFingerprints: {}, fixes: [{}] },
            { ruleId: 'unreadable-note' },
          ],
        },
      ],
    });
  });

  test('github has one line a finding', () => {
    const { out } = nabla('check', 'wrong.md', '--format', 'github');
    expect(out).toMatch(/^::error file=wrong\.md,line=3,endLine=3,col=7,endColumn=9,title=dimension-mismatch::.*\n$/);
  });

  test('the layout of a note that states none may be given', () => {
    const { out } = nabla('check', 'right.md', '--format', 'json', '--layout', 'numerator');
    expect(out).toContain('"layout":{"convention":"numerator","source":"setting"');
  });
});

describe('rules', () => {
  test('lists the catalogue, and shows one rule', () => {
    const all = nabla('rules');
    expect(all.code).toBe(0);
    expect(all.out).toContain('  3.1    Trace of a product with the variable\n');
    const one = nabla('rules', '3.1');
    expect(one.out).toContain('\\frac{\\partial}{\\partial X} \\operatorname{tr}(A X) = A^\\top');
    expect(one.out).toContain('In numerator layout:');
    const json: unknown = JSON.parse(nabla('rules', 'V3s', '--format', 'json').out);
    expect(json).toMatchObject({ schema: 1, rules: [{ id: '2.4', names: ['V3s'] }] });
  });

  test('says what it does not know', () => {
    const { code, err } = nabla('rules', '3.999');
    expect(code).toBe(2);
    expect(err).toContain('3.999 is not a rule');
  });

  test('reads rules of the folder, and leaves out what is false', () => {
    const rule = (id: string, right: string): string =>
      `## ${id} Own\n\nLet $A, B \\in \\mathbb{R}^{n \\times n}$.\n\n$$\n\\operatorname{tr}(A B) = ${right}\n$$\n\nSource: a test.\n\n`;
    const own = join(folder, '.nabla/rules');
    mkdirSync(own, { recursive: true });
    const text = `# Own\n\n${rule('own-1', '\\operatorname{tr}(B A)')}${rule('own-2', '2 \\operatorname{tr}(B A)')}`;
    writeFileSync(join(own, 'own.md'), text);
    const { code, out, err } = nabla('rules', 'own-1');
    rmSync(join(folder, '.nabla'), { recursive: true });
    expect(out).toContain('\\operatorname{tr}(A B) = \\operatorname{tr}(B A)');
    expect(err).toMatch(/own\.md:13:1 The formula does not hold/);
    expect(code).toBe(1);
  });
});
