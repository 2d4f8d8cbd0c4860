/**
 * What else a claim is tried on before it is said to be true or false: on names whose entries have one of two values
 * (`M \in \{0,1\}^{m \times n}`, `y_i \in \{-1, 1\}`), and without what only a later paragraph says of its names.
 */
import { freeNames } from '../shape/free-names.ts';
import { TWO_VALUED } from '../verify/draw.ts';
import type { Job } from '../verify/job.ts';
import type { At, Reached } from './reach.ts';
import { derivativesIn, nameIn, stripped } from './unfolding.ts';

export interface Aside {
  /** What is false of all numbers is false only where it is so of these as well. */
  readonly valued?: Job;
  /** What a letter is that a later paragraph gives a value is not sure: it may be another thing there. */
  readonly apart?: Job;
  /** … and was declared before, so that it had a meaning of its own. */
  readonly isAnew?: boolean;
}

interface Given {
  readonly job: Job;
  readonly restricted: Job | undefined;
  readonly unfolded: readonly Reached[];
  readonly at: At;
}

/** @param by the claim by these definitions alone */
export function asideOf({ job, restricted, unfolded, at }: Given, by: (list: readonly Reached[]) => Job): Aside {
  const valued = amongTwoValues(restricted ?? job, at);
  const own = namesOf(job);
  const later = unfolded.filter((it) => own.has(it.key) && isFarBelow(it, at));
  if (later.length === 0) return { ...(valued && { valued }) };
  const { declared } = at.section;
  const isAnew = later.some((it) =>
    declared.some(({ key, formula }) => key === it.key && formula <= at.meaning.formula),
  );
  return {
    ...(valued && { valued }),
    apart: by(unfolded.filter((it) => !later.includes(it))),
    ...(isAnew && { isAnew }),
  };
}

export const eachAside = ({ valued, apart, isAnew }: Aside, change: (job: Job) => Job): Aside => ({
  ...(valued && { valued: change(valued) }),
  ...(apart && { apart: change(apart) }),
  ...(isAnew && { isAnew }),
});

/** The letters of a claim; not what it differentiates, which stands below the formula as often as above. */
function namesOf({ claim }: Job): ReadonlySet<string> {
  const sides = [claim.left, claim.right];
  const names = new Set(sides.flatMap((it) => [...freeNames(it).names.keys()]));
  for (const { of } of sides.flatMap(derivativesIn)) {
    const name = of && nameIn(stripped(of));
    if (name !== undefined) names.delete(name.key);
  }
  return names;
}

/** In another paragraph, below. */
function isFarBelow({ seen }: Reached, { section, meaning }: At): boolean {
  const { formulas } = section.statements.part;
  return seen.above < 0 && formulas[seen.definition.formula]?.block !== formulas[meaning.formula]?.block;
}

/** The claim for such values; none where no name has them. */
function amongTwoValues(job: Job, { section, meaning }: At): Job | undefined {
  const names = job.names.map((it) => {
    const { entry } = section.answer.lookup(it.key, meaning.formula);
    const said = entry?.inForce === true ? entry.conditions.filter((one) => TWO_VALUED.has(one)) : [];
    return said.length === 0 ? it : { ...it, conditions: [...new Set([...it.conditions, ...said])] };
  });
  return names.every((it, i) => it === job.names[i]) ? undefined : { ...job, names };
}
