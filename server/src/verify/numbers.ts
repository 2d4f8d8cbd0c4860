/**
 * What a number system must be able to do. Two exist: Float64 with an optional imaginary part (`float.ts`), and a prime
 * field with nilpotent parts (`modular.ts`). Operands are the parts of values; a number stands against any length.
 */
export type Parts = readonly Float64Array[];

export interface Numbers {
  readonly kind: 'float' | 'modular';
  /** @throws Stop `irrational` where the field has no such number. */
  readonly constant: (value: number) => number;
  readonly add: (a: Parts, b: Parts, sign: 1 | -1) => Parts;
  readonly times: (a: Parts, b: Parts) => Parts;
  /** @throws Stop `domain` at zero. */
  readonly over: (a: Parts, b: Parts) => Parts;
  /** a is m × k, b is k × n. */
  readonly product: (a: Parts, b: Parts, m: number, k: number, n: number) => Parts;
  /** X with AX = B, by elimination; A is n × n, B is n × m. @throws Stop `domain` when singular. */
  readonly solve: (a: Parts, b: Parts, n: number, m: number) => Parts;
  readonly determinant: (a: Parts, n: number) => Parts;
  /** An elementwise function. @throws Stop outside its domain, or where this system has none of that name. */
  readonly apply: (name: string, a: Parts) => Parts;
  /** a to a power that is a number, entry by entry. */
  readonly power: (a: Parts, exponent: number) => Parts;
  /** Whether the first entry is below the second, by the part that is no derivative. @throws Stop `irrational` in a field. */
  readonly below: (a: number, b: number) => boolean;
}
