/** What a control word or symbol makes: one case for each row of `Does`. */
import { type Spec } from './commands.ts';
import { environmentAt, plainRowsAt } from './environment.ts';
import { Kind, type Token } from './lexer.ts';
import { peek, peekAt, readDefinition, take, type Macro } from './macros.ts';
import type { Command, Node, Role, TextNode } from './node.ts';
import {
  atomOf,
  faultFrom,
  head,
  loosely,
  mark,
  missing,
  nameAt,
  skipRowSpace,
  spanFrom,
  Stop,
  takeDelimiter,
  takeRaw,
  takeRawOption,
  written,
  type Delimiter,
  type Frame,
  type Reader,
} from './reader.ts';

/** Adds to the frame what the next token, a control sequence, stands for with its arguments; nothing for trivia. */
export function controlAt(p: Reader, next: Token, f: Frame): void {
  const spec = p.spec;
  take(p);
  if (spec === undefined) {
    // `\` before white space or at the very end shows as a space.
    if (next.kind === Kind.symbol && next.text.trim().length < 2 && next.text.length > 1) return;
    // After the one fault that says so, macros that are no longer expanded stand for themselves.
    const known = p.exhausted && p.macros.has(next.text);
    f.items.push(known ? atomOf(next, 'letter') : faultFrom(p, 'unknown-command', next.start));
    return;
  }
  switch (spec.does) {
    case 'atom':
      f.items.push(atomOf(next, spec.role));
      return;
    case 'open':
    case 'close':
    case 'bar':
      f.items.push(atomOf(next, spec.role));
      mark(f, spec.does, spec.args);
      return;
    case 'space':
      skipArguments(p, spec.args);
      return;
    case 'length':
      skipLength(p);
      return;
    case 'command':
      f.items.push(commandAt(p, next, spec));
      return;
    case 'wrap':
      skipArguments(p, spec.args.slice(0, -1));
      f.items.push(wrapped(p, next));
      return;
    case 'words':
      if (peek(p).kind === Kind.open && peekAt(p, 2).kind === Kind.close && isName(peekAt(p, 1))) {
        f.items.push(commandAt(p, next, { ...spec, command: 'style' }));
        return;
      }
      f.items.push(textAt(p, next));
      return;
    case 'text':
      f.items.push(textAt(p, next));
      return;
    case 'switch':
      f.items.push(switchAt(p, next, spec));
      f.switched = true;
      return;
    case 'rows':
      f.items.push(plainRowsAt(p, next));
      return;
    case 'not':
      f.items.push(negated(p, next));
      return;
    case 'size':
    case 'size-open':
    case 'size-close':
    case 'size-middle':
      sizedAt(p, next, spec, f);
      return;
    case 'left':
      f.items.push(leftAt(p, next));
      return;
    case 'middle': {
      const delimiter = takeDelimiter(p);
      if (delimiter === undefined) f.items.push(faultFrom(p, 'missing-argument', next.start));
      else if (delimiter.text !== '.') f.items.push(delimiterNode(p, next, delimiter));
      return;
    }
    case 'right':
      takeDelimiter(p);
      f.items.push(faultFrom(p, 'stray-close', next.start));
      return;
    case 'end': {
      const name = nameAt(p, 0);
      for (let i = 0; i < (name?.tokens ?? 0); i++) take(p);
      f.items.push(faultFrom(p, 'stray-close', next.start));
      return;
    }
    case 'begin':
      f.items.push(...environmentAt(p, next));
      return;
    case 'newline':
      skipRowSpace(p);
      f.items.push({ kind: 'atom', text: next.text, role: 'newline', span: spanFrom(p, next.start) });
      return;
    case 'define':
      f.items.push(definitionAt(p, next));
      return;
    case 'verb':
      f.items.push(verbatim(p, next));
      return;
    case 'until':
      f.items.push(untilAt(p, next));
      return;
    case 'infix':
    case 'rewrite':
      f.items.push(spec.does === 'rewrite' ? atomOf(next, 'letter') : faultFrom(p, 'missing-argument', next.start));
  }
}

const isName = (it: Token): boolean => it.kind === Kind.letter || it.kind === Kind.number || it.kind === Kind.word;

/** `\frac{a}{b}`: the arguments the table lists. */
function commandAt(p: Reader, name: Token, spec: Spec): Command {
  const args: Node[] = [];
  let star = false;
  let option: Node | undefined;
  for (const letter of spec.args) {
    switch (letter) {
      case 's':
        star = takeStar(p);
        break;
      case 'o':
        option = optionAt(p) ?? option;
        break;
      case 'O':
        option = takeRawOption(p) ?? option;
        break;
      case 'v':
        args.push(takeRaw(p) ?? missing(p, 'missing-argument'));
        break;
      case 'g':
        if (peek(p).kind === Kind.open) args.push(p.argument(p));
        break;
      default:
        args.push(p.argument(p));
    }
  }
  const command: Command = {
    kind: 'command',
    name: name.text,
    star,
    args,
    role: spec.command,
    span: spanFrom(p, name.start),
  };
  return option === undefined ? command : { ...command, option };
}

/** `\root 3 \of x` and `\buildrel a \over =`. */
function untilAt(p: Reader, name: Token): Node {
  const body = p.run(p, Stop.infix);
  const first = loosely(body, name.end);
  head(p);
  if (p.spec?.does !== 'infix' || peek(p).kind !== Kind.word)
    return loosely([...body, missing(p, 'missing-argument')], p.end);
  take(p);
  const base = p.argument(p);
  const span = spanFrom(p, name.start);
  return name.text === '\\root'
    ? { kind: 'command', name: '\\sqrt', star: false, args: [base], option: first, role: 'root', span }
    : { kind: 'command', name: name.text, star: false, args: [first, base], role: 'stack', span };
}

function takeStar(p: Reader): boolean {
  const next = peek(p);
  if (next.kind !== Kind.letter || next.text !== '*') return false;
  take(p);
  return true;
}

/** `[…]` with mathematics in it, as the 3 of `\sqrt[3]{x}`. */
function optionAt(p: Reader): Node | undefined {
  const first = peek(p);
  if (first.kind !== Kind.letter || first.text !== '[') return undefined;
  take(p);
  const body = p.run(p, Stop.bracket);
  const last = peek(p);
  const complete = last.kind === Kind.letter && last.text === ']';
  if (complete) take(p);
  return {
    kind: 'group',
    body: complete ? body : [...body, missing(p, 'missing-close')],
    span: spanFrom(p, first.start),
  };
}

function skipArguments(p: Reader, signature: string): void {
  for (const letter of signature) {
    if (letter === 's') takeStar(p);
    else if (letter === 'O') takeRawOption(p);
    else if (letter === 'v') takeRaw(p);
  }
}

/** What follows `\kern`: a sign, a number and a unit. */
function skipLength(p: Reader): void {
  let next = peek(p);
  while (next.kind === Kind.letter && /^[-+=.]$/.test(next.text)) {
    take(p);
    next = peek(p);
  }
  if (next.kind === Kind.number) {
    take(p);
    for (let i = 0; i < 2 && /^[a-z]$/.test(peek(p).text); i++) take(p);
  } else if (next.kind === Kind.word) {
    take(p);
  }
}

function wrapped(p: Reader, name: Token): Node {
  const inner = p.argument(p);
  return { kind: 'group', body: inner.kind === 'group' ? inner.body : [inner], span: spanFrom(p, name.start) };
}

/** A switch before it has got what it applies to; `\color[rgb]{1,0,0}` has its colour. */
function switchAt(p: Reader, name: Token, spec: Spec): Command {
  if (spec.args === '') {
    return { kind: 'command', name: name.text, star: false, args: [], role: 'style', span: spanFrom(p, name.start) };
  }
  const model = takeRawOption(p);
  const colour = takeRaw(p) ?? missing(p, 'missing-argument');
  const span = spanFrom(p, name.start);
  const command: Command = { kind: 'command', name: name.text, star: false, args: [colour], role: 'colour', span };
  return model === undefined ? command : { ...command, option: model };
}

/** `\text{if $x > 0$}`: words, and the formulas in them. */
function textAt(p: Reader, name: Token): Node {
  const first = peek(p);
  if (first.kind !== Kind.open) {
    if (first.kind === Kind.end || first.kind === Kind.close) return faultFrom(p, 'missing-argument', name.start);
    take(p);
    return { kind: 'text', text: first.text, formulas: [], span: spanFrom(p, name.start) };
  }
  take(p);
  p.braces++;
  const taken: Token[] = [];
  const formulas: (readonly Node[])[] = [];
  let level = 0;
  let complete = false;
  const from = p.end;
  let to: number;
  for (;;) {
    to = p.end;
    const next = peek(p);
    if (next.kind === Kind.end) break;
    taken.push(take(p));
    if (next.kind === Kind.open) level++;
    else if (next.kind === Kind.close && --level < 0) {
      to = next.start;
      taken.pop();
      complete = true;
      break;
    } else if (next.kind === Kind.dollar || next.text === '\\(') {
      p.dollars++;
      const formula = p.run(p, Stop.nothing);
      p.dollars--;
      if (formula.length > 0) formulas.push(formula);
      const last = peek(p);
      if (last.kind === Kind.dollar || last.text === '\\)') taken.push(take(p));
    }
  }
  p.braces--;
  const made = first.made || taken.some((it) => it.made);
  const text = made ? written(p.text, taken) : p.text.slice(from, to);
  const node: TextNode = { kind: 'text', text, formulas, span: spanFrom(p, name.start) };
  return complete ? node : loosely([node, missing(p, 'missing-close')], p.end);
}

/** `\not=` is one relation. */
function negated(p: Reader, name: Token): Node {
  const next = head(p);
  const isAtom = next.kind === Kind.letter || p.spec?.does === 'atom';
  if (!isAtom || (next.kind !== Kind.letter && next.kind !== Kind.word && next.kind !== Kind.symbol)) {
    return atomOf(name, 'prefix');
  }
  const inner = p.argument(p);
  if (inner.kind !== 'atom') return loosely([atomOf(name, 'prefix'), inner], p.end);
  const role: Role = inner.role === 'relation' ? 'relation' : inner.role;
  return { kind: 'atom', text: name.text + inner.text, role, span: spanFrom(p, name.start) };
}

// --- Delimiters ------------------------------------------------------------------------------------------------------

function delimiterNode(p: Reader, name: Token, it: Delimiter): Node {
  const role: Role =
    it.side === 'bar'
      ? 'bar'
      : it.side !== 'none'
        ? 'punctuation'
        : it.text === '/'
          ? 'multiplicative'
          : it.text === '\\backslash'
            ? 'letter'
            : 'relation';
  return { kind: 'atom', text: it.text, role, span: spanFrom(p, name.start) };
}

/** `\big(`, `\bigl\|`: a delimiter like any other, except that l and r say which side it is on. */
function sizedAt(p: Reader, name: Token, spec: Spec, f: Frame): void {
  if (spec.args === 'm' && peek(p).kind === Kind.open) {
    const inner = p.argument(p);
    const body = inner.kind === 'group' ? inner.body : [inner];
    f.items.push({ kind: 'fence', open: '\\{', close: '\\}', body, span: spanFrom(p, name.start) });
    return;
  }
  const delimiter = takeDelimiter(p);
  if (delimiter === undefined) {
    if (spec.args !== 'm') f.items.push(faultFrom(p, 'missing-argument', name.start));
    return;
  }
  if (delimiter.text === '.') return;
  f.items.push(delimiterNode(p, name, delimiter));
  if (delimiter.side === 'none' || spec.does === 'size-middle') return;
  if (spec.does === 'size') mark(f, delimiter.side, delimiter.family);
  else {
    const side = spec.does === 'size-open' ? 'open' : 'close';
    mark(f, side, delimiter.side === 'bar' ? `sized ${delimiter.family}` : delimiter.family);
  }
}

/** `\left( … \right)`. */
function leftAt(p: Reader, name: Token): Node {
  const opening = takeDelimiter(p);
  const head: Node[] = opening === undefined ? [missing(p, 'missing-argument')] : [];
  const afterOpening = p.end;
  p.lefts++;
  const body = p.run(p, Stop.right);
  p.lefts--;
  const next = peek(p);
  if (next.text !== '\\right' && next.text !== '\\mright') {
    const text = p.text.slice(name.start, Math.max(name.end, afterOpening));
    p.faults++;
    const span = { start: name.start, end: Math.max(name.end, afterOpening) };
    return loosely([{ kind: 'fault', fault: 'missing-close', text, span }, ...head, ...body], p.end);
  }
  take(p);
  const closing = takeDelimiter(p);
  const tail: Node[] = closing === undefined ? [missing(p, 'missing-argument')] : [];
  return {
    kind: 'fence',
    open: opening?.text ?? '.',
    close: closing?.text ?? '.',
    body: head.length + tail.length === 0 ? body : [...head, ...body, ...tail],
    span: spanFrom(p, name.start),
  };
}

// --- Definitions and verbatim ----------------------------------------------------------------------------------------

/** A definition inside the formula holds from here on. */
function definitionAt(p: Reader, name: Token): Command {
  const found = readDefinition(p, name.text, p.macros);
  if (found.length > 0 && !p.exhausted) {
    const own: Map<string, Macro> = p.own ?? new Map(p.macros);
    p.own = own;
    for (const macro of found) own.set(macro.name, macro);
    p.macros = own;
    p.definitions.push(...found);
  }
  return { kind: 'command', name: name.text, star: false, args: [], role: 'definition', span: spanFrom(p, name.start) };
}

/** `\verb|x|`: up to the character it begins with, and what space or comment comes after. */
function verbatim(p: Reader, name: Token): Node {
  const first = peek(p);
  if (first.kind === Kind.end || name.made) return faultFrom(p, 'missing-argument', name.start);
  const close = p.text.indexOf(p.text.charAt(name.end), name.end + 1);
  const end = close < 0 ? p.text.length : close + 1;
  while (peek(p).kind !== Kind.end && peek(p).start < end) take(p);
  const text = p.text.slice(name.end + 1, close < 0 ? end : close);
  return { kind: 'text', text, formulas: [], span: { start: name.start, end: Math.max(p.end, peek(p).start) } };
}
