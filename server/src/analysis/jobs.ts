/**
 * The claims of a note as jobs for the verifier: each with the definitions and conditions that its names come down to,
 * so that a worker needs nothing else.
 */
import type { Expr, SymbolExpr } from '../expr/expr.ts';
import { keyOf } from '../expr/glyph.ts';
import type { Statement } from '../expr/statement.ts';
import { axisNames } from '../layout/convention.ts';
import { memberKey } from '../shape/declare.ts';
import { type Dim, hasVariable, isVariable, named, substitute } from '../shape/dim.ts';
import { freeNames, lettersIn, letterOf } from '../shape/free-names.ts';
import { dimsOf, type Shape, UNKNOWN } from '../shape/shape.ts';
import { rewritten } from '../verify/rewrite.ts';
import type { Definition as Unfolded, Job, Sign, Tie } from '../verify/job.ts';
import { sectionsOf } from './analyse.ts';
import { jobOf } from './claim.ts';
import { conditionsIn } from './conditions.ts';
import { relationOf } from './definitions.ts';
import { clauseAround, doubtOf, type NotChecked, notChecked } from './doubts.ts';
import { isConstant, isZero } from './equation-forms.ts';
import type { Facts } from './facts.ts';
import type { Meaning, Seen } from './meaning.ts';
import { meaningsOf, type SectionMeanings } from './meanings.ts';
import { type PosedFormula, resolved } from './problem.ts';
import { conditionsSaid } from './said.ts';
import type { SectionFacts } from './sections.ts';
import { isOpen, otherReadings } from './other-readings.ts';
import { candidates, derivativesIn, differentiatedBy, type Lookup, nameIn, stripped } from './unfolding.ts';

export interface NoteClaim {
  /** Into the note's parts, the part's formulas, the formula's statements and the relation's signs. */
  readonly part: number;
  readonly formula: number;
  readonly statement: number;
  readonly sign: number;
  /** A counterexample counts. Any other claim may be confirmed, never refuted. */
  readonly asserted: boolean;
  /** Why a counterexample would say nothing, if so. */
  readonly doubt?: NotChecked;
  /** Every shape it rests on is declared. */
  readonly declared: boolean;
  readonly meaning: Meaning;
  readonly left: Expr;
  readonly right: Expr;
  /** Without the equations that restrict its names: what holds so holds at all. */
  readonly job: Job;
  /** The same by other readings of what nothing declares. */
  readonly others?: readonly Job[];
  /** What stands above about its names; a counterexample must satisfy it. Absent where nothing does. */
  readonly restricted?: Job;
  /** With every name held fixed that an equation gives a value: what `y = Xw` says of data is no dependence. */
  readonly direct?: Job;
}

/** Every claim of a note, in the order of the text. */
export const claimsOf = (facts: Facts): readonly NoteClaim[] =>
  facts.parts.flatMap((_, part) => claimsOfPart(facts, part));

const placed = new WeakMap<
  readonly SectionClaim[],
  { axes: Facts['layout']['axes']; part: number; claims: readonly NoteClaim[] }
>();

/** The claims of one part. */
export function claimsOfPart(facts: Facts, part: number): readonly NoteClaim[] {
  const section = sectionsOf(facts)[part];
  if (section === undefined) return [];
  const { axes } = facts.layout;
  const found = claimsIn(section);
  const known = placed.get(found);
  if (known?.part === part && sameAxes(known.axes, axes)) return known.claims;
  const claims = found.map((it) => placedClaim(it, part, axes));
  placed.set(found, { axes, part, claims });
  return claims;
}

const placedClaim = (it: SectionClaim, part: number, axes: Facts['layout']['axes']): NoteClaim => ({
  ...it,
  part,
  job: { ...it.job, axes },
  ...(it.others && { others: it.others.map((other) => ({ ...other, axes })) }),
  ...(it.restricted && { restricted: { ...it.restricted, axes } }),
  ...(it.direct && { direct: { ...it.direct, axes } }),
});

const sameAxes = (a: Facts['layout']['axes'], b: Facts['layout']['axes']): boolean =>
  a === b || axisNames.every((axis) => a[axis] === b[axis]);

/** The statements of a part, by formula. */
export const statementsOfPart = (facts: Facts, part: number): readonly (readonly Statement[])[] =>
  sectionsOf(facts)[part]?.statements.statements ?? [];

/** The claims of one formula alone. */
export function claimsOfFormula(facts: Facts, part: number, formula: number): readonly NoteClaim[] {
  const section = sectionsOf(facts)[part];
  if (section === undefined) return [];
  const all = meaningsOf(section);
  return (all.meanings[formula] ?? [])
    .flatMap((meaning, statement) => claimsBy(meaning, statement, section, all))
    .map((it) => placedClaim(it, part, facts.layout.axes));
}

/** What an expression of a note is read by. */
export interface Ground {
  readonly formula: PosedFormula;
  /** What its names come down to, each with the formula that says so. */
  readonly definitions: readonly (Unfolded & { readonly of: PosedFormula; readonly seen: Seen })[];
  readonly conditions: ReadonlyMap<string, ReadonlySet<string>>;
  readonly lookup: Lookup;
  readonly kindOf: SectionMeanings['kindOf'];
}

/** The ground on which expressions of a statement stand. */
export function groundOf(
  facts: Facts,
  part: number,
  formula: number,
  statement: number,
  exprs: readonly Expr[],
): Ground | undefined {
  const section = sectionsOf(facts)[part];
  const all = section && meaningsOf(section);
  const meaning = all?.meanings[formula]?.[statement];
  if (section === undefined || all === undefined || meaning === undefined) return undefined;
  const asked = posed(section, section.answer, formula, '');
  const at: At = { section, all, meaning, place: statement, renamed: boldEntries(asked) };
  const marks = new Map<SectionFacts, string>([[section, '']]);
  return {
    formula: asked,
    definitions: unfold(exprs, at).flatMap(({ seen, key, parameters, body }) => {
      const of = all.sectionOf(seen);
      if (of === undefined) return [];
      const mark = marks.get(of) ?? `${String(marks.size)}:`;
      marks.set(of, mark);
      return [{ key, parameters, body, seen, of: posed(of, of.answer, seen.definition.formula, mark) }];
    }),
    conditions: conditionsAt(at),
    lookup: all.lookup(formula, statement),
    kindOf: all.kindOf,
  };
}

type SectionClaim = Omit<NoteClaim, 'part'>;

const memo = new WeakMap<SectionMeanings, readonly SectionClaim[]>();

function claimsIn(section: SectionFacts): readonly SectionClaim[] {
  const all = meaningsOf(section);
  let found = memo.get(all);
  if (found === undefined) {
    found = all.meanings.flatMap((list) =>
      list.flatMap((meaning, statement) => claimsBy(meaning, statement, section, all)),
    );
    memo.set(all, found);
  }
  return found;
}

const SIGNS: Readonly<Record<string, Sign>> = {
  '=': '=', '==': '=', '\\equiv': '=', '<': '<', '>': '>', '\\lt': '<', '\\gt': '>', '\\le': '<=', '\\leq': '<=', '\\leqslant': '<=', '≤': '<=',
  '\\ge': '>=', '\\geq': '>=', '\\geqslant': '>=', '≥': '>=', '\\preceq': 'preceq', '\\succeq': 'succeq', '\\prec': 'prec', '\\succ': 'succ',
}; // prettier-ignore

function claimsBy(
  meaning: Meaning,
  statement: number,
  section: SectionFacts,
  all: SectionMeanings,
): readonly SectionClaim[] {
  const { kind, formula, asserted } = meaning;
  const relation = kind === 'claim' || kind === 'definition' ? relationOf(meaning.statement.expr) : undefined;
  if (relation === undefined) return [];
  return relation.signs.flatMap(({ text }, i): readonly SectionClaim[] => {
    const sign = SIGNS[text];
    const left = relation.sides[i] ?? (i === 0 ? continued(meaning, all) : undefined);
    const right = relation.sides[i + 1];
    // The first sign of a definition gives the value; what follows it is claimed.
    if (sign === undefined || left === undefined || right === undefined || (kind === 'definition' && i === 0))
      return [];
    if (isZero(left) || isZero(right)) return [];
    const renamed = boldEntries(posed(section, section.answer, formula, ''));
    const at: At = { section, all, meaning, place: statement, renamed };
    const claim = { left: renamed(left), right: renamed(right), sign };
    const unfolded = unfold([claim.left, claim.right], at);
    const job = jobFor(claim, unfolded, [], at);
    const ties = tiesOn([claim.left, claim.right, ...unfolded.map((it) => it.body)], at);
    const restricted = ties.length === 0 ? undefined : jobFor(claim, unfolded, ties, at);
    const functions = unfolded.filter((it) => it.parameters.length > 0);
    const direct = functions.length === unfolded.length ? undefined : jobFor(claim, functions, [], at);
    const others = isOpen(job) ? otherReadings(jobFor(claim, unfolded, [], at, true)) : [];
    const doubt =
      doubtOf({ claim, names: job.names.map((it) => it.key), lookup: all.lookup(formula, statement) }) ??
      guessed(section, job, formula) ??
      beside(unfolded) ??
      clauseAround(section.statements.part, formula);
    const isAsserted = asserted[i] === true && !isSpaced(left, right, section, formula);
    // Where a counterexample says nothing, none is looked for.
    const told = (it: Job): Job => (isAsserted && doubt === undefined ? it : { ...it, quiet: true });
    return [
      {
        formula,
        statement,
        sign: i,
        asserted: isAsserted,
        job: told(job),
        ...(restricted && { restricted: told(restricted) }),
        ...(direct && { direct: told(direct) }),
        ...(others.length > 0 && { others: others.map((it) => ({ ...it, quiet: true })) }),
        ...(doubt && { doubt }),
        declared: job.names.every((it) => it.declared),
        meaning,
        left,
        right,
      },
    ];
  });
}

/** A name whose kind is only a letter's convention may be anything: nothing is refuted by its value. */
function guessed(section: SectionFacts, job: Job, formula: number): NotChecked | undefined {
  const { left, right } = job.claim;
  for (const { key, declared, shape } of job.names) {
    // What counts is a whole number, whatever its letter.
    if (declared || [left, right].some((side) => freeNames(side).indices.has(key))) continue;
    const { level } = section.answer.lookup(key, formula);
    if (shape.kind === 'unknown' || level === 'convention' || level === 'habit') return notChecked('unknown-size', key);
  }
  return undefined;
}

/** What another section at the same depth says may be of other things. */
function beside(unfolded: readonly Reached[]): NotChecked | undefined {
  const other = unfolded.find(({ seen }) => !seen.inForce);
  return other && notChecked('unknown-symbol', other.key);
}

/** `a = b \quad c = d` without a comma: two equations side by side, perhaps. */
function isSpaced(left: Expr, right: Expr, { statements }: SectionFacts, formula: number): boolean {
  const text = statements.trees[formula]?.text ?? '';
  return [left, right].some((it) => /\\(hspace|q?quad|text)\b/.test(text.slice(it.span.start, it.span.end)));
}

/** What a row that begins with a sign goes on from: the row above, or the last side of the display before. */
function continued({ statement, formula }: Meaning, { meanings }: SectionMeanings): Expr | undefined {
  if (statement.continues !== undefined) return statement.continues;
  const before = meanings[formula - 1]?.at(-1)?.statement.expr;
  return before?.kind === 'relation' ? before.sides.at(-1) : undefined;
}

/** Where a claim stands. */
interface At {
  readonly section: SectionFacts;
  readonly all: SectionMeanings;
  readonly meaning: Meaning;
  /** Of the statement in its formula. */
  readonly place: number;
  /** `u_i` as an entry of a bold `u`. */
  readonly renamed: (expr: Expr) => Expr;
}

interface Reached extends Unfolded {
  readonly seen: Seen;
}

const REACH = 30;

/** The definitions that the names of expressions come down to. */
function unfold(exprs: readonly Expr[], { all, meaning, place, section, renamed }: At): readonly Reached[] {
  const lookup = all.lookup(meaning.formula, place);
  const found = new Map<string, Reached>();
  const opaque = new Set<string>();
  const variables = new Set(exprs.flatMap(derivativesIn).flatMap((it) => it.by.flatMap((by) => [...lettersIn(by)])));
  const links = ({ definition }: Seen): boolean =>
    [...lettersIn(definition.right)].some((it) => variables.has(it) && it !== letterOf(definition.key));
  const isValue = (seen: Seen): boolean => {
    const { definition } = seen;
    const kind = all.kindOf(seen);
    return (
      definition.statement !== meaning.statement &&
      !isMadeOfItself(definition, renamed) &&
      !definition.recursive &&
      !definition.loose &&
      (kind === 'definition' || kind === 'claim')
    );
  };
  const take = (seen: Seen): void => {
    const { key, parameters, left, right } = seen.definition;
    if (found.has(key) || found.size >= REACH) return;
    if (isConstant(right) && !isNear(seen, meaning, section)) return;
    // “… where e = y − Xw” stands right behind; what is defined much later is another thing.
    if (seen.above < 0 && !isSoonAfter(seen, meaning, section)) return;
    const turned = left.kind === 'apply' && left.op === 'transpose';
    const value = renamed(right);
    const body: Expr = turned ? { kind: 'apply', op: 'transpose', args: [value], span: right.span } : value;
    found.set(key, { key, parameters, body, seen });
    follow(body);
  };
  const follow = (expr: Expr): void => {
    // What is differentiated may be defined below, or in a section beside this one.
    for (const derivative of derivativesIn(expr)) {
      const source = differentiatedBy(derivative, lookup);
      if (source?.seen !== undefined && isValue(source.seen)) take(source.seen);
      // A definition that does not reach the variable is of another thing of that name.
      const name = source === undefined && derivative.of !== undefined ? nameIn(stripped(derivative.of)) : undefined;
      if (name !== undefined && !found.has(name.key)) opaque.add(name.key);
    }
    const { names, functions } = freeNames(expr);
    for (const key of [...names.keys(), ...functions]) {
      if (opaque.has(key)) continue;
      // How one variable comes from another may be said in a section beside this one.
      const link = variables.has(letterOf(key))
        ? candidates(key, lookup).find((it) => isValue(it) && links(it))
        : undefined;
      if (link !== undefined) take(link);
      const seen = candidates(key, lookup).find((it) => it.inForce && isValue(it));
      if (seen !== undefined) take(seen);
    }
  };
  for (const it of exprs) follow(it);
  return withoutCycles([...found.values()]);
}

/** `x = [x_1, \ldots, x_n]` names the entries and gives no value. */
function isMadeOfItself({ key, right }: Seen['definition'], renamed: (expr: Expr) => Expr): boolean {
  const { names, functions } = freeNames(renamed(right));
  return [...names.keys(), ...functions].some((it) => letterOf(it) === letterOf(key));
}

/** The numbers of an example hold beside it; elsewhere the letter is general again. */
function isNear({ definition, above }: Seen, meaning: Meaning, { statements: { part } }: SectionFacts): boolean {
  const [from, to] = [part.formulas[definition.formula]?.span, part.formulas[meaning.formula]?.span];
  if (above > 0 || from === undefined || to === undefined) return false;
  return part.text.slice(from.end, to.start).split('\n').length <= LINES;
}

const LINES = 4;

/** The lines of a display and of the sentence behind it. */
const BEHIND = 12;

function isSoonAfter({ definition }: Seen, meaning: Meaning, { statements: { part } }: SectionFacts): boolean {
  const [from, to] = [part.formulas[meaning.formula]?.span, part.formulas[definition.formula]?.span];
  if (from === undefined || to === undefined) return false;
  return part.text.slice(from.end, to.start).split('\n').length <= BEHIND;
}

/** Without what would come back to itself. */
function withoutCycles(all: readonly Reached[]): readonly Reached[] {
  const kept: Reached[] = [];
  const uses = (from: Reached, to: string, among: readonly Reached[], seen = new Set<string>()): boolean => {
    const { names, functions, indices } = freeNames(from.body);
    const letters = [...names.keys(), ...functions, ...indices].map(letterOf);
    if (letters.includes(letterOf(to))) return true;
    seen.add(from.key);
    return among.some((it) => !seen.has(it.key) && letters.includes(letterOf(it.key)) && uses(it, to, among, seen));
  };
  for (const it of all) if (!uses(it, it.key, [...kept, it])) kept.push(it);
  return kept;
}

/** At most so many equations restrict the samples. */
const TIES = 6;

/** The conditions above that speak of the names of expressions, and of nothing that comes after. */
function tiesOn(exprs: readonly Expr[], { all, meaning }: At): readonly Tie[] {
  const letters = new Set(exprs.flatMap((it) => [...freeNames(it).names.keys()].map(letterOf)));
  const found: Tie[] = [];
  for (const it of all.meanings.slice(0, meaning.formula + 1).flat()) {
    if (it.kind !== 'tie' || it.statement === meaning.statement) continue;
    const relation = relationOf(it.statement.expr);
    if (relation?.signs.every(({ text }) => text === '=') !== true) continue;
    for (let i = 0; i < relation.signs.length; i++) {
      const [left, right] = [relation.sides[i], relation.sides[i + 1]];
      if (left === undefined || right === undefined) continue;
      const own = [left, right].flatMap((side) => [...freeNames(side).names.keys()].map(letterOf));
      if (own.some((name) => letters.has(name))) found.push({ left, right, line: it.formula });
    }
  }
  return found.slice(-TIES);
}

/** @param alone with the sizes that these formulas tell, and no others of the section */
function jobFor(claim: Job['claim'], unfolded: readonly Reached[], ties: readonly Tie[], at: At, alone = false): Job {
  const { section, all, meaning } = at;
  const wanted: { readonly of: SectionFacts; readonly formula: number; readonly mark: string }[] = [];
  const marks = new Map<SectionFacts, string>([[section, '']]);
  const add = (of: SectionFacts | undefined, formula: number | undefined): void => {
    if (of === undefined || formula === undefined) return;
    const mark = marks.get(of) ?? `${String(marks.size)}:`;
    marks.set(of, mark);
    if (!wanted.some((it) => it.of === of && it.formula === formula)) wanted.push({ of, formula, mark });
  };
  add(section, meaning.formula);
  if (meaning.statement.continues === undefined && meaning.formula > 0) add(section, meaning.formula - 1);
  for (const { seen } of unfolded) add(all.sectionOf(seen), seen.definition.formula);
  for (const { line } of ties) add(section, line);
  const answerOf = (of: SectionFacts): Answer =>
    alone ? of.answer.alone(new Set(wanted.flatMap((it) => (it.of === of ? it.formula : [])))) : of.answer;
  const answers = new Map([...marks.keys()].map((of) => [of, answerOf(of)]));
  const places = wanted.map((it) => posed(it.of, answers.get(it.of) ?? it.of.answer, it.formula, it.mark));
  return jobOf(
    claim,
    unfolded.map(({ key, parameters, body }): Unfolded => ({ key, parameters, body })),
    ties.map(({ left, right }) => ({ left: at.renamed(left), right: at.renamed(right) })),
    { formulas: places, conditions: conditionsAt(at), resolve: (it) => it, unread: [], trees: [] },
    places,
    { scalarByVector: 'unknown', nablaScalar: 'unknown', vectorByVector: 'unknown', scalarByMatrix: 'unknown' },
  );
}

/**
 * Entries of a bold vector or matrix may be written with the plain letter, those of a matrix with the small one; a plain
 * letter on its own is something else.
 */
const boldEntries =
  (formula: PosedFormula | undefined) =>
  (expr: Expr): Expr =>
    rewritten(expr, (it) => {
      if (it.kind !== 'index' || it.base.kind !== 'symbol' || it.base.glyph.face !== 'plain' || formula === undefined)
        return undefined;
      const { base, items } = it;
      const member = memberKey(base.key, items);
      // `u_i \in \mathbb{R}` says it of the entries.
      const isOther = formula.declared(member) && formula.shapeOfName(member).kind !== 'scalar';
      if (formula.declared(base.key) || isOther) return undefined;
      const bold = withGlyph(base, { ...base.glyph, face: 'bold' });
      const { kind } = formula.shapeOfName(bold.key);
      const entries = kind === 'vector' || kind === 'row' ? 1 : kind === 'matrix' ? 2 : 0;
      if (formula.declared(bold.key) && items.length === entries) return { ...it, base: bold };
      const letter = base.glyph.letter.toUpperCase();
      if (items.length !== 2 || !/^[a-z]$/.test(base.glyph.letter) || formula.shapeOfName(base.key).kind === 'matrix')
        return undefined;
      const wholes = (['bold', 'plain'] as const).map((face) => withGlyph(base, { ...base.glyph, letter, face }));
      const whole = wholes.find((one) => formula.shapeOfName(one.key).kind === 'matrix');
      return whole && { ...it, base: whole };
    });

const withGlyph = (symbol: SymbolExpr, glyph: SymbolExpr['glyph']): SymbolExpr => ({
  ...symbol,
  glyph,
  key: keyOf(glyph),
});

type Answer = Pick<SectionFacts['answer'], 'shapes' | 'dims' | 'lookup'>;

/** A formula of the note as the verifier's input has it. Open sizes of another section are others than those here. */
function posed({ statements }: SectionFacts, answer: Answer, formula: number, mark: string): PosedFormula {
  const { resolve } = answer.dims;
  const own = (dim: Dim): Dim =>
    mark === ''
      ? resolve(dim)
      : substitute(resolve(dim), (atom) => (isVariable(atom) ? named(`?${mark}${atom.slice(1)}`) : undefined));
  return {
    text: statements.trees[formula]?.text ?? '',
    statements: statements.statements[formula] ?? [],
    shape: (expr) => (expr.kind === 'symbol' ? UNKNOWN : resolved(answer.shapes[formula]?.get(expr) ?? UNKNOWN, own)),
    shapeOfName: (key): Shape => {
      const { entry, shape } = answer.lookup(key, formula);
      // An undeclared small letter that comes out as a matrix is a sign of a misreading.
      if (entry === undefined && shape.kind === 'matrix' && /^(bold )?[a-z]$/.test(key)) return UNKNOWN;
      return resolved(shape, own);
    },
    declared: (key) => answer.lookup(key, formula).entry?.inForce === true,
    unread: [],
    conflicts: [],
  };
}

/** What holds of names where a claim stands: said above, or below as long as nothing declares the name anew. */
function conditionsAt({ section, all, meaning }: At): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  const put = (key: string, names: readonly string[]): void => {
    const known = found.get(key) ?? new Set<string>();
    found.set(key, known);
    for (const it of names) known.add(it);
  };
  for (const enclosing of all.enclosing())
    for (const it of conditionsSaid(enclosing.statements)) {
      if (it.denied) found.delete(it.key);
      else if (it.until === undefined) put(it.key, it.conditions);
    }
  const { part } = section.statements;
  const scopes = part.blocks[part.formulas[meaning.formula]!.block]?.scopes ?? [];
  for (const it of conditionsSaid(section.statements)) {
    if (!it.scopes.every((scope, i) => scopes[i] === scope)) continue;
    if (it.until !== undefined && (meaning.formula < it.formula || meaning.formula > it.until)) continue;
    const anew = section.declared.some(
      (entry) =>
        entry.key === it.key &&
        (it.formula <= meaning.formula
          ? entry.formula > it.formula && entry.formula <= meaning.formula && !isOpenShape(entry.shape)
          : entry.formula > meaning.formula && entry.formula < it.formula),
    );
    if (anew) continue;
    if (it.denied) found.delete(it.key);
    else put(it.key, it.conditions);
  }
  for (const { key } of section.declared) {
    const { entry } = section.answer.lookup(key, meaning.formula);
    if (entry?.inForce === true)
      put(
        key,
        entry.conditions.filter((it) => OF_SPACES.has(it)),
      );
  }
  return conditionsIn(
    [...found].map(([key, names]) => ({ key, conditions: [...names] })),
    [],
  ).conditions;
}

/** “A is symmetric” declares no size. */
const isOpenShape = (shape: Shape): boolean => dimsOf(shape).some(hasVariable);

/** Conditions that a space may state: `\mathbb{S}^n_{++}`. What a sentence says is read by `said.ts`. */
const OF_SPACES = new Set([
  'symmetric',
  'positive definite',
  'positive semidefinite',
  'positive',
  'probability vector',
  'orthogonal',
  'orthonormal',
]);
