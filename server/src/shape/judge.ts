/**
 * Does a statement fit in some reading of its undeclared names? A conflict is believed only when none is found, and the
 * search was complete: it branches on the names in the two operands that do not fit, until no new reading is left.
 */
import type { Expr } from '../expr/expr.ts';
import { children, some } from '../expr/expr.ts';
import type { Conflict } from './conflict.ts';
import { familyKey, memberKey, pairKey } from './declare.ts';
import { constantOf, keepsShape } from './constants.ts';
import { ALL, isSingle, M, R, S, V } from './kinds.ts';
import { numberByForm } from './number-by-form.ts';
import type { Shape } from './shape.ts';

export interface Trial {
  /** Types the statement with the given kinds (one bit each, 0 for unknown) of its open names. */
  readonly run: (
    assigned: (slot: string) => number,
    given?: (slot: string) => Shape | undefined,
  ) => readonly Conflict[];
  readonly slotOf: (key: string, expr?: Expr) => string;
  readonly isOpen: (key: string, expr?: Expr) => boolean;
  /** The kinds that an open name could have at all in this statement. */
  readonly possible: (slot: string) => number;
  /** The kind worked out for the section: the first reading tried. */
  readonly guess: (slot: string) => number;
  /** The kinds that the section's other formulas leave. */
  readonly forced: (slot: string) => number;
}

export interface Judged {
  readonly conflict: Conflict;
  readonly evidence: 'declared' | 'forced';
}

/** Typings tried before the search gives up, and says nothing. */
const BUDGET = 300;

export function judge(trial: Trial): readonly Judged[] {
  const first = trial.run(trial.guess);
  const serious = first.filter((it) => it.code !== 'broadcast');
  if (serious.length === 0) {
    // Names that may still be several things: one of them, as the section's formulas leave it.
    const narrowed = (slot: string): number =>
      single(trial.guess(slot) & trial.forced(slot)) || single(trial.forced(slot));
    const conflict = trial.run(narrowed).find((it) => it.code === 'kind-mismatch' && isNumberByForm(it));
    const refuted = conflict !== undefined && fits({ ...trial, guess: narrowed }, trial.forced) === 'never';
    if (refuted) return [{ conflict, evidence: 'forced' }];
    return first.filter((it) => isSettled(it, trial)).map((it) => ({ conflict: it, evidence: 'declared' }));
  }
  const conflict = serious[0]!;
  if (fits(trial, () => ALL) === 'never') return [{ conflict, evidence: 'declared' }];
  // What other formulas make of a name is trusted only where a number by its very form equals a matrix.
  if (conflict.what !== 'relation' || !isNumberByForm(conflict)) return [];
  return fits(trial, trial.forced) === 'never' ? [{ conflict, evidence: 'forced' }] : [];
}

/** No name in it could be anything else; and where the ones are written, nothing is left to broadcast. */
function isSettled(conflict: Conflict, trial: Trial): boolean {
  const isSure = ({ slot }: { slot: string }): boolean => isSingle(trial.forced(slot));
  const writesOnes = [conflict.left, conflict.right].some((it) => it !== undefined && mentionsOnes(it));
  return !writesOnes && slotsIn(conflict, trial).every(isSure);
}

const mentionsOnes = (expr: Expr): boolean => some(expr, (it) => it.kind === 'symbol' && constantOf(it) === 'ones');

const isNumberByForm = ({ left, right, leftShape, rightShape }: Conflict): boolean =>
  (numberByForm(left) && rightShape?.kind === 'matrix') ||
  (right !== undefined && numberByForm(right) && leftShape.kind === 'matrix');

/** One kind out of several, the simplest first. */
const single = (mask: number): number => [S, V, M, R].find((it) => (mask & it) !== 0) ?? 0;

/** Whether a statement, taken on its own, leaves no reading in which a name is of a kind. */
export function refuses(trial: Trial, slot: string, kind: number): boolean {
  const given = (it: string): number => (it === slot ? kind : trial.guess(it));
  return fits({ ...trial, guess: given }, (it) => (it === slot ? kind : trial.forced(it))) === 'never';
}

type Answer = 'fits' | 'never' | 'gave up';

export function fits(trial: Trial, within: (slot: string) => number): Answer {
  const seen = new Set<string>();
  const queue: ReadonlyMap<string, number>[] = [new Map()];
  for (let runs = 0; queue.length > 0; runs++) {
    if (runs >= BUDGET) return 'gave up';
    const assigned = queue.shift()!;
    const conflicts = trial.run((slot) => assigned.get(slot) ?? trial.guess(slot));
    // No name is read otherwise only for a number to be spread over a matrix.
    const conflict =
      conflicts.find((it) => it.code !== 'broadcast') ??
      conflicts.find((it) => spreadsNumber(it) && slotsIn(it, trial).some(({ slot }) => assigned.has(slot)));
    if (conflict === undefined) return 'fits';
    for (const { slot, call } of slotsIn(conflict, trial)) {
      const now = assigned.get(slot) ?? trial.guess(slot);
      for (const kind of [S, V, M, R, ...(call ? [0] : [])]) {
        if (kind === now || (kind !== 0 && (kind & within(slot) & trial.possible(slot)) === 0)) continue;
        const next = new Map(assigned).set(slot, kind);
        const key = [...next].sort().join();
        if (seen.has(key)) continue;
        seen.add(key);
        queue.push(next);
      }
    }
  }
  return 'never';
}

const spreadsNumber = ({ leftShape, rightShape }: Conflict): boolean =>
  leftShape.kind === 'scalar' || rightShape?.kind === 'scalar';

/** Open names in the two operands; a function's value may have another shape at each use. */
function slotsIn(conflict: Conflict, trial: Trial): readonly { slot: string; call: boolean }[] {
  const found = new Map<string, boolean>();
  const note = (key: string, call: boolean, expr?: Expr): void => {
    const slot = trial.slotOf(key, expr);
    if (trial.isOpen(key, expr)) found.set(slot, call || (found.get(slot) ?? false));
  };
  const visit = (it: Expr): void => {
    switch (it.kind) {
      case 'symbol':
        if (constantOf(it) === undefined) note(it.key, false);
        return;
      case 'call':
        if (it.fn.kind === 'symbol') {
          if (!keepsShape(it)) note(it.fn.key, true, it);
        } else visit(it.fn);
        if (it.fn.kind === 'index' && it.fn.base.kind === 'symbol') note(familyKey(it.fn.base.key), true);
        it.args.forEach(visit);
        return;
      case 'index': {
        if (it.base.kind !== 'symbol') break;
        const member = it.items.length === 1 ? memberKey(it.base.key, it.items) : undefined;
        // A declared member leaves nothing open, whatever the name alone is; neither does `I_n`.
        if (constantOf(it.base) !== undefined || (member !== undefined && !trial.isOpen(member))) return;
        if (member !== undefined) note(member, false);
        if (it.items.length === 2) note(pairKey(it.base.key), false);
        break;
      }
      case 'reduce':
        if (it.op === 'argument') for (const bound of it.bound) note(bound.key, false);
        break;
      default:
    }
    children(it).forEach(visit);
  };
  visit(conflict.left);
  if (conflict.right !== undefined) visit(conflict.right);
  return [...found].map(([slot, call]) => ({ slot, call }));
}
