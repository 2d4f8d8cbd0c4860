/** What comes of a claim, as plain data. */
import type { Span } from '../base/span.ts';

export interface Verdict {
  readonly verdict: 'proved' | 'verified' | 'refuted' | 'ill-typed' | 'wrong-layout' | 'assumed' | 'undecided';
  readonly method?: 'normal-form' | 'exact' | 'numeric';
  readonly samples?: number;
  readonly sizes?: Readonly<Record<string, number>>;
  /** For exact samples: the probability that a false claim passes them all is at most this. */
  readonly errorBound?: number;
  /** What had to be read one of several ways. */
  readonly reading?: string;
  /** From the closed list of reasons. */
  readonly reason?: string;
  readonly detail?: string;
  /** Of two shapes that no layout joins, in the sizes that the note names: `d × d on the left and n × n on the right`. */
  readonly misfit?: string;
  /** The shapes do not fit, but some of them were only worked out. */
  readonly unfit?: boolean;
  readonly counterexample?: Counterexample;
  /** Conditions under which it is true, in TeX: those that the note states, where it is verified; else those it lacks. */
  readonly holdsIf?: readonly string[];
  readonly repair?: Repair;
}

/** A clock ended the work: what would have come of it, nobody knows, and nothing may rest on it for long. */
export const isCutShort = ({ reason }: Verdict): boolean => reason === 'timeout';

export interface Counterexample {
  readonly seed: string;
  readonly sizes: Readonly<Record<string, number>>;
  readonly values: Readonly<Record<string, Entries>>;
  readonly left: Entries;
  readonly right: Entries;
}

/** A number, a column as a list, a matrix as a list of rows. */
export type Entries = number | readonly number[] | readonly (readonly number[])[];

export interface Repair {
  readonly kind:
    'transpose' | 'sign' | 'factor' | 'order' | 'layout' | 'term' | 'symmetrise' | 'function' | 'power' | 'index';
  /** In the claim's text. */
  readonly span: Span;
  readonly newText: string;
  /** The side that is edited, after the edit: nearly always the right one. */
  readonly right: string;
}
