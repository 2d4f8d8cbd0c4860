/** The pipeline: note → formulas → trees → meaning → shapes → findings, remembering each part by its input. */
import { stopIfCancelled, type Token } from '../base/cancel.ts';
import type { Note } from '../note/note.ts';
import { statedReadings } from './directives.ts';
import type { Facts, PartFacts } from './facts.ts';
import { connect } from './meanings.ts';
import { noteLayout, withFindings } from './layout.ts';
import { partFacts } from './part-facts.ts';
import { readStatements } from './reading.ts';
import { type Memory, newMemory, type SectionFacts, solveSections } from './sections.ts';
import type { Settings } from './settings.ts';
import { withShapeClaims } from './shape-claims.ts';
import { type PartTrees, readTrees } from './trees.ts';

/** What a version of a note leaves behind for the next. */
interface Before {
  readonly trees: readonly PartTrees[];
  readonly sections: readonly SectionFacts[];
  readonly memory: Memory;
}

const versions = new WeakMap<Facts, Before>();
const factsMemo = new WeakMap<SectionFacts, PartFacts>();

/** Analyses a note. With the facts of the version before, only parts whose text or context changed are done anew.
 * @throws Cancelled when the token falls. */
export function analyse(note: Note, settings: Settings, token: Token, previous?: Facts): Facts {
  const before = previous && versions.get(previous);
  const memory = before?.memory ?? newMemory();
  const trees = readTrees(note, settings, before?.trees);
  stopIfCancelled(token);
  const parts = readStatements(trees, statedReadings(note), memory.parts);
  const sections = solveSections(parts, memory, () => {
    stopIfCancelled(token);
  });
  connect(sections);
  const layout = noteLayout(note, sections, settings.layout, before?.sections);
  const facts: Facts = {
    note,
    parts: sections.map((it, part) => {
      const known = factsMemo.get(it);
      const made = known ?? partFacts(it);
      if (known === undefined) factsMemo.set(it, made);
      return withShapeClaims(withFindings(made, layout.findings.get(part)), it, layout.fact);
    }),
    layout: layout.fact,
  };
  versions.set(facts, { trees, sections, memory });
  return facts;
}

/** Facts made of other facts of the same version. */
export function sameVersion(facts: Facts, made: Facts): void {
  const before = versions.get(facts);
  if (before !== undefined) versions.set(made, before);
}

/** The solved sections behind the parts of the facts, for what looks deeper than any feature. */
export const sectionsOf = (facts: Facts): readonly SectionFacts[] => versions.get(facts)?.sections ?? [];
