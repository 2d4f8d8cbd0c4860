/**
 * A section read on from the sections above that do not enclose it: their definitions count as if they stood
 * here, where it has none of its own. What is read so may confirm a claim, and refutes nothing.
 */
import { perKey, perObject } from '../base/per-object.ts';
import { freeNames, letterOf } from '../shape/free-names.ts';
import type { Job } from '../verify/job.ts';
import { sidesAt } from './claim-sides.ts';
import type { SectionMeanings } from './meanings.ts';
import type { PosedFormula } from './posed-formula.ts';
import { type At, type Reached, unfold } from './reach.ts';
import { surroundingsOf } from './surroundings.ts';
import type { Lookup } from './unfolding.ts';

/** A claim that is read on so. */
export interface Further {
  readonly claim: Job['claim'];
  readonly unfolded: readonly Reached[];
  readonly at: At;
}

/** Undefined where the claim rests on nothing that another section defines, or on a name that means something new here. */
export function readFurther(sides: Job['claim'], isFirst: boolean, here: At, own: PosedFormula): Further | undefined {
  const { section, meaning, place } = here;
  const all = readOn(here.all);
  const lookup = all.lookup(meaning.formula, place);
  const { claim, renamed, needed } = sidesAt({ own, statements: section.statements, lookup })(sides, isFirst);
  const unfolded = unfold([claim.left, claim.right, ...needed], { ...here, all, renamed });
  const added = unfolded.filter(({ seen }) => seen.beside === true);
  if (added.length === 0 || added.some(({ key }) => isMeantAnew(key, here))) return undefined;
  const functions = new Set([claim.left, claim.right].flatMap((it) => [...freeNames(it).functions]));
  const open = [...functions].filter((key) => section.answer.lookup(key, meaning.formula).entry?.inForce !== true);
  const beside = open.flatMap((key) => declarationAbove(key, all) ?? []);
  return { claim, unfolded, at: { ...here, all, renamed, beside } };
}

/** “Let $W$ be any matrix”. */
export function isMeantAnew(key: string, { section: { statements }, meaning }: At): boolean {
  const around = surroundingsOf(statements.part);
  return statements.statements.slice(0, meaning.formula).some((list, formula) => {
    const [{ expr } = {}, more] = list;
    const subject = expr?.kind === 'relation' ? expr.sides[0] : expr;
    const { before = '', after = '' } = around[formula] ?? {};
    return (
      subject?.kind === 'symbol' &&
      more === undefined &&
      letterOf(subject.key) === letterOf(key) &&
      (ANOTHER_BEFORE.test(before) || ANOTHER_BEHIND.test(after))
    );
  });
}

const ANOTHER_BEFORE = /\b(?:any|arbitrary|another|other|different|every|each|new) (?:[a-z-]+ ){0,3}$/;
const ANOTHER_BEHIND =
  /^ ?(?:be|is|denotes?|are) (?:now |again )?(?:an? )?(?:any|arbitrary|another|other|different|general|new)\b/;

/** Where a section above says what a function takes and gives. */
function declarationAbove(key: string, all: SectionMeanings): NonNullable<At['beside']>[number] | undefined {
  for (let up = 1; ; up++) {
    const of = all.above(up);
    const found = of?.declared.findLast((it) => it.key === key);
    if (of === undefined) return undefined;
    if (found !== undefined) return found.shape.kind === 'function' ? { of, formula: found.formula } : undefined;
  }
}

/** How a section sees definitions when it goes on from those above. */
const readOn = perObject((all: SectionMeanings): SectionMeanings => ({
  ...all,
  lookup: (formula, statement) => goingOn(all.lookup(formula, statement)),
}));

const goingOn = perObject((lookup: Lookup): Lookup =>
  perKey((key) => lookup(key).map((it) => (it.inForce || it.above <= 0 ? it : { ...it, inForce: true, beside: true }))),
);
