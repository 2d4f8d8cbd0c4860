/** Small letters alone in a trace are matrices: nobody takes the trace of a number. */
import type { Apply } from '../expr/expr.ts';
import { narrow, type Node, type State } from './kind-slots.ts';
import { M } from './kinds.ts';

/** `\operatorname{tr}\rho`, `\operatorname{tr}(\rho^2)`: said before a power makes a number of it. */
export function relateTraced({ op }: Apply, traced: Node, state: State): void {
  const name = op === 'trace' ? basis(traced) : undefined;
  if (name !== undefined) narrow(name.slot, M, state);
}

/** The name of which powers are taken. */
function basis(node: Node): Node | undefined {
  const { expr, kids } = node;
  if (expr.kind === 'symbol') return node;
  const inner = expr.kind === 'apply' && (expr.op === 'power' || expr.op === 'parentheses') ? kids[0] : undefined;
  return inner && basis(inner);
}
