/** `a > b` and then `a - b > 0`: the inequality of the row or the display above, of which this one is the same in other words. */
import type { Expr } from '../expr/expr.ts';
import type { Sign, Tie } from '../verify/job.ts';
import { relationOf } from './definitions.ts';
import type { Meaning } from './meaning.ts';
import type { SectionMeanings } from './meanings.ts';
import { lineBefore } from './premises.ts';
import type { SectionFacts } from './sections.ts';
import { SIGNS } from './signs.ts';

interface Order {
  readonly smaller: Expr;
  readonly larger: Expr;
  readonly isStrict: boolean;
}

/** Turned as the claim is. */
export function orderAbove(meaning: Meaning, section: SectionFacts, { meanings }: SectionMeanings): readonly Tie[] {
  const { kind, statement, formula } = meaning;
  const own = kind === 'claim' ? orderIn(meaning) : undefined;
  if (own === undefined) return [];
  const list = meanings[formula] ?? [];
  const row = list.findIndex((it) => it.statement === statement);
  const line = row > 0 ? formula : lineBefore({ formula }, section);
  const above = row > 0 ? list[row - 1] : meanings[line]?.at(-1);
  const order = above && orderIn(above);
  if (order === undefined) return [];
  if (order.isStrict !== own.isStrict) return [];
  const isLess = relationOf(statement.expr)?.sides[0] === own.smaller;
  const [left, right] = isLess ? [order.smaller, order.larger] : [order.larger, order.smaller];
  return [{ left, right, line }];
}

/** A relation that is an order of numbers and nothing else. */
function orderIn({ statement }: Meaning): Order | undefined {
  const { sides: [left, right] = [], signs = [] } = relationOf(statement.expr) ?? {};
  const sign: Sign | undefined = signs.length === 1 ? SIGNS[signs[0]!.text] : undefined;
  if (left === undefined || right === undefined) return undefined;
  if (sign === '<' || sign === '<=') return { smaller: left, larger: right, isStrict: sign === '<' };
  return sign === '>' || sign === '>=' ? { smaller: right, larger: left, isStrict: sign === '>' } : undefined;
}
