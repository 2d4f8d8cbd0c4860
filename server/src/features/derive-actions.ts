/** What can be done with derivatives at a place: fill one in, put the right one in the place of another, take one. */
import type { Facts } from '../analysis/facts.ts';
import { derivationAt, writtenOut } from '../analysis/derivation-at.ts';
import { derivativesOf } from '../analysis/derivatives-of.ts';
import { needsCheck, type Offer, offersAt } from '../analysis/offers.ts';
import { replacementFor } from '../analysis/replaceable.ts';
import type { Settings } from '../analysis/settings.ts';
import { type Span, contains, span } from '../base/span.ts';
import { type FormulaAt, formulaSpanInNote, inNote } from './places.ts';
import { slotAt, writtenAt } from './slots.ts';

export interface DeriveAction {
  readonly kind: 'fix' | 'rewrite';
  readonly title: string;
  readonly edits: readonly { readonly span: Span; readonly newText: string }[];
  /** What the verifier is asked; refuted, it is not offered. */
  readonly claims: Offer['claims'];
  /** Offered only if those are found to hold. */
  readonly needsCheck: boolean;
}

export function deriveActions(facts: Facts, settings: Settings, at: Span): readonly DeriveAction[] {
  if (settings.profile === 'exercise') return [];
  const formula = writtenAt(facts, at.start);
  if (formula === undefined) return [];
  return [
    ...filling(facts, settings, formula),
    ...replacing(facts, settings, formula),
    ...writingOut(facts, settings, formula),
    ...differentiating(facts, settings, formula),
  ];
}

const sureness = (it: Offer): string => (needsCheck(it) ? 'checked' : 'proved');

function filling(facts: Facts, settings: Settings, at: FormulaAt): readonly DeriveAction[] {
  const slot = slotAt(at);
  const offered = slot && offersAt(facts, settings, slot);
  if (offered === undefined || 'missing' in offered) return [];
  const [first] = offered.offers;
  const { start } = formulaSpanInNote(at.placed, at.source, span(at.offset, at.offset));
  return first === undefined
    ? []
    : [
        {
          kind: 'fix',
          title: `Fill in the derivative: ${first.plain} — ${sureness(first)}`,
          edits: [{ span: span(start, start), newText: ` ${first.tex}` }],
          claims: first.claims,
          needsCheck: needsCheck(first),
        },
      ];
}

/** The right derivative for a right side that is none. */
function replacing(facts: Facts, settings: Settings, at: FormulaAt): readonly DeriveAction[] {
  return at.facts.expressions.flatMap((expr, statement): readonly DeriveAction[] => {
    if (!contains(expr.span, at.offset)) return [];
    const found = replacementFor(facts, settings, at.part, at.formula, statement);
    if (found === undefined) return [];
    const { slot, offer } = found;
    return [
      {
        kind: 'fix',
        title: `Write the derivative: ${offer.plain} — ${sureness(offer)}`,
        edits: [{ span: formulaSpanInNote(at.placed, at.source, slot), newText: offer.tex }],
        claims: offer.claims,
        needsCheck: needsCheck(offer),
      },
    ];
  });
}

/** The derivative of what is under the cursor by each of its names, as a display behind its paragraph. */
function differentiating(facts: Facts, settings: Settings, at: FormulaAt): readonly DeriveAction[] {
  const end = endOfBlock(at);
  if (end === undefined || !at.source.closed) return [];
  return derivativesOf(facts, settings, at).map(({ by, plain, tex, claims }) => ({
    kind: 'rewrite',
    title: `Differentiate by ${by}: ${plain} — proved`,
    edits: [{ span: span(end, end), newText: `\n\n$$\n${tex}\n$$` }],
    claims,
    needsCheck: false,
  }));
}

/** The steps to a derivative: in the place of a display that says nothing else, else behind the paragraph. */
function writingOut(facts: Facts, settings: Settings, at: FormulaAt): readonly DeriveAction[] {
  const found = at.source.closed ? derivationAt(facts, at.part, at.formula, at.offset) : undefined;
  const made = found && writtenOut(facts, settings, found);
  const end = endOfBlock(at);
  if (made === undefined || end === undefined) return [];
  const text = at.facts.tree.text;
  const isAlone = at.source.display && at.facts.expressions.length === 1 && !text.includes('\\begin');
  const edit = isAlone
    ? { span: formulaSpanInNote(at.placed, at.source, span(0, text.length)), newText: `\n${made.tex}\n` }
    : { span: span(end, end), newText: `\n\n$$\n${made.tex}\n$$` };
  return [
    {
      kind: 'rewrite',
      title: 'Write out the steps — checked',
      edits: [edit],
      claims: made.claims,
      needsCheck: true,
    },
  ];
}

/** Where a display may follow; nowhere behind a row of a table. */
function endOfBlock(at: FormulaAt): number | undefined {
  const block = at.placed.part.blocks[at.source.block];
  if (block === undefined || at.placed.part.text[block.span.end - 1] === '|') return undefined;
  return inNote(at.placed, block.span).end;
}
