/** Functions applied to arguments: σ, eigenvalues, free functions and their derivatives. */
import type { Expr, SymbolExpr } from '../expr/expr.ts';
import { familyKey } from '../shape/declare.ts';
import type { Shape } from '../shape/shape.ts';
import { type Elaborating, fault, lower, rowless, said } from './elaborate.ts';
import { call, determinant, eigenvalue, inverse, map, norm } from './ops.ts';
import { MINUS_ONE, ONE } from './rational.ts';
import { type Ix, index, mono, poly } from './tensor.ts';
import { product, sum } from './tidy.ts';
import { isSquare, type Kind, multiplied, type Value, valueOf } from './value.ts';

/** The `J_r` of a Jacobian, whose letter looks like an index. */
export function functionNamed<T extends Expr | undefined>(it: T, at: Elaborating): T | SymbolExpr {
  const [item] = it?.kind === 'index' ? it.items : [];
  if (it?.kind !== 'index' || it.base.kind !== 'symbol' || it.base.key !== 'J' || item?.kind !== 'at') return it;
  if (item.expr.kind !== 'symbol' || at.shapeOfName(item.expr.key).kind !== 'function') return it;
  return { ...it.base, key: `J_${item.expr.key}`, span: it.span };
}

/** `\sigma(x)`, `f(x)` with a free f, `\lambda_{\max}(X)`. */
export function called(expr: Extract<Expr, { kind: 'call' }>, at: Elaborating): Value | undefined {
  const fn = functionNamed(expr.fn, at);
  const numbered = eigenvalueOf(fn, at);
  if (numbered !== undefined && expr.args.length === 1) {
    const arg = lower(expr.args[0]!, { ...at, ofMatrix: false });
    if (arg?.kind === 'matrix') return spectral(numbered, arg, said(expr, at));
    if (arg === undefined) return undefined;
  }
  // `\lambda_i(X)` is no product, whatever its number is.
  if (
    isSpectral(fn, at) &&
    expr.args.length === 1 &&
    lower(expr.args[0]!, { ...at, ofMatrix: false })?.kind === 'matrix'
  )
    return fault(at, `no rule for ${said(expr, at)} for each number`);
  const plain = fn.kind !== 'symbol' || (at.isDeclared(fn.key) && at.shapeOfName(fn.key).kind !== 'function');
  if (plain && expr.args.length === 1) {
    // A name that is no function: `t(x + y)` is a product.
    const [left, right] = [lower(fn, at), lower(expr.args[0]!, at)];
    const made = left === undefined || right === undefined ? undefined : multiplied(left, right);
    return made ?? fault(at, `no rule for ${said(expr, at)}`);
  }
  if (fn.kind !== 'symbol') return fault(at, `no rule for ${said(expr, at)}`);
  const args = expr.args.map((it) => lower(it, { ...at, ofMatrix: false }));
  const tex = said(fn, at);
  const [arg] = args;
  if (args.some((it) => it === undefined) || arg === undefined) return undefined;
  const text = said(expr, at);
  if (!at.isDeclared(fn.key) && args.length === 1) {
    if (arg.kind === 'matrix' && /^\\lambda_(max|min|1)$/.test(fn.key)) return spectral(fn.key.slice(8), arg, text);
    if (arg.kind === 'matrix' && /^\\sigma_(max|1)$/.test(fn.key))
      return valueOf('scalar', norm(arg.p, 'spectral', text));
    if (arg.kind === 'matrix' && fn.key === '\\sigma_min') return valueOf('scalar', norm(arg.p, 'least', text));
    if (fn.glyph.letter === 'adj' && isSquare(arg)) {
      at.readings.push(`${text} is that of an invertible matrix`);
      return multiplied(valueOf('scalar', determinant(arg.p)), valueOf('matrix', inverse(arg.p)));
    }
    if (fn.key === '\\sigma') return valueOf(arg.kind, map('sigmoid', arg.p, rowless(arg, text)));
    if (fn.key === "\\sigma'") {
      const value = map('sigmoid', arg.p);
      const free = value.free;
      const rest = sum(free, [
        [poly(free, [mono(ONE)]), ONE],
        [value, MINUS_ONE],
      ]);
      return valueOf(
        arg.kind,
        product(
          free,
          [],
          [
            [value, free],
            [rest, free],
          ],
        ),
      );
    }
  }
  const jacobian = /^J_(.+)$/.exec(fn.key)?.[1];
  if (jacobian !== undefined && args.length === 1 && at.shapeOfName(jacobian).kind === 'function')
    return derivedCall(jacobian, tex.replace(/^J_\{?|\}$/g, ''), arg, 1, text, at);
  const shape = at.shape(expr);
  // f′ is a function of numbers where f is.
  const bare = fn.key.replace(/'+$/, '');
  const type = at.shapeOfName(at.isDeclared(bare) ? bare : fn.key);
  const ofNumbers =
    type.kind === 'function'
      ? type.from?.kind === 'scalar' && type.to.kind === 'scalar'
      : !at.isDeclared(fn.key) && arg.kind === 'scalar';
  if (args.length === 1 && ofNumbers) {
    return valueOf(arg.kind, map(`@${tex}`, arg.p, rowless(arg, text)));
  }
  const primes = fn.key.length - bare.length;
  if (primes > 0 && type.kind === 'function' && args.length === 1 && arg.kind === 'scalar')
    return derivedCall(bare, tex.replace(/'+$/, ''), arg, primes, text, at);
  const to = type.kind === 'function' ? type.to : shape;
  const own = indicesOf(to);
  if (own === undefined) return fault(at, `the shape of ${text} is not known; declare ${tex}`);
  const kind: Kind = own.length === 0 ? 'scalar' : own.length === 1 ? 'vector' : 'matrix';
  return valueOf(
    kind,
    call(
      `@${tex}`,
      own,
      args.map((it) => it!.p),
      text,
    ),
  );
}

const indicesOf = (to: Shape): readonly Ix[] | undefined =>
  to.kind === 'scalar'
    ? []
    : to.kind === 'vector'
      ? [index(to.rows)]
      : to.kind === 'matrix'
        ? [index(to.rows), index(to.columns)]
        : undefined;

/** `\nabla f(u)`, `\nabla^2 f(u)`: derivatives of a free function at a point, of numbers. */
export function derivativeOf(expr: Extract<Expr, { kind: 'derivative' }>, at: Elaborating): Value | undefined {
  const { notation, by, of, order } = expr;
  const partial = by.length === 1 && order === 1 ? byArgument(by[0]!, of, at) : undefined;
  if (partial !== undefined) return partial;
  if (notation !== 'nabla' || by.length > 0 || of?.kind !== 'call' || of.fn.kind !== 'symbol') return undefined;
  const type = at.shapeOfName(of.fn.key);
  if (of.args.length !== 1 || type.kind !== 'function' || type.to.kind !== 'scalar') return undefined;
  if (typeof order !== 'number' || order > 2) return undefined;
  const arg = lower(of.args[0]!, { ...at, ofMatrix: false });
  return arg === undefined ? undefined : derivedCall(of.fn.key, said(of.fn, at), arg, order, said(expr, at), at);
}

/** `\nabla_1 f(u, v)`, `\partial_2 f(s, t)`: the derivative of a free function, a number, by one of its arguments. */
function byArgument(by: Expr, of: Expr | undefined, at: Elaborating): Value | undefined {
  if (by.kind !== 'number' || of?.kind !== 'call' || of.fn.kind !== 'symbol' || of.args.length < 2) return undefined;
  const type = at.shapeOfName(of.fn.key);
  const values = of.args.map((it) => lower(it, { ...at, ofMatrix: false })?.p);
  const args = values.filter((it) => it !== undefined);
  const arg = args[by.value - 1];
  if (type.kind !== 'function' || type.to.kind !== 'scalar' || args.length < values.length || arg === undefined)
    return undefined;
  const own = arg.free.map((it) => index(it.dim));
  const kind: Kind = own.length === 0 ? 'scalar' : own.length === 1 ? 'vector' : 'matrix';
  return valueOf(kind, call(`@${said(of.fn, at)};${String(by.value - 1)}`, own, args));
}

/** The derivative of a free function where its argument is `arg`: its own indices, then those of the argument. */
function derivedCall(
  key: string,
  tex: string,
  arg: Value,
  order: number,
  text: string,
  at: Elaborating,
): Value | undefined {
  const type = at.shapeOfName(key);
  const own = type.kind === 'function' ? indicesOf(type.to) : undefined;
  if (own === undefined || arg.kind === 'row') return fault(at, `no rule for ${text}`);
  const inner = Array.from({ length: order }, () => arg.p.free.map((it) => index(it.dim))).flat();
  const all = [...own, ...inner];
  if (all.length > 2) return fault(at, `no rule for ${text}`);
  const kind: Kind = all.length === 0 ? 'scalar' : all.length === 1 ? 'vector' : 'matrix';
  return valueOf(kind, call(`@${tex}${';0'.repeat(order)}`, all, [arg.p]));
}

/** `\lambda_i` or `\sigma_i`, which nothing says is anything else. */
const isSpectral = (fn: Expr, at: Elaborating): boolean =>
  fn.kind === 'index' &&
  fn.base.kind === 'symbol' &&
  /^\\(lambda|sigma)$/.test(fn.base.key) &&
  !at.isDeclared(fn.base.key) &&
  !at.isDeclared(familyKey(fn.base.key));

/** The number of an eigenvalue: `\lambda_i(X)`, `\lambda_2(X)`. */
export function eigenvalueOf(fn: Expr, at: Elaborating): string | undefined {
  const [item] = fn.kind === 'index' ? fn.items : [];
  if (fn.kind !== 'index' || fn.base.kind !== 'symbol' || fn.items.length > 1 || item?.kind !== 'at') return undefined;
  if (!/^\\(lambda|sigma)$/.test(fn.base.key) || at.isDeclared(fn.base.key)) return undefined;
  const place =
    item.expr.kind === 'symbol' ? item.expr.key : item.expr.kind === 'number' ? String(item.expr.value) : '';
  if (fn.base.key === '\\sigma') return place === '1' ? 'singular' : undefined;
  return /^(\d+|[a-z])$/.test(place) && !at.bound.has(place) ? place : undefined;
}

function spectral(which: string, arg: Value, text: string): Value {
  if (which === 'singular') return valueOf('scalar', norm(arg.p, 'spectral', text));
  return valueOf('scalar', eigenvalue(arg.p, which === '1' ? 'max' : which, text));
}
