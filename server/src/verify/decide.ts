/**
 * From samples to a verdict. A claim is refuted only when every plausible reading of it is; it is approved only by the
 * reading in force. What the note leaves open about layouts accepts both ways.
 */
import { type Expr, some, walk } from '../expr/expr.ts';
import { keyOf } from '../expr/glyph.ts';
import { actsEntrywise } from '../shape/constants.ts';
import { freeNames } from '../shape/free-names.ts';
import { plus } from './arithmetic.ts';
import { sidesOf } from './compare.ts';
import { counterexampleOf } from './counterexample.ts';
import { isNormal } from './densities.ts';
import { isLargestOfNothing } from './over-directions.ts';
import { multipleOf } from './multiple.ts';
import { evaluate } from './evaluate.ts';
import { givenFor, twoValued } from './given.ts';
import { float } from './float.ts';
import { functionNamed } from './functions.ts';
import { orderOf } from './index-orders.ts';
import { type Axes, type Job, seedOfJob } from './job.ts';
import { type Reading, usual } from './reading.ts';
import { type Prepared, prepare, worldOf } from './sample.ts';
import { inNames, namedSizes, type Sized, sizingsFor } from './sizes.ts';
import { Stop, unless } from './stop.ts';
import { largest, sameDims } from './value.ts';
import { type Budget, type Outcome, tryClaim } from './trial.ts';
import type { Verdict } from './verdict.ts';
import { needsOf } from './needs.ts';
import { repairOf } from './repair.ts';

/** A reading that leaves its domain, or differentiates what does not depend on the variable, is none that is meant. */
const IMPLAUSIBLE: ReadonlySet<Stop['kind']> = new Set<Stop['kind']>(['domain', 'no-dependence']);

/** Work units: an operator on small arrays costs about one. */
const BUDGET = 1_500_000;
/** For a claim that is confirmed or left alone. */
const QUIET_BUDGET = 400_000;

export interface Attempt {
  readonly reading: Reading;
  readonly outcome: Outcome;
  readonly sized: Sized;
}

export interface Options {
  /** Without it, a claim that is not true is told without counterexample, condition and repair. */
  readonly explain?: boolean;
  readonly seed?: string;
}

export function verify(job: Job, { explain = job.quiet !== true, seed = seedOfJob(job) }: Options = {}): Verdict {
  if (isLargestOfNothing(job)) return undecided(new Stop('not-understood', 'extremum'));
  const prepared = prepare(job, seed);
  const budget: Budget = { left: job.quiet === true ? QUIET_BUDGET : BUDGET };
  const inForce = readingOf(job.axes);
  if (job.multiple === true) return multipleOf(prepared, inForce, budget);
  if (job.tolerance !== undefined && agreesWithin(prepared, inForce, job.tolerance, budget))
    return { verdict: 'verified', method: 'numeric', samples: 1 };
  const main = attempt(prepared, inForce, budget);
  if (job.claim.sign !== '=' && main.outcome.kind === 'holds') {
    const detail = `no counterexample in ${String(main.outcome.samples)} samples`;
    return { verdict: 'undecided', reason: 'no-counterexample', detail, samples: main.outcome.samples };
  }
  if (main.outcome.kind === 'holds' && !isMixed(inForce, main.outcome.asked))
    return verified(main, undefined, prepared, budget);
  if (main.outcome.kind === 'stops' && !isSettledByReading(main.outcome)) return undecided(main.outcome.stop);

  const tried: Attempt[] = [main];
  let turned: Verdict | undefined;
  const asked = new Set(main.outcome.asked);
  for (const { reading, role } of alternatives(inForce, job, asked)) {
    const other = attempt(prepared, reading, budget);
    for (const it of other.outcome.asked) asked.add(it);
    tried.push(other);
    if (other.outcome.kind !== 'holds' || isMixed(reading, asked)) continue;
    const said = differences(inForce, reading);
    if (role === 'open') return verified(other, said, prepared, budget);
    if (role === 'layout') {
      const repair = turned === undefined && explain ? repairOf(prepared, inForce) : undefined;
      turned ??= { verdict: 'wrong-layout', ...facts(other.outcome), reading: said, ...(repair && { repair }) };
      continue;
    }
    // Where the layout is fixed, the other layout is likelier than another way to stack entries.
    if (turned !== undefined && reading.commutation === inForce.commutation) return turned;
    return { verdict: 'undecided', reason: 'several-meanings', detail: `it holds if ${said}` };
  }
  if (turned !== undefined) return turned;
  const mixed = tried.find((it) => it.outcome.kind === 'holds');
  if (mixed !== undefined) {
    const detail = `it holds if ${WORDS.scalarByVector.column}, ${WORDS.scalarByMatrix['X^T']}`;
    return { verdict: 'undecided', reason: 'several-meanings', detail };
  }
  return rejected(prepared, tried, budget, explain);
}

/** Whether another reading may say what this one could not; of a model, whether another factor is meant. */
const isSettledByReading = ({ stop, asked }: Extract<Outcome, { kind: 'stops' }>): boolean =>
  stop.kind === 'shape' ||
  stop.kind === 'domain' ||
  stop.kind === 'condition-unknown' ||
  (stop.kind === 'hypothesis' && asked.has('reach'));

/** `\sqrt{2} = 1.414` is true to the digits written. */
function agreesWithin(prepared: Prepared, reading: Reading, tolerance: number, budget: Budget): boolean {
  const world = worldOf(prepared, {
    numbers: float,
    sizes: new Map(),
    style: 'general',
    attempt: '',
    reading,
    work: budget,
  });
  const { left, right } = prepared.job.claim;
  const sides = unless(['shape', 'domain', 'unknown-size'], () => sidesOf(left, right, world));
  if (sides === undefined || !sameDims(sides.left, sides.right)) return false;
  return largest(plus(sides.left, sides.right, float, -1)) <= tolerance;
}

/**
 * The i of `\nabla f = p_i x_i`, which stands free on one side alone and counts the entries of a list: one of them is written
 * for all, in haste or because repeated indices are summed. Sizes prove nothing against it.
 */
function placeOfEntry({ claim: { left, right }, names }: Job): string | undefined {
  const lists = new Set(names.filter(({ shape }) => /^(vector|row|matrix)$/.test(shape.kind)).map(({ key }) => key));
  const placesIn = (side: Expr): ReadonlySet<string> => {
    const found = new Set<string>();
    const { indices } = freeNames(side);
    walk(side, (it) => {
      if (it.kind !== 'index' || it.base.kind !== 'symbol' || !lists.has(it.base.key)) return;
      for (const item of it.items)
        if (item.kind === 'at' && item.expr.kind === 'symbol' && indices.has(item.expr.key)) found.add(item.expr.key);
    });
    return found;
  };
  const [here, there] = [freeNames(left).indices, freeNames(right).indices];
  return [...placesIn(right)].find((it) => !here.has(it)) ?? [...placesIn(left)].find((it) => !there.has(it));
}

function rejected(prepared: Prepared, tried: readonly Attempt[], budget: Budget, explain: boolean): Verdict {
  const failed = tried.find((it) => it.outcome.kind === 'fails');
  const main = tried[0]!;
  // A reading under which nothing can be computed does not speak for the claim; the one in force must be computed.
  const decisive = tried.filter(
    (it) => it === main || it.outcome.kind !== 'stops' || !IMPLAUSIBLE.has(it.outcome.stop.kind),
  );
  const stops = decisive.flatMap((it) => (it.outcome.kind === 'stops' ? [it.outcome.stop] : []));
  const unsure = stops.find((it) => it.kind !== 'shape');
  if (unsure !== undefined) return undecided(unsure);
  if (failed?.outcome.kind !== 'fails') {
    const detail = stops[0]?.detail ?? '';
    // Shapes that were only worked out prove nothing against the claim.
    const open = prepared.job.names.some((it) => !it.declared && !prepared.potentials.has(it.key));
    if (open) return { verdict: 'undecided', reason: 'unknown-size', detail, unfit: true };
    const place = placeOfEntry(prepared.job);
    if (place !== undefined) return { verdict: 'undecided', reason: 'several-meanings', detail: place };
    const repair = explain && prepared.job.claim.sign === '=' ? repairOf(prepared, main.reading) : undefined;
    const named = definitionsFit(prepared, main.reading, budget) ? inNames(detail, prepared) : undefined;
    return { verdict: 'ill-typed', detail, ...(named !== undefined && { misfit: named }), ...(repair && { repair }) };
  }
  if (prepared.job.unread.length > 0)
    return { verdict: 'undecided', reason: 'condition-unknown', detail: prepared.job.unread.join('; ') };
  const unrelated = [...prepared.potentials].find(([, args]) => args.length > 1)?.[0];
  const alone = unrelated ?? aloneIn(prepared);
  if (alone !== undefined) return { verdict: 'undecided', reason: 'unknown-symbol', detail: alone };
  if (!explain) return { verdict: 'refuted', method: 'numeric', samples: 2 };
  const counterexample = counterexampleOf(prepared, failed.reading, failed.outcome.sizes, failed.outcome.style, budget);
  const holdsIf =
    prepared.job.claim.sign === '=' ? needsOf(prepared, failed.reading, failed.sized.sizings, budget) : undefined;
  const repair = prepared.job.claim.sign === '=' ? repairOf(prepared, failed.reading) : undefined;
  return {
    verdict: 'refuted',
    method: 'numeric',
    samples: 2,
    ...(counterexample && { counterexample }),
    ...(holdsIf && { holdsIf }),
    ...(repair && { repair }),
  };
}

/** Whether the misfit is the claim's own: `xW + b` with a row and a column is a habit of its definition. */
function definitionsFit(prepared: Prepared, reading: Reading, work: Budget): boolean {
  const sizes = namedSizes(prepared);
  const world = worldOf(prepared, { numbers: float, sizes, style: 'general', attempt: 'definitions', reading, work });
  return prepared.job.definitions.every(({ body }) => {
    try {
      evaluate(body, world);
      return true;
    } catch (stop) {
      if (stop instanceof Stop) return stop.kind !== 'shape';
      throw stop;
    }
  });
}

/** Functions that nothing defines and that are not known by their letter. */
function functionsIn(expr: Expr): readonly string[] {
  const found: string[] = [];
  walk(expr, (it) => {
    if (it.kind !== 'call' || it.fn.kind !== 'symbol' || actsEntrywise(it.fn.glyph) || isNormal(it)) return;
    if (it.fn.glyph.face === 'upright' && functionNamed(it.fn.glyph.letter) !== undefined) return;
    if (it.fn.glyph.letter !== 'd') found.push(keyOf({ ...it.fn.glyph, primes: 0 }));
  });
  return found;
}

/** A name that nothing declares and only one side has may be anything: its claim is not refuted. */
function aloneIn({ job, indices, integers, potentials }: Prepared): string | undefined {
  const keysOf = (expr: Expr): ReadonlySet<string> => {
    const keys = new Set<string>();
    walk(expr, (it) => {
      if (it.kind === 'symbol') keys.add(it.key).add(keyOf({ ...it.glyph, primes: 0 }));
    });
    return keys;
  };
  const unfolded = job.definitions.map((it) => keysOf(it.body));
  for (const key of [...functionsIn(job.claim.left), ...functionsIn(job.claim.right), ...potentials.keys()]) {
    if (job.definitions.some((it) => it.key === key) || unfolded.some((it) => it.has(key))) continue;
    if (keysOf(job.claim.left).has(key) !== keysOf(job.claim.right).has(key)) return key;
  }
  const [left, right] = [keysOf(job.claim.left), keysOf(job.claim.right)];
  // The t of `|_{t = 0}` and of `\lim_{t \to 0}` has no value of its own.
  const bound = new Set<string>();
  for (const side of [job.claim.left, job.claim.right])
    walk(side, (it) => {
      if (it.kind === 'reduce' && /^(evaluation|limit)$/.test(it.op)) for (const { key } of it.bound) bound.add(key);
    });
  for (const { key, declared, met } of job.names) {
    const base = key.replace(/\[.*$/, '');
    if (declared || met === true || bound.has(key) || indices.has(key) || integers.has(key)) continue;
    if (unfolded.some((it) => it.has(base))) continue;
    if (left.has(base) !== right.has(base)) return key;
  }
  return undefined;
}

function attempt(prepared: Prepared, reading: Reading, budget: Budget): Attempt {
  const sized = sizingsFor(prepared, reading, budget);
  if (sized.sizings.length === 0 && sized.stop !== undefined) {
    // Which choices mattered is known even where nothing fits.
    const asked = sized.asked;
    return { reading, sized, outcome: { kind: 'stops', stop: sized.stop, asked } };
  }
  return { reading, sized, outcome: tryClaim(prepared, reading, sized.sizings, budget) };
}

const facts = (
  outcome: Extract<Outcome, { kind: 'holds' }>,
): Pick<Verdict, 'method' | 'samples' | 'sizes' | 'errorBound'> => {
  const sizes = outcome.sizes[0]?.sizes;
  const named = [...(sizes ?? [])].filter(([key]) => !key.startsWith('?'));
  return {
    method: outcome.method,
    samples: outcome.samples,
    ...(named.length > 0 && { sizes: Object.fromEntries(named) }),
    // Schwartz and Zippel: degree over the size of the field, for each sample.
    ...(outcome.method === 'exact' && { errorBound: (DEGREE / 67_108_859) ** outcome.samples }),
  };
};

/** More than the degree of any claim of the sizes used. */
const DEGREE = 400;

function verified(
  { outcome, reading, sized }: Attempt,
  said: string | undefined,
  { job, seed }: Prepared,
  budget: Budget,
): Verdict {
  if (outcome.kind !== 'holds') throw new Error('not a claim that holds');
  const given = [...givenFor(job, seed, reading, sized.sizings, budget), ...twoValued(job), ...orderOf(job)];
  return {
    verdict: 'verified',
    ...facts(outcome),
    ...(said !== undefined && said !== '' && { reading: said }),
    ...(given.length > 0 && { holdsIf: given }),
  };
}

const REASONS: Readonly<Record<Stop['kind'], string>> = {
  shape: 'unknown-size',
  domain: 'condition-unknown',
  irrational: 'not-understood',
  'not-analytic': 'not-understood',
  'not-understood': 'not-understood',
  'unknown-symbol': 'unknown-symbol',
  'unknown-size': 'unknown-size',
  'limit-or-integral': 'limit-or-integral',
  complex: 'not-understood',
  'no-dependence': 'unknown-symbol',
  hypothesis: 'condition-unknown',
  'condition-unknown': 'condition-unknown',
  'too-large': 'too-large',
};

const undecided = (stop: Stop): Verdict => ({ verdict: 'undecided', reason: REASONS[stop.kind], detail: stop.detail });

function readingOf(axes: Axes): Reading {
  const pick = <T extends string>(given: T | 'unknown', other: Exclude<T, 'unknown'>): Exclude<T, 'unknown'> =>
    given === 'unknown' ? other : (given as Exclude<T, 'unknown'>);
  return {
    ...usual,
    scalarByVector: pick(axes.scalarByVector, axes.scalarByMatrix === 'X^T' ? 'row' : usual.scalarByVector),
    nablaScalar: pick(axes.nablaScalar, usual.nablaScalar),
    vectorByVector: pick(axes.vectorByVector, usual.vectorByVector),
    scalarByMatrix: pick(axes.scalarByMatrix, usual.scalarByMatrix),
  };
}

type Role = 'open' | 'layout' | 'meaning';

const OTHER: { readonly [K in keyof Reading]: readonly Reading[K][] } = {
  scalarByVector: ['column', 'row'],
  nablaScalar: ['column', 'row'],
  vectorByVector: ['f-by-x', 'x-by-f'],
  scalarByMatrix: ['X', 'X^T'],
  byScalar: ['same', 'transposed'],
  functions: ['entrywise', 'matrix'],
  exponentials: ['matrix', 'entrywise'],
  powers: ['matrix', 'entrywise'],
  norms: ['frobenius', 'spectral'],
  application: ['product', 'call'],
  scope: ['usual', 'narrow', 'wide'],
  reach: ['all', 'first'],
  slash: ['first', 'all'],
  commutation: ['rows first', 'columns first'],
  products: ['rising', 'falling'],
  rowSlice: ['vector', 'row'],
  vec: ['columns', 'rows'],
  symmetric: ['free', 'symmetrised', 'structured'],
  partial: ['total', 'direct'],
  variable: ['usual', 'second', 'third'],
};

const AXES: readonly (keyof Reading)[] = [
  'scalarByVector',
  'nablaScalar',
  'vectorByVector',
  'scalarByMatrix',
  'byScalar',
];
const MEANINGS: readonly (keyof Reading)[] = [
  'exponentials',
  'powers',
  'norms',
  'vec',
  'slash',
  'commutation',
  'variable',
];

/** Readings besides the one in force, those that may approve first. At most 32. */
function alternatives(
  inForce: Reading,
  { axes, claim }: Job,
  asked: ReadonlySet<keyof Reading>,
): readonly { readonly reading: Reading; readonly role: Role }[] {
  const stacks = [claim.left, claim.right].some((side) =>
    some(side, (it) => it.kind === 'apply' && (it.op === 'vectorise' || it.op === 'kronecker')),
  );
  const isOpen = (it: keyof Reading): boolean =>
    it === 'symmetric' ||
    // Where no vec and no ⊗ is written, a list of entries may be of rows or columns; ⊗ tells one from the other.
    (it === 'vec' && !stacks) ||
    it === 'rowSlice' ||
    it === 'application' ||
    it === 'functions' ||
    it === 'products' ||
    it === 'scope' ||
    it === 'reach' ||
    it === 'partial' ||
    (it === 'byScalar'
      ? Object.values(axes).every((axis) => axis === 'unknown')
      : it in axes && axes[it as keyof Axes] === 'unknown');
  const relevant = [...asked];
  const open = combinations(inForce, relevant.filter(isOpen));
  const layouts = relevant.filter((it) => AXES.includes(it) && !isOpen(it));
  const turned = combinations(inForce, [...layouts, ...relevant.filter(isOpen)]);
  const meant = combinations(inForce, [...relevant.filter((it) => MEANINGS.includes(it)), ...relevant.filter(isOpen)]);
  const seen = new Set([JSON.stringify(inForce)]);
  const list: { reading: Reading; role: Role }[] = [];
  for (const [readings, role] of [
    [open, 'open'],
    [turned, 'layout'],
    [meant, 'meaning'],
  ] as const) {
    for (const reading of readings) {
      const text = JSON.stringify(reading);
      if (seen.has(text)) continue;
      seen.add(text);
      list.push({ reading, role });
    }
  }
  return list.slice(0, 32);
}

/** Nobody writes ∂f/∂x as a column and, in the same formula, ∂f/∂X in the shape of Xᵀ: so read, nothing is approved. */
const isMixed = ({ scalarByVector, scalarByMatrix }: Reading, asked: ReadonlySet<keyof Reading>): boolean =>
  scalarByVector === 'column' && scalarByMatrix === 'X^T' && asked.has('scalarByVector') && asked.has('scalarByMatrix');

function combinations(from: Reading, keys: readonly (keyof Reading)[]): readonly Reading[] {
  let all: readonly Reading[] = [from];
  for (const key of new Set(keys)) all = all.flatMap((it) => OTHER[key].map((value) => ({ ...it, [key]: value })));
  return all;
}

const WORDS: { readonly [K in keyof Reading]: Readonly<Record<Reading[K], string>> } = {
  scalarByVector: { column: 'gradients are columns', row: 'gradients are rows' },
  nablaScalar: { column: '∇ is a column', row: '∇ is a row' },
  vectorByVector: { 'f-by-x': 'Jacobians are f-by-x', 'x-by-f': 'Jacobians are x-by-f' },
  scalarByMatrix: { X: 'a derivative by X has the shape of X', 'X^T': 'a derivative by X has the shape of Xᵀ' },
  byScalar: { same: 'a derivative by a number keeps the shape', transposed: 'a derivative by a number is transposed' },
  functions: { entrywise: 'functions act on each entry', matrix: 'functions are those of matrices' },
  exponentials: { matrix: 'e to a matrix is the exponential of the matrix', entrywise: 'e to a matrix acts on each entry' },
  powers: { matrix: 'powers are of matrices', entrywise: 'powers are of each entry' },
  norms: { frobenius: 'the norm is the Frobenius norm', spectral: 'the norm is the spectral norm' },
  application: { product: 'letters before brackets are factors', call: 'letters before brackets are functions' },
  scope: {
    usual: 'derivatives reach as usual',
    narrow: 'a derivative reaches over one factor',
    wide: 'a derivative reaches over all that follows',
  },
  reach: { all: 'a function takes all that follows', first: 'a function takes the first factor that follows' },
  slash: { first: 'a slash divides by what follows it', all: 'a slash divides by all that follows' },
  commutation: { 'rows first': 'K with m, n takes m × n', 'columns first': 'K with m, n takes n × m' },
  products: { rising: 'a product begins with its first factor', falling: 'a product begins with its last factor' },
  rowSlice: { vector: 'rows of a matrix are lists', row: 'rows of a matrix are rows' },
  vec: { columns: 'vec stacks columns', rows: 'vec stacks rows' },
  symmetric: { free: 'the entries of a symmetric variable vary freely', symmetrised: 'the derivative by a symmetric variable is symmetrised', structured: 'each pair of entries of a symmetric variable counts once' },
  partial: { total: 'derivatives are total', direct: 'derivatives are partial' },
  variable: { usual: '∇ is by the usual letter', second: '∇ is by another letter', third: '∇ is by another letter' },
}; // prettier-ignore

function differences(from: Reading, to: Reading): string {
  const changed: string[] = [];
  for (const key of Object.keys(WORDS) as (keyof Reading)[]) {
    if (from[key] !== to[key]) changed.push((WORDS[key] as Readonly<Record<string, string>>)[to[key]] ?? '');
  }
  return changed.join(', ');
}
