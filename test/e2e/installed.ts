/** The editors that `.ci/install-editors` installed. Without NABLA_E2E their tests are skipped; with it they must be there. */
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { describe } from 'vitest';

export const enabled = (process.env['NABLA_E2E'] ?? '') !== '';

/** Whether to drive every version that is installed, and not the oldest alone. */
const newest = (process.env['NABLA_E2E_NEWEST'] ?? '') !== '';

export const describeEditors = describe.skipIf(!enabled);

const home =
  process.env['NABLA_E2E_HOME'] ?? join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'nabla-e2e');

export interface CodeServer {
  readonly version: string;
  readonly entry: string;
  /** The Node that it runs on: the newer versions need a newer one than the tests. */
  readonly node: string;
}

/** Oldest first. Where editors are not asked for, one stands in, so that its tests are counted as skipped. */
export const codeServers: readonly CodeServer[] = enabled
  ? findCodeServers()
  : [{ version: 'not asked for', entry: '', node: '' }];

function findCodeServers(): readonly CodeServer[] {
  const newNode = join(home, 'node-24', 'node_modules', '.bin', 'node');
  const found = (existsSync(home) ? readdirSync(home) : [])
    .filter((name) => name.startsWith('code-server-') && existsSync(join(home, name, 'complete')))
    .map((name) => name.replace('code-server-', ''))
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    .map((version) => ({
      version,
      entry: join(home, `code-server-${version}`, 'node_modules', 'code-server', 'out', 'node', 'entry.js'),
      node: version.localeCompare('4.101', 'en', { numeric: true }) < 0 ? process.execPath : newNode,
    }));
  if (found.length === 0) throw new Error(`NABLA_E2E is set, but there is no code-server in ${home}; run .ci/run`);
  return newest ? found : found.slice(0, 1);
}

/** A program on the PATH, by any of its names. */
export function program(...names: readonly string[]): string {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const found = names.flatMap((name) => folders.map((folder) => join(folder, name))).find((file) => existsSync(file));
  if (found === undefined) throw new Error(`NABLA_E2E is set, but ${names.join(' or ')} is not installed; run .ci/run`);
  return found;
}
