/** The language server on a connection, whatever carries it: stdio, IPC or a web worker's messages. */
import {
  type CancellationToken,
  type Connection,
  DidChangeConfigurationNotification,
  type InitializeParams,
  type InitializeResult,
  MarkupKind,
  PositionEncodingKind,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { type Settings, defaults } from '../analysis/settings.ts';
import { Cancelled, never, stopIfCancelled } from '../base/cancel.ts';
import { version } from '../base/version.ts';
import { type Analysed, analysed } from './analysed.ts';
import { readConfiguration } from './configuration.ts';
import { type Abilities, byDocument } from './convert.ts';
import { type OpenNote, followDocuments } from './documents.ts';
import { registerHandlers } from './handlers.ts';
import { section } from './protocol.ts';
import { type Shown, publication, restMs } from './publish.ts';

type Engine = typeof import('./engine.ts');

/** A burst of keys is one run: it starts when this long no change came in, at the latest after `patienceMs`. */
const burstMs = 4;
const patienceMs = 60;
/** A client that does not answer for its settings must not keep the note waiting. */
const settingsMs = 1500;

interface Desk {
  known?: Analysed;
  shown?: Shown;
  waitingSince?: number;
  run?: ReturnType<typeof setTimeout>;
  rest?: ReturnType<typeof setTimeout>;
}

/** Serves one client until the connection ends. */
export function serve(connection: Connection): void {
  const desks = new Map<string, Desk>();
  const complained = new Set<string>();
  let abilities = abilitiesOf({ processId: null, rootUri: null, capabilities: {} });
  let asksForSettings = false;
  let registersForSettings = false;
  let settings: Settings = defaults;
  let settingsReady: Promise<void> = Promise.resolve();
  let loading: Promise<Engine> | undefined;

  const engine = (): Promise<Engine> => (loading ??= import('./engine.ts'));
  const log = (what: string, fault: unknown): void => {
    const told = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
    connection.console.error(`Nabla, ${what}: ${told}`);
  };
  const deskOf = (uri: string): Desk => {
    const desk = desks.get(uri) ?? {};
    desks.set(uri, desk);
    return desk;
  };

  const documents = followDocuments(connection, {
    changed: (note) => {
      schedule(note);
    },
    saved: (note) => {
      publishSoon(note.uri, 0, true);
    },
    closed: (note, gone) => {
      for (const uri of gone) void connection.sendDiagnostics({ uri, diagnostics: [] });
      if (note.documents.length === 0) return;
      const desk = desks.get(note.uri);
      clearTimeout(desk?.run);
      clearTimeout(desk?.rest);
      desks.delete(note.uri);
    },
  });
  const openNote = (uri: string): OpenNote | undefined =>
    documents.of(uri) ?? documents.all().find((note) => note.uri === uri);

  function schedule(note: OpenNote): void {
    const desk = deskOf(note.uri);
    desk.waitingSince ??= Date.now();
    const patience = desk.waitingSince + patienceMs - Date.now();
    clearTimeout(desk.rest);
    publishSoon(note.uri, Math.max(0, Math.min(burstMs, patience)), false);
  }

  function publishSoon(uri: string, delay: number, rested: boolean): void {
    const desk = deskOf(uri);
    clearTimeout(desk.run);
    desk.run = setTimeout(() => {
      delete desk.waitingSince;
      publish(uri, rested).catch((fault: unknown) => {
        if (!(fault instanceof Cancelled)) log(`findings for ${uri}`, fault);
      });
    }, delay);
  }

  async function publish(uri: string, rested: boolean): Promise<void> {
    const loaded = await engine();
    await settingsReady;
    const open = openNote(uri);
    const desk = desks.get(uri);
    if (open === undefined || desk === undefined) return;
    const note = bringUpToDate(loaded, open, never);
    const { shown, held } = publication(note, desk.shown, rested);
    desk.shown = shown;
    for (const list of byDocument(note, shown.reports, abilities)) void connection.sendDiagnostics(list);
    clearTimeout(desk.rest);
    if (held.length > 0 || shown.editing !== undefined) {
      desk.rest = setTimeout(() => {
        publishSoon(uri, 0, true);
      }, restMs);
    }
  }

  function bringUpToDate(
    loaded: Engine,
    open: OpenNote,
    token: { readonly isCancellationRequested: boolean },
  ): Analysed {
    const desk = deskOf(open.uri);
    return (desk.known = analysed(loaded, open, settings, token, desk.known));
  }

  async function upToDate(uri: string, token: CancellationToken): Promise<Analysed | undefined> {
    const loaded = await engine();
    await settingsReady;
    // One turn of the loop, in which a cancellation that is already on its way is heard.
    await new Promise((resolve) => setTimeout(resolve, 0));
    stopIfCancelled(token);
    const open = documents.of(uri);
    return open && bringUpToDate(loaded, open, token);
  }

  function useSettings(raw: unknown): void {
    const configuration = readConfiguration(raw);
    if (JSON.stringify(configuration.settings) !== JSON.stringify(settings)) settings = configuration.settings;
    for (const complaint of configuration.complaints) {
      if (complained.has(complaint)) continue;
      complained.add(complaint);
      connection.console.warn(complaint);
    }
  }

  async function askForSettings(): Promise<void> {
    const late = new Promise<undefined>((resolve) => {
      setTimeout(resolve, settingsMs, undefined);
    });
    try {
      const answered = connection.workspace.getConfiguration(section).then((raw: unknown) => ({ raw }));
      // An answer that comes too late still counts, for the next publish.
      const first = await Promise.race([answered, late]);
      if (first) useSettings(first.raw);
      else
        void answered.then(
          ({ raw }) => {
            useSettings(raw);
            republish();
          },
          () => undefined,
        );
    } catch (fault) {
      log('settings', fault);
    }
  }

  function republish(): void {
    for (const note of documents.all()) publishSoon(note.uri, 0, false);
  }

  connection.onInitialize((params): InitializeResult => {
    abilities = abilitiesOf(params);
    asksForSettings = params.capabilities.workspace?.configuration === true;
    registersForSettings = params.capabilities.workspace?.didChangeConfiguration?.dynamicRegistration === true;
    const options: unknown = params.initializationOptions;
    if (hasSection(options)) useSettings(options[section]);
    return {
      capabilities: {
        positionEncoding: PositionEncodingKind.UTF16,
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
        notebookDocumentSync: {
          notebookSelector: [{ notebook: { notebookType: 'jupyter-notebook' }, cells: [{ language: 'markdown' }] }],
          save: true,
        },
        hoverProvider: true,
        documentSymbolProvider: { label: 'Nabla' },
        codeActionProvider: { codeActionKinds: ['quickfix'] },
      },
      serverInfo: { name: 'nabla', version },
    };
  });

  connection.onInitialized(() => {
    if (asksForSettings) settingsReady = askForSettings();
    if (registersForSettings) {
      connection.client.register(DidChangeConfigurationNotification.type, { section }).catch((fault: unknown) => {
        log('settings', fault);
      });
    }
    engine().catch((fault: unknown) => {
      log('start', fault);
    });
  });

  connection.onDidChangeConfiguration(({ settings: sent }: { settings: unknown }) => {
    if (asksForSettings) settingsReady = askForSettings();
    else if (hasSection(sent)) useSettings(sent[section]);
    republish();
  });

  connection.onShutdown(() => {
    for (const desk of desks.values()) {
      clearTimeout(desk.run);
      clearTimeout(desk.rest);
    }
    desks.clear();
  });

  registerHandlers({ connection, abilities: () => abilities, engine, analysed: upToDate, log });
  connection.listen();
}

const hasSection = (value: unknown): value is { readonly [section]: unknown } =>
  typeof value === 'object' && value !== null && section in value;

function abilitiesOf({ capabilities }: InitializeParams): Abilities {
  const { textDocument, workspace } = capabilities;
  return {
    markdownHover: textDocument?.hover?.contentFormat?.includes(MarkupKind.Markdown) ?? false,
    relatedInformation: textDocument?.publishDiagnostics?.relatedInformation ?? false,
    codeDescription: textDocument?.publishDiagnostics?.codeDescriptionSupport ?? false,
    outlineTree: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport ?? false,
    versionedEdits: workspace?.workspaceEdit?.documentChanges ?? false,
  };
}
