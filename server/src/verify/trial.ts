/** A claim under one reading, on as many samples as it takes: it holds on all, fails on two, or could not be tried. */
import type { Expr } from '../expr/expr.ts';
import { areCovered } from './cases.ts';
import { compareSides, sidesOf } from './compare.ts';
import type { Style } from './draw.ts';
import { float } from './float.ts';
import { modular } from './modular.ts';
import type { Numbers } from './numbers.ts';
import type { Reading } from './reading.ts';
import { lending } from './rows.ts';
import { type Prepared, worldOf } from './sample.ts';
import type { Sizing } from './sizes.ts';
import { OneByOne, Stop } from './stop.ts';
import { satisfying } from './ties.ts';

export interface Budget {
  left: number;
}

export type Outcome =
  | {
      readonly kind: 'holds';
      readonly method: 'exact' | 'numeric';
      readonly samples: number;
      readonly sizes: readonly Sizing[];
      readonly asked: ReadonlySet<keyof Reading>;
    }
  | {
      readonly kind: 'fails';
      readonly sizes: Sizing;
      readonly style: Style;
      readonly asked: ReadonlySet<keyof Reading>;
    }
  | {
      readonly kind: 'stops';
      readonly stop: Stop;
      readonly asked: ReadonlySet<keyof Reading>;
      /** The only sample inside a domain disagreed. */
      readonly doubted?: boolean;
    };

export interface TrialOptions {
  readonly extra?: ReadonlyMap<string, readonly string[]>;
  /** Samples for each assignment of sizes. */
  readonly samples?: number;
  /** Stop at the first disagreement: what comes of it is only a no. */
  readonly quick?: boolean;
}

const EXACT_SAMPLES = 2;
const FLOAT_SAMPLES = 4;
const TWOFOLD_SAMPLES = 8;

/** Orthogonal matrices are rotations or turn something round: both must come. */
const isTwofold = ({ job }: Prepared): boolean =>
  job.names.some(
    ({ conditions }) => conditions.some((it) => it.startsWith('ortho')) && !conditions.includes('rotation'),
  );

function samplesFor(prepared: Prepared, sizings: readonly Sizing[], numbers: Numbers): number {
  if (isTwofold(prepared)) return TWOFOLD_SAMPLES;
  if (numbers.kind === 'modular') return EXACT_SAMPLES;
  // Numbers alone come in one size: more of them, so that both signs occur.
  return sizings.length === 1 ? 2 * FLOAT_SAMPLES : FLOAT_SAMPLES;
}

const ATTEMPTS = 24;

export function tryClaim(
  prepared: Prepared,
  reading: Reading,
  sizings: readonly Sizing[],
  budget: Budget,
  options: TrialOptions = {},
): Outcome {
  const asked = new Set<keyof Reading>();
  const exact =
    prepared.job.ties.length === 0
      ? series(prepared, reading, sizings, modular, 'general', budget, asked, options)
      : undefined;
  if (exact?.kind === 'holds') return exact;
  // A failure in the field counts once real numbers confirm it; what the field cannot do is tried with real numbers.
  if (exact?.kind === 'stops' && exact.stop.kind === 'shape') return exact;
  if (exact?.kind === 'stops' && exact.stop.kind === 'too-large') return exact;
  if (exact?.kind === 'fails' && options.quick === true) return exact;
  let last: Extract<Outcome, { kind: 'stops' }> | undefined;
  // What the samples of one style were in need not occur in those of the other.
  const branches = new Map<Expr, Set<number>>();
  for (const style of ['general', 'positive'] as const) {
    const outcome = series(prepared, reading, sizings, float, style, budget, asked, options, branches);
    if (outcome.kind === 'holds' && exact?.kind === 'fails') {
      // The two number systems disagree: nothing may be said.
      return { kind: 'stops', stop: new Stop('condition-unknown', 'it holds for real numbers only'), asked };
    }
    if (last?.doubted === true && outcome.kind !== 'fails')
      return stopped('condition-unknown', 'it holds for some samples only', asked);
    if (outcome.kind !== 'stops' || outcome.stop.kind !== 'domain') return outcome;
    last = outcome;
  }
  if (last?.doubted === true) return stopped('condition-unknown', 'it holds for some samples only', asked);
  return last ?? { kind: 'stops', stop: new Stop('domain', ''), asked };
}

function series(
  prepared: Prepared,
  reading: Reading,
  sizings: readonly Sizing[],
  numbers: Numbers,
  style: Style,
  budget: Budget,
  asked: Set<keyof Reading>,
  options: TrialOptions,
  branches = new Map<Expr, Set<number>>(),
): Outcome {
  const wanted = options.samples ?? samplesFor(prepared, sizings, numbers);
  const used: Sizing[] = [];
  // Of indices that are apart, or equal, nothing else can happen.
  const isCovered = (): boolean => prepared.job.indices !== undefined || areCovered(branches);
  let agreed = 0;
  let stop: Stop | undefined;
  for (const sizing of sizings) {
    const entered = new Map<Expr, Set<number>>();
    const extra = options.extra && { extra: options.extra };
    const taken = { numbers, style, sizing, reading, budget, branches: entered, ...extra };
    const first = sideBySide(prepared, taken, namesOf(style, wanted), asked);
    if (first === undefined) entered.clear();
    let here = 0;
    let failed = 0;
    for (let attempt = 0; attempt < ATTEMPTS && (here < wanted || failed > 0 || !isCovered()); attempt++) {
      try {
        const sample = first?.[attempt] ?? takenOf(prepared, taken, `${style}${String(attempt)}`, asked)[0]!;
        note(entered, branches);
        if (sample.found === 'agree') here++;
        else if (sample.found === 'differ' && sample.isModelled)
          return stopped('hypothesis', 'what is meant is only half said', asked);
        else if (sample.found === 'differ' && (++failed >= 2 || numbers.kind === 'modular')) {
          return { kind: 'fails', sizes: sizing, style, asked };
        }
      } catch (reason) {
        if (!(reason instanceof Stop)) throw reason;
        // A case whose sides could not be compared was not tried.
        entered.clear();
        stop = reason;
        if (reason.kind !== 'domain') return { kind: 'stops', stop: reason, asked };
      }
    }
    // One sample of many that disagrees may be noise: nothing may be said. Alone inside a domain, it asks for more.
    if (failed > 0)
      return here === 0 && stop?.kind === 'domain'
        ? { kind: 'stops', stop, asked, doubted: true }
        : stopped('condition-unknown', 'it holds for some samples only', asked);
    if (here >= wanted) used.push(sizing);
    agreed += here;
    if (here < wanted && sizings.length === 1) break;
  }
  if (used.length > 0 && agreed >= wanted) {
    if (!isCovered()) return stopped('condition-unknown', 'a case that no sample is in', asked);
    return {
      kind: 'holds',
      method: numbers.kind === 'modular' ? 'exact' : 'numeric',
      samples: agreed,
      sizes: used,
      asked,
    };
  }
  return { kind: 'stops', stop: stop ?? new Stop('domain', BOTH_ZERO), asked };
}

function note(entered: Map<Expr, Set<number>>, branches: Map<Expr, Set<number>>): void {
  for (const [expr, taken] of entered) branches.set(expr, new Set([...(branches.get(expr) ?? []), ...taken]));
  entered.clear();
}

/** Why nothing was compared: it would agree with anything that is nought as well. */
export const BOTH_ZERO = 'both sides are zero';

const stopped = (kind: Stop['kind'], detail: string, asked: ReadonlySet<keyof Reading>): Outcome => ({
  kind: 'stops',
  stop: new Stop(kind, detail),
  asked,
});

/** What the samples of an assignment of sizes have in common. */
export interface Taken {
  readonly numbers: Numbers;
  readonly style: Style;
  readonly sizing: Sizing;
  readonly reading: Reading;
  readonly budget: Budget;
  /** Conditions tried besides those the note states. */
  readonly extra?: ReadonlyMap<string, readonly string[]>;
  /** Where the cases that are taken are noted. */
  readonly branches?: Map<Expr, Set<number>>;
}

/** The names of the first samples. */
const namesOf = (style: Style, count: number): readonly string[] =>
  Array.from({ length: count }, (_, i) => `${style}${String(i)}`);

export interface Sample {
  readonly found: 'agree' | 'differ' | 'none';
  /** Whether it rests on what was only assumed to be random. */
  readonly isModelled: boolean;
}

/** Several samples at once; undefined where they have to be taken one by one, or one of them stops. */
export function sideBySide(
  prepared: Prepared,
  taken: Taken,
  attempts: readonly string[],
  asked: Set<keyof Reading>,
): readonly Sample[] | undefined {
  if (attempts.length < 2 || prepared.job.ties.length > 0) return undefined;
  const { left } = taken.budget;
  try {
    return takenOf(prepared, taken, attempts, asked);
  } catch (reason) {
    if (!(reason instanceof Stop || reason instanceof OneByOne)) throw reason;
    taken.budget.left = left;
    return undefined;
  }
}

/** @throws Stop where a sample has no values; OneByOne where several cannot be taken at once. */
function takenOf(
  prepared: Prepared,
  taken: Taken,
  attempts: string | readonly string[],
  asked: Set<keyof Reading>,
): readonly Sample[] {
  const world = worldFor(prepared, taken, attempts);
  const { left, right, sign } = prepared.job.claim;
  try {
    return lending(() => {
      satisfying(prepared, world);
      const compared = compareSides(sidesOf(left, right, world), sign, [left, right], world);
      return compared.map(({ kind }) => ({
        found: kind === 'agree' || kind === 'differ' ? kind : 'none',
        isModelled: world.modelled.used,
      }));
    });
  } finally {
    for (const it of world.asked) asked.add(it);
  }
}

const worldFor = (
  prepared: Prepared,
  { numbers, style, sizing, reading, budget, extra, branches }: Taken,
  attempt: string | readonly string[],
): ReturnType<typeof worldOf> =>
  worldOf(prepared, {
    numbers,
    sizes: sizing.sizes,
    style,
    attempt: typeof attempt === 'string' ? `${attempt}|${sizing.name}` : attempt.map((it) => `${it}|${sizing.name}`),
    reading,
    work: budget,
    ...(extra && { extra }),
    ...(branches && { branches }),
  });
