/**
 * A counterexample for the eye: the smallest sizes at which the sides differ (all one, then all two), entries from −2 to
 * 2 with many zeros, and of those found the one with the least to write.
 */
import { compareSides, type Sides, sidesOf } from './compare.ts';
import type { Style } from './draw.ts';
import { float } from './float.ts';
import type { Reading } from './reading.ts';
import { type Prepared, worldOf } from './sample.ts';
import type { Sizing } from './sizes.ts';
import { Stop } from './stop.ts';
import { satisfying } from './ties.ts';
import type { Budget } from './trial.ts';
import { dataOf, type Value } from './value.ts';
import type { Counterexample, Entries } from './verdict.ts';

const TRIES = 120;

interface Found {
  readonly example: Counterexample;
  readonly cost: number;
}

export function counterexampleOf(
  prepared: Prepared,
  reading: Reading,
  sizing: Sizing,
  style: Style,
  budget: Budget,
): Counterexample | undefined {
  const levels: readonly (readonly [ReadonlyMap<string, number>, Style])[] = [
    [new Map([...sizing.sizes].map(([key]) => [key, 1])), 'small'],
    [new Map([...sizing.sizes].map(([key, size]) => [key, key.startsWith('?') ? openSize(sizing, size) : 2])), 'small'],
    [inOrder(sizing), 'small'],
    [sizing.sizes, 'small'],
    [sizing.sizes, style],
  ];
  for (const [sizes, how] of levels) {
    let best: Found | undefined;
    for (let i = 0; i < TRIES && budget.left > 0; i++) {
      const found = attempt(prepared, reading, sizes, how, i, budget);
      if (found !== undefined && (best === undefined || found.cost < best.cost)) best = found;
      if (best !== undefined && how !== 'small') break;
    }
    if (best !== undefined) return best.example;
  }
  return undefined;
}

/** One, two, three, in the order of the sizes. */
function inOrder({ sizes }: Sizing): ReadonlyMap<string, number> {
  const list = [...new Set(sizes.values())].sort((a, b) => a - b);
  return new Map([...sizes].map(([key, size]) => [key, list.indexOf(size) + 1]));
}

/** A size that was made equal to a product of others stays one. */
function openSize({ sizes }: Sizing, size: number): number {
  const named = [...sizes].filter(([key]) => !key.startsWith('?')).map(([, it]) => it);
  return named.some((a) => named.some((b) => a * b === size)) && !named.includes(size) ? 4 : 2;
}

function attempt(
  prepared: Prepared,
  reading: Reading,
  sizes: ReadonlyMap<string, number>,
  style: Style,
  number: number,
  budget: Budget,
): Found | undefined {
  const world = worldOf(prepared, {
    numbers: float,
    sizes,
    style,
    attempt: `example${String(number)}`,
    reading,
    work: budget,
  });
  try {
    satisfying(prepared, world);
    const { left, right, sign } = prepared.job.claim;
    const sides = sidesOf(left, right, world);
    if (compareSides(sides, sign, [left, right], world)[0]?.kind !== 'differ') return undefined;
    return exampleOf(prepared, world.drawn, sides, sizes);
  } catch (stop) {
    if (stop instanceof Stop) return undefined;
    throw stop;
  }
}

function exampleOf(
  prepared: Prepared,
  drawn: ReadonlyMap<string, Value>,
  sides: Sides,
  sizes: ReadonlyMap<string, number>,
): Found {
  const named = [...sizes].filter(([key]) => !key.startsWith('?'));
  const values = [...drawn].map(([key, value]) => [key, entriesOf(value)] as const);
  const example: Counterexample = {
    seed: prepared.seed,
    sizes: Object.fromEntries(named),
    values: Object.fromEntries(values),
    left: entriesOf(sides.left),
    right: entriesOf(sides.right),
  };
  const cost = [...drawn.values(), sides.left, sides.right].reduce((sum, it) => sum + costOf(it), 0);
  return { example, cost };
}

/** Zeros cost nothing, fractions much. */
const costOf = (value: Value): number =>
  dataOf(value).reduce(
    (sum, it) => sum + (it === 0 ? 0 : 1 + Math.abs(it) + (Number.isInteger(rounded(it)) ? 0 : 20)),
    0,
  );

/** Without the noise of the last digits. */
const rounded = (value: number): number => {
  const near = Math.round(value);
  return Math.abs(value - near) < 1e-7 ? near + 0 : Number(value.toPrecision(6));
};

function entriesOf(value: Value): Entries {
  const data = [...dataOf(value)].map(rounded);
  const [rows, columns] = value.dims;
  if (rows === undefined || data.length === 1) return data[0]!;
  if (columns === undefined) return data;
  return Array.from({ length: rows }, (_, i) => data.slice(i * columns, (i + 1) * columns));
}
