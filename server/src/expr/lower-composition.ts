/** Functions one after the other: `f \circ g(x)`, `f_K \circ \cdots \circ f_1(z)`; an entrywise product has no such end. */
import { cover, type Span } from '../base/span.ts';
import type { Phrase, Product } from '../latex/phrase.ts';
import { type Apply, type Expr, type SymbolExpr, unbracketed } from './expr.ts';
import { COMPOSITION } from './operators.ts';

/** The value of the last function, handed on from right to left; what is left out in between is not known. */
export function composition(
  phrase: Product,
  factors: readonly Expr[],
  isFunction: (factor: Phrase) => boolean,
): Expr | undefined {
  if (!phrase.signs.every((it) => it.text === '\\circ' || it.text === '∘')) return undefined;
  const last = factors[factors.length - 1]!;
  const inner = last.kind === 'call' ? nameOf(last.fn) : undefined;
  const names = inner === undefined ? factors : factors.slice(0, -1);
  const isComposed = names.every((it, i) => {
    if (it.kind === 'ellipsis') return true;
    const name = nameOf(it);
    return name !== undefined && (name.glyph.letter === inner?.glyph.letter || isFunction(phrase.factors[i]!));
  });
  if (!isComposed) return undefined;
  const whole: Expr = { kind: 'apply', op: 'free', name: COMPOSITION, args: factors, span: phrase.span };
  return inner === undefined || names.some((it) => it.kind === 'ellipsis') ? whole : handed(names, last);
}

/** The functions of a bracket `(f \circ g)`. */
export function composedIn(expr: Expr): Apply | undefined {
  const whole = unbracketed(expr);
  return whole.kind === 'apply' && whole.op === 'free' && whole.name === COMPOSITION ? whole : undefined;
}

/** `(f \circ g)(x)`, as the functions and their arguments. */
export function composedCall(whole: Apply, args: readonly Expr[], span: Span): Expr | undefined {
  if (args.length === 0) return undefined;
  if (whole.args.some((it) => it.kind === 'ellipsis')) return { ...whole, args: [...whole.args, ...args], span };
  const inner = whole.args[whole.args.length - 1]!;
  const value: Expr = { kind: 'call', fn: inner, args, span: cover(inner.span, span) };
  return handed(whole.args.slice(0, -1), value);
}

const handed = (functions: readonly Expr[], value: Expr): Expr =>
  functions.reduceRight((of, fn) => ({ kind: 'call', fn, args: [of], span: cover(fn.span, of.span) }), value);

const nameOf = (expr: Expr): SymbolExpr | undefined =>
  expr.kind === 'symbol' ? expr : expr.kind === 'index' && expr.base.kind === 'symbol' ? expr.base : undefined;
