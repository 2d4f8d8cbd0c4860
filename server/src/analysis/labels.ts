/** Paragraphs that begin with a label of their own: “**Conjugates.** …”. Each stands for itself, with what follows it. */
import { perObject } from '../base/per-object.ts';
import type { Block, Part } from '../note/note.ts';

/** By formula, the number of the labelled paragraph it stands in or behind; −1 before the first. */
export const labelled = perObject((part: Part): readonly number[] => {
  let label = -1;
  const byBlock = part.blocks.map((block, i) => (label = isLabelled(block) ? i : label));
  return part.formulas.map(({ block }) => byBlock[block] ?? -1);
});

function isLabelled({ kind, pieces, scopes }: Block): boolean {
  const [first, second] = pieces;
  if (kind !== 'paragraph' || scopes.length > 0 || first?.kind !== 'text' || first.emphasis !== true) return false;
  const next = second?.kind === 'text' ? second.text : '';
  return first.text.length <= LONG && (/[.:]\s*$/.test(first.text) || /^\s*[.:]/.test(next));
}

const LONG = 60;
