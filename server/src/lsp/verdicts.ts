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
  return {
    uri: note.uri,
    version: only?.version ?? 0,
    claims: more.length > 0 ? [] : onePerLine(engine, engine.marks(note.facts, silent), lineOf),
    summary: engine.summaryOf(note.facts),
    layout: engine.layoutInWords(note.facts, note.where) ?? '',
    attention: note.reports.filter((it) => it.severity === 'error' || it.severity === 'warning').length,
    style: note.settings.verdicts,
    paused: false,
  };
}

/** The gravest of a line; what is said of the others stands below it. */
function onePerLine(
  engine: Engine,
  marks: ReturnType<Engine['marks']>,
  lineOf: (offset: number) => number,
): readonly MarkedClaim[] {
  const lines = new Map<number, MarkedClaim>();
  for (const { offset, mark, text } of marks) {
    const line = lineOf(offset);
    const before = lines.get(line);
    const isGraver = before === undefined || engine.gravest.indexOf(mark) < engine.gravest.indexOf(before.mark);
    const texts = before === undefined ? text : isGraver ? `${text}\n${before.text}` : `${before.text}\n${text}`;
    lines.set(line, { line, mark: isGraver ? mark : before.mark, text: texts });
  }
  return [...lines.values()];
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
