/** What holds of names where a claim stands. */
import { hasVariable } from '../shape/dim.ts';
import { freeNames } from '../shape/free-names.ts';
import { dimsOf, type Shape } from '../shape/shape.ts';
import { conditionsIn } from './conditions.ts';
import type { Seen } from './meaning.ts';
import { meaningsOf } from './meanings.ts';
import type { At, Reached } from './reach.ts';
import { conditionsSaid } from './said.ts';
import { surroundingsOf } from './surroundings.ts';

/** … and of names that come in by a definition of another section, what was said of them there or before. */
export function conditionsFor(unfolded: readonly Reached[], at: At): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map(conditionsAt(at));
  for (const { seen, body } of unfolded) {
    const section = seen.beside === true ? at.all.sectionOf(seen) : undefined;
    const all = section && meaningsOf(section);
    const list = all?.meanings[seen.definition.formula] ?? [];
    const meaning = list.find((it) => it.statement === seen.definition.statement);
    if (section === undefined || all === undefined || meaning === undefined) continue;
    const there = conditionsAt({ section, all, meaning });
    for (const key of freeNames(body).names.keys()) {
      const said = there.get(key) ?? saidBefore(key, seen, at.all);
      if (!found.has(key) && said !== undefined) found.set(key, said);
    }
  }
  return found;
}

/** By the nearest section above another that says anything of a name for good. */
function saidBefore(key: string, seen: Seen, all: At['all']): ReadonlySet<string> | undefined {
  for (let up = seen.above + 1; ; up++) {
    const section = all.above(up);
    if (section === undefined) return undefined;
    const own = conditionsSaid(section.statements).filter((it) => it.key === key && it.until === undefined);
    if (own.some((it) => it.denied) || section.declared.some((it) => it.key === key && own.length === 0))
      return undefined;
    if (own.length > 0)
      return conditionsIn(
        own.map((it) => ({ key, conditions: it.conditions })),
        [],
      ).conditions.get(key);
  }
}

/** Said above, or below as long as nothing declares the name anew. */
export function conditionsAt({
  section,
  all,
  meaning,
}: Pick<At, 'section' | 'all' | 'meaning'>): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  const put = (key: string, names: readonly string[]): void => {
    const known = found.get(key) ?? new Set<string>();
    found.set(key, known);
    for (const it of names) known.add(it);
  };
  for (const enclosing of all.enclosing())
    for (const it of conditionsSaid(enclosing.statements)) {
      if (it.denied) found.delete(it.key);
      else if (it.until === undefined) put(it.key, it.conditions);
    }
  const { part } = section.statements;
  const scopes = part.blocks[part.formulas[meaning.formula]!.block]?.scopes ?? [];
  // “For symmetric A it is ⟦2Ax⟧, in general ⟦(A + Aᵀ)x⟧.”
  const isGeneral = /\b(in general|generally|otherwise)\b[^⟦]*$/.test(
    surroundingsOf(part)[meaning.formula]?.before ?? '',
  );
  for (const it of conditionsSaid(section.statements)) {
    if (!it.scopes.every((scope, i) => scopes[i] === scope)) continue;
    if (
      it.until !== undefined &&
      (isGeneral || meaning.formula < (it.from ?? it.formula) || meaning.formula > it.until)
    )
      continue;
    const anew = section.declared.some(
      (entry) =>
        entry.key === it.key &&
        (it.formula <= meaning.formula
          ? entry.formula > it.formula && entry.formula <= meaning.formula && !isOpenShape(entry.shape)
          : entry.formula > meaning.formula && entry.formula < it.formula) &&
        // “⟦claim⟧ for ⟦W ∈ …⟧ with ⟦WᵀW = I⟧” declares it for the claim.
        section.answer.lookup(it.key, meaning.formula).entry !== entry,
    );
    if (anew) continue;
    if (it.denied) found.delete(it.key);
    else put(it.key, it.conditions);
  }
  for (const { key } of section.declared) {
    const { entry } = section.answer.lookup(key, meaning.formula);
    if (entry?.inForce === true && !entry.inWords)
      put(
        key,
        entry.conditions.filter((it) => OF_SPACES.has(it)),
      );
  }
  return conditionsIn(
    [...found].map(([key, names]) => ({ key, conditions: [...names] })),
    [],
  ).conditions;
}

/** “A is symmetric” declares no size. */
const isOpenShape = (shape: Shape): boolean => dimsOf(shape).some(hasVariable);

/** Conditions that a space may state: `\mathbb{S}^n_{++}`. What a sentence says is read by `said.ts`. */
const OF_SPACES = new Set([
  'symmetric',
  'positive definite',
  'positive semidefinite',
  'positive',
  'probability vector',
  'orthogonal',
  'rotation',
  'skew-symmetric',
  'invertible',
  'unit determinant',
  'orthonormal',
  'unit',
]);
