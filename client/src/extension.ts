/** The extension in VS Code on a desktop or a remote machine: the server is a process, spoken to over IPC. */
import type { ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { clientOptions } from './client-options.ts';
import { registerCommands } from './commands.ts';
import { followLook } from './look.ts';
import { followVerdicts } from './verdicts.ts';

let client: LanguageClient | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const server = { module: context.asAbsolutePath('dist/server.cjs'), transport: TransportKind.ipc };
  const storage = context.globalStorageUri.fsPath;
  client = new LanguageClient('nabla', 'Nabla', { run: server, debug: server }, clientOptions({ storage }));
  registerCommands(context, client);
  followVerdicts(context, client);
  followLook(context, client);
  await client.start();
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}
