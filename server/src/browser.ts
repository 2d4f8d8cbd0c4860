/** The language server in a web worker, for VS Code in a browser. Files are read and written by the client. */
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { verifyingThreads } from './browser/verifying.ts';
import { serve } from './lsp/server.ts';

declare const self: ConstructorParameters<typeof BrowserMessageReader>[0];

let threads = verifyingThreads(undefined);

const connection = createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self));

serve(connection, {
  readText: () => Promise.resolve(undefined),
  writeText: () => Promise.resolve(),
  listFolder: () => Promise.resolve([]),
  ask: (job, rank) => threads.ask(job, rank),
  catalogue: () => connection.sendRequest<string>('nabla/catalogue'),
  begin: (options) => {
    threads = verifyingThreads(options);
  },
});
