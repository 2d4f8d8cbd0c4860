/**
 * A claim with what its note says of a name put in the name's place. What holds for all values of what stands there
 * holds for those that satisfy the equation, so a claim may be confirmed so; nothing is refuted.
 *
 * ```
 * X = U D V^\top, so (X^\top X)^{-1} = (V D^2 V^\top)^{-1}
 * D(p, q) = E_q[(p/q)^2] - 1, so D(p, q) + 1 = E_q[(p/q)^2]
 * ```
 */
import type { Call, Expr, SymbolExpr } from '../expr/expr.ts';
import { some } from '../expr/expr.ts';
import { freeNames } from '../shape/free-names.ts';
import { type Definition, exprsOf, type Job, type Tie } from './job.ts';
import { rewritten } from '../expr/rewrite.ts';
import { textOf } from '../expr/text.ts';

/** The job with all of its ties that give a value put in, and without ties; nothing where none does. */
export function substituted(job: Job): readonly Job[] {
  // An equation at one point says nothing of derivatives there.
  if (exprsOf(job).some((expr) => some(expr, isDerivative))) return [];
  let found = job;
  for (const tie of job.ties) found = named(tie, found) ?? called(tie, found) ?? found;
  if (found === job) return [];
  const put: Job = { ...found, ties: [], quiet: true };
  // What holds of any factors holds of those with orthonormal columns, whose sizes a note often leaves half said.
  const bare = put.names.map((it) => ({ ...it, conditions: it.conditions.filter((one) => !one.startsWith('ortho')) }));
  return bare.every((it, i) => it.conditions.length === put.names[i]!.conditions.length)
    ? [put]
    : [put, { ...put, names: bare }];
}

const isDerivative = (it: Expr): boolean =>
  it.kind === 'derivative' ||
  (it.kind === 'apply' && it.op === 'total-derivative') ||
  (it.kind === 'symbol' && it.glyph.accents.at(-1) === 'd');

const isUnread = (it: Expr): boolean => it.kind === 'hole' || it.kind === 'ellipsis' || it.kind === 'relation';

const sidesOf = ({ left, right }: Tie): readonly (readonly [Expr, Expr])[] =>
  [[left, right] as const, [right, left] as const].filter(
    ([, value]) => !some(value, isUnread) && !some(value, isDerivative),
  );

/** A name alone on one side becomes a definition. */
function named(tie: Tie, job: Job): Job | undefined {
  for (const [name, body] of sidesOf(tie)) {
    if (name.kind !== 'symbol' || !isOpen(name, job) || reaches(body, name.key, job)) continue;
    const { shape } = job.names.find(({ key }) => key === name.key)!;
    const definition: Definition = { key: name.key, parameters: [], body, shape };
    return {
      ...job,
      names: job.names.filter(({ key }) => key !== name.key),
      definitions: [...job.definitions, definition],
    };
  }
  return undefined;
}

/** Something that nothing defines, and of which the claim speaks. */
const isOpen = ({ key }: SymbolExpr, job: Job): boolean =>
  job.names.some((it) => it.key === key && /^(scalar|vector|row|matrix)$/.test(it.shape.kind)) &&
  exprsOf(job).some((expr) => freeNames(expr).names.has(key));

/** Whether a name is reached from an expression, through definitions. */
function reaches(expr: Expr, key: string, { definitions }: Job): boolean {
  const seen = new Set<string>();
  const visit = (it: Expr): boolean =>
    [...freeNames(it).names.keys()].some((name) => {
      if (name === key || name.replace(/\[.*$/, '') === key) return true;
      if (seen.has(name)) return false;
      seen.add(name);
      return definitions.some((one) => one.key === name && visit(one.body));
    });
  return visit(expr);
}

/** A value of a function that nothing defines is replaced where it stands, word for word. */
function called(tie: Tie, job: Job): Job | undefined {
  for (const [call, value] of sidesOf(tie)) {
    if (call.kind !== 'call' || call.fn.kind !== 'symbol') continue;
    const { key } = call.fn;
    const isKnown = job.definitions.some((it) => it.key === key) || some(value, (it) => isOf(it, key));
    if (isKnown) continue;
    const put = (expr: Expr): Expr => replaced(expr, call, value);
    const claim = { ...job.claim, left: put(job.claim.left), right: put(job.claim.right) };
    const definitions = job.definitions.map((it) => ({ ...it, body: put(it.body) }));
    const isUsed =
      claim.left !== job.claim.left ||
      claim.right !== job.claim.right ||
      definitions.some((it, i) => it.body !== job.definitions[i]!.body);
    if (isUsed) return { ...job, claim, definitions };
  }
  return undefined;
}

const isOf = (it: Expr, key: string): boolean => it.kind === 'symbol' && it.key === key;

/** Not below a sum that binds one of its letters: there it is another one. */
function replaced(expr: Expr, call: Call, value: Expr): Expr {
  const text = textOf(call);
  const { names, indices } = freeNames(call);
  return rewritten(expr, (it) => {
    if (it.kind === 'reduce' && it.bound.some(({ key }) => names.has(key) || indices.has(key))) return it;
    return it.kind === 'call' && textOf(it) === text ? value : undefined;
  });
}
