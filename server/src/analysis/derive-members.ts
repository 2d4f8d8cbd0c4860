/** Derivatives by one of many: a member of a family, beside others of that family. */
import type { Ix, Poly } from '../algebra/tensor.ts';
import type { Value } from '../algebra/value.ts';
import { children, type Expr, type IndexItem } from '../expr/expr.ts';
import { familyKey } from '../shape/declare.ts';
import type { Dim } from '../shape/dim.ts';

/** What tells a member from the others: the `j` of `\mu_j`, the `y` of `w_y`, the `y_i` of `w_{y_i}`. */
type Place = IndexItem | string;

/** The name of a member and its place; of anything else its name alone. */
function memberOf(expr: Expr): { readonly name: string; readonly place?: Place } | undefined {
  if (expr.kind === 'symbol') {
    const { label } = expr.glyph;
    const name = expr.key.slice(0, -label.length - 1);
    return /^[a-z]$/.test(label) && expr.key === `${name}_${label}` ? { name, place: label } : { name: expr.key };
  }
  if (expr.kind !== 'index' || expr.base.kind !== 'symbol') return undefined;
  const [place, ...more] = expr.items;
  return place === undefined || more.length > 0 ? { name: expr.base.key } : { name: expr.base.key, place };
}

const letterOf = (place: Place | undefined): string | undefined =>
  typeof place === 'string' ? place : place?.kind === 'at' && place.expr.kind === 'symbol' ? place.expr.key : undefined;

const numberOf = (place: Place | undefined): number | undefined =>
  typeof place === 'object' && place.kind === 'at' && place.expr.kind === 'number' ? place.expr.value : undefined;

/** The name of the variable, or of the family that it is a member of. */
export const nameIn = (by: Expr): string | undefined => memberOf(by)?.name;

/** The letter that tells which member the variable is. */
export const placeIn = (by: Expr): string | undefined => letterOf(memberOf(by)?.place);

/** Members of the family called `name`, each with the letters that sums around it bind. */
function visitMembers(
  expr: Expr,
  name: string,
  visit: (place: Place | undefined, isBound: boolean) => void,
  bound: ReadonlySet<string> = new Set(),
): void {
  const member = memberOf(expr);
  if (member?.name === name) visit(member.place, bound.has(letterOf(member.place) ?? ''));
  const inner = expr.kind === 'reduce' ? new Set([...bound, ...expr.bound.map(({ key }) => key)]) : bound;
  // The base of an index is no member of its own.
  if (member === undefined || expr.kind !== 'index')
    for (const it of children(expr)) visitMembers(it, name, visit, inner);
}

/** Letters that pick members of the variable's family, as indices, where sums run over that family. */
export function membersIn(f: Expr, by: Expr, value: Value | undefined): ReadonlyMap<string, Ix> {
  const own = memberOf(by);
  const letter = letterOf(own?.place);
  if (own === undefined || letter === undefined || value === undefined) return new Map();
  const range = rangeOfFamily(value.p, familyKey(own.name));
  if (range === undefined) return new Map();
  const letters = new Set([letter]);
  visitMembers(f, own.name, (place, isBound) => {
    const other = letterOf(place);
    if (other !== undefined && !isBound) letters.add(other);
  });
  return new Map([...letters].map((it) => [it, { dim: range, label: it }] as const));
}

/** What the members' numbers run over. */
function rangeOfFamily({ monos }: Poly, key: string): Dim | undefined {
  for (const { factors } of monos)
    for (const { atom, ix, symbolic } of factors) {
      if (atom.kind === 'symbol' && atom.key === key && atom.family === true) return ix[ix.length - 1]!.dim;
      const parts = [
        ...(atom.kind === 'group' ? [atom.of] : atom.kind === 'op' ? atom.args : []),
        ...(symbolic === undefined ? [] : [symbolic]),
      ];
      for (const it of parts) {
        const found = rangeOfFamily(it, key);
        if (found !== undefined) return found;
      }
    }
  return undefined;
}

const HIDDEN = 'no rule for a single member of a family, or a family as a whole';

/**
 * The variable's name stands in f, but not as the variable, or a member of its family may be it or not: of that no zero
 * is told.
 * @param isThere whether f depends on the variable under its own name
 */
export function hiddenDependence(
  f: Expr,
  by: Expr,
  held: ReadonlyMap<string, Ix>,
  isThere: () => boolean,
  value: Poly,
): string | undefined {
  const own = memberOf(by);
  if (own === undefined) return undefined;
  let found = false;
  visitMembers(f, own.name, (place, isBound) => {
    // Under its own name alone it would have been found: what is left has cancelled.
    if ((place !== undefined || own.place !== undefined) && !isThere()) found = true;
    const letter = letterOf(place);
    if (held.size > 0 && !isBound && !(letter !== undefined && held.has(letter)) && numberOf(place) !== 0) found = true;
  });
  // One of those that a sum runs over.
  if (numberOf(own.place) !== undefined && rangeOfFamily(value, familyKey(own.name)) !== undefined) found = true;
  return found ? HIDDEN : undefined;
}
