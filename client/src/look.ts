/** What the server must know to draw formulas that can be read: images do not know the colours of the editor. */
import { ColorThemeKind, type ExtensionContext, extensions, window } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { Look, LookNotification } from '../../server/src/lsp/protocol.ts';

const notification: LookNotification = 'nabla/look';

/** Extensions are not told the colours of a theme, only which of these it is. */
const foregrounds: { readonly [K in ColorThemeKind]: string } = {
  [ColorThemeKind.Light]: '#3b3b3b',
  [ColorThemeKind.Dark]: '#cccccc',
  [ColorThemeKind.HighContrast]: '#ffffff',
  [ColorThemeKind.HighContrastLight]: '#000000',
};

export const lookNow = (): Look => ({
  foreground: foregrounds[window.activeColorTheme.kind],
  othersInLatex: extensions.getExtension('James-Yu.latex-workshop') !== undefined,
});

export function followLook(context: ExtensionContext, client: BaseLanguageClient): void {
  const tell = (): void => {
    void client.sendNotification(notification, lookNow());
  };
  context.subscriptions.push(window.onDidChangeActiveColorTheme(tell), extensions.onDidChange(tell));
}
