/**
 * Every diagnostic code: its default severity, one sentence, and the offline explanation behind `nabla explain CODE`.
 * The only place with wording (experience.md, part 2).
 */
import type { NoteProblem } from '../note/note.ts';
import type { Severity } from './facts.ts';

export const codes = [
  'syntax',
  'dimension-mismatch',
  'not-square',
  'kind-mismatch',
  'conflicting-declaration',
  'gradient-of-non-scalar',
  'index-capture',
  'layout-mismatch',
  'inconsistent-layout',
  'layout-misnamed',
  'broadcast',
  'wrong-derivative',
  'false-identity',
  'needs-condition',
  'undeclared-symbol',
  'similar-symbol',
  'unknown-directive',
  'unused-ignore',
  'unmet-expectation',
  'unreadable-note',
] as const;

export type Code = (typeof codes)[number];

export interface CodeInfo {
  /** Where facts are declared; `off` codes are shown by the profile `thorough` only. */
  readonly severity: Severity | 'off';
  readonly sentence: string;
  /** What is the case, why it matters, how to go on. */
  readonly explanation: string;
}

export const codeInfo: { readonly [C in Code]: CodeInfo } = {
  syntax: {
    severity: 'hint',
    sentence: 'A brace, a delimiter or an environment is not closed.',
    explanation:
      'A part of the formula could not be read because a brace, a \\left or a \\begin has no partner. The rest of the note is read as usual; nothing is said about the dimensions of this formula until it closes.',
  },
  'dimension-mismatch': {
    severity: 'error',
    sentence: 'Two sizes that must agree do not: in a product, a sum or across a relation.',
    explanation:
      'A product needs as many columns on the left as rows on the right; a sum and an equation need equal sizes on both sides. The sizes come from what the note declares, and the related lines say where. Often a transpose is missing or two factors are exchanged; sometimes the declaration is what needs mending.',
  },
  'not-square': {
    severity: 'error',
    sentence: 'A trace, determinant, inverse or power needs a square matrix.',
    explanation:
      'Trace, determinant, inverse, matrix exponential and powers exist for square matrices only. The declared sizes of the operand differ. Check the declaration, or whether a transpose or another factor is missing.',
  },
  'kind-mismatch': {
    severity: 'error',
    sentence: 'A number, a vector and a matrix are set equal, added or ordered although they are of different kinds.',
    explanation:
      'The two sides are of different kinds, for instance a number on one side and a matrix on the other. A minimum is a number, an arg min is a point; an inner product is a number, an outer product a matrix.',
  },
  'conflicting-declaration': {
    severity: 'warning',
    sentence: 'The same symbol is declared twice with different shapes in the same place.',
    explanation:
      'Two declarations in the same block give one symbol different shapes. In different sections a letter may change its meaning; here nothing separates the two.',
  },
  'gradient-of-non-scalar': {
    severity: 'hint',
    sentence: 'The gradient of a vector is written; it is read as the Jacobian.',
    explanation:
      'A gradient belongs to a number that depends on a vector or a matrix. Of a vector-valued function the derivative is the Jacobian, a matrix, and notes differ in whether its rows belong to the function or to the variable. Writing J_f or ∂f/∂x says which is meant.',
  },
  'index-capture': {
    severity: 'warning',
    sentence: 'The index of the variable of differentiation is also the running index of the sum.',
    explanation:
      'In ∇_{u_i} Σ_i u_i v_i the letter i is both the fixed index of the variable and the running index of the sum, so the formula does not say what is differentiated. Rename the running index.',
  },
  'layout-mismatch': {
    severity: 'warning',
    sentence:
      'A derivative is a row where the note says columns, a Jacobian x-by-f where it says f-by-x, or the reverse.',
    explanation:
      'Some write the gradient of a number as a column (of the shape of the variable, often called denominator layout), some as a row (numerator layout); Jacobians have a row for each entry of the function (f-by-x) or for each entry of the variable (x-by-f). The note, a directive or the setting says which, and this formula is the transpose of that. Where the note itself states nothing, the finding is an information. Transpose the result, or state the layout that is meant: <!-- nabla: layout mixed -->.',
  },
  'inconsistent-layout': {
    severity: 'info',
    sentence: 'The same kind of derivative is written both ways in one note.',
    explanation:
      'The note states no layout, and most of its formulas write this kind of derivative the other way: gradients as rows beside gradients as columns, or Jacobians f-by-x beside x-by-f. Gradients as columns together with Jacobians f-by-x are usual and no finding, unless one sign, ∇, makes both. Transpose the result, or state the layout in a sentence or a directive.',
  },
  'layout-misnamed': {
    severity: 'info',
    sentence: 'The note names one layout and uses another.',
    explanation:
      'The numerator layout has gradients as rows and Jacobians f-by-x, the denominator layout gradients as columns and Jacobians x-by-f. The formulas of the note agree with each other, and not with the name. Readers who know the names will transpose what they read; swap the names, or say rows or columns instead.',
  },
  broadcast: {
    severity: 'hint',
    sentence: 'A number or a vector is added to every row, column or entry of a matrix.',
    explanation:
      'Adding a vector to a matrix is programming shorthand for adding it to every row or column. In mathematics the ones are written: X + 1 bᵀ.',
  },
  'wrong-derivative': {
    severity: 'error',
    sentence: 'A derivative is not what the formula says; a counterexample is at hand.',
    explanation:
      'Both sides were computed for random values that keep everything the note assumes, the derivative by differences and not by rules, and they differ. The smallest case found is shown in the hover. Where a small change of the right side makes it true, it is offered and was checked.',
  },
  'false-identity': {
    severity: 'error',
    sentence: 'The two sides of a claim differ; a counterexample is at hand.',
    explanation:
      'Both sides were computed for random values that keep everything the note assumes, and they differ. Equations that define, constrain or model something are conditions and are never judged; if this one is a condition, a comment “nabla: given” says so.',
  },
  'needs-condition': {
    severity: 'info',
    sentence: 'The claim is true only under a condition that the note does not state.',
    explanation:
      'For general values the two sides differ, but they agree once a matrix is symmetric, diagonal, orthogonal or commutes with another. State the condition, or use the general form.',
  },
  'undeclared-symbol': {
    severity: 'off',
    sentence: 'Nothing declares the symbol; its shape is worked out from use.',
    explanation:
      'The symbol is used but nothing in the note says what it is. What is known of it was worked out from the formulas it stands in. A declaration makes the checks sharper.',
  },
  'similar-symbol': {
    severity: 'off',
    sentence: 'A symbol is not declared, but the same letter in another face is.',
    explanation:
      'A plain y stands where only a bold y is declared, or the other way round. If both are meant to be one symbol, write them alike; nothing that is declared of the one is used for the other.',
  },
  'unknown-directive': {
    severity: 'warning',
    sentence: 'A comment that begins with nabla: says nothing that is understood.',
    explanation:
      'The comment changes nothing as it stands. Directives are off, on, ignore CODE: reason, expect CODE: reason, given X, claim, layout NAME and read SIGN as MEANING; the message says which word was not understood and which one is nearest.',
  },
  'unused-ignore': {
    severity: 'hint',
    sentence: 'There is nothing to ignore beside the comment.',
    explanation:
      'The comment silences a finding that does not occur beside it, or no longer does. It may be removed; left alone it would silence the next finding of its kind there unseen.',
  },
  'unmet-expectation': {
    severity: 'warning',
    sentence: 'The finding that the comment expects does not occur.',
    explanation:
      'The formula is marked as deliberately not right, as in an exercise, but nothing is found there any more. Either it was mended, and the comment may go, or the mistake it should show was lost.',
  },
  'unreadable-note': {
    severity: 'error',
    sentence: 'The file could not be read as a note.',
    explanation:
      'The file is too large, is not text, or is not valid JSON although it is called a notebook. The message says which limit or place is meant. Other files are checked as usual.',
  },
};

/** The faults of a note as a whole (`note/`), in words. `detail` is what the reader of the note found out. */
export const noteProblems: {
  readonly [C in NoteProblem['code']]: {
    readonly code: Code;
    readonly severity: Severity;
    readonly message: (detail: string) => string;
  };
} = {
  'too-large': {
    code: 'unreadable-note',
    severity: 'error',
    message: (detail) => `The note is too large to be read${detail === '' ? '' : `; the limit is ${detail}`}.`,
  },
  'not-text': {
    code: 'unreadable-note',
    severity: 'error',
    message: (detail) => `The file is not text${because(detail)}.`,
  },
  'not-a-notebook': {
    code: 'unreadable-note',
    severity: 'error',
    message: (detail) => `The file is called a notebook, but it could not be read as one${because(detail)}.`,
  },
  'unclosed-math': {
    code: 'syntax',
    severity: 'hint',
    message: (detail) => `The formula that begins here is not closed${because(detail)}.`,
  },
  'input-not-followed': {
    code: 'unreadable-note',
    severity: 'hint',
    message: (detail) =>
      `${detail === '' ? 'An included file' : detail} is not read; what it declares is unknown here.`,
  },
  'front-matter': {
    code: 'unreadable-note',
    severity: 'hint',
    message: (detail) => `The front matter could not be read${because(detail)}.`,
  },
};

const because = (detail: string): string => (detail === '' ? '' : `: ${detail.replace(/\.$/, '')}`);
