/** Random numbers that depend on nothing but a text: the same job gives the same samples everywhere. */
import { hash } from './job.ts';
import { PRIME } from './modular.ts';

export interface Random {
  /** In [0, 1). */
  readonly uniform: () => number;
  readonly normal: () => number;
  /** A whole number from `low` to `high`, both included. */
  readonly whole: (low: number, high: number) => number;
  /** An element of the prime field. */
  readonly element: () => number;
}

export function randomFrom(text: string): Random {
  let state = hash(text);
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return {
    uniform,
    normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
    whole: (low, high) => low + Math.floor(uniform() * (high - low + 1)),
    element: () => Math.floor(uniform() * PRIME) - (PRIME - 1) / 2,
  };
}
