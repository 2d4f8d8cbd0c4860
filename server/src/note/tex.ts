/**
 * LaTeX → parts. An own scanner, in one pass: what is a comment, what is verbatim, where a formula is, where a macro
 * is defined, and the words between. Commands are stripped to the words they print; nothing is expanded.
 */
import { isDisplayEnvironment } from './environments.ts';
import { definitionEnd, group } from './macro-source.ts';
import { nablaText } from './inline.ts';
import type { Part } from './note.ts';
import { partBuilder } from './tex-part.ts';

/** Environments whose text is not LaTeX. */
const verbatim = new Set([
  'verbatim',
  'Verbatim',
  'lstlisting',
  'minted',
  'comment',
  'filecontents',
  'alltt',
  'tikzpicture',
  'luacode',
]);
/** Environments that a reader sees as paragraphs of their own, but that hold no new statement. */
const sections = ['part', 'chapter', 'section', 'subsection', 'subsubsection', 'paragraph', 'subparagraph'];
/** Commands whose argument is no prose. */
const silent = new Set(
  (
    'label ref eqref cref Cref autoref pageref cite citep citet citeauthor citeyear nocite usepackage documentclass ' +
    'bibliography bibliographystyle includegraphics graphicspath hspace vspace setlength addtolength setcounter ' +
    'addtocounter newtheorem theoremstyle pagestyle thispagestyle hypersetup geometry definecolor input include ' +
    'subfile import url href RequirePackage newcounter newlength color textcolor begin end DeclareUnicodeCharacter ' +
    'numberwithin allowdisplaybreaks lstset usetikzlibrary linespread fontsize'
  ).split(' '),
);
/** Environments that state or prove something: what they declare holds inside. */
const notScopes = new Set([
  'document',
  'center',
  'itemize',
  'enumerate',
  'description',
  'figure',
  'table',
  'tabular',
  'tabularx',
  'array',
  'flushleft',
  'flushright',
  'minipage',
  'multicols',
  'abstract',
  'small',
]);

const next = /[\\%$~{}&\n]|--+|``|''/g;
const command = /\\([A-Za-z@]+\*?|[^])/y;

/** The part that a stretch of LaTeX makes; it begins at a sectioning command or at the head of the file. */
export function readTex(text: string): Part {
  const part = partBuilder(text);
  const environments: { readonly name: string; readonly scoped: boolean }[] = [];
  let at = 0;
  let plain = 0;
  let blank = -1;
  const absent = new Set<string>();

  while (at < text.length) {
    next.lastIndex = at;
    const hit = next.exec(text);
    if (hit === null) break;
    at = hit.index;
    step(hit[0]);
  }
  wordsUntil(text.length);
  return part.done();

  function wordsUntil(end: number): void {
    if (plain < end) part.words(text.slice(plain, end), plain, end);
    plain = end;
  }

  /** Passes over `[at, end)`, which prints `words`. */
  function skip(end: number, words = ''): void {
    wordsUntil(at);
    if (words !== '') part.words(words, at, end);
    at = Math.max(end, at + 1);
    plain = at;
  }

  function step(sign: string): void {
    if (sign === '%') comment();
    else if (sign === '$') dollar();
    else if (sign === '\\') backslash();
    else if (sign === '\n') newline();
    else if (sign === '~') skip(at + 1, ' ');
    else if (sign === '&' && inTable()) cell(at + 1);
    else if (sign.startsWith('--')) skip(at + sign.length, '–');
    else skip(at + sign.length, sign === '``' || sign === "''" ? '"' : '');
  }

  function comment(): void {
    const end = lineEnd(text, at);
    const words = nablaText(text.slice(at + 1, end));
    if (words !== undefined) part.comment(words, at, end);
    // The line break belongs to the comment unless a paragraph ends there.
    const after = /\n[ \t]*(?!\r?\n)/y;
    after.lastIndex = end;
    skip(after.test(text) && !isBlank(text, end + 1) ? after.lastIndex : end);
  }

  function newline(): void {
    if (!isBlank(text, at + 1)) {
      at++;
      return;
    }
    wordsUntil(at);
    part.flush('paragraph');
    while (at < text.length && isBlank(text, at + 1)) at = lineEnd(text, at + 1);
    at++;
    plain = Math.min(at, text.length);
  }

  /** The next blank line; looked for once for all formulas before it. */
  function blankLine(from: number): number {
    if (blank < from) {
      blankLines.lastIndex = from;
      blank = blankLines.exec(text)?.index ?? text.length;
    }
    return blank;
  }

  function dollar(): void {
    if (text[at + 1] === '$') {
      const to = closing(text, '$$', at + 2, blankLine(at + 2));
      formula(at + 2, to, 2, true);
      return;
    }
    formula(at + 1, closing(text, '$', at + 1, blankLine(at + 1)), 1, false);
  }

  /** A formula that ends at a blank line, as TeX has it, was never closed. */
  function formula(from: number, to: number, closer: number, display: boolean): void {
    wordsUntil(at);
    const stop = blankLine(from);
    if (to < 0 || stop < to) {
      const end = to < 0 && !display ? Math.min(stop, lineEnd(text, from)) : Math.min(stop, text.length);
      part.formula({ start: at, from, to: end, end, display, closed: false });
      at = end;
    } else {
      part.formula({ start: at, from, to, end: to + closer, display, closed: true });
      at = to + closer;
    }
    plain = at;
  }

  function backslash(): void {
    command.lastIndex = at;
    const name = command.exec(text)?.[1];
    if (name === undefined) {
      skip(at + 1);
      return;
    }
    const after = at + 1 + name.length;
    if (name === '(') {
      formula(after, closing(text, '\\)', after, blankLine(after)), 2, false);
      return;
    }
    if (name === '[') {
      formula(after, closing(text, '\\]', after, blankLine(after)), 2, true);
      return;
    }
    if (name === 'begin' || name === 'end') {
      environment(name, after);
      return;
    }
    if (name === 'verb' || name === 'verb*' || name === 'lstinline') {
      verb(after);
      return;
    }
    if (name === '\\' || name === '\\*' || name === 'newline') {
      if (inTable()) cell(after);
      else skip(after, '\n');
      return;
    }
    if (name === 'par') {
      skip(after);
      part.flush('paragraph');
      return;
    }
    if (name === 'item') {
      skip(after);
      part.flush('paragraph');
      part.item();
      return;
    }
    const end = definitionEnd(text, at);
    if (end > at) {
      part.macro(at, end);
      skip(end);
      return;
    }
    if (['input', 'include', 'subfile', 'import'].includes(name)) part.input(at, group(text, after) ?? after);
    const plainName = name.replace(/\*$/, '');
    if (sections.includes(plainName)) {
      heading(plainName, after);
      return;
    }
    if (plainName === 'title' || plainName === 'author' || plainName === 'date') {
      skip(group(text, after) ?? after);
      return;
    }
    if (silent.has(plainName)) {
      skip(argumentsEnd(text, after));
      return;
    }
    if (/^(?:emph|textbf|textit|mathbf|bm|boldsymbol|textsl)$/.test(plainName)) {
      emphasised(after);
      return;
    }
    if (!/[A-Za-z]/.test(name)) {
      skip(after, /[$%&#_{}]/.test(name) ? name : /[\s,;:]/.test(name) ? ' ' : '');
      return;
    }
    const option = /\[[^\]\n]*\]/y;
    option.lastIndex = after;
    skip(option.test(text) ? option.lastIndex : after);
  }

  function emphasised(after: number): void {
    const end = group(text, after);
    const inner = end === undefined ? '' : text.slice(text.indexOf('{', after) + 1, end - 1);
    if (end === undefined || /[\\$%{]/.test(inner)) {
      skip(after);
      return;
    }
    wordsUntil(at);
    const open = text.indexOf('{', after) + 1;
    part.words(inner, open, end - 1, true);
    at = end;
    plain = end;
  }

  function heading(name: string, after: number): void {
    skip(after);
    part.flush('paragraph');
    const option = /\s*\[[^\]]*\]/y;
    option.lastIndex = after;
    const from = option.test(text) ? option.lastIndex : after;
    const end = group(text, from);
    if (end === undefined) return;
    const open = text.indexOf('{', from) + 1;
    part.heading(sections.indexOf(name), text.slice(open, end - 1).trim());
    at = open;
    plain = open;
    const title = readTex(text.slice(open, end - 1));
    for (const block of title.blocks) part.foreign(block, title.formulas, open);
    part.flush('heading');
    at = end;
    plain = end;
  }

  function environment(kind: string, after: number): void {
    const found = /\s*\{([A-Za-z*@]+)\}/y;
    found.lastIndex = after;
    const name = found.exec(text)?.[1];
    if (name === undefined) {
      skip(after);
      return;
    }
    const end = found.lastIndex;
    const plainName = name.replace(/\*$/, '');
    if (kind === 'end') {
      leave(name, end);
      return;
    }
    if (verbatim.has(plainName)) {
      const close = text.indexOf(`\\end{${name}}`, end);
      skip(close < 0 ? text.length : close + name.length + 6);
      return;
    }
    if (isDisplayEnvironment(plainName)) {
      const closer = `\\end{${name}}`;
      const close = absent.has(closer) ? -1 : closing(text, closer, end);
      if (close < 0) absent.add(closer);
      wordsUntil(at);
      // A blank line is a fault in these environments, but where the end is known nothing is gained by stopping early.
      const to = close < 0 ? blankLine(end) : close + name.length + 6;
      part.formula({ start: at, from: at, to, end: to, display: plainName !== 'math', closed: close >= 0 });
      at = to;
      plain = to;
      return;
    }
    skip(argumentsEnd(text, end, plainName));
    part.flush('paragraph');
    const scoped = !notScopes.has(plainName);
    environments.push({ name, scoped });
    part.enter(scoped, plainName === 'itemize' || plainName === 'enumerate' || plainName === 'description');
  }

  function leave(name: string, end: number): void {
    const tabular = inTable();
    skip(end);
    part.flush(tabular ? 'table-cell' : 'paragraph');
    const open = environments.findLastIndex((it) => it.name === name);
    if (open < 0) return;
    while (environments.length > open) {
      environments.pop();
      part.leave();
    }
  }

  function inTable(): boolean {
    const inner = environments[environments.length - 1]?.name;
    return inner !== undefined && /^(?:tabular|tabularx|longtable|array)/.test(inner);
  }

  function cell(end: number): void {
    skip(end);
    part.flush('table-cell');
  }

  function verb(after: number): void {
    const sign = text[after];
    if (sign === undefined || /[\sA-Za-z]/.test(sign)) {
      skip(after);
      return;
    }
    const close = text.indexOf(sign === '{' ? '}' : sign, after + 1);
    skip(
      close < 0 || close > lineEnd(text, after) ? after + 1 : close + 1,
      close < 0 ? '' : text.slice(after + 1, close),
    );
  }
}

/** After the optional and braced arguments that follow a command. */
function argumentsEnd(text: string, from: number, environment?: string): number {
  let end = from;
  for (let count = 0; count < 4; count++) {
    const option = /[ \t]*\[[^\]]{0,500}\]/y;
    option.lastIndex = end;
    if (option.test(text)) {
      // `\begin{theorem}[About $x$]` has a name worth reading, and no further argument.
      if (environment !== undefined && !environment.startsWith('tabular')) {
        return /\$|\\\(/.test(text.slice(end, option.lastIndex)) ? end : option.lastIndex;
      }
      end = option.lastIndex;
      continue;
    }
    if (text[end] !== '{' || (environment !== undefined && !/^(?:tabular|minipage|multicols|array)/.test(environment)))
      break;
    const next = group(text, end);
    if (next === undefined) break;
    end = next;
  }
  return end;
}

/** The next closer that is neither escaped, nor in a comment, nor (for a dollar) inside the braces of `\text`. */
function closing(text: string, closer: string, from: number, limit = text.length): number {
  const stop = /\\(?:text[a-z]{0,8}|mbox|hbox)\s*\{|\\[^]|%|\$/g;
  stop.lastIndex = from;
  for (let hit = stop.exec(text); hit !== null && hit.index < limit; hit = stop.exec(text)) {
    if (text.startsWith(closer, hit.index)) return hit.index;
    if (hit[0] === '%') stop.lastIndex = lineEnd(text, hit.index);
    else if (hit[0].endsWith('{') && hit[0].length > 2 && closer.startsWith('$')) {
      stop.lastIndex = group(text, hit.index + hit[0].length - 1) ?? stop.lastIndex;
    }
  }
  return -1;
}

const blankLines = /\n[ \t]*\r?\n/g;

const isBlank = (text: string, at: number): boolean => {
  const line = /[ \t]*\r?(?:\n|$)/y;
  line.lastIndex = at;
  return at >= text.length || line.test(text);
};

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

const cut =
  /^[ \t]*\\(?:part|chapter|section|subsection)\*?\s*[[{]|^[ \t]*\\(?:begin|end)\{(verbatim|Verbatim|lstlisting|minted|comment|filecontents)\*?\}/gm;

/** Where the parts of a LaTeX text begin: at its head, and at each sectioning command that opens a line. */
export function texStarts(text: string): number[] {
  const starts = [0];
  let inside: string | undefined;
  for (const found of text.matchAll(cut)) {
    const environment = found[1];
    if (environment !== undefined) {
      if (inside === undefined && found[0].includes('begin')) inside = environment;
      else if (inside === environment && found[0].includes('end')) inside = undefined;
    } else if (inside === undefined && found.index > 0) starts.push(found.index);
  }
  return starts;
}
