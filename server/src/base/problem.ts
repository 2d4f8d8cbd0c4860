import type { Span } from './span.ts';

/** Something worth saying about a place: a value without words (`analysis/problems.ts` has the words). */
export interface Problem<Code extends string = string, Data = unknown> {
  readonly code: Code;
  readonly span: Span;
  readonly data: Data;
}

/** What a stage found: always a value, and what was wrong on the way. No stage throws on the user's text. */
export interface Found<T, P extends Problem = Problem> {
  readonly value: T;
  readonly problems: readonly P[];
}
