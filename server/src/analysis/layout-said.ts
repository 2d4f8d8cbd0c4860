/** What the prose of a section says of the layout, and which formulas only illustrate a layout that is spoken of. */
import { span, type Span } from '../base/span.ts';
import { isUpper } from '../expr/glyph.ts';
import type { Expr } from '../expr/expr.ts';
import { mentionsLayout, type Said, saidIn } from '../layout/prose.ts';
import type { Block } from '../note/note.ts';
import type { Axis } from '../shape/axes.ts';
import { firstAxes } from '../layout/evidence.ts';
import type { SectionFacts } from './sections.ts';

export interface SaidHere {
  /** Spans are in the part. */
  readonly said: readonly Said[];
  /** Formulas of sentences, and of the displays after them, that name a layout without using it. */
  readonly illustrating: ReadonlySet<number>;
}

const NOTHING: SaidHere = { said: [], illustrating: new Set() };
const memo = new WeakMap<SectionFacts, SaidHere>();

export function layoutSaid(section: SectionFacts): SaidHere {
  let found = memo.get(section);
  if (found === undefined) memo.set(section, (found = saidHere(section)));
  return found;
}

function saidHere(section: SectionFacts): SaidHere {
  const { part } = section.statements;
  if (!mentionsLayout(part.text)) return NOTHING;
  const said: Said[] = [];
  const illustrating = new Set<number>();
  const inHeading = part.heading !== undefined && /\b(?:numerator|denominator)\b/i.test(part.heading.title);
  part.blocks.forEach((block, index) => {
    const own = block.kind === 'heading' ? [] : saidInBlock(block, section);
    said.push(...own);
    const spoken = own.some((it) => it.names !== undefined);
    if (!spoken && !inHeading) return;
    const next = part.blocks[index + 1];
    for (const it of [block, ...(next?.kind === 'display' ? [next] : [])])
      for (const piece of it.pieces) if (piece.kind === 'formula') illustrating.add(piece.formula);
  });
  return { said, illustrating };
}

function saidInBlock(block: Block, section: SectionFacts): readonly Said[] {
  let text = '';
  const starts: { readonly at: number; readonly span: Span; readonly exact: boolean }[] = [];
  for (const piece of block.pieces) {
    const words = piece.kind === 'text' ? piece.text : `⟦${String(piece.formula)}⟧`;
    const exact = piece.kind === 'text' && piece.text.length === piece.span.end - piece.span.start;
    starts.push({ at: text.length, span: piece.span, exact });
    text += words;
  }
  if (!mentionsLayout(text)) return [];
  const place = (offset: number, end: boolean): number => {
    const piece = starts.findLast((it) => (end ? it.at < offset : it.at <= offset)) ?? starts[0];
    if (piece === undefined) return block.span.start;
    if (piece.exact) return Math.min(piece.span.end, piece.span.start + offset - piece.at);
    return end ? piece.span.end : piece.span.start;
  };
  return saidIn(text, (formula) => axisOf(formula, section)).map((it) => ({
    ...it,
    span: span(place(it.span.start, false), place(it.span.end, true)),
  }));
}

/** The axis of a formula that is a derivative and nothing else. */
function axisOf(formula: number, { statements, answer }: SectionFacts): Axis | undefined {
  const [only, more] = statements.statements[formula] ?? [];
  if (only?.expr.kind !== 'derivative' || more !== undefined) return undefined;
  const { of, by, notation } = only.expr;
  const asked = new Map<Axis, Expr>();
  answer.fitOf(only, formula, { axes: firstAxes, asked }, false);
  const [axis] = asked.keys();
  if (axis !== undefined || of === undefined || by.length > 1) return axis;
  // Of an unknown function by an unknown variable: what the letters suggest.
  const [x] = by;
  const small = (it: Expr | undefined): boolean => it === undefined || (it.kind === 'symbol' && !isUpper(it.glyph));
  const known = x === undefined ? undefined : answer.shapes[formula]?.get(x)?.kind;
  if (!small(x) || known === 'scalar' || (of.kind === 'symbol' && of.glyph.face === 'bold')) return undefined;
  return notation === 'nabla' ? 'nablaScalar' : 'scalarByVector';
}
