/** The parser's state, and the steps that need no recursion: the next token, atoms, faults, delimiters, raw arguments. */
import { specOf, type Spec } from './commands.ts';
import { Kind, type Token } from './lexer.ts';
import { expand, peek, peekAt, rewrite, take, takeFirst, type Macro, type Stream } from './macros.ts';
import type { Loose, Mark } from './fences.ts';
import type { Atom, Fault, Group, Node, Role, TextNode } from './node.ts';
import { spelling } from './unicode.ts';

export interface Reader extends Stream {
  readonly text: string;
  /** What the last `head` was, when it is a control sequence this table knows. */
  spec: Spec | undefined;
  readonly definitions: Macro[];
  /** The macros, once this formula has defined some itself. */
  own: Map<string, Macro> | undefined;
  faults: number;
  depth: number;
  /** How many groups, `\left` and text formulas are open here: what closes them ends everything inside. */
  braces: number;
  lefts: number;
  dollars: number;
  /** Names of the environments open here. */
  readonly environments: string[];
  /** The two steps everything else needs; here so that files do not import in a circle. */
  readonly run: (p: Reader, stop: number, loose?: Loose[]) => readonly Node[];
  readonly argument: (p: Reader) => Node;
}

/** What ends a run, besides what ends everything around it. */
export const Stop = { nothing: 0, right: 1, cell: 2, row: 4, bracket: 8, round: 16, infix: 32 } as const;

/** A run being read. */
export interface Frame {
  readonly items: Node[];
  marks: Mark[] | undefined;
  /** Holds a switch, as \bf. */
  switched: boolean;
}

export const frame = (): Frame => ({ items: [], marks: undefined, switched: false });

/** The last item is a delimiter. */
export function mark(f: Frame, side: Mark['side'], family: string, count = 1): void {
  (f.marks ??= []).push({ at: f.items.length - 1, side, family, count });
}

/** The next token after expansion of macros; its spec is in `p.spec`. */
export function head(p: Reader): Token {
  for (;;) {
    const next = peek(p);
    if (next.kind !== Kind.word && next.kind !== Kind.symbol) return next;
    if (p.macros.size > 0 && !next.frozen && !p.exhausted) {
      const macro = p.macros.get(next.text);
      if (macro !== undefined) {
        expand(p, macro);
        continue;
      }
    }
    p.spec = specOf(next.text);
    if (p.spec?.does !== 'rewrite' || p.exhausted) return next;
    rewrite(p);
  }
}

export const spanFrom = (p: Reader, start: number): { start: number; end: number } => ({
  start,
  end: p.end > start ? p.end : start,
});

export const atomOf = (it: Token, role: Role): Atom => ({
  kind: 'atom',
  text: it.text,
  role,
  span: { start: it.start, end: it.end },
});

/** A fault from `start` to the last token taken. */
export function faultFrom(p: Reader, fault: Fault['fault'], start: number): Fault {
  p.faults++;
  const span = spanFrom(p, start);
  return { kind: 'fault', fault, text: p.text.slice(span.start, span.end), span };
}

/** Something is missing where the next token is. */
export function missing(p: Reader, fault: Fault['fault']): Fault {
  p.faults++;
  const at = Math.min(p.end, p.text.length);
  return { kind: 'fault', fault, text: '', span: { start: at, end: at } };
}

/** A group without braces around nodes, or around nothing at `at`. */
export function loosely(body: readonly Node[], at: number): Group {
  const start = body[0]?.span.start ?? at;
  return { kind: 'group', body, span: { start, end: Math.max(start, body.at(-1)?.span.end ?? at) } };
}

/** The body of a group whose brace should come now. */
export function closed(p: Reader, body: readonly Node[]): readonly Node[] {
  if (peek(p).kind !== Kind.close) return [...body, missing(p, 'missing-close')];
  take(p);
  return body;
}

/** `[2pt]` or `*` after a `\\`. */
export function skipRowSpace(p: Reader): void {
  let next = peek(p);
  if (next.kind !== Kind.letter || next.spaced) return;
  if (next.text === '*') {
    take(p);
    next = peek(p);
  }
  if (next.kind !== Kind.letter || next.text !== '[' || next.spaced) return;
  for (let i = 1; i < 12; i++) {
    const { kind, text } = peekAt(p, i);
    if (kind === Kind.letter && text === ']') {
      for (; i >= 0; i--) take(p);
      return;
    }
    if (kind !== Kind.number && kind !== Kind.word && !(kind === Kind.letter && /[a-z.+-]/.test(text))) return;
    if (i === 1 && kind === Kind.letter && /[a-z]/.test(text)) return;
  }
}

export interface Delimiter {
  readonly text: string;
  readonly side: 'open' | 'close' | 'bar' | 'none';
  readonly family: string;
}

const delimiterChars: ReadonlyMap<string, Delimiter> = new Map(
  (
    [
      ['(', 'open', 'round'],
      ['[', 'open', 'round'],
      [')', 'close', 'round'],
      [']', 'close', 'round'],
      ['<', 'open', 'angle'],
      ['>', 'close', 'angle'],
      ['|', 'bar', '|'],
      ['/', 'none', ''],
      ['.', 'none', ''],
    ] as const
  ).map(([text, side, family]) => [text, { text, side, family }]),
);

const arrows = new Set(
  String.raw`\uparrow \downarrow \updownarrow \Uparrow \Downarrow \Updownarrow \backslash \lt \gt`.split(' '),
);

/** The delimiter after `\left` or `\big`; nothing is taken when there is none. */
export function takeDelimiter(p: Reader): Delimiter | undefined {
  const next = head(p);
  if (next.kind === Kind.letter) {
    const found = delimiterChars.get(next.text);
    if (found !== undefined) take(p);
    else {
      const command = spelling(next.text);
      const spec = command === undefined ? undefined : specOf(command);
      if (command === undefined || !isDelimiter(spec)) return undefined;
      take(p);
      return { text: command, side: sideOf(spec), family: spec?.args ?? '' };
    }
    return found;
  }
  if (next.kind === Kind.number && next.text.startsWith('.')) {
    takeFirst(p, 1);
    return delimiterChars.get('.');
  }
  if (next.kind === Kind.newline) {
    // `\left\\{` in a note whose Markdown eats one of the backslashes; it makes no other sense.
    const { kind, spaced } = peekAt(p, 1);
    if (spaced || (kind !== Kind.open && kind !== Kind.close)) return undefined;
    take(p);
    take(p);
    return { text: kind === Kind.open ? '\\{' : '\\}', side: kind === Kind.open ? 'open' : 'close', family: 'brace' };
  }
  if (next.kind !== Kind.word && next.kind !== Kind.symbol) return undefined;
  const spec = p.spec;
  if (!isDelimiter(spec) && !arrows.has(next.text)) return undefined;
  take(p);
  return { text: next.text, side: sideOf(spec), family: spec?.args ?? '' };
}

const isDelimiter = (it: Spec | undefined): boolean =>
  it?.does === 'open' || it?.does === 'close' || it?.does === 'bar';

const sideOf = (it: Spec | undefined): Delimiter['side'] =>
  it?.does === 'open' || it?.does === 'close' || it?.does === 'bar' ? it.does : 'none';

/** An argument that is not mathematics: a colour, a length, a label. */
export function takeRaw(p: Reader): TextNode | undefined {
  const first = peek(p);
  if (first.kind === Kind.end || first.kind === Kind.close) return undefined;
  take(p);
  if (first.kind !== Kind.open) return words(p, [first], first.start, first.end);
  return takeRawUntil(p, first, Kind.close, '}');
}

/** `[…]` that is not mathematics. */
export function takeRawOption(p: Reader): TextNode | undefined {
  const first = peek(p);
  if (first.kind !== Kind.letter || first.text !== '[') return undefined;
  take(p);
  return takeRawUntil(p, first, Kind.letter, ']');
}

function takeRawUntil(p: Reader, first: Token, kind: number, text: string): TextNode {
  const taken: Token[] = [];
  let level = 0;
  for (;;) {
    const next = peek(p);
    if (next.kind === Kind.end || (next.kind === Kind.close && level === 0 && kind !== Kind.close)) break;
    if (level === 0 && next.kind === kind && next.text === text) {
      take(p);
      break;
    }
    if (next.kind === Kind.open) level++;
    else if (next.kind === Kind.close) level--;
    taken.push(take(p));
  }
  return words(p, taken, first.start, p.end);
}

/** Words as written: cut out of the text, or put together when a macro made them. */
function words(p: Reader, tokens: readonly Token[], start: number, end: number): TextNode {
  return { kind: 'text', text: written(p.text, tokens), formulas: [], span: { start, end: Math.max(start, end) } };
}

export function written(text: string, tokens: readonly Token[]): string {
  const first = tokens[0];
  const last = tokens.at(-1);
  if (first === undefined || last === undefined) return '';
  if (!tokens.some((it) => it.made)) return text.slice(first.start, last.end);
  return tokens.map((it, i) => (it.spaced && i > 0 ? ` ${it.text}` : it.text)).join('');
}

/** The name in `\begin{name}` or `\end{name}`, `ahead` tokens from here, and how many tokens it takes. */
export function nameAt(p: Reader, ahead: number): { readonly name: string; readonly tokens: number } | undefined {
  if (peekAt(p, ahead).kind !== Kind.open) return undefined;
  let name = '';
  for (let i = ahead + 1; i < ahead + 40; i++) {
    const next = peekAt(p, i);
    if (next.kind === Kind.close) return { name, tokens: i - ahead + 1 };
    if (next.kind !== Kind.letter && next.kind !== Kind.number) return undefined;
    name += next.text;
  }
  return undefined;
}
