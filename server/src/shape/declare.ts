/** Statements that declare: `A, B \in \mathbb{R}^{m\times n}`, `f : \mathbb{R}^n \to \mathbb{R}^m`, `x_i \in \mathbb{R}^d`. */
import type { Span } from '../base/span.ts';
import {
  type Expr,
  type Index,
  type IndexItem,
  type Relation,
  type SpaceExpr,
  type SymbolExpr,
  walk,
} from '../expr/expr.ts';
import { keyOf } from '../expr/glyph.ts';
import { actsEntrywise, isNamedSpace } from './constants.ts';
import { MEMBERSHIP, type Statement } from '../expr/statement.ts';
import { add, type Dim, multiply, named, number, scale } from './dim.ts';
import { isForm, numberByForm } from './number-by-form.ts';
import { SCALAR, type Shape, shapeOfSpace, UNKNOWN } from './shape.ts';

export interface Declaration {
  readonly key: string;
  readonly symbol: SymbolExpr;
  readonly shape: Shape;
  readonly conditions: readonly string[];
  /** The name as it is written, with its index. */
  readonly name?: Expr;
  /** By a sentence, which may say its qualities for itself alone: “for a symmetric matrix A”. */
  readonly inWords?: boolean;
  /** Where the name stands, in the formula's text. */
  readonly span: Span;
  /** Said of its values: `J(q) \in \mathbb R^{6 \times n}`. */
  readonly applied?: boolean;
  /** One line of a list that explains a formula: it is meant for that formula. */
  readonly described?: boolean;
  /** Written below the name, it says nothing of the formulas before. */
  readonly onward?: boolean;
}

/** `x_i` is a member of the family `x[]`. */
export const familyKey = (key: string): string => `${key}[]`;

/** `W_1` is known as `W[1]`, for a note may declare each one; `W_i` and whatever is not told apart as `W[]`. */
export function memberKey(key: string, items: readonly IndexItem[]): string {
  const [item] = items;
  const number = items.length === 1 && item?.kind === 'at' && item.expr.kind === 'number' ? item.expr.value : undefined;
  return number === undefined ? familyKey(key) : `${key}[${String(number)}]`;
}

/** The family a numbered member belongs to. */
export const familyOf = (key: string): string | undefined =>
  key.endsWith(']') && /\[\d+\]$/.test(key) ? key.replace(/\[\d+\]$/, '[]') : undefined;

/** `A_{ij}` is an entry, or a block, of what is known as `A[,]`. */
export const pairKey = (key: string): string => `${key}[,]`;

/** `x_{ij}`: with two indices, that `x_i` may be declared says something else. */
export const isPair = ({ items, upper }: Index): boolean =>
  !upper && items.length === 2 && items.every((it) => it.kind === 'at');

/** The key under which a name, a member of a family or a value of a function is known. */
export function subjectOf(expr: Expr): { key: string; symbol: SymbolExpr } | undefined {
  if (expr.kind === 'symbol') return { key: expr.key, symbol: expr };
  if (expr.kind === 'index' && expr.base.kind === 'symbol')
    return { key: isPair(expr) ? pairKey(expr.base.key) : memberKey(expr.base.key, expr.items), symbol: expr.base };
  if (expr.kind === 'call' && expr.fn.kind === 'symbol') return { key: expr.fn.key, symbol: expr.fn };
  return undefined;
}

/** What the statements of a formula declare. */
export const declarationsOf = (statements: readonly Statement[]): readonly Declaration[] =>
  statements.flatMap((it, i) => {
    const found = [...declarationsIn(it), ...argumentsIn(it, statements[i - 1]), ...sizedIn(it.expr)];
    return it.described === true ? found.map((one) => ({ ...one, described: true })) : found;
  });

/** The shape of `A_{m \times n}`. */
export function sizedShape(sizes: readonly Expr[]): Shape | undefined {
  const dims = sizes.map(dimOf).filter((dim) => dim !== undefined);
  return dims.length < sizes.length ? undefined : declaredSpace(dims);
}

/** `A_{m \times n}`; beside `A_{n \times m}` these are two things. */
function sizedIn(expr: Expr): readonly Declaration[] {
  const found: Declaration[] = [];
  walk(expr, (it) => {
    const shape = it.kind === 'symbol' && it.sizes !== undefined ? sizedShape(it.sizes) : undefined;
    if (it.kind === 'symbol' && shape !== undefined)
      found.push({ key: it.key, symbol: it, shape, conditions: [], span: it.span, onward: true });
  });
  return found.filter((it) => found.every((one) => one.key !== it.key || sameShape(one.shape, it.shape)));
}

const sameShape = (a: Shape, b: Shape): boolean => JSON.stringify(a) === JSON.stringify(b);

/** `f : \mathbb R^n \to \mathbb R^m, x \mapsto A x`: x is in the domain. */
function argumentsIn({ expr }: Statement, before: Statement | undefined): readonly Declaration[] {
  if (expr.kind !== 'relation' || !/mapsto|↦/.test(expr.signs[0]?.text ?? '')) return [];
  const map = before?.expr.kind === 'tuple' && before.expr.open === ':' ? before.expr.items[1] : undefined;
  if (map?.kind !== 'relation' || map.signs.length !== 1) return [];
  const sign = { text: '\\in', span: expr.span };
  return membership({ kind: 'relation', sides: [expr.sides[0], map.sides[0]], signs: [sign], span: expr.span });
}

function declarationsIn(statement: Statement): readonly Declaration[] {
  const { expr } = statement;
  if (expr.kind === 'relation') return [...membership(expr), ...spreadIn(expr)];
  if (expr.kind === 'tuple' && expr.open === ':') return functionDeclaration(expr.items);
  return [];
}

function membership(relation: Relation): readonly Declaration[] {
  const found: Declaration[] = [];
  relation.signs.forEach((sign, i) => {
    if (sign.text !== '\\in' && sign.text !== '∈') return;
    const space = relation.sides[i + 1];
    found.push(...pairwise(relation.sides[i], space));
    const shape = space === undefined ? undefined : spaceShape(space);
    if (shape === undefined) return;
    const conditions = space?.kind === 'space' ? space.conditions : [];
    // `y = [y_1, …, y_n] \in \mathbb R^n`: every side before the sign is in the space.
    for (let j = i; j >= 0; j--) {
      if (j < i && MEMBERSHIP.has(relation.signs[j]!.text)) break;
      const side = relation.sides[j];
      for (const name of side?.kind === 'tuple' && side.open === '' ? side.items : [side]) {
        // `k(X, x_*) \in \mathbb R^n` tells nothing of `k(x, x')`.
        const subject =
          name === undefined || (name.kind === 'call' && name.args.length > 1) ? undefined : subjectOf(name);
        if (subject === undefined || name === undefined) continue;
        const applied = name.kind === 'call';
        found.push({ ...subject, name, shape, conditions, span: name.span, ...(applied && { applied }) });
      }
    }
  });
  return found;
}

/** `\sigma(w) = \sqrt{w^\top \Sigma w}`: a deviation, a number, and no function that acts entry by entry. */
function spreadIn({ sides: [left, right], signs }: Relation): readonly Declaration[] {
  if (left?.kind !== 'call' || left.fn.kind !== 'symbol' || left.args.length !== 1 || signs[0]?.text !== '=') return [];
  const root = right?.kind === 'apply' && right.op === 'elementwise' && right.name === 'sqrt' ? right.args[0] : right;
  const isSpread = actsEntrywise(left.fn.glyph) && root !== undefined && (isForm(root) || numberByForm(root));
  return isSpread
    ? [{ key: left.fn.key, symbol: left.fn, shape: SCALAR, conditions: [], name: left, span: left.span, applied: true }]
    : [];
}

/** `(x, y) \in \mathbb R^n \times \mathbb R^m`: each in its own space. */
export function pairwise(side: Expr | undefined, space: Expr | undefined): readonly Declaration[] {
  if (side?.kind !== 'tuple' || space?.kind !== 'apply' || space.op !== 'cross') return [];
  if (side.items.length !== space.args.length) return [];
  return side.items.flatMap((name, i) => {
    const part = space.args[i]!;
    const shape = spaceShape(part);
    const subject = name.kind === 'call' ? undefined : subjectOf(name);
    if (shape === undefined || subject === undefined) return [];
    return [{ ...subject, name, shape, conditions: part.kind === 'space' ? part.conditions : [], span: name.span }];
  });
}

function functionDeclaration(items: readonly Expr[]): readonly Declaration[] {
  const [names, arrow] = items;
  if (names === undefined || arrow?.kind !== 'relation') return [];
  const to = arrow.signs.findIndex((it) => /to$|rightarrow|mapsto|→|↦/.test(it.text));
  const space = to < 0 ? undefined : arrow.sides[to + 1];
  if (space === undefined) return [];
  const value = spaceShape(space) ?? UNKNOWN;
  const domain = arrow.sides[to];
  const from = domain === undefined ? undefined : spaceShape(domain);
  return (names.kind === 'tuple' ? names.items : [names]).flatMap((name) => {
    const subject = subjectOf(name);
    return subject === undefined
      ? []
      : [
          {
            ...subject,
            shape: { kind: 'function' as const, ...(from && { from }), to: value },
            conditions: [],
            span: name.span,
          },
        ];
  });
}

const spaceOfSizes = (sizes: Expr | undefined): Shape | undefined => {
  const dims = sizes?.kind === 'apply' && sizes.op === 'cross' ? sizes.args.map(dimOf) : [];
  const known = dims.filter((it) => it !== undefined);
  return dims.length === 0 || known.length < dims.length ? undefined : declaredSpace(known);
};

/** The 6 of ℝ^{6×n} is no example of another size. */
export function declaredSpace(dims: readonly Dim[]): Shape {
  const isCount = ({ terms: [first, ...more] }: Dim): boolean =>
    first !== undefined && more.length === 0 && first.atoms.length === 0 && first.coefficient > 1;
  const mixed = dims.some(isCount) && dims.some((it) => it.terms.some(({ atoms }) => atoms.length > 0));
  return shapeOfSpace(mixed ? dims.map((it) => (isCount(it) ? named(it.key) : it)) : dims);
}

/** The shape of the elements of a space; undefined where the right side is not a space known by its notation. */
export function spaceShape(expr: Expr): Shape | undefined {
  if (expr.kind === 'space') return space(expr);
  if (expr.kind === 'tuple' && (expr.open === '[' || expr.open === '(')) {
    // `[0, 1]`, `[n]`
    if (expr.items.length === 2 || (expr.items.length === 1 && expr.interval === true)) return SCALAR;
  }
  // `\{0, 1\}`, `\{1, \ldots, K\}` hold numbers; `\{a, b\}` need not.
  if (expr.kind === 'tuple' && expr.open === '{') {
    return expr.items.some((it) => it.kind === 'number') ? SCALAR : undefined;
  }
  if (expr.kind === 'apply' && expr.op === 'parentheses')
    return expr.args[0] === undefined ? undefined : spaceShape(expr.args[0]);
  // `\mathcal{O}^{p \times k}`: matrices of some kind.
  if (expr.kind === 'apply' && isNamedSpace(expr)) return spaceOfSizes(expr.args[1]);
  return undefined;
}

function space(expr: SpaceExpr): Shape | undefined {
  // `\mathbb R^{1 \times (m \times n)}`: the derivative of numbers by a matrix, with all its indices.
  if (expr.dims.some((it) => factorsOf(it).length > 1)) {
    const all = expr.dims.flatMap(factorsOf).map(dimOf);
    const known = all.filter((it) => it !== undefined);
    return known.length < all.length ? undefined : { kind: 'tensor', dims: known };
  }
  const dims = expr.dims.map(dimOf);
  return dims.some((it) => it === undefined) ? undefined : declaredSpace(dims.filter((it) => it !== undefined));
}

/** The sizes in `(m \times n)`; anything else is one. */
const factorsOf = (expr: Expr): readonly Expr[] =>
  expr.kind === 'apply' && expr.op === 'parentheses' && expr.args[0]?.kind === 'apply' && expr.args[0].op === 'cross'
    ? expr.args[0].args
    : [expr];

/** A dimension written as a formula; undefined when it is none. */
export function dimOf(expr: Expr): Dim | undefined {
  switch (expr.kind) {
    case 'number':
      return number(expr.value);
    case 'symbol':
    case 'index': {
      const name = nameOf(expr);
      return name === undefined ? undefined : named(name);
    }
    case 'apply':
      return dimOfApply(expr);
    default:
      return undefined;
  }
}

function dimOfApply(expr: Extract<Expr, { kind: 'apply' }>): Dim | undefined {
  const args = expr.args.map(dimOf);
  const known = args.filter((it) => it !== undefined);
  if (known.length !== args.length) return undefined;
  const [first, second] = known;
  switch (expr.op) {
    case 'sum':
      return known.reduce((sum, it, i) => add(sum, it, expr.signs?.[i] ?? 1), number(0));
    case 'product':
    case 'dot':
    case 'cross':
      return known.reduce((product, it) => multiply(product, it), number(1));
    case 'parentheses':
      return first;
    case 'power': {
      const exponent = expr.args[1];
      if (
        exponent?.kind !== 'number' ||
        first === undefined ||
        !Number.isInteger(exponent.value) ||
        exponent.value < 1 ||
        exponent.value > 6
      )
        break;
      return Array.from({ length: exponent.value }, () => first).reduce((a, b) => multiply(a, b));
    }
    case 'divide':
      if (expr.args[1]?.kind === 'number' && first !== undefined) return scale(first, 1 / expr.args[1].value);
      break;
    case 'bars':
      return first === undefined ? undefined : named(`|${first.key}|`);
    default:
  }
  if (first === undefined) return undefined;
  return named(`${expr.op}(${[first, second].map((it) => it?.key ?? '').join(',')})`);
}

/** `d_k`, `n`, `d_{\text{model}}`: the name of a number. */
export function nameOf(expr: Expr): string | undefined {
  if (expr.kind === 'symbol')
    return expr.glyph.face === 'plain' || expr.glyph.face === 'upright'
      ? expr.key.replace(/^upright /, '')
      : keyOf(expr.glyph);
  if (expr.kind === 'number') return String(expr.value);
  if (expr.kind !== 'index') return undefined;
  const base = nameOf(expr.base);
  const items = expr.items.map(itemName);
  return base === undefined || items.some((it) => it === undefined) ? undefined : `${base}_${items.join(',')}`;
}

function itemName(item: IndexItem): string | undefined {
  if (item.kind !== 'at') return undefined;
  const { expr } = item;
  if (expr.kind === 'apply' && expr.op === 'sum') return dimOf(expr)?.key;
  return nameOf(expr);
}
