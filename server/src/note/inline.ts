/**
 * Running text → words, formulas, macro definitions and comments, in one pass from left to right. Only what decides
 * where a formula is, or how a sentence reads, is recognised; everything else stays text.
 */
import { formulaAt, type Match, type Scan } from './delimiters.ts';
import { isBlankLine, isLineStart, lineEnd } from './lines.ts';
import { definitionEnd } from './macro-source.ts';

export type Token =
  /** `decoded` when the words differ from the source (`&lt;`). */
  | { readonly kind: 'text'; readonly start: number; readonly end: number; readonly decoded?: string }
  /** Markup that leaves no words: a tag, an escape's backslash, the target of a link. */
  | { readonly kind: 'markup'; readonly start: number; readonly end: number }
  /** A run of `*` or `_`; `mate` is the index of the token it pairs with. */
  | { readonly kind: 'emphasis'; readonly start: number; readonly end: number; mate?: number }
  | { readonly kind: 'formula'; readonly start: number; readonly end: number; readonly match: Match }
  | { readonly kind: 'macro'; readonly start: number; readonly end: number }
  | { readonly kind: 'comment'; readonly start: number; readonly end: number; readonly text: string }
  /** The end of a table cell, an HTML block element or a paragraph. */
  | { readonly kind: 'break'; readonly start: number; readonly end: number }
  /** A theorem-like division opens or closes (`::: theorem`, `<div>`). */
  | {
      readonly kind: 'division';
      readonly start: number;
      readonly end: number;
      readonly open: boolean;
      readonly name: string;
    };

export interface InlineOptions {
  /** Split at the bars of a table row. */
  readonly cells?: boolean;
}

const special = /[\\$`<*_&[\]{%:!|\n]/g;

/** The tokens of `scan.text` from `from` to `to`, in order and without gaps. */
export function inlineTokens(scan: Scan, from: number, to: number, options: InlineOptions = {}): Token[] {
  const { text } = scan;
  const tokens: Token[] = [];
  const openers: number[] = [];
  const brackets: number[] = [];
  let at = from;
  let plain = from;
  /** Ends the run of plain text before `at` and steps over what was recognised there. */
  const push = (token: Token): void => {
    if (token.start > plain) tokens.push({ kind: 'text', start: plain, end: token.start });
    if (token.end > token.start || token.kind === 'break') tokens.push(token);
    at = token.end;
    plain = at;
  };
  const markup = (end: number): void => push({ kind: 'markup', start: at, end });

  if (isLineStart(text, from)) divisionAt();
  while (at < to) {
    special.lastIndex = at;
    const hit = special.exec(text);
    if (hit === null || hit.index >= to) break;
    at = hit.index;
    step(text.charCodeAt(at));
  }
  if (plain < to) tokens.push({ kind: 'text', start: plain, end: to });
  return tokens;

  function step(code: number): void {
    switch (code) {
      case 36: // $
        if (!formula()) skip(text[at + 1] === '$' ? 2 : 1);
        break;
      case 92: // \
        backslash();
        break;
      case 96: // `
        codeSpan();
        break;
      case 60: // <
        tag();
        break;
      case 42: // *
      case 95: // _
        emphasis(code);
        break;
      case 38: // &
        entity();
        break;
      case 91: // [
        brackets.push(tokens.length + (at > plain ? 1 : 0));
        push({ kind: 'text', start: at, end: at + 1 });
        break;
      case 93: // ]
        linkEnd();
        break;
      case 123: // {
        brace();
        break;
      case 37: // %
        percent();
        break;
      case 124: // |
        if (options.cells === true) push({ kind: 'break', start: at, end: at + 1 });
        else skip(1);
        break;
      case 10:
        newline();
        break;
      case 58: // :
        colon();
        break;
      default:
        skip(1);
    }
  }

  function skip(count: number): void {
    at += count;
  }

  function formula(): boolean {
    const match = formulaAt(scan, at);
    if (match === undefined || match.end > to) return false;
    push({ kind: 'formula', start: match.start, end: match.end, match });
    return true;
  }

  function backslash(): void {
    if (formula()) return;
    const end = definitionEnd(text, at);
    if (end > at && end <= to) {
      push({ kind: 'macro', start: at, end });
      return;
    }
    const next = text[at + 1] ?? '';
    if (/[!-/:-@[-`{-~]/.test(next)) {
      markup(at + 1);
      at++;
    } else skip(next === '' ? 1 : 2);
  }

  function codeSpan(): void {
    const run = runLength(text, at, 96);
    const fence = text.slice(at, at + run);
    for (let end = text.indexOf(fence, at + run); end >= 0 && end < to;) {
      const length = runLength(text, end, 96);
      if (length === run) {
        markup(at + run);
        if (end > at) push({ kind: 'text', start: at, end });
        markup(end + run);
        return;
      }
      end = text.indexOf(fence, end + length);
    }
    skip(run);
  }

  function tag(): void {
    if (text.startsWith('<!--', at)) {
      const close = text.indexOf('-->', at + 4);
      const end = close < 0 || close + 3 > to ? to : close + 3;
      const words = nablaText(text.slice(at + 4, close < 0 ? to : close));
      if (words === undefined) markup(end);
      else push({ kind: 'comment', start: at, end, text: words });
      return;
    }
    tagPattern.lastIndex = at;
    const found = tagPattern.exec(text);
    if (found === null || tagPattern.lastIndex > to) {
      skip(1);
      return;
    }
    const end = tagPattern.lastIndex;
    const name = (found[2] ?? '').toLowerCase();
    const closing = found[1] === '/';
    if (!closing && silent.has(name) && !found[0].endsWith('/>')) {
      const close = new RegExp(`</${name}\\s*>`, 'gi');
      close.lastIndex = end;
      if (close.test(text) && close.lastIndex <= to) {
        markup(close.lastIndex);
        return;
      }
    }
    if (divisions.has(name)) {
      push({ kind: 'division', start: at, end, open: !closing, name });
      return;
    }
    if (blockTags.has(name)) {
      push({ kind: 'break', start: at, end });
      return;
    }
    markup(end);
  }

  function emphasis(code: number): void {
    const run = runLength(text, at, code);
    const end = at + run;
    const before = text[at - 1] ?? ' ';
    const after = text[end] ?? ' ';
    const inWord = code === 95 && isWord(before) && isWord(after);
    const closes = !/\s/.test(before) && !(code === 95 && isWord(after));
    const opens = !/\s/.test(after) && !(code === 95 && isWord(before));
    if (inWord || run > 3 || (!closes && !opens)) {
      skip(run);
      return;
    }
    const token: Token = { kind: 'emphasis', start: at, end };
    const mark = text.slice(at, end);
    if (closes) {
      for (let depth = openers.length - 1; depth >= 0 && depth >= openers.length - 8; depth--) {
        const index = openers[depth]!;
        const opener = tokens[index]!;
        if (opener.kind !== 'emphasis' || text.slice(opener.start, opener.end) !== mark) continue;
        openers.length = depth;
        push(token);
        opener.mate = tokens.length - 1;
        token.mate = index;
        return;
      }
    }
    push(token);
    if (opens) openers.push(tokens.length - 1);
  }

  function entity(): void {
    entityPattern.lastIndex = at;
    const found = entityPattern.exec(text);
    if (found === null) {
      skip(1);
      return;
    }
    const decoded = decodeEntity(found[1]!);
    if (decoded === undefined) {
      skip(1);
      return;
    }
    push({ kind: 'text', start: at, end: entityPattern.lastIndex, decoded });
  }

  function linkEnd(): void {
    const opener = brackets.pop();
    linkTarget.lastIndex = at;
    if (opener === undefined || !linkTarget.test(text) || linkTarget.lastIndex > to) {
      skip(1);
      return;
    }
    const token = tokens[opener];
    if (token?.kind === 'text') tokens[opener] = { kind: 'markup', start: token.start, end: token.end };
    markup(linkTarget.lastIndex);
  }

  function brace(): void {
    if (role()) return;
    const end = templateEnd(text, at, to);
    if (end === undefined) skip(1);
    else markup(end);
  }

  function role(): boolean {
    const match = roleAt(text, at, to);
    if (match !== undefined) push({ kind: 'formula', start: at, end: match.end, match });
    return match !== undefined;
  }

  function percent(): void {
    if (text[at + 1] !== '%') {
      skip(1);
      return;
    }
    const close = text.indexOf('%%', at + 2);
    if (close < 0 || close + 2 > to) {
      skip(2);
      return;
    }
    const words = nablaText(text.slice(at + 2, close));
    if (words === undefined) {
      skip(2);
      return;
    }
    push({ kind: 'comment', start: at, end: close + 2, text: words });
  }

  function colon(): void {
    if (!role()) skip(addressEnd(text, at, to) - at);
  }

  function newline(): void {
    if (options.cells === true) {
      push({ kind: 'break', start: at, end: at + 1 });
      return;
    }
    if (isBlankLine(text, at + 1)) {
      let end = at + 1;
      while (end < to && isBlankLine(text, end)) end = Math.min(to, lineEnd(text, end) + 1);
      push({ kind: 'break', start: at, end });
    } else skip(1);
    divisionAt();
  }

  /** Pandoc's fenced division stands on its own line. */
  function divisionAt(): void {
    fence.lastIndex = at;
    const found = fence.exec(text);
    if (found === null || fence.lastIndex > to) return;
    push({ kind: 'division', start: at, end: fence.lastIndex, open: (found[1] ?? '').trim() !== '', name: ':::' });
  }
}

/** MyST's `{math}` role and reStructuredText's `:math:`, both before a backtick. */
export function roleAt(text: string, at: number, to: number): Match | undefined {
  rolePattern.lastIndex = at;
  if (!rolePattern.test(text)) return undefined;
  const open = rolePattern.lastIndex;
  const run = runLength(text, open, 96);
  const close = text.indexOf('`'.repeat(run), open + run);
  if (close < 0 || close + run > to) return undefined;
  return { start: at, from: open + run, to: close, end: close + run, display: false, closed: true };
}

/** The end of `{% … %}`, `{{ … }}` and the like. What an `{% include … %}` carries is shown on the page, and so read. */
export function templateEnd(text: string, at: number, to: number): number | undefined {
  liquid.lastIndex = at;
  const found = liquid.exec(text);
  if (found === null || liquid.lastIndex > to || found[1] === 'include') return undefined;
  const end = liquid.lastIndex;
  if (found[1] !== 'highlight') return end;
  const close = /\{%-?\s*endhighlight\s*-?%\}/g;
  close.lastIndex = at;
  return close.test(text) && close.lastIndex <= to ? close.lastIndex : to;
}

/** From the colon of `://`: an address ends at a space; dollars and underscores in it mean nothing. */
export function addressEnd(text: string, at: number, to: number): number {
  if (!text.startsWith('://', at)) return at + 1;
  address.lastIndex = at;
  address.test(text);
  return Math.max(at + 1, Math.min(address.lastIndex, to));
}

const tagPattern =
  /<(\/?)([A-Za-z][\w:-]*)(?:\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|\{[^}]*\}|[^\s"'=<>`]+))?)*\s*\/?>/y;
const entityPattern = /&(#x?[0-9A-Fa-f]{1,7}|[A-Za-z]{2,8});/y;
const linkTarget =
  /\](?:\(\s*(?:<[^<>\n]*>|\{\{[^}]*\}\}|(?:[^\s()\\]|\\.|\([^\s()]{0,200}\)){0,400})(?:\s+(?:"[^"]*"|'[^']*'))?\s*\))/y;
const rolePattern = /(?:\{math\}|:math:)(?=`)/y;
const liquid = /\{%-?\s*(\w*)[^%\n]{0,1000}%\}|\{\{[^}\n]{0,300}\}\}|\{[:#.][^}\n]{0,300}\}/y;
const address = /:\/\/[^\s<>)\]]*/y;
const fence = /[ \t]*:{3,}[ \t]*([^\n]*)(?=\n|$)/y;

/** What these hold is code or script, never a formula. */
const silent = new Set(['code', 'pre', 'script', 'style', 'textarea', 'kbd', 'samp', 'svg']);
const divisions = new Set(['div', 'section', 'article', 'aside', 'details', 'blockquote', 'figure', 'li']);
const blockTags = new Set(
  'p br hr td th tr table tbody thead ul ol dl dt dd h1 h2 h3 h4 h5 h6 center summary figcaption caption'.split(' '),
);

function runLength(text: string, at: number, code: number): number {
  let end = at;
  while (text.charCodeAt(end) === code) end++;
  return end - at;
}

const isWord = (char: string): boolean => /[\p{L}\p{N}]/u.test(char);

/** What follows `nabla:` in a comment, or nothing when the comment is not for us. */
export function nablaText(comment: string): string | undefined {
  const found = /^\s*nabla:\s*([\s\S]*?)\s*$/.exec(comment);
  return found?.[1];
}

const entities: Readonly<Record<string, string>> = {
  amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', ndash: '–', mdash: '—', times: '×', hellip: '…',
  lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”', minus: '−', middot: '·',
}; // prettier-ignore

function decodeEntity(name: string): string | undefined {
  if (!name.startsWith('#')) return Object.hasOwn(entities, name) ? entities[name] : undefined;
  const code = name[1] === 'x' ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}
