/** Verdicts and shapes beside the text, for those who ask for them: code lenses above a claim, hints in its line. */
import { type CodeLens, type InlayHint, type Range } from 'vscode-languageserver';
import type { Analysed, Engine } from './analysed.ts';
import { locationOf, spanOf } from './convert.ts';
import { answer, type Session } from './handlers.ts';

export function registerLenses(session: Session): void {
  const { connection } = session;

  connection.onCodeLens(({ textDocument: { uri } }, token) =>
    answer(session, 'codeLens', uri, token, (note, engine) =>
      note.settings.verdicts === 'lens' ? lensesOf(note, uri, engine) : [],
    ),
  );

  connection.languages.inlayHint.on(({ textDocument: { uri }, range }, token) =>
    answer(session, 'inlayHint', uri, token, (note, engine) => [
      ...verdictHints(note, uri, engine, session),
      ...shapesIn(note, uri, range, engine, session),
    ]),
  );
}

function lensesOf(note: Analysed, uri: string, engine: Engine): CodeLens[] {
  return engine.shownClaims(note.facts).flatMap((claim) => {
    const at = locationOf(note, claim.sign);
    if (at?.uri !== uri || claim.step === undefined) return [];
    const title = `${engine.glyphs[claim.mark]} ${engine.verdictSentence(note.facts, claim)}`;
    return [{ range: at.range, command: { title, command: '' } }];
  });
}

/** Behind the line, where the client does not paint them itself. */
function verdictHints(note: Analysed, uri: string, engine: Engine, session: Session): InlayHint[] {
  if (note.settings.verdicts !== 'hints' || session.abilities().paintsVerdicts) return [];
  return engine.shownClaims(note.facts).flatMap((claim) => {
    const at = locationOf(note, claim.span);
    if (at?.uri !== uri || claim.step === undefined) return [];
    const label = `${engine.glyphs[claim.mark]} ${engine.words[claim.mark]}`;
    const tooltip = engine.verdictSentence(note.facts, claim);
    return [{ position: at.range.end, label, tooltip, paddingLeft: true }];
  });
}

/** `held`: only for a client that shows them while keys are held, and where it does so. */
function shapesIn(note: Analysed, uri: string, range: Range, engine: Engine, session: Session): InlayHint[] {
  const { shapeHints } = note.settings;
  const held = session.abilities().paintsVerdicts && note.facts.note.format !== 'latex';
  const within = spanOf(note, uri, range);
  if (within === undefined || shapeHints === 'off' || (shapeHints === 'held' && !held)) return [];
  return engine.shapeHints(note.facts, within).flatMap(({ offset, text }) => {
    const at = locationOf(note, { start: offset, end: offset });
    return at?.uri === uri ? [{ position: at.range.start, label: text }] : [];
  });
}
