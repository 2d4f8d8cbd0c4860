/** Builds dist/ once a run, so that no test ever meets stale bundles. */
import { execFileSync } from 'node:child_process';
import { repository } from './repository.ts';

export default function build(): void {
  // Every project with bundles to test calls this, in one process.
  if (process.env['NABLA_BUILT'] !== undefined) return;
  process.env['NABLA_BUILT'] = '1';
  execFileSync(process.execPath, ['esbuild.config.mjs'], { cwd: repository, stdio: 'inherit' });
}
