/** A map between spaces of vectors, `T : \mathbb R^n \to \mathbb R^m`, and its matrix: the name alone may stand for either. */
import { children, type Expr } from '../expr/expr.ts';
import { isUpper } from '../expr/glyph.ts';
import { matrix, type Shape } from './shape.ts';
import type { Typing } from './typing.ts';

/** The matrix of a map that is named alone; undefined for anything else. */
function matrixOf(expr: Expr | undefined, at: Typing): Shape | undefined {
  if (expr?.kind === 'apply' && expr.op === 'parentheses') return matrixOf(expr.args[0], at);
  if (expr?.kind !== 'symbol' || !at.isDeclared(expr.key)) return undefined;
  const map = at.shapeOf(expr.key, expr);
  return map.kind === 'function' && map.from?.kind === 'vector' && map.to.kind === 'vector'
    ? matrix(map.to.rows, map.from.rows)
    : undefined;
}

/** Beside a matrix, a map is its own: `T = \begin{pmatrix} … \end{pmatrix}`. */
export const besideMatrix = (expr: Expr, shape: Shape, other: Shape, at: Typing): Shape =>
  other.kind === 'matrix' ? (matrixOf(expr, at) ?? shape) : shape;

/** Whether a map named by a capital is computed with: `ST`, `T^\top T`, `S - \lambda I`. */
export function holdsMap(expr: Expr | undefined, at: Typing): boolean {
  if (expr === undefined || expr.kind === 'derivative') return false;
  if (expr.kind === 'symbol') return isUpper(expr.glyph) && matrixOf(expr, at) !== undefined;
  return (expr.kind === 'call' ? expr.args : children(expr)).some((it) => holdsMap(it, at));
}

/** Whether a side is a map and nothing else. */
export const isMap = (expr: Expr | undefined, at: Typing): boolean => matrixOf(expr, at) !== undefined;
