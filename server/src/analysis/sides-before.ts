/** What a side of a relation is compared with: the side before its sign, or the end of the line above. */
import type { Expr, Relation } from '../expr/expr.ts';
import type { Meaning } from './meaning.ts';
import type { SectionMeanings } from './meanings.ts';
import { lineBefore } from './premises.ts';
import type { SectionFacts } from './sections.ts';

/** `a = b = \cdots = c`: what c is compared with stands before the dots. */
export function sideBefore({ sides, signs }: Pick<Relation, 'sides' | 'signs'>, sign: number): Expr | undefined {
  const side = sides[sign];
  const [before, after] = [signs[sign - 1]?.text, signs[sign]?.text];
  return side?.kind === 'ellipsis' && sign > 0 && before === after ? sideBefore({ sides, signs }, sign - 1) : side;
}

/** What a row that begins with a sign goes on from: the row above, or the last side of the display before. */
export function continued(meaning: Meaning, section: SectionFacts, { meanings }: SectionMeanings): Expr | undefined {
  if (meaning.statement.continues !== undefined) return meaning.statement.continues;
  // `= b \quad \text{by symmetry of } A`: what is named in a reason is no line of its own.
  const before = meanings[lineBefore(meaning, section)]?.findLast((it) => it.statement.words === '')?.statement.expr;
  return before?.kind === 'relation' ? before.sides.at(-1) : undefined;
}
