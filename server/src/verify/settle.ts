/**
 * A claim among the other equations of its note. What holds for all values holds; what does not may still follow from
 * the equations that tie its names, so it is tried again on values that satisfy them.
 */
import { perObject } from '../base/per-object.ts';
import { some } from '../expr/expr.ts';
import { abstracted } from './abstract.ts';
import { verify } from './decide.ts';
import { TWO_VALUED } from './draw.ts';
import { byEveryKind, mixesCapitals, openLetters } from './every-kind.ts';
import { byIndexOrder } from './index-orders.ts';
import { withImaginaryUnit } from './imaginary-unit.ts';
import { integrands } from './integrands.ts';
import { type Job, keyOfJob } from './job.ts';
import {
  ofEachEntry,
  otherKinds,
  withLists,
  withNumbers,
  withRandomNumbers,
  withSquaredNumbers,
  withTurnedNames,
} from './kinds.ts';
import { asSaid, loosened } from './loosen.ts';
import { withNamedMembers } from './chain-of-members.ts';
import { asMultiples } from './multiple.ts';
import { withListedRows, withOnePlace } from './one-place.ts';
import { substituted } from './substitute.ts';
import { BOTH_ZERO } from './trial.ts';
import { isCutShort, type Verdict } from './verdict.ts';
import { withWideSums } from './wide-sums.ts';

export interface Question {
  readonly job: Job;
  /** Further readings of what nothing declares, the likeliest first. They may confirm the claim, and refute nothing. */
  readonly others?: readonly Job[];
  /** With a side further up the chain on its left: where the side before it is beyond checking, they may confirm it. */
  readonly earlier?: readonly Job[];
  /** With the equations that restrict its names. */
  readonly restricted?: Job;
  /** With names held fixed that an equation gives a value. */
  readonly direct?: Job;
  /** With entries of two values where a name is said to have such; what is refuted must be so of these. */
  readonly valued?: Job;
  /** Without what only a later paragraph says of its names, which may mean another thing there. */
  readonly apart?: Job;
  /** … of a name that has a meaning of its own before. */
  readonly isAnew?: boolean;
  /** Names whose kind is guessed. What is refuted must be so whatever they are. */
  readonly guessed?: readonly string[];
  /** What is refuted must be so with all sizes equal to each of these. */
  readonly alsoAt?: readonly number[];
}

/** Seed and cache key of a question. */
export const keyOfQuestion = perObject(
  ({
    job,
    others = [],
    earlier = [],
    restricted,
    direct,
    valued,
    apart,
    isAnew,
    guessed = [],
    alsoAt = [],
  }: Question): string =>
    [
      ...[job, ...others, restricted, direct, ...earlier, valued, apart].map((it) =>
        it === undefined ? '' : keyOfJob(it),
      ),
      ...(isAnew === true ? ['anew'] : []),
      ...guessed,
      ...alsoAt,
    ].join('-'),
);

/** A question without what else is known of its claim: all that a thread needs. */
export const questionOf = ({
  job,
  others,
  earlier,
  restricted,
  direct,
  valued,
  apart,
  isAnew,
  guessed,
  alsoAt,
}: Question): Question => ({
  job,
  ...(others && { others }),
  ...(earlier && { earlier }),
  ...(restricted && { restricted }),
  ...(direct && { direct }),
  ...(valued && { valued }),
  ...(apart && { apart }),
  ...(isAnew && { isAnew }),
  ...(guessed && { guessed }),
  ...(alsoAt && { alsoAt }),
});

/** What other sizes, kinds or spellings may settle. */
const OPEN: ReadonlySet<string> = new Set([
  'unknown-size',
  'unknown-symbol',
  'condition-unknown',
  'not-understood',
  'limit-or-integral',
]);

/** Asks for the verdict of one job after the other, and comes to that of the question. */
export function* settling(question: Question): Generator<Job, Verdict, Verdict> {
  const step = yield* settlingStep(question);
  const among = step.verdict === 'refuted' ? yield* amongValues(step, question) : step;
  const verdict = asRead(yield* asApart(among, question), question.job);
  const isUnsure = isOpen(verdict) || verdict.reason === 'too-large' || verdict.reason === 'several-meanings';
  if (verdict.verdict !== 'undecided' || !isUnsure) return verdict;
  for (const job of question.earlier ?? []) {
    const found = yield* settlingAsRead({ job });
    if (found.verdict === 'verified') return { ...found, reading: 'compared with an earlier side of the chain' };
    if (isCutShort(found)) return found;
  }
  return verdict;
}

/** What is confirmed as it is read says how. */
const asRead = (verdict: Verdict, { said }: Job): Verdict =>
  verdict.verdict === 'verified' && said !== undefined ? { reading: said, ...verdict } : verdict;

/** What is false of numbers may be true of those that have one of two values. */
function* amongValues(refuted: Verdict, { valued }: Question): Generator<Job, Verdict, Verdict> {
  if (valued === undefined) return refuted;
  const among = yield valued;
  if (among.verdict === 'refuted') return { ...refuted, ...among };
  // Of one number or one entry, a few samples may all have the same value.
  const isTwoValued = (it: Job['names'][number]): boolean => it.conditions.some((one) => TWO_VALUED.has(one));
  const isFew =
    valued.names.some((it) => it.shape.kind === 'scalar' && isTwoValued(it)) ||
    [valued.claim.left, valued.claim.right].some((side) => some(side, (it) => it.kind === 'index'));
  return among.verdict === 'verified' && isFew
    ? { verdict: 'undecided', reason: 'condition-unknown', detail: 'one of two values' }
    : among;
}

/** What holds or fails only by what a later paragraph says is neither true nor false here. */
function* asApart(given: Verdict, { apart, isAnew, job }: Question): Generator<Job, Verdict, Verdict> {
  const isTrue = given.verdict === 'verified' && isAnew === true;
  const isFalse = given.verdict === 'refuted' || given.verdict === 'ill-typed';
  if (apart === undefined || (!isTrue && !isFalse)) return given;
  const other = yield { ...apart, quiet: true };
  if (isTrue ? other.verdict !== 'refuted' : other.verdict === 'refuted') return given;
  return isCutShort(other) ? other : besideThis(job, apart);
}

/** A step from the side before it. */
function* settlingStep(question: Question): Generator<Job, Verdict, Verdict> {
  const verdict = yield* settlingAsRead(question);
  if (verdict.verdict === 'refuted') return yield* whateverKinds(verdict, question);
  const whatever = isOpen(verdict) ? yield* byAllKinds(question) : undefined;
  if (whatever !== undefined) return whatever;
  if (verdict.verdict === 'ill-typed') {
    const entries = ofEachEntry(question.job);
    const found = entries && (yield* confirmedBy([{ ...entries, quiet: true }]));
    if (found !== undefined) return isCutShort(found) ? found : EACH_ENTRY;
  }
  if (verdict.unfit !== true) return verdict;
  for (const it of FITTING) {
    const fitting = changed(question, it);
    if (fitting === undefined) continue;
    const other = yield* settlingAsRead(fitting);
    const found = other.verdict === 'refuted' ? yield* whateverKinds(other, fitting) : other;
    if (found.verdict === 'refuted' || found.verdict === 'verified' || isCutShort(found)) return found;
  }
  return verdict;
}

/** Of two things that a letter or a function may be, it is the one that fits. */
const FITTING: readonly ((job: Job) => Job | undefined)[] = [
  withLists,
  withNumbers,
  withRandomNumbers,
  (job) => {
    const lists = withLists(job);
    return lists && withNumbers(lists);
  },
];

function changed(
  { job, restricted, direct, guessed, alsoAt }: Question,
  by: (job: Job) => Job | undefined,
): Question | undefined {
  const fitting = by(job);
  const [tied, fixed] = [restricted && by(restricted), direct && by(direct)];
  return (
    fitting && {
      job: fitting,
      ...(tied && { restricted: tied }),
      ...(fixed && { direct: fixed }),
      ...(guessed && { guessed }),
      ...(alsoAt && { alsoAt }),
    }
  );
}

/** What is refuted is so whatever names of guessed kinds are, and with equal sizes. */
function* whateverKinds(
  verdict: Verdict,
  { job, restricted, guessed = [], alsoAt = [] }: Question,
): Generator<Job, Verdict, Verdict> {
  const last = restricted ?? job;
  const atOne = alsoAt.includes(1);
  // Equations around a claim may tell kinds that its own letters do not.
  if (atOne && restricted !== undefined) return unsure(guessed[0] ?? '');
  for (const equal of alsoAt) {
    const other = yield { ...last, equal, quiet: true };
    if (isCutShort(other)) return other;
    if (equal === 1 ? other.verdict !== 'refuted' : other.verdict === 'verified') return unsure(guessed[0] ?? '');
  }
  // Where all sizes are one, all kinds are the same.
  for (const it of guessed.length === 0 || atOne ? [] : otherKinds(last, guessed)) {
    const other = yield it;
    if (isCutShort(other)) return other;
    if (!isAgainst(other)) return unsure(changedKind(job, it));
  }
  return verdict;
}

const unsure = (detail: string): Verdict => ({ verdict: 'undecided', reason: 'unknown-size', detail });

const isAgainst = ({ verdict, unfit }: Verdict): boolean =>
  verdict === 'refuted' || verdict === 'ill-typed' || unfit === true;

/** The first name that is of another kind in the one than in the other. */
const changedKind = ({ names }: Job, other: Job): string =>
  names.find(({ shape }, i) => other.names[i]?.shape.kind !== shape.kind)?.key ?? '';

function* settlingAsRead(question: Question): Generator<Job, Verdict, Verdict> {
  const verdict = yield* settlingForIndices(question);
  if (verdict.verdict !== 'refuted') return verdict;
  const { job, others = [] } = question;
  const wider = others.filter((it) => isWider(it, job));
  const tried: Verdict[] = [];
  for (const it of wider) tried.push(yield it);
  const isMet = (it: Verdict): boolean => isOpen(it) || it.verdict === 'verified';
  if (tried.some(isMet) && tried.every((it) => it.verdict !== 'refuted')) return besideThis(wider[0]!, job);
  for (const { job: inOrder, said } of byIndexOrder(question.restricted ?? job)) {
    const held = yield inOrder;
    if (isCutShort(held)) return held;
    if (held.verdict === 'verified')
      return { verdict: 'undecided', reason: 'several-meanings', detail: `it holds for ${said}` };
  }
  return verdict;
}

/** At most so many equations are tried without what cannot be computed. */
const LOOSENED = 6;

/** Whatever its indices are. */
function* settlingForIndices({ job, others = [], restricted, direct }: Question): Generator<Job, Verdict, Verdict> {
  const alone = yield job;
  const atPoints = alone.verdict === 'undecided' ? yield* confirmedBy(integrands(job)) : undefined;
  if (atPoints !== undefined) return atPoints;
  // What a definition cannot give may not be needed.
  if (isOpen(alone)) {
    const turned = withTurnedNames(job);
    const squared = withSquaredNumbers(job);
    const lists = [turned, squared].flatMap((it) => (it === undefined ? [] : [{ ...it, quiet: true }]));
    const measures = alone.detail === BOTH_ZERO ? [{ ...job, unnormalised: true, quiet: true }] : [];
    const found = yield* confirmedBy([
      ...others,
      ...lists,
      ...withWideSums(job),
      ...withOnePlace(job),
      ...withImaginaryUnit(job),
      ...[job, ...others].flatMap(withNamedMembers),
      ...measures,
      ...(alone.verdict === 'undecided' ? loosened(job) : []),
    ]);
    if (found !== undefined) return found;
    const multiple = yield* confirmedBy([restricted ?? [], ...others].flat().flatMap(asMultiples));
    if (multiple !== undefined) return multiple;
    // What follows from the equations around it holds.
    const tied = [restricted ?? [], ...others.filter((it) => it.ties.length > 0)].flat();
    const given = yield* confirmedBy([
      ...(restricted === undefined ? [] : [{ ...restricted, quiet: true }]),
      ...(alone.verdict === 'undecided' ? tied.flatMap(loosened).slice(0, LOOSENED) : []).map((it) => ({
        ...it,
        quiet: true,
      })),
    ]);
    if (given !== undefined) return given;
    const put = restricted === undefined ? undefined : yield* confirmedBy(substituted(restricted));
    if (put !== undefined) return put;
    const free =
      alone.verdict === 'undecided'
        ? yield* confirmedBy([job, ...(restricted === undefined ? [] : [restricted])].flatMap(abstracted))
        : undefined;
    if (free !== undefined) return free;
  }
  if (alone.verdict !== 'refuted') return (yield* confirmedBy(withListedRows(job))) ?? alone;
  // What is said of its names in a section beside this one may be what is meant.
  const wider = others.filter(
    (it) => isWider(it, job) || it.multiple === true || it.merged === true || it.sized === true,
  );
  const beside = yield* confirmedBy([...wider, ...asSaid(job), ...withWideSums(job), ...withImaginaryUnit(job)]);
  if (beside !== undefined) return beside;
  if (direct !== undefined) {
    const held = yield direct;
    const isHeld = held.holdsIf !== undefined && alone.holdsIf === undefined;
    if (held.verdict === 'verified' || isHeld) return heldFixed(job, direct);
    // Without that answer nothing is refuted.
    if (isCutShort(held)) return held;
  }
  const last = restricted ?? job;
  const within = restricted === undefined ? alone : yield restricted;
  if (within.verdict === 'refuted' && last.names.some((it) => it.conditions.includes('orthogonal factor'))) {
    const square = yield { ...last, equal: 4, quiet: true };
    if (square.verdict !== 'refuted') return isCutShort(square) ? square : SQUARE;
  }
  if (restricted === undefined) return alone;
  // What follows from an equation does so in every reading that fits.
  const found = isOpen(within) ? yield* confirmedBy(others.filter((it) => it.ties.length > 0)) : undefined;
  if (found !== undefined) return found;
  // What follows from one of several equations follows from all of them.
  const single = last.ties.length > 1 ? last.ties.map((tie): Job => ({ ...last, ties: [tie], quiet: true })) : [];
  const follows = within.verdict === 'undecided' ? yield* confirmedBy(single) : undefined;
  if (follows !== undefined) return follows;
  // What mends the claim for all values mends it for those that satisfy the equations.
  const { holdsIf, repair } = alone;
  return within.verdict === 'refuted' ? { ...(holdsIf && { holdsIf }), ...(repair && { repair }), ...within } : within;
}

/** With what another section defines. */
const isWider = (it: Job, { definitions }: Job): boolean =>
  it.beyond !== true && it.sized !== true && it.definitions.length > definitions.length;

/** What a name may be by another section cannot be computed. */
function besideThis({ definitions }: Job, job: Job): Verdict {
  const known = new Set(job.definitions.map((it) => it.key));
  const detail = definitions.find(({ key }) => !known.has(key))?.key ?? '';
  return { verdict: 'undecided', reason: 'unknown-symbol', detail };
}

/** What comes of a claim by every kind that fits, if that is the same by all; or what a clock cut short. */
function* byAllKinds(question: Question): Generator<Job, Verdict | undefined, Verdict> {
  const { job, alsoAt = [] } = question;
  let held: Verdict | undefined;
  let failed: Job | undefined;
  for (const it of byEveryKind(job)) {
    const verdict = yield it;
    if (isCutShort(verdict)) return verdict;
    if (verdict.verdict === 'verified') {
      if (!mixesCapitals(job, it)) held ??= verdict;
    }
    // The last is the most general: a matrix, where it may be one.
    else if (verdict.verdict === 'refuted') failed = it;
    else if (verdict.verdict !== 'ill-typed' && verdict.unfit !== true) return undefined;
  }
  if (held !== undefined)
    return failed === undefined ? { ...held, reading: `whatever ${openLetters(job).join(', ')} may be` } : undefined;
  if (failed === undefined || !alsoAt.includes(1)) return undefined;
  const loud: Job = { ...failed, quiet: job.quiet === true };
  const verdict = yield loud;
  return verdict.verdict === 'refuted' ? yield* whateverKinds(verdict, { ...question, job: loud }) : verdict;
}

const EACH_ENTRY: Verdict = {
  verdict: 'undecided',
  reason: 'several-meanings',
  detail: 'it holds of each entry',
};

const SQUARE: Verdict = {
  verdict: 'undecided',
  reason: 'several-meanings',
  detail: 'it holds where the factors are square',
};

const isOpen = ({ verdict, reason = '' }: Verdict): boolean =>
  verdict === 'ill-typed' || (verdict === 'undecided' && OPEN.has(reason));

/** The first verdict that confirms the claim, or one that a clock cut short. */
function* confirmedBy(jobs: readonly Job[]): Generator<Job, Verdict | undefined, Verdict> {
  let cutShort: Verdict | undefined;
  for (const it of jobs) {
    if (it.aside === true) continue;
    const verdict = yield it;
    const isMet = verdict.verdict === 'verified' || verdict.verdict === 'proved';
    const rests = isMet && it.rests !== undefined ? yield it.rests : undefined;
    if (isMet && rests?.verdict !== 'refuted' && rests?.verdict !== 'ill-typed')
      return it.said === undefined ? verdict : { ...verdict, reading: it.said };
    if (isCutShort(verdict)) cutShort = verdict;
  }
  return cutShort;
}

/** Never throws on what it is given. */
export function settle(question: Question): Verdict {
  const steps = settling(question);
  let next = steps.next();
  while (next.done !== true) next = steps.next(attempted(next.value));
  return next.value;
}

/** Not true as it stands, but with some names held fixed: which is meant, the note does not say. */
function heldFixed(job: Job, direct: Job): Verdict {
  const held = job.definitions.filter((it) => direct.definitions.every(({ key }) => key !== it.key));
  const names = held.map((it) => it.key).join(', ');
  return { verdict: 'undecided', reason: 'several-meanings', detail: `it holds with ${names} held fixed` };
}

/** Nesting without end is too large, not a fault of the reader. */
function attempted(job: Job): Verdict {
  try {
    return verify(job);
  } catch (fault) {
    if (fault instanceof RangeError) return { verdict: 'undecided', reason: 'too-large', detail: '' };
    throw fault;
  }
}
