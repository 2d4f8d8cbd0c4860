// `npm run bench [-- --quick]`: installs what Nabla races against when it is missing, bundles the benchmark and runs it.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const installed = at('peers/node_modules/.package-lock.json');
// Among what is not tracked and not looked at by any tool.
const bundle = at('peers/node_modules/.cache/bench.mjs');

if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(at('peers/package-lock.json')).mtimeMs) {
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts'], {
    cwd: at('peers'),
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) process.exit(status ?? 1);
}

await build({
  entryPoints: [at('bench.ts')],
  outfile: bundle,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  logLevel: 'warning',
});
const { status } = spawnSync(process.execPath, [bundle, at('.'), ...process.argv.slice(2)], {
  stdio: 'inherit',
});
process.exit(status ?? 1);
