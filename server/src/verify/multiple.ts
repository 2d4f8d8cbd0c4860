/**
 * A claim that is an equation above it times a number: `2\sigma^4(A - B) = C - D` identically, so that C = D follows from
 * A = B. The factor may depend on numbers that have a name, such as σ; on nothing else. What expectations and functions
 * are that the two equations share makes no difference. Of orders, a positive number times the one above.
 */
import { plus } from './arithmetic.ts';
import { sidesOf } from './compare.ts';
import type { Style } from './draw.ts';
import { float } from './float.ts';
import type { Claim, Job } from './job.ts';
import type { Reading } from './reading.ts';
import { type Prepared, worldOf } from './sample.ts';
import { type Sizing, sizingsFor } from './sizes.ts';
import { Stop, unless } from './stop.ts';
import { dataOf, largest, sameDims, transposed, type Value } from './value.ts';
import type { Verdict } from './verdict.ts';

/** The claim by each of the equations around it; too many are none that it follows from. */
export const asMultiples = (job: Job): readonly Job[] =>
  job.claim.sign !== '=' || job.ties.length > MOST
    ? []
    : job.ties.map((tie) => ({ ...job, ties: [tie], multiple: true as const, quiet: true }));

const MOST = 4;
const SAMPLES = 3;

/** What is added up here is noise below this. */
const NOISE = 1e-9;

export function multipleOf(prepared: Prepared, reading: Reading, budget: { left: number }): Verdict {
  const { sizings, stop } = sizingsFor(prepared, reading, budget);
  if (sizings.length === 0)
    return { verdict: 'undecided', reason: stop?.kind === 'too-large' ? 'too-large' : 'condition-unknown', detail: '' };
  try {
    if (sizings.every((it) => isMultiple(prepared, reading, it, budget)))
      return { verdict: 'verified', method: 'numeric', samples: SAMPLES * sizings.length };
  } catch (stopped) {
    if (!(stopped instanceof Stop)) throw stopped;
  }
  return { verdict: 'undecided', reason: 'condition-unknown', detail: 'it is no multiple of the equation above' };
}

interface Sample {
  readonly factor: number;
  /** What is zero by the equation above. */
  readonly size: number;
  readonly drawn: ReadonlyMap<string, Value>;
}

function isMultiple(prepared: Prepared, reading: Reading, sizing: Sizing, work: { left: number }): boolean {
  const sample = (attempt: number, held: ReadonlyMap<string, Value>, style: Style = 'positive'): Sample | undefined =>
    sampled(prepared, reading, sizing, work, `multiple ${String(attempt)}|${sizing.name}`, held, style);
  const first = sample(0, new Map());
  if (first === undefined) return false;
  const numbers = [...prepared.names.values()].flatMap(({ key, shape }) =>
    shape.kind === 'scalar' && first.drawn.has(key) ? [key] : [],
  );
  const others = numbers.map((key) => numbers.filter((it) => it !== key));
  // An order stays one only by a factor whose sign is known.
  const isOrder = prepared.job.claim.sign !== '=';
  if (isOrder && (first.factor < 0 || !isSoForAnySign(first, (i) => sample(i, new Map(), 'general')))) return false;
  return [[], ...(isOrder ? [] : [...numbers.map((it) => [it]), ...others])].some((keys) => {
    const held = new Map([...first.drawn].filter(([key]) => keys.includes(key)));
    return Array.from({ length: SAMPLES - 1 }, (_, i) => sample(i + 1, held)).every(
      (it) =>
        it !== undefined &&
        Math.abs(it.factor - first.factor) <= 1e-7 * Math.abs(first.factor) &&
        Math.abs(it.size - first.size) > 1e-3 * first.size,
    );
  });
}

/** `|w|x > b` is `wx > b` for positive numbers only. Where nothing but these can be put in, no more is asked. */
function isSoForAnySign(first: Sample, sample: (attempt: number) => Sample | undefined): boolean {
  for (let i = 0; i < GENERAL; i++) {
    const found = unless(['domain'], () => ({ sample: sample(i) }));
    if (found === undefined) continue;
    return found.sample !== undefined && Math.abs(found.sample.factor - first.factor) <= 1e-7 * first.factor;
  }
  return true;
}

const GENERAL = 12;

/** One sample in which the one difference is a multiple of the other. */
function sampled(
  prepared: Prepared,
  reading: Reading,
  sizing: Sizing,
  work: { left: number },
  attempt: string,
  held: ReadonlyMap<string, Value>,
  style: Style,
): Sample | undefined {
  const world = worldOf(prepared, { numbers: float, sizes: sizing.sizes, style, attempt, reading, work });
  const { claim, ties } = prepared.job;
  const differences = (): readonly (Value | undefined)[] =>
    [claim, ties[0]!].map((it: Pick<Claim, 'left' | 'right'>) => {
      const { left, right } = sidesOf(it.left, it.right, world);
      const fits = sameDims(left, right) || left.fits === true || right.fits === true;
      return fits ? plus(left, right, world.numbers, -1) : undefined;
    });
  if (held.size > 0) {
    differences();
    for (const [key, value] of held) world.drawn.set(key, value);
    world.memo.clear();
  }
  const [own, given] = differences();
  if (own === undefined || given === undefined) return undefined;
  const factor = [given, turned(given)].flatMap((it) => factorOf(own, it))[0];
  return factor === undefined ? undefined : { factor, size: largest(given), drawn: new Map(world.drawn) };
}

const turned = (value: Value): Value => (value.dims.length > 2 ? value : transposed(value));

function factorOf(own: Value, given: Value): readonly number[] {
  if (!sameDims(own, given)) return [];
  const [a, b] = [dataOf(own), dataOf(given)];
  const size = largest(given);
  const at = b.findIndex((it) => Math.abs(it) === size);
  if (!(size > NOISE) || !(largest(own) > NOISE)) return [];
  const factor = a[at]! / b[at]!;
  const isOne = a.every((it, i) => Math.abs(it - factor * b[i]!) <= NOISE * Math.max(1, largest(own)));
  return isOne && Number.isFinite(factor) && factor !== 0 ? [factor] : [];
}
