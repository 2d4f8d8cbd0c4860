/**
 * Where the measuring data lies: real notes of other authors, which are no part of the repository. With NABLA_SHARED
 * set it must be there; otherwise tests that need it are skipped, and counted, where it is absent.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { repository } from './repository.ts';

/** The folder of the measuring data, if it is there. */
export const sharedFolder = findShared(process.env['NABLA_SHARED']);

function findShared(named: string | undefined): string | undefined {
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) throw new Error(`NABLA_SHARED names ${named}, which does not exist`);
    return resolve(named);
  }
  return [repository, mainCheckout()]
    .map((folder) => join(folder, '..', 'shared'))
    .find((folder) => existsSync(folder));
}

/** The checkout that owns `.git`: this may be a worktree of it, in which `.git` is a file that names the way. */
function mainCheckout(): string {
  try {
    const pointer = /^gitdir: (.*)$/m.exec(readFileSync(join(repository, '.git'), 'utf8'))?.[1];
    const common = pointer === undefined ? undefined : /^(.*)[/\\]\.git[/\\]worktrees[/\\]/.exec(pointer)?.[1];
    return common ?? repository;
  } catch {
    return repository; // `.git` is a folder, or there is none.
  }
}
