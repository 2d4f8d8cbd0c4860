/** `W_{ii} = p_i(1 - p_i)`: the entries on a diagonal, which give the matrix where the note says that it is diagonal. */
import type { Expr } from '../expr/expr.ts';
import { baseOf } from '../shape/free-names.ts';
import type { Job } from '../verify/job.ts';
import type { Reached } from './reach.ts';
import { type NotChecked, notChecked } from './doubts.ts';

/** The job with the value of each such matrix in place of its entries. */
export function withDiagonals(job: Job, unfolded: readonly Reached[]): Job {
  const given = new Set(
    unfolded.flatMap(({ key, seen }) => {
      const name = job.names.find((it) => it.key === baseOf(key));
      return isOnDiagonal(seen.definition.left) && name?.conditions.includes('diagonal') === true ? [key] : [];
    }),
  );
  if (given.size === 0) return job;
  const definitions = job.definitions.map((it) =>
    given.has(it.key) ? { key: baseOf(it.key), parameters: [], body: diagonalOf(it.body) } : it,
  );
  return { ...job, definitions, names: job.names.filter(({ key }) => !given.has(`${key}[]`)) };
}

/** Of any other matrix the entries beside the diagonal may be anything. */
export function partlyGiven(job: Job, unfolded: readonly Reached[]): NotChecked | undefined {
  const open = unfolded.find(
    ({ key, seen }) => isOnDiagonal(seen.definition.left) && job.names.some((it) => it.key === baseOf(key)),
  );
  return open && notChecked('unknown-symbol', baseOf(open.key));
}

/** `W_{ii}` */
function isOnDiagonal(left: Expr): boolean {
  if (left.kind !== 'index' || left.items.length !== 2) return false;
  const [a, b] = left.items.map((it) => (it.kind === 'at' && it.expr.kind === 'symbol' ? it.expr.key : undefined));
  return a !== undefined && a === b;
}

const diagonalOf = (body: Expr): Expr => ({
  kind: 'apply',
  op: 'diagonal',
  name: 'diag',
  args: [body],
  span: body.span,
});
