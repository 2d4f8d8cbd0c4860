import type { LanguageClientOptions } from 'vscode-languageclient';
import { RevealOutputChannelOn } from 'vscode-languageclient';
import { lookNow } from './look.ts';
import type { InitializationOptions } from '../../server/src/lsp/protocol.ts';

/** The languages notes are written in; package.json's activation events name the same. */
export const noteLanguages: readonly string[] = ['markdown', 'latex', 'quarto', 'rmd', 'mdx'];

/** Where a note can be edited. Others, such as the old side of a comparison (`git:`), are left alone. */
const schemes = ['file', 'untitled', 'vscode-notebook-cell', 'vscode-remote', 'vscode-vfs', 'vscode-test-web'];

/** `initializationOptions` is what the server is told at start, beside its settings, which it asks for itself. */
export function clientOptions(initializationOptions: InitializationOptions): LanguageClientOptions {
  return {
    documentSelector: selector(),
    initializationOptions: {
      ...initializationOptions,
      ignoreList: true,
      readsFiles: true,
      paintsVerdicts: true,
      look: lookNow(),
    },
    // The log never opens by itself: mathematics in the making is no emergency.
    revealOutputChannelOn: RevealOutputChannelOn.Never,
  };
}

export function selector(): { readonly language: string; readonly scheme: string }[] {
  return noteLanguages.flatMap((language) => schemes.map((scheme) => ({ language, scheme })));
}
