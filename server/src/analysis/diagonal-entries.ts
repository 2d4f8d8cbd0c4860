/** `W_{ii} = p_i(1 - p_i)`: the entries on a diagonal, which give the matrix where the note says that it is diagonal. */
import { type Apply, children, type Expr } from '../expr/expr.ts';
import { plain } from '../expr/glyph.ts';
import { rewritten } from '../expr/rewrite.ts';
import { baseOf, freeNames } from '../shape/free-names.ts';
import { exprsOf, type Job } from '../verify/job.ts';
import type { Reached } from './reach.ts';
import { type NotChecked, notChecked } from './doubts.ts';

/** The job with the value of each such matrix in place of its entries, and with what other diagonals run over. */
export function withDiagonals(job: Job, unfolded: readonly Reached[]): Job {
  const given = new Set(
    unfolded.flatMap(({ key, seen }) => {
      const name = job.names.find((it) => it.key === baseOf(key));
      return isOnDiagonal(seen.definition.left) && name?.conditions.includes('diagonal') === true ? [key] : [];
    }),
  );
  const definitions = job.definitions.map((it) =>
    given.has(it.key) ? { key: baseOf(it.key), parameters: [], body: diagonalOf(it.body) } : it,
  );
  return overIndices({ ...job, definitions, names: job.names.filter(({ key }) => !given.has(`${key}[]`)) });
}

/** `\operatorname{diag}(p_i(1 - p_i))` runs over an i that stands free nowhere else. */
function overIndices(job: Job): Job {
  const { claim, definitions } = job;
  const diagonals = exprsOf(job).flatMap(diagonalsIn);
  if (diagonals.length === 0) return job;
  const indices = new Set(diagonals.flatMap((it) => [...freeNames(it).indices]));
  const ofOthers = definitions.flatMap(({ parameters, body }) =>
    outside(body).filter((it) => !parameters.includes(it)),
  );
  const fixed = new Set([...outside(claim.left), ...outside(claim.right), ...ofOthers]);
  const own = [...indices].filter((it) => !fixed.has(it));
  const put = (parameters: readonly string[], body: Expr): Expr =>
    rewritten(body, (it) => {
      if (!isDiagonal(it)) return undefined;
      const [key, more] = [...freeNames(it).indices].filter((one) => own.includes(one) && !parameters.includes(one));
      return key === undefined || more !== undefined
        ? it
        : { ...it, under: { kind: 'symbol', key, glyph: plain(key), span: it.span } };
    });
  return {
    ...job,
    claim: { ...claim, left: put([], claim.left), right: put([], claim.right) },
    definitions: definitions.map((it) => ({ ...it, body: put(it.parameters, it.body) })),
  };
}

const isDiagonal = (it: Expr): it is Apply => it.kind === 'apply' && it.op === 'diagonal' && it.args.length === 1;

function diagonalsIn(expr: Expr): readonly Apply[] {
  return isDiagonal(expr) ? [expr] : children(expr).flatMap(diagonalsIn);
}

/** The indices that stand free beside the diagonal matrices of an expression. */
const outside = (expr: Expr): readonly string[] => [
  ...freeNames(rewritten(expr, (it) => (isDiagonal(it) ? { kind: 'ellipsis', span: it.span } : undefined))).indices,
];

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
