/** Which places of a note write the same name for the same thing. */
import type { Facts, NameFact } from '../analysis/facts.ts';
import { type Span, contains } from '../base/span.ts';
import type { Note } from '../note/note.ts';
import { formulaAt, formulaSpanInNote } from './places.ts';

export interface Occurrence {
  readonly part: number;
  readonly name: NameFact;
  /** In the note. */
  readonly span: Span;
  /** Why it may stand for something else all the same, as a clause. */
  readonly doubt?: string;
}

/** The name at an offset of the note, or just before it. */
export function nameAt(facts: Facts, offset: number): Occurrence | undefined {
  const at = formulaAt(facts, offset);
  if (at === undefined) return undefined;
  const here = (facts.parts[at.part]?.names ?? []).filter(
    ({ formula, span, apart }) =>
      formula === at.formula && [span, apart?.sub, apart?.sup].some((it) => it && contains(it, at.offset)),
  );
  // Between two names the one that begins here; in a name with a label that is a name, the smaller.
  const [name] = here.sort((a, b) => b.span.start - a.span.start || a.span.end - b.span.end);
  return name && { part: at.part, name, span: formulaSpanInNote(at.placed, at.source, name.span) };
}

/** Every place that means the same as `target`, itself included, in the order of the text. */
export function sameMeaning(facts: Facts, target: Occurrence): readonly Occurrence[] {
  const { meaning } = target.name;
  const inScope = scopesOf(facts.note);
  const partOf = new Map(facts.note.parts.map(({ part }, index) => [part, index]));
  const home = meaning.declared && partOf.get(meaning.declared.part);
  return namesWith(facts, target.name.key).flatMap((it) => {
    const doubt = it.part === target.part && it.name === target.name ? '' : difference(it);
    return doubt === undefined ? [] : [doubt === '' ? it : { ...it, doubt }];
  });

  /** Empty where it is the same beyond doubt, undefined where it is another. */
  function difference({ part, name }: Occurrence): string | undefined {
    if (name.bound !== undefined || target.name.bound !== undefined) return sameSum(part, name) ? '' : undefined;
    const other = name.meaning;
    if (other.family !== meaning.family || (other.declared === undefined) !== (meaning.declared === undefined)) {
      return undefined;
    }
    const alike = other.shape === meaning.shape && isKnown(other.shape);
    if (other.declared === undefined || meaning.declared === undefined) {
      return alike || inScope(part, target.part) || inScope(target.part, part) ? '' : 'nothing declares it here';
    }
    const there = partOf.get(other.declared.part);
    if (there === home && other.declared.span.start === meaning.declared.span.start) {
      const fits = other.shape === other.declaredShape && isKnown(other.shape);
      return other.inForce || fits ? '' : 'its declaration stands in another section';
    }
    if (other.declaredShape !== meaning.declaredShape || !isKnown(other.shape)) return undefined;
    return there === home ? '' : 'it is declared anew there, with the same shape';
  }

  function sameSum(part: number, { bound, formula }: NameFact): boolean {
    const own = target.name;
    return (
      part === target.part &&
      formula === own.formula &&
      bound?.start === own.bound?.start &&
      bound?.end === own.bound?.end
    );
  }
}

const isKnown = (shape: string): boolean => shape !== 'unknown' && !shape.includes('?');

/** Every place where a name of this key is written. */
export function namesWith(facts: Facts, key: string): readonly Occurrence[] {
  return facts.parts.flatMap((known, part) => {
    const placed = facts.note.parts[part];
    if (placed === undefined) return [];
    return known.names.flatMap((name): readonly Occurrence[] => {
      const source = placed.part.formulas[name.formula];
      if (name.key !== key || source === undefined) return [];
      return [{ part, name, span: formulaSpanInNote(placed, source, name.span) }];
    });
  });
}

/** Whether what a part declares holds in another: in itself and in the sections below it. */
export function scopesOf(note: Note): (inner: number, outer: number) => boolean {
  const above: (readonly number[])[] = [];
  let open: { readonly part: number; readonly depth: number }[] = [];
  note.parts.forEach(({ part }, index) => {
    const depth = part.heading?.depth ?? 0;
    open = [...open.filter((it) => it.depth < depth || it.depth === 0), { part: index, depth }];
    above.push(open.map((it) => it.part));
  });
  return (inner, outer) => above[inner]?.includes(outer) === true;
}
