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

/** From one state to the next. */
const STRIDE = 0x6d2b79f5;

function uniformAt(state: number): number {
  let t = Math.imul(state ^ (state >>> 15), state | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}

const normalFrom = (u: number, v: number): number => Math.sqrt(-2 * Math.log(1 - u)) * Math.cos(2 * Math.PI * v);
const elementFrom = (u: number): number => Math.floor(u * PRIME) - (PRIME - 1) / 2;

export function randomFrom(text: string): Random {
  let state = hash(text);
  const uniform = (): number => {
    state = (state + STRIDE) >>> 0;
    return uniformAt(state);
  };
  return {
    uniform,
    normal: () => normalFrom(uniform(), uniform()),
    whole: (low, high) => low + Math.floor(uniform() * (high - low + 1)),
    element: () => elementFrom(uniform()),
  };
}

/** What as many calls of `normal`, or of `element`, give. */
export function fillFrom(text: string, kind: 'normal' | 'element', data: Float64Array, from: number, to: number): void {
  let state = hash(text) | 0;
  if (kind === 'element')
    for (let i = from; i < to; i++) {
      state = (state + STRIDE) | 0;
      data[i] = elementFrom(uniformAt(state));
    }
  else
    for (let i = from; i < to; i++) {
      const first = (state + STRIDE) | 0;
      state = (first + STRIDE) | 0;
      data[i] = normalFrom(uniformAt(first), uniformAt(state));
    }
}
