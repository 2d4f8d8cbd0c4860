/** The pipeline: note → formulas → trees → meaning → shapes → findings, remembering each part by its input. */
import { type Token } from '../base/cancel.ts';
import type { Note } from '../note/note.ts';
import type { Facts } from './facts.ts';
import type { Settings } from './settings.ts';

/** Analyses a note. With the facts of the version before, only parts whose text or context changed are done anew.
 * @throws Cancelled when the token falls. */
export function analyse(note: Note, settings: Settings, token: Token, previous?: Facts): Facts {
  void settings;
  void token;
  void previous;
  return {
    note,
    parts: note.parts.map(({ part }) => ({ part, formulas: [], symbols: [], findings: [] })),
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
}
