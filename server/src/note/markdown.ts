/**
 * Markdown → fragments. The block structure is micromark's, the tokenizer of remark-parse, with `math-syntax.ts`
 * added; the running text inside is read by `inline.ts`. No syntax tree is built: compiling one costs more than all
 * the rest, and it no longer knows where the lines of a formula stood.
 */
import { parse, preprocess } from 'micromark';
import { subtokenize } from 'micromark-util-subtokenize';
import type { Event, ParseContext } from 'micromark-util-types';
import { span } from '../base/span.ts';
import { firstStop, indexOfCloser, type Scan } from './delimiters.ts';
import { fragmentBuilder, type Fragment, type Leaf } from './fragment.ts';
import { isBlankLine, lineEnd, skipIndent } from './lines.ts';
import { keptTogether, mathSyntax, sourceOf, type Source } from './math-syntax.ts';
import type { DollarRule } from './note.ts';
import { oneToOne, type Piece } from './source-map.ts';

export interface Dialect {
  readonly rule: DollarRule;
  /** Whether `\[` may be an escaped bracket. */
  readonly escapes: boolean;
  /** Whether a numbered line on its own is a heading, as in plain text. */
  readonly titles: boolean;
}

/** What a stretch of Markdown holds, and what is still open where it ends. */
export interface Reading {
  readonly fragment: Fragment;
  readonly open?: Open | undefined;
}

/** A block that only its closer ends, over blank lines and headings. */
export interface Open {
  /** A regular expression, with the flags `gim`. */
  readonly closer: string;
  /** Whether what stands before the closer has to be read; code is passed over. */
  readonly read: boolean;
}

/** Reads a stretch that begins where Markdown starts afresh. */
export function readMarkdown(text: string, dialect: Dialect): Reading {
  if (dialect.titles && isTitle(text, 0)) return readTitle(text, dialect);
  return readPlain(text, dialect) ?? readItem(text, dialect) ?? readBlocks(text, dialect);
}

/** A line that may be something other than the text of a paragraph. Indentation comes before it. */
const special =
  /(?:#{1,6}(?:[ \t\r]|$)|>|[-+*](?:[ \t\r]|$)|\d{1,9}[.)](?:[ \t\r]|$)|(?:[-*_][ \t]*){3,}\r?$|=+[ \t\r]*$|-+[ \t\r]*$|`{3}|~{3}|<|!{3}|\?{3}|={3})/my;
const atxHeading = /(#{1,6})[ \t]+([^\n]*?)(?:[ \t]+#+)?[ \t\r]*(?:\n|$)/y;

/**
 * The extent of the paragraph when the stretch is one paragraph, with a heading before it or not: no block parser is
 * needed then. So it is with most stretches, and with display formulas, whose lines are free.
 */
function plainExtent(scan: Scan, from: number): number | undefined {
  const { text } = scan;
  for (let at = from; at < text.length;) {
    if (isBlankLine(text, at)) return text.slice(at).trim() === '' ? at : undefined;
    const start = skipIndent(text, at);
    if (at === from && (start - at > 3 || text.slice(at, start).includes('\t'))) return undefined;
    special.lastIndex = start;
    if (start - at < 4 && special.test(text)) return undefined;
    const kept = at === from || start - at < 4 ? keptTogether(scan, start) : undefined;
    at = lineEnd(text, kept ?? at) + 1;
  }
  return text.length;
}

function readPlain(text: string, dialect: Dialect): Reading | undefined {
  atxHeading.lastIndex = 0;
  const head = atxHeading.exec(text);
  let from = head === null ? 0 : atxHeading.lastIndex;
  while (from < text.length && isBlankLine(text, from)) from = lineEnd(text, from) + 1;
  const { scan } = sourceOf(text, dialect.rule, dialect.escapes);
  const extent = from < text.length ? plainExtent(scan, from) : from;
  if (extent === undefined) return undefined;
  const builder = fragmentBuilder(dialect.rule, dialect.escapes);
  if (head !== null) {
    const start = text.indexOf(head[2] ?? '', head[1]?.length ?? 0);
    builder.add(plainLeaf('heading', text, start, start + (head[2]?.length ?? 0)));
  }
  const start = skipIndent(text, Math.min(from, text.length));
  const end = Math.min(extent, text.length);
  const trimmed = start + text.slice(start, end).trimEnd().length;
  if (start < end) builder.add(plainLeaf('paragraph', text, start, trimmed));
  const heading = head === null ? {} : { heading: { depth: head[1]?.length ?? 1, title: (head[2] ?? '').trim() } };
  return { fragment: builder.done({ pending: scan.pending, ...heading }) };
}

const itemMarker = /(?:[-*+]|\d{1,9}[.)]) {1,4}(?=[^ \t\r\n])/y;

/** A list item that is one paragraph; most are. */
function readItem(text: string, dialect: Dialect): Reading | undefined {
  itemMarker.lastIndex = 0;
  if (!itemMarker.test(text)) return undefined;
  const indent = itemMarker.lastIndex;
  const { scan } = sourceOf(text, dialect.rule, dialect.escapes);
  const lines: { start: number; end: number }[] = [];
  for (let at = 0; at < text.length; at = lineEnd(text, at) + 1) {
    if (isBlankLine(text, at)) {
      if (text.slice(at).trim() !== '') return undefined;
      break;
    }
    const depth = at === 0 ? 0 : skipIndent(text, at) - at;
    const start = at === 0 ? indent : at + Math.min(depth, indent);
    const words = skipIndent(text, start);
    special.lastIndex = words;
    if (text.slice(at, words).includes('\t') || (words - start < 4 && special.test(text))) return undefined;
    if (keptTogether(scan, words) !== undefined) return undefined;
    lines.push({ start: at === 0 ? start : words, end: lineEnd(text, at) });
  }
  const builder = fragmentBuilder(dialect.rule, dialect.escapes);
  builder.add({ kind: 'paragraph', ...joined(text, lines), scopes: [builder.scope()] });
  return { fragment: builder.done({ pending: scan.pending }) };
}

const plainLeaf = (kind: 'heading' | 'paragraph', text: string, start: number, end: number): Leaf => ({
  kind,
  text: text.slice(start, end),
  map: oneToOne(start, end - start),
  scopes: [],
});

function readTitle(text: string, dialect: Dialect): Reading {
  const builder = fragmentBuilder(dialect.rule, dialect.escapes);
  const title = text.slice(0, lineEnd(text, 0)).trimEnd();
  builder.add({ kind: 'heading', text: title, map: oneToOne(0, title.length), scopes: [] });
  const depth =
    /^[\d.]+/
      .exec(title)?.[0]
      .split('.')
      .filter((it) => it !== '').length ?? 1;
  return { fragment: builder.done({ heading: { depth, title } }) };
}

const title = /(?:\d{1,3}(?:\.\d{1,3}){1,3}\.?[ \t]+\p{L}[^\n]{1,120}|\d{1,2}\.?[ \t]+\p{Lu}[^\n$=]{1,60})(?=\n|$)/uy;

/** `18.2 Gradient with Respect to a Factor`, alone between blank lines: a heading in plain text. */
export function isTitle(text: string, at: number): boolean {
  title.lastIndex = at;
  const found = title.exec(text)?.[0].trimEnd();
  if (found === undefined || /[.:;,]$/.test(found)) return false;
  const before =
    at === 0 ||
    text[at - 2] === undefined ||
    text[at - 2] === '\n' ||
    /\n[ \t\r]*\n$/.test(text.slice(Math.max(0, at - 80), at));
  return before && isBlankLine(text, lineEnd(text, at) + 1);
}

let parsers: Map<string, { readonly context: ParseContext; readonly source: Source }> | undefined;

function parserFor({ rule, escapes }: Dialect): { readonly context: ParseContext; readonly source: Source } {
  parsers ??= new Map();
  const key = `${rule} ${escapes}`;
  let parser = parsers.get(key);
  if (parser === undefined) {
    const source = sourceOf('', rule, escapes);
    parser = { context: parse({ extensions: [mathSyntax(source)] }), source };
    parsers.set(key, parser);
  }
  return parser;
}

/** The block structure as micromark's events, without those of running text. */
export function blockEvents(text: string, dialect: Dialect): Event[] {
  const { context, source } = parserFor(dialect);
  source.scan = sourceOf(text, dialect.rule, dialect.escapes).scan;
  context.lazy = {};
  const events = context.document().write(preprocess()(text, undefined, true));
  // One round resolves blocks; a second would tokenize the running text.
  subtokenize(events);
  return events;
}

function readBlocks(text: string, dialect: Dialect): Reading {
  const builder = fragmentBuilder(dialect.rule, dialect.escapes);
  /** Open containers; a list holds the scope of its current item. */
  const containers: { readonly list: boolean; scope: number | undefined }[] = [];
  let leaf: { kind: Leaf['kind']; lines: { start: number; end: number }[] } | undefined;
  let open: Reading['open'];
  let fences = 0;
  let info = '';
  let heading: Fragment['heading'];
  let start = 0;

  for (const [phase, token] of blockEvents(text, dialect)) {
    const enter = phase === 'enter';
    switch (token.type) {
      case 'blockQuote':
      case 'admonition':
      case 'listOrdered':
      case 'listUnordered':
        flush();
        if (enter)
          containers.push({
            list: isList(token.type),
            scope: isList(token.type) ? undefined : builder.scope(),
          });
        else containers.pop();
        break;
      case 'listItemPrefix': {
        if (!enter) break;
        flush();
        const list = containers[containers.length - 1];
        if (list !== undefined) list.scope = builder.scope();
        break;
      }
      case 'paragraph':
      case 'displayLines':
        if (enter) begin('paragraph');
        break;
      case 'setextHeadingText':
      case 'atxHeadingText':
        if (enter) begin('heading');
        break;
      case 'atxHeading':
        if (!enter && heading === undefined && token.start.offset === 0) {
          const source = text.slice(0, token.end.offset);
          const depth = /^#+/.exec(source)?.[0].length ?? 1;
          heading = {
            depth,
            title: source
              .slice(depth)
              .replace(/\s+#+\s*$/, '')
              .trim(),
          };
        }
        if (!enter) flush();
        break;
      case 'setextHeading':
        if (!enter) flush();
        break;
      case 'chunkText':
      case 'displayLine':
      case 'htmlFlowData':
        if (enter) line(token.start.offset, token.end.offset);
        break;
      case 'htmlFlow':
        if (enter) {
          flush();
          begin('html');
        } else {
          open =
            containers.length === 0 && token.end.offset >= text.trimEnd().length
              ? openHtml(text.slice(token.start.offset))
              : undefined;
          flush();
        }
        break;
      case 'codeFenced':
        if (enter) {
          flush();
          fences = 0;
          info = '';
          start = token.start.offset;
        } else {
          closeFence(start, token.end.offset);
        }
        break;
      case 'codeFencedFence':
        if (enter) fences++;
        break;
      case 'codeFencedFenceInfo':
      case 'codeFencedFenceMeta':
        if (enter) info += `${text.slice(token.start.offset, token.end.offset)} `;
        break;
      case 'codeFlowValue':
        if (enter) {
          if (leaf === undefined) begin('formula');
          line(token.start.offset, token.end.offset);
        }
        break;
      case 'lineEndingBlank':
      case 'thematicBreak':
      case 'codeIndented':
        // The lines of indented code are `codeFlowValue` as well, and come to nothing here.
        if (token.type === 'codeIndented' && !enter) leaf = undefined;
        else if (leaf?.kind !== 'formula') flush();
        break;
      default:
    }
  }
  flush();
  const { pending } = parserFor(dialect).source.scan;
  return { fragment: builder.done({ pending, ...(heading === undefined ? {} : { heading }) }), open };

  /** A paragraph that a display formula interrupts goes on after it: both make one leaf. */
  function begin(kind: Leaf['kind']): void {
    if (leaf?.kind === kind && kind === 'paragraph') return;
    flush();
    leaf = { kind, lines: [] };
  }

  function line(from: number, to: number): void {
    leaf?.lines.push({ start: from, end: to });
  }

  function flush(): void {
    if (leaf !== undefined && leaf.lines.length > 0) {
      const scopes = containers.flatMap((it) => (it.scope === undefined ? [] : [it.scope]));
      builder.add({ kind: leaf.kind, ...joined(text, leaf.lines), scopes });
    }
    leaf = undefined;
  }

  function closeFence(from: number, to: number): void {
    const body = leaf;
    const lines = body?.lines ?? [];
    leaf = undefined;
    const scopes = containers.flatMap((it) => (it.scope === undefined ? [] : [it.scope]));
    const kind = fenceKind(info);
    if (fences < 2 && containers.length === 0) {
      const marker = /^(?:`+|~+)/.exec(text.slice(from, from + 1000))?.[0] ?? '```';
      open = { closer: `^ {0,3}${marker[0] ?? ''}{${marker.length},}[ \\t]*\\r?$`, read: kind !== undefined };
    }
    if (kind === undefined || lines.length === 0) return;
    const options =
      kind === 'formula' ? lines.findIndex((it) => !/^\s*:[\w-]+:/.test(text.slice(it.start, it.end))) : 0;
    const content = joined(text, lines.slice(Math.max(options, 0)));
    builder.add({
      kind,
      ...content,
      scopes: kind === 'formula' ? scopes : [...scopes, builder.scope()],
      span: span(from, to),
    });
  }
}

const isList = (type: string): boolean => type === 'listOrdered' || type === 'listUnordered';

/** Lines of one block, without what its quotes and lists put before them. */
function joined(text: string, lines: readonly { start: number; end: number }[]): Pick<Leaf, 'text' | 'map'> {
  let derived = '';
  const pieces: Piece[] = [];
  for (const [index, it] of lines.entries()) {
    let end = it.end;
    const next = lines[index + 1];
    // A line's own break belongs to it; blank lines between two lines of a formula are kept one by one.
    if (next !== undefined) while (end < next.start && (text[end] === '\r' || text[end] === '\n')) end++;
    else while (end > it.start && (text[end - 1] === '\n' || text[end - 1] === '\r')) end--;
    const last = pieces[pieces.length - 1];
    if (last !== undefined && last.to + last.length === it.start) {
      pieces[pieces.length - 1] = { ...last, length: last.length + end - it.start };
    } else pieces.push({ from: derived.length, to: it.start, length: end - it.start });
    derived += text.slice(it.start, end);
  }
  return { text: derived, map: { pieces } };
}

/** ```` ```math ```` is a formula, MyST's ```` ```{note} ```` is prose, anything else is code. */
function fenceKind(info: string): 'formula' | 'paragraph' | undefined {
  const words = info.trim();
  if (/^(?:math|latex-math|katex|\{math\}|\{\.math\})(?:\s|$)/.test(words)) return 'formula';
  return directive.test(words) ? 'paragraph' : undefined;
}

const directive =
  /^(?:ad-\w+|\{(?:prf:\w+|theorem|proof|lemma|corollary|proposition|definition|example|remark|exercise|solution|note|warning|tip|hint|important|admonition|attention|caution|danger|error|seealso|dropdown|margin|sidebar|topic|card|figure|tab-item)\})/;

/** Whether an HTML block goes on after the end of its text, and if so up to a blank line or up to its closer. */
function openHtml(html: string): Open | undefined {
  const kind = htmlKinds.find(([opener]) => opener.test(html));
  if (kind === undefined) return /\n[ \t]*\r?\n\s*$/.test(html) ? undefined : { closer: '^[ \\t]*\\r?$', read: true };
  return kind[1].test(html) ? undefined : { closer: kind[1].source, read: true };
}

/** CommonMark's HTML blocks that end at a closer of their own. */
const htmlKinds: readonly (readonly [RegExp, RegExp])[] = [
  [/^\s*<(?:script|pre|style|textarea)(?=[\s>]|$)/i, /<\/(?:script|pre|style|textarea)>/i],
  [/^\s*<!--/, /-->/],
  [/^\s*<\?/, /\?>/],
  [/^\s*<!\[CDATA\[/, /\]\]>/],
  [/^\s*<![A-Za-z]/, />/],
];

/** Where a formula that a stretch leaves open is closed further on; −1 when it never is. */
export function closedAt(text: string, start: number, closer: string): number {
  const at = indexOfCloser(text, closer, start + 2);
  return at >= 0 && firstStop(text, start, at) < 0 ? at + closer.length : -1;
}
