/** Sides of equations whose shape is open have the shape of the other sides: `\nabla \operatorname{tr}(AX) = A^\top` is a matrix. */
import type { Expr, Relation } from '../expr/expr.ts';
import { ORDER, type Statement } from '../expr/statement.ts';
import { spaceShape } from '../shape/declare.ts';
import { dimsOf, row, type Shape } from '../shape/shape.ts';

/** @param shapeOf as worked out from the side itself @returns shapes for the sides that have none of their own */
export function sideShapes(
  statements: readonly Statement[],
  shapeOf: (expr: Expr) => Shape,
  fits: (statement: Statement) => boolean,
): ReadonlyMap<Expr, Shape> {
  const found = new Map<Expr, Shape>();
  let chain: Expr[] = [];
  const close = (): void => {
    settle(chain, shapeOf, found);
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
    ordered(expr, shapeOf, found);
    contained(expr, shapeOf, found);
  }
  close();
  return found;
}

function settle(chain: readonly Expr[], shapeOf: (expr: Expr) => Shape, found: Map<Expr, Shape>): void {
  if (chain.length < 2) return;
  const shapes = chain.map(shapeOf);
  const known = shapes.find(isDefinite) ?? shapes.find(({ kind }) => kind === 'tensor' || kind === 'set');
  const guess = shapes.find(isGuess);
  const isTurned = shapes.some(({ kind }) => kind === 'row');
  const literal = chain.findIndex((it, i) => isWrittenOut(it) && isCounted(shapes[i]!));
  shapes.forEach((shape, i) => {
    const side = chain[i]!;
    if (known !== undefined && isOpen(shape) && !(shape.kind === 'zero' && known.kind === 'set'))
      found.set(side, known);
    // `[x_1, \ldots, x_n] = x^\top`: a list stands as what it equals.
    else if (isTurned && side.kind === 'tuple' && shape.kind === 'vector' && shape.free === true)
      found.set(side, row(shape.rows));
    else if (shape.kind === 'zero' && guess !== undefined) found.set(side, guess);
    // `L = \|e\|^2`: the name of a function stands for its value.
    else if (shape.kind === 'function' && side.kind === 'symbol' && known !== undefined) found.set(side, known);
    // An example: here $A$ is 2 × 2.
    else if (side.kind === 'symbol' && literal >= 0 && shapes[literal]!.kind === shape.kind)
      found.set(side, shapes[literal]!);
  });
}

/** What is less or more than a number is one; not than `0` or `1`, which stand for every entry. */
function ordered({ sides, signs }: Relation, shapeOf: (expr: Expr) => Shape, found: Map<Expr, Shape>): void {
  signs.forEach(({ text }, i) => {
    const pair = [sides[i], sides[i + 1]];
    if (!ORDER.has(text) || /succ|prec|ne/.test(text)) return;
    pair.forEach((side, j) => {
      const other = pair[1 - j];
      if (side === undefined || other === undefined || other.kind === 'number' || shapeOf(side).kind !== 'unknown')
        return;
      const shape = shapeOf(other);
      if (shape.kind === 'scalar') found.set(side, shape);
    });
  });
}

/** `\partial L/\partial \theta \in \mathbb R^{1 \times D}` */
function contained({ sides, signs }: Relation, shapeOf: (expr: Expr) => Shape, found: Map<Expr, Shape>): void {
  signs.forEach(({ text }, i) => {
    const [side, space] = [sides[i], sides[i + 1]];
    if ((text !== '\\in' && text !== '∈') || side === undefined || space?.kind !== 'space') return;
    const shape = spaceShape(space);
    if (shape !== undefined && isOpen(shapeOf(side))) found.set(side, shape);
  });
}

/** Written out, with sizes that are numbers. */
const isCounted = (shape: Shape): boolean =>
  dimsOf(shape).length > 0 && dimsOf(shape).every(({ terms }) => terms.every((it) => it.atoms.length === 0));

const isWrittenOut = (expr: Expr): boolean =>
  expr.kind === 'literal' ||
  expr.kind === 'tuple' ||
  (expr.kind === 'apply' && (expr.op === 'transpose' || expr.op === 'parentheses') && isWrittenOut(expr.args[0]!));

const isGuess = (shape: Shape): boolean => shape.kind === 'vector' && shape.guess === true;

const isDefinite = (shape: Shape): boolean =>
  shape.kind === 'scalar' ||
  shape.kind === 'row' ||
  shape.kind === 'matrix' ||
  (shape.kind === 'vector' && shape.guess !== true);

const isOpen = (shape: Shape): boolean =>
  shape.kind === 'unknown' || shape.kind === 'zero' || (shape.kind === 'vector' && shape.guess === true);
