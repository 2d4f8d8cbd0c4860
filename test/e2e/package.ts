/** Packages what globalSetup built, once a run, if editors are to be driven. */
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../support/repository.ts';
import { out, vsix } from './scratch.ts';

export default function packageExtension(): void {
  if ((process.env['NABLA_E2E'] ?? '') === '') return;
  mkdirSync(out, { recursive: true });
  const vsce = join(repository, 'node_modules', '@vscode', 'vsce', 'vsce');
  const flags = ['package', '--no-dependencies', '-o', vsix];
  execFileSync(process.execPath, [vsce, ...flags], { cwd: repository, stdio: ['ignore', 'ignore', 'inherit'] });
}
