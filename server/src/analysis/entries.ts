/** The letters of entries: `u_i` of a bold `u`, `z_{ij}` of `Z`. */
import type { Expr, SymbolExpr } from '../expr/expr.ts';
import { keyOf } from '../expr/glyph.ts';
import { memberKey } from '../shape/declare.ts';
import { rewritten } from '../verify/rewrite.ts';
import type { PosedFormula } from './posed-formula.ts';

/**
 * Entries of a bold vector or matrix may be written with the plain letter, those of a matrix with the small one; a plain
 * letter on its own is something else.
 */
export const boldEntries =
  (formula: PosedFormula | undefined) =>
  (expr: Expr): Expr =>
    rewritten(expr, (it) => {
      if (it.kind !== 'index' || it.base.kind !== 'symbol' || it.base.glyph.face !== 'plain' || formula === undefined)
        return undefined;
      const { base, items } = it;
      const member = memberKey(base.key, items);
      // `u_i \in \mathbb{R}` says it of the entries.
      const isOther = formula.declared(member) && formula.shapeOfName(member).kind !== 'scalar';
      if (formula.declared(base.key) || isOther) return undefined;
      const bold = withGlyph(base, { ...base.glyph, face: 'bold' });
      const { kind } = formula.shapeOfName(bold.key);
      const entries = kind === 'vector' || kind === 'row' ? 1 : kind === 'matrix' ? 2 : 0;
      if (formula.declared(bold.key) && items.length === entries) return { ...it, base: bold };
      const letter = base.glyph.letter.toUpperCase();
      if (items.length !== 2 || !/^[a-z]$/.test(base.glyph.letter) || formula.shapeOfName(base.key).kind === 'matrix')
        return undefined;
      const wholes = (['bold', 'plain'] as const).map((face) => withGlyph(base, { ...base.glyph, letter, face }));
      const whole = wholes.find((one) => formula.shapeOfName(one.key).kind === 'matrix');
      return whole && { ...it, base: whole };
    });

const withGlyph = (symbol: SymbolExpr, glyph: SymbolExpr['glyph']): SymbolExpr => ({
  ...symbol,
  glyph,
  key: keyOf(glyph),
});
