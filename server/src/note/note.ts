/**
 * What a note is once its formulas are found.
 *
 * A note is a list of *parts*. A part is a piece of text read on its own (a Markdown section cut at an unindented
 * heading, a LaTeX section, a notebook cell); it knows nothing of where it stands, so an untouched part is the very
 * same object after an edit elsewhere and everything computed from it stays valid. All spans inside a part are offsets
 * in `part.text`; `place` leads from there to the note.
 */
import type { Span } from '../base/span.ts';
import type { SourceMap } from './source-map.ts';

export type NoteFormat = 'markdown' | 'latex' | 'notebook' | 'text';

/** Which `$…$` are mathematics: Pandoc's rule (no space inside, no digit after), remark-math's, or none but display. */
export type DollarRule = 'pandoc' | 'remark' | 'strict';

export interface Note {
  readonly format: NoteFormat;
  readonly text: string;
  readonly parts: readonly PlacedPart[];
  /** The YAML or TOML between the fences at the head of the note, as text, with its span in the note. */
  readonly frontMatter?: { readonly text: string; readonly span: Span };
  /** Faults of the note as a whole; spans are in the note. */
  readonly problems: readonly NoteProblem[];
}

export interface PlacedPart {
  readonly part: Part;
  /** Offset in `part.text` → offset in the note. */
  readonly place: SourceMap;
}

export interface Part {
  readonly text: string;
  /** The heading that opens the part, if any. Depth 1 is the highest. */
  readonly heading?: { readonly depth: number; readonly title: string };
  /** In the order of the text. */
  readonly formulas: readonly Formula[];
  readonly blocks: readonly Block[];
  /** Macro definitions outside formulas (a LaTeX preamble, a front-matter entry), unread. */
  readonly macros: readonly MacroSource[];
  /** HTML, Obsidian and LaTeX comments that begin with `nabla:`. */
  readonly comments: readonly NablaComment[];
  readonly problems: readonly NoteProblem[];
}

export interface Formula {
  /** The TeX between the delimiters, without the quote and list prefixes of the lines it spans. A bare environment
   * (`\begin{align}…\end{align}`) keeps its `\begin` and `\end`. */
  readonly text: string;
  readonly display: boolean;
  /** With the delimiters, in the part. */
  readonly span: Span;
  /** Offset in `text` → offset in the part. */
  readonly map: SourceMap;
  /** False when the closing delimiter is missing: findings inside are held back. */
  readonly closed: boolean;
  /** Index into `part.blocks`. */
  readonly block: number;
}

export type BlockKind = 'heading' | 'paragraph' | 'display' | 'table-cell';

/** A run of prose and formulas that a reader takes in one breath. */
export interface Block {
  readonly kind: BlockKind;
  readonly span: Span;
  readonly pieces: readonly Piece[];
  /** Ids of the enclosing list items, quotes, callouts and theorem-like environments, outermost first. Ids are unique
   * within the part, in the order of the text. */
  readonly scopes: readonly number[];
}

export type Piece =
  | { readonly kind: 'text'; readonly text: string; readonly span: Span; readonly emphasis?: boolean }
  | { readonly kind: 'formula'; readonly formula: number; readonly span: Span };

export interface MacroSource {
  /** One or more definitions as written: `\newcommand{\R}{\mathbb R}`. */
  readonly text: string;
  readonly span: Span;
}

export interface NablaComment {
  /** What follows `nabla:`, trimmed. */
  readonly text: string;
  readonly span: Span;
  readonly block: number;
}

export type NoteProblem = {
  readonly code: 'too-large' | 'not-text' | 'not-a-notebook' | 'unclosed-math' | 'input-not-followed' | 'front-matter';
  readonly span: Span;
  readonly data: { readonly detail?: string };
};
