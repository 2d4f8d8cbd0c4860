/**
 * `\epsilon^\top \epsilon = (y - Xw)^\top (y - Xw)`: what ε is, the model says, `y = Xw + \epsilon` in a section above. Where a claim has
 * a name on one side alone that its own section says nothing of, such a model counts. So read, a claim may be confirmed;
 * nothing is refuted.
 */
import { type Expr, type SymbolExpr, unbracketed } from '../expr/expr.ts';
import { freeNames } from '../shape/free-names.ts';
import type { Job } from '../verify/job.ts';
import { isMeantAnew } from './beyond.ts';
import { relationOf } from './definitions.ts';
import { meaningsOf } from './meanings.ts';
import type { At, Restriction } from './reach.ts';

/** The models of the nearest section above that has any. */
export function modelsAbove({ claim, definitions }: Job, at: At): readonly Restriction[] {
  const [left, right] = [claim.left, claim.right].map((it) => new Set(freeNames(it).names.keys()));
  const isOpen = (key: string): boolean =>
    left!.has(key) !== right!.has(key) && definitions.every((it) => it.key !== key) && !isMeantAnew(key, at);
  const open = new Set([...left!, ...right!].filter(isOpen));
  if (open.size === 0) return [];
  const known = new Set([...left!, ...right!]);
  for (let up = 1; ; up++) {
    const of = at.all.above(up);
    if (of === undefined) return [];
    const found = meaningsOf(of).meanings.flatMap((list, line) =>
      list.flatMap(({ statement, kind }): readonly Restriction[] => {
        const { sides: [value, sum, more] = [], signs = [] } = relationOf(statement.expr) ?? {};
        const isEquation = signs[0]?.text === '=' && more === undefined && (kind === 'tie' || kind === 'definition');
        if (!isEquation || value?.kind !== 'symbol' || sum === undefined || !known.has(value.key)) return [];
        return noiseIn(sum, open) === undefined ? [] : [{ left: value, right: sum, line, of }];
      }),
    );
    if (found.length > 0) return found.length === 1 ? found : [];
  }
}

/** The one open name that is added to something else. */
function noiseIn(expr: Expr, open: ReadonlySet<string>): SymbolExpr | undefined {
  const sum = unbracketed(expr);
  if (sum.kind !== 'apply' || sum.op !== 'sum' || sum.args.length < 2) return undefined;
  const isNoise = (it: Expr): it is SymbolExpr => it.kind === 'symbol' && open.has(it.key);
  const [noise, more] = sum.args.filter(isNoise);
  const rest = sum.args.filter((it) => it !== noise);
  const isApart = rest.every((it) =>
    [...freeNames(it).names.keys()].every((key) => !open.has(key) || key !== noise?.key),
  );
  return more === undefined && isApart ? noise : undefined;
}
