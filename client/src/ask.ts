/** The commands about a note: each asks the server by the name that other editors use too, and shows the answer. */
import {
  commands,
  Disposable,
  env,
  EventEmitter,
  languages,
  ProgressLocation,
  Range,
  Selection,
  Uri,
  ViewColumn,
  window,
  workspace,
} from 'vscode';
import { type BaseLanguageClient, ExecuteCommandRequest } from 'vscode-languageclient';
import type { ClaimItem, CounterexampleShown } from '../../server/src/lsp/protocol.ts';
import { noteLanguages } from './client-options.ts';

const scheme = 'nabla-text';

export function registerQuestions(client: BaseLanguageClient): Disposable[] {
  const texts = new Map<string, string>();
  const changed = new EventEmitter<Uri>();

  const ask = (command: string, ...given: readonly unknown[]): Promise<unknown> =>
    client.sendRequest(ExecuteCommandRequest.type, { command: `nabla.${command}`, arguments: [...given] });
  /** For the note in front, and the place of the caret in it. */
  const askHere = async (command: string, ...more: readonly unknown[]): Promise<unknown> => {
    const note = noteInFront();
    return note && ask(command, note.uri, ...more);
  };
  const say = async (answer: Promise<unknown>): Promise<void> => {
    const text = await answer;
    if (typeof text === 'string') void window.showInformationMessage(text);
  };
  /** As a text of its own beside the note, where it can be read, searched and heard. */
  const show = async (title: string, answer: Promise<unknown>): Promise<void> => {
    const text = await answer;
    if (typeof text !== 'string') return;
    const uri = Uri.from({ scheme, path: `/${title}` });
    texts.set(uri.toString(), text);
    changed.fire(uri);
    const document = await workspace.openTextDocument(uri);
    await languages.setTextDocumentLanguage(document, 'plaintext');
    await window.showTextDocument(document, { viewColumn: ViewColumn.Beside, preview: true, preserveFocus: true });
  };
  const paused = (kind: string) => (): Promise<unknown> => askHere('pause', kind);

  return [
    new Disposable(() => {
      changed.dispose();
    }),
    workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: changed.event,
      provideTextDocumentContent: (uri) => texts.get(uri.toString()) ?? '',
    }),
    commands.registerCommand('nabla.showOverview', () => show('Overview', askHere('overview'))),
    commands.registerCommand('nabla.goToClaim', async () => {
      await goTo((await askHere('claims')) as readonly ClaimItem[] | undefined);
    }),
    commands.registerCommand('nabla.verifyClaim', () => say(askHere('verify', noteInFront()?.position))),
    commands.registerCommand('nabla.verifyNote', () => say(askHere('verify'))),
    commands.registerCommand('nabla.showCounterexample', async (given?: unknown) => {
      const answer = await (given === undefined
        ? askHere('counterexample', noteInFront()?.position)
        : ask('counterexample', ...(given as readonly unknown[])));
      await showExample(answer as CounterexampleShown | null | undefined);
    }),
    commands.registerCommand('nabla.explainFinding', (code?: unknown) =>
      show(
        'Explanation',
        typeof code === 'string' ? ask('explain', code) : askHere('explain', noteInFront()?.position),
      ),
    ),
    commands.registerCommand('nabla.acceptFindings', () => say(askHere('accept'))),
    commands.registerCommand('nabla.pauseNote', paused('note')),
    commands.registerCommand('nabla.pauseHour', paused('hour')),
    commands.registerCommand('nabla.pauseSession', paused('session')),
    commands.registerCommand('nabla.resume', paused('resume')),
    commands.registerCommand('nabla.pauseMenu', pauseMenu),
    commands.registerCommand('nabla.checkWorkspace', async () => {
      const files = await workspace.findFiles(
        '**/*.{md,markdown,qmd,rmd,Rmd,mdx,tex}',
        '**/{node_modules,.obsidian,.trash,_site,.git}/**',
      );
      const location = ProgressLocation.Window;
      await window.withProgress(
        { location, title: 'Nabla looks at the notes' },
        () =>
        say(ask('check', files.map((it) => it.toString()))), // prettier-ignore
      );
    }),
  ];

  async function showExample(example: CounterexampleShown | null | undefined): Promise<void> {
    if (example === null || example === undefined) {
      void window.showInformationMessage('No claim that is not true stands here.');
      return;
    }
    const [claim = '', ...rest] = example.text.split('\n');
    const copied = await window.showInformationMessage(
      claim,
      { modal: true, detail: rest.join('\n') },
      'Copy',
      'Copy as NumPy',
    );
    if (copied !== undefined) await env.clipboard.writeText(copied === 'Copy' ? example.text : example.numpy);
  }
}

async function goTo(items: readonly ClaimItem[] | undefined): Promise<void> {
  const editor = window.activeTextEditor;
  if (items === undefined || editor === undefined) return;
  if (items.length === 0) {
    void window.showInformationMessage('The note makes no claim.');
    return;
  }
  const picked = await window.showQuickPick(items, {
    title: 'Go to Claim',
    matchOnDetail: true,
    onDidSelectItem: (item: string | ClaimItem) => {
      if (typeof item !== 'string') reveal(item);
    },
  });
  if (picked !== undefined) reveal(picked);

  function reveal({ location: { uri, range } }: ClaimItem): void {
    const shown = window.visibleTextEditors.find((it) => it.document.uri.toString() === Uri.parse(uri).toString());
    const at = new Range(range.start.line, range.start.character, range.end.line, range.end.character);
    if (shown === undefined) return;
    shown.selection = new Selection(at.start, at.start);
    shown.revealRange(at);
  }
}

async function pauseMenu(): Promise<void> {
  const ways = [
    { label: 'Pause for this note', command: 'nabla.pauseNote' },
    { label: 'Pause for an hour', command: 'nabla.pauseHour' },
    { label: 'Pause here until restart', command: 'nabla.pauseSession' },
    { label: 'Go on', command: 'nabla.resume' },
  ];
  const picked = await window.showQuickPick(ways, { title: 'Pause Nabla' });
  if (picked !== undefined) await commands.executeCommand(picked.command);
}

function noteInFront(): { uri: string; position: { line: number; character: number } } | undefined {
  const editor = window.activeTextEditor;
  if (editor === undefined || !noteLanguages.includes(editor.document.languageId)) {
    void window.showInformationMessage('No note of Nabla is in front.');
    return undefined;
  }
  const { line, character } = editor.selection.active;
  return { uri: editor.document.uri.toString(), position: { line, character } };
}
