/**
 * Cuts a Markdown text where Markdown starts afresh, reads each stretch once, and puts them together to parts at the
 * unindented headings. A cut is exact: reading the whole text at one go gives the same (`test/note-sections.test.ts`).
 *
 * A stretch may begin at an unindented heading, or at an unindented line after a blank one unless it could continue
 * a list. It goes on over such a line when a fence, an HTML block or a display formula is still open there.
 */
import { shift } from '../base/span.ts';
import { freshStart, isHeading, lineEnd } from './lines.ts';
import { closedAt, isTitle, readMarkdown, type Dialect, type Reading } from './markdown.ts';
import type { Block, Formula, MacroSource, NablaComment, NoteProblem, Part, Piece, PlacedPart } from './note.ts';
import { moved, oneToOne } from './source-map.ts';

/** What was read before. */
export interface Cache {
  /** By text: what stands between two fresh starts means the same wherever it stands. */
  readonly stretches: Map<string, Reading>;
  readonly parts: readonly Part[];
}

export const emptyCache = (): Cache => ({ stretches: new Map(), parts: [] });

/** The parts of `text` from `from` on. A part whose text the cache holds is taken over as it is. */
export function readSections(text: string, from: number, dialect: Dialect, old: Cache): PlacedPart[] {
  const parts: PlacedPart[] = [];
  const absent = new Map<string, number>();
  const kept = unchanged(text, from, old.parts, dialect);
  let at = from;
  for (const part of old.parts.slice(0, kept.head)) place(part);
  const moved = new Map<string, Part[]>();
  for (const part of old.parts.slice(kept.head, old.parts.length - kept.tails.length)) put(moved, part.text, part);
  while (at < text.length) {
    const tail = kept.tails.indexOf(at);
    if (tail >= 0) {
      for (const part of old.parts.slice(old.parts.length - kept.tails.length + tail)) place(part);
      break;
    }
    const start = at;
    const stretches: { reading: Reading; start: number }[] = [];
    let end = at;
    do {
      const stretch = readStretch(text, end, dialect, old, absent);
      stretches.push({ reading: stretch.reading, start: end - start });
      end = stretch.end;
    } while (end < text.length && !startsPart(text, end, dialect));
    const own = text.slice(start, end);
    place(take(moved, own) ?? joined(own, stretches));
  }
  // Old stretches are kept while they may come back by undoing; not for ever.
  if (old.stretches.size > 20_000 && old.stretches.size > text.length / 4) old.stretches.clear();
  return parts;

  function place(part: Part): void {
    parts.push({ part, place: oneToOne(at, part.text.length) });
    at += part.text.length;
  }
}

/**
 * How many old parts begin the text unchanged, and where those begin that end it. A part that ends before a heading
 * left nothing open there, so it is the same part wherever its text stands before a heading; and what follows a
 * heading depends on nothing before it, unless that leaves something open. Slices are compared in one step, which
 * `startsWith` does character by character.
 */
function unchanged(
  text: string,
  from: number,
  old: readonly Part[],
  { titles }: Dialect,
): { head: number; tails: number[] } {
  // A title is one only if a blank line follows, and does not end a formula: too much to look at.
  if (titles) return { head: 0, tails: [] };
  let head = 0;
  let at = from;
  for (const [index, part] of old.entries()) {
    const end = at + part.text.length;
    const last = index === old.length - 1;
    if (!(last ? end === text.length : isHeading(text, end)) || text.slice(at, end) !== part.text) break;
    head++;
    at = end;
  }
  const tails: number[] = [];
  let end = text.length;
  for (const part of old.slice(head).reverse()) {
    const start = end - part.text.length;
    if (start < at || !isHeading(text, start) || text.slice(start, end) !== part.text) break;
    tails.unshift(start);
    end = start;
  }
  return { head, tails };
}

/** Two equal sections are two parts: a part is handed out once a version. */
export function take(parts: Map<string, Part[]>, text: string): Part | undefined {
  const same = parts.get(text);
  return same === undefined ? undefined : same.shift();
}

export function put(parts: Map<string, Part[]>, text: string, part: Part): void {
  const same = parts.get(text);
  if (same === undefined) parts.set(text, [part]);
  else same.push(part);
}

function readStretch(text: string, at: number, dialect: Dialect, cache: Cache, absent: Map<string, number>) {
  let end = nextStart(text, at, dialect);
  let reading = read(text.slice(at, end), dialect, cache);
  for (;;) {
    const more = extent(text, at, end, reading, dialect, absent);
    if (more === undefined) return { reading, end };
    end = more.end;
    if (!more.read) return { reading, end };
    reading = read(text.slice(at, end), dialect, cache);
  }
}

function read(text: string, dialect: Dialect, cache: Cache): Reading {
  let reading = cache.stretches.get(text);
  if (reading === undefined) {
    reading = readMarkdown(text, dialect);
    cache.stretches.set(text, reading);
  }
  return reading;
}

/** How far the stretch goes on beyond `end` because of what is still open there. */
function extent(
  text: string,
  at: number,
  end: number,
  { open, fragment }: Reading,
  dialect: Dialect,
  absent: Map<string, number>,
) {
  if (end >= text.length) return undefined;
  if (open !== undefined) {
    const closer = new RegExp(open.closer, 'gim');
    closer.lastIndex = end;
    const found = closer.test(text);
    if (!found) return { end: text.length, read: open.read };
    return { end: Math.min(text.length, lineEnd(text, closer.lastIndex) + 1), read: open.read };
  }
  for (const { start, closer } of fragment.pending ?? []) {
    const none = absent.get(closer);
    if (none !== undefined && none <= at + start) continue;
    const closed = closedAt(text, at + start, closer);
    if (closed > end) return { end: nextStart(text, closed - 1, dialect), read: true };
    if (closed < 0 && !text.includes(closer, at + start + 2)) absent.set(closer, at + start);
  }
  return undefined;
}

/** The next line after `at` where Markdown starts afresh, unless something is open there. */
function nextStart(text: string, at: number, { titles }: Dialect): number {
  if (!titles) return freshStart(text, at);
  // A title ends with its line.
  let first = isTitle(text, at);
  return freshStart(text, at, (line) => {
    const afresh = first || isTitle(text, line);
    first = false;
    return afresh;
  });
}

const startsPart = (text: string, at: number, dialect: Dialect): boolean =>
  isHeading(text, at) || (dialect.titles && isTitle(text, at));

/** One part out of the fragments of its stretches: offsets and numbers count on. */
function joined(text: string, stretches: readonly { reading: Reading; start: number }[]): Part {
  const formulas: Formula[] = [];
  const blocks: Block[] = [];
  const macros: MacroSource[] = [];
  const comments: NablaComment[] = [];
  const problems: NoteProblem[] = [];
  const divisions: { name: string; scope: number }[] = [];
  let scopes = 0;
  for (const { reading, start } of stretches) {
    const { fragment } = reading;
    const firstFormula = formulas.length;
    const firstBlock = blocks.length;
    let nextDivision = 0;
    const firstScope = scopes;
    scopes += fragment.scopes;
    for (const it of fragment.formulas) {
      formulas.push({ ...it, span: shift(it.span, start), map: moved(it.map, start), block: it.block + firstBlock });
    }
    for (const [index, it] of fragment.blocks.entries()) {
      for (
        let next = fragment.divisions[nextDivision];
        next !== undefined && next.block <= index;
        next = fragment.divisions[++nextDivision]
      ) {
        divide(next);
      }
      blocks.push({
        kind: it.kind,
        span: shift(it.span, start),
        pieces: it.pieces.map((piece) => movedPiece(piece, start, firstFormula)),
        scopes: [...divisions.map((division) => division.scope), ...it.scopes.map((scope) => scope + firstScope)],
      });
    }
    for (const next of fragment.divisions.slice(nextDivision)) divide(next);
    for (const it of fragment.macros) macros.push({ text: it.text, span: shift(it.span, start) });
    for (const it of fragment.comments)
      comments.push({ ...it, span: shift(it.span, start), block: it.block + firstBlock });
    for (const it of fragment.problems) problems.push({ ...it, span: shift(it.span, start) });
  }
  const heading = stretches[0]?.reading.fragment.heading;
  return { text, ...(heading === undefined ? {} : { heading }), formulas, blocks, macros, comments, problems };

  /** A closer ends the innermost division of its name, and what was left open inside it. */
  function divide(it: { open: boolean; name: string }): void {
    if (it.open) divisions.push({ name: it.name, scope: scopes++ });
    else {
      const last = divisions.findLastIndex((division) => division.name === it.name);
      if (last >= 0) divisions.length = last;
    }
  }
}

function movedPiece(it: Piece, by: number, firstFormula: number): Piece {
  const at = shift(it.span, by);
  return it.kind === 'formula'
    ? { kind: 'formula', formula: it.formula + firstFormula, span: at }
    : { ...it, span: at };
}
