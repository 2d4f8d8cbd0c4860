/** Where a declaration may be written, as mathematics and without words, so that it suits a note in any language. */
import type { Part } from '../note/note.ts';
import { toSource } from '../note/source-map.ts';

/** `X \in \mathbb{R}^{N \times d}`, with the ℝ that the formulas have. */
export function declarationText(tex: string, sizes: readonly string[], formulas: readonly string[]): string {
  const short = formulas.some((it) => /\\R(?![A-Za-z])/.test(it));
  const space =
    sizes.length === 0
      ? ''
      : sizes.length === 1 && sizes[0]?.length === 1
        ? `^${sizes[0]}`
        : `^{${sizes.join(' \\times ')}}`;
  return `${tex} \\in ${short ? '\\R' : '\\mathbb{R}'}${space}`;
}

interface Insertion {
  /** In the part. */
  readonly at: number;
  readonly newText: string;
}

/** A line of its own before the paragraph or display that holds the formula; none in tables and headings. */
export function declarationBefore(part: Part, formula: number, words: string): Insertion | undefined {
  const block = part.blocks[part.formulas[formula]?.block ?? -1];
  if (block === undefined || (block.kind !== 'paragraph' && block.kind !== 'display')) return undefined;
  const { start } = block.span;
  const prefix = part.text.slice(part.text.lastIndexOf('\n', start - 1) + 1, start);
  if (!/^[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)*$/.test(prefix)) return undefined;
  // The item or quotation goes on.
  const next = prefix.replace(/[^\s>]/g, ' ');
  return { at: start, newText: `${words}\n${next.trimEnd()}\n${next}` };
}

/** At the end of a formula that declares: `A \in …, \; B \in …`. */
export function addToDeclaration(part: Part, formula: number, words: string): Insertion | undefined {
  const { text, map } = part.formulas[formula]!;
  const end = text.trimEnd().length;
  if (!/\\in\b|∈/.test(text) || /[&\\]$|\\\\|\\end\{/.test(text.slice(0, end))) return undefined;
  return { at: toSource(map, end), newText: `,\\; ${words}` };
}
