/** Where the names of a part are written, and what each means there. */
import { nameWritten, namesIn } from '../expr/lower-names.ts';
import { unicode } from '../expr/glyph.ts';
import { EQUALITY, type Statement } from '../expr/statement.ts';
import { parseFormula } from '../latex/parser.ts';
import { toSource } from '../note/source-map.ts';
import { constantOf } from '../shape/constants.ts';
import { memberKey } from '../shape/declare.ts';
import { printShape, sayShape } from '../shape/shape.ts';
import type { NameFact, NameMeaning } from './facts.ts';
import type { SectionFacts } from './sections.ts';

export function nameFacts(section: SectionFacts): readonly NameFact[] {
  const { part, trees, statements } = section.statements;
  return trees.flatMap((tree, formula) => {
    const own = statements[formula] ?? [];
    const defined = new Set(own.flatMap(definedAt));
    const { map } = part.formulas[formula]!;
    return namesIn(tree, own).map(({ items, ...it }): NameFact => {
      const member = items === undefined ? undefined : memberKey(it.key, items);
      return {
        ...it,
        formula,
        name: unicode(it.glyph),
        defines: defined.has(it.span.start),
        indexed: items !== undefined,
        // What declares it may move while this section stays as it is.
        get meaning() {
          return meaningOf(section, it.key, member, formula, toSource(map, it.span.start));
        },
      };
    });
  });
}

function meaningOf(
  section: SectionFacts,
  key: string,
  member: string | undefined,
  formula: number,
  start: number,
): NameMeaning {
  const { lookup, dims } = section.answer;
  const own = lookup(key, formula);
  const asMember = member === undefined ? undefined : lookup(member, formula);
  // `x_i` is a member of a declared family, or an entry of a declared x.
  const family = asMember?.entry !== undefined && asMember.entry.key !== own.entry?.key;
  const { entry, shape } = family ? asMember : own;
  const place = entry?.origin.place;
  return {
    ...(place && { declared: place }),
    inForce: entry?.inForce === true,
    declares: place?.part === section.statements.part && place.span.start === start,
    family,
    shape: printShape(shape, dims.written),
    said: sayShape(shape, dims.written).replace(/^(is|has) (an? )?/, ''),
    ...(entry && { declaredShape: printShape(entry.shape, dims.written) }),
  };
}

/** Where the name stands that an equation gives a value: `E = …`, `f(x) := …`, `x_i = …`. */
function definedAt({ expr }: Statement): readonly number[] {
  if (expr.kind !== 'relation' || !EQUALITY.has(expr.signs[0]?.text ?? '')) return [];
  let left = expr.sides[0];
  if (left?.kind === 'call') left = left.fn;
  if (left?.kind === 'index') left = left.base;
  return left?.kind === 'symbol' ? [left.span.start] : [];
}

/** What a person types for a name: its key, how it looks, and its labels by themselves. */
export interface Typed {
  readonly key: string;
  readonly name: string;
  readonly text: string;
  /** It means the same everywhere, as `I` does. */
  readonly constant: boolean;
  readonly sub: boolean;
  readonly sup: boolean;
  /** Its parts as text, where it has labels: the letter, and what stands below and above. */
  readonly base: string;
  readonly labels: { readonly sub?: string; readonly sup?: string };
}

/** Whether a formula says the same after an edit, but for one name: every name is where it was, the old one the new. */
export function readsAlike(before: string, after: string, from: string, to: string): boolean {
  const keys = (text: string): readonly string[] => namesIn(parseFormula(text).tree, []).map(({ key }) => key);
  const [old, now] = [keys(before), keys(after)];
  return old.length === now.length && old.every((key, i) => key === now[i] || (key === from && now[i] === to));
}

/** Reads a text as a name; undefined when it is none, or more than one. */
export function typedName(given: string): Typed | undefined {
  const text = given.trim();
  const { tree } = parseFormula(text);
  const found = nameWritten(tree);
  const node = tree.body[0];
  if (found === undefined || node === undefined) return undefined;
  const scripted = node.kind === 'scripted' ? node : undefined;
  const piece = (it: { readonly span: { readonly start: number; readonly end: number } } | undefined): string =>
    it === undefined ? '' : text.slice(it.span.start, it.span.end);
  return {
    key: found.key,
    name: unicode(found.glyph),
    text,
    constant: constantOf(found) !== undefined,
    sub: scripted?.sub !== undefined,
    sup: scripted !== undefined && (scripted.sup !== undefined || scripted.primes > 0),
    base: scripted === undefined ? text : piece(scripted.base),
    labels: {
      ...(scripted?.sub && { sub: piece(scripted.sub) }),
      ...(scripted?.sup && { sup: piece(scripted.sup) }),
    },
  };
}
