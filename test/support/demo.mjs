// `npm run demo`: checks the example notes with the command line, as a reader would. Some have planted errors.
import { spawnSync } from 'node:child_process';

const { status } = spawnSync(process.execPath, ['dist/cli.js', 'check', 'test/notes/examples'], { stdio: 'inherit' });
if (status === null || status > 1) process.exit(status ?? 2);
console.log(`\nThis was \`npx nabla check test/notes/examples\`; its exit code is ${status}.`);
console.log('0 means nothing to report, 1 findings of severity error, 2 that something could not be read.');
