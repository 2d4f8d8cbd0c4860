/** Names that stand for two things in a section, by what its formulas show of them. */
import { perObject } from '../base/per-object.ts';
import { type Expr, walk } from '../expr/expr.ts';
import { cuesOf, squaredVectorsIn, strongOf } from './cues.ts';
import { S } from './kinds.ts';
import type { SectionQuestion } from './section.ts';

/**
 * Names that some formulas of the section show to be numbers (`w^2`) and others vectors or matrices (`w^\top x`): by
 * formula, what it shows. One letter stands for two things there.
 */
export function splitsIn({
  statements,
  blockOf,
}: Pick<SectionQuestion<unknown>, 'statements' | 'blockOf'>): ReadonlyMap<string, ReadonlyMap<number, number>> {
  const shown = new Map<string, Map<number, number>>();
  const squared = new Set<string>();
  statements.forEach((list, formula) => {
    for (const { expr } of list) {
      for (const key of squaredVectorsIn(expr)) squared.add(key);
      for (const [key, signs] of cuesOf(expr)) {
        const strong = strongOf(signs);
        if (strong === 0) continue;
        const by = shown.get(key) ?? new Map<number, number>();
        shown.set(key, by.set(formula, (by.get(formula) ?? 0) | strong));
      }
    }
  });
  const found = new Map<string, ReadonlyMap<number, number>>();
  for (const [key, by] of shown) {
    const all = [...by.values()];
    const divides = squared.has(key) || (all.includes(S) && all.some((it) => (it & S) === 0));
    if (divides && all.every((it) => it === S || (it & S) === 0))
      found.set(key, withinBlocks(by, statements.length, blockOf));
  }
  for (const [key, by] of stepsApart(statements)) if (!found.has(key)) found.set(key, by);
  return found;
}

/** What one formula of a paragraph shows holds for the others in it that show nothing, if none shows something else. */
function withinBlocks(
  by: ReadonlyMap<number, number>,
  count: number,
  blockOf: (formula: number) => number,
): ReadonlyMap<number, number> {
  const shown = new Map<number, number>();
  for (const [formula, kind] of by) {
    const block = blockOf(formula);
    shown.set(block, (shown.get(block) ?? kind) === kind ? kind : 0);
  }
  const found = new Map(by);
  for (let formula = 0; formula < count; formula++) {
    const kind = shown.get(blockOf(formula)) ?? 0;
    if (kind !== 0 && !found.has(formula)) found.set(formula, kind);
  }
  return found;
}

/** The formulas that number iterates, `x_{k+1}` and `x_k`, where others of the section name entries of the same letter, `x_i`. */
function stepsApart(
  statements: SectionQuestion<unknown>['statements'],
): ReadonlyMap<string, ReadonlyMap<number, number>> {
  const found = new Map<string, Map<number, number>>();
  for (const letter of iteratesIn(statements)) {
    const steps = new Map<number, number>();
    let hasEntries = false;
    statements.forEach((list, formula) => {
      const letters = list.flatMap(({ expr }) => indicesOn(letter, expr));
      const isStep = letters.length > 0 && letters.every((it) => STEPS.has(it));
      if (isStep) steps.set(formula, STEP);
      else if (letters.some((it) => /^[ij]$/.test(it))) hasEntries = true;
    });
    if (hasEntries) found.set(`${letter}[]`, steps);
  }
  return found;
}

/** No kind, but a use of its own. */
const STEP = 99;

/** The letters that number a name: k of `x_k` and `x_{k+1}`. */
function indicesOn(letter: string, expr: Expr): readonly string[] {
  const found: string[] = [];
  walk(expr, (it) => {
    if (it.kind !== 'index' || it.base.kind !== 'symbol' || it.base.key !== letter) return;
    for (const item of it.items)
      if (item.kind === 'at') walk(item.expr, (one) => one.kind === 'symbol' && found.push(one.key));
  });
  return found;
}

/** Letters that count the steps of an iteration. */
const STEPS: ReadonlySet<string> = new Set(['t', 'k', 'n', 's', '\\tau']);

/** `x_{t+1}` beside `x_t`: one vector after the other, not its entries. */
export const iteratesIn = (statements: SectionQuestion<unknown>['statements']): ReadonlySet<string> =>
  new Set(statements.flat().flatMap(({ expr }) => iteratesOf(expr)));

const iteratesOf = perObject((expr: Expr): readonly string[] => {
  const here = new Set<string>();
  const next = new Set<string>();
  walk(expr, (it) => {
    const [item] = it.kind === 'index' && it.items.length === 1 ? it.items : [];
    if (it.kind !== 'index' || it.base.kind !== 'symbol' || item?.kind !== 'at') return;
    const at = item.expr;
    if (at.kind === 'symbol' && STEPS.has(at.key)) here.add(`${it.base.key} ${at.key}`);
    const [letter, one] = at.kind === 'apply' && at.op === 'sum' && at.args.length === 2 ? at.args : [];
    if (letter?.kind === 'symbol' && one?.kind === 'number') next.add(`${it.base.key} ${letter.key}`);
  });
  return [...next].filter((it) => here.has(it)).map((it) => it.slice(0, it.lastIndexOf(' ')));
});
