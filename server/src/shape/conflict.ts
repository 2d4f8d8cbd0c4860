import type { Expr } from '../expr/expr.ts';
import type { Dim } from './dim.ts';
import type { Shape } from './shape.ts';

/** Two operands that do not fit: a value without words. */
export interface Conflict {
  readonly code: 'dimension-mismatch' | 'not-square' | 'kind-mismatch' | 'broadcast' | 'index-capture';
  /** What failed: a product needs inner sizes, a sum or relation equal ones. */
  readonly what:
    | 'product'
    | 'sum'
    | 'entrywise'
    | 'relation'
    | 'inner'
    | 'trace'
    | 'determinant'
    | 'inverse'
    | 'power'
    | 'derivative'
    | 'function'
    | 'square'
    | 'gram'
    | 'index';
  /** The smallest expression that is wrong. */
  readonly expr: Expr;
  readonly left: Expr;
  readonly right?: Expr;
  readonly leftShape: Shape;
  readonly rightShape?: Shape;
  /** Of `gram`: what would have to be square. */
  readonly matrix?: Expr;
  /** The two sizes that differ. */
  readonly sizes?: readonly [Dim, Dim];
  /** 1: a product `x W` that fits where vectors are rows; 2: the note goes on to use it as a vector. */
  readonly rowUse?: number;
}
