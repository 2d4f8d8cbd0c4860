/**
 * Our extension of micromark's block grammar. A display formula keeps its lines together, so that nothing in it is
 * taken for a list, a quote, a heading rule or HTML:
 *
 * ```
 * The gradient is $$\begin{aligned}
 * a &= b \\
 * - c
 * \end{aligned}$$ for all $x$.
 * ```
 *
 * The extension only groups the lines, from the one that opens the formula to the one that closes it; `inline.ts`
 * finds the formulas in them, as it does in any paragraph.
 */
import type { Code, Construct, Effects, Extension, State, Token, TokenizeContext } from 'micromark-util-types';
import { admonition } from './admonition.ts';
import { formulaAt, scanOf, type Scan } from './delimiters.ts';
import { freshStart, lineEnd } from './lines.ts';
import type { DollarRule } from './note.ts';

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    displayLines: 'displayLines';
    displayParagraph: 'displayParagraph';
    displayLine: 'displayLine';
  }
}

/** What the extension looks ahead in: the text being parsed. Set before each parse. */
export interface Source {
  scan: Scan;
}

export const sourceOf = (text: string, rule: DollarRule, escapes: boolean): Source => ({
  scan: scanOf(text, rule, escapes),
});

/** What the grouped lines become: tokens for the reader of notes, or a paragraph whose text is tokenized in turn. */
type Lines = 'displayLines' | 'displayParagraph';

export const mathSyntax = (source: Source): Extension => ({
  document: admonitions(source),
  flow: { null: displayLines(source, 'displayLines') },
  // No reference is resolved: what a section says must not depend on another section's link definitions.
  disable: { null: ['definition'] },
});

function admonitions(source: Source): Extension['document'] {
  const construct = admonition(() => source.scan.text);
  return Object.fromEntries([...'!?='].map((it) => [it.charCodeAt(0), construct]));
}

/** The construct that keeps the lines of a display formula together. */
export function displayLines(source: Source, lines: Lines): Construct {
  return {
    name: 'displayLines',
    concrete: true,
    tokenize(effects, ok, nok) {
      return tokenizeLines(this, source, lines, effects, ok, nok);
    },
  };
}

function tokenizeLines(
  context: TokenizeContext,
  source: Source,
  lines: Lines,
  effects: Effects,
  ok: State,
  nok: State,
): State {
  let until = 0;
  let chunk: Token | undefined;
  let within = false;
  return (code) => {
    const at = context.now().offset;
    const end = keptTogether(source.scan, at);
    if (end === undefined) return nok(code);
    until = end;
    effects.enter(lines);
    return line(code);
  };

  function line(code: Code): State | undefined {
    const at = context.now().offset;
    if (at > until) until = at;
    return inside(code);
  }

  function inside(code: Code): State | undefined {
    if (!isEnd(code)) {
      enterLine();
      effects.consume(code);
      return inside;
    }
    if (code === null || context.interrupt === true) return done(code);
    const over = context.now().offset >= until;
    // Waiting for the next line keeps lists and quotes from beginning there, so it must be worth it.
    if (over && !isIndented(source.scan.text, context.now().offset)) return done(code);
    return effects.check({ partial: true, tokenize: over ? indentedLine : nextLine }, lineBreak, done)(code);
  }

  /** For the tokenizer of the text the break belongs to the line; the reader of notes sees it for itself. */
  function lineBreak(code: Code): State {
    if (lines === 'displayParagraph') enterLine();
    else {
      exitLine();
      effects.enter('lineEnding');
    }
    effects.consume(code);
    if (lines === 'displayParagraph') exitLine();
    else effects.exit('lineEnding');
    return line;
  }

  function done(code: Code): State | undefined {
    exitLine();
    effects.exit(lines);
    return ok(code);
  }

  /** An empty token may not be. */
  function enterLine(): void {
    if (within) return;
    within = true;
    if (lines === 'displayLines') effects.enter('displayLine');
    else {
      const previous = chunk;
      chunk = effects.enter('chunkText', { contentType: 'text', previous });
      if (previous !== undefined) previous.next = chunk;
    }
  }

  function exitLine(): void {
    if (within) effects.exit(lines === 'displayLines' ? 'displayLine' : 'chunkText');
    within = false;
  }

  /** The next line belongs to the formula unless its quote or list has ended. */
  function nextLine(this: TokenizeContext, inner: Effects, next: State, none: State): State {
    return (code) => {
      inner.enter('lineEnding');
      inner.consume(code);
      inner.exit('lineEnding');
      return (after) => (context.parser.lazy[context.now().line] === true && isEnd(after) ? none(after) : next(after));
    };
  }
}

/** An indented line after the formula goes on with its paragraph, as it would after any other line of one. */
function indentedLine(this: TokenizeContext, effects: Effects, ok: State, nok: State): State {
  let indent = 0;
  return (code) => {
    effects.enter('lineEnding');
    effects.consume(code);
    effects.exit('lineEnding');
    return start;
  };

  function start(code: Code): State | undefined {
    if (code !== -2 && code !== -1 && code !== 32) return nok(code);
    effects.enter('linePrefix');
    return inside(code);
  }

  function inside(code: Code): State | undefined {
    if (code === -2 || code === -1 || code === 32) {
      indent++;
      effects.consume(code);
      return inside;
    }
    effects.exit('linePrefix');
    return isEnd(code) || indent < 4 ? nok(code) : ok(code);
  }
}

function isIndented(text: string, end: number): boolean {
  const start = lineEnd(text, end) + 1;
  const indent = /[ \t>]*/y;
  indent.lastIndex = start;
  return /\t| {4}/.test(indent.exec(text)?.[0] ?? '');
}

const isEnd = (code: Code): boolean => code === null || code < -2;

/**
 * The end of the last line that a display formula ties to the line at `at`; nothing when every formula that opens on
 * this line also closes on it.
 */
export function keptTogether(note: Scan, at: number): number | undefined {
  const { text } = note;
  const first = lineEnd(text, at);
  opener.lastIndex = at;
  const some = opener.exec(text);
  if (some === null || some.index >= first) return undefined;
  // In a quote or a list nothing lasts longer than the quote or list can.
  const outermost = at === 0 || text[at - 1] === '\n';
  const scan = outermost ? note : scanOf(text.slice(0, freshStart(text, at)), note.rule, note.escapes);
  let end = first;
  for (let from = at; from < end;) {
    opener.lastIndex = from;
    const hit = opener.exec(text);
    if (hit === null || hit.index >= end) break;
    from = hit.index;
    const code = text[from];
    if (code === '`') from = afterCode(text, from, end);
    else if (code === '<') from = text.startsWith('<!--', from) ? afterComment(text, from, end) : from + 1;
    else {
      const match = formulaAt(scan, from);
      if (match === undefined) from += code === '\\' || text[from + 1] === '$' ? 2 : 1;
      else {
        from = match.end;
        if (match.end > end && match.display) end = lineEnd(text, match.end);
        else if (match.end > end) break;
      }
    }
  }
  return end > first ? (text[end - 1] === '\r' ? end - 1 : end) : undefined;
}

const opener = /[\\$`<]/g;

function afterCode(text: string, at: number, end: number): number {
  let open = at;
  while (text[open] === '`') open++;
  const close = text.indexOf(text.slice(at, open), open);
  return close >= 0 && close < end ? close + open - at : open;
}

function afterComment(text: string, at: number, end: number): number {
  const close = text.indexOf('-->', at);
  return close >= 0 && close < end ? close + 3 : end;
}
