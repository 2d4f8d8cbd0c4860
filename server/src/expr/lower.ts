/**
 * Syntax tree → expression. With the other `lower-*` files the only place that knows both.
 *
 * What a glyph is depends on the note: `f(x+1)` applies when the note uses `f` as a function, `x'` is a transpose when
 * the note writes transposes so. `Habits` answers that; nothing here looks at shapes.
 */
import { composedCall, composedIn, composition } from './lower-composition.ts';
import { cover, type Span } from '../base/span.ts';
import type { Fence, Node } from '../latex/node.ts';
import { arrange, isCallFence, joined, type Phrase, type Prefix, type Product, type Run } from '../latex/phrase.ts';
import { headOf, isWords, lettersOf } from '../latex/roles.ts';
import { changeOf, relatesDifferentials, signOfDifferential } from './lower-differential.ts';
import type { Apply, Call, Expr } from './expr.ts';
import {
  fractionDerivative,
  nablaOperator,
  partialOperator,
  slashDerivative,
  applyDerivative,
  isBareDerivative,
  slopeAt,
  namedSlope,
} from './lower-derivative.ts';
import { besideLaw, givenOf, withLaw } from './lower-average.ts';
import { diagonalOf } from './lower-diagonal.ts';
import { asMatrices, isCounterOnly, isEntryOfMatrix, isIndexList } from './lower-entries.ts';
import { withConclusions } from './lower-conclusions.ts';
import { indicatorAbove, indicatorBefore } from './lower-indicator.ts';
import { lowerFence, lowerEnvironment, lowerCommand } from './lower-brackets.ts';
import { keyOf } from './glyph.ts';
import { lowerReduce } from './lower-reduce.ts';
import { lowerFunctionScripts, lowerScripted } from './lower-scripts.ts';
import { groupOf } from './lower-groups.ts';
import { product } from './lower-products.ts';
import { plainSpaceOf } from './lower-space.ts';
import { glyphOf, symbolOf } from './lower-symbol.ts';
import { matrixOfSlopes, totalDerivative } from './lower-total.ts';
import { isDivergence, operatorByBody, operatorOfName } from './lower-operators.ts';
import { isOpenProduct } from './lower-open.ts';
import { operatorNamed } from './operators.ts';
import type { Habits } from './lower-habits.ts';

export interface Lowering {
  readonly text: string;
  readonly habits: Habits;
  /** Both sides are differentials: `d` is their sign, even where it is a size elsewhere. */
  readonly differentials?: boolean;
  /** Names that the formula uses as functions. */
  readonly applied?: ReadonlySet<string>;
  /** A name that a list here numbers above: `x^1, \ldots, x^T`. */
  readonly numbered?: string;
  /** … and one whose entries it numbers: `g(x^1), \ldots, g(x^n)`. */
  readonly withEntries?: string;
}

export const hole = (span: Span, detail: string, reason: 'not-understood' | 'empty' = 'not-understood'): Expr => ({
  kind: 'hole',
  reason,
  detail,
  span,
});

export const apply = (op: Apply['op'], args: readonly Expr[], span: Span, name?: string): Apply => ({
  kind: 'apply',
  op,
  args,
  ...(name !== undefined && { name }),
  span,
});

/** A run of nodes as one expression: the body of a group, a fence, an argument. */
export function lowerNodes(nodes: readonly Node[], at: Lowering, span: Span): Expr {
  const phrase = arrange(nodes, at.text);
  return phrase === undefined ? hole(span, '', 'empty') : lowerPhrase(phrase, at);
}

export function lowerPhrase(phrase: Phrase, at: Lowering): Expr {
  switch (phrase.kind) {
    case 'leaf':
      return lowerNode(phrase.node, at);
    case 'run':
      return lowerRun(phrase, at);
    case 'product':
      return lowerProduct(phrase, at);
    case 'sum': {
      const args = phrase.terms.map((term) => lowerPhrase(term.phrase, at));
      const signs = phrase.terms.map((term) => (term.sign?.text === '-' || term.sign?.text === '−' ? -1 : 1));
      const sign = phrase.terms.find((term, i) => i > 0 && term.sign !== undefined)?.sign?.text;
      if (sign !== undefined && SIGNS_OF_SETS.has(sign)) return apply('free', args, phrase.span, sign);
      return { kind: 'apply', op: 'sum', args, signs, span: phrase.span };
    }
    case 'relation': {
      const inside = relatesDifferentials(phrase.sides, at.text) ? { ...at, differentials: true } : at;
      const sides = phrase.sides.map((side, i) => {
        if (side === undefined) return undefined;
        const before = i === 0 ? undefined : phrase.signs[i - 1];
        const space =
          before !== undefined && SPACES.has(signText(before))
            ? (plainSpaceOf(side, at) ?? groupOf(side, at))
            : undefined;
        return space ?? namedSlope(side, at) ?? lowerPhrase(side, inside);
      });
      const signs = withConclusions(
        phrase.signs.map((sign) => ({ text: signText(sign), span: sign.span })),
        at.text,
      );
      return { kind: 'relation', sides: asMatrices(sides, at.text), signs, span: phrase.span };
    }
    case 'list':
      return {
        kind: 'tuple',
        open: '',
        items: phrase.items.map((it) => lowerPhrase(it, at)),
        separator: phrase.separator,
        span: phrase.span,
      };
    case 'bar': {
      const left = phrase.left === undefined ? [] : [lowerPhrase(phrase.left, at)];
      const right = phrase.right === undefined ? [] : [lowerPhrase(phrase.right, at)];
      return besideLaw({ kind: 'tuple', open: phrase.sign, items: [...left, ...right], separator: '|', span: phrase.span }); // prettier-ignore
    }
    case 'prefix':
      return lowerPrefix(phrase, at);
    case 'sequence': {
      const [first] = phrase.items;
      if (phrase.items.length === 1 && first !== undefined) return lowerPhrase(first, at);
      // Words inside a group or a fence: the mathematics around them, not a formula of its own.
      const kept = phrase.items.filter((it) => !(it.kind === 'leaf' && it.node.kind === 'text'));
      if (kept.length === 1) return lowerPhrase(kept[0]!, at);
      if (kept.length === 0) return hole(phrase.span, '', 'empty');
      return apply(
        'free',
        kept.map((it) => lowerPhrase(it, at)),
        phrase.span,
      );
    }
  }
}

const SIGNS_OF_SETS = new Set(['\\oplus', '\\cup', '\\cap', '\\setminus', '\\vee', '\\wedge']);

/** What stands right of these may be a space written with a plain letter: `x \in R^n`. */
const SPACES = new Set(['\\in', '∈', '\\to', '\\rightarrow', '\\mapsto', '\\longrightarrow', '→']);

/** What a relation sign is, without stacks and scripts: `\overset{!}{=}` keeps its note as `=!`. */
export function signText(node: Node): string {
  if (node.kind === 'atom') return node.text;
  const head = headOf(node);
  if (head.kind === 'atom') return head.text;
  if (head.kind === 'command' && head.name.startsWith('\\x')) return head.name.includes('equal') ? '=' : '\\to';
  if (head.kind === 'command' && head.role === 'stack') return lettersOf(head.args[1]) + lettersOf(head.args[0]);
  if (head.kind === 'command') return lettersOf(head.args[head.args.length - 1]);
  return '=';
}

/** A sign that stands alone (`\otimes`, a dot for an argument) says nothing of shapes. */
const LONE_SIGNS = new Set(['multiplicative', 'additive', 'relation', 'align']);

export function lowerNode(node: Node, at: Lowering): Expr {
  switch (node.kind) {
    case 'atom':
      if (node.role === 'number')
        return { kind: 'number', value: Number(node.text.replaceAll(',', '')), span: node.span };
      if (node.role === 'ellipsis' || node.text === ':' || LONE_SIGNS.has(node.role))
        return { kind: 'ellipsis', span: node.span };
      if (at.differentials === true && node.text === 'd') return signOfDifferential(node.span);
      return symbolOf(node, at.habits.isGiven) ?? hole(node.span, node.text);
    case 'group':
      return lowerNodes(node.body, at, node.span);
    case 'scripted':
      return indicatorAbove(node, at) ?? lowerScripted(node, at);
    case 'command':
      if (node.role === 'fraction') return fractionDerivative(node, at) ?? lowerFraction(node, at);
      return lowerCommand(node, at);
    case 'fence':
      return lowerFence(node, at);
    case 'environment':
      return lowerEnvironment(node, at);
    case 'text':
      if (/^\d+$/.test(node.text.trim())) return { kind: 'number', value: Number(node.text), span: node.span };
      return isWords(node.text) ? hole(node.span, node.text) : (symbolOf(node) ?? hole(node.span, node.text));
    case 'fault':
      return hole(node.span, node.text);
  }
}

function lowerFraction(node: Extract<Node, { kind: 'command' }>, at: Lowering): Expr {
  const [over, under] = node.args;
  if (over === undefined || under === undefined) return hole(node.span, node.name);
  return apply('divide', [lowerNode(over, at), lowerNode(under, at)], node.span);
}

function lowerProduct(phrase: Product, at: Lowering): Expr {
  const operator = operatorForm(phrase, at);
  if (operator !== undefined) return operator;
  const quotient = slashDerivative(phrase, at);
  if (quotient !== undefined) return quotient;
  const factors = phrase.factors.map((it) => lowerPhrase(it, at));
  const composed = composition(phrase, factors, (it) => it.kind === 'leaf' && at.habits.isFunction(it.node));
  if (composed !== undefined) return composed;
  let left = factors[0]!;
  for (let i = 1; i < factors.length; i++) {
    const sign = phrase.signs[i - 1]!.text;
    const right = factors[i]!;
    const span = cover(left.span, right.span);
    // An operator waiting for its operand: `\nabla_x \cdot f` is left alone (divergence).
    left = product(sign, left, right, span, at);
  }
  return left;
}

/** `\frac{\partial}{\partial w} w \cdot x`: the operator reaches over the signs. */
function operatorForm(phrase: Product, at: Lowering): Expr | undefined {
  const [first, ...others] = phrase.factors;
  if (first?.kind !== 'run' || phrase.signs.some((it) => it.text === '/')) return undefined;
  const [head, ...rest] = first.factors;
  if (head?.kind !== 'leaf' || head.node.kind !== 'command' || head.node.role !== 'fraction' || rest.length === 0)
    return undefined;
  const expr = lowerPhrase(head, at);
  if (!isBareDerivative(expr)) return undefined;
  const factor = joined(rest);
  const operand: Phrase = { ...phrase, factors: [factor, ...others], span: cover(factor.span, phrase.span) };
  return { ...expr, of: lowerPhrase(operand, at), span: phrase.span };
}

function lowerRun(phrase: Run, at: Lowering): Expr {
  const factors: Expr[] = [];
  for (let i = 0; i < phrase.factors.length; i++) {
    const here = phrase.factors[i]!;
    const next = phrase.factors[i + 1];
    if (next?.kind === 'prefix' && next.role === 'function' && here.kind === 'leaf' && lettersOf(here.node) === 'arg') {
      const extremum = lowerPhrase(next, at);
      factors.push(
        extremum.kind === 'reduce' ? { ...extremum, op: 'argument', span: cover(here.span, next.span) } : extremum,
      );
      i++;
      continue;
    }
    const total = diagonalOf(phrase.factors.slice(i, i + 3), at) ?? totalDerivative(phrase.factors.slice(i, i + 5), at);
    if (total !== undefined) {
      factors.push(total.expr);
      i += total.count - 1;
      continue;
    }
    if (next !== undefined && here.kind === 'leaf' && next.kind === 'leaf') {
      const call =
        indicatorBefore(here.node, next.node, at) ??
        (isCallFence(next.node) ? callOf(here.node, next.node, at) : undefined);
      if (call !== undefined) {
        factors.push(call);
        i++;
        continue;
      }
    }
    if (next !== undefined && here.kind === 'leaf' && next.kind === 'leaf') {
      const changed = changeOf(here.node, next.node, at);
      if (changed !== undefined) {
        factors.push(changed);
        i++;
        continue;
      }
    }
    const expr = lowerPhrase(here, at);
    const composed =
      next?.kind === 'leaf'
        ? (slopeAt(expr, here, next.node, at) ?? appliedComposition(expr, next.node, at))
        : undefined;
    if (composed !== undefined) {
      factors.push(composed);
      i++;
      continue;
    }
    if (next?.kind === 'leaf' && isAppliedTo(expr, here, next.node)) {
      factors.push({ kind: 'call', fn: expr, args: [lowerNode(next.node, at)], span: cover(expr.span, next.span) });
      i++;
      continue;
    }
    if (isBareDerivative(expr) && i + 1 < phrase.factors.length) {
      const rest = phrase.factors.slice(i + 1);
      factors.push(...applyDerivative(expr, rest, at));
      break;
    }
    factors.push(expr);
  }
  return productOf(factors, phrase.span);
}

/** `(f \circ g)(x)`. */
function appliedComposition(expr: Expr, next: Node, at: Lowering): Expr | undefined {
  const functions = composedIn(expr);
  const inside = functions && next.kind === 'fence' && next.open === '(' ? arrange(next.body, at.text) : undefined;
  return functions && inside && composedCall(functions, argumentsOf(inside, at), next.span);
}

/** `[x \mapsto f](x)`, `(f + g)(x)`: a bracket before a parenthesis with one name in it is applied to it. */
function isAppliedTo(expr: Expr, here: Phrase, next: Node): boolean {
  if (here.kind !== 'leaf' || next.kind !== 'fence' || next.open !== '(') return false;
  const bracket = here.node.kind === 'fence' && expr.kind !== 'number';
  return bracket && next.body.length === 1 && glyphOf(headOf(next.body[0]!)) !== undefined;
}

export function productOf(factors: readonly Expr[], span: Span): Expr {
  // `2 \cdots n`: what an ellipsis leaves out cannot be multiplied.
  if (factors.length === 1) return factors[0]!;
  const flattened = factors.flatMap((it) => (it.kind === 'apply' && it.op === 'product' ? it.args : [it]));
  return apply('product', flattened, span);
}

/** `f(x)`, `f_\theta(x)`, `f(x)^\top`, `f^{-1}(x)`, `p(x \mid y)`: when the note uses the name as a function. */
export function callOf(name: Node, fence: Node, at: Lowering): Expr | undefined {
  const head = headOf(fence);
  if (head.kind !== 'fence') return undefined;
  if (isEntry(name, head, at) && mayBeEntry(fence, head)) {
    const entry = entryOf(name, head, at);
    return fence === head ? entry : lowerScripted(fence, at, entry);
  }
  const slopes = matrixOfSlopes(name, head, at);
  if (slopes !== undefined) return fence === head ? slopes : lowerScripted(fence, at, slopes);
  const divergence = isDivergence(name);
  const said = head.open === '(' ? at.habits.operatorSaid(name) : undefined;
  const saidOrSeen = said === undefined ? operatorByBody(name, head, at) : operatorNamed(said);
  const named = divergence ? 'to-number' : (operatorOfName(name) ?? saidOrSeen);
  if (named === undefined && (isGradient(head.body) || !isApplied(name, head, fence, at))) return undefined;
  const fn = lowerNode(name, at);
  const span = cover(name.span, head.span);
  const inside = arrange(head.body, at.text);
  const args = inside === undefined ? [] : argumentsOf(inside, at);
  const given = inside === undefined ? {} : givenOf(inside, at);
  const call: Expr =
    named === undefined
      ? powerOfValue({ kind: 'call', fn, args, ...given, span })
      : withLaw(
          name,
          given,
          at,
          apply(
            named,
            args.length === 0 ? [hole(head.span, '', 'empty')] : args,
            span,
            divergence ? 'KL' : (said ?? lettersOf(name)),
          ),
        );
  return fence === head ? call : lowerScripted(fence, at, call);
}

/** `d^2(x, y)` is the square of d(x, y): what takes two things cannot be applied to what it gives. */
function powerOfValue(call: Call): Expr {
  const { fn, args, given, span } = call;
  const [base, exponent] = fn.kind === 'apply' && fn.op === 'power' ? fn.args : [];
  return base !== undefined && exponent?.kind === 'number' && args.length > 1 && given === undefined
    ? apply('power', [{ ...call, fn: base }, exponent], span)
    : call;
}

function isApplied(name: Node, head: Fence, fence: Node, at: Lowering): boolean {
  if (at.habits.applies(name, head, fence)) return true;
  const glyph = head.open === '(' ? glyphOf(name) : undefined;
  return glyph !== undefined && at.applied?.has(keyOf(glyph)) === true && !at.habits.isValue(name);
}

const isEntry = (name: Node, fence: Fence, at: Lowering): boolean =>
  fence.open === '['
    ? isIndexList(fence.body) && (isNameWithValue(name, at) || isDerivativeOf(name, at) || isCounterOnly(fence.body))
    : isEntryOfMatrix(name, fence) && !at.habits.isPlainFunction(name);

/** `A[i, j]^2`; but `w [c_r]_q` is a product of two names. */
const mayBeEntry = (fence: Node, { body }: Fence): boolean =>
  fence.kind !== 'scripted' || (fence.sub === undefined && body.every((it) => it.kind !== 'scripted'));

const isNameWithValue = (name: Node, at: Lowering): boolean =>
  glyphOf(headOf(name)) !== undefined && (!isExpectationSign(name) || at.habits.isValue(name));

/** `\frac{\partial L}{\partial x}[i]` */
const isDerivativeOf = (name: Node, at: Lowering): boolean =>
  name.kind === 'command' && name.role === 'fraction' && fractionDerivative(name, at)?.of !== undefined;

/** `p (\nabla p)^\top`: a gradient in brackets is a factor, not an argument. */
const isGradient = ([first]: readonly Node[]): boolean => {
  const head = first === undefined ? undefined : headOf(first);
  return head?.kind === 'atom' && head.role === 'nabla';
};

function entryOf(name: Node, fence: Extract<Node, { kind: 'fence' }>, at: Lowering): Expr {
  const sub: Node = { kind: 'group', body: fence.body, span: fence.span };
  return lowerScripted({ kind: 'scripted', base: name, sub, primes: 0, span: cover(name.span, fence.span) }, at);
}

/** `\mathbb{E}_q`, `\E`: what stands in brackets behind it is no index. */
const isExpectationSign = (name: Node): boolean =>
  lettersOf(headOf(name)) === 'E' && (headOf(name) === name || operatorOfName(name) === 'expectation');

export function argumentsOf(phrase: Phrase, at: Lowering): readonly Expr[] {
  if (phrase.kind === 'list') return phrase.items.flatMap((it) => argumentsOf(it, at));
  if (phrase.kind === 'bar') {
    const sides = [phrase.left, phrase.right].filter((it) => it !== undefined);
    return sides.flatMap((it) => argumentsOf(it, at));
  }
  // `D(p \parallel q)`
  if (phrase.kind === 'relation' && phrase.signs.every((it) => it.kind === 'atom' && it.text === '\\parallel'))
    return phrase.sides.flatMap((it) => (it === undefined ? [] : argumentsOf(it, at)));
  return [lowerPhrase(phrase, at)];
}

function lowerPrefix(phrase: Prefix, at: Lowering): Expr {
  switch (phrase.role) {
    case 'nabla':
      return nablaOperator(phrase, at);
    case 'partial':
      return partialOperator(phrase, at);
    case 'big':
      return lowerReduce(phrase, at);
    case 'quantifier':
      return quantified(phrase, at);
    case 'function':
      return isSignOfMap(phrase) ? lowerRun(signed(phrase), at) : lowerFunction(phrase, at);
  }
}

/** `\operatorname{D} f(x)[h]` */
const isSignOfMap = ({ head, operand }: Prefix): boolean =>
  /^[dD]$/.test(lettersOf(headOf(head))) && operand?.kind === 'run';

const signed = ({ head, operand, span }: Prefix): Run => ({
  kind: 'run',
  factors: [{ kind: 'leaf', node: head, span: head.span }, ...(operand?.kind === 'run' ? operand.factors : [])],
  span,
});

/** `\forall x` is x; `\neg A` is all but A. */
function quantified({ head, operand, span }: Prefix, at: Lowering): Expr {
  if (operand === undefined) return { kind: 'ellipsis', span };
  const inner = lowerPhrase(operand, at);
  return head.kind === 'atom' && NEGATIONS.has(head.text) ? apply('free', [inner], span, '\\neg') : inner;
}

const NEGATIONS = new Set(['\\neg', '\\lnot', '¬']);

const EXTREMA = /^(arg\s*)?(max|min|sup|inf)$|^lim(sup|inf)?$/;

function lowerFunction(phrase: Prefix, at: Lowering): Expr {
  const head = headOf(phrase.head);
  const name = head.kind === 'command' ? lettersOf(head.args[0]) : lettersOf(head);
  const short = name.replaceAll(/[\s,]/g, '');
  if (EXTREMA.test(short)) return lowerReduce(phrase, at);
  if (short === 'arg' && phrase.operand?.kind === 'prefix') {
    const extremum = lowerPhrase(phrase.operand, at);
    if (extremum.kind === 'reduce') return { ...extremum, op: 'argument', span: phrase.span };
  }
  const op = operatorNamed(short);
  if (phrase.operand === undefined) {
    // A name alone, `\Pr`, `\operatorname{ReLU}`: it stands for the function.
    return lowerScripted(phrase.head, at);
  }
  const operand = phrase.operand;
  const node = operand.kind === 'leaf' ? operand.node : undefined;
  const fence = node === undefined ? undefined : headOf(node);
  const bracketed = fence?.kind === 'fence' && /^[([{]|^\\\{|^\\lbrace/.test(fence.open);
  const inner = bracketed ? arrange(fence.body, at.text) : operand;
  const args = inner === undefined ? [hole(operand.span, '', 'empty')] : argumentsOf(inner, at);
  const span = bracketed ? cover(phrase.head.span, fence.span) : phrase.span;
  const call: Expr =
    op === undefined
      ? { kind: 'call', fn: lowerScripted(phrase.head, at), args, span }
      : withLaw(phrase.head, inner === undefined ? {} : givenOf(inner, at), at, {
          ...apply(op, args, span, short),
          ...(!bracketed && op === 'elementwise' && isOpenProduct(args) && { open: true as const }),
        });
  const powered = op !== undefined && phrase.head.kind === 'scripted' ? lowerFunctionScripts(phrase.head, call) : call;
  if (node !== undefined && bracketed && node !== fence) return lowerScripted(node, at, powered);
  return powered;
}
