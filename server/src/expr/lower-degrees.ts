/** Angles in degrees: `90^\circ` is ninety times the degree, as `90°` and `90\degree` are. */
import type { Node, Scripted } from '../latex/node.ts';
import type { Expr, Glyph } from './expr.ts';
import { keyOf } from './glyph.ts';
import { only } from './lower-marks.ts';

const DEGREE: Glyph = { letter: '\\degree', face: 'plain', label: '', accents: [], primes: 0 };

/** The number before a small circle, times the degree; undefined where there is none. */
export function inDegrees({ base, sup, sub, span }: Scripted, lower: (it: Node) => Expr): Expr | undefined {
  if (base?.kind !== 'atom' || base.role !== 'number' || sup === undefined || sub !== undefined) return undefined;
  const sign = only(sup);
  if (sign?.kind !== 'atom' || !/^(\\circ|\\degree)$/.test(sign.text)) return undefined;
  const degree: Expr = { kind: 'symbol', key: keyOf(DEGREE), glyph: DEGREE, span: sup.span };
  return { kind: 'apply', op: 'product', args: [lower(base), degree], span };
}
