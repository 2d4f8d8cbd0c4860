/**
 * Spaces that declare shapes: `\mathbb{R}^{m \times n}`, `\R^n_+`, `\mathbb{S}^n_{++}`, `\{0,1\}^n`, `[0,1]^d`,
 * `\Delta^{k-1}`, `\mathbb{Z}`.
 */
import type { Node, Scripted } from '../latex/node.ts';
import type { Phrase } from '../latex/phrase.ts';
import { headOf } from '../latex/roles.ts';
import type { Expr, SpaceExpr } from './expr.ts';
import { lowerNodes, type Lowering } from './lower.ts';
import { plain } from './glyph.ts';
import { glyphOf } from './lower-symbol.ts';

const SETS: Readonly<Record<string, SpaceExpr['of']>> = {
  R: 'real',
  C: 'complex',
  Z: 'integer',
  N: 'natural',
  Q: 'real',
  F: 'real',
  K: 'real',
  B: 'finite',
};

/** The space a node denotes, if it denotes one; a bare `\mathbb R` included. */
export function spaceOf(node: Node, at: Lowering): Expr | undefined {
  const base = node.kind === 'scripted' ? node.base : node;
  if (base === undefined) return undefined;
  const head = headOf(base);
  const scripts = node.kind === 'scripted' ? node : undefined;
  if (head.kind === 'fence') return fenceSpace(head, scripts, at, node);
  const glyph = glyphOf(base);
  if (glyph === undefined || glyph.accents.length > 0) return undefined;
  if (glyph.letter === '\\Delta' && scripts?.sup !== undefined && glyph.face === 'plain') return simplex(scripts, at);
  if (glyph.face !== 'blackboard') return undefined;
  const sub = scripts?.sub === undefined ? '' : signs(scripts.sub);
  if (glyph.letter === 'S') return symmetric(scripts, sub, at, node);
  const of = SETS[glyph.letter];
  if (of === undefined) return undefined;
  const dims = scripts?.sup === undefined ? [] : dimsOf(scripts.sup, at);
  if (dims === undefined) return undefined;
  const positive = sub.includes('+') || sub.includes('>') || sub.includes('\\ge') || signOnly(scripts?.sup);
  return { kind: 'space', of, dims, conditions: positive ? ['positive'] : [], span: node.span };
}

/** `R^n`, `\mathbf{R}^{m \times n}` after `\in`: ℝ in a plain face; `[n]`: the numbers from 1 to n. */
export function plainSpaceOf(phrase: Phrase, at: Lowering): Expr | undefined {
  const node = wholeOf(phrase);
  if (node === undefined) return undefined;
  if (node.kind === 'fence' && node.open === '[' && node.close === ']') {
    const last = lowerNodes(node.body, at, node.span);
    return isCount(last)
      ? { kind: 'tuple', open: '[', items: [last], separator: ',', interval: true, span: node.span }
      : undefined;
  }
  if (isReals(node)) return { kind: 'space', of: 'real', dims: [], conditions: [], span: node.span };
  if (node.kind !== 'scripted' || node.base === undefined || node.sup === undefined) return undefined;
  const glyph = isReals(node.base) ? plain('R') : glyphOf(node.base);
  if (glyph?.letter !== 'R' || glyph.accents.length > 0 || glyph.face === 'blackboard') return undefined;
  const dims = dimsOf(node.sup, at);
  return dims === undefined ? undefined : { kind: 'space', of: 'real', dims, conditions: [], span: node.span };
}

/** The node that is all of a phrase; to a parser, `\Re` is a function. */
function wholeOf(phrase: Phrase): Node | undefined {
  if (phrase.kind === 'leaf') return phrase.node;
  return phrase.kind === 'prefix' && phrase.operand === undefined ? phrase.head : undefined;
}

/** `n`, `10`, `n - 1`: something that counts. */
const isCount = (expr: Expr): boolean =>
  expr.kind === 'symbol' ||
  expr.kind === 'index' ||
  expr.kind === 'number' ||
  (expr.kind === 'apply' && (expr.op === 'sum' || expr.op === 'product') && expr.args.every(isCount));

/** `\Re`, an old spelling of ℝ. */
const isReals = (node: Node): boolean => node.kind === 'atom' && node.text === '\\Re';

const signOnly = (node: Node | undefined): boolean => node !== undefined && /^[+*>]+$/.test(signs(node));

const signs = (node: Node): string =>
  node.kind === 'group'
    ? node.body.map(signs).join('')
    : node.kind === 'atom'
      ? node.text
      : node.kind === 'scripted'
        ? [node.base, node.sub, node.sup].map((it) => (it === undefined ? '' : signs(it))).join('')
        : '';

/** `m \times n`, `n`, `d_1 \times d_2 \times d_3`; undefined when it cannot be a size. */
export function dimsOf(node: Node, at: Lowering): readonly Expr[] | undefined {
  const body = node.kind === 'group' ? node.body : [node];
  if (signOnly(node)) return [];
  const parts: Node[][] = [[]];
  for (const it of body) {
    const text = it.kind === 'atom' ? it.text : '';
    if (text === '\\times' || text === '×' || text === ',' || text === 'x') parts.push([]);
    else if (text === '+' && it === body[body.length - 1]) continue;
    else parts[parts.length - 1]!.push(it);
  }
  const dims = parts.map((it) => lowerNodes(it, at, it[0]?.span ?? node.span));
  return dims.some((it) => it.kind === 'hole' || it.kind === 'relation') ? undefined : dims;
}

/** `\mathbb S^n_{++}`; `\mathbb S^{n - 1}` is the sphere. */
function symmetric(scripts: Scripted | undefined, sub: string, at: Lowering, node: Node): Expr | undefined {
  if (scripts?.sup === undefined) return undefined;
  const text = signs(scripts.sup);
  const size = /^[+]+$/.test(text) ? scripts.sub : scripts.sup;
  const dims = size === undefined ? undefined : dimsOf(size, at);
  if (dims?.length !== 1) return undefined;
  const marks = `${sub}${text}`;
  const around = marks.includes('+') ? undefined : oneMore(dims[0]!);
  if (around !== undefined) return { kind: 'space', of: 'real', dims: [around], conditions: ['unit'], span: node.span };
  const definite =
    marks.includes('++') || marks.includes('\\succ0')
      ? ['positive definite']
      : marks.includes('+')
        ? ['positive semidefinite']
        : [];
  return {
    kind: 'space',
    of: 'symmetric',
    dims: [dims[0]!, dims[0]!],
    conditions: ['symmetric', ...definite],
    span: node.span,
  };
}

function simplex(scripts: Scripted, at: Lowering): Expr | undefined {
  const dims = scripts.sup === undefined ? undefined : dimsOf(scripts.sup, at);
  if (dims?.length !== 1) return undefined;
  const dim = dims[0]!;
  return {
    kind: 'space',
    of: 'simplex',
    dims: [oneMore(dim) ?? dim],
    conditions: ['probability vector'],
    span: scripts.span,
  };
}

/** The k of `k - 1`: Δ^{k−1} and the sphere S^{k−1} lie in ℝ^k. */
const oneMore = (dim: Expr): Expr | undefined =>
  dim.kind === 'apply' &&
  dim.op === 'sum' &&
  dim.args.length === 2 &&
  dim.signs?.[1] === -1 &&
  dim.args[1]?.kind === 'number' &&
  dim.args[1].value === 1
    ? dim.args[0]
    : undefined;

/** What `\{0,1\}` and `\{-1,1\}` say of each entry. */
function valuesIn(body: readonly Node[]): readonly string[] {
  const text = body.map(signs).join('');
  if (text === '0,1') return ['zero or one'];
  return /^(-1,\+?1|\+?1,-1|\\pm1)$/.test(text) ? ['one or minus one'] : [];
}

/** `[1, 2, 3]^T`, `(4, 5)^\top`: a column written in a line; an interval has two ends, and most often ends at one. */
const isTurnedList = (body: readonly Node[], sup: Node): boolean =>
  body.filter((it) => it.kind === 'atom' && it.text === ',').length > 1 ||
  (/^(T|\\top|\\intercal)$/.test(signs(sup)) && !/^([01]|-1),\+?1$/.test(body.map(signs).join('')));

/** `\{0,1\}^n`, `[0,1]^{m \times n}`, `(0, 1)`, `\{1, \dots, K\}`. */
function fenceSpace(
  fence: Extract<Node, { kind: 'fence' }>,
  scripts: Scripted | undefined,
  at: Lowering,
  node: Node,
): Expr | undefined {
  const braces = fence.open === '\\{' || fence.open === '\\lbrace';
  const interval = /^[[(\]]$/.test(fence.open) && /^[\])[]$/.test(fence.close);
  if (!braces && !(interval && scripts?.sup !== undefined && !isTurnedList(fence.body, scripts.sup))) return undefined;
  const items = fence.body.filter(
    (it) => !(it.kind === 'atom' && (it.text === ',' || it.text === '-' || it.text === '+' || it.text === '\\pm')),
  );
  const plainNumbers =
    items.length > 0 && items.every((it) => it.kind === 'atom' && (it.role === 'number' || it.text === '\\infty'));
  if (!plainNumbers || fence.body.length < 2) return undefined;
  const dims = scripts?.sup === undefined ? [] : dimsOf(scripts.sup, at);
  if (dims === undefined) return undefined;
  const conditions = braces ? valuesIn(fence.body) : [];
  return { kind: 'space', of: braces ? 'finite' : 'interval', dims, conditions, span: node.span };
}
