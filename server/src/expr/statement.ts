/** What a formula states, one after the other: `A, B \in \mathbb R^{m\times n}`, each row of an `align`, each relation. */
import type { Span } from '../base/span.ts';
import type { Expr, Relation, SymbolExpr } from './expr.ts';

export interface Statement {
  readonly expr: Expr;
  readonly span: Span;
  /** Words of the formula that stand before it (`\text{where }`), lower case. */
  readonly words: string;
  /** For a row that begins with a relation: the side it continues. */
  readonly continues?: Expr;
  /** Read without a bracket that nothing opens, it or the side that it continues. */
  readonly uneven?: boolean;
  /** Lines between the two are left out: `\vdots`. */
  readonly skips?: boolean;
  /** Words behind a colon say what it is: `X \in \mathbb R^{n \times d} : \text{the inputs}`. */
  readonly described?: boolean;
  /** For `x \mapsto v` behind `f : A \to B`: the function. */
  readonly maps?: SymbolExpr;
}

export const EQUALITY = new Set([
  '=',
  '\\equiv',
  '\\triangleq',
  ':=',
  '\\coloneqq',
  '=def',
  '\\doteq',
  '\\eqdef',
  '\\overset',
  '\\approx',
  '\\simeq',
  '\\cong',
  '\\propto',
  '\\leftarrow',
  '\\gets',
  '\\approxeq',
  '\\coloneq',
  '≈',
  '≡',
  '≔',
  '←',
  '=:',
  '=!',
  '=?',
  '==',
]);
export const ORDER = new Set([
  '<',
  '>',
  '\\le',
  '\\leq',
  '\\leqslant',
  '\\ge',
  '\\geq',
  '\\geqslant',
  '\\ne',
  '\\neq',
  '\\lt',
  '\\gt',
  '≤',
  '≥',
  '≠',
  '\\preceq',
  '\\succeq',
  '\\prec',
  '\\succ',
  '\\preccurlyeq',
  '\\succcurlyeq',
  '\\lesssim',
  '\\gtrsim',
  '\\leqq',
  '\\geqq',
]);
export const MEMBERSHIP = new Set(['\\in', '∈', '\\ni', '\\notin', '\\subset', '\\subseteq']);

/** Signs after which something follows. */
export const IMPLIES =
  /^(\\implies|\\Rightarrow|\\Longrightarrow|\\iff|\\Leftrightarrow|\\Longleftrightarrow|⟹|⇒|⟺|⇔)$/;

export const isRelation = (expr: Expr): expr is Relation => expr.kind === 'relation';
