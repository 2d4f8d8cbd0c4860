/**
 * A statement taken on its own: its declared names fixed and the others open, for the search through their readings; or
 * with its derivatives as a layout has them.
 */
import { once } from '../base/once.ts';
import { perKey } from '../base/per-object.ts';
import type { Expr } from '../expr/expr.ts';
import type { Statement } from '../expr/statement.ts';
import type { Oriented } from './axes.ts';
import { isMultiplier, styleOf } from './habit.ts';
import { keysIn, type KindOf } from './infer-kinds.ts';
import { refuses, type Trial } from './judge.ts';
import { ALL, M, R, S, V } from './kinds.ts';
import { hasNumbered, memberSlot, shapeOfMember } from './layers.ts';
import { glyphOf, likeBare, type Names } from './names.ts';
import { divisorsIn } from './number-by-place.ts';
import type { Fit, SectionQuestion } from './section.ts';
import { matrix, type Shape } from './shape.ts';
import { formOf, ofMask, openTyping, seen, typeStatement } from './typing-statement.ts';
import { type DimTable, dimTable } from './unify.ts';

/** Without any, a statement reads one way only, and the section has read it so. */
export function hasOpenNames<Place>({ expr, continues }: Statement, formula: number, names: Names<Place>): boolean {
  const isOpen = (key: string): boolean => names.declared(names.slot(key, formula))?.inForce !== true;
  return [expr, continues].some((it) => it !== undefined && [...keysIn(it)].some(isOpen));
}

/** At most so many other statements are asked what they leave of a name. */
const WITNESSES = 6;

/** An equation in which a name stands, and what it makes of the name: asked for by each of the others. */
interface Use {
  readonly statement: Statement;
  readonly refuses: (kind: number) => boolean;
}

/** What the section's other statements leave of a name, as seen from each. */
export function forcing<Place>(
  question: SectionQuestion<Place>,
  names: Names<Place>,
  kinds: ReadonlyMap<string, KindOf>,
): (statement: Statement) => Trial['forced'] {
  const equations = once(() => equationsBySlot(question, names, kinds));
  return (statement) =>
    perKey((slot) => {
      const others = (equations().get(slot) ?? []).filter((it) => it.statement !== statement).slice(0, WITNESSES);
      return leftBy(others, kinds.get(slot)?.forced ?? ALL);
    });
}

/** The equations in which each name stands. */
function equationsBySlot<Place>(
  question: SectionQuestion<Place>,
  names: Names<Place>,
  kinds: ReadonlyMap<string, KindOf>,
): ReadonlyMap<string, readonly Use[]> {
  const index = new Map<string, Use[]>();
  for (const [formula, list] of question.statements.entries()) {
    for (const statement of list) {
      if (statement.expr.kind !== 'relation' || formOf(statement.expr).hole) continue;
      const trial = once(() => trialOf(statement, formula, question, names, kinds));
      for (const slot of new Set([...keysIn(statement.expr)].map((key) => names.slot(key, formula)))) {
        const uses = index.get(slot) ?? [];
        index.set(slot, uses);
        if (uses.length <= WITNESSES)
          uses.push({ statement, refuses: perKey((kind: number) => refuses(trial(), slot, kind)) });
      }
    }
  }
  return index;
}

/** The kinds that all of these leave possible, each taken on its own. */
function leftBy(uses: readonly Use[], mask: number): number {
  let left = mask;
  for (const kind of [S, V, R, M])
    if ((left & kind) !== 0 && left !== kind && uses.some((it) => it.refuses(kind))) left &= ~kind;
  return left;
}

/** The statement alone, with its declared names fixed and the others open. */
export function trialOf<Place>(
  statement: Statement,
  formula: number,
  question: SectionQuestion<Place>,
  names: Names<Place>,
  kinds: ReadonlyMap<string, KindOf>,
): Trial {
  const slotOf = (key: string, expr?: Expr): string => names.slot(key, formula, expr);
  const inForce = (key: string): boolean => names.declared(slotOf(key))?.inForce === true;
  let divisors: ReadonlySet<string> | undefined;
  return {
    slotOf,
    // The name of a size is a number, unless the formulas make it something else, or apply it.
    isOpen: (key, expr) =>
      !inForce(key) && (expr?.kind === 'call' || !question.styles.sizes.has(key) || kinds.get(slotOf(key))?.mask !== S),
    guess: (slot) => kinds.get(slot)?.mask ?? 0,
    possible: (slot) => {
      divisors ??= new Set([...divisorsIn(statement.expr)].map((it) => slotOf(it)));
      if (divisors.has(slot)) return ALL & ~M;
      return isMultiplier(names.keyOf(slot)) && !question.rowVectors ? ALL & ~R : ALL;
    },
    forced: (slot) => kinds.get(slot)?.forced ?? ALL,
    run: (assigned, given) => {
      const dims = dimTable(question.aliases);
      const local = new Map<string, Shape>();
      const shapeOf = (key: string, expr: Expr): Shape => {
        const slot = slotOf(key, expr);
        const entry = names.declared(slot);
        const fixed = given?.(slot);
        if (fixed !== undefined) return fixed;
        if (entry?.inForce === true) return shapeOfMember(entry.shape, entry.numbered, expr);
        // `b_1` and `b_2` that nothing declares may differ in size: `W_2(W_1x + b_1) + b_2`.
        const own = memberSlot(slot, expr, true);
        let shape = local.get(own);
        if (shape === undefined) {
          const kind = assigned(slot);
          const size = kind === M && isMultiplier(names.keyOf(slot)) ? dims.fresh() : undefined;
          local.set(own, (shape = size === undefined ? ofMask(kind, dims) : matrix(size, size)));
        }
        return shape;
      };
      const at = openTyping(dims, new Map(), question, shapeOf, inForce);
      typeStatement(statement, at);
      return at.conflicts;
    },
  };
}

/** The statement on its own: sizes of undeclared names are open, their kinds those of the section. */
export function fitOf<Place>(
  statement: Statement,
  formula: number,
  oriented: Oriented,
  loosely: boolean,
  question: SectionQuestion<Place>,
  names: Names<Place>,
  kinds: ReadonlyMap<string, KindOf>,
): Fit {
  const dims = dimTable(question.aliases);
  const known = new Map<string, Shape>();
  const isNumbered = hasNumbered(statement, formula, names);
  let conventional = false;
  const shapeOf = (key: string, expr: Expr): Shape => {
    const slot = names.slot(key, formula, expr);
    const own = memberSlot(slot, expr, isNumbered);
    let shape = known.get(own);
    if (shape !== undefined) return shape;
    const entry = names.declared(slot);
    if (entry?.inForce === true && !loosely) return shapeOfMember(entry.shape, entry.numbered, expr);
    if (entry?.inForce === true) shape = resized(entry.shape, entry.conditions, dims);
    else {
      const kind = kinds.get(slot);
      const weak = kind?.level === 'habit' || kind?.level === 'convention';
      if (weak) conventional = true;
      // Where the note writes rows, a vector that only its letter makes one may be a row.
      const row = weak && kind.mask === V && (question.rowVectors || writesRows(expr, question));
      shape = likeBare(expr, kind?.mask, names, formula) ?? ofMask(row ? V | R : (seen(expr, kind?.mask) ?? 0), dims);
    }
    known.set(own, shape);
    return shape;
  };
  const isDeclared = (key: string): boolean => names.declared(names.slot(key, formula))?.inForce === true;
  const at = openTyping(dims, new Map(), question, shapeOf, isDeclared, oriented);
  typeStatement(statement, at);
  return { conflicts: at.conflicts.filter((it) => it.code !== 'broadcast'), equated: dims.mark(), conventional };
}

/** Names that look like this one are declared rows. */
const writesRows = <Place>(expr: Expr, { styles }: SectionQuestion<Place>): boolean =>
  (styles.kinds.get(styleOf(glyphOf(expr)))?.get(R) ?? 0) > 0;

/** The same kind with sizes of its own; what is symmetric stays square. */
function resized(shape: Shape, conditions: readonly string[], dims: DimTable): Shape {
  switch (shape.kind) {
    case 'vector':
      return { ...shape, rows: dims.fresh() };
    case 'row':
      return { ...shape, columns: dims.fresh() };
    case 'matrix': {
      const rows = dims.fresh();
      return { ...shape, rows, columns: conditions.some((it) => it !== 'full rank') ? rows : dims.fresh() };
    }
    case 'function':
      return { ...shape, to: resized(shape.to, [], dims) };
    default:
      return shape;
  }
}
