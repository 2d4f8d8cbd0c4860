/** The kinds that the product gives to labelled statements. */
import type { FormulaFacts, StatementFact } from '../../server/src/analysis/facts.ts';
import { formulasOf, type Measured } from './measure.ts';

export interface KindLabel {
  readonly kind: string;
  readonly also?: readonly string[];
}

/** The statement of a note that begins with, or contains, a piece of a formula. */
export function statementAt(
  note: Measured,
  line: number,
  formula: string | undefined,
  tex: string,
): { readonly value: FormulaFacts; readonly statement: StatementFact } | undefined {
  for (const it of formulasOf(note)) {
    if (
      formula !== undefined &&
      (Math.abs(it.line - line) > 1 || !it.formula.text.trim().startsWith(formula.trim().replace(/\\+$/, '')))
    )
      continue;
    if (formula === undefined && !(it.line <= line && line <= it.line + it.formula.text.split('\n').length)) continue;
    const at = it.formula.text.indexOf(tex);
    if (at < 0) continue;
    const begin = at + (/^\s*/.exec(tex)?.[0].length ?? 0);
    const { statements } = it.value;
    const inside = statements.find((one) => one.span.start <= begin && begin < one.span.end);
    const next = statements.find((one) => one.span.start >= begin);
    const statement = inside ?? next;
    if (statement !== undefined) return { value: it.value, statement };
  }
  return undefined;
}
