/**
 * A claim with defined names set free. What holds for all values of a name holds for the one it is given, so a claim may
 * be confirmed without a definition that cannot be computed; nothing is refuted so. A definition through which a
 * derivative could reach its variable stays: without it, the dependence would be lost. A function is set free as one of
 * the same arguments, a family with all of its members.
 */
import { type Derivative, type Expr, walk, speaksOf } from '../expr/expr.ts';
import { pairKey } from '../shape/declare.ts';
import { baseOf, freeNames } from '../shape/free-names.ts';
import { dependences, mentions, variableIn } from './dependence.ts';
import { type Definition, exprsOf, type Job, type Name } from './job.ts';

/** At most so many definitions are set free one at a time. */
const SINGLE = 4;

/** The claim without all definitions that may go, then without each of them. */
export function loosened(job: Job): readonly Job[] {
  const free = freeable(job);
  if (free.length === 0) return [];
  const singles = free.length > 1 ? free.slice(0, SINGLE).map((it) => [it]) : [];
  return [free, ...singles].map((list) => without(job, list));
}

/** Without the definitions of names of which the note says more: `Q = [q_1, \ldots, q_n]` of an orthogonal Q. */
export function asSaid(job: Job): readonly Job[] {
  const free = freeable(job).filter(({ conditions = [] }) => conditions.length > 0);
  return free.length === 0 ? [] : [{ ...without(job, free), quiet: true }];
}

function freeable(job: Job): readonly Definition[] {
  const { definitions } = job;
  const exprs = exprsOf(job);
  const variables = new Set<string>();
  let isKnown = true;
  for (const expr of exprs) {
    walk(expr, (it) => {
      if (it.kind === 'symbol' && it.glyph.accents.at(-1) === 'd') isKnown = false;
      if (it.kind !== 'derivative') return;
      const named = it.by.length === 0 ? argumentsOf(it, definitions) : [];
      const own = it.by.length > 0 || named.length > 0 ? named : givenIn(it, definitions);
      if (it.of === undefined || it.by.length + own.length === 0) isKnown = false;
      for (const key of own) variables.add(key);
      for (const by of it.by.map(variableIn)) {
        if (by.kind === 'symbol') variables.add(by.key);
        else isKnown = false;
      }
    });
  }
  if (!isKnown) return [];
  const names = new Map(job.names.map((it) => [it.key, it]));
  const byKey = new Map(definitions.map((it) => [it.key, it]));
  const potentials = dependences(exprs, names, byKey, new Map());
  return definitions.filter(
    ({ key, parameters, body }) =>
      (!key.includes('[') || key.endsWith('[]')) &&
      !isAlias(body) &&
      [...variables].every((it) => parameters.includes(it) || !mentions(body, it, byKey, potentials)),
  );
}

/** What `\nabla J(w)` and `\nabla J` are by: the arguments, all of them names. */
function argumentsOf({ of }: Derivative, definitions: readonly Definition[]): readonly string[] {
  if (of?.kind === 'symbol') return definitions.find((it) => it.key === of.key)?.parameters ?? [];
  const names = of?.kind === 'call' ? of.args.flatMap((it) => (it.kind === 'symbol' ? it.key : [])) : [];
  return of?.kind === 'call' && names.length === of.args.length ? names : [];
}

/** What `\nabla \|\Phi W - T\|^2` may be by: the names in it that nothing defines. */
function givenIn({ of }: Derivative, definitions: readonly Definition[]): readonly string[] {
  const names = of === undefined ? [] : [...freeNames(of).names.keys()];
  return names.filter((key) => definitions.every((it) => it.key !== key));
}

/** Another name for something: without it, two sides would speak of different things. */
const isAlias = (body: Expr): boolean => body.kind === 'symbol' || body.kind === 'number';

function without(job: Job, free: readonly Definition[]): Job {
  const names = free.map(({ key, shape, parameters, conditions = [] }): Name => ({
    key: key.endsWith('[]') && parameters.length === 2 ? pairKey(baseOf(key)) : key,
    shape: shape ?? { kind: 'unknown' },
    conditions,
    declared: false,
  }));
  const rest = job.definitions.filter((it) => !free.includes(it));
  const known = new Set(job.names.map(({ key }) => key));
  const own = names.filter(({ key }) => !known.has(key) && isUsed(baseOf(key), job, rest));
  return { ...job, definitions: rest, names: [...job.names, ...own] };
}

const isUsed = (key: string, { claim }: Job, definitions: readonly Definition[]): boolean =>
  exprsOf({ claim, definitions }).some((expr) => speaksOf(expr, key));
