/**
 * What of a claim is random. A name that only expectations, variances and probabilities speak of takes one of a few
 * values, with weights. A function that an expectation or a sum runs over (`p(x | θ)`, `π_θ(a | s)`) is the law of its
 * names: a table of positive numbers that depends smoothly on everything else, from which marginal and conditional laws
 * follow by summing. An identity that holds for all finite laws holds for laws at all; nothing is refuted so.
 */
import { type Apply, type Call, children, type Expr, some, type SymbolExpr, walk } from '../expr/expr.ts';
import { variableIn } from './dependence.ts';
import { asksEvent, binaryIn, functionsOfEvents } from './events.ts';
import type { Definition, Job } from './job.ts';
import { textOf } from '../expr/text.ts';

export interface Model {
  /** Names that nothing outside of an expectation speaks of. */
  readonly random: ReadonlySet<string>;
  /** Functions that are laws, with the names they are laws of. */
  readonly laws: ReadonlyMap<string, readonly string[]>;
  /** Every value of a law that is written. */
  readonly calls: readonly Call[];
  /** The laws that divergences average under: of a name that an expectation runs over, its law where no other says it. */
  readonly told: readonly Call[];
  /** Functions of events: the P of `P(A \cap B)`. */
  readonly ofEvents: ReadonlySet<string>;
  /** Whether the values of a law sum to one. */
  readonly normalised: boolean;
  /** What has one of two values. */
  readonly binary: ReturnType<typeof binaryIn>;
  /** Whether probabilities of events are asked for at all. */
  readonly asksEvents: boolean;
  /** Names that every integral runs over from nought to one, or to infinity: for a law of theirs that is everything. */
  readonly whole: ReadonlySet<string>;
  /** What the claim differentiates by: laws and weights depend on it. */
  readonly parameters: readonly SymbolExpr[];
}

/** Begins the key of what is random by a stated law: beside it, nothing else is. */
export const STANDARD = '\u0000law ';

const OPERATORS = new Set(['expectation', 'covariance', 'probability']);

const isAverage = (expr: Expr): expr is Apply => expr.kind === 'apply' && OPERATORS.has(expr.op);

export function modelOf(job: Job): Model {
  const { claim, definitions } = job;
  const ofEvents = functionsOfEvents(job);
  const sides = [claim.left, claim.right];
  const bodies = definitions.map((it) => it.body);
  const over = variablesOver([...sides, ...bodies]);
  const laws = lawsIn([...sides, ...bodies], over, new Set([...definitions.map((it) => it.key), ...ofEvents]));
  return {
    random: randomIn(sides, new Map(definitions.map((it) => [it.key, it]))),
    laws: laws.names,
    calls: laws.calls,
    told: toldIn(sides),
    ofEvents,
    normalised: job.unnormalised !== true,
    binary: binaryIn(job),
    asksEvents: ofEvents.size > 0 || [...sides, ...bodies].some((side) => some(side, asksEvent)),
    whole: wholeIn([...sides, ...bodies], laws.names),
    parameters: parametersIn([...sides, ...bodies]),
  };
}

/** `\int_0^1 p(x | \rho) p(\rho) \, d\rho`, where nothing is integrated over another part. */
function wholeIn(exprs: readonly Expr[], laws: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const limits = new Map<string, Set<string>>();
  for (const expr of exprs)
    walk(expr, (it) => {
      if (it.kind !== 'reduce' || it.op !== 'integral') return;
      for (const { key, from, to } of it.bound)
        limits.set(key, (limits.get(key) ?? new Set()).add([from, to].map((one) => one && textOf(one)).join()));
    });
  return new Set(
    [...limits].flatMap(([key, all]) => {
      const isOfLaw = [...laws.values()].some((names) => names.includes(key));
      const [only] = all;
      return isOfLaw && all.size === 1 && only !== undefined && WHOLE.test(only) ? [key] : [];
    }),
  );
}

const WHOLE = /^\{"kind":"number","value":0\},(\{"kind":"number","value":1\}|.*\\\\infty)/;

/** The names that a claim differentiates by. */
function parametersIn(exprs: readonly Expr[]): readonly SymbolExpr[] {
  const found = new Map<string, SymbolExpr>();
  for (const expr of exprs)
    walk(expr, (it) => {
      if (it.kind !== 'derivative') return;
      for (const by of it.by.map(variableIn)) if (by.kind === 'symbol') found.set(by.key, by);
    });
  return [...found.values()];
}

/** Names that stand inside of expectations alone, through definitions too. */
function randomIn(sides: readonly Expr[], definitions: ReadonlyMap<string, Definition>): ReadonlySet<string> {
  const inside = new Set<string>();
  const outside = new Set<string>();
  const visit = (expr: Expr, into: Set<string>, seen: ReadonlySet<string>): void => {
    if (expr.kind === 'symbol' || expr.kind === 'index') {
      const key = expr.kind === 'symbol' ? expr.key : expr.base.kind === 'symbol' ? expr.base.key : '';
      for (const name of [key, `${key}[]`, `${key}[,]`]) {
        into.add(name);
        const body = definitions.get(name)?.body;
        if (body !== undefined && !seen.has(name)) visit(body, into, new Set([...seen, name]));
      }
      if (expr.kind === 'index') {
        if (expr.base.kind !== 'symbol') visit(expr.base, into, seen);
        for (const it of expr.items) if (it.kind === 'at') visit(it.expr, outside, seen);
      }
      return;
    }
    const isInside = isAverage(expr);
    for (const it of children(expr)) visit(it, isInside ? inside : into, seen);
    if (expr.kind === 'derivative') for (const it of expr.by) visit(it, outside, seen);
  };
  for (const side of sides) visit(side, outside, new Set());
  const all = [...inside].filter((it) => !outside.has(it));
  const stated = all.filter((it) => it.startsWith(STANDARD));
  if (stated.length > 0) return new Set(stated);
  // `Var(X + b)`: b is a constant by habit, where anything else may be random.
  const named = all.filter((it) => !/^[abcd](\[,?\])?$/.test(it));
  return new Set(named.length > 0 ? named : all);
}

/** Names that sums, integrals and expectations run over. */
function variablesOver(exprs: readonly Expr[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const expr of exprs)
    walk(expr, (it) => {
      if (it.kind === 'reduce' && (it.op === 'sum' || it.op === 'integral'))
        for (const { key, from } of it.bound) if (from === undefined) found.add(key);
      if (it.kind === 'apply' && it.under !== undefined) for (const name of runsOver(it.under)) found.add(name.key);
    });
  return found;
}

/** x in `x \sim p`, `x \sim p(x)` and `q(x | y)`; of a single letter nothing is known. */
export function runsOver(under: Expr): readonly SymbolExpr[] {
  if (under.kind === 'relation') {
    const [first] = under.sides;
    return first === undefined ? [] : symbolsOf(first.kind === 'tuple' ? first.items : [first]);
  }
  return under.kind === 'call' ? symbolsOf(lawful(under)) : [];
}

const symbolsOf = (exprs: readonly Expr[]): readonly SymbolExpr[] =>
  exprs.flatMap((it) => (it.kind === 'symbol' ? [it] : []));

/** What stands before the bar. */
export const lawful = (call: Call): readonly Expr[] => call.args.slice(0, call.given ?? call.args.length);

/** Letters that name laws. */
const LETTER = /^([pqPQ]|\\pi|\\rho)$/;

function lawsIn(
  exprs: readonly Expr[],
  over: ReadonlySet<string>,
  defined: ReadonlySet<string>,
): { names: ReadonlyMap<string, readonly string[]>; calls: readonly Call[] } {
  const all: Call[] = [];
  const stated = new Set<string>();
  const gather = (expr: Expr): void => {
    walk(expr, (it) => {
      if (it.kind === 'call' && it.fn.kind === 'symbol' && !defined.has(it.fn.key)) all.push(it);
      if (it.kind !== 'apply') return;
      if (isDivergence(it)) for (const law of it.args) if (isOfName(law)) stated.add(law.fn.key);
      if (it.under === undefined) return;
      const law = lawNamed(it.under);
      if (law?.kind === 'symbol') stated.add(law.key);
      if (law?.kind === 'call' && law.fn.kind === 'symbol') {
        stated.add(law.fn.key);
        gather(law);
      }
    });
  };
  exprs.forEach(gather);
  const keys = new Set<string>();
  for (const { fn, args } of all) {
    if (fn.kind !== 'symbol') continue;
    const isOver = symbolsOf(args).some((one) => over.has(one.key) || isTurned(one.key, fn, all));
    if (stated.has(fn.key) || (LETTER.test(fn.glyph.letter) && isOver)) keys.add(fn.key);
  }
  const calls = all.filter((it) => it.fn.kind === 'symbol' && keys.has(it.fn.key));
  const names = new Map<string, readonly string[]>(barelyIn(exprs, keys).map((it) => [it, [ANYTHING]]));
  for (const it of calls) {
    if (it.fn.kind !== 'symbol') continue;
    const known = names.get(it.fn.key) ?? [];
    const own = lawful(it)
      .map(nameOfVariable)
      .filter((one) => !known.includes(one));
    names.set(it.fn.key, [...known, ...own]);
  }
  return { names, calls };
}

const isDivergence = ({ op, name }: Apply): boolean => op === 'to-number' && name?.toLowerCase() === 'kl';

const isOfName = (it: Expr): it is Call & { readonly fn: SymbolExpr } => it.kind === 'call' && it.fn.kind === 'symbol';

/** q in `KL(q(z | x) \\| p(z))`, where no expectation says what it is under. */
function toldIn(sides: readonly Expr[]): readonly Call[] {
  const found = new Map<string, Call>();
  let isSaid = false;
  for (const side of sides)
    walk(side, (it) => {
      if (it.kind !== 'apply') return;
      if (it.under !== undefined && it.under.kind !== 'symbol') isSaid = true;
      const [first] = isDivergence(it) ? it.args : [];
      if (first !== undefined && isOfName(first)) found.set(textOf(first), first);
    });
  return isSaid ? [] : [...found.values()];
}

/** What a law is of that no value tells: the p and q of `KL(p \\| q)`. */
export const ANYTHING = 'anything';

/** The letters of laws between the brackets of a divergence that stand nowhere with what they are laws of. */
function barelyIn(exprs: readonly Expr[], known: ReadonlySet<string>): readonly string[] {
  const found = new Set<string>();
  for (const expr of exprs)
    walk(expr, (it) => {
      if (it.kind !== 'apply' || !isDivergence(it)) return;
      const letters = symbolsOf(it.args).filter(({ glyph }) => LETTER.test(glyph.letter));
      // Of one that is of something, the other is too.
      if (letters.length === 2 && letters.every(({ key }) => !known.has(key)))
        for (const { key } of letters) found.add(key);
    });
  return [...found];
}

/** Before the bar in one value of a law and behind it in another: Bayes' rule. */
function isTurned(name: string, fn: SymbolExpr, all: readonly Call[]): boolean {
  const own = all.filter((it) => it.fn.kind === 'symbol' && it.fn.key === fn.key);
  const isIn = (exprs: readonly Expr[]): boolean => symbolsOf(exprs).some((it) => it.key === name);
  return own.some((it) => isIn(lawful(it))) && own.some((it) => isIn(it.args.slice(lawful(it).length)));
}

/** p in `x \sim p` and `p(x)`; a letter alone. */
export function lawNamed(under: Expr): Expr | undefined {
  if (under.kind === 'relation') return under.sides[1];
  return under.kind === 'call' || under.kind === 'symbol' ? under : undefined;
}

/** A name that a law is of: the name itself, or what stands there, such as `x^{(i)}`. */
export const nameOfVariable = (expr: Expr): string =>
  expr.kind === 'symbol'
    ? expr.key
    : JSON.stringify(expr, (name: string, value: unknown) => (name === 'span' ? undefined : value));
