/** The server as editors start it: a process that speaks the protocol. Few and slow; the rest is tested in process. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver';
import { type LspClient, startClient } from './support/lsp-client.ts';
import { repository } from './support/repository.ts';

const uri = 'file:///notes/a.md';
const declared = 'Let $A\\in\\mathbb{R}^{m\\times n}$ and $y\\in\\mathbb{R}^{m}$.\n\n';
const wrong = `${declared}Then $Ay$ follows.\n`;
const right = `${declared}Then $A^\\top y$ follows.\n`;
const mismatch = (code: unknown): boolean => code === 'dimension-mismatch';

const capabilities = {
  workspace: { configuration: true, workspaceEdit: { documentChanges: true } },
  textDocument: {
    hover: { contentFormat: ['markdown', 'plaintext'] },
    publishDiagnostics: { relatedInformation: true, codeDescriptionSupport: true },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
  },
};

let running: LspClient[] = [];
afterEach(() => {
  for (const client of running) client.process.kill();
  running = [];
});

async function start(
  settings: unknown = {},
  args: readonly string[] = ['dist/server.cjs', '--stdio'],
): Promise<LspClient> {
  const [file = '', ...rest] = args;
  const client = startClient(process.execPath, [join(repository, file), ...rest]);
  running.push(client);
  client.settings = settings;
  await client.request('initialize', { processId: process.pid, rootUri: null, capabilities }).answer;
  client.notify('initialized', {});
  return client;
}

const open = (client: LspClient, text: string, version = 1): void => {
  client.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'markdown', version, text } });
};

/** Replaces what `from` is by `to`, as an editor would: a range, not the whole text. */
function edit(client: LspClient, text: string, version: number, from: string, to: string): string {
  const at = text.indexOf(from);
  const position = (offset: number): object => {
    const before = text.slice(0, offset).split('\n');
    return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  };
  const range = { start: position(at), end: position(at + from.length) };
  const contentChanges = [{ range, text: to }];
  client.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
  return text.replace(from, () => to);
}

const has =
  (count: number) =>
  (list: readonly { readonly code?: unknown }[]): boolean =>
    list.filter((it) => mismatch(it.code)).length === count;

test('a session: findings on opening, mended at once, hover, outline, shutdown and exit', async () => {
  const client = await start();
  open(client, wrong);
  const [finding] = (await client.published(uri, has(1))).filter((it) => mismatch(it.code));
  expect(finding).toMatchObject({ severity: 1, source: 'nabla' });
  expect(finding?.codeDescription?.href).toMatch(/^https:.*#dimension-mismatch$/);
  expect(finding?.range.start.line).toBe(2);
  expect(finding?.relatedInformation?.[0]?.location.range.start.line).toBe(0);

  const before = client.lists.length;
  edit(client, wrong, 2, '$Ay$', '$A^\\top y$');
  await client.published(uri, has(0));
  expect(client.lists.slice(before).every((it) => it.version === 2)).toBe(true);

  const hover = client.request('textDocument/hover', { textDocument: { uri }, position: { line: 2, character: 6 } });
  expect(JSON.stringify((await hover.answer).result)).toMatch(/m × n.*declared line 1/s);

  const outline = client.request('textDocument/documentSymbol', { textDocument: { uri } });
  expect((await outline.answer).result).toMatchObject([{ name: 'A' }, { name: 'y' }]);

  expect(await client.request('shutdown', undefined).answer).toMatchObject({ result: null });
  client.notify('exit', undefined);
  expect(await client.exit()).toBe(0);
});

test('a new finding in the formula being typed waits for a rest', async () => {
  const client = await start();
  open(client, right);
  await client.published(uri, has(0));
  const typed = performance.now();
  edit(client, right, 2, '$A^\\top y$', '$Ay$');
  await client.published(uri, has(1));
  expect(performance.now() - typed).toBeGreaterThan(650);
});

test('and is shown at once when the note is saved', async () => {
  const client = await start();
  open(client, right);
  await client.published(uri, has(0));
  edit(client, right, 2, '$A^\\top y$', '$Ay$');
  client.notify('textDocument/didSave', { textDocument: { uri } });
  const typed = performance.now();
  await client.published(uri, has(1));
  expect(performance.now() - typed).toBeLessThan(600);
});

describe('requests', () => {
  const position = { line: 2, character: 6 };

  test('cancelled is an error, not an empty answer; the next is answered', async () => {
    const client = await start();
    open(client, right);
    const cancelled = client.request('textDocument/documentSymbol', { textDocument: { uri } });
    client.notify('$/cancelRequest', { id: cancelled.id });
    expect((await cancelled.answer).error?.code).toBe(-32800);
    expect(
      (await client.request('textDocument/hover', { textDocument: { uri }, position }).answer).error,
    ).toBeUndefined();
  });

  test('a hover right after a key sees the new text', async () => {
    const client = await start();
    open(client, 'Nothing.\n');
    edit(client, 'Nothing.\n', 2, 'Nothing.\n', right);
    const hover = client.request('textDocument/hover', { textDocument: { uri }, position });
    expect(JSON.stringify((await hover.answer).result)).toContain('m × n');
  });

  test('a hover draws the formula for clients that show images, in the colour of their theme', async () => {
    const client = await start();
    open(client, `${declared}Then $A^\\top y$ and $y$ follow.\n`);
    const at = async (character: number): Promise<string> => {
      const params = { textDocument: { uri }, position: { line: 2, character } };
      return JSON.stringify((await client.request('textDocument/hover', params).answer).result);
    };
    expect(await at(6)).not.toContain('data:image');
    client.notify('nabla/look', { foreground: '#abcdef', othersInLatex: false });
    // The first answer does not wait for what draws.
    await expect.poll(() => at(6), { timeout: 10_000, interval: 200 }).toContain('data:image');
    const hover = await at(6);
    const [, alt, image = ''] = /!\[(.*?)\]\(data:image\/svg\+xml;base64,([^)]+)\)/.exec(hover) ?? [];
    expect(alt).toBe('Aᵀy');
    expect(Buffer.from(image, 'base64').toString()).toMatch(/^<svg .*fill="#abcdef"/);
    // A name alone is not drawn again.
    expect(await at(20)).not.toContain('data:image');
  });

  test.each([
    ['a note that is not open', { textDocument: { uri: 'file:///other.md' }, position }],
    ['a place past the end', { textDocument: { uri }, position: { line: 999, character: 999 } }],
  ])('%s has no hover', async (_, params) => {
    const client = await start();
    open(client, right);
    expect(await client.request('textDocument/hover', params).answer).toMatchObject({ result: null });
  });
});

test('a symbol: its declaration, its uses, another name, and why another will not do', async () => {
  const client = await start();
  const text = `${declared}Then $\\mathbf{A} A$, and $A$.\n`;
  open(client, text);
  const textDocument = { uri };
  const position = { line: 2, character: 18 };
  const ask = async (method: string, more: object = {}): Promise<unknown> => {
    const { result, error } = await client.request(`textDocument/${method}`, { textDocument, position, ...more })
      .answer;
    return error ?? result;
  };
  const [declaredAt] = [{ uri, range: { start: { line: 0, character: 5 }, end: { line: 0, character: 6 } } }];
  expect(await ask('definition')).toEqual([declaredAt]);
  expect(await ask('references', { context: { includeDeclaration: true } })).toHaveLength(3);
  expect(await ask('documentHighlight')).toMatchObject([{ kind: 3 }, { kind: 2 }, { kind: 2 }]);
  expect(await ask('prepareRename')).toMatchObject({ placeholder: 'A' });
  expect(await ask('rename', { newName: 'B' })).toMatchObject({
    documentChanges: [
      { textDocument: { uri, version: 1 }, edits: [{ newText: 'B' }, { newText: 'B' }, { newText: 'B' }] },
    ],
  });
  expect(await ask('rename', { newName: 'y' })).toMatchObject({ code: -32803, message: /^y already stands/ });
  const found = await client.request('workspace/symbol', { query: 'a' }).answer;
  expect(found.result).toMatchObject([{ name: 'A: matrix, m × n', location: { uri } }]);
});

test('what the workspace has accepted is a hint, until that changes', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'nabla-server-'));
  const at = pathToFileURL(folder).href;
  mkdirSync(join(folder, '.nabla'));
  const baseline = (marks: readonly string[]): void => {
    const text = JSON.stringify({ schema: 1, findings: { 'a b.md': marks } });
    writeFileSync(join(folder, '.nabla', 'baseline.json'), text);
  };
  baseline(['dimension-mismatch |  | Ay']);
  const client = startClient(process.execPath, [join(repository, 'dist/server.cjs'), '--stdio']);
  running.push(client);
  const workspaceFolders = [{ uri: at, name: 'notes' }];
  await client.request('initialize', { processId: process.pid, rootUri: null, capabilities, workspaceFolders }).answer;
  client.notify('initialized', {});
  const note = `${at}/a%20b.md`;
  client.notify('textDocument/didOpen', {
    textDocument: { uri: note, languageId: 'markdown', version: 1, text: wrong },
  });
  expect((await client.published(note, has(1)))[0]?.severity).toBe(4);
  baseline([]);
  client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: `${at}/.nabla/baseline.json`, type: 2 }] });
  await client.published(note, (list) => list.some((it) => it.severity === 1));
  rmSync(folder, { recursive: true });
});

test('what can be done about a finding ends with the ways to ignore it', async () => {
  const client = await start();
  open(client, wrong);
  const [finding] = await client.published(uri, has(1));
  const params = { textDocument: { uri }, range: finding?.range, context: { diagnostics: [finding] } };
  const { result } = await client.request('textDocument/codeAction', params).answer;
  const here = { title: 'Ignore dimension-mismatch just here', kind: 'quickfix' };
  expect(result).toEqual(expect.arrayContaining([expect.objectContaining(here)]));
  expect(JSON.stringify(result)).toContain('"newText":"<!-- nabla: ignore dimension-mismatch -->"');
});

test('a claim that is not true is told once it was tried, and no more when it is mended', async () => {
  const client = await start();
  const text = 'Let $A, B \\in \\mathbb{R}^{n\\times n}$.\n\nThen $(AB)^\\top = A^\\top B^\\top$.\n';
  const isTold = (): boolean => client.lists.at(-1)?.diagnostics.some((it) => it.code === 'false-identity') === true;
  open(client, text);
  await client.published(uri, isTold);
  edit(client, text, 2, '$(AB)^\\top = A^\\top B^\\top$', '$(AB)^\\top = B^\\top A^\\top$');
  await client.published(uri, () => client.lists.at(-1)?.version === 2 && !isTold());
});

describe('commands, as any editor may give them', () => {
  const text =
    'Let $A \\in \\mathbb{R}^{n\\times n}$ and $x \\in \\mathbb{R}^n$.\n\nThen $\\nabla_x x^\\top A x = 2Ax$, and $\\operatorname{tr} A = 2 \\operatorname{tr} A^\\top$.\n';
  const told = (list: readonly Diagnostic[]): readonly unknown[] => list.map((it) => it.code);
  const run = async (client: LspClient, command: string, ...given: readonly unknown[]): Promise<unknown> => {
    const { result, error } = await client.request('workspace/executeCommand', { command, arguments: given }).answer;
    return error ?? result;
  };
  const claim = { line: 2, character: 40 };

  test('nothing is tried before somebody asks, where that is the setting', async () => {
    const client = await start({ verify: 'onRequest' });
    open(client, text);
    expect(await run(client, 'nabla.overview', uri)).toMatch(/2 not checked/);
    expect(await run(client, 'nabla.verify', uri, claim)).toBe('✗ Not true in general.');
    expect(await run(client, 'nabla.verify', uri)).toBe('1 not true · 1 true if');
    expect(told(await client.published(uri, (list) => list.length > 1))).toEqual(['needs-condition', 'false-identity']);
    expect(await run(client, 'nabla.overview', uri)).toMatch(/^a\.md .*\n {2}1 not true · 1 true if\n {2}✓\? 3 /);
    expect(await run(client, 'nabla.claims', uri)).toMatchObject([
      { label: '✗ \\operatorname{tr} A = 2 \\operatorname{tr} A^\\top', location: { uri } },
      { label: /^✓\? / },
    ]);
    const shown = JSON.stringify(await run(client, 'nabla.counterexample', uri, claim));
    expect(shown).toMatch(/Smallest case found: n = 1.*difference.*np\.trace/);
    expect(await run(client, 'nabla.explain', uri, claim)).toMatch(
      /^Not true in general.*\n\nfalse-identity: an error/,
    );
    expect(await run(client, 'nabla.explain', 'broadcast')).toMatch(/^broadcast: a hint/);
  });

  test('a paused note says so, and has no findings until it goes on', async () => {
    const client = await start();
    open(client, wrong);
    await client.published(uri, has(1));
    expect(await run(client, 'nabla.pause', uri, 'note')).toBe('Paused.');
    await client.published(uri, (list) => list.length === 0);
    expect(await run(client, 'nabla.overview', uri)).toBe('a.md is paused.');
    expect(client.verdicts.at(-1)).toMatchObject({ paused: true, claims: [] });
    expect(await run(client, 'nabla.pause', uri, 'resume')).toBe('No longer paused.');
    await client.published(uri, has(1));
  });

  test('accepted findings are hints from then on; notes that are not open are looked at', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'nabla-server-'));
    const at = pathToFileURL(folder).href;
    const client = startClient(process.execPath, [join(repository, 'dist/server.cjs'), '--stdio']);
    running.push(client);
    const workspaceFolders = [{ uri: at, name: 'notes' }];
    await client.request('initialize', { processId: process.pid, rootUri: null, capabilities, workspaceFolders })
      .answer;
    client.notify('initialized', {});
    const note = `${at}/a.md`;
    writeFileSync(join(folder, 'b.md'), text);
    client.notify('textDocument/didOpen', {
      textDocument: { uri: note, languageId: 'markdown', version: 1, text: wrong },
    });
    await client.published(note, has(1));
    expect(await run(client, 'nabla.accept', note)).toMatch(/^1 finding accepted/);
    expect(await client.published(note, (list) => list.some((it) => it.severity === 4))).toHaveLength(1);
    expect(readFileSync(join(folder, '.nabla', 'baseline.json'), 'utf8')).toContain('dimension-mismatch |  | Ay');
    expect(await run(client, 'nabla.check', [note, `${at}/b.md`, `${at}/none.md`])).toMatch(/^1 note looked at/);
    expect(told(await client.published(`${at}/b.md`, () => true))).toEqual(['needs-condition', 'false-identity']);
    rmSync(folder, { recursive: true });
  });

  test('verdicts as lenses and as hints, where the settings ask for them', async () => {
    const lens = await start({ verdicts: 'lens' });
    open(lens, text);
    await run(lens, 'nabla.verify', uri);
    const params = { textDocument: { uri } };
    expect((await lens.request('textDocument/codeLens', params).answer).result).toMatchObject([
      { command: { title: /^✓\? True only if A is symmetric/ } },
      { command: { title: '✗ Not true in general.' } },
    ]);
    const range = { start: { line: 0, character: 0 }, end: { line: 3, character: 0 } };
    const asked = { ...params, range };
    expect((await lens.request('textDocument/inlayHint', asked).answer).result).toEqual([]);
    const hints = await start({ verdicts: 'hints', shapeHints: 'all' });
    open(hints, text);
    await run(hints, 'nabla.verify', uri);
    const { result } = await hints.request('textDocument/inlayHint', asked).answer;
    expect(result).toEqual(expect.arrayContaining([expect.objectContaining({ label: '✗ not true' })]));
    expect(result).toEqual(expect.arrayContaining([expect.objectContaining({ label: '·n×n' })]));
  });
});

test('wrong settings are named once, with what is allowed, and the rest is used', async () => {
  const client = await start({ profile: 'loud', severity: { 'dimension-mismatch': 'warning', nonsense: 'error' } });
  open(client, wrong);
  const findings = await client.published(uri, has(1));
  expect(findings.find((it) => mismatch(it.code))?.severity).toBe(2);
  client.notify('workspace/didChangeConfiguration', { settings: null });
  await client.request('textDocument/documentSymbol', { textDocument: { uri } }).answer;
  const told = client.logs.filter((it) => it.includes('nabla.'));
  expect(told).toHaveLength(2);
  expect(told.join('\n')).toMatch(/nabla\.profile is \\"loud\\"; allowed are quiet, standard/);
});

test('the cells of a notebook are one note: what the first declares holds in the last', async () => {
  const client = await start();
  const notebook = 'file:///notes/a.ipynb';
  const cells = ['declared', 'used'].map((name) => ({
    kind: 1,
    document: `vscode-notebook-cell:/notes/a.ipynb#${name}`,
  }));
  const texts = [declared, 'Then $Ay$ follows.\n'];
  client.notify('notebookDocument/didOpen', {
    notebookDocument: { uri: notebook, notebookType: 'jupyter-notebook', version: 1, cells },
    cellTextDocuments: cells.map(({ document }, index) => ({
      uri: document,
      languageId: 'markdown',
      version: 1,
      text: texts[index] ?? '',
    })),
  });
  const [, used] = cells;
  const [finding] = await client.published(used?.document ?? '', has(1));
  expect(finding?.range.start.line).toBe(0);
  expect(finding?.relatedInformation?.[0]?.location.uri).toBe(cells[0]?.document);

  client.notify('notebookDocument/didClose', {
    notebookDocument: { uri: notebook },
    cellTextDocuments: cells.map(({ document }) => ({ uri: document })),
  });
  await client.published(used?.document ?? '', has(0));
});

describe('the end of the process', () => {
  test.each([
    ['nabla serve', ['dist/cli.js', 'serve']],
    ['the server without a flag', ['dist/server.cjs']],
  ])('%s ends when the editor is gone', async (_, args) => {
    const client = await start({}, args);
    client.process.stdin.end();
    expect(await client.exit()).toBe(1);
  });
});
