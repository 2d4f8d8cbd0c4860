/** What a derivative as a map is of: a function whose point stands below, a composition, a product of functions. */
import type { Fence, Node } from '../latex/node.ts';
import { arrange } from '../latex/phrase.ts';
import { headOf, lettersOf } from '../latex/roles.ts';
import { type Expr, some } from './expr.ts';
import { keyOf } from './glyph.ts';
import { composedCall, composedIn } from './lower-composition.ts';
import { glyphOf } from './lower-symbol.ts';
import { argumentsOf, lowerNodes, type Lowering } from './lower.ts';

interface Below {
  readonly name: Node;
  readonly point: Node;
  readonly sign?: Node;
  /** How many factors it takes. */
  readonly count: number;
  /** What stands above: the star of an adjoint. */
  readonly script?: Node;
}

/** `df_x`, `(df)_x`, `\left. df \right|_x`, `F_{*x}`, `T_x F`. */
export function nameBelow(
  first: Node,
  second: Node | undefined,
  at: Lowering,
  isSign: (node: Node) => boolean,
): Below | undefined {
  const isOwn = (it: Node): boolean => at.habits.isPlainFunction(it) && it.kind !== 'scripted';
  const scripts = first.kind === 'scripted' && first.primes === 0 ? first : undefined;
  if (scripts?.sub !== undefined && scripts.base?.kind === 'fence' && /^[(.]$/.test(scripts.base.open)) {
    const [sign, name, more] = scripts.base.body;
    if (sign === undefined || name === undefined || more !== undefined || !isSign(sign) || !isOwn(name))
      return undefined;
    return { name, point: scripts.sub, sign, count: 1, ...(scripts.sup && { script: scripts.sup }) };
  }
  if (scripts?.sub !== undefined && scripts.base !== undefined && isOwn(scripts.base)) {
    const [star, ...rest] = scripts.sub.kind === 'group' ? scripts.sub.body : [scripts.sub];
    const isStar = star?.kind === 'atom' && /^(\*|\\ast|\\star)$/.test(star.text);
    const point = rest[0]?.kind === 'atom' && rest[0].text === ',' ? rest.slice(1) : rest;
    if (!isStar || point.length === 0) return undefined;
    return { name: scripts.base, point: { kind: 'group', body: point, span: scripts.sub.span }, count: 1 };
  }
  if (second === undefined || !isSign(first)) return undefined;
  if (lettersOf(headOf(first)) === 'T')
    return scripts?.sub !== undefined && scripts.sup === undefined && isOwn(second)
      ? { name: second, point: scripts.sub, count: 2 }
      : undefined;
  if (scripts?.sub !== undefined || second.kind !== 'scripted' || second.primes > 0) return undefined;
  const { base, sub, sup } = second;
  if (base === undefined || sub === undefined || !isOwn(base) || !isPoint(sub, at)) return undefined;
  return { name: base, point: sub, sign: first, count: 2, ...(sup && { script: sup }) };
}

/** What a member is numbered by is no point, unless the note says that it is one. */
function isPoint(sub: Node, at: Lowering): boolean {
  const body = sub.kind === 'group' ? sub.body : [sub];
  const [only, more] = body;
  if (only === undefined || body.some((it) => it.kind === 'text')) return false;
  if (more !== undefined)
    return body.some((it) => headOf(it).kind === 'fence' || (it.kind === 'atom' && it.role === 'additive'));
  const head = headOf(only);
  if (head.kind === 'fence') return true;
  if (head.kind === 'atom' && head.role === 'number') return head.text === '0';
  return glyphOf(head) !== undefined && (at.habits.isValue(head) || !/^([i-n]|ell)$/.test(lettersOf(head)));
}

/**
 * The value of functions at a point, where only their names are written: `(g \circ f)(x)` as g(f(x)), `(AB)(x)` as A(x) B(x),
 * `(\log\det)(X)`; with the name that stands for the point.
 */
export function valueOfFunctions(
  functions: Fence,
  point: Fence,
  at: Lowering,
): { readonly of: Expr; readonly by: Expr } | undefined {
  const { body, span } = functions;
  if (body.length > 0 && body.every((it) => it.kind === 'atom' && it.role === 'function')) {
    const of = lowerNodes([...body, point], at, { start: span.start, end: point.span.end });
    const by = innermost(of);
    return by?.kind === 'symbol' ? { of, by } : undefined;
  }
  const inside = arrange(point.body, at.text);
  const args = inside === undefined ? [] : argumentsOf(inside, at);
  const [by, more] = args;
  if (by?.kind !== 'symbol' || more !== undefined) return undefined;
  const written = lowerNodes(body, at, span);
  const whole = composedIn(written);
  const names = functionsIn(body, at);
  // `D(\nabla f)(x)`
  const [sign, name, rest] = body;
  if (sign?.kind === 'atom' && sign.role === 'nabla' && name !== undefined && rest === undefined && names.size === 1)
    return { of: lowerNodes([...body, point], at, { start: span.start, end: point.span.end }), by };
  const of = whole === undefined ? valuesAt(written, names, args) : composedCall(whole, args, point.span);
  return of && { of, by };
}

/** The names of functions among nodes. */
function functionsIn(nodes: readonly Node[], at: Lowering): ReadonlySet<string> {
  const found = new Set<string>();
  const look = (node: Node): void => {
    if (node.kind === 'group' || node.kind === 'fence') node.body.forEach(look);
    if (node.kind === 'scripted' && node.base !== undefined) look(node.base);
    const glyph = glyphOf(node);
    if (glyph !== undefined && at.habits.isPlainFunction(node)) found.add(keyOf(glyph));
  };
  nodes.forEach(look);
  return found;
}

/** Every name as its value; undefined where one of them is no function. */
function valuesAt(expr: Expr, functions: ReadonlySet<string>, args: readonly Expr[]): Expr | undefined {
  if (expr.kind === 'symbol')
    return functions.has(expr.key) ? { kind: 'call', fn: expr, args, span: expr.span } : undefined;
  if (expr.kind === 'number') return expr;
  if (expr.kind !== 'apply' || some(expr, (it) => it.kind === 'hole' || it.kind === 'ellipsis')) return undefined;
  const inside = expr.args.map((it) => valuesAt(it, functions, args));
  return inside.every((it) => it !== undefined) ? { ...expr, args: inside } : undefined;
}

/** The X of `\det(X)`, `\log\det(X)`; undefined where several things stand inside. */
export function innermost(expr: Expr): Expr | undefined {
  if (expr.kind !== 'apply' || expr.op === 'parentheses' || expr.args.length !== 1) return undefined;
  const [inside] = expr.args;
  const deeper = inside?.kind === 'apply' && isNamed(inside) ? innermost(inside) : undefined;
  return deeper?.kind === 'symbol' ? deeper : inside;
}

const isNamed = (expr: Expr): boolean =>
  expr.kind === 'apply' && /^(elementwise|determinant|trace|norm|softmax|to-number|matrix-function)$/.test(expr.op);
