/**
 * Names whose kind only their letters tell, as the other things that they may be: a claim is refuted only if it is not
 * true of any of them.
 */
import { type Call, type Expr, some, type SymbolExpr, walk } from '../expr/expr.ts';
import { isUpper } from '../expr/glyph.ts';
import type { Operator } from '../expr/operators.ts';
import { named } from '../shape/dim.ts';
import { baseOf, freeNames } from '../shape/free-names.ts';
import { dimsOf, matrix, SCALAR, type Shape, vector } from '../shape/shape.ts';
import { mentions } from './dependence.ts';
import { exprsOf, type Job, type Name } from './job.ts';
import { modelOf } from './model.ts';

/** At most so many other readings are tried. */
const MOST = 8;

/** The job by all other kinds of all these names, and of each of them alone. */
export function otherKinds(job: Job, keys: readonly string[]): readonly Job[] {
  const symbols = symbolsIn(job);
  const turned = new Set(transposedIn(job).flatMap((it) => (it.kind === 'symbol' ? [it.key] : [])));
  const kindsOf = ({ key, shape }: Name): readonly Shape[] => {
    const glyph = symbols.get(key.replace(/\[.*$/, ''))?.glyph;
    const rows = named(`?${key}:rows`);
    const all = [
      // Nobody sets a number in bold, or transposes one.
      ...(glyph?.face === 'bold' || turned.has(key) ? [] : [SCALAR]),
      vector(rows),
      ...(glyph && isUpper(glyph) ? [matrix(rows, named(`?${key}:columns`))] : []),
    ];
    return all.filter((it) => it.kind !== (shape.kind === 'row' ? 'vector' : shape.kind));
  };
  const options = job.names.flatMap((it) => (keys.includes(it.key) ? [{ key: it.key, kinds: kindsOf(it) }] : []));
  const together = [0, 1].map((i) =>
    options.flatMap(({ key, kinds }) => {
      const kind = kinds[i] ?? kinds[0];
      return kind === undefined ? [] : [[key, kind] as const];
    }),
  );
  const alone = options.flatMap(({ key, kinds }) => kinds.map((kind) => [[key, kind] as const]));
  const all = [...together, ...alone].filter((it) => it.length > 0).map((it) => new Map(it));
  return [...new Map(all.map((it) => [JSON.stringify([...it]), it])).values()]
    .slice(0, MOST)
    .map((it) => ({ ...withKinds(job, it), quiet: true }));
}

/** Greek letters that were worked out to be lists and are numbers by convention; undefined where there are none. */
export function withNumbers(job: Job): Job | undefined {
  const symbols = symbolsIn(job);
  const keys = job.names.filter(({ key, declared, shape }) => {
    const glyph = symbols.get(key)?.glyph;
    return !declared && shape.kind === 'vector' && glyph?.face === 'plain' && /^\\[a-z]/.test(glyph.letter);
  });
  return keys.length === 0 ? undefined : withKinds(job, new Map(keys.map(({ key }) => [key, SCALAR])));
}

/**
 * `(x_i - \mu)^2` where another section, if anything, makes lists of them: as the numbers that are squared. Undefined
 * where nothing of that kind is.
 */
export function withSquaredNumbers(job: Job): Job | undefined {
  const squared = new Set<string>();
  for (const expr of exprsOf(job))
    walk(expr, (it) => {
      const [base, by] = it.kind === 'apply' && it.op === 'power' ? it.args : [];
      if (base === undefined || by?.kind !== 'number' || job.shapes.get(base)?.kind === 'matrix') return;
      for (const key of freeNames(base).names.keys()) squared.add(key);
    });
  const turned = new Set(transposedIn(job).flatMap((it) => [...freeNames(it).names.keys()]));
  const keys = job.names.flatMap(({ key, declared, shape }) => {
    const base = baseOf(key);
    const isSquared = [key, base].some((it) => squared.has(it)) && ![key, base].some((it) => turned.has(it));
    return !declared && shape.kind === 'vector' && isSquared ? [key] : [];
  });
  return keys.length === 0 ? undefined : withKinds(job, new Map(keys.map((key) => [key, SCALAR])));
}

/**
 * `\frac{d}{dx}\sin x = \cos x` where x is a list, however it came about: what is written of each entry. Undefined where
 * more than the variable is an array, or where something is done that only arrays allow.
 */
export function ofEachEntry(asked: Job): Job | undefined {
  const job = withVariablesAlone(asked);
  const arrays = job.names.filter(({ shape }) => /^(vector|row|matrix)$/.test(shape.kind));
  const [only, more] = arrays;
  const exprs = exprsOf(job);
  const isEntrywise = exprs.every((expr) => !some(expr, (it) => it.kind === 'apply' && OF_ARRAYS.has(it.op)));
  const derives = [job.claim.left, job.claim.right].some((side) => some(side, (it) => it.kind === 'derivative'));
  if (only === undefined || more !== undefined || !isEntrywise || !derives) return undefined;
  return withKinds(job, new Map([[only.key, SCALAR]]));
}

/** Without what the variables come down to, and what only that names. */
function withVariablesAlone(job: Job): Job {
  const variables = new Set<string>();
  for (const side of [job.claim.left, job.claim.right])
    walk(side, (it) => {
      if (it.kind === 'derivative') for (const by of it.by) if (by.kind === 'symbol') variables.add(by.key);
    });
  const given = job.definitions.filter((it) => variables.has(it.key));
  if (given.length === 0) return job;
  const kept = job.definitions.filter((it) => !variables.has(it.key));
  const reached = new Set<string>();
  const reach = (expr: Expr): void => {
    const { names, functions } = freeNames(expr);
    for (const key of [...names.keys(), ...functions]) {
      if (reached.has(key)) continue;
      reached.add(key);
      for (const it of kept) if (it.key === key) reach(it.body);
    }
  };
  reach(job.claim.left);
  reach(job.claim.right);
  const variable = (key: string): Name => ({ key, shape: vector(named(`?${key}`)), conditions: [], declared: false });
  return {
    ...job,
    definitions: kept.filter((it) => reached.has(it.key)),
    names: [...job.names.filter((it) => reached.has(it.key)), ...given.map((it) => variable(it.key))],
  };
}

const OF_ARRAYS: ReadonlySet<string> = new Set<Operator>([
  'transpose',
  'inverse',
  'inverse-transpose',
  'trace',
  'determinant',
  'norm',
  'inner',
  'diagonal',
  'vectorise',
  'kronecker',
  'dot',
]);

/** Random quantities that were worked out to be arrays: by convention, a capital letter is a number there as well. */
export function withRandomNumbers(job: Job): Job | undefined {
  const { random } = modelOf(job);
  const keys = job.names.filter(
    ({ key, declared, shape }) =>
      !declared && random.has(key) && /^(vector|matrix)$/.test(shape.kind) && /^[A-Z]$/.test(key),
  );
  return keys.length === 0 ? undefined : withKinds(job, new Map(keys.map(({ key }) => [key, SCALAR])));
}

/** Functions that nothing defines, with lists for values where numbers were only guessed; undefined where there are none. */
export function withLists(job: Job, isMeant: (key: string) => boolean = () => true): Job | undefined {
  const known = new Set([...job.definitions, ...job.names.filter((it) => it.declared)].map((it) => it.key));
  const isOne = (it: Expr): it is Call & { readonly fn: SymbolExpr } =>
    it.kind === 'call' &&
    it.fn.kind === 'symbol' &&
    (job.shapes.get(it)?.kind ?? 'scalar') === 'scalar' &&
    !known.has(it.fn.key) &&
    isMeant(it.fn.key);
  const lists = new Map<Expr, Shape>();
  for (const expr of exprsOf(job))
    walk(expr, (it) => {
      if (isOne(it)) lists.set(it, vector(named(`?${it.fn.key}()`)));
    });
  if (lists.size === 0) return undefined;
  const rest = [...job.shapes].filter(([expr]) => !some(expr, (it) => lists.has(it)));
  return { ...job, shapes: new Map([...rest, ...lists]) };
}

/** What is written with a transpose. */
export function transposedIn(job: Job): readonly Expr[] {
  const found: Expr[] = [];
  for (const expr of exprsOf(job))
    walk(expr, (it) => {
      const [inner] = it.kind === 'apply' && it.op === 'transpose' ? it.args : [];
      const [bare] = inner?.kind === 'apply' && inner.op === 'parentheses' ? inner.args : [inner];
      if (bare !== undefined) found.push(bare);
    });
  return found;
}

/** The same for functions whose values are transposed: nobody transposes a number. */
export function withTurnedLists(job: Job): Job {
  const turned = new Set(
    transposedIn(job).flatMap((it) => (it.kind === 'call' && it.fn.kind === 'symbol' ? [it.fn.key] : [])),
  );
  return (turned.size === 0 ? undefined : withLists(job, (key) => turned.has(key))) ?? job;
}

/** Names that were guessed to be numbers and are transposed, as lists; undefined where there are none. */
export function withTurnedNames(job: Job): Job | undefined {
  const turned = new Set(transposedIn(job).flatMap(keyOfName));
  const keys = job.names.flatMap(({ key, declared, shape }) =>
    !declared && shape.kind === 'scalar' && turned.has(key) ? [key] : [],
  );
  return keys.length === 0
    ? undefined
    : withKinds(job, new Map(keys.map((key) => [key, vector(named(`?${key}:rows`))])));
}

const keyOfName = (expr: Expr): readonly string[] =>
  expr.kind === 'symbol'
    ? [expr.key]
    : expr.kind === 'index' && expr.base.kind === 'symbol'
      ? [`${expr.base.key}[${','.repeat(expr.items.length - 1)}]`]
      : [];

/** What was worked out of expressions that have these names no longer holds. */
export function withKinds(job: Job, kinds: ReadonlyMap<string, Shape>): Job {
  const names = job.names.map((it) => ({ ...it, shape: kinds.get(it.key) ?? it.shape }));
  const definitions = new Map(job.definitions.map((it) => [it.key, it]));
  const keys = [...kinds.keys()];
  const shapes = [...job.shapes].filter(
    ([expr]) => freeNames(expr).names.size === 0 || !keys.some((key) => mentions(expr, key, definitions, new Map())),
  );
  return { ...job, names, shapes: new Map(shapes) };
}

/** The names of a job as they are written. */
export function symbolsIn(job: Job): ReadonlyMap<string, SymbolExpr> {
  const found = new Map<string, SymbolExpr>();
  for (const expr of exprsOf(job))
    walk(expr, (it) => {
      if (it.kind === 'symbol') found.set(it.key, it);
    });
  return found;
}

/** Whether an expression has rows and columns: by what is said of it, or by what defines it. */
export function isArray(expr: Expr, job: Job): boolean {
  const name = expr.kind === 'symbol' ? expr.key : undefined;
  const shape = job.shapes.get(expr) ?? job.names.find(({ key }) => key === name)?.shape;
  if (shape !== undefined && shape.kind !== 'unknown') return dimsOf(shape).length === 2;
  const body = job.definitions.find(({ key, parameters }) => key === name && parameters.length === 0)?.body;
  return body !== undefined && body !== expr && isArray(body, job);
}
