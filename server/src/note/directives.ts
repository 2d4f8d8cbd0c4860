/**
 * Where directives stand, and beside which formulas. A comment belongs to the formula that it follows without a space,
 * or to those of the next line when it has a line of its own; both last when lines are moved or wrapped anew.
 */
import { span, type Span } from '../base/span.ts';
import { type Directive, readDirective } from './directive.ts';
import type { Note, Part } from './note.ts';

export interface PlacedDirective {
  readonly directive: Directive;
  /** The whole comment, in the part. */
  readonly span: Span;
  /** Indices of the formulas it stands beside. */
  readonly formulas: readonly number[];
  /** Index into `part.blocks`. */
  readonly block: number;
}

const none: readonly PlacedDirective[] = [];
const memo = new WeakMap<Part, readonly PlacedDirective[]>();

/** The directives of a part, in the order of its text. */
export function directivesIn(part: Part): readonly PlacedDirective[] {
  if (part.comments.length === 0) return none;
  let found = memo.get(part);
  if (found === undefined) {
    found = part.comments.map(({ text, span: at, block }) => ({
      directive: readDirective(text),
      span: at,
      formulas: besides(part, at),
      block,
    }));
    memo.set(part, found);
  }
  return found;
}

function besides(part: Part, comment: Span): readonly number[] {
  const { formulas, text } = part;
  const inside = formulas.findIndex(({ span: it }) => it.start < comment.start && comment.end <= it.end);
  if (inside >= 0) return [inside];
  const before = formulas.findLastIndex((it) => it.span.end <= comment.start);
  const after = formulas.findIndex((it) => it.span.start >= comment.end);
  const start = text.lastIndexOf('\n', comment.start - 1) + 1;
  const previous = formulas[before];
  const glued = previous && plain(part, span(previous.span.end, comment.start)) === '';
  if (glued) return [before];
  if (after >= 0 && isAlone(plain(part, span(start, comment.start)))) {
    const line = nextLine(part, comment.end);
    const there = formulas.flatMap((it, index) =>
      it.span.start >= line.start && it.span.start < line.end ? index : [],
    );
    if (there.length > 0) return there;
  }
  if (previous && previous.span.end > start) return [before];
  const next = formulas[after];
  const blockOf = (offset: number): number =>
    part.blocks.findIndex(({ span: it }) => it.start <= offset && offset <= it.end);
  if (next && next.span.start < lineEnd(text, comment.end)) return [after];
  if (previous?.block === blockOf(comment.start)) return [before];
  return next ? [after] : previous ? [before] : [];
}

/** The text of a stretch without the `nabla:` comments in it. */
function plain(part: Part, it: Span): string {
  let text = '';
  let at = it.start;
  for (const { span: comment } of part.comments) {
    if (comment.start < at || comment.end > it.end) continue;
    text += part.text.slice(at, comment.start);
    at = comment.end;
  }
  return text + part.text.slice(at, it.end);
}

/** Nothing but the prefix of a quotation or of a list item. */
const isAlone = (before: string): boolean => /^[ \t>]*(?:[-*+]|\d+[.)])?[ \t]*$/.test(before);

/** The first line after an offset that holds more than prefixes and comments; of the present line, what is left. */
function nextLine(part: Part, offset: number): Span {
  for (let at = offset; at < part.text.length;) {
    const end = lineEnd(part.text, at);
    if (/[^\s>]/.test(plain(part, span(at, end)))) return span(at, end);
    at = end + 1;
  }
  return span(part.text.length, part.text.length);
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

/**
 * Directives in the head of a note; they hold for all of it.
 * ```yaml
 * nabla: {layout: denominator, ignore: broadcast}      # or one a line below `nabla:`
 * nabla-layout: denominator
 * ```
 */
export function frontMatterDirectives({ frontMatter }: Note): readonly Pick<PlacedDirective, 'directive' | 'span'>[] {
  if (frontMatter?.text.includes('nabla') !== true) return [];
  const found: { directive: Directive; span: Span }[] = [];
  const put = (key: string, value: string, from: number, to: number): void => {
    const words = value.replace(/^["']|["']$/g, '').replace(/^\[(.*)\]$/, '$1');
    const text = isYes(words) ? key : `${key} ${words}`;
    const read = readDirective(text);
    const directive = read.kind === 'ignore' || read.kind === 'expect' ? { ...read, everywhere: true } : read;
    found.push({ directive, span: span(frontMatter.span.start + from, frontMatter.span.start + to) });
  };
  let inside = false;
  let at = 0;
  for (const line of frontMatter.text.split('\n')) {
    const start = at;
    at += line.length + 1;
    const [, indent = '', name = '', value = ''] =
      /^([ \t]*)["']?([\w-]+)["']?[ \t]*[:=][ \t]*(.*?)[ \t\r]*$/.exec(line) ?? [];
    if (indent === '' && line.trim() !== '') inside = false;
    const end = start + line.trimEnd().length;
    if (inside) {
      if (name !== '') put(name, value, start + indent.length, end);
    } else if (name === 'nabla' && indent === '') {
      if (value === '') inside = true;
      else if (value.startsWith('{')) for (const it of flow(value, start + line.indexOf('{'))) put(...it);
      else put(value.replace(/^["']|["']$/g, ''), 'true', start, end);
    } else if (name.startsWith('nabla-') && indent === '') put(name.slice('nabla-'.length), value, start, end);
  }
  return found;
}

const isYes = (value: string): boolean => /^(?:true|yes|)$/i.test(value);

/** The entries of `{a: b, c: [d, e]}`, each with its place. */
function flow(value: string, at: number): [string, string, number, number][] {
  const entry = /["']?([\w-]+)["']?\s*:\s*("[^"]*"|'[^']*'|\[[^\]]*\]|[^,}]*)/g;
  return [...value.matchAll(entry)].map((it) => [
    it[1] ?? '',
    (it[2] ?? '').trim(),
    at + it.index,
    at + it.index + it[0].trimEnd().length,
  ]);
}
