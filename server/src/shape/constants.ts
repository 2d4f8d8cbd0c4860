/** Names that mean the same everywhere unless a note declares otherwise: `I`, `\mathbf 1`, `\mathbf 0`, `\infty`. */
import type { Apply, Call, Expr, Glyph, SymbolExpr } from '../expr/expr.ts';

import { M, S, V } from './kinds.ts';

export type Constant = 'identity' | 'ones' | 'zero' | 'number' | 'set';

export function constantOf(symbol: Pick<SymbolExpr, 'glyph'>): Constant | undefined {
  const { letter, face, label, accents, primes, ordinary = false } = symbol.glyph;
  if (accents.length > 0 || primes > 0 || ordinary) return undefined;
  if (letter === 'I' && face !== 'calligraphic' && isSize(label)) return 'identity';
  if (letter === '1' && face !== 'plain') return 'ones';
  if (letter === '0' && face !== 'plain') return 'zero';
  if (letter === '\\infty' || letter === '∞' || letter === '\\degree') return 'number';
  if (letter === '\\emptyset' || letter === '\\varnothing') return 'set';
  // The d of a differential: `\mathrm dX` is of X's shape.
  if (letter === 'd' && face === 'upright' && label === '') return 'number';
  if ((letter === 'Id' || letter === 'eye') && face === 'upright') return 'identity';
  return undefined;
}

/** `\mathcal{O}^{p \times k}`, `\mathcal{X}^n`. */
export const isNamedSpace = (expr: Expr): boolean =>
  expr.kind === 'apply' &&
  expr.op === 'power' &&
  expr.args[0]?.kind === 'symbol' &&
  expr.args[0].glyph.face === 'calligraphic' &&
  expr.args[1]?.kind === 'apply' &&
  expr.args[1].op === 'cross';

/** `A \cup B`, `A \setminus B`: of sets. */
export const isSetOperation = ({ op, name }: Apply): boolean =>
  op === 'free' && name !== undefined && /^\\(cup|cap|setminus)$/.test(name);

/** `I_{n \times n}`, `I_{\text{model}}`: a label that can be a size; `I_X` names something else. */
const isSize = (label: string): boolean => label === '' || /^[a-z\d]/.test(label) || label.includes('times');

/** The size written as an index: the `n` of `I_n`, `\mathbf 1_n`. */
export function sizeIndex(expr: Expr): Expr | undefined {
  if (expr.kind !== 'index' || expr.upper || expr.items.length !== 1) return undefined;
  const item = expr.items[0]!;
  return item.kind === 'at' ? item.expr : undefined;
}

/** `\mathcal{N}(\mu, \Sigma)`: a law, or with its argument written, the value of its density. */
export const isDistribution = (glyph: Glyph): boolean => glyph.face === 'calligraphic' && /^[NU]$/.test(glyph.letter);

/** `\lambda_{\max}`, `\sigma_{\min}`: the largest or smallest eigenvalue or singular value of what it is applied to. */
export function extremalOf({ letter, face, label, primes }: Glyph): Extremal | undefined {
  if (face !== 'plain' || primes > 0 || (label !== 'max' && label !== 'min')) return undefined;
  const of = letter === '\\lambda' ? 'eigenvalue' : letter === '\\sigma' ? 'singular' : undefined;
  return of && { of, which: label };
}

export interface Extremal {
  readonly of: 'eigenvalue' | 'singular';
  readonly which: 'max' | 'min';
}

/** σ, tanh-like letters applied to anything act entry by entry. */
export const actsEntrywise = (glyph: Glyph): boolean =>
  glyph.letter === '\\sigma' && glyph.face === 'plain' && extremalOf(glyph) === undefined;

/** Its value is of its argument's kind: `\sigma(z)`, and the differential `d(A^{-1})`. */
export function keepsShape({ fn, args }: Call): boolean {
  if (fn.kind !== 'symbol' || args.length !== 1) return false;
  if (actsEntrywise(fn.glyph)) return true;
  const { letter, face, label, accents, primes } = fn.glyph;
  const sign =
    letter === 'd' && (face === 'plain' || face === 'upright') && label === '' && accents.length + primes === 0;
  // `d(x)` may be a distance.
  return sign && args[0]!.kind !== 'symbol' && args[0]!.kind !== 'index';
}

/** Laws by name: of numbers when their parameters are numbers, of vectors, of matrices. */
const LAWS: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    'bernoulli ber bern binomial binom bin geometric geom poisson pois poi exponential exp gamma ga beta uniform unif normal laplace cauchy lognormal weibull pareto categorical cat chi2'
      .split(' ')
      .map((it) => [it, S]),
  ),
  dirichlet: V, dir: V, multinomial: V, mult: V, wishart: M, invwishart: M,
}; // prettier-ignore

/** The kind of what follows a law: `X \sim \text{Bernoulli}(p)`. */
export const lawOf = ({ letter, face }: Glyph): number | undefined =>
  face === 'upright' ? LAWS[letter.toLowerCase()] : face === 'calligraphic' && /^[NU]$/.test(letter) ? S : undefined;

/** `\text{Categorical}(p)` by itself is a law; Beta and Gamma are functions as well, and `exp` is. */
export const isNamedLaw = (glyph: Glyph): boolean =>
  glyph.face === 'upright' && lawOf(glyph) !== undefined && /^[A-Z]/.test(glyph.letter);

/** `e^{x}`, `e^{At}`. */
export const isExponential = ({ op, args: [base, exponent] }: Apply): boolean =>
  op === 'power' && base?.kind === 'symbol' && base.key.replace(/^upright /, '') === 'e' && exponent?.kind !== 'number';

/** Nothing is said of its kind: dots, and a derivative as a linear map, which may act on anything. */
export const isUnsaid = (expr: Expr): boolean =>
  expr.kind === 'ellipsis' ||
  (expr.kind === 'apply' && (expr.op === 'total-derivative' || (expr.op === 'transpose' && isUnsaid(expr.args[0]!))));

/** What stands for any kind: the number 0, dots. */
export const isWild = (expr: Expr): boolean =>
  (expr.kind === 'number' && expr.value === 0) ||
  expr.kind === 'ellipsis' ||
  (expr.kind === 'symbol' && constantOf(expr) === 'zero') ||
  (expr.kind === 'apply' && expr.op === 'parentheses' && isWild(expr.args[0]!));
