/** What the server says of the claims of a note, handed to all that show it. */
import { type ExtensionContext, Uri } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { VerdictsNotification, VerdictsParams } from '../../server/src/lsp/protocol.ts';
import { showMarks } from './marks.ts';
import { showStatus } from './status.ts';

/** Shows the verdicts of a note. `address` is the note's, as VS Code writes it. */
export type Show = (address: string, verdicts: VerdictsParams) => void;

const notification: VerdictsNotification = 'nabla/verdicts';

export function followVerdicts(context: ExtensionContext, client: BaseLanguageClient): void {
  const shown = [showMarks(context), showStatus(context)];
  context.subscriptions.push(
    client.onNotification(notification, (verdicts: VerdictsParams) => {
      for (const show of shown) show(Uri.parse(verdicts.uri).toString(), verdicts);
    }),
  );
}
