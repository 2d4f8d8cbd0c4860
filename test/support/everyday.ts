/** The verdict of the last statement of a note, and what the note is told. */
import { verified } from '../../server/src/analysis/judged.ts';
import { measuredText } from './measure.ts';

export interface Told {
  readonly verdict: string | undefined;
  /** Codes of all findings but hints. */
  readonly findings: readonly string[];
}

export function last(note: string): Told {
  const facts = verified(measuredText('note.md', note, 'markdown').facts);
  const statements = facts.parts.flatMap((part) => part.formulas.flatMap((it) => it.statements));
  const findings = facts.parts.flatMap((part) => part.findings).filter(({ severity }) => severity !== 'hint');
  return { verdict: statements.at(-1)?.verdict, findings: findings.map((it) => it.code) };
}
