/**
 * The claims of a note as jobs for the verifier: each with the definitions and conditions that its names come down to,
 * so that a worker needs nothing else.
 */
import type { Expr } from '../expr/expr.ts';
import { IMPLIES, type Statement } from '../expr/statement.ts';
import { axisNames } from '../layout/convention.ts';
import { baseOf, freeNames, letterOf } from '../shape/free-names.ts';
import { SCALAR } from '../shape/shape.ts';
import { isArgument } from '../verify/every-kind.ts';
import { type Definition as Unfolded, exprsOf, type Job, type Name, type Tie } from '../verify/job.ts';
import { withTurnedLists } from '../verify/kinds.ts';
import { sectionsOf } from './analyse.ts';
import { jobOf } from './claim.ts';
import { underItsLaw } from './averages.ts';
import { withBareFunctions } from './bare-functions.ts';
import { conditionsAt, conditionsFor } from './conditions-here.ts';
import { sidesAt } from './claim-sides.ts';
import { type Further, isMeantAnew, readFurther } from './beyond.ts';
import { relationOf } from './definitions.ts';
import { asDecomposed, decomposes, mayFollow } from './decomposed.ts';
import { demandOf } from './demands.ts';
import { partlyGiven, withDiagonals } from './diagonal-entries.ts';
import {
  atRightAngles,
  chosenAnew,
  clauseAround,
  doubtOf,
  isSpaced,
  mayBeRandom,
  type NotChecked,
  notChecked,
  rivals,
  steadied,
} from './doubts.ts';
import { earlierSides, isCaptured } from './earlier-sides.ts';
import { actingOnEntries } from './entrywise-said.ts';
import { atGivenSizes, sizesAround } from './given-sizes.ts';
import { alsoAt, guessed, isAveraged, isBound, isOnlyDifferentiated } from './guessed.ts';
import { isZero } from './equation-forms.ts';
import { speaksOfEigenvalues, withEigenpairs } from './eigenpairs.ts';
import { withHeldCopies } from './held-copies.ts';
import { tiesAsLists, withListed } from './gradient-lists.ts';
import { explainedSide } from './explained-sides.ts';
import type { Facts } from './facts.ts';
import { indexOrderOf } from './index-order.ts';
import type { Meaning } from './meaning.ts';
import { meaningsOf, type SectionMeanings } from './meanings.ts';
import { asRowsOrColumns } from './members-of.ts';
import { isKnownIn, isOfKnown, mayRestate } from './restated.ts';
import { continued, sideBefore } from './sides-before.ts';
import { type Answer, posed } from './posed-formula.ts';
import { modelsAbove } from './noise-above.ts';
import { orderAbove } from './order-above.ts';
import { equationAbove, lineBefore, premiseOf } from './premises.ts';
import type { SectionFacts } from './sections.ts';
import { underStatedLaws } from './stated-laws.ts';
import { SIGNS } from './signs.ts';
import { asSize } from './size-letters.ts';
import { mayHold, unconditional } from './holding.ts';
import { asCompared, writtenDensity } from './written-densities.ts';
import { inOneFace, isNoLess, isOpen, oneFace, otherReadings } from './other-readings.ts';
import { type At, isHalfKnown, pointsIn, type Reached, type Restriction, tiesOn, unfold } from './reach.ts';
import { type Aside, asideOf, eachAside } from './aside.ts';

export interface NoteClaim extends Aside {
  /** Into the note's parts, the part's formulas, the formula's statements and the relation's signs. */
  readonly part: number;
  readonly formula: number;
  readonly statement: number;
  readonly sign: number;
  /** A counterexample counts. Any other claim may be confirmed, never refuted. */
  readonly asserted: boolean;
  /** Why a counterexample would say nothing, if so. */
  readonly doubt?: NotChecked;
  /** Where it holds, what an equation asks of the name that it decomposes, in TeX. */
  readonly demands?: string;
  /** It gives a value to what has one above: it is the same, or another. */
  readonly again?: boolean;
  /** Every shape it rests on is declared. */
  readonly declared: boolean;
  readonly meaning: Meaning;
  readonly left: Expr;
  readonly right: Expr;
  /** Without the equations that restrict its names: what holds so holds at all. */
  readonly job: Job;
  /** The same by other readings of what nothing declares. */
  readonly others?: readonly Job[];
  /** The same with a side further up the chain on its left, where the side before it may be beyond checking. */
  readonly earlier?: readonly Job[];
  /** What stands above about its names; a counterexample must satisfy it. Absent where nothing does. */
  readonly restricted?: Job;
  /** With every name held fixed that an equation gives a value: what `y = Xw` says of data is no dependence. */
  readonly direct?: Job;
  /** Names whose kind is guessed; a counterexample must be one whatever they are. */
  readonly guessed?: readonly string[];
  /** Sizes at which a counterexample must be one too, if all sizes are this. */
  readonly alsoAt?: readonly number[];
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
  ...(it.earlier && { earlier: it.earlier.map((other) => ({ ...other, axes })) }),
  ...(it.restricted && { restricted: { ...it.restricted, axes } }),
  ...(it.direct && { direct: { ...it.direct, axes } }),
  ...eachAside(it, (one) => ({ ...one, axes })),
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

type SectionClaim = Omit<NoteClaim, 'part'>;

interface Memo {
  /** What the sections around say counts here as well. */
  readonly around: readonly SectionFacts[];
  readonly sizes: string;
  /** Of each formula, in their order, as far as they were worked out. */
  readonly lists: (readonly SectionClaim[])[];
  claims?: readonly SectionClaim[];
}

const memo = new WeakMap<SectionMeanings, Memo>();

function memoOf(all: SectionMeanings): Memo {
  const around = all.enclosing();
  const sizes = sizesAround(all);
  const known = memo.get(all);
  const isSame = known?.around.length === around.length && known.around.every((it, i) => it === around[i]);
  if (isSame && known.sizes === sizes) return known;
  const made: Memo = { around, sizes, lists: [] };
  memo.set(all, made);
  return made;
}

function claimsIn(section: SectionFacts): readonly SectionClaim[] {
  const known = memoOf(meaningsOf(section));
  if (known.claims === undefined) {
    workOut(section, () => true);
    known.claims = known.lists.flat();
  }
  return known.claims;
}

/** Formula by formula, as long as it may go on. @returns whether that were all */
function workOut(section: SectionFacts, goesOn: () => boolean): boolean {
  const all = meaningsOf(section);
  const { lists } = memoOf(all);
  for (const list of all.meanings.slice(lists.length)) {
    if (!goesOn()) return false;
    lists.push(list.flatMap((meaning, statement) => claimsBy(meaning, statement, section, all)));
  }
  return true;
}

/**
 * Works out the claims of a part bit by bit, for whoever must not be away for long: those of a long part take longer
 * than a key may wait.
 * @returns whether they are all there
 */
export function claimsBegun(facts: Facts, part: number, goesOn: () => boolean): boolean {
  const section = sectionsOf(facts)[part];
  return section === undefined || workOut(section, goesOn);
}

function claimsBy(
  meaning: Meaning,
  statement: number,
  section: SectionFacts,
  all: SectionMeanings,
): readonly SectionClaim[] {
  const { kind, why, formula, asserted } = meaning;
  const demand = demandOf(meaning, section, all, () => conditionsAt({ section, all, meaning }));
  const compared = writtenDensity(meaning, section, all) ?? explainedSide(meaning, section, all);
  const isTie = demand !== undefined || mayHold(meaning) || decomposes(meaning);
  const isGiving = (kind === 'definition' && !isTie) || why === 'given-name';
  const isStated = kind === 'claim' || kind === 'definition' || isTie;
  const relation = isStated ? (meaning.paired?.relation ?? relationOf(meaning.statement.expr)) : undefined;
  if (relation === undefined) return [];
  const lookup = all.lookup(formula, statement);
  const isRestating = compared !== undefined || (isGiving && mayRestate(meaning, lookup));
  const own = posed(section, section.answer, formula, '');
  const sides = sidesAt({ own, statements: section.statements, lookup });
  // Of `L A = B \implies A = L^{-1}B`, what stands before the arrow is given where nothing asserts it.
  const arrow = why === 'known-names' ? relation.signs.findLastIndex(({ text }) => IMPLIES.test(text)) : -1;
  return relation.signs.flatMap(({ text }, i): readonly SectionClaim[] => {
    const sign = SIGNS[text];
    const before = sideBefore(relation, i) ?? (i === 0 ? continued(meaning, section, all) : undefined);
    const isLost = demand === undefined && before !== undefined && isCaptured(before);
    const left =
      (demand ?? compared)?.left ?? (isLost ? earlierSides(before, meaning, i, all, section)[0] : undefined) ?? before;
    const right = demand?.right ?? relation.sides[i + 1];
    if (right?.kind === 'ellipsis') return [];
    // The first sign of a definition gives the value; what follows it is claimed.
    const again = isGiving && i === 0;
    if (sign === undefined || left === undefined || right === undefined || (again && !isRestating)) return [];
    const isPremise = i < arrow && asserted[i] !== true;
    if (isPremise && left.kind !== 'call') return [];
    if (!isTie && (isZero(left) || isZero(right))) return [];
    const { claim, renamed, needed, changing } = sides({ left, right, sign }, i === 0);
    const concluded = relation.signs.slice(0, i).some((it) => IMPLIES.test(it.text));
    const at: At = { section, all, meaning, place: statement, renamed, concluded };
    const unfolded = unfold([claim.left, claim.right, ...needed], at);
    const isStill = changing.some((key) => unfolded.every((it) => it.key !== key));
    const underLaw = averagedJob({ claim, unfolded, at });
    // A name that the premise gives is unfolded.
    const premise = why === 'given-name' ? undefined : premiseOf(relation, i, meaning, all);
    // Of a tie, what it may follow from is all that the equations above are asked for.
    const isOpenTo = demand === undefined && mayFollow(meaning);
    const names = [claim.left, claim.right, ...unfolded.map((it) => it.body)];
    const equations = isTie && !isOpenTo ? [] : (premise ?? tiesOn(names, at));
    const underEquations = equations.length === 0 ? undefined : jobFor(claim, unfolded, equations, at);
    const factored = isOpenTo && underEquations !== undefined ? asDecomposed(underEquations) : [];
    // Of a condition, nothing but what is meant is tried.
    const meant = isTie ? (factored[0] ?? underLaw[0]) : undefined;
    const job = asCompared(meant ?? jobFor(claim, unfolded, [], at), compared);
    const [ties, restricted] = isTie ? [[]] : [equations, underEquations];
    const functions = unfolded.filter((it) => it.parameters.length > 0);
    const direct = functions.length === unfolded.length ? undefined : jobFor(claim, functions, [], at);
    const further = isTie ? undefined : readFurther({ left, right, sign }, i === 0, at, own);
    const alone = isTie || !isOpen(job) ? [] : readingsAlone(claim, unfolded, premise ?? [], at);
    const merged = isTie ? [] : [job, ...alone].flatMap((it) => [...inOneFace(it), ...withHeldCopies(it)]);
    const others = [...alone, ...merged, ...(further === undefined ? [] : readingsBeyond(further, premise ?? []))]
      .filter((it) => isNoLess(it, job))
      .concat(isTie ? [] : [...actingOnEntries(job, section, all), ...atGivenSizes(job, formula, section, all)]);
    const from = (given: readonly Tie[], last: Tie, by: string): Job => ({
      ...jobFor(claim, unfold([claim.left, claim.right, last.left, last.right], at), [...given, last], at),
      said: `it follows from the ${by} above`,
    });
    const above = isTie || premise !== undefined ? [] : equationAbove(meaning, section, all);
    const follows = above.flatMap((it) => {
      const rests = it.isClaimed && quietly(jobFor({ ...claim, ...it }, unfold([it.left, it.right], at), ties, at));
      const given = ties.length === 0 ? [[]] : [[], ties];
      return given.map((more): Job => ({ ...from(more, it, 'equation'), ...(rests && { rests }) }));
    });
    const orders = (isTie ? [] : orderAbove(meaning, section, all)).map((it): Job => ({
      ...from([], it, 'inequality'),
      multiple: true,
      quiet: true,
    }));
    const stated = isTie ? [] : underStatedLaws(job, at, own);
    const averaged = isTie
      ? []
      : [...underLaw, ...(further ? averagedJob(further) : []).map((it): Job => ({ ...it, beyond: true }))];
    const laws: readonly Job[] = averaged.length === 0 ? stated : averaged;
    const models = (isTie ? [] : modelsAbove(job, at)).map((it): Job => ({
      ...from([], it, 'model'),
      beyond: true,
    }));
    const isSpectral = !isTie && [section, ...all.enclosing()].some((it) => speaksOfEigenvalues(it.statements.part));
    const pairs = isSpectral ? withEigenpairs([job, ...others], (key) => isMeantAnew(key, at)) : [];
    const members = isTie ? [] : asRowsOrColumns(job, section.statements.part.text);
    const besides = [others, follows, orders, models, pairs, laws, members, isTie ? [] : factored].flat();
    const earlier = (isTie ? [] : earlierSides(left, meaning, i, all, section)).map((side): Job => {
      const sides = { ...claim, left: renamed(side) };
      return quietly(jobFor(sides, unfold([sides.left, sides.right], at), premise ?? [], at));
    });
    const guesses = guessed(section, job, formula);
    const isTried = demand !== undefined || compared !== undefined || factored.length > 0;
    if (isTie && !isTried && !(mayHold(meaning) && unconditional(job, meaning, guesses.keys, section.statements)))
      return [];
    if (again && compared === undefined && ![job, ...others].some((it) => isKnownIn(it, meaning))) return [];
    // What `f_i(x) = v \implies \ldots` says of an f that is defined above is no mere premise.
    if (isPremise && !isOfKnown(claim.left, job)) return [];
    const doubt =
      (meaning.statement.uneven === true ? notChecked('not-understood', ')') : undefined) ??
      doubtOf({ claim, names: job.names, definitions: job.definitions, lookup }) ??
      guesses.doubt ??
      rivals(
        claim,
        unfolded.map((it) => it.seen.definition),
        between(unfolded, at),
      ) ??
      steadied(
        claim,
        unfolded.map((it) => it.body),
      ) ??
      beside(unfolded) ??
      partlyGiven(job, unfolded) ??
      chosenAnew(
        unfolded.map((it) => it.seen.definition),
        lookup,
      ) ??
      (isHalfKnown(unfolded, [left, right]) || isStill
        ? notChecked('unknown-symbol', 'no dependence is stated')
        : undefined) ??
      atRightAngles(job) ??
      clauseAround(section.statements.part, formula, mayBeRandom(exprsOf(job), lookup));
    const isAsserted =
      asserted[i] === true &&
      !again &&
      !isLost &&
      (meaning.paired !== undefined || !isSpaced(left, right, section, formula));
    // Where a counterexample says nothing, none is looked for.
    const tells = isAsserted && doubt === undefined;
    const indices = isTie ? undefined : indexOrderOf(claim, meaning, section, all);
    const told = (it: Job): Job => ({ ...it, ...(!tells && { quiet: true }), ...(indices && { indices }) });
    const aside = isTie ? {} : asideOf({ job, restricted, unfolded, at }, (list) => jobFor(claim, list, ties, at));
    return [
      {
        formula,
        statement,
        sign: i,
        asserted: isAsserted,
        job: told(job),
        ...(restricted && { restricted: told(restricted) }),
        ...(direct && { direct: told(direct) }),
        ...eachAside(aside, told),
        ...(besides.length > 0 && { others: besides.map((it) => quietly(told(it))) }),
        ...(earlier.length > 0 && { earlier: earlier.map(told) }),
        ...(tells && guesses.keys.length > 0 && { guessed: guesses.keys }),
        ...(tells && { alsoAt: alsoAt(job, guesses.keys) }),
        ...(doubt && { doubt }),
        ...(demand && { demands: demand.condition }),
        ...(again && { again }),
        declared: job.names.every(
          (it) =>
            it.declared ||
            [left, right].some((side) => freeNames(side).indices.has(it.key)) ||
            isOnlyDifferentiated(it.key, job),
        ),
        meaning,
        left,
        right,
      },
    ];
  });
}

/** The statements from the last definition used to the claim, both of them included where they stand in one formula. */
function between(unfolded: readonly Reached[], { all, meaning }: At): readonly Statement[] {
  const own = unfolded.flatMap(({ seen }) => (seen.inForce && seen.above === 0 ? [seen.definition.formula] : []));
  const from = Math.max(-1, ...own.filter((it) => it <= meaning.formula));
  return all.meanings
    .slice(from < 0 ? meaning.formula : from, meaning.formula + 1)
    .flatMap((list) => list.map((it) => it.statement))
    .filter((it) => it !== meaning.statement);
}

/** What another section at the same depth says may be of other things. */
function beside(unfolded: readonly Reached[]): NotChecked | undefined {
  const other = unfolded.find(({ seen }) => !seen.inForce);
  return other && notChecked('unknown-symbol', other.key);
}

/**
 * The claim by its own formulas alone: with the kinds of the section, with those that they tell themselves, and with
 * every member of a family like the whole; then with what other sections above define.
 */
function readingsAlone(
  claim: Job['claim'],
  unfolded: readonly Reached[],
  ties: readonly Tie[],
  at: At,
): readonly Job[] {
  const wide = unfold([claim.left, claim.right], { ...at, wide: true });
  const same =
    wide.length === unfolded.length && wide.every((it, i) => it.seen.definition === unfolded[i]!.seen.definition);
  const own = readingsBy(claim, unfolded, ties, at);
  if (same) return own;
  const isAnew = wide.some((it) => !it.seen.inForce && isMeantAnew(it.key, at));
  const others = readingsBy(claim, wide, ties, at);
  return apart([...own, ...(isAnew ? others.map((it): Job => ({ ...it, aside: true })) : others)]);
}

const readingsBy = (claim: Job['claim'], unfolded: readonly Reached[], ties: readonly Tie[], at: At): readonly Job[] =>
  apart(
    (['sizes', 'kinds', 'members'] as const).flatMap((open) => otherReadings(jobFor(claim, unfolded, ties, at, open))),
  );

/** The same read on from the sections above, by the kinds of this section too. */
const readingsBeyond = ({ claim, unfolded, at }: Further, ties: readonly Tie[]): readonly Job[] =>
  apart([jobFor(claim, unfolded, ties, at), ...readingsBy(claim, unfolded, ties, at)]).map((it) => ({
    ...it,
    beyond: true,
  }));

/** The same under the law that is differentiated, where averages are under one. */
function averagedJob({ claim, unfolded, at }: Further): readonly Job[] {
  const found = underItsLaw({ claim, unfolded }, at);
  if (found === undefined) return [];
  return [{ ...jobFor(found.claim, found.unfolded, [], at), said: 'averages are under the law differentiated' }];
}

const quietly = (job: Job): Job => ({ ...job, quiet: true });

const apart = (jobs: readonly Job[]): readonly Job[] => {
  const told = (it: Job): string => JSON.stringify([it.names, it.definitions.map(({ key, body }) => [key, body.span])]);
  return [...new Map(jobs.map((it) => [told(it), it])).values()];
};

/** @param open what formulas other than these do not tell, though they do in the section */
function jobFor(
  claim: Job['claim'],
  unfolded: readonly Reached[],
  ties: readonly Restriction[],
  at: At,
  open?: 'sizes' | 'kinds' | 'members',
): Job {
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
  if (meaning.paired !== undefined) add(section, meaning.paired.beside);
  else if (meaning.statement.continues === undefined && meaning.formula > 0) add(section, lineBefore(meaning, section));
  for (const { seen } of unfolded) add(all.sectionOf(seen), seen.definition.formula);
  for (const { of = section, line } of ties) add(of, line);
  for (const it of at.beside ?? []) add(it.of, it.formula);
  const answerOf = (of: SectionFacts): Answer =>
    open === undefined
      ? of.answer
      : of.answer.alone(new Set(wanted.flatMap((it) => (it.of === of ? it.formula : []))), open !== 'sizes');
  const answers = new Map([...marks.keys()].map((of) => [of, answerOf(of)]));
  const places = wanted.map((it) => posed(it.of, answers.get(it.of) ?? it.of.answer, it.formula, it.mark));
  const job = jobOf(
    claim,
    [...unfolded.map(({ seen: _, ...it }): Unfolded => it), ...pointsIn(unfolded, at)],
    tiesAsLists(ties, at.renamed, all.lookup(meaning.formula, at.place)),
    { conditions: conditionsFor(unfolded, at), resolve: (it) => it, unread: [] },
    places,
    { scalarByVector: 'unknown', nablaScalar: 'unknown', vectorByVector: 'unknown', scalarByMatrix: 'unknown' },
    open === 'members' ? 'alike' : 'entries',
  );
  // What only functions that nothing defines are applied to may be anything: a number as well.
  const isPoint = ({ key, shape }: Name): boolean =>
    shape.kind === 'unknown' && isArgument(baseOf(key), job) && !isBound(key, job);
  const isVariable = ({ key, shape }: Name): boolean =>
    (shape.kind === 'function' || shape.kind === 'unknown') && isAveraged(key, job);
  const names = job.names
    .map((it) => (isPoint(it) || isVariable(it) ? { ...it, shape: SCALAR } : it))
    .map((it) => (all.isParameter(letterOf(it.key)) ? { ...it, met: true } : it))
    .map((it) => asSize(it, section, all));
  return withTurnedLists(withBareFunctions(withDiagonals(withListed(oneFace({ ...job, names })), unfolded)));
}
