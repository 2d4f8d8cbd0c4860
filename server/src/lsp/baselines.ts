/** The findings that a workspace has accepted: `.nabla/baseline.json` in its folder, as `nabla check --baseline` writes it. */
import { type Connection, DidChangeWatchedFilesNotification, type InitializeParams } from 'vscode-languageserver';
import { type Baseline, parseBaseline } from '../features/baseline.ts';

/** The text of a file by its address; nothing where there is none. */
export type ReadText = (uri: string) => Promise<string | undefined>;

export interface Baselines {
  readonly begin: (params: InitializeParams) => void;
  /** After the client is ready: asks it to tell of changes. */
  readonly watch: () => void;
  /** What is accepted in a note; the same object as long as the file is the same. */
  readonly of: (note: string) => Promise<ReadonlySet<string> | undefined>;
}

const name = '.nabla/baseline.json';

export function followBaselines(
  connection: Connection,
  readText: ReadText,
  changed: () => void,
  log: (what: string, fault: unknown) => void,
): Baselines {
  let folders: readonly string[] = [];
  let registers = false;
  const known = new Map<string, Promise<Baseline>>();

  const load = async (folder: string): Promise<Baseline> => {
    const text = await readText(`${folder}/${name}`).catch(() => undefined);
    const baseline = text === undefined ? new Map<string, ReadonlySet<string>>() : parseBaseline(text);
    if (typeof baseline !== 'string') return baseline;
    connection.console.warn(`${folder}/${name}: ${baseline}`);
    return new Map();
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
      const folder = folders.find((it) => note.startsWith(`${it}/`));
      if (folder === undefined) return undefined;
      let baseline = known.get(folder);
      if (baseline === undefined) known.set(folder, (baseline = load(folder)));
      return (await baseline).get(decodeURIComponent(note.slice(folder.length + 1)));
    },
  };
}
