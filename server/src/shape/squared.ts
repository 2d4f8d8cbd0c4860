/**
 * A matrix that its definition makes rectangular (`A = \operatorname{softmax}(QK^\top)`, `\Phi^\top = (\phi_1, …)`), and a
 * single formula that fits only if it is square (`I - A`, `\Phi^\top \Phi^\top W`): two undeclared sizes that the other
 * formulas keep apart (design.md 3.4). Inverses, determinants, traces, powers and quadratic forms are no such evidence: they are
 * written of square matrices on purpose.
 */
import { type Expr, type SymbolExpr, some, walk } from '../expr/expr.ts';
import type { Statement } from '../expr/statement.ts';
import type { Conflict } from './conflict.ts';
import { constantOf } from './constants.ts';
import { named } from './dim.ts';
import type { KindOf } from './infer-kinds.ts';
import type { Trial } from './judge.ts';
import { M } from './kinds.ts';
import type { Names } from './names.ts';
import type { Found } from './section.ts';
import { matrix, type Shape } from './shape.ts';

export interface Tried {
  readonly statement: Statement;
  readonly formula: number;
  readonly trial: Trial;
  readonly fits: boolean;
}

export function squared<Place>(
  tried: readonly Tried[],
  kinds: ReadonlyMap<string, KindOf>,
  names: Names<Place>,
): readonly Found[] {
  const found: Found[] = [];
  const definitions = new Map<string, Tried>();
  for (const it of tried) {
    const rectangle = definedRectangle(it.statement.expr);
    if (rectangle === undefined || isSquare(rectangle.outer, it.formula, names)) continue;
    const { key } = rectangle;
    const slot = names.slot(key, it.formula);
    if (names.declared(slot) === undefined && kinds.get(slot)?.mask === M && !definitions.has(slot))
      definitions.set(slot, it);
  }
  for (const [slot, definition] of definitions) {
    const uses = tried.filter((it) => it.fits && it !== definition && mentions(it, slot));
    const clashing = uses.map((it) => ({ it, conflict: clashOf(it, slot) })).filter((it) => it.conflict !== undefined);
    const [only] = clashing;
    // One formula against at least two others, the definition among them.
    if (clashing.length !== 1 || only?.conflict === undefined || uses.length < 2 || !isTelling(only.conflict)) continue;
    found.push({
      formula: only.it.formula,
      statement: only.it.statement,
      conflict: { ...only.conflict, code: 'dimension-mismatch', what: 'square' },
      evidence: 'forced',
    });
  }
  return found;
}

const mentions = ({ statement, trial }: Tried, slot: string): boolean =>
  some(statement.expr, (it) => it.kind === 'symbol' && trial.slotOf(it.key) === slot);

/** What fails when the matrix has another number of columns than rows, and fits when it has as many. */
export function clashOf({ trial }: Tried, slot: string): Conflict | undefined {
  const [rows, columns] = [named('rows'), named('columns')];
  const clashWith = (shape: Shape): Conflict | undefined =>
    trial.run(trial.guess, (it) => (it === slot ? shape : undefined)).find((it) => it.code !== 'broadcast');
  // Declared sizes beside it clash with any other, which tells nothing.
  return clashWith(matrix(rows, rows)) === undefined ? clashWith(matrix(rows, columns)) : undefined;
}

const isTelling = ({ what, code, left, right }: Conflict): boolean =>
  code === 'dimension-mismatch' &&
  (what === 'sum' || what === 'product') &&
  !(right !== undefined && isQuadratic(left, right));

/** `x^\top A x`: the same name on both sides. */
function isQuadratic(left: Expr, right: Expr): boolean {
  const keys = new Set<string>();
  walk(left, (it) => {
    if (it.kind === 'symbol' && constantOf(it) === undefined && /^[a-z]|^bold [a-z]/.test(it.key)) keys.add(it.key);
  });
  return some(right, (it) => it.kind === 'symbol' && keys.has(it.key));
}

/** `A = f(Q K^\top)`, `\Phi^\top = (\phi_1, …, \phi_N)`: rows and columns come from different things. */
function definedRectangle(expr: Expr): { readonly key: string; readonly outer: Expr } | undefined {
  if (expr.kind !== 'relation' || expr.signs[0]?.text !== '=') return undefined;
  const [left, right] = expr.sides;
  if (left === undefined || right === undefined) return undefined;
  const name = left.kind === 'apply' && left.op === 'transpose' ? left.args[0] : left;
  if (name?.kind !== 'symbol') return undefined;
  const outer = outerIn(right);
  return outer && { key: name.key, outer };
}

function outerIn(expr: Expr): Expr | undefined {
  if (expr.kind === 'tuple') return expr.items.some((it) => it.kind === 'ellipsis') ? expr : undefined;
  if (expr.kind !== 'apply') return undefined;
  if (expr.op === 'softmax' || expr.op === 'elementwise' || expr.op === 'parentheses' || expr.op === 'divide')
    return expr.args[0] && outerIn(expr.args[0]);
  const pair = pairOf(expr);
  return pair !== undefined && pair[0].key !== pair[1].key ? expr : undefined;
}

/** The Q and K of QKᵀ. */
function pairOf(expr: Expr): readonly [SymbolExpr, SymbolExpr] | undefined {
  if (expr.kind !== 'apply' || expr.op !== 'product' || expr.args.length !== 2) return undefined;
  const [first, second] = expr.args;
  const other = second?.kind === 'apply' && second.op === 'transpose' ? second.args[0] : undefined;
  return first?.kind === 'symbol' && other?.kind === 'symbol' ? [first, other] : undefined;
}

/** QKᵀ of two matrices that are declared with as many rows. */
function isSquare<Place>(outer: Expr, formula: number, names: Names<Place>): boolean {
  const rows = pairOf(outer)?.map(({ key }) => {
    const shape = names.declared(names.slot(key, formula))?.shape;
    return shape?.kind === 'matrix' ? JSON.stringify(shape.rows) : undefined;
  });
  return rows?.[0] !== undefined && rows[0] === rows[1];
}
