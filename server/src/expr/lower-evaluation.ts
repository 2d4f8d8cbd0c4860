/** What a bar behind an expression says: its value at a point. */
import type { Scripted } from '../latex/node.ts';
import { type BoundIndex, type Expr, walk } from './expr.ts';
import { apply, lowerNodes, type Lowering } from './lower.ts';
import { bodyOf } from '../latex/roles.ts';

/** `\left. f \right|_{x = c}`, and `[F(t)]_a^b` where something is integrated. */
export const isEvaluation = ({ base, sub, sup }: Scripted, { text }: Pick<Lowering, 'text'>): boolean =>
  sub !== undefined &&
  base?.kind === 'fence' &&
  ((base.open === '.' && /^(\||\\rvert|\\vert)$/.test(base.close)) ||
    (base.open === '[' && base.close === ']' && sup !== undefined && INTEGRAL.test(text)));

const INTEGRAL = /\\int(?![a-z])|∫/;

/** `\partial f/\partial x` at `|_{x = c}`, `|_{x = c, y = d}` or `|_c`. */
export function evaluation(base: Expr, scripts: Scripted, at: Lowering): Expr {
  const { sub, sup, primes, span } = scripts;
  if (sup !== undefined && primes === 0) return betweenLimits(base, scripts, at) ?? apply('free', [base], span);
  const point = lowerNodes(bodyOf(sub!), at, sub!.span);
  const points = point.kind === 'tuple' && point.open === '' ? point.items : [point];
  const bound = points.map((it): BoundIndex | undefined => {
    const by = base.kind === 'derivative' && base.by.length === 1 ? variableOf(base.by[0]!) : undefined;
    const [name, from] =
      it.kind !== 'relation'
        ? [points.length === 1 ? by : undefined, it]
        : it.signs.length === 1 && it.signs[0]!.text === '='
          ? it.sides
          : [];
    return name?.kind === 'symbol' && from !== undefined && from.kind !== 'hole'
      ? { key: name.key, span: it.span, from }
      : undefined;
  });
  if (primes > 0 || bound.some((it) => it === undefined)) return apply('free', [base], span);
  return { kind: 'reduce', op: 'evaluation', bound: bound.filter((it) => it !== undefined), body: base, span };
}

/** `F(t) \big|_a^b`, `[F(t)]_{t=a}^{t=b}`: F(b) − F(a). */
function betweenLimits(base: Expr, { base: fence, sub, sup, span }: Scripted, at: Lowering): Expr | undefined {
  const limits = [sup!, sub!].map((it) => lowerNodes(bodyOf(it), at, it.span));
  const named = limits.flatMap((it) =>
    it.kind === 'relation' && it.sides[0]?.kind === 'symbol' ? [it.sides[0].key] : [],
  );
  const values = limits.map((it) => (it.kind === 'relation' ? it.sides[1] : it));
  const key = named[0] ?? integrated(base, values, at);
  if (key === undefined || named.some((it) => it !== key)) return undefined;
  // A bar behind `1 + x^2` may be of the last term alone; behind `x + x^2` it is of both.
  const isFenced = fence !== undefined && /^(\\left|\[|\\big)/i.test(at.text.slice(fence.span.start));
  if (!isFenced && termsOf(base).some((it) => !symbolsIn(it).has(key))) return undefined;
  const ends = values.map((from): Expr | undefined =>
    from === undefined || from.kind === 'hole'
      ? undefined
      : { kind: 'reduce', op: 'evaluation', bound: [{ key, span: from.span, from }], body: base, span },
  );
  const [upper, lower] = ends;
  return upper && lower && { kind: 'apply', op: 'sum', args: [upper, lower], signs: [1, -1], span };
}

const termsOf = (expr: Expr): readonly Expr[] => (expr.kind === 'apply' && expr.op === 'sum' ? expr.args : [expr]);

/** The one name of an antiderivative, besides its limits, that the formula integrates over: the t of `dt`. */
function integrated(base: Expr, limits: readonly (Expr | undefined)[], { text }: Lowering): string | undefined {
  if (!INTEGRAL.test(text)) return undefined;
  const inside = symbolsIn(base);
  for (const it of limits) if (it !== undefined) for (const key of symbolsIn(it).keys()) inside.delete(key);
  const measures = new Set([...text.matchAll(MEASURE)].map((it) => it[1]));
  const [key, more] = [...inside].filter(([, letter]) => measures.has(letter)).map(([own]) => own);
  return more === undefined ? key : undefined;
}

const MEASURE = /(?:^|[^a-zA-Z\\]|\\[,;!:]|\\mathrm\{)d\}?\s*(\\?[a-zA-Z]+)/g;

/** The letters of all names in an expression, by key. */
export function symbolsIn(expr: Expr): Map<string, string> {
  const found = new Map<string, string>();
  walk(expr, (it) => {
    if (it.kind === 'symbol') found.set(it.key, it.glyph.letter);
  });
  return found;
}

const variableOf = (expr: Expr): Expr =>
  expr.kind === 'apply' && expr.op === 'transpose' && expr.args[0] !== undefined ? expr.args[0] : expr;
