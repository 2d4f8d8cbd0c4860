/** `\partial K / \partial R = \ldots = D`, where `D = \ldots`: what explains the last side of an equation is compared with the others. */
import { type Expr, unbracketed } from '../expr/expr.ts';
import { textOf } from '../expr/text.ts';
import { relationOf } from './definitions.ts';
import type { Meaning } from './meaning.ts';
import type { SectionMeanings } from './meanings.ts';
import type { SectionFacts } from './sections.ts';
import { surroundingsOf } from './surroundings.ts';
import type { Compared } from './written-densities.ts';

/** The side before the name, in the formula right above, that a definition explains. */
export function explainedSide(
  { kind, statement, formula }: Meaning,
  { statements: { part } }: SectionFacts,
  all: SectionMeanings,
): Compared | undefined {
  const { sides = [], signs = [] } = (kind === 'definition' ? relationOf(statement.expr) : undefined) ?? {};
  const [name, right] = sides;
  if (name === undefined || right === undefined || signs.length !== 1 || signs[0]?.text !== '=') return undefined;
  if (!EXPLAINS.test(surroundingsOf(part)[formula]?.before ?? '')) return undefined;
  for (const above of all.meanings[formula - 1] ?? []) {
    const equation = relationOf(above.statement.expr);
    if (equation?.signs.every(({ text }) => text === '=') !== true) continue;
    const left = equation.sides[equation.sides.findIndex((it) => it !== undefined && isSame(it, name)) - 1];
    if (left !== undefined) return { left, right, said: 'compared with the side above' };
  }
  return undefined;
}

const EXPLAINS = /⟦[\s,.;]*(?:where|with|here)[\s,:]*$/;

const isSame = (a: Expr, b: Expr): boolean => textOf(unbracketed(a)) === textOf(unbracketed(b));
