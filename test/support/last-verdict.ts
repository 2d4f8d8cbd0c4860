import { verified } from '../../server/src/analysis/judged.ts';
import { measuredText } from './measure.ts';

/** The statements of each formula of a note, in order. */
const judged = (text: string) =>
  verified(measuredText('note.md', text, 'markdown').facts).parts.flatMap((it) =>
    it.formulas.map((formula) => formula.statements),
  );

/** The verdict of the last statement of a note. */
export const lastVerdict = (text: string): string => judged(text).flat().at(-1)?.verdict ?? 'none';

/** What the statements of a note's last formula are, each with its verdict: `claim verified`. */
export const lastStatements = (text: string): readonly string[] =>
  (judged(`${text}\n`).at(-1) ?? []).map(({ kind, verdict }) => `${kind} ${verdict}`);
