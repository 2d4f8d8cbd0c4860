/**
 * What each expression says of the kinds of its operands and its own. Every relation only narrows, and never to nothing.
 */
import type { Apply, Expr } from '../expr/expr.ts';
import { children, some } from '../expr/expr.ts';
import { INDICATOR, signatures } from '../expr/operators.ts';
import { EQUALITY, ORDER } from '../expr/statement.ts';
import {
  actsEntrywise,
  constantOf,
  extremalOf,
  isDistribution,
  isExponential,
  isNamedSpace,
  isSetOperation,
  keepsShape,
  isUnsaid,
  isWild,
} from './constants.ts';
import { freeNames } from './free-names.ts';
import { relateIndicator } from './indicators.ts';
import { narrow, type Node, same, type State } from './kind-slots.ts';
import { ALL, dotTable, isSingle, LINEAR, M, narrowProduct, O, P, R, S, T, type Table, V } from './kinds.ts';
import { isBias, isCapital, isCosine, isForm, isSmallPlain, numberByForm } from './number-by-form.ts';
import { relateDerivative } from './relate-derivative.ts';
import { relateFixed } from './relate-fixed.ts';
import { relateIndex } from './relate-index.ts';
import { isNumber, relateLiteral } from './relate-literal.ts';
import { relateLaw } from './relate-law.ts';
import { isRange, relateAlong, relateMap, relateTuple } from './relate-tuples.ts';
import { relateTraced } from './traced.ts';
import { flip, relateTurned } from './turned.ts';
import { relateWeights } from './weights.ts';

/** `f(x)` with f declared has the declared kind, unless x is a matrix that f takes row by row. */
function relateDeclaredCall({ expr, kids, slot, scope }: Node, state: State): void {
  const [arg] = kids;
  if (expr.kind !== 'call' || expr.fn.kind !== 'symbol' || kids.length !== 1 || arg === undefined) return;
  if (isDistribution(expr.fn.glyph) || (keepsShape(expr) && !isDeclared(expr.fn.key, scope, state))) return;
  const fn = state.slotOf(expr.fn.key, scope, expr);
  if (fn === slot || fn.level !== 'declared') return;
  const domain = state.domainOf(expr.fn.key, scope);
  // A capital may hold many arguments, one in each row.
  if (domain !== undefined && state.strict && !some(arg.expr, isCapital)) narrow(arg.slot, domain, state);
  if (arg.slot.mask !== M && (isSingle(arg.slot.mask) || state.level === 'habit')) narrow(slot, fn.mask, state);
}

const isDeclared = (key: string, scope: number, state: State): boolean => state.declaredOf(key, scope) !== undefined;

export function relate(node: Node, state: State): void {
  const { expr, kids, slot } = node;
  switch (expr.kind) {
    case 'number':
      if (expr.value !== 0) narrow(slot, S, state);
      return;
    case 'symbol': {
      const constant = constantOf(expr);
      if (constant === 'identity') narrow(slot, M, state);
      if (constant === 'ones')
        narrow(slot, expr.glyph.label.startsWith('?') ? S : expr.glyph.face === 'bold' ? V | M : V | S, state);
      if (constant === 'number') narrow(slot, S, state);
      if (constant === 'set') narrow(slot, O, state);
      return;
    }
    case 'apply':
      relateApply(expr, node, state);
      return;
    case 'call':
      relateDeclaredCall(node, state);
      relateTurned(node, state);
      // `\sigma(w) = \sqrt{w^\top \Sigma w}` is none that acts entry by entry.
      if (keepsShape(expr) && !(expr.fn.kind === 'symbol' && isDeclared(expr.fn.key, node.scope, state)))
        same(kids[0]!.slot, slot, state);
      if (expr.fn.kind === 'symbol' && extremalOf(expr.fn.glyph) !== undefined) narrow(slot, S, state);
      // `\sigma_1(W x)`: of a vector entry by entry, of a matrix a singular value.
      if (expr.fn.kind === 'index' && expr.fn.base.kind === 'symbol' && actsEntrywise(expr.fn.base.glyph)) {
        narrow(slot, S | V | R | M, state);
        if (kids.length === 1 && (kids[0]!.slot.mask & ~(V | R)) === 0) same(kids[0]!.slot, slot, state);
      }
      return;
    case 'index':
      relateIndex(expr, node, state);
      return;
    case 'reduce':
      if (expr.op === 'argument') {
        const bound = expr.bound[0];
        // `\arg\max_k \phi_{ik}`: a place in a list.
        if (bound !== undefined && freeNames(expr.body).indices.has(bound.key)) narrow(slot, S, state);
        if (bound !== undefined) same(state.slotOf(bound.key, node.scope, expr), slot, state);
      } else same(kids[0]!.slot, slot, state);
      if (expr.op === 'extremum') narrow(slot, S | V, state);
      if (expr.op === 'integral' && state.level === 'habit')
        for (const { key, from, to } of expr.bound)
          if (from !== undefined && to !== undefined) narrow(state.slotOf(key, node.scope, expr), S, state);
      return;
    case 'derivative':
      relateDerivative(expr, node, state);
      return;
    case 'cases':
      if (state.strict) equal(kids, state);
      if (kids[0] !== undefined) same(kids[0].slot, slot, state);
      return;
    case 'literal':
      relateLiteral(expr, node, state);
      return;
    case 'space':
      narrow(slot, O, state);
      return;
    case 'tuple':
      if (expr.open === ':') relateMap(kids, state);
      if (expr.open === '{' || expr.separator === '|' || expr.interval === true) narrow(slot, O, state);
      else if (expr.items.every((it) => it.kind === 'number') || isListOfNumbers(expr.items, kids))
        narrow(slot, V | R, state);
      else if (expr.open === '(' || expr.open === '[') narrow(slot, V | R | M | T | O | P, state);
      // `[u_1, \ldots, u_n]`, where it is a matrix, is of columns or rows.
      if (slot.mask === M) for (const it of kids) narrow(it.slot, V | R | M, state);
      return;
    case 'relation':
      expr.signs.forEach((sign, i) => {
        const [left, right] = [expr.sides[i], expr.sides[i + 1]];
        if (left === undefined || right === undefined || !state.strict) return;
        if (INCLUSION.has(sign.text))
          for (const it of kids) if (it.expr === left || it.expr === right) narrow(it.slot, O, state);
        if (sign.text === '\\in' && (right.kind === 'symbol' || right.kind === 'tuple'))
          narrow(kids.find((it) => it.expr === right)!.slot, O, state);
        if (state.level === 'habit' && COMPARES.has(sign.text)) relateOrder(kids, left, right, state);
        if (sign.text === '\\sim')
          relateLaw(
            kids.find((it) => it.expr === left),
            kids.find((it) => it.expr === right),
            state,
          );
        if (
          (sign.text === '<' || sign.text === '>') &&
          isSmallPlain(left) &&
          right.kind === 'number' &&
          right.value !== 0
        )
          narrow(kids[0]!.slot, S, state);
        if (!EQUALITY.has(sign.text) && !ORDER.has(sign.text)) return;
        if (isRange(right)) return;
        if (state.level === 'habit') relateFixed(kids, left, right, state);
        relateTuple(kids, left, right, state);
        // `A = (a_{ij})`
        for (const it of kids)
          if ((it.expr === left || it.expr === right) && isOfEntries(it.expr)) narrow(it.slot, M, state);
        if (!state.numbers && (numberByForm(left) || numberByForm(right))) return;
        const sides = kids.filter((it) => it.expr === left || it.expr === right);
        if (ORDER.has(sign.text) && sides.some((it) => it.expr.kind === 'number')) return;
        equal(sides, state);
      });
      return;
    default:
  }
}

/** `(a_{ij})`, the matrix of these entries. */
const isOfEntries = (expr: Expr): boolean =>
  expr.kind === 'index'
    ? isOfEntries(expr.base)
    : expr.kind === 'apply' && expr.op === 'free' && expr.args.length === 1 && expr.args[0]!.kind === 'index';

const INCLUSION = new Set(['\\subset', '\\subseteq', '\\supset', '\\supseteq', '\\subsetneq']);

/** Not `A \succeq 0`. */
const COMPARES = new Set(['<', '>', '\\le', '\\leq', '\\ge', '\\geq', '\\lt', '\\gt', '≤', '≥']);

/** `a \le X \le b`: what is compared is a number, unless other formulas say otherwise. */
function relateOrder(kids: readonly Node[], left: Expr, right: Expr, state: State): void {
  const isName = (it: Expr): boolean =>
    (it.kind === 'symbol' && it.glyph.face === 'plain') || (it.kind === 'number' && it.value !== 0);
  if (!isName(left) || !isName(right) || (isCapital(left) && isCapital(right))) return;
  for (const it of kids) if (it.expr === left || it.expr === right) narrow(it.slot, S, state);
}

/** `(X_1, \ldots, X_p)` of numbers. */
const isListOfNumbers = (items: readonly Expr[], kids: readonly Node[]): boolean =>
  items.some((it) => it.kind === 'ellipsis') && kids.every(isNumber);

/** Operands of one kind; the number 0 and literals stand for any. */
function equal(nodes: readonly Node[], state: State): void {
  const real = nodes.filter((it) => !isWild(it.expr));
  let mask = ALL;
  // A list of numbers is column or row as needed.
  for (const it of real)
    mask &=
      it.expr.kind === 'tuple' && it.slot.mask !== (V | R)
        ? ALL
        : it.slot.mask === R && isChain(it.expr)
          ? V | R
          : it.slot.mask;
  if (mask === 0) return;
  for (const it of real) narrow(it.slot, mask, state);
}

/** A product that begins with a derivative: whether that is a row or a column, nothing tells. */
const isChain = (expr: Expr): boolean =>
  expr.kind === 'apply' && /^(product|dot)$/.test(expr.op) && expr.args[0]?.kind === 'derivative';

function relateApply(expr: Apply, node: Node, state: State): void {
  const { kids, slot } = node;
  const first = kids[0];
  if (first === undefined) return;
  if (isSetOperation(expr)) {
    for (const it of [...kids, node]) narrow(it.slot, O, state);
    return;
  }
  switch (signatures[expr.op]) {
    case 'sum': {
      for (const it of kids) narrow(it.slot, LINEAR | T | P, state);
      narrow(slot, LINEAR | T | P, state);
      // `1 - P`, `1 - \mathbf h^2`: of a capital the identity may be meant, of a bold name its entries.
      const waits = (it: Expr): boolean => isCapital(it) && (state.level === 'forced' || isBold(it));
      const terms = kids.some((it) => anywhere(it.expr, waits)) ? kids.filter((it) => it.expr.kind !== 'number') : kids;
      const rest = terms.filter((it) => !isBias(it.expr));
      const alike = rest.some((it) => it.slot.mask === M) ? rest : terms;
      const wild = alike.filter((it) => !isWild(it.expr));
      if (state.strict) {
        equal(alike, state);
        if (wild[0] !== undefined) same(wild[0].slot, slot, state);
      } else if (wild.length > 0) {
        // A sum is as large as its largest term.
        narrow(
          slot,
          wild.reduce((mask, it) => mask | it.slot.mask, 0),
          state,
        );
      }
      return;
    }
    case 'product':
      relateProduct(node, state.table, state);
      return;
    case 'dot':
      relateAlong(node, state);
      relateProduct(node, dotTable(), state);
      return;
    case 'cross':
      // `X \\times Y` of sets.
      if (slot.mask === O || kids.some((it) => it.slot.mask === O))
        for (const it of [...kids, node]) narrow(it.slot, O, state);
      if (kids.every((it) => it.slot.mask === S)) narrow(slot, S, state);
      return;
    case 'entrywise':
      for (const it of kids) narrow(it.slot, LINEAR | T, state);
      if (state.strict) equal([...kids], state);
      if (state.strict) same(first.slot, slot, state);
      return;
    case 'divide': {
      const under = kids[1];
      if (under === undefined) return;
      if (isCosine(first.expr, under.expr)) for (const it of first.kids) narrow(it.slot, V, state);
      narrow(first.slot, LINEAR | T, state);
      narrow(under.slot, LINEAR, state);
      if (under.expr.kind === 'number' && isCount(first, state)) narrow(first.slot, S, state);
      if (state.strict) narrow(under.slot, S, state);
      if (under.slot.mask === S) same(first.slot, slot, state);
      return;
    }
    case 'power':
      if (isNamedSpace(expr)) {
        narrow(first.slot, O, state);
        narrow(slot, O, state);
        return;
      }
      // `2^\Omega`, the subsets of a set.
      if (kids[1]?.slot.mask === O) {
        narrow(slot, O, state);
        return;
      }
      narrow(first.slot, LINEAR | T, state);
      // `e^{-x}`, `e^{At}`
      if (isExponential(expr) && kids[1] !== undefined) {
        // Its base is a number, and `e` perhaps an error elsewhere.
        narrow(kids[1].slot, state.strict && !some(kids[1].expr, isCapital) ? S : S | M, state);
        same(kids[1].slot, slot, state);
        return;
      }
      if (kids[1] !== undefined && kids[1].expr.kind !== 'number') narrow(kids[1].slot, S, state);
      // A power of a plain small letter is a number's, unless the formulas say otherwise.
      if (state.strict && isSmallPlain(first.expr) && kids[1]?.expr.kind === 'number' && kids[1].expr.value >= 2)
        narrow(first.slot, S, state);
      if (first.slot.mask === S || first.slot.mask === M) narrow(slot, first.slot.mask, state);
      if (state.strict && (slot.mask === S || slot.mask === M)) narrow(first.slot, slot.mask, state);
      return;
    case 'transpose': {
      narrow(first.slot, LINEAR | T, state);
      // Nobody transposes a number; `x^T` of a small letter may be a power.
      if (state.strict && isCapital(first.expr.kind === 'call' ? first.expr.fn : first.expr))
        narrow(first.slot, V | R | M | T, state);
      narrow(slot, flip(first.slot.mask), state);
      narrow(first.slot, flip(slot.mask), state);
      return;
    }
    case 'same':
    case 'first':
      // One number has no softmax.
      if (expr.op === 'softmax' && state.strict && first.expr.kind === 'symbol')
        narrow(first.slot, V | R | M | T, state);
      if (expr.op === 'softmax' && state.level === 'habit' && isSmallPlain(first.expr)) narrow(first.slot, V, state);
      same(first.slot, slot, state);
      return;
    case 'square':
      // Nobody writes `A^{-\top}` of a number.
      narrow(first.slot, expr.op === 'inverse-transpose' && state.strict && isCapital(first.expr) ? M : S | M, state);
      same(first.slot, slot, state);
      return;
    case 'square to number':
      // Of a derivative by a matrix the trace of each slice is taken.
      if (isOfMatrices(first)) return;
      narrow(first.slot, S | M, state);
      relateTraced(expr, first, state);
      // `\operatorname{tr}(x^\top A x)` is the way from a number to a trace.
      if (state.strict && !isForm(first.expr)) narrow(first.slot, M, state);
      narrow(slot, S, state);
      return;
    case 'pseudo-inverse':
      return;
    case 'cross matrix':
      if (expr.name === undefined) narrow(first.slot, V, state);
      if (first.slot.mask === V || first.slot.mask === M) narrow(slot, M, state);
      return;
    case 'to number':
      if (expr.name === INDICATOR) {
        relateIndicator(node, state);
        return;
      }
      narrow(slot, S, state);
      if (MATRIX_NUMBERS.has(expr.name?.toLowerCase() ?? '') && kids.length === 1) narrow(first.slot, M | T, state);
      if (expr.op !== 'norm') return;
      if (/^(F|[*])$/.test(expr.name ?? '')) narrow(first.slot, M | T, state);
      // `\|f\|` beside `f(x)` may be the norm of a function.
      if (first.expr.kind === 'symbol' && first.slot.applied === true) return;
      if (state.level === 'habit' && isSmallPlain(first.expr)) narrow(first.slot, V, state);
      // `\|w^\top x\|` is written for an absolute value.
      if (state.strict && !isInnerProduct(first.expr)) narrow(first.slot, V | R | M | T, state);
      return;
    case 'bars':
      narrow(slot, S | V, state);
      if (first.slot.mask === S) narrow(slot, S, state);
      return;
    case 'equal to number':
      narrow(slot, S, state);
      if (state.strict) {
        for (const it of kids) narrow(it.slot, V | R | M | T, state);
        equal(kids, state);
      }
      return;
    case 'diagonal':
      if (kids.length > 1) for (const it of kids) narrow(it.slot, S, state);
      narrow(slot, V | M, state);
      if ((first.slot.mask & ~(V | R)) === 0) narrow(slot, M, state);
      // `\operatorname{diag}(p) - p p^\top`: what stands beside matrices is made of a vector.
      if (slot.mask === M && state.level === 'habit') narrow(first.slot, V | R, state);
      // Nobody makes a matrix of one number, but of one for each value of an index.
      if (kids.length === 1 && state.level === 'habit' && freeNames(first.expr).indices.size === 0)
        narrow(first.slot, V | R | M, state);
      return;
    case 'vectorise':
      narrow(first.slot, LINEAR, state);
      narrow(slot, V, state);
      return;
    case 'free': {
      // `\max(0, W x)`, entry by entry.
      const other = rectified(expr, kids);
      if (other !== undefined) same(other.slot, slot, state);
      return;
    }
    case 'covariance':
      if (first.slot.mask === S) narrow(slot, S, state);
      if (first.slot.mask === V || first.slot.mask === R) narrow(slot, M, state);
      return;
    case 'kronecker':
      for (const it of kids) narrow(it.slot, LINEAR | T, state);
      if (kids.every((it) => it.slot.mask === M)) narrow(slot, M, state);
      return;
    default:
  }
}

/** `w^\top x`, also as a term. */
function isInnerProduct(expr: Expr): boolean {
  if (expr.kind !== 'apply') return false;
  if (expr.op === 'sum' || expr.op === 'parentheses') return expr.args.some(isInnerProduct);
  const [row, column] = expr.args;
  const turned = row?.kind === 'apply' && row.op === 'transpose' ? row.args[0] : undefined;
  if (expr.op !== 'product' || expr.args.length !== 2 || turned === undefined || column === undefined) return false;
  return isSmallPlain(turned) && isSmallPlain(column);
}

/** A derivative that may have more than two indices, alone or as a factor. */
const isOfMatrices = ({ expr, kids, slot }: Node): boolean =>
  (slot.mask & T) !== 0 &&
  (expr.kind === 'derivative' ||
    (expr.kind === 'apply' && (expr.op === 'parentheses' || expr.op === 'product') && kids.some(isOfMatrices)));

const rectified = ({ op, args }: Apply, kids: readonly Node[]): Node | undefined => {
  const zero = op === 'extremum' && args.length === 2 ? args.findIndex((it) => it.kind === 'number') : -1;
  return zero < 0 ? undefined : kids[1 - zero];
};

/** Numbers of a matrix. */
const MATRIX_NUMBERS = new Set(['rank', 'rk', 'cond', 'nnz', 'logdet', 'nullity']);

/** Anywhere but in an index of it: `X_i` is one number of many, more often than not. */
const anywhere = (expr: Expr, test: (it: Expr) => boolean): boolean =>
  expr.kind === 'index' ? isBold(expr) && test(expr) : test(expr) || children(expr).some((it) => anywhere(it, test));

const isBold = (expr: Expr): boolean =>
  (expr.kind === 'symbol' && expr.glyph.face === 'bold') || (expr.kind === 'index' && isBold(expr.base));

/** A number, or the name of a size. */
const isCount = ({ expr, scope }: Node, state: State): boolean =>
  expr.kind === 'number' || (expr.kind === 'symbol' && state.isSize(expr.key, scope));

function relateProduct(node: Node, table: Table, state: State): void {
  const { kids, slot } = node;
  // `\operatorname{tr}(B_1 B_2 \cdots B_n)`: each of them is what the product is.
  const members = kids.filter((it) => it.expr.kind !== 'ellipsis');
  if (members.length < kids.length && slot.mask === M && members.every((it) => it.expr.kind === 'index'))
    for (const it of members) narrow(it.slot, M, state);
  if (kids.some(({ slot: { mask }, expr }) => mask === T || mask === O || mask === P || isUnsaid(expr))) return;
  // A chain of derivatives by matrices is a contraction, no product.
  if (kids.some((it) => it.expr.kind === 'derivative' && (it.slot.mask & T) !== 0)) return;
  // `\frac{ND}{2}`, `mn`
  if (kids.every((it) => isCount(it, state))) for (const it of kids) narrow(it.slot, S, state);
  // `2\pi`
  const pi = kids.findIndex(
    (it, i) => it.expr.kind === 'symbol' && it.expr.key === '\\pi' && kids[i - 1]?.expr.kind === 'number',
  );
  if (pi > 0 && state.strict) narrow(kids[pi]!.slot, S, state);
  if (kids.some((it) => isWild(it.expr))) return;
  relateWeights(kids, state);
  const factors = kids.map((it) => it.slot.mask & LINEAR);
  const out = narrowProduct(factors, slot.mask & LINEAR, table);
  if (out === 0 || factors.includes(0)) return;
  kids.forEach((kid, i) => {
    narrow(kid.slot, factors[i]!, state);
  });
  narrow(slot, out, state);
}
