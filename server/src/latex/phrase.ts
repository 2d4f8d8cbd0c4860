/**
 * Precedence over the syntax tree: which factors form a product, which terms a sum, how far `\sum` and `\log` reach.
 * Still only how it is written: `f(x+1)` is a run of two factors, `A^T` a leaf.
 *
 * Loosest to tightest: words and wide space < bar < list < relation < sum < product with a sign (·, ⊙, /) <
 * juxtaposition < prefix operator < leaf.
 */
import { cover, type Span } from '../base/span.ts';
import type { Atom, Node } from './node.ts';
import { headOf, isDifferential, isOperand, lettersOf, roleOf } from './roles.ts';
import { withWords } from './words.ts';

export type Phrase = Leaf | Run | Product | Sum | Relation | List | Bar | Prefix | Sequence;

/** A node that takes part as it is. */
export interface Leaf {
  readonly kind: 'leaf';
  readonly node: Node;
  readonly span: Span;
}

/** Factors side by side: `A x`, `f(x)`. At least two. */
export interface Run {
  readonly kind: 'run';
  readonly factors: readonly Phrase[];
  readonly span: Span;
}

/** Factors with signs between them: `A \cdot B`, `a / b`. `signs[i]` stands before `factors[i + 1]`. */
export interface Product {
  readonly kind: 'product';
  readonly factors: readonly Phrase[];
  readonly signs: readonly Atom[];
  readonly span: Span;
}

/** Terms with the sign before each; the first has none, or a unary one. */
export interface Sum {
  readonly kind: 'sum';
  readonly terms: readonly { readonly sign?: Atom; readonly phrase: Phrase }[];
  readonly span: Span;
}

/** `a = b \le c`. A side that is missing (`= b` in an aligned row) is undefined; only the first or last can be. */
export interface Relation {
  readonly kind: 'relation';
  readonly sides: readonly (Phrase | undefined)[];
  readonly signs: readonly Node[];
  readonly span: Span;
}

export interface List {
  readonly kind: 'list';
  readonly items: readonly Phrase[];
  readonly separator: ',' | ';';
  /** How many items stand before the first semicolon, if there is one. */
  readonly before?: number;
  readonly span: Span;
}

/** `x \mid y`, and the colon of `f : X \to Y` or `\{x : x > 0\}`. */
export interface Bar {
  readonly kind: 'bar';
  readonly sign: ':' | '|';
  readonly left?: Phrase;
  readonly right?: Phrase;
  readonly span: Span;
}

/** `\log x`, `\sum_i x_i`, `\nabla_x f`, `\operatorname{tr} A B`: the head (with its scripts) and what it reaches. */
export interface Prefix {
  readonly kind: 'prefix';
  readonly head: Node;
  readonly role: 'function' | 'big' | 'nabla' | 'partial' | 'quantifier';
  readonly operand?: Phrase;
  readonly span: Span;
}

/** Phrases separated by words or wide space: `a = b \quad\text{where } c = d`. */
export interface Sequence {
  readonly kind: 'sequence';
  readonly items: readonly Phrase[];
  readonly span: Span;
}

/** Arranges a run of nodes; undefined when nothing is there. `text` is the formula's, to see wide space. */
export function arrange(given: readonly Node[], text: string): Phrase | undefined {
  const nodes = withWords(given);
  if (nodes.length === 1 && isOperand(nodes[0]!)) return leaf(nodes[0]!);
  const state: State = { nodes, text, at: 0 };
  const items: Phrase[] = [];
  while (state.at < nodes.length) {
    const before = state.at;
    const item = bar(state);
    if (item !== undefined) items.push(item);
    if (state.at === before || separates(state)) {
      const node = nodes[state.at];
      // Words stay visible as leaves; what cannot start a phrase (a lone sign) is passed over as a leaf too.
      if (node !== undefined && (state.at === before || node.kind === 'text')) {
        items.push(leaf(node));
        state.at++;
      }
    }
  }
  if (items.length === 0) return undefined;
  if (items.length === 1) return items[0]!;
  return { kind: 'sequence', items, span: across(items) };
}

interface State {
  readonly nodes: readonly Node[];
  readonly text: string;
  at: number;
}

const leaf = (node: Node): Leaf => ({ kind: 'leaf', node, span: node.span });
const across = (items: readonly { span: Span }[]): Span => cover(items[0]!.span, items[items.length - 1]!.span);

/** Wide space or words between two phrases. */
function separates(state: State): boolean {
  const node = state.nodes[state.at];
  if (node === undefined) return false;
  const role = roleOf(node);
  if (role === 'words') return true;
  if (role === 'additive' || role === 'relation' || role === 'multiplicative' || role === 'punctuation') return false;
  return wideSpaceBefore(state);
}

function wideSpaceBefore(state: State): boolean {
  const gap = wideSpace(state, state.at);
  if (gap !== 'single') return gap === 'wide';
  // One \quad separates two statements, or a statement from its number; between factors it is only air.
  const { nodes, at } = state;
  let end = at + 1;
  while (end < nodes.length && wideSpace(state, end) === 'none') end++;
  const isNumber = end === at + 1 && nodes[at]!.kind === 'fence' && end === nodes.length;
  return isNumber || nodes.slice(0, at).some(isRelation) === nodes.slice(at, end).some(isRelation);
}

function wideSpace({ nodes, text }: State, at: number): 'none' | 'single' | 'wide' {
  const before = nodes[at - 1];
  const node = nodes[at];
  if (before === undefined || node === undefined || node.span.start - before.span.end < 5) return 'none';
  const gap = text.slice(before.span.end, node.span.start);
  if (gap.includes('\\qquad')) return 'wide';
  const count = gap.split('\\quad').length - 1 + [...gap.matchAll(HSPACE)].filter(isWide).length;
  return count === 0 ? 'none' : count === 1 ? 'single' : 'wide';
}

const HSPACE = /\\hspace\*?\{\s*([\d.]+)\s*(em|ex|in|cm|mm|pt)\s*\}/g;
/** As wide as a \quad, more or less. */
const WIDE: Readonly<Record<string, number>> = { em: 1, ex: 2, in: 0.15, cm: 0.35, mm: 3.5, pt: 10 };
const isWide = ([, width, unit]: RegExpMatchArray): boolean => Number(width) >= (WIDE[unit ?? ''] ?? Infinity);

function skip(state: State): void {
  while (state.at < state.nodes.length && roleOf(state.nodes[state.at]) === 'skip') state.at++;
}

function bar(state: State): Phrase | undefined {
  let left = list(state);
  for (;;) {
    skip(state);
    const node = state.nodes[state.at];
    const sign = node === undefined ? undefined : barSign(node);
    if (node === undefined || sign === undefined) return left;
    state.at++;
    const right = list(state);
    const start = left?.span ?? node.span;
    left = {
      kind: 'bar',
      sign,
      ...(left && { left }),
      ...(right && { right }),
      span: cover(start, right?.span ?? node.span),
    };
  }
}

function barSign(node: Node): ':' | '|' | undefined {
  if (node.kind !== 'atom') return undefined;
  if (node.role === 'bar' || node.text === '\\mid' || node.text === '\\vert' || node.text === '\\middle|') return '|';
  return node.text === ':' || node.text === '\\colon' ? ':' : undefined;
}

function list(state: State): Phrase | undefined {
  const first = relation(state);
  let separator: ',' | ';' | undefined;
  let before: number | undefined;
  const items: Phrase[] = first === undefined ? [] : [first];
  for (;;) {
    skip(state);
    const node = state.nodes[state.at];
    if (node?.kind !== 'atom' || (node.text !== ',' && node.text !== ';')) break;
    separator ??= node.text;
    if (node.text === ';') before ??= items.length;
    state.at++;
    if (separates(state)) break;
    const item = relation(state);
    if (item !== undefined) items.push(item);
  }
  // A full stop ends a sentence, not a phrase.
  while (isStop(state.nodes[state.at])) state.at++;
  if (items.length === 0) return undefined;
  if (items.length === 1) return items[0]!;
  return {
    kind: 'list',
    items,
    separator: separator ?? ',',
    ...(before !== undefined && { before }),
    span: across(items),
  };
}

const isStop = (node: Node | undefined): boolean =>
  node?.kind === 'atom' && node.role === 'punctuation' && (node.text === '.' || node.text === '?' || node.text === '!');

function relation(state: State): Phrase | undefined {
  skip(state);
  const first = sum(state);
  if (!isRelation(state.nodes[state.at])) return first;
  const sides: (Phrase | undefined)[] = [first];
  const signs: Node[] = [];
  let end = first?.span;
  let before: Node | undefined;
  while (isRelation(state.nodes[state.at])) {
    const sign = state.nodes[state.at]!;
    signs.push(together(before, sign));
    before = undefined;
    state.at++;
    const side = sum(state);
    // `a =\; = b`: two signs in a row count as one.
    if (side === undefined && isRelation(state.nodes[state.at])) {
      before = signs.pop();
      continue;
    }
    sides.push(side);
    end = side?.span ?? sign.span;
  }
  const start = first?.span ?? signs[0]?.span ?? end!;
  return { kind: 'relation', sides, signs, span: cover(start, end ?? start) };
}

/** `<Ax, Ax> = 0`: `> =` is neither of the two. */
const together = (before: Node | undefined, sign: Node): Node =>
  before?.kind === 'atom' && sign.kind === 'atom' && before.text !== sign.text
    ? { ...sign, text: before.text + sign.text }
    : sign;

const isRelation = (node: Node | undefined): boolean =>
  node !== undefined && roleOf(node) === 'relation' && barSign(node) === undefined;

function sum(state: State): Phrase | undefined {
  const terms: { sign?: Atom; phrase: Phrase }[] = [];
  let start: Span | undefined;
  for (;;) {
    skip(state);
    if (terms.length > 0 && separates(state)) break;
    let sign: Atom | undefined;
    let node = state.nodes[state.at];
    if (node !== undefined && roleOf(node) === 'additive') {
      // `+ -x`, `\pm -`: the last sign counts for shape; minus signs are few.
      while (node !== undefined && roleOf(node) === 'additive') {
        sign = node.kind === 'atom' ? node : { kind: 'atom', text: '+', role: 'additive', span: node.span };
        start ??= node.span;
        state.at++;
        node = state.nodes[state.at];
      }
    } else if (terms.length > 0 && !isSignedBrace(node)) break;
    const phrase = product(state);
    if (phrase === undefined) break;
    terms.push({ ...(sign && { sign }), phrase });
  }
  const first = terms[0];
  if (first === undefined) return undefined;
  if (terms.length === 1 && first.sign === undefined) return first.phrase;
  return {
    kind: 'sum',
    terms,
    span: cover(start ?? first.phrase.span, across([first.phrase, terms[terms.length - 1]!.phrase])),
  };
}

function product(state: State): Phrase | undefined {
  const first = run(state);
  if (first === undefined) return undefined;
  const factors: Phrase[] = [first];
  const signs: Atom[] = [];
  for (;;) {
    skip(state);
    const node = state.nodes[state.at];
    if (node === undefined || (roleOf(node) !== 'multiplicative' && !isTightDot(state))) break;
    const sign: Atom =
      node.kind === 'atom' && node.text !== '.'
        ? node
        : { kind: 'atom', text: '\\cdot', role: 'multiplicative', span: node.span };
    state.at++;
    const factor = sign.text === '/' ? divisor(state) : (run(state) ?? signed(state));
    if (factor === undefined) break;
    factors.push(factor);
    signs.push(sign);
    if (sign.text === '/' || sign.text === '\\div') {
      // `1/n \sum_i x_i` is (1/n)·Σ: what follows the divisor multiplies the quotient.
      if (separates(state)) break;
      const rest = run(state);
      if (rest !== undefined) {
        const quotient: Product = { kind: 'product', factors: [...factors], signs: [...signs], span: across(factors) };
        factors.length = 0;
        signs.length = 0;
        factors.push(joined([quotient, ...(rest.kind === 'run' ? rest.factors : [rest])]));
      }
    }
  }
  if (factors.length === 1) return factors[0]!;
  return { kind: 'product', factors, signs, span: across(factors) };
}

/** `x_1.y_1`: a full stop with a factor close on either side multiplies. */
function isTightDot({ nodes, at }: State): boolean {
  const [before, node, after] = [nodes[at - 1], nodes[at], nodes[at + 1]];
  if (node?.kind !== 'atom' || node.text !== '.' || before === undefined || after === undefined) return false;
  return before.span.end === node.span.start && after.span.start === node.span.end && isOperand(after);
}

/** `a \cdot -b` */
function signed(state: State): Phrase | undefined {
  const node = state.nodes[state.at];
  if (node?.kind !== 'atom' || node.role !== 'additive') return undefined;
  state.at++;
  const phrase = run(state);
  return phrase === undefined
    ? undefined
    : { kind: 'sum', terms: [{ sign: node, phrase }], span: cover(node.span, phrase.span) };
}

/** What stands under a slash: one factor, with its arguments: `a/f(x)`, `\partial f/\partial x`, `dL/dW`. */
function divisor(state: State): Phrase | undefined {
  const first = factor(state);
  if (first === undefined) return undefined;
  const factors = [first];
  const differential = first.kind === 'leaf' && isDifferential(first.node);
  while (state.at < state.nodes.length) {
    const node = state.nodes[state.at]!;
    const takes = (differential && factors.length === 1 && isOperand(node)) || isCallFence(node);
    if (!takes || separates(state)) break;
    const next = factor(state);
    if (next === undefined) break;
    factors.push(next);
  }
  return joined(factors);
}

export function isCallFence(node: Node): boolean {
  const head = headOf(node);
  return head.kind === 'fence' && (head.open === '(' || head.open === '[');
}

/** Factors as one phrase. */
export function joined(factors: readonly Phrase[]): Phrase {
  return factors.length === 1 ? factors[0]! : { kind: 'run', factors, span: across(factors) };
}

function run(state: State): Phrase | undefined {
  const factors: Phrase[] = [];
  while (state.at < state.nodes.length) {
    skip(state);
    if (factors.length > 0 && (separates(state) || isSignedBrace(state.nodes[state.at]))) break;
    const next = factor(state);
    if (next === undefined) break;
    factors.push(next);
  }
  return factors.length === 0 ? undefined : joined(factors);
}

/** `\underbrace{a}_{\text{fit}} \underbrace{- b}_{\text{prior}}`: a term with its sign under the brace. */
function isSignedBrace(node: Node | undefined): boolean {
  const head = node === undefined ? undefined : headOf(node);
  const inside = head?.kind === 'command' && head.role === 'brace' ? head.args[0] : undefined;
  return inside?.kind === 'group' && inside.body.length > 1 && roleOf(inside.body[0]) === 'additive';
}

function factor(state: State): Phrase | undefined {
  const node = state.nodes[state.at];
  if (node === undefined) return undefined;
  switch (roleOf(node)) {
    case 'letter':
    case 'number':
    case 'ellipsis':
    case 'operand':
      state.at++;
      return factorial(state) ?? leaf(node);
    case 'function':
      state.at++;
      return prefix(node, 'function', isExtremum(node) ? reachFar(state) : reachFunction(state));
    case 'big':
      state.at++;
      return prefix(node, 'big', reachProduct(state));
    case 'nabla':
      state.at++;
      return prefix(node, 'nabla', wideNext(state) ? undefined : run(state));
    case 'partial':
      state.at++;
      return prefix(node, 'partial', wideNext(state) ? undefined : run(state));
    case 'prefix':
      state.at++;
      return prefix(node, 'quantifier', run(state));
    default:
      return undefined;
  }
}

/** `k!`, close on what stands before it; `!=` is another sign. */
function factorial(state: State): Prefix | undefined {
  const [before, sign, after] = state.nodes.slice(state.at - 1, state.at + 2);
  if (before === undefined || sign?.kind !== 'atom' || sign.text !== '!' || sign.span.start !== before.span.end)
    return undefined;
  if (after?.kind === 'atom' && after.span.start === sign.span.end && /^[=!]$/.test(after.text)) return undefined;
  state.at++;
  return prefix({ kind: 'atom', text: '\\factorial', role: 'function', span: sign.span }, 'function', leaf(before));
}

const wideNext = (state: State): boolean => separates(state);

function prefix(head: Node, role: Prefix['role'], operand: Phrase | undefined): Prefix {
  const span = operand === undefined ? head.span : cover(head.span, operand.span);
  return { kind: 'prefix', head, role, ...(operand && { operand }), span };
}

const EXTREMA = new Set(['\\max', '\\min', '\\sup', '\\inf', '\\argmax', '\\argmin', '\\lim', '\\limsup', '\\liminf']);
const EXTREMUM_NAMES = /^(arg)?\s*(max|min|sup|inf)$/;

/** `\min_w`, `\operatorname*{arg\,min}_x`: with a subscript they reach over the whole sum. */
function isExtremum(node: Node): boolean {
  if (node.kind !== 'scripted' || node.sub === undefined) return false;
  const head = headOf(node);
  if (head.kind === 'atom') return EXTREMA.has(head.text);
  return head.kind === 'command' && EXTREMUM_NAMES.test(lettersOf(head.args[0]));
}

function reachFar(state: State): Phrase | undefined {
  skip(state);
  if (separates(state) && roleOf(state.nodes[state.at]) === 'words') return undefined;
  const node = state.nodes[state.at];
  if (node !== undefined && isCallFence(node) && node.kind === 'fence') {
    const next = state.nodes[state.at + 1];
    if (next === undefined || !isOperand(next)) {
      state.at++;
      return leaf(node);
    }
  }
  return sum(state);
}

/** A function reaches its parenthesis, or the run up to the next function: `\sin x \cos y`, `\log\det X`. */
function reachFunction(state: State): Phrase | undefined {
  skip(state);
  const first = state.nodes[state.at];
  if (first === undefined || separates(state)) return undefined;
  const head = headOf(first);
  if (head.kind === 'fence') {
    state.at++;
    return leaf(first);
  }
  const role = roleOf(first);
  if (role === 'function' || role === 'big' || role === 'nabla' || role === 'partial') return factor(state);
  const factors: Phrase[] = [];
  while (state.at < state.nodes.length) {
    if (factors.length > 0 && separates(state)) break;
    const next = roleOf(state.nodes[state.at]);
    if (next !== 'letter' && next !== 'number' && next !== 'operand' && next !== 'ellipsis') break;
    factors.push(leaf(state.nodes[state.at]!));
    state.at++;
  }
  return factors.length === 0 ? undefined : joined(factors);
}

function reachProduct(state: State): Phrase | undefined {
  if (separates(state) && roleOf(state.nodes[state.at]) === 'words') return undefined;
  return product(state) ?? signed(state);
}
