/** A note's text → its formulas, sentences, macros and comments, part by part. */
import { span } from '../base/span.ts';
import { frontMatterMacros, frontMatterOf } from './front-matter.ts';
import type { DollarRule, Note, NoteFormat, NoteProblem, Part, PlacedPart } from './note.ts';
import { markdownCells } from './notebook.ts';
import { emptyCache, put, readSections, take, type Cache } from './sections.ts';
import { oneToOne, slice } from './source-map.ts';
import { readTex, texStarts } from './tex.ts';

export interface ReadOptions {
  readonly dollarRule?: DollarRule;
  /** The note before an edit: a part whose text is the same is taken over as it is. */
  readonly previous?: Note;
}

/** A longer note is not read; it says so. */
const largest = 2 * 1024 * 1024;

/** Most of a notebook is the output of its code, which is passed over. */
const largestNotebook = 32 * 1024 * 1024;

export const limitOf = (format: NoteFormat): number => (format === 'notebook' ? largestNotebook : largest);

/** Reads a note. Never throws; what could not be read is a problem of the note. */
export function readNote(text: string, format: NoteFormat, options: ReadOptions = {}): Note {
  const problem = unreadable(text, format);
  if (problem !== undefined) return { format, text, parts: [], problems: [problem] };
  if (format === 'latex') return readLatexNote(text, options.previous);
  if (format === 'notebook') return readNotebook(text, options);
  return readMarkdownNote(text, format, options);
}

function readLatexNote(text: string, previous: Note | undefined): Note {
  const known = new Map<string, Part[]>();
  if (previous?.format === 'latex') for (const { part } of previous.parts) put(known, part.text, part);
  const starts = texStarts(text);
  const parts = starts.map((start, index): PlacedPart => {
    const own = text.slice(start, starts[index + 1] ?? text.length);
    return { part: take(known, own) ?? readTex(own), place: oneToOne(start, own.length) };
  });
  return { format: 'latex', text, parts, problems: [] };
}

/** Each Markdown cell is cut like a note; the parts of all cells follow one another. */
function readNotebook(text: string, options: ReadOptions): Note {
  const cells = markdownCells(text);
  if ('fault' in cells) {
    const { fault, at } = cells;
    const problem: NoteProblem = { code: 'not-a-notebook', span: span(at, at), data: { detail: fault } };
    return { format: 'notebook', text, parts: [], problems: [problem] };
  }
  if (cells.reduce((sum, it) => sum + it.text.length, 0) > largest) {
    const problem: NoteProblem = { code: 'too-large', span: span(0, 0), data: { detail: '2 MB of text' } };
    return { format: 'notebook', text, parts: [], problems: [problem] };
  }
  const { cache, rule } = cacheFor('notebook', options);
  const known = new Map<string, Part[]>();
  for (const part of cache.parts) put(known, part.text, part);
  const parts: PlacedPart[] = [];
  for (const cell of cells) {
    const dialect = { rule, escapes: true, titles: false };
    for (const { part, place } of readSections(cell.text, 0, dialect, { ...cache, parts: [] })) {
      const start = place.pieces[0]?.to ?? 0;
      const own = take(known, part.text) ?? part;
      parts.push({ part: own, place: slice(cell.map, start, start + part.text.length) });
    }
  }
  const note: Note = { format: 'notebook', text, parts, problems: [] };
  caches.set(note, { cache: { ...cache, parts: parts.map((it) => it.part) }, rule });
  return note;
}

/** What reading left behind for the next version, beside the note: the note itself stays plain data. */
const caches = new WeakMap<Note, { readonly cache: Cache; readonly rule: DollarRule }>();

function readMarkdownNote(text: string, format: NoteFormat, options: ReadOptions): Note {
  const { cache, rule } = cacheFor(format, options);
  const front = format === 'markdown' ? frontMatterOf(text) : undefined;
  const start = front?.end ?? (text.startsWith('\uFEFF') ? 1 : 0);
  const head = front === undefined ? [] : frontPart(front.text, front.span.start);
  const body = mayHoldMath(text, start)
    ? readSections(text, start, { rule, escapes: format === 'markdown', titles: format === 'text' }, cache)
    : [bare(text.slice(start), start)];
  const note: Note = {
    format,
    text,
    parts: [...head, ...body],
    ...(front === undefined ? {} : { frontMatter: { text: front.text, span: front.span } }),
    problems: [],
  };
  caches.set(note, { cache: { ...cache, parts: body.map((it) => it.part) }, rule });
  return note;
}

function cacheFor(format: NoteFormat, { dollarRule, previous }: ReadOptions): { cache: Cache; rule: DollarRule } {
  const rule = dollarRule ?? 'pandoc';
  const before = previous?.format === format ? caches.get(previous) : undefined;
  return { cache: before?.rule === rule ? before.cache : emptyCache(), rule };
}

const opener = /[$]|\\[([]|\\begin|math|nabla:|\\(?:new|re|provide)command|\\def|\\Declare/g;

function mayHoldMath(text: string, from: number): boolean {
  opener.lastIndex = from;
  return opener.test(text);
}

function bare(text: string, at: number): PlacedPart {
  const part: Part = { text, formulas: [], blocks: [], macros: [], comments: [], problems: [] };
  return { part, place: oneToOne(at, text.length) };
}

/** Front matter is a part of its own when it defines macros, so that their spans have a text to point into. */
function frontPart(text: string, at: number): PlacedPart[] {
  const macros = text.includes('acros') ? frontMatterMacros(text) : [];
  if (macros.length === 0) return [];
  const placed = bare(text, at);
  return [{ ...placed, part: { ...placed.part, macros } }];
}

function unreadable(text: string, format: NoteFormat): NoteProblem | undefined {
  const limit = limitOf(format);
  if (text.length > limit) {
    return { code: 'too-large', span: span(0, 0), data: { detail: `${String(limit / 1024 / 1024)} MB` } };
  }
  const head = text.slice(0, 64_000);
  const nul = head.includes('\0');
  const odd = head.includes('\uFFFD') ? (head.match(/\uFFFD/g)?.length ?? 0) : 0;
  if (nul || odd > 8 + head.length / 200) return { code: 'not-text', span: span(0, 0), data: {} };
  return undefined;
}

const formats: Readonly<Record<string, NoteFormat>> = {
  md: 'markdown', markdown: 'markdown', mdown: 'markdown', mkd: 'markdown', qmd: 'markdown', rmd: 'markdown',
  mdx: 'markdown', myst: 'markdown', xml: 'markdown', html: 'markdown', htm: 'markdown',
  tex: 'latex', ltx: 'latex', latex: 'latex', sty: 'latex',
  ipynb: 'notebook',
  txt: 'text', text: 'text',
}; // prettier-ignore

/** The format a file's name says; nothing when Nabla does not read such files. */
export function formatOf(path: string): NoteFormat | undefined {
  const extension = /\.([A-Za-z]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(formats, extension) ? formats[extension] : undefined;
}
