/** What is known about the place under the pointer: findings first, then shape, source, reading, and what is missing. */
import type { Facts, ShapeFact, SymbolFact } from '../analysis/facts.ts';
import type { Rulebook } from '../analysis/rulebook.ts';
import { type Span, contains } from '../base/span.ts';
import { claimsAt, unjudged, verdictLines } from './claims.ts';
import { derivationLines, ruleHover } from './derivation-hover.ts';
import { derivativeInWords } from './layout.ts';
import type { Whereabouts } from './lines.ts';
import { type FormulaAt, formulaAt, formulaSpanInNote, placeInNote } from './places.ts';
import type { Report } from './report.ts';
import { shownFormula, type ShownFormula } from './shown.ts';
import { shapeInWords, shortened } from './words.ts';

export interface Hover {
  /** What the text is about, in the note. */
  readonly span: Span;
  /** Plain text in columns, at most `mostLines` lines: screen readers and terminals get the same. */
  readonly text: string;
  /** What is drawn below it: the formula under the pointer, if it is more than a name. */
  readonly formula?: () => ShownFormula;
}

const mostLines = 14;
const indent = '    ';

/** `reports` are the findings of the note as they are shown. */
export function hover(
  facts: Facts,
  reports: readonly Report[],
  offset: number,
  where: Whereabouts,
  rules?: Rulebook,
): Hover | undefined {
  const at = formulaAt(facts, offset);
  const finding = smallest(
    reports.filter((it) => contains(it.span, offset)),
    (it) => it.span,
  );
  const blocks: string[][] = [];
  if (finding) blocks.push(ofFinding(finding, where));
  let about = finding?.span;
  if (at) {
    const fact = smallest(
      at.facts.shapes.filter((it) => contains(it.span, at.offset)),
      (it) => it.span,
    );
    const sign = signAt(facts, at, offset);
    if (sign) {
      blocks.push([...sign.lines]);
      about ??= sign.span;
    } else if (fact) {
      const layout = derivativeInWords(facts, at, where);
      const steps = fact.symbol === undefined ? derivationLines(facts, at, fact.span, rules) : [];
      blocks.push([
        ...ofShape(facts, at, fact, where),
        ...[...(layout === undefined ? [] : [layout]), ...steps].map((it) => `${indent}${it}`),
      ]);
      about ??= formulaSpanInNote(at.placed, at.source, fact.span);
    }
    const hole = smallest(
      at.facts.holes.filter((it) => contains(it.span, at.offset)),
      (it) => it.span,
    );
    if (hole) {
      blocks.push([hole.detail]);
      about ??= formulaSpanInNote(at.placed, at.source, hole.span);
    }
  }
  if (blocks.length === 0 && rules !== undefined) return ruleHover(facts, offset, rules);
  if (blocks.length === 0 || about === undefined) return undefined;
  const drawn = at?.facts.compound === true ? at : undefined;
  return {
    span: about,
    text: fitted(blocks),
    ...(drawn && {
      formula: () => shownFormula(drawn.facts.tree.text, { part: drawn.placed.part, formula: drawn.formula }),
    }),
  };
}

function ofFinding(finding: Report, where: Whereabouts): string[] {
  const detail = finding.detail.trimEnd();
  const ribbon = detail === '' ? [finding.message] : detail.split('\n');
  // The ribbon says all of a message about shapes; an example does not.
  if (detail !== '' && isVerdict(finding.code)) ribbon.unshift(finding.message);
  const told = detail === '' ? finding.related.map((it) => `${indent}${where(it.span.start)}: ${it.message}`) : [];
  const fix = finding.fixes[0];
  return [...ribbon, ...told, ...(fix ? [`Fix  ${fix.title}`] : [])];
}

const isVerdict = (code: Report['code']): boolean =>
  code === 'wrong-derivative' || code === 'false-identity' || code === 'needs-condition';

/** What is said of the sign of a relation: the verdict on a claim, or why it is none. */
function signAt(facts: Facts, at: FormulaAt, offset: number): { lines: readonly string[]; span: Span } | undefined {
  const holds = (it: Span): boolean => it.start <= offset && offset < it.end;
  const claim = claimsAt(facts, at.part, at.formula).find((it) => it.step !== undefined && holds(it.sign));
  if (claim !== undefined) return { lines: verdictLines(facts, claim), span: claim.sign };
  for (const [index, expr] of at.facts.expressions.entries()) {
    const sign =
      expr.kind === 'relation'
        ? expr.signs.find((it) => holds(formulaSpanInNote(at.placed, at.source, it.span)))
        : undefined;
    const statement = at.facts.statements[index];
    if (sign === undefined || statement === undefined) continue;
    return { lines: unjudged(statement), span: formulaSpanInNote(at.placed, at.source, sign.span) };
  }
  return undefined;
}

function ofShape(facts: Facts, at: FormulaAt, fact: ShapeFact, where: Whereabouts): string[] {
  const symbol = fact.symbol;
  const name = symbol?.name ?? shortened(at.facts.tree.text.slice(fact.span.start, fact.span.end));
  const conditions = symbol && symbol.conditions.length > 0 ? `, ${symbol.conditions.join(', ')}` : '';
  const lines = [`${name}   ${shapeInWords(fact.shape, fact.said)}${conditions}`];
  if (symbol) lines.push(`${indent}${sourceOf(facts, at, symbol, where)}`);
  else if (fact.shape !== 'unknown') lines.push(`${indent}${evidenceInWords[fact.evidence]}`);
  if (fact.reading !== undefined) lines.push(`${indent}read as ${fact.reading}`);
  const whole = symbol && around(at, fact);
  if (whole) {
    const tex = shortened(at.facts.tree.text.slice(whole.span.start, whole.span.end));
    lines.push(`in ${tex}   ${shapeInWords(whole.shape, whole.said)}`);
  }
  return lines;
}

/** The smallest expression around a symbol whose shape is known. */
function around(at: FormulaAt, fact: ShapeFact): ShapeFact | undefined {
  const wider = at.facts.shapes.filter(
    (it) =>
      it.shape !== 'unknown' &&
      it.span.start <= fact.span.start &&
      it.span.end >= fact.span.end &&
      length(it.span) > length(fact.span),
  );
  return smallest(wider, (it) => it.span);
}

const evidenceInWords = {
  declared: 'follows from what is declared',
  forced: 'follows from how it is used',
  habit: "follows the note's habit; nothing declares it",
  convention: 'by convention only; nothing declares it',
};

function sourceOf(facts: Facts, at: FormulaAt, symbol: SymbolFact, where: Whereabouts): string {
  const span = symbol.source && placeInNote(facts.note, symbol.source, at.part);
  const line = span && where(span.start);
  switch (symbol.how) {
    case 'declared':
      return line === undefined ? 'declared' : `declared ${line}`;
    case 'defined':
      return line === undefined ? 'defined' : `defined ${line}`;
    case 'worked-out': {
      if (symbol.shape === 'unknown') return 'not declared';
      const from = symbol.source
        ? ` from  ${shortened(symbol.source.part.text.slice(symbol.source.span.start, symbol.source.span.end))}`
        : '';
      return `worked out${from}${line === undefined ? '' : ` (${line})`}; nothing declares it`;
    }
    case 'convention':
      return symbol.shape === 'unknown' ? 'not declared' : evidenceInWords[symbol.evidence];
  }
}

function fitted(blocks: readonly (readonly string[])[]): string {
  const lines = blocks.flatMap((block, index) => (index === 0 ? block : ['', ...block]));
  return (lines.length <= mostLines ? lines : [...lines.slice(0, mostLines - 1), '…']).join('\n');
}

const length = (it: Span): number => it.end - it.start;

/** Of equal length, the later: `shapes` lists what is outside first. */
function smallest<T>(items: readonly T[], spanOf: (item: T) => Span): T | undefined {
  let best: T | undefined;
  for (const item of items) {
    if (best === undefined || length(spanOf(item)) <= length(spanOf(best))) best = item;
  }
  return best;
}
