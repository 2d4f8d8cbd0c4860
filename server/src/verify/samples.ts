/**
 * Several samples side by side. A tree of operators is walked once for all of them, and each number is computed in the
 * arithmetic of one. What looks at a number to decide how to go on cannot do so for all: then they are taken one by one.
 */
import type { Numbers, OfOneSample } from './numbers.ts';
import { OneByOne } from './stop.ts';

/** The components of the numbers of one sample: the value itself, then what carries a derivative. */
export type Parts = readonly Float64Array[];

export interface Samples {
  readonly samples: readonly Parts[];
}

/** What is the same in all samples has its parts once. */
export type Data = Parts | Samples;

const isOne = (data: Data): data is Parts => !('samples' in data);

/** The parts of the n-th sample. */
export const partsIn = (data: Data, n: number): Parts => (isOne(data) ? data : data.samples[n]!);

/** @throws OneByOne where there are several samples. */
export function onlyParts(data: Data): Parts {
  if (isOne(data)) return data;
  throw new OneByOne();
}

/** Values of samples as one; a single sample is itself. */
export const sideBySide = (samples: readonly Parts[]): Data => (samples.length === 1 ? samples[0]! : { samples });

export const mapped = (data: Data, change: (parts: Parts) => Parts): Data =>
  isOne(data) ? change(data) : { samples: data.samples.map(change) };

/** Of several values in the same samples. */
export function joined(all: readonly Data[], join: (parts: readonly Parts[]) => Parts): Data {
  const several = all.find((it) => !isOne(it));
  if (several === undefined || isOne(several)) return join(all as readonly Parts[]);
  return { samples: several.samples.map((_, n) => join(all.map((it) => partsIn(it, n)))) };
}

function paired(a: Data, b: Data, join: (a: Parts, b: Parts) => Parts): Data {
  if (isOne(a)) return isOne(b) ? join(a, b) : { samples: b.samples.map((it) => join(a, it)) };
  return { samples: a.samples.map((it, n) => join(it, partsIn(b, n))) };
}

/** A number system for one sample as one for any number of them. */
export const forSamples = (of: OfOneSample): Numbers => ({
  ...of,
  add: (a, b, sign) => paired(a, b, (x, y) => of.add(x, y, sign)),
  times: (a, b) => paired(a, b, of.times),
  over: (a, b) => paired(a, b, of.over),
  product: (a, b, m, k, n) => paired(a, b, (x, y) => of.product(x, y, m, k, n)),
  solve: (a, b, n, m) => paired(a, b, (x, y) => of.solve(x, y, n, m)),
  determinant: (a, n) => mapped(a, (it) => of.determinant(it, n)),
  apply: (name, a) => mapped(a, (it) => of.apply(name, it)),
  power: (a, exponent) => mapped(a, (it) => of.power(it, exponent)),
});
