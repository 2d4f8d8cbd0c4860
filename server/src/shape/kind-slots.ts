/** What the inference of kinds works on: expressions as nodes, and the mask that all uses of a name share. */
import type { Expr } from '../expr/expr.ts';
import { isSingle, type Table } from './kinds.ts';

export type Level = 'declared' | 'forced' | 'habit' | 'convention';

export interface Node {
  readonly expr: Expr;
  readonly scope: number;
  readonly kids: readonly Node[];
  /** Names share a slot: all occurrences narrow the same mask. */
  readonly slot: Slot;
  /** Contains something unreadable: tells nothing to its neighbours. */
  readonly opaque: boolean;
  /** When it was last related, by the state's clock. */
  relatedAt: number;
}

export interface Slot {
  mask: number;
  level: Level;
  forced: number;
  readonly called?: boolean;
  /** The name of a function, at some of its uses. */
  applied?: boolean;
  /** When its mask last changed, by the state's clock. */
  changedAt: number;
}

export interface State {
  level: Level;
  changed: boolean;
  /** Counts the changes of masks and of what is considered. */
  clock: number;
  /** When something more came to be considered. */
  since: number;
  /** Sums and equations of different kinds (broadcasting) are no longer considered. */
  strict: boolean;
  /** Equations with a norm or a trace on one side count: they say least of the other side. */
  numbers: boolean;
  readonly slotOf: (key: string, scope: number, expr: Expr) => Slot;
  readonly isSize: (key: string, scope: number) => boolean;
  /** The mask of a declared name. */
  readonly declaredOf: (key: string, scope: number) => number | undefined;
  /** The kind of what a declared function takes. */
  readonly domainOf: (key: string, scope: number) => number | undefined;
  readonly table: Table;
}

export function narrow(slot: Slot, mask: number, state: State): void {
  const next = slot.mask & mask;
  if (next === slot.mask || next === 0) return;
  slot.mask = next;
  state.changed = true;
  slot.changedAt = ++state.clock;
  if (isSingle(next) && slot.level !== 'declared') slot.level = state.level;
}

export function same(a: Slot, b: Slot, state: State): void {
  narrow(a, b.mask, state);
  narrow(b, a.mask, state);
}
