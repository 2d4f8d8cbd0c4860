/** Conflicts → findings: the place, the severity by evidence, the sentence, where the facts come from. */
import { type Span, span } from '../base/span.ts';
import { type Expr, walk } from '../expr/expr.ts';
import { plainText } from '../expr/plain.ts';
import type { Statement } from '../expr/statement.ts';
import { sourceSpan } from '../note/source-map.ts';
import type { Conflict } from '../shape/conflict.ts';
import { memberKey } from '../shape/declare.ts';
import type { Dim } from '../shape/dim.ts';
import { shapeOfMember } from '../shape/layers.ts';
import { sayShape, type Shape } from '../shape/shape.ts';
import type { Finding, Place, Severity } from './facts.ts';
import { conflictingDeclarations } from './declaration-findings.ts';
import { undeclaredSymbols } from './undeclared.ts';
import { cueAfter, cueBefore } from './cues.ts';
import { gradientsOfVectors } from './gradient-findings.ts';
import { codeInfo } from './problems.ts';
import type { Found } from '../shape/section.ts';
import type { SectionFacts } from './sections.ts';
import { surroundingsOf } from './surroundings.ts';
import { conflictMessage, type Operand, ribbon, syntaxMessage } from './wording.ts';

export function findingsOf(section: SectionFacts): readonly Finding[] {
  const { part, trees } = section.statements;
  const found: Finding[] = [];
  const seen = new Set<number>();
  part.formulas.forEach((formula, i) => {
    const tree = trees[i]!;
    if (tree.clean || !formula.closed) return;
    const fault = faultOf(tree.body);
    if (fault === undefined || ITEM.test(formula.text)) return;
    found.push({
      code: 'syntax',
      severity: 'hint',
      evidence: 'declared',
      span: sourceSpan(formula.map, fault.span.start, fault.span.end),
      message: syntaxMessage(fault.fault, fault.text),
      related: [],
      fixes: [],
      detail: '',
      formula: i,
    });
    seen.add(i);
  });
  for (const { formula, statement, conflict, evidence } of section.answer.conflicts) {
    if (seen.has(formula) || !part.formulas[formula]!.closed || isQuotedMistake(section, formula)) continue;
    if (isDenial(statement)) continue;
    const finding = findingFor(section, formula, conflict, evidence);
    if (finding !== undefined) found.push({ ...finding, cause: { statement, conflict } });
  }
  found.push(...conflictingDeclarations(section), ...gradientsOfVectors(section), ...undeclaredSymbols(section));
  return found.sort((a, b) => a.span.start - b.span.start);
}

/** `$a)$`, `$(iv))$`: the number of an item. */
const ITEM = /^\s*\(?(?:[a-z]|\d+|[ivx]+)\)+\s*$/i;

/** What the words around quote as a mistake needs no finding to say so. */
function isQuotedMistake({ statements: { part } }: SectionFacts, formula: number): boolean {
  const around = surroundingsOf(part)[formula];
  if (around === undefined) return false;
  return (
    around.posed || DENIED.test(around.before) || cueBefore(around, '') === 'mistake' || cueAfter(around) === 'mistake'
  );
}

/** `AB \ne BA`: of what is another thing, it may be that it does not even exist. */
const isDenial = ({ expr }: Statement): boolean =>
  expr.kind === 'relation' && expr.signs.some(({ text }) => /^(\\neq?|≠)$/.test(text));

/** “…, not $w^\top \Sigma X$” */
const DENIED = /\b(?:not|nor|never|instead of|rather than)(?: simply| just| the| a)?\s*$/;

type FaultNode = { readonly kind: string; readonly fault?: string; readonly text?: string; readonly span: Span };

function faultOf(nodes: readonly FaultNode[]): { span: Span; text: string; fault: string } | undefined {
  const stack: unknown[] = [...nodes];
  while (stack.length > 0) {
    const node = stack.shift();
    if (typeof node !== 'object' || node === null) continue;
    const it = node as FaultNode;
    if (it.kind === 'fault') {
      const reported =
        it.fault === 'missing-close' ||
        it.fault === 'stray-close' ||
        it.fault === 'too-deep' ||
        it.fault === 'macro-limit';
      if (reported) return { span: it.span, text: it.text ?? '', fault: it.fault ?? '' };
      continue;
    }
    for (const value of Object.values(it))
      if (typeof value === 'object' && value !== null)
        stack.push(...(Array.isArray(value) ? (value as unknown[]) : [value]));
  }
  return undefined;
}

/** Of what is an error where all is declared (design.md 3.4). */
const SEVERITY: Readonly<Record<Found['evidence'], Severity>> = { declared: 'error', forced: 'warning', habit: 'info' };

function findingFor(
  section: SectionFacts,
  formula: number,
  conflict: Conflict,
  evidence: Found['evidence'],
): Finding | undefined {
  const { dims } = section.answer;
  const { map } = section.statements.part.formulas[formula]!;
  const usual: Severity | 'off' = codeInfo[conflict.code].severity;
  const severity = usual === 'error' ? SEVERITY[evidence] : usual;
  if (severity === 'off') return undefined;
  const [mine, other] = conflict.sizes ?? [];
  const left = operandOf(conflict.left, sizedBy(conflict.leftShape, mine, conflict), dims.resolve);
  const right =
    conflict.right === undefined
      ? undefined
      : operandOf(conflict.right, conflict.rightShape && sizedBy(conflict.rightShape, other, conflict), dims.resolve);
  const place =
    conflict.right === undefined
      ? conflict.left.span
      : span(conflict.left.span.start, Math.max(conflict.left.span.end, conflict.right.span.end));
  return {
    code: conflict.code,
    severity,
    evidence,
    span: sourceSpan(map, place.start, place.end),
    message: conflictMessage(conflict, left, right),
    related: relatedTo(section, formula, conflict),
    fixes: [],
    detail: right === undefined ? '' : ribbon(conflict, left, right),
    formula,
  };
}

/** Where the sides of an equation differ in length, the lengths are told that they were found to have there. */
const sizedBy = (shape: Shape, size: Dim | undefined, { what }: Conflict): Shape =>
  what === 'relation' && size !== undefined && shape.kind === 'vector' ? { ...shape, rows: size } : shape;

function operandOf(expr: Expr, shape: Shape | undefined, resolve: (dim: Dim) => Dim): Operand {
  const form = expr.kind === 'reduce' && expr.op === 'extremum' ? 'a minimum or maximum' : undefined;
  return {
    text: plainText(expr),
    said: shape === undefined ? '' : sayShape(shape, resolve),
    ...(form !== undefined && { form }),
  };
}

/** Where each declared name in the two operands is declared. */
function relatedTo(section: SectionFacts, formula: number, conflict: Conflict): Finding['related'] {
  const { lookup, dims } = section.answer;
  const found = new Map<string, { place: Place; message: string }>();
  const note = (key: string, expr: Expr): void => {
    const { entry } = lookup(key, formula);
    if (entry?.inForce !== true || found.has(key)) return;
    const shape = shapeOfMember(entry.shape, entry.numbered, expr);
    const message = `${plainText(expr)} ${sayShape(shape, dims.resolve)}`;
    found.set(key, {
      // What declares it may move while this section stays as it is.
      get place() {
        return (lookup(key, formula).entry ?? entry).origin.place;
      },
      message,
    });
  };
  const visit = (it: Expr): void => {
    if (it.kind === 'symbol') note(it.key, it);
    if (it.kind === 'index' && it.base.kind === 'symbol') note(memberKey(it.base.key, it.items), it);
  };
  walk(conflict.left, visit);
  if (conflict.right !== undefined) walk(conflict.right, visit);
  return [...found.values()].slice(0, 6);
}
