import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readMarkdown } from '../server/src/note/markdown.ts';
import type { Note, NoteFormat } from '../server/src/note/note.ts';
import { readNote } from '../server/src/note/read.ts';
import { toSource } from '../server/src/note/source-map.ts';
import { anyReaderLine as line, anyReaderLines as text } from './support/markdown-lines.ts';

/** What a note says, in the note's own offsets, however it is cut; blanks at the ends of lines say nothing. */
function said(note: Note): unknown {
  return note.parts.map(({ part, place }) => {
    const at = (offset: number): number => toSource(place, offset);
    return [
      part.formulas.map((it) => [
        it.text,
        it.display,
        it.closed,
        at(it.span.start),
        [...it.text].map((_, i) => at(toSource(it.map, i))),
      ]),
      part.blocks.map((it) => [
        it.kind,
        it.pieces
          .map((piece) => (piece.kind === 'text' ? piece.text : `⟨${at(piece.span.start)}⟩`))
          .join('')
          .replace(/\s+/g, ' ')
          .trim(),
      ]),
      part.macros.map((it) => [it.text, at(it.span.start)]),
      part.comments.map((it) => [it.text, at(it.span.start)]),
      part.problems.map((it) => [it.code, at(it.span.start)]),
    ];
  });
}

const flat = (it: unknown): unknown[][] =>
  [0, 1, 2, 3, 4].map((kind) => (it as unknown[][][]).flatMap((part) => part[kind] ?? []));

/** micromark takes a number after indented code for more of the code's paragraph; a stretch of its own does not. */
const odd = /^(?:---|\+\+\+)|(?:^|\n)(?: {4}|\t).*\n\s*\n\d/;

test('a note read in sections is the note read at one go', () => {
  fc.assert(
    fc.property(
      text.filter((it) => it.includes('$') && !odd.test(it)),
      (source) => {
        const { fragment } = readMarkdown(source, { rule: 'pandoc', escapes: true, titles: false });
        const part = { ...fragment, text: source };
        const whole: Note = {
          format: 'markdown',
          text: source,
          parts: [{ part, place: { pieces: [{ from: 0, to: 0, length: source.length }] } }],
          problems: [],
        };
        expect(flat(said(readNote(source, 'markdown')))).toEqual(flat(said(whole)));
      },
    ),
    { numRuns: 1000, seed: 1 },
  );
}, 60_000);

test('after any edits a note is what it would be when read afresh', () => {
  const edit = fc.record({
    at: fc.nat(),
    drop: fc.nat(12),
    insert: fc.oneof(line, fc.constantFrom('$', '\n', '\n\n', 'x', '`', '#')),
  });
  const formats = fc.constantFrom<NoteFormat>('markdown', 'text', 'latex');
  fc.assert(
    fc.property(text, fc.array(edit, { minLength: 1, maxLength: 6 }), formats, (start, edits, format) => {
      let source = start;
      let note = readNote(source, format);
      for (const { at, drop, insert } of edits) {
        const from = source.length === 0 ? 0 : at % source.length;
        source = source.slice(0, from) + insert + source.slice(from + drop);
        note = readNote(source, format, { previous: note });
        expect(note).toEqual(readNote(source, format));
      }
    }),
    { numRuns: 300, seed: 2 },
  );
}, 60_000);

test('an untouched section is the very same object', () => {
  const before = readNote('# a\n\n$x$\n\n# b\n\n$y$\n\n# a\n\n$x$\n\n', 'markdown');
  const after = readNote('new $z$\n\n# a\n\n$x$\n\n# b\n\n$yy$\n\n# a\n\n$x$\n\n', 'markdown', { previous: before });
  expect(after.parts[1]?.part).toBe(before.parts[0]?.part);
  expect(after.parts[3]?.part).toBe(before.parts[2]?.part);
  expect(after.parts[2]?.part).not.toBe(before.parts[1]?.part);
});

test('a part cached under another dollar rule is not taken over', () => {
  const before = readNote('It is $ 5 or $ 6.', 'markdown', { dollarRule: 'remark' });
  expect(before.parts[0]?.part.formulas).toHaveLength(1);
  expect(readNote(before.text, 'markdown', { previous: before }).parts[0]?.part.formulas).toHaveLength(0);
});

test('any text at all is read, in every format', () => {
  const anything = fc.oneof(
    text,
    fc.string({ unit: 'grapheme', maxLength: 200 }),
    fc.string({ unit: fc.constantFrom(...'$\\{}[]()*_`<>|#-:%&!~\n\t\r \'"abegin') }),
  );
  fc.assert(
    fc.property(anything, fc.constantFrom<NoteFormat>('markdown', 'text', 'latex', 'notebook'), (source, format) => {
      const note = readNote(source, format);
      const notebook = readNote(JSON.stringify({ cells: [{ cell_type: 'markdown', source: [source] }] }), 'notebook');
      for (const { format: own, parts, text: whole } of [note, notebook]) {
        for (const { part, place } of parts) {
          for (const it of part.formulas) {
            const block = part.blocks[it.block];
            expect(block?.pieces.some((piece) => piece.kind === 'formula' && part.formulas[piece.formula] === it)).toBe(
              true,
            );
            expect([...Array(it.text.length).keys()].map((i) => part.text[toSource(it.map, i)]).join('')).toBe(it.text);
            if (own !== 'notebook') expect(whole[toSource(place, it.span.start)]).toBe(part.text[it.span.start]);
          }
          for (const block of part.blocks) {
            for (const piece of block.pieces) {
              const { start, end } = piece.span;
              if (
                piece.kind === 'text' &&
                piece.text.length === end - start &&
                own !== 'latex' &&
                !part.text.slice(start, end).includes('&')
              ) {
                expect(part.text.slice(start, end)).toBe(piece.text);
              }
            }
          }
        }
      }
    }),
    { numRuns: 1000, seed: 3 },
  );
}, 60_000);
