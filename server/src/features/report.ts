/** A finding as it is shown: in offsets of the note, as severe as the settings say. */
import type { Evidence, Severity } from '../analysis/facts.ts';
import type { Code } from '../analysis/problems.ts';
import type { Span } from '../base/span.ts';

export interface Report {
  readonly code: Code | 'more-findings';
  readonly severity: Severity;
  readonly evidence: Evidence;
  readonly span: Span;
  readonly message: string;
  readonly related: readonly { readonly span: Span; readonly message: string }[];
  /** Tried out when they are first asked for. */
  readonly fixes: readonly ReportedFix[];
  /** Plain text for the hover; may be empty. */
  readonly detail: string;
}

export interface ReportedFix {
  readonly title: string;
  readonly edits: readonly { readonly span: Span; readonly newText: string }[];
  readonly verified: boolean;
  readonly preferred: boolean;
}
