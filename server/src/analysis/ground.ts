/** The ground on which the expressions of a statement stand, for features that compute with them. */
import type { Expr } from '../expr/expr.ts';
import type { Definition as Unfolded } from '../verify/job.ts';
import { sectionsOf } from './analyse.ts';
import { conditionsAt } from './conditions-here.ts';
import { definitionsIn } from './definitions.ts';
import { entriesIn } from './entries.ts';
import type { Facts } from './facts.ts';
import type { Seen } from './meaning.ts';
import { meaningsOf, type SectionMeanings } from './meanings.ts';
import { posed, type PosedFormula } from './posed-formula.ts';
import { type At, unfold } from './reach.ts';
import type { SectionFacts } from './sections.ts';
import type { Lookup } from './unfolding.ts';

/** What an expression of a note is read by. */
export interface Ground {
  readonly formula: PosedFormula;
  /** What its names come down to, each with the formula that says so. */
  readonly definitions: readonly (Unfolded & { readonly of: PosedFormula; readonly seen: Seen })[];
  readonly conditions: ReadonlyMap<string, ReadonlySet<string>>;
  readonly lookup: Lookup;
  readonly kindOf: SectionMeanings['kindOf'];
  /** Whether the note says what a name is; else its formulas may force it, or only a habit or the letter tells. */
  readonly level: (key: string) => 'declared' | 'forced' | 'guessed';
  /** The keys of everything that could be defined here or around. */
  readonly defined: () => readonly string[];
}

/** The ground on which expressions of a statement stand. */
export function groundOf(
  facts: Facts,
  part: number,
  formula: number,
  statement: number,
  exprs: readonly Expr[],
): Ground | undefined {
  const section = sectionsOf(facts)[part];
  const all = section && meaningsOf(section);
  const meaning = all?.meanings[formula]?.[statement];
  if (section === undefined || all === undefined || meaning === undefined) return undefined;
  const asked = posed(section, section.answer, formula, '');
  const at: At = {
    section,
    all,
    meaning,
    place: statement,
    renamed: entriesIn(asked, section.statements, all.lookup(formula, statement)),
  };
  const marks = new Map<SectionFacts, string>([[section, '']]);
  const places = [{ of: section, formula }];
  const definitions = unfold(exprs, at).filter(({ seen }) => seen.inForce);
  const level: Ground['level'] = (key) => {
    const known = places.map(({ of, formula: place }) => of.answer.lookup(key, place));
    if (known.some(({ entry }) => entry?.inForce === true)) return 'declared';
    return known.some((it) => it.level === 'forced') ? 'forced' : 'guessed';
  };
  return {
    formula: asked,
    definitions: definitions.flatMap(({ seen, key, parameters, body }) => {
      const of = all.sectionOf(seen);
      if (of === undefined) return [];
      places.push({ of, formula: seen.definition.formula });
      const mark = marks.get(of) ?? `${String(marks.size)}:`;
      marks.set(of, mark);
      return [{ key, parameters, body, seen, of: posed(of, of.answer, seen.definition.formula, mark) }];
    }),
    conditions: conditionsAt(at),
    lookup: all.lookup(formula, statement),
    kindOf: all.kindOf,
    level,
    defined: () => [
      ...new Set([section, ...all.enclosing()].flatMap((it) => [...definitionsIn(it.statements).keys()])),
    ],
  };
}
