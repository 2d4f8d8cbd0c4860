/**
 * Several samples side by side. A tree of operators is walked once for all of them, and their numbers lie in one array,
 * sample after sample. What looks at a number to decide how to go on cannot do so for all: then they are taken one by one.
 */
import type { Kernel, Numbers } from './numbers.ts';
import { blank } from './rows.ts';
import { OneByOne } from './stop.ts';

/** The components of numbers: the value itself, then what carries a derivative. */
export type Parts = readonly Float64Array[];

export interface Samples {
  readonly samples: number;
  readonly parts: Parts;
}

/** What is the same in all samples has its parts once. */
export type Data = Parts | Samples;

const isOne = (data: Data): data is Parts => Array.isArray(data);

/** How many samples a value has parts of: one, or all. */
export const samplesIn = (data: Data): number => (isOne(data) ? 1 : data.samples);

/** The parts of all samples. */
export const allParts = (data: Data): Parts => (isOne(data) ? data : data.parts);

const asData = (parts: Parts, samples: number): Data => (samples === 1 ? parts : { samples, parts });

/** The parts of the n-th sample. */
export function partsIn(data: Data, n: number): Parts {
  if (isOne(data)) return data;
  return data.parts.map((part) => {
    const size = part.length / data.samples;
    return part.subarray(n * size, (n + 1) * size);
  });
}

/** @throws OneByOne where there are several samples. */
export function onlyParts(data: Data): Parts {
  if (isOne(data)) return data;
  throw new OneByOne();
}

/** Values of samples as one; a single sample is itself. @throws OneByOne where they are not alike. */
export function sideBySide(samples: readonly Parts[]): Data {
  const [first] = samples as readonly [Parts];
  if (samples.length === 1) return first;
  const parts = first.map((part, s) => {
    const all = blank(part.length * samples.length);
    samples.forEach((it, n) => {
      if (it.length !== first.length || it[s]!.length !== part.length) throw new OneByOne();
      all.set(it[s]!, n * part.length);
    });
    return all;
  });
  return { samples: samples.length, parts };
}

/** @param change of the parts of as many samples */
export const mapped = (data: Data, change: (parts: Parts, samples: number) => Parts): Data =>
  asData(change(allParts(data), samplesIn(data)), samplesIn(data));

/** The same in each of several samples. */
export function repeated(part: Float64Array, samples: number): Float64Array {
  if (samples === 1) return part;
  const all = blank(part.length * samples);
  for (let n = 0; n < samples; n++) all.set(part, n * part.length);
  return all;
}

/** Of several values in the same samples. */
export function joined(all: readonly Data[], join: (parts: readonly Parts[], samples: number) => Parts): Data {
  const samples = Math.max(...all.map(samplesIn));
  const alike = all.map((it) => {
    const parts = allParts(it);
    return samplesIn(it) === samples ? parts : parts.map((part) => repeated(part, samples));
  });
  return asData(join(alike, samples), samples);
}

function paired(a: Data, b: Data, join: (a: Parts, b: Parts, p: number, q: number) => Parts): Data {
  const [p, q] = [samplesIn(a), samplesIn(b)];
  return asData(join(allParts(a), allParts(b), p, q), Math.max(p, q));
}

/** A number system of the arithmetic of arrays. */
export const systemOf = (of: Kernel): Numbers => ({
  kind: of.kind,
  constant: of.constant,
  below: of.below,
  add: (a, b, sign) => paired(a, b, (x, y, p, q) => of.add(x, y, sign, p, q)),
  times: (a, b) => paired(a, b, of.times),
  over: (a, b) => paired(a, b, of.over),
  product: (a, b, m, k, n) => paired(a, b, (x, y, p, q) => of.product(x, y, m, k, n, p, q)),
  solve: (a, b, n, m) => paired(a, b, (x, y, p, q) => of.solve(x, y, n, m, p, q)),
  determinant: (a, n) => mapped(a, (it, p) => of.determinant(it, n, p)),
  apply: (name, a) => mapped(a, (it, p) => of.apply(name, it, p)),
  power: (a, exponent) => mapped(a, (it, p) => of.power(it, exponent, p)),
});
