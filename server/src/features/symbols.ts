/** The outline: headings as containers, below each the symbols that the note itself declares or defines there. */
import type { Facts, SymbolFact } from '../analysis/facts.ts';
import { type Span, span } from '../base/span.ts';
import type { PlacedPart } from '../note/note.ts';
import { inNote, partInNote } from './places.ts';
import { shapeInWords } from './words.ts';

export interface OutlineItem {
  readonly kind: 'heading' | 'symbol';
  readonly name: string;
  readonly detail: string;
  /** All of it: of a heading, up to the next heading of its depth or above. */
  readonly span: Span;
  /** What to select when it is chosen; within `span`. */
  readonly selection: Span;
  readonly children: readonly OutlineItem[];
}

interface Open {
  readonly depth: number;
  readonly placed: PlacedPart;
  readonly title: string;
  readonly children: OutlineItem[];
  end: number;
}

/** The outline of a note, in the order of its text. */
export function symbols(facts: Facts): readonly OutlineItem[] {
  const roots: OutlineItem[] = [];
  const open: Open[] = [];
  const close = (): void => {
    const last = open.pop();
    if (last === undefined) return;
    const above = open[open.length - 1];
    if (above) above.end = Math.max(above.end, last.end);
    (above?.children ?? roots).push(headingItem(last));
  };
  facts.note.parts.forEach((placed, index) => {
    const { heading } = placed.part;
    if (heading) {
      while ((open[open.length - 1]?.depth ?? 0) >= heading.depth) close();
      const title = heading.title.trim() === '' ? '(no title)' : heading.title;
      open.push({ depth: heading.depth, placed, title, children: [], end: partInNote(placed).end });
    }
    const here = open[open.length - 1];
    if (here) here.end = Math.max(here.end, partInNote(placed).end);
    (here?.children ?? roots).push(...symbolItems(placed, facts.parts[index]?.symbols ?? []));
  });
  while (open.length > 0) close();
  return roots;
}

function headingItem({ placed, title, children, end }: Open): OutlineItem {
  const { start } = partInNote(placed);
  const line = /^.*/.exec(placed.part.text)?.[0].length ?? 0;
  const selection = inNote(placed, span(0, line));
  return {
    kind: 'heading',
    name: title,
    detail: '',
    span: span(start, Math.max(end, selection.end)),
    selection,
    children,
  };
}

const symbolItems = (placed: PlacedPart, known: readonly SymbolFact[]): readonly OutlineItem[] =>
  known.flatMap((symbol) => {
    const { source } = symbol;
    if (source?.part !== placed.part || (symbol.how !== 'declared' && symbol.how !== 'defined')) return [];
    const at = inNote(placed, source.span);
    const detail = [shapeInWords(symbol.shape, symbol.said), ...symbol.conditions].join(', ');
    return [{ kind: 'symbol', name: symbol.name, detail, span: at, selection: at, children: [] }];
  });
