/** Equations between differentials in a note that also has a size d: `d(AB) = (dA)B + A\,dB` with $w \in \mathbb R^d$. */
import type { Span } from '../base/span.ts';
import { isDifferential, type Phrase } from '../latex/phrase.ts';
import type { Expr } from './expr.ts';
import { keyOf } from './glyph.ts';

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
