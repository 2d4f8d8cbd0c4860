/** Letters that a note counts with: after `X \in \mathbb{R}^{n \times d}` an n is a whole number, and positive. */
import { perObject } from '../base/per-object.ts';
import { atomsOf } from '../shape/dim.ts';
import { dimsOf } from '../shape/shape.ts';
import type { Name } from '../verify/job.ts';
import type { SectionMeanings } from './meanings.ts';
import type { SectionFacts } from './sections.ts';

/** A number that nothing else is said of, and that is the size of something declared. */
export function asSize(name: Name, section: SectionFacts, all: SectionMeanings): Name {
  if (name.shape.kind !== 'scalar' || name.declared || name.conditions.length > 0) return name;
  const isSize = [section, ...all.enclosing()].some((it) => sizesIn(it).has(name.key));
  return isSize ? { ...name, conditions: ['integer'] } : name;
}

const sizesIn = perObject(
  ({ declared }: SectionFacts): ReadonlySet<string> =>
    new Set(
      declared
        .filter((it) => !it.inWords)
        .flatMap(({ shape }) => dimsOf(shape))
        .filter(({ terms }) => terms.length === 1)
        .flatMap(atomsOf),
    ),
);
