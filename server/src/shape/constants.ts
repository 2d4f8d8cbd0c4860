/** Names that mean the same everywhere unless a note declares otherwise: `I`, `\mathbf 1`, `\mathbf 0`, `\infty`. */
import type { Expr, Glyph, SymbolExpr } from '../expr/expr.ts';

export type Constant = 'identity' | 'ones' | 'zero' | 'number';

export function constantOf(symbol: SymbolExpr): Constant | undefined {
  const { letter, face, label, accents, primes } = symbol.glyph;
  if (accents.length > 0 || primes > 0) return undefined;
  if (letter === 'I' && face !== 'calligraphic' && isSize(label)) return 'identity';
  if (letter === '1' && face !== 'plain') return 'ones';
  if (letter === '0' && face !== 'plain') return 'zero';
  if (letter === '\\infty' || letter === '∞') return 'number';
  // The d of a differential: `\mathrm dX` is of X's shape.
  if (letter === 'd' && face === 'upright' && label === '') return 'number';
  if ((letter === 'Id' || letter === 'eye') && face === 'upright') return 'identity';
  return undefined;
}

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

/** σ, tanh-like letters applied to anything act entry by entry. */
export const actsEntrywise = (glyph: Glyph): boolean => glyph.letter === '\\sigma' && glyph.face === 'plain';
