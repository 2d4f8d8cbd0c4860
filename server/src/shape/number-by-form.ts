/** Expressions that are numbers by their very form, whatever the names in them are. */
import type { Call, Expr, Index } from '../expr/expr.ts';
import { isUpper } from '../expr/glyph.ts';
import { INDICATOR } from '../expr/operators.ts';
import { isKnown, SCALAR, type Shape } from './shape.ts';

/** A norm, a trace, a minimum of such: a number whatever the names are. */
export function numberByForm(expr: Expr): boolean {
  if (expr.kind === 'reduce') return (expr.op === 'extremum' || expr.op === 'sum') && numberByForm(expr.body);
  if (expr.kind !== 'apply') return false;
  if (expr.op === 'power' || expr.op === 'parentheses') return expr.args[0] !== undefined && numberByForm(expr.args[0]);
  if (expr.op === 'sum') return expr.args.every((it) => it.kind === 'number' || numberByForm(it));
  return (
    expr.op === 'norm' ||
    expr.op === 'trace' ||
    expr.op === 'determinant' ||
    expr.op === 'inner' ||
    (expr.op === 'to-number' && expr.name !== INDICATOR)
  );
}

/** A number by its very form on one side of an equation: then the other side is worth a look. */
export const equatesNumberByForm = (expr: Expr): boolean =>
  expr.kind === 'relation' &&
  expr.signs.some(
    (sign, i) =>
      sign.text === '=' && [expr.sides[i], expr.sides[i + 1]].some((it) => it !== undefined && numberByForm(it)),
  );

/** `A`, `A_i`, `\mathbf x`: a capital or a bold letter. */
export const isCapital = (expr: Expr): boolean =>
  (expr.kind === 'symbol' && (isUpper(expr.glyph) || expr.glyph.face === 'bold')) ||
  (expr.kind === 'index' && isCapital(expr.base));

/** `x`, `x_i`, `(x + 1)`: of small letters that are not bold. */
export const isSmallPlain = (expr: Expr): boolean =>
  (expr.kind === 'symbol' && expr.glyph.face === 'plain' && !isUpper(expr.glyph)) ||
  (expr.kind === 'index' && isSmallPlain(expr.base)) ||
  (expr.kind === 'apply' &&
    (expr.op === 'parentheses' || expr.op === 'sum') &&
    expr.args.every((it) => it.kind === 'number' || isSmallPlain(it)));

/** `x^\top A x`, `(y - Xb)^\top (y - Xb)`, also as a term: a number if small letters are vectors, whatever their face. */
export function isForm(expr: Expr): boolean {
  if (expr.kind !== 'apply') return false;
  if (expr.op === 'sum' || expr.op === 'parentheses') return expr.args.some(isForm);
  const [row, ...rest] = expr.args;
  const last = rest.at(-1);
  if (expr.op !== 'product' || row?.kind !== 'apply' || row.op !== 'transpose' || last === undefined) return false;
  return endsSmall(row.args[0]!) && endsSmall(last);
}

/** `x`, `\hat{\mathbf x}_i`, `(y - Xb)`. */
function endsSmall(expr: Expr): boolean {
  if (expr.kind === 'symbol') return !isUpper(expr.glyph);
  if (expr.kind === 'index') return endsSmall(expr.base);
  if (expr.kind !== 'apply') return false;
  if (expr.op === 'product') return endsSmall(expr.args.at(-1)!);
  return (expr.op === 'sum' || expr.op === 'parentheses') && expr.args.every(endsSmall);
}

/** `a^l_j`, `w^l_{jk}`: entries of what a layer has, told apart from members by the place of their indices. */
export const isEntryOfMember = ({ base, items, upper }: Index): boolean =>
  !upper &&
  base.kind === 'index' &&
  base.upper &&
  base.base.kind === 'symbol' &&
  base.base.glyph.face === 'plain' &&
  items.every((it) => it.kind === 'at' && it.expr.kind === 'symbol' && /^[i-n]$/.test(it.expr.key));

/** `\frac{A \cdot B}{\|A\| \|B\|}`: the cosine of the angle between vectors, whatever their letters. */
export function isCosine(over: Expr, under: Expr): boolean {
  if (over.kind !== 'apply' || over.op !== 'dot' || over.args.length !== 2 || under.kind !== 'apply') return false;
  const normed = under.args.map((it) => (it.kind === 'apply' && it.op === 'norm' ? nameOf(it.args[0]!) : undefined));
  const names = over.args.map(nameOf);
  return names.every((it) => it !== undefined && normed.includes(it)) && normed.length === 2;
}

/** `x`, `x_i` as one text. */
function nameOf(expr: Expr): string | undefined {
  if (expr.kind === 'symbol') return expr.key;
  if (expr.kind !== 'index' || expr.base.kind !== 'symbol') return undefined;
  const items = expr.items.map((it) => (it.kind === 'at' ? nameOf(it.expr) : undefined));
  return items.every((it) => it !== undefined) ? `${expr.base.key}[${items.join()}]` : undefined;
}

/** `b`, `b_V`: added to each row of a matrix as often as it is one. */
export const isBias = (expr: Expr): boolean =>
  expr.kind === 'index'
    ? !expr.upper && isBias(expr.base)
    : expr.kind === 'symbol' && expr.glyph.face === 'plain' && expr.glyph.letter === 'b';

/** A sum whose open terms are such. */
export const isBiased = (terms: readonly Expr[], shapes: readonly Shape[]): boolean =>
  terms.every((it, i) => isBias(it) || isKnown(shapes[i]!));

/** What a call of a value gives: `P(x \mid y)` of a table P is one of its entries; `f(x; W)` may be anything. */
export function valueGiven({ fn, given }: Call, value: Shape): Shape {
  const isLaw = given !== undefined && fn.kind === 'symbol' && /^(p|q|P|Q|\\pi)$/.test(fn.glyph.letter);
  return isLaw && (value.kind === 'vector' || value.kind === 'row' || value.kind === 'matrix') ? SCALAR : value;
}
