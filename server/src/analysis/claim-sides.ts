/** The sides of a claim as the notation is read where it stands. */
import type { Expr } from '../expr/expr.ts';
import type { Job } from '../verify/job.ts';
import { changesOf } from './changes.ts';
import { withSlopes } from './composed-derivatives.ts';
import { withMaps } from './derivative-maps.ts';
import { entriesIn } from './entries.ts';
import { entriesOfVariables } from './entries-of-variables.ts';
import { asLists } from './gradient-lists.ts';
import { atAnyTime, changesInTime } from './in-time.ts';
import type { PosedFormula } from './posed-formula.ts';
import type { PartStatements } from './reading.ts';
import type { Lookup } from './unfolding.ts';

/** Where a claim stands, as far as its notation goes. */
export interface Place {
  readonly own: PosedFormula;
  readonly statements: PartStatements;
  readonly lookup: Lookup;
}

export interface ClaimSides {
  readonly claim: Job['claim'];
  /** Any expression around, read likewise. */
  readonly renamed: (expr: Expr) => Expr;
  /** What the claim rests on besides its own names. */
  readonly needed: readonly Expr[];
  /** The names whose differentials are those of their values. */
  readonly changing: readonly string[];
}

/** How the claims of a statement are read, each by its two sides. */
export function sidesAt({ own, statements, lookup }: Place): (of: Job['claim'], isFirst: boolean) => ClaimSides {
  const ofBold = entriesIn(own, statements, lookup);
  return ({ left, right, sign }, isFirst) => {
    const ofVariables = entriesOfVariables([ofBold(left), ofBold(right)]);
    const renamed = (expr: Expr): Expr =>
      withMaps(withSlopes(ofVariables(ofBold(atAnyTime(expr, lookup))), statements), lookup, own);
    const [ownLeft, ownRight] = asLists(renamed(left), renamed(right), lookup);
    const changes =
      (isFirst ? changesInTime(ownLeft, ownRight, lookup) : undefined) ?? changesOf(ownLeft, ownRight, lookup);
    return {
      claim: { left: changes?.left ?? ownLeft, right: changes?.right ?? ownRight, sign },
      renamed,
      needed: changes?.needed ?? [],
      changing: changes?.of ?? [],
    };
  };
}
