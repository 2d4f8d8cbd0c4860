/**
 * Formulas in which every name is declared: their shapes rest on those declarations alone, so that the same formula
 * under the same declarations need not be typed again, whatever else of its section changes.
 */
import type { Expr } from '../expr/expr.ts';
import type { Statement } from '../expr/statement.ts';
import { type Dim, hasVariable } from './dim.ts';
import { dimsOf, type Shape } from './shape.ts';
import type { Typing } from './typing.ts';

/** “A is symmetric” leaves a size open, which other formulas may settle. */
const isOpen = (shape: Shape): boolean =>
  dimsOf(shape).some(hasVariable) || (shape.kind === 'function' && shape.from !== undefined && isOpen(shape.from));

/** What else bears on a typing; compared by identity. */
interface Whole {
  readonly aliases: ReadonlyMap<string, Dim>;
  readonly rowVectors: boolean;
}

interface Settled extends Whole {
  readonly shapesOf: ReadonlyMap<string, Shape>;
  readonly declared: ReadonlyMap<string, boolean>;
  readonly sizes: ReadonlyMap<string, boolean>;
  readonly shapes: ReadonlyMap<Expr, Shape>;
  readonly columns: readonly Expr[];
}

type Asks = Pick<Typing, 'shapeOf' | 'isDeclared' | 'isSize'>;

const memo = new WeakMap<readonly Statement[], Settled>();

/** The shapes of a formula as they were, if all it asks has the same answers. */
export function recalled(list: readonly Statement[], whole: Whole, asks: Asks): Settled | undefined {
  const known = memo.get(list);
  if (known?.aliases !== whole.aliases || known.rowVectors !== whole.rowVectors) return undefined;
  for (const [key, answer] of known.declared) if (asks.isDeclared(key) !== answer) return undefined;
  for (const [key, answer] of known.sizes) if (asks.isSize(key) !== answer) return undefined;
  const [first] = list;
  if (first === undefined) return undefined;
  // The shape of a declared name does not depend on the expression that asks.
  for (const [key, answer] of known.shapesOf) if (asks.shapeOf(key, first.expr) !== answer) return undefined;
  return known;
}

export interface Listening {
  readonly at: Typing;
  /** Remembers the shapes, if nothing but declarations was asked for and nothing was left open. */
  readonly remember: () => void;
}

/** A typing that notes what is asked of it. */
export function listening(list: readonly Statement[], whole: Whole, at: Typing): Listening {
  const shapesOf = new Map<string, Shape>();
  const declared = new Map<string, boolean>();
  const sizes = new Map<string, boolean>();
  const columns = new Set<Expr>();
  const mark = at.dims.mark();
  let settled = true;
  const noted = (into: Map<string, boolean>, ask: (key: string) => boolean) => (key: string) => {
    const answer = ask(key);
    into.set(key, answer);
    return answer;
  };
  const heard: Typing = {
    ...at,
    columns,
    dims: {
      ...at.dims,
      fresh: () => {
        settled = false;
        return at.dims.fresh();
      },
    },
    isDeclared: noted(declared, at.isDeclared),
    isSize: noted(sizes, at.isSize),
    shapeOf: (key, expr) => {
      const shape = at.shapeOf(key, expr);
      if (!heard.isDeclared(key) || isOpen(shape)) settled = false;
      shapesOf.set(key, shape);
      return shape;
    },
  };
  return {
    at: heard,
    remember: () => {
      for (const it of columns) at.columns?.add(it);
      if (!settled || at.dims.mark() !== mark || at.conflicts.length > 0) return;
      memo.set(list, { ...whole, shapesOf, declared, sizes, shapes: at.shapes, columns: [...columns] });
    },
  };
}
