/** What is published works where nothing else is: no sources, no node_modules, another folder. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { version } from '../../server/src/base/version.ts';
import { repository } from '../support/repository.ts';

const folder = mkdtempSync(join(tmpdir(), 'nabla-package-'));
const installed = join(folder, 'node_modules', 'nabla-math');

const run = (program: string, ...args: readonly string[]): string =>
  execFileSync(program, args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });

beforeAll(() => {
  // What npm would put into the tarball, copied the way that an installation unpacks it.
  const pack = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
  const [tarball] = list(JSON.parse(execFileSync('npm', pack, { cwd: repository, encoding: 'utf8', stdio: 'pipe' })));
  mkdirSync(installed, { recursive: true });
  run('tar', '-xzf', join(folder, filename(tarball)), '-C', installed, '--strip-components=1');
}, 30_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('holds the bundles, the notices and the pages, and nothing of the editor or of the tests', () => {
  const files = readdirSync(installed, { recursive: true, encoding: 'utf8' });
  expect(files).toEqual(expect.arrayContaining(['README.md', 'LICENSE', 'CHANGELOG.md', 'package.json']));
  expect(files).toEqual(
    expect.arrayContaining(
      ['cli.js', 'engine.js', 'index.js', 'picture.js', 'remark.js', 'server.cjs', 'worker.cjs', 'worker-body.cjs'].map(
        (it) => join('dist', it),
      ),
    ),
  );
  expect(files.filter((file) => /client|browser\.js|\.map$|^(test|server|client)/.test(file))).toEqual([]);
  const notices = readFileSync(join(installed, 'dist', 'THIRD-PARTY-NOTICES.txt'), 'utf8');
  expect(notices).toMatch(/^micromark \d+\.\d+\.\d+ \(MIT\)$/m);
});

test('the command runs', () => {
  expect(run(process.execPath, join(installed, 'dist', 'cli.js'), '--version')).toContain(version);
});

test('the library is imported by its name', () => {
  writeFileSync(
    join(folder, 'use.mjs'),
    "import { check } from 'nabla-math'; console.log(check('# A note', 'note.md'));\n",
  );
  expect(run(process.execPath, 'use.mjs').trim()).toBe('[]');
});

test('the plugin for remark works with another copy of unified', () => {
  const packages = pathToFileURL(join(repository, 'node_modules')).href;
  const program = [
    `import { unified } from '${packages}/unified/index.js';`,
    `import remarkParse from '${packages}/remark-parse/index.js';`,
    "import nabla from 'nabla-math/remark';",
    'const processor = unified().use(remarkParse).use(nabla);',
    "const file = { value: 'Let $A \\\\in \\\\mathbb{R}^{2 \\\\times 3}$ and $x \\\\in \\\\mathbb{R}^2$, so \\\\(Ax\\\\).' };",
    'processor.compiler = (tree, { messages }) =>',
    '  JSON.stringify([tree.children[0].children.at(-2).value, ...messages.map((it) => it.ruleId)]);',
    'console.log(String(await processor.process(file)));',
  ];
  writeFileSync(join(folder, 'use-remark.mjs'), program.join('\n'));
  expect(run(process.execPath, 'use-remark.mjs').trim()).toBe('["Ax","dimension-mismatch"]');
});

test('the language server starts without the code that reads notes', () => {
  const text = readFileSync(join(installed, 'dist', 'server.cjs'), 'utf8');
  expect(text).toContain('./engine.js');
  expect(text).not.toMatch(/micromark|mathjs|mathjax/i);
});

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function filename(entry: unknown): string {
  if (typeof entry === 'object' && entry !== null && 'filename' in entry) return String(entry.filename);
  throw new Error('npm pack names no file');
}
