/** Which of several readings of a notation was taken, in words, where the notation has several. */
import type { Expr } from '../expr/expr.ts';
import { unicode } from '../expr/glyph.ts';
import type { Shape } from '../shape/shape.ts';

export function readingUsed(expr: Expr, shape: Shape, operand: Shape | undefined): string | undefined {
  switch (expr.kind) {
    case 'call':
      return expr.fn.kind === 'symbol' ? `a value of the function ${unicode(expr.fn.glyph)}` : undefined;
    case 'index':
      return shape.kind === 'scalar'
        ? 'an entry'
        : shape.kind === 'unknown'
          ? undefined
          : 'one of a family, or a slice';
    case 'apply':
      break;
    default:
      return undefined;
  }
  switch (expr.op) {
    case 'transpose':
      return 'a transpose';
    case 'bars':
      return operand?.kind === 'matrix'
        ? 'a determinant'
        : operand?.kind === 'scalar'
          ? 'an absolute value'
          : undefined;
    case 'hadamard':
      return 'an entrywise (Hadamard) product';
    case 'kronecker':
      return 'a Kronecker product';
    case 'pseudo-inverse':
      return 'a pseudo-inverse';
    case 'power':
      return operand?.kind === 'matrix' ? 'a power of a matrix' : undefined;
    case 'elementwise':
      return operand === undefined || operand.kind === 'scalar' || operand.kind === 'unknown'
        ? undefined
        : 'a function of each entry';
    default:
      return undefined;
  }
}
