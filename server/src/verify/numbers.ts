/**
 * What a number system must be able to do. Two exist: Float64 with an optional imaginary part (`float.ts`), and a prime
 * field with nilpotent parts (`modular.ts`). Operands are the parts of values; a number stands against any length.
 */
import type { Data, Parts } from './samples.ts';

/** What a system does with the numbers of one sample, and `samples.ts` with those of several. */
export interface Arithmetic<D> {
  readonly kind: 'float' | 'modular';
  /** @throws Stop `irrational` where the field has no such number. */
  readonly constant: (value: number) => number;
  readonly add: (a: D, b: D, sign: 1 | -1) => D;
  readonly times: (a: D, b: D) => D;
  /** @throws Stop `domain` at zero. */
  readonly over: (a: D, b: D) => D;
  /** a is m × k, b is k × n. */
  readonly product: (a: D, b: D, m: number, k: number, n: number) => D;
  /** X with AX = B, by elimination; A is n × n, B is n × m. @throws Stop `domain` when singular. */
  readonly solve: (a: D, b: D, n: number, m: number) => D;
  readonly determinant: (a: D, n: number) => D;
  /** An elementwise function. @throws Stop outside its domain, or where this system has none of that name. */
  readonly apply: (name: string, a: D) => D;
  /** a to a power that is a number, entry by entry. */
  readonly power: (a: D, exponent: number) => D;
  /** Whether the first entry is below the second, by the part that is no derivative. @throws Stop `irrational` in a field. */
  readonly below: (a: number, b: number) => boolean;
}

export type Numbers = Arithmetic<Data>;
export type OfOneSample = Arithmetic<Parts>;
