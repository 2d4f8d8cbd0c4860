/** Fixed points and eigenvectors: equations of two products that end in the same name. */
import type { Expr } from '../expr/expr.ts';
import { isUpper } from '../expr/glyph.ts';
import { nameOf } from './declare.ts';
import { narrow, type Node, type State } from './kind-slots.ts';
import { M, R, V } from './kinds.ts';
import { isSmallPlain } from './number-by-form.ts';

/** `\pi = \pi P`, `A x = \lambda x`, `K x = \omega^2 M x`: were the capitals numbers, nothing would be said. */
export function relateFixed(kids: readonly Node[], left: Expr, right: Expr, state: State): void {
  const sides = [left, right].map((side) => {
    const node = kids.find((it) => it.expr === side);
    const factors = node === undefined ? [] : side.kind === 'apply' && side.op === 'product' ? node.kids : [node];
    const capitals = factors.filter((it) => it.expr.kind === 'symbol' && isUpper(it.expr.glyph));
    return { factors, capitals };
  });
  const ends = sides.map(({ factors }) => [factors[0], factors[factors.length - 1]]);
  const [mine, other] = sides;
  if (mine === undefined || other === undefined || mine.capitals.length + other.capitals.length === 0) return;
  for (const at of [0, 1]) {
    const [a, b] = [ends[0]?.[at], ends[1]?.[at]];
    if (a === undefined || b === undefined || a === b || !isSmallPlain(a.expr) || !sameName(a.expr, b.expr)) continue;
    const rest = sides.map(({ factors, capitals }) =>
      factors.filter((it) => it !== a && it !== b && !capitals.includes(it)),
    );
    if (sides.some(({ capitals }) => capitals.length > 1) || !rest.flat().every(({ expr }) => isCoefficient(expr)))
      continue;
    for (const { capitals } of sides) for (const it of capitals) narrow(it.slot, M, state);
    narrow(a.slot, V | R | M, state);
    narrow(b.slot, V | R | M, state);
  }
}

const sameName = (a: Expr, b: Expr): boolean =>
  a.kind === 'symbol'
    ? b.kind === 'symbol' && a.key === b.key
    : a.kind === 'index' &&
      b.kind === 'index' &&
      sameName(a.base, b.base) &&
      nameOf(a) !== undefined &&
      nameOf(a) === nameOf(b);

/** `\lambda`, `\omega_i^2` */
const isCoefficient = (expr: Expr): boolean =>
  expr.kind === 'number' ||
  isSmallPlain(expr) ||
  (expr.kind === 'apply' && expr.op === 'power' && expr.args[0] !== undefined && isSmallPlain(expr.args[0]));
