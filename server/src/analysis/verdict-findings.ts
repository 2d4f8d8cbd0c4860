/** Refuted claims → findings: the smallest place that differs, the sentence, the smallest case, the repair. */
import type { Part } from '../note/note.ts';
import { sourceSpan } from '../note/source-map.ts';
import { isMostlySymmetric, stateIt } from './condition-fixes.ts';
import type { Finding, Fix } from './facts.ts';
import type { Judgement } from './judged.ts';
import { plainOfTex } from './plain-of-tex.ts';
import {
  blackboard,
  conditionMessage,
  cut,
  falseMessage,
  misfitMessage,
  needsCondition,
  type NameOf,
  sidesInWords,
  smallestCase,
} from './verdict-wording.ts';

/** What to report of a judgement; nothing for what is true, undecided, or told by another stage. */
export function verdictFinding(part: Part, { step, verdict }: Judgement, nameOf: NameOf): Finding | undefined {
  const { repair, counterexample, holdsIf = [], misfit } = verdict;
  if (verdict.verdict !== 'refuted' && misfit === undefined) return undefined;
  const formula = part.formulas[step.formula];
  if (formula?.closed !== true) return undefined;
  const place = repair?.span ?? step.right.span;
  const { declared } = step;
  const text = formula.text;
  const mended = repair && {
    was: plainOfTex(text.slice(repair.span.start, repair.span.end)),
    now: plainOfTex(repair.newText),
  };
  const now = repair && plainOfTex(repair.right);
  const repaired = repair === undefined || mended === undefined ? [] : [fixOf(formula, repair, mended)];
  const nearly = needsCondition(holdsIf, repair !== undefined);
  const derivative = step.meaning.form === 'derivative';
  return {
    code:
      misfit !== undefined
        ? 'dimension-mismatch'
        : nearly
          ? 'needs-condition'
          : derivative
            ? 'wrong-derivative'
            : 'false-identity',
    severity: nearly ? (repair?.kind === 'transpose' ? 'warning' : 'info') : declared ? 'error' : 'warning',
    evidence: declared ? 'declared' : 'forced',
    span: sourceSpan(formula.map, place.start, place.end),
    message:
      misfit !== undefined
        ? misfitMessage(misfit)
        : nearly
          ? conditionMessage(holdsIf, now)
          : falseMessage(mended, counterexample === undefined ? '' : smallestCase(counterexample, nameOf)),
    related: [],
    fixes: nearly ? conditional(part, step.formula, holdsIf, repaired, repair?.kind === 'transpose') : repaired,
    detail: counterexample === undefined ? '' : blackboard(counterexample, sidesInWords(step), nameOf),
    formula: step.formula,
  };
}

/**
 * The condition and the general form: first the one that the author is likelier to have meant.
 * @param turned the general form lacks one transpose only, which is easily forgotten
 */
function conditional(
  part: Part,
  formula: number,
  conditions: readonly string[],
  repaired: readonly Fix[],
  turned: boolean,
): readonly Fix[] {
  const first = !turned || conditions.every(isMostlySymmetric);
  const stated = stateIt(part, formula, conditions, first);
  const others = stated.length > 0 && first ? repaired.map((it) => ({ ...it, preferred: false })) : repaired;
  return first ? [...stated, ...others] : [...others, ...stated];
}

function fixOf(
  formula: Part['formulas'][number],
  { span, newText }: { readonly span: { readonly start: number; readonly end: number }; readonly newText: string },
  { was, now }: { readonly was: string; readonly now: string },
): Fix {
  const place = sourceSpan(formula.map, span.start, span.end);
  return {
    title: `Replace ${cut(was, 20)} by ${cut(now, 20)} — checked`,
    edits: [{ span: place, newText }],
    verified: true,
    preferred: true,
  };
}
