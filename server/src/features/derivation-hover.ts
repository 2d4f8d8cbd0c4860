/** What a hover tells of a derivative: what it comes to, the steps that lead there, and the rule that gives it. */
import { derivationAt } from '../analysis/derivation-at.ts';
import type { Facts } from '../analysis/facts.ts';
import { plainOfTex } from '../analysis/plain-of-tex.ts';
import { type Rulebook, ruleIn, rulesFor } from '../analysis/rulebook.ts';
import { contains, span, type Span } from '../base/span.ts';
import { ruleDocumentation } from './derivation.ts';
import { type FormulaAt, formulaAt } from './places.ts';
import { shownFormula, type ShownFormula } from './shown.ts';
import { ruleTex } from './rules.ts';

const LONGEST = 60;
/** More steps than these are not told beside everything else. */
const MOST = 4;

/**
 * Empty where nothing gives the derivative.
 * @param whole what the hover is about, in the formula
 * @param rules the catalogue, where it is at hand
 */
export function derivationLines(
  facts: Facts,
  at: FormulaAt,
  whole: Span,
  rules: Rulebook | undefined,
): readonly string[] {
  const found = derivationAt(facts, at.part, at.formula, at.offset);
  // On the sign of the derivative, not on something within it.
  if (found?.derivative.span.start !== whole.start || found.derivative.span.end !== whole.end) return [];
  const { derived, steps, tex } = found;
  const [closest] = rules === undefined || derived.chain !== undefined ? [] : rulesFor(rules, derived);
  return [
    `= ${plainOfTex(tex, LONGEST)}`,
    ...steps
      .slice(-MOST)
      .map(({ latex, text, rule }) => `${plainOfTex(latex, LONGEST)}   ${rule === undefined ? text : `rule ${rule}`}`),
    ...(closest === undefined ? [] : [`rule ${closest.rule.id}: ${closest.rule.title}`]),
  ];
}

/** A rule that the words around an offset refer to: “by 3.1”, “rule 18.2”, “(6.2)”. */
export interface Reference {
  readonly id: string;
  /** In the note. */
  readonly span: Span;
  /** The words say that it is one; else it is a number in brackets, and may be anything. */
  readonly isNamed: boolean;
  readonly line: string;
}

const REFERENCE =
  /\b(?:(rules?|identity|identities)|by|using|from|via|see|with|of|and|apply|applying|recall)\s+\(?(\d{1,2}\.\d{1,2})\b(?!\.?\d)\)?|\((\d{1,2}\.\d{1,2})\)/gi;

/** None within a formula, and none to what the note itself numbers so. */
export function referenceAt({ note }: Facts, offset: number): Reference | undefined {
  const start = note.text.lastIndexOf('\n', offset - 1) + 1;
  const end = note.text.indexOf('\n', offset);
  const line = note.text.slice(start, end < 0 ? note.text.length : end);
  for (const match of line.matchAll(REFERENCE)) {
    const id = match[2] ?? match[3]!;
    const at = start + match.index + match[0].indexOf(id);
    if (offset < at || offset > at + id.length) continue;
    return isOwn(note.text, id)
      ? undefined
      : { id, span: span(at, at + id.length), isNamed: match[2] !== undefined, line };
  }
  return undefined;
}

/** A heading, a label or a theorem of the note with this number. */
function isOwn(text: string, id: string): boolean {
  const number = id.replace('.', '\\.');
  return new RegExp(
    `^\\s*#*\\s*(?:\\*\\*)?${number}[.:)]?\\s|\\\\tag\\*?\\{\\(?${number}\\)?\\}|\\b(?:Theorem|Lemma|Proposition|Corollary|Definition|Example|Exercise|Figure|Table|Section|Chapter|Eq(?:uation)?)\\.?\\s+${number}\\b`,
    'm',
  ).test(text);
}

/** The rule under the pointer, if the words refer to one. */
export function ruleHover(
  facts: Facts,
  offset: number,
  rules: Rulebook,
): { readonly span: Span; readonly text: string; readonly formula: () => ShownFormula } | undefined {
  const reference = formulaAt(facts, offset) === undefined ? referenceAt(facts, offset) : undefined;
  const rule = reference && ruleIn(rules, reference.id);
  if (reference === undefined || rule?.id !== reference.id) return undefined;
  if (!reference.isNamed && !speaksOf(reference.line, rule.title)) return undefined;
  const tex = ruleTex(rule, facts.layout.convention);
  const [title = '', ...rest] = ruleDocumentation(rule, tex).lines;
  const text = [title, `    ${plainOfTex(tex, 100)}`, ...rest].join('\n');
  return { span: reference.span, text, formula: () => shownFormula(tex) };
}

/** Whether a hover at an offset has use for the catalogue, which takes a moment to load. */
export function asksForRules(facts: Facts, offset: number): boolean {
  const at = formulaAt(facts, offset);
  if (at === undefined) return referenceAt(facts, offset) !== undefined;
  const onName = at.facts.shapes.some((it) => it.symbol !== undefined && contains(it.span, at.offset));
  return !onName && derivationAt(facts, at.part, at.formula, at.offset) !== undefined;
}

/** Whether a line has a word of a title: “the softmax Jacobian (6.2)”. */
function speaksOf(line: string, title: string): boolean {
  const words = line.toLowerCase();
  return title
    .toLowerCase()
    .split(/[^a-z]+/)
    .some((it) => it.length > 4 && words.includes(it));
}
