/** The kinds of a section's names: what its declarations, its formulas, its habits and then its letters say. */
import { conventionOf, isSize } from './habit.ts';
import { inferKinds, type KindOf } from './infer-kinds.ts';
import { glyphOf, type Names } from './names.ts';
import type { Surroundings } from './scope.ts';
import type { SectionQuestion } from './section.ts';

export const kindsOf = <Place>(
  { statements, styles, rowVectors }: SectionQuestion<Place>,
  names: Names<Place>,
): ReadonlyMap<string, KindOf> =>
  inferKinds({
    expressions: statements.flatMap((list, scope) => list.map(({ expr }) => ({ expr, scope }))),
    slot: (key, scope, expr) => names.slot(key, scope, expr),
    declared: (slot) => names.declaredMask(slot),
    size: (slot) => names.declared(slot) === undefined && isSize(names.keyOf(slot), styles),
    domain: (slot) => names.domainMask(slot),
    habit: (slot, expr, now) => names.habit(slot, expr, now),
    convention: (slot, expr) => conventionOf(names.keyOf(slot), expr, glyphOf(expr), styles),
    rowVectors,
  });

/** Without what sections beside this one say or have worked out. */
export const inForceOnly = <Place>({ entries }: Surroundings<Place>): Surroundings<Place> => ({
  entries: {
    get: (key) => {
      const entry = entries.get(key);
      return entry?.inForce === true ? entry : undefined;
    },
  },
  kinds: new Map(),
});
