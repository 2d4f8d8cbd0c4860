/** What a bar behind an expression says: its value at a point. */
import type { Scripted } from '../latex/node.ts';
import type { BoundIndex, Expr } from './expr.ts';
import { apply, lowerNodes, type Lowering } from './lower.ts';
import { bodyOf } from './lower-scripts.ts';

/** `\left. f \right|_{x = c}`. */
export const isEvaluation = ({ base, sub }: Scripted): boolean =>
  sub !== undefined && base?.kind === 'fence' && base.open === '.' && /^(\||\\rvert|\\vert)$/.test(base.close);

/** `\partial f/\partial x` at `|_{x = c}`, `|_{x = c, y = d}` or `|_c`. */
export function evaluation(base: Expr, { sub, sup, primes, span }: Scripted, at: Lowering): Expr {
  const point = lowerNodes(bodyOf(sub!), at, sub!.span);
  const points = point.kind === 'tuple' && point.open === '' ? point.items : [point];
  const bound = points.map((it): BoundIndex | undefined => {
    const by = base.kind === 'derivative' && base.by.length === 1 ? variableOf(base.by[0]!) : undefined;
    const [name, from] =
      it.kind !== 'relation'
        ? [points.length === 1 ? by : undefined, it]
        : it.signs.length === 1 && it.signs[0]!.text === '='
          ? it.sides
          : [];
    return name?.kind === 'symbol' && from !== undefined && from.kind !== 'hole'
      ? { key: name.key, span: it.span, from }
      : undefined;
  });
  if (sup !== undefined || primes > 0 || bound.some((it) => it === undefined)) return apply('free', [base], span);
  return { kind: 'reduce', op: 'evaluation', bound: bound.filter((it) => it !== undefined), body: base, span };
}

const variableOf = (expr: Expr): Expr =>
  expr.kind === 'apply' && expr.op === 'transpose' && expr.args[0] !== undefined ? expr.args[0] : expr;
