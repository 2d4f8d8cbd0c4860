/** Trees → statements, remembered for each part as long as its trees and the note's habits last. */
import { type Counts, type Declared, habitsFrom, type Habits, type Stated, sumOf } from '../expr/lower-habits.ts';
import type { Statement } from '../expr/statement.ts';
import type { Tree } from '../latex/node.ts';
import type { Part } from '../note/note.ts';
import type { Declaration } from '../shape/declare.ts';
import { dimsOf } from '../shape/shape.ts';
import { folding, lasting, sameSets, union } from './folded.ts';
import { type Lowered, lowering } from './lowered.ts';
import type { PartTrees } from './trees.ts';

export interface PartStatements {
  readonly part: Part;
  readonly trees: readonly Tree[];
  /** By formula. */
  readonly statements: readonly (readonly Statement[])[];
  /** Declarations in mathematics, by formula. */
  readonly declarations: readonly (readonly Declaration[])[];
}

/** What a part was read as, and by which habits last: equal signatures need no look at the trees. */
interface Reading {
  readonly signatures: readonly string[];
  readonly lowered: readonly Lowered[];
  readonly result: PartStatements;
}

/** The last two readings of a part: before and after the note's declarations are known. */
const readings = new WeakMap<PartTrees, readonly Reading[]>();

/**
 * Statements of every part. What a name is decides how `f(x+1)` reads, so declarations are collected first.
 * @param before of the note before an edit
 */
export const readStatements = (
  parts: readonly PartTrees[],
  stated: Stated = {},
  before: readonly PartStatements[] = [],
): readonly PartStatements[] => readByHabit(parts, stated, before).statements;

/** Statements, and what the note's habits were found to be. */
export interface ByHabit {
  readonly statements: readonly PartStatements[];
  readonly counts: Counts;
  readonly declared: Declared;
  readonly habits: Habits;
}

/** @param naming the parts that declare names, where others are known to declare none */
export function readByHabit(
  parts: readonly PartTrees[],
  stated: Stated = {},
  before: readonly PartStatements[] = [],
  naming = parts,
): ByHabit {
  const counts = allCounts(parts.map((it) => it.counts));
  const first = habitsOf(counts, NO_NAMES, stated);
  const declared = allNames(namesIn(statementsOf(naming, first), before));
  const habits = declared.functions.size + declared.values.size === 0 ? first : habitsOf(counts, declared, stated);
  return { statements: statementsOf(parts, habits), counts, declared, habits };
}

/** By what is declared: the last habits and the counts they were made of. */
const habitsMemo = new WeakMap<Declared, { readonly counts: Counts; readonly said: string; readonly habits: Habits }>();

/** Habits that say the same are the same object, so that parts compare their signatures at a glance. */
function habitsOf(counts: Counts, declared: Declared, stated: Stated): Habits {
  const known = habitsMemo.get(declared);
  const said = Object.keys(stated).length === 0 ? '' : JSON.stringify(stated);
  if (known?.counts === counts && known.said === said) return known.habits;
  const made = habitsFrom([counts], declared, stated);
  const habits = known?.habits.signature === made.signature ? known.habits : made;
  habitsMemo.set(declared, { counts, said, habits });
  return habits;
}

function statementsOf(parts: readonly PartTrees[], habits: Habits): readonly PartStatements[] {
  const lower = lowering(habits);
  return parts.map((part) => {
    const known = readings.get(part) ?? [];
    const same = known.find((it) => it.signatures.includes(habits.signature));
    if (same !== undefined) return same.result;
    const lowered = part.trees.map(lower);
    const alike = known.find((it) => it.lowered.every((one, index) => one === lowered[index]));
    const reading = alike ?? { signatures: [], lowered, result: statementsFrom(part, lowered) };
    const signatures = [habits.signature, ...reading.signatures.slice(0, 1)];
    readings.set(part, [{ ...reading, signatures }, ...known.filter((it) => it !== alike).slice(0, 1)]);
    return reading.result;
  });
}

const statementsFrom = ({ part, trees }: PartTrees, lowered: readonly Lowered[]): PartStatements => ({
  part,
  trees,
  statements: lowered.map((it) => it.statements),
  declarations: lowered.map((it) => it.declarations),
});

const allCounts = folding<Counts>({ names: new Map(), signs: new Map() }, (a, b) => sumOf([a, b]));

const namesIn = lasting(declaredIn, (a, b) =>
  (['functions', 'values', 'sizes'] as const).every((it) => sameSets(a[it], b[it])),
);

function declaredIn({ declarations }: PartStatements): Declared {
  const functions = new Set<string>();
  const values = new Set<string>();
  const sizes = new Set<string>();
  for (const { key, shape, applied } of declarations.flat()) {
    // Whether `J(q)` applies J or multiplies it is for the note's habit to tell.
    if (applied !== true) (shape.kind === 'function' ? functions : values).add(key);
    for (const dim of dimsOf(shape)) for (const term of dim.terms) for (const atom of term.atoms) sizes.add(atom);
  }
  return { functions, values, sizes };
}

const NO_NAMES: Declared = { functions: new Set(), values: new Set(), sizes: new Set() };

const allNames = folding<Declared>(NO_NAMES, (a, b) => ({
  functions: union(a.functions, b.functions),
  values: union(a.values, b.values),
  sizes: union(a.sizes, b.sizes),
}));
