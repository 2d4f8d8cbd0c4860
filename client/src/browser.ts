/** The extension in VS Code in a browser: the server is a web worker. */
import { type ExtensionContext, Uri, workspace } from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import { clientOptions } from './client-options.ts';
import { registerCommands } from './commands.ts';
import { followLook } from './look.ts';
import { followVerdicts } from './verdicts.ts';

declare const Worker: new (url: string) => object;

let client: LanguageClient | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const read = async (file: string): Promise<Uint8Array<ArrayBuffer>> =>
    new Uint8Array(await workspace.fs.readFile(Uri.joinPath(context.extensionUri, 'dist', file)));
  const [server, worker] = await Promise.all([read('server.browser.js'), read('worker.browser.js')]);

  // A worker may not be loaded from the extension's own address, which is foreign to the page: a blob's is not.
  const url = URL.createObjectURL(new Blob([server], { type: 'text/javascript' }));
  const options = clientOptions({ workerSource: new TextDecoder().decode(worker) });
  client = new LanguageClient('nabla', 'Nabla', new Worker(url), options);
  client.onRequest('nabla/catalogue', async () => new TextDecoder().decode(await read('catalogue.json')));
  client.onRequest('nabla/drawing', async () => new TextDecoder().decode(await read('picture.browser.js')));
  registerCommands(context, client);
  followVerdicts(context, client);
  followLook(context, client);
  await client.start();
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}
