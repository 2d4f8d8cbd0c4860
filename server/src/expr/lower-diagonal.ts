/** A letter of which the note's words say that it makes diagonal matrices: `\Delta x`, `\Delta \sigma'(z) W`, `\Delta[x + y]`. */
import { cover } from '../base/span.ts';
import { isCallFence, type Phrase } from '../latex/phrase.ts';
import type { Expr } from './expr.ts';
import { apply, callOf, lowerPhrase, type Lowering } from './lower.ts';

/** The matrix, and how many of the factors it takes up. */
export function diagonalOf(
  [sign, list, more]: readonly Phrase[],
  at: Lowering,
): { readonly expr: Expr; readonly count: number } | undefined {
  if (sign?.kind !== 'leaf' || list === undefined || at.habits.operatorSaid(sign.node) !== 'diag') return undefined;
  const call =
    list.kind === 'leaf' && more?.kind === 'leaf' && isCallFence(more.node)
      ? callOf(list.node, more.node, at)
      : undefined;
  // `\Delta(x)` is a call like any other.
  if (list.kind === 'leaf' && list.node.kind === 'fence' && list.node.open === '(') return undefined;
  const inner = call ?? lowerPhrase(list, at);
  return {
    expr: apply('diagonal', [inner], cover(sign.span, inner.span), 'diag'),
    count: call === undefined ? 2 : 3,
  };
}
