/**
 * Why an evaluation cannot go on. It is thrown inside `verify/` alone, where a tree of operators meets a value it has no
 * answer for, and caught by whoever asked for a sample; nothing leaves the folder but a verdict.
 */
export type StopKind =
  /** Shapes that no reading of the operator joins. */
  | 'shape'
  /** Outside the domain of a function, or singular: another sample may do. */
  | 'domain'
  /** Not rational: the prime field has no such function. */
  | 'irrational'
  /** Not analytic: a complex step would lose the derivative. */
  | 'not-analytic'
  /** No row computes this; `detail` says what. */
  | 'not-understood'
  | 'unknown-symbol'
  | 'unknown-size'
  | 'limit-or-integral'
  | 'complex'
  | 'no-dependence'
  | 'hypothesis'
  | 'condition-unknown'
  | 'too-large';

export type Pair = readonly [number, number];

export class Stop extends Error {
  override readonly name = 'Stop';
  readonly kind: StopKind;
  readonly detail: string;
  /** For `shape`: sizes that differ and must not. */
  readonly apart: readonly Pair[];
  /** For `unknown-size`: the size that was asked for, where it is one. */
  readonly size: string | undefined;
  constructor(kind: StopKind, detail: string, { apart = [], size }: { apart?: readonly Pair[]; size?: string } = {}) {
    super(`${kind}: ${detail}`);
    this.kind = kind;
    this.detail = detail;
    this.apart = apart;
    this.size = size;
  }
}

/** Thrown where the entries of one sample are looked at and there are several: whoever took them together takes them apart. */
export class OneByOne extends Error {
  override readonly name = 'OneByOne';
}

/** Runs `what`; a stop of one of these kinds gives undefined. */
export function unless<T>(kinds: readonly StopKind[], what: () => T): T | undefined {
  try {
    return what();
  } catch (stop) {
    if (stop instanceof Stop && kinds.includes(stop.kind)) return undefined;
    throw stop;
  }
}
