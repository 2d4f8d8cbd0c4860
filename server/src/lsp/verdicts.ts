/** The verdicts of a note as the client shows them, and where it is being written. */
import { partInNote } from '../features/places.ts';
import type { Analysed, Engine } from './analysed.ts';
import type { MarkedClaim, VerdictsParams } from './protocol.ts';
import type { Shown } from './publish.ts';

/** Notebooks show their marks nowhere yet: a line of the note is none of a cell. */
export function verdictsOf(engine: Engine, note: Analysed): VerdictsParams {
  const [only, ...more] = note.sheets;
  const lineOf = (offset: number): number => only?.document.positionAt(offset).line ?? 0;
  const silent = note.settings.profile !== 'thorough';
  const claims =
    more.length > 0
      ? []
      : engine
          .marks(note.facts, silent)
          .map(({ offset, mark, text }): MarkedClaim => ({ line: lineOf(offset), mark, text }));
  return { uri: note.uri, version: only?.version ?? 0, claims, summary: engine.summaryOf(note.facts) };
}

/** The part in which is being written; the first where nobody writes. */
export function partWritten(note: Analysed, shown: Shown | undefined): number {
  const at = shown?.editing?.start;
  if (at === undefined) return 0;
  const { parts } = note.facts.note;
  return Math.max(
    0,
    parts.findIndex((it) => partInNote(it).end >= at),
  );
}
