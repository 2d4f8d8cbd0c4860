/**
 * Samples that satisfy the ties: Newton's method from the drawn values, with the least change (Gauss–Newton for
 * underdetermined equations). Where it does not converge, nothing may be said of the claim.
 */
import { freeNames } from '../shape/free-names.ts';
import { plus } from './arithmetic.ts';
import { directional, type Motion } from './derivative.ts';
import { evaluate } from './evaluate.ts';
import { float } from './float.ts';
import type { Tie } from './job.ts';
import type { Prepared } from './sample.ts';
import { onlyParts } from './samples.ts';
import { Stop } from './stop.ts';
import { DEFINITE, isGeneric } from './draw.ts';
import { symmetricEigen } from './spectral.ts';
import { apart, dataOf, isSymmetric, sameDims, type Value } from './value.ts';
import type { World } from './world.ts';

const STEPS = 25;

/** Changes the drawn values in place. @throws Stop `hypothesis` */
export function satisfying(prepared: Prepared, world: World & { readonly drawn: Map<string, Value> }): void {
  const { ties, claim } = prepared.job;
  if (ties.length === 0) return;
  for (const side of [claim.left, claim.right]) evaluate(side, world);
  assigned(prepared, world);
  // `W = BC^{-1}` after `WC = B`: the name that is solved for moves, and everything else stays as it was drawn.
  const [solved] = [claim.left, claim.right].flatMap((it) => (it.kind === 'symbol' ? [it.key] : []));
  const before = solved === undefined ? undefined : world.drawn.get(solved);
  if (solved !== undefined && before !== undefined) {
    if (solvedBy((it) => it.key === solved, prepared, world)) return;
    world.drawn.set(solved, before);
  }
  if (!solvedBy(() => true, prepared, world)) throw new Stop('hypothesis', 'the conditions could not be met');
}

/** At most so many entries are moved, by as many equations. */
const MOST = 200;

/** Newton's method with some of the entries that may move; what it leaves behind is a solution or nothing. */
function solvedBy(
  isMoved: (it: Motion) => boolean,
  prepared: Prepared,
  world: World & { readonly drawn: Map<string, Value> },
): boolean {
  for (let step = 0; step < STEPS; step++) {
    world.memo.clear();
    const residual = residuals(prepared, world);
    const error = residual.reduce((all, it) => Math.max(all, Math.abs(it)), 0);
    if (error < 1e-11) return true;
    const motions = movable(prepared, world).filter(isMoved);
    const unknowns = motions.length;
    const isTooMuch = unknowns === 0 || unknowns > MOST || residual.length > MOST;
    if (!Number.isFinite(error) || error > 1e6 || isTooMuch) return false;
    const columns = motions.map((it) => slope(prepared, world, it));
    const change = leastChange(columns, residual, unknowns);
    motions.forEach(({ key, direction }, i) => {
      const value = world.drawn.get(key)!;
      const data = Float64Array.from(dataOf(value));
      data[direction.indexOf(1)]! -= change[i]!;
      world.drawn.set(key, { dims: value.dims, parts: [data] });
    });
  }
  return false;
}

/** `S = Q\Lambda Q^\top`: a name alone is what the other side gives, where that satisfies what is said of the name. */
function assigned({ job }: Prepared, world: World & { readonly drawn: Map<string, Value> }): void {
  const done = new Set<string>();
  for (const { left, right } of job.ties)
    for (const [name, of] of [
      [left, right],
      [right, left],
    ] as const) {
      if (name.kind !== 'symbol' || done.has(name.key) || freeNames(of).names.has(name.key)) continue;
      const before = evaluate(name, world);
      const value = evaluate(of, world);
      if (!world.drawn.has(name.key) || !sameDims(before, value) || !keeps(value, world.conditions(name.key))) continue;
      world.drawn.set(name.key, { dims: value.dims, parts: [dataOf(value)] });
      world.memo.clear();
      done.add(name.key);
      break;
    }
}

/** Whether a value is known to satisfy conditions that it was not drawn for. */
function keeps(value: Value, conditions: ReadonlySet<string>): boolean {
  return [...conditions].every((it) => {
    if (isGeneric(it)) return true;
    if (it === 'symmetric') return isSymmetric(value, 1e-9);
    return (
      DEFINITE.has(it) &&
      isSymmetric(value, 1e-9) &&
      symmetricEigen(dataOf(value), value.dims[0] ?? 1).values.every((one) => one > 1e-9)
    );
  });
}

/**
 * Whether the ties can be computed and their sides have one shape.
 * @throws Stop `hypothesis`, with the sizes that would have to be the same
 */
export function fitTies({ job }: Prepared, world: World): void {
  for (const it of job.ties) {
    try {
      sidesOfTie(it, world);
    } catch (stop) {
      if (!(stop instanceof Stop) || stop.kind !== 'shape') throw stop;
      throw new Stop('hypothesis', MISFIT, { apart: stop.apart });
    }
  }
}

/** @throws Stop `hypothesis` when they are of different shapes */
function sidesOfTie({ left, right }: Tie, world: World): readonly [Value, Value] {
  const [a, b] = [evaluate(left, world), evaluate(right, world)];
  if (!sameDims(a, b) && a.fits !== true && b.fits !== true) throw new Stop('hypothesis', MISFIT, apart(a, b));
  return [a, b];
}

const MISFIT = 'a condition that does not fit';

function residuals(prepared: Prepared, world: World): Float64Array {
  const all = prepared.job.ties.map((it) => {
    const [a, b] = sidesOfTie(it, world);
    return dataOf(plus(a, b, world.numbers, -1));
  });
  return Float64Array.from(all.flatMap((it) => [...it]));
}

/** Every entry of every drawn value that no condition restricts; what counts stays what it is. */
const movable = ({ integers }: Prepared, world: World & { readonly drawn: Map<string, Value> }): readonly Motion[] =>
  [...world.drawn].flatMap(([key, value]) =>
    world.conditions(key).size > 0 || key.startsWith('d ') || integers.has(key)
      ? []
      : Array.from(dataOf(value), (_, i) => {
          const direction = new Float64Array(dataOf(value).length);
          direction[i] = 1;
          return { key, value, direction };
        }),
  );

function slope(prepared: Prepared, world: World, motion: Motion): Float64Array {
  const columns = prepared.job.ties.map(({ left, right }) =>
    dataOf(directional((at) => plus(evaluate(left, at), evaluate(right, at), at.numbers, -1), [motion], world)),
  );
  return Float64Array.from(columns.flatMap((it) => [...it]));
}

/** The smallest change δ with Jδ = r: δ = Jᵀ(JJᵀ + μI)⁻¹r; μ keeps dependent equations apart. */
function leastChange(columns: readonly Float64Array[], residual: Float64Array, unknowns: number): Float64Array {
  const m = residual.length;
  const gram = new Float64Array(m * m);
  for (const column of columns)
    for (let i = 0; i < m; i++) for (let j = 0; j < m; j++) gram[i * m + j]! += column[i]! * column[j]!;
  const scale = Math.max(1e-30, ...Array.from({ length: m }, (_, i) => gram[i * (m + 1)]!));
  for (let i = 0; i < m; i++) gram[i * (m + 1)]! += 1e-8 * scale;
  const solved = onlyParts(float.solve([gram], [residual], m, 1))[0]!;
  return Float64Array.from({ length: unknowns }, (_, k) =>
    columns[k]!.reduce((sum, it, i) => sum + it * solved[i]!, 0),
  );
}
