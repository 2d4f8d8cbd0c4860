/**
 * A matrix as the product of its factors, where an equation above decomposes it: after `S = Q\Lambda Q^\top = \sum_i \lambda_i
 * q_i q_i^\top` the λ_i are the entries of Λ, the q_i the columns of Q, and S is what they make. So read, a claim may be
 * confirmed; nothing is refuted.
 */
import { type Apply, type Expr, some, type SymbolExpr, unbracketed } from '../expr/expr.ts';
import { rewritten } from '../expr/rewrite.ts';
import { textOf } from '../expr/text.ts';
import { familyKey } from '../shape/declare.ts';
import { hasVariable, named } from '../shape/dim.ts';
import { baseOf } from '../shape/free-names.ts';
import { matrix } from '../shape/shape.ts';
import type { Definition, Job, Name, Tie } from '../verify/job.ts';
import { symbolsIn } from '../verify/kinds.ts';
import { relationOf } from './definitions.ts';
import { type Factor, factorsOf } from './factors.ts';
import type { Meaning } from './meaning.ts';
import { columnsOf, diagonalOf, isLetterOf } from './members-of.ts';

/** `A = \sum_i \sigma_i u_i v_i^\top`: after `A = U\Sigma V^\top` it says the same again. */
export const decomposes = ({ kind, why, statement }: Meaning): boolean =>
  kind === 'tie' && why === 'decomposition' && relationOf(statement.expr)?.signs.length === 1;

/** Whether an equation may follow from a decomposition; “solve $Y = X\beta$” asks for it. */
export const mayFollow = (meaning: Meaning): boolean =>
  meaning.kind !== 'tie' || meaning.why === 'free-names' || decomposes(meaning);

/** @param job with the equations of the note about what stands in it */
export function asDecomposed(job: Job): readonly Job[] {
  for (const tie of job.ties) {
    const found = decompositionIn(tie, job);
    if (found === undefined || job.definitions.some(({ key }) => key === found.whole.key)) continue;
    const given = [{ key: found.whole.key, parameters: [], body: found.product }, ...membersOf(found, job)];
    const names = job.names
      .filter(({ key }) => given.every((it) => it.key !== key))
      .map((it) => (it.key === found.diagonal?.expr.key ? ofDefinite(it, found.whole.key, job) : it));
    const said = `${found.whole.glyph.letter} is the product of its factors`;
    const claim = { ...job.claim, left: inColumns(job.claim.left, found), right: inColumns(job.claim.right, found) };
    return ofEachRank({ ...job, claim, names, ties: [], definitions: [...job.definitions, ...given], quiet: true, said }, found); // prettier-ignore
  }
  return [];
}

/**
 * What is confirmed holds of any rank: the factors of a singular value decomposition are thin, unless the claim itself
 * inverts something; and of nothing else is a rank or a pseudo-inverse computed.
 */
function ofEachRank(job: Job, { factors, diagonal, whole }: Decomposition): readonly Job[] {
  const sides = [job.claim.left, job.claim.right];
  const isTwoSided = diagonal !== undefined && factors[0]!.expr.key !== factors[2]!.expr.key;
  if (!isTwoSided) return sides.some((it) => some(it, asksForRank)) ? [] : [job];
  const rank = named(`rank ${whole.key}`);
  const thin = (it: Name): Name => {
    const { shape } = it;
    if (shape.kind !== 'matrix' || !factors.some(({ expr }) => expr.key === it.key)) return it;
    const isMiddle = it.key === diagonal.expr.key;
    const rows = isMiddle && hasVariable(shape.rows) ? rank : shape.rows;
    if (!hasVariable(shape.columns)) return { ...it, shape: matrix(rows, shape.columns) };
    const conditions = it.conditions.map((one) => (one === 'orthogonal factor' ? 'orthonormal' : one));
    return { ...it, shape: matrix(rows, rank), conditions: [...new Set(conditions)] };
  };
  const inverts = sides.some((it) => some(it, (one) => one.kind === 'apply' && one.op === 'inverse'));
  return [
    { ...job, names: job.names.map(thin) },
    ...(inverts && !sides.some((it) => some(it, asksForRank)) ? [job] : []),
  ];
}

const asksForRank = (it: Expr): boolean =>
  it.kind === 'apply' &&
  (it.op === 'pseudo-inverse' || (it.op === 'to-number' && /^(rank|rk|nullity)$/i.test(it.name ?? '')));

/** `U_i` as a column of the factor U. */
const inColumns = (side: Expr, { factors, diagonal }: Decomposition): Expr =>
  rewritten(side, (it) => {
    if (it.kind !== 'index' || it.upper || it.items.length !== 1 || it.items[0]!.kind !== 'at') return undefined;
    const factor = factors.find(({ expr }) => it.base.kind === 'symbol' && it.base.key === expr.key);
    const isOne = factor !== undefined && factor.expr.key !== diagonal?.expr.key;
    return isOne ? { ...it, items: [{ kind: 'all' }, ...it.items] } : undefined;
  });

interface Decomposition {
  readonly whole: SymbolExpr;
  readonly product: Apply;
  readonly factors: readonly Factor[];
  readonly diagonal: Factor | undefined;
}

/** `A = U\Sigma V^\top` of factors that are known for what they are. */
function decompositionIn({ left, right }: Tie, { names }: Job): Decomposition | undefined {
  const [whole, product] = [unbracketed(left), unbracketed(right)];
  const factors = factorsOf(product);
  if (whole.kind !== 'symbol' || product.kind !== 'apply' || factors === undefined) return undefined;
  const has = ({ expr }: Factor, ...of: readonly string[]): boolean =>
    names.some(({ key, conditions }) => key === expr.key && of.some((it) => conditions.includes(it)));
  const isKnown = (it: Factor): boolean =>
    it.turned === 'inverse'
      ? factors[0]?.expr.key === it.expr.key
      : has(it, ...ORTHOGONAL, 'diagonal', 'lower triangular', 'upper triangular');
  const isMade = factors.some((it) => it.expr.key === whole.key);
  if (isMade || !factors.every((it, i) => isKnown(it) || (i === 0 && factors.at(-1)?.turned === 'inverse')))
    return undefined;
  const diagonal = factors.length === 3 && has(factors[1]!, 'diagonal') ? factors[1] : undefined;
  return { whole, product, factors, diagonal };
}

const ORTHOGONAL = ['orthogonal', 'orthonormal', 'orthogonal factor'] as const;

/** The families of a sum of outer products, and those that go by the letters of the factors. */
function membersOf(found: Decomposition, job: Job): readonly Definition[] {
  const { factors, diagonal } = found;
  if (diagonal === undefined) return [];
  const [first, , last] = factors as [Factor, Factor, Factor];
  if (first.turned !== undefined || last.turned === undefined) return [];
  const summed = job.ties.flatMap((it) => outerProductOf(it, found));
  const symbols = symbolsIn(job);
  const families = job.names.filter(({ key }) => key === familyKey(baseOf(key)));
  return families.flatMap(({ key, shape }): readonly Definition[] => {
    const letter = symbols.get(baseOf(key));
    const isOf = (of: Factor, place: 'weight' | 'left' | 'right'): boolean =>
      letter !== undefined && (summed.some((it) => it[place] === letter.key) || isLetterOf(letter, of.expr));
    if (shape.kind === 'scalar') return isOf(diagonal, 'weight') ? [diagonalOf(key, diagonal.expr)] : [];
    if (shape.kind !== 'vector') return [];
    if (isOf(first, 'left')) return [columnsOf(key, first.expr)];
    return last.turned === 'transpose' && isOf(last, 'right') ? [columnsOf(key, last.expr)] : [];
  });
}

interface OuterProduct {
  readonly weight: string;
  readonly left: string;
  readonly right: string;
}

/** `\sum_i \sigma_i u_i v_i^\top`, which a tie says the matrix to be. */
function outerProductOf({ left, right }: Tie, { whole, product }: Decomposition): readonly OuterProduct[] {
  const sides = [left, right].map(unbracketed);
  const texts = [textOf(whole), textOf(product)];
  const sum = sides.find((it) => it.kind === 'reduce' && it.op === 'sum');
  if (sum?.kind !== 'reduce' || !sides.some((it) => texts.includes(textOf(it)))) return [];
  const [bound, more] = sum.bound;
  const body = unbracketed(sum.body);
  if (bound === undefined || more !== undefined || body.kind !== 'apply' || body.op !== 'product') return [];
  const [weight, column, row, none] = body.args;
  const turned = row?.kind === 'apply' && row.op === 'transpose' ? row.args[0] : undefined;
  const names = [weight, column, turned].map((it) => it && memberAt(it, bound.key));
  return none === undefined && names.every((it) => it !== undefined)
    ? [{ weight: names[0]!, left: names[1]!, right: names[2]! }]
    : [];
}

/** The family of `q_i`. */
function memberAt(expr: Expr, index: string): string | undefined {
  const [item, more] = expr.kind === 'index' ? expr.items : [];
  if (expr.kind !== 'index' || expr.base.kind !== 'symbol' || item?.kind !== 'at' || more !== undefined)
    return undefined;
  return item.expr.kind === 'symbol' && item.expr.key === index ? expr.base.key : undefined;
}

/** The eigenvalues of a positive definite matrix are positive. */
function ofDefinite(name: Name, whole: string, { names }: Job): Name {
  const isDefinite = names.some(({ key, conditions }) => key === whole && conditions.includes('positive definite'));
  return isDefinite ? { ...name, conditions: [...new Set([...name.conditions, 'positive entries'])] } : name;
}
