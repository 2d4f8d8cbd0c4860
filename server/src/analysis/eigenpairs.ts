/**
 * Where a note speaks of eigenvalues, the λ beside the one matrix and the one vector of a claim is an eigenvalue, and the
 * vector its eigenvector: `q_k^\top S q_k = \lambda_k q_k^\top q_k` rests on `S q_k = \lambda_k q_k`, said in words. So read, a claim
 * may be confirmed; nothing is refuted.
 */
import { perObject } from '../base/per-object.ts';
import { type Apply, type Expr, type SymbolExpr, walk, speaksOf } from '../expr/expr.ts';
import { rewritten } from '../expr/rewrite.ts';
import { textOf } from '../expr/text.ts';
import type { Part } from '../note/note.ts';
import { baseOf, freeNames } from '../shape/free-names.ts';
import { exprsOf, type Job, type Name } from '../verify/job.ts';

/** Whether a part speaks of eigenvalues or eigenvectors. */
export const speaksOfEigenvalues = perObject(({ text }: Part): boolean =>
  /\beigen-?(value|vector|pair)s?\b/i.test(text),
);

/**
 * The claim of eigenvectors, by each reading that has one matrix, one vector and one λ.
 * @param isAny whether a name stands for anything of its kind: “for every vector z”
 */
export function withEigenpairs(jobs: readonly Job[], isAny: (key: string) => boolean): readonly Job[] {
  return jobs.flatMap((job) => {
    const pair = pairIn(job, isAny);
    const found = pair && (alone(pair, job) ?? listed(pair, job));
    return found ? [{ ...found, quiet: true, said: 'of an eigenvalue and its eigenvector' }] : [];
  });
}

interface Pair {
  readonly matrix: SymbolExpr;
  /** By the text of their indices; '' of a name without one. */
  readonly vectors: ReadonlyMap<string, Expr>;
  readonly values: ReadonlyMap<string, Expr>;
}

function pairIn(job: Job, isAny: (key: string) => boolean): Pair | undefined {
  const used = new Set([job.claim.left, job.claim.right].flatMap((it) => [...freeNames(it).names.keys()]));
  for (const { body, parameters } of job.definitions)
    for (const key of freeNames(body).names.keys()) if (!parameters.includes(key)) used.add(key);
  const of = (test: (it: Name) => boolean): string | undefined => {
    // Numbered members are of their family.
    const keys = job.names.filter((it) => used.has(it.key) && test(it)).map(({ key }) => key.replace(/\[\d+\]$/, '[]'));
    const [first, more] = new Set(keys);
    return more === undefined ? first : undefined;
  };
  const matrix = of(({ shape }) => shape.kind === 'matrix');
  const vector = of(({ shape }) => shape.kind === 'vector');
  const value = of(({ key, shape }) => shape.kind === 'scalar' && baseOf(key) === '\\lambda');
  if (matrix === undefined || vector === undefined || value === undefined || matrix.includes('[')) return undefined;
  if (isAny(vector) || isAny(value)) return undefined;
  const symbol = [...placesOf(matrix, job).values()].find((it): it is SymbolExpr => it.kind === 'symbol');
  return symbol && { matrix: symbol, vectors: placesOf(vector, job), values: placesOf(value, job) };
}

/** Where a name stands, or where members of a family do. */
function placesOf(key: string, job: Job): ReadonlyMap<string, Expr> {
  const found = new Map<string, Expr>();
  const isFamily = key.endsWith('[]');
  for (const expr of exprsOf(job))
    walk(expr, (it) => {
      if (!isFamily && it.kind === 'symbol' && it.key === key) found.set('', it);
      if (!isFamily || it.kind !== 'index' || it.base.kind !== 'symbol' || it.base.key !== baseOf(key)) return;
      const [item, more] = it.items;
      if (item?.kind === 'at' && more === undefined) found.set(textOf(item.expr), it);
    });
  return found;
}

/** One pair: what is said of it is an equation among the others. */
function alone({ matrix, vectors, values }: Pair, job: Job): Job | undefined {
  const [[place, vector] = [], another] = vectors;
  const value = place === undefined ? undefined : values.get(place);
  if (vector === undefined || another !== undefined || value === undefined || values.size > 1) return undefined;
  const [left, right] = [product(matrix, vector), product(value, vector)];
  const given = new Set([left, right].map(textOf));
  if ([job.claim.left, job.claim.right].every((it) => given.has(textOf(it)))) return undefined;
  return { ...job, ties: [...job.ties, { left, right }] };
}

/** A list of them: each `A x_i` is `\lambda_i x_i`. */
function listed({ matrix, vectors, values }: Pair, job: Job): Job | undefined {
  if (vectors.size < 2 || ![...values.keys()].every((it) => vectors.has(it))) return undefined;
  const put = (side: Expr): Expr =>
    rewritten(side, (it) => {
      if (it.kind !== 'apply' || it.op !== 'product') return undefined;
      const at = it.args.findIndex(
        (one, i) => one.kind === 'symbol' && one.key === matrix.key && valueAt(it.args[i + 1]),
      );
      const value = valueAt(it.args[at + 1]);
      return at < 0 || value === undefined ? undefined : { ...it, args: it.args.with(at, value) };
    });
  const valueAt = (it: Expr | undefined): Expr | undefined => {
    const place = it && [...vectors].find(([, vector]) => textOf(vector) === textOf(it))?.[0];
    return place === undefined ? undefined : values.get(place);
  };
  const claim = { ...job.claim, left: put(job.claim.left), right: put(job.claim.right) };
  const isPut = claim.left !== job.claim.left || claim.right !== job.claim.right;
  const isKept = [claim.left, claim.right].every((it) => !speaksOf(it, matrix.key));
  return isPut && isKept ? { ...job, claim } : undefined;
}

const product = (...args: readonly Expr[]): Apply => ({ kind: 'apply', op: 'product', args, span: args[0]!.span });
