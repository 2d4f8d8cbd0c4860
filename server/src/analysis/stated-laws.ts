/**
 * `\varepsilon \sim \mathcal N(0, \sigma^2 I)` for a claim about averages: what is random there has this mean and this
 * covariance. It is written as one with any law, shifted and stretched, so that what holds then rests on two moments alone.
 */
import { type Apply, type Call, type Expr, some, type SymbolExpr, walk } from '../expr/expr.ts';
import { freeNames } from '../shape/free-names.ts';
import { type Definition, exprsOf, type Job, type Name } from '../verify/job.ts';
import { STANDARD } from '../verify/model.ts';
import { relationOf } from './definitions.ts';
import { densityIn, exactLawIn, type ExactLaw, momentsOf, underExactLaw } from './exact-laws.ts';
import type { PosedFormula } from './posed-formula.ts';
import type { At } from './reach.ts';
import { reachOf } from './supposed.ts';

interface Law {
  readonly of: SymbolExpr;
  readonly mean?: Expr;
  readonly spread?: Expr;
}

/** The job with what is random as its laws say; nothing where no average speaks of such a name. */
export function underStatedLaws(job: Job, at: At, own: PosedFormula): readonly Job[] {
  const exprs = exprsOf(job);
  if (!exprs.some((it) => some(it, (one) => isAverage(one) || isIntegral(one)))) return [];
  const exact = lawsAbove(at).flatMap((it) => underExactLaw(job, it) ?? []);
  const moments = exprs.some((it) => some(it, isAverage)) ? byMoments(job, at, own) : undefined;
  return [moments ?? [], exact].flat();
}

/** The last that is said of each name, where it is said for this place too. */
function lawsAbove({ all, meaning, section }: At): readonly ExactLaw[] {
  const { part } = section.statements;
  const scopes = part.blocks[part.formulas[meaning.formula]!.block]?.scopes ?? [];
  const own = all.meanings
    .slice(0, meaning.formula + 1)
    .filter((_, formula) => reachOf(part, formula).every((scope, i) => scopes[i] === scope));
  const outer = all.enclosing().flatMap((it) => it.statements.statements);
  const found = new Map<string, ExactLaw>();
  for (const list of [...outer, ...own.map((it) => it.map(({ statement }) => statement))])
    for (const law of [densityIn(list), ...list.map(({ expr }) => exactLawIn(expr))])
      if (law !== undefined) found.set(law.of, law);
  return [...found.values()];
}

function byMoments(job: Job, { all, meaning, section }: At, own: PosedFormula): Job | undefined {
  const ties = all.meanings
    .slice(0, meaning.formula)
    .flat()
    .filter((it) => it.kind === 'tie');
  const outer = all.enclosing().flatMap((it) => it.statements.statements.flat());
  const laws = new Map<string, Law>();
  const add = (law: Law): unknown => laws.set(law.of.key, { ...laws.get(law.of.key), ...law });
  for (const { expr } of outer) lawsIn(expr).forEach(add);
  for (const { statement } of ties) [...lawsIn(statement.expr), ...momentsIn(statement.expr)].forEach(add);
  if (laws.size === 0) return undefined;
  const withNames = (it: Job, keys: readonly string[]): Job => {
    const known = new Set([...it.names, ...it.definitions].map(({ key }) => key));
    const names = [...new Set(keys)]
      .filter((key) => !known.has(key) && !/^I(\[|$|_)/.test(key))
      .map((key): Name => ({
        key,
        shape: own.shapeOfName(key),
        conditions: section.declared.find((one) => one.key === key)?.conditions ?? [],
        declared: own.declared(key),
      }));
    return { ...it, names: [...it.names, ...names] };
  };
  let changed = job;
  // `y = X\beta + \varepsilon` is what y is, where ε is random.
  for (const { statement } of ties) {
    const { sides: [name, value] = [], signs = [] } = relationOf(statement.expr) ?? {};
    if (name?.kind !== 'symbol' || value === undefined || signs.length !== 1 || signs[0]?.text !== '=') continue;
    const used = [...freeNames(value).names.keys()];
    if (!changed.names.some((it) => it.key === name.key) || !used.some((it) => laws.has(it))) continue;
    const definitions = [...changed.definitions, { key: name.key, parameters: [], body: value }];
    changed = withNames({ ...changed, definitions, names: changed.names.filter((it) => it.key !== name.key) }, used);
  }
  // `\mathbb E[XY] = \mu \mathbb E[Y]` speaks of something random that may depend on X.
  const others = exprsOf(changed).flatMap((it) => averagedIn(it));
  if (others.some((key) => !laws.has(key) && changed.definitions.every((it) => it.key !== key))) return undefined;
  const random = [...laws.values()].filter(({ of }) => isOfList(changed.names.find((it) => it.key === of.key)));
  if (random.length === 0) return undefined;
  for (const law of random) changed = withNames(standardised(changed, law), namesOf(law));
  return { ...changed, said: 'of its law, the mean and the covariance count' };
}

const isIntegral = (it: Expr): boolean => it.kind === 'reduce' && it.op === 'integral';

const isAverage = (it: Expr): it is Apply =>
  it.kind === 'apply' && (it.op === 'expectation' || it.op === 'covariance') && it.under === undefined;

/** Names whose own mean, variance or covariance is written. */
function averagedIn(expr: Expr): readonly string[] {
  const found: string[] = [];
  walk(expr, (it) => {
    if (isAverage(it)) for (const one of it.args) if (one.kind === 'symbol') found.push(one.key);
  });
  return found;
}

const isOfList = (name: Name | undefined): boolean => name?.shape.kind === 'scalar' || name?.shape.kind === 'vector';

function lawsIn(expr: Expr): readonly Law[] {
  const { sides: [left, law] = [], signs = [] } = relationOf(expr) ?? {};
  if (signs.length !== 1 || signs[0]?.text !== '\\sim' || left === undefined || law?.kind !== 'call') return [];
  const [m, s] = isNormal(law) ? law.args : [];
  const { mean = m, spread = s } = momentsOf(law) ?? {};
  const all = left.kind === 'tuple' && left.open === '' ? left.items : [left];
  return all.flatMap((of) => (of.kind === 'symbol' && mean && spread ? [{ of, mean, spread }] : []));
}

/** `\mathbb E[\varepsilon] = 0`, `\operatorname{Var}(\varepsilon) = \sigma^2 I`, where they are conditions. */
function momentsIn(expr: Expr): readonly Law[] {
  const { sides: [left, right] = [], signs = [] } = relationOf(expr) ?? {};
  if (signs.length !== 1 || signs[0]?.text !== '=' || left === undefined || right === undefined) return [];
  const [of, more] = isAverage(left) && left.given === undefined ? left.args : [];
  if (!isAverage(left) || of?.kind !== 'symbol' || more !== undefined || some(right, isAverage)) return [];
  return [left.op === 'expectation' ? { of, mean: right } : { of, spread: right }];
}

const namesOf = ({ mean, spread }: Law): readonly string[] =>
  [mean, spread].flatMap((it) => (it === undefined ? [] : [...freeNames(it).names.keys()]));

const isNormal = (it: Expr | undefined): it is Call =>
  it?.kind === 'call' &&
  it.fn.kind === 'symbol' &&
  it.fn.glyph.letter === 'N' &&
  it.fn.glyph.face === 'calligraphic' &&
  it.args.length === 2 &&
  it.given === undefined;

/** x = m + C^{1/2} Cov(u)^{-1/2} (u - E[u]) for a u of which nothing is said. */
function standardised(job: Job, law: Law): Job {
  const { of, mean, spread } = law;
  const { span } = of;
  const key = `${STANDARD}${of.key}`;
  const own = job.names.find((it) => it.key === of.key)!;
  const base: SymbolExpr = { ...of, key };
  const apply = (op: Apply['op'], args: readonly Expr[], more: Partial<Apply> = {}): Apply => ({
    kind: 'apply',
    op,
    args,
    span,
    ...more,
  });
  const root = (it: Expr, exponent: number): Expr => apply('power', [it, { kind: 'number', value: exponent, span }]);
  const width = apply('covariance', [base], { name: own.shape.kind === 'scalar' ? 'Var' : 'Cov' });
  const expected = apply('expectation', [base], { name: 'E' });
  const centred = apply('sum', [base, expected], { signs: [1, -1] });
  const inner = apply('parentheses', [centred]);
  const moving = spread === undefined ? inner : apply('product', [root(spread, 0.5), root(width, -0.5), inner]);
  const isCentred = mean?.kind === 'number' && mean.value === 0;
  const middle = mean ?? expected;
  const body = isCentred ? moving : apply('sum', [middle, moving], { signs: [1, 1] });
  // What the mean and the covariance are called is no longer worked out from them.
  const moments = new Set(namesOf(law));
  const kept = job.definitions.filter((it) => !(moments.has(it.key) && isMomentOf(it, of.key)));
  const dropped = job.definitions.filter((it) => !kept.includes(it)).map((it) => it.key);
  const rest = kept.filter((it) => !dropped.includes(it.key));
  return {
    ...job,
    names: [...job.names.filter((it) => it.key !== of.key), { ...own, key, conditions: [], declared: own.declared }],
    definitions: [...rest, { key: of.key, parameters: [], body }],
  };
}

const isMomentOf = ({ body }: Definition, key: string): boolean =>
  some(body, (it) => isAverage(it) && it.args.some((one) => one.kind === 'symbol' && one.key === key));
