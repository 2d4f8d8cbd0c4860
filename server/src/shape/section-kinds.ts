/** The kinds of a section's names: what its declarations, its formulas, its habits and then its letters say. */
import type { Expr } from '../expr/expr.ts';
import { conventionOf, isSize } from './habit.ts';
import { inferKinds, type KindOf, keysIn } from './infer-kinds.ts';
import { M, R, S, V } from './kinds.ts';
import { glyphOf, type Names } from './names.ts';
import type { Surroundings } from './scope.ts';
import type { SectionQuestion } from './section.ts';

interface Use {
  readonly expr: Expr;
  readonly scope: number;
}

/**
 * Where a single formula makes a bold name something else than its letter and all the others say, that formula has a
 * slip: it does not decide.
 */
export function kindsOf<Place>(question: SectionQuestion<Place>, names: Names<Place>): ReadonlyMap<string, KindOf> {
  let uses: readonly Use[] = question.statements.flatMap((list, scope) => list.map(({ expr }) => ({ expr, scope })));
  let kinds = kindsBy(uses, question, names);
  const odd = [...kinds].filter(([slot, kind]) => isOddlyForced(names.keyOf(slot), kind)).slice(0, ODD);
  for (const [slot] of odd) {
    if (!isOddlyForced(names.keyOf(slot), kinds.get(slot)!)) continue;
    const mentions = uses.filter((it) => keysIn(it.expr).has(names.keyOf(slot)) && slotIn(slot, it, names));
    if (mentions.length < 3 || mentions.length > WITNESSES) continue;
    const mended = mentions
      .map((slip) => uses.filter((it) => it !== slip))
      .map((others) => ({ others, kinds: kindsBy(others, question, names) }))
      .filter((it) => it.kinds.get(slot)?.mask === usualOf(names.keyOf(slot)));
    const [only] = mended;
    if (mended.length !== 1 || only === undefined) continue;
    // Names of the slip alone stay as it has them.
    kinds = new Map([...kinds, ...only.kinds]);
    uses = only.others;
  }
  return kinds;
}

/** So many odd names of a section are looked at, in so many formulas each. */
const ODD = 3;
const WITNESSES = 8;

const slotIn = <Place>(slot: string, { scope }: Use, names: Names<Place>): boolean =>
  names.slot(names.keyOf(slot), scope) === slot;

/** A bold capital is a matrix, a small bold letter a vector. */
const usualOf = (key: string): number =>
  /^bold (\\?[A-Z]\w*)$/.test(key) ? M : /^bold (\\?[a-z]\w*)$/.test(key) ? V : 0;

/** A bold name forced to be a number, or a small one forced to be a matrix or a row. */
function isOddlyForced(key: string, { level, mask }: KindOf): boolean {
  const usual = usualOf(key);
  return level === 'forced' && usual !== 0 && (mask === S || (usual === V && (mask === M || mask === R)));
}

const kindsBy = <Place>(
  expressions: readonly Use[],
  { styles, rowVectors }: SectionQuestion<Place>,
  names: Names<Place>,
): ReadonlyMap<string, KindOf> =>
  inferKinds({
    expressions,
    slot: (key, scope, expr) => names.slot(key, scope, expr),
    declared: (slot) => names.declaredMask(slot),
    size: (slot) => names.declared(slot) === undefined && isSize(names.keyOf(slot), styles),
    domain: (slot) => names.domainMask(slot),
    habit: (slot, scope, expr, now) => names.habit(slot, scope, expr, now),
    convention: (slot, expr) => (isRowByRow(slot) ? 0 : conventionOf(names.keyOf(slot), expr, glyphOf(expr), styles)),
    rowVectors,
  });

/** `f(X)` beside `f(x)`: f of each row, and no number. A loss of both is one. */
const isRowByRow = (slot: string): boolean => slot.endsWith('#ofX') && !/^([LJE]|\\ell)\b/.test(slot);

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
