/** Sums without end: as far as their terms still count, where they go to nought as those of a power series do. */
import { plus } from './arithmetic.ts';
import { Stop } from './stop.ts';
import { isScalar, partsOf, type Value } from './value.ts';
import type { World } from './world.ts';

const TERMS = 300;
/** So many terms in a row that change nothing end a sum; one alone may be nought by chance. */
const SMALL_TERMS = 6;
const SMALL = 1e-17;

/** @throws Stop `domain` where the terms do not go to nought, or too slowly: at other values they may. */
export function series(from: number, term: (index: number) => Value, { numbers }: World): Value {
  if (numbers.kind === 'modular') throw new Stop('irrational', 'a series');
  let sum = term(from);
  let largest = sizeOf(sum);
  for (let i = 1, small = 0; i < TERMS; i++) {
    const next = term(from + i);
    const size = sizeOf(next);
    if (!Number.isFinite(size)) break;
    largest = Math.max(largest, size);
    small = size <= SMALL * largest ? small + 1 : 0;
    if (small === SMALL_TERMS) return sum;
    sum = isScalar(sum) === isScalar(next) ? plus(sum, next, numbers) : stop();
  }
  throw new Stop('domain', 'a series that does not converge');
}

const stop = (): never => {
  throw new Stop('shape', 'a series');
};

/** Of the value and of its slopes. */
const sizeOf = (value: Value): number =>
  partsOf(value).reduce((all, part) => part.reduce((most, it) => Math.max(most, Math.abs(it)), all), 0);
