/** Exact fractions. Always in lowest terms, the denominator positive. */
export interface Rational {
  readonly over: bigint;
  readonly under: bigint;
}

export const ZERO: Rational = { over: 0n, under: 1n };
export const ONE: Rational = { over: 1n, under: 1n };
export const MINUS_ONE: Rational = { over: -1n, under: 1n };

export const rational = (over: number | bigint, under: number | bigint = 1): Rational =>
  reduced(BigInt(over), BigInt(under));

// Nearly all coefficients and exponents are one: that one object is told at a glance.
function reduced(over: bigint, under: bigint): Rational {
  if (over === under) return ONE;
  if (under === 1n) return { over, under };
  const sign = under < 0n ? -1n : 1n;
  const common = gcd(over < 0n ? -over : over, under < 0n ? -under : under);
  return { over: (sign * over) / common, under: (sign * under) / common };
}

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x === 0n ? 1n : x;
}

export const plus = (a: Rational, b: Rational): Rational =>
  a.under === 1n && b.under === 1n
    ? { over: a.over + b.over, under: 1n }
    : reduced(a.over * b.under + b.over * a.under, a.under * b.under);

export const times = (a: Rational, b: Rational): Rational =>
  a === ONE ? b : b === ONE ? a : reduced(a.over * b.over, a.under * b.under);

export const negative = (a: Rational): Rational =>
  a === ONE ? MINUS_ONE : a === MINUS_ONE ? ONE : { over: -a.over, under: a.under };

/** @throws never; the caller makes sure that `a` is not zero. */
export const reciprocal = (a: Rational): Rational => (a === ONE ? a : reduced(a.under, a.over));

export const isZero = (a: Rational): boolean => a !== ONE && a.over === 0n;
export const isOne = (a: Rational): boolean => a === ONE || (a.over === 1n && a.under === 1n);
export const isInteger = (a: Rational): boolean => a.under === 1n;
export const equals = (a: Rational, b: Rational): boolean => a.over === b.over && a.under === b.under;

/** A whole power; of a negative exponent the base must not be zero. */
export function toPower(a: Rational, exponent: number): Rational {
  if (exponent < 0) return toPower(reciprocal(a), -exponent);
  return reduced(a.over ** BigInt(exponent), a.under ** BigInt(exponent));
}

export const show = (a: Rational): string =>
  a === ONE ? '1' : a.under === 1n ? String(a.over) : `${String(a.over)}/${String(a.under)}`;

export const toNumber = (a: Rational): number => Number(a.over) / Number(a.under);

/** A number as it was written: `0.5` is one half. Undefined for what has no short decimal form. */
export function fromNumber(value: number): Rational | undefined {
  if (value === 1) return ONE;
  if (Number.isSafeInteger(value)) return { over: BigInt(value), under: 1n };
  const text = String(value);
  const match = /^(-?)(\d+)\.(\d{1,12})$/.exec(text);
  if (match === null) return undefined;
  const [, sign, whole, digits] = match;
  const under = 10n ** BigInt(digits!.length);
  const over = BigInt(whole! + digits!);
  return reduced(sign === '-' ? -over : over, under);
}
