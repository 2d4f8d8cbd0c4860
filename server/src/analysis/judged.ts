/**
 * Facts with the verdicts that are known so far. Verdicts come later than everything else and one by one; the facts
 * under them stay as they are.
 */
import { once } from '../base/once.ts';
import type { Span } from '../base/span.ts';
import { type Expr, some } from '../expr/expr.ts';
import { sourceSpan } from '../note/source-map.ts';
import { freeNames } from '../shape/free-names.ts';
import { atomsOf } from '../shape/dim.ts';
import { dimsOf } from '../shape/shape.ts';
import { keyOfQuestion, type Question, questionOf, settle } from '../verify/settle.ts';
import { isCutShort, type Verdict } from '../verify/verdict.ts';
import { sameVersion } from './analyse.ts';
import { relationOf } from './definitions.ts';
import type { Facts, Finding, FormulaFacts, Outcome, PartFacts, StatementFact, StepFact } from './facts.ts';
import { claimsOfFormula, claimsOfPart, type NoteClaim, statementsOfPart } from './jobs.ts';
import { amended, withStatements } from './amended.ts';
import { verdictFinding } from './verdict-findings.ts';
import { sidesInWords } from './verdict-wording.ts';

/** The verdict of a question by its key, if it is known. */
export type Known = (key: string) => Verdict | undefined;

/** A step with its final verdict: what its note leaves in doubt is never refuted. */
export interface Judgement {
  readonly step: NoteClaim;
  readonly verdict: Verdict;
}

/** Words by which a note may say that a condition holds of something; of what, may be hard to tell. */
const SAID_SO: readonly (readonly [condition: RegExp, words: RegExp])[] = [
  [/= I$/, /orthogonal|orthonormal|unitary|rotation|reflection|semi-orthogonal|stiefel|eigenvectors|isometr/i],
  [
    /\^\\top$/,
    /symmetr|hermit|definite|covariance|kernel|\bgram\b|hessian|self-adjoint|metric|laplacian|diagonal|scalar/i,
  ],
  [/diagonal/, /diagonal|eigenvalues|singular values/i],
  [/= 1$/, /unit(ary|[- ](vector|norm|length))?|normali[sz]ed|direction|orthonormal/i],
  [/\^2 = /, /idempotent|projection|projector/i],
  [/> 0$/, /positive|non-?negative|probabilit|densit|variance/i],
];
const isSaid = (condition: string, text: string): boolean =>
  SAID_SO.find(([it]) => it.test(condition))?.[1].test(text) ?? /commut|diagonal|orthogonal/i.test(text);

/** `\partial K / \partial \theta`: of covariances and kernels, which nobody calls symmetric. */
const hasSlope = ({ left, right, job }: NoteClaim): boolean =>
  [left, right].some((side) =>
    some(side, (it) => {
      const of = it.kind === 'derivative' ? it.of : undefined;
      return of?.kind === 'symbol' && job.names.some(({ key, shape }) => key === of.key && shape.kind === 'matrix');
    }),
  );

/** A column of the slopes of entries: to some that is the derivative of what acts on each entry, as a list. */
const listsSlopes = (side: Expr): boolean =>
  some(
    side,
    (it) => it.kind === 'literal' && it.rows.flat().some((cell) => some(cell, (one) => one.kind === 'derivative')),
  );

const UNDECIDED = (reason: string, detail: string): Verdict => ({ verdict: 'undecided', reason, detail });

/** The verdict of a step, or nothing while it is not known. */
function judgementOf(step: NoteClaim, text: string, fits: boolean, known: Known): Judgement | undefined {
  const { asserted, doubt, meaning } = step;
  if (step.demands !== undefined) {
    const isSo = known(keyOfQuestion(step))?.verdict === 'verified';
    return isSo ? { step, verdict: { verdict: 'assumed', holdsIf: [step.demands] } } : undefined;
  }
  // A condition or a notation is none the worse for not holding of everything.
  const isGiven = meaning.why === 'notation' || step.again === true;
  const isClaim = meaning.kind === 'claim' || (meaning.kind === 'definition' && !isGiven);
  if (!fits) return isClaim ? { step, verdict: { verdict: 'ill-typed' } } : undefined;
  const verdict = known(keyOfQuestion(step));
  if (verdict === undefined || (!isClaim && verdict.verdict !== 'verified')) return undefined;
  const against =
    verdict.verdict === 'refuted' || verdict.verdict === 'ill-typed' || verdict.verdict === 'wrong-layout';
  if (!against) return { step, verdict };
  if (doubt !== undefined) return { step, verdict: UNDECIDED(doubt.reason, doubt.detail) };
  // Shapes have their own findings; only of a derivative, whose layout they leave open, a sample tells more.
  const isSlope = step.left.kind === 'derivative' && !listsSlopes(step.right);
  const tells = asserted && step.declared && isSlope && verdict.misfit !== undefined;
  if (verdict.verdict === 'ill-typed' && !tells)
    return { step, verdict: UNDECIDED('unknown-size', verdict.detail ?? '') };
  if (verdict.holdsIf?.every((it) => isSaid(it, text) || (it.endsWith('^\\top') && hasSlope(step))) === true)
    return { step, verdict: UNDECIDED('condition-unknown', '') };
  if (!asserted || (meaning.form === 'equation' && !sameNames(step)))
    return { step, verdict: UNDECIDED('read-as-condition', '') };
  return { step, verdict };
}

/** An equation that comes down to a name on one side only may be a condition on that name. */
function sameNames({ job: { claim, definitions, names } }: NoteClaim): boolean {
  const sizes = new Set(names.flatMap(({ shape }) => dimsOf(shape)).flatMap(atomsOf));
  const plain = (key: string): string => key.replace(/'+$/, '');
  // The e of `e^x` is none of the note's names.
  const isNamed = names.some(({ key }) => key === 'e');
  const [a, b] = [claim.left, claim.right].map((side) => {
    const found = new Set<string>();
    const follow = (expr: Expr): void => {
      for (const key of [...freeNames(expr).names.keys(), ...freeNames(expr).functions].map(plain)) {
        if (found.has(key)) continue;
        found.add(key);
        for (const it of definitions) if (it.key === key) follow(it.body);
      }
    };
    follow(side);
    const own = [...found].filter(
      (key) => !sizes.has(key) && !(key === 'e' && !isNamed) && definitions.every((it) => it.key !== key),
    );
    // An entry is of the name.
    return [...new Set(own.map((key) => key.replace(/\[\]$/, '')))].sort().join();
  });
  return a === b;
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
  const judgements = judgementsOf(claimsOfPart(facts, index), part, known);
  return judgements.length === 0 ? part : withJudgements(part, judgements, () => judgements);
}

function judgementsOf(claims: readonly NoteClaim[], part: PartFacts, known: Known): readonly Judgement[] {
  const faults = part.findings.filter(isFault);
  // The other steps of a chain are judged on their own.
  const fits = ({ formula, left, right }: NoteClaim): boolean =>
    faults.every((it) => it.formula !== formula || ![left, right].some(({ span }) => meets(it, span, part, formula)));
  const judged = claims.map((step) => ({ step, judgement: judgementOf(step, part.part.text, fits(step), known) }));
  // A condition of several sides holds of everything if each of its equations does.
  const isWhole = (own: NoteClaim): boolean =>
    own.meaning.kind !== 'tie' ||
    judged.every(({ step, judgement }) => step.meaning !== own.meaning || judgement !== undefined);
  return judged.flatMap(({ step, judgement }) => (judgement !== undefined && isWhole(step) ? [judgement] : []));
}

function meets({ span }: Finding, own: Span, { part }: PartFacts, formula: number): boolean {
  const { map } = part.formulas[formula] ?? {};
  const place = map && sourceSpan(map, own.start, own.end);
  return place === undefined || (span.start < place.end && span.end > place.start);
}

/** The verdict findings of a part, for the next version of it. */
const accused = new WeakMap<PartFacts, readonly Judgement[]>();

/** @param told what may have a finding @param all everything that is known, asked for by whoever looks at a formula */
function withJudgements(part: PartFacts, told: readonly Judgement[], all: () => readonly Judgement[]): PartFacts {
  const nameOf = (key: string): string => part.names.find((it) => it.key === key)?.name ?? key;
  const formulas = once(() => part.formulas.map((it, formula) => judgedFormula(it, formula, all())));
  const found = told
    .map((it) => ({ it, finding: verdictFinding(part.part, it, nameOf) }))
    .filter(({ finding }) => finding);
  const made = amended(
    part,
    found.flatMap(({ finding }) => finding ?? []),
    formulas,
  );
  accused.set(
    made,
    found.map(({ it }) => it),
  );
  return made;
}

/**
 * A part that was edited since its claims were decided, with what is known of them by now: a finding of a claim that is
 * still the same stays where it is, and whatever else is known is there for who asks.
 */
function carriedOver(facts: Facts, base: PartFacts, index: number, known: Known, before: Facts): PartFacts | undefined {
  const former = before.parts[index];
  const findings = former && accused.get(former);
  if (findings === undefined) return undefined;
  const told = findings.flatMap(({ step }) => sameClaim(facts, index, step) ?? []);
  return withJudgements(base, judgementsOf(told, base, known), () =>
    judgementsOf(claimsOfPart(facts, index), base, known),
  );
}

/** The claim of a statement that an edit of other formulas left as it was. */
function sameClaim(facts: Facts, part: number, { meaning, sign }: NoteClaim): NoteClaim | undefined {
  const { statement } = meaning;
  const formula = statementsOfPart(facts, part).findIndex((list) => list.includes(statement));
  return claimsOfFormula(facts, part, formula).find((it) => it.meaning.statement === statement && it.sign === sign);
}

const isFault = (it: Finding): boolean => it.severity === 'error' || it.severity === 'warning';

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
  return withStatements(facts, statements);
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

/** Answers questions elsewhere, in their order. */
export type SettleAll = (questions: readonly Question[]) => Promise<readonly Verdict[]>;

/** The same, found out by others, part by part. */
export async function verifiedBy(facts: Facts, settleAll: SettleAll): Promise<Facts> {
  const asked = new Set<string>();
  const verdicts = new Map<string, Verdict>();
  const look = async (index: number): Promise<void> => {
    const own = new Map<string, Question>();
    for (const it of claimsOfPart(facts, index)) {
      const key = keyOfQuestion(it);
      if (!asked.has(key)) own.set(key, questionOf(it));
      asked.add(key);
    }
    if (own.size === 0) return;
    const answers = await settleAll([...own.values()]);
    for (const [i, key] of [...own.keys()].entries()) verdicts.set(key, answers[i]!);
  };
  await Promise.all(facts.parts.map((_, index) => look(index)));
  return judged(facts, (key) => verdicts.get(key));
}

/** A part with the verdicts on its claims, as long as those ask what they asked. */
const remembered = new WeakMap<PartFacts, { readonly asked: string; readonly made: PartFacts }>();
const under = new WeakMap<PartFacts, PartFacts>();

const askedOf = (facts: Facts, index: number): string => claimsOfPart(facts, index).map(keyOfQuestion).join();

/** Whether the claims of a part are all decided; a definition elsewhere in the note may make other claims of them. */
export function isDecided(facts: Facts, index: number): boolean {
  const part = facts.parts[index];
  return part === undefined || (remembered.get(under.get(part) ?? part)?.asked ?? '') === askedOf(facts, index);
}

/**
 * Remembers the verdicts of a part whose claims were all tried. Where a clock cut one short, the part stays undecided.
 * @returns whether anything is new
 */
export function rememberPart(facts: Facts, index: number, known: Known): boolean {
  const part = facts.parts[index];
  const base = part && (under.get(part) ?? part);
  if (base === undefined) return false;
  const made = judgedPart(facts, base, index, known);
  if (made === base && !remembered.has(base)) return false;
  const isOpen = claimsOfPart(facts, index).some((it) => {
    const verdict = known(keyOfQuestion(it));
    return verdict !== undefined && isCutShort(verdict);
  });
  remembered.set(base, { asked: isOpen ? 'open' : askedOf(facts, index), made });
  if (made !== base) under.set(made, base);
  return true;
}

/**
 * The facts with the verdicts of the parts that did not change since they were decided, and of one that did those that
 * are known of its claims.
 * @param before of the version before an edit
 */
export function withVerdicts(facts: Facts, known: Known, before?: Facts): Facts {
  const judgedOf = (it: PartFacts, index: number): PartFacts => {
    const done = remembered.get(under.get(it) ?? it);
    if (done !== undefined || under.has(it) || before === undefined) return done?.made ?? it;
    const made = carriedOver(facts, it, index, known, before);
    if (made !== undefined) under.set(made, it);
    return made ?? it;
  };
  const parts = facts.parts.map(judgedOf);
  if (parts.every((it, index) => it === facts.parts[index])) return facts;
  const made = { ...facts, parts };
  sameVersion(facts, made);
  return made;
}

export { isCutShort, keyOfQuestion };
