/**
 * The small edits that may mend what does not fit: a transpose more or less, two factors exchanged, ones beside a
 * vector. Each is only a proposal; `repairs.ts` tries it.
 */
import { type Expr, children, walk } from '../expr/expr.ts';
import type { Conflict } from '../shape/conflict.ts';

export interface Proposal {
  readonly deed: 'Insert transpose' | 'Remove transpose' | 'Swap factors' | 'Write with ones';
  /** In the formula's text. */
  readonly start: number;
  readonly end: number;
  readonly newText: string;
  /** How far it is from the two operands that do not fit: nearer is likelier. */
  readonly rank: number;
}

/** More are not tried. */
const MOST = 24;

/** Edits that could mend a conflict, the likeliest first. @param transpose how the author writes one: `^\top` */
export function proposalsFor(conflict: Conflict, whole: Expr, text: string, transpose: string): readonly Proposal[] {
  const found: Proposal[] = [];
  const operands = [conflict.left, conflict.right].filter((it) => it !== undefined);
  for (const operand of operands) {
    walkRanked(operand, 0, (it, rank) => {
      found.push(...transposed(it, rank, text, transpose));
      found.push(...swapped(it, rank + 1, text));
    });
  }
  // A vector before a matrix: nothing is transposed, they are exchanged.
  const nearby = conflict.what === 'product' && conflict.sizes === undefined ? -1 : 1;
  found.push(...swapped(around(conflict, whole), nearby, text));
  if (conflict.what === 'sum') for (const it of operands) found.push(...withOnes(it, text, transpose));
  const seen = new Set<string>();
  return found
    .sort((a, b) => a.rank - b.rank)
    .filter((it) => {
      const key = `${String(it.start)} ${String(it.end)} ${it.newText}`;
      return !seen.has(key) && seen.add(key);
    })
    .slice(0, MOST);
}

/** Edits that make a product which the note writes elsewhere come first, and replace all of it. */
export function asElsewhere(
  proposals: readonly Proposal[],
  whole: Expr,
  text: string,
  others: readonly string[],
): readonly Proposal[] {
  const plain = others.map(withoutSpaces);
  const ranked = proposals.map((it): Proposal => {
    const product = productAround(it, whole);
    if (product === undefined) return it;
    const { start, end } = product.span;
    const newText = text.slice(start, it.start) + it.newText + text.slice(it.end, end);
    const isKnown = plain.some((other) => other.includes(withoutSpaces(newText)));
    return isKnown ? { ...it, start, end, newText, rank: it.rank - KNOWN } : it;
  });
  return ranked.sort((a, b) => a.rank - b.rank);
}

/** Farther than any proposal is from the operands. */
const KNOWN = 10;

const withoutSpaces = (text: string): string => text.replaceAll(/\s+/g, '');

/** The smallest product of which an edit leaves something. */
function productAround({ start, end }: Proposal, whole: Expr): Expr | undefined {
  let found: Expr | undefined;
  walk(whole, (it) => {
    const { span } = it;
    const holds = span.start <= start && end <= span.end && span.end - span.start > end - start;
    if (holds && it.kind === 'apply' && it.op === 'product') found = it;
  });
  return found;
}

const source = (expr: Expr, text: string): string => text.slice(expr.span.start, expr.span.end);

/** The operands of operators that a transpose may pass; what stands under a derivative or a norm stays. */
function walkRanked(expr: Expr, rank: number, visit: (it: Expr, rank: number) => void): void {
  visit(expr, rank);
  if (expr.kind !== 'apply' || rank > 3) return;
  for (const child of children(expr)) {
    // What carries a script takes no second one; within its brackets there is room.
    const inner = SCRIPTED.has(expr.op) && child.kind === 'apply' && child.op === 'parentheses' ? child.args[0] : child;
    if (inner !== undefined && (inner !== child || !SCRIPTED.has(expr.op)))
      walkRanked(inner, rank + (expr.op === 'parentheses' ? 0 : 1), visit);
  }
}

const SCRIPTED: ReadonlySet<string> = new Set(['transpose', 'inverse', 'inverse-transpose', 'pseudo-inverse', 'power']);

function transposed(expr: Expr, rank: number, text: string, transpose: string): readonly Proposal[] {
  const { start, end } = expr.span;
  if (expr.kind === 'apply' && expr.op === 'transpose') {
    const [inner] = expr.args;
    if (inner === undefined) return [];
    return [{ deed: 'Remove transpose', start, end, newText: spaced(source(inner, text), text, end), rank }];
  }
  const stands =
    expr.kind === 'symbol' ||
    expr.kind === 'index' ||
    expr.kind === 'literal' ||
    (expr.kind === 'apply' &&
      ['parentheses', 'inverse', 'product', 'sum', 'hadamard', 'elementwise'].includes(expr.op));
  if (!stands) return [];
  const own = source(expr, text);
  const bare = expr.kind === 'symbol' || expr.kind === 'index' || isBracketed(expr);
  const base = bare && !hasRaised(own) ? own : `(${own})`;
  return [{ deed: 'Insert transpose', start, end, newText: spaced(base + transpose, text, end), rank }];
}

const isBracketed = (expr: Expr): boolean =>
  expr.kind === 'literal' || (expr.kind === 'apply' && expr.op === 'parentheses');

/** A second superscript on the same base is no LaTeX. */
function hasRaised(own: string): boolean {
  let depth = 0;
  for (let at = 0; at < own.length; at++) {
    const character = own.charAt(at);
    if (character === '\\') at++;
    else if (character === '{' || character === '(' || character === '[') depth++;
    else if (character === '}' || character === ')' || character === ']') depth--;
    else if (depth === 0 && (character === '^' || character === "'")) return true;
  }
  return false;
}

/** A control word must not run into the letter behind it. */
const spaced = (newText: string, text: string, end: number): string =>
  /\\[A-Za-z]+$/.test(newText) && /^[A-Za-z]/.test(text.slice(end)) ? `${newText} ` : newText;

/** Neighbours in a product, exchanged. */
function swapped(expr: Expr, rank: number, text: string): readonly Proposal[] {
  if (expr.kind !== 'apply' || expr.op !== 'product') return [];
  const found: Proposal[] = [];
  for (let i = 0; i + 1 < expr.args.length; i++) {
    const [left, right] = [expr.args[i]!, expr.args[i + 1]!];
    if (left.kind === 'number' || right.kind === 'number' || right.span.start < left.span.end) continue;
    const between = text.slice(left.span.end, right.span.start);
    const joint = between === '' ? ' ' : between;
    const newText = spaced(`${source(right, text)}${joint}${source(left, text)}`, text, right.span.end);
    // X Xᵀ for XᵀX is the commonest slip of all.
    const gram = isTransposeOf(left, right, text) || isTransposeOf(right, left, text);
    found.push({
      deed: 'Swap factors',
      start: left.span.start,
      end: right.span.end,
      newText,
      rank: gram ? Math.min(rank, 0.5) : rank,
    });
  }
  return found;
}

const isTransposeOf = (it: Expr, other: Expr, text: string): boolean =>
  it.kind === 'apply' && it.op === 'transpose' && source(it.args[0]!, text) === source(other, text);

/** The product in which the two operands stand. */
function around(conflict: Conflict, whole: Expr): Expr {
  let found = conflict.expr;
  walk(whole, (it) => {
    if (it.kind === 'apply' && it.op === 'product' && (it === conflict.expr || it.args.includes(conflict.left)))
      found = it;
  });
  return found;
}

/** `XW + b` where every row gets the same b: the ones that the author left out. */
function withOnes(expr: Expr, text: string, transpose: string): readonly Proposal[] {
  if (expr.kind !== 'symbol' && expr.kind !== 'index') return [];
  const own = source(expr, text);
  const { start, end } = expr.span;
  const side = hasRaised(own) ? `(${own})` : own;
  return [
    { deed: 'Write with ones', start, end, newText: spaced(`\\mathbf{1} ${side}${transpose}`, text, end), rank: 1.5 },
    { deed: 'Write with ones', start, end, newText: spaced(`${own} \\mathbf{1}${transpose}`, text, end), rank: 1.6 },
    { deed: 'Write with ones', start, end, newText: `${own} \\mathbf{1}`, rank: 1.7 },
  ];
}
