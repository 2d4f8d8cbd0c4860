/** What a statement does in its note, why it is taken so, and on which others it rests. */
import type { Statement } from '../expr/statement.ts';
import type { StatementFact, StatementKind } from './facts.ts';
import type { Definition } from './definitions.ts';
import type { PairedClaim } from './paired-claims.ts';

/** Why a statement is of its kind; `reasons.ts` says it in words. */
export type Why =
  | 'membership'
  | 'range'
  | 'directive'
  | 'says-so'
  | 'fresh-name'
  | 'notation'
  | 'recursion'
  | 'redefinition'
  | 'law'
  | 'derivative'
  | 'chain-rule'
  | 'table'
  | 'sentence'
  | 'continues'
  | 'same-names'
  | 'known-names'
  | 'given-name'
  | 'condition-sign'
  | 'condition-words'
  | 'zero'
  | 'decomposition'
  | 'exchange'
  | 'unknown-function'
  | 'free-names'
  | 'bound'
  | 'mistake'
  | 'not-an-equation'
  | 'no-relation';

export interface Meaning {
  readonly statement: Statement;
  readonly formula: number;
  readonly kind: StatementKind;
  readonly form: StatementFact['form'];
  readonly why: Why;
  /** By sign of the relation: a counterexample counts against it. Any other may be confirmed, never refuted. */
  readonly asserted: readonly boolean[];
  /** What it gives a value to. */
  readonly defines?: Definition;
  /** What the table or the sentence it stands in makes of it. */
  readonly paired?: PairedClaim;
}

/** A definition as it is seen from a formula. */
export interface Seen {
  readonly definition: Definition;
  /** False when it stands in another section at the same depth: it holds only where nothing contradicts it. */
  readonly inForce: boolean;
  /** It does so only where the note is read on from the section above; see `beyond.ts`. */
  readonly beside?: true;
  /** 0 here, else how many parts above. */
  readonly above: number;
}
