/** Rules about the repository itself: where a line may live, what it may reach, and what must not be in any file. */
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { codeInfo, codes } from '../server/src/analysis/problems.ts';
import { version } from '../server/src/base/version.ts';
import { serverCommands } from '../server/src/lsp/commands.ts';
import { importsOf, readImportTable, refusal, rowOf } from './support/import-table.ts';
import { textOf, trackedFiles } from './support/tracked.ts';

const table = readImportTable(textOf('ARCHITECTURE.md'));
const sources = trackedFiles.filter((file) => /^(server|client)\/src\/.*\.ts$/.test(file));
const parse = (file: string): ts.SourceFile => ts.createSourceFile(file, textOf(file), ts.ScriptTarget.ES2022, true);

describe('imports', () => {
  test('follow the table in ARCHITECTURE.md', () => {
    const refused = sources.flatMap((file) =>
      importsOf(parse(file)).flatMap((it) => {
        const why = refusal(table, file, it);
        return why === undefined ? [] : [`${file}: ${why}`];
      }),
    );
    expect(refused).toEqual([]);
  });

  test('the table has a row for each folder, and each row looks upwards only', () => {
    const rows = Object.keys(table);
    expect(rows).toEqual(expect.arrayContaining([...new Set(sources.map(rowOf))]));
    const upwards = rows.flatMap((row, at) =>
      (table[row]?.folders ?? [])
        .filter(({ name }) => !rows.slice(0, at).includes(name))
        .map(({ name }) => `${row} → ${name}`),
    );
    expect(upwards).toEqual([]);
  });

  test.each([
    ['server/src/latex/parser.ts', "import { a } from '../expr/expr.ts'"],
    ['server/src/latex/parser.ts', "import type { A } from '../expr/expr.ts'"],
    ['server/src/latex/parser.ts', "type A = import('../expr/expr.ts').A"],
    ['server/src/latex/parser.ts', "const a = await import('../expr/expr.ts')"],
    ['server/src/latex/parser.ts', "export * from '../expr/expr.ts'"],
    ['server/src/latex/parser.ts', 'const a = await import(name)'],
    ['server/src/expr/equal.ts', "import { a } from '../latex/node.ts'"],
    ['server/src/verify/pool.ts', "import { Worker } from 'node:worker_threads'"],
    ['server/src/features/hover.ts', "import { lower } from '../expr/lower.ts'"],
    ['server/src/note/tex.ts', "import mathjs from 'mathjs'"],
    ['server/src/base/span.ts', "import { a } from './cancel'"],
    ['client/src/extension.ts', "import { a } from '../../server/src/lsp/protocol.ts'"],
  ])('%s may not say %s', (file, text) => {
    const [it, ...more] = importsOf(ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true));
    expect(more).toEqual([]);
    expect(it && refusal(table, file, it)).toBeTypeOf('string');
  });

  test.each([
    ['server/src/expr/lower-names.ts', "import { a } from '../latex/node.ts'"],
    ['server/src/features/hover.ts', "import { type Expr } from '../expr/expr.ts'"],
    ['server/src/features/hover.ts', "import { print } from '../expr/print.ts'"],
    ['server/src/verify/evaluate.ts', "import { create } from 'mathjs'"],
    ['server/src/node/thread.ts', "import { Worker } from 'node:worker_threads'"],
    ['client/src/extension.ts', "import type { A } from '../../server/src/lsp/protocol.ts'"],
  ])('%s may say %s', (file, text) => {
    const [it] = importsOf(ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true));
    expect(it && refusal(table, file, it)).toBeUndefined();
  });
});

describe('platforms', () => {
  const platformFree = sources.filter((file) => /^server\/src\/(?!node\/|cli\/|main\.ts$)/.test(file));
  const foreign = ['Buffer', 'process', 'document', 'window', 'require', '__dirname', '__filename'];

  test('only node/, cli/ and main.ts use the globals of Node, and nothing those of a page', () => {
    expect(platformFree.flatMap((file) => globalsOf(parse(file), foreign).map((name) => `${file}: ${name}`))).toEqual(
      [],
    );
  });

  test.each([
    ['process.exit(1)', ['process']],
    ['const n = globalThis.Buffer', ['Buffer']],
    ['const it = { document: 1 }; it.document', []],
    ['function f(document: string) { return document; }', []],
  ])('in %s', (text, expected) => {
    expect(globalsOf(ts.createSourceFile('a.ts', text, ts.ScriptTarget.ES2022, true), foreign)).toEqual(expected);
  });
});

/** Uses of the named globals: identifiers that stand for a value and that nothing in the file declares. */
function globalsOf(source: ts.SourceFile, names: readonly string[]): readonly string[] {
  const used = new Set<string>();
  const declared = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && names.includes(node.text)) {
      const { parent } = node;
      if (
        (ts.isVariableDeclaration(parent) || ts.isParameter(parent) || ts.isBindingElement(parent)) &&
        parent.name === node
      ) {
        declared.add(node.text);
      } else if (ts.isPropertyAccessExpression(parent) && parent.name === node) {
        if (parent.expression.getText(source) === 'globalThis') used.add(node.text);
      } else if (!(ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent)) || parent.name !== node) {
        used.add(node.text);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return [...used].filter((name) => !declared.has(name));
}

describe('files', () => {
  /** Tables: one row a line, read by searching and not from top to bottom. */
  const tables: readonly string[] = [];

  test('are at most 500 lines long', () => {
    const long = trackedFiles
      .filter((file) => /\.(ts|mts|mjs|lua|el)$/.test(file) && !tables.includes(file))
      .map((file) => `${file}: ${textOf(file).split('\n').length - 1}`)
      .filter((entry) => Number(entry.split(': ')[1]) > 500);
    expect(long).toEqual([]);
  });

  test('at the top are only those that were decided on', () => {
    const decided = new RegExp(
      [
        /^(client|server|grammars|test)$/,
        /^(package|package-lock|tsconfig)\.json$/,
        /^(README|CHANGELOG|ARCHITECTURE|CONTRIBUTING|SECURITY)\.md$|^LICENSE$/,
        /^(esbuild|eslint|vitest)\.config\.(mjs|mts)$|^knip\.json$/,
        /^\.(ci|vscode|gitignore|gitattributes|npmrc|npmignore|prettierrc\.json|prettierignore|vscodeignore)$/,
      ]
        .map((it) => it.source)
        .join('|'),
    );
    const top = [...new Set(trackedFiles.map((file) => file.split('/')[0] ?? ''))];
    expect(top.filter((name) => !decided.test(name))).toEqual([]);
  });

  test('name no registry and no place on one machine', () => {
    const machine = /(?<![\w.:-])\/(?:work|home|tmp|root|mnt|opt|Users|private)\/|\b[A-Z]:\\Users\b/;
    const registry = /\bregistry[.]\w+[.]\w|\bnpm(?:js|mirror)\b|\byarn(?:pkg)\b/;
    const text = /\.(?!png$|svg$|ico$)\w+$|^[^.]+$/;
    const found = trackedFiles
      .filter((file) => text.test(file))
      .flatMap((file) =>
        textOf(file)
          .split('\n')
          .flatMap((line, at) =>
            machine.test(line) || registry.test(line) ? [`${file}:${at + 1}: ${line.slice(0, 80)}`] : [],
          ),
      );
    expect(found).toEqual([]);
  });

  test('the lockfile has a hash for each package and an address for none', () => {
    const lock: unknown = JSON.parse(textOf('package-lock.json'));
    expect(textOf('package-lock.json')).not.toContain('"resolved"');
    const unhashed = Object.entries(record(record(lock)['packages'])).filter(
      ([path, entry]) => path !== '' && typeof record(entry)['integrity'] !== 'string',
    );
    expect(unhashed.map(([path]) => path)).toEqual([]);
  });
});

describe('README.md', () => {
  const readme = textOf('README.md');
  const manifest = record(JSON.parse(textOf('package.json')));
  const contributes = record(manifest['contributes']);

  test('has the version of the core and of the package', () => {
    expect(manifest['version']).toBe(version);
    expect(textOf('CHANGELOG.md')).toContain(`## ${version}`);
  });

  test('lists each finding with its severity and its sentence', () => {
    const rows = codes.map((code) => `| \`${code}\` | ${codeInfo[code].severity} | ${codeInfo[code].sentence} |`);
    expect(rowsOf(readme, '## Findings')).toEqual(rows);
  });

  test('lists each setting with its default', () => {
    const settings = Object.entries(record(record(contributes['configuration'])['properties']));
    const rows = rowsOf(readme, '## Settings').map((row) =>
      row
        .split('|')
        .slice(1, 3)
        .map((cell) => cell.trim()),
    );
    expect(rows).toEqual(settings.map(([name, it]) => [`\`${name}\``, `\`${JSON.stringify(record(it)['default'])}\``]));
  });

  test('has no command that the server has too: the client registers those by itself', () => {
    const own = JSON.stringify(contributes['commands']);
    expect(serverCommands.filter((it) => own.includes(`"${it}"`))).toEqual([]);
  });

  test('names no script that does not exist', () => {
    const scripts = Object.keys(record(manifest['scripts']));
    const named = trackedFiles
      .filter((file) => file.endsWith('.md') && !file.includes('/'))
      .flatMap((file) => [...textOf(file).matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name));
    expect(named.filter((name) => !scripts.includes(name ?? ''))).toEqual([]);
  });
});

/** The rows of the first table under a heading, without its head. */
function rowsOf(markdown: string, heading: string): readonly string[] {
  const section = markdown.split(`${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  return section
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2);
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}
