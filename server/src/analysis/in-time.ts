/**
 * Changes in time: after `V = x^\top Px` and `\dot x = Ax`, `\dot V` and `dV/dt` are the change of that value as x moves
 * along `\dot x`.
 */
import type { Expr, SymbolExpr } from '../expr/expr.ts';
import { changing } from '../shape/habit.ts';
import { freeNames, lettersIn } from '../shape/free-names.ts';
import { rateKey, rateSign } from '../verify/in-time.ts';
import { rewritten } from '../expr/rewrite.ts';
import { type Changes, hasValue } from './changes.ts';
import { type Lookup, sinksOf, valueOf } from './unfolding.ts';

export interface TimeChanges extends Changes {
  /** Which motion is meant, the note leaves no doubt. */
  readonly sure: boolean;
}

/** The left side as the change of a value in time; undefined where it is none, or nothing says how its names move. */
export function changesInTime(left: Expr, given: Expr, lookup: Lookup): TimeChanges | undefined {
  const changed = changedInTime(left);
  if (changed === undefined) return undefined;
  const [of, right] = [atAnyTime(changed, lookup), atAnyTime(given, lookup)];
  const name = nameOf(of);
  if (name === undefined ? left.kind !== 'derivative' : !hasValue(name, lookup)) return undefined;
  const reached = reachedBy(of, lookup);
  if (left.kind === 'derivative' && reached.has('t')) return undefined;
  const written = reachedBy(right, lookup);
  const rates = [...reached.values()].flatMap((it): readonly SymbolExpr[] => {
    const rate = rateOf(it);
    return it.key !== name && (written.has(rate.key) || isGiven(rate.key, lookup)) ? [rate] : [];
  });
  const isTimed = reached.has('t');
  if (rates.length === 0 && !isTimed) return undefined;
  const known = new Set([of, ...rates].flatMap((it) => [...sinksOf(it, lookup), ...lettersIn(it)]));
  if ([...sinksOf(right, lookup)].some((it) => !known.has(it))) return undefined;
  return {
    left: { kind: 'apply', op: 'product', args: [rateSign(left.span), of], span: left.span },
    right,
    of: name === undefined ? [] : [name],
    sure: rates.every((it) => written.has(it.key) || isSure(it, right, lookup)),
    needed: rates,
    lookup,
  };
}

/** `\nabla f(x(t))` after `\dot x = -\nabla f(x)`: x and its rate are those of any time. */
export const atAnyTime = (expr: Expr, lookup: Lookup): Expr =>
  rewritten(expr, (it) => {
    if (it.kind !== 'call' || it.fn.kind !== 'symbol' || it.args.length !== 1 || !isTime(it.args[0])) return undefined;
    const moved = it.fn.key.replace(/^d*dot /, '');
    const isCourse = lookup(moved).some(
      (seen) => seen.inForce && seen.above >= 0 && seen.definition.form === 'function',
    );
    return isGiven(rateKey(moved), lookup) && !isCourse ? it.fn : undefined;
  });

const isTime = (expr: Expr | undefined): boolean => expr?.kind === 'symbol' && expr.key === 't';

const nameOf = (of: Expr): string | undefined => {
  const name = of.kind === 'call' ? of.fn : of;
  return name.kind === 'symbol' ? name.key : undefined;
};

/** V of `\dot V`, `\dot V(x)` and `dV/dt`, and what stands behind `\frac{d}{dt}`. */
function changedInTime(left: Expr): Expr | undefined {
  if (left.kind === 'symbol') return left.glyph.accents.at(-1) === 'dot' ? changing(left) : undefined;
  if (left.kind === 'call') {
    const fn = changedInTime(left.fn);
    return fn && { ...left, fn };
  }
  if (left.kind !== 'derivative' || left.notation === 'nabla' || left.order !== 1) return undefined;
  const [by, more] = left.by;
  return isTime(by) && more === undefined ? left.of : undefined;
}

const rateOf = (it: SymbolExpr): SymbolExpr => {
  const [last] = it.glyph.accents.slice(-1);
  const accents =
    last !== undefined && /^d*dot$/.test(last)
      ? [...it.glyph.accents.slice(0, -1), `d${last}`]
      : [...it.glyph.accents, 'dot'];
  return { ...it, key: rateKey(it.key), glyph: { ...it.glyph, accents } };
};

const isGiven = (key: string, lookup: Lookup): boolean =>
  lookup(key).some(({ inForce, above, definition }) => inForce && above >= 0 && definition.form === 'value');

/**
 * `\dot x` has one value here, and what it is made of stands in the claim: of `\dot x = Ax + Bu`, the case without u may be
 * meant.
 */
function isSure(rate: SymbolExpr, right: Expr, lookup: Lookup): boolean {
  const [only, more] = lookup(rate.key).filter((it) => it.inForce);
  if (only === undefined || more !== undefined) return false;
  const used = new Set([...sinksOf(right, lookup), ...lettersIn(right)]);
  return [...lettersIn(only.definition.right)].every((it) => used.has(it));
}

/** Every name that an expression comes down to, and those on the way there. */
function reachedBy(expr: Expr, lookup: Lookup): ReadonlyMap<string, SymbolExpr> {
  const found = new Map<string, SymbolExpr>();
  const follow = (it: Expr): void => {
    const { names, functions } = freeNames(it);
    for (const [key, symbol] of names) {
      if (found.has(key) || found.size > MOST) continue;
      found.set(key, symbol);
      const known = valueOf(key, lookup);
      if (known?.recursive === false) follow(known.right);
    }
    for (const key of functions) {
      const known = valueOf(key, lookup);
      if (known === undefined || seen.has(key)) continue;
      seen.add(key);
      follow(known.right);
    }
  };
  const seen = new Set<string>();
  follow(expr);
  return found;
}

const MOST = 40;
