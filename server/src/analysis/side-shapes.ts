/** Sides of equations whose shape is open have the shape of the other sides: `\nabla \operatorname{tr}(AX) = A^\top` is a matrix. */
import type { Expr } from '../expr/expr.ts';
import type { Statement } from '../expr/statement.ts';
import type { Shape } from '../shape/shape.ts';

/** @param shapeOf as worked out from the side itself @returns shapes for the sides that have none of their own */
export function sideShapes(
  statements: readonly Statement[],
  shapeOf: (expr: Expr) => Shape,
  fits: (statement: Statement) => boolean,
): ReadonlyMap<Expr, Shape> {
  const found = new Map<Expr, Shape>();
  let chain: Expr[] = [];
  const close = (): void => {
    const shapes = chain.map(shapeOf);
    const known = shapes.find(isDefinite);
    if (known !== undefined && chain.length > 1)
      shapes.forEach((shape, i) => {
        if (isOpen(shape)) found.set(chain[i]!, known);
      });
    chain = [];
  };
  for (const statement of statements) {
    const { expr } = statement;
    if (expr.kind !== 'relation' || !fits(statement)) {
      close();
      continue;
    }
    expr.sides.forEach((side, i) => {
      const sign = i === 0 ? undefined : expr.signs[i - 1]?.text;
      if (side === undefined) return;
      if (i === 0 || (sign !== '=' && sign !== ':=')) close();
      chain.push(side);
    });
  }
  close();
  return found;
}

const isDefinite = (shape: Shape): boolean =>
  shape.kind === 'scalar' ||
  shape.kind === 'row' ||
  shape.kind === 'matrix' ||
  (shape.kind === 'vector' && shape.guess !== true);

const isOpen = (shape: Shape): boolean =>
  shape.kind === 'unknown' || shape.kind === 'zero' || (shape.kind === 'vector' && shape.guess === true);
