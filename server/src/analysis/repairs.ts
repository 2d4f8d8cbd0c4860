/**
 * Fixes for what does not fit. Every proposal is made in the formula, and the note is read again as if it stood there:
 * only what leaves the formula without a finding, and brings none elsewhere, is offered.
 */
import { never } from '../base/cancel.ts';
import { type Expr, walk } from '../expr/expr.ts';
import { plainText } from '../expr/plain.ts';
import type { Formula, Part } from '../note/note.ts';
import { sourceSpan } from '../note/source-map.ts';
import { analyse } from './analyse.ts';
import type { Facts, Finding, Fix } from './facts.ts';
import { layoutFixes } from './layout-fixes.ts';
import { needsCheck } from './offers.ts';
import { asElsewhere, type Proposal, proposalsFor } from './repair-edits.ts';
import { replacementFor, saysDerivative, sidesIn } from './replaceable.ts';
import type { Settings } from './settings.ts';

/** More than these only make a list long. */
const MOST_FIXES = 3;
const LONGEST_RESULT = 30;

/** Fixes of a finding of a part, the likeliest first. @param index of the part in the note */
export function repairsOf(facts: Facts, settings: Settings, index: number, finding: Finding): readonly Fix[] {
  const turned = layoutFixes(facts, settings, index, finding);
  if (turned !== undefined) return turned;
  const small = smallRepairs(facts, settings, index, finding);
  return small.length > 0 ? small : derivativesFor(facts, settings, index, finding);
}

const ABOUT_VALUES: ReadonlySet<Finding['code']> = new Set([
  'wrong-derivative',
  'dimension-mismatch',
  'needs-condition',
]);

/** The derivative in the place of what is none. */
function derivativesFor(facts: Facts, settings: Settings, index: number, finding: Finding): readonly Fix[] {
  const { formula: number, code, span: at } = finding;
  const formula = number === undefined ? undefined : facts.note.parts[index]?.part.formulas[number];
  if (number === undefined || formula === undefined || !ABOUT_VALUES.has(code)) return [];
  const count = facts.parts[index]?.formulas[number]?.expressions.length ?? 0;
  return Array.from({ length: count }, (_, statement) => statement).flatMap((statement): readonly Fix[] => {
    const found = replacementFor(facts, settings, index, number, statement);
    // What is only checked elsewhere is offered by those who can ask.
    if (found === undefined || needsCheck(found.offer)) return [];
    const span = sourceSpan(formula.map, found.slot.start, found.slot.end);
    if (span.end <= at.start || at.end <= span.start) return [];
    const title = `Write the derivative: ${found.offer.plain} — proved`;
    return [{ title, edits: [{ span, newText: found.offer.tex }], verified: true, preferred: true }];
  });
}

/** Transposes, exchanged factors, ones: near what does not fit. */
function smallRepairs(facts: Facts, settings: Settings, index: number, finding: Finding): readonly Fix[] {
  const { cause, formula: number } = finding;
  const placed = facts.note.parts[index];
  const formula = number === undefined ? undefined : placed?.part.formulas[number];
  const tree = number === undefined ? undefined : facts.parts[index]?.formulas[number]?.tree;
  if (cause === undefined || number === undefined || placed === undefined || formula === undefined) return [];
  const transpose = transposeIn(placed.part, formula);
  const others = placed.part.formulas.filter((it) => it !== formula).map((it) => it.text);
  const proposals = asElsewhere(
    proposalsFor(cause.conflict, cause.statement.expr, formula.text, transpose),
    cause.statement.expr,
    formula.text,
    others,
  ).filter(
    // What a macro made does not stand in the text.
    (it) => !(tree?.uses ?? []).some((use) => use.start < it.end && use.end > it.start),
  );
  const kept: { readonly proposal: Proposal; readonly fix: Fix }[] = [];
  for (const proposal of proposals) {
    if (kept.length === MOST_FIXES) break;
    const result = tried(facts, settings, index, number, proposal);
    const span = sourceSpan(formula.map, proposal.start, proposal.end);
    // A quote's prefix lies between: the text is not in one piece.
    if (result === undefined || span.end - span.start !== proposal.end - proposal.start) continue;
    // What fits and is not the derivative mends nothing.
    if (result.isTrue === false) continue;
    const title = `${proposal.deed}: ${result.text} — ${result.isTrue === true ? 'proved' : 'fits'}`;
    if (kept.some((it) => it.fix.title === title)) continue;
    const verified = result.isTrue === true;
    const fix = { title, edits: [{ span, newText: proposal.newText }], verified, preferred: false };
    kept.push({ proposal, fix });
  }
  const least = kept[0]?.proposal.rank;
  const alone = kept.filter((it) => it.proposal.rank === least).length === 1;
  return kept.map(({ fix }, place) => (place === 0 && alone ? { ...fix, preferred: true } : fix));
}

interface Tried {
  /** The expression that an edit makes, in plain text. */
  readonly text: string;
  /** Of a derivative: whether it is that. */
  readonly isTrue: boolean | undefined;
}

/** What comes of an edit, if nothing is reported of the formula any more. */
function tried(
  facts: Facts,
  settings: Settings,
  index: number,
  number: number,
  { start, end, newText }: Proposal,
): Tried | undefined {
  const placed = facts.note.parts[index]!;
  const formulas = placed.part.formulas.map((it, at) =>
    at === number ? { ...it, text: it.text.slice(0, start) + newText + it.text.slice(end) } : it,
  );
  const parts = facts.note.parts.map((it, at) => (at === index ? { ...it, part: { ...it.part, formulas } } : it));
  const after = analyse({ ...facts.note, parts }, settings, never, facts);
  const fits = after.parts.every(({ findings }, at) => {
    const now = findings.filter(isFault);
    const before = facts.parts[at]!.findings.filter(isFault).length;
    return at === index ? now.length < before && now.every((it) => it.formula !== number) : now.length <= before;
  });
  if (!fits) return undefined;
  const repaired = after.parts[index]?.formulas[number];
  if (repaired?.tree.clean !== true || repaired.holes.length > 0) return undefined;
  const expressions = after.parts[index]?.formulas[number]?.expressions ?? [];
  const made = { start, end: start + newText.trimEnd().length };
  let smallest: Expr | undefined;
  for (const expr of expressions) {
    walk(expr, (it) => {
      const holds = it.span.start <= made.start && it.span.end >= made.end;
      if (holds && it.kind === 'apply' && (it.op === 'product' || it.op === 'sum')) smallest = it;
    });
  }
  const statement = expressions.findIndex((it) => it.span.start <= made.start && it.span.end >= made.end);
  const sides = sidesIn(after, index, number, statement);
  const spot = { part: index, formula: number, statement };
  return {
    text: smallest === undefined ? newText.trim() : plainText(smallest, LONGEST_RESULT),
    isTrue: sides && saysDerivative(after, spot, sides.derivative, sides.right),
  };
}

/** Shapes that do not fit; verdicts and layouts come later, and a name that nothing declares is no fault. */
const isFault = (it: Finding): boolean => it.cause !== undefined;

const SPELLINGS =
  /\^\s*(?:\\top\b|\{\\top\}|\\intercal\b|\{\\intercal\}|\{\\(?:mathsf|mathrm|rm|sf)\s*\{?T\}?\}|\\mathsf\{T\}|\{T\}|T)/g;

/** How the author writes a transpose, in this formula or else in this part. */
export function transposeIn(part: Part, formula: Formula): string {
  const here = formula.text.match(SPELLINGS);
  const all = here ?? part.formulas.flatMap((it) => it.text.match(SPELLINGS) ?? []);
  const times = new Map<string, number>();
  for (const it of all) times.set(it, (times.get(it) ?? 0) + 1);
  return [...times].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '^\\top';
}
