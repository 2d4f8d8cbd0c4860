/** The language server on a connection, whatever carries it: stdio, IPC or a web worker's messages. */
import {
  type CancellationToken,
  type ClientCapabilities,
  CodeLensRefreshRequest,
  type Connection,
  DidChangeConfigurationNotification,
  type InitializeResult,
  MarkupKind,
  PositionEncodingKind,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { nextTurn } from '../base/after.ts';
import { type Token, isCancelled, never, stopIfCancelled } from '../base/cancel.ts';
import { version } from '../base/version.ts';
import type { Ask } from '../analysis/asking.ts';
import type { Known } from '../analysis/judged.ts';
import { type Analysed, type Around, type Engine, analysed, isCurrent, withNews } from './analysed.ts';
import { type ReadText, type WriteText, followBaselines } from './baselines.ts';
import { registerCodeActions } from './code-actions.ts';
import { registerCompletion } from './completion.ts';
import { registerCommands, serverCommands } from './commands.ts';
import { type Abilities, byDocument } from './convert.ts';
import { type OpenNote, followDocuments } from './documents.ts';
import { type Session, registerHandlers } from './handlers.ts';
import { registerLenses } from './lenses.ts';
import { followOwnRules, type ListFolder } from './own-rules.ts';
import { pausesWith } from './pauses.ts';
import { section, type VerdictsNotification } from './protocol.ts';
import { type Draw, picturesWith } from './pictures.ts';
import { type Shown, publication, restMs } from './publish.ts';
import { settingsSource } from './settings-source.ts';
import { registerSymbolHandlers } from './symbol-handlers.ts';
import { partWritten, verdictsOf } from './verdicts.ts';
import { type OnPart, saidInTurns, type Verifier, verifierWith } from './verifier.ts';

/**
 * The first change after a calm is looked at at once. Of a burst, the rest is one run: it starts when this long no
 * change came in, at the latest after `patienceMs`.
 */
const burstMs = 4;
const patienceMs = 60;
const calmMs = 30;

/** Nobody types for so long before anything is verified. */
const idleMs = 300;
const newsMs = 250;
const verdicts: VerdictsNotification = 'nabla/verdicts';

/** What the server cannot do by itself. */
export interface Platform {
  readonly readText: ReadText;
  readonly writeText: WriteText;
  readonly listFolder: ListFolder;
  /** Puts a job to a thread. */
  readonly ask: Ask;
  /** Before anything is asked. @param options that the client started the server with */
  readonly begin?: (options: unknown) => void;
  /** The rules that the build wrote; asked for once, when they are first needed. */
  readonly catalogue: () => Promise<string>;
  /** What draws formulas; asked for once, when the first is drawn. */
  readonly drawing: () => Promise<Draw>;
}

/** What is kept of an open note. */
interface Desk {
  known?: Analysed;
  shown?: Shown;
  waitingSince?: number;
  /** When the last run ended. */
  ranAt?: number;
  /** Counts the runs asked for; only the last one is made. */
  turn?: number;
  run?: ReturnType<typeof setTimeout>;
  rest?: ReturnType<typeof setTimeout>;
  idle?: ReturnType<typeof setTimeout>;
  /** Saved since it was last looked at. */
  saved?: boolean;
  /** When verdicts are shown next. */
  news?: ReturnType<typeof setTimeout>;
}

/**
 * Serves one client until the connection ends.
 * @param platform reads and writes files where the client does not, and verifies
 */
export function serve(connection: Connection, platform: Platform): void {
  const desks = new Map<string, Desk>();
  let abilities = abilitiesOf({}, undefined);
  let registersForSettings = false;
  let loading: Promise<Engine> | undefined;
  let verifier: Verifier | undefined;
  const verdictOf: Known = (key) => verifier?.known(key);
  let refreshesLenses = false;

  const engine = (): Promise<Engine> => (loading ??= import('./engine.ts'));
  const log = (what: string, fault: unknown): void => {
    const told = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
    connection.console.error(`Nabla, ${what}: ${told}`);
  };
  const republish = (): void => {
    for (const note of documents.all()) publishSoon(note.uri, 0, false);
  };
  const settings = settingsSource(connection, republish, log);
  const askClient: ReadText = (uri) => connection.sendRequest<string | undefined>('nabla/readText', uri);
  const read: ReadText = async (uri) =>
    abilities.readsFiles ? ((await askClient(uri)) ?? undefined) : platform.readText(uri);
  const list: ListFolder = async (uri) =>
    abilities.readsFiles ? connection.sendRequest<string[]>('nabla/listFolder', uri) : platform.listFolder(uri);
  const write: WriteText = async (uri, text) =>
    abilities.readsFiles ? connection.sendRequest('nabla/writeText', { uri, text }) : platform.writeText(uri, text);
  const baselines = followBaselines(connection, { read, write }, republish, log);
  const pictures = picturesWith(connection, platform.drawing, log);
  const pauses = pausesWith(() => {
    for (const note of documents.all()) publishSoon(note.uri, 0, true);
  });

  const deskOf = (uri: string): Desk => {
    const desk = desks.get(uri) ?? {};
    desks.set(uri, desk);
    return desk;
  };
  const clearDesk = (desk: Desk): void => {
    clearTimeout(desk.run);
    clearTimeout(desk.rest);
    clearTimeout(desk.idle);
    clearTimeout(desk.news);
  };

  const documents = followDocuments(connection, {
    changed: schedule,
    saved: (note) => {
      deskOf(note.uri).saved = true;
      publishSoon(note.uri, 0, true);
    },
    closed: (uri) => {
      const desk = desks.get(uri);
      if (desk) clearDesk(desk);
      desks.delete(uri);
      settings.forget(uri);
    },
    gone: (uri) => {
      void connection.sendDiagnostics({ uri, diagnostics: [] });
    },
  });

  const ownRules = followOwnRules(connection, {
    engine,
    ask: platform.ask,
    catalogue: platform.catalogue,
    read,
    list,
    opened: (uri) => documents.named(uri)?.documents[0]?.getText(),
  });

  function schedule(note: OpenNote): void {
    const desk = deskOf(note.uri);
    const now = Date.now();
    desk.waitingSince ??= now;
    clearTimeout(desk.rest);
    const calm = desk.waitingSince === now && now - (desk.ranAt ?? 0) >= calmMs;
    publishSoon(note.uri, calm ? 0 : Math.max(0, Math.min(burstMs, desk.waitingSince + patienceMs - now)), false);
  }

  function publishSoon(uri: string, delay: number, rested: boolean): void {
    const desk = deskOf(uri);
    clearTimeout(desk.run);
    const turn = (desk.turn = (desk.turn ?? 0) + 1);
    const run = (): void => {
      if (desk.turn !== turn) return;
      delete desk.waitingSince;
      publish(uri, rested).catch((fault: unknown) => {
        if (!isCancelled(fault)) log(`findings for ${uri}`, fault);
      });
    };
    // A timer waits at least a millisecond, which is a good part of what a key costs.
    if (delay === 0) void Promise.resolve().then(run);
    else desk.run = setTimeout(run, delay);
  }

  async function publish(uri: string, rested: boolean): Promise<void> {
    const loaded = await engine();
    const around = await aroundOf(uri);
    const open = documents.named(uri);
    const desk = desks.get(uri);
    if (open === undefined || desk === undefined) return;
    if (ownRules.holds(uri)) {
      await ownRules.look(open, false);
      clearTimeout(desk.idle);
      desk.idle = setTimeout(() => {
        ownRules.look(open, true).catch((fault: unknown) => {
          log(`rules in ${uri}`, fault);
        });
      }, idleMs);
      return;
    }
    const note = bringUpToDate(loaded, open, around, never);
    showReports(note, desk, rested);
    desk.ranAt = Date.now();
    clearTimeout(desk.idle);
    const isPaused = pauses.isPaused(uri);
    const { verify, profile } = note.settings;
    const wanted =
      !isPaused && profile !== 'quiet' && (verify === 'idle' || (verify === 'onSave' && desk.saved === true));
    desk.saved = false;
    if (wanted) desk.idle = setTimeout(() => void verifyNote(loaded, uri, desk), idleMs);
    else if (isPaused) tellVerdicts(loaded, note);
    else desk.idle = setTimeout(() => desk.known && tellVerdicts(loaded, desk.known), idleMs);
    clearTimeout(desk.rest);
    if (desk.shown?.editing !== undefined) {
      desk.rest = setTimeout(() => {
        publishSoon(uri, 0, true);
      }, restMs);
    }
  }

  function showReports(note: Analysed, desk: Desk, rested: boolean): void {
    const { shown } = publication(note, desk.shown, rested);
    desk.shown = shown;
    const reports = pauses.isPaused(note.uri) ? [] : shown.reports;
    for (const list of byDocument(note, reports, abilities)) void connection.sendDiagnostics(list);
  }

  function tellVerdicts(loaded: Engine, note: Analysed): void {
    const told = { ...verdictsOf(loaded, note), paused: pauses.isPaused(note.uri) };
    void connection.sendNotification(verdicts, told.paused ? { ...told, claims: [], attention: 0 } : told);
  }

  /** Verdicts are shown at most four times a second; findings in the formula being written wait as all do. */
  async function verifyNote(loaded: Engine, uri: string, desk: Desk, onPart?: OnPart): Promise<void> {
    const { known: note } = desk;
    if (note === undefined) return;
    verifier ??= verifierWith(loaded, platform.ask);
    const isCurrent = (): boolean => desks.get(uri) === desk && desk.known?.sheets === note.sheets;
    const show = async (): Promise<void> => {
      clearTimeout(desk.news);
      delete desk.news;
      if (!isCurrent() || desk.known === undefined) return;
      const before = desk.known;
      desk.known = withNews(loaded, before, verdictOf);
      if (desk.known !== before) showReports(desk.known, desk, desk.shown?.editing === undefined);
      if (!(await saidInTurns(loaded, desk.known.facts, isCurrent))) return;
      tellVerdicts(loaded, desk.known);
      if (refreshesLenses && desk.known.settings.verdicts === 'lens')
        void connection.sendRequest(CodeLensRefreshRequest.type);
    };
    const news = (): void => {
      desk.news ??= setTimeout(() => void show().catch(failed), newsMs);
    };
    const failed = (fault: unknown): void => {
      log('verify', fault);
    };
    try {
      await verifier.look(note.facts, partWritten(note, desk.shown), isCurrent, news, onPart);
      await show();
    } catch (fault) {
      failed(fault);
    }
  }

  const aroundOf = async (uri: string): Promise<Around> => ({
    settings: await settings.of(uri),
    accepted: await baselines.of(uri),
  });

  function bringUpToDate(loaded: Engine, open: OpenNote, around: Around, token: Token): Analysed {
    const desk = deskOf(open.uri);
    return (desk.known = analysed(loaded, open, around, token, desk.known, verdictOf));
  }

  async function upToDate(uri: string, token: CancellationToken): Promise<Analysed | undefined> {
    const loaded = await engine();
    const before = documents.of(uri);
    if (before === undefined) return undefined;
    const around = await aroundOf(before.uri);
    // Before work, one turn of the loop, in which a cancellation that is already on its way is heard.
    if (!isCurrent(before, around, desks.get(before.uri)?.known)) await nextTurn();
    stopIfCancelled(token);
    const open = documents.of(uri);
    return open && bringUpToDate(loaded, open, around, token);
  }

  connection.onInitialize((params): InitializeResult => {
    abilities = abilitiesOf(params.capabilities, params.initializationOptions);
    registersForSettings = params.capabilities.workspace?.didChangeConfiguration?.dynamicRegistration === true;
    refreshesLenses = params.capabilities.workspace?.codeLens?.refreshSupport === true;
    platform.begin?.(params.initializationOptions);
    settings.begin(params.capabilities, params.initializationOptions);
    pictures.begin(params.initializationOptions);
    baselines.begin(params);
    ownRules.begin(params);
    // A client that cannot prepare must not be offered it.
    const prepares = params.capabilities.textDocument?.rename?.prepareSupport === true;
    const capabilities = { ...offered, renameProvider: prepares ? { prepareProvider: true } : true };
    return { capabilities, serverInfo: { name: 'nabla', version } };
  });

  connection.onInitialized(() => {
    baselines.watch();
    engine().catch((fault: unknown) => {
      log('start', fault);
    });
    if (!registersForSettings) return;
    connection.client.register(DidChangeConfigurationNotification.type, { section }).catch((fault: unknown) => {
      log('settings', fault);
    });
  });

  connection.onDidChangeConfiguration((params: { readonly settings: unknown }) => {
    settings.changed(params.settings);
    republish();
  });

  connection.onShutdown(() => {
    desks.forEach(clearDesk);
    desks.clear();
  });

  const session: Session = {
    connection,
    ask: platform.ask,
    rules: ownRules.book,
    versionOf: (uri) => documents.of(uri)?.documents.find((it) => it.uri === uri)?.version,
    abilities: () => abilities,
    pictures,
    engine,
    analysed: upToDate,
    verified: async (uri, token, onPart) => {
      const loaded = await engine();
      const note = await upToDate(uri, token);
      const desk = note && desks.get(note.uri);
      if (note === undefined || desk === undefined) return undefined;
      await verifyNote(loaded, note.uri, desk, onPart);
      return desk.known;
    },
    look: async (uri) => {
      const loaded = await engine();
      const text = documents.of(uri) === undefined ? await read(uri).catch(() => undefined) : undefined;
      if (text === undefined) return undefined;
      const open = { uri, notebook: false, documents: [TextDocument.create(uri, 'markdown', 0, text)] };
      const note = analysed(loaded, open, await aroundOf(uri), never, undefined, verdictOf);
      await (verifier ??= verifierWith(loaded, platform.ask)).look(
        note.facts,
        0,
        () => true,
        () => undefined,
      );
      settings.forget(uri);
      return withNews(loaded, note, verdictOf);
    },
    show: (note) => {
      for (const list of byDocument(note, note.reports, abilities)) void connection.sendDiagnostics(list);
    },
    pauses,
    accept: baselines.accept,
    everyNote: async (token, ask) => {
      const loaded = await engine();
      const answers = [];
      for (const { documents: sheets } of documents.all()) {
        const note = await upToDate(sheets[0]?.uri ?? '', token);
        if (note) answers.push(...ask(note, loaded));
      }
      return answers;
    },
    log,
  };
  registerHandlers(session);
  registerSymbolHandlers(session);
  registerCodeActions(session);
  registerCompletion(session);
  registerCommands(session);
  registerLenses(session);
  connection.listen();
}

const offered: InitializeResult['capabilities'] = {
  positionEncoding: PositionEncodingKind.UTF16,
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
  notebookDocumentSync: {
    notebookSelector: [{ notebook: { notebookType: 'jupyter-notebook' }, cells: [{ language: 'markdown' }] }],
    save: true,
  },
  hoverProvider: true,
  inlineCompletionProvider: true,
  completionProvider: {
    triggerCharacters: ['='],
    resolveProvider: true,
    completionItem: { labelDetailsSupport: true },
  },
  codeLensProvider: {},
  inlayHintProvider: true,
  executeCommandProvider: { commands: [...serverCommands] },
  documentSymbolProvider: { label: 'Nabla' },
  declarationProvider: true,
  definitionProvider: true,
  referencesProvider: true,
  documentHighlightProvider: true,
  workspaceSymbolProvider: true,
  codeActionProvider: { codeActionKinds: ['quickfix', 'refactor.rewrite', 'source.nabla.writeDown'] },
};

function abilitiesOf({ textDocument, window, workspace }: ClientCapabilities, options: unknown): Abilities {
  return {
    ignoreList: says(options, 'ignoreList'),
    readsFiles: says(options, 'readsFiles'),
    paintsVerdicts: says(options, 'paintsVerdicts'),
    progress: window?.workDoneProgress ?? false,
    markdownHover: textDocument?.hover?.contentFormat?.includes(MarkupKind.Markdown) ?? false,
    relatedInformation: textDocument?.publishDiagnostics?.relatedInformation ?? false,
    codeDescription: textDocument?.publishDiagnostics?.codeDescriptionSupport ?? false,
    outlineTree: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport ?? false,
    completion: {
      labelDetails: textDocument?.completion?.completionItem?.labelDetailsSupport ?? false,
      defaultRange: textDocument?.completion?.completionList?.itemDefaults?.includes('editRange') ?? false,
      markdown: textDocument?.completion?.completionItem?.documentationFormat?.includes(MarkupKind.Markdown) ?? false,
    },
    annotatedEdits: workspace?.workspaceEdit?.changeAnnotationSupport !== undefined,
    versionedEdits: workspace?.workspaceEdit?.documentChanges ?? false,
  };
}

const says = (options: unknown, name: 'ignoreList' | 'readsFiles' | 'paintsVerdicts'): boolean =>
  typeof options === 'object' &&
  options !== null &&
  Object.entries(options).some(([key, it]) => key === name && it === true);
