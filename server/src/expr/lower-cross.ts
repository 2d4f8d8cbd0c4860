/** The matrix of a vector product: `[t]_\times`, `\omega_\times`, `(a + b)^\wedge`, `\phi_k^\wedge`. */
import { cover } from '../base/span.ts';
import type { Node, Scripted } from '../latex/node.ts';
import type { Expr } from './expr.ts';
import { apply, type Lowering } from './lower.ts';
import { lowerScripted } from './lower-scripts.ts';

/** What stands in a script, sign by sign; `?` for anything that is no sign. */
export const signOf = (node: Node): string =>
  node.kind === 'group' ? node.body.map(signOf).join('') : node.kind === 'atom' ? node.text : '?';

const isTimes = (node: Node | undefined): boolean => node !== undefined && /^(\\times|×)$/.test(signOf(node));
const isWedge = (node: Node | undefined): boolean => node !== undefined && /^(\\wedge|∧)$/.test(signOf(node));

export const isCross = ({ base, sub, sup }: Scripted): boolean => base !== undefined && (isTimes(sub) || isWedge(sup));

/** @param given the base, where it is an expression already */
export function crossMatrix(node: Scripted, at: Lowering, given?: Expr): Expr {
  const { sub, sup, primes, span } = node;
  const base = node.base!;
  // The other script is of the matrix (`[a]_\times^\top`), or of the name before it (`\phi_k^\wedge`).
  if (isTimes(sub)) {
    const inner = given ?? lowerScripted(base, at);
    const matrix = apply('cross-matrix', [inner], cover(inner.span, sub!.span));
    return sup === undefined && primes === 0
      ? matrix
      : lowerScripted({ kind: 'scripted', base, ...(sup && { sup }), primes, span }, at, matrix);
  }
  const inner: Node =
    sub === undefined && primes === 0 ? base : { kind: 'scripted', base, ...(sub && { sub }), primes, span };
  return apply('cross-matrix', [lowerScripted(inner, at, given)], span, 'wedge');
}
