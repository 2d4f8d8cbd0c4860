/**
 * What became of a note's claims, in the entry under `{}` of the status bar. An entry of its own appears only when
 * something asks for attention.
 */
import {
  type ExtensionContext,
  languages,
  LanguageStatusSeverity,
  StatusBarAlignment,
  window,
  workspace,
} from 'vscode';
import type { VerdictsParams } from '../../server/src/lsp/protocol.ts';
import { selector } from './client-options.ts';
import type { Show } from './verdicts.ts';

const known = new Map<string, VerdictsParams>();

export function showStatus(context: ExtensionContext): Show {
  const claims = languages.createLanguageStatusItem('nabla.claims', selector());
  const layout = languages.createLanguageStatusItem('nabla.layout', selector());
  claims.name = 'Nabla';
  claims.command = { command: 'nabla.showOverview', title: 'Overview' };
  layout.name = 'Nabla: layout';
  layout.command = { command: 'workbench.action.openSettings', title: 'Change…', arguments: ['nabla.layout'] };
  const entry = window.createStatusBarItem('nabla.attention', StatusBarAlignment.Right, 90);
  entry.name = 'Nabla';
  entry.command = 'nabla.goToClaim';

  const show = (): void => {
    const uri = window.activeTextEditor?.document.uri.toString();
    const verdicts = uri === undefined ? undefined : known.get(uri);
    const paused = verdicts?.paused === true;
    claims.text = paused ? 'Nabla is paused' : `Nabla   ${orElse(verdicts?.summary, 'no claims yet')}`;
    claims.command = paused
      ? { command: 'nabla.resume', title: 'Go on' }
      : { command: 'nabla.showOverview', title: 'Overview' };
    claims.severity = paused ? LanguageStatusSeverity.Warning : LanguageStatusSeverity.Information;
    layout.text = `Layout  ${orElse(verdicts?.layout, 'nothing shows one')}`;
    const attention = verdicts?.attention ?? 0;
    if (attention === 0 || paused) {
      entry.hide();
      return;
    }
    entry.text = `∇ ${String(attention)} ✗`;
    entry.accessibilityInformation = { label: `Nabla: ${String(attention)} to look at`, role: 'button' };
    entry.tooltip = verdicts?.summary;
    entry.show();
  };
  show();
  context.subscriptions.push(
    claims,
    layout,
    entry,
    window.onDidChangeActiveTextEditor(show),
    workspace.onDidCloseTextDocument(({ uri }) => {
      known.delete(uri.toString());
    }),
  );
  return (address, verdicts) => {
    known.set(address, verdicts);
    show();
  };
}

const orElse = (text: string | undefined, other: string): string => (text === undefined || text === '' ? other : text);
