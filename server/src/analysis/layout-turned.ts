/** A result transposed, as an edit of its formula, and the note as it would be with such edits. */
import { never } from '../base/cancel.ts';
import type { Expr } from '../expr/expr.ts';
import { transposedTex } from '../layout/transpose.ts';
import { analyse } from './analyse.ts';
import type { Facts, FormulaFacts, Finding } from './facts.ts';
import { transposeIn } from './repairs.ts';
import type { Settings } from './settings.ts';

/** In the text of a formula. */
export interface Turning {
  readonly part: number;
  readonly formula: number;
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

/** The edit that transposes a side of an equation; none where it cannot be done safely. */
export function turning(facts: Facts, part: number, formula: number, result: Expr): Turning | undefined {
  const source = facts.note.parts[part]?.part.formulas[formula];
  const known = facts.parts[part]?.formulas[formula];
  if (source === undefined || known === undefined) return undefined;
  const { start, end } = result.span;
  // What a macro made does not stand in the text.
  if (
    (known.tree.uses ?? []).some((use) => use.start < end && use.end > start && !(use.start >= start && use.end <= end))
  )
    return undefined;
  const newText = transposedTex(result, {
    text: source.text,
    kindOf: (expr) => kindOf(expr, known),
    isSymmetric: (expr) => isSymmetric(expr, known),
    mark: transposeIn(facts.note.parts[part]!.part, source),
  });
  return newText === undefined ? undefined : { part, formula, start, end, newText };
}

const at = ({ span }: Expr, { shapes }: FormulaFacts): FormulaFacts['shapes'] =>
  shapes.filter((it) => it.span.start === span.start && it.span.end === span.end);

function kindOf(expr: Expr, known: FormulaFacts): string | undefined {
  const kind = /^[a-z]+/.exec(at(expr, known)[0]?.shape ?? '')?.[0];
  return kind === 'unknown' ? undefined : kind;
}

const isSymmetric = (expr: Expr, known: FormulaFacts): boolean =>
  at(expr, known).some(({ symbol }) =>
    (symbol?.conditions ?? []).some((it) => /^(?:symmetric|diagonal|covariance|positive (?:semi)?definite)$/.test(it)),
  );

/** The note read again with these edits, if they bring no finding and no formula that cannot be read. */
export function readWith(facts: Facts, settings: Settings, turnings: readonly Turning[]): Facts | undefined {
  const parts = facts.note.parts.map((placed, part) => {
    const own = turnings.filter((it) => it.part === part);
    if (own.length === 0) return placed;
    const formulas = placed.part.formulas.map((it, formula) => ({
      ...it,
      text: edited(
        it.text,
        own.filter((one) => one.formula === formula),
      ),
    }));
    return { ...placed, part: { ...placed.part, formulas } };
  });
  const after = analyse({ ...facts.note, parts }, settings, never, facts);
  const sound = after.parts.every((part, index) => {
    const touched = turnings.filter((it) => it.part === index);
    const read = touched.every(({ formula }) => part.formulas[formula]?.tree.clean === true);
    return read && part.findings.filter(isFault).length <= facts.parts[index]!.findings.filter(isFault).length;
  });
  return sound ? after : undefined;
}

const isFault = ({ severity, code }: Finding): boolean =>
  !code.includes('layout') && (severity === 'error' || severity === 'warning');

function edited(text: string, turnings: readonly Turning[]): string {
  let result = text;
  for (const { start, end, newText } of [...turnings].sort((a, b) => b.start - a.start))
    result = result.slice(0, start) + newText + result.slice(end);
  return result;
}
