/** An open note with its facts. Asked again for an unchanged note, the same answer; after an edit, only what changed. */
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Facts } from '../analysis/facts.ts';
import type { Known } from '../analysis/judged.ts';
import type { Settings } from '../analysis/settings.ts';
import type { Token } from '../base/cancel.ts';
import { type Whereabouts, lineStarts, pointAt } from '../features/lines.ts';
import type { Report } from '../features/report.ts';
import type { Note, NoteFormat, PlacedPart } from '../note/note.ts';
import type { OpenNote } from './documents.ts';
import type * as engine from './engine.ts';

/** The engine once it is loaded. */
export type Engine = typeof engine;

/** A document within the note's text. */
export interface Sheet {
  readonly document: TextDocument;
  readonly version: number;
  /** The document's text when it was read. */
  readonly text: string;
  /** Where it begins in the note's text. */
  readonly start: number;
}

export interface Analysed {
  readonly uri: string;
  readonly settings: Settings;
  readonly accepted: ReadonlySet<string> | undefined;
  readonly sheets: readonly Sheet[];
  /** Of each document alone; used again for those that did not change. */
  readonly notes: readonly Note[];
  readonly facts: Facts;
  readonly reports: readonly Report[];
  readonly where: Whereabouts;
}

/** What holds for a note besides its text: the settings, and the findings that its workspace has accepted. */
export interface Around {
  readonly settings: Settings;
  readonly accepted: ReadonlySet<string> | undefined;
}

/** Brings what is known of a note up to date. @throws Cancelled when the token falls. */
export function analysed(
  engine: Engine,
  open: OpenNote,
  around: Around,
  token: Token,
  previous: Analysed | undefined,
  known: Known,
): Analysed {
  const { settings, accepted } = around;
  const sheets = sheetsOf(open);
  if (previous && isCurrent(open, around, previous)) return previous;
  const notes = sheets.map((sheet) => read(engine, sheet, settings, previous));
  const [only] = notes;
  const note = open.notebook || only === undefined ? joined(notes, sheets) : only;
  const facts = engine.withVerdicts(engine.analyse(note, settings, token, previous?.facts), known, previous?.facts);
  const reports = engine.softened(facts, engine.diagnostics(facts, settings), accepted);
  return { uri: open.uri, settings, accepted, sheets, notes, facts, reports, where: whereabouts(open, sheets) };
}

/** The same note with the verdicts that came in since. */
export function withNews(engine: Engine, note: Analysed, known: Known): Analysed {
  const facts = engine.withVerdicts(note.facts, known);
  if (facts === note.facts) return note;
  return { ...note, facts, reports: engine.softened(facts, engine.diagnostics(facts, note.settings), note.accepted) };
}

/** Whether nothing changed since. */
export const isCurrent = (open: OpenNote, { settings, accepted }: Around, known: Analysed | undefined): boolean =>
  known?.settings === settings && known.accepted === accepted && sameTexts(sheetsOf(open), known.sheets);

function sheetsOf(open: OpenNote): readonly Sheet[] {
  let start = 0;
  return open.documents.map((document) => {
    const sheet = { document, version: document.version, text: document.getText(), start };
    start += sheet.text.length + 1;
    return sheet;
  });
}

const sameTexts = (a: readonly Sheet[], b: readonly Sheet[]): boolean =>
  a.length === b.length &&
  a.every((sheet, index) => {
    const other = b[index];
    return sheet.document.uri === other?.document.uri && sheet.version === other.version && sheet.text === other.text;
  });

function read(engine: Engine, sheet: Sheet, settings: Settings, previous: Analysed | undefined): Note {
  const index = previous?.sheets.findIndex((it) => it.document.uri === sheet.document.uri) ?? -1;
  const before = previous?.notes[index];
  const sameRule = previous?.settings.dollarRule === settings.dollarRule;
  if (before && sameRule && before.text === sheet.text) return before;
  const format = formatFor(engine, sheet.document);
  const usable = before && sameRule ? { previous: before } : {};
  return engine.readNote(sheet.text, format, { dollarRule: settings.dollarRule, ...usable });
}

const formats: Readonly<Record<string, NoteFormat>> = {
  markdown: 'markdown',
  quarto: 'markdown',
  rmd: 'markdown',
  mdx: 'markdown',
  latex: 'latex',
  tex: 'latex',
  plaintex: 'latex',
};

/** The editor's word for the language counts more than the ending of the name: untitled notes have none. */
const formatFor = (engine: Engine, document: TextDocument): NoteFormat =>
  formats[document.languageId.toLowerCase()] ?? engine.formatOf(document.uri) ?? 'text';

/** The cells one after another, a line break between two. Each is read alone: an open fence ends with its cell. */
function joined(notes: readonly Note[], sheets: readonly Sheet[]): Note {
  const startOf = (index: number): number => sheets[index]?.start ?? 0;
  return {
    format: 'notebook',
    text: sheets.map((sheet) => sheet.text).join('\n'),
    parts: notes.flatMap((note, index) => note.parts.map((placed) => moved(placed, startOf(index)))),
    problems: notes.flatMap((note, index) =>
      note.problems.map((it) => ({
        ...it,
        span: { start: it.span.start + startOf(index), end: it.span.end + startOf(index) },
      })),
    ),
  };
}

const moved = ({ part, place }: PlacedPart, by: number): PlacedPart => ({
  part,
  place: { pieces: place.pieces.map((piece) => ({ ...piece, to: piece.to + by })) },
});

function whereabouts(open: OpenNote, sheets: readonly Sheet[]): Whereabouts {
  const [only] = open.documents;
  // The document follows its own lines from key to key; a whole note's are counted only for a notebook's cell.
  if (!open.notebook && only !== undefined) return (offset) => `line ${only.positionAt(offset).line + 1}`;
  return (offset) => {
    const index = sheetAt(sheets, offset);
    const sheet = sheets[index];
    if (sheet === undefined) return 'another cell';
    return `text cell ${index + 1}, line ${pointAt(lineStarts(sheet.text), offset - sheet.start).line}`;
  };
}

/** Index of the sheet that holds an offset of the note. */
export const sheetAt = (sheets: readonly Sheet[], offset: number): number =>
  Math.max(
    0,
    sheets.findLastIndex((sheet) => sheet.start <= offset),
  );
