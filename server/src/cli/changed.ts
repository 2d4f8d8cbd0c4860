/** Which files git says are changed since the last commit, new ones included. */
import { execFileSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';

/** Whether a path is changed; a sentence where git cannot tell. */
export function changedFiles(): ((path: string) => boolean) | string {
  try {
    const top = git('rev-parse', '--show-toplevel').trim();
    const listed = [
      git('diff', '--name-only', '-z', 'HEAD', '--'),
      git('ls-files', '-z', '-o', '--exclude-standard', '--full-name', top),
    ];
    const files = new Set(
      listed
        .flatMap((it) => it.split('\0'))
        .filter((it) => it !== '')
        .map((it) => resolve(top, it)),
    );
    return (path) => files.has(realpathSync(path));
  } catch {
    return '--changed needs a git repository with a commit';
  }
}

const git = (...args: readonly string[]): string =>
  execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 64 * 1024 * 1024 });
