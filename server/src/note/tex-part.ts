/** Puts together the part of a LaTeX note while `tex.ts` reads along. */
import { shift, span } from '../base/span.ts';
import type { Match } from './delimiters.ts';
import { nablaText } from './inline.ts';
import type { Block, BlockKind, Formula, MacroSource, NablaComment, NoteProblem, Part, Piece } from './note.ts';
import { oneToOne } from './source-map.ts';

export interface PartBuilder {
  words(text: string, start: number, end: number, emphasis?: boolean): void;
  formula(match: Match): void;
  macro(start: number, end: number): void;
  comment(text: string, start: number, end: number): void;
  input(start: number, end: number): void;
  heading(depth: number, title: string): void;
  /** A block read on its own, out of a title. */
  foreign(block: Block, formulas: readonly Formula[], by: number): void;
  flush(kind: BlockKind): void;
  enter(scoped: boolean, list: boolean): void;
  item(): void;
  leave(): void;
  done(): Part;
}

export function partBuilder(text: string): PartBuilder {
  const formulas: Formula[] = [];
  const blocks: Block[] = [];
  const macros: MacroSource[] = [];
  const comments: NablaComment[] = [];
  const problems: NoteProblem[] = [];
  const stack: { readonly list: boolean; scope: number | undefined }[] = [];
  let pieces: Piece[] = [];
  let wanted: number | undefined;
  let scopes = 0;
  let head: Part['heading'];

  return {
    words,
    formula,
    macro: (start, end) => void macros.push({ text: text.slice(start, end), span: span(start, end) }),
    comment,
    input,
    heading,
    foreign,
    flush,
    enter: (scoped, list) => void stack.push({ list, scope: scoped ? scopes++ : undefined }),
    item,
    leave: () => void stack.pop(),
    done,
  };

  function words(it: string, start: number, end: number, emphasis = false): void {
    const last = pieces[pieces.length - 1];
    const exact = it.length === end - start;
    const same = last?.kind === 'text' && last.span.end === start && (last.emphasis === true) === emphasis;
    if (same && exact && last.text.length === last.span.end - last.span.start) {
      pieces[pieces.length - 1] = { ...last, text: last.text + it, span: span(last.span.start, end) };
    } else pieces.push({ kind: 'text', text: it, span: span(start, end), ...(emphasis ? { emphasis: true } : {}) });
  }

  function formula({ start, from, to, end, display, closed }: Match): void {
    if (text.slice(from, to).trim() === '' && closed) return;
    if (display) flush('paragraph');
    const whole = span(start, end);
    pieces.push({ kind: 'formula', formula: formulas.length, span: whole });
    const content = text.slice(from, to);
    formulas.push({
      text: content,
      display,
      span: whole,
      map: oneToOne(from, to - from),
      closed,
      block: blocks.length,
    });
    if (!closed) problems.push({ code: 'unclosed-math', span: whole, data: {} });
    if (content.includes('nabla:')) {
      for (const line of content.matchAll(/(?<!\\)%([^\n]*)/g)) {
        const directive = nablaText(line[1] ?? '');
        const at = from + line.index;
        if (directive !== undefined)
          comments.push({ text: directive, span: span(at, at + line[0].length), block: blocks.length });
      }
    }
    if (display) flush('display');
  }

  function comment(it: string, start: number, end: number): void {
    comments.push({ text: it, span: span(start, end), block: blocks.length });
    wanted ??= start;
  }

  /** Once a note is enough: the reader knows that the rest is elsewhere. */
  function input(start: number, end: number): void {
    if (problems.some((it) => it.code === 'input-not-followed')) return;
    problems.push({ code: 'input-not-followed', span: span(start, end), data: { detail: text.slice(start, end) } });
  }

  function heading(depth: number, title: string): void {
    if (blocks.length === 0 && head === undefined) head = { depth: Math.max(1, depth), title };
  }

  function foreign(block: Block, found: readonly Formula[], by: number): void {
    for (const it of block.pieces) {
      const at = shift(it.span, by);
      if (it.kind === 'text') pieces.push({ ...it, span: at });
      else {
        const inner = found[it.formula];
        if (inner === undefined) continue;
        pieces.push({ kind: 'formula', formula: formulas.length, span: at });
        const map = { pieces: inner.map.pieces.map((piece) => ({ ...piece, to: piece.to + by })) };
        formulas.push({ ...inner, span: at, map, block: blocks.length });
      }
    }
  }

  function flush(kind: BlockKind): void {
    const empty = pieces.every((it) => it.kind === 'text' && it.text.trim() === '');
    const first = pieces[0]?.span.start ?? wanted ?? 0;
    const last = pieces[pieces.length - 1]?.span.end ?? first;
    if (!empty || wanted !== undefined) {
      const inForce = stack.flatMap((it) => (it.scope === undefined ? [] : [it.scope]));
      blocks.push({ kind, span: span(first, last), pieces: empty ? [] : pieces, scopes: inForce });
    }
    pieces = [];
    wanted = undefined;
  }

  function item(): void {
    const list = stack[stack.length - 1];
    if (list?.list === true) list.scope = scopes++;
  }

  function done(): Part {
    flush('paragraph');
    return { text, ...(head === undefined ? {} : { heading: head }), formulas, blocks, macros, comments, problems };
  }
}
