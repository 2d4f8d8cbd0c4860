/**
 * Every place of a formula where a name is written, whatever becomes of the formula around it: in subscripts and sizes,
 * in words (`\text{if $x>0$}`), in parts that could not be read. What distinguishes a name by script belongs to it.
 *
 * ```
 * W_Q^\top      the name W_Q, on which a script stands        x_i      the name x, and the name i
 * ```
 */
import { type Span, span } from '../base/span.ts';
import { specOf } from '../latex/commands.ts';
import type { Node, Scripted, Tree } from '../latex/node.ts';
import { headOf, isWords } from '../latex/roles.ts';
import { children, type Expr, type Glyph, type IndexItem, type Reduce, type SymbolExpr } from './expr.ts';
import { keyOf } from './glyph.ts';
import type { Habits } from './lower-habits.ts';
import { lowerScripted } from './lower-scripts.ts';
import { glyphOf } from './lower-symbol.ts';
import type { Statement } from './statement.ts';

export interface NameAt {
  readonly key: string;
  readonly glyph: Glyph;
  /** The letter with its face and accents; its labels too, where they follow directly. Offsets in the formula's text. */
  readonly span: Span;
  /** Labels that do not follow directly: `Q` in `W_i^Q`. Those that do are in `span`. */
  readonly apart?: { readonly sub?: Span; readonly sup?: Span };
  /** Stands as a script or an argument without braces. */
  readonly tight: boolean;
  /** Scripts on it that are not part of the name. */
  readonly sub: boolean;
  readonly sup: boolean;
  /** Written by a macro: by its use alone, or as a part of what it stands for. */
  readonly macro?: 'whole' | 'part';
  /** The indices it carries: `x_i`, `A_{ij}`, `x^{(n)}`. */
  readonly items?: readonly IndexItem[];
  /** The sum, product or integral that binds it. */
  readonly bound?: Span;
}

type Found = { -readonly [K in keyof NameAt]: NameAt[K] };

/** The names of a formula, in the order of the text. */
export function namesIn(tree: Tree, statements: readonly Statement[]): readonly NameAt[] {
  const exprs = statements.map(({ expr }) => expr);
  const found: Found[] = [];
  collect(tree.body, { found, text: tree.text, symbols: symbolsByStart(exprs) });
  const uses = tree.uses ?? [];
  for (const it of found) {
    const use = uses.find((one) => one.start <= it.span.start && it.span.end <= one.end);
    // A name among the arguments of a macro has a place of its own.
    if (use === undefined || (it.span.start > use.start && it.span.end < use.end)) continue;
    it.macro =
      found.filter((other) => other.span.start === use.start && other.span.end === use.end).length === 1 &&
      isAlone(tree.body, use) &&
      it.span.start === use.start &&
      it.span.end === use.end
        ? 'whole'
        : 'part';
  }
  for (const sum of boundBy(exprs)) {
    const keys = sum.bound.map(({ key }) => key.replace(/\[\]$/, ''));
    for (const it of found) {
      const within = sum.span.start <= it.span.start && it.span.end <= sum.span.end;
      if (within && keys.includes(it.key)) it.bound = sum.span;
    }
  }
  return found.sort((a, b) => a.span.start - b.span.start);
}

interface Collecting {
  readonly found: Found[];
  readonly text: string;
  readonly symbols: ReadonlyMap<number, SymbolExpr>;
  /** Where a name may stand; elsewhere letters are labels. */
  readonly only?: ReadonlySet<number>;
}

function collect(nodes: readonly Node[], into: Collecting): void {
  for (const node of nodes) visit(node, into, 'free');
}

/** `tight`: an argument or script without braces; `braced`: one whose braces must stay. */
type Standing = 'free' | 'tight' | 'braced';

const standing = (argument: Node): Standing => (argument.kind === 'group' ? 'braced' : 'tight');

function visit(node: Node, into: Collecting, as: Standing): void {
  const name = bareName(node, as);
  if (name !== undefined) {
    put(name.glyph, { span: name.span, tight: name.tight, sub: false, sup: false }, into);
    return;
  }
  switch (node.kind) {
    case 'group':
    case 'fence':
      collect(node.body, into);
      break;
    case 'scripted':
      visitScripted(node, into);
      break;
    case 'command':
      if (node.role === 'label' || node.role === 'definition' || node.role === 'operator') break;
      for (const it of [...(node.option ? [node.option] : []), ...node.args]) visit(it, into, standing(it));
      break;
    case 'environment':
      for (const row of node.rows) for (const cell of row.cells) collect(cell, into);
      break;
    case 'text':
      for (const formula of node.formulas) collect(formula, into);
      break;
    default:
  }
}

/** A name without scripts, and what of the text is to be replaced for another. */
function bareName(node: Node, as: Standing): { glyph: Glyph; span: Span; tight: boolean } | undefined {
  switch (node.kind) {
    case 'atom': {
      const glyph = node.role === 'letter' ? glyphOf(node) : undefined;
      return glyph && { glyph, span: node.span, tight: as === 'tight' };
    }
    case 'text': {
      const glyph = isWords(node.text) || node.formulas.length > 0 ? undefined : glyphOf(node);
      return glyph && { glyph, span: node.span, tight: as === 'tight' };
    }
    case 'group': {
      const [only, ...more] = node.body;
      if (only === undefined || more.length > 0) return undefined;
      const inner = bareName(only, 'free');
      // `{\bf W}` goes with its braces, unless they hold an argument or a script.
      const whole = inner !== undefined && as === 'free' && isSwitch(only);
      return whole ? { ...inner, span: node.span } : inner;
    }
    case 'command': {
      const last = node.args[node.args.length - 1];
      if (node.role === 'colour') return last && bareName(last, standing(last));
      const glyph =
        node.role === 'style' || node.role === 'accent' || node.role === 'operator' ? glyphOf(node) : undefined;
      return glyph && { glyph, span: node.span, tight: as === 'tight' };
    }
    default:
      return undefined;
  }
}

const isSwitch = (node: Node): boolean => node.kind === 'command' && specOf(node.name)?.does === 'switch';

function visitScripted(node: Scripted, into: Collecting): void {
  const { base, sub, sup } = node;
  const name = base === undefined ? undefined : bareName(base, 'free');
  const script = (it: Node | undefined, only: ReadonlySet<number> | undefined): void => {
    if (it !== undefined) visit(it, only === undefined ? into : { ...into, only }, standing(it));
  };
  const head = base === undefined ? undefined : headOf(base);
  const operates =
    head?.kind === 'atom' ? head.role !== 'letter' : head?.kind === 'command' && head.role === 'operator';
  if (operates && name === undefined) {
    script(sub, undefined);
    script(sup, undefined);
    return;
  }
  const lowered = lowerScripted(node, { text: into.text, habits: neutral });
  // A macro that stands for a name with its labels: `\WQ`.
  const own = lowered.kind === 'symbol' && [sub, sup].some((it) => it && it.span.end <= (base?.span.end ?? 0));
  if (own) {
    put(lowered.glyph, { span: node.span, tight: false, sub: false, sup: false }, into);
    return;
  }
  const only = new Set<number>();
  deep(lowered, (it) => {
    if (it.kind === 'symbol') only.add(it.span.start);
  });
  if (name === undefined) {
    if (base !== undefined) visit(base, into, 'free');
  } else {
    const known = into.symbols.get(name.span.start) ?? into.symbols.get(base?.span.start ?? -1);
    const symbol = known && sameLetter(known.glyph, name.glyph) ? known : symbolAt(lowered);
    const glyph = symbol && sameLetter(symbol.glyph, name.glyph) ? symbol.glyph : name.glyph;
    put(glyph, placeOf(node, name.span, glyph, name.glyph, only, itemsOf(lowered)), into);
  }
  script(sub, only);
  script(sup, only);
}

/** What of a name with scripts belongs to it. */
function placeOf(
  { sub, sup, primes }: Scripted,
  base: Span,
  glyph: Glyph,
  bare: Glyph,
  names: ReadonlySet<number>,
  items: readonly IndexItem[] | undefined,
): Omit<Found, 'key' | 'glyph'> {
  const labelled = glyph.label !== bare.label;
  const holdsName = (it: Node): boolean => [...names].some((at) => it.span.start <= at && at < it.span.end);
  const isLabel = (it: Node | undefined): it is Node =>
    labelled && it !== undefined && !holdsName(it) && glyph.label.includes(labelOf(it));
  const own = { ...(isLabel(sub) && { sub: sub.span }), ...(isLabel(sup) && { sup: sup.span }) };
  const rest = {
    tight: false,
    sub: sub !== undefined && !own.sub,
    sup: (sup !== undefined && !own.sup) || (primes > 0 && glyph.primes === bare.primes),
    ...(items && { items }),
  };
  if (glyph.primes > bare.primes) {
    const end = base.end + primes;
    return { ...rest, span: span(base.start, end) };
  }
  const scripts = [own.sub, own.sup].filter((it) => it !== undefined);
  const others = [rest.sub ? sub : undefined, rest.sup ? sup : undefined].filter((it) => it !== undefined);
  const end = Math.max(base.end, ...scripts.map((it) => it.end));
  if (others.every((it) => it.span.start >= end)) return { ...rest, span: span(base.start, end) };
  return { ...rest, span: base, apart: own };
}

const labelOf = (node: Node): string => {
  if (node.kind === 'atom') return node.text === '\\ast' || node.text === '\\star' ? '*' : node.text.replace(/^\\/, '');
  return '';
};

function put(glyph: Glyph, place: Omit<Found, 'key' | 'glyph'>, { found, only }: Collecting): void {
  // ℝ and its kin are no names of the note.
  if (only?.has(place.span.start) === false || glyph.face === 'blackboard') return;
  found.push({ key: keyOf(glyph), glyph, ...place });
}

const sameLetter = (a: Glyph, b: Glyph): boolean =>
  a.letter === b.letter && a.face === b.face && a.accents.join() === b.accents.join();

/** The name under indices, transposes and powers. */
function symbolAt(expr: Expr): SymbolExpr | undefined {
  if (expr.kind === 'symbol') return expr;
  if (expr.kind === 'index') return symbolAt(expr.base);
  return expr.kind === 'apply' && expr.args[0] !== undefined ? symbolAt(expr.args[0]) : undefined;
}

function itemsOf(expr: Expr): readonly IndexItem[] | undefined {
  if (expr.kind === 'index') return expr.items;
  return expr.kind === 'apply' && expr.args[0] !== undefined ? itemsOf(expr.args[0]) : undefined;
}

function symbolsByStart(exprs: readonly Expr[]): ReadonlyMap<number, SymbolExpr> {
  const found = new Map<number, SymbolExpr>();
  for (const expr of exprs) {
    deep(expr, (it) => {
      if (it.kind === 'symbol') found.set(it.span.start, it);
    });
  }
  return found;
}

function boundBy(exprs: readonly Expr[]): readonly Reduce[] {
  const found: Reduce[] = [];
  for (const expr of exprs) {
    deep(expr, (it) => {
      if (it.kind === 'reduce' && /^(sum|product|union|integral)$/.test(it.op)) found.push(it);
    });
  }
  return found;
}

/** As `walk`, into indices, bounds and sizes too. */
function deep(expr: Expr, visitor: (it: Expr) => void): void {
  visitor(expr);
  for (const it of children(expr)) deep(it, visitor);
  if (expr.kind === 'space') for (const it of expr.dims) deep(it, visitor);
  if (expr.kind === 'index') {
    for (const it of expr.items) {
      const parts = it.kind === 'at' ? [it.expr] : it.kind === 'range' ? [it.from, it.to] : [];
      for (const part of parts) if (part) deep(part, visitor);
    }
  }
  if (expr.kind === 'reduce') {
    for (const { from, to } of expr.bound) for (const it of [from, to]) if (it) deep(it, visitor);
  }
}

/** Whether the use of a macro stands for one thing only: nothing else has its place. */
function isAlone(nodes: readonly Node[], use: Span): boolean {
  let count = 0;
  const look = (node: Node): void => {
    if (node.span.start >= use.end || node.span.end <= use.start) return;
    const same = node.span.start === use.start && node.span.end === use.end;
    if (same && (bareName(node, 'tight') !== undefined || node.kind === 'scripted')) count++;
    else if (same && (node.kind === 'atom' || node.kind === 'text')) count += 2;
    else for (const it of inside(node)) look(it);
  };
  for (const it of nodes) look(it);
  return count === 1;
}

function inside(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'group':
    case 'fence':
      return node.body;
    case 'scripted':
      return [node.base, node.sub, node.sup].filter((it) => it !== undefined);
    case 'command':
      return [...node.args, ...(node.option ? [node.option] : [])];
    case 'environment':
      return node.rows.flatMap((row) => row.cells.flat());
    case 'text':
      return node.formulas.flat();
    default:
      return [];
  }
}

/** Labels do not depend on how the note writes. */
const neutral: Habits = {
  signature: '',
  applies: () => false,
  isFunction: () => false,
  isPlainFunction: () => false,
  isValue: () => false,
  isGiven: () => false,
  isSize: () => false,
  isCounter: () => false,
  isNumberedAbove: () => false,
  layersAbove: false,
  scriptRole: () => undefined,
  circIsHadamard: false,
  primeIsTranspose: false,
  primeIsSlope: () => false,
  colons: undefined,
  turnsBefore: false,
  commutes: false,
  anticommutes: false,
  tIsTranspose: false,
  namesJacobians: false,
  namesHessians: false,
  namesMaps: false,
  sumsRepeated: false,
  starIsTranspose: () => false,
  daggerIsTranspose: false,
  operatorSaid: () => undefined,
};

/** A text that is one name and nothing else, such as a person types for another; its parts are offsets in the text. */
export function nameWritten(tree: Tree): NameAt | undefined {
  const [only, ...more] = namesIn(tree, []);
  const all = tree.body.length === 1 ? tree.body[0]?.span : undefined;
  if (only === undefined || more.length > 0 || !tree.clean || all === undefined || only.macro !== undefined)
    return undefined;
  const whole = only.span.start === all.start && only.span.end === all.end;
  return whole && only.items === undefined ? only : undefined;
}
