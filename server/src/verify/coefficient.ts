/**
 * An expression times a number, as its author would write it: half of `2\lambda w` is `\lambda w`, twice `\frac{1}{2n} x` is
 * `\frac{1}{n} x`, and minus `b - a` is `a - b`.
 */
import type { Apply, Expr } from '../expr/expr.ts';

/** In lowest terms, the denominator positive. */
interface Ratio {
  readonly over: number;
  readonly under: number;
}

const ONE: Ratio = { over: 1, under: 1 };

export function scaledText(expr: Expr, text: string, over: number, under = 1): string {
  const source = (it: Expr): string => text.slice(it.span.start, it.span.end);
  const only = negated(expr);
  if (only !== undefined) return -over === under ? source(only) : scaledText(only, text, -over, under);
  const inside = withCoefficient(expr);
  // `\nabla(\frac{1}{2} f)` has its number inside.
  if (inside !== undefined)
    return `${text.slice(expr.span.start, inside.span.start)}${scaledText(inside, text, over, under)}${text.slice(inside.span.end, expr.span.end)}`;
  if (expr.kind === 'apply' && expr.op === 'sum') return scaledSum(expr, source, lowest(over, under));
  if (over === -under) return `-${source(expr)}`;
  const factors = factorsIn(expr).map((it) => factorOf(it, source));
  const all = factors.reduce((ratio, it) => times(ratio, it.ratio), lowest(over, under));
  const below = factors.map((it) => it.below).filter((it) => it !== '');
  const rest = joined(factors.map((it) => it.text).filter((it) => it !== ''));
  if (below.length > 1) return `${written(lowest(over, under), '')}${source(expr)}`;
  return joined([written(all, below[0] ?? '', rest === ''), rest].filter((it) => it !== ''));
}

/** The x of `-x`. */
const negated = (expr: Expr): Expr | undefined =>
  expr.kind === 'apply' && expr.op === 'sum' && expr.args.length === 1 && expr.signs?.[0] === -1
    ? expr.args[0]
    : undefined;

/** What a derivative is of, where that stands in brackets and begins with a number, a fraction or a sign. */
function withCoefficient(expr: Expr): Expr | undefined {
  const [inner] =
    expr.kind === 'derivative' && expr.of?.kind === 'apply' && expr.of.op === 'parentheses' ? expr.of.args : [];
  if (inner === undefined) return undefined;
  const first = negated(inner) === undefined ? factorsIn(inner)[0] : undefined;
  const begins = first === undefined || first.kind === 'number' || (first.kind === 'apply' && first.op === 'divide');
  return begins && inner !== first ? inner : undefined;
}

const factorsIn = (expr: Expr): readonly Expr[] =>
  expr.kind === 'apply' && expr.op === 'product' ? expr.args : [expr];

interface Factor {
  readonly ratio: Ratio;
  /** What is left of it beside its number, above the line and below. */
  readonly text: string;
  readonly below: string;
}

/** The number in a factor: `2`, `\frac12`, the half of `(\lambda / 2)`, of `\frac{1}{2n}`. */
function factorOf(expr: Expr, source: (it: Expr) => string): Factor {
  const whole: Factor = { ratio: ONE, text: source(expr), below: '' };
  if (expr.kind === 'number')
    return Number.isInteger(expr.value) ? { ratio: lowest(expr.value, 1), text: '', below: '' } : whole;
  if (expr.kind !== 'apply') return whole;
  const [first, second] = expr.args;
  if (expr.op === 'parentheses' && first?.kind === 'apply' && first.op === 'divide') {
    const inner = factorOf(first, source);
    return inner.below === '' && inner.text !== source(first) ? inner : whole;
  }
  if (expr.op !== 'divide' || first === undefined || second === undefined) return whole;
  const [above, below] = [first, second].map((it) => factorsIn(it).map((one) => factorOf(one, source)));
  if ([...above!, ...below!].some((it) => it.below !== '')) return whole;
  const ratio = over(product(above!), product(below!));
  const texts = [above!, below!].map((list) => joined(list.map((it) => it.text).filter((it) => it !== '')));
  // A product above the line that has letters stays where it is.
  if (texts[0] !== '' && texts[1] !== '') return whole;
  return { ratio, text: isSum(first) ? `(${texts[0]!})` : texts[0]!, below: texts[1]! };
}

const isSum = (expr: Expr): boolean => expr.kind === 'apply' && expr.op === 'sum';

const product = (list: readonly Factor[]): Ratio => list.reduce((ratio, it) => times(ratio, it.ratio), ONE);

function lowest(over: number, under: number): Ratio {
  const divisor = (a: number, b: number): number => (b === 0 ? Math.abs(a) : divisor(b, a % b));
  const by = (divisor(over, under) || 1) * Math.sign(under);
  return { over: over / by, under: under / by };
}

const times = (a: Ratio, b: Ratio): Ratio => lowest(a.over * b.over, a.under * b.under);
const over = (a: Ratio, b: Ratio): Ratio => lowest(a.over * b.under, a.under * b.over);

/** @param alone nothing follows, so that a one is written */
function written(ratio: Ratio, below: string, alone = false): string {
  const sign = ratio.over < 0 ? '-' : '';
  const above = String(Math.abs(ratio.over));
  if (below !== '') return `${sign}\\frac{${above}}{${ratio.under === 1 ? '' : String(ratio.under)}${below}}`;
  if (ratio.under !== 1) return `${sign}\\frac{${above}}{${String(ratio.under)}}`;
  return `${sign}${above === '1' && !alone ? '' : above}`;
}

/** Control words must not run into letters, nor numbers into digits. */
function joined(texts: readonly string[]): string {
  return texts.reduce((all, it) => {
    if (/\\[A-Za-z]+$/.test(all) && /^[A-Za-z]/.test(it)) return `${all} ${it}`;
    return /\d$/.test(all) && /^\d/.test(it) ? `${all} \\cdot ${it}` : `${all}${it}`;
  }, '');
}

/** Of a sum with a sign before it, each term turns; a number stands before its bracket. */
function scaledSum({ args, signs = [], span }: Apply, source: (it: Expr) => string, by: Ratio): string {
  const whole = source({ kind: 'number', value: 0, span });
  if (by.over !== -1 || by.under !== 1 || args.length > 2) return joined([written(by, ''), `(${whole})`]);
  const [first, second] = args.map((it, i) => ({ text: source(it), sign: -(signs[i] ?? 1) }));
  const ordered = first!.sign < 0 && second!.sign > 0 ? [second!, first!] : [first!, second!];
  return ordered
    .map(({ text, sign }, i) => `${i === 0 ? (sign < 0 ? '-' : '') : sign < 0 ? ' - ' : ' + '}${text}`)
    .join('');
}
