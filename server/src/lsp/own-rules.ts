/**
 * The reader's own rules: notes in `.nabla/rules` of the workspace's folders. A rule is used once threads found nothing
 * against it; what is wrong with one is told on its own lines.
 */
import { type Connection, type Diagnostic, DiagnosticSeverity, type InitializeParams } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Ask } from '../analysis/asking.ts';
import type { OwnNote, Rulebook } from '../analysis/rulebook.ts';
import type { Engine } from './analysed.ts';
import type { ReadText } from './baselines.ts';
import type { OpenNote } from './documents.ts';
import { section } from './protocol.ts';

/** The names of the files in a folder by its address; none where there is no such folder. */
export type ListFolder = (uri: string) => Promise<readonly string[]>;

export interface OwnRules {
  readonly begin: (params: InitializeParams) => void;
  /** Whether a document is a note of rules. */
  readonly holds: (uri: string) => boolean;
  /** Tells what is wrong with a note of rules. @param tried whether its rules are tried on numbers first */
  readonly look: (note: OpenNote, tried: boolean) => Promise<void>;
  /** The catalogue with all rules that may be used. */
  readonly book: () => Promise<Rulebook>;
}

interface Around {
  readonly engine: () => Promise<Engine>;
  readonly ask: Ask;
  readonly catalogue: () => Promise<string>;
  readonly read: ReadText;
  readonly list: ListFolder;
  /** The text of an open document. */
  readonly opened: (uri: string) => string | undefined;
}

const folder = '.nabla/rules';

/** Rules by what they say. */
type Refuted = Map<string, string | undefined>;
type Refutes = NonNullable<Parameters<Engine['rulebook']>[2]>;
type Rule = Parameters<Refutes>[0];

const keyOf = ({ stated, symbols, forms }: Rule): string =>
  JSON.stringify([stated, symbols.map((it) => [it.tex, it.conditions]), forms.map((it) => [it.tex, it.layouts])]);

export function followOwnRules(connection: Connection, around: Around): OwnRules {
  let folders: readonly string[] = [];
  const refuted: Refuted = new Map();
  let last: { readonly own: readonly OwnNote[]; readonly book: Promise<Rulebook> } | undefined;

  /** Tries what was not tried before. */
  async function tryAll(engine: Engine, own: readonly OwnNote[]): Promise<void> {
    const open: Rule[] = [];
    engine.rulebook('', own, (rule) => {
      if (!refuted.has(keyOf(rule))) open.push(rule);
      return undefined;
    });
    await Promise.all(open.map(async (rule) => refuted.set(keyOf(rule), await engine.refutationBy(rule, around.ask))));
  }

  async function ownNotes(): Promise<readonly OwnNote[]> {
    const found: OwnNote[] = [];
    for (const it of folders) {
      const names = (await around.list(`${it}/${folder}`)).filter((name) => name.endsWith('.md')).toSorted();
      for (const name of names) {
        const path = `${it}/${folder}/${name}`;
        const text = around.opened(path) ?? (await around.read(path).catch(() => undefined));
        if (text !== undefined) found.push({ path, text });
      }
    }
    return found;
  }

  async function bookWith(own: readonly OwnNote[]): Promise<Rulebook> {
    const engine = await around.engine();
    await tryAll(engine, own);
    return engine.rulebook(await around.catalogue(), own, (rule) => refuted.get(keyOf(rule)));
  }

  return {
    begin: ({ workspaceFolders }) => {
      folders = (workspaceFolders ?? []).map(({ uri }) => uri.replace(/\/$/, ''));
    },
    holds: (uri) => folders.some((it) => uri.startsWith(`${it}/${folder}/`)) && uri.endsWith('.md'),
    look: async ({ uri, documents: [document] }, tried) => {
      if (document === undefined) return;
      const engine = await around.engine();
      const [text, version] = [document.getText(), document.version];
      const own = [{ path: uri, text }];
      if (tried) await tryAll(engine, own);
      if (document.version !== version) return;
      const sheet = TextDocument.create(uri, 'markdown', version, text);
      const { faults } = engine.rulebook('', own, (rule) => refuted.get(keyOf(rule)));
      const diagnostics = faults.map(({ span, message }): Diagnostic => ({
        range: { start: sheet.positionAt(span.start), end: sheet.positionAt(span.end) },
        severity: DiagnosticSeverity.Error,
        source: section,
        message,
      }));
      await connection.sendDiagnostics({ uri, version, diagnostics });
    },
    book: async () => {
      const own = await ownNotes();
      const isSame =
        last?.own.length === own.length &&
        own.every(({ path, text }, n) => last?.own[n]?.path === path && last.own[n].text === text);
      if (last === undefined || !isSame) last = { own, book: bookWith(own) };
      return last.book;
    },
  };
}
