/**
 * Where a formula begins and ends in running text. The same function decides in paragraphs, table cells, HTML and
 * plain text, and tells the block parser which lines a display formula keeps together.
 */
import { isMathEnvironment } from './environments.ts';
import { freshStart, hasBlankLine, isBlankLine, isLineStart, lineEnd, paragraphEnd, skipIndent } from './lines.ts';
import type { DollarRule } from './note.ts';

/** A formula in the text it was found in: delimiters `[start, end)`, content `[from, to)`. */
export interface Match {
  readonly start: number;
  readonly from: number;
  readonly to: number;
  readonly end: number;
  readonly display: boolean;
  readonly closed: boolean;
}

/** A display formula whose end is not in the text; what follows the text may still close it. */
export interface Pending {
  readonly start: number;
  readonly closer: string;
}

export interface Scan {
  readonly text: string;
  readonly rule: DollarRule;
  /** `\[` and `\(` are Markdown's escaped brackets too; in other formats they are always mathematics. */
  readonly escapes: boolean;
  /** The last answer for each closer: each is looked for once, however often its opener occurs. */
  readonly found: Map<string, { readonly from: number; readonly at: number }>;
  /** The last stop found, and how far was looked. */
  stop: { readonly from: number; readonly to: number; readonly at: number };
  /** The first opener of each kind whose closer is not in the text. */
  readonly pending: Pending[];
}

export const scanOf = (text: string, rule: DollarRule, escapes: boolean): Scan => ({
  text,
  rule,
  escapes,
  found: new Map(),
  stop: { from: 0, to: 0, at: -1 },
  pending: [],
});

interface Pair {
  readonly open: string;
  readonly close: string;
  readonly display: boolean;
}

/** Longest first: Jekyll and Hugo notes write `\\(` so that Markdown leaves `\(` to MathJax. */
const pairs: readonly Pair[] = [
  { open: '\\\\[', close: '\\\\]', display: true },
  { open: '\\\\(', close: '\\\\)', display: false },
  { open: '\\[', close: '\\]', display: true },
  { open: '\\(', close: '\\)', display: false },
];

const environment = /\\begin\{([A-Za-z]+\*?)\}/y;

/** The formula that opens at a dollar or a backslash, or nothing when it is money, an escape or a command. */
export function formulaAt(scan: Scan, at: number): Match | undefined {
  const { text } = scan;
  if (text[at] === '$') {
    if (text[at + 1] === '`') return backticks(scan, at);
    return text[at + 1] === '$' ? displayAt(scan, at, at + 2, '$$') : dollarAt(scan, at);
  }
  const after = text[at + 1];
  if (after === 'b') {
    environment.lastIndex = at;
    const name = environment.exec(text)?.[1];
    if (name === undefined || !isMathEnvironment(name)) return undefined;
    const close = `\\end{${name}}`;
    const match = displayAt(scan, at, at + `\\begin{${name}}`.length, close);
    return match && { ...match, from: match.start, to: match.end };
  }
  if (after !== '(' && after !== '[' && after !== '\\') return undefined;
  const pair = pairs.find((it) => text.startsWith(it.open, at));
  if (pair === undefined) return undefined;
  const from = at + pair.open.length;
  if (pair.display) return displayAt(scan, at, from, pair.close);
  const to = find(scan, pair.close, from);
  if (to < 0 || hasBlankLine(text, from, to)) return undefined;
  const content = text.slice(from, to);
  if (content.trim() === '' || (scan.escapes && isProse(content) && !hasTeX(content))) return undefined;
  return { start: at, from, to, end: to + pair.close.length, display: false, closed: true };
}

function displayAt(scan: Scan, at: number, from: number, closer: string): Match | undefined {
  const { text } = scan;
  const close = find(scan, closer, from);
  const stop = stopWithin(scan, from, close < 0 ? text.length : close);
  if (close >= 0 && stop < 0) {
    const content = text.slice(from, close);
    if (closer !== '$$' && scan.escapes && /^\\+\]$/.test(closer) && !hasTeX(content) && !content.includes('\n')) {
      return undefined;
    }
    if (content.trim() === '') return undefined;
    return { start: at, from, to: close, end: close + closer.length, display: true, closed: true };
  }
  if (close < 0 && stop < 0 && !scan.pending.some((it) => it.closer === closer))
    scan.pending.push({ start: at, closer });
  // An opener in mid-sentence that nothing closes is more likely two dollars or an escaped bracket than a formula.
  if (!isLineStart(text, at)) return undefined;
  const line = text.slice(from, lineEnd(text, from));
  if (closer.endsWith(']') && line.trim() !== '' && !hasTeX(line)) return undefined;
  const fresh = freshStart(text, at);
  const limit = Math.min(paragraphEnd(text, from), fresh < text.length ? fresh - 1 : fresh);
  const to = Math.max(from, stop < 0 ? limit : Math.min(stop, limit));
  return { start: at, from, to, end: to, display: true, closed: false };
}

/** GitHub's form, a dollar, a backtick and the same mirrored: nothing inside is read as Markdown. */
function backticks(scan: Scan, at: number): Match | undefined {
  const to = find(scan, '`$', at + 2);
  if (to <= at + 2 || hasBlankLine(scan.text, at, to)) return dollarAt(scan, at);
  return { start: at, from: at + 2, to, end: to + 2, display: false, closed: true };
}

function dollarAt(scan: Scan, at: number): Match | undefined {
  const { text, rule } = scan;
  if (rule === 'strict') return undefined;
  const close = closingDollar(text, at + 1);
  const match = (to: number): Match => ({ start: at, from: at + 1, to, end: to + 1, display: false, closed: true });
  const content = text.slice(at + 1, close < 0 ? lineEnd(text, at) : close);
  if (close < 0) return unclosedDollar(at, content);
  if (content.trim() === '') return undefined;
  if (rule === 'remark') return match(close);
  const tight = !isSpace(content[0]) && !isSpace(content[content.length - 1]);
  const digitAfter = isDigit(text[close + 1]);
  if (tight && !digitAfter) return isDigit(content[0]) && isProse(content) ? undefined : match(close);
  // Pandoc says no. Renderers in the browser say yes, so what is plainly TeX is accepted.
  const lines = content.includes('\n');
  const fits = !lines || (isSpace(content[0]) && isSpace(content[content.length - 1]));
  const clear = fits && !isProse(content) && (hasTeX(content) || letters.test(content));
  if (clear && !(tight && digitAfter && isDigit(content[0]))) return match(close);
  return isProse(content) ? unclosedDollar(at, content) : undefined;
}

/** `U, V` or `a + b`: single letters with signs between them. */
const letters = /^\s*\p{L}(?:\s*[,;+*/()<>|-]\s*[\p{L}\d])*\s*$/u;

/** A formula being typed: it has a command or a script, and it ends where the words of the sentence go on. */
function unclosedDollar(at: number, content: string): Match | undefined {
  const line = content.split('\n', 1)[0] ?? '';
  const words = prose.exec(line);
  const formula = words === null ? line : line.slice(0, words.index);
  if (!/^[^\s\d]/.test(formula) || !/\\[A-Za-z]|[\^_]/.test(formula)) return undefined;
  const to = at + 1 + formula.trimEnd().length;
  return { start: at, from: at + 1, to, end: to, display: false, closed: false };
}

const textGroup = /\\(?:text[a-z]{0,10}|mbox|hbox|intertext|tag)\s?\{/y;

/** The next dollar of the same paragraph that is neither escaped nor inside `\text{…}`. */
function closingDollar(text: string, from: number): number {
  let at = from;
  for (;;) {
    const code = text.charCodeAt(at);
    if (Number.isNaN(code)) return -1;
    if (code === 36) return at;
    if (code === 92) {
      textGroup.lastIndex = at;
      at = textGroup.test(text) ? groupEnd(text, textGroup.lastIndex) : at + 2;
    } else if (code === 10 && isBlankLine(text, at + 1)) return -1;
    else at++;
  }
}

/** After the brace that closes the group, or after the opening when it does not close nearby. */
function groupEnd(text: string, from: number): number {
  let depth = 1;
  const limit = Math.min(text.length, from + 1000);
  for (let at = from; at < limit; at++) {
    const code = text.charCodeAt(at);
    if (code === 92) at++;
    else if (code === 123) depth++;
    else if (code === 125 && --depth === 0) return at + 1;
    else if (code === 10 && isBlankLine(text, at + 1)) break;
  }
  return from;
}

function stopWithin(scan: Scan, from: number, to: number): number {
  const last = scan.stop;
  if (last.from <= from && last.at >= from) return last.at < to ? last.at : -1;
  if (last.from <= from && last.at < 0 && to <= last.to) return -1;
  const at = firstStop(scan.text, from, to);
  scan.stop = { from, to, at };
  return at;
}

function find(scan: Scan, closer: string, from: number): number {
  const last = scan.found.get(closer);
  if (last !== undefined && last.from <= from && (last.at < 0 || last.at >= from)) return last.at;
  const at = indexOfCloser(scan.text, closer, from);
  scan.found.set(closer, { from, at });
  return at;
}

/** `\$$` and `\\]` are not closers. */
export function indexOfCloser(text: string, closer: string, from: number): number {
  let at = text.indexOf(closer, from);
  while (at > from && text[at - 1] === '\\' && (closer === '$$' || closer.length === 2) && isEscaped(text, at)) {
    at = text.indexOf(closer, at + 1);
  }
  return at;
}

function isEscaped(text: string, at: number): boolean {
  let slashes = 0;
  while (slashes < at && text[at - 1 - slashes] === '\\') slashes++;
  return slashes % 2 === 1;
}

/**
 * Where an unfinished display formula must end within `[from, to)`: at a heading or code fence, or at a blank line
 * after which a list, a quote, a tag or a sentence begins. The offset is that of the newline; −1 when there is none.
 */
export function firstStop(text: string, from: number, to: number): number {
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) {
    const start = skipIndent(text, at + 1);
    if (breaks.test(text.slice(start, start + 12))) return at;
    if (isBlankLine(text, at + 1)) {
      let next = at + 1;
      while (next < text.length && isBlankLine(text, next)) next = lineEnd(text, next) + 1;
      if (next >= text.length) return -1;
      if (next < to && endsFormula(text.slice(next, lineEnd(text, next)))) return at;
      at = next - 2;
    }
  }
  return -1;
}

/** A line that no formula has: a heading, a code fence, a block of HTML. */
const breaks =
  /^(?:#{1,6}(?:[ \t\r\n]|$)|```|~~~|<!--|<\/?(?:div|p|details|summary|table|tr|td|section|pre|script|style|ul|ol|li|center|blockquote|figure|img|h[1-6r])(?![\w-]))/i;

/** Does this line, after a blank one, show that the formula before it was never closed? */
export function endsFormula(line: string): boolean {
  const text = line.trimStart();
  if (/^(?:#{1,6}[ \t]|```|~~~|[-*][ \t]|\d+[.)][ \t]|>|<[A-Za-z/!]|\|)/.test(text)) return true;
  if (/^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return true;
  if (/^\p{L}[\p{L}'’-]*[,;:]?(?:\s+\p{L}[\p{L}'’-]*[,;:.]?){2,}/u.test(text) && /\p{L}{3}.*\p{L}{3}/u.test(text))
    return true;
  if (/^(?:\*\*|__|!?\[[^\]]*\]\(|\p{Extended_Pictographic})/u.test(text)) return true;
  if (/^\p{L}[\p{L}'’-]*(?:\s+\p{L}[\p{L}'’-]*)*[:.]\s*$/u.test(text) && /\p{L}{3}/u.test(text)) return true;
  return /^[^$\\]*\$[^$\s][^$]*\$(?!\$)/.test(text);
}

/** Does a piece of source look like TeX rather than like words? */
export const hasTeX = (content: string): boolean => /\\[A-Za-z,;!{|]|[\^_=]/.test(content);

const prose = /(?:^|\s)\p{L}{2,}[,;:]?\s+\p{L}{2,}(?=[\s,;:.]|$)/u;

/** Two words in a row that no braces enclose: `and then`. */
export const isProse = (content: string): boolean => prose.test(content.replace(/\{[^{}]*\}/g, '{}'));

const isSpace = (char: string | undefined): boolean => char !== undefined && /\s/.test(char);
const isDigit = (char: string | undefined): boolean => char !== undefined && char >= '0' && char <= '9';
