import type { LanguageClientOptions } from 'vscode-languageclient';
import { RevealOutputChannelOn } from 'vscode-languageclient';
import type { InitializationOptions } from '../../server/src/lsp/protocol.ts';

/** The languages notes are written in; package.json's activation events name the same. */
const languages = ['markdown', 'latex', 'quarto', 'rmd', 'mdx'];

/** Where a note can be edited. Others, such as the old side of a comparison (`git:`), are left alone. */
const schemes = ['file', 'untitled', 'vscode-notebook-cell', 'vscode-remote', 'vscode-vfs', 'vscode-test-web'];

/** `initializationOptions` is what the server is told at start, beside its settings, which it asks for itself. */
export function clientOptions(initializationOptions: InitializationOptions): LanguageClientOptions {
  return {
    documentSelector: selector(),
    initializationOptions: { ...initializationOptions, ignoreList: true, readsFiles: true },
    // The log never opens by itself: mathematics in the making is no emergency.
    revealOutputChannelOn: RevealOutputChannelOn.Never,
  };
}

export function selector(): { readonly language: string; readonly scheme: string }[] {
  return languages.flatMap((language) => schemes.map((scheme) => ({ language, scheme })));
}
