/**
 * What the form of a formula says of the names in it, wherever in the note it stands: `x^\top` is a vector's, `A^{-1}` a
 * matrix's, `2^k` a number's. A section that knows no better takes it from there.
 */
import { perObject } from '../base/per-object.ts';
import {
  type Apply,
  type Call,
  children,
  type Expr,
  type Glyph,
  type Index,
  type IndexItem,
  some,
  type SymbolExpr,
  unbracketed,
  walk,
} from '../expr/expr.ts';
import { isArrow, isUpper } from '../expr/glyph.ts';
import { constantOf, lawOf } from './constants.ts';
import { pairKey, subjectOf } from './declare.ts';
import { isSingle, M, S, V } from './kinds.ts';
import { followerOf } from './relate-law.ts';
import { turnedValue } from './turned.ts';

/** By key, the kinds that its uses show: more than one where they do not agree. Weak signs are `WEAK` bits higher. */
export type Cues = ReadonlyMap<string, number>;

const WEAK = 8;
/** It stands right before a small letter, as a matrix before a vector does. */
const LEADS = 1 << 16;

/** It is applied to something. */
const APPLIED = 1 << 17;
/** A sum or product runs over what is numbered by it: `\sum_j e^{f_j}`. */
const LISTED = 1 << 18;
/** It is added, multiplied or compared. */
const OPERAND = 1 << 19;

/** Does a name stand for a function or a list wherever it stands alone? Then its letter makes it no number. */
export const isCollective = (signs: number | undefined): boolean =>
  signs !== undefined && (signs & (APPLIED | LISTED)) !== 0 && (signs & OPERAND) === 0;

export const strongOf = (signs: number): number => signs & ((1 << WEAK) - 1);

/** The one kind that all signs show; weak ones count where there are no others. 0 for none. */
export function cued(signs: number | undefined): number {
  if (signs === undefined) return 0;
  const strong = strongOf(signs);
  if (strong !== 0) return isSingle(strong) ? strong : 0;
  const weak = strongOf(signs >> WEAK);
  return isSingle(weak) ? weak : 0;
}

/** Does it stand right before a small letter? Then it is no counter or loss by its letter alone. */
export const leads = (signs: number | undefined): boolean => signs !== undefined && (signs & LEADS) !== 0;

/** Some signs say a number, others a vector or a matrix. */
export const contested = (signs: number | undefined): boolean =>
  signs !== undefined && (signs & S) !== 0 && (signs & (V | M)) !== 0;

/** Of one expression, remembered with it. */
export const cuesOf = perObject((expr: Expr): Cues => {
  const found = new Map<string, number>();
  cuesIn(expr, found);
  for (const key of [...squaredVectorsIn(expr), ...placedSquaresIn(expr)])
    found.set(key, ((found.get(key) ?? 0) & ~S) | V);
  return found;
});

/**
 * Names that a formula squares though it multiplies them by a matrix inside a norm: `\|y - X b\|^2 + \lambda b^2`. The square
 * is written for that of the norm.
 */
export const squaredVectorsIn = perObject((expr: Expr): ReadonlySet<string> => {
  const squares = new Set<string>();
  const fitted = new Set<string>();
  walk(expr, (it) => {
    if (it.kind !== 'apply') return;
    const [base, exponent] = it.args;
    if (it.op === 'power' && base?.kind === 'symbol' && exponent?.kind === 'number' && exponent.value === 2)
      squares.add(base.key);
    if (it.op === 'norm') for (const vector of fittedIn(base)) fitted.add(vector.key);
  });
  return new Set([...squares].filter((it) => fitted.has(it)));
});

/** Names that are squared entry by entry: `\operatorname{diag}(1 - h_t^2)`. */
function placedSquaresIn(expr: Expr): readonly string[] {
  const found: string[] = [];
  walk(expr, (it) => {
    if (it.kind === 'apply' && it.op === 'diagonal') found.push(...it.args.flatMap(squaredIn));
  });
  return found;
}

function squaredIn(expr: Expr): readonly string[] {
  if (expr.kind !== 'apply') return [];
  const [base, exponent] = expr.args;
  const isSquare = expr.op === 'power' && exponent?.kind === 'number' && exponent.value === 2;
  const name = isSquare && (base?.kind === 'symbol' || base?.kind === 'index') ? subjectOf(base) : undefined;
  return name === undefined ? expr.args.flatMap(squaredIn) : [name.key];
}

/** The x of `Ax - b`. */
const fittedIn = (inside: Expr | undefined): readonly SymbolExpr[] =>
  (inside?.kind === 'apply' && inside.op === 'sum' ? inside.args : []).flatMap((term) => {
    const [matrix, vector, more] = term.kind === 'apply' && term.op === 'product' ? term.args : [];
    const isFit = matrix?.kind === 'symbol' && isUpper(matrix.glyph) && vector?.kind === 'symbol' && isLed(vector);
    return isFit && more === undefined ? [vector] : [];
  });

/** The λ of `2\lambda`. */
function divisorIn(divisor: Expr): Expr {
  const expr = unbracketed(divisor);
  if (expr.kind !== 'apply' || expr.op !== 'product') return expr;
  const [name, ...more] = expr.args.filter((it) => it.kind !== 'number');
  return name === undefined || more.length > 0 ? expr : name;
}

function cuesIn(expr: Expr, into: Map<string, number>): void {
  const note = (it: Expr | undefined, small: number, capital: number): void => {
    if (it === undefined || (it.kind !== 'symbol' && it.kind !== 'index')) return;
    if (it.kind === 'index' && (it.items.length !== 1 || it.items[0]!.kind !== 'at')) return;
    const subject = subjectOf(it);
    if (subject === undefined || constantOf(subject.symbol) !== undefined) return;
    const { glyph } = subject.symbol;
    const kind = isUpper(glyph) && !isArrow(glyph) ? capital : small;
    add(subject.key, kind, into);
  };
  const turned = turnedValue(expr);
  if (isMapAt(turned)) add(`${turned.fn.key}()`, M, into);
  if (expr.kind === 'apply') {
    const [first, second] = expr.args;
    switch (expr.op) {
      case 'transpose':
        // `x_{it}'`: a vector for each i and t.
        if (isPair(first)) add(pairKey(first.base.key), V, into);
        note(first, V, M);
        if (isMapAt(first)) add(`${first.fn.key}()`, M, into);
        break;
      case 'norm':
        note(first, V, /^(F|\*)$/.test(expr.name ?? '') ? M : 0);
        for (const it of fittedIn(first)) note(it, V, 0);
        break;
      case 'inner':
      case 'hadamard':
        for (const it of expr.args) note(it, V, 0);
        break;
      case 'inverse':
      case 'trace':
      case 'determinant':
        note(first, 0, M);
        if (isBlock(first)) add(pairKey(first.base.key), M, into);
        break;
      case 'divide':
        if (second !== undefined) note(divisorIn(second), S, 0);
        break;
      case 'power':
        if (second !== undefined) note(second, S, S);
        if (second?.kind === 'number' && second.value >= 2 && isPlain(first!)) note(first, S, 0);
        break;
      case 'sum':
        for (const key of stepsIn(expr.args)) add(`${key}()`, V << WEAK, into);
        break;
      case 'product':
        framed(expr.args, note);
        ends(expr.args, note, (key) => add(`${key}()`, V, into));
        applied(expr.args, note);
        moved(expr.args, into);
        for (const key of leadersIn(expr.args)) add(key, LEADS, into);
        break;
      default:
    }
  }
  if (isPairOf(expr) && isUpper(expr.base.glyph) && expr.items.every(isPlace)) add(pairKey(expr.base.key), S, into);
  if (expr.kind === 'relation') {
    const [left, right] = expr.sides;
    // `Q_{nn} = K_{nm} K_{mm}^{-1} K_{mn}`
    if (isBlock(left) && right !== undefined && some(right, (it) => it.kind === 'apply' && isBlock(inverted(it))))
      add(pairKey(left.base.key), M, into);
    expr.signs.forEach((sign, i) => {
      const value = expr.sides[i + 1];
      if (sign.text === '=' && value?.kind === 'number' && value.value !== 0) note(expr.sides[i], S, 0);
      const law = expr.sides[i + 1];
      const name = followerOf(expr.sides[i]);
      if (sign.text !== '\\sim' || law?.kind !== 'call' || law.fn.kind !== 'symbol' || name === undefined) return;
      const kind = lawOf(law.fn.glyph);
      // `X_1, X_2 \sim \mathcal N(0, 1)`
      const several = name.kind === 'tuple' && name.open === '' ? name.items : [name];
      if (kind !== undefined && (kind !== S || law.args.every(isPlain))) for (const it of several) note(it, kind, kind);
    });
  }
  // `T(x \mid x')` is a conditional probability or density.
  if (expr.kind === 'call' && expr.given !== undefined && expr.fn.kind === 'symbol' && isLatin(expr.fn.glyph))
    add(`${expr.fn.key}()`, S, into);
  if (expr.kind === 'reduce' && expr.op === 'integral')
    for (const { key, from, to } of expr.bound) if (from !== undefined && to !== undefined) add(key, S, into);
  // `\nabla_{u_i}` is taken by an entry as often as by a vector.
  if (expr.kind === 'derivative' && expr.notation === 'nabla')
    for (const it of expr.by) if (it.kind === 'symbol') note(it, V, M);
  collectives(expr, into);
  // `\Phi^{-1}(u)`: the inverse of a map.
  const inverse = expr.kind === 'call' && expr.fn.kind === 'apply' && expr.fn.op === 'inverse';
  for (const child of inverse ? expr.args : children(expr)) cuesIn(child, into);
}

function collectives(expr: Expr, into: Map<string, number>): void {
  const fn = expr.kind === 'call' ? (expr.fn.kind === 'apply' ? expr.fn.args[0] : expr.fn) : undefined;
  if (fn?.kind === 'symbol') add(fn.key, APPLIED, into);
  const operands = expr.kind === 'apply' ? expr.args : expr.kind === 'relation' ? expr.sides : [];
  for (const it of operands) if (it?.kind === 'symbol') add(it.key, OPERAND, into);
  if (expr.kind !== 'reduce' || (expr.op !== 'sum' && expr.op !== 'product')) return;
  const counters = new Set(expr.bound.map((it) => it.key));
  walk(expr.body, (it) => {
    const [item] = it.kind === 'index' && it.items.length === 1 ? it.items : [];
    if (it.kind !== 'index' || it.base.kind !== 'symbol' || item?.kind !== 'at' || item.expr.kind !== 'symbol') return;
    if (counters.has(item.expr.key)) add(it.base.key, LISTED, into);
  });
}

const add = (key: string, kind: number, into: Map<string, number>): void => {
  if (kind !== 0) into.set(key, (into.get(key) ?? 0) | kind);
};

type Pair = Index & { readonly base: SymbolExpr };

const isPairOf = (it: Expr | undefined): it is Pair =>
  it?.kind === 'index' &&
  !it.upper &&
  it.items.length === 2 &&
  it.items.every((item) => item.kind === 'at') &&
  it.base.kind === 'symbol';

const isPair = (it: Expr | undefined): it is Pair => isPairOf(it) && !isUpper(it.base.glyph);

/** Letters that number entries, wherever they stand. */
const isPlace = (item: IndexItem): boolean =>
  item.kind === 'at' && item.expr.kind === 'symbol' && /^[ijkl]$/.test(item.expr.key);

/** `K_{mm}` of m points and the same ones, where letters of entries would be i and j. */
function isBlock(it: Expr | undefined): it is Pair {
  if (!isPairOf(it) || !isUpper(it.base.glyph)) return false;
  const letters = it.items.map((item) => (item.kind === 'at' && item.expr.kind === 'symbol' ? item.expr.key : ''));
  return letters[0] !== '' && letters[0] === letters[1] && !it.items.some(isPlace);
}

const inverted = (it: Apply): Expr | undefined => (it.op === 'inverse' ? it.args[0] : undefined);

/** `K` of `K \phi_i`, `L` of `L (y - C x)`: plain capitals before small letters that are no counters. */
const leadersIn = (factors: readonly Expr[]): readonly string[] =>
  factors.flatMap((it, i) => {
    if (it.kind !== 'symbol' || it.glyph.face !== 'plain' || !isUpper(it.glyph)) return [];
    const next = factors[i + 1];
    const operator = /^[LJE]$/.test(it.glyph.letter) && next?.kind === 'symbol' && isUpper(next.glyph);
    return next !== undefined && (operator || isLed(next)) ? [it.key] : [];
  });

function isLed(expr: Expr): boolean {
  if (expr.kind === 'index') return isLed(expr.base);
  if (expr.kind === 'symbol')
    return expr.glyph.face !== 'upright' && !isUpper(expr.glyph) && LED.test(expr.glyph.letter);
  if (expr.kind !== 'apply') return false;
  if (expr.op === 'parentheses') return expr.args.some((it) => it.kind === 'apply' && it.op === 'sum' && isLed(it));
  if (expr.op === 'sum') return expr.args.length > 1 && expr.args.every(isLed);
  const last = expr.args[expr.args.length - 1];
  return expr.op === 'product' && last !== undefined && isLed(last);
}

const LED = /^([a-hq-z]|\\(beta|theta|phi|varphi|psi|xi|zeta|varepsilon|epsilon))$/;

const isLatin = ({ letter, face }: Glyph): boolean => face === 'plain' && /^[A-Za-z]$/.test(letter);

/** A number, or a small letter that is not bold. */
const isPlain = (expr: Expr): boolean =>
  expr.kind === 'number' ||
  (expr.kind === 'symbol' && expr.glyph.face === 'plain' && !isUpper(expr.glyph)) ||
  (expr.kind === 'apply' && (expr.op === 'power' || expr.op === 'divide') && expr.args.every(isPlain));

/** `W x`, `A x_i`: a capital before a small letter is mostly a matrix before a vector. */
function applied(factors: readonly Expr[], note: Note): void {
  const [matrix, vector] = factors;
  if (factors.length !== 2 || matrix === undefined || vector === undefined) return;
  const name = matrix.kind === 'index' && isNumbered(matrix) ? matrix.base : matrix;
  if (name.kind !== 'symbol') return;
  const { letter, face } = name.glyph;
  if (face !== 'plain' || !/^[A-Z]$/.test(letter) || !MATRICES.has(letter)) return;
  if (vector.kind !== 'symbol' && vector.kind !== 'index') return;
  const subject = subjectOf(vector);
  if (subject === undefined || !VECTORS.has(subject.symbol.glyph.letter)) return;
  note(matrix, 0, M << WEAK);
  note(vector, V << WEAK, 0);
}

/** `J(q)\,\dot q`, `M\ddot q`: what a matrix takes from a velocity; positions are as long as velocities. */
function moved(factors: readonly Expr[], into: Map<string, number>): void {
  factors.forEach((map, i) => {
    const speed = factors[i + 1];
    if (speed?.kind !== 'symbol' || speed.glyph.face !== 'plain' || isUpper(speed.glyph)) return;
    const position = speed.key.replace(/^d*dot /, '');
    if (position === speed.key || !(isMapAt(map) || (map.kind === 'symbol' && MATRICES.has(map.key)))) return;
    add(map.kind === 'call' ? `${map.fn.key}()` : map.key, M << WEAK, into);
    for (const key of [speed.key, position]) add(key, V << WEAK, into);
  });
}

/** The f of `\mathbf x + f(\mathbf x)`: a step away from a bold name. */
const stepsIn = (terms: readonly Expr[]): readonly string[] =>
  terms.flatMap((it) => {
    const [of, ...more] = it.kind === 'call' && it.fn.kind === 'symbol' ? it.args : [];
    if (it.kind !== 'call' || it.fn.kind !== 'symbol' || of?.kind !== 'symbol' || more.length > 0) return [];
    const isBold = of.glyph.face === 'bold' && !isUpper(of.glyph);
    return isBold && terms.some((term) => term.kind === 'symbol' && term.key === of.key) ? [it.fn.key] : [];
  });

type MapAt = Call & { readonly fn: SymbolExpr };

/** `J(q)` */
const isMapAt = (it: Expr | undefined): it is MapAt =>
  it?.kind === 'call' && it.fn.kind === 'symbol' && it.fn.glyph.face === 'plain' && isUpper(it.fn.glyph);

/** `W_1` */
const isNumbered = ({ items }: Index): boolean =>
  items.length === 1 && items.every((it) => it.kind === 'at' && it.expr.kind === 'number');

const MATRICES = new Set('A B H J K M P Q R U V W X'.split(' '));
const VECTORS = new Set('a b h u v w x y z \\beta \\theta'.split(' '));

type Note = (it: Expr, small: number, capital: number) => void;

/** `U D V^\top`, `P D P^{-1}`: a capital between two others, the last of which is turned. */
function framed([first, middle, last, more]: readonly Expr[], note: Note): void {
  if (first?.kind !== 'symbol' || middle?.kind !== 'symbol' || last?.kind !== 'apply' || more !== undefined) return;
  const [turned] = last.op === 'transpose' || last.op === 'inverse' ? last.args : [];
  if (turned?.kind === 'symbol' && isUpper(first.glyph) && isUpper(turned.glyph)) note(middle, 0, M);
}

/** `x^\top A y`: what ends a form that begins with a row is a vector. */
function ends(factors: readonly Expr[], note: Note, callee: (key: string) => void): void {
  const first = factors[0]!;
  const last = factors[factors.length - 1]!;
  const row = first.kind === 'apply' && first.op === 'transpose' ? first.args[0] : undefined;
  if (row === undefined || (row.kind !== 'symbol' && row.kind !== 'index')) return;
  const subject = subjectOf(row);
  if (subject === undefined || isUpper(subject.symbol.glyph)) return;
  if (last.kind === 'call' && last.fn.kind === 'symbol' && factors.length === 2) callee(last.fn.key);
  const middle = factors.slice(1, -1);
  if (!middle.every((it) => it.kind === 'symbol' && isUpper(it.glyph))) return;
  note(last, V, 0);
  for (const it of middle) note(it, 0, M);
}
