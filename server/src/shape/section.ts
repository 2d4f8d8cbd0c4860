/**
 * The shapes of a section: what each name is (declared here, inherited, or worked out from the section's formulas), the
 * shape of every subexpression, and what does not fit.
 *
 * A conflict counts only if it stands however the undeclared names of its statement are read: the statement is typed
 * again on its own, with everything undeclared left open, under every kind those names could have.
 */
import type { Expr } from '../expr/expr.ts';
import type { Statement } from '../expr/statement.ts';
import type { Oriented } from './axes.ts';
import type { Conflict } from './conflict.ts';
import { contested } from './cues.ts';
import { type Declaration, familyKey } from './declare.ts';
import type { Dim } from './dim.ts';
import { changingKey, isOdd, type Styles } from './habit.ts';
import { keysIn, type KindOf } from './infer-kinds.ts';
import { judge } from './judge.ts';
import type { Level } from './kind-slots.ts';
import { isSingle, P } from './kinds.ts';
import { hasNumbered, memberSlot, shapeOfMember } from './layers.ts';
import { likeBare, type Names, resolver, sized } from './names.ts';
import { pointsIn } from './points.ts';
import type { Entry, Surroundings } from './scope.ts';
import { inForceOnly, kindsOf } from './section-kinds.ts';
import { listening, recalled } from './settled.ts';
import { POINT, type Shape, UNKNOWN } from './shape.ts';
import { unsquareGrams } from './gram.ts';
import { squared, type Tried } from './squared.ts';
import { fitOf, forcing, hasOpenNames, trialOf } from './trials.ts';
import { formOf, ofMask, openTyping, seen, typeStatement } from './typing-statement.ts';
import { inTwoStyles, speaksOfAny } from './two-styles.ts';
import { type DimTable, dimTable } from './unify.ts';

export interface SectionQuestion<Place> {
  /** The block a formula stands in. */
  readonly blockOf: (formula: number) => number;
  /** Stands in another item than a declaration that may be meant for that item alone; `all` declare the name. */
  readonly isApart: (declaredAt: number, formula: number, all: readonly LocalEntry<Place>[]) => boolean;
  /** Stands on lines of its own, so that “where …” may follow. */
  readonly isDisplayed: (formula: number) => boolean;
  /** By formula. */
  readonly statements: readonly (readonly Statement[])[];
  /** Where a name that may have been declared is given to something new: “there exists $B$ such that”. */
  readonly introduced: ReadonlyMap<string, readonly Introduced[]>;
  /** In the order of the text; `formula` is the index of the formula that says so. */
  readonly declared: readonly LocalEntry<Place>[];
  readonly env: Surroundings<Place>;
  readonly styles: Styles;
  readonly rowVectors: boolean;
  readonly aliases: ReadonlyMap<string, Dim>;
}

export interface Introduced {
  readonly formula: number;
  /** From there on; else in that block alone. */
  readonly lasts: boolean;
}

export type LocalEntry<Place> = Entry<Place> & {
  readonly formula: number;
  readonly declaration?: Declaration;
  /** Meant for the formulas around it: elsewhere it is no more than a habit. */
  readonly near?: boolean;
  /** The formula that a “where …” right behind it explains. */
  readonly explains?: number;
};

export interface SectionAnswer<Place> {
  readonly shapes: readonly ReadonlyMap<Expr, Shape>[];
  readonly dims: DimTable;
  readonly conflicts: readonly Found[];
  /** What a name is in a formula, and how that is known. */
  readonly lookup: (key: string, formula: number) => Resolved<Place>;
  /** Shapes by these formulas alone: sizes that only others tell are open, and so are kinds if found out `anew`. */
  readonly alone: (
    formulas: ReadonlySet<number>,
    anew: boolean,
  ) => Pick<SectionAnswer<Place>, 'shapes' | 'dims' | 'lookup'>;
  /** Kinds worked out here, for later sections. */
  readonly kinds: ReadonlyMap<string, number>;
  /**
   * How well a statement fits when its derivatives stand as a layout has them. `loosely`: with the declared sizes of
   * its names forgotten, as if every matrix were rectangular.
   */
  readonly fitOf: (statement: Statement, formula: number, oriented: Oriented, loosely: boolean) => Fit;
  /** How often a vector stands where a row is needed. */
  readonly rowUses: number;
  /** … and where a column is. */
  readonly columnUses: number;
}

export interface Found {
  readonly formula: number;
  readonly statement: Statement;
  readonly conflict: Conflict;
  /** `forced`: it rests on what formulas of the section make of an undeclared name; `habit`: on what its letter does. */
  readonly evidence: 'declared' | 'forced' | 'habit';
}

export interface Fit {
  readonly conflicts: readonly Conflict[];
  /** How many sizes had to be set equal to make it fit. */
  readonly equated: number;
  /** What a letter or the note's habit alone says of a name takes part. */
  readonly conventional: boolean;
}

export interface Resolved<Place> {
  readonly level: Level;
  readonly shape: Shape;
  readonly entry?: Entry<Place>;
}

export function solveSection<Place>(question: SectionQuestion<Place>): SectionAnswer<Place> {
  const names = resolver(question);
  const kinds = kindsOf(question, names);

  const points = pointsIn(question, names, kinds);
  const first = typeSection(question, names, kinds, points, new Set());
  // Where the formulas disagree about the sizes of undeclared names, no size of theirs is told.
  const { dims, known, shapes } =
    first.disputed.size === 0 ? first : typeSection(question, names, kinds, points, first.disputed);
  const { suspects } = first;

  const forcedFor = forcing(question, names, kinds);
  const conflicts: Found[] = [];
  const tried: Tried[] = [];
  const families = inTwoStyles(question.declared);
  question.statements.forEach((list, formula) => {
    for (const statement of list) {
      const form = formOf(statement.expr);
      if (form.hole || speaksOfAny(statement.expr, families)) continue;
      const suspect = suspects.has(statement) || (form.numeric && hasOpenNames(statement, formula, names));
      const trial = trialOf(statement, formula, question, names, kinds);
      const strict = { ...trial, forced: forcedFor(statement) };
      const found = suspect ? judge(strict) : [];
      for (const it of found) conflicts.push({ formula, statement, ...it });
      tried.push({ statement, formula, trial, fits: found.every((it) => it.conflict.code === 'broadcast') });
      for (const conflict of form.captures) conflicts.push({ formula, statement, conflict, evidence: 'declared' });
    }
  });
  conflicts.push(...squared(tried, kinds, names), ...unsquareGrams(tried, kinds, names));
  return {
    shapes,
    dims,
    conflicts,
    lookup: lookup(known, names, kinds),
    alone: (formulas, anew) => {
      const statements = question.statements.map((list, formula) => (formulas.has(formula) ? list : []));
      const own = { ...question, statements, ...(anew && { env: inForceOnly(question.env) }) };
      const by = anew ? declaredNear(resolver(own)) : names;
      const its = anew ? kindsOf(own, by) : kinds;
      const typed = typeSection(own, by, its, anew ? pointsIn(own, by, its) : points, new Set());
      return { shapes: typed.shapes, dims: typed.dims, lookup: lookup(typed.known, by, its) };
    },
    fitOf: (statement, formula, oriented, loosely) =>
      fitOf(statement, formula, oriented, loosely, question, names, kinds),
    kinds: exported(kinds, names),
    columnUses: first.columnUses,
    rowUses: question.rowVectors ? 2 : countRowUses(conflicts),
  };
}

/** Without what is declared too far away to hold. */
function declaredNear<Place>(names: Names<Place>): Names<Place> {
  const declared: Names<Place>['declared'] = (slot) => {
    const found = names.declared(slot);
    return found?.inForce === true ? found : undefined;
  };
  return { ...names, declared };
}

const lookup =
  <Place>(
    known: ReadonlyMap<string, Shape>,
    names: Names<Place>,
    kinds: ReadonlyMap<string, KindOf>,
  ): SectionAnswer<Place>['lookup'] =>
  (key, formula) => {
    const of = (name: string): Resolved<Place> => {
      const slot = names.slot(name, formula);
      const entry = names.declared(slot);
      const kind = kinds.get(slot);
      const level = entry === undefined ? (kind?.level ?? 'convention') : entry.inForce ? 'declared' : 'habit';
      return { level, shape: known.get(slot) ?? entry?.shape ?? UNKNOWN, ...(entry && { entry }) };
    };
    const own = of(key);
    const whole = own.level === 'declared' ? undefined : changingKey(key, own.shape);
    const like = whole === undefined ? undefined : of(whole);
    return like?.level === 'declared' && isArray(like.shape) ? like : own;
  };

const isArray = ({ kind }: Shape): boolean => kind === 'vector' || kind === 'matrix';

interface Typed {
  readonly dims: DimTable;
  readonly known: ReadonlyMap<string, Shape>;
  readonly shapes: readonly ReadonlyMap<Expr, Shape>[];
  /** Statements with a conflict under the section's own reading; the others fit, and need no trial. */
  readonly suspects: ReadonlySet<Statement>;
  /** How often a vector stands where a column is needed. */
  readonly columnUses: number;
  /** Undeclared names in statements that do not fit the rest. */
  readonly disputed: ReadonlySet<string>;
}

/** The shapes of all expressions; a disputed name has new sizes at each use. */
function typeSection<Place>(
  question: SectionQuestion<Place>,
  names: Names<Place>,
  kinds: ReadonlyMap<string, KindOf>,
  points: ReadonlySet<string>,
  disputed: ReadonlySet<string>,
): Typed {
  const dims = dimTable(question.aliases);
  const known = new Map<string, Shape>();
  const valued = valuedIn(question, names);
  const suspects = new Set<Statement>();
  const columns = new Set<Expr>();
  const open = new Set<string>();
  const shapes = question.statements.map((list, formula) => {
    const found = new Map<Expr, Shape>();
    const isNumbered = list.some((it) => hasNumbered(it, formula, names));
    const shapeOf = (key: string, expr: Expr): Shape => {
      const slot = names.slot(key, formula, expr);
      const own = names.declared(slot) === undefined ? memberSlot(slot, expr, isNumbered) : slot;
      let shape = known.get(own);
      if (shape === undefined || disputed.has(slot)) {
        shape =
          sized(
            fitting(names.declared(slot), valued.has(slot) || contested(question.styles.cues.get(key))),
            question.env.entries.get(key),
          ) ??
          (disputed.has(slot) ? undefined : likeBare(expr, kinds.get(slot)?.mask, names, formula)) ??
          (points.has(slot) ? POINT : undefined) ??
          ofMask(seen(expr, kinds.get(slot)?.mask) ?? inherited(key, expr, kinds, names, formula), dims);
        known.set(own, shape);
        if (own !== slot && !known.has(slot)) known.set(slot, shape);
      }
      return shapeOfMember(shape, names.declared(slot)?.numbered, expr);
    };
    const isDeclared = (key: string): boolean => names.declared(names.slot(key, formula))?.inForce === true;
    const isFunction = (key: string): boolean =>
      names.isApplied(key) && FUNCTIONS.test(key) && names.declared(names.slot(key, formula)) === undefined;
    const plain = { ...openTyping(dims, found, question, shapeOf, isDeclared), columns, isFunction };
    const before = recalled(list, question, plain);
    if (before !== undefined) {
      for (const it of before.columns) columns.add(it);
      return before.shapes;
    }
    const { at, remember } = listening(list, question, plain);
    for (const statement of list) {
      const before = at.conflicts.length;
      const mark = dims.mark();
      typeStatement(statement, at);
      if (at.conflicts.length === before) continue;
      suspects.add(statement);
      if (at.conflicts.slice(before).every((it) => it.code === 'broadcast')) continue;
      // What does not fit must not decide the sizes of the rest.
      dims.undo(mark);
      for (const key of keysIn(statement.expr)) {
        const slot = names.slot(key, formula);
        if (names.declared(slot) === undefined) open.add(slot);
      }
    }
    remember();
    return found;
  });
  return { dims, known, shapes, suspects, disputed: open, columnUses: columns.size };
}

/** Letters of functions, densities and laws; `x(t)` is a vector as often as a curve. */
const FUNCTIONS = /^([fghkpqKPQ]|\\(mu|phi|varphi|psi|pi))$/;

const countRowUses = (conflicts: readonly Found[]): number =>
  conflicts.reduce((sum, { conflict }) => sum + (conflict.rowUse ?? 0), 0);

function exported<Place>(kinds: ReadonlyMap<string, KindOf>, names: Names<Place>): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const [slot, { mask, level, called }] of kinds)
    if (
      isSingle(mask) &&
      (level === 'forced' || mask === P) &&
      names.declared(slot) === undefined &&
      !/#(of[X1]|law)$/.test(slot) &&
      !isOdd(names.keyOf(slot), mask)
    )
      found.set(called === true ? `${names.keyOf(slot)}()` : names.keyOf(slot), mask);
  return found;
}

/** A declaration of another section, unless this one gives the name a number for a value. */
const fitting = <Place>(entry: Entry<Place> | undefined, isNumber: boolean): Entry<Place> | undefined =>
  isNumber && entry?.inForce === false ? undefined : entry;

/** The names that a section sets equal to a number: `x = 4`. */
function valuedIn<Place>(question: SectionQuestion<Place>, names: Names<Place>): ReadonlySet<string> {
  const found = new Set<string>();
  question.statements.forEach((list, formula) => {
    for (const { expr } of list) {
      const [name, value] = expr.kind === 'relation' && expr.signs[0]?.text === '=' ? expr.sides : [];
      if (name?.kind === 'symbol' && value?.kind === 'number' && value.value !== 0)
        found.add(names.slot(name.key, formula));
    }
  });
  return found;
}

/** A member of a family that nothing else describes is like the name it belongs to, if that is a family. */
function inherited<Place>(
  key: string,
  expr: Expr,
  kinds: ReadonlyMap<string, KindOf>,
  names: Names<Place>,
  formula: number,
): number {
  if (expr.kind !== 'index' || expr.base.kind !== 'symbol' || key !== familyKey(expr.base.key)) return 0;
  return expr.upper ? (kinds.get(names.slot(expr.base.key, formula))?.mask ?? 0) : 0;
}
