/**
 * Derivatives as linear maps, and along directions: `d f(x) \cdot h`, `d_x f(x, y)[h]`, `D^2 f(x)(h, k)`, `df_x(v)`,
 * `D(g \circ f)(x)[h]`, `D\det(X)[H]`, `DF(X; V)`, the Jacobian `J f(x)`.
 */
import { cover, type Span } from '../base/span.ts';
import type { Fence, Node, Scripted } from '../latex/node.ts';
import { arrange, isCallFence, type Phrase } from '../latex/phrase.ts';
import { headOf, isDifferential, lettersOf } from '../latex/roles.ts';
import type { Apply, Expr } from './expr.ts';
import { composedCall, composedIn } from './lower-composition.ts';
import { innermost, nameBelow, valueOfFunctions } from './lower-maps.ts';
import { isTranspose, lowerScripted } from './lower-scripts.ts';
import { glyphOf } from './lower-symbol.ts';
import { apply, argumentsOf, callOf, lowerNode, lowerPhrase, type Lowering } from './lower.ts';

/** What the first of some factors stand for, and how many they are. */
interface Taken {
  readonly expr: Expr;
  readonly count: number;
}

/** A derivative before anything that it is applied to. */
interface Found extends Taken {
  /** Undefined for a change of f, or a power that nobody can tell of what. */
  readonly order: number | undefined;
  /** What follows it in brackets is a factor. */
  readonly isMatrix?: boolean;
  /** It means nothing unless it is applied. */
  readonly wantsMore?: boolean;
}

/** The sign of a derivative before a function and its argument, with what it is applied to in brackets. */
export function totalDerivative(factors: readonly Phrase[], at: Lowering): Taken | undefined {
  const found =
    ofOperator(factors, at) ??
    ofNamePointed(factors, at) ??
    ofValue(factors, at) ??
    ofFunctions(factors, at) ??
    ofWord(factors, at);
  if (found === undefined) return undefined;
  const { order, count, isMatrix = false, wantsMore = false } = found;
  const [next, more] = factors.slice(count);
  const fence = next?.kind === 'leaf' && !isMatrix && order !== undefined ? headOf(next.node) : undefined;
  if (next?.kind !== 'leaf' || fence?.kind !== 'fence' || !/^([([]|\\\{|\\lbrace)$/.test(fence.open))
    return wantsMore ? undefined : found;
  const sure = found.expr.kind === 'apply' ? withoutDoubt(found.expr) : found.expr;
  const along = (it: Expr, last: Node): Expr => apply('dot', [sure, it], cover(found.expr.span, headOf(last).span));
  // `D^2 f(x)[u][v]`
  const second = more?.kind === 'leaf' && order === 2 && next.node === fence ? headOf(more.node) : undefined;
  const inside = lowerDirection(fence, at);
  if (more?.kind === 'leaf' && second?.kind === 'fence' && isCallFence(second) && inside.kind !== 'tuple') {
    const span = cover(fence.span, second.span);
    const both: Expr = { kind: 'tuple', open: '(', items: [inside, lowerDirection(second, at)], separator: ',', span };
    const whole = along(both, more.node);
    return { expr: more.node === second ? whole : lowerScripted(more.node, at, whole), count: count + 2 };
  }
  const whole = along(inside, next.node);
  return { expr: next.node === fence ? whole : lowerScripted(next.node, at, whole), count: count + 1 };
}

/** `H(f)(x)`, `J(f)(x)`, as others write `H_f(x)`. */
function ofOperator([sign, fn, point]: readonly Phrase[], at: Lowering): Found | undefined {
  if (sign?.kind !== 'leaf' || fn?.kind !== 'leaf' || point?.kind !== 'leaf' || sign.node.kind === 'scripted')
    return undefined;
  const [of, fence] = [fn.node, headOf(point.node)];
  if (of.kind !== 'fence' || of.open !== '(' || fence.kind !== 'fence') return undefined;
  const sub: Node = { kind: 'group', body: of.body, span: of.span };
  const name: Node = { kind: 'scripted', base: sign.node, sub, primes: 0, span: cover(sign.span, of.span) };
  const slopes = matrixOfSlopes(name, fence, at);
  const expr = slopes && (point.node === fence ? slopes : lowerScripted(point.node, at, slopes));
  return expr && { expr, count: 3, order: undefined, isMatrix: true };
}

/** `[H]`, `(h, k)`, `\{h\}`. */
function lowerDirection(fence: Fence, at: Lowering): Expr {
  return lowerNode(fence.open === '(' || fence.open === '[' ? fence : { ...fence, open: '(', close: ')' }, at);
}

/** In brackets behind it stands what it is applied to, so that its sign is no letter. */
const withoutDoubt = ({ unsure: _, ...expr }: Apply): Apply => expr;

/** `d f(x)`, `D_x f(x, y)`, `d f(x)^*`, `DF(X; V)`. */
function ofValue([sign, name, fence, next]: readonly Phrase[], at: Lowering): Found | undefined {
  if (sign?.kind !== 'leaf' || name?.kind !== 'leaf' || fence?.kind !== 'leaf') return undefined;
  if (!isSign(sign.node, at) || !isCallFence(fence.node)) return undefined;
  if (callOf(name.node, fence.node, at) === undefined) return undefined;
  const span = cover(sign.span, fence.span);
  const call = callOf(name.node, headOf(fence.node), at);
  const order = orderOf(sign.node);
  const under = sign.node.kind === 'scripted' ? sign.node.sub : undefined;
  const adjoint = fence.node.kind === 'scripted' ? isAdjoint(fence.node, at) : false;
  const isVariation = lettersOf(headOf(sign.node)) === 'delta';
  if (call === undefined || order === undefined || adjoint === undefined)
    return isVariation ? undefined : { expr: { kind: 'ellipsis', span }, count: 3, order: undefined };
  const applied = next?.kind === 'leaf' && isCallFence(next.node);
  if (!applied && !adjoint && order === 1 && under === undefined) {
    const along = withDirection(call, span);
    if (along !== undefined) return { expr: along, count: 3, order: undefined };
  }
  const map: Expr = {
    ...mapOf(call, sign.node, order, span, at),
    ...(under && { under: lowerNode(under, at) }),
  };
  const isMatrix = /^(Delta|J)$/.test(lettersOf(headOf(sign.node)));
  return {
    expr: adjoint ? apply('transpose', [map], span) : map,
    count: 3,
    order,
    isMatrix,
    wantsMore: isVariation,
  };
}

/** `DF(X; V)`: what stands behind the semicolon is the direction. */
function withDirection(call: Expr, span: Span): Expr | undefined {
  const { args, given, ...rest } = call.kind === 'call' ? call : { args: [], given: undefined };
  const [point, direction, more] = args;
  if (given !== 1 || point === undefined || direction === undefined || more !== undefined) return undefined;
  const value: Expr = { ...rest, kind: 'call', args: [point] } as Expr;
  return apply('dot', [apply('total-derivative', [value], span, '1'), direction], span);
}

/** `df_x`, `(df)_x`, `Df|_x`, `F_{*x}`, `T_x F`: the point below the name. */
function ofNamePointed([first, second]: readonly Phrase[], at: Lowering): Found | undefined {
  if (first?.kind !== 'leaf') return undefined;
  const pair = second?.kind === 'leaf' ? second.node : undefined;
  const found = nameBelow(first.node, pair, at, (it) => isSign(it, at) || isTangentSign(it, at));
  if (found === undefined) return undefined;
  const { name, point, sign, count } = found;
  const span = cover(first.span, count > 1 ? second!.span : first.span);
  const order = sign === undefined ? 1 : orderOf(sign);
  const args = pointsIn(point, at);
  const fn = lowerNode(name, at);
  if (order === undefined || fn.kind !== 'symbol' || args === undefined) return undefined;
  const call: Expr = { kind: 'call', fn, args, span: cover(name.span, point.span) };
  const map = apply('total-derivative', [call], span, String(order));
  const adjoint = found.script && isTranspose(found.script, at);
  return { expr: adjoint === true ? apply('transpose', [map], span) : map, count, order };
}

function pointsIn(point: Node, at: Lowering): readonly Expr[] | undefined {
  const inside = arrange(point.kind === 'group' ? point.body : [point], at.text);
  if (inside === undefined) return undefined;
  const bare =
    inside.kind === 'leaf' && inside.node.kind === 'fence' && inside.node.open === '(' ? inside.node.body : undefined;
  const phrase = bare === undefined ? inside : arrange(bare, at.text);
  return phrase && argumentsOf(phrase, at);
}

/** `D(g \circ f)(x)`, `D(AB)(x)`, `D(\log\det)(X)`. */
function ofFunctions([sign, functions, fence]: readonly Phrase[], at: Lowering): Found | undefined {
  if (sign?.kind !== 'leaf' || functions?.kind !== 'leaf' || fence?.kind !== 'leaf') return undefined;
  const [of, point] = [functions.node, headOf(fence.node)];
  if (!isSign(sign.node, at) || of.kind !== 'fence' || of.open !== '(') return undefined;
  const order = orderOf(sign.node);
  if (order === undefined || point.kind !== 'fence' || point.open !== '(') return undefined;
  const value = valueOfFunctions(of, point, at);
  const adjoint = fence.node.kind === 'scripted' ? isAdjoint(fence.node, at) : false;
  if (value === undefined || adjoint === undefined) return undefined;
  const span = cover(sign.span, fence.span);
  const map: Expr = { ...mapOf(value.of, sign.node, order, span, at), under: value.by };
  return { expr: adjoint ? apply('transpose', [map], span) : map, count: 3, order };
}

/** `D\det(X)[H]`, `D\log\det(X)[H]`. */
function ofWord([sign, word]: readonly Phrase[], at: Lowering): Found | undefined {
  if (sign?.kind !== 'leaf' || word?.kind !== 'prefix' || word.role !== 'function') return undefined;
  if (!isSign(sign.node, at) || isChange(sign.node)) return undefined;
  const order = orderOf(sign.node);
  const of = lowerPhrase(word, at);
  const by = innermost(of);
  if (order === undefined || of.kind !== 'apply' || by === undefined) return undefined;
  const under = sign.node.kind === 'scripted' ? sign.node.sub : undefined;
  if (under !== undefined) return undefined;
  const map: Expr = {
    ...mapOf(of, sign.node, order, cover(sign.span, word.span), at),
    ...(by !== of.args[0] && { under: by }),
  };
  return { expr: map, count: 2, order, wantsMore: isDifferential(sign.node) };
}

function mapOf(of: Expr, sign: Node, order: number, span: Span, at: Lowering): Apply {
  const map = apply('total-derivative', [of], span, String(order));
  return isDifferential(sign) || at.habits.namesMaps ? map : { ...map, unsure: true };
}

/** `d_x y`: the derivative of a name by what stands below the sign, as a linear map. */
export function partialMap(sign: Node, name: Node, at: Lowering): Expr | undefined {
  const order = orderOf(sign);
  if (sign.kind !== 'scripted' || sign.sub === undefined || order === undefined) return undefined;
  const under = lowerNode(sign.sub, at);
  // `d_i \beta_j` is a product, or a derivative in the i-th place.
  if ((under.kind !== 'symbol' && under.kind !== 'index') || (under.kind === 'symbol' && /^[i-n]$/.test(under.key)))
    return undefined;
  return {
    ...apply('total-derivative', [lowerNode(name, at)], cover(sign.span, name.span), String(order)),
    under,
  };
}

/**
 * `J_f(x)`, `J_{g \circ f}(x)` of a note that speaks of Jacobians, `H_f(x)` of one that speaks of Hessians: the first or the
 * second derivative of the function below the letter, as a matrix.
 */
export function matrixOfSlopes(name: Node, fence: Fence, at: Lowering): Expr | undefined {
  if (name.kind !== 'scripted' || name.sub === undefined || name.sup !== undefined || name.primes > 0) return undefined;
  const letter = lettersOf(headOf(name));
  const order = letter === 'J' || letter === 'Jac' ? '1' : letter === 'H' || letter === 'Hess' ? '2' : undefined;
  if (order === undefined || fence.open !== '(') return undefined;
  const below = name.sub.kind === 'group' ? name.sub.body : [name.sub];
  const isOfFunctions = below.some(isComposition) || below.every((it) => at.habits.isFunction(it));
  const isMeant = isOfFunctions && (order === '1' ? at.habits.namesJacobians : at.habits.namesHessians);
  const inside = isMeant ? arrange(fence.body, at.text) : undefined;
  if (inside === undefined) return undefined;
  const [fn, args] = [lowerNode(name.sub, at), argumentsOf(inside, at)];
  const span = cover(name.span, fence.span);
  const whole = composedIn(fn);
  if (whole === undefined) {
    if (fn.kind !== 'symbol' && fn.kind !== 'index') return undefined;
    return apply('total-derivative', [{ kind: 'call', fn, args, span }], span, order);
  }
  // What moves is what the last function takes, and not what the first one is given.
  const [under, more] = args;
  const of = under?.kind === 'symbol' && more === undefined ? composedCall(whole, args, span) : undefined;
  return of && under && { ...apply('total-derivative', [of], span, order), under };
}

const isComposition = (node: Node): boolean => node.kind === 'atom' && /^(\\circ|∘)$/.test(node.text);

/** `d`, `D`, `J`, `\Delta`, `\delta` before a function, where the letter is nothing else. */
const isSign = (node: Node, at: Lowering): boolean => {
  if (isDifferential(node)) return true;
  const head = headOf(node);
  // `J^\top r(x)`: the transposed Jacobian before a value.
  if (node.kind === 'scripted' && node.sup !== undefined && lettersOf(head) === 'J') return false;
  if (at.habits.isValue(head)) return false;
  if (head.kind === 'atom') return /^(J|D|\\Delta|\\delta)$/.test(head.text);
  // `\mathrm D`, `\mathsf D`, `\mathcal D`
  const glyph = head.kind === 'command' ? glyphOf(head) : undefined;
  return glyph?.letter === 'D' && glyph.accents.length === 0 && (glyph.face === 'upright' || at.habits.namesMaps);
};

const isChange = (node: Node): boolean => /^(Delta|delta)$/.test(lettersOf(headOf(node)));

/** `T_x f` of a note that speaks of maps between tangent spaces. */
const isTangentSign = (node: Node, at: Lowering): boolean =>
  node.kind === 'scripted' && lettersOf(node.base) === 'T' && at.habits.namesMaps && !at.habits.isValue(headOf(node));

/** The 2 of `d^2 f(x)`; undefined for a change. */
function orderOf(node: Node): number | undefined {
  const head = headOf(node);
  if (head.kind === 'atom' && head.text === '\\Delta') return undefined;
  if (node.kind !== 'scripted') return 1;
  if (node.primes > 0) return undefined;
  if (node.sup === undefined) return 1;
  const order = Number(lettersOf(node.sup));
  return order === 1 || order === 2 || order === 3 ? order : undefined;
}

/** `d f(x)^*`, `d f(x)^\top`; undefined for another script. */
function isAdjoint({ sub, sup, primes }: Scripted, at: Lowering): boolean | undefined {
  if (sub !== undefined || sup === undefined || primes > 0) return undefined;
  return isTranspose(sup, at) || /^(\*|ast|star|dagger)$/.test(lettersOf(sup)) ? true : undefined;
}
