/** The entry under `{}` in the status bar: what became of the note's claims. It never asks for attention. */
import { type ExtensionContext, languages, window } from 'vscode';
import { selector } from './client-options.ts';
import type { Show } from './verdicts.ts';

export function showStatus(context: ExtensionContext): Show {
  const item = languages.createLanguageStatusItem('nabla.claims', selector());
  item.name = 'Nabla';
  const summaries = new Map<string, string>();
  const show = (): void => {
    const uri = window.activeTextEditor?.document.uri.toString();
    item.text = (uri === undefined ? undefined : summaries.get(uri)) ?? 'Nabla';
  };
  show();
  context.subscriptions.push(item, window.onDidChangeActiveTextEditor(show));
  return (address, { summary }) => {
    summaries.set(address, summary);
    show();
  };
}
