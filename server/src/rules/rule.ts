/** A rule of the catalogue as plain data: what is given, the formulas, and the book that has it. */
import type { Expr, Relation } from '../expr/expr.ts';
import type { Shape } from '../shape/shape.ts';

/** The presets of conventions for derivatives; `layout/` knows their axes. */
export type Layout = 'numerator' | 'denominator' | 'mixed';

export interface Rule {
  /** `3.1`, `18.13`: chapter and number. */
  readonly id: string;
  readonly title: string;
  /** Short names under which it is cited as well: `V3s`. */
  readonly names: readonly string[];
  readonly chapter: string;
  /** The sentences that declare its symbols and state its conditions, in Markdown. */
  readonly given: string;
  /** The formulas of those sentences that declare or relate something, in TeX. */
  readonly stated: readonly string[];
  readonly symbols: readonly RuleSymbol[];
  /** Equations of those sentences: `E = X - UV^\top` defines, `X^\top X = I` constrains. */
  readonly hypotheses: readonly Relation[];
  /** At least one. */
  readonly forms: readonly Form[];
  readonly source: string;
  /** May be empty. */
  readonly remark: string;
  /** Of the heading, counted from 0 in UTF-16 units of the note. */
  readonly offset: number;
}

/** A formula of a rule. One rule has several where the layouts differ, or where it has several results. */
export interface Form {
  readonly tex: string;
  /** The layouts in which it holds; all three where it has no derivative or says its own layout. */
  readonly layouts: readonly Layout[];
  readonly claim: Relation;
}

export interface RuleSymbol {
  /** As in `SymbolExpr.key`, or of a family (`x[]`). */
  readonly key: string;
  readonly tex: string;
  readonly shape: Shape;
  /** `symmetric`, `invertible` …, as the rule says. */
  readonly conditions: readonly string[];
}

export interface Chapter {
  readonly title: string;
  readonly rules: readonly Rule[];
}

export const layouts: readonly Layout[] = ['numerator', 'denominator', 'mixed'];

/** What stands left of the equals sign: what a rule is looked up by. */
export const leftOf = (form: Form): Expr | undefined => form.claim.sides[0];
