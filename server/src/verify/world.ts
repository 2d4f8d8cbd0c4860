/** Everything an evaluation may ask: the numbers in use, the sample, the sizes, and which reading is tried. */
import type { Call, Expr, SymbolExpr } from '../expr/expr.ts';
import type { Dim } from '../shape/dim.ts';
import type { Shape } from '../shape/shape.ts';
import type { Definition } from './job.ts';
import type { Model } from './model.ts';
import type { Numbers } from './numbers.ts';
import type { Reading } from './reading.ts';
import type { Recurrence } from './recurrence.ts';
import { Stop } from './stop.ts';
import type { Value } from './value.ts';

export interface World {
  readonly numbers: Numbers;
  /** How many derivatives are being taken around this: nilpotent parts of a field, or a complex step and differences. */
  readonly depth: number;
  /** The value of a name that nothing defines, drawn when first asked for; undefined for a name nothing is known of. */
  readonly sample: (key: string, expr: Expr | undefined) => Value | undefined;
  /** A random smooth function of the given arguments. */
  readonly free: (key: string, args: readonly Value[], to: readonly number[], numbers: Numbers) => Value;
  readonly shapeOf: (expr: Expr) => Shape;
  /** @throws Stop `unknown-size` for a size that has not been chosen. */
  readonly size: (dim: Dim) => number;
  /** The size that a letter stands for, if it names one. */
  readonly sizeNamed: (key: string) => number | undefined;
  readonly definitions: ReadonlyMap<string, Definition>;
  readonly reading: Reading;
  /** Which choices of the reading were asked for. */
  readonly asked: Set<keyof Reading>;
  /** Names bound by a sum or a function's definition. */
  readonly bound: ReadonlyMap<string, Value>;
  /** Names whose value is set from outside, above their definition: the variable of a derivative. */
  readonly set: ReadonlyMap<string, Value>;
  /** Values of defined names, for these settings. */
  readonly memo: Map<string, Value>;
  /** Free functions whose arguments are being computed. */
  readonly entered: Set<string>;
  readonly work: { left: number };
  /** How many samples are taken at once. */
  readonly samples: number;
  /** How deep differences were nested so far: the digits that are left. */
  readonly rough: { used: number };
  /** The size of the largest term that a sum over an index had so far. */
  readonly terms: { largest: number };
  /** Whether members of a family are known under this key. */
  readonly isFamily: (key: string) => boolean;
  readonly countOf: (family: string) => number;
  /** Whether a definition gives the members of a family by lower ones, or by higher ones; undefined for any other family. */
  readonly recurrence: (family: string) => Recurrence | undefined;
  /** Whether the job says what a name is. */
  readonly isNamed: (key: string) => boolean;
  /** Whether an index stands only where a condition below a sum names it: then the sum is over it as well. */
  readonly isOnlyBound: (key: string) => boolean;
  /** Whether the job says that a name is a set. */
  readonly isSet: (key: string) => boolean;
  /** Whether a letter may have the meaning it has everywhere: nothing declares or defines it. */
  readonly isConstant: (expr: SymbolExpr) => boolean;
  /** Whether a name that seems to be applied stands alone elsewhere, so that `k(X + Y)` is a product. */
  readonly isFactor: (key: string) => boolean;
  /** Whether a letter that nothing declares stands before a bracket, so that it may be a function. */
  readonly isApplicable: (key: string) => boolean;
  /** What a function named without its argument is applied to elsewhere in the claim. */
  readonly applied: (key: string) => Expr | undefined;
  readonly dimsOfCall: (expr: Call, args: readonly Value[]) => readonly number[];
  readonly childrenOf: (expr: Expr) => readonly Expr[];
  readonly byLetters: (letters: string) => Value | undefined;
  readonly conditions: (key: string) => ReadonlySet<string>;
  readonly dimsOfName: (key: string) => readonly number[];
  /** Whether a name is reached from an expression, through definitions and what is a function of what. */
  readonly dependsOn: (expr: Expr, key: string, at: World) => boolean;
  /** For a name that is differentiated but never defined: what it is a function of. */
  /** Names with a value by which something is differentiated: a chain rule passes through them. */
  readonly intermediates: readonly string[];
  readonly potential: (key: string) => readonly Expr[] | undefined;
  /** What `\nabla f` may be by, the likeliest first. */
  readonly variablesIn: (expr: Expr) => readonly Expr[];
  /** The key of what is only guessed to be a number: a name that nothing declares, an entry of one. */
  readonly guessedNumber: (expr: Expr) => string | undefined;
  /** What of the claim is random, and at which of its points a name is looked at. */
  readonly laws: Model;
  readonly points: ReadonlyMap<string, number>;
  /** Whether a value rests on what was only assumed to be random. */
  readonly modelled: { used: boolean };
  /** Of values given by cases, which of them were taken. */
  readonly branches: Map<Expr, Set<number>>;
  /** The names that move in a differential. */
  readonly differentials: readonly string[];
  /** The names that move in time. */
  readonly moving: readonly string[];
}

/** Some names at the n-th of the points that they are random over. */
export const atPoint = (world: World, keys: Iterable<string>, point: number): World => ({
  ...world,
  points: new Map([...world.points, ...[...keys].map((it) => [it, point] as const)]),
  memo: new Map(),
});

export function choice<K extends keyof Reading>(world: World, key: K): Reading[K] {
  world.asked.add(key);
  return world.reading[key];
}

export function spend(world: World, units: number): void {
  world.work.left -= units * world.samples;
  if (world.work.left < 0) throw new Stop('too-large', 'the budget is spent');
}

export function binding(world: World, bound: Iterable<readonly [string, Value]>): World {
  const all = [...bound];
  const isHidden = all.some(([key]) => world.set.has(key));
  const own = isHidden ? new Set(all.map(([key]) => key)) : undefined;
  return {
    ...world,
    bound: new Map([...world.bound, ...all]),
    // The v of `f(v)` is what f calls w, even where w moves.
    set: own === undefined ? world.set : new Map([...world.set].filter(([key]) => !own.has(key))),
    memo: new Map(),
  };
}

export const setting = (world: World, key: string, value: Value, depth: number): World => ({
  ...world,
  set: new Map([...world.set, [key, value]]),
  memo: new Map(),
  depth,
});
