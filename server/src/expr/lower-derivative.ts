/**
 * Derivatives in every spelling: `\frac{\partial f}{\partial x}`, `\frac{\partial}{\partial x} f`, `\partial f/\partial x`,
 * `\nabla_x f`, `\nabla^2 f`, `\partial_x f`, `\frac{df}{dx}`.
 */
import { cover, type Span } from '../base/span.ts';
import type { Command, Node } from '../latex/node.ts';
import { arrange, isCallFence, joined, type Phrase, type Prefix, type Product } from '../latex/phrase.ts';
import { bodyOf, headOf, isDifferential, roleOf } from '../latex/roles.ts';
import type { Derivative, Expr } from './expr.ts';
import { apply, argumentsOf, callOf, lowerNode, lowerNodes, lowerPhrase, productOf, type Lowering } from './lower.ts';
import { lowerScripted } from './lower-scripts.ts';
import { glyphOf } from './lower-symbol.ts';

export const isBareDerivative = (expr: Expr): expr is Derivative => expr.kind === 'derivative' && expr.of === undefined;

type Sign = 'partial' | 'd';

const signOf = (node: Node | undefined): Sign | undefined => {
  if (node === undefined) return undefined;
  const head = headOf(node);
  if (head.kind === 'atom' && (head.role === 'partial' || head.text === '\\delta')) return 'partial';
  return isDifferential(node) ? 'd' : undefined;
};

const seenIn = (node: Node): readonly Node[] => bodyOf(node).filter((it) => roleOf(it) !== 'skip');
const spanOf = (nodes: readonly Node[]): Span => cover(nodes[0]!.span, nodes[nodes.length - 1]!.span);

/** `\frac{\partial^2 f}{\partial x \partial y^\top}`; undefined for an ordinary fraction. */
export function fractionDerivative(node: Command, at: Lowering): Derivative | undefined {
  const [over, under] = node.args;
  if (over === undefined || under === undefined) return undefined;
  const top = seenIn(over);
  const sign = signOf(top[0]);
  const bottom = seenIn(under);
  if (sign === undefined || signOf(bottom[0]) !== sign || bottom.length < 2) return undefined;
  if (sign === 'd' && [top, bottom].some(isOfALetter)) return undefined;
  const by = variables(bottom, sign, at, top[0]?.kind !== 'scripted' || top[0].sup === undefined);
  if (by === undefined) return undefined;
  const rest = top.slice(1);
  const of = rest.length === 0 ? undefined : lowerNodes(rest, at, spanOf(rest));
  return {
    kind: 'derivative',
    notation: 'fraction',
    ...(of && { of }),
    by: by.variables,
    order: by.order,
    span: node.span,
  };
}

/** `\frac{d_j^2}{d_j^2 + \lambda}`, `\frac{d}{d + 1}`: d is a letter, that of a singular value or of a size. */
function isOfALetter([first, second]: readonly Node[]): boolean {
  if (first?.kind === 'scripted' && first.sub !== undefined) return true;
  return second?.kind === 'atom' && /^[-+]$/.test(second.text);
}

/** The variables under the line: `\partial x \partial y^\top`, `dx^2`; after a single ∂ above it, `\sigma^2` is one. */
function variables(
  nodes: readonly Node[],
  sign: Sign,
  at: Lowering,
  single: boolean,
): { variables: readonly Expr[]; order: number } | undefined {
  const pieces: Node[][] = [];
  for (const it of nodes) {
    if (signOf(it) === sign && (pieces.length === 0 || pieces[pieces.length - 1]!.length > 0)) pieces.push([]);
    else pieces[pieces.length - 1]?.push(it);
  }
  const found: Expr[] = [];
  let order = 0;
  for (const piece of pieces) {
    if (piece.length === 0) return undefined;
    const expr = lowerNodes(piece, at, spanOf(piece));
    // `\partial x^2` differentiates twice by x.
    if (
      expr.kind === 'apply' &&
      expr.op === 'power' &&
      expr.args[1]?.kind === 'number' &&
      pieces.length === 1 &&
      !single
    ) {
      found.push(expr.args[0]!);
      order += expr.args[1].value;
    } else {
      found.push(expr);
      order++;
    }
  }
  return { variables: found, order };
}

/**
 * `\frac{\partial f}{\partial x_1}(x)`, `\frac{df}{dt}(0)`: the derivative of f where its argument is what stands behind.
 * A bracket that holds more than names or a number is a factor.
 */
export function slopeAt(expr: Expr, here: Phrase, next: Node, at: Lowering): Expr | undefined {
  const node = here.kind === 'leaf' && here.node.kind === 'command' ? here.node : undefined;
  const fence = headOf(next);
  if (expr.kind !== 'derivative' || node?.role !== 'fraction' || fence.kind !== 'fence' || fence.open !== '(')
    return undefined;
  const name = seenIn(node.args[0]!).slice(1);
  const fn = expr.of?.kind === 'index' ? expr.of.base : expr.of;
  const inside = arrange(fence.body, at.text);
  const args = inside === undefined ? [] : argumentsOf(inside, at);
  if (expr.of === undefined || fn?.kind !== 'symbol' || name.length !== 1 || args.length === 0) return undefined;
  const isFunction = at.habits.isFunction(name[0]!) || at.applied?.has(fn.key) === true;
  if (!args.every((it) => nameOf(it) !== undefined || (isFunction && it.kind === 'number'))) return undefined;
  const span = cover(expr.span, fence.span);
  const own = new Set(args.map(nameOf));
  const value = ((): Expr => {
    if (expr.by.every((it) => own.has(nameOf(it))))
      return isFunction ? { ...expr, of: { kind: 'call', fn: expr.of, args, span }, span } : { ...expr, span };
    const [by, other] = expr.by;
    const [point, more] = args;
    return by?.kind === 'symbol' && other === undefined && more === undefined
      ? { kind: 'reduce', op: 'evaluation', bound: [{ key: by.key, span: by.span, from: point! }], body: expr, span }
      : { kind: 'call', fn: expr, args, span };
  })();
  return fence === next ? value : lowerScripted(next, at, value);
}

const nameOf = (expr: Expr): string | undefined =>
  expr.kind === 'symbol' ? expr.key : expr.kind === 'index' ? nameOf(expr.base) : undefined;

/** `\partial f/\partial x`, `dL/dW`. */
export function slashDerivative(phrase: Product, at: Lowering): Derivative | undefined {
  const [over, under] = phrase.factors;
  if (phrase.factors.length !== 2 || phrase.signs[0]?.text !== '/' || over === undefined || under === undefined)
    return undefined;
  const top = differential(over, at);
  const bottom = differential(under, at);
  if (top === undefined || bottom?.of === undefined || top.sign !== bottom.sign) return undefined;
  return {
    kind: 'derivative',
    notation: 'fraction',
    ...(top.of && { of: top.of }),
    by: [bottom.of],
    order: 1,
    span: phrase.span,
  };
}

function differential(phrase: Phrase, at: Lowering): { sign: Sign; of?: Expr } | undefined {
  if (phrase.kind === 'prefix' && phrase.role === 'partial' && phrase.head.kind === 'atom') {
    return { sign: 'partial', ...(phrase.operand && { of: lowerPhrase(phrase.operand, at) }) };
  }
  if (phrase.kind === 'run' && phrase.factors[0]?.kind === 'leaf' && isDifferential(phrase.factors[0].node)) {
    const rest = phrase.factors.slice(1);
    const of =
      rest.length === 1
        ? rest[0]!
        : { kind: 'run' as const, factors: rest, span: cover(rest[0]!.span, rest[rest.length - 1]!.span) };
    return { sign: 'd', of: lowerPhrase(of, at) };
  }
  return undefined;
}

export function nablaOperator(phrase: Prefix, at: Lowering): Expr {
  const scripts = phrase.head.kind === 'scripted' ? phrase.head : undefined;
  const by = scripts?.sub === undefined ? [] : variablesOf(scripts.sub, at);
  const sup = scripts?.sup;
  const power = sup === undefined ? undefined : lowerNode(sup, at);
  const order = power?.kind === 'number' ? power.value : 1;
  const operator: Derivative = { kind: 'derivative', notation: 'nabla', by, order, span: phrase.head.span };
  return withOperand(operator, phrase, at);
}

export function partialOperator(phrase: Prefix, at: Lowering): Expr {
  const scripts = phrase.head.kind === 'scripted' ? phrase.head : undefined;
  if (scripts?.sub === undefined) {
    // `\partial f` alone: a subdifferential or half of a quotient written otherwise.
    return apply('free', phrase.operand === undefined ? [] : [lowerPhrase(phrase.operand, at)], phrase.span);
  }
  const operator: Derivative = {
    kind: 'derivative',
    notation: 'partial',
    by: variablesOf(scripts.sub, at),
    order: 1,
    span: phrase.head.span,
  };
  return withOperand(operator, phrase, at);
}

/** `\partial_{ijkl}` as a side of an equation, with nothing behind it: what an entry of a derivative is called. */
export function namedSlope(side: Phrase, at: Lowering): Expr | undefined {
  if (side.kind !== 'prefix' || side.role !== 'partial' || side.operand !== undefined) return undefined;
  const { head } = side;
  if (head.kind !== 'scripted' || head.base?.kind !== 'atom' || head.sup !== undefined || head.sub === undefined)
    return undefined;
  const counts = head.sub.kind === 'group' ? head.sub.body : [];
  const isCounted = counts.length > 1 && counts.every((it) => it.kind === 'atom' && /^[i-np-t]$/.test(it.text));
  return isCounted ? lowerNode({ ...head, base: { ...head.base, role: 'letter' } }, at) : undefined;
}

function variablesOf(sub: Node, at: Lowering): readonly Expr[] {
  const expr = lowerNode(sub, at);
  return expr.kind === 'tuple' ? expr.items : expr.kind === 'relation' ? [expr] : [expr];
}

function withOperand(operator: Derivative, phrase: Prefix, at: Lowering): Expr {
  if (phrase.operand === undefined) return operator;
  const factors = phrase.operand.kind === 'run' ? phrase.operand.factors : [phrase.operand];
  return productOf(applyDerivative(operator, factors, at), phrase.span);
}

/** The operator applied to as much of the run as it reaches; what is left follows as factors of the product. */
export function applyDerivative(operator: Derivative, factors: readonly Phrase[], at: Lowering): readonly Expr[] {
  const taken = reach(factors, at);
  const rest = factors.slice(taken);
  const operand = lowerPhrase(joined(factors.slice(0, taken)), at);
  // `\nabla f(x)^\top`: the transpose is of the gradient.
  const hoisted = withoutTranspose(operand);
  const span = cover(operator.span, operand.span);
  const derivative: Derivative = { ...operator, of: hoisted ?? operand, span };
  const head = hoisted === undefined ? derivative : apply('transpose', [derivative], span);
  if (rest.length === 0) return [head];
  const after = lowerPhrase(joined(rest), at);
  return after.kind === 'apply' && after.op === 'product' ? [head, ...after.args] : [head, after];
}

/** `f(x)^\top`, `\log p(x)^\top`. */
function withoutTranspose(operand: Expr): Expr | undefined {
  if (operand.kind !== 'apply') return undefined;
  const [inner] = operand.args;
  if (inner === undefined || operand.args.length > 1) return undefined;
  if (operand.op === 'transpose') return isValue(inner) ? inner : undefined;
  if (operand.op !== 'elementwise' || inner.kind !== 'apply' || inner.op !== 'transpose') return undefined;
  const [value] = inner.args;
  return value?.kind === 'call' ? { ...operand, args: [value] } : undefined;
}

/** A value of a function, or its name: transposing it before differentiating would say nothing. */
const isValue = (expr: Expr): boolean =>
  expr.kind === 'call' || (expr.kind === 'symbol' && !/[A-Z]$/.test(expr.key)) || expr.kind === 'symbol';

/** How many factors belong to the operand: a call, a bracket or a function's value stands alone; else the whole run. */
function reach(factors: readonly Phrase[], at: Lowering): number {
  const first = factors[0]!;
  const second = factors[1];
  if (second === undefined) return 1;
  if (first.kind === 'prefix') return 1;
  if (first.kind !== 'leaf') return 1;
  if (second.kind === 'leaf' && isCallFence(second.node) && callOf(first.node, second.node, at) !== undefined) return 2;
  const head = headOf(first.node);
  if (head.kind === 'fence') {
    // `\nabla_w (Xw - y)^\top (Xw - y)`: the row alone is nothing that one differentiates.
    const alone = lowerPhrase(first, at);
    return alone.kind === 'apply' && alone.op === 'transpose' ? factors.length : 1;
  }
  if (glyphOf(head) !== undefined && at.habits.isFunction(first.node)) return 1;
  return factors.length;
}
