import { verified } from '../../server/src/analysis/judged.ts';
import { measuredText } from './measure.ts';

/** The verdict of the last statement of a note. */
export function lastVerdict(text: string): string {
  const { parts } = verified(measuredText('note.md', text, 'markdown').facts);
  return parts.flatMap((it) => it.formulas.flatMap((formula) => formula.statements)).at(-1)?.verdict ?? 'none';
}
