/**
 * `E[\nabla_\theta \log p(x | \theta)]` without a word on what the average runs over: it is under the law that is
 * differentiated, which may stand there by its letter alone, as in `\nabla_\theta \int p \, dx`.
 */
import { type Call, children, type Expr, isInfinite, some, type SymbolExpr, walk, speaksOf } from '../expr/expr.ts';
import type { Job } from '../verify/job.ts';
import { rewritten } from '../expr/rewrite.ts';
import { textOf } from '../expr/text.ts';
import type { At, Reached } from './reach.ts';

type Law = Call & { readonly fn: SymbolExpr };

/** A claim and what its names come down to. */
interface Stated {
  readonly claim: Job['claim'];
  readonly unfolded: readonly Reached[];
}

/** The claim with every average under its law; undefined where nothing is averaged so, or no single law can be meant. */
export function underItsLaw({ claim, unfolded }: Stated, at: At): Stated | undefined {
  const exprs = [claim.left, claim.right, ...unfolded.map(({ body }) => body)];
  const has = (test: (it: Expr) => boolean): boolean => exprs.some((it) => some(it, test));
  const isAveraged = has(isBareAverage);
  if (!isAveraged && !has(isIntegral)) return undefined;
  const law = lawOf(exprs, at);
  if (law === undefined) return undefined;
  const isOver = (it: Expr): boolean => isIntegralOf(law, it);
  if (isAveraged ? !has((it) => isSlopeOf(law, it)) : !has(isOver) || has((it) => isIntegral(it) && !isOver(it)))
    return undefined;
  const change = (it: Expr): Expr | undefined => {
    if (isLaw(it) && it.fn.key === law.fn.key) return it;
    if (it.kind === 'symbol' && it.key === law.fn.key) return { ...law, span: it.span };
    return isBareAverage(it) ? { ...it, under: law, args: it.args.map((one) => rewritten(one, change)) } : undefined;
  };
  const put = (it: Expr): Expr => rewritten(it, change);
  return {
    claim: { ...claim, left: put(claim.left), right: put(claim.right) },
    unfolded: unfolded.map((it) => ({ ...it, body: put(it.body) })),
  };
}

const isBareAverage = (it: Expr): it is Extract<Expr, { kind: 'apply' }> =>
  it.kind === 'apply' &&
  (it.op === 'expectation' || it.op === 'covariance') &&
  it.under === undefined &&
  it.given === undefined;

/** `p(x | \theta)`: names before the bar, and something behind it. */
const isLaw = (it: Expr): it is Law =>
  it.kind === 'call' &&
  it.fn.kind === 'symbol' &&
  /^[pq]$/.test(it.fn.glyph.letter) &&
  it.given !== undefined &&
  it.args.slice(0, it.given).every((one) => one.kind === 'symbol');

const isIntegral = (it: Expr): it is Extract<Expr, { kind: 'reduce' }> => it.kind === 'reduce' && it.op === 'integral';

/** `\int p \, dx` beside `p(x | \theta)`: over all of x. */
function isIntegralOf(law: Law, it: Expr): boolean {
  if (!isIntegral(it)) return false;
  const [bound, more] = it.bound;
  const [name, other] = law.args.slice(0, law.given);
  const isWhole = bound !== undefined && [bound.from, bound.to].every((end) => end === undefined || isInfinite(end));
  const isSame = name?.kind === 'symbol' && other === undefined && bound?.key === name.key && more === undefined;
  return isWhole && isSame && standsBare(law.fn.key, it.body);
}

/** Not as the p of `p(\theta)`, which may be another law. */
const standsBare = (key: string, expr: Expr): boolean =>
  expr.kind === 'symbol'
    ? expr.key === key
    : (expr.kind === 'call' && expr.fn.kind === 'symbol' ? expr.args : children(expr)).some((it) =>
        standsBare(key, it),
      );

const isSlopeOf = ({ fn: { key } }: Law, it: Expr): boolean =>
  it.kind === 'derivative' && it.of !== undefined && speaksOf(it.of, key);

/** The one law of the claim; where it stands by its letter alone, as it was last written out. */
function lawOf(exprs: readonly Expr[], { all, meaning }: At): Law | undefined {
  const own = new Map(exprs.flatMap(lawsIn).map((it) => [textOf(it), it]));
  const [only] = own.values();
  if (own.size > 0) return own.size === 1 ? only : undefined;
  for (const list of all.meanings.slice(0, meaning.formula).reverse()) {
    const found = list.flatMap(({ statement }) => lawsIn(statement.expr)).at(-1);
    if (found !== undefined) return found;
  }
  return undefined;
}

function lawsIn(expr: Expr): readonly Law[] {
  const found: Law[] = [];
  walk(expr, (it) => {
    if (isLaw(it)) found.push(it);
  });
  return found;
}
