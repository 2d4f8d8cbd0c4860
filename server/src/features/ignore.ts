/**
 * Silence for a finding, written into the note. Where the comment stands is a matter of correctness: at the start of a
 * line of text Markdown takes it for a block of HTML that swallows the line, and a TeX comment on the last line of a
 * formula swallows its end.
 */
import { type Facts, type NameFact } from '../analysis/facts.ts';
import { ignoreWording as wording } from '../analysis/wording.ts';
import { type Span, span } from '../base/span.ts';
import type { Formula, PlacedPart } from '../note/note.ts';
import { toSource } from '../note/source-map.ts';
import { formulaAt, type FormulaAt } from './places.ts';
import type { Report } from './report.ts';

export interface IgnoreChoice {
  /** Stable, for keys bound to it. */
  readonly id: 'here' | 'symbol' | 'note' | 'expect';
  readonly title: string;
  readonly edit: { readonly span: Span; readonly newText: string };
}

/** These speak of directives or of the file; there is nothing to be silent about. */
const loud = new Set(['more-findings', 'unreadable-note', 'unknown-directive', 'unused-ignore', 'unmet-expectation']);

/** The ways to silence a finding; none where a comment has no safe place. */
export function ignoreChoices(facts: Facts, report: Report): readonly IgnoreChoice[] {
  if (loud.has(report.code)) return [];
  const at = formulaAt(facts, report.span.start);
  const write = at ? beside(facts, at) : after(facts, report.span.end);
  const symbol = at && symbolOf(at, facts, report);
  const choice = (id: IgnoreChoice['id'], title: string, words: string): IgnoreChoice => ({
    id,
    title,
    edit: write(words),
  });
  const { code } = report;
  return [
    choice('here', wording.here(code), `ignore ${code}`),
    ...(symbol
      ? [choice('symbol', wording.symbol(code, symbol.name), `ignore ${code} for ${symbol.tex} in this note`)]
      : []),
    choice('note', wording.note(code), `ignore ${code} in this note`),
    ...(report.severity === 'hint' ? [] : [choice('expect', wording.expect, `expect ${code}`)]),
  ];
}

/** The name that the finding is about: the only one, or the first. */
function symbolOf(at: FormulaAt, facts: Facts, report: Report): { name: string; tex: string } | undefined {
  const names = (facts.parts[at.part]?.names ?? []).filter((it) => it.formula === at.formula && it.macro === undefined);
  const inside = names.find((it) => within(at, it, report.span));
  if (inside === undefined || inside.apart !== undefined) return undefined;
  const tex = at.facts.tree.text.slice(inside.span.start, inside.span.end).replace(/(\\[A-Za-z]+)\s+(\w)/g, '$1{$2}');
  return /[\s|]/.test(tex) ? undefined : { name: inside.name, tex };
}

function within({ placed, source }: FormulaAt, { span: it }: NameFact, outer: Span): boolean {
  const start = toSource(placed.place, toSource(source.map, it.start));
  return outer.start <= start && start < outer.end;
}

type Write = (words: string) => IgnoreChoice['edit'];

function beside(facts: Facts, { placed, source }: FormulaAt): Write {
  const { text } = placed.part;
  const lineStart = text.lastIndexOf('\n', source.span.start - 1) + 1;
  const prefix = text.slice(lineStart, source.span.start);
  const alone = /^[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)*[ \t>]*$/.test(prefix);
  const insert = (offset: number, newText: string): IgnoreChoice['edit'] => {
    const at = toSource(placed.place, offset);
    return { span: span(at, at), newText };
  };
  if (source.display && alone && opensBlock(placed, source, lineStart, facts.note.format === 'latex')) {
    // The item or quotation goes on in the next line.
    const next = prefix.replace(/[^\s>]/g, ' ');
    return (words) => insert(source.span.start, `${commentOf(facts, words)}\n${next}`);
  }
  if (facts.note.format === 'latex') return after(facts, toSource(placed.place, source.span.end));
  // Inside the formula, where the paragraph around it must stay whole: below its first line.
  const inner = source.display ? firstBreak(source) : undefined;
  if (inner !== undefined) return (words) => insert(inner.offset, `% nabla: ${words}\n${inner.prefix(text)}`);
  return (words) => insert(source.span.end, commentOf(facts, words));
}

/** Whether a line before the formula stands outside of any paragraph, or a fence follows, which ends one. */
function opensBlock({ part }: PlacedPart, formula: Formula, lineStart: number, latex: boolean): boolean {
  if (latex) return true;
  const { text } = part;
  const written = text.slice(formula.span.start, formula.span.end);
  if (/^(?:\$\$|`{3,}|~{3,})[^\n$]*\n/.test(written) && !/^\$\$[ \t]*\S/.test(written)) return true;
  const before = text.slice(text.lastIndexOf('\n', lineStart - 2) + 1, Math.max(0, lineStart - 1));
  return lineStart === 0 || /^[\s>]*$/.test(before) || /^ {0,3}#{1,6}(?:\s|$)/.test(before);
}

/** The second line of the formula, if it has one and the last is another. */
function firstBreak({ text, map }: Formula): { offset: number; prefix: (source: string) => string } | undefined {
  const first = text.indexOf('\n');
  const head = text.slice(0, first).trim();
  // A line break right after the delimiter is the one; an environment's first line is its own.
  const at = first < 0 ? -1 : first + 1;
  if (at < 0 || text.slice(at).trim() === '' || (head === '' && !text.slice(at).includes('\n'))) return undefined;
  const offset = toSource(map, at);
  return {
    offset,
    prefix: (source) => /[ \t>]*$/.exec(source.slice(source.lastIndexOf('\n', offset - 1) + 1, offset))?.[0] ?? '',
  };
}

/** Directly after something in running text. */
function after(facts: Facts, offset: number): Write {
  const { text, format } = facts.note;
  const put = (start: number, end: number, newText: string): IgnoreChoice['edit'] => ({
    span: span(start, end),
    newText,
  });
  if (format !== 'latex') return (words) => put(offset, offset, commentOf(facts, words));
  // A comment of TeX takes the line break with it: the space between the words stays before it, or comes there.
  const gap = /^[ \t]*(?=(\n|$)?)/.exec(text.slice(offset));
  const spaces = gap?.[0].length ?? 0;
  const atEnd = gap?.[1] !== undefined || offset + spaces === text.length;
  const space = spaces > 0 || atEnd ? ' ' : '';
  return (words) => put(offset, offset + spaces, `${space}% nabla: ${words}${atEnd ? '' : '\n'}`);
}

/** Obsidian's comments in a note that has such. */
function commentOf({ note: { format, text } }: Facts, words: string): string {
  if (format === 'latex') return `% nabla: ${words}`;
  return /%%[ \t]*nabla:/.test(text) ? `%% nabla: ${words} %%` : `<!-- nabla: ${words} -->`;
}
