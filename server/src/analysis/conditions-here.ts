/** What holds of names where a claim stands. */
import { hasVariable } from '../shape/dim.ts';
import { dimsOf, type Shape } from '../shape/shape.ts';
import { conditionsIn } from './conditions.ts';
import type { At } from './reach.ts';
import { conditionsSaid } from './said.ts';
import { surroundingsOf } from './surroundings.ts';

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
