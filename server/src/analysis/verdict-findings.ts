/** Refuted claims → findings: the smallest place that differs, the sentence, the smallest case, the repair. */
import { plainText } from '../expr/plain.ts';
import type { Part } from '../note/note.ts';
import { sourceSpan } from '../note/source-map.ts';
import type { Finding, Fix } from './facts.ts';
import type { Judgement } from './judged.ts';
import { plainOfTex } from './plain-of-tex.ts';
import { blackboard, conditionInWords, conditionMessage, falseMessage, smallestCase } from './verdict-wording.ts';

/** What to report of a judgement; nothing for what is true, undecided, or told by another stage. */
export function verdictFinding(part: Part, { step, verdict }: Judgement): Finding | undefined {
  if (verdict.verdict !== 'refuted') return undefined;
  const formula = part.formulas[step.formula];
  if (formula?.closed !== true) return undefined;
  const { repair, counterexample, holdsIf } = verdict;
  const place = repair?.span ?? step.right.span;
  const declared = step.task.kind === 'task' && step.task.declared;
  const was = plainText(step.right);
  const now = repair === undefined ? undefined : plainOfTex(repair.right);
  const nearly = holdsIf !== undefined && holdsIf.length > 0;
  const derivative = step.meaning.form === 'derivative';
  return {
    code: nearly ? 'needs-condition' : derivative ? 'wrong-derivative' : 'false-identity',
    severity: nearly ? (repair?.kind === 'transpose' ? 'warning' : 'info') : declared ? 'error' : 'warning',
    evidence: declared ? 'declared' : 'forced',
    span: sourceSpan(formula.map, place.start, place.end),
    message: nearly
      ? conditionMessage(holdsIf.map(conditionInWords), now)
      : falseMessage(
          now === undefined ? undefined : { was, now },
          counterexample === undefined ? '' : smallestCase(counterexample),
        ),
    related: [],
    fixes: repair === undefined || now === undefined ? [] : [fixOf(formula, repair, now)],
    detail: counterexample === undefined ? '' : blackboard(counterexample),
    formula: step.formula,
  };
}

function fixOf(
  formula: Part['formulas'][number],
  { span, newText }: { readonly span: { readonly start: number; readonly end: number }; readonly newText: string },
  now: string,
): Fix {
  const place = sourceSpan(formula.map, span.start, span.end);
  return { title: `Write ${now} — checked`, edits: [{ span: place, newText }], verified: true, preferred: true };
}
