/** Derivatives as linear maps: `d f(x) \cdot h`, `d_x f(x, y)[h]`, `D^2 f(x)(h, k)`, the Jacobian `J f(x)`. */
import { cover } from '../base/span.ts';
import type { Fence, Node, Scripted } from '../latex/node.ts';
import { arrange, isCallFence, isDifferential, type Phrase } from '../latex/phrase.ts';
import { headOf, lettersOf } from '../latex/roles.ts';
import type { Expr } from './expr.ts';
import { composedCall, composedIn } from './lower-composition.ts';
import { isTranspose } from './lower-scripts.ts';
import { apply, argumentsOf, callOf, lowerNode, type Lowering } from './lower.ts';

/** What the first of some factors stand for, and how many they are. */
interface Taken {
  readonly expr: Expr;
  readonly count: number;
}

/** The sign of a derivative before a function and its argument, with what it is applied to in brackets. */
export function totalDerivative(
  [sign, name, fence, ...rest]: readonly (Phrase | undefined)[],
  at: Lowering,
): Taken | undefined {
  if (sign?.kind !== 'leaf' || name?.kind !== 'leaf' || fence?.kind !== 'leaf') return undefined;
  if (!isSign(sign.node, at) || !isCallFence(fence.node)) return undefined;
  if (callOf(name.node, fence.node, at) === undefined) return undefined;
  const span = cover(sign.span, fence.span);
  const call = callOf(name.node, headOf(fence.node), at);
  const order = orderOf(sign.node);
  const under = sign.node.kind === 'scripted' ? sign.node.sub : undefined;
  const adjoint = fence.node.kind === 'scripted' ? isAdjoint(fence.node, at) : false;
  // A change of f, or a power that nobody can tell of what.
  if (call === undefined || order === undefined || adjoint === undefined)
    return { expr: { kind: 'ellipsis', span }, count: 3 };
  const map: Expr = {
    ...apply('total-derivative', [call], span, String(order)),
    ...(under && { under: lowerNode(under, at) }),
  };
  const whole = adjoint ? apply('transpose', [map], span) : map;
  const [next] = rest;
  const isApplied = next?.kind === 'leaf' && next.node.kind === 'fence' && (next.node.open === '[' || order > 1);
  if (!isApplied || /^(\\Delta|J)$/.test(lettersOf(headOf(sign.node)))) return { expr: whole, count: 3 };
  const applied = apply('dot', [whole, lowerNode(next.node, at)], cover(span, next.span));
  return { expr: applied, count: 4 };
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

/** `d`, `D`, `J`, `\Delta` before a function, where the letter is nothing else. */
const isSign = (node: Node, at: Lowering): boolean => {
  if (isDifferential(node)) return true;
  const head = headOf(node);
  // `J^\top r(x)`: the transposed Jacobian before a value.
  if (node.kind === 'scripted' && node.sup !== undefined && lettersOf(head) === 'J') return false;
  return head.kind === 'atom' && /^(J|D|\\Delta)$/.test(head.text) && !at.habits.isValue(head);
};

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
