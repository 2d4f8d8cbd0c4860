import { type ExtensionContext, Uri, commands, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { registerQuestions } from './ask.ts';
import { registerIgnore } from './ignore.ts';

/** The commands that concern the client itself; the server registers its own. */
export function registerCommands(context: ExtensionContext, client: BaseLanguageClient): void {
  context.subscriptions.push(
    commands.registerCommand('nabla.writeDown', () =>
      commands.executeCommand('editor.action.sourceAction', { kind: 'source.nabla.writeDown', apply: 'first' }),
    ),
    ...registerIgnore(client),
    ...registerQuestions(client),
    client.onRequest('nabla/writeText', async ({ uri, text }: { readonly uri: string; readonly text: string }) => {
      await workspace.fs.writeFile(Uri.parse(uri), new TextEncoder().encode(text));
    }),
    client.onRequest('nabla/readText', async (uri: string) => {
      try {
        return new TextDecoder().decode(await workspace.fs.readFile(Uri.parse(uri)));
      } catch {
        return null; // There is none.
      }
    }),
    client.onRequest('nabla/listFolder', async (uri: string) => {
      try {
        return (await workspace.fs.readDirectory(Uri.parse(uri))).map(([name]) => name);
      } catch {
        return []; // There is none.
      }
    }),
    commands.registerCommand('nabla.restart', async () => {
      await client.stop();
      await client.start();
    }),
    commands.registerCommand('nabla.showLog', () => {
      client.outputChannel.show(true);
    }),
  );
}
