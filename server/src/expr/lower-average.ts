/** Expectations, variances and probabilities: what they run over, and what stands before a bar. */
import type { Node } from '../latex/node.ts';
import type { Phrase } from '../latex/phrase.ts';
import { cover } from '../base/span.ts';
import type { Apply, Expr, Tuple } from './expr.ts';
import { argumentsOf, lowerNode, type Lowering } from './lower.ts';

/** How many arguments stand before a bar or a semicolon. */
export function givenOf(phrase: Phrase, at: Lowering): { readonly given?: number } {
  if (phrase.kind === 'list' && phrase.before !== undefined) return { given: phrase.before };
  if (phrase.kind !== 'bar' || phrase.sign !== '|' || phrase.left === undefined || phrase.right === undefined)
    return {};
  return { given: argumentsOf(phrase.left, at).length };
}

const AVERAGES = /^(expectation|covariance|probability)$/;

/** An average with what it runs over, which stands below its sign. */
export function withLaw(name: Node, given: { readonly given?: number }, at: Lowering, call: Apply): Apply {
  if (!AVERAGES.test(call.op)) return call;
  const sub = name.kind === 'scripted' ? name.sub : undefined;
  const under = sub === undefined ? undefined : lowerNode(sub, at);
  return { ...call, ...given, ...(under !== undefined && under.kind !== 'hole' && { under }) };
}

/** `x \mid z \sim p`: what stands before the sign is x, given z. */
export function besideLaw(bar: Tuple): Expr {
  const [of, right, more] = bar.items;
  const [given] = right?.kind === 'relation' ? right.sides : [];
  if (of === undefined || right?.kind !== 'relation' || given === undefined || more !== undefined) return bar;
  if (bar.open !== '|' || right.signs[0]?.text !== '\\sim') return bar;
  const left: Tuple = { ...bar, items: [of, given], span: cover(of.span, given.span) };
  return { ...right, sides: [left, ...right.sides.slice(1)], span: bar.span };
}
