/** Equations before a claim from which it follows: what stands before an arrow, or on the row above. */
import type { Relation } from '../expr/expr.ts';
import { IMPLIES } from '../expr/statement.ts';
import type { Tie } from '../verify/job.ts';
import { relationOf } from './definitions.ts';
import { isZero } from './equation-forms.ts';
import type { Meaning } from './meaning.ts';
import type { SectionMeanings } from './meanings.ts';
import type { SectionFacts } from './sections.ts';

/** `a = b \implies c = d`: the equation before the arrow, on this line or the one above, from which this one follows. */
export function premiseOf(
  { signs, sides }: Relation,
  sign: number,
  { statement, formula }: Meaning,
  { meanings }: SectionMeanings,
): readonly Tie[] | undefined {
  const arrow = signs.findLastIndex(({ text }, i) => i < sign && IMPLIES.test(text));
  if (arrow < 0) return undefined;
  const list = meanings[formula] ?? [];
  const above = list[list.findIndex((it) => it.statement === statement) - 1]?.statement;
  const before = above && relationOf(above.expr);
  const [from, end] = arrow > 0 ? [{ signs, sides }, arrow] : [before, before?.signs.length ?? 0];
  const at = from?.signs.findLastIndex(({ text }, i) => i < end && text === '=') ?? -1;
  const left = from?.sides[at] ?? (at === 0 ? above?.continues : undefined);
  const right = from?.sides[at + 1];
  return left === undefined || right === undefined ? undefined : [{ left, right, line: formula }];
}

/** An equation that another may follow from. */
export interface Above extends Tie {
  /** It may be false. */
  readonly isClaimed: boolean;
}

/**
 * `X^\top X\beta = X^\top y` and then `R\beta = Q^\top y`: the equation of the row or the display above, where both say
 * something of a name that they leave free.
 */
export function equationAbove(
  { statement, formula, kind, why }: Meaning,
  section: SectionFacts,
  { meanings }: SectionMeanings,
): readonly Above[] {
  if (kind !== 'claim' || why !== 'known-names') return [];
  const list = meanings[formula] ?? [];
  const row = list.findIndex((it) => it.statement === statement);
  const line = row > 0 ? formula : lineBefore({ formula }, section);
  const above = row > 0 ? list[row - 1] : meanings[line]?.at(-1);
  if (above === undefined || (above.why !== 'known-names' && above.kind !== 'tie')) return [];
  const { sides, signs } = relationOf(above.statement.expr) ?? { sides: [], signs: [] };
  const [left, right] = sides.slice(-2);
  const isEquation = signs.at(-1)?.text === '=' && signs.every(({ text }) => text === '=' || IMPLIES.test(text));
  return isEquation && left !== undefined && right !== undefined
    ? [{ left, right, line, isClaimed: above.kind === 'claim' }]
    : [];
}

/** `\nabla f(x) = 2Ax - 2b = 0` claims what the gradient is, and asks of x that it be zero. */
export function setsToZero({ kind, form, statement }: Pick<Meaning, 'kind' | 'form' | 'statement'>): boolean {
  const { sides } = relationOf(statement.expr) ?? { sides: [] };
  const last = sides.at(-1);
  return kind === 'claim' && form === 'derivative' && sides.length > 2 && last !== undefined && isZero(last);
}

/** The formula before; of a display the display before, where the words between name things and state nothing. */
export function lineBefore(
  { formula }: Pick<Meaning, 'formula'>,
  { statements: { part, statements } }: SectionFacts,
): number {
  const last = formula - 1;
  if (part.formulas[formula]?.display !== true) return last;
  const isNamed = (it: number): boolean =>
    part.formulas[it]?.display === false && (statements[it] ?? []).every(({ expr }) => expr.kind !== 'relation');
  let at = last;
  while (last - at < NAMED && isNamed(at)) at--;
  return part.formulas[at]?.display === true ? at : last;
}

/** So many names may stand in the words between two displays. */
const NAMED = 4;
