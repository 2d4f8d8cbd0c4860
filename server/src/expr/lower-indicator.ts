/** `\mathbb{1}[x > 0]`, `\mathbb{I}(y = k)`, `1\{a \ne b\}`, `\mathbf{1}_{x > 0}`: one where it holds, else zero. */
import { cover, type Span } from '../base/span.ts';
import type { Node } from '../latex/node.ts';
import { arrange } from '../latex/phrase.ts';
import type { Expr } from './expr.ts';
import { apply, lowerPhrase, type Lowering, signText } from './lower.ts';
import { glyphOf } from './lower-symbol.ts';
import { INDICATOR } from './operators.ts';

/** A sign before a bracket with a comparison in it. */
export function indicatorBefore(sign: Node, fence: Node, at: Lowering): Expr | undefined {
  if (fence.kind !== 'fence' || !/^[([]$|^\\(\{|lbrace|lbrack)$/.test(fence.open) || !isSign(sign)) return undefined;
  return indicatorOf(fence.body, cover(sign.span, fence.span), at);
}

/** A sign with a comparison below it, in brackets or without. */
export function indicatorAbove(node: Node, at: Lowering): Expr | undefined {
  if (node.kind !== 'scripted' || node.base === undefined || node.sub === undefined || !isSign(node.base))
    return undefined;
  if (node.sup !== undefined || node.primes > 0) return undefined;
  const body = node.sub.kind === 'group' ? node.sub.body : [node.sub];
  const [only] = body;
  return indicatorOf(body.length === 1 && only?.kind === 'fence' ? only.body : body, node.span, at);
}

function isSign(node: Node): boolean {
  if (node.kind === 'atom' && node.role === 'number') return node.text === '1';
  const glyph = glyphOf(node);
  return glyph?.accents.length === 0 && /^(1|I)$/.test(glyph.letter);
}

function indicatorOf(body: readonly Node[], span: Span, at: Lowering): Expr | undefined {
  const phrase = arrange(body, at.text);
  if (phrase?.kind !== 'relation' || phrase.signs.length !== 1 || !COMPARES.test(signText(phrase.signs[0]!)))
    return undefined;
  const condition = lowerPhrase(phrase, at);
  if (condition.kind !== 'relation' || condition.sides.includes(undefined)) return undefined;
  return apply('to-number', [condition], span, INDICATOR);
}

const COMPARES = /^([<>=≤≥≠∈]|==|[<>]=|\\(lt|gt|leq?|geq?|leqslant|geqslant|neq?|not=|in|notin))$/;
