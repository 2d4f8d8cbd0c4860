/** Derivatives and rules through the protocol, as editors other than VS Code and notebooks ask for them. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import type { CodeAction, CompletionList, Diagnostic } from 'vscode-languageserver';
import { type LspClient, startClient } from './support/lsp-client.ts';
import { repository } from './support/repository.ts';

/** As Neovim says of itself. */
const capabilities = {
  workspace: { workspaceEdit: { documentChanges: true } },
  textDocument: {
    completion: { completionItem: { documentationFormat: ['markdown', 'plaintext'], snippetSupport: true } },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['', 'quickfix', 'refactor'] } } },
    hover: { contentFormat: ['markdown', 'plaintext'] },
  },
  notebookDocument: { synchronization: {} },
};

let running: LspClient[] = [];
let folder: string | undefined;
afterEach(() => {
  for (const client of running) client.process.kill();
  running = [];
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  folder = undefined;
});

async function start(root?: string): Promise<LspClient> {
  const client = startClient(process.execPath, [join(repository, 'dist/server.cjs'), '--stdio']);
  running.push(client);
  const workspaceFolders = root === undefined ? null : [{ uri: pathToFileURL(root).href, name: 'notes' }];
  await client.request('initialize', { processId: process.pid, rootUri: null, workspaceFolders, capabilities }).answer;
  client.notify('initialized', {});
  return client;
}

const open = (client: LspClient, uri: string, text: string): void => {
  client.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'markdown', version: 1, text } });
};

const endOf = (text: string): { line: number; character: number } => {
  const lines = text.split('\n');
  return { line: lines.length - 1, character: lines.at(-1)!.length };
};

async function completed(client: LspClient, uri: string, before: string): Promise<CompletionList> {
  const position = endOf(before);
  const asked = client.request('textDocument/completion', {
    textDocument: { uri },
    position,
    context: { triggerKind: 1 },
  });
  return (await asked.answer).result as CompletionList;
}

const declared =
  'Let $A\\in\\mathbb{R}^{p\\times m}$, $X\\in\\mathbb{R}^{m\\times n}$ and $B\\in\\mathbb{R}^{n\\times p}$.\n\n';
const asking = '$$\n\\frac{\\partial}{\\partial X} \\operatorname{tr}(AXB) =';

test('a client that knows neither labels nor default ranges is offered the derivative, and filled in by a fix', async () => {
  const client = await start();
  const uri = 'file:///notes/plain.md';
  const text = `${declared}${asking}`;
  open(client, uri, `${text}\n$$\n`);
  const { items } = await completed(client, uri, text);
  expect(items[0]).toMatchObject({ detail: 'm × n · proved', textEdit: { newText: ' A^\\top B^\\top' } });
  const range = { start: endOf(text), end: endOf(text) };
  const actions = client.request('textDocument/codeAction', {
    textDocument: { uri },
    range,
    context: { diagnostics: [] },
  });
  const [fix] = (await actions.answer).result as CodeAction[];
  expect(fix?.title).toMatch(/^Fill in the derivative: .* — proved$/);
  expect(JSON.stringify(fix)).toContain('A^\\\\top B^\\\\top');
});

test('in a cell of a notebook what an earlier cell declares holds', async () => {
  const client = await start();
  const cell = (name: string): string => `vscode-notebook-cell:/notes/a.ipynb#${name}`;
  const texts = { W0: declared, W1: `${asking}\n$$\n` };
  const cells = Object.keys(texts).map((name) => ({ kind: 1, document: cell(name) }));
  client.notify('notebookDocument/didOpen', {
    notebookDocument: { uri: 'file:///notes/a.ipynb', notebookType: 'jupyter-notebook', version: 1, cells },
    cellTextDocuments: Object.entries(texts).map(([name, text]) => ({
      uri: cell(name),
      languageId: 'markdown',
      version: 1,
      text,
    })),
  });
  const { items } = await completed(client, cell('W1'), asking);
  expect(items[0]).toMatchObject({ textEdit: { newText: ' A^\\top B^\\top', range: { start: endOf(asking) } } });
  const range = { start: endOf(asking), end: endOf(asking) };
  const params = { textDocument: { uri: cell('W1') }, range, context: { diagnostics: [] } };
  const [fix] = (await client.request('textDocument/codeAction', params).answer).result as CodeAction[];
  expect(fix?.title).toMatch(/^Fill in the derivative/);
  expect(JSON.stringify(fix?.edit)).toContain(cell('W1'));
});

const rule = (right: string): string => `# Own

## 40.1 Trace of a sandwich

Let $A \\in \\mathbb{R}^{n \\times m}$ and $X \\in \\mathbb{R}^{m \\times n}$.

In denominator layout:

$$
\\frac{\\partial}{\\partial X} \\operatorname{tr}(A X) = ${right}
$$

Source: a notebook of ours.
`;

test('own rules are used once nothing is found against them, and errors are told on their lines', async () => {
  folder = mkdtempSync(join(tmpdir(), 'nabla-rules-'));
  mkdirSync(join(folder, '.nabla/rules'), { recursive: true });
  writeFileSync(join(folder, '.nabla/rules/own.md'), rule('A^\\top'));
  const client = await start(folder);
  const [note, own] = ['note.md', '.nabla/rules/own.md'].map((it) => pathToFileURL(join(folder!, it)).href);
  const text = '$rule:sandwich';
  open(client, note!, `${text}$\n`);
  const offered = await completed(client, note!, text);
  expect(offered.items.map((it) => it.label)).toEqual(['40.1 Trace of a sandwich']);

  open(client, own!, rule('2 A^\\top'));
  const said = (list: readonly Diagnostic[]): boolean => list.length > 0;
  const [finding] = await client.published(own!, said);
  expect(finding?.message).toMatch(/^The formula does not hold: .*A/);
  expect(finding?.range.start.line).toBe(2);
  expect((await completed(client, note!, text)).items).toEqual([]);

  const change = { text: rule('A^\\top B') };
  client.notify('textDocument/didChange', { textDocument: { uri: own, version: 2 }, contentChanges: [change] });
  const [unbound] = await client.published(own!, (list) =>
    list.some((it) => JSON.stringify(it.message).includes('not declared')),
  );
  expect(unbound?.range.start.line).toBe(9);

  client.notify('textDocument/didChange', {
    textDocument: { uri: own, version: 3 },
    contentChanges: [{ text: rule('A^\\top') }],
  });
  await client.published(own!, (list) => list.length === 0);
  expect((await completed(client, note!, text)).items).toHaveLength(1);
}, 30_000);
