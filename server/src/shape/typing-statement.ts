/** Typing a statement: what a mask of kinds is as a shape, what a typing starts from, and rows that continue others. */
import { perObject } from '../base/per-object.ts';
import type { Expr } from '../expr/expr.ts';
import { some } from '../expr/expr.ts';
import { isUpper } from '../expr/glyph.ts';
import type { Statement } from '../expr/statement.ts';
import type { Oriented } from './axes.ts';
import { captures } from './capture.ts';
import { M, O, P, R, S, V } from './kinds.ts';
import { equatesNumberByForm } from './number-by-form.ts';
import type { SectionQuestion } from './section.ts';
import { matrix, row, SCALAR, SET, type Shape, TUPLE, UNKNOWN, vector } from './shape.ts';
import { settleSides } from './settle-sides.ts';
import { compare, type Typing, typeOf } from './typing.ts';
import type { DimTable } from './unify.ts';

/**
 * A capital that comes out as a row is a sign of a misreading, not of a row; a small bold letter that does is as often a
 * column that its author did not turn.
 */
export const seen = (expr: Expr, mask: number | undefined): number | undefined => {
  if (mask !== R || expr.kind !== 'symbol') return mask;
  return isUpper(expr.glyph) ? 0 : expr.glyph.face === 'bold' ? V | R : mask;
};

export function ofMask(mask: number, dims: DimTable): Shape {
  switch (mask) {
    case S:
      return SCALAR;
    case V:
      return vector(dims.fresh());
    case R:
      return row(dims.fresh());
    case M:
      return matrix(dims.fresh(), dims.fresh());
    case V | R:
      return { kind: 'vector', rows: dims.fresh(), free: true };
    case O:
      return SET;
    case P:
      return TUPLE;
    default:
      return UNKNOWN;
  }
}

export function openTyping(
  dims: DimTable,
  shapes: Map<Expr, Shape>,
  { rowVectors, styles }: Pick<SectionQuestion<unknown>, 'rowVectors' | 'styles'>,
  shapeOf: Typing['shapeOf'],
  isDeclared: Typing['isDeclared'],
  oriented?: Oriented,
): Typing {
  const isSize = (key: string): boolean => styles.sizes.has(key) && !isDeclared(key);
  const open = { dims, rowVectors, shapes, laws: new Set<Expr>(), conflicts: [], shapeOf, isDeclared, isSize };
  return oriented === undefined ? open : { ...open, oriented };
}

export function typeStatement(statement: Statement, at: Typing): void {
  typeOf(statement.expr, at);
  const { expr, continues } = statement;
  if (continues === undefined || expr.kind !== 'relation') return;
  const before = at.shapes.get(continues) ?? typeOf(continues, at);
  const side = expr.sides[1];
  const sign = expr.signs[0]?.text;
  if (sign !== undefined) settleSides([continues, side], [sign], at);
  if (side !== undefined && expr.signs[0] !== undefined)
    compare(expr, expr.signs[0].text, continues, side, before, at.shapes.get(side) ?? UNKNOWN, at);
}

/** What an expression shows by itself, whatever its section says of its names. */
export const formOf = perObject((expr: Expr) => ({
  hole: some(expr, (it) => it.kind === 'hole'),
  numeric: equatesNumberByForm(expr),
  captures: captures(expr),
}));
