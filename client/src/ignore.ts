/** *Ignore…*: a list of the ways to silence a finding, and each way as a command that a key can be bound to. */
import {
  type CodeAction,
  CodeActionKind,
  commands,
  ConfigurationTarget,
  type Disposable,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { IgnoreArguments } from '../../server/src/lsp/protocol.ts';

type Choice = IgnoreArguments['choices'][number];

export function registerIgnore(client: BaseLanguageClient): Disposable[] {
  const apply = async ({ versions }: IgnoreArguments, { edit }: Choice): Promise<void> => {
    const stale = workspace.textDocuments.some((it) => {
      const version = versions[it.uri.toString()];
      return version !== undefined && version !== it.version;
    });
    // Edits belong to the text that they were made for.
    if (stale) void window.showInformationMessage('The note has changed meanwhile; nothing was written.');
    else await workspace.applyEdit(await client.protocol2CodeConverter.asWorkspaceEdit(edit));
  };
  const list = async (argument: IgnoreArguments): Promise<void> => {
    const ways = argument.choices.map((choice) => ({ label: choice.title, run: () => apply(argument, choice) }));
    const folder = {
      label: `Ignore ${argument.code} in this folder (a setting)`,
      run: () => ignoreInFolder(argument.code),
    };
    const hasFolder = (workspace.workspaceFolders?.length ?? 0) > 0;
    const picked = await window.showQuickPick(hasFolder ? [...ways, folder] : ways, {
      title: `Ignore ${argument.code}`,
    });
    await picked?.run();
  };
  const at = (id: Choice['id']) => async (): Promise<void> => {
    const argument = await ignorableHere();
    const choice = argument?.choices.find((it) => it.id === id);
    if (argument && choice) await apply(argument, choice);
  };
  return [
    commands.registerCommand('nabla.ignore', async (argument?: IgnoreArguments) => {
      const chosen = argument ?? (await ignorableHere());
      if (chosen) await list(chosen);
    }),
    commands.registerCommand('nabla.ignoreHere', at('here')),
    commands.registerCommand('nabla.ignoreForSymbol', at('symbol')),
    commands.registerCommand('nabla.ignoreInNote', at('note')),
    commands.registerCommand('nabla.expectHere', at('expect')),
  ];
}

/** What *Ignore…* would offer for the finding under the cursor. */
async function ignorableHere(): Promise<IgnoreArguments | undefined> {
  const editor = window.activeTextEditor;
  if (editor === undefined) return undefined;
  const actions = await commands.executeCommand<readonly CodeAction[]>(
    'vscode.executeCodeActionProvider',
    editor.document.uri,
    editor.selection,
    CodeActionKind.QuickFix.value,
  );
  const action = actions.find((it) => it.command?.command === 'nabla.ignore');
  const [argument] = (action?.command?.arguments ?? []) as readonly IgnoreArguments[];
  if (argument === undefined) void window.showInformationMessage('There is no finding of Nabla under the cursor.');
  return argument;
}

async function ignoreInFolder(code: string): Promise<void> {
  const resource = window.activeTextEditor?.document.uri ?? Uri.parse('untitled:');
  const settings = workspace.getConfiguration('nabla', resource);
  const severity = settings.get<Record<string, string>>('severity') ?? {};
  await settings.update('severity', { ...severity, [code]: 'off' }, ConfigurationTarget.Workspace);
}
