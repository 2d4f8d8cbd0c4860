import type { DollarRule } from '../note/note.ts';
import type { Severity } from './facts.ts';
import type { Code } from './problems.ts';

/** What a person may choose; every value is checked where it enters (`lsp/configuration.ts`, the CLI's flags). */
export interface Settings {
  /** quiet: errors only; standard; thorough: undeclared symbols too; exercise: messages without repairs. */
  readonly profile: 'quiet' | 'standard' | 'thorough' | 'exercise';
  /** Overrides per code. */
  readonly severity: { readonly [C in Code]?: Severity | 'off' };
  /** `soft` lowers every severity by one. */
  readonly problems: 'all' | 'soft';
  /** The layout of notes that state none. */
  readonly layout?: 'numerator' | 'denominator' | 'mixed';
  /** How derivatives are offered behind an `=`: in the list of completions, as grey text, or when asked for. */
  readonly offer: 'list' | 'ghost' | 'onRequest';
  /** When claims are tried: while nobody types, when the note is saved, or when somebody asks. */
  readonly verify: 'idle' | 'onSave' | 'onRequest';
  /** How verdicts are shown beside the text. */
  readonly verdicts: 'marks' | 'lens' | 'hints' | 'none';
  /** Where shapes are offered as hints in the text: in Markdown while keys are held, everywhere, nowhere. */
  readonly shapeHints: 'held' | 'all' | 'off';
  /** Where a hover draws the formula under the pointer; `auto` is not where another extension does. */
  readonly pictures: 'auto' | 'on' | 'off';
  readonly dollarRule: DollarRule;
  /** Macros that every note knows: name with its backslash → definition. */
  readonly macros: Readonly<Record<string, string>>;
}

export const defaults: Settings = {
  profile: 'standard',
  severity: {},
  problems: 'all',
  offer: 'list',
  verify: 'idle',
  verdicts: 'marks',
  shapeHints: 'held',
  pictures: 'auto',
  dollarRule: 'pandoc',
  macros: {},
};
