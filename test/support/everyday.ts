/** The verdict of the last statement of a note, and what the note is told. */
import { verified } from '../../server/src/analysis/judged.ts';
import { formulasOf, measuredText } from './measure.ts';

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

/** The shape of the first place where a note has a piece of TeX. */
export function shapeOf(note: string, piece: string): string | undefined {
  const measured = measuredText('note.md', note, 'markdown');
  for (const { formula, value } of formulasOf({ ...measured, facts: verified(measured.facts) })) {
    const found = value.shapes.find(({ span }) => formula.text.slice(span.start, span.end) === piece);
    if (found !== undefined) return found.shape;
  }
  return undefined;
}
