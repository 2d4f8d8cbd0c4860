/** Drives one language server through the long note, as an editor would, and times its answers. */
import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { type LspClient, startClient } from '../support/lsp-client.ts';
import { type Position, positionOf } from './places.ts';

export interface Contender {
  readonly name: string;
  /** Arguments of Node. */
  readonly args: readonly string[];
  /** The folder that it is opened in. */
  readonly folder: string;
  /** Whether a change is sent as a range or as the whole text; each server says which it wants. */
  readonly sync: 'range' | 'whole';
  readonly hovers: boolean;
}

/** Milliseconds each, and megabytes. */
export interface Lap {
  readonly initialize: number;
  readonly open: number;
  readonly key: readonly number[];
  /** At rests long enough for the note to be verified between two keys. */
  readonly keyWhileVerifying: readonly number[];
  readonly keyInDeclaration: readonly number[];
  readonly keyThenHover: readonly number[];
  readonly hover: readonly number[];
  /** Of the server and all processes that it started, once the note is open. */
  readonly memory: number | undefined;
}

export interface Course {
  readonly text: string;
  /** Where keys are typed: in a formula, and in a declaration. */
  readonly formula: number;
  readonly declaration: number;
  /** Where is hovered. */
  readonly symbols: readonly number[];
  readonly keys: number;
}

const capabilities = {
  workspace: { configuration: true, workspaceFolders: true },
  textDocument: {
    hover: { contentFormat: ['markdown', 'plaintext'] },
    publishDiagnostics: { relatedInformation: true, versionSupport: true },
    synchronization: { didSave: true },
  },
};

/** What is typed, and deleted again from its end, one character an edit. */
const typedInFormula = ' + 2 \\mathbf{q}';
const typedInDeclaration = ' \\times 12';

/** Between an answer and the next key: a fast typist. */
const pauseMs = 40;
/** A slow one: the server verifies after 300 ms. */
const restMs = 450;

export async function lap(contender: Contender, course: Course): Promise<Lap> {
  const folder = pathToFileURL(contender.folder).href;
  const uri = `${folder}/bench-note.md`;
  const begun = performance.now();
  const client = startClient(process.execPath, contender.args);
  const workspaceFolders = [{ uri: folder, name: 'bench' }];
  await client.request('initialize', { processId: process.pid, rootUri: folder, workspaceFolders, capabilities })
    .answer;
  const initialize = performance.now() - begun;

  const typist = typistOn(client, contender, uri, course.text);
  const opened = performance.now();
  client.notify('initialized', {});
  client.notify('textDocument/didOpen', {
    textDocument: { uri, languageId: 'markdown', version: 1, text: course.text },
  });
  await typist.published();
  const open = performance.now() - opened;
  await sleep(300);
  const memory = memoryOf(client.process.pid ?? 0);

  const published = async (): Promise<void> => {
    await typist.published();
  };
  const key = await typist.type(course.formula, typedInFormula, course.keys, published);
  const keyInDeclaration = await typist.type(course.declaration, typedInDeclaration, course.keys, published);
  const hoverAt = async (position: Position): Promise<void> => {
    await client.request('textDocument/hover', { textDocument: { uri }, position }).answer;
  };
  const hover: number[] = [];
  let keyThenHover: readonly number[] = [];
  let keyWhileVerifying: readonly number[] = [];
  if (contender.hovers) {
    for (const offset of course.symbols) {
      const position = positionOf(course.text, offset);
      hover.push(await timed(() => hoverAt(position)));
    }
    keyWhileVerifying = await typist.type(course.formula, '+ 2', 24, published, restMs);
    const near = positionOf(course.text, course.formula - 1);
    keyThenHover = await typist.type(course.formula, typedInFormula, course.keys, () => hoverAt(near));
  }
  await client.request('shutdown', null).answer;
  client.notify('exit', null);
  await client.exit();
  return { initialize, open, key, keyWhileVerifying, keyInDeclaration, keyThenHover, hover, memory };
}

interface Typist {
  /** Until findings of the present version are there. */
  readonly published: () => Promise<unknown>;
  /** Types and deletes, one character an edit, and times each from the key until `heard`. */
  readonly type: (
    at: number,
    text: string,
    keys: number,
    heard: () => Promise<void>,
    pause?: number,
  ) => Promise<readonly number[]>;
}

function typistOn(client: LspClient, { sync }: Contender, uri: string, opened: string): Typist {
  let text = opened;
  let version = 1;
  const splice = (at: number, removed: number, inserted: string): void => {
    const range = { start: positionOf(text, at), end: positionOf(text, at + removed) };
    text = text.slice(0, at) + inserted + text.slice(at + removed);
    version++;
    const contentChanges = sync === 'range' ? [{ range, text: inserted }] : [{ text }];
    client.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
  };
  const published = (): Promise<unknown> =>
    client.published(uri, () => client.lists.findLast((it) => it.uri === uri)?.version === version);
  return {
    published,
    type: async (at, typed, keys, heard, pause = pauseMs) => {
      const times: number[] = [];
      // Whole rounds, so that the note is as it was.
      for (let count = 0; count < keys; count += 2 * typed.length) {
        for (let index = 0; index < 2 * typed.length; index++) {
          const offset = at + (index < typed.length ? index : 2 * typed.length - 1 - index);
          const character = typed.charAt(index);
          times.push(
            await timed(() => {
              splice(offset, index < typed.length ? 0 : 1, character);
              return heard();
            }),
          );
          await published();
          await sleep(pause);
        }
      }
      return times;
    },
  };
}

export async function timed(work: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

/** Resident megabytes of a process and all below it; nothing where `ps` does not tell. */
function memoryOf(root: number): number | undefined {
  try {
    const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,rss='], { encoding: 'utf8' })
      .trim()
      .split('\n')
      .map((row) => row.trim().split(/\s+/).map(Number));
    const below = (pid: number): number =>
      rows.reduce(
        (sum, [child = 0, parent = 0, size = 0]) =>
          sum + (child === pid ? size : 0) + (parent === pid ? below(child) : 0),
        0,
      );
    return below(root) / 1024;
  } catch {
    return undefined;
  }
}
