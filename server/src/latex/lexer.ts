/**
 * Formula text to tokens. White space and comments are not tokens but the gaps between them, so nothing is lost: the
 * text between two tokens' spans is always trivia.
 */

/** What a token is. Numbers, because the parser switches on them for every token. */
export const Kind = {
  end: 0, //      after the last token
  letter: 1, //   one character that is none of those below
  number: 2, //   `12.5`, `.5`; a braceless argument takes its first digit only
  word: 3, //     \alpha
  symbol: 4, //   \, \| \{ and other control symbols
  open: 5, //     {
  close: 6, //    }
  sub: 7, //      _
  sup: 8, //      ^
  prime: 9, //    '
  align: 10, //   &
  newline: 11, // \\
  dollar: 12, //  $
  parameter: 13, // #1
  tie: 14, //     ~, a space that shows
} as const;

export interface Token {
  readonly kind: number;
  /** As written; a control word without the space that ends it. */
  readonly text: string;
  /** Offsets in the formula. A token out of a macro has those of the macro's use. */
  readonly start: number;
  readonly end: number;
  /** White space or a comment stands before it. */
  readonly spaced: boolean;
  /** Out of a macro's body. */
  readonly made: boolean;
  /** Never to be expanded: what a `\let` has saved. */
  readonly frozen: boolean;
}

function token(kind: number, text: string, start: number, end: number, spaced: boolean): Token {
  return { kind, text, start, end, spaced, made: false, frozen: false };
}

/** One string per ASCII character, so that single letters are not cut out of the text again and again. */
const ascii: readonly string[] = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));

const kinds = new Uint8Array(128).fill(Kind.letter);
for (const [char, kind] of [
  ['{', Kind.open],
  ['}', Kind.close],
  ['_', Kind.sub],
  ['^', Kind.sup],
  ["'", Kind.prime],
  ['&', Kind.align],
  ['$', Kind.dollar],
  ['#', Kind.parameter],
  ['~', Kind.tie],
] as const) {
  kinds[char.charCodeAt(0)] = kind;
}

const isLetter = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/** White space that TeX or Unicode does not show. */
function isSpace(code: number): boolean {
  if (code < 128) return code === 32 || (code >= 9 && code <= 13);
  return (
    code === 0xa0 ||
    (code >= 0x2000 && code <= 0x200f) ||
    (code >= 0x2028 && code <= 0x202f) ||
    (code >= 0x205f && code <= 0x2064) ||
    code === 0x3000 ||
    code === 0xfeff ||
    (code >= 0xfe00 && code <= 0xfe0f)
  );
}

/** The end of the comment that starts with the `%` at `at`: after its line's end. */
function endOfComment(text: string, at: number): number {
  for (let i = at; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 10) return i + 1;
    if (code === 13) return text.charCodeAt(i + 1) === 10 ? i + 2 : i + 1;
  }
  return text.length;
}

function endOfNumber(text: string, at: number): number {
  let i = at;
  while (isDigit(text.charCodeAt(i))) i++;
  if (text.charCodeAt(i) === 46 && isDigit(text.charCodeAt(i + 1))) {
    i += 2;
    while (isDigit(text.charCodeAt(i))) i++;
  }
  return endOfExponent(text, i);
}

/** Behind the `e-5` of `1e-5`, as programs write it; in a formula that raises e to powers, e is a number of its own. */
function endOfExponent(text: string, at: number): number {
  EXPONENT.lastIndex = at;
  const found = EXPONENT.exec(text);
  return found === null || /[eE]\s*\^/.test(text) ? at : at + found[0].length;
}

const EXPONENT = /[eE][+-]?\d{1,3}(?![\w^.])/y;

/** What Markdown eats a backslash before: nothing, `_` and braces, or `|` as well. */
export type Escapes = 'none' | 'underscores' | 'bars';

/**
 * All tokens of a formula. `escaped` reads the dialect of Markdown processors that eat a backslash before punctuation:
 * `x\_i` is then what the reader sees as `x_i`, `\\{` what he sees as `\{`, and `\|` a single bar.
 */
export function lex(text: string, escaped: Escapes = 'none'): Token[] {
  const escapes = escaped !== 'none';
  const tokens: Token[] = [];
  const length = text.length;
  let i = 0;
  let last = 0;
  while (i < length) {
    const code = text.charCodeAt(i);
    const start = i;
    const spaced = last !== start;
    if (code === 92) {
      const next = text.charCodeAt(i + 1);
      if (isLetter(next)) {
        i += 2;
        while (isLetter(text.charCodeAt(i))) i++;
        tokens.push(token(Kind.word, text.slice(start, i), start, i, spaced));
        last = i;
        continue;
      }
      i += next >= 0xd800 && next <= 0xdbff ? 3 : 2;
      if (i > length) i = length;
      const brace = next === 92 && escapes ? text.charCodeAt(i) : 0;
      if (brace >= 123 && brace <= 125) {
        i++;
        tokens.push(token(Kind.symbol, `\\${ascii[brace] ?? ''}`, start, i, spaced));
      } else if (next === 92) tokens.push(token(Kind.newline, '\\\\', start, i, spaced));
      else if (escapes && next === 95) tokens.push(token(Kind.sub, '_', start, i, spaced));
      else if (escaped === 'bars' && next === 124) tokens.push(token(kinds[124] ?? Kind.letter, '|', start, i, spaced));
      else if (next === 42) tokens.push(token(Kind.letter, '*', start, i, spaced));
      else tokens.push(token(Kind.symbol, text.slice(start, i), start, i, spaced));
      last = i;
    } else if (isDigit(code) || (code === 46 && isDigit(text.charCodeAt(i + 1)))) {
      i = endOfNumber(text, i);
      tokens.push(token(Kind.number, text.slice(start, i), start, i, spaced));
      last = i;
    } else if (code < 128) {
      i++;
      if (code === 37) {
        i = endOfComment(text, start);
      } else if (code === 35) {
        while (text.charCodeAt(i) === 35) i++;
        if (isDigit(text.charCodeAt(i))) i++;
        tokens.push(token(Kind.parameter, text.slice(start, i), start, i, spaced));
        last = i;
      } else if (!isSpace(code)) {
        tokens.push(token(kinds[code] ?? Kind.letter, ascii[code] ?? '', start, i, spaced));
        last = i;
      }
    } else {
      i += code >= 0xd800 && code <= 0xdbff && i + 1 < length ? 2 : 1;
      if (isSpace(code)) continue;
      tokens.push(token(Kind.letter, text.slice(start, i), start, i, spaced));
      last = i;
    }
  }
  return tokens;
}
