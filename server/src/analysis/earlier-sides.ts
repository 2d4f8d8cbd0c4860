/** Sides further up a chain: what a step may be compared with where the side before it is beyond checking. */
import { type Expr, some } from '../expr/expr.ts';
import { captures } from '../shape/capture.ts';
import { relationOf } from './definitions.ts';
import type { Meaning } from './meaning.ts';
import type { SectionMeanings } from './meanings.ts';
import { lineBefore } from './premises.ts';
import type { SectionFacts } from './sections.ts';

/** So many are tried, and always the head of the chain. */
const MOST = 3;

/** The nearest first. None where the side before can be checked, as far as its form tells. */
export function earlierSides(
  left: Expr,
  meaning: Meaning,
  sign: number,
  all: SectionMeanings,
  section: SectionFacts,
): readonly Expr[] {
  if (!some(left, isHard) && !isCaptured(left)) return [];
  const found = [...sidesAbove(left, meaning, sign, all, section)].filter((it) => !some(it, isUnread));
  return found.length <= MOST ? found : [...found.slice(0, MOST - 1), found.at(-1)!];
}

/** `\nabla_{u_i} \sum_i u_i v_i`: one index with two meanings, so that nothing can be compared with it. */
export const isCaptured = (side: Expr): boolean => captures(side).length > 0;

function* sidesAbove(
  left: Expr,
  { statement, formula }: Meaning,
  sign: number,
  { meanings }: SectionMeanings,
  section: SectionFacts,
): Generator<Expr> {
  let line = formula;
  let list = meanings[line] ?? [];
  let at = list.findIndex((it) => it.statement === statement);
  let relation = relationOf(statement.expr);
  let place = sign;
  for (;;) {
    const side = relation?.sides[place];
    if (side !== undefined && side !== left) yield side;
    if (place > 0) {
      if (relation?.signs[place - 1]?.text !== '=') return;
      place--;
      continue;
    }
    const row = list[at]?.statement;
    if (side !== undefined || row === undefined) return;
    const { continues } = row;
    if (continues === undefined) {
      // A display that begins with a sign goes on from the one before.
      const before = lineBefore({ formula: line }, section);
      if (at !== 0 || before >= line) return;
      line = before;
      list = meanings[line] ?? [];
      at = list.findLastIndex((it) => it.statement.words === '');
    } else at--;
    const above = list[at]?.statement;
    relation = above && relationOf(above.expr);
    if (relation === undefined || (continues !== undefined && relation.sides.at(-1) !== continues)) return;
    place = relation.sides.length - 1;
  }
}

const isUnread = (expr: Expr): boolean => expr.kind === 'hole' || (expr.kind === 'tuple' && expr.items.length === 0);

/** Forms that are often beyond what samples can tell. */
const isHard = (expr: Expr): boolean =>
  /^(hole|ellipsis|cases|call|tuple|literal)$/.test(expr.kind) ||
  (expr.kind === 'reduce' &&
    expr.op !== 'product' &&
    (expr.op !== 'sum' || expr.bound.some((it) => it.from === undefined))) ||
  (expr.kind === 'apply' && /^(expectation|covariance|probability|total-derivative)$/.test(expr.op));
