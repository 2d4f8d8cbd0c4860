/**
 * Averages of a number whose law is said: `X \sim \mathrm{Uniform}(a, b)`, `z \sim \mathcal N(\mu, \sigma^2)`, a density with
 * the interval where it is not nought. They become integrals and sums, which are computed; what they come to is confirmed.
 */
import { type Apply, type Call, type Expr, isInfinite, type Reduce, some, type SymbolExpr } from '../expr/expr.ts';
import { type Statement } from '../expr/statement.ts';
import { freeNames } from '../shape/free-names.ts';
import { SCALAR } from '../shape/shape.ts';
import type { Definition, Job, Name } from '../verify/job.ts';
import { rewritten } from '../expr/rewrite.ts';
import { relationOf } from './definitions.ts';

/** A name, and the average of what stands at its place. */
export interface ExactLaw {
  readonly of: string;
  readonly average: (at: (value: Expr) => Expr) => Expr;
  /** What the law is given by, with what that has to be. */
  readonly given: readonly { readonly expr: Expr; readonly condition?: string }[];
  /** Its density, as the note calls it, and where that is not nought. */
  readonly density?: { readonly key: string; readonly from: Expr; readonly to: Expr };
}

const span = { start: 0, end: 0 };
const number = (value: number): Expr => ({ kind: 'number', value, span });
const apply = (op: Apply['op'], args: readonly Expr[], more: Partial<Apply> = {}): Expr => ({
  kind: 'apply', op, args, span, ...more,
}); // prettier-ignore
const sum = (...args: readonly Expr[]): Expr => apply('sum', args, { signs: args.map(() => 1) });
const minus = (a: Expr, b: Expr): Expr => apply('sum', [a, b], { signs: [1, -1] });
const times = (...args: readonly Expr[]): Expr => apply('product', args.map(inBrackets));
const over = (a: Expr, b: Expr): Expr => apply('divide', [a, b]);
const power = (a: Expr, b: Expr): Expr => apply('power', [inBrackets(a), b]);
const entrywise = (name: string, a: Expr): Expr => apply('elementwise', [a], { name });
const inBrackets = (it: Expr): Expr => (it.kind === 'symbol' || it.kind === 'number' ? it : apply('parentheses', [it]));

/** No name of a note. */
const AT = '\u0000at';
const at: SymbolExpr = {
  kind: 'symbol',
  key: AT,
  glyph: { letter: AT, face: 'plain', label: '', accents: [], primes: 0 },
  span,
};

const reduced = (op: Reduce['op'], from: Expr, to: Expr, body: Expr): Expr => ({
  kind: 'reduce', op, bound: [{ key: AT, span, from, to }], body: inBrackets(body), span,
}); // prettier-ignore

/** An integral in pieces: what is computed of each is exact to the digits that are compared. */
const integral = (ends: readonly number[], body: Expr): Expr =>
  sum(...ends.slice(1).map((to, i) => reduced('integral', number(ends[i]!), number(to), body)));

const NORMAL = [-12, -8, -4, 0, 4, 8, 12];
const EXPONENTIAL = [0, 2, 6, 14, 30, 60];
const COUNTED = 60;

/** @param spread the variance */
const normal = (mean: Expr, spread: Expr): Omit<ExactLaw, 'of'> => ({
  given: [{ expr: mean }, { expr: spread, condition: 'positive entries' }],
  average: (value) => {
    const bell = entrywise('exp', times(number(-0.5), power(at, number(2))));
    const place = sum(mean, times(entrywise('sqrt', spread), at));
    return times(number(1 / Math.sqrt(2 * Math.PI)), integral(NORMAL, times(value(place), bell)));
  },
});

const uniform = (from: Expr, to: Expr): Omit<ExactLaw, 'of'> => ({
  given: [{ expr: from }, { expr: to }],
  average: (value) => reduced('integral', number(0), number(1), value(sum(from, times(minus(to, from), at)))),
});

const exponential = (rate: Expr): Omit<ExactLaw, 'of'> => ({
  given: [{ expr: rate, condition: 'positive entries' }],
  average: (value) => {
    const bell = entrywise('exp', times(number(-1), at));
    return integral(EXPONENTIAL, times(value(over(at, rate)), bell));
  },
});

const bernoulli = (chance: Expr): Omit<ExactLaw, 'of'> => ({
  given: [{ expr: chance, condition: 'in (0,1)' }],
  average: (value) => sum(times(chance, value(number(1))), times(minus(number(1), chance), value(number(0)))),
});

const poisson = (rate: Expr): Omit<ExactLaw, 'of'> => ({
  given: [{ expr: rate, condition: 'positive entries' }],
  average: (value) => {
    const weight = over(power(rate, at), entrywise('factorial', at));
    const mass = times(entrywise('exp', times(number(-1), rate)), weight);
    return reduced('sum', number(0), number(COUNTED), times(value(at), mass));
  },
});

/** `\mathcal N(\mu, \sigma^2)`; the second of `\mathcal N(\mu, \sigma)` may be either. */
function lawOf({ fn, args, given }: Call): Omit<ExactLaw, 'of'> | undefined {
  if (fn.kind !== 'symbol' || given !== undefined) return undefined;
  const [first, second, more] = args;
  if (first === undefined || more !== undefined || fn.glyph.accents.length > 0) return undefined;
  if (fn.glyph.face === 'calligraphic' && second !== undefined) {
    const isDeviation = second.kind === 'symbol' && /^(\\sigma|\\tau|s)$/.test(second.glyph.letter);
    if (fn.glyph.letter === 'N') return isDeviation ? undefined : normal(first, second);
    return fn.glyph.letter === 'U' ? uniform(first, second) : undefined;
  }
  const name = lawNamed(fn);
  if (second !== undefined) return name === 'uniform' ? uniform(first, second) : undefined;
  if (name === 'bernoulli') return bernoulli(first);
  if (name === 'poisson') return poisson(first);
  return name === 'exponential' ? exponential(first) : undefined;
}

/** A law that is written as a word. */
const lawNamed = ({ glyph: { letter, face } }: SymbolExpr): string | undefined =>
  face === 'upright' ? WORDS.find(([, word]) => word.test(letter))?.[0] : undefined;

const WORDS = [
  ['uniform', /^(Uniform|Unif|U)$/],
  ['bernoulli', /^(Bernoulli|Bern|Ber)$/],
  ['binomial', /^(Binomial|Binom|Bin)$/],
  ['poisson', /^(Poisson|Pois|Poi)$/],
  ['exponential', /^(Exponential|Expo)$/],
] as const;

/** The mean and the variance of a law that is no normal one. */
export function momentsOf({ fn, args, given }: Call): { readonly mean: Expr; readonly spread: Expr } | undefined {
  const [a, b, more] = args;
  if (fn.kind !== 'symbol' || given !== undefined || a === undefined) return undefined;
  if (more !== undefined || fn.glyph.accents.length > 0) return undefined;
  const name = lawNamed(fn);
  const ofTrials = (count: Expr, chance: Expr): { mean: Expr; spread: Expr } => ({
    mean: times(count, chance),
    spread: times(count, chance, minus(number(1), chance)),
  });
  if (b !== undefined) {
    if (name === 'uniform')
      return { mean: over(sum(a, b), number(2)), spread: over(power(minus(b, a), number(2)), number(12)) };
    return name === 'binomial' ? ofTrials(a, b) : undefined;
  }
  if (name === 'bernoulli') return ofTrials(number(1), a);
  return name === 'poisson' ? { mean: a, spread: a } : undefined;
}

/** `X \sim \mathrm{Bernoulli}(p)` */
export function exactLawIn(expr: Expr): ExactLaw | undefined {
  const { sides: [of, law] = [], signs = [] } = relationOf(expr) ?? {};
  if (signs.length !== 1 || signs[0]?.text !== '\\sim' || of?.kind !== 'symbol' || law?.kind !== 'call')
    return undefined;
  const found = lawOf(law);
  return found && { of: of.key, ...found };
}

/** `f_X(x) = 1, \forall x \in [0, 1]`: the density of X, and where it is not nought. */
export function densityIn(statements: readonly Statement[]): ExactLaw | undefined {
  const [density, support] = statements.map(({ expr }) => relationOf(expr));
  const [call, value] = density?.sides ?? [];
  const [name, interval] = support?.sides ?? [];
  if (density?.signs[0]?.text !== '=' || call?.kind !== 'call' || call.fn.kind !== 'symbol' || value === undefined)
    return undefined;
  const { fn, args } = call;
  if (!/^[fp]$/.test(fn.glyph.letter) || !/^[A-Z]$/.test(fn.glyph.label) || args.length !== 1) return undefined;
  const [argument] = args;
  const isInside = support?.signs[0]?.text === '\\in' && argument?.kind === 'symbol';
  if (!isInside || name?.kind !== 'symbol' || name.key !== argument.key) return undefined;
  if (interval?.kind !== 'tuple' || interval.items.length !== 2) return undefined;
  const [from, to] = interval.items as [Expr, Expr];
  const byArgument = (place: Expr): Expr => replaced(value, argument.key, place);
  return {
    of: fn.glyph.label,
    given: [{ expr: from }, { expr: to }],
    density: { key: fn.key, from, to },
    average: (it) => {
      const place = sum(from, times(minus(to, from), at));
      return times(minus(to, from), reduced('integral', number(0), number(1), times(it(place), byArgument(place))));
    },
  };
}

const replaced = (expr: Expr, key: string, by: Expr): Expr =>
  rewritten(expr, (it) => (it.kind === 'symbol' && it.key === key ? inBrackets(by) : undefined));

class Unfit extends Error {}

/** The job with the averages of a name computed; undefined where they speak of more than that. */
export function underExactLaw(job: Job, law: ExactLaw): Job | undefined {
  // What the mean is called is no longer worked out from the average.
  const parameters = new Set(law.given.flatMap(({ expr }) => [...freeNames(expr).names.keys()]));
  const isMomentOf = ({ key, body }: Definition): boolean =>
    parameters.has(key) && some(body, (it) => isMoment(it) && freeNames(it).names.has(law.of));
  const own = job.definitions.filter((it) => it.key !== law.of && !isMomentOf(it));
  const made = new Map(own.filter((it) => it.parameters.length === 0).map((it) => [it.key, it]));
  const used = new Set<string>();
  const inside = (expr: Expr): Expr => inlined(expr, law.of, made, used);
  const sides = [job.claim.left, job.claim.right];
  const outside = new Set<string>();
  for (const it of [...sides.map(withoutAverages), ...law.given.map(({ expr }) => expr)])
    for (const key of freeNames(it).names.keys()) outside.add(key);
  const fits = (expr: Expr): boolean =>
    [...freeNames(expr).names.keys()].every((key) => key === law.of || outside.has(key) || made.has(key)) &&
    !some(expr, (it) => it.kind === 'index' || it.kind === 'derivative');
  let changed = 0;
  const mean = (expr: Expr): Expr => {
    if (!fits(expr)) throw new Unfit();
    changed++;
    return inBrackets(law.average((place) => replaced(expr, law.of, place)));
  };
  const averaged = (expr: Expr): Expr =>
    rewritten(expr, (it) => {
      if (it.kind === 'apply' && it.op === 'probability') throw new Unfit();
      if (it.kind === 'apply' && isMoment(it)) {
        const isKnown = it.under === undefined && it.given === undefined && !/corr/i.test(it.name ?? '');
        const args = it.args.map((one) => averaged(inside(one)));
        const [first, second = first] = args;
        if (!isKnown || first === undefined || args.length > 2) throw new Unfit();
        if (it.op === 'expectation') return mean(first);
        return inBrackets(minus(mean(times(first, second!)), times(mean(first), mean(second!))));
      }
      const whole = law.density === undefined ? undefined : onSupport(it, law.density, averaged);
      if (whole !== undefined) changed++;
      return whole;
    });
  try {
    const [left, right] = sides.map(averaged) as [Expr, Expr];
    if (changed === 0) return undefined;
    const conditions = new Map(
      law.given.flatMap(({ expr, condition }) =>
        condition === undefined ? [] : subjectsIn(expr).map((key): [string, string] => [key, condition]),
      ),
    );
    const definitions = own.filter((it) => !used.has(it.key));
    const known = new Set([...job.names, ...definitions].map((it) => it.key));
    const more = [...parameters].filter((key) => !known.has(key));
    return {
      ...job,
      claim: { ...job.claim, left, right },
      definitions,
      names: [...job.names, ...more.map((key): Name => ({ key, shape: SCALAR, conditions: [], declared: false }))]
        .filter((it) => it.key !== law.of)
        .map((it) => {
          const more = conditions.get(it.key);
          return more === undefined || it.conditions.includes(more)
            ? it
            : { ...it, conditions: [...it.conditions, more] };
        }),
      said: 'by the law that is said',
    };
  } catch (reason) {
    if (reason instanceof Unfit) return undefined;
    throw reason;
  }
}

const isMoment = (it: Expr): it is Apply => it.kind === 'apply' && (it.op === 'expectation' || it.op === 'covariance');

const withoutAverages = (expr: Expr): Expr => rewritten(expr, (it) => (isMoment(it) ? number(0) : undefined));

/** `\lambda`; the σ of `\sigma^2` may have any sign. */
const subjectsIn = (expr: Expr): readonly string[] => (expr.kind === 'symbol' ? [expr.key] : []);

/** With what is made of the random name written out. */
function inlined(expr: Expr, of: string, made: ReadonlyMap<string, Definition>, used: Set<string>, depth = 0): Expr {
  if (depth > 8) throw new Unfit();
  return rewritten(expr, (it) => {
    const definition = it.kind === 'symbol' ? made.get(it.key) : undefined;
    if (definition === undefined) return undefined;
    const body = inlined(definition.body, of, made, used, depth + 1);
    if (!freeNames(body).names.has(of)) return undefined;
    used.add(definition.key);
    return inBrackets(body);
  });
}

/** `\int_{-\infty}^\infty x f_X(x) \, dx` */
function onSupport(
  it: Expr,
  { key, from, to }: NonNullable<ExactLaw['density']>,
  go: (expr: Expr) => Expr,
): Expr | undefined {
  if (it.kind !== 'reduce' || it.op !== 'integral' || it.bound.length !== 1) return undefined;
  const bound = it.bound[0]!;
  const isWhole = isInfinite(bound.from) && isInfinite(bound.to);
  const isOf = (one: Expr): boolean =>
    one.kind === 'call' && one.fn.kind === 'symbol' && one.fn.key === key && one.args.length === 1 &&
    one.args[0]?.kind === 'symbol' && one.args[0].key === bound.key; // prettier-ignore
  return isWhole && some(it.body, isOf) ? { ...it, bound: [{ ...bound, from, to }], body: go(it.body) } : undefined;
}
