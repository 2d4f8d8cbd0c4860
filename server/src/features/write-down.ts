/** One line of mathematics with everything that the formulas of a section tell and nothing declares. */
import { declarationBefore, declarationText } from '../analysis/declare-fixes.ts';
import type { Facts } from '../analysis/facts.ts';
import { type Span, contains, span } from '../base/span.ts';
import { toSource } from '../note/source-map.ts';
import { partInNote } from './places.ts';

export interface WrittenDown {
  readonly span: Span;
  readonly newText: string;
}

/** Letters for sizes that have none yet, the usual ones first. */
const letters = [...'ndmkpqrsNMKDPQ'];

/** For the section at an offset of the note; undefined where everything is declared, or nothing is known. */
export function writeDown(facts: Facts, offset: number): WrittenDown | undefined {
  const index = facts.note.parts.findLastIndex((it) => contains(partInNote(it), offset));
  const placed = facts.note.parts[index];
  const known = facts.parts[index];
  const [first] = known?.undeclared ?? [];
  if (placed === undefined || known === undefined || first === undefined) return undefined;
  const used = new Set(facts.parts.flatMap((part) => part.names.map(({ key }) => key)));
  const free = letters.filter((it) => !used.has(it));
  const named = new Map<string, string>();
  const letterFor = (size: string): string => {
    const letter = named.get(size) ?? free.shift() ?? size;
    named.set(size, letter);
    return letter;
  };
  const texts = facts.parts.flatMap((part) => part.formulas.map(({ tree }) => tree.text));
  const lines = known.undeclared.map(({ tex, sizes }) =>
    declarationText(
      tex,
      sizes.map((it) => (it.startsWith('?') ? letterFor(it) : it)),
      texts,
    ),
  );
  const written = lines.filter((it) => !it.includes('?'));
  const at =
    written.length > 0 ? declarationBefore(placed.part, first.formula, `$${written.join(',\\; ')}$`) : undefined;
  if (at === undefined) return undefined;
  const place = toSource(placed.place, at.at);
  return { span: span(place, place), newText: at.newText };
}
