/** The claims of a note, sign by sign, as marks, hovers and lists show them. */
import type { Facts, FormulaFacts, Outcome, PartFacts, StatementFact, StepFact } from '../analysis/facts.ts';
import { reasonSentence, reasonTodo } from '../analysis/reasons.ts';
import { blackboard, conditionsInWords, needsCondition } from '../analysis/verdict-wording.ts';
import { perObject } from '../base/per-object.ts';
import type { Span } from '../base/span.ts';
import { formulaSpanInNote } from './places.ts';
import { shortened } from './words.ts';

/** The words for a verdict. None for what is no claim, or was not tried yet. */
export type Mark = 'proved' | 'checked' | 'true-if' | 'other-layout' | 'does-not-fit' | 'not-true' | 'not-checked';

export interface ShownClaim {
  readonly part: number;
  readonly formula: number;
  /** The sign, and all of the statement, in the note. */
  readonly sign: Span;
  readonly span: Span;
  /** As it stands in the note, in one line. */
  readonly tex: string;
  readonly statement: StatementFact;
  /** Undefined while it was not tried. */
  readonly step?: StepFact;
  readonly mark: Mark;
}

/** A claim of one sign, its spans in the formula's text. */
type OwnClaim = Omit<ShownClaim, 'part' | 'formula'>;

/** Told anew after every key, of facts that stay as they are in all parts but one. */
const claimsOf = perObject((known: FormulaFacts): readonly OwnClaim[] =>
  known.statements.flatMap((statement): readonly OwnClaim[] => {
    if (statement.steps === undefined && statement.kind !== 'claim') return [];
    const tex = shortened(known.tree.text.slice(statement.span.start, statement.span.end), 48);
    const shared = { tex, statement, span: statement.span };
    if (statement.steps === undefined) return [{ ...shared, sign: shared.span, mark: 'not-checked' }];
    return statement.steps.map((step) => ({ ...shared, sign: step.sign, step, mark: markOf(step) }));
  }),
);

const formulasWithClaims = perObject(({ formulas }: PartFacts): readonly number[] =>
  formulas.flatMap((it, formula) => (claimsOf(it).length === 0 ? [] : [formula])),
);

/** Every claim of a note, in the order of the text. */
export const shownClaims = perObject((facts: Facts): readonly ShownClaim[] =>
  facts.parts.flatMap((_, part) => claimsOfPart(facts, part)),
);

const claimsOfPart = (facts: Facts, part: number): readonly ShownClaim[] => {
  const known = facts.parts[part];
  return known === undefined ? [] : formulasWithClaims(known).flatMap((formula) => claimsAt(facts, part, formula));
};

/** Works out what is said of the claims of a part, so that it is there when the whole note is told of. */
export function saidOfPart(facts: Facts, part: number): void {
  for (const it of claimsOfPart(facts, part)) verdictSentence(facts, it);
}

/** The claims of one formula. */
export function claimsAt(facts: Facts, part: number, formula: number): readonly ShownClaim[] {
  const placed = facts.note.parts[part];
  const source = placed?.part.formulas[formula];
  const known = facts.parts[part]?.formulas[formula];
  if (placed === undefined || source === undefined || known === undefined) return [];
  const inNote = (it: Span): Span => formulaSpanInNote(placed, source, it);
  return claimsOf(known).map((it) => ({ ...it, part, formula, span: inNote(it.span), sign: inNote(it.sign) }));
}

function markOf({ verdict, holdsIf = [], repair }: Outcome): Mark {
  switch (verdict) {
    case 'proved':
      return 'proved';
    case 'verified':
      return 'checked';
    case 'refuted':
      return needsCondition(holdsIf, repair !== undefined) ? 'true-if' : 'not-true';
    case 'wrong-layout':
      return 'other-layout';
    case 'ill-typed':
      return 'does-not-fit';
    // A decomposition that asks something of what it decomposes.
    case 'assumed':
      return holdsIf.length > 0 ? 'true-if' : 'not-checked';
    default:
      return 'not-checked';
  }
}

/** Marks that ask for attention come first. */
export const gravest: readonly Mark[] = [
  'not-true', 'does-not-fit', 'other-layout', 'true-if', 'not-checked', 'checked', 'proved',
]; // prettier-ignore

export const glyphs: { readonly [M in Mark]: string } = {
  proved: '●',
  checked: '✓',
  'true-if': '✓?',
  'other-layout': '⇄',
  'does-not-fit': '≠',
  'not-true': '✗',
  'not-checked': '○',
};

export const words: { readonly [M in Mark]: string } = {
  proved: 'proved',
  checked: 'checked',
  'true-if': 'true if',
  'other-layout': 'other layout',
  'does-not-fit': 'does not fit',
  'not-true': 'not true',
  'not-checked': 'not checked',
};

/** The verdict in one sentence, for marks and for those who hear them. */
export function verdictSentence(facts: Facts, { mark, step, part }: ShownClaim): string {
  if (step === undefined) return 'Not checked yet.';
  const { method, samples, sizes, reading, reason, detail, holdsIf, repair } = step;
  const also = reading === undefined ? '' : ` (${reading})`;
  const given = holdsIf === undefined || holdsIf.length === 0 ? '' : `, given that ${conditionsInWords(holdsIf)}`;
  switch (mark) {
    case 'proved':
      return `Proved: the same formula after simplification${also}.`;
    case 'checked':
      if (method === 'shapes') return 'Checked: the sizes agree.';
      return `Checked: both sides agree in ${String(samples ?? 0)} random cases${sizesInWords(facts, part, sizes)}${given}${also}.`;
    case 'true-if':
      return `True only if ${conditionsInWords(holdsIf ?? [])}; the note does not say so.`;
    case 'other-layout':
      return repair === undefined ? 'True in the other layout.' : `True in the other layout${also}.`;
    case 'does-not-fit':
      return 'The sizes do not fit.';
    case 'not-true':
      return 'Not true in general.';
    case 'not-checked':
      return `Not checked: ${reasonSentence(reason ?? '', namedIn(facts, part, detail ?? ''))}.`;
  }
}

/** The same with the smallest case, or what to do: the lines of a hover. */
export function verdictLines(facts: Facts, claim: ShownClaim): readonly string[] {
  const { mark, step } = claim;
  const head = `${glyphs[mark]} ${verdictSentence(facts, claim)}`;
  if (step === undefined) return [head];
  const example = exampleOf(facts, claim);
  if (example !== undefined) return [head, ...example.split('\n')];
  const todo =
    mark === 'not-checked' ? reasonTodo(step.reason ?? '', namedIn(facts, claim.part, step.detail ?? '')) : undefined;
  return todo === undefined ? [head] : [head, `  To have it checked, ${todo}.`];
}

/** What is said of an equation that is no claim, or of one that was not tried. */
export function unjudged({ kind, why }: StatementFact): readonly string[] {
  switch (kind) {
    case 'claim':
      return ['○ Not checked yet.'];
    case 'tie':
      return [
        `○ Not checked: ${reasonSentence('read-as-condition', '')}. ${why}`,
        `  To have it checked, ${reasonTodo('read-as-condition', '') ?? ''}.`,
      ];
    case 'definition':
      return [`A definition. ${why}`];
    case 'declaration':
      return [`A declaration. ${why}`];
    default:
      return [why];
  }
}

/** The smallest case that shows that a claim is not true. */
export function exampleOf(facts: Facts, { step, part }: ShownClaim): string | undefined {
  if (step?.counterexample === undefined) return undefined;
  return blackboard(step.counterexample, { left: step.left, right: step.right }, (key) => nameOf(facts, part, key));
}

function sizesInWords(facts: Facts, part: number, sizes: Outcome['sizes']): string {
  const all = Object.entries(sizes ?? {});
  return all.length === 0
    ? ''
    : `, ${all.map(([name, size]) => `${nameOf(facts, part, name)} = ${String(size)}`).join(', ')}`;
}

/** Keys of names in what a stage found out, as the note writes them. */
export const namedIn = (facts: Facts, part: number, detail: string): string =>
  nameIn(facts.parts[part], detail) ?? detail;

/** A name as the note writes it, in Unicode. */
export function nameOf(facts: Facts, part: number, key: string): string {
  // One by one: the names of a part are worked out when they are asked for.
  for (const it of [facts.parts[part], ...facts.parts]) {
    const found = nameIn(it, key);
    if (found !== undefined) return found;
  }
  return key;
}

const nameIn = (part: PartFacts | undefined, key: string): string | undefined => part && namesOf(part).get(key);

/** By their keys, each as it stands first. */
const namesOf = perObject(
  ({ names }: PartFacts): ReadonlyMap<string, string> => new Map([...names].reverse().map((it) => [it.key, it.name])),
);
