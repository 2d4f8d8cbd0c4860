/** Equations between differentials in a note that also has a size d: `d(AB) = (dA)B + A\,dB` with $w \in \mathbb R^d$. */
import { cover, type Span } from '../base/span.ts';
import type { Node, Scripted } from '../latex/node.ts';
import { type Phrase } from '../latex/phrase.ts';
import type { Expr } from './expr.ts';
import { keyOf } from './glyph.ts';
import { isTransposed } from './lower-marks.ts';
import { glyphOf } from './lower-symbol.ts';
import { partialMap } from './lower-total.ts';
import { lowerNode, type Lowering } from './lower.ts';
import { headOf, isDifferential, lettersOf } from '../latex/roles.ts';

/** The first side is a differential, and so is something in another: a size on both would be left out. */
export function relatesDifferentials(sides: readonly (Phrase | undefined)[], text: string): boolean {
  const [first, ...others] = sides;
  const head = first?.kind === 'run' ? first.factors[0] : undefined;
  if (head?.kind !== 'leaf' || !isDifferential(head.node)) return false;
  return others.some((it) => it !== undefined && SIGN.test(text.slice(it.span.start, it.span.end)));
}

/** `dX`, `d\mathbf X`, `\mathrm d X`, `d(…)`. */
const SIGN = /(?:^|[^A-Za-z\\])(?:d|\\mathrm *\{?d\}?) *(?:[A-Z([]|\\[A-Za-z])/;

export function signOfDifferential(span: Span): Expr {
  const glyph = { letter: 'd', face: 'upright', accents: [], label: '', primes: 0 } as const;
  return { kind: 'symbol', key: keyOf(glyph), glyph, span };
}

/** `\Delta x`, `dX`: a change of x, of the shape of x. */
export function changeOf(sign: Node, name: Node, at: Lowering): Expr | undefined {
  // `d^\top x`, `d_i x_i` of a direction d.
  const isName = sign.kind === 'scripted' && (at.habits.isValue(sign) || countsAlong(sign, name));
  if (isDifferential(sign) && (isTransposed(sign) || isName)) return undefined;
  const isDelta = sign.kind === 'atom' && sign.text === '\\Delta';
  // A plain d may be a number with a space behind it.
  const isNear = sign.kind !== 'atom' || name.span.start - sign.span.end <= 1;
  const isDiff = isDifferential(sign) && sign.kind !== 'scripted' && !isSize(sign, at) && isNear;
  // `d \sigma(x)` where d is also a size: a differential, or a product; nothing is said of it.
  if (isDifferential(sign) && !isDiff && glyphOf(headOf(name)) !== undefined)
    return partialMap(sign, name, at) ?? { kind: 'ellipsis', span: cover(sign.span, name.span) };
  if ((!isDelta && !isDiff) || name.kind === 'fence') return undefined;
  const whole = lowerNode(name, at);
  // `\Delta x^\top`, `\Delta x^2`: of the change as a whole.
  const isTurned = isDelta && whole.kind === 'apply' && (whole.op === 'transpose' || whole.op === 'power');
  const expr = isTurned ? whole.args[0]! : whole;
  const target = expr.kind === 'index' ? expr.base : expr;
  // `dd^\top`: twice the direction d.
  if (target.kind !== 'symbol' || (isDiff && target.key === 'd')) return undefined;
  const glyph = { ...target.glyph, accents: [...target.glyph.accents, isDelta ? 'Delta' : 'd'] };
  const symbol: Expr = { ...target, glyph, key: keyOf(glyph), span: cover(sign.span, target.span) };
  const change: Expr = expr.kind === 'index' ? { ...expr, base: symbol, span: cover(sign.span, expr.span) } : symbol;
  return isTurned ? { ...whole, args: [change, ...whole.args.slice(1)], span: cover(sign.span, whole.span) } : change;
}

/** `d_i x_i`, `d_k^2 u_k`: of the numbers d_i each goes with one of the others; `d_x f_x` may be a differential. */
function countsAlong({ base, sub }: Scripted, name: Node): boolean {
  const other = name.kind === 'scripted' ? name.sub : undefined;
  if (base?.kind !== 'atom' || sub === undefined || other === undefined) return false;
  return /^([i-n]|\d+)$/.test(lettersOf(sub)) && lettersOf(sub) === lettersOf(other);
}

/** A `d` that the note uses as a size; an upright one is not. */
const isSize = (sign: Node, at: Lowering): boolean =>
  sign.kind === 'atom' && at.differentials !== true && at.habits.isSize('d');
