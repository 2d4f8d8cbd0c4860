/** The pipeline: note → formulas → trees → meaning → shapes → findings, remembering each part by its input. */
import { stopIfCancelled, type Token } from '../base/cancel.ts';
import type { Note } from '../note/note.ts';
import { statedReadings } from './directives.ts';
import type { Facts, PartFacts } from './facts.ts';
import { connect } from './meanings.ts';
import { partFacts } from './part-facts.ts';
import { readStatements } from './reading.ts';
import { type Memory, newMemory, type SectionFacts, solveSections } from './sections.ts';
import type { Settings } from './settings.ts';
import { type PartTrees, readTrees } from './trees.ts';

/** What a version of a note leaves behind for the next. */
interface Before {
  readonly trees: readonly PartTrees[];
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
  const parts = readStatements(trees, statedReadings(note));
  const sections = solveSections(parts, memory, () => {
    stopIfCancelled(token);
  });
  connect(sections);
  const facts: Facts = {
    note,
    parts: sections.map((it) => {
      const known = factsMemo.get(it);
      if (known !== undefined) return known;
      const made = partFacts(it);
      factsMemo.set(it, made);
      return made;
    }),
    layout: {
      convention: 'unknown',
      source: 'default',
      axes: {
        scalarByVector: 'unknown',
        nablaScalar: 'unknown',
        vectorByVector: 'unknown',
        scalarByMatrix: 'unknown',
        rowSlice: 'unknown',
      },
    },
  };
  versions.set(facts, { trees, memory });
  return facts;
}
