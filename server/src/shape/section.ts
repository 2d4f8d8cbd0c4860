/**
 * The shapes of a section: what each name is (declared here, inherited, or worked out from the section's formulas), the
 * shape of every subexpression, and what does not fit.
 *
 * A conflict counts only if it stands however the undeclared names of its statement are read: the statement is typed
 * again on its own, with everything undeclared left open, under every kind those names could have.
 */
import type { Expr, Glyph } from '../expr/expr.ts';
import { walk } from '../expr/expr.ts';
import type { Statement } from '../expr/statement.ts';
import { captures } from './capture.ts';
import type { Conflict } from './conflict.ts';
import { constantOf } from './constants.ts';
import { type Declaration, familyKey } from './declare.ts';
import type { Dim } from './dim.ts';
import { conventionOf, habitOf, maskOf, type Styles, variantOf } from './habit.ts';
import { inferKinds, type KindOf, type Level } from './infer-kinds.ts';
import { ALL, isSingle, M, O, R, S, V } from './kinds.ts';
import type { Entry, Env } from './scope.ts';
import { matrix, row, SCALAR, SET, type Shape, UNKNOWN, vector } from './shape.ts';
import { judge, type Trial } from './judge.ts';
import { compare, type Typing, typeOf } from './typing.ts';
import { type DimTable, dimTable } from './unify.ts';

export interface SectionQuestion<Place> {
  /** The block a formula stands in. */
  readonly blockOf: (formula: number) => number;
  /** By formula. */
  readonly statements: readonly (readonly Statement[])[];
  /** In the order of the text; `formula` is the index of the formula that says so. */
  readonly declared: readonly LocalEntry<Place>[];
  readonly env: Env<Place>;
  readonly styles: Styles;
  readonly rowVectors: boolean;
  readonly aliases: ReadonlyMap<string, Dim>;
}

export type LocalEntry<Place> = Entry<Place> & { readonly formula: number; readonly declaration?: Declaration };

export interface SectionAnswer<Place> {
  readonly shapes: readonly ReadonlyMap<Expr, Shape>[];
  readonly dims: DimTable;
  readonly conflicts: readonly Found[];
  /** What a name is in a formula, and how that is known. */
  readonly lookup: (key: string, formula: number) => Resolved<Place>;
  /** Kinds worked out here, for later sections. */
  readonly kinds: ReadonlyMap<string, number>;
  /** How often a vector stands where a row is needed, and where a column is. */
  readonly rowUses: number;
  readonly columnUses: number;
}

export interface Found {
  readonly formula: number;
  readonly statement: Statement;
  readonly conflict: Conflict;
  /** `forced`: it rests on what other formulas of the section make of an undeclared name. */
  readonly evidence: 'declared' | 'forced';
}

export interface Resolved<Place> {
  readonly level: Level;
  readonly shape: Shape;
  readonly entry?: Entry<Place>;
}

export function solveSection<Place>(question: SectionQuestion<Place>): SectionAnswer<Place> {
  const names = resolver(question);
  const kinds = inferKinds({
    expressions: question.statements.flatMap((list, scope) => list.map(({ expr }) => ({ expr, scope }))),
    slot: names.slot,
    declared: (slot) => names.declaredMask(slot),
    habit: (slot, expr, now) => names.habit(slot, expr, now),
    convention: (slot, expr) => conventionOf(names.keyOf(slot), expr, glyphOf(expr), question.styles),
    rowVectors: question.rowVectors,
  });

  const dims = dimTable(question.aliases);
  const known = new Map<string, Shape>();
  /** Statements with a conflict under the section's own reading; the others fit, and need no trial. */
  const suspects = new Set<Statement>();
  const shapes = question.statements.map((list, formula) => {
    const found = new Map<Expr, Shape>();
    const at = typing(
      dims,
      found,
      question.rowVectors,
      (key, expr) => {
        const slot = names.slot(key, formula);
        let shape = known.get(slot);
        if (shape === undefined) {
          shape =
            names.declared(slot)?.shape ??
            ofMask(kinds.get(slot)?.mask ?? inherited(key, expr, kinds, names, formula), dims);
          known.set(slot, shape);
        }
        return shape;
      },
      (key) => names.declared(names.slot(key, formula))?.inForce === true,
    );
    for (const statement of list) {
      const before = at.conflicts.length;
      const mark = dims.mark();
      typeStatement(statement, at);
      if (at.conflicts.length === before) continue;
      suspects.add(statement);
      // What does not fit must not decide the sizes of the rest.
      dims.undo(mark);
    }
    return found;
  });

  const conflicts: Found[] = [];
  question.statements.forEach((list, formula) => {
    for (const statement of list) {
      if (!suspects.has(statement) && !mentionsDerivative(statement.expr)) continue;
      if (hasHole(statement.expr)) continue;
      if (suspects.has(statement))
        for (const found of judge(trialOf(statement, formula, question, names, kinds)))
          conflicts.push({ formula, statement, ...found });
      for (const conflict of captures(statement.expr))
        conflicts.push({ formula, statement, conflict, evidence: 'declared' });
    }
  });
  const uses = question.rowVectors ? { rows: 2, columns: 0 } : countUses(conflicts);
  return {
    shapes,
    dims,
    conflicts,
    lookup: (key, formula) => {
      const slot = names.slot(key, formula);
      const entry = names.declared(slot);
      const kind = kinds.get(slot);
      const level = entry === undefined ? (kind?.level ?? 'convention') : entry.inForce ? 'declared' : 'habit';
      return { level, shape: known.get(slot) ?? entry?.shape ?? UNKNOWN, ...(entry && { entry }) };
    },
    kinds: exported(kinds, names),
    rowUses: uses.rows,
    columnUses: uses.columns,
  };
}

const countUses = (conflicts: readonly Found[]): { rows: number; columns: number } => ({
  rows: conflicts.filter(
    ({ conflict: it }) =>
      it.what === 'product' &&
      it.sizes === undefined &&
      it.leftShape.kind === 'vector' &&
      it.rightShape?.kind === 'matrix',
  ).length,
  columns: 0,
});

function exported<Place>(kinds: ReadonlyMap<string, KindOf>, names: Names<Place>): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const [slot, { mask, level }] of kinds)
    if (isSingle(mask) && level === 'forced' && names.declared(slot) === undefined) found.set(names.keyOf(slot), mask);
  return found;
}

/** A declaration may follow the formula by so many blocks: the display, then “where …”. */
const WHERE_CLAUSE = 2;

interface Names<Place> {
  slot(key: string, formula: number): string;
  keyOf(slot: string): string;
  declared(slot: string): Entry<Place> | undefined;
  declaredMask(slot: string): number | undefined;
  habit(slot: string, expr: Expr, now: (slot: string) => number | undefined): number;
}

/** Which declaration a name has in a formula: the nearest before it in the section, the sections above, the nearest after. */
function resolver<Place>(question: SectionQuestion<Place>): Names<Place> {
  const local = new Map<string, LocalEntry<Place>[]>();
  for (const entry of question.declared) {
    const list = local.get(entry.key);
    if (list === undefined) local.set(entry.key, [entry]);
    else list.push(entry);
  }
  const pick = (key: string, formula: number): number => {
    const list = local.get(key);
    if (list === undefined) return -1;
    const block = question.blockOf(formula);
    let before = -1;
    let same = -1;
    for (let i = 0; i < list.length; i++) {
      const it = list[i]!;
      if (it.formula <= formula) before = i;
      if (question.blockOf(it.formula) === block && (same < 0 || it.formula <= formula)) same = i;
    }
    // “Given $Ax$ with $A \in …$”: the sentence itself comes first.
    if (same >= 0) return same;
    if (before >= 0) return before;
    const after = question.blockOf(list[0]!.formula) - block <= WHERE_CLAUSE;
    return after && question.env.entries.get(key)?.inForce !== true ? 0 : -1;
  };
  const epochs = epochsOf(question.declared);
  const slot = (key: string, formula: number): string => {
    const i = pick(key, formula);
    if (i < 0 && epochs.length > 0 && question.env.entries.get(key)?.inForce !== true) {
      // When letters change their meaning, what was worked out from them no longer holds.
      const epoch = epochs.filter((it) => it <= formula).length;
      if (epoch > 0) return `${key}#e${String(epoch)}`;
    }
    return i <= 0 ? (i === 0 ? key : local.has(key) ? `${key}#env` : key) : `${key}#${String(i)}`;
  };
  const keyOf = (it: string): string => it.replace(/#(env|e?\d+)$/, '');
  const declared = (it: string): Entry<Place> | undefined => {
    const key = keyOf(it);
    if (it.endsWith('#env')) return question.env.entries.get(key);
    const list = local.get(key);
    if (list === undefined) return question.env.entries.get(key);
    const n = /#(\d+)$/.exec(it)?.[1];
    return list[n === undefined ? 0 : Number(n)];
  };
  return {
    slot,
    keyOf,
    declared,
    declaredMask: (it) => {
      const entry = declared(it);
      return entry?.inForce === true ? maskOf(entry.shape) : undefined;
    },
    habit: (it, expr, now) => {
      const key = keyOf(it);
      const entry = declared(it);
      const carried = (entry === undefined ? undefined : maskOf(entry.shape)) ?? question.env.kinds.get(key);
      if (carried !== undefined) return carried;
      // Two indices name an entry, unless the formulas make it a block.
      if (key.endsWith('[,]')) return S;
      const glyph = glyphOf(expr);
      const variant = expr.kind === 'symbol' || expr.kind === 'call' ? variantOf(glyph) : undefined;
      if (variant !== undefined) {
        const of = declared(variant);
        const mask = (of === undefined ? undefined : maskOf(of.shape)) ?? now(variant);
        if (mask !== undefined && isSingle(mask)) return mask;
      }
      if (expr.kind === 'index' && expr.upper && expr.base.kind === 'symbol') {
        const of = declared(expr.base.key);
        if (of !== undefined) return maskOf(of.shape) ?? 0;
      }
      if (expr.kind === 'index' && expr.base.kind === 'symbol' && glyph.face !== 'bold') {
        const of = declared(expr.base.key);
        const mask = of === undefined ? now(expr.base.key) : maskOf(of.shape);
        if (mask === V || mask === R) return S;
      }
      if (constantOf({ kind: 'symbol', key, glyph, span: expr.span }) !== undefined) return 0;
      return expr.kind === 'index' && glyph.face !== 'bold' ? 0 : habitOf(glyph, question.styles);
    },
  };
}

/** The formulas at which a name of the section is declared anew with another shape. */
function epochsOf(declared: readonly LocalEntry<unknown>[]): readonly number[] {
  const last = new Map<string, string>();
  const found = new Set<number>();
  for (const { key, shape, formula } of declared) {
    const printed = JSON.stringify(shape);
    if (last.has(key) && last.get(key) !== printed) found.add(formula);
    last.set(key, printed);
  }
  return [...found];
}

function glyphOf(expr: Expr): Glyph {
  if (expr.kind === 'symbol') return expr.glyph;
  if (expr.kind === 'index') return glyphOf(expr.base);
  if (expr.kind === 'call') return glyphOf(expr.fn);
  return { letter: '', face: 'upright', accents: [], label: '', primes: 0 };
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

function ofMask(mask: number, dims: DimTable): Shape {
  switch (mask) {
    case S:
      return SCALAR;
    case V:
      return vector(dims.fresh());
    case R:
      return row(dims.fresh());
    case M:
      return matrix(dims.fresh(), dims.fresh());
    case V | R:
      return { kind: 'vector', rows: dims.fresh(), free: true };
    case O:
      return SET;
    default:
      return UNKNOWN;
  }
}

function typing(
  dims: DimTable,
  shapes: Map<Expr, Shape>,
  rowVectors: boolean,
  shapeOf: Typing['shapeOf'],
  isDeclared: Typing['isDeclared'],
): Typing {
  return { dims, rowVectors, shapes, conflicts: [], shapeOf, isDeclared };
}

function typeStatement(statement: Statement, at: Typing): void {
  typeOf(statement.expr, at);
  const { expr, continues } = statement;
  if (continues === undefined || expr.kind !== 'relation') return;
  const before = at.shapes.get(continues) ?? typeOf(continues, at);
  const side = expr.sides[1];
  if (side !== undefined && expr.signs[0] !== undefined)
    compare(expr, expr.signs[0].text, continues, side, before, at.shapes.get(side) ?? UNKNOWN, at);
}

const mentionsDerivative = (expr: Expr): boolean => {
  let found = false;
  walk(expr, (it) => {
    if (it.kind === 'derivative') found = true;
  });
  return found;
};

const hasHole = (expr: Expr): boolean => {
  let found = false;
  walk(expr, (it) => {
    if (it.kind === 'hole') found = true;
  });
  return found;
};

/** The statement alone, with its declared names fixed and the others open. */
function trialOf<Place>(
  statement: Statement,
  formula: number,
  question: SectionQuestion<Place>,
  names: Names<Place>,
  kinds: ReadonlyMap<string, KindOf>,
): Trial {
  const slotOf = (key: string): string => names.slot(key, formula);
  const inForce = (key: string): boolean => names.declared(slotOf(key))?.inForce === true;
  return {
    slotOf,
    isOpen: (key) => !inForce(key),
    guess: (slot) => kinds.get(slot)?.mask ?? 0,
    forced: (slot) => kinds.get(slot)?.forced ?? ALL,
    run: (assigned) => {
      const dims = dimTable(question.aliases);
      const local = new Map<string, Shape>();
      const shapeOf = (key: string): Shape => {
        const slot = slotOf(key);
        const entry = names.declared(slot);
        if (entry?.inForce === true) return entry.shape;
        let shape = local.get(slot);
        if (shape === undefined) local.set(slot, (shape = ofMask(assigned(slot), dims)));
        return shape;
      };
      const at = typing(dims, new Map(), question.rowVectors, shapeOf, inForce);
      typeStatement(statement, at);
      return at.conflicts;
    },
  };
}
