/**
 * A normal density or likelihood that is written out: `-\frac12(x - \mu)^\top\Sigma^{-1}(x - \mu) - \frac12\log|\Sigma|`. What is
 * inverted there, and stands in the determinant, is a covariance.
 */
import { type Apply, type Expr, unbracketed, walk } from '../expr/expr.ts';
import { textOf } from '../expr/text.ts';
import { subjectOf } from '../shape/declare.ts';

export function densityConditions(expr: Expr): readonly { key: string; names: readonly string[] }[] {
  const inverted = new Set<string>();
  const measured = new Set<string>();
  let isHalved = false;
  walk(expr, (it) => {
    if (it.kind !== 'apply') return;
    if (it.op === 'product') for (const key of invertedIn(it)) inverted.add(key);
    if (it.op === 'determinant' || it.op === 'bars') for (const key of keyIn(it.args[0]!)) measured.add(key);
    isHalved ||= it.op === 'divide' && it.args.every((one, i) => one.kind === 'number' && one.value === i + 1);
  });
  if (!isHalved) return [];
  return [...inverted].filter((it) => measured.has(it)).map((key) => ({ key, names: ['covariance'] }));
}

interface Form {
  readonly vector: Expr;
  readonly covariance: Expr;
}

/** The first `v^\top S^{-1} v` of an expression. */
export function formIn(expr: Expr): Form | undefined {
  let found: Form | undefined;
  walk(expr, (it) => {
    if (it.kind === 'apply' && it.op === 'product') found ??= formsIn(it)[0];
  });
  return found;
}

function formsIn({ args }: Apply): readonly Form[] {
  return args.flatMap((it, i) => {
    const [row, column] = [args[i - 1], args[i + 1]];
    if (it.kind !== 'apply' || it.op !== 'inverse' || row?.kind !== 'apply' || row.op !== 'transpose') return [];
    const isForm = column !== undefined && textOf(unbracketed(row.args[0]!)) === textOf(unbracketed(column));
    return isForm ? [{ vector: column, covariance: it.args[0]! }] : [];
  });
}

/** The S of `v^\top S^{-1} v`. */
const invertedIn = (product: Apply): readonly string[] =>
  formsIn(product).flatMap(({ covariance }) => keyIn(covariance));

function keyIn(expr: Expr): readonly string[] {
  const bare = unbracketed(expr);
  const subject = bare.kind === 'symbol' || bare.kind === 'index' ? subjectOf(bare) : undefined;
  return subject === undefined ? [] : [subject.key];
}
