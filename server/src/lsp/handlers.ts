/** Request → feature. One place answers for cancelled requests and for our own faults, so that no handler can forget. */
import {
  type CancellationToken,
  type Connection,
  ErrorCodes,
  LSPErrorCodes,
  ResponseError,
} from 'vscode-languageserver';
import type { Ask } from '../analysis/asking.ts';
import type { Rulebook } from '../analysis/rulebook.ts';
import { isCancelled } from '../base/cancel.ts';
import type { Analysed, Engine } from './analysed.ts';
import type { Pauses } from './pauses.ts';
import type { Pictures } from './pictures.ts';
import type { OnPart } from './verifier.ts';
import { type Abilities, offsetOf, toHover, toSymbols } from './convert.ts';

export interface Session {
  readonly connection: Connection;
  readonly abilities: () => Abilities;
  readonly engine: () => Promise<Engine>;
  /** The note that a document belongs to, up to date; none when the document is not open. @throws Cancelled */
  readonly analysed: (uri: string, token: CancellationToken) => Promise<Analysed | undefined>;
  /** The same with everything verified that can be; the findings are published meanwhile. */
  readonly verified: (uri: string, token: CancellationToken, onPart?: OnPart) => Promise<Analysed | undefined>;
  /** A note that is not open, read from its file and verified; none when it is open or cannot be read. */
  readonly look: (uri: string) => Promise<Analysed | undefined>;
  /** Publishes the findings of a note that is not open. */
  readonly show: (note: Analysed) => void;
  readonly pictures: Pictures;
  readonly pauses: Pauses;
  /** Puts findings of a note into the baseline of its folder; none where there is no folder. */
  readonly accept: (note: string, marks: readonly string[]) => Promise<number | undefined>;
  /** Asks every open note, brought up to date. @throws Cancelled */
  readonly everyNote: <T>(
    token: CancellationToken,
    ask: (note: Analysed, engine: Engine) => readonly T[],
  ) => Promise<T[]>;
  /** Of an open document. */
  readonly versionOf: (uri: string) => number | undefined;
  /** Puts a job to a thread; none where nothing is verified. */
  readonly ask: Ask | undefined;
  /** The rules that a note may use, read when they are first needed. */
  readonly rules: () => Promise<Rulebook>;
  readonly log: (what: string, fault: unknown) => void;
}

/** The requests that are answered, each with the feature behind it. */
export function registerHandlers(session: Session): void {
  const { connection } = session;

  connection.onHover(({ textDocument: { uri }, position }, token) =>
    answer(session, 'hover', uri, token, async (note, engine) => {
      const offset = offsetOf(note, uri, position);
      if (offset === undefined) return null;
      const rules = engine.asksForRules(note.facts, offset) ? await session.rules() : undefined;
      const found = engine.hover(note.facts, note.reports, offset, note.where, rules);
      if (found === undefined) return null;
      const { pictures } = session;
      const shown = pictures.inHover(note.facts.note.format, note.settings) ? found.formula?.() : undefined;
      return toHover(note, found, session.abilities(), shown && pictures.atOnce(shown));
    }),
  );

  connection.onDocumentSymbol(({ textDocument: { uri } }, token) =>
    answer(session, 'documentSymbol', uri, token, (note, engine) =>
      toSymbols(note, uri, engine.symbols(note.facts), session.abilities()),
    ),
  );
}

/**
 * Answers one request. Cancelled is never an empty list, which would say that nothing was found: it is the error the
 * protocol has for it. A fault of ours is logged and answered as an error; the server lives on.
 */
export async function answer<T>(
  session: Session,
  name: string,
  uri: string,
  token: CancellationToken,
  work: (note: Analysed, engine: Engine) => T | Promise<T>,
): Promise<T | null | ResponseError<never>> {
  return guarded(session, `${name} for ${uri}`, token, async () => {
    const engine = await session.engine();
    const note = await session.analysed(uri, token);
    return note ? work(note, engine) : null;
  });
}

/** The same for a request that is about no note in particular. `name` is what the log calls it. */
export async function guarded<T>(
  session: Session,
  name: string,
  token: CancellationToken,
  work: () => Promise<T>,
): Promise<T | ResponseError<never>> {
  try {
    return await work();
  } catch (fault) {
    if (isCancelled(fault)) {
      const code = token.isCancellationRequested ? LSPErrorCodes.RequestCancelled : LSPErrorCodes.ContentModified;
      return new ResponseError(code, fault.message);
    }
    session.log(name, fault);
    return new ResponseError(
      ErrorCodes.InternalError,
      `${name.split(' ')[0] ?? name} could not be answered; this is a fault of Nabla`,
    );
  }
}
