/** Forms of equations that tell what is meant by them, whatever their names are. */
import { type Expr, type IndexItem, some } from '../expr/expr.ts';
import { constantOf } from '../shape/constants.ts';
import { freeNames, lettersIn } from '../shape/free-names.ts';
import { textOf } from '../expr/text.ts';
import type { Cue } from './cues.ts';
import { stripped } from './unfolding.ts';

export const isZero = (expr: Expr): boolean => {
  const bare = stripped(expr);
  if (bare.kind === 'index') return isZero(bare.base);
  return (bare.kind === 'number' && bare.value === 0) || (bare.kind === 'symbol' && constantOf(bare) === 'zero');
};

/** A number, an identity, ones: nothing in it is free. */
export const isConstant = (expr: Expr): boolean => {
  const { names, indices } = freeNames(expr);
  return names.size === 0 && indices.size === 0 && expr.kind !== 'hole' && expr.kind !== 'ellipsis';
};

/** `U \Sigma V^\top`, `Q \Lambda Q^{-1}`, `\sum_i \sigma_i u_i v_i^\top`: a thing in terms of its factors. */
export function factorises(right: Expr): boolean {
  const bare = stripped(right);
  if (bare.kind === 'reduce' && bare.op === 'sum') return factorises(bare.body);
  if (bare.kind === 'apply' && bare.op === 'sum') return bare.args.length > 1 && bare.args.every(factorises);
  if (bare.kind !== 'apply' || bare.op !== 'product' || bare.args.length < 2) return false;
  const turned = (it: Expr | undefined): boolean =>
    it?.kind === 'apply' && (it.op === 'transpose' || it.op === 'inverse' || it.op === 'inverse-transpose');
  const last = bare.args[bare.args.length - 1];
  return turned(last) && bare.args.slice(0, -1).every((it) => !turned(it)) && bare.args.every(isFactor);
}

const isFactor = (expr: Expr): boolean => {
  const bare = stripped(expr);
  if (bare.kind === 'apply' && /^(inverse|power|inverse-transpose)$/.test(bare.op)) return isFactor(bare.args[0]!);
  return bare.kind === 'symbol' || (bare.kind === 'index' && bare.base.kind === 'symbol');
};

/** `Xw + \varepsilon`: a model, with what it leaves unexplained. */
export const hasNoise = (right: Expr): boolean =>
  right.kind === 'apply' &&
  right.op === 'sum' &&
  right.args.some(
    (it) => [...lettersIn(it)].some((name) => /^(bold )?\\(var)?epsilon|^\\xi/.test(name)) && isFactor(it),
  );

/**
 * `A = A^\top`, `AB = BA`, `a_{ij} = a_{ji}`, `A^\top A = A A^\top`: the same factors, turned or in another order. Where a
 * product is turned as a whole, `(AB)^\top = A^\top B^\top`, or only its brackets change, a rule is claimed instead.
 */
export function exchanges(left: Expr, right: Expr): boolean {
  const single = powersOf(left);
  // `P^2 = P`, `A^{-1} = A^\\top`: a property of one matrix.
  if (single !== undefined && single === powersOf(right)) return true;
  const [a, b] = [factors(left), factors(right)];
  if (a === undefined || a.length !== b?.length) return false;
  const [x, y] = [a, b].map((it) =>
    it
      .map(({ name }) => name)
      .sort()
      .join(' '),
  );
  return x === y && a.some((it, i) => it.name !== b[i]!.name || it.mark !== b[i]!.mark);
}

/**
 * `p(x, y) = p(x)p(y)`, `p(x \mid y, z) = p(x \mid y)`, `\mathbb E[XY] = \mathbb E[X]\mathbb E[Y]`: what laws may be like. The
 * chain rule, `p(x, y) = p(x \mid y)p(y)`, is true of all of them.
 */
export function restrictsLaw(left: Expr, right: Expr): boolean {
  const whole = lawOf(left);
  const factored = stripped(right);
  if (whole === undefined) return false;
  const alone = lawOf(factored);
  const within = (a: readonly string[], b: readonly string[]): boolean => a.every((it) => b.includes(it));
  if (alone !== undefined) {
    const isSame = alone.name === whole.name && within(alone.of, whole.of) && within(whole.of, alone.of);
    return isSame && within(alone.given, whole.given) && alone.given.length < whole.given.length;
  }
  const laws = factored.kind === 'apply' && /^(product|dot)$/.test(factored.op) ? factored.args.map(lawOf) : [];
  const known = laws.flatMap((it) => (it?.name === whole.name ? [it] : []));
  const all = [...whole.of, ...whole.given];
  if (known.length < 2 || known.length < laws.length || whole.of.length < 2) return false;
  if (
    !known.every((it) => within([...it.of, ...it.given], all)) ||
    !within(
      whole.of,
      known.flatMap((it) => it.of),
    )
  )
    return false;
  // Each factor of the chain rule is given all that the factors after it are of.
  const parts = known.map((it) => ({ ...it, given: it.given.filter((one) => !whole.given.includes(one)) }));
  parts.sort((a, b) => b.given.length - a.given.length);
  const isChain = parts.every(({ given }, i) => {
    const rest = parts.slice(i + 1).flatMap((it) => it.of);
    return within(rest, given) && within(given, rest);
  });
  return !isChain || known.flatMap((it) => it.of).length > whole.of.length;
}

interface Law {
  readonly name: string;
  readonly of: readonly string[];
  readonly given: readonly string[];
}

/** `p(x, y \mid z)`, `P(X \in A, Y \in B)`, and an average of a product by its factors. */
function lawOf(expr: Expr): Law | undefined {
  const bare = stripped(expr);
  if (bare.kind === 'call' && bare.fn.kind === 'symbol') {
    const args = bare.args.map(textOf);
    const count = bare.given ?? args.length;
    return { name: bare.fn.key, of: args.slice(0, count), given: args.slice(count) };
  }
  if (bare.kind !== 'apply' || !/^(probability|expectation)$/.test(bare.op)) return undefined;
  if (bare.args.some((it) => it.kind === 'apply' && it.op === 'conditional')) return undefined;
  const inside = bare.args.flatMap((it) => {
    const one = stripped(it);
    return bare.op === 'expectation' && one.kind === 'apply' && one.op === 'product' ? one.args : [it];
  });
  const under = bare.under === undefined ? '' : textOf(bare.under);
  return { name: `${bare.op} ${under}`, of: inside.map(textOf), given: [] };
}

/** The one name that transposes, inverses and powers are taken of. */
function powersOf(expr: Expr): string | undefined {
  if (expr.kind === 'symbol') return expr.key;
  const [only] =
    expr.kind === 'apply' && /^(power|transpose|inverse|inverse-transpose)$/.test(expr.op) ? expr.args : [];
  return only === undefined ? undefined : powersOf(stripped(only));
}

/** `O(n^2)`, `o(h)`; a product where O is a matrix. */
export function isOrderOfGrowth(expr: Expr, isMatrix: boolean): boolean {
  if (expr.kind === 'call') return isOrderSign(expr.fn);
  if (expr.kind !== 'apply' || (expr.op !== 'sum' && expr.op !== 'product')) return false;
  const [first, second] = expr.op === 'product' ? expr.args : [];
  const isRead = first !== undefined && isOrderSign(first) && second?.kind === 'apply' && second.op === 'parentheses';
  return (isRead && !isMatrix) || expr.args.some((it) => isOrderOfGrowth(it, isMatrix));
}

const isOrderSign = (it: Expr): boolean => it.kind === 'symbol' && /^[Oo]$/.test(it.glyph.letter);

interface Factor {
  readonly name: string;
  /** The index or the sign of a transpose, as text. */
  readonly mark: string;
}

/** The names of a product, each perhaps turned; undefined for anything else. */
function factors(expr: Expr): readonly Factor[] | undefined {
  if (expr.kind === 'symbol') return [{ name: expr.key, mark: '' }];
  if (expr.kind === 'index')
    return expr.base.kind === 'symbol'
      ? [{ name: expr.base.key, mark: JSON.stringify(expr.items.map(itemText)) }]
      : undefined;
  if (expr.kind !== 'apply') return undefined;
  const [only] = expr.args;
  if (expr.op === 'transpose' || expr.op === 'inverse' || expr.op === 'inverse-transpose') {
    const inner = only === undefined ? undefined : factors(stripped(only));
    return inner?.length === 1 ? [{ name: inner[0]!.name, mark: inner[0]!.mark + expr.op }] : undefined;
  }
  if (expr.op !== 'product' && expr.op !== 'dot' && expr.op !== 'parentheses') return undefined;
  const parts = expr.args.map(factors);
  return parts.some((it) => it === undefined) ? undefined : parts.flatMap((it) => it ?? []);
}

const itemText = (item: IndexItem): string =>
  item.kind === 'at'
    ? [...freeNames(item.expr).names.keys()].join(' ') || String(item.expr.kind === 'number' ? item.expr.value : '')
    : ':';

/** Operators that a note may introduce by an equation: `\text{softmax}(x)_i = …`, `\mathbb E[X] = \sum …`, `D(p \| q) = …`. */
const NOTATION = /^(elementwise|softmax|to-number|expectation|covariance|probability|free|matrix-function|extremum)$/;

export function definesNotation(left: Expr, right: Expr, words: Cue): boolean {
  const bare = left.kind === 'index' ? left.base : stripped(left);
  // `\partial_{pqij} = …`, `\tilde\nabla f = …`: an operator with marks of its own.
  if (bare.kind === 'derivative' && bare.of === undefined) return true;
  if (bare.kind === 'apply' && bare.op === 'product' && isMarkedOperator(bare.args[0])) return true;
  if (bare.kind === 'call' && bare.args.length === 1 && isPlain(bare)) return isSum(right) && words !== 'consequence';
  if (bare.kind === 'apply' && NOTATION.test(bare.op) && !KNOWN.test(bare.name ?? '')) {
    if (mentions(right, bare.op, bare.name)) return false;
    if (bare.op === 'expectation' || bare.op === 'covariance')
      return words === 'definition' || words === 'naming' ? isSum(right) : isSum(right) && words !== 'consequence';
    return bare.args.every(isPlain);
  }
  if (bare.kind === 'reduce' && bare.op === 'expectation') return isSum(right) && isPlain(bare.body);
  // A norm is introduced where the words say so, or as what is largest; else it is known.
  if (bare.kind === 'apply' && (bare.op === 'norm' || bare.op === 'bars' || bare.op === 'inner')) {
    const isSaid = (words === 'definition' || words === 'naming') && !mentions(right, bare.op, bare.name);
    return bare.args.every(isPlain) && (isSaid || isExtreme(right));
  }
  // `\tilde\nabla f = …`: a name with an operator in it.
  return bare.kind === 'tuple' && bare.separator === '|' && bare.items.every(isPlain);
}

/** `\max_{\|x\| = 1} \|Ax\|`: a norm of matrices by a norm of vectors. */
const isExtreme = (expr: Expr): boolean =>
  expr.kind === 'reduce' &&
  expr.op === 'extremum' &&
  expr.bound.length > 0 &&
  some(expr.body, (it) => it.kind === 'apply' && it.op === 'norm');

/** `\sum_x g(x) P(X = x)`: a sum of values by their probabilities. */
export function averagesBy(right: Expr): boolean {
  const bare = stripped(right);
  if (bare.kind !== 'reduce' || bare.op !== 'sum') return false;
  const body = stripped(bare.body);
  const factors = body.kind === 'apply' && /^(product|dot)$/.test(body.op) ? body.args.map(stripped) : [];
  return factors.some((it) => it.kind === 'apply' && it.op === 'probability' && it.args.every(isEquation));
}

const isEquation = (it: Expr): boolean => it.kind === 'relation' && it.signs[0]?.text === '=';

/** Functions that every reader knows; an equation about them explains nothing. */
const KNOWN = /^(exp|log|ln|lg|sin|cos|tan|sinh|cosh|tanh|cot|sec|csc|arc[a-z]+|sqrt|abs|sign|sgn|max|min|re|im)$/i;

const isMarkedOperator = (expr: Expr | undefined): boolean =>
  expr?.kind === 'apply' &&
  expr.op === 'elementwise' &&
  expr.args[0]?.kind === 'derivative' &&
  expr.args[0].of === undefined;

const isSum = (expr: Expr): boolean => {
  const bare = stripped(expr);
  if (bare.kind === 'reduce') return bare.op === 'sum' || bare.op === 'integral';
  return bare.kind === 'apply' && (bare.op === 'product' || bare.op === 'divide') && bare.args.some(isSum);
};

const isPlain = (expr: Expr): boolean => {
  const bare = stripped(expr);
  return (
    bare.kind === 'symbol' ||
    bare.kind === 'ellipsis' ||
    (bare.kind === 'index' && bare.base.kind === 'symbol') ||
    (bare.kind === 'call' && bare.args.every(isPlain)) ||
    (bare.kind === 'tuple' && bare.items.every(isPlain)) ||
    (bare.kind === 'apply' && bare.op === 'conditional' && bare.args.every(isPlain)) ||
    (bare.kind === 'apply' && (bare.op === 'product' || bare.op === 'bars') && bare.args.every(isPlain))
  );
};

function mentions(expr: Expr, op: string, name: string | undefined): boolean {
  if (expr.kind === 'apply' && expr.op === op && expr.name === name) return true;
  const children: readonly Expr[] =
    expr.kind === 'apply' || expr.kind === 'call'
      ? expr.args
      : expr.kind === 'reduce'
        ? [expr.body]
        : expr.kind === 'tuple'
          ? expr.items
          : [];
  return children.some((it) => mentions(it, op, name));
}
