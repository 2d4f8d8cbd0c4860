/** A formula that is shown: as TeX, as a picture where the editor shows images, and in words for those who hear it. */
import { plainOfTex } from '../analysis/plain-of-tex.ts';
import { withoutMacros } from '../analysis/trees.ts';
import type { Part } from '../note/note.ts';

export interface ShownFormula {
  readonly tex: string;
  /** The same without the author's macros, which whoever draws it does not know. */
  readonly drawn: string;
  readonly spoken: string;
}

const LONGEST_SPOKEN = 200;

/** @param place of the formula whose macros hold; none for TeX that has no macros */
export function shownFormula(tex: string, place?: { readonly part: Part; readonly formula: number }): ShownFormula {
  const drawn = place === undefined ? tex : withoutMacros(tex, place.part, place.formula);
  return { tex, drawn, spoken: plainOfTex(drawn, LONGEST_SPOKEN) };
}
