/** Sides further up a chain: what a step may be compared with where the side before it is beyond checking. */
import { type Expr, some } from '../expr/expr.ts';
import { relationOf } from './definitions.ts';
import type { Meaning } from './meaning.ts';
import type { SectionMeanings } from './meanings.ts';

/** So many are tried, and always the head of the chain. */
const MOST = 3;

/** The nearest first. None where the side before can be checked, as far as its form tells. */
export function earlierSides(
  left: Expr,
  { statement, formula }: Meaning,
  sign: number,
  { meanings }: SectionMeanings,
): readonly Expr[] {
  if (!some(left, isHard)) return [];
  const list = meanings[formula] ?? [];
  const found: Expr[] = [];
  let at = list.findIndex((it) => it.statement === statement);
  let relation = relationOf(statement.expr);
  let place = sign;
  for (;;) {
    const side = relation?.sides[place];
    if (side !== undefined && side !== left && !some(side, isUnread)) found.push(side);
    if (place > 0) {
      if (relation?.signs[place - 1]?.text !== '=') break;
      place--;
      continue;
    }
    const { continues } = list[at]?.statement ?? {};
    relation = list[at - 1] && relationOf(list[at - 1]!.statement.expr);
    if (continues === undefined || relation?.sides.at(-1) !== continues) break;
    at--;
    place = relation.sides.length - 1;
  }
  return found.length <= MOST ? found : [...found.slice(0, MOST - 1), found.at(-1)!];
}

const isUnread = (expr: Expr): boolean => expr.kind === 'hole' || (expr.kind === 'tuple' && expr.items.length === 0);

/** Forms that are often beyond what samples can tell. */
const isHard = (expr: Expr): boolean =>
  /^(hole|ellipsis|cases|call|tuple|literal)$/.test(expr.kind) ||
  (expr.kind === 'reduce' &&
    expr.op !== 'product' &&
    (expr.op !== 'sum' || expr.bound.some((it) => it.from === undefined))) ||
  (expr.kind === 'apply' && /^(expectation|covariance|probability|total-derivative)$/.test(expr.op));
