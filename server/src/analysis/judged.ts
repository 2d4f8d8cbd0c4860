/**
 * Facts with the verdicts that are known so far. Verdicts come later than everything else and one by one; the facts
 * under them stay as they are.
 */
import { once } from '../base/once.ts';
import { freeNames } from '../shape/free-names.ts';
import { keyOfQuestion, settle } from '../verify/settle.ts';
import type { Verdict } from '../verify/verdict.ts';
import { sameVersion } from './analyse.ts';
import { relationOf } from './definitions.ts';
import type { Facts, Finding, FormulaFacts, Outcome, PartFacts, StatementFact, StepFact } from './facts.ts';
import { claimsOfPart, type NoteClaim } from './jobs.ts';
import { verdictFinding } from './verdict-findings.ts';
import { sidesInWords } from './verdict-wording.ts';

/** The verdict of a question by its key, if it is known. */
export type Known = (key: string) => Verdict | undefined;

/** A step with its final verdict: what its note leaves in doubt is never refuted. */
export interface Judgement {
  readonly step: NoteClaim;
  readonly verdict: Verdict;
}

const SAID_SO =
  /symmetr|hermit|definite|covariance|orthogonal|orthonormal|diagonal|unitary|unit (vector|norm|length)|kernel|\bgram\b|hessian|commut|idempotent|projection/i;

const UNDECIDED = (reason: string, detail: string): Verdict => ({ verdict: 'undecided', reason, detail });

/** The verdict of a step, or nothing while it is not known. */
function judgementOf(step: NoteClaim, text: string, fits: boolean, known: Known): Judgement | undefined {
  const { asserted, doubt, meaning } = step;
  if (!fits) return { step, verdict: { verdict: 'ill-typed' } };
  const verdict = known(keyOfQuestion(step));
  if (verdict === undefined) return undefined;
  const against =
    verdict.verdict === 'refuted' || verdict.verdict === 'ill-typed' || verdict.verdict === 'wrong-layout';
  if (!against) return { step, verdict };
  if (doubt !== undefined) return { step, verdict: UNDECIDED(doubt.reason, doubt.detail) };
  // Shapes have their own findings; what only a sample shows about them is no accusation.
  if (verdict.verdict === 'ill-typed') return { step, verdict: UNDECIDED('unknown-size', verdict.detail ?? '') };
  // The note says such a word of something; of what, may be hard to tell.
  if (verdict.holdsIf !== undefined && SAID_SO.test(text)) return { step, verdict: UNDECIDED('condition-unknown', '') };
  if (!asserted || (meaning.form === 'equation' && !sameNames(step)))
    return { step, verdict: UNDECIDED('read-as-condition', '') };
  return { step, verdict };
}

/** An equation with a name on one side only may be a condition on that name. */
function sameNames({ left, right }: NoteClaim): boolean {
  const [a, b] = [left, right].map((side) => [...freeNames(side).names.keys(), ...freeNames(side).functions].sort());
  return a!.join() === b!.join();
}

/** From bad to good: a chain is as good as its worst step. */
const ORDER: readonly Verdict['verdict'][] = [
  'refuted', 'ill-typed', 'wrong-layout', 'undecided', 'assumed', 'verified', 'proved',
]; // prettier-ignore

/** The facts with every verdict that is known. */
export function judged(facts: Facts, known: Known): Facts {
  const made = { ...facts, parts: facts.parts.map((part, index) => judgedPart(facts, part, index, known)) };
  sameVersion(facts, made);
  return made;
}

function judgedPart(facts: Facts, part: PartFacts, index: number, known: Known): PartFacts {
  const faults = new Set(part.findings.flatMap((it) => (isFault(it) ? [it.formula] : [])));
  const judgements = claimsOfPart(facts, index).flatMap(
    (step) => judgementOf(step, part.part.text, !faults.has(step.formula), known) ?? [],
  );
  if (judgements.length === 0) return part;
  const nameOf = (key: string): string => part.names.find((it) => it.key === key)?.name ?? key;
  const found = judgements.flatMap((it) => verdictFinding(part.part, it, nameOf) ?? []);
  const formulas = once(() => part.formulas.map((it, formula) => judgedFormula(it, formula, judgements)));
  const findings = found.length === 0 ? part.findings : [...part.findings, ...found].sort(byPlace);
  return {
    part: part.part,
    get formulas() {
      return formulas();
    },
    get symbols() {
      return part.symbols;
    },
    get names() {
      return part.names;
    },
    get undeclared() {
      return part.undeclared;
    },
    findings,
  };
}

const isFault = (it: Finding): boolean => it.severity === 'error' || it.severity === 'warning';

const byPlace = (a: Finding, b: Finding): number => a.span.start - b.span.start;

function judgedFormula(facts: FormulaFacts, formula: number, judgements: readonly Judgement[]): FormulaFacts {
  const own = judgements.filter(({ step }) => step.formula === formula);
  if (own.length === 0) return facts;
  const statements = facts.statements.map((fact, index): StatementFact => {
    const verdicts = own.filter(({ step }) => step.statement === index).map((it) => it.verdict);
    const [first, ...rest] = verdicts;
    if (first === undefined) return fact;
    const worst = rest.reduce((a, b) => (ORDER.indexOf(b.verdict) < ORDER.indexOf(a.verdict) ? b : a), first);
    const steps = own.filter(({ step }) => step.statement === index).map((it) => stepFact(it, facts.tree.text));
    return withVerdict(fact, worst, steps);
  });
  return {
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
  };
}

function withVerdict(
  { reason: _, ...fact }: StatementFact,
  verdict: Verdict,
  steps: readonly StepFact[],
): StatementFact {
  return { ...fact, ...outcomeOf(verdict), steps };
}

function stepFact({ step, verdict }: Judgement, text: string): StepFact {
  const { meaning, sign, right } = step;
  const at = relationOf(meaning.statement.expr)?.signs[sign];
  return {
    ...outcomeOf(verdict),
    sign: at?.span ?? meaning.statement.span,
    ...sidesInWords(step),
    tex: text.slice(right.span.start, right.span.end),
  };
}

function outcomeOf(verdict: Verdict): Outcome {
  const { method, samples, sizes, holdsIf, reading, reason, detail, repair, counterexample } = verdict;
  return {
    verdict: verdict.verdict,
    ...(method && { method }),
    ...(samples !== undefined && { samples }),
    ...(sizes && { sizes }),
    ...(holdsIf && { holdsIf }),
    ...(reading !== undefined && { reading }),
    ...(reason !== undefined && { reason }),
    ...(detail !== undefined && detail !== '' && { detail }),
    ...(repair && { repair: repair.right }),
    ...(counterexample && { counterexample }),
  };
}

/** Everything found out here and now, for a command that has nobody to wait for. */
export function verified(facts: Facts): Facts {
  const verdicts = new Map<string, Verdict>();
  facts.parts.forEach((_, index) => {
    for (const question of claimsOfPart(facts, index)) {
      const key = keyOfQuestion(question);
      if (!verdicts.has(key)) verdicts.set(key, settle(question));
    }
  });
  return judged(facts, (key) => verdicts.get(key));
}

const remembered = new WeakMap<PartFacts, PartFacts>();
const under = new WeakMap<PartFacts, PartFacts>();

/** Whether the claims of a part are all decided. */
export function isDecided(facts: Facts, index: number): boolean {
  const part = facts.parts[index];
  return part === undefined || remembered.has(under.get(part) ?? part);
}

/** Remembers the verdicts of a part whose claims are all decided. @returns whether anything is new */
export function rememberPart(facts: Facts, index: number, known: Known): boolean {
  const part = facts.parts[index];
  const base = part && (under.get(part) ?? part);
  if (base === undefined) return false;
  const made = judgedPart(facts, base, index, known);
  if (made === base) return false;
  remembered.set(base, made);
  under.set(made, base);
  return true;
}

/** The facts with the verdicts of the parts that did not change since they were decided. */
export function withVerdicts(facts: Facts): Facts {
  const judgedOf = (it: PartFacts): PartFacts => remembered.get(under.get(it) ?? it) ?? it;
  if (facts.parts.every((it) => judgedOf(it) === it)) return facts;
  const made = { ...facts, parts: facts.parts.map(judgedOf) };
  sameVersion(facts, made);
  return made;
}

export { keyOfQuestion };
