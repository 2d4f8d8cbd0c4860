/**
 * Which plain delimiters belong together: `(a]`, `\{x | x > 0\}`, `\| |x| - |y| \|`. One pass with a stack over a list
 * of nodes, so time is linear however the delimiters are nested; `\left … \right` never comes here.
 */
import type { Atom, Fault, Fence, Node, Scripted } from './node.ts';

/** A node of the list that is a delimiter, perhaps with scripts. */
export interface Mark {
  readonly at: number;
  readonly side: 'open' | 'close' | 'bar';
  /** `round` for ( and [, so that `[0, 1)` is one fence; `|` and `||` for bars. */
  readonly family: string;
  /** How many bars stand together: 2 for `||`. */
  readonly count: number;
}

/** A delimiter that found no partner, as it stands in the list. */
export interface Loose {
  /** What stands there now: a fault, perhaps with scripts. */
  readonly fault: Node;
  readonly atom: Node;
  readonly side: 'open' | 'close';
  readonly family: string;
}

interface Opening {
  readonly family: string;
  readonly bar: boolean;
  /** Its place in the result. */
  readonly at: number;
  readonly node: Node;
  readonly text: string;
  count: number;
  /** A bar after an operand, which may be the "given" of `p(x | y)`. */
  readonly doubtful: boolean;
}

interface Pairing {
  readonly out: Node[];
  readonly stack: Opening[];
  /** How many openings of each family are on the stack, so that no search is in vain. */
  readonly waiting: Map<string, number>;
  readonly loose: Loose[];
}

/** The list with every pair made a fence. Delimiters without a partner become faults and are listed in `loose`. */
export function pair(items: readonly Node[], marks: readonly Mark[], room: number, loose: Loose[]): readonly Node[] {
  // `\{` alone is the sign itself, not the beginning of something.
  if (items.length === 1) return items;
  const p: Pairing = { out: [], stack: [], waiting: new Map(), loose };
  let next = 0;
  for (let i = 0; i < items.length; i++) {
    const item = items[i];
    if (item === undefined) continue;
    const mark = marks[next];
    if (mark?.at !== i) {
      p.out.push(item);
      continue;
    }
    next++;
    if (mark.side === 'bar') {
      const opens = marks[next]?.at === i + 1 && marks[next]?.side === 'open';
      bar(p, mark, item, opens || canFollow(items[i + 1]));
    } else if (closesBackwards(p, mark, item, items[i + 1]) || closesAgain(p, mark, item, items[i + 1])) {
      continue;
    } else if (mark.side === 'open' || opensBackwards(p, mark, item)) {
      if (p.stack.length < room) {
        push(p, {
          family: mark.family,
          bar: false,
          at: p.out.length,
          node: item,
          text: textOf(item),
          count: 1,
          doubtful: false,
        });
      } else {
        const last = skip(marks, next - 1, items.length);
        p.out.push(fault('too-deep', item, items[last] ?? item));
        i = last;
        while ((marks[next]?.at ?? Infinity) <= last) next++;
      }
    } else {
      close(p, mark, item);
    }
  }
  while (p.stack.length > 0) drop(p);
  return p.out;
}

/** The last item of what the delimiter at `from` opens, skipping without a stack. */
function skip(marks: readonly Mark[], from: number, length: number): number {
  let level = 0;
  for (let i = from; i < marks.length; i++) {
    const mark = marks[i];
    if (mark === undefined) break;
    if (mark.side === 'open') level++;
    else if (mark.side === 'close' && --level === 0) return mark.at;
  }
  return length - 1;
}

function push(p: Pairing, opening: Opening): void {
  p.stack.push(opening);
  p.waiting.set(opening.family, (p.waiting.get(opening.family) ?? 0) + 1);
  p.out.push(opening.node);
}

function pop(p: Pairing): Opening | undefined {
  const opening = p.stack.pop();
  if (opening !== undefined) p.waiting.set(opening.family, (p.waiting.get(opening.family) ?? 1) - 1);
  return opening;
}

/** The innermost opening stays without partner: a bar is a bar then, a bracket a fault. */
function drop(p: Pairing): void {
  const opening = pop(p);
  if (opening === undefined || opening.bar) return;
  p.out[opening.at] = lonely(p, opening.node, 'open', opening.family);
}

function lonely(p: Pairing, node: Node, side: 'open' | 'close', family: string): Node {
  // `f \big\rvert_a^b`: a bar that stands alone says "at".
  if (barFamilies.has(family)) return asBar(node);
  const found = fault(side === 'open' ? 'missing-close' : 'stray-close', node, node);
  const placed: Node = node.kind === 'scripted' ? { ...node, base: found } : found;
  p.loose.push({ fault: placed, atom: node, side, family });
  return placed;
}

const barFamilies: ReadonlySet<string> = new Set(['vert', 'Vert', 'sized |', 'sized ||']);

function asBar(it: Node): Node {
  if (it.kind === 'atom') return { ...it, role: 'bar' };
  return it.kind === 'scripted' && it.base !== undefined ? { ...it, base: asBar(it.base) } : it;
}

function fault(kind: Fault['fault'], from: Node, to: Node): Fault {
  const base = baseOf(from);
  const end = from === to ? base.span.end : to.span.end;
  return { kind: 'fault', fault: kind, text: textOf(from), span: { start: base.span.start, end } };
}

/** Closes the innermost opening of this family; what was opened since stays without partner. */
function close(p: Pairing, mark: Mark, item: Node): void {
  if ((p.waiting.get(mark.family) ?? 0) === 0) {
    p.out.push(lonely(p, item, 'close', mark.family));
    return;
  }
  while (p.stack.at(-1)?.family !== mark.family) drop(p);
  fence(p, item);
}

/** Makes the innermost opening and everything after it a fence that `item` closes. */
function fence(p: Pairing, item: Node): void {
  const opening = pop(p);
  if (opening === undefined) return;
  const rest = p.out.slice(opening.at + 1);
  const body = opening.node.kind === 'scripted' ? [scriptsOf(opening.node), ...rest] : rest;
  p.out.length = opening.at;
  const closing = baseOf(item);
  const inner: Fence = {
    kind: 'fence',
    open: opening.text,
    close: textOf(item),
    body,
    span: { start: baseOf(opening.node).span.start, end: Math.max(closing.span.end, opening.node.span.start) },
  };
  p.out.push(rebase(item, inner));
}

/** Scripts on an opening delimiter belong to nothing. */
function scriptsOf(it: Scripted): Scripted {
  const { base, ...scripts } = it;
  return { ...scripts, span: { start: base?.span.end ?? it.span.start, end: it.span.end } };
}

/** The scripts of a closing delimiter are the scripts of the fence. */
function rebase(item: Node, base: Fence): Node {
  if (item.kind !== 'scripted') return base;
  return { ...item, base, span: { start: base.span.start, end: Math.max(item.span.end, base.span.end) } };
}

const baseOf = (it: Node): Node => (it.kind === 'scripted' ? (it.base ?? it) : it);

function textOf(it: Node): string {
  const base = baseOf(it);
  return base.kind === 'atom' ? base.text : '';
}

// --- Half-open intervals as `]0, 1[` ---------------------------------------------------------------------------------

/** `]` opens where nothing can be closed: after a relation, or where no bracket is open. */
function opensBackwards(p: Pairing, mark: Mark, item: Node): boolean {
  if (mark.side !== 'close' || textOf(item) !== ']' || item.kind === 'scripted') return false;
  const last = p.out.at(-1);
  const before = p.stack.at(-1);
  if (last === undefined || before?.at === p.out.length - 1) return before?.text !== '[';
  return (
    last.kind === 'atom' &&
    last.text !== '!' &&
    last.text !== '*' &&
    isOperator(last) &&
    (before?.text !== '[' || last.role === 'relation')
  );
}

/** `\lVert x \lVert`, as some write it. */
function closesAgain(p: Pairing, mark: Mark, item: Node, following: Node | undefined): boolean {
  if (mark.side !== 'open' || !barFamilies.has(mark.family) || p.stack.at(-1)?.family !== mark.family) return false;
  if (!endsOperand(p.out.at(-1)) || (item.kind !== 'scripted' && !isOperator(following) && canFollow(following))) {
    return false;
  }
  fence(p, item);
  return true;
}

/** Something between two sets: a relation, a comma, `\cup`, `\times`; or nothing more. */
function isOperator(it: Node | undefined): boolean {
  if (it === undefined) return true;
  if (it.kind !== 'atom' || it.text === '+' || it.text === '-') return false;
  return it.role === 'relation' || it.role === 'additive' || it.role === 'multiplicative' || it.role === 'punctuation';
}

/** `[` closes what `]` has opened, and `[0, 1[` where nothing follows that brackets could hold. */
function closesBackwards(p: Pairing, mark: Mark, item: Node, following: Node | undefined): boolean {
  if (mark.side !== 'open' || textOf(item) !== '[') return false;
  const top = p.stack.at(-1);
  if (top === undefined || (top.text !== ']' && top.text !== '[') || !endsOperand(p.out.at(-1))) return false;
  if (top.text === '[') {
    if (!isOperator(following)) return false;
    if (!p.out.slice(-4).some((it) => it.kind === 'atom' && (it.text === ',' || it.text === ';'))) return false;
  }
  fence(p, item);
  return true;
}

// --- Bars ------------------------------------------------------------------------------------------------------------

/**
 * A run of bars closes what bars have opened, as far as something stands before it that can end a norm; the rest
 * opens, unless nothing can begin after it (`f |_{x = 0}`), and is a plain bar when nothing closes it (`p(x | y)`).
 */
function bar(p: Pairing, mark: Mark, item: Node, canOpen: boolean): void {
  let rest = mark.count;
  while (rest > 0) {
    const top = innermost(p, mark.family);
    if (top === undefined || !canClose(p, top)) break;
    while (p.stack.at(-1) !== top) drop(p);
    if (top.count > rest) {
      split(p, top, rest);
      top.count = rest;
    }
    rest -= top.count;
    fence(p, top.count === mark.count ? item : piece(item, mark.count - rest - top.count, top.count));
  }
  if (rest === 0) return;
  const node = rest === mark.count ? item : piece(item, mark.count - rest, rest);
  if (node.kind === 'scripted' || !canOpen) {
    p.out.push(node);
    return;
  }
  const doubtful = endsOperand(p.out.at(-1)) && p.out.length - 1 !== p.stack.at(-1)?.at;
  push(p, { family: mark.family, bar: true, at: p.out.length, node, text: textOf(node), count: rest, doubtful });
}

/** The innermost bar of this family that no bracket has been opened after. */
function innermost(p: Pairing, family: string): Opening | undefined {
  const top = p.stack.at(-1);
  if (top === undefined || !top.bar || top.family === family) return top?.bar === true ? top : undefined;
  if ((p.waiting.get(family) ?? 0) === 0) return undefined;
  const below = p.stack.at(-2);
  return below?.bar === true && below.family === family && endsOperand(p.out.at(-1)) ? below : undefined;
}

function canClose(p: Pairing, top: Opening): boolean {
  const last = p.out.length - 1;
  if (last === top.at) return false;
  const before = p.out[last];
  if (top.doubtful && separated(p.out, top.at + 1)) return false;
  if (endsOperand(before)) return true;
  // `\|\cdot\|`: an operator alone between two bars stands for anything.
  return last === top.at + 1 && before?.kind === 'atom' && before.role === 'multiplicative';
}

/** A comma or relation after a bar that came after an operand: that bar was no opening. */
function separated(out: readonly Node[], from: number): boolean {
  for (let i = from; i < out.length; i++) {
    const it = out[i];
    if (it?.kind === 'atom' && (it.role === 'relation' || it.role === 'punctuation')) return true;
  }
  return false;
}

/** `||x| - |y||`: the two bars open one fence each after all. */
function split(p: Pairing, top: Opening, inner: number): void {
  const outer = top.count - inner;
  const node = piece(top.node, 0, outer);
  p.out[top.at] = node;
  pop(p);
  const body = p.out.splice(top.at + 1);
  p.stack.push({ ...top, node, text: textOf(node), count: outer });
  p.waiting.set(top.family, (p.waiting.get(top.family) ?? 0) + 1);
  const second = piece(top.node, outer, inner);
  push(p, { ...top, at: p.out.length, node: second, text: textOf(second), count: inner, doubtful: false });
  for (const it of body) p.out.push(it);
}

/** Some bars of a run, `||` from the third character of `|||`. */
function piece(item: Node, from: number, count: number): Node {
  const base = baseOf(item);
  if (base.kind !== 'atom') return item;
  const whole = base.span.end - base.span.start !== base.text.length;
  const start = whole ? base.span.start : base.span.start + from;
  const cut: Atom = {
    kind: 'atom',
    text: base.text.slice(from, from + count),
    role: 'bar',
    span: { start, end: whole ? base.span.end : start + count },
  };
  if (item.kind !== 'scripted' || from + count < base.text.length) return cut;
  const scripted: Scripted = { ...item, base: cut, span: { start, end: item.span.end } };
  return scripted;
}

/** Can something in bars begin with this? */
function canFollow(it: Node | undefined): boolean {
  if (it === undefined || it.kind === 'text') return false;
  if (it.kind !== 'atom') return true;
  return it.role !== 'relation' && it.role !== 'punctuation' && it.role !== 'newline' && it.role !== 'align';
}

/** Could a norm end after this: is it an operand, and no operator that waits for one? */
function endsOperand(it: Node | undefined): boolean {
  if (it === undefined) return false;
  switch (it.kind) {
    case 'atom':
      return it.role === 'letter' || it.role === 'number' || it.role === 'ellipsis' || it.text === '!';
    case 'scripted':
      return (
        it.primes > 0 ||
        it.base === undefined ||
        it.base.kind === 'fault' ||
        endsOperand(it.base) ||
        (it.base.kind === 'atom' && it.base.role === 'multiplicative')
      );
    case 'command':
      if (it.role === 'operator' || it.role === 'label' || it.role === 'definition') return false;
      if (it.role === 'stack') return endsOperand(it.args[1]);
      if (it.role === 'colour') return endsOperand(it.args.at(-1));
      return it.name !== '\\mathbin' && it.name !== '\\mathrel';
    case 'group':
      return it.body.length === 0 || endsOperand(it.body.at(-1));
    case 'fence':
    case 'environment':
    case 'fault':
      return true;
    case 'text':
      return false;
  }
}
