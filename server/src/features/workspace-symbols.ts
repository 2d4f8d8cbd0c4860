/** Declared names and headings by a few of their letters, over several notes. */
import type { Facts } from '../analysis/facts.ts';
import type { Span } from '../base/span.ts';
import { type OutlineItem, symbols } from './symbols.ts';

export interface FoundSymbol {
  readonly kind: OutlineItem['kind'];
  readonly name: string;
  readonly span: Span;
  /** The heading above. */
  readonly container: string;
}

/** What of a note matches: the letters of the query in their order, whatever their case and face. */
export function workspaceSymbols(facts: Facts, query: string): readonly FoundSymbol[] {
  const wanted = bare(query);
  const found: FoundSymbol[] = [];
  const visit = (items: readonly OutlineItem[], container: string): void => {
    for (const { kind, name, detail, selection, children } of items) {
      const shown = kind === 'symbol' ? `${name}: ${detail}` : name;
      if (holds(bare(name), wanted)) found.push({ kind, name: shown, span: selection, container });
      visit(children, name);
    }
  };
  visit(symbols(facts), '');
  return found;
}

/** `𝐖` is found by `w`. */
const bare = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\p{M}\s]/gu, '')
    .toLowerCase();

function holds(text: string, letters: string): boolean {
  let at = 0;
  for (const letter of letters) {
    at = text.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
