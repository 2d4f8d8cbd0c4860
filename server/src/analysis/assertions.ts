/**
 * Which equalities of a statement are asserted: a counterexample to one counts against the note. The others of a claim
 * may be confirmed and never refuted, for they may hold only where something said elsewhere does.
 */
import { type Call, type Derivative, type Expr, some, walk } from '../expr/expr.ts';
import { IMPLIES, ORDER, type Statement } from '../expr/statement.ts';
import { textOf } from '../expr/text.ts';
import { baseOf, freeNames, letterOf, lettersIn } from '../shape/free-names.ts';
import {
  isBalanced,
  isDifferential,
  openNames,
  sharesDerivative,
  sharesNamedDerivative,
  relatesChanges,
  strays,
} from './balance.ts';
import { differentiatesAlong, valuesOfMaps, withDirections, withoutPrimes } from './derivative-maps.ts';
import { definable, relationOf } from './definitions.ts';
import { factorises, isConstant, isZero } from './equation-forms.ts';
import { changesInTime } from './in-time.ts';
import type { Judgement, Standing } from './kinds.ts';
import {
  candidates,
  derivativesIn,
  differentiatedBy,
  differentiatesByPrime,
  isSaidToDepend,
  nameIn,
  primedName,
  sinksOf,
  stripped,
} from './unfolding.ts';

/** By sign of the statement's relation. */
export function assertionsOf(statement: Statement, judged: Judgement, at: Standing): readonly boolean[] {
  const relation = relationOf(statement.expr);
  if (relation === undefined) return [];
  const { sides, signs } = relation;
  // What follows from something holds only where that does; what follows from `f(x) = x^\top Ax` does for this f.
  const arrow = signs.findIndex(({ text }) => IMPLIES.test(text) || ARROW.test(text));
  if (arrow >= 0 && !(judged.why === 'given-name' && sides[0]?.kind === 'call')) return signs.map(() => false);
  return signs.map(({ text }, i) => {
    if (judged.why === 'directive') return judged.kind === 'claim';
    if (judged.kind !== 'claim' && judged.kind !== 'definition') return false;
    if (i === 0 && (judged.kind === 'definition' || judged.why === 'known-names' || judged.why === 'given-name'))
      return false;
    // What is left out between two lines may be a recursion.
    if (i === 0 && statement.skips === true) return false;
    const left = sides[i] ?? (i === 0 ? statement.continues : undefined);
    const right = sides[i + 1];
    if (left === undefined || right === undefined) return false;
    if (text === '=' || text === '==') return isAsserted(left, right, i === 0 && sides[0] !== undefined, at);
    return ORDER.has(text) && text !== '\\ne' && text !== '\\neq' && isOrdered(left, right, at);
  });
}

/** `f(x) = ax \quad\to\quad f'(x) = a`: what stands before an arrow is said for what stands behind it. */
const ARROW = /^(\\(long|x)?(to|right(left)?arrow|mapsto|leadsto|hookrightarrow)|→|↦)$/;

function isAsserted(written: Expr, right: Expr, first: boolean, at: Standing): boolean {
  const left = withDirections(written, at.lookup);
  // What is set to zero, to one or to the identity is a condition on what it holds of.
  if (isZero(left) || isZero(right)) return false;
  const inTime = first ? changesInTime(left, right, at.lookup) : undefined;
  if (inTime !== undefined) return inTime.sure && !hasUnknownFunction([right], at);
  const derivatives = [...derivativesIn(left), ...derivativesIn(right)];
  if (isConstant(left) !== isConstant(right) && derivatives.length === 0) return false;
  if (derivatives.length > 0) return isDerivation(left, right, at);
  if (differentiatesAlong(left, at.lookup)) return isOfKnownMaps(left, right, at);
  if (differentiatesByPrime(left)) return isOwnDerivative(left, right, at);
  const isChange = relatesChanges(left, right, at);
  if (isChange || isDifferential(left)) return isChange && !hasUnknownFunction([left, right], at);
  if (isConstant(left) && [left, right].some((side) => some(side, isRounded))) return false;
  if (hasUnknownFunction([left, right], at) || isOpenEnded(left) || isOpenEnded(right)) return false;
  if (mixesMembers(left, right) || mixesMembers(right, left)) return false;
  // A name given a second value may be another thing.
  if (first && definable(left) !== undefined) return false;
  return strays(left, right, at).length === 0 && (!first || isBalanced(left, right) || isUnfolded(left, right, at));
}

/**
 * What one side names and the other does not has been given its value above, in this section; what was decomposed there
 * keeps the conditions of its factors.
 */
function isUnfolded(left: Expr, right: Expr, at: Standing): boolean {
  const [a, b] = [lettersIn(left), lettersIn(right)];
  const own = [...a, ...b].filter((it) => !(a.has(it) && b.has(it)));
  const sinks = new Set([...sinksOf(left, at.lookup), ...sinksOf(right, at.lookup)]);
  return own.every(
    (it) =>
      sinks.has(it) ||
      candidates(it, at.lookup).some(
        ({ inForce, above, definition }) => inForce && above === 0 && !factorises(definition.right),
      ),
  );
}

/** `σ'(x) = …` after `σ(x) = …`, and nothing else in it: at another argument, it may be meant entry by entry. */
function isOwnDerivative(left: Expr, right: Expr, at: Standing): boolean {
  const bare = stripped(left);
  const name = bare.kind === 'call' ? primedName(bare.fn) : undefined;
  const definition = name === undefined ? undefined : candidates(name, at.lookup).find((it) => it.inForce)?.definition;
  if (bare.kind !== 'call' || definition?.parameters.length !== 1) return false;
  const [argument] = bare.args;
  const [parameter] = definition.parameters;
  // `A(θ) = θ²/2 = μ²/2`: another name for the argument, not of the function.
  const own = lettersIn(definition.right);
  const isOfParameter = parameter !== undefined && own.has(letterOf(parameter));
  if (!isOfParameter || [...lettersIn(right)].some((it) => !own.has(it) && it !== letterOf(definition.key)))
    return false;
  const isAt = (it: Expr | undefined): boolean => it?.kind === 'symbol' && it.key === parameter;
  const elsewhere = (it: Expr): boolean => it.kind === 'call' && !(it.args.length === 1 && isAt(it.args[0]));
  return isAt(argument) && !some(right, elsewhere) && !hasUnknownFunction([right], at);
}

/** `\nabla_\theta \log p(x \mid \theta)` where p is given with a μ and no θ: what θ is, is said elsewhere. */
const losesVariable = ({ of, by }: Derivative, at: Standing): boolean =>
  of !== undefined &&
  some(of, (it) => {
    const key = it.kind === 'call' ? nameIn(it.fn)?.key : undefined;
    const [known] = key === undefined || it.kind !== 'call' ? [] : candidates(key, at.lookup);
    if (known === undefined || it.kind !== 'call') return false;
    const { parameters, right } = known.definition;
    const used = freeNames(right).names;
    return it.args.some(
      (arg, i) =>
        arg.kind === 'symbol' &&
        by.some((one) => one.kind === 'symbol' && one.key === arg.key) &&
        parameters[i] !== undefined &&
        ![...used.keys()].some((name) => letterOf(name) === letterOf(parameters[i]!)),
    );
  });

/** Every derivative is of something that is known here, and nothing else is open. */
function isDerivation(left: Expr, right: Expr, at: Standing): boolean {
  const own = derivativesIn(left).length > 0 ? left : right;
  const other = own === left ? right : left;
  const sources = derivativesIn(own).map((it) => differentiatedBy(it, at.lookup));
  // `\nabla \log p` with nothing said of p: only a name alone stands for a function of everything.
  const opaque = [...derivativesIn(left), ...derivativesIn(right)].some(
    (it) =>
      differentiatedBy(it, at.lookup) === undefined &&
      nameIn(stripped(it.of ?? left)) === undefined &&
      !isSaidToDepend(it, [left, right]),
  );
  if (opaque || [...derivativesIn(left), ...derivativesIn(right)].some((it) => losesVariable(it, at))) return false;
  // What is made of itself gives no value.
  if (sources.some((it) => it?.inForce === false || it?.seen?.definition.recursive === true)) return false;
  const explicit = sources.every((it) => it !== undefined);
  const isShared = sharesDerivative(own, other) || sharesNamedDerivative(own, other, at);
  if (!explicit && !isShared) return false;
  const known = sources.flatMap((it) => (it === undefined ? [] : it.expr));
  const isRepeated = repeats(callsIn([other], at), callsIn(known, at));
  if (!isShared && !isRepeated && hasUnknownFunction([other, ...known], at)) return false;
  // What a loss passes through may have parameters that only its definition names, below.
  return openNames(own, other, at).every((it) => isShared && at.isParameter(it));
}

/** Every derivative as a map is of a function that is known here, and nothing else is open. */
function isOfKnownMaps(left: Expr, right: Expr, at: Standing): boolean {
  const [own, other] = [left, right].map((it) => valuesOfMaps(it, at.lookup));
  if (own === undefined || other === undefined || isOpenEnded(right)) return false;
  return !hasUnknownFunction([right, ...own, ...other], at) && openNames(left, right, at).length === 0;
}

interface Calls {
  readonly written: ReadonlySet<string>;
  /** Whether a function's slope is among them. */
  readonly primed: boolean;
}

/** The values `\phi(x_n)` and slopes `\phi'(x_n)` of functions that nothing defines, by how the values are written. */
function callsIn(all: readonly Expr[], at: Standing): Calls {
  const written = new Set<string>();
  let primed = false;
  for (const expr of all)
    walk(expr, (it) => {
      if (it.kind !== 'call' || isDifferential(it) || !hasUnknownFunction([it], at)) return;
      const fn = withoutPrimes(it);
      primed ||= fn !== undefined;
      written.add(textOf(fn === undefined ? it : { ...it, fn }));
    });
  return { written, primed };
}

/**
 * What both sides have are values like any others, whatever the function; one that stands with its slope is any function,
 * and of what is differentiated some may be lost.
 */
const repeats = (own: Calls, known: Calls): boolean =>
  own.written.size > 0 &&
  (own.primed || own.written.size === known.written.size) &&
  [...own.written].every((it) => known.written.has(it));

/**
 * `P(A)P(B)`, `f(x + y)`: what is said of a function that nothing defines is a property of it. A density is another
 * function for each list of arguments, `p(x \mid y)` and `p(y)`.
 */
function hasUnknownFunction(all: readonly Expr[], at: Standing): boolean {
  const counts = new Map<string, number>();
  let unknown = false;
  const visit = (it: Expr): void => {
    if (it.kind !== 'call' || isDifferential(it)) return;
    for (const key of freeNames(it).functions) {
      if (!candidates(key, at.lookup).some((seen) => seen.inForce)) unknown = true;
    }
    const key = nameIn(it.fn)?.key ?? '';
    const count = it.args.flatMap((arg) => (arg.kind === 'tuple' ? arg.items : [arg])).length;
    if ((counts.get(key) ?? count) !== count || (isDensity(key) && !isAsDefined(it, key, at))) unknown = true;
    counts.set(key, count);
  };
  for (const it of all) walk(it, visit);
  return unknown;
}

const isDensity = (key: string): boolean => /^(calligraphic )?[pqP](_|$)/.test(key);

/** `p(x)` after `p(x) = …`. */
const isAsDefined = ({ args }: Call, key: string, at: Standing): boolean =>
  candidates(key, at.lookup).some(
    ({ inForce, definition: { parameters } }) =>
      inForce &&
      parameters.length === args.length &&
      args.every((arg, i) => arg.kind === 'symbol' && arg.key === parameters[i]),
  );

/** Of numbers alone: a decimal may be rounded, and the base of a logarithm is not written. */
const isRounded = (it: Expr): boolean =>
  (it.kind === 'number' && !Number.isInteger(it.value)) || (it.kind === 'apply' && /^(log|lg)$/.test(it.name ?? ''));

/** What rests on how something is distributed, or goes on without end. */
const isOpenEnded = (expr: Expr): boolean =>
  some(
    expr,
    (it) =>
      (it.kind === 'apply' && /^(expectation|covariance|probability)$/.test(it.op)) ||
      (it.kind === 'apply' && it.op === 'extremum' && it.args.length === 1) ||
      (it.kind === 'reduce' && /^(expectation|extremum|argument|limit|union)$/.test(it.op)) ||
      // `A^\top_{ij}` is an entry of the transpose to some, a transposed block to others.
      (it.kind === 'apply' &&
        it.op === 'transpose' &&
        it.args[0]?.kind === 'index' &&
        it.args[0].items.filter((item) => item.kind === 'at').length > 1) ||
      (it.kind === 'apply' &&
        (it.op === 'sum' || it.op === 'product') &&
        it.args.some((arg) => arg.kind === 'ellipsis')),
  );

/** `\Sigma_k` here and `\Sigma` there, with no sum over k and no entry taken: two things that may differ. */
function mixesMembers(own: Expr, other: Expr): boolean {
  const [mine, theirs] = [freeNames(own), freeNames(other)];
  return [...mine.names.keys()].some((key) => {
    if (key === baseOf(key)) return false;
    const same = [...theirs.names.keys()].filter((it) => letterOf(it) === letterOf(key));
    if (same.length === 0 || same.includes(key)) return false;
    if (/\[\d+\]$/.test(key)) return same.some((it) => it !== baseOf(it));
    return mine.bound.size === 0 && !some(other, (it) => it.kind === 'index' && nameIn(it.base) === undefined);
  });
}

/** Inequalities rest on assumptions more often than not; only one with nothing said of its names counts. */
function isOrdered(left: Expr, right: Expr, at: Standing): boolean {
  if (isConstant(left) || isConstant(right) || hasUnknownFunction([left, right], at)) return false;
  if (
    !isBalanced(left, right) ||
    strays(left, right, at).length > 0 ||
    at.before === 'condition' ||
    at.before === 'model'
  )
    return false;
  return ![...freeNames(left).names.keys()].some((key) => at.isTied(key));
}
