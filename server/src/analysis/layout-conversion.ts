/** Derivatives rewritten in another layout: each result that stands the other way is transposed, and read again. */
import { type Preset, presets } from '../layout/convention.ts';
import { sourceSpan } from '../note/source-map.ts';
import type { Span } from '../base/span.ts';
import type { Facts, ShownDerivative } from './facts.ts';
import { readWith, turning, type Turning } from './layout-turned.ts';
import type { Settings } from './settings.ts';

export interface Conversion {
  /** In the note. */
  readonly edits: readonly { readonly span: Span; readonly newText: string }[];
}

/** @param within offsets of the note; without them all of it, and what it says of its layout */
export function conversion(facts: Facts, settings: Settings, to: Preset, within?: Span): Conversion | undefined {
  const taken = new Set<string>();
  const turnings: { readonly shown: ShownDerivative; readonly turned: Turning }[] = [];
  for (const shown of facts.layout.shown) {
    const wanted = presets[to][shown.axis];
    if (shown.result === undefined || wanted === undefined || wanted === shown.value) continue;
    if (within !== undefined && !touches(facts, shown, within)) continue;
    const place = `${String(shown.part)} ${String(shown.formula)} ${String(shown.result.span.start)}`;
    if (taken.has(place)) continue;
    taken.add(place);
    const turned = turning(facts, shown.part, shown.formula, shown.result);
    if (turned !== undefined) turnings.push({ shown, turned });
  }
  if (turnings.length === 0) return undefined;
  const after = readWith(facts, settings, turnings.map(({ turned }) => turned)); // prettier-ignore
  if (after === undefined) return undefined;
  const kept = turnings.filter(({ shown }) => {
    const now = after.layout.shown.filter(
      (it) => it.part === shown.part && it.formula === shown.formula && it.axis === shown.axis,
    );
    return now.some((it) => it.of.start === shown.of.start && it.value === presets[to][shown.axis]);
  });
  const edits = kept.flatMap(({ turned }) => inNote(facts, turned));
  if (edits.length === 0) return undefined;
  return { edits: [...edits, ...(within === undefined ? renamed(facts, to) : [])] };
}

function touches(facts: Facts, { part, formula }: ShownDerivative, within: Span): boolean {
  const placed = facts.note.parts[part];
  const source = placed?.part.formulas[formula];
  if (placed === undefined || source === undefined) return false;
  const at = sourceSpan(placed.place, source.span.start, source.span.end);
  return at.start <= within.end && at.end >= within.start;
}

function inNote(facts: Facts, { part, formula, start, end, newText }: Turning): Conversion['edits'] {
  const placed = facts.note.parts[part]!;
  const own = sourceSpan(placed.part.formulas[formula]!.map, start, end);
  const span = sourceSpan(placed.place, own.start, own.end);
  // A quote's prefix lies between: the text is not in one piece.
  return span.end - span.start === end - start ? [{ span, newText }] : [];
}

/** The name of the layout, where the note states one. */
function renamed({ note, layout }: Facts, to: Preset): Conversion['edits'] {
  if (layout.span === undefined) return [];
  const text = note.text.slice(layout.span.start, layout.span.end);
  const found = /\b(?:numerator|denominator|mixed)\b/i.exec(text);
  if (found === null) return [];
  const start = layout.span.start + found.index;
  const newText = /^[A-Z]/.test(found[0]) ? to[0]!.toUpperCase() + to.slice(1) : to;
  return [{ span: { start, end: start + found[0].length }, newText }];
}
