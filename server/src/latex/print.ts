/**
 * Tree to text. Leaves are printed from the tree; what stands between them is copied only if it is trivia or the
 * writing of a node around it (braces, `_`, `\frac`, `\begin{…}`). So a parser that lost something shows: the text
 * printed is then not the formula's.
 */
import type { Span } from '../base/span.ts';
import { environmentOf, specOf, type Spec } from './commands.ts';
import { Kind, lex, type Token } from './lexer.ts';
import type { Node, Scripted, Tree } from './node.ts';
import { primesOf, spelling, subscriptOf, superscriptOf } from './unicode.ts';

/** The formula's text, from the leaves of its tree and the trivia between them. */
export function print(tree: Tree): string {
  const writer: Writer = { tree, uses: merged(tree.uses ?? []), used: 0, at: 0, out: '' };
  writeAll(writer, tree.body);
  between(writer, tree.text.length);
  return writer.out;
}

interface Writer {
  readonly tree: Tree;
  readonly uses: readonly Span[];
  used: number;
  /** How far the text is printed. */
  at: number;
  out: string;
}

/** Uses of macros without those inside others, in the order of the text. */
function merged(uses: readonly Span[]): readonly Span[] {
  const result: Span[] = [];
  for (const use of [...uses].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = result.at(-1);
    if (last === undefined || use.start >= last.end) result.push(use);
    else if (use.end > last.end) result[result.length - 1] = { start: last.start, end: use.end };
  }
  return result;
}

/** A second superscript is a fault after the node, and stands in the text among its scripts. */
function writeAll(w: Writer, nodes: readonly Node[]): void {
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i]!;
    if (node.kind !== 'scripted') {
      write(w, node);
      continue;
    }
    const inside: Node[] = [];
    for (let next = nodes[i + 1]; next !== undefined && next.span.start < node.span.end; next = nodes[i + 1]) {
      inside.push(next);
      i++;
    }
    writeScripted(w, node, inside);
  }
}

function writeScripted(w: Writer, { base, sub, sup }: Scripted, more: readonly Node[]): void {
  const children = [base, sub, sup, ...more].filter((it) => it !== undefined);
  for (const child of children.sort((a, b) => a.span.start - b.span.start)) write(w, child);
}

function write(w: Writer, node: Node): void {
  switch (node.kind) {
    case 'atom':
      leaf(w, node.span, node.role === 'newline' ? undefined : node.text);
      return;
    case 'text':
    case 'fault':
      leaf(w, node.span, undefined);
      return;
    case 'group':
      name(w, node.span.start, '');
      writeAll(w, node.body);
      return;
    case 'scripted':
      writeScripted(w, node, []);
      return;
    case 'command': {
      const children = node.option === undefined ? node.args : [node.option, ...node.args];
      if (children.length === 0 || node.role === 'definition') leaf(w, node.span, undefined);
      else if (specOf(node.name)?.does !== 'infix') name(w, node.span.start, node.name);
      for (const child of [...children].sort((a, b) => a.span.start - b.span.start)) write(w, child);
      return;
    }
    case 'fence':
      name(w, node.span.start, node.open);
      writeAll(w, node.body);
      between(w, node.span.end, node.close);
      return;
    case 'environment':
      name(w, node.span.start, '');
      for (const row of node.rows) for (const cell of row.cells) writeAll(w, cell);
  }
}

/** A leaf prints its own text; a mathematical character, and several characters that are one atom, what they are. */
function leaf(w: Writer, span: Span, text: string | undefined): void {
  between(w, span.start);
  if (span.end <= w.at) return;
  const source = w.tree.text.slice(w.at, span.end);
  const [before, next] = [w.uses[w.used - 1], w.uses[w.used]];
  const inMacro = (before?.end ?? 0) > span.start || (next?.start ?? Infinity) < span.end;
  const same = text === undefined || text === source || inMacro || isSpelling(source, text);
  w.out += same ? source : text;
  w.at = span.end;
}

/** `: =` for `:=`, `\big(` for `(`, `≤` for `\le`. */
function isSpelling(source: string, text: string): boolean {
  const tokens = lex(source);
  if (tokens.length === 1 && source.charCodeAt(0) > 127) return true;
  return tokens
    .map((it) => spelling(it.text) ?? it.text)
    .join('')
    .endsWith(text);
}

/** Up to the beginning of a node that is written with a name or delimiter of its own. */
function name(w: Writer, start: number, text: string): void {
  between(w, start);
  if (text !== '' && w.at === start && w.tree.text.startsWith(text, start)) {
    w.out += text;
    w.at += text.length;
  }
}

/** What stands between two leaves: uses of macros, and writing that belongs to no leaf. */
function between(w: Writer, to: number, delimiter?: string): void {
  for (;;) {
    const use = w.uses[w.used];
    if (use !== undefined && use.end <= w.at) {
      w.used++;
      continue;
    }
    if (use !== undefined && use.start <= w.at) {
      w.out += w.tree.text.slice(w.at, use.end);
      w.at = use.end;
      continue;
    }
    if (w.at >= to) return;
    const end = use === undefined ? to : Math.min(to, use.start);
    w.out += trivia(w.tree.text.slice(w.at, end), delimiter);
    w.at = end;
  }
}

/** The text without anything that should have been a leaf. */
function trivia(text: string, delimiter?: string): string {
  let out = '';
  let at = 0;
  const tokens = lex(text);
  for (let i = 0; i < tokens.length; i++) {
    const it = tokens[i];
    if (it === undefined) break;
    out += text.slice(at, it.start);
    at = it.end;
    const last = argumentsEnd(tokens, i);
    if (last !== undefined) {
      i = last;
      at = tokens[last]?.end ?? text.length;
      out += text.slice(it.start, at);
    } else if (isWriting(it) || (delimiter?.includes(it.text) ?? false)) {
      out += it.text.length === it.end - it.start ? it.text : text.slice(it.start, it.end);
    }
  }
  return out + text.slice(at);
}

/** The last token of a command that takes something that is no node: a length, a delimiter, a name. */
function argumentsEnd(tokens: readonly Token[], at: number): number | undefined {
  const it = tokens[at];
  if (it === undefined) return undefined;
  if (it.kind === Kind.newline) return optionEnd(tokens, at + (tokens[at + 1]?.text === '*' ? 1 : 0));
  const spec = it.kind === Kind.word || it.kind === Kind.symbol ? specOf(it.text) : undefined;
  switch (spec?.does) {
    case 'space':
    case 'wrap':
      return signatureEnd(tokens, at, spec.args);
    case 'length':
      return lengthEnd(tokens, at);
    case 'left':
    case 'right':
    case 'middle':
    case 'size':
    case 'size-open':
    case 'size-close':
    case 'size-middle':
      return tokens[at + 1]?.kind === Kind.open ? at : Math.min(at + 1, tokens.length - 1);
    case 'newline':
      return optionEnd(tokens, at);
    case 'begin':
    case 'end': {
      const last = groupEnd(tokens, at);
      const name = tokens.slice(at + 2, last).map((token) => token.text);
      if (name.at(-1) === '*') name.pop();
      return spec.does === 'end' ? last : signatureEnd(tokens, last, environmentOf(name.join(''))?.args ?? '');
    }
    default:
      return undefined;
  }
}

function signatureEnd(tokens: readonly Token[], at: number, signature: Spec['args']): number {
  let end = at;
  for (const letter of signature) {
    if (letter === 's') end += tokens[end + 1]?.text === '*' ? 1 : 0;
    else if (letter === 'O') end = optionEnd(tokens, end);
    else if (letter === 'v') end = groupEnd(tokens, end);
  }
  return end;
}

function optionEnd(tokens: readonly Token[], at: number): number {
  if (tokens[at + 1]?.text !== '[') return at;
  const end = tokens.findIndex((it, i) => i > at && it.text === ']');
  return end < 0 ? at : end;
}

/** The closing brace of the group after `at`, or the one token that stands for it. */
function groupEnd(tokens: readonly Token[], at: number): number {
  let level = 0;
  for (let i = at + 1; i < tokens.length; i++) {
    const kind = tokens[i]?.kind;
    if (kind === Kind.open) level++;
    else if (kind === Kind.close) level--;
    if (level <= 0) return i;
  }
  return tokens.length - 1;
}

function lengthEnd(tokens: readonly Token[], at: number): number {
  let end = at;
  while (/^[-+=.]$/.test(tokens[end + 1]?.text ?? '')) end++;
  if (tokens[end + 1]?.kind === Kind.word) return end + 1;
  if (tokens[end + 1]?.kind === Kind.number) end++;
  for (let i = 0; i < 2 && /^[a-z]$/.test(tokens[end + 1]?.text ?? ''); i++) end++;
  return end;
}

/** Tokens that write a node which is no leaf, or nothing at all. */
function isWriting(it: Token): boolean {
  switch (it.kind) {
    case Kind.open:
    case Kind.close:
    case Kind.sub:
    case Kind.sup:
    case Kind.prime:
    case Kind.align:
    case Kind.tie:
    case Kind.dollar:
      return true;
    case Kind.letter: {
      if (it.text === '*' || it.text === '[' || it.text === ']') return true;
      const spelled = spelling(it.text);
      if (spelled !== undefined && specOf(spelled)?.role === 'punctuation') return true;
      if (spelled !== undefined && specOf(spelled)?.does === 'bar') return true;
      return primesOf(it.text) > 0 || superscriptOf(it.text) !== undefined || subscriptOf(it.text) !== undefined;
    }
    case Kind.symbol:
    case Kind.word: {
      if (it.text === '\\prime' || (it.kind === Kind.symbol && it.text.trim().length < 2)) return true;
      const does = specOf(it.text)?.does;
      return does === 'infix' || does === 'rows' || does === 'until' || does === 'not';
    }
    default:
      return false;
  }
}
