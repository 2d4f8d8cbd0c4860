/** The library: read a note, analyse it, or check it in one go. */
import { analyse } from './analysis/analyse.ts';
import { type Settings, defaults } from './analysis/settings.ts';
import { never } from './base/cancel.ts';
import { diagnostics } from './features/diagnostics.ts';
import type { Report } from './features/report.ts';
import { formatOf, readNote } from './note/read.ts';

export { analyse, defaults, formatOf, readNote };
export type {
  Facts,
  Finding,
  FormulaFacts,
  PartFacts,
  ShapeFact,
  StatementFact,
  SymbolFact,
} from './analysis/facts.ts';
export type { Code } from './analysis/problems.ts';
export type { Settings } from './analysis/settings.ts';
export type { Note, NoteFormat } from './note/note.ts';
export type { Report } from './features/report.ts';
export { explain } from './features/explain.ts';
export { version } from './base/version.ts';

/** The findings of a note, in offsets of `text`. The path says what kind of note it is; nothing is read from disk. */
export function check(text: string, path: string, settings: Settings = defaults): readonly Report[] {
  const note = readNote(text, formatOf(path) ?? 'text', { dollarRule: settings.dollarRule });
  return diagnostics(analyse(note, settings, never), settings, Infinity);
}
