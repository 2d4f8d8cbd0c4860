/**
 * Meaning, one step above the page: symbols, operators with their operands, indices, derivatives. Ambiguity that only
 * shapes can settle stays in the operator (`transpose` of a number is the number; `bars` is |x|, det X or ‖x‖).
 * Plain read-only data; spans are offsets in the formula's text.
 */
import type { Span } from '../base/span.ts';
import type { Operator } from './operators.ts';

export type Expr =
  | SymbolExpr
  | NumberExpr
  | Apply
  | Call
  | Index
  | Reduce
  | Derivative
  | Literal
  | Tuple
  | Cases
  | SpaceExpr
  | Relation
  | Ellipsis
  | Hole;

/** A name: a letter with its face, accents and label. `key` is the same for all spellings of the same glyph. */
export interface SymbolExpr {
  readonly kind: 'symbol';
  readonly key: string;
  readonly glyph: Glyph;
  readonly span: Span;
  /** The sizes that are written below it: `A_{m \times n}`. */
  readonly sizes?: readonly Expr[];
}

export type Face = 'plain' | 'bold' | 'calligraphic' | 'blackboard' | 'upright';

export interface Glyph {
  /** `A`, `\alpha`, or a word: `softmax`. */
  readonly letter: string;
  readonly face: Face;
  /** Innermost first: `hat`, `tilde`, `bar`, `vec`. */
  readonly accents: readonly string[];
  /** What distinguishes it by script: the `Q` of `W_Q`, `old`, `*`. */
  readonly label: string;
  readonly primes: number;
  /** Of a letter that means something by itself: the note gives it a value of its own. */
  readonly ordinary?: true;
}

export interface NumberExpr {
  readonly kind: 'number';
  readonly value: number;
  readonly span: Span;
}

/** An operator with its operands. For `sum`, `signs[i]` is −1 where the operand is subtracted. */
export interface Apply {
  readonly kind: 'apply';
  readonly op: Operator;
  readonly args: readonly Expr[];
  readonly signs?: readonly number[];
  /** The function's name for `elementwise`, the type for `norm` (`2`, `F`, `1`, `*`). */
  readonly name?: string;
  /** What stands below a norm and is neither a name nor a number: the `\Sigma^{-1}` of `\|x\|_{\Sigma^{-1}}`. */
  readonly weight?: Expr;
  /** A function without brackets before several factors, the first of them a value: `\log p(x) f(x)`. */
  readonly open?: true;
  /** Of a derivative: its sign may be a letter like any other, `D f(x) h`. */
  readonly unsure?: true;
  /** What an expectation runs over: `x \sim p`, `q(z)`. */
  readonly under?: Expr;
  /** How many operands stand before a bar: `E[x \mid y]`. */
  readonly given?: number;
  readonly span: Span;
}

/** A function applied to arguments: `f(x, y)`, `p(x \mid y)`. */
export interface Call {
  readonly kind: 'call';
  readonly fn: Expr;
  readonly args: readonly Expr[];
  /** How many arguments stand before a bar or a semicolon: `p(x \mid y)`. */
  readonly given?: number;
  readonly span: Span;
}

export type IndexItem =
  | { readonly kind: 'at'; readonly expr: Expr }
  /** `listed`: what it gives has one axis, along a row too. */
  | { readonly kind: 'all'; readonly listed?: true }
  | { readonly kind: 'range'; readonly from?: Expr; readonly to?: Expr };

/** `x_i`, `A_{ij}`, `W_{i,:}`, `x^{(n)}` (upper): an entry, a slice or a member of a family; shapes decide which. */
export interface Index {
  readonly kind: 'index';
  readonly base: Expr;
  readonly items: readonly IndexItem[];
  readonly upper: boolean;
  readonly span: Span;
}

export interface Reduce {
  readonly kind: 'reduce';
  /** `evaluation`: the body with each name at its `from`. */
  readonly op:
    'sum' | 'product' | 'integral' | 'extremum' | 'argument' | 'limit' | 'union' | 'expectation' | 'evaluation';
  readonly bound: readonly BoundIndex[];
  readonly body: Expr;
  /** Of `extremum` and `argument`: `min`, `sup`, and what is written under the sign, without spaces. */
  readonly name?: string;
  readonly under?: string;
  /** Of a sum: it takes in terms without brackets around them, `\\sum_i x_i + y_i`. */
  readonly loose?: true;
  readonly span: Span;
}

export interface BoundIndex {
  readonly key: string;
  readonly span: Span;
  readonly from?: Expr;
  readonly to?: Expr;
  /** The set that it runs over: `x \in \mathcal X`. */
  readonly within?: Expr;
  /** What holds of those that count: `i \neq j`, `i < j`. */
  readonly where?: Relation;
}

export interface Derivative {
  readonly kind: 'derivative';
  readonly notation: 'fraction' | 'nabla' | 'partial';
  /** Absent for a bare operator (`\nabla`). */
  readonly of?: Expr;
  /** Absent when the note leaves the variable to the reader (`\nabla f`). */
  readonly by: readonly Expr[];
  readonly order: number;
  readonly span: Span;
}

/** A matrix written out. */
export interface Literal {
  readonly kind: 'literal';
  readonly rows: readonly (readonly Expr[])[];
  readonly span: Span;
}

/** `(a, b)`, `[x_1, \ldots, x_n]`, `\{0, 1\}`, `\langle x \rangle`. */
export interface Tuple {
  readonly kind: 'tuple';
  readonly open: string;
  readonly items: readonly Expr[];
  readonly separator: ',' | ';' | '|' | '';
  /** Its brackets or its ends make it an interval: `[a, b)`, `(0, \infty)`. */
  readonly interval?: true;
  readonly span: Span;
}

export interface Cases {
  readonly kind: 'cases';
  readonly values: readonly Expr[];
  /** When each value holds; none for “otherwise”. They say nothing of the shape, so that no walk goes through them. */
  readonly conditions: readonly (Expr | undefined)[];
  readonly span: Span;
}

/** `\mathbb{R}^{m\times n}`, `\{0,1\}^n`, `\mathbb{S}^n_{++}`. */
export interface SpaceExpr {
  readonly kind: 'space';
  readonly of:
    'real' | 'complex' | 'integer' | 'natural' | 'finite' | 'interval' | 'symmetric' | 'simplex' | 'positive';
  /** None: numbers. One: vectors. Two: matrices. More: tensors. */
  readonly dims: readonly Expr[];
  readonly conditions: readonly string[];
  readonly span: Span;
}

/** A chain `a = b \le c`. A missing first side continues the row above. */
export interface Relation {
  readonly kind: 'relation';
  readonly sides: readonly (Expr | undefined)[];
  readonly signs: readonly { readonly text: string; readonly span: Span }[];
  readonly span: Span;
}

export interface Ellipsis {
  readonly kind: 'ellipsis';
  readonly span: Span;
}

/** What could not be read. It is contagious: nothing that contains it gets a shape error. */
export interface Hole {
  readonly kind: 'hole';
  readonly reason: 'not-understood' | 'empty';
  readonly detail: string;
  readonly span: Span;
}

/** The operands, in the order of the page. */
export function children(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'symbol':
    case 'number':
    case 'ellipsis':
    case 'hole':
      return [];
    case 'apply':
      return expr.args;
    case 'call':
      return [expr.fn, ...expr.args];
    case 'index':
      return [expr.base];
    case 'reduce':
      return [expr.body];
    case 'derivative':
      return expr.of === undefined ? expr.by : [expr.of, ...expr.by];
    case 'literal':
      return expr.rows.flat();
    case 'tuple':
      return expr.items;
    case 'cases':
      return expr.values;
    case 'space':
      return [];
    case 'relation':
      return expr.sides.filter((side) => side !== undefined);
  }
}

/** Calls `visit` for the expression and everything in it, outermost first. */
export function walk(expr: Expr, visit: (it: Expr) => void): void {
  visit(expr);
  for (const child of children(expr)) walk(child, visit);
}

/** Whether the test holds of the expression or of anything in it. */
/** Without the brackets around it. */
export const unbracketed = (expr: Expr): Expr =>
  expr.kind === 'apply' && expr.op === 'parentheses' && expr.args[0] !== undefined ? unbracketed(expr.args[0]) : expr;

export const some = (expr: Expr, test: (it: Expr) => boolean): boolean =>
  test(expr) || children(expr).some((it) => some(it, test));

/** Whether a name stands anywhere in an expression. */
export const speaksOf = (expr: Expr, key: string): boolean =>
  some(expr, (it) => it.kind === 'symbol' && it.key === key);

/** The first place of a name in an expression. */
export function symbolIn(expr: Expr, key: string): SymbolExpr | undefined {
  let found: SymbolExpr | undefined;
  walk(expr, (it) => {
    if (it.kind === 'symbol' && it.key === key) found ??= it;
  });
  return found;
}

/** `\infty`, `-\infty`. */
export const isInfinite = (expr: Expr | undefined): boolean =>
  expr?.kind === 'symbol'
    ? /^(\\infty|∞)$/.test(expr.glyph.letter)
    : expr?.kind === 'apply' && expr.op === 'sum' && expr.args.length === 1 && isInfinite(expr.args[0]);
