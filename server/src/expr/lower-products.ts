/** What the sign between two factors makes of them. */
import type { Span } from '../base/span.ts';
import { type Expr, some } from './expr.ts';
import { isBareDerivative } from './lower-derivative.ts';
import { apply, type Lowering } from './lower.ts';
import { CONTRACTION } from './lower-written.ts';

export function product(sign: string, left: Expr, right: Expr, span: Span, at: Lowering): Expr {
  switch (sign) {
    case '/':
    case '\\div':
      return apply('divide', [left, right], span);
    case '\\oslash':
      return apply('entrywise-divide', [left, right], span);
    case '\\odot':
      return apply('hadamard', [left, right], span);
    case '\\circ':
      return apply(at.habits.circIsHadamard ? 'hadamard' : 'free', [left, right], span);
    case '\\otimes':
      return apply('kronecker', [left, right], span);
    case '*':
    case '\\ast':
    case '\\star':
      return apply('free', [left, right], span);
    case '\\cdot':
    case '⋅':
    case '·':
      if (isBareDerivative(left)) return apply('free', [left, right], span);
      return flat('dot', left, right, span);
    case CONTRACTION:
      return apply(
        at.habits.colons === 'inner' && ![left, right].some(isHigher) ? 'inner' : 'free',
        [left, right],
        span,
      );
    case '\\times':
    case '×':
      return flat('cross', left, right, span);
    default:
      return apply('free', [left, right], span);
  }
}

/** `a · b · c` is one product of three. */
function flat(op: 'dot' | 'cross', left: Expr, right: Expr, span: Span): Expr {
  if (left.kind === 'apply' && left.op === op) return apply(op, [...left.args, right], span);
  return apply(op, [left, right], span);
}

/** `\mathbb C : E`: a tensor with four indices makes another matrix of one. */
const isHigher = (expr: Expr): boolean =>
  some(expr, (it) => it.kind === 'symbol' && /^(blackboard|calligraphic)$/.test(it.glyph.face));
