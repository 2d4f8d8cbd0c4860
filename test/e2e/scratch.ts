import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { repository } from '../support/repository.ts';

/** What a run leaves to be looked at: screenshots, and the folders of sessions that failed. Not part of the repository. */
export const out = join(repository, 'test', 'e2e', 'out');
export const vsix = join(out, 'nabla.vsix');

export interface Scratch {
  readonly folder: string;
  /** The notes that the editor opens. */
  readonly notes: string;
  /** What keeps an editor away from the home folder of whoever runs the tests. */
  readonly env: NodeJS.ProcessEnv;
  readonly remove: () => void;
}

/** A throw-away home with the given notes in it. */
export function scratch(files: Readonly<Record<string, string>>): Scratch {
  const folder = mkdtempSync(join(tmpdir(), 'nabla-e2e-'));
  const notes = join(folder, 'notes');
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(notes, file)), { recursive: true });
    writeFileSync(join(notes, file), text);
  }
  const env = {
    ...process.env,
    HOME: folder,
    XDG_CONFIG_HOME: join(folder, 'config'),
    XDG_DATA_HOME: join(folder, 'data'),
    XDG_STATE_HOME: join(folder, 'state'),
    XDG_CACHE_HOME: join(folder, 'cache'),
    EXTENSIONS_GALLERY: '{}',
    VSCODE_IPC_HOOK_CLI: undefined,
  };
  return {
    folder,
    notes,
    env,
    remove: () => {
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Keeps an editor's logs beside the screenshots. */
export function keep(folder: string, name: string): void {
  if (existsSync(folder)) cpSync(folder, join(out, name), { recursive: true });
}
