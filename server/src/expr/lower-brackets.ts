/** Brackets, bars, matrices written out, cases, and commands with arguments. */
import { cover } from '../base/span.ts';
import type { Command, Environment, Fence, Node, Scripted } from '../latex/node.ts';
import { arrange } from '../latex/phrase.ts';
import { lettersOf } from '../latex/roles.ts';
import { type Expr, isInfinite } from './expr.ts';
import { keyOf } from './glyph.ts';
import { apply, hole, lowerNode, lowerNodes, lowerPhrase, productOf, type Lowering } from './lower.ts';
import { commutatorOf } from './lower-commutators.ts';
import { entriesAbove } from './lower-entries-above.ts';
import { numberedAbove } from './lower-families.ts';
import { withoutStrokes } from './lower-strokes.ts';
import { isTranspose, lowerScripted } from './lower-scripts.ts';
import { spaceOf } from './lower-space.ts';
import { glyphOf, symbolOf } from './lower-symbol.ts';
import { operatorNamed } from './operators.ts';

const NORMS = new Set(['\\|', '\\lVert', '\\Vert', '||', '‖', '\\rVert']);
const BARS = new Set(['|', '\\lvert', '\\vert', '\\rvert']);

export function lowerFence(node: Fence, at: Lowering): Expr {
  const { open, close, span } = node;
  if (NORMS.has(open) && NORMS.has(close)) return apply('norm', [inside(node, at)], span);
  if (BARS.has(open) && BARS.has(close)) return apply('bars', [inside(node, at)], span);
  if (open === '\\langle' || open === '\\lang' || open === '⟨' || open === '<') {
    const inner = inside(node, at);
    if (inner.kind === 'tuple' && inner.items.length === 2) return apply('inner', inner.items, span);
    return apply('free', inner.kind === 'tuple' ? inner.items : [inner], span);
  }
  if (/floor|ceil/.test(open)) return apply('elementwise', [inside(node, at)], span, 'floor');
  // `\left. f \right|_{x=0}`
  if (open === '.' || open === '') return inside(node, at);
  const space = spaceOf(node, at);
  if (space !== undefined) return space;
  const blocks = open === '[' ? spaced(node, at) : undefined;
  if (blocks !== undefined) return blocks;
  const inner = inside(node, at);
  const commutator = commutatorOf(inner, node, at);
  if (commutator !== undefined) return commutator;
  if (open === '\\{' || open === '\\lbrace') {
    // `\exp\{…\}` and `\{a + b\}` group; `\{a, b\}` and `\{x : …\}` are sets.
    const isListed = inner.kind === 'symbol' || inner.kind === 'index' || isNumberedPower(inner);
    const grouped = inner.kind !== 'tuple' && inner.kind !== 'relation' && !isListed;
    return grouped
      ? apply('parentheses', [inner], span)
      : { kind: 'tuple', open: '{', items: inner.kind === 'tuple' ? inner.items : [inner], separator: ',', span };
  }
  if (inner.kind === 'tuple' && inner.open === '')
    return { ...inner, open, span, ...(isInterval(open, close, inner.items) && { interval: true }) };
  if (inner.kind === 'hole' || inner.kind === 'space') return inner;
  // `(n,)`, a shape with one axis.
  const last = node.body.at(-1);
  if (open === '(' && last?.kind === 'atom' && last.text === ',')
    return { kind: 'tuple', open, items: [inner], separator: ',', span };
  // `(a_{ij})`, `[a_{ij}]` is the matrix of these entries.
  if ((open === '(' || open === '[') && isEntryOf(inner)) return apply('free', [inner], span);
  return apply('parentheses', [inner], span);
}

/** `r_t^k`: with a letter that numbers above it, a member as often as a power. */
const isNumberedPower = (expr: Expr): boolean => {
  const [base, exponent] = expr.kind === 'apply' && expr.op === 'power' ? expr.args : [];
  return base?.kind === 'index' && exponent?.kind === 'symbol' && /^[i-nst]$/.test(exponent.key);
};

/** `a_{ij}`: alone in brackets it stands for all of them. */
const isEntryOf = (expr: Expr): boolean => expr.kind === 'index' && !expr.upper && expr.items.length === 2;

/** `[a, b)`, `(a, b]`, `(0, \infty)`; of `(a, b)` and `[a, b]` nobody knows. */
const isInterval = (open: string, close: string, items: readonly Expr[]): boolean =>
  items.length === 2 && (/^(\[\)|\(\])$/.test(open + close) || items.some(isInfinite));

/** A space that is wider than the one between factors. */
const GAP = /\\[;: ]|~|\\quad|\\enspace|\\hspace/;

/**
 * `[B \; AB \; \cdots \; A^{n-1} B]`: blocks beside each other, as often as factors with some air between them. The
 * shape is left open.
 */
function spaced({ body, span }: Fence, at: Lowering): Expr | undefined {
  const [first, dots, last, more] = body;
  // `[a_1 \cdots a_n]`: columns beside each other.
  if (first && last && more === undefined && isDots(dots) && [first, last].every(isColumnNode))
    return { kind: 'literal', rows: [body.map((it) => lowerNode(it, at))], span };
  const groups: Node[][] = [[]];
  body.forEach((it, i) => {
    const before = body[i - 1];
    if (
      before !== undefined &&
      isOperandNode(before) &&
      isOperandNode(it) &&
      GAP.test(at.text.slice(before.span.end, it.span.start))
    )
      groups.push([]);
    groups[groups.length - 1]!.push(it);
  });
  if (groups.length === 1 || body.some((it) => it.kind === 'atom' && it.role === 'relation')) return undefined;
  return apply(
    'free',
    groups.map((it) => lowerNodes(it, at, span)),
    span,
  );
}

const isDots = (node: Node | undefined): boolean => node?.kind === 'atom' && node.role === 'ellipsis';

/** Without a sign above it, which a row would have. */
const isColumnNode = (node: Node): boolean =>
  (node.kind === 'scripted' && node.sup === undefined) || (node.kind === 'command' && node.args.length === 2);

const isOperandNode = (node: Node): boolean =>
  !(
    node.kind === 'text' ||
    (node.kind === 'atom' && !['letter', 'number', 'ellipsis', 'function'].includes(node.role))
  );

const inside = (node: Fence, at: Lowering): Expr => {
  // A line may end inside a bracket.
  const body = node.body.filter((it) => it.kind !== 'atom' || (it.role !== 'newline' && it.role !== 'align'));
  const phrase = arrange(body, at.text);
  const [numbered, withEntries] = [numberedAbove(body), entriesAbove(body)];
  if (phrase === undefined) return hole(node.span, '', 'empty');
  return lowerPhrase(phrase, { ...at, ...(numbered && { numbered }), ...(withEntries && { withEntries }) });
};

export function lowerEnvironment(node: Environment, at: Lowering): Expr {
  const cell = (nodes: readonly Node[]): Expr =>
    nodes.length === 0 ? { kind: 'ellipsis', span: node.span } : lowerNodes(nodes, at, node.span);
  switch (node.role) {
    case 'matrix': {
      const written = node.rows.map((row) => row.cells).filter((cells) => cells.some((it) => it.length > 0));
      const rows = withoutStrokes(written).map((cells) => cells.map(cell));
      const [entry, ...others] = rows.flat();
      if (entry !== undefined && others.length === 0 && isEntryOf(entry)) return apply('free', [entry], node.span);
      const literal: Expr = { kind: 'literal', rows, span: node.span };
      if (node.name === 'vmatrix') return apply('determinant', [literal], node.span);
      if (node.name === 'Vmatrix') return apply('norm', [literal], node.span);
      return literal;
    }
    case 'cases': {
      const rows = node.rows.filter((row) => row.cells[0] !== undefined && row.cells[0].length > 0);
      return {
        kind: 'cases',
        values: rows.map((row) => cell(row.cells[0]!)),
        conditions: rows.map((row) => conditionOf(row.cells.slice(1).flat(), at)),
        span: node.span,
      };
    }
    default: {
      const nodes = node.rows.flatMap((row) => row.cells.flat());
      return node.rows.length <= 1 ? lowerNodes(nodes, at, node.span) : hole(node.span, `\\begin{${node.name}}`);
    }
  }
}

/** `\text{if } x > 0`; `i = j \text{ and } k = l`, a list of both; “otherwise” is none. */
function conditionOf(nodes: readonly Node[], at: Lowering): Expr | undefined {
  const and = nodes.findIndex(isAnd);
  if (and > 0) {
    const [first, second] = [conditionOf(nodes.slice(0, and), at), conditionOf(nodes.slice(and + 1), at)];
    const span = cover(nodes[0]!.span, nodes.at(-1)!.span);
    if (first === undefined || second === undefined) return hole(span, 'and');
    const items = [first, second].flatMap((it) => (it.kind === 'tuple' && it.open === '' ? it.items : [it]));
    return { kind: 'tuple', open: '', items, separator: ',', span };
  }
  const words = nodes.flatMap((it) => (it.kind === 'text' ? [it.text.trim()] : []));
  const rest = nodes.filter((it) => it.kind !== 'text');
  const [first] = rest;
  if (first === undefined && words.some((it) => /^(otherwise|else)\b/i.test(it))) return undefined;
  const span = first?.span ?? nodes[0]?.span ?? { start: 0, end: 0 };
  const plain = words.every((it) => /^(if|for|when|where|,|)$/i.test(it));
  return first === undefined || !plain ? hole(span, words.join(' ')) : lowerNodes(rest, at, span);
}

const isAnd = (it: Node): boolean =>
  it.kind === 'text'
    ? /^\s*,?\s*and\s*$/i.test(it.text)
    : it.kind === 'atom' && /^(\\land|\\wedge|\\&|∧)$/.test(it.text);

export function lowerCommand(node: Command, at: Lowering): Expr {
  const { args, span } = node;
  const first = args[0];
  const last = args[args.length - 1];
  if (first === undefined || last === undefined) return hole(span, node.name);
  switch (node.role) {
    case 'style':
      return lowerStyle(node, last, at);
    case 'accent': {
      const symbol = symbolOf(node);
      if (symbol !== undefined) return symbol;
      const inner = first.kind === 'group' && first.body.length === 1 ? first.body[0]! : first;
      // `\hat{x_i}` is x̂ with an index.
      if (inner.kind === 'scripted' && inner.base !== undefined && glyphOf(inner.base) !== undefined) {
        return lowerScripted({ ...inner, base: { ...node, args: [inner.base] }, span }, at);
      }
      return apply('elementwise', [lowerNode(first, at)], span, node.name.slice(1));
    }
    case 'operator':
      return (
        symbolOf({ kind: 'command', name: '\\operatorname', star: false, args: [first], role: 'style', span }) ??
        hole(span, node.name)
      );
    case 'root':
      return apply('elementwise', [lowerNode(last, at)], span, 'sqrt');
    case 'binomial':
      return apply(
        'to-number',
        args.map((it) => lowerNode(it, at)),
        span,
      );
    case 'stack':
      return args[1] === undefined ? hole(span, node.name) : lowerNode(args[1], at);
    case 'brace':
    case 'colour':
      return lowerNode(node.role === 'brace' ? first : last, at);
    case 'fraction':
      return apply(
        'divide',
        args.map((it) => lowerNode(it, at)),
        span,
      );
    default:
      return hole(span, node.name);
  }
}

/** `\mathbf{A}` is a name, `\mathrm{ReLU}` a word, `\mathbf{X^\top X}` a styled formula, `\mathbf{uv}` a product. */
function lowerStyle(node: Command, arg: Node, at: Lowering): Expr {
  const letters = lettersOf(arg);
  const bold = /^\\(mathbf|boldsymbol|bm|pmb|bf|textbf|vec)$/.test(node.name);
  const body = arg.kind === 'group' ? arg.body : [arg];
  const several = body.length > 1;
  if (
    bold &&
    several &&
    operatorNamed(letters) === undefined &&
    body.every((it) => it.kind === 'atom' && it.role === 'letter')
  ) {
    return productOf(
      body.map((it) => restyled(it, node)).map((it) => lowerNode(it, at)),
      node.span,
    );
  }
  const symbol = symbolOf(node, at.habits.isGiven);
  if (symbol !== undefined)
    return symbol.kind === 'symbol' && symbol.glyph.face === 'blackboard' ? (spaceOf(node, at) ?? symbol) : symbol;
  const word = UPRIGHT.test(node.name) ? wordWithMark(body) : undefined;
  if (word !== undefined) {
    const glyph = { letter: word, face: 'upright', accents: [], label: '', primes: 0 } as const;
    return { kind: 'symbol', key: keyOf(glyph), glyph, span: node.span };
  }
  return lowerNodes(
    body.map((it) => restyled(it, node)),
    at,
    node.span,
  );
}

/**
 * `\mathbf{XX}^\top` is X Xᵀ, and `\mathbf{B^\top x}_i` is Bᵀxᵢ: scripts of a bold formula stand on its last letter.
 * `\mathbf{PE}_i` may be a name, and `\mathbf{X^\top X}^{-1}` is meant for the inverse of all.
 */
export function onLastLetter({ base, ...scripts }: Scripted, at: Lowering): Expr | undefined {
  const arg = base?.kind === 'command' && BOLD.test(base.name) ? base.args[base.args.length - 1] : undefined;
  const body = arg?.kind === 'group' ? arg.body : [];
  const last = body[body.length - 1];
  if (base?.kind !== 'command' || last === undefined || body.length < 2 || !isName(last)) return undefined;
  if (scripts.sup !== undefined && !isTranspose(scripts.sup, at)) return undefined;
  const isWord = body.every((it) => it.kind === 'atom' && it.role === 'letter' && /^[A-Za-z]$/.test(it.text));
  if (isWord && (body.length > 2 || scripts.sup === undefined || scripts.sub !== undefined)) return undefined;
  if (body.some((it) => it.kind === 'text' || (it.kind === 'atom' && it.role === 'number'))) return undefined;
  const span = { start: last.span.start, end: scripts.span.end };
  const scripted: Scripted = { ...scripts, base: restyled(last, base), span };
  return lowerNodes([...body.slice(0, -1).map((it) => restyled(it, base)), scripted], at, scripts.span);
}

const isName = (node: Node): boolean => glyphOf(node) !== undefined && node.kind !== 'scripted';

const BOLD = /^\\(mathbf|boldsymbol|bm|pmb|bf|textbf)$/;

const UPRIGHT = /^\\(mathrm|mathsf|mathtt|mathit|rm|operatorname)$/;

/** `\mathrm{BPE\_segment}`: a word, whose parts are no indices. */
function wordWithMark(body: readonly Node[]): string | undefined {
  const parts = body.map((it) => {
    if (it.kind === 'atom' && it.role === 'letter') return it.text;
    const sub = it.kind === 'scripted' && it.sup === undefined && it.base?.kind === 'atom' ? lettersOf(it.sub) : '';
    return sub === '' || it.kind !== 'scripted' ? '' : `${lettersOf(it.base)}_${sub}`;
  });
  return parts.length > 2 && parts.every((it) => it !== '') ? parts.join('') : undefined;
}

/** The style goes to each name inside. */
function restyled(node: Node, style: Command): Node {
  if (node.kind === 'atom' && node.role === 'letter') return { ...style, args: [node], span: node.span };
  if (node.kind === 'scripted' && node.base !== undefined) return { ...node, base: restyled(node.base, style) };
  if (node.kind === 'group' || node.kind === 'fence')
    return { ...node, body: node.body.map((it) => restyled(it, style)) };
  return node;
}
