/**
 * What a person asks for by name, in any editor: `workspace/executeCommand` with the address of a note and, where it
 * matters, a position. Answers are plain text or plain data; a command that cannot be carried out says why in a sentence.
 */
import { type CancellationToken, LSPErrorCodes, Position, ResponseError } from 'vscode-languageserver';
import { after } from '../base/after.ts';
import type { Analysed, Engine } from './analysed.ts';
import { locationOf, offsetOf } from './convert.ts';
import { answer, guarded, type Session } from './handlers.ts';
import { pauseKinds } from './pauses.ts';
import type { ClaimItem } from './protocol.ts';
import type { OnPart } from './verifier.ts';

interface Asked {
  readonly uri: string;
  readonly position: Position;
  readonly more: readonly unknown[];
  readonly token: CancellationToken;
}

type Run = (session: Session, asked: Asked) => Promise<unknown>;

const commands = {
  /** [uri]: the note at a glance, as text. */
  'nabla.overview': (session, { uri, token }) =>
    answer(session, 'overview', uri, token, (note, engine) => {
      if (session.pauses.isPaused(note.uri)) return `${nameOf(note.uri)} is paused.`;
      return `${engine.overview(note.facts, nameOf(note.uri), note.where, note.reports)}\n${engine.legend}`;
    }),
  /** [uri]: its claims, those first that ask for attention. */
  'nabla.claims': (session, { uri, token }) =>
    answer(session, 'claims', uri, token, (note, engine) =>
      engine.listedClaims(note.facts).flatMap(({ glyph, tex, text, offset }): readonly ClaimItem[] => {
        const location = locationOf(note, { start: offset, end: offset });
        return location ? [{ label: `${glyph} ${tex}`, detail: `${note.where(offset)}: ${text}`, location }] : [];
      }),
    ),
  /** [uri, position]: `{ text, numpy }` of the claim there, or null. */
  'nabla.counterexample': (session, { uri, position, token }) =>
    answer(
      session,
      'counterexample',
      uri,
      token,
      (note, engine) => engine.counterexample(note.facts, offsetOf(note, uri, position) ?? -1) ?? null,
    ),
  /** [uri, position]: verifies, and tells the verdict of the claim there; [uri]: of the note. */
  'nabla.verify': verify,
  /** [code], or [uri, position] for the finding there. */
  'nabla.explain': explain,
  /** [uri]: puts the findings of the note into the baseline of its folder. */
  'nabla.accept': accept,
  /** [[uri, …]]: looks at notes that are not open, and publishes what it finds. */
  'nabla.check': checkAll,
  /** [uri, 'note' | 'hour' | 'session' | 'resume'] */
  'nabla.pause': pause,
} satisfies Readonly<Record<string, Run>>;

export const serverCommands: readonly string[] = Object.keys(commands);

const runs: ReadonlyMap<string, Run> = new Map(Object.entries(commands));

export function registerCommands(session: Session): void {
  session.connection.onExecuteCommand(({ command, arguments: given = [] }, token) => {
    const run = runs.get(command);
    if (run === undefined) return new ResponseError(LSPErrorCodes.RequestFailed, `${command} is no command of Nabla.`);
    const [first, second, ...rest] = given as readonly unknown[];
    const position = Position.is(second) ? second : { line: -1, character: 0 };
    const more = Position.is(second) ? rest : [second, ...rest];
    const uri = typeof first === 'string' ? first : '';
    return guarded(session, command, token, () =>
      run(session, { uri, position, more: typeof first === 'string' ? more : [first], token }),
    );
  });
}

async function verify(session: Session, { uri, position, token }: Asked): Promise<string> {
  const note = await withProgress(session, `Verifying ${nameOf(uri)}`, (onPart) =>
    session.verified(uri, token, onPart),
  );
  if (note === undefined) return 'The note is not open.';
  const engine = await session.engine();
  if (position.line < 0) return engine.summaryOf(note.facts) || 'The note makes no claim.';
  const claim = engine.claimNear(note.facts, offsetOf(note, uri, position) ?? -1);
  if (claim === undefined) return 'No claim stands here.';
  return `${engine.glyphs[claim.mark]} ${engine.verdictSentence(note.facts, claim)}`;
}

async function explain(session: Session, asked: Asked): Promise<unknown> {
  const engine = await session.engine();
  if (engine.isCode(asked.uri)) return engine.explain(asked.uri);
  return answer(session, 'explain', asked.uri, asked.token, (note) => {
    const offset = offsetOf(note, asked.uri, asked.position) ?? -1;
    const at = (start: number, end: number): Analysed['reports'] =>
      note.reports.filter(({ span }) => span.start <= end && start <= span.end);
    const claim = engine.claimNear(note.facts, offset);
    const exact = at(offset, offset);
    const here = exact.length > 0 || claim === undefined ? exact : at(claim.span.start, claim.span.end);
    return here.map((it) => `${it.message}\n\n${explained(it.code, engine)}`).join('\n\n') || 'No finding stands here.';
  });
}

const explained = (code: string, engine: Engine): string => (engine.isCode(code) ? engine.explain(code) : '');

async function accept(session: Session, { uri, token }: Asked): Promise<string> {
  const note = await session.verified(uri, token);
  if (note === undefined) return 'The note is not open.';
  const engine = await session.engine();
  const marks = engine
    .fingerprints(note.facts, note.reports)
    .filter((it, index) => it !== undefined && note.reports[index]?.severity !== 'hint')
    .filter((it) => it !== undefined);
  const fresh = await session.accept(note.uri, marks);
  if (fresh === undefined) return 'The note is in no folder that is open, so nothing can be accepted.';
  return fresh === 0 ? 'There is nothing new to accept.' : `${some(fresh, 'finding')} accepted: shown as hints now.`;
}

async function checkAll(session: Session, { more: [list], token }: Asked): Promise<string> {
  const uris = Array.isArray(list) ? list.filter((it) => typeof it === 'string') : [];
  let findings = 0;
  let notes = 0;
  await withProgress(session, 'Checking notes', async (onPart) => {
    for (const [index, uri] of uris.entries()) {
      if (token.isCancellationRequested) return;
      onPart(index, uris.length);
      const note = await session.look(uri);
      if (note === undefined) continue;
      session.show(note);
      notes += 1;
      findings += note.reports.filter((it) => it.severity === 'error' || it.severity === 'warning').length;
    }
  });
  return `${some(notes, 'note')} looked at that ${notes === 1 ? 'is' : 'are'} not open: ${some(findings, 'finding')}.`;
}

function pause(session: Session, { uri, more }: Asked): Promise<string> {
  const kind = pauseKinds.find((it) => more.includes(it)) ?? 'note';
  session.pauses.set(kind, uri);
  return Promise.resolve(session.pauses.isPaused(uri) ? 'Paused.' : 'No longer paused.');
}

/** Tells how far a work has come once it has taken a second, where the client shows such. */
async function withProgress<T>(session: Session, title: string, work: (onPart: OnPart) => Promise<T>): Promise<T> {
  const { connection } = session;
  if (!session.abilities().progress) return work(() => undefined);
  let told: OnPart = () => undefined;
  let end: () => void = () => undefined;
  let isOver = false;
  const stop = after(progressMs, () => {
    void connection.window.createWorkDoneProgress().then((progress) => {
      progress.begin(title, 0);
      if (isOver) progress.done();
      told = (done, all) => {
        progress.report(Math.round((100 * done) / Math.max(1, all)));
      };
      end = () => {
        progress.done();
      };
    });
  });
  try {
    return await work((done, all) => {
      told(done, all);
    });
  } finally {
    isOver = true;
    stop();
    end();
  }
}

const progressMs = 1000;

const nameOf = (uri: string): string => decodeURIComponent(uri.split('/').at(-1) ?? uri);
const some = (count: number, noun: string): string => `${String(count)} ${noun}${count === 1 ? '' : 's'}`;
