/**
 * A claim about names of which nobody says what they are: tried with every kind that they may have. What is true by all
 * the kinds that fit is true whatever they are; of anything else nothing is known.
 */
import { children, type Derivative, type Expr, some, type SymbolExpr, walk } from '../expr/expr.ts';
import { isUpper } from '../expr/glyph.ts';
import { named } from '../shape/dim.ts';
import { freeNames } from '../shape/free-names.ts';
import { matrix, SCALAR, type Shape, vector } from '../shape/shape.ts';
import { exprsOf, type Job, type Name } from './job.ts';
import { symbolsIn, transposedIn, withKinds } from './kinds.ts';

/** More combinations than these are not tried. */
const MOST = 18;

/** The job by every kind that names of unknown kind, and unknown values of functions, may have. */
export function byEveryKind(job: Job): readonly Job[] {
  const choices = [...openNames(job).map((it) => namesAs(it, job)), ...openValues(job)];
  if (choices.length === 0 || choices.reduce((all, it) => all * it.length, 1) > MOST) return [];
  return choices
    .reduce<readonly Job[]>((jobs, changes) => changes.flatMap((by) => jobs.map(by)), [job])
    .map((it) => ({ ...it, quiet: true }));
}

/** What they are called, for the reader. */
export const openLetters = (job: Job): readonly string[] => [
  ...new Set(
    [...openNames(job), ...callsIn(job).filter(({ kind }) => kind === 'unknown')].map(({ key }) =>
      key.replace(/\[.*$/, ''),
    ),
  ),
];

/** Beside lists, a capital letter is no number: what holds only there is not what is meant. */
export function mixesCapitals(open: Job, { names }: Job): boolean {
  const capitals = new Set(
    openNames(open)
      .map((it) => it.key)
      .filter((it) => /^[A-Z](_|$|\[)/.test(it)),
  );
  return (
    names.some(({ key, shape }) => capitals.has(key) && shape.kind === 'scalar') &&
    names.some(({ shape }) => shape.kind === 'vector' || shape.kind === 'matrix')
  );
}

type Change = (job: Job) => Job;

const openNames = (job: Job): readonly Name[] => {
  const indices = new Set(exprsOf(job).flatMap((it) => [...freeNames(it).indices]));
  return job.names.filter(({ key, shape }) => shape.kind === 'unknown' && !indices.has(key));
};

function namesAs({ key }: Name, job: Job): readonly Change[] {
  const base = key.replace(/\[.*$/, '');
  const glyph = symbolsIn(job).get(base)?.glyph;
  // Where only functions of which nothing is known take it, it makes no difference what it is.
  if (isArgument(base, job)) return [(it) => withKinds(it, new Map([[key, SCALAR]]))];
  const turned = transposedIn(job).some((it) => baseOf(it)?.key === base);
  const rows = named(`?${key}:rows`);
  const kinds: readonly Shape[] = [
    ...(glyph?.face === 'bold' || turned ? [] : [SCALAR]),
    vector(rows),
    ...(glyph && isUpper(glyph) ? [matrix(rows, named(`?${key}:columns`))] : []),
  ];
  return kinds.map((kind) => (it: Job) => withKinds(it, new Map([[key, kind]])));
}

const baseOf = (expr: Expr): SymbolExpr | undefined =>
  expr.kind === 'symbol' ? expr : expr.kind === 'index' ? baseOf(expr.base) : undefined;

/** Whether a name stands nowhere but in what functions that nothing defines are applied to. */
export function isArgument(base: string, job: Pick<Job, 'claim' | 'definitions'>, isElsewhere = stands): boolean {
  const defined = new Set(job.definitions.map((it) => it.key));
  const elsewhere = (expr: Expr): boolean => {
    if (expr.kind === 'symbol') return expr.key === base;
    if (expr.kind === 'derivative') return isElsewhere(expr, elsewhere);
    if (expr.kind !== 'call' || expr.fn.kind !== 'symbol' || defined.has(expr.fn.key))
      return children(expr).some(elsewhere);
    return expr.args.some((it) => baseOf(it) === undefined && elsewhere(it));
  };
  return !exprsOf(job).some(elsewhere);
}

const stands = (expr: Derivative, elsewhere: (it: Expr) => boolean): boolean =>
  [...expr.by, ...(expr.of === undefined ? [] : [expr.of])].some(elsewhere);

/** Values of functions of which nothing tells the kind: all of them numbers, or all of them lists. */
function openValues(job: Job): readonly (readonly Change[])[] {
  const open = callsIn(job).filter((it) => it.kind === 'unknown');
  if (open.length === 0) return [];
  const isOpen = new Set(open.map((it) => it.key));
  // What is made of a value on the way is of its kind as well.
  const numbers = callsIn(job).filter((it) => it.kind === 'scalar' && !isOpen.has(it.key));
  const as =
    (kindOf: (key: string) => Shape): Change =>
    (it) => ({
      ...it,
      names: [...it.names, ...functionsOf(open, it, kindOf), ...functionsOf(numbers, it, () => SCALAR)],
      shapes: new Map([
        ...[...it.shapes].filter(([expr]) => !some(expr, (one) => open.some((value) => value.expr === one))),
        ...open.map(({ expr, key }) => [expr, kindOf(key)] as const),
      ]),
    });
  return [[as(() => SCALAR), as((key) => vector(named(`?${key}()`)))]];
}

interface Called {
  readonly expr: Expr;
  readonly key: string;
  readonly kind: Shape['kind'];
}

/** The values of functions that nothing defines or declares. */
function callsIn(job: Job): readonly Called[] {
  const known = new Set(
    [...job.definitions, ...job.names.filter((it) => it.shape.kind !== 'unknown')].map((it) => it.key),
  );
  const found: Called[] = [];
  for (const side of exprsOf(job))
    walk(side, (expr) => {
      const key = expr.kind === 'call' ? functionKeyOf(expr.fn) : undefined;
      if (key !== undefined && !known.has(key))
        found.push({ expr, key, kind: job.shapes.get(expr)?.kind ?? 'unknown' });
    });
  return found;
}

function functionsOf(calls: readonly Called[], job: Job, kindOf: (key: string) => Shape): readonly Name[] {
  const others = new Set(job.names.map((it) => it.key));
  const keys = new Set(calls.map(({ key }) => key).filter((key) => !others.has(key)));
  return [...keys].map((key) => ({
    key,
    shape: { kind: 'function', to: kindOf(key) },
    declared: false,
    conditions: [],
  }));
}

/** `T` of `T(x)`, `T[]` of `T_j(x)`. */
function functionKeyOf(fn: Expr): string | undefined {
  if (fn.kind === 'symbol') return fn.key;
  return fn.kind === 'index' && fn.base.kind === 'symbol' && !fn.upper ? `${fn.base.key}[]` : undefined;
}
