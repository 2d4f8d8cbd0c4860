/** `(i \ne j)` beside a claim, or in the words before it: how its free indices lie to each other. */
import { unbracketed } from '../expr/expr.ts';
import { freeNames } from '../shape/free-names.ts';
import type { Claim, IndexOrder } from '../verify/job.ts';
import { comparedIndices } from '../verify/index-orders.ts';
import { keyOfIndex } from '../verify/indexing.ts';
import { relationOf } from './definitions.ts';
import type { Meaning } from './meaning.ts';
import type { SectionMeanings } from './meanings.ts';
import type { SectionFacts } from './sections.ts';

/** So many formulas may stand between the words and the claim. */
const NEAR = 3;

/** What the formulas around say of them, if it is one thing; undefined where there are not two indices. */
export function indexOrderOf(
  { left, right }: Claim,
  { formula, statement }: Meaning,
  { statements: { part } }: SectionFacts,
  { meanings }: SectionMeanings,
): IndexOrder | undefined {
  const sides = [left, right];
  const free = comparedIndices(new Set(sides.flatMap((it) => [...freeNames(it).indices])), sides);
  if (free.length !== 2) return undefined;
  const said = new Set<IndexOrder>();
  for (let at = formula; at >= Math.max(0, formula - NEAR); at--) {
    if (at < formula && part.formulas[at]?.display !== false) break;
    for (const it of meanings[at] ?? []) {
      const order = it.statement === statement ? undefined : orderIn(it, free);
      if (order !== undefined) said.add(order);
    }
  }
  // “Both for i = j and for i ≠ j”: for all.
  const [only, more] = said;
  return more === undefined ? only : undefined;
}

function orderIn({ statement }: Meaning, [first, second]: readonly string[]): IndexOrder | undefined {
  const { sides, signs } = relationOf(unbracketed(statement.expr)) ?? { sides: [], signs: [] };
  const [left, right, more] = sides.map((it) => (it === undefined ? undefined : keyOfIndex(it)));
  if (left === undefined || right === undefined || more !== undefined) return undefined;
  const sign = signs[0]?.text ?? '';
  const isTurned = left === second && right === first;
  if (!isTurned && !(left === first && right === second)) return undefined;
  if (sign === '=') return 'equal';
  if (/^(\\neq?|≠)$/.test(sign)) return 'apart';
  if (/^(<|\\lt)$/.test(sign)) return isTurned ? 'falling' : 'rising';
  return /^(>|\\gt)$/.test(sign) ? (isTurned ? 'rising' : 'falling') : undefined;
}
