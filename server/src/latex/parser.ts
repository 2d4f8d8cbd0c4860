/**
 * Formula text to tree. Recursive descent over tokens; a run of nodes is read to its end, then its plain delimiters are
 * paired (`fences.ts`). Never throws: what cannot be read is a fault, and everything around it stands.
 */
import { characterAt } from './character.ts';
import { specOf, type Spec } from './commands.ts';
import { controlAt } from './control.ts';
import { pair, type Loose } from './fences.ts';
import { type Escapes, Kind, lex, type Token } from './lexer.ts';
import { endToken, noMacros, peek, peekAt, take, takeFirst, type Macro, type MacroTable } from './macros.ts';
import type { Command, CommandRole, Group, Node, Tree } from './node.ts';
import {
  atomOf,
  closed,
  faultFrom,
  frame,
  head,
  loosely,
  mark,
  missing,
  skipRowSpace,
  spanFrom,
  Stop,
  type Frame,
  type Reader,
} from './reader.ts';
import { isScript, scriptsAt } from './scripts.ts';
import { applySwitches, switched } from './switches.ts';

export interface ParseOptions {
  /** The macros known where the formula stands. */
  readonly macros?: MacroTable;
  /** The note's Markdown eats a backslash before punctuation: `\_` is `_`, `\*` is `*`, `\\{` is `\{`, `\|` is `|`. */
  readonly escapes?: Escapes;
}

export interface Parsed {
  readonly tree: Tree;
  /** What the formula itself defines, for the formulas after it: `extend(macros, definitions)`. */
  readonly definitions: readonly Macro[];
}

/** Reads one formula, without its dollars. */
export function parseFormula(text: string, options: ParseOptions = {}): Parsed {
  const tokens = lex(text, options.escapes);
  tokens.push(endToken(text.length));
  // Written out: an object put together by spreading is several times slower to use.
  const p: Reader = {
    tokens,
    at: 0,
    ahead: [],
    macros: options.macros ?? noMacros,
    end: 0,
    uses: [],
    expansions: 0,
    produced: 0,
    limit: undefined,
    exhausted: false,
    text,
    spec: undefined,
    definitions: [],
    own: undefined,
    faults: 0,
    depth: 0,
    braces: 0,
    lefts: 0,
    dollars: 0,
    environments: [],
    run,
    argument,
  };
  const body = run(p, 0);
  const tree = { text, body, clean: p.faults === 0 };
  return { tree: p.uses.length > 0 ? { ...tree, uses: p.uses } : tree, definitions: p.definitions };
}

/** Deeper than anyone writes, and shallow enough for every later stage to recurse. */
const maxDepth = 200;

/** How many tokens are looked at for the end of something that may not be closed at all. */
const lookahead = 300;

// --- Runs ------------------------------------------------------------------------------------------------------------

/** Nodes up to what ends them, which is left standing. */
function run(p: Reader, stop: number, loose: Loose[] = []): readonly Node[] {
  if (p.depth >= maxDepth) return [tooDeep(p)];
  p.depth++;
  let current = frame();
  let infix: Infix | undefined;
  for (;;) {
    const next = head(p);
    if (p.limit !== undefined) current.items.push(limitFault(p));
    if (ends(p, next, stop, current)) break;
    if (next.kind === Kind.word && p.spec?.does === 'infix') {
      infix = infixAt(p, p.spec, infix, finish(p, current, loose));
      current = frame();
    } else {
      itemAt(p, next, current);
    }
  }
  p.depth--;
  const items = finish(p, current, loose);
  return infix === undefined ? items : [fraction(infix, items)];
}

function ends(p: Reader, next: Token, stop: number, current: Frame): boolean {
  switch (next.kind) {
    case Kind.end:
      return true;
    case Kind.close:
      return p.braces > 0;
    case Kind.dollar:
      return p.dollars > 0;
    case Kind.letter:
      if (stop < Stop.bracket) return false;
      return next.text === ']' ? stop === Stop.bracket : next.text === ')' && stop === Stop.round && !opened(current);
    case Kind.align:
      return p.environments.length > 0 && (stop & Stop.row) === 0;
    case Kind.newline:
      return endsRow(p, stop);
    case Kind.symbol:
      return p.dollars > 0 && next.text === '\\)';
    case Kind.word:
      switch (p.spec?.does) {
        case 'right':
          return p.lefts > 0;
        case 'end':
          return p.environments.length > 0;
        case 'newline':
          return endsRow(p, stop);
        case 'infix':
          return stop === Stop.infix;
        default:
          return false;
      }
    default:
      return false;
  }
}

/** Is there a parenthesis that the next `)` closes? */
function opened(it: Frame): boolean {
  let level = 0;
  for (const { side, family } of it.marks ?? []) if (family === 'round') level += side === 'open' ? 1 : -1;
  return level > 0;
}

const nothing: Frame = frame();

/** Inside braces a `\\` belongs to what they hold, as in `\substack{a \\ b}`, unless they are never closed. */
function endsRow(p: Reader, stop: number): boolean {
  if ((stop & (Stop.cell | Stop.row)) !== 0) return true;
  if (p.environments.length === 0) return false;
  return (stop & Stop.right) !== 0 || (stop === Stop.nothing && p.dollars === 0 && !braceCloses(p));
}

/** Does a `}` come before the row's next cell and the end of the environment? */
function braceCloses(p: Reader): boolean {
  let level = 0;
  for (let i = 0; i < lookahead; i++) {
    const next = peekAt(p, i);
    if (next.kind === Kind.open) level++;
    else if (next.kind === Kind.close && --level < 0) return true;
    else if (next.kind === Kind.end || (next.kind === Kind.align && level === 0)) return false;
    else if (next.kind === Kind.word && next.text === '\\end') return false;
    else if (next.kind === Kind.word && next.text === '\\begin') return true;
  }
  return false;
}

/** The run is complete: its delimiters find each other, and switches take what follows them. */
function finish(p: Reader, it: Frame, loose: Loose[]): readonly Node[] {
  let items: readonly Node[] = it.items;
  if (it.marks !== undefined) {
    const before = loose.length;
    items = pair(items, it.marks, maxDepth - p.depth, loose);
    p.faults += loose.length - before;
  }
  return it.switched ? applySwitches(items) : items;
}

/** Takes everything up to the end of the group that is open here, without a stack. */
function tooDeep(p: Reader): Node {
  const start = peek(p).start;
  let level = 0;
  for (;;) {
    const next = peek(p);
    if (next.kind === Kind.end) break;
    if (next.kind === Kind.open || next.text === '\\left' || next.text === '\\begin') level++;
    else if ((next.kind === Kind.close || next.text === '\\right' || next.text === '\\end') && --level < 0) break;
    take(p);
  }
  return faultFrom(p, 'too-deep', start);
}

function limitFault(p: Reader): Node {
  const span = p.limit ?? { start: 0, end: 0 };
  p.limit = undefined;
  p.faults++;
  return { kind: 'fault', fault: 'macro-limit', text: p.text.slice(span.start, span.end), span };
}

// --- {a \over b} -----------------------------------------------------------------------------------------------------

interface Infix {
  readonly name: Token;
  readonly role: CommandRole;
  readonly over: readonly Node[];
  readonly nested: number;
}

function infixAt(p: Reader, spec: Spec, before: Infix | undefined, items: readonly Node[]): Infix {
  const name = take(p);
  const nested = (before?.nested ?? 0) + 1;
  const role = spec.command;
  if (p.depth + nested > maxDepth) return { name, role, over: [tooDeep(p)], nested: 0 };
  return { name, role, over: before === undefined ? items : [fraction(before, items)], nested };
}

function fraction(it: Infix, items: readonly Node[]): Command {
  const over = loosely(it.over, it.name.start);
  const under = loosely(items, it.name.end);
  const span = { start: Math.min(over.span.start, it.name.start), end: Math.max(under.span.end, it.name.end) };
  return { kind: 'command', name: it.name.text, star: false, args: [over, under], role: it.role, span };
}

// --- Items -----------------------------------------------------------------------------------------------------------

function itemAt(p: Reader, next: Token, f: Frame): void {
  switch (next.kind) {
    case Kind.letter:
      letterAt(p, next, f);
      return;
    case Kind.number:
      f.items.push(atomOf(take(p), 'number'));
      return;
    case Kind.open:
      f.items.push(groupAt(p));
      return;
    case Kind.sub:
    case Kind.sup:
    case Kind.prime:
      scriptsAt(p, f);
      return;
    case Kind.word:
    case Kind.symbol:
      controlAt(p, next, f);
      return;
    case Kind.align:
      f.items.push(atomOf(take(p), 'align'));
      return;
    case Kind.newline:
      take(p);
      skipRowSpace(p);
      f.items.push({ kind: 'atom', text: next.text, role: 'newline', span: spanFrom(p, next.start) });
      return;
    case Kind.tie:
      take(p);
      return;
    case Kind.dollar:
      f.items.push(dollarAt(p));
      return;
    default:
      take(p);
      f.items.push(faultFrom(p, next.kind === Kind.parameter ? 'unknown-command' : 'stray-close', next.start));
  }
}

/** `\fbox{$x$}`: the formula in what is words otherwise. */
function dollarAt(p: Reader): Node {
  const start = take(p).start;
  if (p.braces === 0) return faultFrom(p, 'stray-close', start);
  p.dollars++;
  const body = run(p, Stop.nothing);
  p.dollars--;
  const complete = peek(p).kind === Kind.dollar;
  if (complete) take(p);
  return { kind: 'group', body: complete ? body : [...body, missing(p, 'missing-close')], span: spanFrom(p, start) };
}

function letterAt(p: Reader, next: Token, f: Frame): void {
  if (next.text.charCodeAt(0) > 127 && isScript(next.text)) {
    scriptsAt(p, f);
    return;
  }
  const node = characterAt(p);
  f.items.push(node);
  if (node.kind !== 'atom') return;
  if (node.role === 'punctuation') {
    if (node.text === '(' || node.text === '[') mark(f, 'open', 'round');
    else if (node.text === ')' || node.text === ']') mark(f, 'close', 'round');
    else if (next.text.charCodeAt(0) > 127) markCommand(f, node.text);
  } else if (node.role === 'bar') {
    if (node.text.startsWith('\\')) mark(f, 'bar', '||');
    else mark(f, 'bar', '|', node.text.length);
  }
}

function markCommand(f: Frame, name: string): void {
  const spec = specOf(name);
  if (spec?.does === 'open' || spec?.does === 'close') mark(f, spec.does, spec.args);
}

/** `{…}`, the next token being its brace. */
function groupAt(p: Reader): Group {
  const start = take(p).start;
  p.braces++;
  const body = run(p, Stop.nothing);
  p.braces--;
  return { kind: 'group', body: closed(p, body), span: spanFrom(p, start) };
}

// --- Arguments -------------------------------------------------------------------------------------------------------

/** `{…}`, or the one token or command that stands for it: `\frac12`, `x^\mathrm T`. */
function argument(p: Reader): Node {
  for (;;) {
    const next = head(p);
    switch (next.kind) {
      case Kind.open:
        return groupAt(p);
      case Kind.number:
        return atomOf(takeFirst(p, 1), 'number');
      case Kind.letter:
        if (next.text === '|') return atomOf(take(p), 'bar');
        return next.text === '(' && closesSoon(p) ? roundAt(p) : characterAt(p);
      case Kind.tie:
        take(p);
        continue;
      case Kind.prime: {
        const f = frame();
        scriptsAt(p, f);
        return f.items[0] ?? missing(p, 'missing-argument');
      }
      case Kind.word:
      case Kind.symbol: {
        if (ends(p, next, Stop.cell, nothing) || p.spec?.does === 'right' || p.spec?.does === 'end')
          return missing(p, 'missing-argument');
        if (p.depth >= maxDepth) return tooDeep(p);
        p.depth++;
        const f = frame();
        const switching = p.spec?.does === 'switch';
        controlAt(p, next, f);
        const only = f.items.length > 1 ? loosely(f.items, p.end) : f.items[0];
        const node = switching && only?.kind === 'command' ? switched(only, [argument(p)]) : only;
        p.depth--;
        if (node === undefined) continue;
        return node;
      }
      default:
        return missing(p, 'missing-argument');
    }
  }
}

/** `e^(x + 1)`: what TeX takes is the parenthesis alone, what the author means is all of it. */
function roundAt(p: Reader): Node {
  const opening = take(p);
  const body = run(p, Stop.round);
  const closing = peek(p);
  const span = { start: opening.start, end: closing.end };
  if (closing.text !== ')') return loosely([faultFrom(p, 'missing-close', opening.start), ...body], p.end);
  take(p);
  return { kind: 'fence', open: '(', close: ')', body, span };
}

function closesSoon(p: Reader): boolean {
  let braces = 0;
  let rounds = 0;
  for (let i = 0; i < lookahead; i++) {
    const next = peekAt(p, i);
    if (next.kind === Kind.end || next.kind === Kind.align || next.kind === Kind.newline) return false;
    if (next.kind === Kind.open) braces++;
    else if (next.kind === Kind.close && --braces < 0) return false;
    else if (next.kind === Kind.letter && braces === 0) {
      if (next.text === '(') rounds++;
      else if (next.text === ')' && --rounds === 0) return true;
    }
  }
  return false;
}
