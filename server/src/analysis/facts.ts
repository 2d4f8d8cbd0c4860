/**
 * What is known of a note once every stage has run. Plain read-only data; features read it and compute nothing anew.
 *
 * Spans of findings are offsets in the *part* they belong to; `note.parts[i].place` leads to the note. Facts of a part
 * that did not change are the very same object after an edit.
 */
import type { Span } from '../base/span.ts';
import type { Expr } from '../expr/expr.ts';
import type { Statement } from '../expr/statement.ts';
import type { NameAt } from '../expr/lower-names.ts';
import type { Tree } from '../latex/node.ts';
import type { Note, Part } from '../note/note.ts';
import type { Conflict } from '../shape/conflict.ts';
import type { Counterexample } from '../verify/verdict.ts';
import type { Code } from './problems.ts';

export interface Facts {
  readonly note: Note;
  /** Parallel to `note.parts`. */
  readonly parts: readonly PartFacts[];
  readonly layout: LayoutFact;
}

export interface PartFacts {
  readonly part: Part;
  /** Parallel to `part.formulas`. */
  readonly formulas: readonly FormulaFacts[];
  /** The symbols that this part declares, defines or uses first, in the order of the text. */
  readonly symbols: readonly SymbolFact[];
  /** Every place where a name is written, by formula and in the order of its text. */
  readonly names: readonly NameFact[];
  /** What the formulas tell of names that nothing declares. */
  readonly undeclared: readonly UndeclaredFact[];
  /** Everything to report in this part, by place. */
  readonly findings: readonly Finding[];
}

export interface FormulaFacts {
  readonly tree: Tree;
  /** `full`: the shape of every subexpression is known; `none`: of none but single symbols; else `partial`. */
  readonly typed: 'full' | 'partial' | 'none';
  /** At least one operator: more than a single symbol or number. */
  readonly compound: boolean;
  readonly statements: readonly StatementFact[];
  /** Of each statement, as it was read. */
  readonly expressions: readonly Expr[];
  /** Every symbol and subexpression, outermost first at the same start; spans are in the formula's text. */
  readonly shapes: readonly ShapeFact[];
  /** What could not be understood, in the formula's text. */
  readonly holes: readonly Hole[];
}

export type StatementKind = 'declaration' | 'definition' | 'tie' | 'claim' | 'convention' | 'expression';
export type Verdict = 'proved' | 'verified' | 'refuted' | 'ill-typed' | 'wrong-layout' | 'assumed' | 'undecided';

/** What came of a claim. */
export interface Outcome {
  readonly verdict: Verdict;
  readonly reason?: string;
  readonly detail?: string;
  /** `shapes`: what is said of a shape agrees with it, and no number was tried. */
  readonly method?: 'normal-form' | 'exact' | 'numeric' | 'shapes';
  readonly samples?: number;
  readonly sizes?: Readonly<Record<string, number>>;
  /** Conditions under which it is true, in TeX. */
  readonly holdsIf?: readonly string[];
  /** The reading that was used, where there are several. */
  readonly reading?: string;
  /** The right side that makes it true, in TeX. */
  readonly repair?: string;
  readonly counterexample?: Counterexample;
}

/** One sign of a claim with its two sides. */
export interface StepFact extends Outcome {
  /** Of the sign, in the formula's text. */
  readonly sign: Span;
  /** The sides in plain text. */
  readonly left: string;
  readonly right: string;
  /** The right side as it is written. */
  readonly tex: string;
}

/** Its outcome is that of its worst step. */
export interface StatementFact extends Outcome {
  readonly kind: StatementKind;
  readonly form: 'equation' | 'derivative' | 'inequality' | 'membership' | 'other';
  /** In the formula's text. */
  readonly span: Span;
  /** Each sign that is claimed, once it was tried. */
  readonly steps?: readonly StepFact[];
  /** Why it is of this kind, in a sentence for the hover. */
  readonly why: string;
  /** A counterexample counts against it. A claim that is not asserted may be confirmed, never refuted. */
  readonly asserted: boolean;
}

export type Evidence = 'declared' | 'forced' | 'habit' | 'convention';

export interface ShapeFact {
  readonly span: Span;
  /** `scalar`, `vector(m)`, `matrix(m,n)` … as in the JSON; `unknown` when nothing is known. */
  readonly shape: string;
  /** In words people say: `m × n`, `m entries`, `a number`. Empty when unknown. */
  readonly said: string;
  readonly evidence: Evidence;
  /** Set when the subexpression is a symbol. */
  readonly symbol?: SymbolFact;
  /** The reading that was used where there are several: `transpose`, `determinant`, `application of f` … */
  readonly reading?: string;
}

export interface SymbolFact {
  /** Unicode: `𝐀`, `x̂`, `W_Q`. */
  readonly name: string;
  readonly tex: string;
  readonly shape: string;
  readonly said: string;
  readonly evidence: Evidence;
  /** `symmetric`, `positive definite` …, as the note says. */
  readonly conditions: readonly string[];
  /** Where it is declared, or worked out from; absent when only a habit or convention speaks. */
  readonly source?: Place;
  /** `declared`, `defined`, `worked out`, `convention`. */
  readonly how: 'declared' | 'defined' | 'worked-out' | 'convention';
}

/** A name that nothing declares, where it is used first. */
export interface UndeclaredFact {
  readonly key: string;
  readonly name: string;
  readonly tex: string;
  readonly said: string;
  /** It is no number, the formulas leave it no other shape, and all its sizes are known. */
  readonly complete: boolean;
  /** As TeX; `?3` where one is not known. None for a number. */
  readonly sizes: readonly string[];
  /** Index into the formulas of the part. */
  readonly formula: number;
  /** In the part. */
  readonly span: Span;
}

/** A name where it is written; spans are in the formula's text. */
export interface NameFact extends Omit<NameAt, 'items'> {
  /** Index into the formulas of the part. */
  readonly formula: number;
  /** Unicode: `𝐀`, `x̂`, `W_Q`. */
  readonly name: string;
  /** Stands left of an equation that gives it a value. */
  readonly defines: boolean;
  /** Carries indices: `x_i`, `A_{ij}`. */
  readonly indexed: boolean;
  readonly meaning: NameMeaning;
}

export interface NameMeaning {
  /** The declaration it goes back to. */
  readonly declared?: Place;
  /** False when the declaration stands in a section that has ended. */
  readonly inForce: boolean;
  /** The name stands in its own declaration. */
  readonly declares: boolean;
  /** A member of a declared family, not an entry of a declared name. */
  readonly family: boolean;
  readonly shape: string;
  readonly said: string;
  readonly declaredShape?: string;
}

/** A place anywhere in the note; the part is named by itself, since its number changes with edits elsewhere. */
export interface Place {
  readonly part: Part;
  readonly span: Span;
}

export interface Hole {
  readonly span: Span;
  /** From the closed list of experience.md 1.8: `not-understood`, `unknown-symbol`, `unknown-size` … */
  readonly reason: string;
  /** A sentence for the hover. */
  readonly detail: string;
}

export type Severity = 'error' | 'warning' | 'info' | 'hint';

export interface Finding {
  readonly code: Code;
  readonly severity: Severity;
  readonly evidence: Evidence;
  /** In the part. */
  readonly span: Span;
  readonly message: string;
  readonly related: readonly { readonly place: Place; readonly message: string }[];
  readonly fixes: readonly Fix[];
  /** The shape ribbon and the long form of the hover, as plain text lines; may be empty. */
  readonly detail: string;
  /** What does not fit, from which repairs are worked out when somebody asks. */
  readonly cause?: { readonly statement: Statement; readonly conflict: Conflict };
  /** Index of the formula in the part, for holding back what is being typed; absent for findings about the prose. */
  readonly formula?: number;
}

export interface Fix {
  readonly title: string;
  readonly edits: readonly { readonly span: Span; readonly newText: string }[];
  readonly verified: boolean;
  readonly preferred: boolean;
}

/** An equation that shows one axis, and the side of it that a conversion would transpose. */
export interface ShownDerivative {
  readonly part: number;
  readonly formula: number;
  readonly axis: keyof LayoutFact['axes'];
  readonly value: string;
  /** The derivative, in the formula's text. */
  readonly of: Span;
  /** None where the derivative is no side by itself. */
  readonly result?: Expr;
}

export interface AxisEvidence {
  readonly source: LayoutSource;
  /** The sentence or directive that states it, and the formulas that show it; in the note, by place. */
  readonly stated?: Span;
  readonly shown: readonly Span[];
}

export type Convention = 'numerator' | 'denominator' | 'mixed' | 'other' | 'unknown';

export type LayoutSource = 'prose' | 'directive' | 'setting' | 'inferred';

export interface LayoutFact {
  readonly convention: Convention;
  readonly source: LayoutSource | 'default';
  /** Where the note states it, in the note. */
  readonly span?: Span;
  /** What each axis rests on; none for an axis that is unknown. */
  readonly evidence: { readonly [A in keyof LayoutFact['axes']]?: AxisEvidence };
  /** Every derivative that shows how it stands, by place. */
  readonly shown: readonly ShownDerivative[];
  readonly axes: {
    readonly scalarByVector: 'row' | 'column' | 'unknown';
    readonly nablaScalar: 'row' | 'column' | 'unknown';
    readonly vectorByVector: 'f-by-x' | 'x-by-f' | 'unknown';
    readonly scalarByMatrix: 'X' | 'X^T' | 'unknown';
    readonly rowSlice: 'row' | 'vector' | 'unknown';
  };
}
