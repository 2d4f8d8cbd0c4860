/** The findings that a workspace has accepted: `.nabla/baseline.json` in its folder, as `nabla check --baseline` writes it. */
import { type Connection, DidChangeWatchedFilesNotification, type InitializeParams } from 'vscode-languageserver';
import { type Baseline, parseBaseline, printBaseline } from '../features/baseline.ts';

/** The text of a file by its address; nothing where there is none. */
export type ReadText = (uri: string) => Promise<string | undefined>;

export type WriteText = (uri: string, text: string) => Promise<void>;

export interface Baselines {
  readonly begin: (params: InitializeParams) => void;
  /** After the client is ready: asks it to tell of changes. */
  readonly watch: () => void;
  /** What is accepted in a note; the same object as long as the file is the same. */
  readonly of: (note: string) => Promise<ReadonlySet<string> | undefined>;
  /** Accepts more of a note; how many are new, or none where the note is in no folder. */
  readonly accept: (note: string, marks: readonly string[]) => Promise<number | undefined>;
}

const name = '.nabla/baseline.json';

export function followBaselines(
  connection: Connection,
  { read, write }: { readonly read: ReadText; readonly write: WriteText },
  changed: () => void,
  log: (what: string, fault: unknown) => void,
): Baselines {
  let folders: readonly string[] = [];
  let registers = false;
  const known = new Map<string, Promise<Baseline>>();

  const load = async (folder: string): Promise<Baseline> => {
    const text = await read(`${folder}/${name}`).catch(() => undefined);
    const baseline = text === undefined ? new Map<string, ReadonlySet<string>>() : parseBaseline(text);
    if (typeof baseline !== 'string') return baseline;
    connection.console.warn(`${folder}/${name}: ${baseline}`);
    return new Map();
  };

  const folderOf = (note: string): string | undefined => folders.find((it) => note.startsWith(`${it}/`));
  const pathIn = (folder: string, note: string): string => decodeURIComponent(note.slice(folder.length + 1));
  const baselineOf = (folder: string): Promise<Baseline> => {
    const baseline = known.get(folder) ?? load(folder);
    known.set(folder, baseline);
    return baseline;
  };

  connection.onDidChangeWatchedFiles(({ changes }) => {
    if (!changes.some(({ uri }) => uri.endsWith(`/${name}`))) return;
    known.clear();
    changed();
  });

  return {
    begin: ({ workspaceFolders, capabilities }) => {
      folders = (workspaceFolders ?? []).map(({ uri }) => uri.replace(/\/$/, '')).sort((a, b) => b.length - a.length);
      registers = capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration === true;
    },
    watch: () => {
      if (!registers || folders.length === 0) return;
      const watchers = [{ globPattern: `**/${name}` }];
      connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }).catch((fault: unknown) => {
        log('the baseline', fault);
      });
    },
    of: async (note) => {
      const folder = folderOf(note);
      return folder === undefined ? undefined : (await baselineOf(folder)).get(pathIn(folder, note));
    },
    accept: async (note, marks) => {
      const folder = folderOf(note);
      if (folder === undefined) return undefined;
      known.delete(folder);
      const before = await baselineOf(folder);
      const path = pathIn(folder, note);
      const old = before.get(path) ?? new Set();
      const after = new Map(before).set(path, new Set([...old, ...marks]));
      await write(`${folder}/${name}`, printBaseline(after));
      known.set(folder, Promise.resolve(after));
      changed();
      return (after.get(path)?.size ?? 0) - old.size;
    },
  };
}
