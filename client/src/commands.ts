import { type ExtensionContext, commands } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { registerIgnore } from './ignore.ts';

/** The commands that concern the client itself; the server registers its own. */
export function registerCommands(context: ExtensionContext, client: BaseLanguageClient): void {
  context.subscriptions.push(
    ...registerIgnore(client),
    commands.registerCommand('nabla.restart', async () => {
      await client.stop();
      await client.start();
    }),
    commands.registerCommand('nabla.showLog', () => {
      client.outputChannel.show(true);
    }),
  );
}
