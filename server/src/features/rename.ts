/** Another name for a symbol, wherever it means the same, in whatever spelling it stands there. */
import type { Facts, NameFact } from '../analysis/facts.ts';
import { readsAlike, type Typed, typedName } from '../analysis/name-facts.ts';
import { renameRefusal as refusal } from '../analysis/wording.ts';
import type { Span } from '../base/span.ts';
import { toDerived } from '../note/source-map.ts';
import type { Whereabouts } from './lines.ts';
import { nameAt, namesWith, type Occurrence, sameMeaning, scopesOf } from './meaning.ts';
import { formulaSpanInNote } from './places.ts';

export interface RenameEdit {
  readonly span: Span;
  readonly newText: string;
  /** Why the place may be another symbol; to be confirmed. */
  readonly doubt?: string;
}

export interface Refused {
  /** A sentence. */
  readonly refusal: string;
}

/** The name at the place as it may be typed anew; undefined where no name stands. */
export function prepareRename(facts: Facts, offset: number): { span: Span; placeholder: string } | undefined {
  const target = nameAt(facts, offset);
  if (target === undefined) return undefined;
  const { name } = target;
  const written = (it: NameFact | undefined, of: Occurrence): string => {
    const text = textOf(facts, of);
    const piece = (span: Span | undefined, sign: string): string =>
      span && it ? sign + text.slice(span.start, span.end) : '';
    return it === undefined
      ? ''
      : text.slice(it.span.start, it.span.end) + piece(it.apart?.sub, '_') + piece(it.apart?.sup, '^');
  };
  // Of a macro that stands for the name, nothing can be typed anew but what it stands for.
  const spelled =
    name.macro === undefined ? target : sameMeaning(facts, target).find((it) => it.name.macro === undefined);
  return { span: target.span, placeholder: written((spelled ?? target).name, spelled ?? target) };
}

/** The edits, or why there are none. */
export function rename(
  facts: Facts,
  offset: number,
  newName: string,
  where: Whereabouts,
): readonly RenameEdit[] | Refused {
  const target = nameAt(facts, offset);
  if (target === undefined) return { refusal: refusal.nothing };
  const typed = typedName(newName);
  if (typed === undefined) return { refusal: refusal.noName(newName) };
  if (typed.constant && typed.key !== target.name.key) return { refusal: refusal.constant(typed.name) };
  const all = sameMeaning(facts, target);
  const other = clash(facts, target, all, typed);
  if (other) return { refusal: refusal.taken(typed.name, where(other.span.start), other.name.meaning.said) };
  const edits: RenameEdit[] = [];
  for (const it of all) {
    if (it.name.macro === 'part') {
      return {
        refusal: refusal.inMacro(
          it.name.name,
          textOf(facts, it).slice(it.name.span.start, it.name.span.end),
          where(it.span.start),
        ),
      };
    }
    const own = editsAt(facts, it, typed);
    if (own === undefined) return { refusal: refusal.apart(it.name.name, where(it.span.start)) };
    edits.push(...own);
  }
  const misread = all.find((it) => !keepsMeaning(facts, it, edits, typed.key));
  if (misread) return { refusal: refusal.otherwise(typed.name, where(misread.span.start)) };
  return edits;
}

/** `i` in `x_i` is an index, `Q` in `x_Q` a label: a formula that would read otherwise is no place for the new name. */
function keepsMeaning(facts: Facts, it: Occurrence, edits: readonly RenameEdit[], to: string): boolean {
  const placed = facts.note.parts[it.part];
  const source = placed?.part.formulas[it.name.formula];
  const tree = facts.parts[it.part]?.formulas[it.name.formula]?.tree;
  // What a macro stands for is not to be seen in the text of the formula alone.
  if (placed === undefined || source === undefined || tree === undefined || tree.uses !== undefined) return true;
  const whole = formulaSpanInNote(placed, source, { start: 0, end: tree.text.length });
  const offsetIn = (offset: number): number => toDerived(source.map, toDerived(placed.place, offset));
  let after = tree.text;
  for (const { span, newText } of [...edits].sort((a, b) => b.span.start - a.span.start)) {
    if (span.start < whole.start || span.end > whole.end) continue;
    after = after.slice(0, offsetIn(span.start)) + newText + after.slice(offsetIn(span.end));
  }
  return readsAlike(tree.text, after, it.name.key, to);
}

/** A place where the new name already stands for something else that is known there. */
function clash(facts: Facts, target: Occurrence, all: readonly Occurrence[], typed: Typed): Occurrence | undefined {
  if (typed.key === target.name.key) return undefined;
  const { bound, formula } = target.name;
  const inScope = scopesOf(facts.note);
  return namesWith(facts, typed.key).find((it) => {
    if (bound !== undefined) {
      const same = it.part === target.part && it.name.formula === formula;
      return same && it.name.span.start >= bound.start && it.name.span.end <= bound.end;
    }
    return all.some(({ part }) => inScope(part, it.part) || inScope(it.part, part));
  });
}

function editsAt(facts: Facts, it: Occurrence, typed: Typed): readonly RenameEdit[] | undefined {
  const { name, doubt } = it;
  const placed = facts.note.parts[it.part];
  const source = placed?.part.formulas[name.formula];
  if (placed === undefined || source === undefined) return [];
  const text = textOf(facts, it);
  const edit = (span: Span, newText: string): RenameEdit => ({
    span: formulaSpanInNote(placed, source, span),
    newText: spaced(text, span, newText),
    ...(doubt === undefined ? {} : { doubt }),
  });
  if (name.apart !== undefined) {
    const { sub, sup } = name.apart;
    const { labels } = typed;
    if ((sub === undefined) !== (labels.sub === undefined) || (sup === undefined) !== (labels.sup === undefined)) {
      return undefined;
    }
    const base = edit(name.span, typed.base);
    return [
      base,
      ...(sub && labels.sub !== undefined ? [edit(sub, labels.sub)] : []),
      ...(sup && labels.sup !== undefined ? [edit(sup, labels.sup)] : []),
    ];
  }
  const held = (name.tight && !isToken(typed.text)) || (name.sub && typed.sub) || (name.sup && typed.sup);
  return [edit(name.span, held ? `{${typed.text}}` : typed.text)];
}

/** One letter or one control word: it needs no braces as an argument. */
const isToken = (text: string): boolean => /^(?:\\[A-Za-z]+|\\.|[^\\{}\s])$/u.test(text);

/** A control word must not run into the letters beside it. */
function spaced(text: string, { start, end }: Span, newText: string): string {
  const before = /\\[A-Za-z]+$/.test(text.slice(0, start)) && /^[A-Za-z]/.test(newText) ? ' ' : '';
  const after = /\\[A-Za-z]+$/.test(newText) && /^[A-Za-z]/.test(text.slice(end)) ? ' ' : '';
  return before + newText + after;
}

const textOf = (facts: Facts, { part, name }: Occurrence): string =>
  facts.parts[part]?.formulas[name.formula]?.tree.text ?? '';
