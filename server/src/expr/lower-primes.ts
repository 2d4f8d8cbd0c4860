/**
 * What a prime is: `X'X`, `(y - Xb)'(y - Xb)` and `x'Ax` are products with a transpose, `f'(x)` is a derivative. A note
 * may have both, where what is differentiated is a function.
 */
import type { Node } from '../latex/node.ts';
import { headOf } from '../latex/roles.ts';
import { looks } from './lower-marks.ts';
import { nameKey } from './lower-symbol.ts';

export interface Primes {
  readonly primeIsTranspose: boolean;
  /** Is the prime of this function its derivative although other primes transpose? */
  readonly primeIsSlope: (name: Node | undefined) => boolean;
  readonly signature: string;
}

const GRAM = "x'x";
const SLOPE = "f'(x) ";

/** @param isCall whether one name, a number or a list of such stands in brackets behind it */
export function countPrime(
  node: Node,
  next: Node | undefined,
  third: Node | undefined,
  isCall: boolean,
  bump: (sign: string) => void,
): void {
  if (node.kind !== 'scripted' || node.primes !== 1 || node.base === undefined || next === undefined) return;
  const key = nameKey(node.base);
  const isSame = (it: Node | undefined): boolean => {
    const other = it?.kind === 'scripted' && it.primes === 0 ? it.base : it;
    if (it === undefined) return false;
    return key === undefined ? headOf(node).kind === 'fence' && looks(node.base) === looks(other) : key === nameKey(it);
  };
  if (isSame(next) || (isCapital(next) && isSame(third))) bump(GRAM);
  if (isCall) bump(SLOPE + (key ?? ''));
}

const isCapital = (node: Node): boolean => /^(bold )?(\\?[A-Z]\w*)$/.test(nameKey(node) ?? '');

/**
 * @param functions the names that the note applies or declares as functions
 * @param plain whether the note writes transposes in no other way
 * @param alone whether nothing else tells what a prime could be
 * @param stated what a directive says of primes, and what the words of the note say
 */
export function primesFrom(
  signs: ReadonlyMap<string, number>,
  functions: ReadonlySet<string>,
  plain: boolean,
  alone: boolean,
  stated: { readonly primeIsTranspose?: boolean; readonly primesTranspose?: boolean },
): Primes {
  const slopes = [...signs.keys()].flatMap((it) => (it.startsWith(SLOPE) ? [it.slice(SLOPE.length)] : []));
  const isShown = signs.has(GRAM) && slopes.every((it) => functions.has(it));
  const isMeant = plain && signs.has("'") && (alone || isShown || stated.primesTranspose === true);
  const primeIsTranspose = stated.primeIsTranspose ?? isMeant;
  const differentiated = new Set(isMeant ? slopes.filter((it) => functions.has(it)) : []);
  return {
    primeIsTranspose,
    primeIsSlope: (name) => name !== undefined && differentiated.has(nameKey(name) ?? ''),
    signature: `${String(primeIsTranspose)} ${[...differentiated].sort().join()}`,
  };
}
