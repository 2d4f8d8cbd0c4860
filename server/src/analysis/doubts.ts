/** Why a counterexample to a claim would say nothing: what the claim rests on is said elsewhere, or only half said. */
import { type Expr, some, walk } from '../expr/expr.ts';
import type { Part } from '../note/note.ts';
import { freeNames, letterOf } from '../shape/free-names.ts';
import { foreignClause } from './foreign-cues.ts';
import { surroundingsOf } from './surroundings.ts';
import { derivativesIn, differentiatedBy, type Lookup, nameIn } from './unfolding.ts';

/** A reason of the closed list, and what it is about. */
export interface NotChecked {
  readonly kind: 'not-checked';
  readonly reason: string;
  readonly detail: string;
}

export const notChecked = (reason: string, detail = ''): NotChecked => ({ kind: 'not-checked', reason, detail });

interface Rest {
  readonly claim: { readonly left: Expr; readonly right: Expr };
  readonly names: readonly string[];
  readonly lookup: Lookup;
}

export function doubtOf({ claim, names, lookup }: Rest): NotChecked | undefined {
  const sides = [claim.left, claim.right];
  for (const derivative of sides.flatMap(derivativesIn)) {
    const { of } = derivative;
    // A bare L is any function of what it depends on; `\log p` is not.
    if (of === undefined || nameIn(of) !== undefined) continue;
    if (differentiatedBy(derivative, lookup) === undefined)
      return notChecked('unknown-symbol', 'no dependence is stated');
  }
  // `d f(x)` is a number, a differential or a linear map, as its author likes.
  const isMap = (it: Expr): boolean => it.kind === 'apply' && it.op === 'total-derivative';
  if (sides.some((side) => some(side, isMap))) return notChecked('several-meanings', 'd');
  // The same letter in two faces is one symbol more often than two.
  const faces = new Map<string, string>();
  for (const key of names) {
    const bare = letterOf(key).replace(/^(bold|upright) /, '');
    const other = faces.get(bare);
    if (other !== undefined && other !== key && !key.includes('[') && !other.includes('['))
      return notChecked('several-meanings', key);
    faces.set(bare, key);
  }
  // `\sum_i \log x_i` as a function of x: the members are entries of x, or they are not.
  const families = new Set(names.filter((it) => /\[,?\]$/.test(it)).map(letterOf));
  const whole = names.find((it) => !it.includes('[') && families.has(letterOf(it)));
  if (whole !== undefined) return notChecked('several-meanings', whole);
  // `\sum_i 1 - x_i`: the sum may be meant to reach over all that has its index.
  for (const { indices, bound } of sides.map(freeNames)) {
    const outside = [...indices].find((it) => bound.has(letterOf(it)));
    if (outside !== undefined) return notChecked('several-meanings', outside);
  }
  // Among numbers alone a logarithm may be to the base two or ten.
  const onlyNumbers = sides.every((it) => freeNames(it).names.size === 0);
  if (onlyNumbers && sides.some((side) => some(side, isLogarithm))) return notChecked('several-meanings', 'log');
  return undefined;
}

const isLogarithm = (expr: Expr): boolean => {
  let found = false;
  walk(expr, (it) => {
    if (it.kind === 'apply' && it.op === 'elementwise' && /^(log|lg)$/.test(it.name ?? '')) found = true;
  });
  return found;
};

/** Words that begin a condition which no formula states: “since e is a unit vector”. */
const CLAUSE =
  /\b(since|because|when(ever)?|if|unless|assuming|provided|supposed?|(?<!(invariant|closed|stable|symmetric) )under|iff|due to|follows from)\b/;
/** … and behind a formula, unless a formula says the rest: “for $x \in \mathbb{R}^n$”. */
const CLAUSE_BEHIND = /^[\s,;:]*(where|for|as|with|given)\b(?!( all| every| any| each| some| an?)? ⟦)/;

/** A clause in the sentence of a formula that may restrict what it says. */
export function clauseAround(part: Part, formula: number): NotChecked | undefined {
  const { before, after } = surroundingsOf(part)[formula] ?? { before: '', after: '' };
  const found = CLAUSE.exec(before) ?? CLAUSE.exec(after) ?? CLAUSE_BEHIND.exec(after);
  const clause = found?.[0] ?? foreignClause(before) ?? foreignClause(after);
  return clause === undefined ? undefined : notChecked('condition-unknown', clause.trim());
}
