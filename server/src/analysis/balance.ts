/** Which names stand on one side of an equation alone, and whether the note has fixed them. */
import { children, type Expr, some, walk } from '../expr/expr.ts';
import { constantOf } from '../shape/constants.ts';
import { baseOf, freeNames, lettersIn, letterOf } from '../shape/free-names.ts';
import { textOf } from '../expr/text.ts';
import { changesOf } from './changes.ts';
import { valuesOfMaps } from './derivative-maps.ts';
import type { Standing } from './kinds.ts';
import {
  candidates,
  derivativesIn,
  differentiated,
  differentiatedBy,
  primedName,
  sinksOf,
  stripped,
} from './unfolding.ts';

/** The same names on both sides as they stand, without looking into definitions. */
export function isBalanced(left: Expr, right: Expr): boolean {
  const [a, b] = [lettersIn(left), lettersIn(right)];
  return a.size === b.size && [...a].every((it) => b.has(it));
}

/** Names, indices and functions that one side comes down to and the other does not. */
export function strays(left: Expr, right: Expr, at: Standing): readonly string[] {
  const missing = (a: ReadonlySet<string>, ...others: readonly ReadonlySet<string>[]): readonly string[] =>
    [...a].filter((it) => !others.some((other) => other.has(it)));
  const [a, b] = [sinksOf(left, at.lookup), sinksOf(right, at.lookup)];
  const [x, y] = [freeNames(left), freeNames(right)];
  const sized = sizeLabels(left, right);
  const open = [
    ...missing(a, b, lettersIn(right), y.bound),
    ...missing(b, a, lettersIn(left), x.bound),
    ...missing(x.indices, y.indices, b, y.bound),
    ...missing(y.indices, x.indices, a, x.bound),
  ].filter((it) => !sized.has(it) && !isKronecker(it, [left, right], at) && !isEuler(it, at));
  // `\det(cA) = c^n \det A`: what is declared fixes the n. With nothing else in common, it is a condition on a size.
  const sizes = open.length === 0 ? undefined : at.sizesOf([...a, ...b]);
  const named = sizes === undefined ? open : open.filter((it) => !sizes.has(it));
  const shared = [...a].some((it) => b.has(it) && sizes?.has(it) !== true);
  return [
    ...(shared ? named : open),
    ...otherMembers(left, right),
    ...otherMembers(right, left),
    ...otherSteps(left, right, at),
  ];
}

/** Letters that stand only at an identity, a vector of ones or a zero, whose size they tell: the n of `I_n`. */
function sizeLabels(...sides: readonly Expr[]): ReadonlySet<string> {
  const found = new Set<string>();
  const others = new Set<string>();
  const visit = (it: Expr): void => {
    if (it.kind === 'symbol') others.add(letterOf(it.key));
    const isSized = it.kind === 'index' && it.base.kind === 'symbol' && SIZED.has(constantOf(it.base) ?? '');
    if (!isSized) children(it).forEach(visit);
    else
      for (const item of it.items) if (item.kind === 'at') lettersAt(item.expr).forEach((letter) => found.add(letter));
  };
  sides.forEach(visit);
  return new Set([...found].filter((it) => !others.has(it)));
}

const SIZED: ReadonlySet<string> = new Set(['identity', 'ones', 'zero']);

const lettersAt = (expr: Expr): readonly string[] =>
  expr.kind === 'symbol' ? [letterOf(expr.key)] : children(expr).flatMap(lettersAt);

/** `\delta_{ij}`, where nothing defines it. */
const isKronecker = (letter: string, sides: readonly Expr[], at: Standing): boolean =>
  letter === '\\delta' &&
  !at.isDeclared(letter) &&
  candidates(letter, at.lookup).length === 0 &&
  !sides.some(hasBareDelta);

/** The e of `e^x`, where nothing defines it. */
const isEuler = (letter: string, at: Standing): boolean =>
  letter === 'e' && !at.isDeclared(letter) && candidates(letter, at.lookup).length === 0;

/** Whether δ stands anywhere without its two indices. */
function hasBareDelta(expr: Expr): boolean {
  if (expr.kind === 'symbol') return letterOf(expr.key) === '\\delta';
  const isPair = expr.kind === 'index' && expr.items.length === 2 && expr.base.kind === 'symbol';
  return !isPair && children(expr).some(hasBareDelta);
}

/** `d(A^{-1})`, `d \log\det A`: of something written out. */
export function isDifferential(expr: Expr): boolean {
  const bare = stripped(expr);
  const sign =
    bare.kind === 'call' ? bare.fn : bare.kind === 'apply' && bare.op === 'product' ? bare.args[0] : undefined;
  return sign?.kind === 'symbol' && /^(upright )?d$/.test(sign.key);
}

/** `d(AX) = A\,dX`, and `dF = A\,dX` after `F = AX`: the change of something in terms of other changes. */
export function relatesChanges(left: Expr, right: Expr, at: Standing): boolean {
  const changes = changesOf(left, right, at.lookup);
  const { lookup, ...sides } = changes ?? { left, right, lookup: at.lookup };
  const isChange = changes !== undefined || isDifferential(sides.left);
  return isChange && strayDifferentials(sides.left, sides.right, { ...at, lookup }).length === 0;
}

/**
 * The names that a differential does not come down to, and the other side does. dA goes with A: in `d(AX) = A\,dX` the
 * change of X alone stands for X. What stays as it is need not stand in a change.
 */
function strayDifferentials(left: Expr, right: Expr, at: Standing): readonly string[] {
  const own = sinksOf(left, at.lookup);
  const sinks = new Set([...own, ...sinksOf(right, at.lookup)]);
  const changing = new Set([...sinks].filter((it) => DIFFERENTIAL.test(it)).map((it) => it.replace(DIFFERENTIAL, '')));
  const isStill = (it: string): boolean => own.has(it) && [...changing].some((name) => name !== '' && own.has(name));
  return strays(left, right, at).filter((it) => {
    const name = it.replace(DIFFERENTIAL, '');
    return name !== '' && !(name === it ? changing.has(name) || isStill(it) : sinks.has(name));
  });
}

const DIFFERENTIAL = /^(?:upright )?d(?: |$)/;

/** `x_1` where the other side has only `x_2`; a whole `x` has all of them. */
function otherMembers(own: Expr, other: Expr): readonly string[] {
  const theirs = [...freeNames(other).names.keys()];
  return [...freeNames(own).names.keys()].filter((key) => {
    if (!/\[\d+\]$/.test(key) || theirs.includes(key)) return false;
    const same = theirs.filter((it) => letterOf(it) === letterOf(key));
    return same.length > 0 && same.every((it) => it !== baseOf(it) && /\[\d+\]$/.test(it));
  });
}

/** `x_{t+1}` on one side and `x_t` on the other, where no equation above says how the one comes from the other. */
function otherSteps(left: Expr, right: Expr, { lookup }: Standing): readonly string[] {
  // Changes are told step by step.
  if ([left, right].some((side) => isDifferential(side) || some(side, isChange))) return [];
  const [a, b] = [stepsIn(left), stepsIn(right)];
  return [...a].flatMap(([base, steps]) => {
    const others = b.get(base);
    if (others === undefined || [...steps, ...others].every((it) => !it.startsWith('{'))) return [];
    const differ = steps.size !== others.size || [...steps].some((it) => !others.has(it));
    const isTold = candidates(`${base}[]`, lookup).some((it) => it.inForce && it.above >= 0);
    return differ && !isTold ? [`${base}[]`] : [];
  });
}

const isChange = (it: Expr): boolean =>
  it.kind === 'derivative' || (it.kind === 'apply' && it.op === 'total-derivative');

/** The indices at which members stand that are not counted through: `t` and `t + 1`, by name. */
function stepsIn(expr: Expr): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  const { bound } = freeNames(expr);
  walk(expr, (it) => {
    const [item, ...more] = it.kind === 'index' ? it.items : [];
    if (it.kind !== 'index' || it.base.kind !== 'symbol' || item?.kind !== 'at' || more.length > 0) return;
    const counts = [...lettersIn(item.expr)];
    if (counts.length === 0 || counts.some((one) => bound.has(one))) return;
    const steps = found.get(it.base.key) ?? new Set();
    found.set(it.base.key, steps.add(item.expr.kind === 'symbol' ? item.expr.key : textOf(item.expr)));
  });
  return found;
}

/** What the other side names and the derivatives do not come down to, unless the note fixes it. */
export function openNames(own: Expr, other: Expr, at: Standing): readonly string[] {
  const reached = reachedBy(own, at);
  const functions = functionsBehind(own, at);
  return [...lettersIn(other)].filter(
    (it) =>
      !reached.has(it) &&
      !isSettled(it, at) &&
      !isKronecker(it, [own, other], at) &&
      !(it.endsWith("'") && functions.has(it.replace(/'+$/, ''))),
  );
}

/** The functions that what is differentiated is made of: of σ in `y = σ(a)`, the chain rule gives σ'. */
function functionsBehind(own: Expr, at: Standing): ReadonlySet<string> {
  const found = new Set<string>();
  const followed = new Set<Expr>();
  const follow = (expr: Expr): void => {
    if (followed.has(expr)) return;
    followed.add(expr);
    const { names, functions } = freeNames(expr);
    for (const it of functions) found.add(it);
    for (const key of [...names.keys(), ...functions]) {
      const [known] = candidates(key, at.lookup);
      if (known?.inForce === true) follow(known.definition.right);
    }
  };
  for (const it of sourcesOf(own, at)) follow(it);
  return found;
}

function reachedBy(own: Expr, at: Standing): ReadonlySet<string> {
  return new Set([own, ...sourcesOf(own, at)].flatMap((it) => [...sinksOf(it, at.lookup), ...lettersIn(it)]));
}

/** What is differentiated, where it is known. */
const sourcesOf = (own: Expr, { lookup }: Standing): readonly Expr[] => [
  ...derivativesIn(own).flatMap((it) => differentiatedBy(it, lookup)?.expr ?? []),
  ...(valuesOfMaps(own, lookup) ?? []),
];

/** A name with a label, of which the name without is known. */
export function isVariant(letter: string, own: Expr, at: Standing): boolean {
  const stem = letter.replace(/_.*$/, '');
  return reachedBy(own, at).has(stem) || isSettled(stem, at);
}

/** Both sides differentiate the same function. */
export function sharesDerivative(own: Expr, other: Expr): boolean {
  const related = differentiated(other);
  return [...differentiated(own)].some((it) => related.has(it));
}

/** The same where the other side names a derivative that was given a name: `\delta = \frac{\partial L}{\partial z}`. */
export const sharesNamedDerivative = (own: Expr, other: Expr, { lookup }: Standing): boolean =>
  [...freeNames(other).names.keys()].some((key) =>
    lookup(key).some(
      ({ inForce, definition: { right } }) => inForce && isDerivative(right) && sharesDerivative(own, right),
    ),
  );

/** A derivative, perhaps turned or with numbers before it. */
export function isDerivative(expr: Expr): boolean {
  const bare = stripped(expr);
  if (bare.kind === 'derivative') return bare.of !== undefined;
  if (bare.kind === 'index') return isDerivative(bare.base);
  if (bare.kind !== 'apply' || !/^(product|sum|dot)$/.test(bare.op)) return false;
  return bare.args.some(isDerivative) && bare.args.every((it) => it.kind === 'number' || isDerivative(it));
}

export const explicitByPrime = (expr: Expr, at: Standing): boolean => {
  const bare = stripped(expr);
  const name = bare.kind === 'call' ? primedName(bare.fn) : undefined;
  return name !== undefined && candidates(name, at.lookup).length > 0;
};

const isSettled = (letter: string, at: Standing): boolean =>
  at.isDeclared(letter) ||
  at.isTied(letter) ||
  // The face of a letter stands behind its accents: `hat bold x`.
  [letter, letter.replace(/(\S+)$/, 'bold $1')].some((it) => candidates(it, at.lookup).length > 0);
