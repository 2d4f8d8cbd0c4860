/**
 * What equations say of names that nothing declares: after `r = b - A x` with A, x and b declared, r has as many entries
 * as b. Only where every name of the right side is declared and the name gets no other value in the section.
 */
import type { Expr } from '../expr/expr.ts';
import { some } from '../expr/expr.ts';
import type { Statement } from '../expr/statement.ts';
import { constantOf } from './constants.ts';
import { hasVariable } from './dim.ts';
import { keysIn } from './infer-kinds.ts';
import type { Names } from './names.ts';
import type { SectionQuestion } from './section.ts';
import { dimsOf, type Shape } from './shape.ts';
import type { DimTable } from './unify.ts';

interface Definition {
  readonly shape?: Shape;
  readonly formula: number;
  readonly statement: Statement;
}

interface Typed {
  readonly dims: DimTable;
  readonly shapes: readonly ReadonlyMap<Expr, Shape>[];
  readonly suspects: ReadonlySet<Statement>;
}

type Defined = (slot: string) => Shape | undefined;

/** By statement, the shapes that equations before it give its names; undefined where they give none. */
export function definedIn<Place>(
  question: SectionQuestion<Place>,
  names: Names<Place>,
  { dims, shapes, suspects }: Typed,
): (statement: Statement, formula: number) => Defined | undefined {
  const found = new Map<string, readonly Definition[]>();
  question.statements.forEach((list, formula) => {
    for (const statement of list) {
      const { expr } = statement;
      const name = expr.kind === 'relation' && VALUES.has(expr.signs[0]?.text ?? '') ? expr.sides[0] : undefined;
      const value = expr.kind === 'relation' ? expr.sides[1] : undefined;
      if (name?.kind !== 'symbol' || value === undefined) continue;
      const slot = names.slot(name.key, formula);
      if (names.declared(slot) !== undefined) continue;
      const shape = suspects.has(statement) ? undefined : shapeOf(value, formula);
      const definition = { formula, statement, ...(shape && { shape }) };
      found.set(slot, [...(found.get(slot) ?? []), definition]);
    }
  });

  function shapeOf(value: Expr, formula: number): Shape | undefined {
    const isDeclared = (key: string): boolean => names.declared(names.slot(key, formula))?.inForce === true;
    const shape = shapes[formula]?.get(value);
    if (shape?.kind !== 'vector' && shape?.kind !== 'matrix') return undefined;
    // Lists and blocks stand either way; so do derivatives.
    if (some(value, (it) => !PLAIN.has(it.kind)) || shape.free === true) return undefined;
    const open = some(value, (it) => it.kind === 'symbol' && constantOf(it) === undefined && !isDeclared(it.key));
    return open || dimsOf(shape).some((it) => hasVariable(dims.resolve(it))) ? undefined : shape;
  }

  return (statement, formula) => {
    const given = new Map<string, Shape>();
    for (const key of keysIn(statement.expr)) {
      const slot = names.slot(key, formula);
      const [only, ...more] = found.get(slot) ?? [];
      if (only?.shape !== undefined && more.length === 0 && only.formula < formula) given.set(slot, only.shape);
    }
    return given.size === 0 ? undefined : (slot) => given.get(slot);
  };
}

const VALUES = new Set(['=', ':=', '\\triangleq', '\\coloneqq', '\\equiv']);

const PLAIN = new Set<Expr['kind']>(['symbol', 'number', 'apply']);
