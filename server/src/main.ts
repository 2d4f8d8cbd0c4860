/** The language server as a process: over IPC when an editor forks it, else over stdin and stdout. */
import { setFlagsFromString } from 'node:v8';
import { ProposedFeatures, createConnection } from 'vscode-languageserver/node';
import type { Draw } from './lsp/pictures.ts';
import { serve } from './lsp/server.ts';
import { catalogueBeside } from './node/catalogue.ts';
import { listFolder, readText, writeText } from './node/files.ts';
import { verifyingThreads } from './node/verifying.ts';

// Most of what an editor waits for runs once or twice: compiling it for speed costs more than it gives.
setFlagsFromString('--interrupt-budget=400000');

const transports = ['--stdio', '--node-ipc', '--socket', '--pipe'];
const given = process.argv.some((it) => transports.some((name) => it === name || it.startsWith(`${name}=`)));
if (!given) process.argv.push(process.send ? '--node-ipc' : '--stdio');

// A fault in one answer must not end the session; stdout belongs to the protocol.
for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (fault: unknown) => {
    process.stderr.write(`Nabla: ${fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}\n`);
  });
}
// An editor that is gone leaves no server behind.
process.on('disconnect', () => process.exit(1));
process.stdout.on('error', () => process.exit(1));

const { ask, begin } = verifyingThreads(import.meta.url);
const catalogue = (): Promise<string> => Promise.resolve(catalogueBeside(import.meta.url));
const drawing = async (): Promise<Draw> => (await import('./features/picture.ts')).picture;
serve(createConnection(ProposedFeatures.all), { readText, writeText, listFolder, ask, begin, catalogue, drawing });
