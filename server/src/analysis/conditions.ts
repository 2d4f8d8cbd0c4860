/** What sentences say of names, in one vocabulary: “$A$ and $B$ are symmetric positive definite” → name, conditions. */
import { constantOf } from '../shape/constants.ts';
import { type Expr, type Index, walk } from '../expr/expr.ts';
import { isUpper } from '../expr/glyph.ts';
import { isRelation, type Statement } from '../expr/statement.ts';
import { familyKey, subjectOf } from '../shape/declare.ts';

export interface ConditionSentence {
  /** With `⟦n⟧` where its n-th formula stands. */
  readonly words: string;
  /** By formula of the sentence. */
  readonly statements: readonly (readonly Statement[])[];
}

/** Conditions by name, and the numbers of the sentences that could not be read whole. */
export function conditionsIn(
  declared: readonly { readonly key: string; readonly conditions: readonly string[] }[],
  sentences: readonly ConditionSentence[],
): { conditions: ReadonlyMap<string, ReadonlySet<string>>; unread: readonly number[] } {
  const conditions = new Map<string, Set<string>>();
  const add = (key: string, names: readonly string[]): void => {
    const known = conditions.get(key) ?? new Set();
    for (const name of names) for (const it of [name, ...(IMPLIED[name] ?? [])]) known.add(it);
    // The words of the one contain those of the other.
    if (known.has('skew-symmetric')) known.delete('symmetric');
    conditions.set(key, known);
  };
  for (const { key, conditions: names } of declared) if (names.length > 0) add(key, names);
  const unread: number[] = [];
  sentences.forEach(({ words, statements }, number) => {
    const line = words.toLowerCase().replaceAll(/\s+/g, ' ');
    const names = /\b(not|no|non|never)\b/.test(line) ? [] : named(line);
    const subjects = statements.flatMap((list) => list.flatMap(({ expr }) => namesOf(expr)));
    for (const key of subjects) add(key, names);
    const equations = statements.flatMap((list) => list.flatMap(({ expr }) => equationConditions(expr)));
    for (const { key, names: found } of equations) add(key, found);
    const alone = statements.every((list) => list.every(({ expr }) => isRelation(expr)));
    if ((subjects.length === 0 || names.length === 0) && !(alone && equations.length > 0)) unread.push(number);
  });
  return { conditions, unread };
}

/** Words of a sentence and the condition they mean; the first column is looked for in lower-case text. */
const VOCABULARY: readonly (readonly [RegExp, string])[] = [
  [/\bskew([- ]?symmetric)?\b|\banti-?symmetric\b/, 'skew-symmetric'],
  [/(?<!skew[- ]?|anti-?)\bsymmetric\b|\bself-adjoint\b/, 'symmetric'],
  [/\bpositive[- ]semi-?\s?definite\b|\bpsd\b/, 'positive semidefinite'],
  [/\bpositive[- ]definite\b|\bspd\b|\bpd\b/, 'positive definite'],
  [/\bdiagonal\b(?! entries)/, 'diagonal'],
  [/\borthogonal\b|\bunitary\b/, 'orthogonal'],
  [/\borthonormal rows\b/, 'orthonormal rows'],
  [/\borthonormal\b(?! rows)/, 'orthonormal'],
  [/\binvertible\b|\bnon-?singular\b|\bregular\b/, 'invertible'],
  [/\bupper[- ]triangular\b/, 'upper triangular'],
  [/\blower[- ]triangular\b/, 'lower triangular'],
  [/\bfull column rank\b/, 'full column rank'],
  [/\bfull row rank\b/, 'full row rank'],
  [/\bfull[- ]rank\b/, 'full rank'],
  [/\bidempotent\b|\bprojection\b|\bprojector\b/, 'idempotent'],
  [/\bone-hot\b/, 'one-hot'],
  [/\bunit (vector|norm|length)\b/, 'unit'],
  [/\bprobability vector\b|\bsums? to (one|1)\b|\bsimplex\b/, 'probability vector'],
  [/\bpositive entries\b|\bentrywise positive\b|\bpositive vector\b|\bpositive components\b/, 'positive entries'],
  [/\b(is|are) (strictly )?positive\b(?![- ](semi|def|entr))|\bpositive (scalar|number|real)/, 'positive entries'],
  [/\bnon-?zero\b/, 'nonzero'],
  [/\b(positive )?integer\b|\bnatural number\b/, 'integer'],
  [/\b(simple|distinct) (eigenvalue|singular value)s?\b/, 'simple eigenvalues'],
  [/\bsquare\b/, 'square'],
  [/\bconstant\b|\bfixed\b/, 'constant'],
];

const IMPLIED: Readonly<Record<string, readonly string[]>> = {
  'positive definite': ['symmetric', 'invertible'],
  'positive semidefinite': ['symmetric'],
  positive: ['positive entries'],
  covariance: ['symmetric', 'positive semidefinite'],
  orthogonal: ['invertible'],
  rotation: ['orthogonal', 'invertible'],
  nonsingular: ['invertible'],
};

export const named = (line: string): readonly string[] =>
  VOCABULARY.filter(([words]) => words.test(line)).map(([, name]) => name);

function namesOf(expr: Expr): readonly string[] {
  if (expr.kind === 'tuple' && expr.open === '') return expr.items.flatMap(namesOf);
  const subject = subjectOf(expr);
  return subject === undefined ? [] : [subject.key];
}

/** `A^\top = A`, `A_{ij} = A_{ji}`, `Q^\top Q = I`, `P^2 = P`, `A = -A^\top`, `A \succ 0`, `x > 0`, `A = A^\top \succ 0`. */
export function equationConditions(expr: Expr): readonly { key: string; names: readonly string[] }[] {
  if (!isRelation(expr)) return [];
  const [first, second, third, more] = expr.sides;
  const [sign = '', then = ''] = expr.signs.map((it) => it.text);
  if (first === undefined || second === undefined || more !== undefined) return [];
  if (third === undefined) return pairConditions(first, sign, second);
  // `A = A^\top \succ 0`, `0 \preceq A = A^\top`
  const isFirst = sign === '=';
  if (isFirst === (then === '=')) return [];
  const [turned] = isFirst ? pairConditions(first, sign, second) : pairConditions(second, then, third);
  if (turned?.names[0] !== 'symmetric') return [];
  const zero = isFirst ? third : first;
  const [, isWeak] = (isFirst ? ABOVE : BELOW).exec(isFirst ? then : sign) ?? [];
  const isDefinite = isWeak !== undefined && zero.kind === 'number' && zero.value === 0;
  const definite = !isDefinite ? [] : [isWeak === '' ? 'positive definite' : 'positive semidefinite'];
  return [{ key: turned.key, names: ['symmetric', ...definite] }];
}

const ABOVE = /^(?:\\succ|>|\\gt|\\g(?=e))(|e|eq|eqslant|curlyeq)$/;
const BELOW = /^(?:\\prec|<|\\lt|\\l(?=e))(|e|eq|eqslant|curlyeq)$/;

function pairConditions(left: Expr, sign: string, right: Expr): readonly { key: string; names: readonly string[] }[] {
  if (left.kind === 'symbol' && right.kind === 'number' && right.value === 0) {
    if (sign === '\\succ') return [{ key: left.key, names: ['positive definite'] }];
    if (/^\\succ(eq|curlyeq)$/.test(sign)) return [{ key: left.key, names: ['positive semidefinite'] }];
    if (sign === '>' || sign === '\\gt') return [{ key: left.key, names: ['positive entries'] }];
    if (/^\\neq?$/.test(sign)) return [{ key: left.key, names: ['nonzero'] }];
  }
  if (sign !== '=') return [];
  for (const [a, b] of [
    [left, right],
    [right, left],
  ] as const) {
    const key = a.kind === 'symbol' ? a.key : undefined;
    const negated = b.kind === 'apply' && b.op === 'sum' && b.args.length === 1 && b.signs?.[0] === -1;
    const other = negated ? b.args[0] : b;
    const turned = key !== undefined && isTransposeOf(other, key) ? key : turnedEntry(a, other);
    if (turned !== undefined) return [{ key: turned, names: [negated ? 'skew-symmetric' : 'symmetric'] }];
    if (key !== undefined && isSquareOf(b, key)) return [{ key, names: ['idempotent'] }];
    const gram = gramOf(a);
    const one = b.kind === 'index' ? b.base : b;
    if (gram !== undefined && one.kind === 'symbol' && constantOf(one) === 'identity')
      return [{ key: gram, names: ['orthonormal'] }];
  }
  return [];
}

/** `x \sim \mathcal{N}(\mu, \Sigma)`, `w \sim N(0, Q)`, `\mathcal{N}(x \mid \mu, \Lambda^{-1})`: the capital in the last place. */
export function lawConditions(expr: Expr): readonly { key: string; names: readonly string[] }[] {
  const found: { key: string; names: readonly string[] }[] = [];
  const laws = isRelation(expr) && expr.signs.some((it) => it.text === '\\sim') ? PLAIN_LAWS : LAWS;
  walk(expr, (it) => {
    if (it.kind !== 'call' || it.fn.kind !== 'symbol' || !laws.has(it.fn.key) || it.args.length < 2) return;
    const last = it.args.at(-1)!;
    const inside = last.kind === 'apply' && last.op === 'inverse' ? last.args[0]! : last;
    const subject = inside.kind === 'symbol' || inside.kind === 'index' ? subjectOf(inside) : undefined;
    if (subject === undefined || !isUpper(subject.symbol.glyph)) return;
    // What one member is by its law, the others are.
    const keys = new Set([subject.key, ...(inside.kind === 'index' ? [familyKey(subject.symbol.key)] : [])]);
    for (const key of keys) found.push({ key, names: ['covariance'] });
  });
  return found;
}

const LAWS = new Set(['calligraphic N']);
const PLAIN_LAWS = new Set(['calligraphic N', 'N', 'upright N']);

const isName = (expr: Expr | undefined, key: string): boolean => expr?.kind === 'symbol' && expr.key === key;

const isTransposeOf = (expr: Expr | undefined, key: string): boolean =>
  expr?.kind === 'apply' && expr.op === 'transpose' && isName(expr.args[0], key);

/** The A of `A_{ij} = A_{ji}`. */
function turnedEntry(entry: Expr, other: Expr | undefined): string | undefined {
  if (entry.kind !== 'index' || other?.kind !== 'index' || entry.upper || other.upper) return undefined;
  const [i, j, ...more] = indicesOf(entry);
  const [k, l] = indicesOf(other);
  const isTurned = i !== undefined && j !== undefined && i !== j && more.length === 0 && i === l && j === k;
  return isTurned && entry.base.kind === 'symbol' && isName(other.base, entry.base.key) ? entry.base.key : undefined;
}

/** Letters; anything else makes no list. */
const indicesOf = ({ items }: Index): readonly string[] => {
  const letters = items.flatMap((it) => (it.kind === 'at' && it.expr.kind === 'symbol' ? it.expr.key : []));
  return letters.length === items.length ? letters : [];
};

const isSquareOf = (expr: Expr, key: string): boolean =>
  expr.kind === 'apply' &&
  ((expr.op === 'power' && isName(expr.args[0], key) && expr.args[1]?.kind === 'number' && expr.args[1].value === 2) ||
    (expr.op === 'product' && expr.args.length === 2 && expr.args.every((it) => isName(it, key))));

/** The Q of `Q^\top Q`. */
function gramOf(expr: Expr): string | undefined {
  if (expr.kind !== 'apply' || expr.op !== 'product' || expr.args.length !== 2) return undefined;
  const second = expr.args[1];
  const key = second?.kind === 'symbol' ? second.key : undefined;
  return key !== undefined && isTransposeOf(expr.args[0], key) ? key : undefined;
}
