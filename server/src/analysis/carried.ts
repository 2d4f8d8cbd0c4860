/** What is known of the shapes of an expression, when it is written otherwise. */
import { children, type Expr } from '../expr/expr.ts';
import type { Shape } from '../shape/shape.ts';

/** Notes for each part of an expression what is known of the part that it stands for. */
export function carry(shapes: Map<Expr, Shape>, from: Expr, to: Expr): void {
  if (from === to) return;
  const known = shapes.get(from);
  if (known !== undefined) shapes.set(to, known);
  const parts = children(to);
  for (const [i, it] of children(from).entries()) carry(shapes, it, parts[i] ?? it);
}
