/**
 * The statements of each section with their kinds, worked out when first asked for. A section is asked again only if a
 * definition above it that it looked at is another one now.
 */
import { once } from '../base/once.ts';
import { perKey } from '../base/per-object.ts';
import { familyKey } from '../shape/declare.ts';
import { baseOf, letterOf } from '../shape/free-names.ts';
import { atomsOf } from '../shape/dim.ts';
import { dimsOf, type Shape } from '../shape/shape.ts';
import { assertionsOf } from './assertions.ts';
import { cueAfter, cueBefore } from './cues.ts';
import {
  type Definition,
  definable,
  definitionBy,
  definitionsIn,
  lettersOf,
  namesEntries,
  namesParts,
  orderOf,
  relationOf,
  STATEMENTS,
  valueOfEntries,
} from './definitions.ts';
import { definesNotation, factorises } from './equation-forms.ts';
import { folding } from './folded.ts';
import { directivesIn } from '../note/directives.ts';
import type { Statement } from '../expr/statement.ts';
import type { Part } from '../note/note.ts';
import { type Judgement, kindOf, type Standing } from './kinds.ts';
import type { Meaning, Seen } from './meaning.ts';
import { likeTheRowAbove } from './parallel-rows.ts';
import { setsToZero } from './premises.ts';
import type { PartStatements } from './reading.ts';
import type { SectionFacts } from './sections.ts';
import { sentenceClaimsIn } from './sentence-claims.ts';
import { tableClaimsIn } from './table-claims.ts';
import { rowAround } from './tables.ts';
import { isNumbered, numberedIn } from './numbered-members.ts';
import { labelled } from './labels.ts';
import { explainedBy, outlasts, surroundingsOf } from './surroundings.ts';
import type { Lookup } from './unfolding.ts';
import { withoutLabel } from './unlabelled.ts';

/** Meanings by formula, and how they see the definitions of the note. */
export interface SectionMeanings {
  readonly meanings: readonly (readonly Meaning[])[];
  /** The definitions of a name as seen from a statement: those above first, the nearest of them first of all. */
  readonly lookup: (formula: number, statement: number) => Lookup;
  /** What the note makes of a statement that could define something. */
  readonly kindOf: (seen: Seen) => Meaning['kind'] | undefined;
  /** The section of a definition. */
  readonly sectionOf: (seen: Seen) => SectionFacts | undefined;
  /** The section so many parts above. */
  readonly above: (parts: number) => SectionFacts | undefined;
  /** The sections that enclose this one, the outermost first. */
  readonly enclosing: () => readonly SectionFacts[];
  /** Whether a definition of this section has a letter in its value. */
  readonly isParameter: (letter: string) => boolean;
}

/** A note, as its sections see it. */
interface Outside {
  readonly sections: readonly SectionFacts[];
  index?: ReadonlyMap<string, readonly PartStatements[]>;
  places?: ReadonlyMap<PartStatements, number>;
}

interface Memo {
  outside: Outside;
  readonly place: number;
  known?: { readonly asked: ReadonlyMap<string, readonly Seen[]>; readonly result: SectionMeanings };
}

const memos = new WeakMap<SectionFacts, Memo>();

/** Tells the sections of a version of a note of each other. */
export function connect(sections: readonly SectionFacts[]): void {
  const outside: Outside = { sections };
  sections.forEach((section, place) => {
    const { known } = memos.get(section) ?? {};
    memos.set(section, { outside, place, ...(known && { known }) });
  });
}

const checked = new WeakMap<Memo, SectionMeanings>();

export function meaningsOf(section: SectionFacts): SectionMeanings {
  const memo = memos.get(section) ?? { outside: { sections: [section] }, place: 0 };
  const done = checked.get(memo);
  if (done !== undefined) return done;
  const { known } = memo;
  const holds =
    known !== undefined &&
    [...known.asked].every(([key, seen]) => {
      const now = above(key, memo);
      return (
        now.length === seen.length &&
        now.every((it, i) => it.definition === seen[i]!.definition && it.inForce === seen[i]!.inForce)
      );
    });
  if (!holds) {
    const asked = new Map<string, readonly Seen[]>();
    const ask = (key: string): readonly Seen[] => {
      let seen = asked.get(key);
      if (seen === undefined) asked.set(key, (seen = above(key, memo)));
      return seen;
    };
    memo.known = { asked, result: work(section, ask, () => memos.get(section) ?? memo) };
  }
  const result = memo.known!.result;
  checked.set(memo, result);
  return result;
}

const partsByName = folding<ReadonlyMap<string, readonly PartStatements[]>>(new Map(), (a, b) => {
  const all = new Map(a);
  for (const [key, parts] of b) all.set(key, [...(all.get(key) ?? []), ...parts]);
  return all;
});

const ownNames = new WeakMap<PartStatements, ReadonlyMap<string, readonly PartStatements[]>>();

function namesOf(part: PartStatements): ReadonlyMap<string, readonly PartStatements[]> {
  let found = ownNames.get(part);
  if (found === undefined) {
    found = new Map([...definitionsIn(part).keys()].map((key) => [key, [part]]));
    ownNames.set(part, found);
  }
  return found;
}

/** The last definitions of a name in the parts above, nearest first. */
function above(key: string, { outside, place }: Memo): readonly Seen[] {
  const { sections } = outside;
  outside.index ??= partsByName(sections.map((it) => namesOf(it.statements)));
  outside.places ??= new Map(sections.map((it, i) => [it.statements, i]));
  const found: Seen[] = [];
  const parts = outside.index.get(key) ?? [];
  for (let i = parts.length - 1; i >= 0 && found.length < ENOUGH; i--) {
    const at = outside.places.get(parts[i]!) ?? place;
    if (at >= place) continue;
    const all = definitionsIn(parts[i]!).get(key) ?? [];
    const valued = all.filter((it) => !namesEntries(it));
    const list = valued.length > 0 ? valued : all;
    const definition = list.findLast((it) => it.scopes.length === 0) ?? list[list.length - 1];
    if (definition !== undefined)
      found.push({ definition, inForce: isAbove(sections, at, place, definition.formula), above: place - at });
  }
  return found;
}

const ENOUGH = 3;

/** Whether a part belongs to a section that encloses another part, or says there what holds beyond its section. */
function isAbove(sections: readonly SectionFacts[], at: number, place: number, formula = -1): boolean {
  const depth = (i: number): number => sections[i]?.statements.part.heading?.depth ?? 0;
  const part = sections[at]?.statements.part;
  const own = depth(at) - (part !== undefined && outlasts(part, formula) ? 1 : 0);
  for (let i = at + 1; i <= place; i++) if (depth(i) <= own && depth(i) > 0) return false;
  return true;
}

/** Formulas of which a comment says what they are: `claim`, or `given` without a name. */
function statedKinds(part: Part): ReadonlyMap<number, 'claim' | 'tie'> {
  const found = new Map<number, 'claim' | 'tie'>();
  for (const { directive, formulas } of directivesIn(part)) {
    const given = directive.kind === 'given' && directive.names.length === 0;
    if (given || directive.kind === 'claim') for (const it of formulas) found.set(it, given ? 'tie' : 'claim');
  }
  return found;
}

const assertedOnly = (judged: Judgement, posed: boolean): Judgement =>
  posed && (judged.kind === 'claim' || judged.kind === 'tie')
    ? { ...judged, kind: 'expression', why: 'mistake' }
    : judged;

/** What the author says of a relation counts; of anything else there is nothing to claim. */
function statedAs(kind: 'claim' | 'tie' | undefined, judged: Judgement): Judgement {
  const relates = judged.form === 'equation' || judged.form === 'derivative' || judged.form === 'inequality';
  return kind === undefined || !relates ? judged : { ...judged, kind, why: 'directive' };
}

function work(section: SectionFacts, outer: (key: string) => readonly Seen[], here: () => Memo): SectionMeanings {
  const { part, statements } = section.statements;
  const own = definitionsIn(section.statements);
  const words = surroundingsOf(part);
  const stated = statedKinds(part);
  const pairs = new Map([...sentenceClaimsIn(section.statements), ...tableClaimsIn(section.statements)]);
  const lookups = new Map<number, Lookup>();
  const lookup = (formula: number, statement: number): Lookup => {
    const order = orderOf(formula, statement);
    let found = lookups.get(order);
    if (found === undefined) {
      const { blocks, formulas } = part;
      const told = statements[formula]![statement]!;
      const bare = withoutLabel(told, definitionBy(told, order, blocks[formulas[formula]!.block]?.scopes ?? []));
      const near = (key: string): readonly Seen[] =>
        key === bare?.key ? [{ definition: bare, inForce: true, above: 0 }] : [];
      found = perKey((key) => [...near(key), ...seenFrom(own.get(key) ?? [], order, section, () => outer(key))]);
      lookups.set(order, found);
    }
    return found;
  };
  const parameters = once(() => new Set(statements.flat().flatMap((it) => [...parametersOf(it)])));
  const isParameter = (letter: string): boolean => parameters().has(letter);
  const tied = new Set<string>();
  const fixed = new Map<string, Set<string>>();
  const seen = new Set<string>();
  const members = new Set<string>();
  const meanings = statements.map((list, formula): readonly Meaning[] => {
    const around = words[formula]!;
    const scopes = part.blocks[part.formulas[formula]!.block]?.scopes ?? [];
    const isDeclared = (letter: string): boolean =>
      [letter, `bold ${letter}`, `${letter}[]`].some(
        (key) => section.answer.lookup(key, formula).entry?.inForce === true,
      );
    const sizesOf = (letters: readonly string[]): ReadonlySet<string> =>
      new Set(
        letters
          .flatMap((letter) => [letter, `bold ${letter}`, `${letter}[]`])
          .map((key) => section.answer.lookup(key, formula))
          .flatMap(({ entry, shape }) => (entry?.inForce === true ? dimsOf(shape) : []))
          .flatMap(atomsOf),
      );
    let previous: Meaning | undefined;
    return list.map((statement, i): Meaning => {
      const order = orderOf(formula, i);
      const isValued = (key: string): boolean =>
        lookup(
          formula,
          i,
        )(key).some(
          ({ definition: it, inForce, above: up }) =>
            inForce && up >= 0 && it.statement !== statement && !namesEntries(it),
        );
      const definition = definitionBy(statement, order, scopes) ?? valueOfEntries(list, i, order, scopes, isValued);
      const standing: Standing = {
        before: cueBefore(around, statement.words),
        after: i === list.length - 1 ? cueAfter(around) : 'none',
        lookup: lookup(formula, i),
        definition,
        isTied: (base) => tied.has(base),
        isFixed: (base) => fixed.has(base),
        isFixedAs: (key) =>
          [...(fixed.get(letterOf(key)) ?? [])].some((by) => by === key || !(isNumbered(by) && isNumbered(key))),
        isNew: (key) =>
          !members.has(key) &&
          !isDeclared(letterOf(key)) &&
          [key, familyKey(baseOf(key))].every((it) => lookup(formula, i)(it).length === 0),
        isSeen: (base) => seen.has(base) || isDeclared(base),
        isDeclared,
        isParameter,
        isInAnotherRow: (other) => isInAnotherRow(part, formula, other),
        sizesOf,
      };
      const paired = stated.get(formula) === 'tie' ? undefined : pairs.get(formula);
      const judged: Judgement =
        paired === undefined
          ? statedAs(
              stated.get(formula),
              assertedOnly(likeTheRowAbove(kindOf(statement, standing), statement.expr, previous), around.posed),
            )
          : {
              kind: 'claim',
              form: paired.relation.sides[0]?.kind === 'derivative' ? 'derivative' : 'equation',
              why: paired.why,
            };
      const claimed = paired === undefined ? statement : { ...statement, expr: paired.relation };
      const asserted = assertionsOf(claimed, judged, standing).map((it) => it && paired?.bare !== false);
      const bases = lettersOf(statement.expr);
      for (const base of bases) seen.add(base);
      if (judged.kind === 'definition' || judged.kind === 'tie') for (const base of bases) tied.add(base);
      // A list of names, `w_1, w_2, \ldots`, says nothing of them.
      if (relationOf(statement.expr) !== undefined) for (const it of numberedIn(statement.expr)) members.add(it);
      const source = judged.kind === 'definition' ? (definition?.key ?? '') : '';
      for (const base of fixedBy(judged, statement, definition, bases))
        fixed.set(base, (fixed.get(base) ?? new Set<string>()).add(source));
      previous = {
        statement,
        formula,
        ...judged,
        asserted,
        ...(judged.kind === 'definition' && definition !== undefined && { defines: definition }),
        ...(paired && { paired }),
      };
      return previous;
    });
  });
  const sectionAbove = (up: number): SectionFacts | undefined => {
    const { outside, place } = here();
    return up <= 0 ? section : outside.sections[place - up];
  };
  const sectionOf = (it: Seen): SectionFacts | undefined => sectionAbove(it.above);
  return {
    meanings,
    lookup,
    sectionOf,
    above: sectionAbove,
    isParameter,
    kindOf: (seen) => {
      const of = sectionOf(seen);
      const { definition } = seen;
      const list = of === undefined ? undefined : of === section ? meanings : meaningsOf(of).meanings;
      return list?.[definition.formula]?.find((it) => it.statement === definition.statement)?.kind;
    },
    enclosing: () => {
      const { outside, place } = here();
      return outside.sections.filter((_, i) => i < place && isAbove(outside.sections, i, place));
    },
  };
}

/** Above the formula in its own list items first, then in any, then in the sections above, then below the formula. */
function seenFrom(
  list: readonly Definition[],
  order: number,
  section: SectionFacts,
  outer: () => readonly Seen[],
): readonly Seen[] {
  const { part } = section.statements;
  const formula = Math.floor(order / STATEMENTS);
  const scopes = part.blocks[part.formulas[formula]!.block]?.scopes ?? [];
  const encloses = (it: Definition): boolean => it.scopes.every((scope, i) => scopes[i] === scope);
  const see = (definition: Definition): Seen => ({ definition, inForce: true, above: 0 });
  const isMeant = (it: Definition): boolean =>
    !isDeclaredAnew(it, formula, section) && !isArgumentAnew(it, formula, section);
  const before = list.filter((it) => it.order <= order && isMeant(it)).reverse();
  const after = list.filter((it) => it.order > order);
  const here = before.filter(encloses);
  // A name that several items define has its own value in each.
  const beside = before.filter((it) => !encloses(it));
  const below = after.filter(encloses);
  // “$$ … $$ where $M = …$”: meant for this formula, whatever M was before.
  const told = below.filter((it) => explainedBy(part, it.formula) === formula);
  const near = [...told, ...here, ...(here.length === 0 && beside.length === 1 ? beside : [])].slice(0, NEAR).map(see);
  const later = below.filter((it) => !told.includes(it)).slice(0, NEAR);
  return [...near, ...outer(), ...later.map((it): Seen => ({ definition: it, inForce: true, above: -1 }))];
}

/** Another shape, declared some paragraphs after the definition, gives the letter a new meaning. */
function isDeclaredAnew(
  { key, formula: from }: Definition,
  formula: number,
  { declared, statements }: SectionFacts,
): boolean {
  const { formulas } = statements.part;
  const own = declared.filter((it) => it.key === key);
  const first = own.findLast((it) => it.formula <= from + 1);
  if (first === undefined) return false;
  const shape = JSON.stringify(valueOf(first.shape));
  return own.some(
    (it) =>
      it.formula <= formula &&
      formulas[it.formula]!.block > formulas[from]!.block + 1 &&
      JSON.stringify(valueOf(it.shape)) !== shape,
  );
}

/** $f(x) \in \mathbb{R}^m$ says of f what $f : \mathbb{R}^n \to \mathbb{R}^m$ does. */
const valueOf = (shape: Shape): Shape => (shape.kind === 'function' ? shape.to : shape);

/** “**Dual.** $x = -P^{-1}q$ … **Conjugate.** $f(x) = \ldots$”: an argument there, and no value that another paragraph gives. */
function isArgumentAnew(
  { key, form, formula: from }: Definition,
  formula: number,
  { statements }: SectionFacts,
): boolean {
  const labels = labelled(statements.part);
  const label = labels[formula] ?? -1;
  if (form !== 'value' || label < 0 || labels[from] === label) return false;
  return [...definitionsIn(statements).values()].some((list) =>
    list.some(
      (it) =>
        it.form === 'function' && it.formula <= formula && labels[it.formula] === label && it.parameters.includes(key),
    ),
  );
}

const NEAR = 4;

/**
 * What an equation leaves no freedom: a tie restricts all that stands in it, a definition fixes what it gives a value,
 * and the blocks, entries or factors by which that is written; what else it is in terms of stays as free as it was.
 */
function fixedBy(
  judged: Judgement,
  statement: Statement,
  defines: Definition | undefined,
  letters: ReadonlySet<string>,
): Iterable<string> {
  const { kind } = judged;
  if (setsToZero({ ...judged, statement })) return letters;
  if (kind !== 'tie' && kind !== 'definition') return [];
  const isValue = kind === 'definition' && defines !== undefined;
  return isValue && !namesParts(defines) && !factorises(defines.right) ? [letterOf(defines.key)] : letters;
}

function isInAnotherRow(part: Part, formula: number, other: number): boolean {
  const [own, around] = [formula, other].map((it) => rowAround(part).get(it));
  return own !== undefined && around !== undefined && own.from !== around.from;
}

/** What stands on the right side of something that is given a value or a meaning. */
function parametersOf(statement: Statement): ReadonlySet<string> {
  const [left, right] = relationOf(statement.expr)?.sides ?? [];
  const defines =
    left !== undefined &&
    right !== undefined &&
    (definable(left) !== undefined || definesNotation(left, right, 'none'));
  return defines ? lettersOf(right) : new Set();
}
