/**
 * What a number system must be able to do. Two exist: Float64 with an optional imaginary part (`float.ts`), and a prime
 * field with nilpotent parts (`modular.ts`). Operands are the parts of values; a number stands against any length.
 */
import type { Data, Parts } from './samples.ts';

interface System {
  readonly kind: 'float' | 'modular';
  /** @throws Stop `irrational` where the field has no such number. */
  readonly constant: (value: number) => number;
  /** Whether the first entry is below the second, by the part that is no derivative. @throws Stop `irrational` in a field. */
  readonly below: (a: number, b: number) => boolean;
}

export interface Numbers extends System {
  readonly add: (a: Data, b: Data, sign: 1 | -1) => Data;
  readonly times: (a: Data, b: Data) => Data;
  /** @throws Stop `domain` at zero. */
  readonly over: (a: Data, b: Data) => Data;
  /** a is m × k, b is k × n. */
  readonly product: (a: Data, b: Data, m: number, k: number, n: number) => Data;
  /** X with AX = B, by elimination; A is n × n, B is n × m. @throws Stop `domain` when singular. */
  readonly solve: (a: Data, b: Data, n: number, m: number) => Data;
  readonly determinant: (a: Data, n: number) => Data;
  /** An elementwise function. @throws Stop outside its domain, or where this system has none of that name. */
  readonly apply: (name: string, a: Data) => Data;
  /** a to a power that is a number, entry by entry. */
  readonly power: (a: Data, exponent: number) => Data;
}

/**
 * The same on arrays that hold p samples of the first operand and q of the second, one after the other: both as many, or
 * one of them a single one, which stands in all. A sample that has no answer stops all.
 */
export interface Kernel extends System {
  readonly add: (a: Parts, b: Parts, sign: 1 | -1, p: number, q: number) => Parts;
  readonly times: (a: Parts, b: Parts, p: number, q: number) => Parts;
  readonly over: (a: Parts, b: Parts, p: number, q: number) => Parts;
  readonly product: (a: Parts, b: Parts, m: number, k: number, n: number, p: number, q: number) => Parts;
  readonly solve: (a: Parts, b: Parts, n: number, m: number, p: number, q: number) => Parts;
  readonly determinant: (a: Parts, n: number, p: number) => Parts;
  readonly apply: (name: string, a: Parts, p: number) => Parts;
  readonly power: (a: Parts, exponent: number, p: number) => Parts;
}
