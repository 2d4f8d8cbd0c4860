import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './repository.ts';

/** The files that belong to the repository, by path from its root, with `/` everywhere. */
export const trackedFiles: readonly string[] = execFileSync('git', ['ls-files', '-z'], {
  cwd: repository,
  encoding: 'utf8',
})
  .split('\0')
  .filter((file) => file !== '' && existsSync(join(repository, file)));

export const textOf = (file: string): string => readFileSync(join(repository, file), 'utf8');
