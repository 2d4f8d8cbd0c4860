/** Where a name is declared, where it gets a value, and where it is used. */
import type { Facts } from '../analysis/facts.ts';
import type { Span } from '../base/span.ts';
import { nameAt, type Occurrence, sameMeaning } from './meaning.ts';
import { placeInNote } from './places.ts';

export interface Reference {
  readonly span: Span;
  /** It is declared or gets a value there. */
  readonly writes: boolean;
}

/** What declares the name; where nothing does, the equation that defines it, or where it stands first. */
export function declaration(facts: Facts, offset: number): Span | undefined {
  const target = nameAt(facts, offset);
  if (target === undefined) return undefined;
  return declaredAt(facts, target) ?? (definedBefore(facts, target) ?? sameMeaning(facts, target)[0])?.span;
}

/** The equation that gives the name its value here; where none does, what declares it. */
export function definition(facts: Facts, offset: number): Span | undefined {
  const target = nameAt(facts, offset);
  return target && (definedBefore(facts, target)?.span ?? declaration(facts, offset));
}

function declaredAt({ note }: Facts, { part, name }: Occurrence): Span | undefined {
  const { declared } = name.meaning;
  return declared && placeInNote(note, declared, part);
}

/** The last definition up to the place, else the first after it. */
function definedBefore(facts: Facts, target: Occurrence): Occurrence | undefined {
  const found = sameMeaning(facts, target).filter(({ name }) => name.defines && name.bound === undefined);
  return found.findLast((it) => it.span.start <= target.span.start) ?? found[0];
}

/** Everything that is written for the same thing. */
export function references(facts: Facts, offset: number, withDeclaration: boolean): readonly Reference[] {
  const target = nameAt(facts, offset);
  if (target === undefined) return [];
  return sameMeaning(facts, target)
    .map(({ span, name }) => ({ span, declares: name.meaning.declares, writes: name.defines || name.meaning.declares }))
    .filter((it) => withDeclaration || !it.declares);
}

/** The same within sight: what is certain. Of a name written nowhere else too, so that its extent is seen. */
export function highlights(facts: Facts, offset: number): readonly Reference[] {
  const target = nameAt(facts, offset);
  if (target === undefined) return [];
  return sameMeaning(facts, target)
    .filter((it) => it.doubt === undefined)
    .map(({ span, name }) => ({ span, writes: name.defines || name.meaning.declares }));
}
