/** Facts with something added to them. What nobody asks for is not worked out, so all that stays is handed on unread. */
import type { Finding, FormulaFacts, PartFacts, StatementFact } from './facts.ts';

/** The same facts with other statements. */
export const withStatements = (facts: FormulaFacts, statements: readonly StatementFact[]): FormulaFacts => ({
  tree: facts.tree,
  get typed() {
    return facts.typed;
  },
  get compound() {
    return facts.compound;
  },
  get expressions() {
    return facts.expressions;
  },
  get shapes() {
    return facts.shapes;
  },
  get holes() {
    return facts.holes;
  },
  statements,
});

/** The same part with more findings, by place; and with other formulas, made when they are asked for. */
export const amended = (
  facts: PartFacts,
  more: readonly Finding[],
  formulas: () => readonly FormulaFacts[] = () => facts.formulas,
): PartFacts => ({
  part: facts.part,
  get formulas() {
    return formulas();
  },
  get symbols() {
    return facts.symbols;
  },
  get names() {
    return facts.names;
  },
  get undeclared() {
    return facts.undeclared;
  },
  findings: more.length === 0 ? facts.findings : [...facts.findings, ...more].sort(byPlace),
});

const byPlace = (a: Finding, b: Finding): number => a.span.start - b.span.start;
