/** What can be wrong with a note of rules, each with the sentence that says so. */
import type { Span } from '../base/span.ts';

export interface Fault {
  readonly kind: keyof typeof sentences;
  readonly detail: string;
  /** In the note. */
  readonly span: Span;
}

const sentences = {
  'no-number': () => 'A rule’s heading begins with its number, as in “3.1 Trace of a product”.',
  'number-taken': (detail: string) => `Another rule is called ${detail} as well.`,
  'no-formula': () => 'The rule has no displayed formula.',
  'no-source': () => 'The rule names no source; a paragraph “Source: …” says where it stands.',
  'not-an-equation': () => 'A rule’s formula is one equation, or one chain of them.',
  unreadable: (detail: string) => `This could not be read: ${detail}.`,
  unbound: (detail: string) => `${detail} is not declared; the rule says what it is before the formula.`,
  'shapes-differ': (detail: string) => `The shapes do not fit: ${detail}.`,
  'layout-unstated': () => 'The formula holds in one layout only, but none is named: “In denominator layout:”.',
  untrue: (detail: string) => `The formula does not hold: ${detail}.`,
} satisfies Readonly<Record<string, (detail: string) => string>>;

/** The fault in one sentence. */
export const faultText = ({ kind, detail }: Fault): string => sentences[kind](detail);
