/** The language server in a web worker, for VS Code in a browser. Files are read and written by the client. */
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { verifyingThreads } from './browser/verifying.ts';
import type { Draw } from './lsp/pictures.ts';
import { serve } from './lsp/server.ts';

declare const self: ConstructorParameters<typeof BrowserMessageReader>[0];
declare const importScripts: (url: string) => void;
/** Left behind by the script that draws. */
declare const nablaPicture: Draw;

let threads = verifyingThreads(undefined);

const connection = createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self));

serve(connection, {
  readText: () => Promise.resolve(undefined),
  writeText: () => Promise.resolve(),
  listFolder: () => Promise.resolve([]),
  ask: (job, rank) => threads.ask(job, rank),
  catalogue: () => connection.sendRequest<string>('nabla/catalogue'),
  drawing: async () => {
    const source = await connection.sendRequest<string>('nabla/drawing');
    importScripts(URL.createObjectURL(new Blob([source], { type: 'text/javascript' })));
    return nablaPicture;
  },
  begin: (options) => {
    threads = verifyingThreads(options);
  },
});
