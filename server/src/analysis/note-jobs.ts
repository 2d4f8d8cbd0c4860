/**
 * The claims of a section as jobs for verification: each step with the definitions it unfolds to, the equations that
 * restrict its names, their shapes and conditions. What cannot become a job has a reason instead.
 */
import { type Expr, some } from '../expr/expr.ts';
import { baseOf, freeNames } from '../shape/free-names.ts';
import type { Axes, Definition, Job, Tie } from '../verify/job.ts';
import { jobOf, SIGNS } from './claim.ts';
import { conditionsIn } from './conditions.ts';
import type { Definition as NamedDefinition } from './definitions.ts';
import { relationOf } from './definitions.ts';
import type { Meaning } from './meaning.ts';
import { meaningsOf, type SectionMeanings } from './meanings.ts';
import { clauseAround, doubtOf, type NotChecked, notChecked } from './doubts.ts';
import { type Posed, type PosedFormula, posedFormula } from './problem.ts';
import type { SectionFacts } from './sections.ts';
import { candidates } from './unfolding.ts';

/** One step of a claim. */
export interface ClaimStep {
  readonly formula: number;
  /** Which of the formula's statements it belongs to, and which of its relations. */
  readonly statement: number;
  readonly step: number;
  readonly meaning: Meaning;
  readonly left: Expr;
  readonly right: Expr;
  readonly task: Task | NotChecked;
}

export interface Task {
  readonly kind: 'task';
  /** The claim with nothing but definitions: what holds so holds always. */
  readonly general: Job;
  /** With the equations that restrict its names; absent when there are none. */
  readonly tied?: Job;
  /** With declared names held fixed that some equation also gives a value: `y = Xw` of the data y. */
  readonly fixed?: Job;
  /** With every name held fixed that a plain equation gives a value. */
  readonly direct?: Job;
  /** Something the claim rests on is a guess, so that a counterexample says nothing: the reason. */
  readonly doubt?: NotChecked;
  /** Every shape it rests on is declared. */
  readonly declared: boolean;
}

const memo = new WeakMap<SectionMeanings, { readonly axes: Axes; readonly steps: readonly ClaimStep[] }>();

/** The claims of a section, in the order of the text. */
export function claimSteps(section: SectionFacts, axes: Axes): readonly ClaimStep[] {
  const meanings = meaningsOf(section);
  const known = memo.get(meanings);
  if (known !== undefined && sameAxes(known.axes, axes)) return known.steps;
  const steps = meanings.meanings.flatMap((list, formula) =>
    list.flatMap((meaning, statement) =>
      meaning.kind === 'claim' ? stepsOf(section, meanings, meaning, formula, statement, axes) : [],
    ),
  );
  memo.set(meanings, { axes, steps });
  return steps;
}

const sameAxes = (a: Axes, b: Axes): boolean =>
  a.scalarByVector === b.scalarByVector &&
  a.nablaScalar === b.nablaScalar &&
  a.vectorByVector === b.vectorByVector &&
  a.scalarByMatrix === b.scalarByMatrix;

function stepsOf(
  section: SectionFacts,
  meanings: SectionMeanings,
  meaning: Meaning,
  formula: number,
  statement: number,
  axes: Axes,
): readonly ClaimStep[] {
  const relation = relationOf(meaning.statement.expr);
  if (relation === undefined) return [];
  return relation.signs.flatMap(({ text }, step): readonly ClaimStep[] => {
    const left = relation.sides[step] ?? (step === 0 ? meaning.statement.continues : undefined);
    const right = relation.sides[step + 1];
    if (left === undefined || right === undefined) return [];
    const sign = SIGNS[text];
    const task =
      sign === undefined
        ? notChecked('not-an-equation', text)
        : taskOf(section, meanings, meaning, formula, { left, right, sign }, axes);
    return [{ formula, statement, step, meaning, left, right, task }];
  });
}

/** More definitions than these are not followed. */
const MOST_DEFINITIONS = 30;
/** More equations around the same names than these are a system that nobody solves by trying. */
const MOST_TIES = 6;

interface Unfolded {
  readonly definition: Definition;
  /** `a = b` of a name, not `a := b` and no function. */
  readonly plain: boolean;
  /** … of one that is declared as well, so that the equation may be a model of it. */
  readonly given: boolean;
}

interface Gathered {
  readonly definitions: Map<string, Unfolded>;
  /** The formulas that the expressions stand in, the claim's own first. */
  readonly formulas: Set<number>;
  readonly names: Set<string>;
  doubt?: NotChecked;
}

function taskOf(
  section: SectionFacts,
  meanings: SectionMeanings,
  meaning: Meaning,
  formula: number,
  claim: Job['claim'],
  axes: Axes,
): Task | NotChecked {
  const unreadable = [claim.left, claim.right].some((side) => some(side, (it) => it.kind === 'hole'));
  if (unreadable) return notChecked('not-understood');
  const found: Gathered = { definitions: new Map(), formulas: new Set([formula]), names: new Set() };
  for (const side of [claim.left, claim.right]) gather(section, side, new Set(), found, meanings, meaning, formula);
  if (found.definitions.size > MOST_DEFINITIONS) return notChecked('too-large');
  const ties = tiesOn(found.names, meanings, meaning, formula);
  const formulas = [...found.formulas].map((it) => posedFormula(section, it));
  const posed = posedWith(section, meanings, formulas, found.names, formula);
  const definitions = [...found.definitions.values()].map((it) => it.definition);
  const general = jobOf(claim, definitions, [], posed, formulas, axes);
  const doubt =
    found.doubt ??
    guessed(section, general, formula) ??
    doubtOf({ claim, names: general.names.map((it) => it.key), lookup: meanings.lookup(formula) }) ??
    clauseAround(section.statements.part, formula);
  const about = ties.slice(0, MOST_TIES);
  const tied =
    about.length === 0
      ? undefined
      : jobOf(claim, definitions, about.map(({ tie }) => tie), posed, withTies(section, formulas, about), axes); // prettier-ignore
  const without = (drop: (it: Unfolded) => boolean): Job | undefined => {
    const kept = [...found.definitions.values()].filter((it) => !drop(it)).map((it) => it.definition);
    return kept.length === definitions.length ? undefined : jobOf(claim, kept, [], posed, formulas, axes);
  };
  const fixed = without((it) => it.given);
  const direct = without((it) => it.plain);
  return {
    kind: 'task',
    general,
    ...(fixed && { fixed }),
    ...(direct && { direct }),
    ...(tied && { tied }),
    ...(doubt && { doubt }),
    ...(ties.length > MOST_TIES && doubt === undefined && { doubt: notChecked('condition-unknown') }),
    declared: general.names.every((it) => it.declared),
  };
}

const withTies = (
  section: SectionFacts,
  formulas: readonly PosedFormula[],
  ties: readonly { readonly formula: number }[],
): readonly PosedFormula[] => [...formulas, ...ties.map((it) => posedFormula(section, it.formula))];

/** The names of an expression, and what defines them, to the ground. */
function gather(
  section: SectionFacts,
  expr: Expr,
  without: ReadonlySet<string>,
  into: Gathered,
  meanings: SectionMeanings,
  claim: Meaning,
  formula: number,
  path: ReadonlySet<string> = new Set(),
): void {
  const { names, functions } = freeNames(expr);
  for (const key of [...names.keys(), ...functions]) {
    if (without.has(key) || without.has(baseOf(key)) || into.names.has(key)) continue;
    into.names.add(key);
    const seen = candidates(key, meanings.lookup(formula)).filter(
      ({ definition, above }) =>
        definition.statement !== claim.statement && (above !== 0 || defines(definition, meanings)),
    );
    const [first] = seen;
    if (first === undefined) continue;
    const { definition } = first;
    if (!first.inForce || first.above !== 0) {
      // What another section says may hold here too, or not: neither is known.
      into.doubt ??= notChecked('unknown-symbol', key);
      continue;
    }
    const inside = new Set([...path, baseOf(definition.key), baseOf(key)]);
    const within = freeNames(definition.right);
    // `A = QR` and below it `R = Q^\top A`: the second is no definition.
    const circular = [...within.names.keys(), ...within.functions].some((it) => inside.has(baseOf(it)));
    if (definition.recursive || definition.loose || circular) {
      into.doubt ??= notChecked('unknown-symbol', key);
      continue;
    }
    if (into.definitions.has(definition.key)) continue;
    const plain = !ASSIGNS.has(signOf(definition)) && definition.form !== 'function';
    const given = plain && isDeclared(section, key, definition);
    into.definitions.set(definition.key, { definition: unfolded(definition), plain, given });
    into.formulas.add(definition.formula);
    gather(
      section,
      definition.right,
      new Set(definition.parameters),
      into,
      meanings,
      claim,
      definition.formula,
      inside,
    );
  }
}

const ASSIGNS = new Set([':=', '\\coloneqq', '\\triangleq', '\\gets', '\\leftarrow', '=:']);

const signOf = ({ statement }: NamedDefinition): string => relationOf(statement.expr)?.signs[0]?.text ?? '=';

/** Whether something besides the definition says what the name is. */
const isDeclared = (section: SectionFacts, key: string, { formula }: NamedDefinition): boolean => {
  const { entry, level } = section.answer.lookup(key, formula);
  return level === 'declared' && entry?.inForce === true;
};

/** A model such as `y = Xw + ε` ties its names; it does not make y a function of w. */
const defines = ({ statement, formula }: NamedDefinition, { meanings }: SectionMeanings): boolean =>
  meanings[formula]?.some((it) => it.statement === statement && it.kind !== 'tie') ?? false;

const unfolded = ({ key, parameters, left, right }: NamedDefinition): Definition => ({
  key,
  parameters,
  // `\hat y^\top = …` defines ŷ by its transpose.
  body: left.kind === 'apply' && left.op === 'transpose' ? { ...left, args: [right] } : right,
});

/** Equations of the section that restrict one of the names, before the claim or around it. */
function tiesOn(
  names: ReadonlySet<string>,
  { meanings }: SectionMeanings,
  claim: Meaning,
  formula: number,
): readonly { readonly tie: Tie; readonly formula: number }[] {
  const bases = new Set([...names].map(baseOf));
  const found: { tie: Tie; formula: number }[] = [];
  for (const list of meanings) {
    for (const it of list) {
      if (it.kind !== 'tie' || it.formula > formula || it.statement === claim.statement) continue;
      const relation = relationOf(it.statement.expr);
      if (relation === undefined) continue;
      relation.signs.forEach(({ text }, step) => {
        const left = relation.sides[step] ?? it.statement.continues;
        const right = relation.sides[step + 1];
        if (left === undefined || right === undefined || SIGNS[text] !== '=') return;
        const mentions = [left, right].some((side) =>
          [...freeNames(side).names.keys()].some((key) => bases.has(baseOf(key))),
        );
        if (mentions) found.push({ tie: { left, right }, formula: it.formula });
      });
    }
  }
  return found;
}

/** Conditions by name: what the declarations in force say, and what short equations such as `A = A^\top` say. */
function posedWith(
  section: SectionFacts,
  { meanings }: SectionMeanings,
  formulas: readonly PosedFormula[],
  names: ReadonlySet<string>,
  formula: number,
): Posed {
  const declared = [...names].flatMap((key) => {
    const { entry } = section.answer.lookup(key, formula);
    return entry?.inForce === true && entry.conditions.length > 0 ? [{ key, conditions: entry.conditions }] : [];
  });
  const sentences = meanings.flatMap((list) =>
    list
      .filter((it) => it.kind === 'tie' || it.kind === 'declaration')
      .map((it) => ({ words: '', statements: [[it.statement]] })),
  );
  const { conditions } = conditionsIn(declared, sentences);
  return { formulas, conditions, resolve: section.answer.dims.resolve, unread: [], trees: [] };
}

/** A name whose kind is only a letter's convention may be anything: nothing is refuted by its value. */
function guessed(section: SectionFacts, job: Job, formula: number): NotChecked | undefined {
  for (const { key, declared, shape } of job.names) {
    if (declared) continue;
    const { level } = section.answer.lookup(key, formula);
    if (shape.kind === 'unknown' || level === 'convention' || level === 'habit') return notChecked('unknown-size', key);
  }
  return undefined;
}
