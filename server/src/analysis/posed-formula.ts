/** A formula with what is known of its names and parts; by a section that was solved, or by declarations alone. */
import { type Expr, walk } from '../expr/expr.ts';
import type { Statement } from '../expr/statement.ts';
import type { Conflict } from '../shape/conflict.ts';
import { familyOf } from '../shape/declare.ts';
import { atomsOf, type Dim, hasVariable, isVariable, named, substitute } from '../shape/dim.ts';
import { addsOnly } from '../shape/names.ts';
import { dimsOf, SCALAR, type Shape, UNKNOWN, withSizes } from '../shape/shape.ts';
import { type Typing, typeOf } from '../shape/typing.ts';
import { type DimTable, dimTable } from '../shape/unify.ts';
import type { LocalDeclaration } from './declared.ts';
import type { SectionFacts } from './sections.ts';

export interface PosedFormula {
  readonly text: string;
  readonly statements: readonly Statement[];
  /** The shape of a symbol or subexpression of the formula, its dimensions worked out; `unknown` where nothing tells. */
  readonly shape: (expr: Expr) => Shape;
  /** The shape of a name in this formula, by key. */
  readonly shapeOfName: (key: string) => Shape;
  /** Whether the declarations say what a name is. */
  readonly declared: (key: string) => boolean;
  /** What could not be read, as it stands in the text. Empty for a formula that was understood whole. */
  readonly unread: readonly string[];
  /** Where its shapes do not fit. */
  readonly conflicts: readonly Conflict[];
}

/** A formula of a section with what the section knows of its names and parts. */
export function posedFormula({ answer, statements }: SectionFacts, index: number): PosedFormula {
  const { resolve } = answer.dims;
  const own = statements.statements[index] ?? [];
  const text = statements.trees[index]?.text ?? '';
  return {
    text,
    statements: own,
    shape: (expr) => resolved(answer.shapes[index]?.get(expr) ?? UNKNOWN, resolve),
    shapeOfName: (key) => resolved(answer.lookup(key, index).shape, resolve),
    declared: (key) => answer.lookup(key, index).level === 'declared',
    unread: unreadIn(own, text),
    conflicts: answer.conflicts.filter((it) => it.formula === index).map((it) => it.conflict),
  };
}

/** What names are, once and for all. */
export interface Scope {
  readonly dims: DimTable;
  readonly shapeOf: (key: string) => Shape;
  readonly isDeclared: (key: string) => boolean;
  /** Names of sizes. */
  readonly sizes: ReadonlySet<string>;
}

/** A formula in a scope that it adds nothing to. */
export function formulaIn(scope: Scope, text: string, statements: readonly Statement[]): PosedFormula {
  const { dims, shapeOf, isDeclared, sizes } = scope;
  const shapes = new Map<Expr, Shape>();
  const conflicts: Conflict[] = [];
  const at: Typing = {
    dims,
    rowVectors: false,
    shapes,
    laws: new Set(),
    conflicts,
    shapeOf,
    isDeclared,
    isSize: (key) => sizes.has(key) && !isDeclared(key),
  };
  for (const { expr } of statements) typeOf(expr, at);
  return {
    text,
    statements,
    shape: (expr) => resolved(shapes.get(expr) ?? UNKNOWN, dims.resolve),
    shapeOfName: (key) => resolved(shapeOf(key), dims.resolve),
    declared: isDeclared,
    unread: unreadIn(statements, text),
    conflicts,
  };
}

/** The scope of a formula in a section that is solved. */
export function scopeIn({ answer, declared }: SectionFacts, formula: number): Scope {
  return {
    dims: answer.dims,
    shapeOf: (key) => answer.lookup(key, formula).shape,
    isDeclared: (key) => answer.lookup(key, formula).level === 'declared',
    sizes: sizesIn(declared.map((it) => it.shape)),
  };
}

const sizesIn = (shapes: readonly Shape[]): ReadonlySet<string> =>
  new Set(shapes.flatMap((it) => dimsOf(it).flatMap(atomsOf)));

/** The scope that declarations make by themselves; undefined where one leaves a size open, or a name has two. */
export function scopeOf(declarations: readonly LocalDeclaration[]): Scope | undefined {
  const known = new Map<string, Shape>();
  for (const { declaration } of declarations) {
    const { key, shape } = declaration;
    const before = known.get(key);
    if (before !== undefined && addsOnly(shape, before)) continue;
    if (before !== undefined || dimsOf(shape).some(hasVariable)) return undefined;
    known.set(key, shape);
  }
  const sizes = sizesIn([...known.values()]);
  /** Capitals with a number are things of their own; small letters are entries or members. */
  const own = (key: string): string => {
    const family = familyOf(key);
    return family === undefined || known.has(key) || /^(\w+ )*[A-Z]\[/.test(key) ? key : family;
  };
  return {
    dims: dimTable(),
    shapeOf: (key) => known.get(own(key)) ?? (sizes.has(key) ? SCALAR : UNKNOWN),
    isDeclared: (key) => known.has(own(key)),
    sizes,
  };
}

function unreadIn(statements: readonly Statement[], text: string): readonly string[] {
  if (statements.length === 0) return [text];
  const found: string[] = [];
  for (const { expr } of statements) {
    walk(expr, (it) => {
      if (it.kind === 'hole') found.push(text.slice(it.span.start, it.span.end) || it.detail);
    });
  }
  return found;
}

/** Its dimensions worked out. */
export function resolved(shape: Shape, resolve: (dim: Dim) => Dim): Shape {
  switch (shape.kind) {
    case 'function':
      return { ...shape, ...(shape.from && { from: resolved(shape.from, resolve) }), to: resolved(shape.to, resolve) };
    // An element of a set of which nothing is known has no size to be drawn.
    case 'point':
      return UNKNOWN;
    default:
      return withSizes(shape, resolve);
  }
}

export type Answer = Pick<SectionFacts['answer'], 'shapes' | 'dims' | 'lookup'>;

/** A formula of the note as the verifier's input has it. Open sizes of another section are others than those here. */
export function posed({ statements }: SectionFacts, answer: Answer, formula: number, mark: string): PosedFormula {
  const { resolve } = answer.dims;
  const own = (dim: Dim): Dim =>
    mark === ''
      ? resolve(dim)
      : substitute(resolve(dim), (atom) => (isVariable(atom) ? named(`?${mark}${atom.slice(1)}`) : undefined));
  return {
    text: statements.trees[formula]?.text ?? '',
    statements: statements.statements[formula] ?? [],
    shape: (expr) => (expr.kind === 'symbol' ? UNKNOWN : resolved(answer.shapes[formula]?.get(expr) ?? UNKNOWN, own)),
    shapeOfName: (key): Shape => {
      const { entry, shape } = answer.lookup(key, formula);
      // An undeclared small letter that comes out as a matrix is a sign of a misreading.
      if (entry === undefined && shape.kind === 'matrix' && /^(bold )?[a-z]$/.test(key)) return UNKNOWN;
      return resolved(shape, own);
    },
    declared: (key) => answer.lookup(key, formula).entry?.inForce === true,
    unread: [],
    conflicts: [],
  };
}
