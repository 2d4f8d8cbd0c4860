/** Fixes for findings about the layout: transpose the result, swap two names. Each is tried before it is offered. */
import { plainText } from '../expr/plain.ts';
import { sourceSpan } from '../note/source-map.ts';
import type { Facts, Finding, Fix, LayoutFact, ShownDerivative } from './facts.ts';
import { readWith, turning } from './layout-turned.ts';
import { transposeTitle } from './layout-wording.ts';
import type { Settings } from './settings.ts';

/** Undefined for findings about anything else. */
export function layoutFixes(
  facts: Facts,
  settings: Settings,
  index: number,
  finding: Finding,
): readonly Fix[] | undefined {
  switch (finding.code) {
    case 'layout-mismatch':
    case 'inconsistent-layout':
      return transposing(facts, settings, index, finding);
    case 'layout-misnamed':
      return swapping(facts, index, finding);
    default:
      return undefined;
  }
}

function transposing(facts: Facts, settings: Settings, index: number, finding: Finding): readonly Fix[] {
  const formula = facts.note.parts[index]?.part.formulas[finding.formula ?? -1];
  const shown = facts.layout.shown.find(
    (it) =>
      it.part === index &&
      it.formula === finding.formula &&
      it.result !== undefined &&
      it.value !== facts.layout.axes[it.axis] &&
      formula !== undefined &&
      sourceSpan(formula.map, it.result.span.start, it.result.span.end).start === finding.span.start,
  );
  if (formula === undefined || shown?.result === undefined) return [];
  const turned = turning(facts, index, shown.formula, shown.result);
  const after = turned && readWith(facts, settings, [turned]);
  if (turned === undefined || after === undefined || !stands(after.layout, shown)) return [];
  const span = sourceSpan(formula.map, turned.start, turned.end);
  // A quote's prefix lies between: the text is not in one piece.
  if (span.end - span.start !== turned.end - turned.start) return [];
  const made = after.layout.shown.find((it) => isSame(it, shown))?.result;
  const title = transposeTitle(
    shown.axis,
    facts.layout.axes[shown.axis],
    plainText(shown.result),
    made === undefined ? '' : plainText(made),
    finding.code === 'inconsistent-layout',
  );
  return [{ title, edits: [{ span, newText: turned.newText }], verified: true, preferred: true }];
}

const isSame = (it: ShownDerivative, other: ShownDerivative): boolean =>
  it.part === other.part && it.formula === other.formula && it.axis === other.axis && it.of.start === other.of.start;

/** The derivative now stands as the note has it. */
const stands = (layout: LayoutFact, shown: ShownDerivative): boolean =>
  layout.shown.some((it) => isSame(it, shown) && it.value !== shown.value);

/** Both names exchanged wherever this part of the note says them. */
function swapping(facts: Facts, index: number, finding: Finding): readonly Fix[] {
  const text = facts.note.parts[index]?.part.text ?? '';
  const elsewhere = facts.note.parts.some(({ part }, at) => at !== index && NAME.test(part.text));
  if (elsewhere) return [];
  const edits = [...text.matchAll(NAMES)].map(([word, name = ''], i, all) => {
    const start = all[i]!.index;
    const other = name.toLowerCase() === 'numerator' ? 'denominator' : 'numerator';
    const newText = /^[A-Z]/.test(name) ? other[0]!.toUpperCase() + other.slice(1) : other;
    return { span: { start, end: start + word.length }, newText };
  });
  const inside = edits.some(({ span }) => span.start >= finding.span.start && span.end <= finding.span.end);
  const both = new Set(edits.map(({ newText }) => newText.toLowerCase())).size > 1;
  const title = both ? 'Swap the two names' : `Write “${edits[0]?.newText.toLowerCase() ?? ''} layout”`;
  return inside ? [{ title, edits, verified: false, preferred: false }] : [];
}

const NAME = /\b(?:numerator|denominator)(?=[- ](?:layout|convention|style|notation|form))/i;
const NAMES = /\b(numerator|denominator)(?=[- ](?:layout|convention|style|notation|form))/gi;
