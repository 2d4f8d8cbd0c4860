/**
 * Macros: what `\newcommand` and its kin define, and expansion on tokens. A token out of a macro's body has the span of
 * the use, the tokens of its arguments keep their own, so that whatever is said about either lands where it was typed.
 */
import { span, type Span } from '../base/span.ts';
import { rewrites, specOf } from './commands.ts';
import { type Escapes, Kind, lex, type Token } from './lexer.ts';
import { settled } from './settled.ts';

export interface Macro {
  /** With the backslash. */
  readonly name: string;
  readonly parameters: number;
  /** What `#1` is when no `[…]` is given; undefined when the first argument is not optional. */
  readonly fallback: readonly Token[] | undefined;
  /** `\def\x#1,#2;{…}`: what must stand before `#1` (at 0) and after each argument. Empty lists nearly always. */
  readonly delimiters: readonly (readonly Token[])[];
  /** A paired delimiter, which also takes a star or a size: `\norm*{x}`, `\norm[\big]{x}`. */
  readonly paired: boolean;
  /** Of a document command, in place of `parameters` and `fallback`. */
  readonly signature?: readonly Argument[];
  readonly body: readonly Token[];
}

/** `s`: a star; `o`: `[…]` that may be missing, with what stands for it then; `m`: one that must be there. */
export interface Argument {
  readonly kind: 's' | 'o' | 'm';
  readonly fallback?: readonly Token[];
}

/** The macros known at a place; never changed. */
export type MacroTable = ReadonlyMap<string, Macro>;

export const noMacros: MacroTable = new Map();

/** A new table: `table` with the definitions of `more`, which win. */
export function extend(table: MacroTable, more: Iterable<Macro>): MacroTable {
  const result = new Map(table);
  for (const macro of more) result.set(macro.name, macro);
  return result;
}

/** Every definition in a text: a preamble, a note's block of macros. The last definition of a name wins. */
export function readMacros(text: string): MacroTable {
  const stream = streamOf(lex(text), text.length);
  const table = new Map<string, Macro>();
  for (;;) {
    const next = take(stream);
    if (next.kind === Kind.end) return table;
    if (next.kind !== Kind.word || specOf(next.text)?.does !== 'define') continue;
    for (const macro of readDefinition(stream, next.text, table)) table.set(macro.name, macro);
  }
}

/**
 * Macros from settings: a body by name (`"\\RR": "\\mathbb{R}"`, with or without the backslash, as in KaTeX and VS
 * Code's `markdown.math.macros`), or body, number of arguments and default (`bold: ['{\\bf #1}', 1]`, as in MathJax).
 */
export function macrosFromSettings(settings: Readonly<Record<string, unknown>>): MacroTable {
  const table = new Map<string, Macro>();
  for (const [key, value] of Object.entries(settings)) {
    const parts: readonly unknown[] = Array.isArray(value) ? value : [value];
    const [text, count, fallback] = parts;
    if (typeof text !== 'string') continue;
    const body = lex(text);
    const name = key.startsWith('\\') ? key : `\\${key}`;
    const parameters = typeof count === 'number' ? Math.max(0, Math.min(9, Math.trunc(count))) : highest(body);
    table.set(name, {
      name,
      parameters,
      fallback: typeof fallback === 'string' ? lex(fallback) : undefined,
      delimiters: [],
      paired: false,
      body,
    });
  }
  return table;
}

/**
 * The text with every macro's body in place of its use, and without definitions: for readers of TeX that do not know the author's macros. A text
 * whose macros run into a limit is left as it is.
 */
export function expanded(text: string, macros: MacroTable, escapes: Escapes): string {
  const stream = streamOf(lex(text, escapes), text.length);
  let known = macros;
  let made = '';
  for (;;) {
    const next = peek(stream);
    if (next.kind === Kind.end) return stream.exhausted ? text : made;
    if (next.kind === Kind.word && specOf(next.text)?.does === 'define') {
      take(stream);
      known = extend(known, readDefinition(stream, next.text, known));
      continue;
    }
    const macro = next.kind === Kind.word && !next.frozen ? known.get(next.text) : undefined;
    if (macro !== undefined) {
      expand(stream, macro);
      continue;
    }
    const apart = next.spaced || (/\\[A-Za-z]+$/.test(made) && /^[A-Za-z]/.test(next.text));
    made += apart ? ` ${next.text}` : next.text;
    take(stream);
  }
}

function streamOf(tokens: Token[], length: number): Stream {
  tokens.push(endToken(length));
  return {
    tokens,
    at: 0,
    ahead: [],
    macros: noMacros,
    end: 0,
    uses: [],
    expansions: 0,
    produced: 0,
    limit: undefined,
    exhausted: false,
  };
}

const highest = (body: readonly Token[]): number => body.reduce((most, it) => Math.max(most, parameterOf(it)), 0);

const parameterOf = (it: Token): number =>
  it.kind === Kind.parameter ? it.text.charCodeAt(it.text.length - 1) - 48 : 0;

// --- The tokens yet to be read ---------------------------------------------------------------------------------------

/** The parser's place: the formula's tokens, and before them what macros have put there (last first). */
export interface Stream {
  readonly tokens: readonly Token[];
  at: number;
  readonly ahead: Token[];
  macros: MacroTable;
  /** Where the last token taken ends. */
  end: number;
  /** Uses of macros, as spans of the text. */
  readonly uses: Span[];
  expansions: number;
  produced: number;
  /** The use at which a limit was reached. */
  limit: Span | undefined;
  exhausted: boolean;
}

/** More than any formula needs, and few enough that a recursive macro costs nothing. */
const maxExpansions = 1000;
const maxProduced = 50_000;

/** The token after the last one. */
export const endToken = (at: number): Token => ({
  kind: Kind.end,
  text: '',
  start: at,
  end: at,
  spaced: false,
  made: false,
  frozen: false,
});

const nothing: Token = endToken(0);

export function peek(s: Stream): Token {
  const waiting = s.ahead.length;
  return (waiting > 0 ? s.ahead[waiting - 1] : s.tokens[s.at]) ?? nothing;
}

/** The token `distance` after the next one. */
export function peekAt(s: Stream, distance: number): Token {
  const waiting = s.ahead.length;
  if (distance < waiting) return s.ahead[waiting - 1 - distance] ?? nothing;
  return s.tokens[Math.min(s.at + distance - waiting, s.tokens.length - 1)] ?? nothing;
}

export function take(s: Stream): Token {
  if (s.ahead.length > 0) {
    const next = s.ahead.pop() ?? nothing;
    s.end = next.end;
    return next;
  }
  const next = s.tokens[s.at] ?? nothing;
  if (next.kind !== Kind.end) {
    s.at++;
    s.end = next.end;
  }
  return next;
}

/** Takes the first `length` characters of the next token and leaves the rest: `\frac12`, `x_12`. */
export function takeFirst(s: Stream, length: number): Token {
  const whole = take(s);
  if (whole.text.length <= length) return whole;
  const cut = whole.made ? whole.end : whole.start + length;
  s.ahead.push({ ...whole, text: whole.text.slice(length), start: whole.made ? whole.start : cut, spaced: false });
  s.end = cut;
  return { ...whole, text: whole.text.slice(0, length), end: cut };
}

/** The tokens of `{…}` without the braces, or one token, or none before the end of a group. */
function takeArgument(s: Stream): readonly Token[] {
  const next = peek(s);
  if (next.kind === Kind.end || next.kind === Kind.close) return [];
  if (next.kind === Kind.number) return [takeFirst(s, 1)];
  take(s);
  return next.kind === Kind.open ? takeUntil(s, Kind.close, '}') : [next];
}

/** The tokens before the closing token at this level of braces, which is taken too. */
function takeUntil(s: Stream, kind: number, text: string): readonly Token[] {
  const taken: Token[] = [];
  let level = 0;
  for (;;) {
    const next = peek(s);
    if (next.kind === Kind.end) return taken;
    if (level === 0 && next.kind === kind && next.text === text) {
      take(s);
      return taken;
    }
    if (next.kind === Kind.open) level++;
    else if (next.kind === Kind.close && --level < 0) return taken;
    taken.push(take(s));
  }
}

const isChar = (it: Token, char: string): boolean => it.kind === Kind.letter && it.text === char;

/** `[…]`, when the next token opens one. */
function takeOption(s: Stream): readonly Token[] | undefined {
  if (!isChar(peek(s), '[')) return undefined;
  take(s);
  return takeUntil(s, Kind.letter, ']');
}

function takeStar(s: Stream): boolean {
  if (!isChar(peek(s), '*')) return false;
  take(s);
  return true;
}

// --- Expansion -------------------------------------------------------------------------------------------------------

/** Replaces the macro's name, the next token, and its arguments by its body. */
export function expand(s: Stream, macro: Macro): void {
  const use = take(s);
  if (macro.signature !== undefined) {
    const given = macro.signature.map(({ kind }) => argumentBy(s, kind));
    const isGiven = (n: number): boolean => given[n - 1] !== undefined;
    const all = given.map((it, n) => it ?? macro.signature?.[n]?.fallback?.map((one) => place(one, use, use.end)));
    put(s, use, settled(macro.body, isGiven), all);
    return;
  }
  const args: (readonly Token[])[] = [];
  if (macro.paired) {
    takeStar(s);
    takeOption(s);
  }
  const before = macro.delimiters[0];
  if (before !== undefined) for (const it of before) if (peek(s).text === it.text) take(s);
  for (let n = 1; n <= macro.parameters; n++) {
    const after = macro.delimiters[n];
    if (n === 1 && macro.fallback !== undefined)
      args.push(takeOption(s) ?? macro.fallback.map((it) => place(it, use, use.end)));
    else args.push(after === undefined || after.length === 0 ? takeArgument(s) : takeDelimited(s, after));
  }
  put(s, use, macro.body, args);
}

/** By its letter in a signature: `s`, `o`, `m`, or `g`, a group that may be missing. */
function argumentBy(s: Stream, letter: string): readonly Token[] | undefined {
  if (letter === 's') return takeStar(s) ? [] : undefined;
  if (letter === 'o') return takeOption(s);
  return letter === 'm' || peek(s).kind === Kind.open ? takeArgument(s) : undefined;
}

/** The tokens before `delimiter`, which is taken too. */
function takeDelimited(s: Stream, delimiter: readonly Token[]): readonly Token[] {
  const [first] = delimiter;
  const taken = first === undefined ? [] : takeUntil(s, first.kind, first.text);
  for (const it of delimiter.slice(1)) if (peek(s).text === it.text) take(s);
  return taken;
}

/** Expands a row of `rewrites`, the next token being its name. */
export function rewrite(s: Stream): void {
  const use = take(s);
  const row = rewriteTable.get(use.text);
  if (row === undefined) return;
  const args: (readonly Token[] | undefined)[] = [];
  for (const letter of row.signature) {
    args.push(argumentBy(s, letter));
  }
  const body = row.bodies.find((it) =>
    it.every((token) => parameterOf(token) === 0 || args[parameterOf(token) - 1] !== undefined),
  );
  put(s, use, body ?? [], args);
}

const rewriteTable = new Map(
  rewrites.flatMap(([names, signature, ...bodies]) => {
    const row = { signature, bodies: bodies.map((it) => lex(it)) };
    return names.split(' ').map((name) => [name, row] as const);
  }),
);

const place = (it: Token, use: Token, end: number): Token => ({ ...it, start: use.start, end, made: true });

function put(s: Stream, use: Token, body: readonly Token[], args: readonly (readonly Token[] | undefined)[]): void {
  const end = Math.max(s.end, use.end);
  s.uses.push(span(use.start, end));
  if (++s.expansions > maxExpansions || s.produced > maxProduced) {
    s.limit = span(use.start, end);
    s.exhausted = true;
    s.ahead.length = 0;
    return;
  }
  for (let i = body.length - 1; i >= 0; i--) {
    const it = body[i] ?? nothing;
    const parameter = parameterOf(it);
    if (parameter === 0) {
      s.ahead.push(place(it, use, end));
      s.produced++;
      continue;
    }
    const arg = args[parameter - 1] ?? [];
    for (let j = arg.length - 1; j >= 0; j--) s.ahead.push(arg[j] ?? nothing);
    s.produced += arg.length;
  }
}

// --- Definitions -----------------------------------------------------------------------------------------------------

/** Reads what follows `\newcommand` or one of its kin, which has been taken. Nothing when it is not well formed. */
export function readDefinition(s: Stream, command: string, known: MacroTable): readonly Macro[] {
  switch (command) {
    case '\\def':
    case '\\gdef':
    case '\\edef':
    case '\\xdef':
      return readDef(s);
    case '\\let':
    case '\\futurelet':
      return readLet(s, known);
    case '\\DeclareMathOperator':
      return readOperator(s);
    case '\\DeclarePairedDelimiter':
    case '\\DeclarePairedDelimiters':
    case '\\DeclarePairedDelimiterX':
    case '\\DeclarePairedDelimitersX':
    case '\\DeclarePairedDelimiterXPP':
    case '\\DeclarePairedDelimitersXPP':
      return readPaired(s, command.endsWith('s') || command.endsWith('r'), command.endsWith('PP'));
    case '\\NewDocumentEnvironment':
    case '\\RenewDocumentEnvironment':
    case '\\ProvideDocumentEnvironment':
    case '\\DeclareDocumentEnvironment':
      for (let count = 0; count < 4; count++) takeArgument(s);
      return [];
    case '\\newenvironment':
    case '\\renewenvironment':
      takeStar(s);
      takeArgument(s);
      while (takeOption(s) !== undefined);
      takeArgument(s);
      takeArgument(s);
      return [];
    case '\\NewDocumentCommand':
    case '\\RenewDocumentCommand':
    case '\\ProvideDocumentCommand':
    case '\\DeclareDocumentCommand':
      return readDocumentCommand(s);
    default:
      return readCommand(s, command === '\\providecommand', known);
  }
}

function takeName(s: Stream): string | undefined {
  const next = peek(s);
  if (next.kind === Kind.end || next.kind === Kind.close) return undefined;
  const [name, ...rest] = takeArgument(s);
  if (name === undefined || rest.length > 0) return undefined;
  return name.kind === Kind.word || name.kind === Kind.symbol ? name.text : undefined;
}

const plain = (name: string, parameters: number, body: readonly Token[]): Macro => ({
  name,
  parameters,
  fallback: undefined,
  delimiters: [],
  paired: false,
  body,
});

function readCommand(s: Stream, weak: boolean, known: MacroTable): readonly Macro[] {
  takeStar(s);
  const name = takeName(s);
  const count = takeOption(s);
  const fallback = takeOption(s);
  const body = takeArgument(s);
  if (name === undefined || (weak && (known.has(name) || specOf(name) !== undefined))) return [];
  const parameters = Math.min(9, Number(count?.map((it) => it.text).join('') ?? 0) || 0);
  return [{ ...plain(name, parameters, body), fallback }];
}

/** `\def\x#1#2{…}`, also with delimiters between the arguments. */
function readDef(s: Stream): readonly Macro[] {
  const { kind, text: name } = take(s);
  const delimiters: Token[][] = [[]];
  for (;;) {
    const next = peek(s);
    if (next.kind === Kind.end) return [];
    if (next.kind === Kind.open) break;
    if (next.kind === Kind.parameter) delimiters.push([]);
    else delimiters.at(-1)?.push(next);
    take(s);
  }
  const body = takeArgument(s);
  if (kind !== Kind.word && kind !== Kind.symbol) return [];
  const delimited = delimiters.some((it) => it.length > 0);
  return [{ ...plain(name, delimiters.length - 1, body), delimiters: delimited ? delimiters : [] }];
}

function readLet(s: Stream, known: MacroTable): readonly Macro[] {
  const name = take(s);
  if (isChar(peek(s), '=')) take(s);
  const value = peek(s);
  if ((name.kind !== Kind.word && name.kind !== Kind.symbol) || value.kind === Kind.end) return [];
  take(s);
  const same = known.get(value.text);
  return [same === undefined ? plain(name.text, 0, [{ ...value, frozen: true }]) : { ...same, name: name.text }];
}

function readOperator(s: Stream): readonly Macro[] {
  const star = takeStar(s);
  const name = takeName(s);
  const body = takeArgument(s);
  if (name === undefined) return [];
  return [plain(name, 0, [...lex(star ? '\\operatorname*{' : '\\operatorname{'), ...body, ...lex('}')])];
}

/** @param bare with nothing but the delimiters @param around with what stands before and behind them, too */
function readPaired(s: Stream, bare: boolean, around: boolean): readonly Macro[] {
  const name = takeName(s);
  const count = bare ? undefined : takeOption(s);
  const before = around ? takeArgument(s) : [];
  const left = takeArgument(s);
  const right = takeArgument(s);
  const after = around ? takeArgument(s) : [];
  const inside = bare ? lex('#1') : takeArgument(s);
  if (name === undefined) return [];
  const side = (tokens: readonly Token[]): readonly Token[] => (tokens.length === 1 ? tokens : lex('.'));
  const body = [...before, ...lex('\\left'), ...side(left), ...inside, ...lex('\\right'), ...side(right), ...after];
  return [{ ...plain(name, count === undefined ? 1 : highest(inside), body), paired: true }];
}

/** `\NewDocumentCommand{\x}{s O{2} m}{…}`; none where it takes arguments of other kinds. */
function readDocumentCommand(s: Stream): readonly Macro[] {
  const name = takeName(s);
  const signature = argumentsIn(takeArgument(s));
  const body = takeArgument(s);
  return name === undefined || signature === undefined ? [] : [{ ...plain(name, 0, body), signature }];
}

function argumentsIn(tokens: readonly Token[]): readonly Argument[] | undefined {
  const found: Argument[] = [];
  const s = streamOf([...tokens], 0);
  while (peek(s).kind !== Kind.end) {
    const { text } = take(s);
    if (text === '+' || text === '!') continue;
    if (text === 'm' || text === 's' || text === 'o') found.push({ kind: text });
    else if (text === 'O') found.push({ kind: 'o', fallback: takeArgument(s) });
    else return undefined;
  }
  return found.length > 9 ? undefined : found;
}
